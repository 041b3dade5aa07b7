//! The strategy (scenario): steps on a day axis from before the due date to the hand-over. It is a text
//! file, versioned and tested like one. Editing it must never send anything and never rewrite history.

pub mod compare;
pub mod edit;
pub mod lint;
pub mod parse;
mod trigger;
mod variant;

use serde::{Deserialize, Serialize};

use crate::account::ContactLimits;
use crate::condition::Condition;
use crate::contact::{Channel, ContactRole};
use crate::debtor::{DebtorKind, Language, Phase};
use crate::money::Money;
use crate::sanction::Measure;

pub use parse::StrategyError;
pub use trigger::{NotATrigger, Trigger, TriggerEvent};
pub use variant::{MOST_DAYS_LATER, MOST_SHARE, Variant};

/// A text in both languages of the screens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The text in a language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::French => &self.fr,
            Language::English => &self.en,
        }
    }
}

/// Which step a debtor enters at when its item is already late.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Entry {
    /// From the first step that has not expired, one step after the other.
    #[default]
    StepByStep,
    /// At the highest step whose trigger has been reached.
    CatchUp,
}

/// What a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Act {
    /// Sends an e-mail.
    #[serde(rename = "e-mail")]
    EMail,
    /// Sends a text message.
    Sms,
    /// Sends a letter.
    Letter,
    /// Sends a registered letter.
    RegisteredLetter,
    /// Asks a person to call.
    Call,
    /// Asks a colleague for work the debtor does not see.
    Task,
    /// Proposes the hand-over of the file to a lawyer, an agency or the legal department.
    HandOver,
    /// Proposes to stop delivering on credit.
    CreditHold,
    /// Proposes to deliver what is ordered once it is paid.
    PaymentBeforeDelivery,
    /// Proposes to interrupt the service.
    ServiceCut,
    /// Proposes to change prices or discounts.
    PriceChange,
}

impl Act {
    /// The way it goes. Hand-overs and sanctions are work for a person first.
    pub const fn channel(self) -> Channel {
        match self {
            Act::EMail => Channel::EMail,
            Act::Sms => Channel::Sms,
            Act::Letter => Channel::Letter,
            Act::RegisteredLetter => Channel::RegisteredLetter,
            Act::Call => Channel::Call,
            Act::Task
            | Act::HandOver
            | Act::CreditHold
            | Act::PaymentBeforeDelivery
            | Act::ServiceCut
            | Act::PriceChange => Channel::Task,
        }
    }

    /// The sanction it proposes.
    pub const fn measure(self) -> Option<Measure> {
        match self {
            Act::CreditHold => Some(Measure::CreditHold),
            Act::PaymentBeforeDelivery => Some(Measure::PaymentBeforeDelivery),
            Act::ServiceCut => Some(Measure::ServiceCut),
            Act::PriceChange => Some(Measure::PriceChange),
            Act::EMail
            | Act::Sms
            | Act::Letter
            | Act::RegisteredLetter
            | Act::Call
            | Act::Task
            | Act::HandOver => None,
        }
    }
}

/// How firm a step speaks, from 1 (attentive) to 5 (last notice). The machine never goes down
/// or jumps by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Tone(u8);

impl Tone {
    /// A tone of 1 to 5, nothing outside.
    pub const fn new(level: u8) -> Option<Tone> {
        if level >= 1 && level <= 5 {
            Some(Tone(level))
        } else {
            None
        }
    }

    /// The level, 1 to 5. Never written in what leaves.
    pub const fn level(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Tone {
    type Error = String;

    fn try_from(level: u8) -> Result<Tone, String> {
        Tone::new(level).ok_or_else(|| format!("tone is 1 to 5, not {level}"))
    }
}

impl From<Tone> for u8 {
    fn from(tone: Tone) -> u8 {
        tone.0
    }
}

/// Who lets a step leave.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Approval {
    /// Leaves by itself where the creditor allows it.
    #[default]
    Automatic,
    /// Waits for a person's confirmation.
    Confirm,
    /// Is done by a person.
    Manual,
}

/// The phase of the file a step belongs to.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum StepPhase {
    /// Passed over once the file has left the amicable phase.
    #[default]
    Amicable,
    /// Once it was really done, the file is in the pre-litigation phase; there it goes on.
    PreLitigation,
}

/// What goes with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Attachment {
    /// The invoices the message is about.
    Invoices,
    /// The statement of the account.
    Statement,
}

/// What a step becomes when it can't go its way. Nothing named means a task for a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fallback {
    /// No contact with the role has an address.
    pub no_address: Option<Act>,
    /// The address bounced.
    pub bounced: Option<Act>,
    /// The carrier refused for certain.
    pub refused: Option<Act>,
}

/// A fee a step books as a claim of its own once it was really sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fee {
    /// A fixed amount for each item.
    Fixed(Money),
    /// Basis points of the item's original amount: 1500 is 15 %.
    BasisPoints(u32),
}

/// One step of a strategy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its key in the file, in the history and in statistics.
    pub key: String,
    /// Its name on the screens; never in what leaves.
    pub name: Words,
    /// When.
    pub trigger: Trigger,
    /// What.
    pub act: Act,
    /// The template of its words; the key of the step when nothing is named.
    pub template: String,
    /// The key of the sender identity.
    pub sender: String,
    /// To whom at the debtor.
    pub role: ContactRole,
    /// What goes with it.
    pub attachments: Vec<Attachment>,
    /// Smallest sums, one per currency, for which the step is worth it.
    pub floor: Vec<Money>,
    /// Fewest open invoices for which the step is worth it.
    pub fewest_invoices: Option<u32>,
    /// What must hold of the account for the step to be done; while it does not, the step after it is looked at.
    pub when: Option<Condition>,
    /// Natures of debtor it applies to; empty means all.
    pub debtor_kinds: Vec<DebtorKind>,
    /// Fewest calendar days after the last contact about the item.
    pub days_after_contact: i32,
    /// Calendar days given to pay: the notice prints that date, and the next step waits for it.
    pub days_to_answer: Option<i32>,
    /// How firm.
    pub tone: Tone,
    /// The phase of the file it belongs to.
    pub phase: StepPhase,
    /// Who lets it leave.
    pub approval: Approval,
    /// What one costs the creditor.
    pub cost: Option<Money>,
    /// A fee booked when it was sent.
    pub fee: Option<Fee>,
    /// What it becomes when it can't go its way.
    pub fallback: Fallback,
    /// The ways it can be done; none when there is only one.
    pub variants: Vec<Variant>,
}

impl Step {
    /// True when it may be done for a file in a phase. What answers something that happened is said in both.
    pub fn is_of_phase(&self, phase: Phase) -> bool {
        phase == Phase::Amicable
            || self.phase == StepPhase::PreLitigation
            || self.trigger.is_off_axis()
    }

    /// True for a step that has lost its sense once the due date has passed.
    pub const fn expires_at_due_date(&self) -> bool {
        self.trigger.is_before_due()
    }
}

/// What happens to claims for charges once nothing else of their invoice is open. While it is open they are
/// only spoken of with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChargesAlone {
    /// Never a message of their own.
    Silent,
    /// One message, unless the debtor heard of them with the invoice.
    #[default]
    Once,
    /// The steps of the strategy, like an invoice.
    Chased,
}

/// A whole strategy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strategy {
    /// Its key.
    pub key: String,
    /// Its name on the screens.
    pub name: Words,
    /// What it is for, in two sentences.
    pub summary: Words,
    /// Where a late debtor enters.
    pub entry: Entry,
    /// A step due within so many days joins a message that leaves today.
    pub pull_forward_days: i32,
    /// Smallest open sums, one per currency, for which anything leaves.
    pub floor: Vec<Money>,
    /// Fewest open invoices for which anything leaves.
    pub fewest_invoices: Option<u32>,
    /// What happens to charges that are left alone.
    pub charges: ChargesAlone,
    /// Sums, one per currency, from which a person confirms each message.
    pub ceiling: Vec<Money>,
    /// A contact budget of its own, tighter or wider than the creditor's.
    pub limits: Option<ContactLimits>,
    /// The steps, in the order they are done.
    pub steps: Vec<Step>,
}

impl Strategy {
    /// The conditions of its steps.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.steps.iter().filter_map(|step| step.when.as_ref())
    }

    /// True when something may be too little for a message.
    pub const fn has_least(&self) -> bool {
        !self.floor.is_empty() || self.fewest_invoices.is_some()
    }

    /// The place of a step in the order.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.steps.iter().position(|step| step.key == key)
    }

    /// The step with a key.
    pub fn step(&self, key: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.key == key)
    }
}

/// The key of the work that asks a person to decide when every step of a strategy is done.
pub const END_OF_STRATEGY: &str = "end-of-strategy";

/// The key of the work that asks a person to put an invoice right that is not known to have arrived.
pub const CONFIRM_INVOICE: &str = "confirm-invoice";

/// The key of the work that asks a person to declare a claim in proceedings.
pub const FILE_CLAIM: &str = "file-claim";

/// The key of what a person writes to one debtor: no strategy plans it, and it counts as a contact like any other.
pub const PERSONAL_MESSAGE: &str = "personal-message";
