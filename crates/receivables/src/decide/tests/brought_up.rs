//! What a letter asks on the day it is printed, not on the day it was decided.

use crate::contact::Channel;
use crate::decide::testing::*;
use crate::decide::{PlannedAct, brought_up};
use crate::identity::ItemId;
use crate::item::ItemKind;

/// A letter about two invoices of 100 and 50 euros, planned on 6 May, that asks for payment by 13 May.
fn letter(account: &mut crate::account::Account) -> PlannedAct {
    account.items = vec![invoice(1, 10_000, on(5, 1)), invoice(2, 5_000, on(5, 1))];
    account.debtor.address = Some(address());
    let steps = [step(
        "first",
        "5 days after due",
        "letter",
        "days_to_answer = 7",
    )];
    message(account, &strategy("", &steps), on(5, 6))
}

fn asked(act: &PlannedAct) -> Vec<(ItemId, i64)> {
    let items = act.items.iter();
    items.map(|item| (item.item, item.asked.minor)).collect()
}

#[test]
fn on_its_own_day_it_is_what_was_decided() {
    let mut account = account();
    let letter = letter(&mut account);
    let same = brought_up(&letter, &account, on(5, 6));
    assert_eq!(same, Some(letter));
}

#[test]
fn what_came_meanwhile_is_not_asked_and_the_days_to_pay_are_given_again() {
    let mut account = account();
    let letter = letter(&mut account);
    let first = letter.items[0].item;
    account
        .items
        .push(credit(3, ItemKind::PaymentOnAccount, 10_500));
    let now = brought_up(&letter, &account, on(5, 9)).unwrap();
    assert_eq!(asked(&now), [(ItemId(2), 4_500)]);
    assert_ne!(first, ItemId(2), "the first is paid");
    assert_eq!(now.payment_asked_by, Some(on(5, 16)));
    let again = brought_up(&now, &account, on(5, 9));
    assert_eq!(again.as_ref(), Some(&now), "twice is once");
    account.disputes.push(dispute(2, None));
    assert_eq!(brought_up(&letter, &account, on(5, 9)), None);
}

#[test]
fn work_that_asks_the_debtor_for_nothing_stays() {
    let mut account = account();
    let mut work = letter(&mut account);
    work.channel = Channel::Task;
    account.items.clear();
    assert_eq!(brought_up(&work, &account, on(5, 9)), Some(work));
}
