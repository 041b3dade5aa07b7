//! The aged balance: what is open by how late it is, currency by currency, with unused credits in a column of
//! their own. Must never spread credits over the columns by age and never add two currencies.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::currency::Currency;
use crate::item::{Item, days_between};
use crate::money::Money;

/// How late an open claim is, in whole calendar days after its due date. Due today is not late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bucket {
    /// Due today or later.
    NotDue,
    /// 1 to 30 days late.
    From1To30,
    /// 31 to 60 days late.
    From31To60,
    /// 61 to 90 days late.
    From61To90,
    /// 91 to 120 days late.
    From91To120,
    /// More than 120 days late.
    Over120,
}

impl Bucket {
    /// How many there are.
    pub const COUNT: usize = 6;

    /// Every bucket, from not due to the oldest.
    pub const ALL: [Bucket; Bucket::COUNT] = [
        Bucket::NotDue,
        Bucket::From1To30,
        Bucket::From31To60,
        Bucket::From61To90,
        Bucket::From91To120,
        Bucket::Over120,
    ];

    /// The bucket of a number of days past the due date; zero and below is not due.
    pub const fn of(days_late: i32) -> Bucket {
        match days_late {
            i32::MIN..=0 => Bucket::NotDue,
            1..=30 => Bucket::From1To30,
            31..=60 => Bucket::From31To60,
            61..=90 => Bucket::From61To90,
            91..=120 => Bucket::From91To120,
            121.. => Bucket::Over120,
        }
    }

    /// Its place in [`Bucket::ALL`] and in [`AgedLine::claims`].
    pub const fn place(self) -> usize {
        self as usize
    }

    /// The word of translations and exports.
    pub const fn code(self) -> &'static str {
        match self {
            Bucket::NotDue => "not-due",
            Bucket::From1To30 => "1-30",
            Bucket::From31To60 => "31-60",
            Bucket::From61To90 => "61-90",
            Bucket::From91To120 => "91-120",
            Bucket::Over120 => "over-120",
        }
    }

    /// First and last number of days late; nothing where there is no end.
    pub const fn days_late(self) -> (Option<i32>, Option<i32>) {
        match self {
            Bucket::NotDue => (None, Some(0)),
            Bucket::From1To30 => (Some(1), Some(30)),
            Bucket::From31To60 => (Some(31), Some(60)),
            Bucket::From61To90 => (Some(61), Some(90)),
            Bucket::From91To120 => (Some(91), Some(120)),
            Bucket::Over120 => (Some(121), None),
        }
    }

    /// True for every bucket past the due date.
    pub const fn is_late(self) -> bool {
        !matches!(self, Bucket::NotDue)
    }
}

/// The aged balance of one currency, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgedLine {
    /// Open claims by [`Bucket::place`], not negative.
    pub claims: [i64; Bucket::COUNT],
    /// Credit notes and payments that are not put on a claim yet; zero or negative.
    pub unallocated: i64,
}

impl AgedLine {
    /// Open claims of one bucket.
    pub const fn of(&self, bucket: Bucket) -> i64 {
        self.claims[bucket.place()]
    }

    /// All open claims, before credits.
    pub fn gross(&self) -> i64 {
        self.claims
            .iter()
            .fold(0, |sum: i64, minor| sum.saturating_add(*minor))
    }

    /// Open claims past their due date, before credits.
    pub fn overdue(&self) -> i64 {
        self.claims[1..]
            .iter()
            .fold(0, |sum: i64, minor| sum.saturating_add(*minor))
    }

    /// Open claims less unused credits.
    pub fn net(&self) -> i64 {
        self.gross().saturating_add(self.unallocated)
    }

    fn add(&mut self, other: &AgedLine) {
        for (mine, theirs) in self.claims.iter_mut().zip(other.claims) {
            *mine = mine.saturating_add(theirs);
        }
        self.unallocated = self.unallocated.saturating_add(other.unallocated);
    }
}

/// The aged balance by due date, currency by currency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgedBalance(BTreeMap<Currency, AgedLine>);

impl AgedBalance {
    /// Nothing open.
    pub fn new() -> Self {
        Self::default()
    }

    /// The aged balance of items at the end of a day. What is open of each is what the caller says was open
    /// that day.
    pub fn of_items<'a>(items: impl IntoIterator<Item = &'a Item>, on: Date) -> Self {
        let mut balance = AgedBalance::new();
        for item in items {
            if item.kind.is_claim() {
                balance.add_claim(item.open, days_between(item.due_on, on));
            } else {
                balance.add_credit(item.open);
            }
        }
        balance
    }

    /// Adds what is open of a claim, `days_late` after its due date (negative before).
    pub fn add_claim(&mut self, open: Money, days_late: i32) {
        let cell = &mut self.line_mut(open.currency).claims[Bucket::of(days_late).place()];
        *cell = cell.saturating_add(open.minor);
    }

    /// Adds what is left of a credit, a negative amount.
    pub fn add_credit(&mut self, left: Money) {
        let cell = &mut self.line_mut(left.currency).unallocated;
        *cell = cell.saturating_add(left.minor);
    }

    /// Adds a whole line of one currency, as a scan over many rows sums it.
    pub fn add_line(&mut self, currency: Currency, line: &AgedLine) {
        self.line_mut(currency).add(line);
    }

    /// Adds another balance: the sum of two debtors, or of two pages.
    pub fn add(&mut self, other: &AgedBalance) {
        for (currency, line) in &other.0 {
            self.add_line(*currency, line);
        }
    }

    /// The line of a currency, zeros when nothing is open in it.
    pub fn of(&self, currency: Currency) -> AgedLine {
        self.0.get(&currency).copied().unwrap_or_default()
    }

    /// Every currency's line, in the order of the codes.
    pub fn iter(&self) -> impl Iterator<Item = (Currency, &AgedLine)> + '_ {
        self.0.iter().map(|(currency, line)| (*currency, line))
    }

    fn line_mut(&mut self, currency: Currency) -> &mut AgedLine {
        self.0.entry(currency).or_default()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_boundaries_are_the_ones_of_the_trade() {
        let table = [
            (-400, Bucket::NotDue),
            (0, Bucket::NotDue),
            (1, Bucket::From1To30),
            (30, Bucket::From1To30),
            (31, Bucket::From31To60),
            (60, Bucket::From31To60),
            (61, Bucket::From61To90),
            (90, Bucket::From61To90),
            (91, Bucket::From91To120),
            (120, Bucket::From91To120),
            (121, Bucket::Over120),
            (i32::MAX, Bucket::Over120),
        ];
        for (days_late, bucket) in table {
            assert_eq!(Bucket::of(days_late), bucket, "{days_late}");
        }
        for (place, bucket) in Bucket::ALL.into_iter().enumerate() {
            assert_eq!(bucket.place(), place);
            let (first, last) = bucket.days_late();
            assert!(first.is_none_or(|days| Bucket::of(days) == bucket));
            assert!(last.is_none_or(|days| Bucket::of(days) == bucket));
        }
    }

    #[test]
    fn the_example_of_the_trade_gives_its_figures() {
        let on = date(2025, 12, 31);
        let mut balance = AgedBalance::new();
        for (minor, due_on) in [
            (1_000_000, date(2025, 9, 15)),
            (600_000, date(2025, 12, 10)),
            (400_000, date(2026, 1, 20)),
        ] {
            balance.add_claim(Money::eur(minor), days_between(due_on, on));
        }
        balance.add_credit(Money::eur(-300_000));
        let line = balance.of(Currency::EUR);
        assert_eq!(line.of(Bucket::From91To120), 1_000_000);
        assert_eq!(line.of(Bucket::From1To30), 600_000);
        assert_eq!(line.of(Bucket::NotDue), 400_000);
        assert_eq!(line.unallocated, -300_000);
        assert_eq!((line.net(), line.overdue()), (1_700_000, 1_600_000));
    }

    #[test]
    fn sums_of_pages_keep_currencies_apart() {
        let mut first = AgedBalance::new();
        first.add_claim(Money::eur(100), 3);
        let mut second = AgedBalance::new();
        second.add_claim(Money::eur(50), 3);
        second.add_claim(Money::new(7, Currency::USD), 40);
        first.add(&second);
        assert_eq!(first.of(Currency::EUR).of(Bucket::From1To30), 150);
        assert_eq!(first.of(Currency::USD).of(Bucket::From31To60), 7);
        assert_eq!(first.iter().count(), 2);
    }
}
