//! One voice per debtor: what one message carries.

use crate::account::Account;
use crate::decide::testing::*;
use crate::reason::Reason;
use crate::strategy::Strategy;

fn with_items(days: &[(i64, jiff::civil::Date)]) -> Account {
    let mut account = account();
    account.items = days
        .iter()
        .map(|(id, due_on)| invoice(*id, 10_000, *due_on))
        .collect();
    account
}

#[test]
fn several_items_become_one_message_at_the_highest_step_and_each_keeps_its_own() {
    let mut account = with_items(&[(1, on(4, 1)), (2, on(5, 1)), (3, on(5, 4))]);
    account
        .contacts_made
        .push(contact(on(4, 7), &[(1, "first")]));
    let decision = decided(&account, &three_levels(), on(5, 9));
    assert_eq!(decision.acts().len(), 1);
    let act = &decision.acts()[0];
    assert_eq!(
        (act.step.as_str(), act.leading.0, act.tone),
        ("second", 1, 2)
    );
    assert_eq!(
        said(act),
        [
            (1, "second", 10_000),
            (2, "first", 10_000),
            (3, "first", 10_000)
        ]
    );
}

#[test]
fn the_oldest_of_equals_leads() {
    let account = with_items(&[(5, on(5, 2)), (9, on(5, 1))]);
    assert_eq!(message(&account, &three_levels(), on(5, 10)).leading.0, 9);
}

#[test]
fn a_step_within_the_pull_forward_window_joins_and_says_so() {
    let account = with_items(&[(1, on(5, 1)), (2, on(5, 4)), (3, on(5, 5))]);
    let decision = decided(&account, &three_levels(), on(5, 6));
    // The fourth is overdue and its step comes in three days; that of the fifth comes in four.
    assert_eq!(
        said(decision.contact().unwrap()),
        [(1, "first", 10_000), (2, "first", 10_000)]
    );
    let pulled = Reason::PulledForward {
        item: crate::identity::ItemId(2),
        planned_on: on(5, 9),
    };
    assert!(decision.reasons.contains(&pulled));
}

#[test]
fn nothing_is_brought_forward_before_the_payment_date_that_was_printed() {
    let mut account = with_items(&[(1, on(5, 20)), (2, on(5, 4))]);
    let mut made = contact(on(5, 15), &[(2, "first")]);
    made.payment_asked_by = Some(on(5, 25));
    account.contacts_made.push(made);
    let act = message(&account, &three_levels(), on(5, 25));
    assert_eq!(said(&act), [(1, "first", 10_000)]);
    let act = message(&account, &three_levels(), on(5, 26));
    assert_eq!(said(&act), [(2, "second", 10_000), (1, "first", 10_000)]);
}

fn with_check() -> Strategy {
    strategy(
        "",
        &[
            step("check", "7 days before due", "e-mail", "tone = 1"),
            step("first", "5 days after due", "e-mail", "tone = 1"),
            step("last", "20 days after due", "e-mail", "tone = 4"),
            step("broken", "promise broken", "e-mail", "tone = 3"),
        ],
    )
}

#[test]
fn what_is_not_due_is_never_demanded_together_with_what_is_overdue() {
    let account = with_items(&[(1, on(5, 1)), (2, on(5, 12))]);
    let act = message(&account, &with_check(), on(5, 6));
    assert_eq!(said(&act), [(1, "first", 10_000)]);
}

#[test]
fn checks_before_the_due_date_join_each_other() {
    let account = with_items(&[(1, on(5, 15)), (2, on(5, 17)), (3, on(5, 30))]);
    let act = message(&account, &with_check(), on(5, 8));
    assert_eq!(said(&act), [(1, "check", 10_000), (2, "check", 10_000)]);
}

#[test]
fn a_broken_promise_speaks_before_an_equally_firm_step_and_not_before_a_firmer_one() {
    let mut account = with_items(&[(1, on(5, 1)), (2, on(5, 4))]);
    account.promises.push(promise(2, 10_000, on(5, 7)));
    assert_eq!(message(&account, &with_check(), on(5, 10)).step, "broken");
    account
        .contacts_made
        .push(contact(on(5, 6), &[(1, "first")]));
    let act = message(&account, &with_check(), on(5, 22));
    assert_eq!(act.step, "last");
    assert_eq!(said(&act), [(1, "last", 10_000), (2, "broken", 10_000)]);
}

#[test]
fn the_same_act_has_the_same_key_whatever_else_it_carries() {
    let mut account = with_items(&[(1, on(5, 1))]);
    let alone = message(&account, &three_levels(), on(5, 6)).key;
    account.items.push(invoice(2, 100, on(5, 2)));
    assert_eq!(message(&account, &three_levels(), on(5, 7)).key, alone);
}

#[test]
fn a_charge_is_asked_in_the_message_of_its_invoice() {
    let mut account = with_items(&[(1, on(5, 1)), (2, on(5, 1))]);
    account.items[1].kind = crate::item::ItemKind::Charge;
    let act = message(&account, &three_levels(), on(5, 6));
    assert_eq!(said(&act), [(1, "first", 10_000), (2, "first", 10_000)]);
}

#[test]
fn amounts_of_two_currencies_stand_side_by_side() {
    let mut account = with_items(&[(1, on(5, 1)), (2, on(5, 1))]);
    account.items[1].open = crate::money::Money::new(700, crate::currency::Currency::USD);
    let act = message(&account, &three_levels(), on(5, 6));
    assert_eq!(act.items[1].asked.currency, crate::currency::Currency::USD);
    assert_eq!(act.items.len(), 2);
}

fn check_then_first() -> Strategy {
    strategy(
        "",
        &[
            step("check", "7 days before due", "e-mail", ""),
            step("first", "3 days after due", "e-mail", ""),
        ],
    )
}

#[test]
fn a_check_before_the_due_date_waits_for_a_chase_that_is_near() {
    // The eighth is due for its check on the tenth; the ninth is chased on the twelfth.
    let near = with_items(&[(9, on(5, 9)), (8, on(5, 17))]);
    let strategy = check_then_first();
    assert!(decided(&near, &strategy, on(5, 10)).contact().is_none());
    assert_eq!(message(&near, &strategy, on(5, 12)).step, "first");
    let alone = with_items(&[(8, on(5, 17))]);
    assert_eq!(message(&alone, &strategy, on(5, 10)).step, "check");
}

#[test]
fn messages_never_use_up_the_call_of_a_person() {
    let strategy = strategy("", &[step("call", "3 days after due", "call", "")]);
    let mut account = with_items(&[(1, on(5, 1))]);
    account.contacts[0].phone = Some("+33 1 00 00 00 00".to_string());
    account.contacts_made = [
        on(4, 18),
        on(4, 22),
        on(4, 26),
        on(4, 30),
        on(5, 4),
        on(5, 5),
    ]
    .iter()
    .map(|day| contact(*day, &[]))
    .collect();
    assert_eq!(message(&account, &strategy, on(5, 10)).step, "call");
}

#[test]
fn the_day_that_is_promised_is_never_past() {
    let mut account = with_items(&[(1, on(5, 1))]);
    account.contacts_made.push(contact(on(5, 10), &[]));
    let decision = decided(&account, &three_levels(), on(5, 11));
    let (_, promised) = decision.next_step().unwrap();
    assert_eq!(Some(promised), decision.next_review_on);
    assert!(promised > on(5, 11));
}
