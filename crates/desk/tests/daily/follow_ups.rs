//! What follows by default: how long a dispute and a hold take, and who answers.

use desk::disputes::NewDispute;
use desk::facts::NewHold;
use desk::follow_ups::DisputeFollowUp;
use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::fact::{DisputeReason, HoldReason};
use receivables::identity::{DisputeId, HoldId};
use store::Seen;
use store::dispute::Care;
use store::person::Role;
use store::testing::both_engines;

use crate::scene::{MONDAY, Scene};

impl Scene {
    async fn care(&self, dispute: DisputeId) -> Care {
        let mut reader = self.desk.store().reader().await.unwrap();
        let seen = Seen::by_the_machine(self.seat.creditor);
        let case = store::views::disputes::find(&mut reader, seen, dispute).await;
        case.unwrap().unwrap().care
    }

    async fn hold(&self, reason: HoldReason, until_on: Option<Date>) -> HoldId {
        let new = NewHold {
            item: None,
            until_on,
            reason,
            words: String::new(),
        };
        let held = self.desk.place_hold(&self.seat, self.debtor, new).await;
        held.unwrap()
    }

    async fn last_day(&self, hold: HoldId) -> Option<Date> {
        let why = self.desk.why(&self.seat, self.debtor, None).await.unwrap();
        let mut holds = why.account.holds.into_iter();
        holds.find(|one| one.id == hold).unwrap().until_on
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dispute_has_the_days_and_the_person_of_its_reason() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (owner, _) = scene
            .person("ventes@atelier.example", Role::Controller)
            .await;
        let set = DisputeFollowUp {
            days: Some(3),
            owner: Some(owner),
        };
        let change = scene.desk.change_settings(&scene.seat, |settings| {
            let disputes = &mut settings.profile.follow_ups.disputes;
            disputes.insert(DisputeReason::Price, set);
        });
        change.await.unwrap();
        let first = scene.invoice("F1", 120_000, 6).await;
        let second = scene.invoice("F2", 120_000, 6).await;
        let third = scene.invoice("F3", 120_000, 6).await;
        let priced = NewDispute::because(DisputeReason::Price, "");
        let open = async |item, new| {
            let opened = scene.desk.open_dispute(&scene.seat, item, new).await;
            scene.care(opened.unwrap()).await
        };
        let care = open(first, priced.clone()).await;
        assert_eq!(
            (care.owner, care.answer_by),
            (Some(owner), Some(plus_days(MONDAY, 3)))
        );
        let own_day = NewDispute {
            answer_by: Some(plus_days(MONDAY, 1)),
            ..priced
        };
        let care = open(second, own_day).await;
        assert_eq!(
            care.answer_by,
            Some(plus_days(MONDAY, 1)),
            "said on the spot"
        );
        let care = open(third, NewDispute::because(DisputeReason::Quality, "")).await;
        assert_eq!(
            (care.owner, care.answer_by),
            (None, Some(plus_days(MONDAY, 15))),
            "the company's usual delay"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hold_lasts_as_long_as_its_reason_says_unless_a_day_was_chosen() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let change = scene.desk.change_settings(&scene.seat, |settings| {
            let holds = &mut settings.profile.follow_ups.holds;
            holds.insert(HoldReason::InDiscussion, 8);
        });
        change.await.unwrap();
        scene.invoice("F1", 120_000, 6).await;
        let usual = scene.hold(HoldReason::InDiscussion, None).await;
        assert_eq!(scene.last_day(usual).await, Some(plus_days(MONDAY, 7)));
        let chosen = plus_days(MONDAY, 30);
        let longer = scene.hold(HoldReason::InDiscussion, Some(chosen)).await;
        assert_eq!(scene.last_day(longer).await, Some(chosen));
        let other = scene.hold(HoldReason::KeyRelation, None).await;
        assert_eq!(scene.last_day(other).await, None);
    })
    .await;
}
