//! Gate 5: what is not asked for, item by item.

use crate::account::Account;
use crate::decide::testing::*;
use crate::decide::{Gate, Next};
use crate::item::{ItemKind, Unconfirmed};
use crate::money::Money;
use crate::reason::Reason;

fn two_invoices() -> Account {
    let mut account = account();
    account.items.push(invoice(1, 100_000, on(5, 1)));
    account.items.push(invoice(2, 20_000, on(5, 3)));
    account
}

fn asked(account: &Account) -> Vec<(i64, i64)> {
    let act = message(account, &three_levels(), on(5, 10));
    act.items
        .iter()
        .map(|item| (item.item.0, item.asked.minor))
        .collect()
}

fn reason_of(account: &Account, item: usize) -> Reason {
    match &decided(account, &three_levels(), on(5, 10)).outlook[item].next {
        Next::Because { reason } => reason.clone(),
        Next::Step { step, on } => panic!("step {step} on {on}"),
    }
}

#[test]
fn a_disputed_invoice_is_never_chased_and_the_others_go_on() {
    let mut account = two_invoices();
    account.disputes.push(dispute(1, None));
    assert_eq!(asked(&account), [(2, 20_000)]);
    assert!(matches!(reason_of(&account, 0), Reason::Disputed { .. }));
    account.disputes[0].closed_on = Some(on(5, 9));
    assert_eq!(asked(&account), [(1, 100_000), (2, 20_000)]);
}

#[test]
fn the_undisputed_part_goes_on() {
    let mut account = two_invoices();
    account.disputes.push(dispute(1, Some(30_000)));
    assert_eq!(asked(&account), [(1, 70_000), (2, 20_000)]);
}

#[test]
fn what_a_settled_dispute_owes_waits_for_its_credit_note() {
    let mut account = two_invoices();
    account.disputes.push(settled_dispute(1, 30_000));
    assert_eq!(asked(&account), [(1, 70_000), (2, 20_000)]);
    let award = account.disputes[0].award.as_mut().unwrap();
    award.covered = vec![(on(5, 9), 10_000)];
    account.items[0].open = Money::eur(90_000);
    assert_eq!(asked(&account), [(1, 70_000), (2, 20_000)]);
    account.disputes[0].award.as_mut().unwrap().ended_on = Some(on(5, 10));
    assert_eq!(asked(&account), [(1, 90_000), (2, 20_000)]);
}

#[test]
fn a_whole_claim_that_waits_for_its_credit_note_says_so() {
    let mut account = two_invoices();
    account.disputes.push(settled_dispute(1, 100_000));
    assert_eq!(asked(&account), [(2, 20_000)]);
    let reason = reason_of(&account, 0);
    assert!(matches!(reason, Reason::CreditNoteAwaited { since, .. } if since == on(5, 8)));
}

#[test]
fn a_credit_note_that_nobody_has_put_on_its_claim_is_not_taken_off_twice() {
    let mut account = two_invoices();
    account.disputes.push(settled_dispute(1, 30_000));
    account.items.push(credit(3, ItemKind::CreditNote, 30_000));
    assert_eq!(asked(&account), [(1, 70_000), (2, 20_000)]);
    account.items[2] = credit(3, ItemKind::CreditNote, 50_000);
    assert_eq!(asked(&account), [(1, 50_000), (2, 20_000)]);
    account.items[2] = credit(3, ItemKind::PaymentOnAccount, 30_000);
    assert_eq!(asked(&account), [(1, 40_000), (2, 20_000)]);
}

#[test]
fn a_promise_holds_its_part_through_the_tolerance() {
    let mut account = two_invoices();
    account.promises.push(promise(1, 60_000, on(5, 8)));
    // The tenth is the last of two days of tolerance.
    assert_eq!(asked(&account), [(1, 40_000), (2, 20_000)]);
    account.promises[0].pay_on = on(5, 7);
    assert_eq!(asked(&account), [(1, 100_000), (2, 20_000)]);
}

#[test]
fn disputed_and_promised_parts_together_never_ask_below_nothing() {
    let mut account = two_invoices();
    account.disputes.push(dispute(1, Some(60_000)));
    account.promises.push(promise(1, 60_000, on(5, 20)));
    assert_eq!(asked(&account), [(2, 20_000)]);
}

#[test]
fn credits_are_set_against_the_oldest_first() {
    let mut account = two_invoices();
    account.items.push(credit(3, ItemKind::CreditNote, 90_000));
    account
        .items
        .push(credit(4, ItemKind::PaymentOnAccount, 15_000));
    assert_eq!(asked(&account), [(2, 15_000)]);
    assert!(matches!(
        reason_of(&account, 0),
        Reason::CoveredByCredits { .. }
    ));
}

#[test]
fn nothing_leaves_when_credits_cover_everything() {
    let mut account = two_invoices();
    account
        .items
        .push(credit(3, ItemKind::PaymentOnAccount, 120_000));
    assert_eq!(
        held_by(&account, &three_levels(), on(5, 10)),
        Some(Gate::Items)
    );
}

#[test]
fn a_credit_in_another_currency_covers_nothing() {
    let mut account = two_invoices();
    let mut other = credit(3, ItemKind::PaymentOnAccount, 120_000);
    other.open = Money::new(-120_000, crate::currency::Currency::USD);
    account.items.push(other);
    assert_eq!(asked(&account), [(1, 100_000), (2, 20_000)]);
}

#[test]
fn credits_are_not_spent_on_what_is_not_asked_anyway() {
    let mut account = two_invoices();
    account.disputes.push(dispute(1, None));
    account.items.push(credit(3, ItemKind::CreditNote, 5_000));
    assert_eq!(asked(&account), [(2, 15_000)]);
}

#[test]
fn a_credit_covers_what_is_not_due_yet_only_after_what_is() {
    let mut account = two_invoices();
    account.items.push(invoice(5, 10_000, on(7, 1)));
    account
        .items
        .push(credit(3, ItemKind::PaymentOnAccount, 121_000));
    let decision = decided(&account, &three_levels(), on(7, 10));
    assert_eq!(said(decision.contact().unwrap()), [(5, "first", 9_000)]);
}

#[test]
fn a_held_item_waits_through_its_last_day_included() {
    let mut account = two_invoices();
    account.holds.push(hold(Some(1), Some(on(5, 10))));
    assert_eq!(asked(&account), [(2, 20_000)]);
    account.holds[0].until_on = Some(on(5, 9));
    assert_eq!(asked(&account), [(1, 100_000), (2, 20_000)]);
    account.holds[0].until_on = None;
    assert_eq!(asked(&account), [(2, 20_000)]);
}

#[test]
fn an_invoice_that_did_not_arrive_by_our_fault_is_not_chased() {
    for cause in [
        Unconfirmed::NeverSent,
        Unconfirmed::DeliveryFailed,
        Unconfirmed::Rejected,
        Unconfirmed::Refused,
    ] {
        let mut account = two_invoices();
        account.items[0].unconfirmed = Some(cause);
        assert_eq!(asked(&account), [(2, 20_000)]);
        assert!(matches!(
            reason_of(&account, 0),
            Reason::InvoiceUnconfirmed { .. }
        ));
    }
}

#[test]
fn credit_notes_and_settled_items_are_never_chased() {
    let mut account = account();
    account.items.push(credit(1, ItemKind::CreditNote, 5_000));
    let mut paid = invoice(2, 5_000, on(4, 1));
    paid.open = Money::eur(0);
    account.items.push(paid);
    let decision = decided(&account, &three_levels(), on(5, 20));
    assert_eq!(decision.reasons, [Reason::NothingOpen]);
    assert_eq!(decision.next_review_on, None);
}

#[test]
fn three_instalments_go_their_own_ways() {
    let mut account = account();
    for (instalment, due_on) in [(1, on(4, 1)), (2, on(5, 1)), (3, on(6, 1))] {
        let mut part = invoice(instalment, 30_000, due_on);
        part.reference = "F1".to_string();
        part.instalment = instalment as u32;
        account.items.push(part);
    }
    account
        .contacts_made
        .push(contact(on(4, 6), &[(1, "first")]));
    let act = message(&account, &three_levels(), on(5, 6));
    assert_eq!(said(&act), [(1, "second", 30_000), (2, "first", 30_000)]);
}
