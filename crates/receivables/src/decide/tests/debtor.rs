//! Gates 1 to 4 and 8 to 10: the creditor, the debtor, the budget, the calendar, who lets it leave.

use std::sync::Arc;

use crate::account::{Account, AttemptEnd, CreditorPolicy, Mode};
use crate::contact::Channel;
use crate::debtor::{Certainty, Difficulty, Phase};
use crate::decide::testing::*;
use crate::decide::{Gate, Next, Release, Verdict};
use crate::reason::{DayOff, Reason};

fn due_account() -> Account {
    let mut account = account();
    account.items.push(invoice(1, 10_000, on(5, 1)));
    account
}

fn policy(account: &mut Account) -> &mut CreditorPolicy {
    Arc::get_mut(&mut account.policy).unwrap()
}

fn check_held(account: &Account, gate: Gate) {
    assert_eq!(held_by(account, &three_levels(), on(5, 11)), Some(gate));
}

#[test]
fn the_master_switch_and_an_upgrade_stop_everything() {
    let mut account = due_account();
    policy(&mut account).stopped_on = Some(on(5, 11));
    check_held(&account, Gate::MasterSwitch);
    policy(&mut account).stopped_on = None;
    policy(&mut account).upgraded_on = Some(on(5, 10));
    check_held(&account, Gate::MasterSwitch);
}

#[test]
fn nothing_leaves_on_bank_data_that_is_five_days_old() {
    let mut account = due_account();
    policy(&mut account).freshness.bank_days_limit = Some(4);
    check_held(&account, Gate::Freshness);
    policy(&mut account).freshness.bank_as_of = Some(on(5, 6));
    check_held(&account, Gate::Freshness);
    policy(&mut account).freshness.bank_as_of = Some(on(5, 7));
    assert_eq!(message(&account, &three_levels(), on(5, 11)).step, "first");
}

#[test]
fn only_the_amicable_phase_allows_reminders() {
    for phase in [
        Phase::HandedOver,
        Phase::Litigation,
        Phase::Insolvency,
        Phase::Deceased,
    ] {
        let mut account = due_account();
        account.debtor.phase = phase;
        check_held(&account, Gate::Phase);
        let decision = decided(&account, &three_levels(), on(5, 2));
        assert_eq!(decision.verdict, Verdict::Hold { gate: Gate::Phase });
        assert!(matches!(decision.outlook[0].next, Next::Because { .. }));
        assert_eq!(decision.next_step(), None);
    }
}

#[test]
fn a_hold_on_the_debtor_covers_its_last_day() {
    let mut account = due_account();
    account.holds.push(hold(None, Some(on(5, 11))));
    check_held(&account, Gate::DebtorHold);
    let decision = decided(&account, &three_levels(), on(5, 11));
    assert_eq!(decision.next_review_on, Some(on(5, 12)));
    assert_eq!(message(&account, &three_levels(), on(5, 12)).step, "first");
}

#[test]
fn an_open_ended_hold_lasts_until_a_person_lifts_it() {
    let mut account = due_account();
    account.holds.push(hold(None, None));
    check_held(&account, Gate::DebtorHold);
    assert_eq!(
        decided(&account, &three_levels(), on(5, 11)).next_review_on,
        None
    );
    account.holds[0].lifted_on = Some(on(5, 11));
    assert_eq!(message(&account, &three_levels(), on(5, 11)).step, "first");
}

#[test]
fn a_reply_stops_the_machine_until_somebody_handled_it() {
    let mut account = due_account();
    account.replies.push(reply(on(5, 9)));
    check_held(&account, Gate::DebtorHold);
    account.replies[0].handled_on = Some(on(5, 11));
    assert_eq!(message(&account, &three_levels(), on(5, 11)).step, "first");
}

#[test]
fn a_message_of_unknown_fate_is_never_sent_again_by_the_machine() {
    let mut account = due_account();
    account
        .attempts
        .push(attempt("first", 1, AttemptEnd::Unknown));
    check_held(&account, Gate::DebtorHold);
    assert_eq!(
        held_by(&account, &three_levels(), on(9, 1)),
        Some(Gate::DebtorHold)
    );
}

#[test]
fn the_first_closed_gate_speaks_and_the_others_are_listed() {
    let mut account = due_account();
    policy(&mut account).stopped_on = Some(on(5, 1));
    account.replies.push(reply(on(5, 9)));
    let decision = decided(&account, &three_levels(), on(5, 11));
    assert_eq!(
        decision.reasons,
        [Reason::MasterSwitchOff { since: on(5, 1) }]
    );
    let closed: Vec<Gate> = decision
        .gates
        .iter()
        .filter(|gate| gate.closed)
        .map(|gate| gate.gate)
        .collect();
    assert_eq!(closed, [Gate::MasterSwitch, Gate::DebtorHold]);
    let order: Vec<Gate> = decision.gates.iter().map(|gate| gate.gate).collect();
    assert!(order.is_sorted() && order.len() == 10, "{order:?}");
}

#[test]
fn the_contact_budget_names_the_exact_day_it_is_free_again() {
    let table = [
        // Three days between two contacts.
        (vec![on(5, 9)], Some(on(5, 12))),
        (vec![on(5, 8)], None),
        // Two in any seven days: the one of the fifth leaves the window on the twelfth.
        (vec![on(5, 5), on(5, 7)], Some(on(5, 12))),
        (vec![on(5, 4), on(5, 7)], None),
        // Five in any thirty days.
        (
            vec![on(4, 13), on(4, 17), on(4, 21), on(4, 25), on(4, 30)],
            Some(on(5, 13)),
        ),
        (
            vec![on(4, 11), on(4, 17), on(4, 21), on(4, 25), on(4, 30)],
            None,
        ),
    ];
    for (days, free_on) in table {
        let mut account = due_account();
        account.contacts_made = days.iter().map(|day| contact(*day, &[])).collect();
        let decision = decided(&account, &three_levels(), on(5, 11));
        match free_on {
            Some(day) => {
                check_held(&account, Gate::ContactBudget);
                assert_eq!(decision.next_review_on, Some(day), "{days:?}");
                assert_eq!(message(&account, &three_levels(), day).step, "first");
            }
            None => assert!(decision.contact().is_some(), "{days:?}"),
        }
    }
}

#[test]
fn a_planned_call_is_not_overtaken_by_a_message_about_another_item() {
    let mut account = due_account();
    account.items.push(invoice(2, 5_000, on(4, 1)));
    account
        .open_tasks
        .push(task("second", Channel::Call, &[2], on(5, 10)));
    check_held(&account, Gate::ContactBudget);
    // Nobody called: the other item does not wait for ever.
    let act = message(&account, &three_levels(), on(5, 13));
    assert_eq!(said(&act), [(1, "first", 10_000)]);
}

#[test]
fn colleagues_do_not_wait_for_the_contact_budget() {
    let strategy = strategy(
        "",
        &[
            step("look", "on due", "task", ""),
            step("first", "5 days after due", "e-mail", ""),
        ],
    );
    let mut account = due_account();
    account
        .contacts_made
        .push(contact(on(5, 10), &[(9, "first")]));
    account.items.push(invoice(2, 5_000, on(5, 2)));
    account
        .contacts_made
        .push(contact(on(5, 3), &[(2, "look")]));
    let decision = decided(&account, &strategy, on(5, 11));
    assert_eq!(decision.acts().len(), 1);
    assert_eq!(decision.acts()[0].step, "look");
    assert!(matches!(
        decision.reasons[0],
        Reason::ContactedRecently { .. }
    ));
}

#[test]
fn nothing_leaves_on_weekends_and_holidays_of_either_side() {
    let mut account = due_account();
    policy(&mut account).country = "FR".to_string();
    account.debtor.country = "DE".to_string();
    let table = [
        // Saturday, and the Monday after; 14 July is French, 3 October German, 1 May both.
        (on(5, 9), Some((DayOff::Creditor, on(5, 11)))),
        (on(7, 14), Some((DayOff::Creditor, on(7, 15)))),
        (on(10, 2), None),
        (on(5, 8), Some((DayOff::Creditor, on(5, 11)))),
        (on(5, 11), None),
    ];
    for (day, expected) in table {
        let decision = decided(&account, &three_levels(), day);
        match expected {
            Some((whose, until)) => {
                assert_eq!(decision.reasons, [Reason::NotABusinessDay { whose, until }]);
                assert_eq!(
                    decision.verdict,
                    Verdict::Hold {
                        gate: Gate::WorkingDay
                    }
                );
            }
            None => assert!(decision.contact().is_some(), "{day}"),
        }
    }
    policy(&mut account).country = "IT".to_string();
    let unity = jiff::civil::date(2025, 10, 3);
    account.items[0].due_on = jiff::civil::date(2025, 9, 1);
    let decision = decided(&account, &three_levels(), unity);
    let until = jiff::civil::date(2025, 10, 6);
    assert_eq!(
        decision.reasons,
        [Reason::NotABusinessDay {
            whose: DayOff::Debtor,
            until
        }]
    );
}

#[test]
fn the_mode_the_step_and_the_channel_say_who_lets_it_leave() {
    let table = [
        (Mode::Observe, "e-mail", "automatic", Release::ObservedOnly),
        (
            Mode::Confirm,
            "e-mail",
            "automatic",
            Release::OnConfirmation,
        ),
        (Mode::Automatic, "e-mail", "automatic", Release::ByItself),
        (
            Mode::Automatic,
            "e-mail",
            "confirm",
            Release::OnConfirmation,
        ),
        (Mode::Automatic, "e-mail", "manual", Release::ByHand),
        (Mode::Automatic, "call", "automatic", Release::ByHand),
        (Mode::Observe, "e-mail", "manual", Release::ByHand),
    ];
    for (mode, act, approval, release) in table {
        let mut account = due_account();
        account.contacts[0].phone = Some("+33 5 00 00 00 00".to_string());
        policy(&mut account).mode = mode;
        let lines = format!("approval = \"{approval}\"");
        let strategy = strategy("", &[step("a", "on due", act, &lines)]);
        let decided = message(&account, &strategy, on(5, 11));
        assert_eq!(decided.release, release, "{mode:?} {act} {approval}");
    }
}

#[test]
fn nobody_who_is_short_of_money_hears_a_firm_word_that_no_person_read() {
    let known = Difficulty {
        since: on(5, 2),
        certainty: Certainty::Suspected,
    };
    let table = [
        (Some(known), 3, Release::ByItself),
        (Some(known), 4, Release::OnConfirmation),
        (Some(known), 5, Release::OnConfirmation),
        (None, 5, Release::ByItself),
    ];
    for (difficulty, tone, release) in table {
        let mut account = due_account();
        account.debtor.difficulty = difficulty;
        let lines = format!("tone = {tone}");
        let strategy = strategy("", &[step("a", "on due", "e-mail", &lines)]);
        let decided = message(&account, &strategy, on(5, 11));
        assert_eq!(decided.release, release, "{difficulty:?} {tone}");
    }
}
