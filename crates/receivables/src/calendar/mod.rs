//! Calendars: which days are worked where, which days the euro settles, and how legal time-limits end.
//! Days are dates without a clock; must never know what day it is.

mod easter;
pub mod holidays;
pub mod legal_deadline;
pub mod target;

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

pub use easter::easter_sunday;

/// The worked days of countries and regions, computed once for a span of years.
#[derive(Clone, Debug)]
pub struct Calendar {
    first_year: i16,
    last_year: i16,
    closed: BTreeMap<(String, Option<String>), Vec<Date>>,
}

impl Calendar {
    /// The calendar of the years `first_year` to `last_year`, both included.
    /// Outside them only weekends close a day, so callers build it around the days they ask about.
    pub fn of_years(first_year: i16, last_year: i16) -> Self {
        let mut closed = BTreeMap::new();
        for country in holidays::COUNTRIES {
            closed.insert((country.to_string(), None), Vec::new());
        }
        for region in holidays::FRENCH_REGIONS {
            closed.insert(("FR".to_string(), Some(region.to_string())), Vec::new());
        }
        for ((country, region), days) in &mut closed {
            for year in first_year..=last_year {
                days.extend(holidays::of_year(country, region.as_deref(), year));
            }
            days.sort();
            days.dedup();
        }
        Calendar {
            first_year,
            last_year,
            closed,
        }
    }

    /// The calendar from ten years before `today` to five years after.
    pub fn around(today: Date) -> Self {
        Calendar::of_years(today.year() - 10, today.year() + 5)
    }

    /// True on Monday to Friday except public holidays (jours ouvrés). A country whose holidays are not
    /// known here has weekends only; a region that is not known counts as its country.
    pub fn is_business_day(&self, day: Date, country: &str, region: Option<&str>) -> bool {
        if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            return false;
        }
        if day.year() < self.first_year || day.year() > self.last_year {
            return true;
        }
        let key = (country.to_string(), region.map(str::to_string));
        let days = self
            .closed
            .get(&key)
            .or_else(|| self.closed.get(&(key.0, None)));
        days.is_none_or(|days| days.binary_search(&day).is_err())
    }

    /// The first business day on or after `day`.
    pub fn business_day_from(&self, day: Date, country: &str, region: Option<&str>) -> Date {
        let mut candidate = day;
        while !self.is_business_day(candidate, country, region) {
            candidate = candidate.saturating_add(jiff::Span::new().days(1));
        }
        candidate
    }
}

/// `day` moved by a number of calendar days, held at the ends of the calendar.
pub fn plus_days(day: Date, days: i32) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
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
