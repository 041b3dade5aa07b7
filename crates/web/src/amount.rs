//! An amount a person typed in a form: `1 234,56`, `1,234.56`, `1234.5`. One amount alone gives little
//! evidence, so what can be read two ways is refused, never guessed.

use receivables::currency::Currency;
use receivables::money::Money;

/// The amount, or nothing when it cannot be read for certain or is not above zero.
pub(crate) fn typed(text: &str, currency: Currency) -> Option<Money> {
    let is_sign = |c: char| "€$£".contains(c);
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !is_sign(*c))
        .collect();
    let bare = bare.trim_end_matches(currency.code());
    if bare.is_empty()
        || !bare
            .chars()
            .all(|c| c.is_ascii_digit() || c == ',' || c == '.')
    {
        return None;
    }
    let money = Money::parse_plain(&plain(bare, currency.decimals() as usize)?, currency)?;
    money.is_positive().then_some(money)
}

/// The same amount with a dot before the decimals and nothing else.
fn plain(text: &str, decimals: usize) -> Option<String> {
    let Some(last) = text.rfind([',', '.']) else {
        return Some(text.to_string());
    };
    let (whole, fraction) = (&text[..last], &text[last + 1..]);
    let separator = &text[last..=last];
    let groups: Vec<&str> = whole.split([',', '.']).collect();
    let grouped = groups.iter().skip(1).all(|group| group.len() == 3) && !groups[0].is_empty();
    let is_repeated = whole.contains(separator);
    // Three figures after a single separator are thousands or thousandths: nobody knows.
    if fraction.len() == 3 && decimals != 3 && !whole.is_empty() {
        return (is_repeated && grouped).then(|| format!("{}{fraction}", groups.concat()));
    }
    if is_repeated || !grouped || fraction.is_empty() || fraction.len() > decimals {
        return None;
    }
    Some(format!("{}.{fraction}", groups.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, minor: Option<i64>) {
        assert_eq!(
            typed(text, Currency::EUR).map(|money| money.minor),
            minor,
            "{text}"
        );
    }

    #[test]
    fn amounts_people_type_are_read() {
        check("1234", Some(123_400));
        check("1 234,56", Some(123_456));
        check("1\u{202f}234,5 €", Some(123_450));
        check("1,234.56", Some(123_456));
        check("1.234,56", Some(123_456));
        check("1,234,567", Some(123_456_700));
        check("0,5", Some(50));
        check("12.30 EUR", Some(1230));
    }

    #[test]
    fn what_can_be_read_two_ways_is_refused() {
        for text in [
            "1,234", "1.234", "12,345", "abc", "", "-5", "(120)", "0", "1,23,4", "1.2.3", "5,",
            ",5",
        ] {
            check(text, None);
        }
    }
}
