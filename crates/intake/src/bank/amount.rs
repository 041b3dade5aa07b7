//! Amounts as banks' machines write them: digits, one mark before the decimals, a sign on either side.
//! It must never guess: what people write, with a currency sign or in brackets, is not read here.

use rust_decimal::Decimal;

/// No account of any currency holds more; sums of such amounts stay exact.
const LARGEST: i64 = 1_000_000_000_000_000;

/// Longer texts are no amounts.
const LONGEST: usize = 48;

/// Reads an amount; nothing when the text is none.
pub(crate) fn plain_amount(text: &str) -> Option<Decimal> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let (is_negative, digits) = if let Some(rest) = text.strip_prefix('-') {
        (true, rest)
    } else if let Some(rest) = text.strip_suffix('-') {
        (true, rest)
    } else {
        (false, text.strip_prefix('+').unwrap_or(text))
    };
    let number = machine_form(digits.trim())?;
    let amount: Decimal = number.parse().ok()?;
    let amount = if is_negative { -amount } else { amount };
    (amount.abs() <= Decimal::from(LARGEST)).then_some(amount)
}

/// The digits with a dot before the decimals; marks between thousands are taken off.
fn machine_form(digits: &str) -> Option<String> {
    let is_mark = |c: char| matches!(c, ',' | '.' | '\'');
    let readable = |c: char| c.is_ascii_digit() || is_mark(c);
    if !digits.chars().all(readable) || !digits.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let Some(last) = digits.rfind([',', '.']) else {
        return Some(digits.replace('\'', ""));
    };
    let mark = &digits[last..=last];
    let is_repeated = digits[..last].contains(mark);
    let (whole, decimals) = if is_repeated {
        (digits, "")
    } else {
        (&digits[..last], &digits[last + 1..])
    };
    let mut groups = whole.split(is_mark);
    let first = groups.next().unwrap_or_default();
    let is_grouped =
        groups.all(|group| group.len() == 3) && first.len() + 1 > usize::from(is_repeated);
    if !is_grouped || decimals.contains(is_mark) {
        return None;
    }
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    Some(match (whole.is_empty(), decimals.is_empty()) {
        (_, true) => whole,
        (true, false) => format!("0.{decimals}"),
        (false, false) => format!("{whole}.{decimals}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let read = plain_amount(text).map(|amount| amount.to_string());
        assert_eq!(read.as_deref(), expected, "{text}");
    }

    #[test]
    fn amounts_of_machines_are_read_and_no_others() {
        check("500,", Some("500"));
        check("0,42", Some("0.42"));
        check("000000000025,00", Some("25.00"));
        check("1.234,56", Some("1234.56"));
        check("1,234,567.8", Some("1234567.8"));
        check("1.234.567", Some("1234567"));
        check("-200.00", Some("-200.00"));
        check("12,50-", Some("-12.50"));
        check(",5", Some("0.5"));
        check("3858.6713352286442", Some("3858.6713352286442"));
        check("12..34", None);
        check("1,23,456,7", None);
        check("$120", None);
        check("", None);
        check(",", None);
        check("99999999999999999999", None);
        check(&"9".repeat(100), None);
    }
}
