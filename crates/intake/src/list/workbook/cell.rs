//! The text of one cell: numbers in their shortest decimal form, days as `2026-01-31`. It must never go
//! through arithmetic on a floating point number, only through its text.

use calamine::{DataRef, ExcelDateTime};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

/// A spreadsheet shows fifteen digits of a number; what lies behind them is noise.
const DIGITS_SHOWN: u32 = 15;

/// A text, and whether the cell holds a number.
pub(super) fn text(value: &DataRef<'_>) -> (String, bool) {
    match value {
        DataRef::Empty => (String::new(), false),
        DataRef::SharedString(text) => (text.trim().to_string(), false),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            (text.trim().to_string(), false)
        }
        DataRef::Int(number) => (number.to_string(), true),
        DataRef::Float(number) => decimal_text(&number.to_string()),
        DataRef::Bool(value) => (if *value { "true" } else { "false" }.to_string(), false),
        DataRef::Error(error) => (error.to_string(), false),
        DataRef::DateTime(moment) => day_text(moment),
    }
}

/// The shortest text of a number, without what lies behind the fifteenth digit.
pub(super) fn decimal_text(shortest: &str) -> (String, bool) {
    let digits = shortest.bytes().filter(u8::is_ascii_digit).count();
    if digits <= DIGITS_SHOWN as usize {
        return (shortest.to_string(), shortest != "NaN");
    }
    let shown = shortest
        .parse::<Decimal>()
        .ok()
        .and_then(|number| number.round_sf(DIGITS_SHOWN));
    match shown {
        Some(number) => (number.normalize().to_string(), true),
        None => (shortest.to_string(), false),
    }
}

fn day_text(moment: &ExcelDateTime) -> (String, bool) {
    let serial = moment.as_f64().to_string();
    // Which system it counts in is told by nothing but equality.
    let is_1904 = *moment == ExcelDateTime::new(moment.as_f64(), kind_of(moment), true);
    let day = (!moment.is_duration())
        .then(|| day_of_serial(&serial, is_1904))
        .flatten();
    match day {
        Some(day) => (day.to_string(), false),
        None => decimal_text(&serial),
    }
}

fn kind_of(moment: &ExcelDateTime) -> calamine::ExcelDateTimeType {
    if moment.is_duration() {
        calamine::ExcelDateTimeType::TimeDelta
    } else {
        calamine::ExcelDateTimeType::DateTime
    }
}

/// The day of a serial number, whole days only; nothing for an hour of no day, or outside 1900 to 2199.
/// In the system of 1900 a 29 February 1900 that never was is counted, after which all is one day off.
pub(in crate::list) fn day_of_serial(serial: &str, is_1904: bool) -> Option<Date> {
    let whole = serial.split('.').next()?;
    let days: i32 = whole.parse().ok()?;
    if !(1..110_000).contains(&days) {
        return None;
    }
    let epoch = match (is_1904, days) {
        (true, _) => date(1904, 1, 1),
        (false, 60) => return None,
        (false, ..60) => date(1899, 12, 31),
        (false, _) => date(1899, 12, 30),
    };
    epoch
        .checked_add(days.days())
        .ok()
        .filter(|day| day.year() <= 2199)
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_are_their_shortest_decimal_text() {
        let check = |number: f64, expected: &str| {
            assert_eq!(
                text(&DataRef::Float(number)),
                (expected.to_string(), true),
                "{number}"
            );
        };
        check(1234.5, "1234.5");
        check(123_456_789.0, "123456789");
        check(0.1 + 0.2, "0.3");
        check(1_234.560_000_000_000_2, "1234.56");
        check(-1e20, "-100000000000000000000");
        assert!(!text(&DataRef::Float(f64::NAN)).1);
        assert!(!text(&DataRef::Float(1e300)).1);
    }

    #[test]
    fn serial_numbers_are_days_in_both_systems() {
        let check = |serial: f64, is_1904: bool, expected: &str| {
            let moment = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904);
            assert_eq!(text(&DataRef::DateTime(moment)).0, expected, "{serial}");
        };
        check(46053.0, false, "2026-01-31");
        check(44591.0, true, "2026-01-31");
        check(46053.75, false, "2026-01-31");
        check(1.0, false, "1900-01-01");
        check(59.0, false, "1900-02-28");
        check(60.0, false, "60");
        check(61.0, false, "1900-03-01");
        check(0.5, false, "0.5");
        check(-3.0, false, "-3");
        check(9e9, false, "9000000000");
    }
}
