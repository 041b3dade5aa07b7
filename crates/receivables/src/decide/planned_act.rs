//! From items that are due to acts: one message per debtor at the highest step, which the others join, and
//! work for colleagues beside it. Must never make two messages of one debtor's day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::items::Claim;
use super::plan::Plan;
use super::repair::propose_repair;
use super::variant::variant_of;
use super::{ActItem, Day, GateOutcome, PlannedAct, Release};
use super::{approval, budget, recipient, working_day};
use crate::calendar::plus_days;
use crate::contact::Channel;
use crate::identity::{DebtorId, ItemId, PlanId};
use crate::item::ItemKind;
use crate::reason::Reason;
use crate::strategy::{Act, Approval, END_OF_STRATEGY, Step};

/// The acts proposed for a day, with the gates that were asked about them.
#[derive(Default)]
pub(super) struct Proposed {
    pub acts: Vec<PlannedAct>,
    /// Gates 7 to 10, in order, as far as they were asked.
    pub gates: Vec<GateOutcome>,
    pub reasons: Vec<Reason>,
    /// The first days on which the contact budget and the calendar open by themselves.
    pub free_on: [Option<Date>; 2],
}

/// Proposes the acts of a day and asks gates 7 to 10 about them.
pub(super) fn propose(day: &Day<'_>, plans: &[Plan<'_>], claims: &[Claim<'_>]) -> Proposed {
    let mut proposed = Proposed::default();
    let approved = propose_contact(day, plans, &mut proposed);
    let inside_approved = propose_inside(day, plans, &mut proposed);
    propose_repair(day, claims, &mut proposed);
    if proposed.acts.is_empty() {
        return proposed;
    }
    let (worked, until) = working_day::working_day(day.account, day.calendar, day.today);
    proposed.free_on[1] = until;
    proposed.gates.push(worked);
    proposed.gates.extend(approved.or(inside_approved));
    proposed
}

/// The item that leads the message of the day: the highest step speaks. What is overdue comes before what
/// is not due yet, and a step that answers an event comes before an equally firm one. Plans come oldest
/// first, so among equals the oldest leads.
fn leader<'p, 'a>(day: &Day<'_>, plans: &'p [Plan<'a>]) -> Option<(&'p Plan<'a>, &'a Step)> {
    let mut regular: Option<(&Plan<'_>, &Step)> = None;
    let mut answer: Option<(&Plan<'_>, &Step)> = None;
    let due = plans
        .iter()
        .filter(|plan| plan.is_due(day.today) && plan.reaches_debtor());
    let overdue = |plan: &Plan<'_>| plan.is_overdue(day.today);
    for plan in due {
        let Some(step) = plan.wanted else { continue };
        let best = if plan.answers_event() {
            &mut answer
        } else {
            &mut regular
        };
        let rank = |plan: &Plan<'_>, step: &Step| {
            let firmness = if plan.answers_event() {
                step.tone.level()
            } else {
                0
            };
            (overdue(plan), firmness, day.rank(plan))
        };
        if best.is_none_or(|(known, its)| rank(plan, step) > rank(known, its)) {
            *best = Some((plan, step));
        }
    }
    match (regular, answer) {
        (Some((plan, step)), Some((other, its)))
            if (overdue(plan), step.tone) > (overdue(other), its.tone) =>
        {
            Some((plan, step))
        }
        (_, Some(answer)) => Some(answer),
        (regular, None) => regular,
    }
}

fn propose_contact(
    day: &Day<'_>,
    plans: &[Plan<'_>],
    proposed: &mut Proposed,
) -> Option<GateOutcome> {
    let (lead, step) = leader(day, plans)?;
    let leading = lead.claim.item;
    proposed.reasons.push(Reason::StepDue {
        step: step.key.clone(),
        item: leading.id,
        due_since: lead.next.on,
    });
    let joined: Vec<&Plan<'_>> = plans.iter().filter(|plan| joins(day, plan, lead)).collect();
    let items = spoken_of(plans, &joined, day.today);
    proposed.reasons.extend(pulled_forward(&joined, day.today));
    let variant = variant_of(day.account, step);
    let varied = variant.map(|variant| step.varied(variant));
    let step = varied.as_ref().unwrap_or(step);
    if let Some(variant) = variant {
        proposed.reasons.push(Reason::VariantChosen {
            step: step.key.clone(),
            variant: variant.key.clone(),
        });
    }
    let reached = recipient::recipient(day.account, step, leading.id, day.today);
    proposed
        .reasons
        .extend(reached.outcome.reasons.iter().cloned());
    proposed.gates.push(reached.outcome);
    // After a fallback it is not the variant that speaks: its effect must not be measured by it.
    let went_its_way = variant.filter(|_| reached.act == step.act);
    let channel = reached.act.channel();
    if channel.reaches_debtor() {
        let limits = day.limits();
        let (spent, free_on) = budget::budget(day.account, (channel, limits), day.today);
        proposed.free_on[0] = free_on;
        proposed.gates.push(spent);
    }
    let (approved, release) = approval::approval(
        day.account,
        (&step.key, step.approval, Some(step.tone)),
        channel,
        day.above_ceiling,
    );
    proposed.reasons.extend(approved.reasons.iter().cloned());
    proposed.acts.push(PlannedAct {
        key: key_of(day, lead),
        step: step.key.clone(),
        act: reached.act,
        channel,
        instead_of: Some(step.act.channel()).filter(|wanted| *wanted != channel),
        template: step.template.clone(),
        sender: step.sender.clone(),
        recipient: reached.recipient,
        language: reached.language,
        tone: step.tone.level(),
        leading: leading.id,
        items,
        by_plan: by_plan(lead),
        payment_asked_by: step.days_to_answer.map(|days| plus_days(day.today, days)),
        days_to_answer: step.days_to_answer,
        due_on: None,
        release,
        attachments: step.attachments.clone(),
        variant: went_its_way.map(|variant| variant.key.clone()),
        from_hour: went_its_way.and_then(|variant| variant.from_hour),
    });
    Some(approved)
}

/// Why items speak before their own day.
fn pulled_forward(joined: &[&Plan<'_>], today: Date) -> impl Iterator<Item = Reason> {
    let early = joined.iter().filter(move |plan| plan.next.on > today);
    early.map(|plan| Reason::PulledForward {
        item: plan.claim.item.id,
        planned_on: plan.next.on,
    })
}

/// True for an item whose step is due, or near enough to spare the debtor a second message. What is not due
/// yet is never demanded in one breath with what is overdue.
fn joins(day: &Day<'_>, plan: &Plan<'_>, lead: &Plan<'_>) -> bool {
    let Some(step) = plan.wanted else {
        return false;
    };
    let chased = lead.is_overdue(day.today);
    if plan.barred.is_some()
        || !plan.reaches_debtor()
        || !plan.speaks_like(lead)
        || plan.is_overdue(day.today) != chased
    {
        return false;
    }
    let near = plan.next.on <= plus_days(day.today, day.strategy.pull_forward_days);
    // The payment date a notice printed is a word given: nothing is brought forward before it.
    let free = plan
        .next
        .answer_awaited_until
        .is_none_or(|until| until <= day.today);
    plan.is_due(day.today) || (near && free && (chased || step.expires_at_due_date()))
}

/// Work for colleagues: one act for each step, whatever the number of items.
fn propose_inside(
    day: &Day<'_>,
    plans: &[Plan<'_>],
    proposed: &mut Proposed,
) -> Option<GateOutcome> {
    let mut by_step: BTreeMap<(usize, &str), Vec<&Plan<'_>>> = BTreeMap::new();
    for plan in plans
        .iter()
        .filter(|plan| plan.is_due(day.today) && !plan.reaches_debtor())
    {
        by_step
            .entry((plan.next.position.unwrap_or(usize::MAX), plan.step))
            .or_default()
            .push(plan);
    }
    let mut first_approved = None;
    for plans in by_step.values() {
        let Some(lead) = plans.first() else { continue };
        let leading = lead.claim.item.id;
        proposed.reasons.push(match lead.wanted {
            Some(step) => Reason::StepDue {
                step: step.key.clone(),
                item: leading,
                due_since: lead.next.on,
            },
            None => Reason::StepsFinished { item: leading },
        });
        let wanted = lead.wanted;
        let manner = wanted.map_or(Approval::Manual, |step| step.approval);
        let (approved, release) =
            approval::approval(day.account, (lead.step, manner, None), Channel::Task, false);
        first_approved = first_approved.or(Some(approved));
        proposed.acts.push(inside_act(day, plans, lead, release));
    }
    first_approved
}

fn inside_act(day: &Day<'_>, plans: &[&Plan<'_>], lead: &Plan<'_>, release: Release) -> PlannedAct {
    let step = lead.wanted;
    let act = step.map_or(Act::Task, |step| step.act);
    PlannedAct {
        key: key_of(day, lead),
        step: lead.step.to_string(),
        act,
        channel: act.channel(),
        instead_of: None,
        template: step
            .map_or(END_OF_STRATEGY, |step| step.template.as_str())
            .to_string(),
        sender: step.map_or_else(String::new, |step| step.sender.clone()),
        recipient: recipient::nobody(),
        language: day.account.policy.language,
        tone: step.map_or(1, |step| step.tone.level()),
        leading: lead.claim.item.id,
        items: plans.iter().map(|plan| act_item(plan)).collect(),
        by_plan: by_plan(lead),
        payment_asked_by: None,
        days_to_answer: None,
        due_on: None,
        release,
        attachments: Vec::new(),
        variant: None,
        from_hour: None,
    }
}

fn by_plan(lead: &Plan<'_>) -> Option<PlanId> {
    lead.instalment.map(|instalment| instalment.plan.id)
}

fn act_item(plan: &Plan<'_>) -> ActItem {
    ActItem {
        item: plan.claim.item.id,
        step: plan.step.to_string(),
        asked: plan.asked,
        place: plan.place(),
    }
}

/// What a message is about: the items that join it, and after each invoice the charges that follow it.
fn spoken_of(plans: &[Plan<'_>], joined: &[&Plan<'_>], today: Date) -> Vec<ActItem> {
    let mut items: Vec<ActItem> = joined.iter().map(|plan| act_item(plan)).collect();
    for charge in plans.iter().filter(|plan| plan.follows_invoice()) {
        let claimed = charge.claim.item;
        let invoice = joined.iter().find(|plan| {
            let item = plan.claim.item;
            item.kind == ItemKind::Invoice
                && plan.instalment.is_none()
                && item.reference == claimed.reference
                && item.is_overdue(today) == claimed.is_overdue(today)
        });
        items.extend(invoice.map(|invoice| ActItem {
            item: charge.claim.item.id,
            asked: charge.asked,
            ..act_item(invoice)
        }));
    }
    items
}

fn key_of(day: &Day<'_>, lead: &Plan<'_>) -> String {
    if let Some(campaign) = lead.campaign {
        return format!("{}/{}", day.account.debtor.id, campaign.step.key);
    }
    let leading = (lead.claim.item.id, lead.next.done_before);
    key(day.account.debtor.id, lead.step, leading)
}

/// The account, the step, the item that leads it and how often the step was done for it: the same act has
/// the same key whatever else the message carries.
pub(super) fn key(debtor: DebtorId, step: &str, (item, done_before): (ItemId, usize)) -> String {
    match done_before {
        0 => format!("{debtor}/{step}/{item}"),
        times => format!("{debtor}/{step}/{item}/{times}"),
    }
}
