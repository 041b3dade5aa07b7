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
mod plan;
mod planned_act;
mod progress;
mod recipient;
mod review;
#[cfg(test)]
pub(crate) mod testing;
mod working_day;

use jiff::civil::Date;

pub use decision::{
    ActItem, Decision, Gate, GateOutcome, ItemOutlook, Next, PlannedAct, Recipient, Release,
    Verdict,
};
pub(crate) use items::{Claim, claims};

use crate::account::Account;
use crate::calendar::Calendar;
use crate::reason::Reason;
use crate::strategy::Strategy;
use plan::Plan;

/// What an account is owed today. Days are the creditor's.
pub fn decide(
    account: &Account,
    strategy: &Strategy,
    calendar: &Calendar,
    today: Date,
) -> Decision {
    let claims = items::claims(account, today);
    let mut gates = Vec::with_capacity(10);
    gates.push(debtor_gates::master_switch(account, today));
    gates.push(debtor_gates::freshness(account, today));
    gates.push(debtor_gates::phase(account));
    gates.push(debtor_gates::debtor_hold(account, today));
    if claims.is_empty() {
        return resting(account, today, gates);
    }
    let mut plans: Vec<Plan<'_>> = claims
        .iter()
        .map(|claim| Plan::of(account, strategy, claim, today))
        .collect();
    let amounts = amounts::amounts(strategy, &plans, today);
    for plan in &mut plans {
        plan.hold_below_floor(&amounts);
    }
    let day = Day {
        account,
        strategy,
        calendar,
        today,
        above_ceiling: amounts.above_ceiling,
    };
    gates.push(items_gate(&plans));
    gates.push(amounts.outcome);
    let proposed = planned_act::propose(&day, &plans);
    gates.extend(proposed.gates);
    let (verdict, reasons) = verdict(&gates, &plans, proposed.acts, proposed.reasons);
    Decision {
        debtor: account.debtor.id,
        on: today,
        next_review_on: review::next_review_on(&day, &plans, &verdict, proposed.free_on),
        verdict,
        reasons,
        outlook: outlook(&gates, &plans, today, proposed.free_on),
        gates,
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
    let tasks = plans.iter().filter(|plan| plan.waits_for_a_task());
    reasons.extend(tasks.filter_map(|plan| plan.barred.clone()));
    let closed = plans
        .iter()
        .all(|plan| plan.claim.is_barred() || plan.waits_for_a_task());
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
    let nothing_can_come = plans.iter().all(|plan| plan.barred.is_some());
    let mut closed = gates.iter().filter(|gate| gate.closed);
    let first = closed
        .clone()
        .find(|gate| stops_the_debtor(gate.gate) || nothing_can_come || !acts.is_empty());
    if let Some(gate) = first {
        let mut reasons = gate.reasons.clone();
        // A full contact budget is no reason for colleagues to wait: the debtor does not hear them.
        let budget_only = closed.all(|gate| gate.gate == Gate::ContactBudget);
        let inside: Vec<PlannedAct> = acts
            .into_iter()
            .filter(|act| budget_only && !act.channel.reaches_debtor())
            .collect();
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
            .collect(),
    };
    (Verdict::Wait, reasons)
}

/// Gates that leave nothing to plan while they are closed, whatever day the next step would have.
const fn stops_the_debtor(gate: Gate) -> bool {
    matches!(gate, Gate::Phase | Gate::DebtorHold)
}

/// What comes next for each claim. A day that is promised is never past, and never before the day the
/// contact budget and the calendar open.
fn outlook(
    gates: &[GateOutcome],
    plans: &[Plan<'_>],
    today: Date,
    [budget_free_on, worked_on]: [Option<Date>; 2],
) -> Vec<ItemOutlook> {
    let stopped = gates
        .iter()
        .find(|gate| gate.closed && stops_the_debtor(gate.gate))
        .and_then(|gate| gate.reasons.first());
    let first_day = |plan: &Plan<'_>| {
        let free_on = budget_free_on.filter(|_| plan.reaches_debtor());
        [free_on, worked_on]
            .into_iter()
            .flatten()
            .fold(plan.next.on.max(today), Date::max)
    };
    plans
        .iter()
        .map(|plan| {
            let next = match plan.barred.as_ref().or(stopped) {
                Some(reason) => Next::Because {
                    reason: reason.clone(),
                },
                None => Next::Step {
                    step: plan.step.to_string(),
                    on: first_day(plan),
                },
            };
            ItemOutlook {
                item: plan.claim.item.id,
                next,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
