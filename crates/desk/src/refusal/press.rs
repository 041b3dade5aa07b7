//! Why letters were not printed. Must never hold the sentence itself.

use notices::wording::Value;

/// What stood in the way of the press.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PressRefusal {
    /// The program that prints letters is not there.
    Missing,
    /// It did not print.
    Failed {
        /// What it said.
        words: String,
    },
    /// No letter was chosen, or none of those chosen is to be posted any more.
    NoLetter,
    /// The debtor of a letter has no complete postal address.
    WithoutAddress {
        /// The debtor's name.
        debtor: String,
    },
}

impl PressRefusal {
    /// The key of its sentence.
    pub(super) const fn key(&self) -> &'static str {
        match self {
            PressRefusal::Missing => "refusal-press-missing",
            PressRefusal::Failed { .. } => "refusal-press-failed",
            PressRefusal::NoLetter => "refusal-no-letter",
            PressRefusal::WithoutAddress { .. } => "refusal-letter-without-address",
        }
    }

    /// The facts its sentence names.
    pub(super) fn facts(&self) -> Vec<(&'static str, Value<'_>)> {
        match self {
            PressRefusal::Failed { words } => vec![("words", words.into())],
            PressRefusal::WithoutAddress { debtor } => vec![("debtor", debtor.into())],
            PressRefusal::Missing | PressRefusal::NoLetter => Vec::new(),
        }
    }
}
