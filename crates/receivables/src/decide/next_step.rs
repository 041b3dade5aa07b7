//! The next step of one item: the first one after the last step done for it, and the earliest day it may
//! be done. Must never look at amounts or contacts' addresses: those are gates.

use jiff::civil::Date;

use crate::account::Account;
use crate::calendar::plus_days;
use crate::fact::{ContactMade, PromiseOutcome};
use crate::item::{Item, days_between};
use crate::strategy::{END_OF_STRATEGY, Entry, Step, Strategy, Trigger, TriggerEvent};

/// Days between two calls for a person's decision once the steps are finished.
const DAYS_BETWEEN_DECISIONS: i32 = 30;

/// The next step of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NextStep {
    /// Its place in the strategy; nothing once every step is done.
    pub position: Option<usize>,
    /// The earliest day.
    pub on: Date,
    /// How often this step was done for the item before.
    pub done_before: usize,
}

/// What was done for an item so far.
struct Progress<'a> {
    item: &'a Item,
    contacts: Vec<(&'a ContactMade, &'a str)>,
}

impl<'a> Progress<'a> {
    fn of(account: &'a Account, item: &'a Item) -> Self {
        let mut contacts: Vec<(&ContactMade, &str)> = account
            .contacts_made
            .iter()
            .filter_map(|contact| {
                let said = contact.items.iter().find(|said| said.item == item.id)?;
                Some((contact, said.step.as_str()))
            })
            .collect();
        contacts.sort_by_key(|(contact, step)| (contact.made_on, *step));
        Progress { item, contacts }
    }

    fn times_done(&self, step: &str) -> usize {
        self.contacts
            .iter()
            .filter(|(_, done)| *done == step)
            .count()
    }

    fn last_done_on(&self, step: &str) -> Option<Date> {
        self.contacts
            .iter()
            .rev()
            .find(|(_, done)| *done == step)
            .map(|(contact, _)| contact.made_on)
    }

    /// The place of the furthest step done; steps that answer an event don't count.
    fn furthest(&self, strategy: &Strategy) -> Option<usize> {
        self.contacts
            .iter()
            .filter_map(|(_, step)| strategy.position(step))
            .filter(|position| !matches!(strategy.steps[*position].trigger, Trigger::Event(_)))
            .max()
    }

    fn last_contact_on(&self) -> Option<Date> {
        self.contacts
            .iter()
            .map(|(contact, _)| contact.made_on)
            .max()
    }

    /// The day after the payment date that the last notice printed.
    fn answer_awaited_until(&self) -> Option<Date> {
        let last = self
            .contacts
            .iter()
            .rev()
            .find_map(|(contact, _)| contact.payment_asked_by)?;
        Some(plus_days(last, 1))
    }
}

/// The next step of an open claim on `today`.
pub(super) fn next_step(
    account: &Account,
    strategy: &Strategy,
    item: &Item,
    today: Date,
) -> NextStep {
    let progress = Progress::of(account, item);
    if let Some(answer) = step_for_event(account, strategy, &progress, today) {
        return answer;
    }
    let from = progress
        .furthest(strategy)
        .map_or(0, |position| position + 1);
    let mut candidates =
        strategy
            .steps
            .iter()
            .enumerate()
            .skip(from)
            .filter_map(|(position, step)| {
                let reached_on = reached_on(step, &progress)?;
                let expired = step.expires_at_due_date() && today >= item.due_on;
                (applies(account, step, item) && !expired).then_some((position, reached_on))
            });
    let entering = progress.furthest(strategy).is_none();
    let chosen = match strategy.entry {
        Entry::CatchUp if entering => {
            let all: Vec<(usize, Date)> = candidates.collect();
            all.iter()
                .rev()
                .find(|(_, reached)| *reached <= today)
                .or(all.first())
                .copied()
        }
        _ => candidates.next(),
    };
    match chosen {
        Some((position, reached_on)) => {
            let step = &strategy.steps[position];
            NextStep {
                position: Some(position),
                on: earliest(step, reached_on, &progress),
                done_before: progress.times_done(&step.key),
            }
        }
        None => after_the_last_step(&progress),
    }
}

fn earliest(step: &Step, reached_on: Date, progress: &Progress<'_>) -> Date {
    let after_contact = progress
        .last_contact_on()
        .map(|last| plus_days(last, step.days_after_contact.max(1)));
    [
        after_contact,
        progress.answer_awaited_until(),
        progress.item.reopened_on,
    ]
    .into_iter()
    .flatten()
    .fold(reached_on, Date::max)
}

fn after_the_last_step(progress: &Progress<'_>) -> NextStep {
    let again = progress
        .last_done_on(END_OF_STRATEGY)
        .map(|last| plus_days(last, DAYS_BETWEEN_DECISIONS));
    let first = progress.last_contact_on().map(|last| plus_days(last, 1));
    let overdue_since = plus_days(progress.item.due_on, 1);
    let on = [
        again,
        first,
        progress.answer_awaited_until(),
        progress.item.reopened_on,
    ]
    .into_iter()
    .flatten()
    .fold(overdue_since, Date::max);
    NextStep {
        position: None,
        on,
        done_before: progress.times_done(END_OF_STRATEGY),
    }
}

/// The day a step's trigger is reached; nothing when it never is.
fn reached_on(step: &Step, progress: &Progress<'_>) -> Option<Date> {
    let item = progress.item;
    match &step.trigger {
        Trigger::Due(days) => Some(plus_days(item.due_on, *days)),
        Trigger::Issued(days) => Some(plus_days(item.issued_on, *days)),
        Trigger::Delivered(days) => item.delivered_on.map(|day| plus_days(day, *days)),
        Trigger::EndOfDueMonth(days) => Some(plus_days(item.due_on.last_of_month(), *days)),
        Trigger::StepDone { step, days } => {
            progress.last_done_on(step).map(|day| plus_days(day, *days))
        }
        Trigger::Event(_) => None,
    }
}

fn applies(account: &Account, step: &Step, item: &Item) -> bool {
    let kinds = &step.debtor_kinds;
    let kind_fits = kinds.is_empty() || kinds.contains(&account.debtor.kind);
    let floor = step
        .floor
        .iter()
        .find(|floor| floor.currency == item.open.currency);
    let open: i64 = account
        .items
        .iter()
        .filter(|other| other.is_open_claim() && other.open.currency == item.open.currency)
        .map(|other| other.open.minor)
        .sum();
    kind_fits && floor.is_none_or(|floor| open >= floor.minor)
}

/// A step that answers an event on the item, when the event is newer than the step's last doing.
fn step_for_event(
    account: &Account,
    strategy: &Strategy,
    progress: &Progress<'_>,
    today: Date,
) -> Option<NextStep> {
    for (position, step) in strategy.steps.iter().enumerate() {
        let Trigger::Event(event) = step.trigger else {
            continue;
        };
        let Some(happened_on) = last_event(account, event, progress.item, today) else {
            continue;
        };
        let answered = progress
            .last_done_on(&step.key)
            .is_some_and(|done| done >= happened_on);
        if !answered && applies(account, step, progress.item) {
            let on = progress.last_contact_on().map_or(happened_on, |last| {
                happened_on.max(plus_days(last, step.days_after_contact))
            });
            let done_before = progress.times_done(&step.key);
            return Some(NextStep {
                position: Some(position),
                on,
                done_before,
            });
        }
    }
    None
}

fn last_event(account: &Account, event: TriggerEvent, item: &Item, today: Date) -> Option<Date> {
    match event {
        TriggerEvent::PromiseBroken => account
            .promises
            .iter()
            .filter(|promise| promise.parts.iter().any(|part| part.item == item.id))
            .filter_map(|promise| match promise.outcome {
                Some((PromiseOutcome::Broken | PromiseOutcome::PartlyKept, day)) => Some(day),
                Some(_) => None,
                None => {
                    let tolerance = account.policy.promise_tolerance_days;
                    let passed = days_between(promise.pay_on, today) > tolerance;
                    passed.then(|| plus_days(promise.pay_on, tolerance + 1))
                }
            })
            .filter(|day| *day <= today)
            .max(),
        TriggerEvent::DisputeClosed => account
            .disputes
            .iter()
            .filter(|dispute| dispute.item == item.id)
            .filter_map(|dispute| dispute.closed_on)
            .filter(|day| *day <= today)
            .max(),
    }
}
