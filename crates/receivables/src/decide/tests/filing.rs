//! Declaring a claim in proceedings: a task with the law's last day, whatever gate is closed, until somebody did it.

use crate::account::Account;
use crate::contact::Channel;
use crate::debtor::{ClaimToFile, Phase};
use crate::decide::testing::*;
use crate::decide::{Gate, Release};
use crate::reason::Reason;
use crate::strategy::FILE_CLAIM;

fn insolvent() -> Account {
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(5, 4)), invoice(2, 5_000, on(7, 4))];
    account.debtor.phase = Phase::Insolvency;
    account.debtor.claim_to_file = Some(ClaimToFile {
        announced_on: on(5, 10),
        by_on: on(7, 10),
    });
    account
}

#[test]
fn what_is_open_is_declared_by_the_last_day_and_nothing_reaches_the_debtor() {
    let account = insolvent();
    let decision = decided(&account, &three_levels(), on(5, 12));
    let [act] = decision.acts() else {
        panic!("one task: {:?}", decision.verdict)
    };
    assert_eq!(
        (act.step.as_str(), act.due_on),
        (FILE_CLAIM, Some(on(7, 10)))
    );
    assert_eq!((act.channel, act.release), (Channel::Task, Release::ByHand));
    assert_eq!(said(act), [(1, FILE_CLAIM, 10_000), (2, FILE_CLAIM, 5_000)]);
    let reason = Reason::ClaimToFile { by_on: on(7, 10) };
    assert!(decision.reasons.contains(&reason), "{:?}", decision.reasons);
    assert!(
        decision
            .gates
            .iter()
            .any(|gate| gate.gate == Gate::Phase && gate.closed)
    );
    let later = decided(&account, &three_levels(), on(7, 20));
    assert_eq!(
        later.acts()[0].key,
        act.key,
        "it stays the same task past its day"
    );
}

#[test]
fn the_task_ends_when_it_was_done_and_a_new_opening_asks_for_another() {
    let mut account = insolvent();
    let key = decided(&account, &three_levels(), on(5, 12)).acts()[0]
        .key
        .clone();
    let mut done = contact(on(5, 20), &[(1, FILE_CLAIM)]);
    done.channel = Channel::Task;
    done.step = Some(FILE_CLAIM.to_string());
    account.contacts_made = vec![done];
    assert!(
        decided(&account, &three_levels(), on(5, 21))
            .acts()
            .is_empty()
    );
    account.debtor.claim_to_file = Some(ClaimToFile {
        announced_on: on(6, 1),
        by_on: on(8, 1),
    });
    let again = decided(&account, &three_levels(), on(6, 2));
    assert_eq!(again.acts().len(), 1);
    assert_ne!(again.acts()[0].key, key);
}

#[test]
fn an_account_that_owes_nothing_or_is_amicable_declares_nothing() {
    let mut paid = insolvent();
    paid.items.clear();
    assert!(decided(&paid, &three_levels(), on(5, 12)).acts().is_empty());
    let mut amicable = insolvent();
    amicable.debtor.phase = Phase::Amicable;
    let decision = decided(&amicable, &three_levels(), on(5, 12));
    assert!(decision.acts().iter().all(|act| act.step != FILE_CLAIM));
}
