//! Courses a credit manager can check by hand: a strategy of three levels over a past that is known.

use jiff::civil::Date;

use super::*;
use crate::account::Account;
use crate::calendar::Calendar;
use crate::condition::{Behaviour, Condition};
use crate::contact::Channel;
use crate::currency::Currency;
use crate::debtor::Phase;
use crate::decide::Followed;
use crate::decide::testing::{
    account, contact, invoice, on, promise, step, strategy, three_levels,
};
use crate::fact::PromiseOutcome;
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
fn a_last_step_silences_the_attentive_notes_of_later_invoices_until_it_is_paid() {
    let scenario = strategy(
        "",
        &[
            step("note", "5 days after due", "e-mail", "tone = 1"),
            step(
                "last",
                "40 days after due",
                "e-mail",
                "tone = 2\nphase = \"pre-litigation\"",
            ),
        ],
    );
    let mut account = account();
    account.debtor.phase = Phase::PreLitigation;
    account.items = vec![
        invoice(1, 10_000, on(3, 2)),
        invoice(2, 10_000, on(4, 20)),
        invoice(3, 10_000, on(6, 1)),
    ];
    let movements = vec![paid(1, 10_000, on(5, 1)), paid(2, 10_000, on(5, 2))];
    let calendar = Calendar::of_years(2024, 2028);
    let history = past(account, movements);
    let course = play(&history, Followed::only(&scenario), &calendar, spell(1));
    let said = steps(&course);
    let notes: Vec<Date> = said
        .iter()
        .filter(|(step, _)| *step == "note")
        .map(|(_, day)| *day)
        .collect();
    assert_eq!(notes, [on(3, 7), on(6, 6)], "{said:?}");
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

fn held(history: &History, condition: &str) -> Vec<(Date, Option<Date>)> {
    let condition = Condition::parse(condition, Currency::EUR).unwrap();
    let found = stretches(
        history,
        (&condition, Behaviour::default()),
        (on(3, 1), on(5, 31)),
    );
    found.iter().map(|one| (one.from, one.to)).collect()
}

#[test]
fn a_condition_holds_from_the_day_it_turns_to_the_day_before_it_ends() {
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(3, 2))];
    let unpaid = past(account.clone(), Vec::new());
    assert_eq!(held(&unpaid, "days_late > 10"), [(on(3, 13), None)]);
    assert_eq!(
        held(&unpaid, "days_late == 10"),
        [(on(3, 12), Some(on(3, 12)))]
    );
    let settled = past(account, vec![paid(1, 10_000, on(4, 20))]);
    assert_eq!(
        held(&settled, "days_late > 10"),
        [(on(3, 13), Some(on(4, 19)))]
    );
    assert_eq!(held(&settled, "overdue > 0"), [(on(3, 3), Some(on(4, 19)))]);
}

#[test]
fn silence_is_counted_from_the_last_contact_and_before_it_from_the_due_date() {
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(3, 2))];
    let mut history = past(account, Vec::new());
    history.account.contacts_made = vec![contact(on(4, 10), &[(1, "first")])];
    assert_eq!(
        held(&history, "days_without_contact > 20 && overdue > 0"),
        [(on(3, 23), Some(on(4, 9))), (on(5, 1), None)]
    );
}

#[test]
fn a_promise_counts_from_the_day_it_was_taken_to_the_day_it_was_judged() {
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(3, 2))];
    let mut promise = promise(1, 10_000, on(4, 15));
    promise.taken_on = on(4, 1);
    promise.outcome = Some((PromiseOutcome::Broken, on(4, 18)));
    account.promises = vec![promise];
    let history = past(account, Vec::new());
    assert_eq!(
        held(&history, "open_promises > 0"),
        [(on(4, 1), Some(on(4, 17)))]
    );
    assert_eq!(held(&history, "promises_broken > 0"), [(on(4, 18), None)]);
}
