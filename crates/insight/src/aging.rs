//! The aged balance by due date, at the end of a day. Credits not allocated keep a column of their
//! own: they must never be spread over the ages.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ledger::{Ledger, days_between};

/// How long past due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bucket {
    /// Not yet due, or due on the day itself.
    NotDue,
    /// 1 to 30 days.
    Late1To30,
    /// 31 to 60 days.
    Late31To60,
    /// 61 to 90 days.
    Late61To90,
    /// 91 to 120 days.
    Late91To120,
    /// More than 120 days.
    LateOver120,
}

impl Bucket {
    /// Every bucket, youngest first.
    pub const ALL: [Bucket; 6] = [
        Bucket::NotDue,
        Bucket::Late1To30,
        Bucket::Late31To60,
        Bucket::Late61To90,
        Bucket::Late91To120,
        Bucket::LateOver120,
    ];

    /// The bucket of a number of days past due; zero and below is not due.
    pub fn of(days_late: i64) -> Self {
        match days_late {
            ..=0 => Bucket::NotDue,
            1..=30 => Bucket::Late1To30,
            31..=60 => Bucket::Late31To60,
            61..=90 => Bucket::Late61To90,
            91..=120 => Bucket::Late91To120,
            _ => Bucket::LateOver120,
        }
    }
}

/// An aged balance, minor units of one currency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgedBalance {
    buckets_minor: [i64; 6],
    counts: [u64; 6],
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
            let bucket = Bucket::of(days_late) as usize;
            self.buckets_minor[bucket] += open_minor;
            self.counts[bucket] += 1;
        }
    }

    /// Open amount of a bucket, minor units.
    pub fn bucket_minor(&self, bucket: Bucket) -> i64 {
        self.buckets_minor[bucket as usize]
    }

    /// Open items of a bucket.
    pub fn count(&self, bucket: Bucket) -> u64 {
        self.counts[bucket as usize]
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
    fn the_boundaries_are_those_of_the_trade() {
        let check = |days, bucket| assert_eq!(Bucket::of(days), bucket, "{days}");
        check(-3, Bucket::NotDue);
        check(0, Bucket::NotDue);
        check(1, Bucket::Late1To30);
        check(30, Bucket::Late1To30);
        check(31, Bucket::Late31To60);
        check(60, Bucket::Late31To60);
        check(90, Bucket::Late61To90);
        check(120, Bucket::Late91To120);
        check(121, Bucket::LateOver120);
    }

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
        assert_eq!(aged.bucket_minor(Bucket::Late91To120), 1_000_000);
        assert_eq!(aged.bucket_minor(Bucket::Late1To30), 600_000);
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
