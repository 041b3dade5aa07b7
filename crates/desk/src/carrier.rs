//! The door through which parcels leave: what a carrier is given and what it may answer. The answer is the
//! policy: certain refusal, try again, or nobody knows. Must never retry by itself.

use async_trait::async_trait;
use jiff::Timestamp;
use receivables::identity::NoticeId;

/// A name and an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// The name shown; may be empty.
    pub name: String,
    /// The address.
    pub address: String,
}

/// A file that goes with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosure {
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// One message, ready to leave. Carrying the same parcel twice makes the same bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// The notice it carries out.
    pub notice: NoticeId,
    /// RFC 5322 Message-ID without the angle brackets; the same for every attempt.
    pub message_id: String,
    /// The message it answers or follows, when there is a thread.
    pub in_reply_to: Option<String>,
    /// The date the message bears.
    pub dated_at: Timestamp,
    /// Who writes.
    pub from: Mailbox,
    /// Where answers go, when not to the sender.
    pub reply_to: Option<Mailbox>,
    /// Who reads.
    pub to: Vec<Mailbox>,
    /// Who gets a copy.
    pub copy: Vec<Mailbox>,
    /// The subject.
    pub subject: String,
    /// The text part.
    pub text: String,
    /// The HTML part.
    pub html: String,
    /// Files.
    pub enclosures: Vec<Enclosure>,
}

/// What became of a parcel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried {
    /// The carrier took charge of it.
    Receipt {
        /// The carrier's words or number.
        reference: String,
        /// The exact bytes it was given.
        bytes: Vec<u8>,
    },
    /// Nothing went out; the cause passes.
    TryAgain {
        /// What happened, in the carrier's words.
        cause: String,
    },
    /// Nothing went out and trying again is of no use.
    Refused {
        /// What happened, in the carrier's words.
        cause: String,
    },
    /// The bytes were given and no answer came: perhaps it went out.
    Unknown {
        /// What is known.
        evidence: String,
    },
}

/// Whatever carries parcels: an SMTP server, a folder, a test.
#[async_trait]
pub trait Carrier: Send + Sync {
    /// Carries one parcel, once. Takes bounded time.
    async fn carry(&self, parcel: &Parcel) -> Carried;
}
