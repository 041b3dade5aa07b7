//! The account: one debtor as seen by one creditor, with everything `decide` may look at. It is a
//! snapshot of facts known at one instant; it must never hold anything derived that could grow stale.

use std::sync::Arc;

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

use crate::campaign::Campaign;
use crate::contact::{Channel, Contact};
use crate::debtor::{Debtor, Language};
use crate::fact::{ContactMade, Dispute, Hold, Promise, Reply};
use crate::identity::{CreditorId, ItemId, NoticeId};
use crate::instalment_plan::InstalmentPlan;
use crate::item::Item;
use crate::sanction::{Sanction, Supplies};

/// How far the machine may go by itself for a creditor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Everything is decided and shown; nothing leaves.
    Observe,
    /// Each message waits for a person's confirmation.
    Confirm,
    /// Steps marked automatic leave by themselves.
    Automatic,
}

impl Mode {
    /// The word of stored rows and of the screens' forms.
    pub const fn code(self) -> &'static str {
        match self {
            Mode::Observe => "observe",
            Mode::Confirm => "confirm",
            Mode::Automatic => "automatic",
        }
    }

    /// The mode for a word of [`Mode::code`].
    pub fn from_code(code: &str) -> Option<Mode> {
        [Mode::Observe, Mode::Confirm, Mode::Automatic]
            .into_iter()
            .find(|mode| mode.code() == code)
    }
}

/// How often a debtor may hear of the creditor, over all strategies, campaigns and people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactLimits {
    /// Fewest calendar days between two contacts.
    pub days_between: i32,
    /// Most contacts in any seven days.
    pub most_per_week: u32,
    /// Most contacts in any thirty days.
    pub most_per_month: u32,
}

impl Default for ContactLimits {
    fn default() -> Self {
        ContactLimits {
            days_between: 3,
            most_per_week: 2,
            most_per_month: 5,
        }
    }
}

/// How old the data may be before nothing leaves on the strength of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freshness {
    /// The last day the ledger is known to be complete for.
    pub ledger_as_of: Option<Date>,
    /// The last day the bank is known to be complete for.
    pub bank_as_of: Option<Date>,
    /// Most calendar days the ledger may be old; nothing means it is not watched.
    pub ledger_days_limit: Option<i32>,
    /// Most calendar days the bank may be old; nothing means it is not watched.
    pub bank_days_limit: Option<i32>,
}

/// What the creditor allows, the same for all its accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditorPolicy {
    /// The creditor.
    pub creditor: CreditorId,
    /// ISO 3166-1 alpha-2 code of its country: its holidays count.
    pub country: String,
    /// A part of the country with holidays of its own.
    pub region: Option<String>,
    /// The language of its people.
    pub language: Language,
    /// IANA name of its time zone: its days are counted in it.
    pub time_zone: String,
    /// How far the machine may go.
    pub mode: Mode,
    /// The day the master switch was turned off, while it is off.
    pub stopped_on: Option<Date>,
    /// The day the software was upgraded, while nobody has confirmed automatic sending again.
    pub upgraded_on: Option<Date>,
    /// Age of the data.
    pub freshness: Freshness,
    /// Contact budget.
    pub limits: ContactLimits,
    /// Calendar days after a promised date before a promise counts as broken.
    pub promise_tolerance_days: i32,
    /// First and last time of day a message may reach a debtor, in the debtor's time zone.
    pub sending_hours: (Time, Time),
    /// What it supplies: a law protects those who cannot do without some things.
    pub supplies: Supplies,
    /// Who sends text messages.
    #[serde(default)]
    pub texts: Carriage,
}

/// Who carries what goes by a channel.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Carriage {
    /// People do, from the departures board.
    #[default]
    ByHand,
    /// A machine of ours does.
    ByMachine,
}

impl CreditorPolicy {
    /// True when a machine of ours carries what goes by the channel. Letters are posted by people, and calls are theirs.
    pub fn carries_by_machine(&self, channel: Channel) -> bool {
        match channel {
            Channel::EMail => true,
            Channel::Sms => self.texts == Carriage::ByMachine,
            Channel::Letter | Channel::RegisteredLetter | Channel::Call | Channel::Task => false,
        }
    }

    /// What an installation starts with: France, observe, everybody's working hours.
    pub fn starting(creditor: CreditorId) -> Self {
        CreditorPolicy {
            creditor,
            country: "FR".to_string(),
            region: None,
            language: Language::French,
            time_zone: "Europe/Paris".to_string(),
            mode: Mode::Observe,
            stopped_on: None,
            upgraded_on: None,
            freshness: Freshness::default(),
            limits: ContactLimits::default(),
            promise_tolerance_days: 2,
            sending_hours: (Time::constant(8, 30, 0, 0), Time::constant(18, 0, 0, 0)),
            supplies: Supplies::Ordinary,
            texts: Carriage::ByHand,
        }
    }
}

/// How an attempt to carry a notice ended, when it did not end in a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "ended")]
pub enum AttemptEnd {
    /// The carrier said for certain that nothing went out.
    Refused {
        /// The carrier's words.
        cause: String,
    },
    /// It left and came back: the debtor never saw it.
    Returned {
        /// The address it came back from.
        address: String,
    },
    /// Nobody knows whether it went out; only a person may decide.
    Unknown,
}

/// An attempt to carry a notice that did not end in a contact. It moves nothing forward.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// The notice.
    pub notice: NoticeId,
    /// The step it was for.
    pub step: String,
    /// The item that led it.
    pub leading: ItemId,
    /// By which way.
    pub channel: Channel,
    /// The day it ended.
    pub ended_on: Date,
    /// How.
    pub end: AttemptEnd,
}

/// Work for a person that was written down and is not done yet: a call, a letter to post, a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenTask {
    /// The notice that carries the work.
    pub notice: NoticeId,
    /// The step it is for.
    pub step: String,
    /// The item that led it.
    pub leading: ItemId,
    /// Every item it is about.
    pub items: Vec<ItemId>,
    /// Its channel.
    pub channel: Channel,
    /// The day it was planned for.
    pub planned_on: Date,
}

/// One debtor as seen by one creditor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// What the creditor allows.
    pub policy: Arc<CreditorPolicy>,
    /// Who owes.
    pub debtor: Debtor,
    /// Whom to reach.
    pub contacts: Vec<Contact>,
    /// Everything open, and what was settled and concerns an open fact.
    pub items: Vec<Item>,
    /// Promises, judged or not.
    pub promises: Vec<Promise>,
    /// Instalment plans, ended or not.
    pub plans: Vec<InstalmentPlan>,
    /// Disputes, closed or not.
    pub disputes: Vec<Dispute>,
    /// Holds, lifted or not.
    pub holds: Vec<Hold>,
    /// Answers of the debtor.
    pub replies: Vec<Reply>,
    /// Contacts made, for open items and for the contact budget.
    pub contacts_made: Vec<ContactMade>,
    /// Attempts that failed or whose end is not known.
    pub attempts: Vec<Attempt>,
    /// Work for people that is not done yet.
    pub open_tasks: Vec<OpenTask>,
    /// The campaign it takes part in, until it is over.
    pub campaign: Option<Arc<Campaign>>,
    /// Sanctions proposed, in force or lifted.
    pub sanctions: Vec<Sanction>,
}

impl Account {
    /// An account with nothing on it.
    pub fn new(policy: Arc<CreditorPolicy>, debtor: Debtor) -> Self {
        Account {
            policy,
            debtor,
            contacts: Vec::new(),
            items: Vec::new(),
            promises: Vec::new(),
            plans: Vec::new(),
            disputes: Vec::new(),
            holds: Vec::new(),
            replies: Vec::new(),
            contacts_made: Vec::new(),
            attempts: Vec::new(),
            open_tasks: Vec::new(),
            campaign: None,
            sanctions: Vec::new(),
        }
    }

    /// The item with an identity.
    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }
}
