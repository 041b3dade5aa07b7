//! Days as people write them. Whether the day or the month comes first is decided once for the
//! whole file, on the values that leave no doubt.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::workbook::day_of_serial;

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
pub(crate) enum Written {
    /// Year first or month in letters: one reading only.
    Plain(Date),
    /// Two numbers and a year: the order decides.
    TwoNumbers(i8, i8, i16),
    /// The number a spreadsheet counts the day by, from 1900.
    Serial(Date),
    /// A word or a formula.
    Symbol,
    /// None of these.
    Unreadable,
}

/// The months in French, English, German, Spanish, Italian, Portuguese and Dutch, without accents.
const MONTHS: [&str; 12] = [
    "janvier january januar enero gennaio janeiro januari jaenner",
    "fevrier february februar febrero febbraio fevereiro februari fevr",
    "mars march marz maerz marzo marco maart mrt mrz",
    "avril april abril aprile avr",
    "mai may mayo maggio maio mei",
    "juin june juni junio giugno junho",
    "juillet july juli julio luglio julho",
    "aout august agosto augustus",
    "septembre september septiembre settembre setembro",
    "octobre october oktober octubre ottobre outubro",
    "novembre november noviembre novembro",
    "decembre december dezember diciembre dicembre dezembro",
];

/// Words around a day that say nothing of it, days of the week among them.
const AROUND: &[&str] = &[
    "le",
    "du",
    "de",
    "del",
    "of",
    "the",
    "den",
    "am",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
    "so",
    "lun",
    "mer",
    "jeu",
    "ven",
    "sam",
    "dim",
];

/// The numbers a spreadsheet counts the days of 1982 to 2064 by.
const SERIALS: std::ops::Range<i32> = 30_000..60_000;

impl Written {
    /// Looks at a text.
    pub fn of(text: &str) -> Written {
        let text = text.trim();
        // A longer text is no day, whatever it starts with.
        if text.len() > 60 {
            return Written::Unreadable;
        }
        if text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
            && let Some(written) = of_digits(text)
        {
            return written;
        }
        let joined = without_hour_mark(text);
        let separators = |c: char| c.is_whitespace() || matches!(c, '/' | '-' | '.' | ',');
        let parts: Vec<&str> = joined
            .split(separators)
            .filter(|part| !part.is_empty() && !AROUND.contains(&part.to_lowercase().as_str()))
            .collect();
        let [first, second, third, ..] = parts.as_slice() else {
            return word_or_nothing(text);
        };
        if first.len() == 4 && first.bytes().all(|byte| byte.is_ascii_digit()) {
            let month =
                month_named(second).map_or((*second).to_string(), |month| month.to_string());
            return plain(first, &month, third);
        }
        let named = match (month_named(first), month_named(second)) {
            (Some(month), _) => Some((month, second)),
            (None, Some(month)) => Some((month, first)),
            (None, None) => None,
        };
        if let Some((month, day)) = named {
            let day = day.trim_end_matches(|c: char| c.is_alphabetic() || c == 'º');
            return plain(&year_of(third).to_string(), &month.to_string(), day);
        }
        let year = third.split([':', 'h']).next().unwrap_or(third);
        let numbers = (
            first.parse(),
            second.parse(),
            year.len(),
            year.parse::<i16>(),
        );
        match numbers {
            // `1 100,00` and `1.000,00` are amounts: no day and no month has three digits.
            (Ok(one), Ok(two), 2 | 4, Ok(_))
                if year == *third && first.len() <= 2 && second.len() <= 2 =>
            {
                Written::TwoNumbers(one, two, year_of(third))
            }
            _ => word_or_nothing(text),
        }
    }

    /// The day in an order; nothing when no such day exists.
    pub fn day(self, order: DateOrder) -> Option<Date> {
        match self {
            Written::Plain(date) | Written::Serial(date) => Some(date),
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

fn word_or_nothing(text: &str) -> Written {
    if text.starts_with(|c: char| c.is_alphabetic() || c == '=') {
        Written::Symbol
    } else {
        Written::Unreadable
    }
}

/// Eight digits, fourteen with the hour, or the number of a spreadsheet; nothing for days between dots.
fn of_digits(text: &str) -> Option<Written> {
    if text.matches('.').count() > 1 {
        return None;
    }
    let digits = text.split('.').next().unwrap_or(text);
    match digits.len() {
        8 | 12 | 14 if digits == text => {
            let year_first = plain(&text[..4], &text[4..6], &text[6..8]);
            let year = text[4..8].parse().unwrap_or(0);
            let (first, second) = (text[..2].parse(), text[2..4].parse());
            let day_first = match (first, second) {
                (Ok(first), Ok(second)) if (1950..=2149).contains(&year) && text.len() == 8 => {
                    Written::TwoNumbers(first, second, year)
                }
                _ => Written::Unreadable,
            };
            Some(if year_first == Written::Unreadable {
                day_first
            } else {
                year_first
            })
        }
        5 => {
            let number: i32 = digits.parse().ok()?;
            let day = SERIALS
                .contains(&number)
                .then(|| day_of_serial(digits, false))
                .flatten();
            Some(day.map_or(Written::Unreadable, Written::Serial))
        }
        _ => Some(Written::Unreadable),
    }
}

/// `2026-01-31T10:00` with a blank for the T.
fn without_hour_mark(text: &str) -> String {
    let bytes = text.as_bytes();
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    let mark = text.bytes().enumerate().position(|(at, byte)| {
        byte == b'T' && is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))
    });
    match mark {
        Some(at) => format!("{} {}", &text[..at], &text[at + 1..]),
        None => text.to_string(),
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

/// The month whose name starts so; nothing when two do, as `ju`.
fn month_named(text: &str) -> Option<i8> {
    let name = super::field::squeezed(text);
    if name.len() < 3 || !name.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let starts = |names: &&str| names.split(' ').any(|full| full.starts_with(&name));
    let mut months = (1..).zip(MONTHS).filter(|(_, names)| starts(names));
    let (month, _) = months.next()?;
    months.next().is_none().then_some(month)
}

/// The order that the values prove; nothing when they prove none, or both alike.
pub(crate) fn order_of<'a>(values: impl Iterator<Item = &'a str>) -> (Option<DateOrder>, bool) {
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

/// The order in which alone the days follow each other, up or down; nothing when they do in both or in none.
pub(crate) fn order_of_sequence<'a>(values: impl Iterator<Item = &'a str>) -> Option<DateOrder> {
    let written: Vec<Written> = values
        .map(Written::of)
        .filter(|written| written.is_day())
        .collect();
    let follows = |order: DateOrder| {
        let days: Option<Vec<Date>> = written.iter().map(|written| written.day(order)).collect();
        days.is_some_and(|days| days.is_sorted() || days.iter().rev().is_sorted())
    };
    match (follows(DateOrder::DayFirst), follows(DateOrder::MonthFirst)) {
        (true, false) => Some(DateOrder::DayFirst),
        (false, true) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
