//! Conditions in words: the name of each field, the sentence of a condition, and what is wrong with one. The keys
//! are fixed here, the words stand in `wording/*/conditions.ftl`. Must never hold a word people read.

use receivables::condition::{
    Comparison, Condition, Fault, Field, Found, Operand, Pattern, Problem, Test, TextSource, Unit,
};
use receivables::currency::Currency;
use receivables::money::Money;

use crate::format;
use crate::wording::{Value, Wording};

/// The name of a field, in lower case.
pub fn field_name(field: Field, wording: &Wording) -> String {
    wording.word(&format!("field-{}", field.name().replace('_', "-")))
}

/// What a field counts, for who fills in its value.
pub fn unit_name(unit: Unit, wording: &Wording) -> String {
    wording.word(match unit {
        Unit::Amount => "unit-amount",
        Unit::Days => "unit-days",
        Unit::Count => "unit-count",
        Unit::Text => "unit-text",
        Unit::Choice => "unit-choice",
        Unit::YesNo => "unit-yes-no",
        Unit::Words => "unit-words",
    })
}

/// The words of a comparison without its value: `more than`.
pub fn comparison_name(sign: &str, wording: &Wording) -> String {
    wording.word(match sign {
        ">" => "compare-more-bare",
        ">=" => "compare-at-least-bare",
        "<" => "compare-less-bare",
        "<=" => "compare-at-most-bare",
        "==" => "compare-is-bare",
        "!=" => "compare-is-not-bare",
        "in" => "compare-in-bare",
        "startsWith" => "compare-starts-bare",
        "endsWith" => "compare-ends-bare",
        _ => "compare-contains-bare",
    })
}

/// The word of a choice, as it is read: `public body` for `public`.
pub fn choice_name(field: Field, word: &str, wording: &Wording) -> String {
    let key = format!("choice-{}-{word}", field.name());
    match wording.has(&key) {
        true => wording.word(&key),
        false => word.to_string(),
    }
}

/// A condition as a sentence: `overdue: more than €1,000.00, and country: FR`.
pub fn sentence(condition: &Condition, wording: &Wording) -> String {
    let reader = Reader {
        wording,
        currency: condition.currency(),
    };
    reader.test(condition.test(), Depth::Top)
}

/// A part of a condition in words.
pub fn part(test: &Test, currency: Currency, wording: &Wording) -> String {
    Reader { wording, currency }.test(test, Depth::Top)
}

/// What was known of a field when an account moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// A number; minor units for an amount.
    Number(i64),
    /// A text.
    Text(String),
    /// A yes or no.
    YesNo(bool),
    /// Words.
    Words(Vec<String>),
    /// Nothing.
    Nothing,
}

/// A field of a move's evidence as a person reads it: `overdue: €1,000.00`.
pub fn known(field: Field, value: &Known, (currency, wording): (Currency, &Wording)) -> String {
    let reader = Reader { wording, currency };
    let unknown = || wording.word("answer-unknown");
    let value = match value {
        Known::Number(number) => reader.number(*number, (field, currency)),
        Known::Text(text) if text.is_empty() => unknown(),
        Known::Text(text) => choice_name(field, text, wording),
        Known::YesNo(true) => wording.word("answer-yes"),
        Known::YesNo(false) => wording.word("answer-no"),
        Known::Words(words) if !words.is_empty() => words.join(", "),
        Known::Words(_) | Known::Nothing => unknown(),
    };
    let name = field_name(field, wording);
    wording.say(
        "condition-is",
        &[("field", name.into()), ("value", value.into())],
    )
}

/// Where a part of a sentence stands: parts of a list inside another list are put between brackets.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Top,
    Inside,
}

struct Reader<'w> {
    wording: &'w Wording,
    currency: Currency,
}

impl Reader<'_> {
    fn test(&self, test: &Test, depth: Depth) -> String {
        match test {
            Test::All(tests) => self.joined(tests, "condition-and", depth),
            Test::Any(tests) => self.joined(tests, "condition-or", depth),
            Test::Not(inner) => match inner.as_ref() {
                Test::Text(source, pattern) => self.text(source, pattern, "not-"),
                Test::Tagged(word) => self.said("condition-not-tagged", "word", word),
                Test::Yes(field) => self.said("condition-no", "field", &self.name(*field)),
                other => self.said("condition-not", "test", &self.test(other, Depth::Inside)),
            },
            Test::Constant(true) => self.wording.word("condition-everybody"),
            Test::Constant(false) => self.wording.word("condition-nobody"),
            Test::Number(left, comparison, right) => self.compared(*left, *comparison, *right),
            Test::Text(source, pattern) => self.text(source, pattern, ""),
            Test::Yes(field) => self.said("condition-yes", "field", &self.name(*field)),
            Test::Tagged(word) => self.said("condition-tagged", "word", word),
        }
    }

    fn joined(&self, tests: &[Test], key: &str, depth: Depth) -> String {
        let sign = format!(" {} ", self.wording.word(key));
        let parts = tests.iter().map(|test| self.test(test, Depth::Inside));
        let line = parts.collect::<Vec<_>>().join(&sign);
        match depth {
            Depth::Inside if tests.len() > 1 => format!("({line})"),
            _ => line,
        }
    }

    fn said(&self, key: &str, name: &str, value: &str) -> String {
        self.wording.say(key, &[(name, value.into())])
    }

    fn name(&self, field: Field) -> String {
        field_name(field, self.wording)
    }

    fn compared(&self, left: Operand, comparison: Comparison, right: Operand) -> String {
        let (field, currency, name) = match left {
            Operand::Field(field) => (field, self.currency, self.name(field)),
            Operand::Foreign(field, currency) => {
                let in_currency = [
                    ("field", self.name(field).into()),
                    ("currency", currency.code().into()),
                ];
                (
                    field,
                    currency,
                    self.wording.say("condition-in-currency", &in_currency),
                )
            }
            Operand::Value(value) => return value.to_string(),
        };
        let value = match right {
            Operand::Value(value) => self.number(value, (field, currency)),
            Operand::Field(other) | Operand::Foreign(other, _) => self.name(other),
        };
        let key = match comparison {
            Comparison::More => "compare-more",
            Comparison::AtLeast => "compare-at-least",
            Comparison::Less => "compare-less",
            Comparison::AtMost => "compare-at-most",
            Comparison::Equal => "compare-equal",
            Comparison::NotEqual => "compare-other",
        };
        let compared = self.said(key, "value", &value);
        self.wording.say(
            "condition-compared",
            &[("field", name.into()), ("compared", compared.into())],
        )
    }

    fn number(&self, value: i64, (field, currency): (Field, Currency)) -> String {
        match field.unit() {
            Unit::Amount => format::money(Money::new(value, currency), self.wording.language()),
            Unit::Days => self
                .wording
                .say("condition-days", &[("days", value.into())]),
            _ => value.to_string(),
        }
    }

    fn text(&self, source: &TextSource, pattern: &Pattern, negated: &str) -> String {
        let field = match source {
            TextSource::Field(field) => Some(*field),
            TextSource::Own(_) => None,
        };
        let name = match source {
            TextSource::Field(field) => self.name(*field),
            TextSource::Own(name) => name.clone(),
        };
        let shown = |word: &String| match field {
            Some(field) if field.unit() == Unit::Choice => choice_name(field, word, self.wording),
            _ if word.is_empty() => self.wording.word("answer-unknown"),
            _ => self.said("condition-quoted", "word", word),
        };
        let (kind, value) = match pattern {
            Pattern::OneOf(words) => {
                let sign = format!(" {} ", self.wording.word("condition-or"));
                (
                    "is",
                    words.iter().map(shown).collect::<Vec<_>>().join(&sign),
                )
            }
            Pattern::StartsWith(part) => ("starts", shown(part)),
            Pattern::EndsWith(part) => ("ends", shown(part)),
            Pattern::Contains(part) => ("contains", shown(part)),
        };
        let key = format!("condition-{negated}{kind}");
        self.wording
            .say(&key, &[("field", name.into()), ("value", value.into())])
    }
}

/// What is wrong, with what to write; the place stands in front.
pub fn problem(problem: &Problem, wording: &Wording) -> String {
    let place = [
        ("line", problem.line.into()),
        ("column", problem.column.into()),
        ("words", fault(&problem.fault, wording).into()),
    ];
    let key = if problem.line > 1 {
        "fault-at-line"
    } else {
        "fault-at-column"
    };
    wording.say(key, &place)
}

/// What is wrong, without its place.
pub fn fault(fault: &Fault, wording: &Wording) -> String {
    let say = |key: &str, variables: &[(&str, &str)]| {
        let variables: Vec<(&str, Value<'_>)> = variables
            .iter()
            .map(|(name, value)| (*name, Value::from(*value)))
            .collect();
        wording.say(key, &variables)
    };
    match fault {
        Fault::Empty => say("fault-empty", &[]),
        Fault::TooLong { most } => say("fault-too-long", &[("most", &most.to_string())]),
        Fault::TooDeep => say("fault-too-deep", &[]),
        Fault::SingleEquals => say("fault-single-equals", &[]),
        Fault::WordForSign { word, sign } => {
            say("fault-word-for-sign", &[("word", word), ("sign", sign)])
        }
        Fault::OpenQuote => say("fault-open-quote", &[]),
        Fault::OpenBracket => say("fault-open-bracket", &[]),
        Fault::Syntax { near } if near.is_empty() => say("fault-syntax-end", &[]),
        Fault::Syntax { near } => say("fault-syntax", &[("near", near)]),
        Fault::UnknownName {
            name,
            meant: Some(field),
        } => {
            let meant = [
                ("name", name.as_str()),
                ("meant", field.name()),
                ("field", &field_name(*field, wording)),
            ];
            say("fault-unknown-name-meant", &meant)
        }
        Fault::UnknownName { name, meant: None } => say("fault-unknown-name", &[("name", name)]),
        Fault::UnknownFunction { name } => say("fault-unknown-function", &[("name", name)]),
        Fault::NotUsed { sign } => say("fault-not-used", &[("sign", sign)]),
        Fault::OwnIsText => say("fault-own-is-text", &[]),
        Fault::UnknownCurrency { code } => say("fault-unknown-currency", &[("code", code)]),
        Fault::NotAnAmount { amount, currency } => say(
            "fault-not-an-amount",
            &[
                ("amount", amount),
                ("currency", currency.code()),
                ("decimals", &currency.decimals().to_string()),
            ],
        ),
        Fault::NotWhole { number } => say("fault-not-whole", &[("number", number)]),
        Fault::NothingAsked => say("fault-nothing-asked", &[]),
        Fault::NotACondition { field: None } => say("fault-not-a-condition", &[]),
        Fault::EmptyList => say("fault-empty-list", &[]),
        Fault::NotACondition { field: Some(field) }
        | Fault::Mismatch { field, .. }
        | Fault::TwoCurrencies { field, .. }
        | Fault::OneCurrency { field }
        | Fault::UnknownWord { field, .. }
        | Fault::NoOrder { field } => of_field(fault, *field, wording),
    }
}

/// Faults about one field: they show how it is written.
fn of_field(fault: &Fault, field: Field, wording: &Wording) -> String {
    let mut variables: Vec<(&str, Value<'_>)> = vec![
        ("name", field.name().into()),
        ("example", example(field).into()),
    ];
    let key = match fault {
        Fault::Mismatch { found, .. } => {
            variables.push(("unit", unit_name(field.unit(), wording).into()));
            variables.push(("found", found_name(*found, wording).into()));
            "fault-mismatch"
        }
        Fault::TwoCurrencies { kept_in, asked, .. } => {
            variables.push(("kept", kept_in.to_string().into()));
            variables.push(("asked", asked.to_string().into()));
            "fault-two-currencies"
        }
        Fault::OneCurrency { .. } => "fault-one-currency",
        Fault::UnknownWord { word, meant, .. } => {
            variables.push(("word", word.clone().into()));
            let choices = match (meant, field.choices()) {
                (Some(meant), _) => format!("\"{meant}\""),
                (None, []) => "\"FR\", \"BE\", \"DE\"".to_string(),
                (None, choices) => {
                    let quoted: Vec<String> =
                        choices.iter().map(|word| format!("\"{word}\"")).collect();
                    quoted.join(", ")
                }
            };
            variables.push(("choices", choices.into()));
            "fault-unknown-word"
        }
        Fault::NoOrder { .. } => "fault-no-order",
        _ => "fault-not-a-condition-field",
    };
    wording.say(key, &variables)
}

fn found_name(found: Found, wording: &Wording) -> String {
    match found {
        Found::Field(unit) => unit_name(unit, wording),
        Found::Number => wording.word("found-number"),
        Found::Text => wording.word("found-text"),
        Found::List => wording.word("found-list"),
        Found::YesNo => wording.word("found-yes-no"),
        Found::Other => wording.word("found-other"),
    }
}

/// How a field is asked, as an example to copy.
pub fn example(field: Field) -> String {
    let name = field.name();
    match field.unit() {
        Unit::Amount => format!("{name} > 1000"),
        Unit::Days => format!("{name} > 30"),
        Unit::Count => format!("{name} >= 2"),
        Unit::Text => format!("{name} == \"...\""),
        Unit::Choice => match field.choices().first() {
            Some(choice) => format!("{name} == \"{choice}\""),
            None => format!("{name} in [\"FR\", \"BE\"]"),
        },
        Unit::YesNo => name.to_string(),
        Unit::Words => format!("\"key-account\" in {name}"),
    }
}

#[cfg(test)]
mod tests;
