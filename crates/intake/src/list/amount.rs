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
pub(super) struct Read {
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
pub(super) fn read(text: &str, mark: Option<DecimalMark>) -> Option<Read> {
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
pub(super) fn mark_of<'a>(values: impl Iterator<Item = &'a str>) -> Option<DecimalMark> {
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
                currency: "ABC".into(),
                side: None
            })
        );
        check("1'234.50", None, "1234.50", false);
        check("CHF 1’234.50", None, "1234.50", false);
        check("1,23,456.00", None, "123456.00", false);
        check("1\u{202f}234,56\u{a0}€", None, "1234.56", false);
        check("1\u{2009}234\u{2009}567", None, "1234567", false);
        check("1.234,-", None, "1234.00", false);
        check("1'234.--", None, "1234.00", false);
        check("Rs.500", None, "500", false);
        check("1.5E+03", None, "1500", false);
        check("-1 234,56", None, "-1234.56", false);
        check("(1.234,56 €)", None, "-1234.56", false);
        check("12.345,6 kr", None, "12345.6", false);
        for text in [
            "douze",
            "12-34",
            "31 12 2024",
            "20 %",
            "1,2345.00",
            "12:30",
            "1.234.5,6.7",
            "F12",
            "--",
            "1/2",
        ] {
            assert_eq!(read(text, None), None, "{text}");
        }
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

    #[test]
    fn a_side_and_a_currency_are_read_beside_the_amount() {
        let check = |text: &str, side: Option<Side>, currency: &str| {
            let read = read(text, None).unwrap_or_else(|| panic!("an amount: {text}"));
            assert_eq!(
                (read.side, read.currency.as_str()),
                (side, currency),
                "{text}"
            );
        };
        check("120.00 CR", Some(Side::Credit), "");
        check("120.00Dr", Some(Side::Debit), "");
        check("120,00 S", Some(Side::Debit), "");
        check("120,00 H", Some(Side::Credit), "");
        check("Haben 120,00 EUR", Some(Side::Credit), "EUR");
        check("US$ 120", None, "USD");
        check("₹1,20,000", None, "INR");
        check("120 zł", None, "PLN");
        check("120 euros", None, "EUR");
        check("£120", None, "GBP");
    }
}
