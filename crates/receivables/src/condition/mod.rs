//! Conditions over everything known of an account, written in CEL (the Common Expression Language) and used
//! wherever one is wanted: segments, lists, campaigns. A condition is read once and asked millions of times.
//! It must never read anything but the facts it is given, and never compare amounts of two currencies.

mod check;
mod facts;
mod field;
mod problem;
mod syntax;
mod test;
mod value;
mod write;

use jiff::civil::Date;

use serde::{Deserialize, Serialize};

use crate::currency::Currency;

pub use facts::{Behaviour, Facts, behaviour_from, text_of};
pub use field::{Field, Origin, Unit};
pub use problem::{Fault, Found, Problem};
pub use test::{Comparison, Operand, Pattern, Test, TextSource};
pub use write::{criterion, written};

/// Most characters of a condition.
pub const MOST_CHARACTERS: usize = 4000;

/// A condition, read for one creditor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Kept", try_from = "Kept")]
pub struct Condition {
    text: String,
    test: Test,
    currency: Currency,
}

/// A condition as it is kept: its text and the currency of its amounts.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Kept {
    text: String,
    currency: Currency,
}

impl From<Condition> for Kept {
    fn from(condition: Condition) -> Kept {
        Kept {
            text: condition.text,
            currency: condition.currency,
        }
    }
}

impl TryFrom<Kept> for Condition {
    type Error = String;

    fn try_from(kept: Kept) -> Result<Condition, String> {
        Condition::parse(&kept.text, kept.currency)
            .map_err(|_| format!("`{}` is not a condition", kept.text))
    }
}

impl Condition {
    /// Reads a condition; amounts without a currency are in `currency`, the creditor's own. Answers with
    /// every problem when there are any.
    pub fn parse(text: &str, currency: Currency) -> Result<Condition, Vec<Problem>> {
        let program = syntax::program(text)?;
        let mut checker = check::Checker {
            source: program.source_info(),
            text,
            currency,
            problems: Vec::new(),
        };
        let test = checker.condition(program.expression());
        match (test, checker.problems) {
            (Some(test), problems) if problems.is_empty() => Ok(Condition {
                text: text.trim().to_string(),
                test,
                currency,
            }),
            (_, problems) => Err(problems),
        }
    }

    /// As it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What is evaluated.
    pub fn test(&self) -> &Test {
        &self.test
    }

    /// The currency of its amounts.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// True when it holds for an account.
    pub fn holds(&self, facts: &Facts<'_>) -> bool {
        self.test.holds(facts)
    }

    /// False when it cannot hold for an account, whatever is found out about how invoices were paid.
    pub fn may_hold(&self, facts: &Facts<'_>) -> bool {
        self.test.known(facts) != Some(false)
    }

    /// The next day on which it can turn out differently although no fact moves.
    pub fn turns_on(&self, facts: &Facts<'_>) -> Option<Date> {
        let mut first: Option<Date> = None;
        self.test.each_number(&mut |left, right| {
            let day = facts.turns_on(left, right);
            first = [first, day].into_iter().flatten().min();
        });
        first
    }

    /// The fields it asks, in the order of the vocabulary, each once; own fields left out.
    pub fn fields(&self) -> Vec<Field> {
        let mut fields = std::collections::BTreeSet::new();
        self.test.each_field(&mut |field| {
            fields.insert(field);
        });
        fields.into_iter().collect()
    }

    /// True when it asks how invoices were paid, which has to be read for it.
    pub fn asks_behaviour(&self) -> bool {
        self.fields()
            .iter()
            .any(|field| field.origin() == Origin::Behaviour)
    }
}

/// Line and character of a byte of a text, counted from 1.
fn place(text: &str, at: usize) -> (usize, usize) {
    let mut end = at.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (line, before[start..].chars().count() + 1)
}

#[cfg(test)]
mod tests;
