//! Gate 8: the contact budget, over all channels, strategies and people. Only contacts that really took
//! place use it.

use jiff::civil::Date;

use super::debtor_gates::in_order;
use super::{Gate, GateOutcome};
use crate::account::{Account, ContactLimits};
use crate::calendar::plus_days;
use crate::contact::Channel;
use crate::reason::Reason;

/// Holds today against the budget for a contact by `channel`. The day beside it is the first one with room.
/// A call by a person keeps the gap but not the counts: a machine's messages never use up a person's call.
pub(super) fn budget(
    account: &Account,
    (channel, limits): (Channel, ContactLimits),
    today: Date,
) -> (GateOutcome, Option<Date>) {
    let mut days: Vec<Date> = account
        .contacts_made
        .iter()
        .filter(|contact| contact.channel.reaches_debtor() && contact.made_on <= today)
        .map(|contact| contact.made_on)
        .collect();
    days.sort();
    let mut reasons = Vec::new();
    let mut free_on: Option<Date> = None;
    // A call or a letter by hand that is planned will reach the debtor too: nothing overtakes it unaware,
    // unless nobody does it.
    let open_tasks = account.open_tasks.iter();
    let planned = open_tasks.filter(|task| task.channel.reaches_debtor());
    for task in in_order(planned, |task| task.notice) {
        let until = plus_days(task.planned_on, limits.days_between.max(1));
        if until > today {
            reasons.push(Reason::TaskOpen {
                notice: task.notice,
                step: task.step.clone(),
                since: task.planned_on,
            });
            free_on = free_on.max(Some(until));
        }
    }
    if let Some(&last_on) = days.last() {
        let until = plus_days(last_on, limits.days_between.max(1));
        if until > today {
            reasons.push(Reason::ContactedRecently { last_on, until });
            free_on = free_on.max(Some(until));
        }
    }
    let counted = if channel == Channel::Call {
        &[][..]
    } else {
        &days[..]
    };
    if let Some((made, until)) = full(counted, 7, limits.most_per_week, today) {
        reasons.push(Reason::WeekIsFull {
            made,
            most: limits.most_per_week,
            until,
        });
        free_on = free_on.max(Some(until));
    }
    if let Some((made, until)) = full(counted, 30, limits.most_per_month, today) {
        reasons.push(Reason::MonthIsFull {
            made,
            most: limits.most_per_month,
            until,
        });
        free_on = free_on.max(Some(until));
    }
    (
        GateOutcome {
            gate: Gate::ContactBudget,
            closed: !reasons.is_empty(),
            reasons,
        },
        free_on,
    )
}

/// The number of contacts in the last `window` days when it uses up `most`, and the day one of them
/// leaves the window.
fn full(days: &[Date], window: i32, most: u32, today: Date) -> Option<(u32, Date)> {
    let start = plus_days(today, 1 - window);
    let inside: Vec<Date> = days.iter().copied().filter(|day| *day >= start).collect();
    let made = u32::try_from(inside.len()).unwrap_or(u32::MAX);
    if made < most {
        return None;
    }
    let leaving = inside.get((made - most) as usize).copied().unwrap_or(today);
    Some((made, plus_days(leaving, window)))
}
