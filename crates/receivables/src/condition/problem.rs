//! What is wrong with a condition, where, and what to write. Must never hold a sentence: the words stand in
//! `notices`, in both languages.

use serde::Serialize;

use super::field::{Field, Unit};
use crate::currency::Currency;

/// One thing wrong with a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line it stands on, counted from 1.
    pub line: usize,
    /// The character of the line, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub fault: Fault,
}

/// What a value is, for the sentence that says what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Found {
    /// A number as it is written.
    Number,
    /// A text between quotation marks.
    Text,
    /// A list.
    List,
    /// A yes or no.
    YesNo,
    /// A field of a unit.
    Field(Unit),
    /// Something else of the language.
    Other,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is written.
    Empty,
    /// More characters than a condition may have.
    TooLong {
        /// The most.
        most: usize,
    },
    /// Deeper than can be read.
    TooDeep,
    /// One `=` where two are written.
    SingleEquals,
    /// A word such as `and`, `et` or `not` where a sign is written.
    WordForSign {
        /// The word.
        word: String,
        /// The sign.
        sign: &'static str,
    },
    /// A quotation mark that is not closed.
    OpenQuote,
    /// A parenthesis or bracket that is not closed.
    OpenBracket,
    /// Not the language at all.
    Syntax {
        /// What stands there; empty at the end.
        near: String,
    },
    /// No field is called so.
    UnknownName {
        /// The name.
        name: String,
        /// The field that was most likely meant.
        meant: Option<Field>,
    },
    /// No function is called so, or not with these arguments.
    UnknownFunction {
        /// Its name.
        name: String,
    },
    /// A part of the language that conditions do not use.
    NotUsed {
        /// The sign or the name.
        sign: String,
    },
    /// Two things that cannot be compared.
    Mismatch {
        /// What stands on the one side.
        field: Field,
        /// What stands on the other side.
        found: Found,
    },
    /// A text of own fields compared with something that is no text.
    OwnIsText,
    /// Amounts of two currencies.
    TwoCurrencies {
        /// The field.
        field: Field,
        /// The currency of the field.
        kept_in: Currency,
        /// The currency it is compared with.
        asked: Currency,
    },
    /// A field that is kept in the creditor's currency only.
    OneCurrency {
        /// The field.
        field: Field,
    },
    /// A currency nobody uses.
    UnknownCurrency {
        /// As written.
        code: String,
    },
    /// An amount with more decimals than its currency has, or too large.
    NotAnAmount {
        /// As written.
        amount: String,
        /// The currency.
        currency: Currency,
    },
    /// A number of days or a count with decimals.
    NotWhole {
        /// As written.
        number: String,
    },
    /// A word that is not in the list of a choice.
    UnknownWord {
        /// The field.
        field: Field,
        /// The word.
        word: String,
        /// The word that was most likely meant.
        meant: Option<&'static str>,
    },
    /// Less or more asked of something that has no order.
    NoOrder {
        /// The field.
        field: Field,
    },
    /// Two values compared that say nothing of the account.
    NothingAsked,
    /// Something that is neither true nor false by itself.
    NotACondition {
        /// The field, when it is one.
        field: Option<Field>,
    },
    /// An empty list, which nothing is in.
    EmptyList,
}

/// The word of some that is nearest to one, when it is near enough to be a slip of the fingers.
pub(crate) fn closest<'w>(word: &str, among: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let most = (word.chars().count() / 3).clamp(1, 3);
    among
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(slips, _)| *slips <= most)
        .min()
        .map(|(_, candidate)| candidate)
}

/// How many letters are added, left out, changed or swapped with their neighbour.
fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, against) in other.iter().enumerate() {
            let changed = last[column] + usize::from(letter != against);
            let mut least = changed.min(last[column + 1] + 1).min(line[column] + 1);
            let is_swapped =
                row > 0 && column > 0 && one[row - 1] == *against && other[column - 1] == *letter;
            if is_swapped {
                least = least.min(before[column - 1] + 1);
            }
            line.push(least);
        }
        before = std::mem::replace(&mut last, line);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_counted() {
        assert_eq!(distance("overdue", "overdue"), 0);
        assert_eq!(distance("overdeu", "overdue"), 1);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(
            closest("publik", ["business", "public"].into_iter()),
            Some("public")
        );
        assert_eq!(closest("x", ["business", "public"].into_iter()), None);
    }
}
