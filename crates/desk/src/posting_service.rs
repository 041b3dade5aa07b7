//! The door to a service that prints letters and posts them: what it is given, what it may answer, what it tells later. As
//! with every carrier the answer is the policy. Must never retry by itself.

use async_trait::async_trait;
use receivables::identity::NoticeId;
pub use store::notice::outbox::Cost;

use crate::carrier::{Carried, NotHeard, ProviderCall};

/// How a letter is posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Postage {
    /// As an ordinary letter.
    Ordinary,
    /// Registered, with a receipt the addressee signs.
    Registered,
}

/// A postal address, as services take it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostalAddress {
    /// The company or person.
    pub name: String,
    /// Street lines.
    pub lines: Vec<String>,
    /// Post code.
    pub post_code: String,
    /// Town.
    pub town: String,
    /// ISO 3166-1 alpha-2 code, upper case.
    pub country: String,
}

/// A letter, ready to be given to a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceLetter {
    /// The notice it carries out.
    pub notice: NoticeId,
    /// Our own name for it, the same for every attempt: what a service knows a repetition by.
    pub reference: String,
    /// How it is posted.
    pub postage: Postage,
    /// Who writes.
    pub from: PostalAddress,
    /// Whom it is for.
    pub to: PostalAddress,
    /// The PDF, with the address in the window of the envelope.
    pub file: Vec<u8>,
}

/// What became of a letter that was given to a service. The reference of a receipt is the service's own name for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// What became of it.
    pub carried: Carried,
    /// What the service asks for it, where it says.
    pub cost: Option<Cost>,
}

/// What a service says of a letter it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterWord {
    /// The service's own name for the letter; empty when it does not say.
    pub reference: String,
    /// Our own name for it; empty when it does not say.
    pub ours: String,
    /// What became of it.
    pub fate: LetterFate,
    /// The number the post gave it, once it has one.
    pub tracking: Option<String>,
    /// In the service's words.
    pub words: String,
}

/// What became of a letter after a service took it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterFate {
    /// Not posted yet, or nothing is said of it.
    OnItsWay,
    /// The post has it.
    Posted,
    /// The addressee has it.
    Delivered,
    /// It came back, or was never posted: the addressee does not have it.
    Returned,
}

/// Whatever prints letters and posts them: a service over HTTP, a test.
#[async_trait]
pub trait PostingService: Send + Sync {
    /// What it is called on the screen.
    fn name(&self) -> &str;

    /// Gives it one letter, once. Takes bounded time.
    async fn give(&self, letter: &ServiceLetter) -> Given;

    /// Asks what became of a letter it took; nothing where it tells by itself and is not asked.
    ///
    /// # Errors
    /// It does not answer, in its words.
    async fn ask(&self, reference: &str) -> Result<Option<LetterWord>, String>;

    /// What its call says: of one letter or of several. Nothing of it is believed unless it proves to come from the service.
    ///
    /// # Errors
    /// [`NotHeard`] for a call that is not understood or does not prove where it comes from.
    fn hear(&self, call: &ProviderCall<'_>) -> Result<Vec<LetterWord>, NotHeard>;
}
