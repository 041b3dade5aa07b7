//! Amounts and numbers as people write them. Must never round: every minor unit is shown.

use receivables::currency::Currency;
use receivables::debtor::Language;
use receivables::money::{Balances, Money};
use rust_decimal::Decimal;

use super::{NARROW_NO_BREAK_SPACE, NO_BREAK_SPACE, list};

const MINUS: char = '−';

/// `1 234,56 €` or `€1,234.56`, with spaces that do not break.
pub fn money(amount: Money, language: Language) -> String {
    let figures = figures(
        amount.minor.unsigned_abs(),
        amount.currency.decimals(),
        language,
    );
    let sign = if amount.minor < 0 {
        MINUS.to_string()
    } else {
        String::new()
    };
    format!("{sign}{}", with_symbol(&figures, amount.currency, language))
}

fn with_symbol(figures: &str, currency: Currency, language: Language) -> String {
    match (language, symbol(currency, language)) {
        (Language::French, symbol) => format!("{figures}{NO_BREAK_SPACE}{symbol}"),
        (Language::English, code) if code.len() == 3 && code.is_ascii() && code != "US$" => {
            format!("{code}{NO_BREAK_SPACE}{figures}")
        }
        (Language::English, symbol) => format!("{symbol}{figures}"),
    }
}

/// The amount without its currency, for the columns of a table whose currency stands above.
pub fn amount_alone(amount: Money, language: Language) -> String {
    let figures = figures(
        amount.minor.unsigned_abs(),
        amount.currency.decimals(),
        language,
    );
    if amount.minor < 0 {
        format!("{MINUS}{figures}")
    } else {
        figures
    }
}

/// Each currency's amount, never added: `1 200,00 € et 300,00 £`. Empty when nothing is open.
pub fn balances(balances: &Balances, language: Language) -> String {
    let amounts: Vec<String> = balances
        .non_zero()
        .map(|amount| money(amount, language))
        .collect();
    list(&amounts, language)
}

/// A whole number with its groups of digits: `12 345`, `12,345`.
pub fn number(count: i64, language: Language) -> String {
    let figures = figures(count.unsigned_abs(), 0, language);
    if count < 0 {
        format!("{MINUS}{figures}")
    } else {
        figures
    }
}

/// A price finer than the smallest coin, in millionths of a unit of its currency: `0,045 €`, `€0.09`.
pub fn price(micros: i64, currency: Currency, language: Language) -> String {
    let mut price = Decimal::new(micros, 6).normalize();
    if price.scale() < currency.decimals() {
        price.rescale(currency.decimals());
    }
    with_symbol(&decimal(price, language), currency, language)
}

/// A decimal number as it is, trailing zeros kept: `12,40`, `12.40`.
pub fn decimal(value: Decimal, language: Language) -> String {
    let scale = value.scale();
    match u64::try_from(value.mantissa().unsigned_abs()) {
        Ok(units) => {
            let sign = if value.is_sign_negative() && units > 0 {
                MINUS.to_string()
            } else {
                String::new()
            };
            format!("{sign}{}", figures(units, scale, language))
        }
        // More than 19 digits: no number of this trade; shown whole rather than wrong.
        Err(_) => value.to_string(),
    }
}

/// A rate in percent: `12,40 %`, `12.40%`.
pub fn percent(value: Decimal, language: Language) -> String {
    match language {
        Language::French => format!("{}{NO_BREAK_SPACE}%", decimal(value, language)),
        Language::English => format!("{}%", decimal(value, language)),
    }
}

fn symbol(currency: Currency, language: Language) -> String {
    match (currency, language) {
        (Currency::EUR, _) => "€".to_string(),
        (Currency::GBP, _) => "£".to_string(),
        (Currency::USD, Language::French) => "$US".to_string(),
        (Currency::USD, Language::English) => "US$".to_string(),
        (other, _) => other.code().to_string(),
    }
}

fn figures(minor: u64, decimals: u32, language: Language) -> String {
    let digits = minor.to_string();
    let decimals = usize::try_from(decimals).unwrap_or(usize::MAX);
    let padded = format!("{digits:0>width$}", width = decimals.saturating_add(1));
    let (whole, fraction) = padded.split_at(padded.len() - decimals);
    let (group, point) = match language {
        Language::French => (NARROW_NO_BREAK_SPACE, ','),
        Language::English => (',', '.'),
    };
    let mut text = String::with_capacity(padded.len() * 2);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            text.push(group);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_as_people_write_them() {
        let yen: Currency = "JPY".parse().unwrap();
        let dinar: Currency = "TND".parse().unwrap();
        let table = [
            (Money::eur(123_456), "1\u{202f}234,56\u{a0}€", "€1,234.56"),
            (Money::eur(5), "0,05\u{a0}€", "€0.05"),
            (
                Money::eur(-123_456_789),
                "−1\u{202f}234\u{202f}567,89\u{a0}€",
                "−€1,234,567.89",
            ),
            (
                Money::new(30_000, Currency::USD),
                "300,00\u{a0}$US",
                "US$300.00",
            ),
            (
                Money::new(12_000, yen),
                "12\u{202f}000\u{a0}JPY",
                "JPY\u{a0}12,000",
            ),
            (Money::new(1, dinar), "0,001\u{a0}TND", "TND\u{a0}0.001"),
            (
                Money::eur(i64::MIN),
                "−92\u{202f}233\u{202f}720\u{202f}368\u{202f}547\u{202f}758,08\u{a0}€",
                "−€92,233,720,368,547,758.08",
            ),
        ];
        for (amount, french, english) in table {
            assert_eq!(money(amount, Language::French), french);
            assert_eq!(money(amount, Language::English), english);
        }
    }

    #[test]
    fn balances_of_two_currencies_are_told_apart() {
        let both: Balances = [
            Money::eur(120_000),
            Money::new(30_000, Currency::GBP),
            Money::new(0, Currency::CHF),
        ]
        .into_iter()
        .collect();
        assert_eq!(
            balances(&both, Language::French),
            "1\u{202f}200,00\u{a0}€ et 300,00\u{a0}£"
        );
    }

    #[test]
    fn rates_keep_their_decimals() {
        assert_eq!(
            percent(Decimal::new(1240, 2), Language::French),
            "12,40\u{a0}%"
        );
        assert_eq!(percent(Decimal::new(1240, 2), Language::English), "12.40%");
        assert_eq!(number(-12_345, Language::English), "−12,345");
    }
}
