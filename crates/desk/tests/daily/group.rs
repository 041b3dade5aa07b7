//! Debtors of one group: one message, to the one that speaks for it (KB-7).

use desk::{DeskError, Refusal, Writing};
use store::testing::both_engines;

use crate::scene::{MONDAY, Scene, TestCarrier, carriers};

#[tokio::test(flavor = "multi_thread")]
async fn kb_7_a_group_hears_of_everything_in_one_message_to_its_parent() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let lyon = scene.other_debtor("LYON").await;
        let lille = scene.other_debtor("LILLE").await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        scene.invoice_of(lyon, "F1", 120_000, 6).await;
        scene.invoice_of(lille, "F2", 50_000, 6).await;
        for child in [lyon, lille] {
            desk.join_group(seat, child, Some(scene.debtor))
                .await
                .unwrap();
        }
        desk.run_day(seat, MONDAY, Writing::ForReal).await.unwrap();
        let carrier = TestCarrier::answering(Vec::new());
        desk.send(seat, &carriers(&carrier)).await.unwrap();
        let parcels = carrier.parcels();
        assert_eq!(parcels.len(), 1);
        assert_eq!(parcels[0].to[0].address, "compta@lenoir.example");
        for invoice in ["F1", "F2"] {
            assert!(parcels[0].text.contains(invoice), "{}", parcels[0].text);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kb_7_who_leaves_a_group_speaks_for_itself_at_once_and_nothing_is_said_twice() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let lyon = scene.other_debtor("LYON").await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        scene.invoice_of(lyon, "F1", 120_000, 6).await;
        desk.join_group(seat, lyon, Some(scene.debtor))
            .await
            .unwrap();
        let waiting = |parent| async move {
            let why = desk.why(seat, parent, None).await.unwrap();
            why.decision.acts().len()
        };
        assert_eq!((waiting(scene.debtor).await, waiting(lyon).await), (1, 0));
        let carrier = TestCarrier::answering(Vec::new());
        desk.run_day(seat, MONDAY, Writing::ForReal).await.unwrap();
        desk.send(seat, &carriers(&carrier)).await.unwrap();
        desk.join_group(seat, lyon, None).await.unwrap();
        let run = desk.run_day(seat, MONDAY, Writing::ForReal).await.unwrap();
        assert_eq!((run.planned, carrier.parcels().len()), (0, 1));
        let why = desk.why(seat, lyon, None).await.unwrap();
        assert_ne!(
            why.decision.next_step().map(|(step, _)| step),
            Some("first-notice"),
            "the step was done while the group spoke"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn kb_7_a_group_has_one_level() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let lyon = scene.other_debtor("LYON").await;
        let lille = scene.other_debtor("LILLE").await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        desk.join_group(seat, lyon, Some(scene.debtor))
            .await
            .unwrap();
        let tried = [(lyon, lyon), (lille, lyon), (scene.debtor, lille)];
        for (child, parent) in tried {
            let refused = desk.join_group(seat, child, Some(parent)).await;
            assert!(
                matches!(refused, Err(DeskError::Refused(Refusal::GroupOfGroups))),
                "{refused:?}"
            );
        }
    })
    .await;
}
