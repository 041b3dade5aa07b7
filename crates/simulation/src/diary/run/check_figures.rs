//! Holds the figures a diary expects against those of the screens.

use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::aging::{AgedBalance, Bucket};
use receivables::money::{Balances, Money};
use store::Seen;
use store::views::aging::PastDay;
use store::views::{aging, balances, dashboard};

use super::super::Expectation;
use super::check_account::holds;
use super::{Outcome, Runner};

impl Runner<'_> {
    /// Checks a count or a sum.
    pub(super) async fn figure(&mut self, expectation: &Expectation) -> Outcome<()> {
        match expectation {
            Expectation::Planned(count) => {
                let planned = self.last_run.planned;
                holds(
                    planned == *count as u64,
                    format!("run: {count} planned"),
                    format!("{planned} planned"),
                )
            }
            Expectation::Problems(count) => {
                let problems = &self.last_run.problems;
                holds(
                    problems.len() == *count,
                    format!("run: {count} problems"),
                    format!("{problems:?}"),
                )
            }
            Expectation::Sending { what, count } => {
                let report = &self.last_sending;
                let found = match what.as_str() {
                    "sent" => report.sent,
                    "refused" => report.refused,
                    "try-again" => report.try_again,
                    "unknown" => report.unknown,
                    "withdrawn" => report.withdrawn,
                    _ => report.outside_hours,
                };
                holds(
                    found == *count as u64,
                    format!("sending: {count} {what}"),
                    format!("{report:?}"),
                )
            }
            Expectation::Aging { on, buckets } => self.aging(*on, buckets).await,
            Expectation::Overdue { count, amounts } => self.overdue(*count, amounts).await,
            Expectation::Orphans(count) => {
                let seat = self.seat().await?;
                let today = self.today();
                let mut reader = self.desk.store().reader().await?;
                let seen = Seen::by_the_machine(seat.creditor);
                let orphans = dashboard::orphans(&mut reader, seen, today, 1).await?;
                holds(
                    orphans == *count as i64,
                    format!("orphans: {count}"),
                    format!("{orphans} orphans"),
                )
            }
            _ => Ok(()),
        }
    }

    async fn aging(&mut self, on: Date, expected: &[(Money, String)]) -> Outcome<()> {
        let seat = self.seat().await?;
        let today = self.today();
        let mut reader = self.desk.store().reader().await?;
        let seen = Seen::by_the_machine(seat.creditor);
        let balance = if on == today {
            aging::balance(&mut reader, seen, on).await?
        } else {
            aging::balance_on(&mut reader, seen, PastDay { on, known: None }).await?
        };
        let found = cells(&balance);
        let mut wanted = BTreeMap::new();
        for (amount, bucket) in expected {
            *wanted.entry((amount.currency, bucket.clone())).or_insert(0) += amount.minor;
        }
        holds(
            found == wanted,
            format!("aging on {on}: {wanted:?}"),
            format!("{found:?}"),
        )
    }

    async fn overdue(&mut self, count: usize, amounts: &[Money]) -> Outcome<()> {
        let seat = self.seat().await?;
        let today = self.today();
        let mut reader = self.desk.store().reader().await?;
        let accounts =
            balances::of_accounts(&mut reader, Seen::by_the_machine(seat.creditor), today).await?;
        let claims: u32 = accounts.iter().map(|account| account.overdue_claims).sum();
        let sums: Balances = accounts
            .iter()
            .flat_map(|account| account.overdue.iter().collect::<Vec<_>>())
            .collect();
        let wanted: Balances = amounts.iter().copied().collect();
        let is_so = claims as usize == count && sums.non_zero().eq(wanted.non_zero());
        let shown = |sums: &Balances| format!("{:?}", sums.non_zero().collect::<Vec<_>>());
        holds(
            is_so,
            format!("overdue: {count} items {}", shown(&wanted)),
            format!("{claims} items {}", shown(&sums)),
        )
    }
}

fn cells(balance: &AgedBalance) -> BTreeMap<(receivables::currency::Currency, String), i64> {
    let mut cells = BTreeMap::new();
    for (currency, line) in balance.iter() {
        for bucket in Bucket::ALL {
            cells.insert((currency, bucket.code().to_string()), line.of(bucket));
        }
        cells.insert((currency, "credits".to_string()), line.unallocated);
    }
    cells.retain(|_, minor| *minor != 0);
    cells
}
