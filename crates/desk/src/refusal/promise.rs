//! Why a promise was not taken. Must never hold the sentence itself.

use jiff::civil::Date;
use notices::format;
use notices::wording::Value;
use receivables::debtor::Language;

use super::Refusal;

/// What is wrong with a promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PromiseRefusal {
    /// Its day is before today.
    InThePast,
    /// It names no item.
    OfNothing,
    /// What it names is promised already.
    Already {
        /// The number of the item.
        item: String,
        /// The day it is promised for.
        day: Date,
    },
    /// What is contested as a whole was promised as well.
    OfContested,
}

impl PromiseRefusal {
    /// The key of its sentence.
    pub(super) const fn key(&self) -> &'static str {
        match self {
            PromiseRefusal::InThePast => "refusal-promise-in-the-past",
            PromiseRefusal::OfNothing => "refusal-promise-of-nothing",
            PromiseRefusal::Already { .. } => "refusal-already-promised",
            PromiseRefusal::OfContested => "refusal-contested-promised",
        }
    }

    /// The facts its sentence names, formatted for a reader of `language`.
    pub(super) fn facts(&self, language: Language) -> Vec<(&'static str, Value<'_>)> {
        match self {
            PromiseRefusal::Already { item, day } => vec![
                ("item", item.into()),
                ("day", format::day(*day, language).into()),
            ],
            PromiseRefusal::InThePast | PromiseRefusal::OfNothing | PromiseRefusal::OfContested => {
                Vec::new()
            }
        }
    }
}

impl From<PromiseRefusal> for crate::error::DeskError {
    fn from(refusal: PromiseRefusal) -> Self {
        Refusal::Promise(refusal).into()
    }
}
