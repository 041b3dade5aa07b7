//! How days, instants, words and amounts stand in columns, and how they are read back. Must never accept
//! a value the store does not write itself: that is an inconsistency with a place and a name.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use receivables::currency::Currency;
use receivables::money::Money;
use serde::de::IntoDeserializer;
use serde::{Deserialize, Serialize};

use crate::error::{Result, StoreError};

/// The instant later than every stored one: "as known now".
pub const END_OF_TIME: &str = "9999-12-31T23:59:59.999Z";

/// A day as it stands in a column.
pub fn day(day: Date) -> String {
    let mut text = String::with_capacity(10);
    push_number(&mut text, i32::from(day.year()), 4);
    text.push('-');
    push_number(&mut text, i32::from(day.month()), 2);
    text.push('-');
    push_number(&mut text, i32::from(day.day()), 2);
    text
}

/// An instant as it stands in a column: UTC, to the millisecond, always as long.
pub fn instant(at: Timestamp) -> String {
    let moment = TimeZone::UTC.to_datetime(at);
    let mut text = day(moment.date());
    for (mark, number, width) in [
        ('T', i32::from(moment.hour()), 2),
        (':', i32::from(moment.minute()), 2),
        (':', i32::from(moment.second()), 2),
        ('.', i32::from(moment.millisecond()), 3),
    ] {
        text.push(mark);
        push_number(&mut text, number, width);
    }
    text.push('Z');
    text
}

/// The word of an enumeration, as serde names it.
pub fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        // Only enumerations without content are stored as words; anything else keeps its JSON.
        other => other.map(|value| value.to_string()).unwrap_or_default(),
    }
}

/// A value as JSON text.
pub fn json<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value)
        .map_err(|cause| StoreError::Other(format!("no JSON can be made: {cause}")))
}

fn push_number(text: &mut String, number: i32, width: u32) {
    for place in (0..width).rev() {
        let digit = number / 10_i32.pow(place) % 10;
        text.push(char::from(b'0' + digit.unsigned_abs() as u8));
    }
}

/// A row, for naming what is wrong with it.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The table.
    pub table: &'static str,
    /// The identity of the row.
    pub id: i64,
}

impl Place {
    /// A row of a table.
    pub const fn new(table: &'static str, id: i64) -> Place {
        Place { table, id }
    }

    /// The error for a value nobody wrote.
    pub fn inconsistent(self, column: &'static str, found: &str) -> StoreError {
        StoreError::Inconsistent {
            table: self.table,
            column,
            id: self.id,
            found: found.chars().take(80).collect(),
        }
    }

    /// Reads a day.
    pub fn day(self, column: &'static str, text: &str) -> Result<Date> {
        parse_day(text).ok_or_else(|| self.inconsistent(column, text))
    }

    /// Reads a day that may be missing.
    pub fn optional_day(self, column: &'static str, text: Option<&str>) -> Result<Option<Date>> {
        text.map(|text| self.day(column, text)).transpose()
    }

    /// Reads an instant.
    pub fn instant(self, column: &'static str, text: &str) -> Result<Timestamp> {
        parse_instant(text).ok_or_else(|| self.inconsistent(column, text))
    }

    /// Reads an instant that may be missing.
    pub fn optional_instant(
        self,
        column: &'static str,
        text: Option<&str>,
    ) -> Result<Option<Timestamp>> {
        text.map(|text| self.instant(column, text)).transpose()
    }

    /// Reads the word of an enumeration, as serde names it.
    pub fn word<'t, T: Deserialize<'t>>(self, column: &'static str, text: &'t str) -> Result<T> {
        let words: serde::de::value::StrDeserializer<'t, serde::de::value::Error> =
            text.into_deserializer();
        T::deserialize(words).map_err(|_| self.inconsistent(column, text))
    }

    /// Reads JSON text.
    pub fn json<'t, T: Deserialize<'t>>(self, column: &'static str, text: &'t str) -> Result<T> {
        serde_json::from_str(text).map_err(|_| self.inconsistent(column, text))
    }

    /// Reads an amount.
    pub fn money(self, minor: i64, currency: &str) -> Result<Money> {
        Ok(Money::new(minor, self.currency(currency)?))
    }

    /// Reads a currency; the euro takes the short way.
    pub fn currency(self, text: &str) -> Result<Currency> {
        if text == "EUR" {
            return Ok(Currency::EUR);
        }
        text.parse()
            .map_err(|_| self.inconsistent("currency", text))
    }
}

fn parse_day(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = i16::try_from(number(&bytes[..4])?).ok()?;
    let month = i8::try_from(number(&bytes[5..7])?).ok()?;
    let day = i8::try_from(number(&bytes[8..])?).ok()?;
    Date::new(year, month, day).ok()
}

fn parse_instant(text: &str) -> Option<Timestamp> {
    let bytes = text.as_bytes();
    if bytes.len() != 24 || bytes[10] != b'T' || bytes[23] != b'Z' {
        return None;
    }
    let day = parse_day(text.get(..10)?)?;
    let part = |from: usize, to: usize| number(&bytes[from..to]);
    let moment = DateTime::new(
        day.year(),
        day.month(),
        day.day(),
        i8::try_from(part(11, 13)?).ok()?,
        i8::try_from(part(14, 16)?).ok()?,
        i8::try_from(part(17, 19)?).ok()?,
        part(20, 23)? * 1_000_000,
    )
    .ok()?;
    TimeZone::UTC.to_timestamp(moment).ok()
}

fn number(digits: &[u8]) -> Option<i32> {
    digits.iter().try_fold(0_i32, |number, digit| {
        digit
            .is_ascii_digit()
            .then(|| number * 10 + i32::from(digit - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const PLACE: Place = Place::new("item", 7);

    #[test]
    fn days_and_instants_read_back_and_sort_as_text() {
        assert_eq!(day(date(2026, 3, 9)), "2026-03-09");
        assert_eq!(PLACE.day("due_on", "2026-03-09").unwrap(), date(2026, 3, 9));
        let at: Timestamp = "2026-03-09T05:06:07.089Z".parse().unwrap();
        assert_eq!(instant(at), "2026-03-09T05:06:07.089Z");
        assert_eq!(PLACE.instant("at", &instant(at)).unwrap(), at);
    }

    #[test]
    fn a_value_nobody_wrote_is_named_with_its_place() {
        for found in ["2026-02-30", "09/03/2026", "2026-3-9", ""] {
            let refused = PLACE.day("due_on", found).unwrap_err().to_string();
            assert!(
                refused.contains("table item")
                    && refused.contains("due_on")
                    && refused.contains('7')
            );
        }
        assert!(PLACE.instant("at", "2026-03-09 05:06:07").is_err());
        assert!(PLACE.currency("EURO").is_err());
    }
}
