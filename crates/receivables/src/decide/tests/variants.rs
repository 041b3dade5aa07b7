//! Variants of a step: the same debtor always gets the same one, none twice in a row, each as often as it should.

use std::collections::BTreeMap;

use crate::account::Account;
use crate::calendar::plus_days;
use crate::contact::Channel;
use crate::decide::PlannedAct;
use crate::decide::testing::{account, contact, decided, invoice, message, on, step, strategy};
use crate::identity::DebtorId;
use crate::reason::Reason;
use crate::strategy::Strategy;

const VARIANTS: &str = r#"tone = 2
[[step.variant]]
key = "short"
name = { fr = "Court", en = "Short" }
share = 3
[[step.variant]]
key = "by-claire"
name = { fr = "Par Claire", en = "By Claire" }
sender = "claire"
template = "first-notice"
from_hour = "14:00"
[[step.variant]]
key = "call"
name = { fr = "Appel", en = "Call" }
act = "call"
days_later = 2"#;

fn scenario() -> Strategy {
    strategy(
        "",
        &[
            step("first", "5 days after due", "e-mail", VARIANTS),
            step("second", "20 days after due", "e-mail", VARIANTS),
        ],
    )
}

/// The account of a debtor with one invoice due on 1 May, who can be called.
fn of_debtor(id: i64) -> Account {
    let mut account = account();
    account.debtor.id = DebtorId(id);
    account.contacts[0].phone = Some("+33 1 02 03 04 05".to_string());
    account.items = vec![invoice(1, 20_000, on(5, 1))];
    account
}

/// What the first step does for a debtor, on whatever day it does.
fn first_of(id: i64) -> PlannedAct {
    let account = of_debtor(id);
    let acts = (6..=8).filter_map(|day| {
        let decision = decided(&account, &scenario(), on(5, day));
        decision.contact().cloned()
    });
    acts.into_iter().next().expect("the first step is due")
}

fn key(act: &PlannedAct) -> &str {
    act.variant.as_deref().expect("a variant")
}

#[test]
fn a_debtor_always_gets_the_same_and_the_many_get_each_by_its_share() {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for id in 0..1_000 {
        let act = first_of(id);
        assert_eq!(act, first_of(id));
        *counts.entry(key(&act).to_string()).or_default() += 1;
    }
    assert_eq!(counts.len(), 3);
    assert!((520..=680).contains(&counts["short"]), "{counts:?}");
    assert!((140..=260).contains(&counts["by-claire"]), "{counts:?}");
    assert!((140..=260).contains(&counts["call"]), "{counts:?}");
}

#[test]
fn a_variant_changes_what_it_names_and_nothing_else() {
    for id in 0..60 {
        let act = first_of(id);
        let early = decided(&of_debtor(id), &scenario(), on(5, 6));
        match key(&act) {
            "short" => {
                assert_eq!((act.channel, &*act.template), (Channel::EMail, "first"));
                assert_eq!(act.from_hour, None);
            }
            "by-claire" => {
                assert_eq!((&*act.sender, &*act.template), ("claire", "first-notice"));
                assert_eq!(act.from_hour.map(|hour| hour.hour()), Some(14));
            }
            _ => {
                assert_eq!(act.channel, Channel::Call);
                assert!(early.contact().is_none(), "it waits two days more");
            }
        }
        assert_eq!(act.tone, 2);
    }
}

#[test]
fn none_speaks_twice_in_a_row() {
    for id in 0..100 {
        let mut account = of_debtor(id);
        let first = first_of(id);
        let mut made = contact(on(5, 8), &[(1, "first")]);
        made.variant = first.variant.clone();
        account.contacts_made = vec![made];
        let second = (15..=30).find_map(|day| {
            let decision = decided(&account, &scenario(), on(5, day));
            decision.contact().cloned()
        });
        let second = second.expect("the second step comes");
        assert_ne!(key(&second), key(&first), "debtor {id}");
    }
}

#[test]
fn why_names_the_variant() {
    let account = of_debtor(1);
    let decision = decided(&account, &scenario(), on(5, 9));
    let chosen = message(&account, &scenario(), on(5, 9)).variant;
    let told = decision.reasons.iter().any(|reason| {
        matches!(reason, Reason::VariantChosen { variant, .. } if Some(variant) == chosen.as_ref())
    });
    assert!(told, "{:?}", decision.reasons);
    assert_eq!(plus_days(on(5, 8), 1), decision.on);
}
