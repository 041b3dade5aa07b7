//! Sending: once, after another look, and never again when nobody knows.

use desk::Writing;
use desk::board::Fate;
use desk::carrier::Carried;
use jiff::SignedDuration;
use receivables::calendar::plus_days;
use store::notice::Standing;
use store::testing::both_engines;

use crate::scene::{MONDAY, Scene, TestCarrier, carriers};

#[tokio::test(flavor = "multi_thread")]
async fn a_message_leaves_once_and_moves_the_item_forward() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        let carrier = TestCarrier::answering(Vec::new());
        scene
            .desk
            .run_day(&scene.seat, MONDAY, Writing::ForReal)
            .await
            .unwrap();
        let report = scene
            .desk
            .send(&scene.seat, &carriers(&carrier))
            .await
            .unwrap();
        assert_eq!(report.sent, 1, "{report:?}");
        let again = scene
            .desk
            .send(&scene.seat, &carriers(&carrier))
            .await
            .unwrap();
        assert_eq!(again.sent, 0);
        let parcels = carrier.parcels();
        assert_eq!(parcels.len(), 1);
        assert_eq!(parcels[0].to[0].address, "compta@lenoir.example");
        assert!(parcels[0].text.contains("F1"), "{}", parcels[0].text);
        let why = scene
            .desk
            .why(&scene.seat, scene.debtor, None)
            .await
            .unwrap();
        assert_eq!(why.account.contacts_made.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_paid_between_deciding_and_sending_never_leaves() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        scene
            .desk
            .run_day(&scene.seat, MONDAY, Writing::ForReal)
            .await
            .unwrap();
        scene.unapplied("VIR 1", 120_000).await;
        let carrier = TestCarrier::answering(Vec::new());
        let report = scene
            .desk
            .send(&scene.seat, &carriers(&carrier))
            .await
            .unwrap();
        assert_eq!((report.sent, report.withdrawn), (0, 1));
        assert!(carrier.parcels().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_of_unknown_fate_waits_for_a_person() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        scene
            .desk
            .run_day(&scene.seat, MONDAY, Writing::ForReal)
            .await
            .unwrap();
        let lost = Carried::Unknown {
            evidence: "the line dropped after DATA".into(),
        };
        let carrier = TestCarrier::answering(vec![lost]);
        let report = scene
            .desk
            .send(&scene.seat, &carriers(&carrier))
            .await
            .unwrap();
        assert_eq!(report.unknown, 1);
        for days in 1..20 {
            scene.desk.clock().advance(SignedDuration::from_hours(24));
            let on = plus_days(MONDAY, days);
            let report = scene
                .desk
                .run_day(&scene.seat, on, Writing::ForReal)
                .await
                .unwrap();
            assert_eq!(report.planned, 0, "{on}");
            scene
                .desk
                .send(&scene.seat, &carriers(&carrier))
                .await
                .unwrap();
        }
        assert_eq!(carrier.parcels().len(), 1);
        let mut reader = scene.desk.store().reader().await.unwrap();
        let waiting = store::notice::waiting(&mut reader, scene.seat.creditor)
            .await
            .unwrap();
        drop(reader);
        assert_eq!(waiting[0].standing(), Standing::Unknown);
        scene
            .desk
            .settle_unknown(&scene.seat, waiting[0].id, Fate::Arrived)
            .await
            .unwrap();
        let why = scene
            .desk
            .why(&scene.seat, scene.debtor, None)
            .await
            .unwrap();
        assert_eq!(why.account.contacts_made.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passing_failure_is_tried_again_later_and_uses_nothing_up() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        scene
            .desk
            .run_day(&scene.seat, MONDAY, Writing::ForReal)
            .await
            .unwrap();
        let carrier = TestCarrier::answering(vec![Carried::TryAgain {
            cause: "451 busy".into(),
        }]);
        let report = scene
            .desk
            .send(&scene.seat, &carriers(&carrier))
            .await
            .unwrap();
        assert_eq!(report.try_again, 1);
        let too_early = scene
            .desk
            .send(&scene.seat, &carriers(&carrier))
            .await
            .unwrap();
        assert_eq!((too_early.sent, too_early.try_again), (0, 0));
        scene.desk.clock().advance(SignedDuration::from_mins(6));
        let later = scene
            .desk
            .send(&scene.seat, &carriers(&carrier))
            .await
            .unwrap();
        assert_eq!(later.sent, 1);
        let parcels = carrier.parcels();
        assert_eq!(parcels[0].message_id, parcels[1].message_id);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sender_that_died_with_the_message_in_hand_leaves_its_fate_unknown() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        scene.invoice("F1", 120_000, 6).await;
        scene
            .desk
            .run_day(&scene.seat, MONDAY, Writing::ForReal)
            .await
            .unwrap();
        let desk = scene.desk.clone();
        let seat = scene.seat.clone();
        let death = tokio::spawn(async move {
            let carrier = std::sync::Arc::new(DeadlyCarrier);
            desk.send(&seat, &desk::carriers::Carriers::of_email(carrier))
                .await
        });
        assert!(death.await.is_err(), "the carrier takes the sender down");
        scene.desk.clock().advance(SignedDuration::from_mins(30));
        let carrier = TestCarrier::answering(Vec::new());
        let report = scene
            .desk
            .send(&scene.seat, &carriers(&carrier))
            .await
            .unwrap();
        assert_eq!((report.sent, report.unknown), (0, 1));
        assert!(carrier.parcels().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_loses_everything_stops_the_run_before_the_whole_queue_is_in_doubt() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        for number in 0..6 {
            let debtor = scene.other_debtor(&format!("C1{number}")).await;
            scene
                .invoice_of(debtor, &format!("G{number}"), 50_000, 6)
                .await;
        }
        scene
            .desk
            .run_day(&scene.seat, MONDAY, Writing::ForReal)
            .await
            .unwrap();
        let lost = Carried::Unknown {
            evidence: "the line dropped after DATA".into(),
        };
        let carrier = TestCarrier::answering(vec![lost; 6]);
        let report = scene
            .desk
            .send(&scene.seat, &carriers(&carrier))
            .await
            .unwrap();
        assert_eq!(
            (report.unknown, report.problems.len()),
            (3, 1),
            "{report:?}"
        );
        scene.desk.clock().advance(SignedDuration::from_mins(61));
        let later = TestCarrier::answering(Vec::new());
        let report = scene
            .desk
            .send(&scene.seat, &carriers(&later))
            .await
            .unwrap();
        assert_eq!(
            report.sent, 3,
            "the others leave once the server works: {report:?}"
        );
    })
    .await;
}

struct DeadlyCarrier;

#[async_trait::async_trait]
impl desk::carrier::Carrier for DeadlyCarrier {
    async fn carry(&self, _: &desk::carrier::Parcel) -> Carried {
        panic!("the process dies here");
    }
}

/// A strategy of one step in two variants, both from two o'clock on.
const VARIED: &str = r#"
[strategy]
key = "b2b-france"
name = { fr = "T", en = "T" }
summary = { fr = "T", en = "T" }
[[step]]
key = "first-notice"
name = { fr = "A", en = "A" }
trigger = "3 days after due"
act = "e-mail"
tone = 1
[[step.variant]]
key = "early"
name = { fr = "E", en = "E" }
from_hour = "14:00"
[[step.variant]]
key = "late"
name = { fr = "L", en = "L" }
from_hour = "14:00"
"#;

#[tokio::test(flavor = "multi_thread")]
async fn a_variant_leaves_at_its_hour_and_is_kept_with_the_contact() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let published = scene.desk.publish_strategy(&scene.seat, VARIED).await;
        published.unwrap();
        scene.invoice("F1", 120_000, 6).await;
        let run = scene.desk.run_day(&scene.seat, MONDAY, Writing::ForReal);
        let chosen = run.await.unwrap().lines[0].act.variant.clone();
        assert!(chosen.is_some());
        let carrier = TestCarrier::answering(Vec::new());
        let early = scene.desk.send(&scene.seat, &carriers(&carrier)).await;
        let early = early.unwrap();
        assert_eq!((early.sent, early.outside_hours), (0, 1));
        let clock = scene.desk.clock();
        clock.set("2026-03-02T13:05:00Z".parse().unwrap());
        let sent = scene.desk.send(&scene.seat, &carriers(&carrier)).await;
        assert_eq!(sent.unwrap().sent, 1, "five past two in Paris");
        let why = scene.desk.why(&scene.seat, scene.debtor, None).await;
        let made = why.unwrap().account.contacts_made;
        assert_eq!(made[0].variant, chosen);
    })
    .await;
}
