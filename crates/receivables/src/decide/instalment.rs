//! The next step about an instalment of a plan that goes on: a reminder before its day, a word when it is missing.
//! Must never bring a step of the strategy's own axis: the plan stands instead of those.

use jiff::civil::Date;

use super::conditions::Known;
use super::items::InstalmentOf;
use super::next_step::{NextStep, applies};
use super::progress::Progress;
use crate::account::Account;
use crate::calendar::plus_days;
use crate::instalment_plan::{InstalmentPlan, PlanState};
use crate::item::Item;
use crate::strategy::{Step, Strategy, Trigger, TriggerEvent};

/// The first step that the instalment spoken of has to come; nothing when the strategy has none, or all are done.
pub(super) fn instalment_step(
    account: &Account,
    (strategy, known): (&Strategy, &Known<'_>),
    (item, instalment): (&Item, InstalmentOf<'_>),
    today: Date,
) -> Option<NextStep> {
    let progress = Progress::of(account, item);
    let steps = strategy.steps.iter().enumerate();
    let to_come = steps.filter_map(|(position, step)| {
        let reached_on = reached_on(step, instalment, today)?;
        let plan = instalment.plan;
        let answered = last_done_on(account, plan, step).is_some_and(|done| done >= reached_on);
        (!answered && known.allow(step) && applies(account, step, (item, reached_on, today)))
            .then_some((position, reached_on))
    });
    let (position, reached_on) = to_come.min_by_key(|(position, on)| (*on, *position))?;
    let step = &strategy.steps[position];
    let after_contact = progress
        .last_contact_on()
        .map(|last| plus_days(last, step.days_after_contact.max(1)));
    Some(NextStep {
        position: Some(position),
        day: None,
        on: after_contact.into_iter().fold(reached_on, Date::max),
        answer_awaited_until: None,
        done_before: progress.times_done(&step.key),
        replaced_on: Some(instalment.due_on()?).filter(|day| *day > today),
    })
}

/// The day a step about the instalment is due; nothing for steps about other things and for a reminder that comes too
/// late, or was due by the day the plan was agreed: the debtor has just said that day.
fn reached_on(step: &Step, instalment: InstalmentOf<'_>, today: Date) -> Option<Date> {
    let plan = instalment.plan;
    match (&step.trigger, instalment.state) {
        (Trigger::BeforeInstalment(days), PlanState::Respected) => {
            let due_on = instalment.due_on()?;
            let on = plus_days(due_on, -days);
            (today <= due_on && on > plan.agreed_on).then_some(on)
        }
        (
            Trigger::Event(TriggerEvent::InstalmentMissed),
            PlanState::Respected | PlanState::Late { .. },
        ) => instalment.late_on,
        _ => None,
    }
}

/// The last day a step was done for any claim of a plan: an instalment falls on other claims than the one before it.
fn last_done_on(account: &Account, plan: &InstalmentPlan, step: &Step) -> Option<Date> {
    let contacts = account.contacts_made.iter();
    contacts
        .filter(|contact| {
            let mut said = contact.items.iter();
            said.any(|said| said.step == step.key && plan.covers(said.item))
        })
        .map(|contact| contact.made_on)
        .max()
}
