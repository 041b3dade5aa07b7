//! TARGET (T2) days: when the euro settles between banks. National holidays do not close them.

use jiff::civil::{Date, Weekday, date};

use super::{easter_sunday, plus_days};

/// True when SEPA payments settle on `day`.
pub fn is_open(day: Date) -> bool {
    if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
        return false;
    }
    let easter = easter_sunday(day.year());
    let closed = [
        date(day.year(), 1, 1),
        plus_days(easter, -2),
        plus_days(easter, 1),
        date(day.year(), 5, 1),
        date(day.year(), 12, 25),
        date(day.year(), 12, 26),
    ];
    !closed.contains(&day)
}

/// `day` plus a number of TARGET days: only open days are counted.
pub fn plus_open_days(day: Date, days: u32) -> Date {
    let mut candidate = day;
    let mut left = days;
    while left > 0 {
        candidate = plus_days(candidate, 1);
        if is_open(candidate) {
            left -= 1;
        }
    }
    candidate
}
