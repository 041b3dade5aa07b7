//! The decision: one total, pure function that says for any account and any day what is owed attention
//! and why. It reads no clock, file or database, and it cannot fail: every account, every day, yields a
//! decision with at least one reason.

mod amounts;
mod approval;
mod budget;
mod debtor_gates;
mod decision;
mod items;
mod next_step;
mod planned_act;
mod recipient;
mod working_day;

use jiff::civil::Date;

pub use decision::{
    ActItem, Decision, Gate, GateOutcome, ItemOutlook, Next, PlannedAct, Recipient, Release,
    Verdict,
};

use crate::account::Account;
use crate::calendar::{Calendar, plus_days};
use crate::reason::Reason;
use crate::strategy::{END_OF_STRATEGY, Strategy};
use amounts::Amounts;
use items::Claim;
use next_step::NextStep;

/// What an account is owed today. Days are the creditor's.
pub fn decide(
    account: &Account,
    strategy: &Strategy,
    calendar: &Calendar,
    today: Date,
) -> Decision {
    let claims = items::claims(account, today);
    let (hold, hold_ends_on) = debtor_gates::debtor_hold(account, today);
    let mut gates = vec![
        debtor_gates::master_switch(account, today),
        debtor_gates::freshness(account, today),
        debtor_gates::phase(account),
        hold,
    ];
    if claims.is_empty() {
        return resting(account, today, gates);
    }
    let amounts = amounts::amounts(strategy, &claims, today);
    let plans: Vec<Plan<'_>> = claims
        .iter()
        .map(|claim| Plan::of(account, strategy, claim, &amounts, today))
        .collect();
    gates.push(items_gate(&plans));
    gates.push(amounts.outcome.clone());

    let mut day = Day {
        account,
        strategy,
        calendar,
        today,
        above_ceiling: amounts.above_ceiling,
    };
    let proposed = planned_act::propose(&mut day, &plans);
    gates.extend(proposed.gates.iter().cloned());
    let (verdict, reasons) = verdict(&gates, &plans, proposed.acts, proposed.reasons);
    let next_review_on = next_review_on(&verdict, &plans, today)
        .into_iter()
        .chain(hold_ends_on)
        .chain(proposed.free_on)
        .filter(|day| *day > today)
        .min();
    Decision {
        debtor: account.debtor.id,
        on: today,
        verdict,
        reasons,
        outlook: outlook(&gates, &plans),
        gates,
        next_review_on,
    }
}

/// What the proposing of acts looks at.
struct Day<'a> {
    account: &'a Account,
    strategy: &'a Strategy,
    calendar: &'a Calendar,
    today: Date,
    above_ceiling: bool,
}

/// One claim with its next step, or what keeps it from having one.
struct Plan<'a> {
    claim: &'a Claim<'a>,
    next: NextStep,
    /// The key of the next step.
    step: &'a str,
    /// Why nothing happens to the item, when nothing does.
    barred: Option<Reason>,
}

impl<'a> Plan<'a> {
    fn of(
        account: &Account,
        strategy: &'a Strategy,
        claim: &'a Claim<'a>,
        amounts: &Amounts,
        today: Date,
    ) -> Self {
        let next = next_step::next_step(account, strategy, claim.item, today);
        let step = next.position.map_or(END_OF_STRATEGY, |position| {
            strategy.steps[position].key.as_str()
        });
        let barred = if claim.is_barred() {
            claim.reasons.first().cloned()
        } else if !amounts.asked.of(claim.asked.currency).is_positive() {
            amounts
                .outcome
                .reasons
                .iter()
                .find(|reason| is_floor_of(reason, claim))
                .cloned()
        } else {
            open_task(account, claim, step)
        };
        Plan {
            claim,
            next,
            step,
            barred,
        }
    }

    fn is_due(&self, today: Date) -> bool {
        self.barred.is_none() && self.next.on <= today
    }
}

fn is_floor_of(reason: &Reason, claim: &Claim<'_>) -> bool {
    matches!(reason, Reason::BelowFloor { owed, .. } if owed.currency == claim.asked.currency)
}

/// Work for a person that is open for the item and its step.
fn open_task(account: &Account, claim: &Claim<'_>, step: &str) -> Option<Reason> {
    let task = account.open_tasks.iter().find(|task| {
        task.items.contains(&claim.item.id) && (task.step == step || task.leading == claim.item.id)
    })?;
    Some(Reason::TaskOpen {
        notice: task.notice,
        step: task.step.clone(),
        since: task.planned_on,
    })
}

fn resting(account: &Account, today: Date, gates: Vec<GateOutcome>) -> Decision {
    Decision {
        debtor: account.debtor.id,
        on: today,
        verdict: Verdict::Rest,
        reasons: vec![Reason::NothingOpen],
        gates,
        outlook: Vec::new(),
        next_review_on: None,
    }
}

/// Gate 5 as a whole: closed when nothing at all may be asked for.
fn items_gate(plans: &[Plan<'_>]) -> GateOutcome {
    let mut reasons: Vec<Reason> = plans
        .iter()
        .flat_map(|plan| plan.claim.reasons.iter().cloned())
        .collect();
    reasons.extend(plans.iter().filter_map(|plan| {
        plan.barred
            .clone()
            .filter(|reason| matches!(reason, Reason::TaskOpen { .. }))
    }));
    let closed = plans
        .iter()
        .all(|plan| plan.claim.is_barred() || matches!(plan.barred, Some(Reason::TaskOpen { .. })));
    GateOutcome {
        gate: Gate::Items,
        closed,
        reasons,
    }
}

/// The verdict: the first closed gate holds; otherwise what is due today is done, or the next step waits.
fn verdict(
    gates: &[GateOutcome],
    plans: &[Plan<'_>],
    acts: Vec<PlannedAct>,
    act_reasons: Vec<Reason>,
) -> (Verdict, Vec<Reason>) {
    let something_is_due = !acts.is_empty() || plans.iter().all(|plan| plan.barred.is_some());
    let closed = gates.iter().find(|gate| gate.closed);
    if let Some(gate) = closed.filter(|_| something_is_due) {
        let budget_only = gates
            .iter()
            .filter(|gate| gate.closed)
            .all(|gate| gate.gate == Gate::ContactBudget);
        let inside: Vec<PlannedAct> = acts
            .into_iter()
            .filter(|act| budget_only && !act.channel.reaches_debtor())
            .collect();
        let mut reasons = gate.reasons.clone();
        if inside.is_empty() {
            return (Verdict::Hold { gate: gate.gate }, reasons);
        }
        reasons.extend(act_reasons);
        return (Verdict::Act { acts: inside }, reasons);
    }
    if !acts.is_empty() {
        return (Verdict::Act { acts }, act_reasons);
    }
    let planned = plans
        .iter()
        .filter(|plan| plan.barred.is_none())
        .min_by_key(|plan| plan.next.on);
    let reasons = match planned {
        Some(plan) => vec![Reason::StepPlanned {
            step: plan.step.to_string(),
            item: plan.claim.item.id,
            on: plan.next.on,
        }],
        None => plans
            .iter()
            .filter_map(|plan| plan.barred.clone())
            .take(3)
            .collect(),
    };
    (Verdict::Wait, reasons)
}

fn outlook(gates: &[GateOutcome], plans: &[Plan<'_>]) -> Vec<ItemOutlook> {
    let stopped = gates
        .iter()
        .find(|gate| gate.closed && matches!(gate.gate, Gate::Phase | Gate::DebtorHold))
        .and_then(|gate| gate.reasons.first());
    plans
        .iter()
        .map(|plan| {
            let reason = plan.barred.as_ref().or(stopped).cloned();
            let next = match reason {
                Some(reason) => Next::Because { reason },
                None => Next::Step {
                    step: plan.step.to_string(),
                    on: plan.next.on,
                },
            };
            ItemOutlook {
                item: plan.claim.item.id,
                next,
            }
        })
        .collect()
}

/// The days on which the verdict can change without a new fact.
fn next_review_on(verdict: &Verdict, plans: &[Plan<'_>], today: Date) -> Vec<Date> {
    let mut days: Vec<Date> = plans
        .iter()
        .filter_map(|plan| plan.claim.changes_on)
        .collect();
    for plan in plans.iter().filter(|plan| plan.barred.is_none()) {
        days.push(plan.next.on);
        // A step before the due date expires on it, and another one takes its place.
        if plan.claim.item.due_on > today {
            days.push(plan.claim.item.due_on);
        }
    }
    // What the creditor switches or imports changes all its accounts at once: they are looked at daily.
    if matches!(
        verdict,
        Verdict::Hold {
            gate: Gate::MasterSwitch | Gate::Freshness
        }
    ) {
        days.push(plus_days(today, 1));
    }
    // An amount below its floor can reach it when the next item falls overdue.
    if matches!(
        verdict,
        Verdict::Hold {
            gate: Gate::Amounts
        }
    ) {
        days.extend(
            plans
                .iter()
                .map(|plan| plus_days(plan.claim.item.due_on, 1)),
        );
    }
    days
}

#[cfg(test)]
mod tests;
