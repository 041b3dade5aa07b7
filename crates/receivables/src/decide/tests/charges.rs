//! Claims for charges: with their invoice while it is open, then as the strategy wants.

use crate::account::Account;
use crate::decide::testing::*;
use crate::decide::{Next, Verdict};
use crate::fact::SaidOf;
use crate::identity::ItemId;
use crate::item::{Item, ItemKind};
use crate::reason::Reason;

fn charge(id: i64, cents: i64, of: &str) -> Item {
    let mut charge = invoice(id, cents, on(5, 6));
    charge.kind = ItemKind::Charge;
    charge.reference = of.to_string();
    charge
}

fn reason_of(account: &Account, head: &str, item: i64) -> Option<Reason> {
    let decision = decided(account, &three_levels_with(head), on(5, 20));
    let outlook = decision.outlook.into_iter();
    let mut of_item = outlook.filter(|outlook| outlook.item == ItemId(item));
    match of_item.next()?.next {
        Next::Because { reason } => Some(reason),
        Next::Step { .. } => None,
    }
}

#[test]
fn a_charge_is_asked_with_its_invoice_at_the_step_of_the_invoice() {
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(5, 4)), charge(2, 4_000, "F1")];
    account.contacts_made = vec![contact(on(5, 9), &[(1, "first")])];
    let act = message(&account, &three_levels(), on(5, 24));
    assert_eq!(said(&act), [(1, "second", 10_000), (2, "second", 4_000)]);
}

#[test]
fn a_charge_causes_no_message_while_its_invoice_is_open() {
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(5, 4)), charge(2, 4_000, "F1")];
    account.contacts_made = vec![contact(on(5, 9), &[(1, "first")])];
    // On its own day axis the charge would be due since 11 May.
    let decision = decided(&account, &three_levels(), on(5, 20));
    assert_eq!(decision.verdict, Verdict::Wait);
    assert_eq!(
        reason_of(&account, "", 2),
        Some(Reason::ChargeFollowsInvoice {
            item: ItemId(2),
            invoice: ItemId(1)
        })
    );
}

#[test]
fn a_charge_of_a_disputed_invoice_waits_with_it() {
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(5, 4)), charge(2, 4_000, "F1")];
    account.disputes = vec![dispute(1, None)];
    let decision = decided(&account, &three_levels(), on(5, 24));
    assert!(decision.acts().is_empty(), "{:?}", decision.verdict);
}

#[test]
fn charges_left_alone_follow_the_rule_of_the_strategy() {
    let stays = Some(Reason::ChargesStaySilent { item: ItemId(2) });
    let told = contact(on(5, 9), &[(1, "first"), (2, "first")]);
    // The rule, whether the debtor heard of the charge with its invoice, what keeps it silent.
    let table = [
        ("charges = \"silent\"", false, stays.clone()),
        ("charges = \"once\"", false, None),
        ("charges = \"once\"", true, stays.clone()),
        ("", true, stays.clone()),
        ("charges = \"chased\"", true, None),
    ];
    for (rule, was_told, expected) in table {
        let mut account = account();
        account.items = vec![charge(2, 4_000, "F1")];
        if was_told {
            account.contacts_made = vec![told.clone()];
        }
        assert_eq!(reason_of(&account, rule, 2), expected, "{rule} {was_told}");
    }
}

#[test]
fn once_a_charge_was_told_alone_it_is_not_told_again() {
    let mut account = account();
    account.items = vec![charge(2, 4_000, "F1")];
    let act = message(&account, &three_levels(), on(5, 20));
    assert_eq!(said(&act), [(2, "first", 4_000)]);
    let mut done = contact(on(5, 20), &[(2, "first")]);
    done.items.push(SaidOf {
        item: ItemId(9),
        step: "first".to_string(),
        place: None,
    });
    account.contacts_made = vec![done];
    let decision = decided(&account, &three_levels(), on(8, 1));
    assert!(decision.acts().is_empty());
    assert_eq!(
        decision.reasons,
        [Reason::ChargesStaySilent { item: ItemId(2) }]
    );
}
