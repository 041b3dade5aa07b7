//! Days as people write them. The names of days and months stand here because they are data of the
//! calendar like the order of day and month, not sentences somebody would reword.

use jiff::civil::{Date, Weekday};
use receivables::debtor::Language;

use super::NO_BREAK_SPACE;

const FRENCH_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `3 mars 2026`, `1er mars 2026`, `3 March 2026`.
pub fn day(date: Date, language: Language) -> String {
    let number = match (language, date.day()) {
        (Language::French, 1) => "1er".to_string(),
        (_, number) => number.to_string(),
    };
    format!("{number}{NO_BREAK_SPACE}{}", month(date, language))
}

/// `lundi 3 mars 2026`, `Monday 3 March 2026`.
pub fn day_with_weekday(date: Date, language: Language) -> String {
    format!("{} {}", weekday(date, language), day(date, language))
}

/// The short form of tables: `03/03/2026`, `3 Mar 2026` (figures alone are read two ways in English).
pub fn day_in_figures(date: Date, language: Language) -> String {
    match language {
        Language::French => format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year()),
        Language::English => {
            let name: String = month_name(date, language).chars().take(3).collect();
            format!(
                "{}{NO_BREAK_SPACE}{name}{NO_BREAK_SPACE}{}",
                date.day(),
                date.year()
            )
        }
    }
}

/// `mars 2026`, `March 2026`.
pub fn month(date: Date, language: Language) -> String {
    format!("{} {}", month_name(date, language), date.year())
}

/// `1 jour`, `12 jours`, `1 day`, `12 days`. A count below zero keeps its sign.
pub fn day_count(days: i32, language: Language) -> String {
    // French says "0 jour", English "0 days".
    let one = match language {
        Language::French => days.abs() < 2,
        Language::English => days.abs() == 1,
    };
    let word = match (language, one) {
        (Language::French, true) => "jour",
        (Language::French, false) => "jours",
        (Language::English, true) => "day",
        (Language::English, false) => "days",
    };
    format!("{days}{NO_BREAK_SPACE}{word}")
}

fn month_name(date: Date, language: Language) -> &'static str {
    let names = match language {
        Language::French => &FRENCH_MONTHS,
        Language::English => &ENGLISH_MONTHS,
    };
    // A civil date's month is 1 to 12.
    names[usize::from(date.month().unsigned_abs() - 1) % 12]
}

const fn weekday_names(weekday: Weekday) -> (&'static str, &'static str) {
    match weekday {
        Weekday::Monday => ("lundi", "Monday"),
        Weekday::Tuesday => ("mardi", "Tuesday"),
        Weekday::Wednesday => ("mercredi", "Wednesday"),
        Weekday::Thursday => ("jeudi", "Thursday"),
        Weekday::Friday => ("vendredi", "Friday"),
        Weekday::Saturday => ("samedi", "Saturday"),
        Weekday::Sunday => ("dimanche", "Sunday"),
    }
}

fn weekday(date: Date, language: Language) -> &'static str {
    let (french, english) = weekday_names(date.weekday());
    match language {
        Language::French => french,
        Language::English => english,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_read_as_people_write_them() {
        let first = date(2026, 3, 1);
        assert_eq!(day(first, Language::French), "1er\u{a0}mars 2026");
        assert_eq!(day(first, Language::English), "1\u{a0}March 2026");
        let tuesday = date(2026, 8, 4);
        assert_eq!(
            day_with_weekday(tuesday, Language::French),
            "mardi 4\u{a0}août 2026"
        );
        assert_eq!(
            day_with_weekday(tuesday, Language::English),
            "Tuesday 4\u{a0}August 2026"
        );
        assert_eq!(day_in_figures(tuesday, Language::French), "04/08/2026");
        assert_eq!(
            day_in_figures(tuesday, Language::English),
            "4\u{a0}Aug\u{a0}2026"
        );
    }

    #[test]
    fn zero_days_are_singular_in_french_and_plural_in_english() {
        assert_eq!(day_count(0, Language::French), "0\u{a0}jour");
        assert_eq!(day_count(0, Language::English), "0\u{a0}days");
        assert_eq!(day_count(1, Language::English), "1\u{a0}day");
        assert_eq!(day_count(12, Language::French), "12\u{a0}jours");
    }
}
