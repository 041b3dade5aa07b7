//! Why something about a dispute was not done. Must never hold the sentence itself.

use notices::wording::Value;

use super::Refusal;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisputeRefusal {
    /// It is settled already.
    AlreadySettled,
    /// The day for an answer has passed.
    AnswerInThePast,
    /// A credit note for a dispute that is called unfounded.
    CreditOfUnfounded,
    /// Nothing was said.
    NothingSaid,
    /// A file without a byte.
    EvidenceEmpty,
    /// A file that is too large to be kept.
    EvidenceTooLarge {
        /// The most megabytes.
        most: usize,
    },
    /// Another commercial gesture waits for approval.
    GestureWaits,
}

impl DisputeRefusal {
    /// The key of its sentence.
    pub(super) const fn key(self) -> &'static str {
        match self {
            DisputeRefusal::AlreadySettled => "refusal-dispute-settled",
            DisputeRefusal::AnswerInThePast => "refusal-dispute-answer-past",
            DisputeRefusal::CreditOfUnfounded => "refusal-dispute-credit-unfounded",
            DisputeRefusal::NothingSaid => "refusal-dispute-nothing-said",
            DisputeRefusal::EvidenceEmpty => "refusal-evidence-empty",
            DisputeRefusal::EvidenceTooLarge { .. } => "refusal-evidence-too-large",
            DisputeRefusal::GestureWaits => "refusal-gesture-waits",
        }
    }

    /// The facts its sentence names.
    pub(super) fn facts<'a>(self) -> Vec<(&'static str, Value<'a>)> {
        match self {
            DisputeRefusal::EvidenceTooLarge { most } => vec![("most", most.into())],
            _ => Vec::new(),
        }
    }
}

impl From<DisputeRefusal> for crate::error::DeskError {
    fn from(refusal: DisputeRefusal) -> Self {
        Refusal::Dispute(refusal).into()
    }
}
