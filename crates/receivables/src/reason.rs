//! Reasons: why something leaves, waits or never leaves. Stored with the decision and translated at the
//! edge; must never hold a sentence.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::contact::{Channel, ContactRole};
use crate::debtor::Phase;
use crate::fact::{DisputeReason, HoldReason};
use crate::identity::{DebtorId, ItemId, NoticeId, PlanId, ReplyId};
use crate::item::Unconfirmed;
use crate::money::Money;

/// Which data is too old.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// The ledger.
    Ledger,
    /// The bank statements.
    Bank,
}

/// Why a recipient was not the one the step wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unreachable {
    /// Nobody there has an address for the channel.
    NoAddress,
    /// The numbers that are known take no text messages.
    NotAMobile,
    /// Every address bounced.
    Bounced,
    /// The message of this very step came back from the address.
    CameBack,
    /// Every contact refused to be written to.
    Refused,
    /// The carrier refused the message for certain.
    CarrierRefused,
}

/// Whose day off it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayOff {
    /// The creditor's.
    Creditor,
    /// The debtor's.
    Debtor,
}

/// One reason, with the facts it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "reason")]
#[expect(
    missing_docs,
    reason = "the fields are the facts each variant's sentence names"
)]
pub enum Reason {
    /// The debtor owes nothing.
    NothingOpen,
    /// A step is due today for an item.
    StepDue {
        step: String,
        item: ItemId,
        due_since: Date,
    },
    /// Of the variants of a step, the one that speaks to this debtor.
    VariantChosen { step: String, variant: String },
    /// The next step of an item comes on a later day.
    StepPlanned {
        step: String,
        item: ItemId,
        on: Date,
    },
    /// The item joins a message that leaves today, before its own day.
    PulledForward { item: ItemId, planned_on: Date },
    /// The steps of the strategy are all done: a person decides.
    StepsFinished { item: ItemId },
    /// The item is not due yet and gives way to one that is late.
    GivesWay {
        item: ItemId,
        late: ItemId,
        on: Date,
    },
    /// The charge is spoken of with its invoice, never by itself.
    ChargeFollowsInvoice { item: ItemId, invoice: ItemId },
    /// Nothing but charges is left: the debtor was told, or is not told, as the strategy wants.
    ChargesStaySilent { item: ItemId },
    /// The debtor belongs to a group: another one is spoken to for it.
    GroupDecides { parent: DebtorId, name: String },
    /// Work for a person is open for the item.
    TaskOpen {
        notice: NoticeId,
        step: String,
        since: Date,
    },
    /// Proceedings are open: what is owed is to be declared by a day.
    ClaimToFile { by_on: Date },
    /// The creditor turned all sending off.
    MasterSwitchOff { since: Date },
    /// The software was upgraded and automatic sending is not confirmed again.
    UpgradeNotConfirmed { since: Date },
    /// The data is older than the creditor allows.
    StaleData {
        source: Source,
        as_of: Option<Date>,
        days_limit: i32,
    },
    /// The phase of the file allows no reminder.
    PhaseForbids { phase: Phase },
    /// A person holds the debtor.
    DebtorHeld {
        why: HoldReason,
        until: Option<Date>,
    },
    /// The debtor answered and nobody has handled it.
    ReplyWaiting { reply: ReplyId, since: Date },
    /// Nobody knows whether an earlier message left; a person decides.
    SendingUnknown { notice: NoticeId, since: Date },
    /// A person holds the item.
    ItemHeld {
        item: ItemId,
        why: HoldReason,
        until: Option<Date>,
    },
    /// Credits cover the item.
    CoveredByCredits { item: ItemId, credits: Money },
    /// The item is contested.
    Disputed {
        item: ItemId,
        suspended: Money,
        why: DisputeReason,
    },
    /// A dispute over the item was settled: the creditor owes a credit note that has not come.
    CreditNoteAwaited {
        item: ItemId,
        awaited: Money,
        since: Date,
    },
    /// The item is promised.
    Promised {
        item: ItemId,
        promised: Money,
        until: Date,
    },
    /// The item is paid by an instalment plan that goes on: `held` of it is not asked for beside the instalments.
    /// The first instalment that is not wholly paid is due on a day and misses an amount.
    UnderPlan {
        item: ItemId,
        plan: PlanId,
        held: Money,
        due_on: Date,
        missing: Money,
        late_since: Option<Date>,
    },
    /// The invoice is not known to have arrived, by our fault.
    InvoiceUnconfirmed { item: ItemId, cause: Unconfirmed },
    /// Too little is owed for a message.
    BelowFloor { owed: Money, floor: Money },
    /// Too few invoices are open for a message.
    TooFewInvoices { open: u32, fewest: u32 },
    /// So much is owed that a person confirms.
    AboveCeiling { owed: Money, ceiling: Money },
    /// Nobody can be reached the way the step wants.
    NoRecipient {
        role: ContactRole,
        channel: Channel,
        why: Unreachable,
    },
    /// The step goes another way than it wanted.
    FellBack {
        from: Channel,
        to: Channel,
        why: Unreachable,
    },
    /// The debtor heard of us too short a time ago.
    ContactedRecently { last_on: Date, until: Date },
    /// The debtor heard of us often enough these seven days.
    WeekIsFull { made: u32, most: u32, until: Date },
    /// The debtor heard of us often enough these thirty days.
    MonthIsFull { made: u32, most: u32, until: Date },
    /// Nobody works today.
    NotABusinessDay { whose: DayOff, until: Date },
    /// The installation only observes.
    ObserveOnly,
    /// A person confirms each message.
    ConfirmEach,
    /// A person confirms this step.
    StepIsConfirmed { step: String },
    /// A person reads what goes to a debtor that is short of money, since the day that was noted.
    InDifficulty { since: Date },
    /// A person does this step.
    DoneByHand { step: String },
    /// It leaves by itself.
    LeavesByItself,
}
