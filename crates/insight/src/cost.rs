//! What late payment costs: the money advanced to debtors at the company's own rate, and the
//! penalties the law lets it claim. Rates are arguments with a date; none is known here.

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::indicator::{decimal, minor};
use crate::ledger::{Ledger, days_between};

/// The rates a cost is computed with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostRates {
    /// What money costs the company, per cent per year.
    pub own_percent: Decimal,
    /// Late payment penalty, per cent per year.
    pub penalty_percent: Decimal,
    /// The day the penalty rate was in force, to be shown beside the figure.
    pub penalty_rate_on: Date,
    /// Flat compensation per invoice paid late, minor units.
    pub flat_fee_minor: i64,
}

/// The cost of late payment over the whole ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostOfDelay {
    /// Invoices paid late or still late.
    pub late_invoices: u64,
    /// Mean amount advanced to late debtors over the ledger's days, minor units.
    pub mean_late_minor: i64,
    /// Interest on the amounts late, at the company's own rate, minor units.
    pub financing_minor: i64,
    /// Penalties claimable on the same amounts and days, minor units.
    pub penalties_minor: i64,
    /// Flat compensations claimable, minor units.
    pub flat_fees_minor: i64,
    /// The rates used.
    pub rates: CostRates,
}

/// The cost of delay up to a day, over `days_covered` days of ledger.
pub(crate) fn cost_of_delay(
    ledger: &Ledger,
    as_of: Date,
    days_of_terms: u16,
    days_covered: i64,
    rates: &CostRates,
) -> CostOfDelay {
    let mut late_invoices = 0;
    let mut amount_days = Decimal::ZERO;
    for invoice in ledger
        .invoices
        .iter()
        .filter(|invoice| invoice.is_sale && invoice.issued_on <= as_of)
    {
        let due_on = invoice.due_on(days_of_terms);
        let days_late = |on: Date| days_between(due_on, on).max(0);
        let settled = invoice.settlements.iter().filter(|part| part.on <= as_of);
        let parts = settled.map(|part| (part.amount_minor, days_late(part.on)));
        let open = std::iter::once((invoice.open_minor(as_of), days_late(as_of)));
        let late: Decimal = parts
            .chain(open)
            .map(|(amount, days)| decimal(amount) * Decimal::from(days))
            .sum();
        late_invoices += u64::from(late > Decimal::ZERO);
        amount_days += late;
    }
    let interest = |percent: Decimal| minor(amount_days * percent / Decimal::from(36_500));
    CostOfDelay {
        late_invoices,
        mean_late_minor: if days_covered > 0 {
            minor(amount_days / Decimal::from(days_covered))
        } else {
            0
        },
        financing_minor: interest(rates.own_percent),
        penalties_minor: interest(rates.penalty_percent),
        flat_fees_minor: rates
            .flat_fee_minor
            .saturating_mul(i64::try_from(late_invoices).unwrap_or(i64::MAX)),
        rates: rates.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::example;
    use jiff::civil::date;

    #[test]
    fn amounts_count_for_each_day_late_at_each_rate() {
        let due_on = date(2026, 1, 31);
        let invoices = vec![
            example::invoice(
                date(2026, 1, 1),
                due_on,
                365_000,
                &[(date(2026, 2, 10), 365_000)],
            ),
            example::invoice(
                date(2026, 1, 1),
                due_on,
                365_000,
                &[(date(2026, 1, 20), 365_000)],
            ),
            example::invoice(date(2026, 1, 1), due_on, 73_000, &[]),
        ];
        let rates = CostRates {
            own_percent: Decimal::from(5),
            penalty_percent: Decimal::from(12),
            penalty_rate_on: date(2026, 1, 1),
            flat_fee_minor: 4_000,
        };
        let cost = cost_of_delay(
            &example::ledger(invoices, vec![]),
            date(2026, 3, 2),
            30,
            60,
            &rates,
        );
        // 3,650 EUR for 10 days and 730 EUR for 30 days.
        assert_eq!((cost.late_invoices, cost.flat_fees_minor), (2, 8_000));
        assert_eq!((cost.financing_minor, cost.penalties_minor), (800, 1_920));
        assert_eq!(cost.mean_late_minor, 97_333);
    }
}
