//! Why claims were not handed over. Must never hold the sentence itself.

use jiff::civil::Date;
use notices::format;
use notices::wording::Value;
use receivables::debtor::Language;

use super::Refusal;

/// What is wrong with a referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferralRefusal {
    /// It names nobody.
    ToNobody,
    /// It is over nothing that is open.
    OfNothing,
    /// A claim is with somebody else already.
    Elsewhere {
        /// The number of the claim.
        item: String,
    },
    /// Its day is to come.
    DayToCome {
        /// The day.
        day: Date,
    },
    /// The part they keep is not between nothing and all.
    Fee,
    /// Nothing was said.
    NothingSaid,
    /// A fee or a cost has no amount, or something else has one.
    AmountOfCost,
    /// It has ended.
    Ended,
}

impl ReferralRefusal {
    /// The key of its sentence.
    pub(super) const fn key(&self) -> &'static str {
        match self {
            ReferralRefusal::ToNobody => "refusal-referral-to-nobody",
            ReferralRefusal::OfNothing => "refusal-referral-of-nothing",
            ReferralRefusal::Elsewhere { .. } => "refusal-referral-elsewhere",
            ReferralRefusal::DayToCome { .. } => "refusal-referral-day",
            ReferralRefusal::Fee => "refusal-referral-fee",
            ReferralRefusal::NothingSaid => "refusal-referral-nothing-said",
            ReferralRefusal::AmountOfCost => "refusal-referral-amount",
            ReferralRefusal::Ended => "refusal-referral-ended",
        }
    }

    /// The facts its sentence names, formatted for a reader of `language`.
    pub(super) fn facts(&self, language: Language) -> Vec<(&'static str, Value<'_>)> {
        match self {
            ReferralRefusal::Elsewhere { item } => vec![("item", item.into())],
            ReferralRefusal::DayToCome { day } => {
                vec![("day", format::day(*day, language).into())]
            }
            ReferralRefusal::ToNobody
            | ReferralRefusal::OfNothing
            | ReferralRefusal::Fee
            | ReferralRefusal::NothingSaid
            | ReferralRefusal::AmountOfCost
            | ReferralRefusal::Ended => Vec::new(),
        }
    }
}

impl From<ReferralRefusal> for crate::error::DeskError {
    fn from(refusal: ReferralRefusal) -> Self {
        Refusal::Referral(refusal).into()
    }
}
