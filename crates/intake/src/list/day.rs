//! Days as people write them. Whether the day or the month comes first is decided once for the
//! whole file, on the values that leave no doubt.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Which comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 31/01/2026.
    #[default]
    DayFirst,
    /// 01/31/2026.
    MonthFirst,
}

/// A text seen as a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// Year first or month in letters: one reading only.
    Plain(Date),
    /// Two numbers and a year: the order decides.
    TwoNumbers(i8, i8, i16),
    /// A word or a formula.
    Symbol,
    /// None of these.
    Unreadable,
}

const MONTHS: &[(&str, i8)] = &[
    ("jan", 1),
    ("fev", 2),
    ("feb", 2),
    ("mar", 3),
    ("avr", 4),
    ("apr", 4),
    ("mai", 5),
    ("may", 5),
    ("juin", 6),
    ("jun", 6),
    ("juil", 7),
    ("jul", 7),
    ("aou", 8),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

impl Written {
    /// Looks at a text.
    pub fn of(text: &str) -> Written {
        let text = text.trim();
        if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return plain(&text[..4], &text[4..6], &text[6..]);
        }
        let separators = |c: char| c.is_whitespace() || matches!(c, '/' | '-' | '.' | 'T' | ',');
        let parts: Vec<&str> = text
            .split(separators)
            .filter(|part| !part.is_empty())
            .collect();
        let [first, second, third, ..] = parts.as_slice() else {
            return if text.chars().any(char::is_alphabetic) || text.starts_with('=') {
                Written::Symbol
            } else {
                Written::Unreadable
            };
        };
        if first.len() == 4 {
            return plain(first, second, third);
        }
        if let Some(month) = month_named(second) {
            return plain(&year_of(third).to_string(), &month.to_string(), first);
        }
        let numbers = (
            first.parse(),
            second.parse(),
            third.len(),
            third.parse::<i16>(),
        );
        match numbers {
            (Ok(one), Ok(two), 2 | 4, Ok(_)) => Written::TwoNumbers(one, two, year_of(third)),
            _ if text.starts_with(|c: char| c.is_alphabetic() || c == '=') => Written::Symbol,
            _ => Written::Unreadable,
        }
    }

    /// The day in an order; nothing when no such day exists.
    pub fn day(self, order: DateOrder) -> Option<Date> {
        match self {
            Written::Plain(date) => Some(date),
            Written::TwoNumbers(first, second, year) => match order {
                DateOrder::DayFirst => Date::new(year, second, first).ok(),
                DateOrder::MonthFirst => Date::new(year, first, second).ok(),
            },
            Written::Symbol | Written::Unreadable => None,
        }
    }

    /// True for anything of the form of a day, existing or not.
    pub fn is_day(self) -> bool {
        matches!(self, Written::Plain(_) | Written::TwoNumbers(..))
    }
}

fn plain(year: &str, month: &str, day: &str) -> Written {
    let date = || Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    let believable = |date: &Date| (1900..=2199).contains(&date.year());
    date()
        .filter(believable)
        .map_or(Written::Unreadable, Written::Plain)
}

fn year_of(text: &str) -> i16 {
    let year: i16 = text.parse().unwrap_or(0);
    match (text.len(), year) {
        (2, 0..=69) => 2000 + year,
        (2, _) => 1900 + year,
        _ => year,
    }
}

fn month_named(text: &str) -> Option<i8> {
    let name = super::field::squeezed(text);
    let letters = name.chars().all(|c| c.is_ascii_alphabetic());
    MONTHS
        .iter()
        .rev()
        .find(|(start, _)| letters && name.starts_with(start))
        .map(|(_, month)| *month)
}

/// The order that the values prove; nothing when they prove none, or both alike.
pub(super) fn order_of<'a>(values: impl Iterator<Item = &'a str>) -> (Option<DateOrder>, bool) {
    let (mut day_first, mut month_first, mut undecided) = (0_u64, 0_u64, 0_u64);
    for value in values {
        match Written::of(value) {
            Written::TwoNumbers(first, second, _) if first > 12 && second <= 12 => day_first += 1,
            Written::TwoNumbers(first, second, _) if second > 12 && first <= 12 => month_first += 1,
            Written::TwoNumbers(first, second, _) if first != second => undecided += 1,
            _ => {}
        }
    }
    let order = match day_first.cmp(&month_first) {
        std::cmp::Ordering::Greater => Some(DateOrder::DayFirst),
        std::cmp::Ordering::Less => Some(DateOrder::MonthFirst),
        std::cmp::Ordering::Equal => None,
    };
    (order, undecided > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_read_in_the_forms_of_the_world() {
        let check = |text: &str, expected: Option<Date>| {
            assert_eq!(
                Written::of(text).day(DateOrder::DayFirst),
                expected,
                "{text}"
            );
        };
        check("2026-01-31", Some(date(2026, 1, 31)));
        check("2026-01-31T10:00:00Z", Some(date(2026, 1, 31)));
        check("20260131", Some(date(2026, 1, 31)));
        check("31/01/2026", Some(date(2026, 1, 31)));
        check("31.1.26 00:00", Some(date(2026, 1, 31)));
        check("31 janv. 2026", Some(date(2026, 1, 31)));
        check("31-Aug-99", Some(date(1999, 8, 31)));
        check("31/02/2026", None);
        check("12", None);
    }

    #[test]
    fn a_word_is_no_day() {
        assert_eq!(Written::of("TODAY"), Written::Symbol);
        assert_eq!(Written::of("TODAY[+15d]"), Written::Symbol);
        assert_eq!(Written::of("=A1+30"), Written::Symbol);
        assert_eq!(Written::of("12"), Written::Unreadable);
    }

    #[test]
    fn the_whole_column_decides_the_order() {
        let order = |values: &[&str]| order_of(values.iter().copied());
        assert_eq!(
            order(&["1/2/2026", "13/2/2026"]),
            (Some(DateOrder::DayFirst), true)
        );
        assert_eq!(
            order(&["1/2/2026", "2/13/2026"]),
            (Some(DateOrder::MonthFirst), true)
        );
        assert_eq!(order(&["1/2/2026", "3/3/2026"]), (None, true));
        assert_eq!(order(&["2026-01-02"]), (None, false));
    }
}
