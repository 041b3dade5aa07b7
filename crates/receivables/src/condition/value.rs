//! What a part of a condition is before it is compared. Must never outlive the reading of one condition.

use rust_decimal::Decimal;

use super::field::{Field, Unit};
use super::problem::Found;
use super::test::{Operand, Test, TextSource};
use crate::currency::Currency;

/// A part of a condition.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Term {
    /// A number of the account, with its unit.
    Number(Unit, Operand),
    /// A number as it is written: what it counts is said by what it is compared with.
    Written(Decimal),
    /// An amount that names its currency, in minor units.
    Money(i64, Currency),
    /// A text of the account.
    Text(TextSource),
    /// A text as it is written.
    Quoted(String),
    /// A list as it is written.
    List(Vec<Term>),
    /// The tags.
    Tags,
    /// True or false.
    Test(Test),
}

/// What a part is, for the sentence that says what was found.
pub(super) fn found(term: &Term) -> Found {
    match term {
        Term::Number(unit, _) => Found::Field(*unit),
        Term::Text(source) => {
            Found::Field(text_term(source).map_or(Unit::Text, |field| field.unit()))
        }
        Term::Tags => Found::Field(Unit::Words),
        Term::Written(_) | Term::Money(..) => Found::Number,
        Term::Quoted(_) => Found::Text,
        Term::List(_) => Found::List,
        Term::Test(_) => Found::YesNo,
    }
}

/// The field of a text; nothing for an own field.
pub(super) fn text_term(source: &TextSource) -> Option<Field> {
    match source {
        TextSource::Field(field) => Some(*field),
        TextSource::Own(_) => None,
    }
}
