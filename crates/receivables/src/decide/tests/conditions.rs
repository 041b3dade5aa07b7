//! Steps with a condition: done while it holds, passed over while it does not, and looked at again on the day it
//! turns by itself.

use crate::account::Account;
use crate::decide::testing::*;
use crate::strategy::Strategy;

fn strategy(when: &str) -> Strategy {
    let text = format!(
        "[strategy]\nkey = \"t\"\nname = {{ fr = \"T\", en = \"T\" }}\nsummary = {{ fr = \"T\", en = \"T\" }}\n\
         [[step]]\nkey = \"call-large\"\nname = {{ fr = \"A\", en = \"A\" }}\ntrigger = \"5 days after due\"\nact = \"e-mail\"\ntone = 1\nwhen = '''{when}'''\n\
         [[step]]\nkey = \"letter\"\nname = {{ fr = \"B\", en = \"B\" }}\ntrigger = \"20 days after due\"\nact = \"e-mail\"\ntone = 2\n"
    );
    Strategy::parse(&text).unwrap()
}

fn owing(minor: i64) -> Account {
    let mut account = account();
    account.items = vec![invoice(1, minor, on(5, 4))];
    account
}

#[test]
fn a_step_is_done_only_while_its_condition_holds() {
    let large = strategy("overdue >= 1000");
    assert_eq!(
        message(&owing(100_000), &large, on(5, 11)).step,
        "call-large"
    );
    let small = decided(&owing(99_999), &large, on(5, 11));
    assert!(small.acts().is_empty());
    let next = small.next_step().map(|(step, day)| (step.to_string(), day));
    assert_eq!(next, Some(("letter".to_string(), on(5, 24))));
    assert_eq!(message(&owing(99_999), &large, on(5, 24)).step, "letter");
}

#[test]
fn a_condition_on_days_late_is_looked_at_on_the_day_it_turns() {
    let late = strategy("days_late > 10");
    let account = owing(100_000);
    let before = decided(&account, &late, on(5, 11));
    assert!(before.acts().is_empty());
    let turns_on = before.next_review_on.unwrap();
    assert!(turns_on <= on(5, 15), "{turns_on}");
    assert_eq!(message(&account, &late, on(5, 15)).step, "call-large");
}

#[test]
fn text_and_tags_of_the_debtor_may_be_asked() {
    let tagged = strategy("\"vip\" in tags && kind == \"business\"");
    let mut account = owing(100_000);
    assert!(decided(&account, &tagged, on(5, 11)).acts().is_empty());
    account.debtor.tags = vec!["vip".to_string()];
    assert_eq!(message(&account, &tagged, on(5, 11)).step, "call-large");
}
