//! Numbers, amounts and days as ISO 20022 messages write them, and some banks beside the rules. What
//! cannot be read is nothing: it must never be guessed.

use jiff::civil::Date;
use receivables::currency::Currency;
use receivables::money::Money;
use rust_decimal::Decimal;

use crate::xml::Element;

/// No account of any currency holds more; sums of such amounts stay exact.
const LARGEST: Decimal = Decimal::from_parts(2_764_472_320, 232_830, 0, false, 0);

/// The exact number written; nothing for what is no number or larger than any account.
pub(crate) fn number(text: &str) -> Option<Decimal> {
    if let Some(plain) = plain_number(text) {
        return Some(plain);
    }
    let text = text.trim().trim_start_matches('+');
    let read = if text.contains(',') && !text.contains('.') {
        text.replace(',', ".").parse::<Decimal>()
    } else {
        text.parse::<Decimal>()
    };
    read.ok().filter(|exact| exact.abs() <= LARGEST)
}

/// Up to fifteen digits and a point, which nearly all amounts are.
fn plain_number(text: &str) -> Option<Decimal> {
    if text.is_empty() || text.len() > 16 {
        return None;
    }
    let mut digits = 0_i64;
    let mut point = None;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => {
                digits = digits
                    .checked_mul(10)?
                    .checked_add(i64::from(byte - b'0'))?
            }
            b'.' if point.is_none() && at > 0 => point = Some(at),
            _ => return None,
        }
    }
    let scale = point.map_or(0, |at| text.len() - at - 1);
    let exact = Decimal::new(digits, u32::try_from(scale).ok()?);
    (exact <= LARGEST).then_some(exact)
}

/// The amount in minor units, rounded half away from zero.
pub(crate) fn money(exact: Decimal, currency: Currency) -> Option<Money> {
    if exact.scale() <= currency.decimals() {
        let missing = currency.decimals() - exact.scale();
        let minor = i64::try_from(exact.mantissa()).ok()?;
        let minor = minor.checked_mul(10_i64.checked_pow(missing)?)?;
        return Some(Money::new(minor, currency));
    }
    Money::from_major(exact, currency)
}

/// The day of an ISO date or instant.
pub(crate) fn day(text: &str) -> Option<Date> {
    let text = text.get(..10)?;
    let bytes = text.as_bytes();
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |digits: &str| digits.parse::<i16>().ok().filter(|number| *number > 0);
    let month = i8::try_from(number(&text[5..7])?).ok()?;
    let day = i8::try_from(number(&text[8..])?).ok()?;
    Date::new(number(&text[..4])?, month, day).ok()
}

/// The day in an element that holds `Dt` or `DtTm`.
pub(crate) fn day_in(element: Option<Element<'_>>) -> Option<Date> {
    element?.children().find_map(|child| day(child.text()))
}

/// What banks write where a reference is required and there is none.
pub(crate) fn given(text: &str) -> &str {
    match text {
        "NOTPROVIDED" | "NOT PROVIDED" | "NONREF" | "NOTAVAILABLE" | "NONE" => "",
        _ => text,
    }
}

/// The amount of an element that must tell its currency.
pub(crate) fn money_in(element: Option<Element<'_>>) -> Option<Money> {
    let element = element?;
    money(number(element.text())?, element.currency().parse().ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_exactly_or_not_at_all() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(
                number(text).map(|read| read.to_string()).as_deref(),
                expected,
                "{text}"
            );
        };
        check("1662459.3", Some("1662459.3"));
        check("100,50", Some("100.50"));
        check("-5.00", Some("-5.00"));
        check("+5", Some("5"));
        check("999999999999999999999999999999", None);
        check("1e400", None);
        check("", None);
        check(".", None);
        check("1.2.3", None);
        check("NaN", None);
    }

    #[test]
    fn days_that_do_not_exist_are_no_days() {
        assert!(day("2024-02-29T10:00:00+01:00").is_some());
        assert!(day("2023-02-29").is_none());
        assert!(day("2023-é2-29").is_none());
        assert!(day("-023-02-01").is_none());
    }
}
