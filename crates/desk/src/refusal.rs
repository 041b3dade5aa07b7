//! The refusals of the desk: each is one case with the facts its sentence names. Must never hold the
//! sentence itself: the words stand in `notices`, in both languages.

mod campaign;
mod dispute;
mod message;
mod name;
mod phase;
mod plan;
mod press;
mod promise;
mod referral;
mod rights;
mod sanction;
mod setting;
mod sign_in;
mod template;
mod words;

use intake::format::Format;
use jiff::civil::Date;
use receivables::charges::{ChargeError, Reference};
use receivables::condition::Problem;
use receivables::contact::Channel;
use receivables::identity::ItemId;
use receivables::money::Money;

pub use campaign::CampaignRefusal;
pub use dispute::DisputeRefusal;
pub use message::MessageRefusal;
pub use name::NameRefusal;
use notices::message::ComposeError;
pub use phase::PhaseRefusal;
pub use plan::PlanRefusal;
pub use press::PressRefusal;
pub use promise::PromiseRefusal;
pub use referral::ReferralRefusal;
pub use rights::RightsRefusal;
pub use sanction::SanctionRefusal;
pub use setting::SettingRefusal;
pub use sign_in::SignInRefusal;
pub use template::TemplateRefusal;

/// Why an act makes no sense as it was asked. Its `Display` is the English of the command line;
/// [`Refusal::say`] is the sentence of a page. `words` are those of another room, in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// About who may do what.
    Rights(RightsRefusal),
    /// About what a company set.
    Setting(SettingRefusal),
    /// About the name of something.
    Name(NameRefusal),
    /// About a campaign.
    Campaign(CampaignRefusal),
    /// About the words of a template.
    Template(TemplateRefusal),
    /// About what is handed over.
    Referral(ReferralRefusal),
    /// About the phase of a file.
    Phase(PhaseRefusal),
    /// About a sanction.
    Sanction(SanctionRefusal),
    /// A condition cannot be read.
    ConditionFaulty {
        /// What is wrong with it, at least one thing.
        problems: Vec<Problem>,
    },

    /// Late charges were asked for days to come.
    ChargesToCome,
    /// No law known here gives charges on this kind of debtor.
    NoStatutoryCharges {
        /// Code of the creditor's country.
        country: String,
    },
    /// The tables of rates end before a day of the debt.
    RateUnknown {
        /// The rate that is missing.
        reference: Reference,
        /// The first day without it.
        day: Date,
    },
    /// The amounts of a debt are in two currencies, or too large.
    ChargesNotComputed,

    /// The check digits of an IBAN do not agree.
    IbanMistyped {
        /// As it was given.
        iban: String,
    },
    /// What is kept about a company cannot be read back.
    ProfileUnreadable {
        /// The company's name.
        company: String,
        /// What is wrong with it.
        words: String,
    },
    /// What is said about a company cannot be written down.
    ProfileNotKept {
        /// What is wrong with it.
        words: String,
    },
    /// A company was given an empty name.
    CompanyWithoutName,

    /// A credit was put against a claim of another debtor or currency.
    CreditOfAnother,
    /// More was put against a claim than is open of it or of the credit.
    MoreThanTheCredit {
        /// The most that fits.
        most: Money,
    },
    /// The item is settled already.
    NothingOpen,
    /// The parts a line was split into are not the line.
    PartsNotTheLine {
        /// The amount of the line.
        amount: Money,
    },
    /// The accounts moved: what was proposed can no longer be done.
    ProposalGone,
    /// The line of the bank was dealt with meanwhile.
    CreditDealtWith,
    /// The line of the bank waits: there is nothing to undo.
    CreditWaits,
    /// A debtor was to be put together with itself, or with nobody.
    MergeWithItself,
    /// Something was settled between two debtors that were put together: they cannot be taken apart before.
    MergedAccountsSettled,
    /// The number of a debtor that was to be corrected is another one by now.
    NumberChangedMeanwhile,
    /// A token was asked for without the name of the program that will use it.
    TokenWithoutName,

    /// About a promise.
    Promise(PromiseRefusal),
    /// A part of an item is zero or less, more than is open, or in another currency.
    PartNotOpen {
        /// What is open of the item.
        open: Money,
    },
    /// An instalment plan was not agreed to.
    Plan(PlanRefusal),
    /// Something about a dispute was not done.
    Dispute(DisputeRefusal),
    /// A hold was to end before today.
    HoldEnded,

    /// A debtor was to speak for itself, or for a group while another one speaks for it.
    GroupOfGroups,

    /// An address that no mail can go to.
    NotAnAddress {
        /// As it was given.
        address: String,
    },
    /// A contact without an address and without a number.
    NoWayToReach,
    /// Of a message a person writes or notes.
    Message(MessageRefusal),

    /// The notice waits for a confirmation no more.
    NoLongerToConfirm,
    /// The notice has left, or was taken back.
    AlreadyLeft,
    /// The notice is the machine's to send, not a person's.
    SentByMachine,
    /// The act was done, or taken back.
    AlreadyDone,
    /// What became of the notice is no question.
    FateKnown,

    /// Messages were to leave for a company in whose name nobody signs.
    NobodySigns,
    /// The sender of a message has no address.
    SenderWithoutAddress {
        /// The key of the sender.
        sender: String,
    },
    /// No template has the name a step gives.
    TemplateMissing {
        /// The name.
        template: String,
        /// The code of the language.
        language: &'static str,
    },
    /// A template cannot be filled in.
    TemplateFaulty {
        /// What is wrong with it, and where.
        words: String,
    },
    /// A message is about an item that is no longer on the account.
    ItemGone {
        /// The item.
        item: ItemId,
    },
    /// Nothing is asked for in a message any more.
    NothingAsked,

    /// Nothing here carries messages of a channel.
    CarrierMissing {
        /// The channel.
        channel: Channel,
    },
    /// Somebody was reached, and why the invoices are not paid is not said.
    CallWithoutReason,
    /// About letters and the press.
    Press(PressRefusal),
    /// The carrier lost message after message; the run stopped.
    CarrierLosing {
        /// How many in a row.
        count: u32,
    },
    /// One message of a run could not be made ready.
    MessageNotReady {
        /// The debtor's name.
        debtor: String,
        /// Why.
        cause: Box<Refusal>,
    },
    /// Something else than a refusal stood in the way.
    Hindered {
        /// What it was.
        words: String,
    },

    /// A published strategy cannot be read by this version.
    StrategyUnreadable {
        /// The key of the strategy.
        strategy: String,
        /// What is wrong with it.
        words: String,
    },
    /// The strategy of an account is not published.
    NoStrategy {
        /// The key of the strategy.
        strategy: String,
    },
    /// The text of a strategy has a mistake.
    StrategyFaulty {
        /// What is wrong with it, and where.
        words: String,
    },
    /// Another day than today was to be run for real.
    NotToday {
        /// The day it is for the creditor.
        today: Date,
        /// The day asked for.
        wanted: Date,
    },

    /// About who comes in.
    SignIn(SignInRefusal),

    /// A file was given as a list and is none.
    NotAList,
    /// A table whose columns do not tell what it lists.
    TableOfWhat {
        /// The name of the file.
        file: String,
    },
    /// A file of a format that is not read here.
    FormatNotRead {
        /// The name of the file.
        file: String,
        /// What it is.
        format: Format,
    },
    /// A file that the disk does not give.
    FileUnreadable {
        /// Where it lies.
        file: String,
        /// What the system said.
        words: String,
    },
    /// Reading a file stopped in the middle.
    ReadingStopped {
        /// What happened.
        words: String,
    },
    /// The report of a file cannot be written down.
    ReportNotKept {
        /// What happened.
        words: String,
    },
}

impl From<ChargeError> for Refusal {
    fn from(cause: ChargeError) -> Self {
        match cause {
            ChargeError::NoRate { reference, day } => Refusal::RateUnknown { reference, day },
            ChargeError::Amount => Refusal::ChargesNotComputed,
        }
    }
}

impl From<ComposeError> for Refusal {
    fn from(cause: ComposeError) -> Self {
        match cause {
            ComposeError::UnknownTemplate { template, language } => {
                Refusal::TemplateMissing { template, language }
            }
            ComposeError::Template(cause) => Refusal::TemplateFaulty {
                words: cause.to_string(),
            },
            ComposeError::UnknownItem { item } => Refusal::ItemGone { item },
            ComposeError::NothingAsked => Refusal::NothingAsked,
        }
    }
}

#[cfg(test)]
mod tests;
