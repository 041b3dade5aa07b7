//! The cleaning bench: two debtors put together are chased as one, taken apart they are as before, and what a
//! file brings under the old key goes to the one that stayed.

use desk::{DeskError, Refusal};
use insight::cleaning::{Finding, What};
use receivables::identity::DebtorId;
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
