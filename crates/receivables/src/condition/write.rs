//! A condition back as text, in one way of writing it: what the clicked criteria become and what two spellings
//! of one condition have in common. Reading the text again must give the same condition.

use super::field::{Field, Unit};
use super::test::{Comparison, Operand, Pattern, Test, TextSource};
use crate::currency::Currency;
use crate::money::Money;

/// The text of a test; `currency` is the creditor's.
pub fn written(test: &Test, currency: Currency) -> String {
    match test {
        Test::All(tests) => joined(tests, " && ", ("true", currency)),
        Test::Any(tests) => joined(tests, " || ", ("false", currency)),
        Test::Not(inner) => match inner.as_ref() {
            Test::Text(source, Pattern::OneOf(words)) if words.len() == 1 => {
                format!("{} != {}", source_text(source), quoted(&words[0]))
            }
            Test::Yes(field) => format!("!{}", field.name()),
            other => format!("!({})", written(other, currency)),
        },
        Test::Constant(value) => value.to_string(),
        Test::Number(left, comparison, right) => number(*left, *comparison, *right, currency),
        Test::Text(source, pattern) => text(source, pattern),
        Test::Yes(field) => field.name().to_string(),
        Test::Tagged(word) => format!("{} in tags", quoted(word)),
    }
}

fn joined(tests: &[Test], sign: &str, (none, currency): (&str, Currency)) -> String {
    if tests.is_empty() {
        return none.to_string();
    }
    let part = |test: &Test| match test {
        Test::All(inner) | Test::Any(inner) if inner.len() > 1 => {
            format!("({})", written(test, currency))
        }
        _ => written(test, currency),
    };
    tests.iter().map(part).collect::<Vec<_>>().join(sign)
}

fn number(left: Operand, comparison: Comparison, right: Operand, currency: Currency) -> String {
    let field = |operand| match operand {
        Operand::Field(field) => Some((field, currency)),
        Operand::Foreign(field, currency) => Some((field, currency)),
        Operand::Value(_) => None,
    };
    let of = field(left).or_else(|| field(right));
    let side = |operand| match operand {
        Operand::Field(field) => field.name().to_string(),
        Operand::Foreign(field, currency) => format!("{}_in(\"{currency}\")", field.name()),
        Operand::Value(value) => match of {
            Some((field, currency)) if field.unit() == Unit::Amount => {
                Money::new(value, currency).major().normalize().to_string()
            }
            _ => value.to_string(),
        },
    };
    format!("{} {} {}", side(left), comparison.sign(), side(right))
}

fn text(source: &TextSource, pattern: &Pattern) -> String {
    let name = source_text(source);
    match pattern {
        Pattern::OneOf(words) if words.len() == 1 => format!("{name} == {}", quoted(&words[0])),
        Pattern::OneOf(words) => {
            let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
            format!("{name} in [{}]", words.join(", "))
        }
        Pattern::StartsWith(part) => format!("{name}.startsWith({})", quoted(part)),
        Pattern::EndsWith(part) => format!("{name}.endsWith({})", quoted(part)),
        Pattern::Contains(part) => format!("{name}.contains({})", quoted(part)),
    }
}

fn source_text(source: &TextSource) -> String {
    match source {
        TextSource::Field(field) => field.name().to_string(),
        TextSource::Own(name) => format!("own[{}]", quoted(name)),
    }
}

/// A text between quotation marks, as CEL writes it.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(character);
            }
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

/// One clicked criterion as text: a field, a sign or a word, a value as it was typed in its box. What does not
/// fit is left to the reading of the text, which says what is wrong.
pub fn criterion(field: Field, sign: &str, value: &str) -> String {
    let value = value.trim();
    let name = field.name();
    match field.unit() {
        Unit::Amount | Unit::Days | Unit::Count => {
            let plain: String = value.chars().filter(|c| !c.is_whitespace()).collect();
            format!("{name} {sign} {}", plain.replace(',', "."))
        }
        Unit::YesNo if sign == "!=" => format!("!{name}"),
        Unit::YesNo => name.to_string(),
        Unit::Words if sign == "!=" => format!("!({} in tags)", quoted(value)),
        Unit::Words => format!("{} in tags", quoted(value)),
        Unit::Text | Unit::Choice => match sign {
            "startsWith" | "endsWith" | "contains" => {
                format!("{name}.{sign}({})", quoted(value))
            }
            "in" => {
                let words: Vec<String> = value.split(',').map(|word| quoted(word.trim())).collect();
                format!("{name} in [{}]", words.join(", "))
            }
            _ => format!("{name} {sign} {}", quoted(value)),
        },
    }
}
