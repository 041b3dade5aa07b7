//! The uncollected tail: which share of the amounts billed is still unpaid so many days after the
//! invoice (Kaplan-Meier, each minor unit counted). Invoices still young say nothing of later days;
//! a day that no invoice has reached must have no figure.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::delay::{DelaySource, paid};
use crate::indicator::shown;
use crate::ledger::{LedgerInvoice, SettledBy, Settlement, days_between};

/// The days looked at.
pub const TAIL_DAYS: [i64; 5] = [30, 60, 90, 120, 180];

/// The share still unpaid after a number of days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TailPoint {
    /// Days after the invoice.
    pub days: i64,
    /// Share of the amounts, per cent with two decimals; nothing when the ledger cannot tell.
    pub unpaid_percent: Option<Decimal>,
    /// Amount observed that long, minor units.
    pub observed_minor: i64,
}

/// Amounts that were paid, or stopped being observed, on the same day of their age.
#[derive(Clone, Copy, Default)]
struct Age {
    paid_minor: i64,
    left_minor: i64,
}

/// The tail at each of [`TAIL_DAYS`].
pub(crate) fn tail<'a>(
    sales: impl Iterator<Item = &'a LedgerInvoice>,
    as_of: Date,
    days_of_terms: u16,
    source: DelaySource,
) -> Vec<TailPoint> {
    let ages = ages(sales, as_of, days_of_terms, source);
    let observed = |days: i64| -> i64 {
        ages.range(days..)
            .map(|(_, age)| age.paid_minor + age.left_minor)
            .sum()
    };
    let mut at_risk = observed(i64::MIN);
    let mut unpaid = Decimal::ONE;
    let mut points = Vec::new();
    let mut ages_in_order = ages.iter().peekable();
    for days in TAIL_DAYS {
        while let Some((_, age)) = ages_in_order.next_if(|(day, _)| **day <= days) {
            if at_risk > 0 {
                unpaid *= Decimal::ONE - Decimal::from(age.paid_minor) / Decimal::from(at_risk);
            }
            at_risk -= age.paid_minor + age.left_minor;
        }
        // What is known on that day comes from those observed until then, or from everything being paid.
        let is_known = observed(days) > 0 || (unpaid.is_zero() && !ages.is_empty());
        points.push(TailPoint {
            days,
            unpaid_percent: is_known.then(|| shown(unpaid * Decimal::ONE_HUNDRED)),
            observed_minor: observed(days),
        });
    }
    points
}

fn ages<'a>(
    sales: impl Iterator<Item = &'a LedgerInvoice>,
    as_of: Date,
    days_of_terms: u16,
    source: DelaySource,
) -> BTreeMap<i64, Age> {
    let mut ages: BTreeMap<i64, Age> = BTreeMap::new();
    for invoice in sales.filter(|invoice| invoice.issued_on <= as_of) {
        for part in paid(invoice, as_of, days_of_terms, source) {
            ages.entry(part.days.max(0)).or_default().paid_minor += part.amount_minor;
        }
        let age_now = days_between(invoice.issued_on, as_of);
        ages.entry(age_now).or_default().left_minor += invoice.open_minor(as_of);
        let is_credit = |part: &&Settlement| part.by == SettledBy::Credit && part.on <= as_of;
        for credit in invoice.settlements.iter().filter(is_credit) {
            let days = days_between(invoice.issued_on, credit.on).max(0);
            ages.entry(days).or_default().left_minor += credit.amount_minor;
        }
    }
    ages.retain(|_, age| age.paid_minor + age.left_minor != 0);
    ages
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::example;
    use jiff::civil::date;

    fn check(invoices: &[LedgerInvoice], expected: [Option<&str>; 5]) {
        let points = tail(invoices.iter(), date(2026, 7, 1), 30, DelaySource::Payments);
        let found: Vec<Option<String>> = points
            .iter()
            .map(|point| point.unpaid_percent.map(|share| share.to_string()))
            .collect();
        assert_eq!(found, expected.map(|share| share.map(str::to_string)));
    }

    #[test]
    fn young_invoices_leave_the_later_days_to_the_old_ones() {
        let issued_on = date(2026, 1, 1);
        let old = |payments: &[(Date, i64)]| example::invoice(issued_on, issued_on, 100, payments);
        check(
            &[
                old(&[(date(2026, 1, 21), 100)]),
                old(&[(date(2026, 2, 20), 100)]),
                old(&[]),
                old(&[]),
                example::invoice(date(2026, 6, 1), date(2026, 6, 30), 100, &[]),
            ],
            [
                Some("80.00"),
                Some("53.33"),
                Some("53.33"),
                Some("53.33"),
                Some("53.33"),
            ],
        );
    }

    #[test]
    fn a_day_nobody_has_reached_has_no_figure() {
        let young = example::invoice(date(2026, 5, 22), date(2026, 6, 22), 100, &[]);
        check(&[young], [Some("100"), None, None, None, None]);
        check(&[], [None; 5]);
    }
}
