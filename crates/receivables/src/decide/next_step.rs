//! The next step of one item: the first one after the last step *done* for it, and the earliest day it may
//! be done. Must never look at addresses or at what may be asked: those are gates.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::conditions::Known;
use super::progress::{Elsewhere, Progress};
use super::step_outcome::Obstacle;
use super::variant::variant_of;
use crate::account::Account;
use crate::calendar::plus_days;
use crate::fact::PromiseOutcome;
use crate::instalment_plan;
use crate::item::{Item, ItemKind, days_between};
use crate::sanction;
use crate::strategy::{END_OF_STRATEGY, Entry, Step, Strategy, Trigger, TriggerEvent};

/// Days between two calls for a person's decision once the steps are finished.
const DAYS_BETWEEN_DECISIONS: i32 = 30;

/// The next step of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NextStep {
    /// Its place in the strategy; nothing once every step is done.
    pub position: Option<usize>,
    /// Its own day, in calendar days after the due date; nothing for an answer to an event.
    pub day: Option<i32>,
    /// The earliest day.
    pub on: Date,
    /// The debtor was given until the day before: nothing may be brought forward before this day.
    pub answer_awaited_until: Option<Date>,
    /// How often this step was done for the item before.
    pub done_before: usize,
    /// The first day another step takes its place by itself.
    pub replaced_on: Option<Date>,
}

/// The next step of an open claim on `today`.
pub(super) fn next_step(
    account: &Account,
    (strategy, known): (&Strategy, &Known<'_>),
    item: &Item,
    today: Date,
) -> NextStep {
    let progress = Progress::of(account, item);
    if let Some(answer) = step_for_event(account, (strategy, known), &progress, today) {
        return answer;
    }
    let way = Way::of(strategy, &progress);
    let furthest = progress.furthest(strategy);
    let from = furthest.map_or(0, |position| position + 1);
    let candidates = strategy
        .steps
        .iter()
        .enumerate()
        .skip(from)
        .filter_map(|(position, step)| {
            let reached_on = way.reached_on(step)?;
            let expired = today >= item.due_on && expires(step, item);
            (!expired
                && !way.is_behind(step, reached_on)
                && known.allow(step)
                && applies(account, step, (item, reached_on, today)))
            .then_some((position, reached_on))
        });
    let is_new_to_it = furthest.is_none() && way.elsewhere.is_none();
    // Who had paid and got the invoice back is spoken to from the start.
    let catches_up = strategy.entry == Entry::CatchUp && is_new_to_it && item.reopened_on.is_none();
    let (chosen, mut replaced_on) = if catches_up {
        highest_reached(candidates, today)
    } else {
        let mut candidates = candidates;
        (candidates.next(), None)
    };
    let Some((position, reached_on)) = chosen else {
        return after_the_last_step(&progress);
    };
    let step = &strategy.steps[position];
    if item.due_on > today && expires(step, item) {
        replaced_on = Some(replaced_on.map_or(item.due_on, |day: Date| day.min(item.due_on)));
    }
    NextStep {
        position: Some(position),
        day: Some(days_between(item.due_on, reached_on)),
        on: progress
            .not_before(step.days_after_contact.max(1))
            .fold(plus_days(reached_on, days_later(account, step)), Date::max),
        answer_awaited_until: progress.answer_awaited_until(),
        done_before: progress.times_done(&step.key),
        replaced_on,
    }
}

/// The highest step whose day has come, or else the first one; and the day a higher one takes its place.
fn highest_reached(
    candidates: impl Iterator<Item = (usize, Date)>,
    today: Date,
) -> (Option<(usize, Date)>, Option<Date>) {
    let (mut first, mut highest, mut replaced_on) = (None, None, None);
    for (position, reached_on) in candidates {
        first = first.or(Some((position, reached_on)));
        if reached_on <= today {
            highest = Some((position, reached_on));
        } else {
            replaced_on = Some(replaced_on.map_or(reached_on, |day: Date| day.min(reached_on)));
        }
    }
    (highest.or(first), replaced_on)
}

/// Days the chosen variant of a step waits after the step's own day.
fn days_later(account: &Account, step: &Step) -> i32 {
    variant_of(account, step).map_or(0, |variant| variant.days_later)
}

fn after_the_last_step(progress: &Progress<'_>) -> NextStep {
    let again = progress
        .last_done_on(END_OF_STRATEGY)
        .map(|last| plus_days(last, DAYS_BETWEEN_DECISIONS));
    let overdue_since = plus_days(progress.item.due_on, 1);
    NextStep {
        position: None,
        day: None,
        on: progress
            .not_before(1)
            .chain(again)
            .fold(overdue_since, Date::max),
        answer_awaited_until: progress.answer_awaited_until(),
        done_before: progress.times_done(END_OF_STRATEGY),
        replaced_on: None,
    }
}

/// A strategy as one item goes through it.
pub(super) struct Way<'a> {
    strategy: &'a Strategy,
    progress: &'a Progress<'a>,
    elsewhere: Option<Elsewhere>,
}

impl<'a> Way<'a> {
    /// The way of one item.
    pub fn of(strategy: &'a Strategy, progress: &'a Progress<'a>) -> Self {
        Way {
            strategy,
            elsewhere: progress.elsewhere(strategy),
            progress,
        }
    }

    /// The day a step's trigger is reached; nothing when it never is.
    pub fn reached_on(&self, step: &Step) -> Option<Date> {
        let item = self.progress.item;
        match &step.trigger {
            Trigger::Due(days) => Some(plus_days(item.due_on, *days)),
            Trigger::Issued(days) => Some(plus_days(item.issued_on, *days)),
            Trigger::Delivered(days) => item.delivered_on.map(|day| plus_days(day, *days)),
            Trigger::EndOfDueMonth(days) => Some(plus_days(item.due_on.last_of_month(), *days)),
            Trigger::StepDone { step, days } => {
                let done_on = self.progress.last_done_on(step);
                let done_on = done_on.or_else(|| self.done_elsewhere_on(step))?;
                Some(plus_days(done_on, *days))
            }
            Trigger::BeforeInstalment(_) | Trigger::Event(_) => None,
        }
    }

    /// True when another strategy brought the item past the step: on the day axis, and never back to a softer
    /// tone. A step of the same day and tone is the same step by another name.
    pub fn is_behind(&self, step: &Step, reached_on: Date) -> bool {
        let Some(Elsewhere { place, .. }) = self.elsewhere else {
            return false;
        };
        let day = days_between(self.progress.item.due_on, reached_on);
        let tone = step.tone.level();
        day < place.day || tone < place.tone || (day, tone) == (place.day, place.tone)
    }

    /// The day another strategy did what the step with a key would have done. Steps only point at those
    /// above them, so this ends.
    fn done_elsewhere_on(&self, key: &str) -> Option<Date> {
        let elsewhere = self.elsewhere?;
        let step = self.strategy.step(key)?;
        let reached_on = self.reached_on(step)?;
        self.is_behind(step, reached_on)
            .then_some(elsewhere.done_on)
    }
}

/// True when a step has lost its sense once the due date has come: "did our invoice arrive?" is not asked
/// of somebody who is late. A day counted from the invoice belongs to it when it lies before the due date.
pub(super) fn expires(step: &Step, item: &Item) -> bool {
    match step.trigger {
        Trigger::Issued(days) => plus_days(item.issued_on, days) < item.due_on,
        _ => step.expires_at_due_date(),
    }
}

/// True when the step is for this kind of debtor and worth it.
pub(super) fn applies(account: &Account, step: &Step, about: (&Item, Date, Date)) -> bool {
    obstacle(account, step, about).is_none()
}

/// What keeps a step from being done at all: its floor is held against what has fallen due by the step's own day, less
/// credits. What falls due later makes nobody post a registered letter.
pub(super) fn obstacle(
    account: &Account,
    step: &Step,
    (item, reached_on, today): (&Item, Date, Date),
) -> Option<Obstacle> {
    // Nobody asks whether a claim for charges was received well.
    if item.kind == ItemKind::Charge && step.expires_at_due_date() {
        return Some(Obstacle::NotForCharges);
    }
    if !step.is_of_phase(account.debtor.phase) {
        return Some(Obstacle::AmicablePhaseOver);
    }
    if !step.debtor_kinds.is_empty() && !step.debtor_kinds.contains(&account.debtor.kind) {
        return Some(Obstacle::OtherKindOfDebtor);
    }
    if let Some(found) = against_sanction(account, step, (reached_on, today)) {
        return Some(found);
    }
    let due_by = reached_on.max(item.due_on);
    if let Some(fewest) = step.fewest_invoices {
        let open = invoices_due(account, due_by);
        if open < fewest {
            return Some(Obstacle::TooFewInvoices { open, fewest });
        }
    }
    let currency = item.open.currency;
    let floor = *step.floor.iter().find(|floor| floor.currency == currency)?;
    let owed = account
        .items
        .iter()
        .filter(|other| other.open.currency == currency)
        .filter(|other| {
            let is_due = other.due_on <= due_by;
            (other.is_open_claim() && is_due) || other.is_open_credit()
        })
        .fold(0_i64, |sum, other| sum.saturating_add(other.open.minor));
    (owed < floor.minor).then_some(Obstacle::BelowFloor {
        owed: floor.with_minor(owed),
        floor,
    })
}

/// What stands against the sanction a step proposes: it is there already, or the law bars it on the step's own day. On
/// the day somebody approves it the law is asked again.
fn against_sanction(
    account: &Account,
    step: &Step,
    (reached_on, today): (Date, Date),
) -> Option<Obstacle> {
    let measure = step.act.measure()?;
    let mut sanctions = account.sanctions.iter();
    if sanctions.any(|one| one.measure == measure && one.goes_on(today)) {
        return Some(Obstacle::SanctionGoesOn);
    }
    sanction::bar(account, measure, reached_on).map(|by| Obstacle::Barred { by })
}

/// The invoices with a part open that is due by a day, each counted once.
fn invoices_due(account: &Account, due_by: Date) -> u32 {
    let open: BTreeSet<&str> = account
        .items
        .iter()
        .filter(|item| item.kind == ItemKind::Invoice && item.is_open_claim())
        .filter(|item| item.due_on <= due_by)
        .map(|item| item.reference.as_str())
        .collect();
    u32::try_from(open.len()).unwrap_or(u32::MAX)
}

/// A step that answers an event on the item, when the event is newer than the step's last doing.
fn step_for_event(
    account: &Account,
    (strategy, known): (&Strategy, &Known<'_>),
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
        let about = (progress.item, happened_on, today);
        if !answered && known.allow(step) && applies(account, step, about) {
            let after_contact = progress
                .last_contact_on()
                .map(|last| plus_days(last, step.days_after_contact));
            return Some(NextStep {
                position: Some(position),
                day: None,
                on: after_contact
                    .into_iter()
                    .fold(plus_days(happened_on, days_later(account, step)), Date::max),
                answer_awaited_until: None,
                done_before: progress.times_done(&step.key),
                replaced_on: None,
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
            .filter_map(|promise| {
                // A judgement that comes late is about the same event, not a new one.
                let passed_on = promise.passed_on(account.policy.promise_tolerance_days);
                match promise.outcome {
                    Some((PromiseOutcome::Broken | PromiseOutcome::PartlyKept, day)) => {
                        Some(day.min(passed_on))
                    }
                    Some((PromiseOutcome::Kept | PromiseOutcome::Withdrawn, _)) => None,
                    None => Some(passed_on),
                }
            })
            .filter(|day| *day <= today)
            .max(),
        TriggerEvent::PlanBroken => instalment_plan::broken_on(account, item.id, today),
        // Spoken of while the plan goes on, by steps of its own.
        TriggerEvent::InstalmentMissed => None,
        TriggerEvent::DisputeClosed => account
            .disputes
            .iter()
            .filter(|dispute| dispute.item == item.id)
            .filter_map(|dispute| dispute.closed_on)
            .filter(|day| *day <= today)
            .max(),
    }
}
