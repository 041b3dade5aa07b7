//! Calendars: which days are worked where, which days the euro settles, and how legal time-limits end.
//! Days are dates without a clock; must never know what day it is.

mod day_number;
mod easter;
pub mod holidays;
pub mod legal_deadline;
pub mod target;

use jiff::civil::{Date, Weekday};

pub use day_number::{days_between, plus_days};
pub use easter::easter_sunday;

/// A country code that ISO 3166 leaves to its users: there every day is worked. Diaries use it so that
/// weekends do not disturb a case.
pub const EVERY_DAY_IS_WORKED: &str = "ZZ";

/// The worked days of countries and regions, computed once for a span of years.
#[derive(Clone, Debug)]
pub struct Calendar {
    first_year: i16,
    last_year: i16,
    closed: Vec<ClosedDays>,
}

/// The public holidays of a country or of a part of it, sorted.
#[derive(Clone, Debug)]
struct ClosedDays {
    country: &'static str,
    region: Option<&'static str>,
    days: Vec<Date>,
}

impl Calendar {
    /// The calendar of the years `first_year` to `last_year`, both included.
    /// Outside them only weekends close a day, so callers build it around the days they ask about.
    pub fn of_years(first_year: i16, last_year: i16) -> Self {
        // Dates end with the year 9999, and no calendar closes a day beyond them.
        let (first_year, last_year) = (first_year.max(1), last_year.min(9999));
        let countries = holidays::COUNTRIES.iter().map(|country| (*country, None));
        let regions = holidays::FRENCH_REGIONS
            .iter()
            .map(|region| ("FR", Some(*region)));
        let closed = countries
            .chain(regions)
            .map(|(country, region)| {
                let mut days: Vec<Date> = (first_year..=last_year)
                    .flat_map(|year| holidays::of_year(country, region, year))
                    .collect();
                days.sort();
                days.dedup();
                ClosedDays {
                    country,
                    region,
                    days,
                }
            })
            .collect();
        Calendar {
            first_year,
            last_year,
            closed,
        }
    }

    /// The calendar from ten years before `today` to five years after.
    pub fn around(today: Date) -> Self {
        Calendar::of_years(
            today.year().saturating_sub(10),
            today.year().saturating_add(5),
        )
    }

    /// True on Monday to Friday except public holidays (jours ouvrés). A country whose holidays are not
    /// known here has weekends only; a region that is not known counts as its country.
    pub fn is_business_day(&self, day: Date, country: &str, region: Option<&str>) -> bool {
        if country == EVERY_DAY_IS_WORKED {
            return true;
        }
        if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            return false;
        }
        if day.year() < self.first_year || day.year() > self.last_year {
            return true;
        }
        let of = |region: Option<&str>| {
            self.closed
                .iter()
                .find(|closed| closed.country == country && closed.region == region)
        };
        region
            .and_then(|region| of(Some(region)))
            .or_else(|| of(None))
            .is_none_or(|closed| closed.days.binary_search(&day).is_err())
    }

    /// The first business day on or after `day`.
    pub fn business_day_from(&self, day: Date, country: &str, region: Option<&str>) -> Date {
        let mut candidate = day;
        while !self.is_business_day(candidate, country, region) {
            candidate = plus_days(candidate, 1);
        }
        candidate
    }
}

/// What to do with a date that is not a business day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Adjustment {
    /// Keep it: the law does not move invoice due dates.
    Keep,
    /// The next business day.
    Following,
    /// The next business day, unless it lies in another month: then the one before.
    ModifiedFollowing,
    /// The business day before.
    Preceding,
}

impl Calendar {
    /// Moves a date by a convention, in the calendar of a country.
    pub fn adjust(&self, day: Date, how: Adjustment, country: &str, region: Option<&str>) -> Date {
        let preceding = || {
            let mut candidate = day;
            while !self.is_business_day(candidate, country, region) {
                candidate = plus_days(candidate, -1);
            }
            candidate
        };
        match how {
            Adjustment::Keep => day,
            Adjustment::Following => self.business_day_from(day, country, region),
            Adjustment::Preceding => preceding(),
            Adjustment::ModifiedFollowing => {
                let following = self.business_day_from(day, country, region);
                if following.month() == day.month() {
                    following
                } else {
                    preceding()
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
