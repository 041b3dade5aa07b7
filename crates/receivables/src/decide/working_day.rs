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
    let ours = |day| {
        calendar.is_business_day(
            day,
            &account.policy.country,
            account.policy.region.as_deref(),
        )
    };
    let theirs = |day| {
        calendar.is_business_day(
            day,
            &account.debtor.country,
            account.debtor.region.as_deref(),
        )
    };
    if ours(today) && theirs(today) {
        return (
            GateOutcome {
                gate: Gate::WorkingDay,
                closed: false,
                reasons: Vec::new(),
            },
            None,
        );
    }
    let mut until = plus_days(today, 1);
    while !(ours(until) && theirs(until)) {
        until = plus_days(until, 1);
    }
    let whose = if ours(today) {
        DayOff::Debtor
    } else {
        DayOff::Creditor
    };
    let reasons = vec![Reason::NotABusinessDay { whose, until }];
    (
        GateOutcome {
            gate: Gate::WorkingDay,
            closed: true,
            reasons,
        },
        Some(until),
    )
}
