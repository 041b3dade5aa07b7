//! Money that waits is placed by a person, in one part or several, set aside, and everything is undone
//! without a trace on the balances.

use desk::DeskError;
use desk::Refusal;
use desk::cash::{CashQueue, Part, Placement};
use desk::disputes::NewDispute;
use desk::instalment_plans::NewPlan;
use receivables::calendar::plus_days;
use receivables::cash_application::{PaidFrom, ProposedAllocation};
use receivables::currency::Currency;
use receivables::fact::DisputeReason;
use receivables::identity::ItemId;
use receivables::instalment_plan::Instalment;
use receivables::money::Money;
use store::known_payer::PayerMark;
use store::testing::both_engines;

use crate::receiving::{open_eur, statement, take};
use crate::scene::{MONDAY, Scene};

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn pays(claim: ItemId, minor: i64) -> ProposedAllocation {
    ProposedAllocation {
        claim,
        from: PaidFrom::Payment,
        amount: eur(minor),
    }
}

async fn queue(scene: &Scene) -> CashQueue {
    let found = scene.desk.cash_queue(&scene.seat, None, (50, 50)).await;
    found.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_is_placed_by_hand_and_undone_without_a_trace_on_the_balances() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let first = scene.invoice("FA-1", 50_000, 10).await;
        let second = scene.invoice("FA-2", 30_000, 5).await;
        take(
            &scene,
            "s.xml",
            &statement("B1", "600.00", "VIREMENT RECU SANS RIEN"),
        )
        .await;
        let waiting = queue(&scene).await;
        assert_eq!(waiting.total, 1);
        let entry = waiting.credits[0].entry;
        let too_much = Placement {
            parts: vec![Part {
                debtor: scene.debtor,
                amount: eur(60_000),
                allocations: vec![pays(first, 50_000), pays(second, 30_000)],
            }],
        };
        let refused = desk.place_credit(seat, entry, too_much).await;
        assert!(
            matches!(
                refused,
                Err(DeskError::Refused(Refusal::PartsNotTheLine { .. }))
            ),
            "{refused:?}"
        );
        let placement = Placement {
            parts: vec![Part {
                debtor: scene.debtor,
                amount: eur(60_000),
                allocations: vec![pays(first, 50_000), pays(second, 10_000)],
            }],
        };
        desk.place_credit(seat, entry, placement.clone())
            .await
            .unwrap();
        assert_eq!(open_eur(&scene, seat).await, 20_000);
        let placed = queue(&scene).await;
        assert_eq!((placed.total, placed.placed.len()), (0, 1));
        assert_eq!(placed.placed[0].allocations.len(), 2);
        desk.undo_credit(seat, entry).await.unwrap();
        assert_eq!(open_eur(&scene, seat).await, 80_000);
        assert_eq!(queue(&scene).await.total, 1);
        let again = desk.undo_credit(seat, entry).await;
        assert!(matches!(
            again,
            Err(DeskError::Refused(Refusal::CreditWaits))
        ));
        // What was undone can be placed again, and the books still balance.
        desk.place_credit(seat, entry, placement).await.unwrap();
        assert_eq!(open_eur(&scene, seat).await, 20_000);
        let mut reader = desk.store().reader().await.unwrap();
        let unbalanced = store::item::unbalanced(&mut reader, seat.creditor).await;
        assert_eq!(unbalanced.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_split_over_two_debtors_pays_both_and_is_undone_whole() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let other = scene.other_debtor("C002").await;
        let theirs = scene.invoice_of(other, "FB-1", 40_000, 10).await;
        take(&scene, "s.xml", &statement("B1", "600.00", "VIR GROUPE")).await;
        let entry = queue(&scene).await.credits[0].entry;
        let part = |debtor, minor, allocations| Part {
            debtor,
            amount: eur(minor),
            allocations,
        };
        let placement = Placement {
            parts: vec![
                part(other, 40_000, vec![pays(theirs, 40_000)]),
                part(scene.debtor, 20_000, Vec::new()),
            ],
        };
        desk.place_credit(seat, entry, placement).await.unwrap();
        // 200 EUR lie on the first debtor's account and net its reminders.
        assert_eq!(open_eur(&scene, seat).await, -20_000);
        desk.undo_credit(seat, entry).await.unwrap();
        assert_eq!(open_eur(&scene, seat).await, 40_000);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_receivable_is_set_aside_and_can_be_taken_back() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        take(
            &scene,
            "s.xml",
            &statement("B1", "600.00", "REMBOURSEMENT ASSURANCE"),
        )
        .await;
        let entry = queue(&scene).await.credits[0].entry;
        desk.set_credit_aside(seat, entry).await.unwrap();
        let after = queue(&scene).await;
        assert_eq!((after.total, after.placed.len()), (0, 1));
        let twice = desk.set_credit_aside(seat, entry).await;
        assert!(matches!(
            twice,
            Err(DeskError::Refused(Refusal::CreditDealtWith))
        ));
        desk.undo_credit(seat, entry).await.unwrap();
        assert_eq!(queue(&scene).await.total, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invoice_that_comes_after_its_payment_is_paid_when_the_proposals_are_made_again() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        take(
            &scene,
            "s.xml",
            &statement("B1", "500.00", "VIR FACTURE FA2026-0007"),
        )
        .await;
        assert_eq!(queue(&scene).await.total, 1);
        scene.invoice("FA2026-0007", 50_000, 10).await;
        assert_eq!(desk.propose_again(seat).await.unwrap(), 1);
        assert_eq!(open_eur(&scene, seat).await, 0);
        assert_eq!(queue(&scene).await.total, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_teaches_who_pays_and_an_undone_placing_unteaches_it() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let text = statement("B1", "77.00", "VIR").replace(
            "<RmtInf>",
            "<RltdPties><Dbtr><Nm>LENOIR HOLDING</Nm></Dbtr><DbtrAcct><Id><IBAN>FR7630004000031234567890143</IBAN>\
             </Id></DbtrAcct></RltdPties><RmtInf>",
        );
        take(&scene, "s.xml", &text).await;
        let entry = queue(&scene).await.credits[0].entry;
        let whole = Placement::on_account(scene.debtor, eur(7_700));
        desk.place_credit(seat, entry, whole).await.unwrap();
        let known = async || {
            let mut reader = desk.store().reader().await.unwrap();
            store::known_payer::all(&mut reader, seat.creditor)
                .await
                .unwrap()
        };
        let marks: Vec<(PayerMark, String)> = known()
            .await
            .into_iter()
            .map(|payer| (payer.mark, payer.value))
            .collect();
        assert_eq!(
            marks,
            [
                (PayerMark::Account, "FR7630004000031234567890143".to_string()),
                (PayerMark::Name, "LENOIR HOLDING".to_string())
            ]
        );
        desk.undo_credit(seat, entry).await.unwrap();
        assert_eq!(known().await, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instalment_of_a_plan_is_placed_by_itself_and_every_other_part_asks_a_person() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let first = scene.invoice("FA-1", 50_000, 10).await;
        let second = scene.invoice("FA-2", 40_000, 5).await;
        // What others owe, so that names and amounts are as rare as they are.
        for number in 0..40 {
            let other = scene.other_debtor(&format!("D{number:03}")).await;
            let name = format!("FB-{number:03}");
            scene
                .invoice_of(other, &name, 17_031 + number * 13, 4)
                .await;
        }
        let instalment = |days, minor| Instalment {
            due_on: plus_days(MONDAY, days),
            amount: eur(minor),
        };
        let plan = NewPlan {
            parts: vec![(first, None), (second, None)],
            instalments: vec![
                instalment(10, 30_000),
                instalment(40, 30_000),
                instalment(70, 30_000),
            ],
            tolerance_days: 3,
            default_after_days: None,
            acceptance: String::new(),
        };
        desk.agree_plan(seat, scene.debtor, plan).await.unwrap();
        let open = async || {
            let mut reader = desk.store().reader().await.unwrap();
            let ids = [first, second];
            let items = store::item::by_ids(&mut reader, seat.creditor, &ids).await;
            let items = items.unwrap();
            items.iter().map(|owed| owed.item.open.minor).sum::<i64>()
        };
        let paid =
            |reference: &str, amount: &str| statement(reference, amount, "VIR MENUISERIE LENOIR");
        take(&scene, "a.xml", &paid("B1", "300.00")).await;
        assert_eq!((open().await, queue(&scene).await.total), (60_000, 0));
        take(&scene, "b.xml", &paid("B2", "290.00")).await;
        assert_eq!((open().await, queue(&scene).await.total), (60_000, 1));
        // What is contested counts as paid: which claim an instalment is for, a person says.
        let contested = NewDispute::because(DisputeReason::Price, "Remise oubliée");
        desk.open_dispute(seat, first, contested).await.unwrap();
        take(&scene, "c.xml", &paid("B3", "300.00")).await;
        assert_eq!((open().await, queue(&scene).await.total), (60_000, 2));
    })
    .await;
}
