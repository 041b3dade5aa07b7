//! Gate 7: whom a step reaches, and what it becomes when it can't go its way.

use crate::account::{Account, AttemptEnd};
use crate::contact::{Channel, ContactRole};
use crate::debtor::{Address, Language};
use crate::decide::testing::*;
use crate::identity::ContactId;
use crate::reason::{Reason, Unreachable};
use crate::strategy::{Act, Strategy};

fn due_account() -> Account {
    let mut account = account();
    account.items.push(invoice(1, 10_000, on(5, 1)));
    account
}

fn with_fallback(lines: &str) -> Strategy {
    strategy("", &[step("first", "on due", "e-mail", lines)])
}

fn act_of(account: &Account, strategy: &Strategy) -> Act {
    decided(account, strategy, on(5, 11)).acts()[0].act
}

#[test]
fn without_an_address_the_designed_way_is_taken_and_said() {
    let mut account = due_account();
    account.contacts.clear();
    account.debtor.address = Some(address());
    let decision = decided(
        &account,
        &with_fallback("fallback = { no_address = \"letter\" }"),
        on(5, 11),
    );
    assert_eq!(decision.acts()[0].act, Act::Letter);
    let fell_back = Reason::FellBack {
        from: Channel::EMail,
        to: Channel::Letter,
        why: Unreachable::NoAddress,
    };
    assert!(decision.reasons.contains(&fell_back));
}

#[test]
fn without_any_way_a_person_gets_the_work_with_the_reason() {
    let mut account = due_account();
    account.contacts.clear();
    assert_eq!(act_of(&account, &with_fallback("")), Act::Task);
    assert_eq!(
        act_of(
            &account,
            &with_fallback("fallback = { no_address = \"letter\" }")
        ),
        Act::Task
    );
    assert_eq!(
        act_of(
            &account,
            &with_fallback("fallback = { no_address = \"call\" }")
        ),
        Act::Task
    );
}

#[test]
fn a_task_for_want_of_an_address_covers_all_its_items_and_is_not_made_again() {
    let mut account = due_account();
    account.items.push(invoice(2, 5_000, on(5, 2)));
    account.contacts.clear();
    let act = decided(&account, &with_fallback(""), on(5, 11)).acts()[0].clone();
    assert_eq!(said(&act), [(1, "first", 10_000), (2, "first", 5_000)]);
    account
        .open_tasks
        .push(task("first", Channel::Task, &[1, 2], on(5, 11)));
    assert!(
        decided(&account, &with_fallback(""), on(5, 12))
            .acts()
            .is_empty()
    );
}

#[test]
fn a_task_for_want_of_an_address_gives_way_once_somebody_can_be_reached() {
    let mut account = due_account();
    account
        .open_tasks
        .push(task("first", Channel::Task, &[1], on(5, 11)));
    assert_eq!(act_of(&account, &with_fallback("")), Act::EMail);
    account.open_tasks[0].channel = Channel::Call;
    assert!(
        decided(&account, &with_fallback(""), on(5, 11))
            .acts()
            .is_empty(),
        "a call that was begun is finished first"
    );
}

#[test]
fn after_a_bounce_the_bounce_fallback_is_taken() {
    let mut account = due_account();
    account.contacts[0].bounced_on = Some(on(5, 3));
    account.contacts[0].phone = Some("+33 5 00 00 00 00".to_string());
    let strategy = with_fallback("fallback = { bounced = \"call\", no_address = \"letter\" }");
    assert_eq!(act_of(&account, &strategy), Act::Call);
}

#[test]
fn after_a_certain_refusal_the_same_way_is_not_tried_again() {
    let mut account = due_account();
    account.debtor.address = Some(address());
    let cause = "550 no such user".to_string();
    account
        .attempts
        .push(attempt("first", 1, AttemptEnd::Refused { cause }));
    assert_eq!(
        act_of(
            &account,
            &with_fallback("fallback = { refused = \"letter\" }")
        ),
        Act::Letter
    );
    assert_eq!(act_of(&account, &with_fallback("")), Act::Task);
}

#[test]
fn a_step_whose_message_came_back_goes_another_way_until_the_address_is_corrected() {
    let mut account = due_account();
    account.debtor.address = Some(crate::decide::testing::address());
    let address = account.contacts[0].email.clone().unwrap();
    account
        .attempts
        .push(attempt("first", 1, AttemptEnd::Returned { address }));
    let strategy = with_fallback("fallback = { bounced = \"letter\", refused = \"call\" }");
    let decision = decided(&account, &strategy, on(5, 11));
    assert_eq!(decision.acts()[0].act, Act::Letter);
    let fell_back = Reason::FellBack {
        from: Channel::EMail,
        to: Channel::Letter,
        why: Unreachable::CameBack,
    };
    assert!(decision.reasons.contains(&fell_back));
    assert_eq!(act_of(&account, &with_fallback("")), Act::Task);
    let mut somebody_else = account.clone();
    somebody_else
        .contacts
        .push(mailbox(9, ContactRole::Other, "info@acme.example"));
    let act = message(&somebody_else, &strategy, on(5, 11));
    assert_eq!(act.recipient.contact, Some(ContactId(9)));
    account.contacts[0].email = Some("comptes@acme.example".to_string());
    assert_eq!(act_of(&account, &strategy), Act::EMail);
}

#[test]
fn a_letter_that_came_back_leaves_again_once_the_postal_address_is_another() {
    let mut account = due_account();
    let known = crate::decide::testing::address();
    let mut came_back = attempt(
        "first",
        1,
        AttemptEnd::Returned {
            address: known.one_line(),
        },
    );
    came_back.channel = Channel::Letter;
    account.attempts.push(came_back);
    account.debtor.address = Some(known.clone());
    let by_letter = strategy("", &[step("first", "on due", "letter", "")]);
    assert_eq!(act_of(&account, &by_letter), Act::Task);
    let moved = Address {
        lines: vec!["8 quai Neuf".to_string()],
        ..known
    };
    account.debtor.address = Some(moved.clone());
    let act = message(&account, &by_letter, on(5, 11));
    assert_eq!(act.act, Act::Letter);
    assert_eq!(act.recipient.address, moved.one_line());
    assert_eq!(moved.one_line(), "8 quai Neuf, 33000 Bordeaux, FR");
}

#[test]
fn who_asked_not_to_be_written_to_is_not_written_to() {
    let mut account = due_account();
    account.contacts[0].refused_on = Some(on(5, 3));
    let decision = decided(&account, &with_fallback(""), on(5, 11));
    assert_eq!(decision.acts()[0].channel, Channel::Task);
    assert!(matches!(
        decision.reasons[1],
        Reason::NoRecipient {
            why: Unreachable::Refused,
            ..
        }
    ));
}

#[test]
fn the_wanted_role_comes_first_then_accounts_payable_then_anybody_general() {
    let mut account = due_account();
    account.contacts = vec![
        mailbox(4, ContactRole::Buyer, "achats@acme.example"),
        mailbox(3, ContactRole::Other, "contact@acme.example"),
        mailbox(2, ContactRole::AccountsPayable, "compta@acme.example"),
        mailbox(1, ContactRole::Finance, "daf@acme.example"),
    ];
    let strategy = with_fallback("role = \"finance\"");
    for expected in [1, 2, 3] {
        let act = message(&account, &strategy, on(5, 11));
        assert_eq!(act.recipient.contact, Some(ContactId(expected)));
        account.contacts.pop();
    }
    // A buyer who was not asked for is never written to.
    assert_eq!(act_of(&account, &strategy), Act::Task);
}

#[test]
fn the_recipients_own_language_comes_before_the_debtors() {
    let mut account = due_account();
    account.contacts[0].language = Some(Language::English);
    assert_eq!(
        message(&account, &with_fallback(""), on(5, 11)).language,
        Language::English
    );
}
