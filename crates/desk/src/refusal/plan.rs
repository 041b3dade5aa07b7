//! Why an instalment plan was not agreed to. Must never hold the sentence itself.

use jiff::civil::Date;
use notices::format;
use notices::wording::Value;
use receivables::debtor::Language;
use receivables::money::Money;

/// What is wrong with a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanRefusal {
    /// It is over nothing.
    OfNothing,
    /// Its claims are in two currencies.
    OfTwoCurrencies,
    /// It has no instalment, one without an amount, or too many.
    Instalments {
        /// The most there may be.
        most: usize,
    },
    /// The instalments do not add up to what the plan covers.
    SumIsNotTheClaim {
        /// What is covered.
        claim: Money,
        /// What the instalments come to.
        planned: Money,
    },
    /// The days are not each later than the one before, or the first one has passed.
    DaysNotInOrder {
        /// The first day that is out of order.
        day: Date,
    },
    /// A plan goes on over one of the claims already.
    AlreadyUnderOne {
        /// The number of the claim.
        item: String,
    },
}

impl PlanRefusal {
    /// The key of its sentence.
    pub(super) const fn key(&self) -> &'static str {
        match self {
            PlanRefusal::OfNothing => "refusal-plan-of-nothing",
            PlanRefusal::OfTwoCurrencies => "refusal-plan-of-two-currencies",
            PlanRefusal::Instalments { .. } => "refusal-plan-instalments",
            PlanRefusal::SumIsNotTheClaim { .. } => "refusal-plan-sum",
            PlanRefusal::DaysNotInOrder { .. } => "refusal-plan-days",
            PlanRefusal::AlreadyUnderOne { .. } => "refusal-already-under-plan",
        }
    }

    /// The facts its sentence names, formatted for a reader of `language`.
    pub(super) fn facts(&self, language: Language) -> Vec<(&'static str, Value<'_>)> {
        let money = |amount| Value::from(format::money(amount, language));
        match self {
            PlanRefusal::Instalments { most } => vec![("most", (*most).into())],
            PlanRefusal::SumIsNotTheClaim { claim, planned } => {
                vec![("claim", money(*claim)), ("planned", money(*planned))]
            }
            PlanRefusal::DaysNotInOrder { day } => {
                vec![("day", format::day(*day, language).into())]
            }
            PlanRefusal::AlreadyUnderOne { item } => vec![("item", item.into())],
            PlanRefusal::OfNothing | PlanRefusal::OfTwoCurrencies => Vec::new(),
        }
    }
}
