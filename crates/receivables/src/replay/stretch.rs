//! The days on which a condition held in the past of an account: what an alert would have said before it is switched
//! on. What carries no date of its own (phase, tags, addresses) is taken as it is today, and must never be passed off
//! as what was known then.

use jiff::civil::Date;

use super::History;
use super::history::Known;
use crate::account::Account;
use crate::calendar::plus_days;
use crate::condition::{Behaviour, Condition, Facts};
use crate::currency::Currency;
use crate::money::Money;

/// Days in a row on which a condition held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The first of them.
    pub from: Date,
    /// The last of them; nothing while it still held at the end of the days looked at.
    pub to: Option<Date>,
    /// What was overdue on the first, in the currency of the condition.
    pub overdue: Money,
}

/// The stretches of an account between two days, both included. A stretch that began earlier begins on the first.
pub fn stretches(
    history: &History,
    (condition, behaviour): (&Condition, Behaviour),
    (from, to): (Date, Date),
) -> Vec<Stretch> {
    let mut days = history.days(0);
    days.extend(fact_days(history));
    let mut account = history.account.clone();
    let mut found: Vec<Stretch> = Vec::new();
    let mut day = from;
    loop {
        history.show(&mut account, day, (Known::ThatMorning, 0));
        let facts = Facts::of(&account, (day, condition.currency()), behaviour);
        let is_open = found.last().is_some_and(|last| last.to.is_none());
        match (condition.holds(&facts), is_open) {
            (true, false) => found.push(Stretch {
                from: day,
                to: None,
                overdue: overdue(&account, day, condition.currency()),
            }),
            (false, true) => {
                if let Some(last) = found.last_mut() {
                    last.to = Some(plus_days(day, -1));
                }
            }
            _ => {}
        }
        let known = days.range(plus_days(day, 1)..).next().copied();
        let turns_on = condition.turns_on(&facts);
        let Some(next) = turns_on.into_iter().chain(known).min() else {
            break;
        };
        if next > to {
            break;
        }
        day = next;
    }
    found
}

fn overdue(account: &Account, day: Date, currency: Currency) -> Money {
    let items = account.items.iter();
    let late = items.filter(|item| item.is_overdue(day) && item.open.currency == currency);
    Money::new(late.map(|item| item.open.minor).sum(), currency)
}

/// The days on which facts begin or end.
fn fact_days(history: &History) -> impl Iterator<Item = Date> {
    let account = &history.account;
    let promises = account.promises.iter();
    let promises = promises.flat_map(|promise| {
        let judged_on = promise.outcome.map(|(_, day)| day);
        [Some(promise.taken_on), judged_on]
    });
    let disputes = account.disputes.iter();
    let disputes = disputes.flat_map(|dispute| [Some(dispute.opened_on), dispute.closed_on]);
    let contacts = account.contacts_made.iter();
    let contacts = contacts.map(|contact| Some(contact.made_on));
    promises.chain(disputes).chain(contacts).flatten()
}
