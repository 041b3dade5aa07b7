//! The instalment plan: several claims paid by a schedule that both sides agreed on. How it stands is derived
//! from what is still open of its claims, each time it is asked. Must never say how a plan came about, and
//! never let a debtor who keeps to it be chased.

mod expected;
mod schedule;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::calendar::plus_days;
use crate::fact::Dispute;
use crate::identity::{ItemId, PlanId};
use crate::item::Item;
use crate::money::Money;

pub use schedule::{Rhythm, Schedule, propose};

/// The most instalments of one plan: five years of weeks are no plan.
pub const MOST_INSTALMENTS: usize = 60;

/// What became of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PlanOutcome {
    /// All of it was paid.
    Kept,
    /// An instalment stayed unpaid for longer than the plan allows: what is left is owed at once.
    Broken,
    /// Taken back by a person, with the reason in the journal.
    Withdrawn,
}

/// One claim of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedPart {
    /// The claim.
    pub item: ItemId,
    /// How much of it the plan covers, positive.
    pub amount: Money,
    /// What was open of it when the plan was agreed, at least the amount: what went off since then was paid to
    /// the plan.
    pub open_then: Money,
}

/// One payment of the schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instalment {
    /// The day it is due.
    pub due_on: Date,
    /// How much, positive.
    pub amount: Money,
}

/// A plan: claims of one currency, and instalments that add up to them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstalmentPlan {
    /// Its identity.
    pub id: PlanId,
    /// The day both sides agreed.
    pub agreed_on: Date,
    /// What it covers; at least one claim.
    pub parts: Vec<PlannedPart>,
    /// Its instalments, by day; at least one.
    pub instalments: Vec<Instalment>,
    /// Calendar days an instalment may be late before anybody speaks of it.
    pub tolerance_days: i32,
    /// Calendar days after which an unpaid instalment ends the plan and restores the whole claim; nothing when a
    /// person decides.
    pub default_after_days: Option<i32>,
    /// The judgement, with its day, once there is one.
    pub outcome: Option<(PlanOutcome, Date)>,
}

/// How a plan goes on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum PlanState {
    /// Everything was paid.
    Kept,
    /// What was due was paid, or is within its tolerance.
    Respected,
    /// An instalment is missing.
    Late {
        /// The first day after its tolerance.
        since: Date,
    },
    /// An instalment was missing for too long.
    Broken {
        /// The first day the whole claim was owed again.
        on: Date,
    },
}

/// A plan on a day: what was paid to it and which payment is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanStanding {
    /// How it goes.
    pub state: PlanState,
    /// What was paid of it, credits that nobody has placed yet and what is contested included.
    pub paid: Money,
    /// The first instalment that is not wholly paid, counted from 0; their number once all are.
    pub first_open: usize,
    /// The last instalment that is spoken of now: the first open one, or the last one that is missing.
    pub spoken_of: usize,
    /// The first day somebody says that it is missing; nothing once all are paid.
    pub late_on: Option<Date>,
    /// What of its claims is still to be paid.
    pub left: BTreeMap<ItemId, i64>,
    /// What is spoken of now, put on its claims from the oldest on: the missing instalments, or the coming one.
    pub asked: BTreeMap<ItemId, i64>,
}

impl InstalmentPlan {
    /// All that its claims come to.
    pub fn total(&self) -> Money {
        let nothing = self.instalments.first().map(|first| first.amount);
        let minor = sum(self.parts.iter().map(|part| part.amount.minor));
        nothing.map_or(Money::eur(minor), |money| money.with_minor(minor))
    }

    /// True for a claim it covers.
    pub fn covers(&self, item: ItemId) -> bool {
        self.parts.iter().any(|part| part.item == item)
    }

    /// True while it was agreed and nothing has ended it by `today`.
    pub fn is_running(&self, today: Date) -> bool {
        self.agreed_on <= today && self.outcome.is_none_or(|(_, day)| day > today)
    }

    /// The first day on which somebody speaks of an instalment that is missing. A claim that was opened again, by a
    /// payment that came back, gives the days anew: nobody is late before they can know of it.
    pub fn late_on(&self, account: &Account, instalment: usize) -> Option<Date> {
        let due_on = self.counts_from(account, instalment)?;
        Some(plus_days(
            due_on,
            self.tolerance_days.max(0).saturating_add(1),
        ))
    }

    /// The first day on which an instalment that is missing ends the plan; nothing without such a clause.
    pub fn broken_on(&self, account: &Account, instalment: usize) -> Option<Date> {
        let due_on = self.counts_from(account, instalment)?;
        let days = self.default_after_days?.max(self.tolerance_days).max(0);
        Some(plus_days(due_on, days.saturating_add(1)))
    }

    /// The day an instalment is due, or the later one on which a claim of the plan was opened again or a dispute over
    /// one was over.
    fn counts_from(&self, account: &Account, instalment: usize) -> Option<Date> {
        let due_on = self.instalments.get(instalment)?.due_on;
        let covered = account.items.iter().filter(|item| self.covers(item.id));
        let reopened_on = covered.filter_map(|item| item.reopened_on).max();
        let disputes = account.disputes.iter();
        let disputes = disputes.filter(|dispute| self.covers(dispute.item));
        let over_on = disputes.filter_map(Dispute::over_on).max();
        let later = [reopened_on, over_on].into_iter().flatten().max();
        Some(later.map_or(due_on, |day| day.max(due_on)))
    }

    /// What of its claims is contested or waits for a credit note, in minor units: nobody is late with it.
    fn contested_minor(&self, account: &Account, today: Date) -> i64 {
        let of = |part: &PlannedPart| {
            let open = account.item(part.item).map_or(0, |item| item.open.minor);
            let disputes = account.disputes.iter();
            let contested = sum(disputes.map(|dispute| {
                let suspended = dispute.suspended_minor(part.item, open, today);
                suspended.saturating_add(dispute.awaited_minor(part.item, open, today))
            }));
            let paid = self.paid_minor(&account.items, part);
            contested.min(part.amount.minor.saturating_sub(paid))
        };
        sum(self.parts.iter().map(of))
    }

    /// What the first instalments come to, in minor units.
    fn through_minor(&self, instalment: usize) -> i64 {
        let through = self.instalments.iter().take(instalment + 1);
        sum(through.map(|one| one.amount.minor))
    }

    /// What was paid of one claim since the plan was agreed, in minor units. A claim that is not in the account
    /// is settled.
    fn paid_minor(&self, items: &[Item], part: &PlannedPart) -> i64 {
        let item = items.iter().find(|item| item.id == part.item);
        let open = item.map_or(0, |item| item.open.minor.max(0));
        (part.open_then.minor.saturating_sub(open)).clamp(0, part.amount.minor)
    }

    /// What is still missing of one instalment, in minor units, once `paid` was put on them in their order.
    pub fn missing_minor(&self, instalment: usize, paid: Money) -> i64 {
        let Some(one) = self.instalments.get(instalment) else {
            return 0;
        };
        (self.through_minor(instalment).saturating_sub(paid.minor)).clamp(0, one.amount.minor)
    }

    /// How a plan that is running stands on `today`; nothing for one that has ended or not begun. Credits that
    /// nobody has placed count as paid, whatever their day: nobody is told to be late whose money lies here, nor for
    /// what is contested.
    pub fn standing(&self, account: &Account, today: Date) -> Option<PlanStanding> {
        if !self.is_running(today) {
            return None;
        }
        let currency = self.total().currency;
        let credits = account
            .items
            .iter()
            .filter(|item| item.is_open_credit() && item.open.currency == currency);
        let unplaced = sum(credits.map(|item| item.open.minor.saturating_neg()));
        let placed = sum(self
            .parts
            .iter()
            .map(|part| self.paid_minor(&account.items, part)));
        let paid = placed
            .saturating_add(unplaced)
            .saturating_add(self.contested_minor(account, today))
            .min(self.total().minor);
        let count = self.instalments.len();
        let first_open = (0..count)
            .find(|at| self.through_minor(*at) > paid)
            .unwrap_or(count);
        let state = self.state(account, first_open, today);
        let missing = (first_open..count)
            .take_while(|at| self.late_on(account, *at).is_some_and(|day| day <= today))
            .last();
        let spoken_of = missing.unwrap_or(first_open).min(count.saturating_sub(1));
        let left = self.left(&account.items);
        let asked = (self.through_minor(spoken_of).saturating_sub(placed)).max(0);
        Some(PlanStanding {
            state,
            paid: self.total().with_minor(paid),
            first_open,
            spoken_of,
            late_on: self.late_on(account, spoken_of),
            asked: self.oldest_first(account, &left, asked),
            left,
        })
    }

    fn state(&self, account: &Account, first_open: usize, today: Date) -> PlanState {
        if first_open >= self.instalments.len() {
            return PlanState::Kept;
        }
        if let Some(on) = self
            .broken_on(account, first_open)
            .filter(|day| *day <= today)
        {
            return PlanState::Broken { on };
        }
        match self
            .late_on(account, first_open)
            .filter(|day| *day <= today)
        {
            Some(since) => PlanState::Late { since },
            None => PlanState::Respected,
        }
    }

    fn left(&self, items: &[Item]) -> BTreeMap<ItemId, i64> {
        let of = |part: &PlannedPart| {
            let paid = self.paid_minor(items, part);
            (part.item, part.amount.minor.saturating_sub(paid))
        };
        self.parts.iter().map(of).collect()
    }

    /// An amount put on what is left of the claims, the oldest first.
    fn oldest_first(
        &self,
        account: &Account,
        left: &BTreeMap<ItemId, i64>,
        mut minor: i64,
    ) -> BTreeMap<ItemId, i64> {
        let mut items: Vec<&Item> = self
            .parts
            .iter()
            .filter_map(|part| account.item(part.item))
            .collect();
        items.sort_by(|a, b| (a.due_on, &a.reference, a.id).cmp(&(b.due_on, &b.reference, b.id)));
        let mut asked = BTreeMap::new();
        for item in items {
            let part = left.get(&item.id).copied().unwrap_or(0).min(minor);
            minor -= part;
            asked.insert(item.id, part);
        }
        asked
    }

    /// The judgement of a plan that is running, with the day it holds from; nothing while it goes on.
    pub fn judge(&self, account: &Account, today: Date) -> Option<(PlanOutcome, Date)> {
        match self.standing(account, today)?.state {
            // Credits that lie unplaced keep it from being late; it has ended when its claims are settled.
            PlanState::Kept => {
                let settled = self.left(&account.items).values().all(|left| *left == 0);
                settled.then_some((PlanOutcome::Kept, today))
            }
            PlanState::Broken { on } => Some((PlanOutcome::Broken, on)),
            PlanState::Respected | PlanState::Late { .. } => None,
        }
    }
}

/// The day the last plan over an item was broken by `today`, written down or not; nothing when it was not. One that was
/// followed by another is no longer spoken of.
pub fn broken_on(account: &Account, item: ItemId, today: Date) -> Option<Date> {
    let covering = account.plans.iter().filter(|plan| plan.covers(item));
    let last = covering.max_by_key(|plan| (plan.agreed_on, plan.id))?;
    let ended = last.outcome.or_else(|| last.judge(account, today));
    match ended {
        Some((PlanOutcome::Broken, day)) if day <= today => Some(day),
        _ => None,
    }
}

fn sum(minors: impl Iterator<Item = i64>) -> i64 {
    minors.fold(0, i64::saturating_add)
}
