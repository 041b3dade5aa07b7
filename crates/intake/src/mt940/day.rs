//! Days of six digits and booking days of four, whose year is the one nearest to the value day. It must
//! never lend a day silently: what stands in is told by the caller.

use jiff::civil::Date;

/// The day of `YYMMDD` or `YYYYMMDD`; nothing when it does not exist.
pub(super) fn day(text: &str) -> Option<Date> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (year, rest) = match text.len() {
        6 => {
            let year: i16 = text[..2].parse().ok()?;
            (
                if year < 80 { 2000 + year } else { 1900 + year },
                &text[2..],
            )
        }
        8 => (text[..4].parse().ok()?, &text[4..]),
        _ => return None,
    };
    Date::new(year, rest[..2].parse().ok()?, rest[2..].parse().ok()?).ok()
}

/// The day of `MMDD` nearest to another day: a booking in January of a value in December is of the year
/// after.
pub(super) fn day_near(text: &str, near: Date) -> Option<Date> {
    if text.len() != 4 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (month, day): (i8, i8) = (text[..2].parse().ok()?, text[2..].parse().ok()?);
    let years = [near.year() - 1, near.year(), near.year() + 1];
    years
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok())
        .min_by_key(|date| (*date - near).get_days().abs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_year_of_a_booking_is_the_nearest() {
        let check = |value: &str, booking: &str, expected: Option<Date>| {
            let value = day(value).expect("a day");
            assert_eq!(day_near(booking, value), expected, "{value} {booking}");
        };
        check("251231", "0102", Some(date(2026, 1, 2)));
        check("260102", "1231", Some(date(2025, 12, 31)));
        check("260331", "0401", Some(date(2026, 4, 1)));
        check("240228", "0229", Some(date(2024, 2, 29)));
        check("260228", "0230", None);
        assert_eq!(day("991231"), Some(date(1999, 12, 31)));
        assert_eq!(day("20260131"), Some(date(2026, 1, 31)));
        assert_eq!(day("260231"), None);
        assert_eq!(day("26013"), None);
        assert_eq!(day("éé"), None);
    }
}
