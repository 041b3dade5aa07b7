//! Segments: who moves, when, with what evidence, and that nothing is sent by a change.

use desk::refusal::NameRefusal;
use desk::segments::Shift;
use desk::{DeskError, Refusal, Writing};
use receivables::calendar::plus_days;
use receivables::condition::Condition;
use receivables::currency::Currency;
use store::Seen;
use store::testing::both_engines;

use crate::scene::{MONDAY, Scene};

#[tokio::test(flavor = "multi_thread")]
async fn an_account_moves_on_its_day_and_the_move_says_why() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let late = ["Late", "days_late > 7 && overdue > 1000", "b2b-france-firm"];
        let id = desk.keep_segment(seat, None, late).await.unwrap();
        let first = desk.run_day(seat, MONDAY, Writing::ForReal).await.unwrap();
        assert_eq!(first.moved, 0);
        let clock = desk.clock();
        clock.set("2026-03-03T09:00:00Z".parse().unwrap());
        let second = desk
            .run_day(seat, plus_days(MONDAY, 1), Writing::ForReal)
            .await
            .unwrap();
        assert_eq!(second.moved, 0);
        clock.set("2026-03-04T09:00:00Z".parse().unwrap());
        let third = desk
            .run_day(seat, plus_days(MONDAY, 2), Writing::ForReal)
            .await
            .unwrap();
        assert_eq!(third.moved, 1, "8 days late on Wednesday");
        let why = desk.why(seat, scene.debtor, None).await.unwrap();
        assert_eq!(why.strategy.key, "b2b-france-firm");
        let then = desk.why(seat, scene.debtor, Some(MONDAY)).await.unwrap();
        assert_eq!(
            then.strategy.key, "b2b-france",
            "what was true on Monday stays true of Monday"
        );
        let mut reader = desk.store().reader().await.unwrap();
        let moves = store::segment::moves(&mut reader, seat.creditor, scene.debtor)
            .await
            .unwrap();
        assert_eq!(moves.len(), 1);
        assert_eq!((moves[0].from, moves[0].to), (None, Some(id)));
        assert_eq!(moves[0].evidence, r#"{"days_late":8,"overdue":120000}"#);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_order_decides_and_a_faulty_segment_is_refused() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let all = ["All", "true", "b2b-france-gentle"];
        let owing = ["Owing", "outstanding >= 1200", "b2b-france-firm"];
        desk.keep_segment(seat, None, all).await.unwrap();
        let second = desk.keep_segment(seat, None, owing).await.unwrap();
        let strategy = || async {
            desk.run_day(seat, MONDAY, Writing::ForReal).await.unwrap();
            let why = desk.why(seat, scene.debtor, None).await.unwrap();
            why.strategy.key.clone()
        };
        assert_eq!(strategy().await, "b2b-france-gentle");
        desk.shift_segment(seat, second, Shift::Earlier)
            .await
            .unwrap();
        assert_eq!(strategy().await, "b2b-france-firm");
        desk.remove_segment(seat, second).await.unwrap();
        assert_eq!(strategy().await, "b2b-france-gentle");
        let refused = desk
            .keep_segment(
                seat,
                None,
                ["X", "overdue > money(\"USD\", 1)", "b2b-france"],
            )
            .await;
        assert!(matches!(
            refused,
            Err(DeskError::Refused(Refusal::ConditionFaulty { .. }))
        ));
        let taken = desk.keep_segment(seat, None, all).await;
        assert!(matches!(
            taken,
            Err(DeskError::Refused(Refusal::Name(
                NameRefusal::SegmentTaken { .. }
            )))
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_preview_counts_whom_the_condition_holds_for() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        let other = scene.other_debtor("C002").await;
        scene.invoice_of(other, "F2", 5_000, -3).await;
        let seen = Seen::by_the_machine(scene.seat.creditor);
        for (text, accounts) in [
            ("overdue > 0", 1),
            ("outstanding > 0", 2),
            ("name.startsWith(\"Soci\")", 1),
            ("average_days_late > 3", 0),
            ("false", 0),
        ] {
            let condition = Condition::parse(text, Currency::EUR).unwrap();
            let preview = scene
                .desk
                .preview_condition(seen, &condition, (MONDAY, 5))
                .await
                .unwrap();
            assert_eq!((preview.accounts, preview.of), (accounts, 2), "{text}");
            assert_eq!(preview.sample.len(), accounts, "{text}");
        }
    })
    .await;
}
