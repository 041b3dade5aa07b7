//! Contacts: the people and addresses at a debtor, each with a role, and whether they may be written to.
//! Must never guess an address.

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::debtor::Language;
use crate::identity::ContactId;
use crate::phone;

/// What a contact does at the debtor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactRole {
    /// Books and pays supplier invoices.
    AccountsPayable,
    /// Bought the goods or the service.
    Buyer,
    /// Answers for the money: chief accountant, finance director.
    Finance,
    /// Answers for the company.
    Management,
    /// Anything else, or not known.
    Other,
}

impl ContactRole {
    /// Every role, in the order a person chooses from.
    pub const ALL: [ContactRole; 5] = [
        ContactRole::AccountsPayable,
        ContactRole::Buyer,
        ContactRole::Finance,
        ContactRole::Management,
        ContactRole::Other,
    ];
}

/// The ways to reach a debtor, and the acts that reach nobody outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// An e-mail.
    EMail,
    /// A text message.
    Sms,
    /// A letter.
    Letter,
    /// A registered letter with proof of delivery.
    RegisteredLetter,
    /// A telephone call by a person.
    Call,
    /// Work for a colleague; the debtor hears nothing.
    Task,
}

impl Channel {
    /// True when the debtor hears of it, so that it uses the contact budget.
    pub const fn reaches_debtor(self) -> bool {
        !matches!(self, Channel::Task)
    }

    /// The word of strategy files and stored rows.
    pub const fn code(self) -> &'static str {
        match self {
            Channel::EMail => "e-mail",
            Channel::Sms => "sms",
            Channel::Letter => "letter",
            Channel::RegisteredLetter => "registered-letter",
            Channel::Call => "call",
            Channel::Task => "task",
        }
    }

    /// The channel for a code of [`Channel::code`].
    pub fn from_code(code: &str) -> Option<Channel> {
        [
            Channel::EMail,
            Channel::Sms,
            Channel::Letter,
            Channel::RegisteredLetter,
            Channel::Call,
            Channel::Task,
        ]
        .into_iter()
        .find(|channel| channel.code() == code)
    }
}

/// A person or a department at a debtor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Its identity.
    pub id: ContactId,
    /// What it does at the debtor.
    pub role: ContactRole,
    /// Name as written in a salutation; empty for a department's mailbox.
    pub name: String,
    /// E-mail address, when known.
    pub email: Option<String>,
    /// Telephone number, when known.
    pub phone: Option<String>,
    /// Its own language, when it differs from the debtor's.
    pub language: Option<Language>,
    /// The day the person asked not to be written to.
    pub refused_on: Option<Date>,
    /// The day a message to the address came back for good.
    pub bounced_on: Option<Date>,
    /// What is known of text messages to the number.
    #[serde(default)]
    pub texts: TextReach,
}

/// Whether text messages reach a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextReach {
    /// The day the person answered STOP, or asked otherwise for no more of them.
    pub refused_on: Option<Date>,
    /// The day the network said for good that the number takes none.
    pub failed_on: Option<Date>,
}

impl Contact {
    /// The address for a channel, when the contact may be reached by it on `today`: for text messages the number as the
    /// networks know it, read as one of `country` (ISO 3166-1 alpha-2) where it does not say.
    pub fn address_for(
        &self,
        channel: Channel,
        country: &str,
        today: Date,
    ) -> Option<Cow<'_, str>> {
        let is_past = |day: Option<Date>| day.is_some_and(|day| day <= today);
        if is_past(self.refused_on) {
            return None;
        }
        match channel {
            Channel::EMail if is_past(self.bounced_on) => None,
            Channel::EMail => self.email.as_deref().map(Cow::Borrowed),
            Channel::Call => self.phone.as_deref().map(Cow::Borrowed),
            Channel::Sms if is_past(self.texts.refused_on) || is_past(self.texts.failed_on) => None,
            Channel::Sms => phone::for_texts(self.phone.as_deref()?, country).map(Cow::Owned),
            Channel::Letter | Channel::RegisteredLetter | Channel::Task => None,
        }
    }
}
