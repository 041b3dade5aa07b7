//! The next step of an item and its day.

use crate::account::AttemptEnd;
use crate::calendar::plus_days;
use crate::contact::Channel;
use crate::decide::testing::*;
use crate::decide::{Next, Verdict};
use crate::fact::PromiseOutcome;
use crate::item::ItemKind;
use crate::reason::Reason;
use crate::strategy::{END_OF_STRATEGY, Strategy};

fn one_invoice() -> crate::account::Account {
    let mut account = account();
    account.items.push(invoice(1, 10_000, on(5, 1)));
    account
}

fn next(
    account: &crate::account::Account,
    strategy: &Strategy,
    today: jiff::civil::Date,
) -> (String, jiff::civil::Date) {
    match &decided(account, strategy, today).outlook[0].next {
        Next::Step { step, on } => (step.clone(), *on),
        Next::Because { reason } => panic!("{reason:?}"),
    }
}

#[test]
fn the_first_step_leaves_on_its_day_and_not_before() {
    let account = one_invoice();
    let before = decided(&account, &three_levels(), on(5, 5));
    assert_eq!(before.verdict, Verdict::Wait);
    assert_eq!(before.next_review_on, Some(on(5, 6)));
    assert_eq!(message(&account, &three_levels(), on(5, 6)).step, "first");
}

#[test]
fn a_step_that_was_missed_because_nothing_ran_is_due_at_the_next_run() {
    assert_eq!(
        message(&one_invoice(), &three_levels(), on(5, 9)).step,
        "first"
    );
}

#[test]
fn the_next_step_is_the_first_after_the_last_one_done() {
    let mut account = one_invoice();
    account
        .contacts_made
        .push(contact(on(5, 6), &[(1, "first")]));
    assert_eq!(
        next(&account, &three_levels(), on(5, 7)),
        ("second".into(), on(5, 21))
    );
    account
        .contacts_made
        .push(contact(on(5, 21), &[(1, "second")]));
    assert_eq!(
        next(&account, &three_levels(), on(5, 22)),
        ("third".into(), on(6, 10))
    );
}

#[test]
fn a_late_item_goes_step_by_step_unless_the_strategy_says_to_catch_up() {
    let today = on(6, 15);
    assert_eq!(
        message(&one_invoice(), &three_levels(), today).step,
        "first"
    );
    let catching_up = three_levels_with("entry = \"catch-up\"");
    assert_eq!(message(&one_invoice(), &catching_up, today).step, "third");
    assert_eq!(
        message(&one_invoice(), &catching_up, on(5, 25)).step,
        "second"
    );
}

#[test]
fn catching_up_happens_once_and_then_goes_step_by_step() {
    let mut account = one_invoice();
    account
        .contacts_made
        .push(contact(on(5, 7), &[(1, "first")]));
    let catching_up = three_levels_with("entry = \"catch-up\"");
    assert_eq!(message(&account, &catching_up, on(7, 1)).step, "second");
}

#[test]
fn who_had_paid_and_owes_again_is_not_caught_up_with() {
    let mut account = one_invoice();
    account.items[0].reopened_on = Some(on(6, 15));
    let catching_up = three_levels_with("entry = \"catch-up\"");
    assert_eq!(message(&account, &catching_up, on(6, 15)).step, "first");
}

fn with_check() -> Strategy {
    strategy(
        "",
        &[
            step("check", "7 days before due", "e-mail", ""),
            step("received", "2 days after issue", "e-mail", ""),
            step("first", "5 days after due", "e-mail", ""),
        ],
    )
}

#[test]
fn a_step_before_the_due_date_expires_on_it() {
    let account = one_invoice();
    assert_eq!(message(&account, &with_check(), on(4, 24)).step, "check");
    assert_eq!(message(&account, &with_check(), on(4, 30)).step, "check");
    assert_eq!(
        next(&account, &with_check(), on(5, 1)),
        ("first".into(), on(5, 6))
    );
}

#[test]
fn a_step_counted_from_the_invoice_expires_when_it_belongs_before_the_due_date() {
    let mut account = one_invoice();
    account
        .contacts_made
        .push(contact(on(4, 24), &[(1, "check")]));
    assert_eq!(next(&account, &with_check(), on(4, 28)).0, "received");
    assert_eq!(next(&account, &with_check(), on(5, 1)).0, "first");
    account.items[0].issued_on = on(5, 1);
    assert_eq!(
        next(&account, &with_check(), on(5, 2)),
        ("received".into(), on(5, 3))
    );
}

#[test]
fn triggers_count_from_due_date_issue_delivery_end_of_month_and_other_steps() {
    let mut account = one_invoice();
    account.items[0].due_on = on(5, 12);
    account.items[0].issued_on = on(5, 2);
    account.items[0].delivered_on = Some(on(5, 4));
    let table = [
        ("on due", on(5, 12)),
        ("3 days before due", on(5, 9)),
        ("15 days after issue", on(5, 17)),
        ("2 days after delivery", on(5, 6)),
        ("5 days after end of due month", on(6, 5)),
    ];
    for (trigger, expected) in table {
        let strategy = strategy("", &[step("a", trigger, "e-mail", "")]);
        assert_eq!(
            next(&account, &strategy, on(5, 3)),
            ("a".into(), expected),
            "{trigger}"
        );
    }
    let chained = strategy(
        "",
        &[
            step("a", "on due", "e-mail", ""),
            step("b", "9 days after step a", "e-mail", ""),
        ],
    );
    account.contacts_made.push(contact(on(5, 14), &[(1, "a")]));
    assert_eq!(next(&account, &chained, on(5, 15)), ("b".into(), on(5, 23)));
}

#[test]
fn a_step_waits_for_its_gap_after_the_last_contact_about_the_item() {
    let gap = strategy(
        "",
        &[
            step("a", "on due", "e-mail", ""),
            step("b", "3 days after due", "e-mail", "days_after_contact = 8"),
        ],
    );
    let mut account = one_invoice();
    account.contacts_made.push(contact(on(5, 3), &[(1, "a")]));
    assert_eq!(next(&account, &gap, on(5, 4)), ("b".into(), on(5, 11)));
}

#[test]
fn a_step_waits_until_the_day_after_the_payment_date_that_was_printed() {
    let mut account = one_invoice();
    let mut made = contact(on(5, 20), &[(1, "first")]);
    made.payment_asked_by = Some(on(5, 30));
    account.contacts_made.push(made);
    assert_eq!(
        next(&account, &three_levels(), on(5, 21)),
        ("second".into(), on(5, 31))
    );
}

#[test]
fn a_notice_prints_the_day_it_gives() {
    let strategy = strategy("", &[step("a", "on due", "e-mail", "days_to_answer = 10")]);
    let act = message(&one_invoice(), &strategy, on(5, 4));
    assert_eq!(act.payment_asked_by, Some(on(5, 14)));
}

#[test]
fn an_attempt_that_failed_moves_nothing_forward() {
    let mut account = one_invoice();
    let cause = "mailbox unknown".to_string();
    account
        .attempts
        .push(attempt("first", 1, AttemptEnd::Refused { cause }));
    let decision = decided(&account, &three_levels(), on(5, 25));
    assert_eq!(decision.acts()[0].step, "first");
    assert_eq!(decision.acts()[0].channel, Channel::Task);
}

#[test]
fn settlement_and_its_reversal_never_repeat_a_step() {
    let mut account = one_invoice();
    account
        .contacts_made
        .push(contact(on(5, 6), &[(1, "first")]));
    account.items[0].open = crate::money::Money::eur(0);
    assert_eq!(
        decided(&account, &three_levels(), on(5, 21)).verdict,
        Verdict::Rest
    );
    account.items[0].open = account.items[0].amount;
    account.items[0].reopened_on = Some(on(5, 28));
    assert_eq!(
        next(&account, &three_levels(), on(5, 28)),
        ("second".into(), on(5, 28))
    );
}

#[test]
fn once_every_step_is_done_a_person_decides_and_again_every_thirty_days() {
    let mut account = one_invoice();
    account
        .contacts_made
        .push(contact(on(6, 10), &[(1, "third")]));
    let decision = decided(&account, &three_levels(), on(6, 11));
    let act = &decision.acts()[0];
    assert_eq!(
        (act.step.as_str(), act.channel),
        (END_OF_STRATEGY, Channel::Task)
    );
    let mut done = contact(on(6, 12), &[(1, END_OF_STRATEGY)]);
    done.channel = Channel::Task;
    account.contacts_made.push(done);
    assert_eq!(
        next(&account, &three_levels(), on(6, 13)),
        (END_OF_STRATEGY.into(), on(7, 12))
    );
    let again = decided(&account, &three_levels(), on(7, 12));
    assert_ne!(again.acts()[0].key, act.key);
}

fn with_answer() -> Strategy {
    strategy(
        "",
        &[
            step("first", "5 days after due", "e-mail", "tone = 1"),
            step("second", "20 days after due", "e-mail", "tone = 2"),
            step("broken", "promise broken", "e-mail", "tone = 3"),
        ],
    )
}

#[test]
fn a_broken_promise_is_spoken_of_once() {
    let mut account = one_invoice();
    account
        .contacts_made
        .push(contact(on(5, 6), &[(1, "first")]));
    account.promises.push(promise(1, 10_000, on(5, 10)));
    // Two days of tolerance, then the day after.
    assert_eq!(message(&account, &with_answer(), on(5, 13)).step, "broken");
    account
        .contacts_made
        .push(contact(on(5, 13), &[(1, "broken")]));
    account.promises[0].outcome = Some((PromiseOutcome::Broken, on(5, 18)));
    assert_eq!(next(&account, &with_answer(), on(5, 19)).0, "second");
}

#[test]
fn a_kept_or_withdrawn_promise_is_no_event() {
    for outcome in [PromiseOutcome::Kept, PromiseOutcome::Withdrawn] {
        let mut account = one_invoice();
        account.promises.push(promise(1, 10_000, on(5, 10)));
        account.promises[0].outcome = Some((outcome, on(5, 12)));
        assert_eq!(message(&account, &with_answer(), on(5, 20)).step, "first");
    }
}

#[test]
fn an_event_steps_aside_for_the_steps_of_the_axis_afterwards() {
    let mut account = one_invoice();
    account
        .contacts_made
        .push(contact(on(5, 15), &[(1, "broken")]));
    assert_eq!(next(&account, &with_answer(), on(5, 16)).0, "first");
}

#[test]
fn a_step_for_large_sums_is_passed_over_below_its_floor_with_credits_counted() {
    let strategy = strategy(
        "",
        &[
            step("call", "on due", "call", "floor = [\"100.00 EUR\"]"),
            step("write", "2 days after due", "e-mail", ""),
        ],
    );
    let mut account = one_invoice();
    assert_eq!(next(&account, &strategy, on(5, 2)).0, "call");
    account.items.push(credit(2, ItemKind::CreditNote, 1));
    assert_eq!(next(&account, &strategy, on(5, 2)).0, "write");
}

#[test]
fn nobody_asks_whether_a_claim_for_charges_arrived_well() {
    let mut account = one_invoice();
    account.items[0].kind = ItemKind::Charge;
    assert_eq!(next(&account, &with_check(), on(4, 24)).0, "received");
    assert_eq!(
        next(&account, &with_check(), on(5, 2)),
        ("first".into(), on(5, 6))
    );
}

#[test]
fn work_for_a_person_bars_its_items_until_it_is_done() {
    let mut account = one_invoice();
    account.items.push(invoice(2, 5_000, on(5, 2)));
    account
        .open_tasks
        .push(task("first", Channel::Call, &[1, 2], on(5, 8)));
    let decision = decided(&account, &three_levels(), plus_days(on(5, 8), 30));
    assert!(decision.acts().is_empty());
    for outlook in &decision.outlook {
        assert!(
            matches!(
                outlook.next,
                Next::Because {
                    reason: Reason::TaskOpen { .. }
                }
            ),
            "{outlook:?}"
        );
    }
}

#[test]
fn work_from_before_the_due_date_that_nobody_did_does_not_stop_the_chase() {
    let mut account = one_invoice();
    account
        .open_tasks
        .push(task("check", Channel::Call, &[1], on(4, 24)));
    assert!(
        decided(&account, &with_check(), on(4, 30))
            .acts()
            .is_empty()
    );
    assert_eq!(message(&account, &with_check(), on(5, 6)).step, "first");
}
