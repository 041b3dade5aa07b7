//! Why a sanction was not proposed, approved or lifted. Must never hold the sentence itself.

use notices::wording::Value;
use receivables::sanction::Bar;

use super::Refusal;

/// What is wrong with a sanction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SanctionRefusal {
    /// Nobody says why.
    WithoutReason,
    /// Nothing overdue and uncontested is behind it.
    OfNothing,
    /// The same measure is proposed, announced or in force.
    GoesOn,
    /// It was approved, refused or lifted before.
    Answered,
    /// The law bars it.
    Barred {
        /// What in the law.
        by: Bar,
    },
}

impl SanctionRefusal {
    /// The key of its sentence.
    pub(super) const fn key(&self) -> &'static str {
        match self {
            SanctionRefusal::WithoutReason => "refusal-sanction-reason",
            SanctionRefusal::OfNothing => "refusal-sanction-of-nothing",
            SanctionRefusal::GoesOn => "refusal-sanction-goes-on",
            SanctionRefusal::Answered => "refusal-sanction-answered",
            SanctionRefusal::Barred { by } => match by {
                Bar::Proceedings => "refusal-sanction-proceedings",
                Bar::ConsumerPrice => "refusal-sanction-consumer-price",
                Bar::WinterTruce => "refusal-sanction-winter",
                Bar::Water => "refusal-sanction-water",
            },
        }
    }

    /// Its sentences name no facts.
    pub(super) fn facts(&self) -> Vec<(&'static str, Value<'_>)> {
        Vec::new()
    }
}

impl From<SanctionRefusal> for crate::error::DeskError {
    fn from(refusal: SanctionRefusal) -> Self {
        Refusal::Sanction(refusal).into()
    }
}
