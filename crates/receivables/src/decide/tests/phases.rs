//! Phases of a file: the pre-litigation phase hears only the steps meant for it, and answers to what happened.

use crate::account::Account;
use crate::campaign::Campaign;
use crate::debtor::Phase;
use crate::decide::testing::{
    account, contact, decided, invoice, message, on, promise, step, strategy,
};
use crate::decide::{Followed, Next, Obstacle, StepFate, Verdict, step_outcomes};
use crate::fact::PromiseOutcome;
use crate::identity::ItemId;
use crate::phase;
use crate::strategy::Strategy;

/// An e-mail 5 days after due, a last one 40 days after, and one after a broken promise.
fn scenario() -> Strategy {
    strategy(
        "",
        &[
            step("note", "5 days after due", "e-mail", "tone = 1"),
            step(
                "last",
                "40 days after due",
                "e-mail",
                "tone = 2\nphase = \"pre-litigation\"",
            ),
            step("after-promise", "promise broken", "e-mail", "tone = 2"),
        ],
    )
}

/// An account in the pre-litigation phase with one invoice due on 1 May.
fn before_litigation() -> Account {
    let mut account = account();
    account.items = vec![invoice(1, 20_000, on(5, 1))];
    account.debtor.phase = Phase::PreLitigation;
    account
}

#[test]
fn only_the_steps_of_the_pre_litigation_phase_speak_in_it() {
    let account = before_litigation();
    assert_eq!(
        decided(&account, &scenario(), on(5, 20)).verdict,
        Verdict::Wait
    );
    assert_eq!(message(&account, &scenario(), on(6, 10)).step, "last");
    let told = step_outcomes(&account, Followed::only(&scenario()), ItemId(1), on(5, 20));
    let by = Obstacle::AmicablePhaseOver;
    assert_eq!(told[0].fate, StepFate::Kept { by });
    assert_eq!(told[1].fate, StepFate::Next { on: on(6, 10) });
}

#[test]
fn every_overdue_claim_still_has_its_next_action() {
    let decision = decided(&before_litigation(), &scenario(), on(5, 6));
    let next = &decision.outlook[0].next;
    assert!(
        matches!(next, Next::Step { step, .. } if step == "last"),
        "{next:?}"
    );
}

#[test]
fn a_broken_promise_is_spoken_of_in_both_phases() {
    for phase in [Phase::Amicable, Phase::PreLitigation] {
        let mut account = before_litigation();
        account.debtor.phase = phase;
        account.contacts_made = vec![contact(on(5, 6), &[(1, "note")])];
        let mut broken = promise(1, 20_000, on(5, 12));
        broken.outcome = Some((PromiseOutcome::Broken, on(5, 18)));
        account.promises.push(broken);
        let said = message(&account, &scenario(), on(5, 20)).step;
        assert_eq!(said, "after-promise", "{phase:?}");
    }
}

#[test]
fn a_file_goes_into_the_phase_by_its_step_and_back_once_nothing_is_overdue() {
    let scenario = scenario();
    let [note, last] = [&scenario.steps[0], &scenario.steps[1]];
    let table = [
        (Phase::Amicable, note, Phase::Amicable),
        (Phase::Amicable, last, Phase::PreLitigation),
        (Phase::PreLitigation, note, Phase::PreLitigation),
        (Phase::Litigation, last, Phase::Litigation),
        (Phase::Insolvency, last, Phase::Insolvency),
    ];
    for (before, done, after) in table {
        assert_eq!(phase::after_steps(before, [done]), after, "{before:?}");
    }
    let mut account = before_litigation();
    assert_eq!(phase::on_day(&account, on(5, 2)), Phase::PreLitigation);
    account.items[0].open = account.items[0].open.with_minor(0);
    assert_eq!(phase::on_day(&account, on(5, 2)), Phase::Amicable);
    account.debtor.phase = Phase::Litigation;
    assert_eq!(phase::on_day(&account, on(5, 2)), Phase::Litigation);
}

#[test]
fn no_campaign_speaks_in_the_pre_litigation_phase() {
    let campaign: Campaign = super::campaigns::campaign();
    let mut account = super::campaigns::in_campaign(on(5, 20));
    let asked = |account: &Account| {
        let decision = decided(account, &scenario(), campaign.on);
        decision.contact().map(|act| act.step.clone())
    };
    assert_eq!(asked(&account), Some(campaign.step.key.clone()));
    account.debtor.phase = Phase::PreLitigation;
    assert_eq!(asked(&account), None);
}
