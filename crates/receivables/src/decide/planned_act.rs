//! From items that are due to acts: one message per debtor at the highest step, which the others join, and
//! work for colleagues beside it. Must never make two messages of one debtor's day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{
    ActItem, GateOutcome, PlannedAct, Recipient, Release, approval, budget, recipient, working_day,
};
use super::{Day, Plan};
use crate::calendar::plus_days;
use crate::reason::Reason;
use crate::strategy::{Act, Approval, END_OF_STRATEGY, Step, Trigger};

/// The acts proposed for a day, with the gates that were asked about them.
pub(super) struct Proposed {
    pub acts: Vec<PlannedAct>,
    pub gates: Vec<GateOutcome>,
    pub reasons: Vec<Reason>,
    /// The first day on which a closed gate among them opens by itself.
    pub free_on: Option<Date>,
}

/// Proposes the acts of a day and asks gates 7 to 10 about them.
pub(super) fn propose(day: &mut Day<'_>, plans: &[Plan<'_>]) -> Proposed {
    let due: Vec<&Plan<'_>> = plans.iter().filter(|plan| plan.is_due(day.today)).collect();
    let mut proposed = Proposed {
        acts: Vec::new(),
        gates: Vec::new(),
        reasons: Vec::new(),
        free_on: None,
    };
    if due.is_empty() {
        return proposed;
    }
    let (contacts, inside): (Vec<&Plan<'_>>, Vec<&Plan<'_>>) =
        due.into_iter().partition(|plan| reaches_debtor(day, plan));
    if !contacts.is_empty() {
        propose_contact(day, plans, &contacts, &mut proposed);
    }
    propose_inside(day, &inside, &mut proposed);
    let (worked, until) = working_day::working_day(day.account, day.calendar, day.today);
    proposed.free_on = proposed.free_on.max(until);
    let place = proposed.gates.len().min(2);
    proposed.gates.insert(place, worked);
    proposed
}

fn step_of<'a>(day: &Day<'a>, plan: &Plan<'_>) -> Option<&'a Step> {
    let strategy = day.strategy;
    plan.next.position.map(|position| &strategy.steps[position])
}

fn reaches_debtor(day: &Day<'_>, plan: &Plan<'_>) -> bool {
    step_of(day, plan).is_some_and(|step| step.act.channel().reaches_debtor())
}

fn propose_contact(day: &Day<'_>, plans: &[Plan<'_>], due: &[&Plan<'_>], proposed: &mut Proposed) {
    let answers_event = |plan: &Plan<'_>| {
        step_of(day, plan).is_some_and(|step| matches!(step.trigger, Trigger::Event(_)))
    };
    // Plans come oldest first, so among equals the first one leads.
    let Some(lead) = due
        .iter()
        .rev()
        .max_by_key(|plan| (answers_event(plan), plan.next.position))
    else {
        return;
    };
    let Some(step) = step_of(day, lead) else {
        return;
    };
    let leading = lead.claim.item;
    proposed.reasons.push(Reason::StepDue {
        step: step.key.clone(),
        item: leading.id,
        due_since: lead.next.on,
    });
    let reached = recipient::recipient(day.account, step, leading.id, day.today);
    let joined = plans.iter().filter(|plan| joins(day, plan));
    let items: Vec<ActItem> = joined
        .inspect(|plan| {
            if plan.next.on > day.today {
                let planned_on = plan.next.on;
                proposed.reasons.push(Reason::PulledForward {
                    item: plan.claim.item.id,
                    planned_on,
                });
            }
        })
        .map(|plan| ActItem {
            item: plan.claim.item.id,
            step: plan.step.to_string(),
            asked: plan.claim.asked,
        })
        .collect();
    proposed
        .reasons
        .extend(reached.outcome.reasons.iter().cloned());
    let channel = reached.act.channel();
    let (outcome, release) = approval::approval(
        day.account,
        (&step.key, step.approval),
        channel,
        day.above_ceiling,
    );
    proposed.reasons.extend(outcome.reasons.iter().cloned());
    let limits = day.strategy.limits.unwrap_or(day.account.policy.limits);
    proposed.gates.push(reached.outcome);
    if channel.reaches_debtor() {
        let (spent, free_on) = budget::budget(day.account, limits, day.today);
        proposed.free_on = free_on;
        proposed.gates.push(spent);
    }
    proposed.gates.push(outcome);
    proposed.acts.push(PlannedAct {
        key: key(day, &step.key, lead),
        step: step.key.clone(),
        act: reached.act,
        channel,
        template: step.template.clone(),
        sender: step.sender.clone(),
        recipient: reached.recipient,
        language: reached.language,
        tone: step.tone.level(),
        leading: leading.id,
        items,
        payment_asked_by: step.days_to_answer.map(|days| plus_days(day.today, days)),
        release,
    });
}

/// True for an item whose step is due, or near enough to spare the debtor a second message.
fn joins(day: &Day<'_>, plan: &Plan<'_>) -> bool {
    let Some(step) = step_of(day, plan) else {
        return false;
    };
    let near = plan.next.on <= plus_days(day.today, day.strategy.pull_forward_days);
    let soon = near && plan.claim.item.is_overdue(day.today) && !step.expires_at_due_date();
    plan.barred.is_none() && step.act.channel().reaches_debtor() && (plan.is_due(day.today) || soon)
}

fn propose_inside(day: &Day<'_>, due: &[&Plan<'_>], proposed: &mut Proposed) {
    let mut by_step: BTreeMap<usize, Vec<&Plan<'_>>> = BTreeMap::new();
    for plan in due {
        by_step
            .entry(plan.next.position.unwrap_or(usize::MAX))
            .or_default()
            .push(plan);
    }
    for plans in by_step.values() {
        let Some(lead) = plans.first() else { continue };
        let item = lead.claim.item.id;
        let step = step_of(day, lead);
        proposed.reasons.push(match step {
            Some(step) => Reason::StepDue {
                step: step.key.clone(),
                item,
                due_since: lead.next.on,
            },
            None => Reason::StepsFinished { item },
        });
        let template = step.map_or(END_OF_STRATEGY, |step| step.template.as_str());
        proposed.acts.push(PlannedAct {
            key: key(day, lead.step, lead),
            step: lead.step.to_string(),
            act: step.map_or(Act::Task, |step| step.act),
            channel: step.map_or(Act::Task, |step| step.act).channel(),
            template: template.to_string(),
            sender: step.map_or_else(String::new, |step| step.sender.clone()),
            recipient: Recipient {
                contact: None,
                address: String::new(),
                name: String::new(),
            },
            language: day.account.policy.language,
            tone: step.map_or(1, |step| step.tone.level()),
            leading: item,
            items: plans
                .iter()
                .map(|plan| ActItem {
                    item: plan.claim.item.id,
                    step: plan.step.to_string(),
                    asked: plan.claim.asked,
                })
                .collect(),
            payment_asked_by: None,
            release: inside_release(day, step),
        });
    }
}

fn inside_release(day: &Day<'_>, step: Option<&Step>) -> Release {
    let (key, wanted) = step.map_or((END_OF_STRATEGY, Approval::Manual), |step| {
        (step.key.as_str(), step.approval)
    });
    approval::approval(
        day.account,
        (key, wanted),
        crate::contact::Channel::Task,
        false,
    )
    .1
}

/// The account, the step, the item that leads it and how often the step was done for it: the same act has
/// the same key whatever else the message carries.
fn key(day: &Day<'_>, step: &str, lead: &Plan<'_>) -> String {
    let (debtor, item) = (day.account.debtor.id, lead.claim.item.id);
    match lead.next.done_before {
        0 => format!("{debtor}/{step}/{item}"),
        times => format!("{debtor}/{step}/{item}/{times}"),
    }
}
