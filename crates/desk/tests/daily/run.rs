//! Running the day: what is written down, once, and what is taken back.

use desk::Writing;
use desk::disputes::NewDispute;
use desk::facts::NewHold;
use receivables::calendar::plus_days;
use receivables::decide::{Gate, Verdict};
use receivables::fact::{DisputeReason, HoldReason};
use store::notice::Standing;
use store::testing::both_engines;

use crate::scene::{MONDAY, Scene};

#[tokio::test(flavor = "multi_thread")]
async fn running_the_same_day_twice_writes_what_running_it_once_writes() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        let tried = scene
            .desk
            .run_day(&scene.seat, MONDAY, Writing::DryRun)
            .await
            .unwrap();
        let first = scene
            .desk
            .run_day(&scene.seat, MONDAY, Writing::ForReal)
            .await
            .unwrap();
        assert_eq!((first.planned, first.changed), (1, 1));
        assert_eq!(tried.lines.len(), 1);
        assert_eq!(tried.lines[0].act.key, first.lines[0].act.key);
        let second = scene
            .desk
            .run_day(&scene.seat, MONDAY, Writing::ForReal)
            .await
            .unwrap();
        assert_eq!(
            (second.planned, second.changed, second.withdrawn),
            (0, 0, 0)
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dispute_takes_the_prepared_message_back_at_once() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 6).await;
        scene
            .desk
            .run_day(&scene.seat, MONDAY, Writing::ForReal)
            .await
            .unwrap();
        let dispute = NewDispute::because(DisputeReason::Price, "wrong price");
        scene
            .desk
            .open_dispute(&scene.seat, item, dispute)
            .await
            .unwrap();
        let mut reader = scene.desk.store().reader().await.unwrap();
        let waiting = store::notice::waiting(&mut reader, scene.seat.creditor)
            .await
            .unwrap();
        assert!(
            waiting
                .iter()
                .all(|notice| notice.standing() != Standing::Ready)
        );
        drop(reader);
        let why = scene
            .desk
            .why(&scene.seat, scene.debtor, None)
            .await
            .unwrap();
        assert_eq!(why.decision.verdict, Verdict::Hold { gate: Gate::Items });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dated_hold_ends_by_itself_after_its_last_day() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        let hold = NewHold {
            item: None,
            until_on: Some(plus_days(MONDAY, 1)),
            reason: HoldReason::InDiscussion,
            words: String::new(),
        };
        scene
            .desk
            .place_hold(&scene.seat, scene.debtor, hold)
            .await
            .unwrap();
        for (days, planned) in [(0, 0), (1, 0), (2, 1)] {
            let on = plus_days(MONDAY, days);
            let begun = scene.desk.today(scene.seat.creditor).await.unwrap();
            if on > begun {
                scene
                    .desk
                    .clock()
                    .advance(jiff::SignedDuration::from_hours(24));
            }
            let report = scene
                .desk
                .run_day(&scene.seat, on, Writing::ForReal)
                .await
                .unwrap();
            assert_eq!(report.planned, planned, "{on}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_day_itself_is_run_for_real() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        for days in [-15, 7] {
            let on = plus_days(MONDAY, days);
            let refused = scene
                .desk
                .run_day(&scene.seat, on, Writing::ForReal)
                .await
                .unwrap_err();
            assert!(refused.to_string().contains("dry run"), "{refused}");
            scene
                .desk
                .run_day(&scene.seat, on, Writing::DryRun)
                .await
                .unwrap();
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn credits_that_cover_everything_let_nothing_leave() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        scene.unapplied("VIR 1", 120_000).await;
        let report = scene
            .desk
            .run_day(&scene.seat, MONDAY, Writing::ForReal)
            .await
            .unwrap();
        assert_eq!(report.planned, 0);
        assert_eq!(report.held.get(&Gate::Items), Some(&1));
    })
    .await;
}
