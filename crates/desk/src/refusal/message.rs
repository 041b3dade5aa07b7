//! Why a message that a person writes or notes was not taken. Must never hold the sentence itself.

/// What stood in the way of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageRefusal {
    /// It has no subject or no words.
    WithoutWords,
    /// An answer of a debtor was noted without what it says.
    ReplyWithoutWords,
    /// The contact cannot be written to by e-mail.
    ContactTakesNoMail,
    /// The form was taken already, for another message.
    WrittenAlready,
    /// Nothing leaves: the company observes, or its master switch is off.
    NothingLeaves,
}

impl MessageRefusal {
    /// The key of its sentence.
    pub(super) const fn key(self) -> &'static str {
        match self {
            MessageRefusal::WithoutWords => "refusal-message-without-words",
            MessageRefusal::ReplyWithoutWords => "refusal-reply-without-words",
            MessageRefusal::ContactTakesNoMail => "refusal-contact-takes-no-mail",
            MessageRefusal::WrittenAlready => "refusal-message-written-already",
            MessageRefusal::NothingLeaves => "refusal-nothing-leaves",
        }
    }
}
