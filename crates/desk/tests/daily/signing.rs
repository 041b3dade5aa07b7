//! Nothing is promised to leave in nobody's name.

use desk::company::NewCreditor;
use desk::profile::{Profile, SenderIdentity};
use desk::{Actor, DeskError, Refusal};
use receivables::account::Mode;
use store::testing::both_engines;

use crate::scene::Scene;

#[tokio::test(flavor = "multi_thread")]
async fn a_mode_that_sends_is_refused_until_somebody_signs() {
    both_engines(|store| async {
        let desk = Scene::set(store).await.desk;
        let actor = Actor::machine("test");
        let creditor = desk
            .open_creditor(&actor, NewCreditor::french("Sans Nom"))
            .await
            .unwrap();
        let seat = actor.at(creditor);
        for mode in [Mode::Confirm, Mode::Automatic] {
            let refused = desk.set_mode(&seat, mode).await;
            assert!(
                matches!(refused, Err(DeskError::Refused(Refusal::NobodySigns))),
                "{refused:?}"
            );
        }
        desk.set_mode(&seat, Mode::Observe).await.unwrap();
        let sender = |email: &str| Profile {
            senders: vec![SenderIdentity {
                key: "accounting".into(),
                name: "Comptabilité".into(),
                email: email.into(),
                ..SenderIdentity::default()
            }],
            ..Profile::default()
        };
        desk.set_profile(&seat, &sender("")).await.unwrap();
        let refused = desk.set_mode(&seat, Mode::Automatic).await;
        assert!(
            matches!(
                refused,
                Err(DeskError::Refused(Refusal::SenderWithoutAddress { .. }))
            ),
            "{refused:?}"
        );
        let signed = sender("compta@sansnom.example");
        desk.set_profile(&seat, &signed).await.unwrap();
        desk.set_mode(&seat, Mode::Automatic).await.unwrap();
    })
    .await;
}
