//! Why a file was not moved into another phase, or nothing was agreed about it. Must never hold the sentence itself.

use jiff::civil::Date;
use notices::format;
use notices::wording::Value;
use receivables::debtor::Language;

use super::Refusal;

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhaseRefusal {
    /// The phase is opened by handing the file over.
    ByReferral,
    /// Somebody else has the whole file.
    WithOthers,
    /// Nothing of the account is overdue.
    NothingOverdue,
    /// The day of the publication is to come.
    DayToCome {
        /// The day.
        day: Date,
    },
    /// Somebody else has the file: only an administrator agrees on something.
    ForAdministrators,
}

impl PhaseRefusal {
    /// The key of its sentence.
    pub(super) const fn key(self) -> &'static str {
        match self {
            PhaseRefusal::ByReferral => "refusal-phase-by-referral",
            PhaseRefusal::WithOthers => "refusal-phase-with-others",
            PhaseRefusal::NothingOverdue => "refusal-phase-nothing-overdue",
            PhaseRefusal::DayToCome { .. } => "refusal-phase-day",
            PhaseRefusal::ForAdministrators => "refusal-phase-for-administrators",
        }
    }

    /// The facts its sentence names, formatted for a reader of `language`.
    pub(super) fn facts(self, language: Language) -> Vec<(&'static str, Value<'static>)> {
        match self {
            PhaseRefusal::DayToCome { day } => vec![("day", format::day(day, language).into())],
            PhaseRefusal::ByReferral
            | PhaseRefusal::WithOthers
            | PhaseRefusal::NothingOverdue
            | PhaseRefusal::ForAdministrators => Vec::new(),
        }
    }
}

impl From<PhaseRefusal> for crate::error::DeskError {
    fn from(refusal: PhaseRefusal) -> Self {
        Refusal::Phase(refusal).into()
    }
}
