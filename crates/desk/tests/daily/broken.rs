//! A record that cannot be read stops its own account and no other, and says so.

use desk::Writing;
use desk::facts::NewHold;
use receivables::fact::HoldReason;
use receivables::reason::Reason;
use store::testing::{Record, both_engines, spoil};

use crate::scene::{MONDAY, Scene, TestCarrier, carriers};

#[tokio::test(flavor = "multi_thread")]
async fn mah_9_invariant_12_an_account_that_cannot_be_read_is_named_and_the_others_are_still_written_to()
 {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let broken = scene.other_debtor("C002").await;
        scene.invoice("F1", 120_000, 6).await;
        scene.invoice_of(broken, "F2", 50_000, 6).await;
        spoil(scene.desk.store(), broken, Record::Item).await;
        let run = scene
            .desk
            .run_day(&scene.seat, MONDAY, Writing::ForReal)
            .await
            .unwrap();
        assert_eq!(run.planned, 1);
        assert_eq!(run.problems.len(), 1, "{:?}", run.problems);
        assert!(
            run.problems[0].contains(&broken.to_string()),
            "{:?}",
            run.problems
        );
        let carrier = TestCarrier::answering(Vec::new());
        let sent = scene
            .desk
            .send(&scene.seat, &carriers(&carrier))
            .await
            .unwrap();
        assert_eq!(sent.sent, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mah_9_a_clean_run_names_nothing() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        let run = scene
            .desk
            .run_day(&scene.seat, MONDAY, Writing::ForReal)
            .await
            .unwrap();
        assert!(run.problems.is_empty(), "{:?}", run.problems);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mah_9_mah_13_a_hold_that_cannot_be_read_holds_and_says_why() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        let hold = NewHold {
            item: None,
            until_on: Some(MONDAY),
            reason: HoldReason::InDiscussion,
            words: "until Monday".into(),
        };
        let debtor = scene.debtor;
        scene
            .desk
            .place_hold(&scene.seat, debtor, hold)
            .await
            .unwrap();
        spoil(scene.desk.store(), debtor, Record::Hold).await;
        // Long after the last day it could have had.
        scene
            .desk
            .clock()
            .set("2026-03-16T09:00:00Z".parse().unwrap());
        let why = scene.desk.why(&scene.seat, debtor, None).await.unwrap();
        let unreadable = Reason::DebtorHeld {
            why: HoldReason::Unreadable,
            until: None,
        };
        assert!(
            why.decision.reasons.contains(&unreadable),
            "{:?}",
            why.decision.reasons
        );
        let today = scene.desk.today(scene.seat.creditor).await.unwrap();
        let run = scene
            .desk
            .run_day(&scene.seat, today, Writing::ForReal)
            .await
            .unwrap();
        assert_eq!((run.planned, run.problems.len()), (0, 0));
        // A person looks at it and lifts it.
        scene
            .desk
            .lift_hold(&scene.seat, why.account.holds[0].id)
            .await
            .unwrap();
    })
    .await;
}
