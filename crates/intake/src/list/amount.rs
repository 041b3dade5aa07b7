//! Amounts as people write them: marks, currency signs, brackets. Which mark comes before the
//! decimals is decided once for the whole file, on the values that leave no doubt.

mod written;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub(super) use written::{Side, currency_code};

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
pub(crate) struct Read {
    pub amount: Decimal,
    /// True when another reading was possible.
    pub is_doubtful: bool,
    /// The currency written with the amount, a code; may be empty.
    pub currency: String,
    /// The side written with the amount.
    pub side: Option<Side>,
}

/// No list holds more.
const LARGEST: i64 = 1_000_000_000_000;

/// Reads an amount given the mark of the file; nothing when it is none.
pub(crate) fn read(text: &str, mark: Option<DecimalMark>) -> Option<Read> {
    let parts = written::parts(text)?;
    let (plain, is_doubtful) = match &parts.exponent {
        Some(exponent) => (
            format!("{}e{exponent}", parts.digits.replace(',', ".")),
            false,
        ),
        None => plain(&parts.digits, mark)?,
    };
    let amount = if parts.exponent.is_some() {
        Decimal::from_scientific(&plain).ok()?
    } else {
        plain.parse().ok()?
    };
    Some(Read {
        amount: within(if parts.is_negative { -amount } else { amount })?,
        is_doubtful,
        currency: parts.currency,
        side: parts.side,
    })
}

/// Reads the number of a workbook's cell, which has one reading only.
pub(super) fn read_number(text: &str) -> Option<Read> {
    Some(Read {
        amount: within(text.parse().ok()?)?,
        is_doubtful: false,
        currency: String::new(),
        side: None,
    })
}

fn within(amount: Decimal) -> Option<Decimal> {
    (amount.abs() <= Decimal::from(LARGEST)).then_some(amount)
}

/// The mark that the values prove.
pub(crate) fn mark_of<'a>(values: impl Iterator<Item = &'a str>) -> Option<DecimalMark> {
    let (mut comma, mut dot) = (0_u64, 0_u64);
    for parts in values.filter_map(written::parts) {
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
    if digits.matches(decimal).count() > 1 || !is_well_grouped(digits, decimal) {
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

/// True when what parts the whole number parts thousands, or lakhs as in India: `1,23,456`.
fn is_well_grouped(digits: &str, decimal: char) -> bool {
    let (whole, decimals) = match digits.split_once(decimal) {
        Some((whole, decimals)) => (whole, decimals),
        None => (digits, ""),
    };
    let groups: Vec<&str> = whole.split([',', '.']).collect();
    let Some((last, between)) = groups[1..].split_last() else {
        return true;
    };
    !decimals.contains([',', '.'])
        && last.len() == 3
        && between.iter().all(|group| matches!(group.len(), 2 | 3))
}

#[cfg(test)]
mod tests;
