//! Gate 9: business days of both sides. The hours of the day are the sender's business: a day is decided
//! as a whole, and the sender waits for the hour.

use jiff::civil::Date;

use super::{Gate, GateOutcome};
use crate::account::Account;
use crate::calendar::{Calendar, plus_days};
use crate::reason::{DayOff, Reason};

/// Holds today against both calendars. The day beside it is the first one both work.
pub(super) fn working_day(
    account: &Account,
    calendar: &Calendar,
    today: Date,
) -> (GateOutcome, Option<Date>) {
    let days = Days { account, calendar };
    let mut outcome = GateOutcome {
        gate: Gate::WorkingDay,
        closed: false,
        reasons: Vec::new(),
    };
    let until = first_worked_on(account, calendar, today);
    if until == today {
        return (outcome, None);
    }
    let whose = if days.ours(today) {
        DayOff::Debtor
    } else {
        DayOff::Creditor
    };
    outcome.closed = true;
    outcome.reasons = vec![Reason::NotABusinessDay { whose, until }];
    (outcome, Some(until))
}

/// The first day from `day` on that both sides work.
pub(super) fn first_worked_on(account: &Account, calendar: &Calendar, day: Date) -> Date {
    let days = Days { account, calendar };
    let mut day = day;
    while !(days.ours(day) && days.theirs(day)) {
        day = plus_days(day, 1);
    }
    day
}

/// The working days of both sides.
struct Days<'a> {
    account: &'a Account,
    calendar: &'a Calendar,
}

impl Days<'_> {
    fn ours(&self, day: Date) -> bool {
        let policy = &self.account.policy;
        self.calendar
            .is_business_day(day, &policy.country, policy.region.as_deref())
    }

    fn theirs(&self, day: Date) -> bool {
        let debtor = &self.account.debtor;
        self.calendar
            .is_business_day(day, &debtor.country, debtor.region.as_deref())
    }
}
