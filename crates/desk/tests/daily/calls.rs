//! Calls: what came of one with what was agreed, all of it or nothing; one that reached nobody comes back.

use desk::calls::{Agreed, Called};
use desk::refusal::PromiseRefusal;
use desk::{DeskError, Refusal, Writing};
use receivables::calendar::plus_days;
use receivables::call::{CallOutcome, UnpaidReason};
use receivables::contact::Channel;
use receivables::debtor::{Certainty, Difficulty};
use receivables::fact::DisputeReason;
use receivables::identity::{ItemId, NoticeId};
use receivables::money::Money;
use store::Seen;
use store::notice::Standing;
use store::testing::both_engines;

use crate::scene::{MONDAY, Scene};

fn called(outcome: CallOutcome, reason: Option<UnpaidReason>, agreed: Agreed) -> Called {
    Called {
        outcome,
        reason,
        words: "Mme Leroy".to_string(),
        summary: "Joint · Mme Leroy".to_string(),
        agreed,
    }
}

impl Scene {
    /// An invoice that a call is to be made about today.
    async fn a_call(&self) -> (NoticeId, ItemId) {
        self.follow_one_step("call-to-know-why", "call").await;
        let item = self.invoice("F1", 120_000, 8).await;
        let run = self.desk.run_day(&self.seat, MONDAY, Writing::ForReal);
        run.await.unwrap();
        let mut reader = self.desk.store().reader().await.unwrap();
        let waiting = store::notice::waiting(&mut reader, self.seat.creditor).await;
        let waiting = waiting.unwrap();
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].act.channel, Channel::Call);
        (waiting[0].id, item)
    }

    async fn how_it_stands(&self, notice: NoticeId) -> Standing {
        let mut reader = self.desk.store().reader().await.unwrap();
        let found = store::notice::find(&mut reader, self.seat.creditor, notice);
        found.await.unwrap().standing()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promise_made_in_a_call_is_kept_with_it() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (call, item) = scene.a_call().await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let pay_on = plus_days(MONDAY, 4);
        let agreed = Agreed {
            items: vec![item],
            pay_on: Some(pay_on),
            ..Agreed::default()
        };
        let without = called(CallOutcome::Reached, None, agreed.clone());
        let refused = desk.report_call(seat, call, &without).await;
        assert!(matches!(
            refused,
            Err(DeskError::Refused(Refusal::CallWithoutReason))
        ));
        let forgotten = Some(UnpaidReason::Forgotten);
        let whole = called(CallOutcome::Reached, forgotten, agreed);
        desk.report_call(seat, call, &whole).await.unwrap();
        let account = desk.why(seat, scene.debtor, None).await.unwrap().account;
        assert_eq!(account.promises[0].pay_on, pay_on);
        assert_eq!(account.contacts_made[0].channel, Channel::Call);
        assert_eq!(scene.how_it_stands(call).await, Standing::Sent);
        let twice = desk.report_call(seat, call, &whole).await;
        assert!(matches!(
            twice,
            Err(DeskError::Refused(Refusal::AlreadyDone))
        ));
        let mut reader = desk.store().reader().await.unwrap();
        let seen = Seen::by_the_machine(seat.creditor);
        let reasons = store::call_report::reasons_since(&mut reader, seen, MONDAY).await;
        assert_eq!(reasons.unwrap()[&UnpaidReason::Forgotten], 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shortage_of_money_told_in_a_call_is_kept_until_a_person_ends_it() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (call, _) = scene.a_call().await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let short = Some(UnpaidReason::CashDifficulty);
        let whole = called(CallOutcome::Reached, short, Agreed::default());
        desk.report_call(seat, call, &whole).await.unwrap();
        let difficulty = async || {
            let why = desk.why(seat, scene.debtor, None).await.unwrap();
            why.account.debtor.difficulty
        };
        let stated = |certainty| Difficulty {
            since: MONDAY,
            certainty,
        };
        assert_eq!(difficulty().await, Some(stated(Certainty::Stated)));
        desk.clock().advance(jiff::SignedDuration::from_hours(48));
        let suspected = Some(Certainty::Suspected);
        let noted = desk.note_difficulty(seat, scene.debtor, suspected).await;
        noted.unwrap();
        assert_eq!(difficulty().await, Some(stated(Certainty::Suspected)));
        let ended = desk.note_difficulty(seat, scene.debtor, None).await;
        ended.unwrap();
        assert_eq!(difficulty().await, None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_agreed_keeps_the_call_to_be_made() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (call, item) = scene.a_call().await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let agreed = Agreed {
            items: vec![item],
            pay_on: Some(plus_days(MONDAY, 4)),
            contested: Some((DisputeReason::Price, Some(Money::eur(999_999)))),
            ..Agreed::default()
        };
        let contested = Some(UnpaidReason::Contested);
        let too_much = called(CallOutcome::Reached, contested, agreed.clone());
        assert!(desk.report_call(seat, call, &too_much).await.is_err());
        let account = desk.why(seat, scene.debtor, None).await.unwrap().account;
        assert_eq!(
            (account.promises.len(), account.disputes.len()),
            (0, 0),
            "nothing of it is kept"
        );
        assert_eq!(scene.how_it_stands(call).await, Standing::ToDo);
        let whole = Agreed {
            contested: Some((DisputeReason::Price, None)),
            ..agreed.clone()
        };
        let both = called(CallOutcome::Reached, contested, whole);
        let refused = desk.report_call(seat, call, &both).await;
        assert!(matches!(
            refused,
            Err(DeskError::Refused(Refusal::Promise(
                PromiseRefusal::OfContested
            )))
        ));
        let part = Agreed {
            contested: Some((DisputeReason::Price, Some(Money::eur(20_000)))),
            ..agreed
        };
        let right = called(CallOutcome::Reached, contested, part);
        desk.report_call(seat, call, &right).await.unwrap();
        let account = desk.why(seat, scene.debtor, None).await.unwrap().account;
        assert_eq!(account.disputes[0].amount, Some(Money::eur(20_000)));
        let promised = account.promises[0].parts[0].amount;
        assert_eq!(promised, Money::eur(100_000), "the rest of it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_reached_nobody_is_no_contact() {
    both_engines(|store| async {
        let scene = Scene::set(store).await;
        let (call, _) = scene.a_call().await;
        let (desk, seat) = (&scene.desk, &scene.seat);
        let nobody = called(CallOutcome::NotReached, None, Agreed::default());
        desk.report_call(seat, call, &nobody).await.unwrap();
        let account = desk.why(seat, scene.debtor, None).await.unwrap().account;
        assert_eq!(account.contacts_made.len(), 0);
        assert_eq!(scene.how_it_stands(call).await, Standing::Withdrawn);
        let twice = desk.report_call(seat, call, &nobody).await;
        assert!(matches!(
            twice,
            Err(DeskError::Refused(Refusal::AlreadyDone))
        ));
    })
    .await;
}
