//! Days sales outstanding: how many days of sales the receivables stand for, by the balance method and
//! by count-back. Both sides must be on the same VAT basis; the caller sees to it.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::indicator::decimal;

/// A number of days, or why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DsoResult {
    /// That many days, not rounded.
    Days(Decimal),
    /// The receivables exceed the sales of all known months: more than that many days.
    MoreThan(u32),
    /// No sales, or receivables below zero: no such figure exists.
    Undefined,
}

impl DsoResult {
    /// The number of days, when there is one.
    pub fn days(self) -> Option<Decimal> {
        match self {
            DsoResult::Days(days) => Some(days),
            DsoResult::MoreThan(_) | DsoResult::Undefined => None,
        }
    }
}

/// Sales of one month, or of the part of it that has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthSales {
    /// Sales less credit notes, minor units.
    pub sales_minor: i64,
    /// Days of the month that have passed.
    pub days: u32,
}

/// Balance method: receivables over sales times the days of the period. With receivables not yet due
/// in place of all receivables it gives the best possible DSO.
pub fn balance(receivables_minor: i64, sales_minor: i64, days: u32) -> DsoResult {
    if receivables_minor < 0 || sales_minor <= 0 || days == 0 {
        return DsoResult::Undefined;
    }
    DsoResult::Days(decimal(receivables_minor) * Decimal::from(days) / decimal(sales_minor))
}

/// Average days delinquent: DSO less best possible DSO, which is overdue over sales times days.
pub fn average_days_delinquent(overdue_minor: i64, sales_minor: i64, days: u32) -> DsoResult {
    balance(overdue_minor, sales_minor, days)
}

/// Count-back: the sales of each month, latest first, are taken off the receivables; whole months
/// count their days, the last one in proportion.
pub fn count_back(receivables_minor: i64, latest_first: &[MonthSales]) -> DsoResult {
    if receivables_minor < 0 || latest_first.iter().all(|month| month.sales_minor <= 0) {
        return DsoResult::Undefined;
    }
    let mut rest = receivables_minor;
    let mut days = 0;
    for month in latest_first {
        if rest < month.sales_minor {
            let part = decimal(rest) * Decimal::from(month.days) / decimal(month.sales_minor);
            return DsoResult::Days(Decimal::from(days) + part);
        }
        if rest == 0 {
            return DsoResult::Days(Decimal::from(days));
        }
        rest -= month.sales_minor;
        days += month.days;
    }
    if rest == 0 {
        DsoResult::Days(Decimal::from(days))
    } else {
        DsoResult::MoreThan(days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::shown;

    const OCTOBER: MonthSales = MonthSales {
        sales_minor: 12_000_000,
        days: 31,
    };
    const NOVEMBER: MonthSales = MonthSales {
        sales_minor: 10_000_000,
        days: 30,
    };
    const DECEMBER: MonthSales = MonthSales {
        sales_minor: 15_000_000,
        days: 31,
    };

    fn check(found: DsoResult, expected: &str) {
        assert_eq!(
            found.days().map(|days| format!("{:.2}", shown(days))),
            Some(expected.to_string())
        );
    }

    #[test]
    fn the_published_examples_come_out() {
        check(balance(26_000_000, 37_000_000, 92), "64.65");
        check(balance(26_000_000, 144_000_000, 365), "65.90");
        check(
            count_back(26_000_000, &[DECEMBER, NOVEMBER, OCTOBER]),
            "63.58",
        );
        check(balance(18_000_000, 37_000_000, 92), "44.76");
        check(average_days_delinquent(8_000_000, 37_000_000, 92), "19.89");
        check(balance(26_000_000, 30_833_333, 92), "77.58");
    }

    #[test]
    fn without_sales_there_is_no_figure_and_never_zero() {
        assert_eq!(balance(100, 0, 92), DsoResult::Undefined);
        assert_eq!(balance(-1, 100, 92), DsoResult::Undefined);
        assert_eq!(count_back(100, &[]), DsoResult::Undefined);
        assert_eq!(count_back(-5, &[DECEMBER]), DsoResult::Undefined);
    }

    #[test]
    fn receivables_older_than_every_known_month_are_more_than_their_days() {
        assert_eq!(
            count_back(60_000_000, &[DECEMBER, NOVEMBER]),
            DsoResult::MoreThan(61)
        );
        assert_eq!(count_back(0, &[DECEMBER]), DsoResult::Days(Decimal::ZERO));
        assert_eq!(
            count_back(25_000_000, &[DECEMBER, NOVEMBER]),
            DsoResult::Days(Decimal::from(61))
        );
    }
}
