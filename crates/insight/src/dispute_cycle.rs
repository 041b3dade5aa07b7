//! How long disputes take from the day they are raised to the day they are settled, in calendar days. Must never count
//! one that is still open: its end is not known.

use jiff::civil::Date;
use receivables::item::days_between;

/// The days that settled disputes took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DisputeCycle {
    /// The middle one; of an even number, the half-way of the two in the middle, rounded down.
    pub median_days: i32,
    /// The mean, rounded to the nearest day.
    pub mean_days: i32,
}

impl DisputeCycle {
    /// The cycle of disputes with the day each was raised and the day it was settled; nothing when there is none.
    pub fn of(settled: impl Iterator<Item = (Date, Date)>) -> Option<DisputeCycle> {
        let mut days: Vec<i32> = settled
            .map(|(opened_on, closed_on)| days_between(opened_on, closed_on).max(0))
            .collect();
        days.sort_unstable();
        let (low, high) = (
            days.get(days.len().checked_sub(1)? / 2)?,
            days.get(days.len() / 2)?,
        );
        let sum: i64 = days.iter().copied().map(i64::from).sum();
        let count = i64::try_from(days.len()).ok()?;
        Some(DisputeCycle {
            median_days: low.midpoint(*high),
            mean_days: i32::try_from((sum + count / 2) / count).ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_middle_and_the_mean_of_what_was_settled() {
        let opened = date(2026, 3, 1);
        let settled = |days: &[i8]| {
            let ends = days.iter().map(|day| (opened, date(2026, 3, 1 + day)));
            DisputeCycle::of(ends.collect::<Vec<_>>().into_iter())
        };
        let cycle = |median_days, mean_days| {
            Some(DisputeCycle {
                median_days,
                mean_days,
            })
        };
        assert_eq!(settled(&[]), None);
        assert_eq!(settled(&[4]), cycle(4, 4));
        assert_eq!(settled(&[20, 2, 5]), cycle(5, 9));
        assert_eq!(settled(&[1, 4]), cycle(2, 3));
    }
}
