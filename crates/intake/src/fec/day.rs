//! Days as a FEC writes them, `AAAAMMJJ`, and as software that does not follow the law writes them.
//! It must never make up a day that does not exist.

use jiff::civil::Date;

/// A day written `AAAAMMJJ`.
pub(super) fn plain(field: &[u8]) -> Option<Date> {
    let digits: &[u8; 8] = field.try_into().ok()?;
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = |from: usize, to: usize| {
        digits[from..to]
            .iter()
            .fold(0_i16, |n, d| n * 10 + i16::from(d - b'0'))
    };
    day(number(0, 4), number(4, 6), number(6, 8))
}

/// A day in any of the forms met: with separators, day first or year first, with an hour behind.
pub(super) fn lenient(field: &[u8]) -> Option<Date> {
    if let Some(date) = plain(field) {
        return Some(date);
    }
    let text = std::str::from_utf8(field).ok()?;
    let text = text.split([' ', 'T']).next()?;
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let number = |part: &str| part.parse::<i16>().ok();
    if first.len() == 4 {
        return day(number(first)?, number(second)?, number(third)?);
    }
    if third.len() != 4 {
        return None;
    }
    day(number(third)?, number(second)?, number(first)?)
}

fn day(year: i16, month: i16, day: i16) -> Option<Date> {
    if !(1900..=2199).contains(&year) {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_read_and_impossible_ones_refused() {
        assert_eq!(plain(b"20240229"), Some(date(2024, 2, 29)));
        assert_eq!(plain(b"20230231"), None);
        assert_eq!(plain(b"00000000"), None);
        assert_eq!(lenient(b"29/02/2024"), Some(date(2024, 2, 29)));
        assert_eq!(lenient(b"2024-02-29 00:00:00"), Some(date(2024, 2, 29)));
        assert_eq!(lenient(b"31/02/2024"), None);
        assert_eq!(lenient(b"TODAY"), None);
    }
}
