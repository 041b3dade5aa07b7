//! A condition as it is evaluated: a small tree over numbers and texts, made once and asked millions of times.
//! Must never fail: what is not known does not compare.

use super::facts::Facts;
use super::field::{Field, Origin};
use crate::currency::Currency;

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// Every comparison, in the order they are offered.
    pub const ALL: [Comparison; 6] = [
        Comparison::More,
        Comparison::AtLeast,
        Comparison::Less,
        Comparison::AtMost,
        Comparison::Equal,
        Comparison::NotEqual,
    ];

    /// As it is typed.
    pub const fn sign(self) -> &'static str {
        match self {
            Comparison::Equal => "==",
            Comparison::NotEqual => "!=",
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::More => ">",
            Comparison::AtLeast => ">=",
        }
    }

    /// The comparison with its sides exchanged.
    pub const fn turned(self) -> Comparison {
        match self {
            Comparison::Less => Comparison::More,
            Comparison::AtMost => Comparison::AtLeast,
            Comparison::More => Comparison::Less,
            Comparison::AtLeast => Comparison::AtMost,
            same => same,
        }
    }

    /// True when it holds between two numbers.
    pub const fn holds(self, left: i64, right: i64) -> bool {
        match self {
            Comparison::Equal => left == right,
            Comparison::NotEqual => left != right,
            Comparison::Less => left < right,
            Comparison::AtMost => left <= right,
            Comparison::More => left > right,
            Comparison::AtLeast => left >= right,
        }
    }
}

/// One side of a comparison of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A field, amounts in minor units of the creditor's currency.
    Field(Field),
    /// An amount field in another currency.
    Foreign(Field, Currency),
    /// A number: minor units for amounts.
    Value(i64),
}

/// A text of the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextSource {
    /// A field of the vocabulary.
    Field(Field),
    /// A field of the creditor's own, by its name.
    Own(String),
}

/// What a text is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Is one of these, to the letter.
    OneOf(Vec<String>),
    /// Begins so.
    StartsWith(String),
    /// Ends so.
    EndsWith(String),
    /// Holds this.
    Contains(String),
}

impl Pattern {
    /// True for a text it fits.
    pub fn fits(&self, text: &str) -> bool {
        match self {
            Pattern::OneOf(words) => words.iter().any(|word| word == text),
            Pattern::StartsWith(part) => text.starts_with(part),
            Pattern::EndsWith(part) => text.ends_with(part),
            Pattern::Contains(part) => text.contains(part),
        }
    }
}

/// A condition, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Every one holds; true for none.
    All(Vec<Test>),
    /// At least one holds; false for none.
    Any(Vec<Test>),
    /// It does not hold.
    Not(Box<Test>),
    /// Always, or never.
    Constant(bool),
    /// Two numbers of one unit and currency.
    Number(Operand, Comparison, Operand),
    /// A text.
    Text(TextSource, Pattern),
    /// A yes.
    Yes(Field),
    /// A word that is among the tags.
    Tagged(String),
}

impl Test {
    /// True when it holds for an account.
    pub fn holds(&self, facts: &Facts<'_>) -> bool {
        match self {
            Test::All(tests) => tests.iter().all(|test| test.holds(facts)),
            Test::Any(tests) => tests.iter().any(|test| test.holds(facts)),
            Test::Not(test) => !test.holds(facts),
            Test::Constant(holds) => *holds,
            Test::Number(left, comparison, right) => {
                match (facts.number(*left), facts.number(*right)) {
                    (Some(left), Some(right)) => comparison.holds(left, right),
                    _ => *comparison == Comparison::NotEqual,
                }
            }
            Test::Text(source, pattern) => pattern.fits(facts.text(source)),
            Test::Yes(field) => facts.is(*field),
            Test::Tagged(word) => facts.is_tagged(word),
        }
    }

    /// What it comes to without how invoices were paid; nothing when that decides.
    pub(super) fn known(&self, facts: &Facts<'_>) -> Option<bool> {
        let all = |tests: &[Test], end: bool| {
            let mut unknown = false;
            for test in tests {
                match test.known(facts) {
                    Some(holds) if holds == end => return Some(end),
                    Some(_) => {}
                    None => unknown = true,
                }
            }
            (!unknown).then_some(!end)
        };
        match self {
            Test::All(tests) => all(tests, false),
            Test::Any(tests) => all(tests, true),
            Test::Not(test) => test.known(facts).map(|holds| !holds),
            other => {
                let mut of_behaviour = false;
                other.each_field(&mut |field| {
                    of_behaviour |= field.origin() == Origin::Behaviour;
                });
                (!of_behaviour).then(|| other.holds(facts))
            }
        }
    }

    /// Hands over every field it asks, own fields left out.
    pub fn each_field(&self, visit: &mut impl FnMut(Field)) {
        match self {
            Test::All(tests) | Test::Any(tests) => {
                for test in tests {
                    test.each_field(visit);
                }
            }
            Test::Not(test) => test.each_field(visit),
            Test::Number(left, _, right) => {
                for operand in [left, right] {
                    if let Operand::Field(field) | Operand::Foreign(field, _) = operand {
                        visit(*field);
                    }
                }
            }
            Test::Text(TextSource::Field(field), _) | Test::Yes(field) => visit(*field),
            Test::Tagged(_) => visit(Field::Tags),
            Test::Constant(_) | Test::Text(TextSource::Own(_), _) => {}
        }
    }

    /// Hands over every comparison of numbers.
    pub(super) fn each_number(&self, visit: &mut impl FnMut(Operand, Operand)) {
        match self {
            Test::All(tests) | Test::Any(tests) => {
                for test in tests {
                    test.each_number(visit);
                }
            }
            Test::Not(test) => test.each_number(visit),
            Test::Number(left, _, right) => visit(*left, *right),
            _ => {}
        }
    }
}
