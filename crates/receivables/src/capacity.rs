//! The work of people against the hours they have: what fits today, and what waits for which day. Must never drop a
//! piece of work, and never postpone what the law gives a last day.

use std::cmp::Reverse;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::{Calendar, plus_days};
use crate::contact::Channel;
use crate::identity::NoticeId;

/// The hours of a team. Without minutes in the day there is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Capacity {
    /// Minutes a working day has for all of them together; 0 for no limit.
    pub minutes_a_day: u32,
    /// Minutes a call takes.
    pub minutes_a_call: u32,
    /// Minutes any other work takes: a letter, a task.
    pub minutes_a_task: u32,
}

impl Default for Capacity {
    fn default() -> Self {
        Capacity {
            minutes_a_day: 0,
            minutes_a_call: 6,
            minutes_a_task: 10,
        }
    }
}

impl Capacity {
    /// Minutes a piece of work takes, at least one.
    pub fn minutes(&self, channel: Channel) -> u32 {
        let minutes = match channel {
            Channel::Call => self.minutes_a_call,
            _ => self.minutes_a_task,
        };
        minutes.max(1)
    }
}

/// A piece of work that waits for a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// The notice that carries it.
    pub notice: NoticeId,
    /// Its channel.
    pub channel: Channel,
    /// What it asks for, in minor units of the creditor's currency; nothing in another one, which is not compared.
    pub asked_minor: Option<i64>,
    /// The day it was planned for.
    pub planned_on: Date,
    /// The last day the law gives for it.
    pub due_on: Option<Date>,
}

/// The day each piece of work has room on, the first ones first. A day that is waited costs the creditor the price of
/// the money, and that is one rate for all: so of what has no last day the work that asks for most in a minute comes
/// first, what waits longest among equals.
pub fn fit(
    work: &[Work],
    capacity: &Capacity,
    (calendar, country, region): (&Calendar, &str, Option<&str>),
    today: Date,
) -> Vec<(NoticeId, Date)> {
    let mut order: Vec<&Work> = work.iter().collect();
    order.sort_by_key(|work| {
        let minutes = i64::from(capacity.minutes(work.channel));
        let by_minute = work.asked_minor.map(|minor| minor / minutes);
        (
            work.due_on.unwrap_or(Date::MAX),
            by_minute.is_some(),
            Reverse(by_minute),
            work.planned_on,
            work.notice,
        )
    });
    let worked_from = |day: Date| calendar.business_day_from(day, country, region);
    let mut day = worked_from(today);
    let mut left = capacity.minutes_a_day;
    let mut fitted = Vec::with_capacity(order.len());
    for work in order {
        let minutes = capacity.minutes(work.channel);
        // Work longer than a day takes a day of its own.
        let is_full = minutes > left && left < capacity.minutes_a_day;
        if capacity.minutes_a_day > 0 && is_full {
            day = worked_from(plus_days(day, 1));
            left = capacity.minutes_a_day;
        }
        left = left.saturating_sub(minutes);
        let on = match capacity.minutes_a_day {
            0 => today,
            _ => work.due_on.map_or(day, |last| day.min(last.max(today))),
        };
        fitted.push((work.notice, on));
    }
    fitted
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// Friday.
    const TODAY: Date = date(2026, 3, 6);

    fn call(notice: i64, asked: i64) -> Work {
        Work {
            notice: NoticeId(notice),
            channel: Channel::Call,
            asked_minor: Some(asked),
            planned_on: TODAY,
            due_on: None,
        }
    }

    fn days(work: &[Work], minutes_a_day: u32) -> Vec<(i64, Date)> {
        let capacity = Capacity {
            minutes_a_day,
            minutes_a_call: 10,
            minutes_a_task: 30,
        };
        let calendar = Calendar::of_years(2025, 2027);
        let fitted = fit(work, &capacity, (&calendar, "FR", None), TODAY);
        fitted.into_iter().map(|(id, on)| (id.0, on)).collect()
    }

    #[test]
    fn without_a_limit_everything_is_for_today_and_the_largest_first() {
        let work = [call(1, 100), call(2, 900)];
        assert_eq!(days(&work, 0), [(2, TODAY), (1, TODAY)]);
    }

    #[test]
    fn what_has_no_room_waits_for_the_next_working_day() {
        let monday = date(2026, 3, 9);
        let work = [call(1, 100), call(2, 900), call(3, 500)];
        assert_eq!(days(&work, 20), [(2, TODAY), (3, TODAY), (1, monday)]);
    }

    #[test]
    fn what_asks_for_most_in_a_minute_comes_first() {
        let letter = Work {
            channel: Channel::Letter,
            ..call(1, 1_500)
        };
        // 1500 in 30 minutes is less than 600 in 10.
        assert_eq!(days(&[letter, call(2, 600)], 0)[0].0, 2);
    }

    #[test]
    fn a_last_day_is_kept_and_another_currency_is_not_postponed() {
        let filing = Work {
            due_on: Some(TODAY),
            channel: Channel::Task,
            ..call(1, 1)
        };
        let abroad = Work {
            asked_minor: None,
            ..call(2, 0)
        };
        let work = [call(3, 9_000), abroad, filing];
        let found = days(&work, 10);
        assert_eq!(found[0], (1, TODAY));
        assert_eq!(found[1].0, 2);
        assert_eq!(found[2].0, 3);
    }

    #[test]
    fn nothing_is_lost_and_the_order_it_came_in_does_not_matter() {
        let mut work: Vec<Work> = (0..50).map(|id| call(id, id * 7 % 11)).collect();
        let found = days(&work, 45);
        work.reverse();
        assert_eq!(days(&work, 45), found);
        assert_eq!(found.len(), 50);
    }
}
