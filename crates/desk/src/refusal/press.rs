//! Why letters were not printed. Must never hold the sentence itself.

use jiff::civil::Date;
use notices::format;
use notices::wording::Value;
use receivables::debtor::Language;

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
    /// What was posted is no longer kept.
    Forgotten,
    /// No service posts letters.
    NoService,
    /// The posting service did not take some of the letters; they stay on the pile.
    NotTaken {
        /// How many it took.
        taken: i64,
        /// How many it did not take.
        left: i64,
        /// The debtor of the first of them.
        debtor: String,
        /// What the service said of it.
        words: String,
    },
    /// A letter is said to be posted before it was decided.
    PostedBefore {
        /// The day it was decided, and the day it is said to be posted.
        days: (Date, Date),
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
            PressRefusal::Forgotten => "refusal-letter-forgotten",
            PressRefusal::NoService => "refusal-no-posting-service",
            PressRefusal::NotTaken { .. } => "refusal-letters-not-taken",
            PressRefusal::PostedBefore { .. } => "refusal-letter-posted-before",
        }
    }

    /// The facts its sentence names.
    pub(super) fn facts(&self, language: Language) -> Vec<(&'static str, Value<'_>)> {
        match self {
            PressRefusal::Failed { words } => vec![("words", words.into())],
            PressRefusal::WithoutAddress { debtor } => vec![("debtor", debtor.into())],
            PressRefusal::PostedBefore {
                days: (decided, posted),
            } => vec![
                ("decided", format::day(*decided, language).into()),
                ("posted", format::day(*posted, language).into()),
            ],
            PressRefusal::NotTaken {
                taken,
                left,
                debtor,
                words,
            } => vec![
                ("taken", (*taken).into()),
                ("left", (*left).into()),
                ("debtor", debtor.into()),
                ("words", words.into()),
            ],
            PressRefusal::Forgotten
            | PressRefusal::Missing
            | PressRefusal::NoLetter
            | PressRefusal::NoService => Vec::new(),
        }
    }
}
