//! Amounts as people write them: marks, currency signs, brackets. Which mark comes before the
//! decimals is decided once for the whole file, on the values that leave no doubt.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The mark before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalMark {
    /// 1 234,56.
    Comma,
    /// 1,234.56.
    Dot,
}

impl DecimalMark {
    fn character(self) -> char {
        match self {
            DecimalMark::Comma => ',',
            DecimalMark::Dot => '.',
        }
    }

    fn of(character: char) -> Self {
        if character == ',' {
            DecimalMark::Comma
        } else {
            DecimalMark::Dot
        }
    }
}

/// An amount read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Read {
    pub amount: Decimal,
    /// True when another reading was possible.
    pub is_doubtful: bool,
    /// The currency written with the amount, a sign or a code; may be empty.
    pub currency: String,
}

struct Parts {
    digits: String,
    negative: bool,
    currency: String,
}

/// Reads an amount given the mark of the file; nothing when it is none.
pub(super) fn read(text: &str, mark: Option<DecimalMark>) -> Option<Read> {
    let parts = parts(text)?;
    let (plain, is_doubtful) = plain(&parts.digits, mark)?;
    let amount: Decimal = plain.parse().ok()?;
    if amount > Decimal::from(1_000_000_000_000_i64) {
        return None;
    }
    Some(Read {
        amount: if parts.negative { -amount } else { amount },
        is_doubtful,
        currency: parts.currency,
    })
}

/// The mark that the values prove.
pub(super) fn mark_of<'a>(values: impl Iterator<Item = &'a str>) -> Option<DecimalMark> {
    let (mut comma, mut dot) = (0_u64, 0_u64);
    for parts in values.filter_map(parts) {
        match certain_mark(&parts.digits) {
            Some(DecimalMark::Comma) => comma += 1,
            Some(DecimalMark::Dot) => dot += 1,
            None => {}
        }
    }
    match comma.cmp(&dot) {
        std::cmp::Ordering::Greater => Some(DecimalMark::Comma),
        std::cmp::Ordering::Less => Some(DecimalMark::Dot),
        std::cmp::Ordering::Equal => None,
    }
}

/// Digits and marks, the sign, the currency.
fn parts(text: &str) -> Option<Parts> {
    let mut parts = Parts {
        digits: String::new(),
        negative: false,
        currency: String::new(),
    };
    for character in text.trim().chars() {
        match character {
            '0'..='9' | ',' | '.' => parts.digits.push(character),
            '-' | '\u{2212}' | '(' => parts.negative = true,
            '+' | ')' | '\'' | '\u{a0}' | '\u{202f}' | ' ' => {}
            '€' | '$' | '£' | 'A'..='Z' | 'a'..='z' => parts.currency.push(character),
            _ => return None,
        }
    }
    let has_digit = parts.digits.bytes().any(|byte| byte.is_ascii_digit());
    parts.currency = match parts.currency.as_str() {
        "€" => "EUR".to_string(),
        "$" => "USD".to_string(),
        "£" => "GBP".to_string(),
        code if code.is_empty() || code.len() == 3 => code.to_uppercase(),
        _ => return None,
    };
    has_digit.then_some(parts)
}

/// The decimal mark of one value when it can only be that one.
fn certain_mark(digits: &str) -> Option<DecimalMark> {
    let last = digits.rfind([',', '.'])?;
    let mark = digits[last..].chars().next()?;
    let others = digits[..last].contains(|c: char| c != mark && !c.is_ascii_digit());
    let repeated = digits[..last].contains(mark);
    let decimals = digits.len() - last - 1;
    if repeated {
        // 1.234.567: the mark parts thousands, so the other one comes before decimals.
        return Some(if mark == ',' {
            DecimalMark::Dot
        } else {
            DecimalMark::Comma
        });
    }
    let grouped = decimals == 3 && (1..=3).contains(&last) && !digits.starts_with('0');
    (others || !grouped).then_some(DecimalMark::of(mark))
}

/// The amount in the form of machines, and whether there was a doubt.
fn plain(digits: &str, mark: Option<DecimalMark>) -> Option<(String, bool)> {
    let certain = certain_mark(digits);
    let decimal = certain.or(mark);
    let has_mark = digits.contains([',', '.']);
    let written = digits.chars().find(|c| !c.is_ascii_digit());
    // `12,345` where the file has proved nothing, or has proved that the comma comes before decimals.
    let is_doubtful = has_mark
        && certain.is_none()
        && decimal.is_none_or(|mark| Some(mark.character()) == written);
    let decimal = decimal
        .map(DecimalMark::character)
        .or(written)
        .unwrap_or('.');
    if digits.matches(decimal).count() > 1 {
        return None;
    }
    let plain: String = digits
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == decimal)
        .map(|c| if c.is_ascii_digit() { c } else { '.' })
        .collect();
    let plain = if plain.starts_with('.') {
        format!("0{plain}")
    } else {
        plain
    };
    Some((plain.trim_end_matches('.').to_string(), is_doubtful))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, mark: Option<DecimalMark>, expected: &str, is_doubtful: bool) {
        let read = read(text, mark).unwrap_or_else(|| panic!("an amount: {text}"));
        assert_eq!(
            (read.amount.to_string().as_str(), read.is_doubtful),
            (expected, is_doubtful),
            "{text}"
        );
    }

    #[test]
    fn amounts_of_both_sides_of_the_channel_are_read() {
        check("1.234,56", None, "1234.56", false);
        check("1,234.56", None, "1234.56", false);
        check("1 234,5 €", None, "1234.5", false);
        check("(120)", None, "-120", false);
        check("120.00-", None, "-120.00", false);
        check("$1,234,567", None, "1234567", false);
        check("12,345", None, "12.345", true);
        check("12,345", Some(DecimalMark::Dot), "12345", false);
        check("12,345", Some(DecimalMark::Comma), "12.345", true);
        check("0,125", None, "0.125", false);
        check(",50", None, "0.50", false);
        assert_eq!(
            read("12abc", None),
            Some(Read {
                amount: 12.into(),
                is_doubtful: false,
                currency: "ABC".into()
            })
        );
        assert_eq!(read("douze", None), None);
        assert_eq!(read("1.2.3,4,5", None), None);
        assert_eq!(read("", None), None);
    }

    #[test]
    fn the_whole_column_decides_the_mark() {
        assert_eq!(
            mark_of(["12,345", "1,50"].into_iter()),
            Some(DecimalMark::Comma)
        );
        assert_eq!(
            mark_of(["12,345", "1.50"].into_iter()),
            Some(DecimalMark::Dot)
        );
        assert_eq!(mark_of(["12,345", "12"].into_iter()), None);
    }
}
