//! Facts that change the course of an account: promises, disputes, holds, replies and contacts made.
//! Each is dated and is never overwritten; a fact that ended carries the day it ended.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::plus_days;
use crate::contact::Channel;
use crate::identity::{DisputeId, HoldId, ItemId, NoticeId, PromiseId, ReplyId};
use crate::money::Money;

/// What became of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PromiseOutcome {
    /// Paid in full and in time, within the tolerance.
    Kept,
    /// Paid in part.
    PartlyKept,
    /// Not paid.
    Broken,
    /// Taken back by a person, with the reason in the journal.
    Withdrawn,
}

/// The part of one item a promise covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromisedPart {
    /// The item.
    pub item: ItemId,
    /// How much of it, positive.
    pub amount: Money,
}

/// A promise to pay: it holds the promised part only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// Its identity.
    pub id: PromiseId,
    /// The day the debtor said it.
    pub taken_on: Date,
    /// The day the money is promised for.
    pub pay_on: Date,
    /// What is promised, item by item.
    pub parts: Vec<PromisedPart>,
    /// The judgement, with its day, once there is one.
    pub outcome: Option<(PromiseOutcome, Date)>,
}

impl Promise {
    /// The first day on which nothing more is waited for: the day after its date and the tolerance.
    pub fn passed_on(&self, tolerance_days: i32) -> Date {
        plus_days(self.pay_on, tolerance_days.max(0).saturating_add(1))
    }

    /// How much of an item the promise still holds on `today`, within the tolerance after its date.
    pub fn held_minor(&self, item: ItemId, today: Date, tolerance_days: i32) -> i64 {
        let closed = self.outcome.is_some_and(|(_, day)| day <= today);
        if closed || self.taken_on > today || today >= self.passed_on(tolerance_days) {
            return 0;
        }
        self.parts
            .iter()
            .filter(|part| part.item == item)
            .fold(0, |held: i64, part| held.saturating_add(part.amount.minor))
    }
}

/// Why a debtor contests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisputeReason {
    /// Wrong price or discount.
    Price,
    /// Wrong quantity, missing or late delivery.
    Delivery,
    /// Quality of goods or service.
    Quality,
    /// Missing order number or wrong reference on the invoice.
    Reference,
    /// Invoiced twice or to the wrong company.
    NotOwed,
    /// The debtor says it has paid.
    AlreadyPaid,
    /// Anything else.
    Other,
}

/// A dispute over an item, in whole or in part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// Its identity.
    pub id: DisputeId,
    /// The contested item.
    pub item: ItemId,
    /// How much is contested, positive; nothing means the whole item.
    pub amount: Option<Money>,
    /// Why.
    pub reason: DisputeReason,
    /// The day it was raised.
    pub opened_on: Date,
    /// The day it was settled.
    pub closed_on: Option<Date>,
    /// What the settlement owes the debtor; nothing when the whole claim stands.
    pub award: Option<Award>,
}

impl Dispute {
    /// How much of an open amount is suspended on `today`, because it is contested.
    pub fn suspended_minor(&self, item: ItemId, open_minor: i64, today: Date) -> i64 {
        if self.item != item || !self.is_open(today) {
            return 0;
        }
        self.amount
            .map_or(open_minor, |amount| amount.minor.min(open_minor))
    }

    /// How much of an open amount is suspended on `today`, because the dispute was settled and the credit note that
    /// it owes has not come.
    pub fn awaited_minor(&self, item: ItemId, open_minor: i64, today: Date) -> i64 {
        let is_settled = self.closed_on.is_some_and(|day| day <= today);
        match &self.award {
            Some(award) if self.item == item && is_settled => {
                award.awaited_minor(today).min(open_minor)
            }
            _ => 0,
        }
    }

    /// The day it was over: settled, and its award given up where somebody said so.
    pub fn over_on(&self) -> Option<Date> {
        let ended_on = self.award.as_ref().and_then(|award| award.ended_on);
        self.closed_on.max(ended_on)
    }

    /// True while it is not settled.
    pub fn is_open(&self, today: Date) -> bool {
        self.opened_on <= today && self.closed_on.is_none_or(|day| day > today)
    }
}

/// What a settled dispute owes the debtor: a credit note, for a founded contestation or as a commercial gesture. Until
/// it has come, its amount is not asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Award {
    /// How much, positive.
    pub amount: Money,
    /// What has come since the dispute was settled, credit notes and what was put off without money: in minor units,
    /// with the day it counts from; below zero for what was taken back.
    pub covered: Vec<(Date, i64)>,
    /// The day a person said that nothing more is waited for.
    pub ended_on: Option<Date>,
}

impl Award {
    /// What has not come by `today`, in minor units; 0 when nothing more is waited for.
    pub fn awaited_minor(&self, today: Date) -> i64 {
        if self.ended_on.is_some_and(|day| day <= today) {
            return 0;
        }
        let come = self.covered.iter().filter(|(day, _)| *day <= today);
        let come = come.fold(0_i64, |sum, (_, minor)| sum.saturating_add(*minor));
        self.amount.minor.saturating_sub(come.max(0)).max(0)
    }
}

/// Why a person stopped the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HoldReason {
    /// The customer must not be written to by a machine.
    KeyRelation,
    /// A person is talking with the debtor.
    InDiscussion,
    /// The debtor's page or reply announced something that waits for a person.
    DebtorSaid,
    /// A difficulty that is met with patience.
    Difficulty,
    /// It is with an agency, a lawyer, a bailiff or the legal department. Placed and lifted with the referral.
    HandedOver,
    /// Anything else; the words are in the journal.
    Other,
    /// The hold is there and cannot be read: it holds until a person has looked. Never chosen by anybody.
    Unreadable,
}

/// A hold on a whole debtor or on one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Its identity.
    pub id: HoldId,
    /// The item it holds; nothing means the whole debtor.
    pub item: Option<ItemId>,
    /// First day held.
    pub from_on: Date,
    /// Last day held, included; nothing means until a person lifts it.
    pub until_on: Option<Date>,
    /// Why.
    pub reason: HoldReason,
    /// The day a person lifted it.
    pub lifted_on: Option<Date>,
}

impl Hold {
    /// True when it holds on `today`. The last day is included.
    pub fn is_active(&self, today: Date) -> bool {
        self.from_on <= today
            && self.until_on.is_none_or(|last| today <= last)
            && self.lifted_on.is_none_or(|day| day > today)
    }
}

/// An answer of the debtor that a person has not handled yet, or has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// Its identity.
    pub id: ReplyId,
    /// The day it came.
    pub received_on: Date,
    /// The day a person dealt with it.
    pub handled_on: Option<Date>,
}

impl Reply {
    /// True while it waits for a person.
    pub fn is_waiting(&self, today: Date) -> bool {
        self.received_on <= today && self.handled_on.is_none_or(|day| day > today)
    }
}

/// Where a step stands on the way from the invoice to the hand-over, whatever its strategy calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepPlace {
    /// Its day, in calendar days after the item's due date; negative before it.
    pub day: i32,
    /// How firm it speaks, 1 to 5.
    pub tone: u8,
}

/// What was said of one item in a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidOf {
    /// The item.
    pub item: ItemId,
    /// The step that was done for it.
    pub step: String,
    /// Where the step stood; nothing for an answer to an event and for work outside a strategy.
    pub place: Option<StepPlace>,
}

/// A contact that really took place: only these move steps forward and use the contact budget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactMade {
    /// The notice that was carried; nothing for a contact made outside the software.
    pub notice: Option<NoticeId>,
    /// The day, in the creditor's time zone.
    pub made_on: Date,
    /// By which way.
    pub channel: Channel,
    /// The step of the strategy, nothing for a contact outside it.
    pub step: Option<String>,
    /// What was said of each item.
    pub items: Vec<SaidOf>,
    /// The payment date printed in the notice.
    pub payment_asked_by: Option<Date>,
    /// The variant of the step that spoke.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
}
