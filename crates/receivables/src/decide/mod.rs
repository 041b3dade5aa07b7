//! The decision: one total, pure function that says for any account and any day what is owed attention
//! and why. It reads no clock, file or database, and it cannot fail: every account, every day, yields a
//! decision with at least one reason.

mod amounts;
mod approval;
mod brought_up;
mod budget;
mod campaign;
mod charge;
mod conditions;
mod debtor_gates;
mod decision;
mod filing;
mod followed;
mod instalment;
mod items;
mod next_step;
mod plan;
mod planned_act;
mod precedence;
mod progress;
mod recipient;
mod repair;
mod review;
mod step_outcome;
#[cfg(test)]
pub(crate) mod testing;
mod variant;
mod working_day;

use jiff::civil::Date;

pub use brought_up::brought_up;
pub use campaign::{CampaignProspect, campaign_prospect, next_contact};
pub use decision::{
    ActItem, Decision, Gate, GateOutcome, ItemOutlook, Next, PlannedAct, Recipient, Release,
    Verdict,
};
pub use followed::Followed;
pub(crate) use items::{Claim, claims};
pub use step_outcome::{Obstacle, StepFate, StepOutcome, step_outcomes};

use crate::account::{Account, ContactLimits};
use crate::calendar::Calendar;
use crate::debtor::GroupVoice;
use crate::reason::Reason;
use crate::strategy::Strategy;
use conditions::Known;
use plan::Plan;

/// What an account is owed today under one strategy. Days are the creditor's.
pub fn decide(
    account: &Account,
    strategy: &Strategy,
    calendar: &Calendar,
    today: Date,
) -> Decision {
    decide_following(account, Followed::only(strategy), calendar, today)
}

/// What an account is owed today when some of its items follow strategies of their own.
pub fn decide_following(
    account: &Account,
    followed: Followed<'_>,
    calendar: &Calendar,
    today: Date,
) -> Decision {
    let strategy = followed.account;
    let claims = items::claims(account, today);
    let mut gates = Vec::with_capacity(10);
    gates.push(debtor_gates::master_switch(account, today));
    gates.push(debtor_gates::freshness(account, today));
    gates.push(debtor_gates::phase(account));
    gates.push(debtor_gates::debtor_hold(account, today));
    if claims.is_empty() {
        return resting(account, today, gates);
    }
    if let Some(voice) = account.debtor.spoken_for() {
        return spoken_for(account, today, (gates, &claims), voice);
    }
    let known = Known::of(account, followed, today);
    let mut plans: Vec<Plan<'_>> = claims
        .iter()
        .map(|claim| Plan::of(account, (followed, &known), claim, today))
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
        conditions_turn_on: known.turn_on(followed),
    };
    precedence::give_way(&day, &mut plans);
    gates.push(items_gate(&plans));
    gates.push(amounts.outcome);
    let proposed = planned_act::propose(&day, &plans, &claims);
    gates.extend(proposed.gates);
    let found = verdict(&day, (&gates, &plans), proposed.acts, proposed.reasons);
    let (verdict, reasons) = filing::with_filing(account, &claims, found);
    Decision {
        debtor: account.debtor.id,
        on: today,
        next_review_on: review::next_review_on(&day, &plans, &verdict, proposed.free_on),
        verdict,
        reasons,
        outlook: outlook(&day, (&gates, &plans), proposed.free_on),
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
    /// The next day on which a step's condition can turn out differently by itself.
    conditions_turn_on: Option<Date>,
}

impl Day<'_> {
    /// The contact budget in force.
    fn limits(&self) -> ContactLimits {
        self.strategy.limits.unwrap_or(self.account.policy.limits)
    }

    /// The first day from `on` that both sides work: a day off is never promised.
    fn worked_from(&self, on: Date) -> Date {
        working_day::first_worked_on(self.account, self.calendar, on)
    }

    /// Fewest days between two contacts, at least one.
    fn days_between(&self) -> i32 {
        self.limits().days_between.max(1)
    }

    /// Which of two steps is the further one: steps of the account's strategy by their order, those of another
    /// one by their tone first, so that the firmest speaks.
    fn rank(&self, plan: &Plan<'_>) -> (u8, Option<usize>) {
        let tone = plan.wanted.map_or(0, |step| step.tone.level());
        (tone, plan.next.position)
    }
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

/// The debtor's group speaks with one voice: what is open here is decided with the parent's account.
fn spoken_for(
    account: &Account,
    today: Date,
    (gates, claims): (Vec<GateOutcome>, &[Claim<'_>]),
    voice: &GroupVoice,
) -> Decision {
    let reason = Reason::GroupDecides {
        parent: voice.debtor,
        name: voice.name.clone(),
    };
    let silent = |claim: &Claim<'_>| ItemOutlook {
        item: claim.item.id,
        next: Next::Because {
            reason: reason.clone(),
        },
    };
    Decision {
        debtor: account.debtor.id,
        on: today,
        verdict: Verdict::Wait,
        outlook: claims.iter().map(silent).collect(),
        reasons: vec![reason],
        gates,
        next_review_on: None,
    }
}

/// Gate 5 as a whole: closed when nothing at all may be asked for.
fn items_gate(plans: &[Plan<'_>]) -> GateOutcome {
    let mut reasons: Vec<Reason> = plans
        .iter()
        .flat_map(|plan| plan.claim.reasons.iter().cloned())
        .collect();
    let others = plans.iter().filter(|plan| plan.asked.is_positive());
    let stopped = others.filter(|plan| plan.is_stopped());
    reasons.extend(stopped.filter_map(|plan| plan.barred.clone()));
    let closed = plans.iter().all(Plan::is_stopped);
    GateOutcome {
        gate: Gate::Items,
        closed,
        reasons,
    }
}

/// The verdict: the first closed gate holds; otherwise what is due today is done, or the next step waits.
fn verdict(
    day: &Day<'_>,
    (gates, plans): (&[GateOutcome], &[Plan<'_>]),
    acts: Vec<PlannedAct>,
    act_reasons: Vec<Reason>,
) -> (Verdict, Vec<Reason>) {
    let nothing_can_come = plans.iter().all(|plan| plan.barred.is_some());
    let closed = gates.iter().filter(|gate| gate.closed);
    let first = closed
        .clone()
        .find(|gate| stops_the_debtor(gate.gate) || nothing_can_come || !acts.is_empty());
    if let Some(gate) = first {
        return held(gate, closed, acts, act_reasons);
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
            on: day.worked_from(plan.next.on),
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

/// The verdict behind a closed gate. What may not be asked of the debtor, or not now, is no reason for
/// colleagues to wait.
fn held<'g>(
    first: &GateOutcome,
    mut closed: impl Iterator<Item = &'g GateOutcome>,
    acts: Vec<PlannedAct>,
    act_reasons: Vec<Reason>,
) -> (Verdict, Vec<Reason>) {
    let (to_debtor, inside): (Vec<_>, Vec<_>) = acts
        .into_iter()
        .partition(|act| act.channel.reaches_debtor());
    let stops_colleagues = closed.find(|gate| !concerns_the_debtor_only(gate.gate));
    match stops_colleagues {
        None if !inside.is_empty() => {
            let mut reasons = first.reasons.clone();
            let new = act_reasons
                .into_iter()
                .filter(|reason| !first.reasons.contains(reason));
            reasons.extend(new);
            (Verdict::Act { acts: inside }, reasons)
        }
        Some(gate) if !inside.is_empty() && to_debtor.is_empty() => {
            (Verdict::Hold { gate: gate.gate }, gate.reasons.clone())
        }
        _ => (Verdict::Hold { gate: first.gate }, first.reasons.clone()),
    }
}

/// Gates that are about what the debtor may hear: work inside goes on behind them.
const fn concerns_the_debtor_only(gate: Gate) -> bool {
    matches!(gate, Gate::Items | Gate::Amounts | Gate::ContactBudget)
}

/// What comes next for each claim. A day that is promised is never past, and never before the day the
/// contact budget and the calendar open.
fn outlook(
    day: &Day<'_>,
    (gates, plans): (&[GateOutcome], &[Plan<'_>]),
    [budget_free_on, worked_on]: [Option<Date>; 2],
) -> Vec<ItemOutlook> {
    let stopped = gates
        .iter()
        .find(|gate| gate.closed && stops_the_debtor(gate.gate))
        .and_then(|gate| gate.reasons.first());
    let first_day = |plan: &Plan<'_>| {
        let free_on = budget_free_on.filter(|_| plan.reaches_debtor());
        let first = [free_on, worked_on]
            .into_iter()
            .flatten()
            .fold(plan.next.on.max(day.today), Date::max);
        day.worked_from(first)
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
