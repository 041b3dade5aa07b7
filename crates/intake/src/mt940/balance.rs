//! Balances such as `C260131EUR1234,56`. A balance whose day cannot be read keeps its amount; one without
//! amount is told and left out.

use jiff::civil::Date;
use receivables::currency::Currency;
use rust_decimal::Decimal;

use super::day::day;
use crate::bank::plain_amount;

/// A balance as written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Written<'a> {
    /// Below zero when the account is overdrawn.
    pub exact: Decimal,
    /// The three letters, known or not; may be empty.
    pub currency: &'a str,
    pub on: Option<Date>,
}

/// Reads a balance; nothing without side or amount.
pub(super) fn balance(text: &str) -> Option<Written<'_>> {
    let text = text.trim();
    let text = text.strip_prefix('R').unwrap_or(text);
    let is_debit = match text.chars().next()? {
        'C' | 'c' => false,
        'D' | 'd' => true,
        _ => return None,
    };
    let rest = &text[1..];
    let letters = rest.find(|c: char| c.is_ascii_alphabetic());
    let (date, currency, amount) = match letters {
        Some(at) => {
            let currency = rest.get(at..at + 3)?;
            (rest[..at].trim(), currency, &rest[at + 3..])
        }
        None => (rest.get(..6)?, "", &rest[6..]),
    };
    let exact = plain_amount(amount)?;
    Some(Written {
        exact: if is_debit { -exact } else { exact },
        currency,
        on: day(date),
    })
}

impl Written<'_> {
    /// The currency, when it is one in use.
    pub fn known_currency(&self) -> Option<Currency> {
        self.currency.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_balance_keeps_what_is_readable() {
        let check = |text: &str, exact: &str, currency: &str, on: Option<Date>| {
            let read = balance(text).unwrap_or_else(|| panic!("a balance: {text}"));
            assert_eq!(
                (read.exact.to_string().as_str(), read.currency, read.on),
                (exact, currency, on)
            );
        };
        check("C140507EUR0,", "0", "EUR", Some(date(2014, 5, 7)));
        check(
            "D070903EUR1234718,36",
            "-1234718.36",
            "EUR",
            Some(date(2007, 9, 3)),
        );
        check(
            " C130101EUR000000001000,00 ",
            "1000.00",
            "EUR",
            Some(date(2013, 1, 1)),
        );
        check("C130231EUR5,", "5", "EUR", None);
        check("CEUR5,", "5", "EUR", None);
        check("C1301315,00", "5.00", "", Some(date(2013, 1, 31)));
        assert_eq!(balance("140507EUR0,"), None);
        assert_eq!(balance("C140507EUR"), None);
        assert_eq!(balance("Cé"), None);
        assert_eq!(balance(""), None);
    }
}
