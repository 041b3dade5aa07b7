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

/// One text message, ready to leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextMessage {
    /// The notice it carries out.
    pub notice: NoticeId,
    /// Our own name for it, the same for every attempt.
    pub reference: String,
    /// The name or number shown as its sender.
    pub from: String,
    /// The number it goes to, as the networks know it (E.164).
    pub to: String,
    /// Its words.
    pub text: String,
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
    /// The carrier took charge of a text message in several parts, each with a name of its own.
    InParts {
        /// The carrier's names of the parts, in their order.
        references: Vec<String>,
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

/// Whatever carries text messages: a provider's service, a folder, a test. Also reads what the provider tells later.
#[async_trait]
pub trait TextCarrier: Send + Sync {
    /// Carries one message, once. Takes bounded time. The reference of its receipt is the provider's own name for it.
    async fn carry_text(&self, message: &TextMessage) -> Carried;

    /// What the provider's call says. Nothing of it is believed unless it proves to come from the provider.
    ///
    /// # Errors
    /// [`NotHeard`] for a call that is not understood or does not prove where it comes from.
    fn hear(&self, call: &ProviderCall<'_>) -> Result<Heard, NotHeard>;

    /// Holds the line on which the provider tells things, opens it again when it breaks, and ends only when it is dropped. A
    /// provider that calls us has no such line: then there is nothing to hold.
    async fn hold_line(&self) {}

    /// Closes the line that carrying opened, if any, once nothing more is to be carried.
    async fn hang_up(&self) {}
}

/// A call of a provider to us.
#[derive(Clone, Copy, Debug)]
pub struct ProviderCall<'a> {
    /// The whole address it called, as it knows it: some sign it.
    pub address: &'a str,
    /// Its query, without the question mark.
    pub query: &'a str,
    /// The media type of the body.
    pub media_type: &'a str,
    /// The signature it bears, when it bears one.
    pub signature: Option<&'a str>,
    /// The body.
    pub body: &'a [u8],
}

/// What a provider tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// What became of a message.
    Report {
        /// The provider's own name for it; empty when it does not say.
        reference: String,
        /// What became of it.
        fate: TextFate,
        /// In the provider's words.
        words: String,
    },
    /// A person answered.
    Answer {
        /// The provider's own name for the answer; empty when it has none.
        reference: String,
        /// The number it comes from.
        from: String,
        /// The words.
        text: String,
    },
}

/// What became of a text message after the provider took it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFate {
    /// Still on its way.
    OnItsWay,
    /// The handset has it.
    Delivered,
    /// It did not arrive, for a cause that passes.
    NotDelivered,
    /// It did not arrive, and none will: the number takes no text messages.
    NeverDelivered,
}

/// Why a call of a provider counts for nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotHeard {
    /// It does not prove to come from the provider.
    #[error("the signature is not the provider's")]
    Signature,
    /// It is not what the provider's calls are.
    #[error("the call is not understood: {0}")]
    NotUnderstood(String),
}

/// Whatever carries parcels: an SMTP server, a folder, a test.
#[async_trait]
pub trait Carrier: Send + Sync {
    /// Carries one parcel, once. Takes bounded time.
    async fn carry(&self, parcel: &Parcel) -> Carried;
}
