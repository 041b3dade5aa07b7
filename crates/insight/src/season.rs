//! Seasonality: how invoices and delays spread over the months of the year. It must not hide that a
//! ledger covers only some of them.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::delay::Paid;
use crate::indicator::{mean_days, percent, shown};
use crate::ledger::LedgerInvoice;

/// One month of the year, all years together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Season {
    /// 1 for January.
    pub month: i8,
    /// Invoices issued in that month.
    pub invoices: u64,
    /// Their amount, minor units.
    pub amount_minor: i64,
    /// Their share of all invoices, per cent with two decimals; nothing when there is no invoice at all.
    pub share_percent: Option<Decimal>,
    /// Mean days from invoice to last payment of those paid.
    pub mean_days: Option<Decimal>,
}

/// The twelve months, January first.
pub(crate) fn seasons<'a>(
    sales: impl Iterator<Item = &'a LedgerInvoice>,
    paid: &[Paid],
) -> Vec<Season> {
    let mut counts = [(0_u64, 0_i64); 12];
    let rank = |month: i8| usize::try_from(month - 1).unwrap_or(0);
    for invoice in sales {
        let (count, amount) = &mut counts[rank(invoice.issued_on.month())];
        *count += 1;
        *amount += invoice.amount_minor;
    }
    let mut days: [Vec<i64>; 12] = std::array::from_fn(|_| Vec::new());
    for part in paid.iter().filter(|part| part.closes) {
        days[rank(part.issued_on.month())].push(part.days);
    }
    let total: u64 = counts.iter().map(|(count, _)| count).sum();
    let season = |(month, ((invoices, amount_minor), days)): (i8, ((u64, i64), Vec<i64>))| Season {
        month,
        invoices,
        amount_minor,
        share_percent: percent(invoices as i64, total as i64).map(shown),
        mean_days: mean_days(&days).map(shown),
    };
    (1..)
        .zip(counts.into_iter().zip(days))
        .map(season)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delay::{DelaySource, paid};
    use crate::ledger::example;
    use jiff::civil::date;

    #[test]
    fn months_of_several_years_are_added() {
        let invoices = [
            example::invoice(
                date(2025, 8, 1),
                date(2025, 8, 31),
                100,
                &[(date(2025, 10, 1), 100)],
            ),
            example::invoice(date(2026, 8, 1), date(2026, 8, 31), 300, &[]),
            example::invoice(
                date(2026, 3, 1),
                date(2026, 3, 31),
                100,
                &[(date(2026, 3, 11), 100)],
            ),
        ];
        let payments: Vec<Paid> = invoices
            .iter()
            .flat_map(|invoice| paid(invoice, date(2026, 12, 31), 30, DelaySource::Payments))
            .collect();
        let found = seasons(invoices.iter(), &payments);
        assert_eq!(found.len(), 12);
        assert_eq!(
            (found[7].month, found[7].invoices, found[7].amount_minor),
            (8, 2, 400)
        );
        assert_eq!(found[7].share_percent, Some("66.67".parse().unwrap()));
        assert_eq!(found[7].mean_days, Some(Decimal::from(61)));
        assert_eq!(found[2].mean_days, Some(Decimal::from(10)));
        assert_eq!(found[0].mean_days, None);
    }
}
