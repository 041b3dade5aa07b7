//! The aged balance by due date, at the end of a day. Credits not allocated keep a column of their
//! own: they must never be spread over the ages.

use jiff::civil::Date;
pub use receivables::aging::Bucket;
use serde::{Deserialize, Serialize};

use crate::ledger::{Ledger, days_between};

/// An aged balance, minor units of one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgedBalance {
    buckets_minor: [i64; Bucket::COUNT],
    counts: [u64; Bucket::COUNT],
    /// Credits not allocated, above zero.
    pub unallocated_minor: i64,
}

impl AgedBalance {
    /// The aged balance of a whole ledger.
    pub fn of(ledger: &Ledger, as_of: Date, days_of_terms: u16) -> Self {
        let mut aged = AgedBalance::default();
        for invoice in &ledger.invoices {
            let open_minor = invoice.open_minor(as_of);
            aged.add(
                open_minor,
                days_between(invoice.due_on(days_of_terms), as_of),
            );
        }
        for credit in &ledger.credits {
            aged.unallocated_minor += credit.unallocated_minor(as_of);
        }
        aged
    }

    /// Adds an open amount, so many days past due. Nothing open is not counted.
    pub fn add(&mut self, open_minor: i64, days_late: i64) {
        if open_minor > 0 {
            let days_late = i32::try_from(days_late).unwrap_or(i32::MAX);
            let bucket = Bucket::of(days_late).place();
            self.buckets_minor[bucket] += open_minor;
            self.counts[bucket] += 1;
        }
    }

    /// Open amount of a bucket, minor units.
    pub fn bucket_minor(&self, bucket: Bucket) -> i64 {
        self.buckets_minor[bucket.place()]
    }

    /// Open items of a bucket.
    pub fn count(&self, bucket: Bucket) -> u64 {
        self.counts[bucket.place()]
    }

    /// Everything open, credits not deducted.
    pub fn gross_minor(&self) -> i64 {
        self.buckets_minor.iter().sum()
    }

    /// Everything past due.
    pub fn overdue_minor(&self) -> i64 {
        self.gross_minor() - self.bucket_minor(Bucket::NotDue)
    }

    /// Open items past due.
    pub fn overdue_count(&self) -> u64 {
        self.open_count() - self.count(Bucket::NotDue)
    }

    /// Open items.
    pub fn open_count(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// Everything open less the credits not allocated.
    pub fn net_minor(&self) -> i64 {
        self.gross_minor() - self.unallocated_minor
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::percent;
    use crate::ledger::{LedgerCredit, example};
    use jiff::civil::date;
    use rust_decimal::Decimal;

    #[test]
    fn the_published_example_comes_out() {
        let issued_on = date(2025, 8, 1);
        let invoices = vec![
            example::invoice(issued_on, date(2025, 9, 15), 1_000_000, &[]),
            example::invoice(issued_on, date(2025, 12, 10), 600_000, &[]),
            example::invoice(issued_on, date(2026, 1, 20), 400_000, &[]),
        ];
        let on = date(2025, 12, 20);
        let receipt = LedgerCredit {
            debtor: 0,
            on,
            amount_minor: 300_000,
            is_credit_note: false,
            allocations: vec![],
        };
        let aged = AgedBalance::of(
            &example::ledger(invoices, vec![receipt]),
            date(2025, 12, 31),
            30,
        );
        assert_eq!(aged.bucket_minor(Bucket::From91To120), 1_000_000);
        assert_eq!(aged.bucket_minor(Bucket::From1To30), 600_000);
        assert_eq!(aged.bucket_minor(Bucket::NotDue), 400_000);
        assert_eq!(
            (aged.unallocated_minor, aged.net_minor()),
            (300_000, 1_700_000)
        );
        assert_eq!((aged.overdue_minor(), aged.overdue_count()), (1_600_000, 2));
        assert_eq!(
            percent(aged.overdue_minor(), aged.gross_minor()),
            Some(Decimal::from(80))
        );
    }
}
