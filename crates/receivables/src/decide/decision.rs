//! What `decide` gives back: a verdict, its reasons, each gate's outcome and each item's outlook.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::contact::Channel;
use crate::debtor::Language;
use crate::fact::StepPlace;
use crate::identity::{ContactId, DebtorId, ItemId, PlanId};
use crate::money::Money;
use crate::reason::Reason;
use crate::strategy::{Act, Attachment};

/// The gates, in the order they close.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gate {
    /// Master switch; upgrade confirmed.
    MasterSwitch,
    /// Age of ledger and bank data.
    Freshness,
    /// Insolvency, death, legal phase.
    Phase,
    /// Hold on the debtor, waiting reply, message of unknown fate.
    DebtorHold,
    /// Each item: settled, covered, disputed, promised, held, unconfirmed.
    Items,
    /// Floor and ceiling.
    Amounts,
    /// Somebody to write to.
    Recipient,
    /// Contact budget.
    ContactBudget,
    /// Business days.
    WorkingDay,
    /// Who lets it leave.
    Approval,
}

/// One gate on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GateOutcome {
    /// Which.
    pub gate: Gate,
    /// True when nothing passes.
    pub closed: bool,
    /// What it found; empty when there was nothing to find.
    pub reasons: Vec<Reason>,
}

/// Who lets an act leave, all things considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Release {
    /// It leaves by itself.
    ByItself,
    /// It waits for a person's confirmation.
    OnConfirmation,
    /// A person does it.
    ByHand,
    /// It is shown and never leaves.
    ObservedOnly,
}

/// Whom an act reaches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// The contact; nothing for a letter to the company or a task.
    pub contact: Option<ContactId>,
    /// The address for the channel; empty for a letter or a task.
    pub address: String,
    /// Name for the salutation; may be empty.
    pub name: String,
}

/// One item an act is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActItem {
    /// The item.
    pub item: ItemId,
    /// The step that is done for it once the act is carried.
    pub step: String,
    /// What is asked of it: open, less disputed, promised and covered parts.
    pub asked: Money,
    /// Where the step stands in its strategy; nothing for an answer to an event and for work outside it.
    #[serde(default)]
    pub place: Option<StepPlace>,
}

/// An act that is due today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedAct {
    /// The same act has the same key on every day and every machine.
    pub key: String,
    /// The step that speaks.
    pub step: String,
    /// What is done, after any fallback.
    pub act: Act,
    /// The channel, after any fallback.
    pub channel: Channel,
    /// The channel the step wanted, when nobody could be reached by it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<Channel>,
    /// The template of its words.
    pub template: String,
    /// The key of the sender identity.
    pub sender: String,
    /// To whom.
    pub recipient: Recipient,
    /// The language it speaks.
    pub language: Language,
    /// How firm, 1 to 5.
    pub tone: u8,
    /// The item that called for the step.
    pub leading: ItemId,
    /// The items it is about, oldest first.
    pub items: Vec<ActItem>,
    /// The instalment plan it speaks of, when what is asked is an instalment of one that goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_plan: Option<PlanId>,
    /// The date of payment the message asks for.
    pub payment_asked_by: Option<Date>,
    /// How many days after it is said that date lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_to_answer: Option<i32>,
    /// The last day to do it, for work that the law gives one.
    #[serde(default)]
    pub due_on: Option<Date>,
    /// Who lets it leave.
    pub release: Release,
    /// What goes with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
    /// The variant of the step that was chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant: Option<String>,
    /// Not before this hour of the debtor's day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_hour: Option<Time>,
}

/// What is owed attention today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "verdict")]
pub enum Verdict {
    /// Nothing is owed.
    Rest,
    /// Nothing is due today; the next step has its day.
    Wait,
    /// Something would be due, and a gate is closed.
    Hold {
        /// The gate.
        gate: Gate,
    },
    /// Acts are due: at most one that reaches the debtor, and work for colleagues.
    Act {
        /// The acts.
        acts: Vec<PlannedAct>,
    },
}

/// What comes next for one item. No overdue item is without one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "next")]
pub enum Next {
    /// A step, on a day.
    Step {
        /// The step.
        step: String,
        /// The earliest day by the strategy, the contact budget and the calendar; facts may still move it.
        on: Date,
    },
    /// Nothing for a reason.
    Because {
        /// The reason.
        reason: Reason,
    },
}

/// One open claim and what comes next for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemOutlook {
    /// The item.
    pub item: ItemId,
    /// What comes next.
    pub next: Next,
}

/// The whole answer for one account and one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The account.
    pub debtor: DebtorId,
    /// The day.
    pub on: Date,
    /// What is owed attention.
    pub verdict: Verdict,
    /// Why; at least one.
    pub reasons: Vec<Reason>,
    /// Every gate, in order, closed or not.
    pub gates: Vec<GateOutcome>,
    /// Every open claim, oldest first.
    pub outlook: Vec<ItemOutlook>,
    /// The first day the verdict can change by itself; nothing when only a new fact changes it.
    pub next_review_on: Option<Date>,
}

impl Decision {
    /// The act that reaches the debtor, if one is due.
    pub fn contact(&self) -> Option<&PlannedAct> {
        self.acts().iter().find(|act| act.channel.reaches_debtor())
    }

    /// All acts due today.
    pub fn acts(&self) -> &[PlannedAct] {
        match &self.verdict {
            Verdict::Act { acts } => acts,
            Verdict::Rest | Verdict::Wait | Verdict::Hold { .. } => &[],
        }
    }

    /// The earliest planned step of the account, with its day.
    pub fn next_step(&self) -> Option<(&str, Date)> {
        self.outlook
            .iter()
            .filter_map(|outlook| match &outlook.next {
                Next::Step { step, on } => Some((step.as_str(), *on)),
                Next::Because { .. } => None,
            })
            .min_by_key(|(_, on)| *on)
    }
}
