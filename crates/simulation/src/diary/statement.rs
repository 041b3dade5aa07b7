//! What a line of a diary may say that happens. Names are those of the diary (`ACME`, `F1`); the runner knows
//! which rows of the store they stand for.

use jiff::civil::{Date, Time};
use receivables::account::{ContactLimits, Mode};
use receivables::contact::ContactRole;
use receivables::debtor::{DebtorKind, Language, Phase};
use receivables::fact::{DisputeReason, HoldReason};
use receivables::item::Unconfirmed;
use receivables::money::Money;
use receivables::sanction::Measure;
use receivables::strategy::Act;
use rust_decimal::Decimal;

use super::expectation::Expectation;

/// What is done beside the strategies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseStatement {
    /// A campaign is written and approved as it is seen.
    Campaign {
        /// Its name.
        name: String,
        /// By which way.
        by: Act,
        /// The first day and the last.
        days: (Date, Date),
        /// Whom it is for.
        condition: String,
        /// True when it gives way to the strategies.
        leaves_out: bool,
        /// It waits for an alert to start it.
        is_draft: bool,
    },
    /// A campaign is ended.
    EndCampaign(String),
    /// A sanction is proposed for all that a debtor owes and does not contest.
    Sanction {
        /// The debtor.
        debtor: String,
        /// What is done.
        measure: Measure,
    },
    /// The sanction of a debtor is approved.
    ApproveSanction(String),
    /// The sanction of a debtor is refused or lifted.
    LiftSanction(String),
    /// All that a debtor owes goes to an agency.
    HandOver {
        /// The debtor.
        debtor: String,
        /// To whom.
        to: String,
    },
    /// What was handed over comes back.
    TakeBack(String),
}

/// One instalment of an invoice, or of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instalment {
    /// Its amount.
    pub amount: Money,
    /// Its due date.
    pub due_on: Date,
}

/// An item with a part of it, or all that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The item's name in the diary.
    pub item: String,
    /// How much; nothing is all.
    pub amount: Option<Money>,
}

/// One thing said of a debtor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DebtorDetail {
    /// Its country.
    Country(String),
    /// The language of its notices.
    Language(Language),
    /// Its nature before the law.
    Kind(DebtorKind),
    /// Where its file stands.
    Phase(Phase),
    /// The debtor that speaks for it; nothing when it speaks for itself again.
    Group(Option<String>),
    /// A strategy of its own.
    Strategy(String),
    /// A word for grouping, put on it.
    Tag(String),
    /// Who sells to it.
    SalesPerson(String),
    /// Its trade.
    Sector(String),
    /// A field of the creditor's own.
    Own(String, String),
    /// Nobody there has an e-mail address.
    WithoutEmail,
    /// No letter can be sent there.
    WithoutAddress,
}

/// How the mail server behaves from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailServer {
    /// It takes charge of every message.
    Works,
    /// It cannot be reached: nothing went out, the cause passes.
    Down,
    /// It refuses every message for certain.
    Refuses,
    /// It takes the message and its answer is lost.
    LosesAnswers,
    /// The process dies before the message is handed over.
    DiesBefore,
    /// The process dies after the message was handed over.
    DiesAfter,
}

/// A statement that must be refused, with words the refusal must hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Attempted {
    /// What is tried.
    pub statement: Box<Statement>,
    /// Words of the refusal.
    pub saying: Option<String>,
}

/// What happens, or what is expected.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "the fields are the names and values the variant's sentence speaks of"
)]
pub enum Statement {
    /// Opens a creditor at its first mention; what follows is about it.
    Creditor {
        name: String,
        country: Option<String>,
    },
    /// Sets how far the machine may go.
    Mode(Mode),
    /// Turns the master switch.
    Sending { on: bool },
    /// The software is upgraded.
    Upgrade,
    /// A person confirms automatic sending after an upgrade.
    ConfirmUpgrade,
    /// Publishes a strategy, given as TOML.
    Publish(String),
    /// A segment, by its name: its condition and the strategy of its accounts. Said again, it is changed.
    Segment {
        name: String,
        condition: String,
        strategy: String,
    },
    /// A segment is taken away.
    RemoveSegment(String),
    /// An alert, by its name, switched on. Said again, it is changed.
    Alert {
        name: String,
        condition: String,
        holds: bool,
        /// The campaign it starts, by the name of its draft.
        starts: Option<String>,
    },
    /// An alert is taken away.
    RemoveAlert(String),
    /// Somebody sees to what an alert tells of a debtor.
    SeeToAlert { name: String, debtor: String },
    /// What is done beside the strategies.
    Case(CaseStatement),
    /// Sets the contact budget.
    Limits(ContactLimits),
    /// Sets how old the bank data (or the ledger) may be, in days; nothing: it is not watched.
    DataMayBe { bank: bool, days_old: Option<i32> },
    /// The bank statement (or the ledger) of a day was read.
    DataAsOf { bank: bool, day: Date },
    /// Sets the days after a promised date before a promise is broken.
    PromiseTolerance(i32),
    /// The clock of the day moves to a time.
    At(Time),
    /// Says something of a debtor.
    Debtor {
        name: String,
        details: Vec<DebtorDetail>,
    },
    /// Adds a contact.
    Contact {
        email: String,
        debtor: String,
        role: ContactRole,
        name: String,
        phone: String,
        language: Option<Language>,
    },
    /// A message to an address came back for good.
    Bounce(String),
    /// A person asked not to be written to.
    Refusal(String),
    /// An invoice, with its instalments.
    Invoice {
        name: String,
        debtor: String,
        issued_on: Option<Date>,
        delivered_on: Option<Date>,
        instalments: Vec<Instalment>,
    },
    /// An invoice may not be chased for a cause on our side, or may again.
    Unconfirmed {
        item: String,
        cause: Option<Unconfirmed>,
    },
    /// An item follows a strategy of its own, or the one of its account again.
    Follow {
        item: String,
        strategy: Option<String>,
    },
    /// Late charges as the contracts agree them, with their fixed sum.
    ContractCharges {
        percent: Decimal,
        fixed_sum: Option<Money>,
    },
    /// A credit note, put on an invoice or not.
    CreditNote {
        name: String,
        debtor: String,
        amount: Money,
        on: Vec<Part>,
    },
    /// Money received, put on invoices or not.
    Payment {
        name: String,
        debtor: String,
        amount: Money,
        on: Vec<Part>,
    },
    /// A payment or credit note received before is put on items.
    Apply { source: String, on: Vec<Part> },
    /// A payment comes back: what it had settled is open again.
    Returned(String),
    /// An item is written off.
    WriteOff(String),
    /// A promise to pay.
    Promise {
        debtor: String,
        parts: Vec<Part>,
        pay_on: Date,
    },
    /// An instalment plan over items; nothing at the end: a person decides when an instalment stays unpaid.
    Plan {
        debtor: String,
        parts: Vec<Part>,
        instalments: Vec<Instalment>,
        ends_after_days: Option<i32>,
    },
    /// The plans of a debtor that go on are taken back.
    EndPlans(String),
    /// The promises of a debtor are taken back.
    WithdrawPromises(String),
    /// A dispute over an item or a part of it.
    Dispute { part: Part, reason: DisputeReason },
    /// The disputes over an item are settled.
    CloseDispute {
        item: String,
        founded: bool,
        credit_to_come: Option<Money>,
    },
    /// Nothing more is waited for of what a settled dispute owes.
    EndAwards(String),
    /// A hold on a debtor or an item.
    Hold {
        subject: String,
        until: Option<Date>,
        reason: HoldReason,
    },
    /// The holds on a debtor or an item are lifted.
    LiftHold(String),
    /// The debtor answers.
    Reply { debtor: String, words: String },
    /// A person deals with the answers of a debtor.
    HandleReplies(String),
    /// Late charges are claimed up to a day.
    ClaimCharges { debtor: String, through: Date },
    /// The daily run.
    Run { times: usize, on: Option<Date> },
    /// The daily run, without keeping anything.
    DryRun { on: Option<Date> },
    /// The sender.
    Send,
    /// The mail server changes.
    MailServer(MailServer),
    /// The process ends and starts again on the same store.
    Restart,
    /// A person confirms what waits, of a debtor or all.
    Confirm(Option<String>),
    /// A person withdraws what waits for a debtor.
    Withdraw { debtor: String, words: String },
    /// A person did the work that waits for a debtor.
    Done { debtor: String, words: String },
    /// A person says what became of a message of unknown fate.
    Settle { debtor: String, was_sent: bool },
    /// The last message or letter to a debtor came back.
    CameBack(String),
    /// Must be refused.
    Refused(Attempted),
    /// Must hold.
    Expect(Expectation),
}
