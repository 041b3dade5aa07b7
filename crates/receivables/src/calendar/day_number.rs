//! Days as numbers on the proleptic Gregorian calendar, so that counting days is integer arithmetic: every
//! item of every account is counted every day. Must never fail: dates beyond the calendar are its ends.

use jiff::civil::Date;

/// Days from 0000-03-01, negative before.
pub(crate) fn day_number(date: Date) -> i32 {
    let (year, month) = (i32::from(date.year()), i32::from(date.month()));
    // Years start in March, so that the leap day is the last day of a year.
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i32::from(date.day()) - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
}

/// The date of a day number, held at the ends of the calendar.
fn date_of(number: i32) -> Date {
    let (era, day_of_era) = (number.div_euclid(146_097), number.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = era * 400 + year_of_era + i32::from(month <= 2);
    let end = if number < 0 { Date::MIN } else { Date::MAX };
    i16::try_from(year)
        .ok()
        .and_then(|year| Date::new(year, month as i8, day as i8).ok())
        .unwrap_or(end)
}

/// `day` moved by a number of calendar days, held at the ends of the calendar.
pub fn plus_days(day: Date, days: i32) -> Date {
    // Most days that are asked for lie in the same month, and every month has 28 days.
    let within = i32::from(day.day()).saturating_add(days);
    if (1..=28).contains(&within)
        && let Ok(near) = Date::new(day.year(), day.month(), within as i8)
    {
        return near;
    }
    date_of(day_number(day).saturating_add(days))
}

/// Calendar days from `from` to `to`, negative when `to` comes first.
pub fn days_between(from: Date, to: Date) -> i32 {
    day_number(to) - day_number(from)
}

#[cfg(test)]
mod tests {
    use jiff::Span;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn counting_agrees_with_the_calendar_library() {
        for start in [
            date(2023, 12, 25),
            date(2000, 2, 28),
            date(1, 1, 1),
            date(-4, 2, 29),
        ] {
            for step in -900..900 {
                let other = start.saturating_add(Span::new().days(step));
                assert_eq!(days_between(start, other), step);
                assert_eq!(plus_days(start, step), other);
            }
        }
    }

    #[test]
    fn every_day_of_the_calendar_reads_back_to_itself() {
        let mut number = day_number(Date::MIN);
        while number <= day_number(Date::MAX) {
            assert_eq!(day_number(date_of(number)), number);
            number += 37;
        }
    }

    #[test]
    fn counting_beyond_the_calendar_stops_at_its_ends() {
        assert_eq!(plus_days(Date::MAX, 1), Date::MAX);
        assert_eq!(plus_days(Date::MIN, -1), Date::MIN);
        assert_eq!(plus_days(date(2026, 1, 1), i32::MAX), Date::MAX);
        assert_eq!(plus_days(date(2026, 1, 1), i32::MIN), Date::MIN);
    }
}
