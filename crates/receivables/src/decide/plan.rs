//! One claim with its next step, or with what keeps it from having one. Must never look at other claims.

use jiff::civil::Date;

use super::amounts::Amounts;
use super::campaign::{is_of_past, speaking_campaign};
use super::charge::kept_silent;
use super::conditions::Known;
use super::followed::Followed;
use super::instalment::instalment_step;
use super::items::{Claim, InstalmentOf};
use super::next_step::{NextStep, expires, next_step};
use super::recipient::can_reach;
use crate::account::{Account, OpenTask};
use crate::campaign::Campaign;
use crate::contact::Channel;
use crate::fact::StepPlace;
use crate::item::Item;
use crate::money::Money;
use crate::reason::Reason;
use crate::strategy::{CONFIRM_INVOICE, END_OF_STRATEGY, Step, Strategy};

/// One claim with its next step, or what keeps it from having one.
pub(super) struct Plan<'a> {
    pub claim: &'a Claim<'a>,
    /// What its next step asks for.
    pub asked: Money,
    /// The instalment its next step speaks of; nothing when it speaks of the claim itself.
    pub instalment: Option<InstalmentOf<'a>>,
    /// The campaign that speaks in place of the strategy.
    pub campaign: Option<&'a Campaign>,
    pub next: NextStep,
    /// The next step; nothing once every step is done.
    pub wanted: Option<&'a Step>,
    /// The key of the next step.
    pub step: &'a str,
    /// Why nothing happens to the item, when nothing does.
    pub barred: Option<Reason>,
}

impl<'a> Plan<'a> {
    /// The plan of a claim before amounts are held against their floors.
    pub fn of(
        account: &Account,
        (followed, known): (Followed<'a>, &Known<'a>),
        claim: &'a Claim<'a>,
        today: Date,
    ) -> Self {
        let strategy = followed.of(claim.item);
        let (instalment, next) = spoken_of(account, (strategy, known), claim, today);
        let speaks = match instalment {
            Some(_) => None,
            None => speaking_campaign(account, known.campaign, (claim, next.on), today),
        };
        let (campaign, next) = match speaks {
            Some((campaign, next)) => (Some(campaign), next),
            None => (None, next),
        };
        let of_strategy = next.position.map(|position| &strategy.steps[position]);
        let wanted = campaign.map_or(of_strategy, |campaign| Some(&campaign.step));
        let asked = instalment.map_or(claim.asked, |instalment| instalment.asked);
        let barred = if !asked.is_positive() {
            claim.reasons.first().cloned()
        } else {
            open_task(account, strategy, claim.item, today)
                .or_else(|| kept_silent(account, strategy, claim.item))
        };
        Plan {
            claim,
            asked,
            instalment,
            campaign,
            next,
            wanted,
            step: wanted.map_or(END_OF_STRATEGY, |step| &step.key),
            barred,
        }
    }

    /// Bars the claim when too little is owed in its currency, or too few invoices are open.
    pub fn hold_below_floor(&mut self, amounts: &Amounts) {
        // Who chose the accounts of a campaign chose what is worth it.
        if self.barred.is_none() && self.campaign.is_none() {
            let below = amounts.below_floor(self.asked.currency);
            self.barred = amounts.too_few().or(below).cloned();
        }
    }

    /// True when the step may be done on `today`.
    pub fn is_due(&self, today: Date) -> bool {
        self.barred.is_none() && self.next.on <= today
    }

    /// True when the debtor would hear of the step.
    pub fn reaches_debtor(&self) -> bool {
        self.wanted
            .is_some_and(|step| step.act.channel().reaches_debtor())
    }

    /// True when the step answers something that happened, speaks of an instalment or belongs to a campaign.
    pub fn answers_event(&self) -> bool {
        let is_off_axis = |step: &Step| step.trigger.is_off_axis();
        self.campaign.is_some() || self.wanted.is_some_and(is_off_axis)
    }

    /// True when the due date of what the step speaks of has passed.
    pub fn is_overdue(&self, today: Date) -> bool {
        match self.instalment {
            Some(instalment) => instalment.due_on().is_some_and(|day| day < today),
            None => self.claim.item.is_overdue(today),
        }
    }

    /// True when both speak of the same: of claims by themselves, or of one plan.
    pub fn speaks_like(&self, other: &Plan<'_>) -> bool {
        let plan = |plan: &Plan<'_>| plan.instalment.map(|instalment| instalment.plan.id);
        plan(self) == plan(other)
    }

    /// True for a charge that is spoken of with its invoice.
    pub fn follows_invoice(&self) -> bool {
        matches!(self.barred, Some(Reason::ChargeFollowsInvoice { .. }))
    }

    /// True when nothing is to come of the item as things stand, whatever day it is.
    pub fn is_stopped(&self) -> bool {
        !self.asked.is_positive() || self.waits_for_a_task() || self.follows_invoice()
    }

    /// Where the next step stands; nothing for an answer to an event and once every step is done.
    pub fn place(&self) -> Option<StepPlace> {
        let tone = self.wanted?.tone.level();
        self.next.day.map(|day| StepPlace { day, tone })
    }

    /// True when work for a person is open for the item.
    pub fn waits_for_a_task(&self) -> bool {
        matches!(self.barred, Some(Reason::TaskOpen { .. }))
    }
}

/// The instalment that the next step speaks of, with that step: always, when the plan covers all that may be asked of
/// the claim; from its day on, when the strategy asks for the rest.
fn spoken_of<'a>(
    account: &Account,
    (strategy, known): (&Strategy, &Known<'_>),
    claim: &Claim<'a>,
    today: Date,
) -> (Option<InstalmentOf<'a>>, NextStep) {
    let of_strategy = || next_step(account, (strategy, known), claim.item, today);
    let asked = claim
        .instalment
        .filter(|instalment| instalment.asked.is_positive());
    let coming = asked.and_then(|instalment| {
        let about = (claim.item, instalment);
        let next = instalment_step(account, (strategy, known), about, today)?;
        Some((instalment, next))
    });
    match coming {
        None => (None, of_strategy()),
        Some((instalment, next)) if !claim.asked.is_positive() || next.on <= today => {
            (Some(instalment), next)
        }
        Some((_, coming)) => {
            let mut next = of_strategy();
            let sooner = next.replaced_on.map_or(coming.on, |day| day.min(coming.on));
            next.replaced_on = Some(sooner);
            (None, next)
        }
    }
}

/// Work for a person that is open for the item. Work that only made sense before the due date and was left
/// undone must not keep the item from being chased.
fn open_task(account: &Account, strategy: &Strategy, item: &Item, today: Date) -> Option<Reason> {
    let outlived = |task: &OpenTask| {
        let step = strategy.step(&task.step);
        today >= item.due_on && step.is_some_and(|step| expires(step, item))
    };
    let task = account
        .open_tasks
        .iter()
        .filter(|task| task.leading == item.id || task.items.contains(&item.id))
        // Putting an invoice right keeps it from being chased by itself, and no longer than that.
        .filter(|task| task.step != CONFIRM_INVOICE && !outlived(task))
        .filter(|task| !is_spared(account, strategy, task, today))
        .filter(|task| !is_of_past(account, task, today))
        .min_by_key(|task| task.notice)?;
    Some(Reason::TaskOpen {
        notice: task.notice,
        step: task.step.clone(),
        since: task.planned_on,
    })
}

/// True for a step that became a task because nobody could be reached, once somebody can: the step itself is
/// due again.
fn is_spared(account: &Account, strategy: &Strategy, task: &OpenTask, today: Date) -> bool {
    task.channel == Channel::Task
        && strategy
            .step(&task.step)
            .filter(|step| step.act.channel().reaches_debtor())
            .is_some_and(|step| can_reach(account, step, task.leading, today))
}
