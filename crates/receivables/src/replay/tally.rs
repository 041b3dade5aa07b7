//! What many courses come to: messages and work by channel, day by day, their cost, how often each debtor heard of
//! us, and who never did. It must never add amounts of two currencies.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::course::Course;
use crate::contact::Channel;
use crate::identity::DebtorId;
use crate::money::Balances;

/// Debtors who never heard of us, named at most.
const MOST_UNTOUCHED: usize = 200;

/// A debtor with something overdue that nothing was said to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Untouched {
    /// The debtor.
    pub debtor: DebtorId,
    /// Its name.
    pub name: String,
}

/// How many debtors heard of us how often.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Spread {
    /// Never.
    pub never: u64,
    /// Once.
    pub once: u64,
    /// Two or three times.
    pub two_or_three: u64,
    /// Four to six times.
    pub four_to_six: u64,
    /// More often.
    pub more: u64,
    /// The most that one debtor heard.
    pub most: u64,
}

impl Spread {
    fn add(&mut self, contacts: u64) {
        let class = match contacts {
            0 => &mut self.never,
            1 => &mut self.once,
            2..=3 => &mut self.two_or_three,
            4..=6 => &mut self.four_to_six,
            _ => &mut self.more,
        };
        *class += 1;
        self.most = self.most.max(contacts);
    }
}

/// The day of a channel with the most work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Busiest {
    /// The day; of several the first.
    pub on: Date,
    /// How much.
    pub count: u64,
}

/// What many courses come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Accounts played.
    pub accounts: u64,
    /// Accounts with something overdue on one of the days.
    pub overdue: u64,
    /// What was done, by channel.
    pub by_channel: BTreeMap<Channel, u64>,
    /// What was done, by step.
    pub by_step: BTreeMap<String, u64>,
    /// What it costs.
    pub cost: Balances,
    /// How often debtors heard of us, of those with something overdue.
    pub spread: Spread,
    /// Messages that the payments known that morning made needless or shorter.
    pub spared: u64,
    /// Messages that spoke of something paid and not known yet.
    pub too_late: u64,
    /// Debtors with something overdue that nothing was said to; the first of them by their identities.
    pub untouched: Vec<Untouched>,
    by_day: BTreeMap<Channel, BTreeMap<Date, u64>>,
}

impl Tally {
    /// Adds one course.
    pub fn add(&mut self, (debtor, name): (DebtorId, &str), course: &Course) {
        self.accounts += 1;
        self.spared += u64::from(course.spared);
        self.too_late += u64::from(course.too_late);
        let mut heard = 0;
        for said in &course.said {
            *self.by_channel.entry(said.channel).or_default() += 1;
            *self.by_step.entry(said.step.clone()).or_default() += 1;
            let days = self.by_day.entry(said.channel).or_default();
            *days.entry(said.on).or_default() += 1;
            if let Some(cost) = said.cost {
                self.cost.add(cost);
            }
            heard += u64::from(said.channel.reaches_debtor());
        }
        if !course.was_overdue {
            return;
        }
        self.overdue += 1;
        self.spread.add(heard);
        if heard == 0 && self.untouched.len() < MOST_UNTOUCHED {
            self.untouched.push(Untouched {
                debtor,
                name: name.to_string(),
            });
        }
    }

    /// Messages and calls, whatever their channel.
    pub fn heard(&self) -> u64 {
        let reaching = self.by_channel.iter();
        reaching
            .filter(|(channel, _)| channel.reaches_debtor())
            .map(|(_, count)| count)
            .sum()
    }

    /// How much of a channel.
    pub fn of(&self, channel: Channel) -> u64 {
        self.by_channel.get(&channel).copied().unwrap_or_default()
    }

    /// The days of a channel with how much was done on each, in their order.
    pub fn days(&self, channel: Channel) -> impl Iterator<Item = (Date, u64)> + '_ {
        let days = self.by_day.get(&channel);
        days.into_iter()
            .flatten()
            .map(|(day, count)| (*day, *count))
    }

    /// The day of a channel with the most work.
    pub fn busiest(&self, channel: Channel) -> Option<Busiest> {
        let days = self.days(channel);
        days.fold(None, |best: Option<Busiest>, (on, count)| match best {
            Some(best) if best.count >= count => Some(best),
            _ => Some(Busiest { on, count }),
        })
    }

    /// The days on which a channel takes more than the team can do in a day.
    pub fn days_over(&self, channel: Channel, capacity: u64) -> usize {
        self.days(channel)
            .filter(|(_, count)| *count > capacity)
            .count()
    }
}
