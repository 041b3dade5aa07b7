//! How debtors pay. A habit turns a due date into a payment day, or into none. It must never look at the
//! reminders that were sent: the world does not know the product.

use jiff::civil::Date;
use receivables::calendar::plus_days;

use super::random::Random;

/// The way one debtor pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Habit {
    /// On the due date, give or take two days.
    OnTime,
    /// Always about ten days late.
    TenDaysLate,
    /// Everything that is due, together, at the end of the month.
    EndOfMonth,
    /// One to two months late.
    Slow,
    /// On time, but very late from July to September.
    Seasonal,
    /// A little later every month.
    Drifting,
    /// On time, but contests one invoice in four.
    Disputing,
    /// Late, promises when asked, and keeps two promises in three.
    Promising,
    /// On time until the day nothing is paid any more.
    GoingInsolvent,
    /// Large invoices, paid two weeks late and many together.
    KeyAccount,
}

/// The habits with their share, in a hundred debtors.
const SHARES: &[(Habit, u64)] = &[
    (Habit::OnTime, 38),
    (Habit::TenDaysLate, 16),
    (Habit::EndOfMonth, 12),
    (Habit::Slow, 8),
    (Habit::Seasonal, 5),
    (Habit::Drifting, 6),
    (Habit::Disputing, 4),
    (Habit::Promising, 5),
    (Habit::GoingInsolvent, 2),
    (Habit::KeyAccount, 4),
];

/// The span of a world and the day of the trouble, which some habits need.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
}

impl Habit {
    /// A habit by its share.
    pub(super) fn drawn(random: &mut Random) -> Habit {
        let mut left = random.below(100);
        for (habit, share) in SHARES {
            if left < *share {
                return *habit;
            }
            left -= share;
        }
        Habit::OnTime
    }

    /// True when several invoices of one day are paid by one transfer.
    pub(super) fn groups_payments(self) -> bool {
        matches!(self, Habit::EndOfMonth | Habit::KeyAccount)
    }

    /// The day an invoice is paid; nothing when it never is. `trouble_on` is the day an insolvent debtor
    /// stopped paying.
    pub(super) fn pays_on(
        self,
        due_on: Date,
        trouble_on: Date,
        span: Span,
        random: &mut Random,
    ) -> Option<Date> {
        let later = |days: i32| Some(plus_days(due_on, days));
        match self {
            Habit::OnTime | Habit::Disputing => later(random.days(-2, 2)),
            Habit::TenDaysLate => later(random.days(8, 13)),
            Habit::EndOfMonth => Some(due_on.last_of_month()),
            Habit::Slow => later(random.days(30, 62)),
            Habit::Seasonal if (7..=9).contains(&due_on.month()) => later(random.days(40, 70)),
            Habit::Seasonal => later(random.days(-1, 4)),
            Habit::Drifting => {
                let passed = receivables::item::days_between(span.from, due_on).max(0);
                let whole = receivables::item::days_between(span.from, span.until).max(1);
                later(passed * 50 / whole + random.days(-2, 2))
            }
            Habit::Promising => later(random.days(18, 45)),
            Habit::GoingInsolvent => {
                let pay_on = plus_days(due_on, random.days(0, 6));
                (pay_on < trouble_on).then_some(pay_on)
            }
            Habit::KeyAccount => {
                let wanted = plus_days(due_on, 14);
                // Payment runs on the 10th and the 25th.
                let day = if wanted.day() <= 10 { 10 } else { 25 };
                let run = wanted.first_of_month();
                Some(plus_days(run, day - 1).max(wanted))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn shares_are_of_a_hundred() {
        assert_eq!(SHARES.iter().map(|(_, share)| share).sum::<u64>(), 100);
    }

    #[test]
    fn an_insolvent_debtor_pays_nothing_from_the_day_of_trouble() {
        let span = Span {
            from: date(2025, 1, 1),
            until: date(2026, 6, 30),
        };
        let mut random = Random::new(4);
        let pays = |due, random: &mut Random| {
            Habit::GoingInsolvent.pays_on(due, date(2026, 2, 1), span, random)
        };
        assert!(pays(date(2025, 12, 1), &mut random).is_some());
        assert_eq!(pays(date(2026, 2, 1), &mut random), None);
    }

    #[test]
    fn a_drifting_debtor_pays_later_and_later() {
        let span = Span {
            from: date(2025, 1, 1),
            until: date(2026, 6, 30),
        };
        let mut random = Random::new(4);
        let delay = |due: Date, random: &mut Random| {
            let paid = Habit::Drifting
                .pays_on(due, span.until, span, random)
                .unwrap();
            receivables::item::days_between(due, paid)
        };
        assert!(delay(date(2025, 2, 1), &mut random) < 8);
        assert!(delay(date(2026, 5, 1), &mut random) > 35);
    }
}
