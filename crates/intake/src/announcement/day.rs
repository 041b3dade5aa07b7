//! Days of announcements: `2026-02-13`, `13/02/2026`, `13 février 2026`, `1er novembre 2025`. It must never
//! make a day of anything else.

use jiff::civil::Date;

use crate::phrase;

const MONTHS: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];

/// The day a text begins with.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(iso) = text.get(..10)
        && let Ok(on) = iso.parse::<Date>()
    {
        return Some(on);
    }
    let plain = phrase::plain(&text.chars().take(40).collect::<String>());
    let first = plain.split(' ').next()?;
    let figures: Vec<&str> = first.split(['/', '.']).collect();
    if let [day, month, year] = figures.as_slice() {
        return Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    }
    let mut words = plain.split(' ');
    let number = words.next()?.trim_end_matches("er");
    let name = words.next()?;
    let month = MONTHS.iter().position(|month| *month == name)?;
    let year: String = words
        .next()?
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    Date::new(
        year.parse().ok()?,
        i8::try_from(month + 1).ok()?,
        number.parse().ok()?,
    )
    .ok()
}

/// The day told after some words, in the ten words that follow them.
pub(super) fn day_after(text: &str, plain_words: &str) -> Option<Date> {
    const NEAR: usize = 60;
    let plain = phrase::plain(text);
    let at = plain.find(plain_words)? + plain_words.len();
    let near = &plain[at..phrase::floor(&plain, at + NEAR)];
    near.char_indices()
        .filter(|(_, c)| c.is_ascii_digit())
        .take(1)
        .find_map(|(at, _)| day(&near[at..]))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_read_as_courts_write_them() {
        let check = |text: &str, expected: Option<Date>| assert_eq!(day(text), expected, "{text}");
        check("2026-02-13", Some(date(2026, 2, 13)));
        check("2026-02-13T05:05:00Z", Some(date(2026, 2, 13)));
        check("13/02/2026", Some(date(2026, 2, 13)));
        check("13 Février 2026, désignant", Some(date(2026, 2, 13)));
        check("1er novembre 2025,", Some(date(2025, 11, 1)));
        check("le 13", None);
        check("31/02/2026", None);
        check("", None);
        let text = "date de cessation des paiements le 25 novembre 2024, désignant";
        assert_eq!(
            day_after(text, "cessation des paiements"),
            Some(date(2024, 11, 25))
        );
    }
}
