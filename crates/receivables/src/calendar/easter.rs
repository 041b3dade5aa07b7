//! The date of Easter in the Gregorian calendar, from which movable holidays follow. Nothing else.

use jiff::civil::Date;

/// Easter Sunday of a year, by the Meeus/Jones/Butcher rule. Years 1583 to 9999.
pub fn easter_sunday(year: i16) -> Date {
    let y = i32::from(year);
    let a = y % 19;
    let (b, c) = (y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    // The rule yields 22 March to 25 April for every year it is defined for.
    Date::new(year, month as i8, day as i8).unwrap_or(Date::ZERO)
}
