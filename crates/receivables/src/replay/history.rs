//! One account with everything that happened to it, dated, so that any of its days can be seen again. It must never
//! show a day what only became known after it.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::course::Reach;
use crate::account::{Account, CreditorPolicy, Freshness, Mode};
use crate::calendar::plus_days;
use crate::contact::{Contact, ContactRole};
use crate::debtor::{Address, Phase};
use crate::fact::{ContactMade, SaidOf};
use crate::identity::{ContactId, ItemId};

/// Something put against an item, or used of a credit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Movement {
    /// The item.
    pub item: ItemId,
    /// How much of it, above zero, in its minor units.
    pub minor: i64,
    /// The day it counts from.
    pub on: Date,
    /// The day it was taken back: a returned debit, a mistake.
    pub back_on: Option<Date>,
}

/// One account and its past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// The account with every item it ever had, each with its whole amount, in the order of their identities.
    pub account: Account,
    /// What was put against them, item by item.
    movements: Vec<Movement>,
    /// Where the days start from.
    start: Start,
}

/// Where the days of a history start from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    /// From nothing: what was said in the past is played anew.
    Nothing,
    /// From today: what was said counts.
    Today,
}

/// The knowledge of one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// With what became known that morning.
    ThatMorning,
    /// As it was the evening before.
    TheEveningBefore,
}

impl History {
    /// An account with its movements, in any order.
    pub fn new(account: Account, mut movements: Vec<Movement>) -> Self {
        movements.sort_by_key(|one| (one.item, one.on, one.minor, one.back_on));
        History {
            account,
            movements,
            start: Start::Nothing,
        }
    }

    /// The days to come of an account as it is: nobody pays, and the work that waits for people is done today.
    pub fn onward(mut account: Account, today: Date) -> Self {
        for item in &mut account.items {
            item.amount = item.open;
        }
        let waiting = std::mem::take(&mut account.open_tasks);
        let done = waiting.into_iter().map(|task| ContactMade {
            notice: Some(task.notice),
            made_on: today,
            channel: task.channel,
            items: task
                .items
                .into_iter()
                .map(|item| SaidOf {
                    item,
                    step: task.step.clone(),
                    place: None,
                })
                .collect(),
            step: Some(task.step),
            payment_asked_by: None,
            variant: None,
        });
        account.contacts_made.extend(done);
        History {
            account,
            movements: Vec::new(),
            start: Start::Today,
        }
    }

    /// The movements of one item.
    fn of_item(&self, item: ItemId) -> &[Movement] {
        let from = self.movements.partition_point(|one| one.item < item);
        let to = self.movements.partition_point(|one| one.item <= item);
        &self.movements[from..to]
    }

    /// The account as a free machine sees it: nothing keeps it from sending and its data is fresh. Whether that was
    /// so on each past day is not kept, nor whether each invoice had arrived.
    pub(super) fn unhindered(&self, reach: Reach) -> Account {
        let policy = CreditorPolicy {
            mode: Mode::Automatic,
            stopped_on: None,
            upgraded_on: None,
            freshness: Freshness::default(),
            ..CreditorPolicy::clone(&self.account.policy)
        };
        let mut account = self.account.clone();
        account.policy = std::sync::Arc::new(policy);
        account.items.clear();
        if reach == Reach::Everybody {
            make_reachable(&mut account);
        }
        account.open_tasks.clear();
        if self.start == Start::Nothing {
            account.contacts_made.clear();
            account.attempts.clear();
            // Steps that are not done yet brought no file anywhere.
            if account.debtor.phase == Phase::PreLitigation {
                account.debtor.phase = Phase::Amicable;
            }
        }
        account
    }

    /// Puts the items on an account as they stood on a day. A movement is known so many days after it took place.
    pub(super) fn show(&self, account: &mut Account, day: Date, (known, delay): (Known, i32)) {
        let lag = match known {
            Known::ThatMorning => delay,
            Known::TheEveningBefore => delay.saturating_add(1),
        };
        let is_known = |on: Date| plus_days(on, lag) <= day;
        account.items.clear();
        for item in &self.account.items {
            if item.issued_on > day {
                continue;
            }
            let mut item = item.clone();
            item.open = item.amount;
            if self.start == Start::Nothing {
                item.reopened_on = None;
                item.unconfirmed = None;
            }
            let of_item = self.of_item(item.id).iter();
            for movement in of_item.filter(|one| is_known(one.on)) {
                match movement.back_on.filter(|back_on| is_known(*back_on)) {
                    Some(back_on) => {
                        let known_on = plus_days(back_on, delay);
                        item.reopened_on = item.reopened_on.max(Some(known_on));
                    }
                    None => {
                        let toward_zero = movement.minor * item.amount.minor.signum();
                        item.open = item
                            .open
                            .with_minor(item.open.minor.saturating_sub(toward_zero));
                    }
                }
            }
            if !item.open.is_zero() {
                account.items.push(item);
            }
        }
    }

    /// The days on which something becomes known: an invoice, a payment, its return.
    pub(super) fn days(&self, delay: i32) -> BTreeSet<Date> {
        let issued = self.account.items.iter().map(|item| item.issued_on);
        issued.chain(self.days_of_movements(delay)).collect()
    }

    /// The days on which movements become known.
    pub(super) fn days_of_movements(&self, delay: i32) -> BTreeSet<Date> {
        let moved = self
            .movements
            .iter()
            .flat_map(|one| [Some(one.on), one.back_on]);
        moved.flatten().map(|day| plus_days(day, delay)).collect()
    }
}

/// Gives an account the addresses it lacks. They are played with and never written to.
fn make_reachable(account: &mut Account) {
    let has = |is_there: fn(&Contact) -> bool| account.contacts.iter().any(is_there);
    let (has_email, has_phone) = (
        has(|contact| contact.email.is_some()),
        has(|contact| contact.phone.is_some()),
    );
    if !has_email || !has_phone {
        account.contacts.push(Contact {
            id: ContactId(i64::MAX),
            role: ContactRole::AccountsPayable,
            name: String::new(),
            email: (!has_email).then(|| "accounts@debtor.invalid".to_string()),
            phone: (!has_phone).then(|| "+33 0".to_string()),
            language: None,
            refused_on: None,
            bounced_on: None,
            texts: crate::contact::TextReach::default(),
        });
    }
    let address = account.debtor.address.get_or_insert_with(Address::default);
    if !address.is_deliverable() {
        *address = Address {
            lines: vec!["1".to_string()],
            post_code: "00000".to_string(),
            town: "-".to_string(),
            ..Address::default()
        };
    }
}
