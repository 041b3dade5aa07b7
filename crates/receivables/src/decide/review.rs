//! The day a verdict can next change by itself, so that the daily run reads only the accounts whose day has
//! come. Must never be later than the day it changes; being early only costs a look.

use jiff::civil::Date;

use super::plan::Plan;
use super::repair::repair_on;
use super::{Day, Gate, Verdict};
use crate::account::{Account, Freshness};
use crate::calendar::plus_days;

/// The first day after today on which the verdict can change without a new fact. Days off are not counted
/// against acts that are due: those are written down, and whoever carries them waits for the day.
pub(super) fn next_review_on(
    day: &Day<'_>,
    plans: &[Plan<'_>],
    verdict: &Verdict,
    free_on: [Option<Date>; 2],
) -> Option<Date> {
    let mut next = Earliest {
        after: day.today,
        day: None,
    };
    let account = day.account;
    next.all([account.policy.stopped_on, account.policy.upgraded_on]);
    // What the creditor switches or imports changes all its accounts at once: they are looked at daily.
    if matches!(
        verdict,
        Verdict::Hold {
            gate: Gate::MasterSwitch | Gate::Freshness
        }
    ) {
        next.consider(plus_days(day.today, 1));
        return next.day;
    }
    if !account.debtor.phase.lets_steps_speak() {
        return next.day;
    }
    // While nothing can come of any claim, the first gate that closes gives the reason.
    let nothing_can_come = plans.iter().all(|plan| plan.barred.is_some());
    if *verdict != Verdict::Wait || nothing_can_come {
        next.all(stale_on(&account.policy.freshness));
    }
    next.all(free_on);
    next.all([day.conditions_turn_on]);
    facts_change_on(account, &mut next);
    for plan in plans {
        next.all([plan.claim.changes_on, repair_on(account, plan.claim)]);
        if plan.asked.is_positive() {
            plan_changes_on(day, plan, *verdict == Verdict::Wait, &mut next);
        }
    }
    next.day
}

/// The earliest of the days after today.
struct Earliest {
    after: Date,
    day: Option<Date>,
}

impl Earliest {
    fn consider(&mut self, day: Date) {
        if day > self.after {
            self.day = Some(self.day.map_or(day, |known| known.min(day)));
        }
    }

    fn all<const N: usize>(&mut self, days: [Option<Date>; N]) {
        for day in days.into_iter().flatten() {
            self.consider(day);
        }
    }
}

fn plan_changes_on(day: &Day<'_>, plan: &Plan<'_>, waits: bool, next: &mut Earliest) {
    let due_on = plan.claim.item.due_on;
    next.all([Some(plan.next.on), plan.next.replaced_on]);
    if plan.waits_for_a_task() {
        next.consider(due_on);
    }
    // Falling overdue moves amounts over their floor or ceiling, and decides what a message may be about.
    let of_campaign = has_campaign(day);
    if due_on >= day.today && (!waits || day.strategy.has_least() || of_campaign) {
        next.consider(plus_days(due_on, 1));
    }
    if !waits && plan.next.on > day.today {
        next.consider(plus_days(plan.next.on, -day.strategy.pull_forward_days));
        // From here on a check before the due date gives way to it.
        next.consider(plus_days(plan.next.on, 1 - day.days_between()));
        next.all([plan.next.answer_awaited_until]);
    }
}

/// True while a campaign may yet speak of what falls due.
fn has_campaign(day: &Day<'_>) -> bool {
    let campaign = day.account.campaign.as_deref();
    campaign.is_some_and(|campaign| !campaign.is_over(day.account, day.today))
}

/// The days on which data that is fresh grows stale.
fn stale_on(data: &Freshness) -> [Option<Date>; 2] {
    let day =
        |as_of: Option<Date>, limit: Option<i32>| Some(plus_days(as_of?, limit?.saturating_add(1)));
    [
        day(data.ledger_as_of, data.ledger_days_limit),
        day(data.bank_as_of, data.bank_days_limit),
    ]
}

/// The days on which facts begin or end by their own dates.
fn facts_change_on(account: &Account, next: &mut Earliest) {
    for hold in &account.holds {
        let over_on = hold.until_on.map(|last| plus_days(last, 1));
        next.all([Some(hold.from_on), over_on, hold.lifted_on]);
    }
    for dispute in &account.disputes {
        next.all([Some(dispute.opened_on), dispute.closed_on]);
        if let Some(award) = &dispute.award {
            next.all([award.ended_on]);
            for (day, _) in &award.covered {
                next.consider(*day);
            }
        }
    }
    for promise in &account.promises {
        let judged_on = promise.outcome.map(|(_, day)| day);
        let passed_on = promise.passed_on(account.policy.promise_tolerance_days);
        next.all([Some(promise.taken_on), Some(passed_on), judged_on]);
    }
    for plan in &account.plans {
        next.all([Some(plan.agreed_on), plan.outcome.map(|(_, day)| day)]);
        for (at, instalment) in plan.instalments.iter().enumerate() {
            let overdue_on = plus_days(instalment.due_on, 1);
            next.all([
                Some(overdue_on),
                plan.late_on(account, at),
                plan.broken_on(account, at),
            ]);
        }
    }
    if let Some(campaign) = account.campaign.as_deref() {
        let over_on = plus_days(campaign.until, 1);
        next.all([campaign.waited_from(), campaign.on, over_on].map(Some));
    }
    for reply in &account.replies {
        next.all([Some(reply.received_on), reply.handled_on]);
    }
    for contact in &account.contacts {
        next.all([contact.refused_on, contact.bounced_on]);
    }
}
