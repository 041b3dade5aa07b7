//! Courses a credit manager can check by hand: a strategy of three levels over a past that is known.

use jiff::civil::Date;

use super::*;
use crate::account::Account;
use crate::calendar::Calendar;
use crate::contact::Channel;
use crate::decide::Followed;
use crate::decide::testing::{account, invoice, on, three_levels};
use crate::identity::{DebtorId, ItemId};

fn past(mut account: Account, movements: Vec<Movement>) -> History {
    account.contacts_made.clear();
    account.items.sort_by_key(|item| item.id);
    History::new(account, movements)
}

fn paid(item: i64, minor: i64, on: Date) -> Movement {
    Movement {
        item: ItemId(item),
        minor,
        on,
        back_on: None,
    }
}

fn spell(delay: i32) -> Spell {
    Spell {
        from: on(1, 1),
        to: on(12, 31),
        delay,
        reach: Reach::Known,
    }
}

fn played(history: &History, delay: i32) -> Course {
    let calendar = Calendar::of_years(2024, 2028);
    let strategy = three_levels();
    play(history, Followed::only(&strategy), &calendar, spell(delay))
}

fn steps(course: &Course) -> Vec<(&str, Date)> {
    let said = course.said.iter();
    said.map(|said| (said.step.as_str(), said.on)).collect()
}

#[test]
fn an_invoice_that_is_never_paid_goes_through_every_step_once() {
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(3, 2))];
    let course = played(&past(account, Vec::new()), 1);
    let mut keys: Vec<&str> = steps(&course).into_iter().map(|(step, _)| step).collect();
    assert!(keys.len() >= 3, "{keys:?}");
    keys.retain(|key| three_levels().position(key).is_some());
    let mut once = keys.clone();
    once.dedup();
    assert_eq!(keys, once, "no step twice in a row");
    assert!(course.was_overdue);
    assert_eq!((course.spared, course.too_late), (0, 0));
}

#[test]
fn nothing_is_said_of_what_was_paid_and_a_payment_known_that_morning_spares_a_message() {
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(3, 2))];
    let unpaid = played(&past(account.clone(), Vec::new()), 0);
    let first = unpaid.said[0].on;
    // Known on the very morning the first message would leave.
    let course = played(&past(account.clone(), vec![paid(1, 10_000, first)]), 0);
    assert_eq!(steps(&course), []);
    assert_eq!(course.spared, 1);
    // Paid the day before it leaves, and known the day after: the message is one too many.
    let day_before = crate::calendar::plus_days(first, -1);
    let course = played(&past(account, vec![paid(1, 10_000, day_before)]), 3);
    assert_eq!(steps(&course).len(), 1);
    assert_eq!(course.too_late, 1);
}

#[test]
fn a_returned_debit_goes_on_where_it_was_and_repeats_nothing() {
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(3, 2))];
    let unpaid = played(&past(account.clone(), Vec::new()), 0);
    let first = unpaid.said[0].clone();
    let returned = Movement {
        back_on: Some(crate::calendar::plus_days(first.on, 40)),
        ..paid(1, 10_000, crate::calendar::plus_days(first.on, 2))
    };
    let course = played(&past(account, vec![returned]), 0);
    let again = course.said.iter().filter(|said| said.step == first.step);
    assert_eq!(again.count(), 1);
    assert!(course.said.len() > 1, "it goes on: {:?}", steps(&course));
}

#[test]
fn courses_come_to_messages_by_day_and_debtors_who_heard_nothing() {
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(3, 2))];
    let course = played(&past(account, Vec::new()), 0);
    let mut tally = Tally::default();
    tally.add((DebtorId(1), "Lenoir"), &course);
    let silent = Course {
        was_overdue: true,
        ..Course::default()
    };
    tally.add((DebtorId(2), "Marchand"), &silent);
    assert_eq!(tally.accounts, 2);
    assert_eq!(tally.overdue, 2);
    assert_eq!(tally.spread.never, 1);
    assert_eq!(tally.untouched[0].name, "Marchand");
    let reaching = course
        .said
        .iter()
        .filter(|said| said.channel.reaches_debtor());
    assert_eq!(tally.heard(), reaching.count() as u64);
    let mails: u64 = tally.days(Channel::EMail).map(|(_, count)| count).sum();
    assert_eq!(mails, tally.of(Channel::EMail));
    assert_eq!(
        tally.days_over(Channel::EMail, 0),
        tally.days(Channel::EMail).count()
    );
}

#[test]
fn a_ledger_without_contacts_can_be_played_as_if_everybody_were_reached() {
    let mut account = account();
    account.contacts.clear();
    account.items = vec![invoice(1, 10_000, on(3, 2))];
    let history = past(account, Vec::new());
    let calendar = Calendar::of_years(2024, 2028);
    let strategy = three_levels();
    let played = |reach| {
        let spell = Spell { reach, ..spell(0) };
        play(&history, Followed::only(&strategy), &calendar, spell)
    };
    let channels = |course: &Course| {
        let said = course.said.iter().filter(|said| said.step == "first");
        said.map(|said| said.channel).collect::<Vec<_>>()
    };
    assert_eq!(channels(&played(Reach::Known)), [Channel::Task]);
    assert_eq!(channels(&played(Reach::Everybody)), [Channel::EMail]);
}
