//! The cleaning bench: two debtors put together are chased as one, taken apart they are as before, and what a
//! file brings under the old key goes to the one that stayed.

use desk::{DeskError, Refusal};
use insight::cleaning::{Finding, What};
use intake::reading::{Problem, ProblemKind};
use receivables::identity::DebtorId;
use store::debtor_number::DebtorNumber;
use store::known_payer::PayerMark;
use store::scope::Seen;
use store::testing::both_engines;

use crate::receiving::{open_eur, take};
use crate::scene::Scene;

async fn findings(scene: &Scene) -> Vec<Finding> {
    let seen = Seen::by_the_machine(scene.seat.creditor);
    scene.desk.bench(&scene.seat, seen).await.unwrap().findings
}

async fn items_of(scene: &Scene, debtor: DebtorId) -> usize {
    let why = scene.desk.why(&scene.seat, debtor, None).await.unwrap();
    why.account.items.len()
}

#[tokio::test(flavor = "multi_thread")]
async fn debtors_put_together_are_one_account_and_taken_apart_they_are_two_again() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let twin = scene.other_debtor("C002").await;
        let mut renamed = desk
            .why(seat, twin, None)
            .await
            .unwrap()
            .account
            .debtor
            .clone();
        renamed.name = "MENUISERIE LENOIR SARL".into();
        desk.change_debtor(seat, &renamed).await.unwrap();
        scene.invoice("FA-1", 50_000, 10).await;
        scene.invoice_of(twin, "FA-2", 30_000, 10).await;
        let found = findings(&scene).await;
        let duplicates: Vec<&Finding> = found
            .iter()
            .filter(|finding| matches!(finding.what, What::DuplicateDebtors { .. }))
            .collect();
        assert_eq!(duplicates.len(), 1, "{found:?}");
        desk.merge_debtors(seat, scene.debtor, &[twin])
            .await
            .unwrap();
        assert_eq!(items_of(&scene, scene.debtor).await, 2);
        assert_eq!(open_eur(&scene, seat).await, 80_000);
        let list = "client;numero facture;date facture;echeance;montant ttc;devise\n\
            C002;FA-3;01/02/2026;03/03/2026;10,00;EUR\n";
        let report = take(&scene, "a.csv", list).await;
        assert_eq!((report.debtors.new, report.items.new), (0, 1), "{report:?}");
        assert_eq!(items_of(&scene, scene.debtor).await, 3);
        let seen = Seen::by_the_machine(seat.creditor);
        let merges = desk.bench(seat, seen).await.unwrap().merges;
        desk.undo_merge(seat, merges[0].id).await.unwrap();
        assert_eq!(items_of(&scene, twin).await, 1);
        assert_eq!(items_of(&scene, scene.debtor).await, 2);
        assert_eq!(open_eur(&scene, seat).await, 81_000);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn debtors_are_not_taken_apart_over_a_settlement_between_them() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let twin = scene.other_debtor("C002").await;
        scene.invoice_of(twin, "FA-2", 30_000, 10).await;
        scene.unapplied("VIR", 30_000).await;
        desk.merge_debtors(seat, scene.debtor, &[twin])
            .await
            .unwrap();
        let unused = findings(&scene).await;
        assert!(
            unused
                .iter()
                .any(|finding| finding.what == What::UnusedCredit { closes: 1 }),
            "{unused:?}"
        );
        assert_eq!(desk.use_credits(seat, scene.debtor).await.unwrap(), 1);
        let seen = Seen::by_the_machine(seat.creditor);
        let merge = desk.bench(seat, seen).await.unwrap().merges[0].id;
        let refused = desk.undo_merge(seat, merge).await;
        assert!(matches!(
            refused,
            Err(DeskError::Refused(Refusal::MergedAccountsSettled))
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finding_that_is_right_as_it_is_does_not_come_back() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("FA-1", 50_000, 400).await;
        let found = findings(&scene).await;
        assert!(matches!(found[0].what, What::TooOld { .. }), "{found:?}");
        scene
            .desk
            .dismiss_finding(&scene.seat, &found[0].key())
            .await
            .unwrap();
        assert_eq!(findings(&scene).await, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_number_is_told_until_it_is_corrected_and_the_same_file_does_not_bring_it_back() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let list = "code client;raison sociale;siren;n° tva\n\
            C005;Scierie du Lac;404833047;FR84404833048\n";
        let report = take(&scene, "clients.csv", list).await;
        let told = |one: &Problem| one.kind == ProblemKind::CheckDigits;
        assert!(report.problems.iter().any(told), "{report:?}");
        assert_eq!(findings(&scene).await, [], "it owes nothing yet");
        let creditor = scene.seat.creditor;
        let mut reader = scene.desk.store().reader().await.unwrap();
        let found = store::debtor::by_natural_key(&mut reader, creditor, "C005").await;
        let debtor = found.unwrap().unwrap();
        drop(reader);
        scene.invoice_of(debtor, "FA-1", 50_000, 10).await;
        let numbers = |found: &[Finding]| -> Vec<String> {
            let numbers = found.iter().filter_map(|one| one.what.number());
            numbers.map(str::to_string).collect()
        };
        let found = findings(&scene).await;
        assert_eq!(numbers(&found), ["404833047", "FR84404833048"]);
        let correct = |which, from: &'static str, to: &'static str| {
            let whose = (debtor, which);
            scene.desk.correct_number(&scene.seat, whose, (from, to))
        };
        let siren = DebtorNumber::Siren;
        correct(siren, "404833047", "404 833 046").await.unwrap();
        let still = numbers(&findings(&scene).await);
        assert!(still.contains(&"404833046".to_string()), "{still:?}");
        correct(siren, "404833046", "404 833 048").await.unwrap();
        let late = correct(siren, "404833046", "").await;
        assert!(matches!(
            late,
            Err(DeskError::Refused(Refusal::NumberChangedMeanwhile))
        ));
        let vat = DebtorNumber::VatNumber;
        correct(vat, "FR84404833048", "FR83404833048")
            .await
            .unwrap();
        let none: [String; 0] = [];
        assert_eq!(numbers(&findings(&scene).await), none);
        take(&scene, "clients2.csv", &format!("{list}C009;Autre;;\n")).await;
        assert_eq!(numbers(&findings(&scene).await), none);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_account_is_dismissed_forgotten_or_put_right() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("FA-1", 50_000, 10).await;
        let (wrong, right) = ("FR7630006000011234567890188", "FR7630006000011234567890189");
        let mut transaction = scene.desk.store().transaction().await.unwrap();
        let stamp = scene
            .desk
            .store()
            .stamp(scene.desk.clock().instant(), "test");
        let whose = (scene.seat.creditor, scene.debtor);
        let mark = [(PayerMark::Account, wrong.to_string())];
        store::known_payer::confirm(&mut transaction, &stamp, whose, &mark)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        let found = findings(&scene).await;
        assert_eq!(found[0].what.number(), Some(wrong), "{found:?}");
        let account = (scene.debtor, DebtorNumber::Account);
        let desk = &scene.desk;
        desk.correct_number(&scene.seat, account, (wrong, right))
            .await
            .unwrap();
        assert_eq!(findings(&scene).await, []);
        let mut reader = scene.desk.store().reader().await.unwrap();
        let known = store::known_payer::all(&mut reader, scene.seat.creditor).await;
        let known = known.unwrap();
        assert_eq!(known.len(), 1);
        assert_eq!((known[0].value.as_str(), known[0].confirmed), (right, 1));
    })
    .await;
}
