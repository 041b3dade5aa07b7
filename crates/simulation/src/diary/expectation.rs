//! What a diary may expect. Each is about something a person sees: a decision, a message, a row of the
//! departures board, a balance, the journal.

use jiff::civil::Date;
use receivables::contact::Channel;
use receivables::debtor::Language;
use receivables::money::Money;
use receivables::sanction::Measure;
use store::sanction::SanctionStanding;

/// A step that must have been planned for a debtor today. What is not named is not checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepExpected {
    /// The key of the step.
    pub step: String,
    /// By which way, after any fallback.
    pub channel: Option<Channel>,
    /// To which address.
    pub to: Option<String>,
    /// In which language.
    pub language: Option<Language>,
    /// About which items, and no others.
    pub about: Vec<String>,
    /// Asking for which sums, one per currency, and no others.
    pub asking: Vec<Money>,
    /// Where it stands.
    pub standing: Option<NoticeStanding>,
}

/// As a diary writes it.
impl std::fmt::Display for StepExpected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.step)?;
        if let Some(channel) = self.channel {
            write!(f, " by {}", channel.code())?;
        }
        if let Some(address) = &self.to {
            write!(f, " to {address}")?;
        }
        if let Some(language) = self.language {
            write!(f, " in {}", language.code())?;
        }
        if !self.about.is_empty() {
            write!(f, " about {}", self.about.join(", "))?;
        }
        if !self.asking.is_empty() {
            let sums: Vec<String> = self.asking.iter().map(|sum| sum.to_string()).collect();
            write!(f, " asking {}", sums.join(", "))?;
        }
        self.standing
            .map_or(Ok(()), |standing| write!(f, " {}", standing.word()))
    }
}

/// Where a planned act stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoticeStanding {
    /// It leaves with the next sending.
    Ready,
    /// It waits for a person's confirmation.
    ToConfirm,
    /// A person does it.
    ByHand,
    /// It is only shown.
    Observed,
    /// It left, or was done.
    Sent,
    /// The carrier refused for certain.
    Refused,
    /// It is tried again.
    TryAgain,
    /// Nobody knows whether it left.
    Unknown,
    /// It was taken back.
    Withdrawn,
}

impl NoticeStanding {
    /// Each standing with its word in diaries.
    pub const WORDS: &[(&str, NoticeStanding)] = &[
        ("ready", NoticeStanding::Ready),
        ("to-confirm", NoticeStanding::ToConfirm),
        ("by-hand", NoticeStanding::ByHand),
        ("observed", NoticeStanding::Observed),
        ("sent", NoticeStanding::Sent),
        ("refused", NoticeStanding::Refused),
        ("try-again", NoticeStanding::TryAgain),
        ("unknown", NoticeStanding::Unknown),
        ("withdrawn", NoticeStanding::Withdrawn),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::WORDS
            .iter()
            .find(|(_, standing)| *standing == self)
            .map_or("", |(word, _)| word)
    }
}

/// A part of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessagePart {
    /// Its subject.
    Subject,
    /// Its text.
    Text,
}

/// What must hold.
#[derive(Clone, Debug, PartialEq)]
#[expect(
    missing_docs,
    reason = "the fields are the names and values the variant's sentence speaks of"
)]
pub enum Expectation {
    /// Nothing is planned for the debtor today.
    Nothing { debtor: String },
    /// A step is planned for the debtor today.
    Step { debtor: String, step: StepExpected },
    /// A closed gate holds the debtor.
    Held {
        debtor: String,
        gate: Option<String>,
        reason: Option<String>,
    },
    /// The decision about a debtor or an item names a reason.
    Because { subject: String, reason: String },
    /// The next step of a debtor or an item, with its day.
    Next {
        subject: String,
        step: String,
        on: Date,
    },
    /// The latest act of a step for the debtor stands somewhere; nothing: there never was one.
    Notice {
        debtor: String,
        step: String,
        standing: Option<NoticeStanding>,
    },
    /// How many messages the mail server has taken so far, for a debtor or in all.
    Messages {
        debtor: Option<String>,
        count: usize,
    },
    /// The last message to a debtor contains words, or lacks them.
    Message {
        debtor: String,
        part: MessagePart,
        contains: bool,
        words: String,
    },
    /// The segment a debtor is in; nothing: none holds.
    Segment {
        debtor: String,
        segment: Option<String>,
    },
    /// An alert tells of a debtor and waits to be seen to; nothing: none does.
    Alert {
        debtor: String,
        alert: Option<String>,
    },
    /// A campaign prepared something for a debtor that has not left; nothing: none did.
    Campaign {
        debtor: String,
        campaign: Option<String>,
    },
    /// The sanction of a debtor that goes on and where it stands; nothing: none does.
    Sanction {
        debtor: String,
        sanction: Option<(Measure, SanctionStanding)>,
    },
    /// What is open of an item.
    Open { item: String, amount: Money },
    /// What a debtor owes, per currency; nothing named is nothing owed.
    Owes { debtor: String, amounts: Vec<Money> },
    /// What a debtor owes in claims for charges.
    Charges { debtor: String, amounts: Vec<Money> },
    /// The journal of a debtor holds words.
    Journal { debtor: String, words: String },
    /// How many acts the last run planned.
    Planned(usize),
    /// How many accounts the last run could not decide.
    Problems(usize),
    /// What the last sending did.
    Sending { what: String, count: usize },
    /// The aged balance on a day.
    Aging {
        on: Date,
        buckets: Vec<(Money, String)>,
    },
    /// Overdue items and their sums, over all debtors.
    Overdue { count: usize, amounts: Vec<Money> },
    /// Overdue items with neither a next action nor a reason.
    Orphans(usize),
}
