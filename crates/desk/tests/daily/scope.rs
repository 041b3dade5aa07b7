//! Who acts at one company reaches nothing of another one (OCA-11).

use desk::company::NewCreditor;
use desk::disputes::NewDispute;
use desk::facts::{NewHold, NewPromise};
use desk::{Actor, DeskError, Writing};
use receivables::fact::{DisputeReason, HoldReason};
use store::notice::Standing;
use store::testing::both_engines;

use crate::scene::{MONDAY, Scene};

#[tokio::test(flavor = "multi_thread")]
async fn oca_11_an_act_on_an_account_of_another_company_finds_nothing() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let item = scene.invoice("F1", 120_000, 6).await;
        let debtor = scene.debtor;
        let desk = &scene.desk;
        desk.run_day(&scene.seat, MONDAY, Writing::ForReal)
            .await
            .unwrap();
        let mut reader = desk.store().reader().await.unwrap();
        let waiting = store::notice::waiting(&mut reader, scene.seat.creditor)
            .await
            .unwrap();
        drop(reader);
        let actor = Actor::machine("elsewhere");
        let other = desk
            .open_creditor(&actor, NewCreditor::french("Une autre société"))
            .await
            .unwrap();
        let seat = actor.at(other);
        let hold = NewHold {
            item: None,
            until_on: None,
            reason: HoldReason::Other,
            words: String::new(),
        };
        let promise = NewPromise {
            pay_on: MONDAY,
            parts: vec![(item, None)],
        };
        let dispute = NewDispute::because(DisputeReason::Other, "");
        let outcomes = [
            desk.why(&seat, debtor, None).await.map(drop),
            desk.place_hold(&seat, debtor, hold).await.map(drop),
            desk.take_promise(&seat, debtor, promise).await.map(drop),
            desk.open_dispute(&seat, item, dispute).await.map(drop),
            desk.note_reply(&seat, debtor, "hello").await.map(drop),
            desk.follow_strategy(&seat, item, None).await,
            desk.join_group(&seat, debtor, None).await,
            desk.preview(&seat, waiting[0].id).await.map(drop),
        ];
        for (place, outcome) in outcomes.into_iter().enumerate() {
            assert!(
                matches!(
                    outcome,
                    Err(DeskError::NotFound(_)
                        | DeskError::Store(store::StoreError::NotFound { .. }))
                ),
                "act {place}: {outcome:?}"
            );
        }
        for outcome in [
            desk.confirm(&seat, waiting[0].id).await,
            desk.withdraw(&seat, waiting[0].id, "").await,
        ] {
            assert!(outcome.is_err(), "{outcome:?}");
        }
        // A run of the other company is a run of its own accounts only.
        let run = desk.run_day(&seat, MONDAY, Writing::ForReal).await.unwrap();
        assert_eq!(run.accounts, 0);
        let mut reader = desk.store().reader().await.unwrap();
        let still = store::notice::find(&mut reader, scene.seat.creditor, waiting[0].id)
            .await
            .unwrap();
        assert_eq!(still.standing(), Standing::Ready);
    })
    .await;
}
