//! Days of OFX: eight digits, then perhaps an hour and a zone, which are left out: a bank books by its own
//! day. It must never move a day by a zone.

use jiff::civil::Date;

/// The day of `20260131`, `20260131120000.000[-5:EST]` or `2026-01-31`; nothing when it does not exist.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let dashed = text.get(..10).and_then(|start| start.parse::<Date>().ok());
    if dashed.is_some() && text.contains('-') && text.as_bytes().get(4) == Some(&b'-') {
        return dashed;
    }
    let digits = text.get(..8)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: i16 = digits[..4].parse().ok()?;
    let date = Date::new(year, digits[4..6].parse().ok()?, digits[6..].parse().ok()?).ok()?;
    (1970..2200).contains(&year).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_is_read_without_its_hour_and_zone() {
        assert_eq!(day("20090401122017.000[-5:EST]"), Some(date(2009, 4, 1)));
        assert_eq!(day(" 20090401 "), Some(date(2009, 4, 1)));
        assert_eq!(day("2009-04-01"), Some(date(2009, 4, 1)));
        assert_eq!(day("20120231"), None);
        assert_eq!(day("201120000000"), None);
        assert_eq!(day("2009"), None);
        assert_eq!(day(""), None);
    }
}
