//! Items that follow another strategy than the one that was followed before: chosen for the item, or because
//! the account moved.

use std::sync::Arc;

use crate::account::Account;
use crate::calendar::Calendar;
use crate::decide::testing::*;
use crate::decide::{Decision, Followed, Next, PlannedAct, decide_following};
use crate::fact::StepPlace;
use crate::identity::ItemId;
use crate::strategy::Strategy;

fn gentle() -> Strategy {
    let mut gentle = strategy(
        "",
        &[
            step("kind-word", "30 days after due", "e-mail", "tone = 1"),
            step("kind-call", "60 days after due", "call", "tone = 2"),
        ],
    );
    gentle.key = "gentle".to_string();
    gentle
}

fn followed(account: &Account, others: &[Arc<Strategy>], month: i8, day: i8) -> Decision {
    let usual = three_levels();
    let followed = Followed {
        account: &usual,
        others,
    };
    let calendar = Calendar::of_years(2024, 2028);
    decide_following(account, followed, &calendar, on(month, day))
}

fn next(decision: &Decision, item: i64) -> String {
    let outlook = decision.outlook.iter();
    let found = outlook.into_iter().find(|known| known.item == ItemId(item));
    match &found.expect("an open claim").next {
        Next::Step { step, on } => format!("{step} {on}"),
        Next::Because { reason } => format!("{reason:?}"),
    }
}

#[test]
fn the_strategy_of_an_item_wins_over_the_one_of_its_account() {
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(5, 4)), invoice(2, 5_000, on(5, 4))];
    account.items[1].strategy_override = Some("gentle".to_string());
    let decision = followed(&account, &[Arc::new(gentle())], 5, 9);
    let act = decision.contact().expect("the first level is due");
    assert_eq!(said(act), [(1, "first", 10_000)]);
    assert_eq!(next(&decision, 2), "kind-word 2026-06-03");
}

#[test]
fn an_item_with_a_strategy_nobody_published_stays_with_its_account() {
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(5, 4))];
    account.items[0].strategy_override = Some("forgotten".to_string());
    let decision = followed(&account, &[Arc::new(gentle())], 5, 9);
    assert_eq!(
        decision.contact().map(|act| act.step.as_str()),
        Some("first")
    );
}

#[test]
fn items_of_two_strategies_due_on_one_day_make_one_message_in_the_firmer_tone() {
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(4, 14)), invoice(2, 5_000, on(5, 4))];
    account.items[0].strategy_override = Some("gentle".to_string());
    account.contacts_made = vec![contact(on(5, 9), &[(2, "first")])];
    let decision = followed(&account, &[Arc::new(gentle())], 5, 24);
    let acts: Vec<&PlannedAct> = decision.acts().iter().collect();
    let [act] = acts[..] else {
        panic!("one message: {acts:?}")
    };
    assert_eq!((act.step.as_str(), act.tone), ("second", 2));
    assert_eq!(said(act), [(1, "kind-word", 10_000), (2, "second", 5_000)]);
}

/// What was done under a strategy that is followed no more: its key, day and tone.
fn moved(day: i32, tone: u8) -> Account {
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(5, 4))];
    let mut done = contact(on(5, 20), &[(1, "renamed")]);
    done.items[0].place = Some(StepPlace { day, tone });
    account.contacts_made = vec![done];
    account
}

#[test]
fn an_account_that_moves_goes_on_where_it_stands_and_never_more_softly() {
    // The levels stand on days 5, 20 and 40 in tones 1, 2 and 3.
    let table = [
        ((0, 1), "first 2026-05-21"),
        ((5, 1), "second 2026-05-24"),
        ((5, 2), "second 2026-05-24"),
        ((12, 1), "second 2026-05-24"),
        ((20, 1), "second 2026-05-24"),
        ((20, 2), "third 2026-06-13"),
        ((12, 3), "third 2026-06-13"),
        ((41, 1), "end-of-strategy 2026-05-21"),
        ((12, 4), "end-of-strategy 2026-05-21"),
    ];
    for ((day, tone), expected) in table {
        let decision = decided(&moved(day, tone), &three_levels(), on(5, 20));
        assert_eq!(next(&decision, 1), expected, "day {day}, tone {tone}");
    }
}

#[test]
fn a_step_that_counts_from_one_done_elsewhere_counts_from_that_day() {
    let scenario = strategy(
        "",
        &[
            step("first", "5 days after due", "e-mail", "tone = 1"),
            step("call", "6 days after step first", "call", "tone = 2"),
        ],
    );
    let decision = decided(&moved(12, 1), &scenario, on(5, 20));
    assert_eq!(next(&decision, 1), "call 2026-05-26");
}
