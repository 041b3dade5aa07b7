//! Claims that are handed over: nothing of ours leaves about them, what is paid meanwhile is counted, and they come back.

use desk::{DeskError, Writing};
use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::debtor::Phase;
use receivables::identity::{ItemId, ReferralId};
use receivables::money::{Balances, Money};
use receivables::strategy::Act;
use store::Seen;
use store::referral::{Covers, EntryKind, Hands, NewReferral, ReferralOutcome};
use store::testing::both_engines;

use crate::scene::{MONDAY, Scene};

fn to_an_agency(covers: Covers) -> NewReferral {
    NewReferral {
        handed_to: "Cabinet Morel".to_string(),
        hands: Hands::Agency,
        covers,
        handed_on: MONDAY,
        fee_basis_points: Some(1_500),
        note: None,
    }
}

fn euros(cents: i64) -> Balances {
    [Money::eur(cents)].into_iter().collect()
}

impl Scene {
    async fn refer(&self, covers: Covers, items: &[ItemId]) -> Result<ReferralId, DeskError> {
        let new = (to_an_agency(covers), items);
        self.desk.refer(&self.seat, self.debtor, new).await
    }

    /// How many messages the day would prepare for the account.
    async fn planned(&self) -> u64 {
        let run = self.desk.run_day(&self.seat, MONDAY, Writing::DryRun);
        run.await.unwrap().planned
    }

    async fn phase(&self) -> Phase {
        let why = self.desk.why(&self.seat, self.debtor, None).await;
        why.unwrap().account.debtor.phase
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_handed_over_is_not_asked_for_and_the_rest_goes_on() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 6).await;
        assert_eq!(scene.planned().await, 1);
        let id = scene.refer(Covers::Claims, &[item]).await.unwrap();
        assert_eq!(scene.planned().await, 0);
        scene.invoice("F2", 50_000, 6).await;
        assert_eq!(scene.planned().await, 1, "the rest goes on");
        let twice = scene.refer(Covers::Claims, &[item]).await;
        assert!(matches!(twice, Err(DeskError::Refused(_))), "{twice:?}");

        let payment = scene.unapplied("P1", 30_000).await;
        let put = scene
            .desk
            .allocate(&scene.seat, (item, payment), None, MONDAY);
        put.await.unwrap();
        let note = scene.credit_note("A1", 20_000).await;
        let put = scene.desk.allocate(&scene.seat, (item, note), None, MONDAY);
        put.await.unwrap();
        let fee = (EntryKind::Fee, MONDAY, Some(Money::eur(4_500)), "");
        let noted = scene.desk.note_referral(&scene.seat, id, fee).await;
        noted.unwrap();
        let mut reader = scene.desk.store().reader().await.unwrap();
        let seen = Seen::by_the_machine(scene.seat.creditor);
        let sums = store::referral::sums(&mut reader, seen).await.unwrap();
        drop(reader);
        assert_eq!(sums.handed[&id], euros(120_000));
        assert_eq!(sums.recovered[&id], euros(30_000), "a credit is no money");
        assert_eq!(sums.costs[&id], euros(4_500));

        let returned = ReferralOutcome::Returned;
        let ended = scene.desk.end_referral(&scene.seat, id, returned).await;
        ended.unwrap();
        let again = scene.desk.end_referral(&scene.seat, id, returned).await;
        assert!(again.is_err());
        let why = scene.desk.why(&scene.seat, scene.debtor, None).await;
        let asked = why.unwrap().decision.acts()[0].items.clone();
        assert!(asked.iter().any(|one| one.item == item), "{asked:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_account_can_be_handed_over_and_comes_back() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let first = scene.invoice("F1", 120_000, 6).await;
        let second = scene.invoice("F2", 50_000, 6).await;
        let whole = scene.refer(Covers::Account, &[first]).await.unwrap();
        assert_eq!(scene.phase().await, Phase::HandedOver);
        let other = scene.refer(Covers::Account, &[second]).await.unwrap();
        assert_eq!(scene.planned().await, 0);
        let withdrawn = ReferralOutcome::Withdrawn;
        let ended = scene.desk.end_referral(&scene.seat, whole, withdrawn).await;
        ended.unwrap();
        assert_eq!(scene.phase().await, Phase::HandedOver, "still with them");
        let ended = scene.desk.end_referral(&scene.seat, other, withdrawn).await;
        ended.unwrap();
        assert_eq!(scene.phase().await, Phase::Amicable);
        let why = scene.desk.why(&scene.seat, scene.debtor, None).await;
        assert_eq!(why.unwrap().decision.acts().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_work_that_asked_for_the_hand_over_is_done_by_it() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 1).await;
        let waits = async || {
            let mut reader = scene.desk.store().reader().await.unwrap();
            let creditor = scene.seat.creditor;
            let waiting = store::notice::waiting(&mut reader, creditor).await.unwrap();
            waiting.iter().any(|one| one.act.act == Act::HandOver)
        };
        let mut day: Date = MONDAY;
        for _ in 0..120 {
            day = plus_days(day, 1);
            let clock = scene.desk.clock();
            clock.set(format!("{day}T09:00:00Z").parse().unwrap());
            let run = scene.desk.run_day(&scene.seat, day, Writing::ForReal).await;
            run.unwrap();
            if waits().await {
                break;
            }
            let mut reader = scene.desk.store().reader().await.unwrap();
            let waiting = store::notice::waiting(&mut reader, scene.seat.creditor).await;
            drop(reader);
            for notice in waiting.unwrap() {
                // Whatever way it goes, a person does it: no message leaves in this scene.
                let mut act = scene
                    .desk
                    .done_by_hand(&scene.seat, notice.id, "done")
                    .await;
                if act.is_err() {
                    let carrier = crate::scene::TestCarrier::answering(Vec::new());
                    let carriers = crate::scene::carriers(&carrier);
                    _ = scene.desk.confirm(&scene.seat, notice.id).await;
                    act = scene.desk.send(&scene.seat, &carriers).await.map(|_| ());
                }
                act.unwrap();
            }
        }
        assert!(waits().await, "the strategy asks for the hand-over");
        let new = NewReferral {
            handed_on: day,
            ..to_an_agency(Covers::Account)
        };
        let items = [item];
        let referred = scene.desk.refer(&scene.seat, scene.debtor, (new, &items));
        referred.await.unwrap();
        assert!(!waits().await);
        let mut reader = scene.desk.store().reader().await.unwrap();
        let seen = Seen::by_the_machine(scene.seat.creditor);
        let told = store::views::account::timeline(&mut reader, seen, scene.debtor, 5);
        let told = told.await.unwrap();
        let done = told
            .iter()
            .any(|one| one.said.as_deref() == Some("Cabinet Morel"));
        assert!(done, "{told:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_referral_that_makes_no_sense_is_refused() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 6).await;
        let stranger = scene.other_debtor("C002").await;
        let of_another = scene.invoice_of(stranger, "G1", 10_000, 6).await;
        let good = to_an_agency(Covers::Claims);
        let table = [
            (
                NewReferral {
                    handed_to: "  ".into(),
                    ..good.clone()
                },
                vec![item],
            ),
            (
                NewReferral {
                    handed_on: plus_days(MONDAY, 1),
                    ..good.clone()
                },
                vec![item],
            ),
            (
                NewReferral {
                    fee_basis_points: Some(10_001),
                    ..good.clone()
                },
                vec![item],
            ),
            (good.clone(), Vec::new()),
            (good.clone(), vec![of_another]),
        ];
        for (new, items) in table {
            let referred = scene
                .desk
                .refer(&scene.seat, scene.debtor, (new, items.as_slice()));
            let referred = referred.await;
            assert!(
                matches!(referred, Err(DeskError::Refused(_))),
                "{referred:?}"
            );
        }
        let id = scene.refer(Covers::Claims, &[item]).await.unwrap();
        for (kind, on, amount) in [
            (EntryKind::Fee, MONDAY, None),
            (EntryKind::Note, MONDAY, Some(Money::eur(1))),
            (EntryKind::Note, MONDAY, None),
            (EntryKind::Cost, plus_days(MONDAY, 1), Some(Money::eur(1))),
        ] {
            let entry = (kind, on, amount, " ");
            let noted = scene.desk.note_referral(&scene.seat, id, entry).await;
            assert!(matches!(noted, Err(DeskError::Refused(_))), "{kind:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_of_a_group_is_handed_over_once_from_whichever_page() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let child = scene.other_debtor("C002").await;
        let joined = desk.join_group(seat, child, Some(scene.debtor)).await;
        joined.unwrap();
        let items = [scene.invoice_of(child, "G1", 90_000, 6).await];
        let first = scene.refer(Covers::Claims, &items).await;
        first.unwrap();
        let new = || to_an_agency(Covers::Claims);
        for debtor in [child, scene.debtor] {
            let again = desk.refer(seat, debtor, (new(), &items)).await;
            assert!(matches!(again, Err(DeskError::Refused(_))), "{again:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_paid_since_a_day_in_the_past_is_recovered_of_what_was_open_then() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 60).await;
        let payment = scene.unapplied("P1", 50_000).await;
        let paid_on = plus_days(MONDAY, -10);
        let put = scene
            .desk
            .allocate(&scene.seat, (item, payment), None, paid_on);
        put.await.unwrap();
        let new = NewReferral {
            handed_on: plus_days(MONDAY, -30),
            ..to_an_agency(Covers::Claims)
        };
        let items = [item];
        let id = scene.desk.refer(&scene.seat, scene.debtor, (new, &items));
        let id = id.await.unwrap();
        let mut reader = scene.desk.store().reader().await.unwrap();
        let seen = Seen::by_the_machine(scene.seat.creditor);
        let sums = store::referral::sums(&mut reader, seen).await.unwrap();
        assert_eq!(sums.handed[&id], euros(120_000));
        assert_eq!(sums.recovered[&id], euros(50_000));
    })
    .await;
}
