//! Proposals of a schedule: equal parts at a rhythm, on days that banks work. Must never lose or invent a cent.

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Instalment, MOST_INSTALMENTS};
use crate::calendar::{Adjustment, Calendar};
use crate::money::Money;

/// How far the instalments lie apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rhythm {
    /// Every seven days.
    Weekly,
    /// Every fourteen days.
    Fortnightly,
    /// On the same day of each month, the last one where a month is too short.
    #[default]
    Monthly,
    /// On the last day of each month.
    EndOfMonth,
}

/// What a schedule is proposed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// How many instalments, 1 to [`MOST_INSTALMENTS`]; what lies outside is brought to the nearer end.
    pub count: usize,
    /// The day of the first.
    pub first_on: Date,
    /// How far apart.
    pub rhythm: Rhythm,
}

/// A total in equal parts; what does not divide is in the last one. A day on which the country does not work moves
/// to the next one of the month that it does, or else to the one before, for no transfer arrives on a Sunday.
pub fn propose(
    total: Money,
    schedule: Schedule,
    (calendar, country): (&Calendar, &str),
) -> Vec<Instalment> {
    let count = schedule.count.clamp(1, MOST_INSTALMENTS);
    let parts = i64::try_from(count).unwrap_or(1);
    let part = even(total.minor / parts, total);
    let last = total.minor.saturating_sub(part.saturating_mul(parts - 1));
    (0..count)
        .map(|at| Instalment {
            due_on: calendar.adjust(
                day(schedule, at),
                Adjustment::ModifiedFollowing,
                country,
                None,
            ),
            amount: total.with_minor(if at + 1 == count { last } else { part }),
        })
        .collect()
}

/// Whole units of the currency where the parts are worth more than ten of them: nobody likes 333.33.
fn even(part: i64, total: Money) -> i64 {
    let unit = total.currency.minor_per_major();
    if part >= unit.saturating_mul(10) {
        part / unit * unit
    } else {
        part
    }
}

fn day(schedule: Schedule, at: usize) -> Date {
    let many = i64::try_from(at).unwrap_or(0);
    let span = match schedule.rhythm {
        Rhythm::Weekly => Span::new().weeks(many),
        Rhythm::Fortnightly => Span::new().weeks(many * 2),
        Rhythm::Monthly | Rhythm::EndOfMonth => Span::new().months(many),
    };
    let day = schedule.first_on.saturating_add(span);
    match schedule.rhythm {
        Rhythm::EndOfMonth => day.last_of_month(),
        Rhythm::Weekly | Rhythm::Fortnightly | Rhythm::Monthly => day,
    }
}
