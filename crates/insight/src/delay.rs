//! How long debtors take to pay: from invoice to payment and from due date to payment, per debtor and
//! over all. Credit notes are no payments and must not shorten a delay.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::indicator::{mean_days, median_days, shown, weighted_days};
use crate::ledger::{Ledger, LedgerInvoice, SettledBy, days_between};

/// Fewer paid invoices than this show no trend.
const FEWEST_FOR_A_TREND: usize = 6;
/// A change of fewer days is no trend.
const DAYS_OF_A_TREND: i64 = 5;

/// What the days of payment are taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DelaySource {
    /// Payments of the ledger.
    Payments,
    /// Days of lettering: the ledger holds no payment; the true delays are shorter or equal.
    Lettering,
}

/// How the delays change over time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trend {
    /// The later half pays later, by that many days.
    Slower(Decimal),
    /// The later half pays sooner, by that many days.
    Faster(Decimal),
    /// No change worth telling.
    Stable,
    /// Too few paid invoices to tell.
    TooFew,
}

/// The delays of a set of invoices, days with two decimals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delays {
    /// Payments, part payments counted each.
    pub payments: usize,
    /// Invoices wholly paid.
    pub invoices_paid: usize,
    /// Invoices paid after their due date.
    pub invoices_late: usize,
    /// Mean days from invoice to last payment.
    pub mean_days: Option<Decimal>,
    /// Median days from invoice to last payment.
    pub median_days: Option<Decimal>,
    /// Days from invoice to payment, weighted by amounts paid.
    pub weighted_days: Option<Decimal>,
    /// Mean days past due of the last payment, early payments below zero.
    pub mean_days_late: Option<Decimal>,
    /// Days past due weighted by amounts paid, early payments below zero.
    pub weighted_days_late: Option<Decimal>,
    /// Change over time.
    pub trend: Trend,
}

/// One payment of one invoice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paid {
    pub issued_on: Date,
    pub paid_on: Date,
    pub amount_minor: i64,
    pub days: i64,
    pub days_late: i64,
    /// True for the payment that closed the invoice.
    pub closes: bool,
}

/// What the delays of this ledger can be taken from.
pub(crate) fn source_of(ledger: &Ledger, as_of: Date) -> DelaySource {
    let sales = || ledger.invoices.iter().filter(|invoice| invoice.is_sale);
    let is_payment = |invoice: &LedgerInvoice| {
        invoice
            .settlements
            .iter()
            .any(|part| part.by == SettledBy::Payment && part.on <= as_of)
    };
    let lettered = |invoice: &LedgerInvoice| {
        invoice
            .settled_elsewhere
            .is_some_and(|by| by.by_on.is_some())
    };
    if !sales().any(is_payment) && sales().any(lettered) {
        DelaySource::Lettering
    } else {
        DelaySource::Payments
    }
}

/// The payments of an invoice up to a day; none for what is no sale.
pub(crate) fn paid(
    invoice: &LedgerInvoice,
    as_of: Date,
    days_of_terms: u16,
    source: DelaySource,
) -> Vec<Paid> {
    if !invoice.is_sale {
        return Vec::new();
    }
    let due_on = invoice.due_on(days_of_terms);
    let one = |paid_on: Date, amount_minor: i64| Paid {
        issued_on: invoice.issued_on,
        paid_on,
        amount_minor,
        days: days_between(invoice.issued_on, paid_on),
        days_late: days_between(due_on, paid_on),
        closes: false,
    };
    let mut payments: Vec<Paid> = match source {
        DelaySource::Payments => {
            let parts = invoice.settlements.iter();
            let money = parts.filter(|part| part.by == SettledBy::Payment && part.on <= as_of);
            money.map(|part| one(part.on, part.amount_minor)).collect()
        }
        DelaySource::Lettering => {
            let lettered_on = invoice
                .settled_elsewhere
                .and_then(|elsewhere| elsewhere.by_on);
            lettered_on
                .filter(|on| *on <= as_of)
                .map(|on| one(on, invoice.amount_minor))
                .into_iter()
                .collect()
        }
    };
    payments.sort_by_key(|part| part.paid_on);
    if invoice.open_minor(as_of) == 0
        && let Some(last) = payments.last_mut()
    {
        last.closes = true;
    }
    payments
}

impl Delays {
    /// The delays of some payments.
    pub(crate) fn of(payments: &[Paid]) -> Self {
        let mut closing: Vec<&Paid> = payments.iter().filter(|part| part.closes).collect();
        closing.sort_by_key(|part| (part.paid_on, part.issued_on, part.days));
        let days: Vec<i64> = closing.iter().map(|part| part.days).collect();
        let late: Vec<i64> = closing.iter().map(|part| part.days_late).collect();
        let weighted = |of: fn(&Paid) -> i64| {
            weighted_days(payments.iter().map(|part| (part.amount_minor, of(part))))
        };
        Delays {
            payments: payments.len(),
            invoices_paid: closing.len(),
            invoices_late: late.iter().filter(|days| **days > 0).count(),
            mean_days: mean_days(&days).map(shown),
            median_days: median_days(&days).map(shown),
            weighted_days: weighted(|part| part.days).map(shown),
            mean_days_late: mean_days(&late).map(shown),
            weighted_days_late: weighted(|part| part.days_late).map(shown),
            trend: trend(&days),
        }
    }
}

/// The later half of the payments against the earlier half.
fn trend(days_in_order: &[i64]) -> Trend {
    if days_in_order.len() < FEWEST_FOR_A_TREND {
        return Trend::TooFew;
    }
    let (earlier, later) = days_in_order.split_at(days_in_order.len() / 2);
    let (Some(before), Some(after)) = (mean_days(earlier), mean_days(later)) else {
        return Trend::TooFew;
    };
    let change = shown(after - before);
    if change >= Decimal::from(DAYS_OF_A_TREND) {
        return Trend::Slower(change);
    }
    if change <= Decimal::from(-DAYS_OF_A_TREND) {
        Trend::Faster(-change)
    } else {
        Trend::Stable
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::{Settlement, example};
    use jiff::civil::date;

    fn delays(invoices: &[LedgerInvoice]) -> Delays {
        let as_of = date(2026, 12, 31);
        let payments: Vec<Paid> = invoices
            .iter()
            .flat_map(|invoice| paid(invoice, as_of, 30, DelaySource::Payments))
            .collect();
        Delays::of(&payments)
    }

    #[test]
    fn part_payments_weigh_by_amount_and_the_last_one_closes() {
        let parts = [(date(2026, 1, 11), 75), (date(2026, 2, 10), 25)];
        let found = delays(&[example::invoice(
            date(2026, 1, 1),
            date(2026, 1, 31),
            100,
            &parts,
        )]);
        assert_eq!(
            (found.payments, found.invoices_paid, found.invoices_late),
            (2, 1, 1)
        );
        assert_eq!(found.mean_days, Some(Decimal::from(40)));
        assert_eq!(found.weighted_days, Some("17.50".parse().unwrap()));
        assert_eq!(found.mean_days_late, Some(Decimal::from(10)));
        assert_eq!(found.trend, Trend::TooFew);
    }

    #[test]
    fn a_credit_note_is_no_payment() {
        let mut invoice = example::invoice(date(2026, 1, 1), date(2026, 1, 31), 100, &[]);
        invoice.settlements.push(Settlement {
            on: date(2026, 1, 2),
            amount_minor: 100,
            by: SettledBy::Credit,
        });
        assert_eq!(delays(&[invoice]).payments, 0);
    }

    #[test]
    fn a_debtor_who_slows_down_is_seen() {
        let invoice = |month: i8, day: i8| {
            example::invoice(
                date(2026, month, 1),
                date(2026, month, 28),
                100,
                &[(date(2026, month, day), 100)],
            )
        };
        let invoices = [
            invoice(1, 10),
            invoice(2, 10),
            invoice(3, 10),
            invoice(4, 20),
            invoice(5, 20),
            invoice(6, 20),
        ];
        assert_eq!(delays(&invoices).trend, Trend::Slower(Decimal::from(10)));
        assert_eq!(delays(&invoices[..5]).trend, Trend::TooFew);
    }
}
