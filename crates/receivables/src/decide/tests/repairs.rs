//! Invoices that are not known to have arrived: our own work, never the debtor's.

use crate::account::Account;
use crate::contact::Channel;
use crate::decide::testing::*;
use crate::decide::{Gate, Release, Verdict};
use crate::identity::{DebtorId, ItemId};
use crate::item::Unconfirmed;
use crate::reason::Reason;
use crate::strategy::CONFIRM_INVOICE;

fn unconfirmed(cause: Unconfirmed) -> Account {
    let mut account = account();
    let mut item = invoice(1, 10_000, on(5, 4));
    item.unconfirmed = Some(cause);
    account.items = vec![item];
    account
}

#[test]
fn an_invoice_that_was_rejected_is_work_for_a_colleague_and_nothing_for_the_debtor() {
    let account = unconfirmed(Unconfirmed::Rejected);
    let decision = decided(&account, &three_levels(), on(4, 6));
    let [act] = decision.acts() else {
        panic!("one task: {:?}", decision.verdict)
    };
    assert_eq!(act.step, CONFIRM_INVOICE);
    assert_eq!((act.channel, act.release), (Channel::Task, Release::ByHand));
    assert_eq!(said(act), [(1, CONFIRM_INVOICE, 10_000)]);
    assert!(matches!(
        decision.reasons[0],
        Reason::InvoiceUnconfirmed { .. }
    ));
}

#[test]
fn an_invoice_of_today_may_still_leave_today() {
    let account = unconfirmed(Unconfirmed::NeverSent);
    let issued_on = account.items[0].issued_on;
    let today = decided(&account, &three_levels(), issued_on);
    assert!(today.acts().is_empty());
    assert_eq!(today.next_review_on, issued_on.tomorrow().ok());
    let tomorrow = decided(&account, &three_levels(), issued_on.tomorrow().unwrap());
    assert_eq!(tomorrow.acts().len(), 1);
}

#[test]
fn the_task_ends_when_the_invoice_arrived_and_comes_back_while_it_has_not() {
    let mut account = unconfirmed(Unconfirmed::Refused);
    let mut done = contact(on(5, 5), &[(1, CONFIRM_INVOICE)]);
    done.channel = Channel::Task;
    account.contacts_made = vec![done];
    let day = |account: &Account, day| decided(account, &three_levels(), on(5, day));
    assert!(day(&account, 11).acts().is_empty());
    assert_eq!(day(&account, 5).next_review_on, Some(on(5, 12)));
    let again = day(&account, 12);
    let key = format!("{}/{CONFIRM_INVOICE}/{}/1", DebtorId(7), ItemId(1));
    assert_eq!(again.acts()[0].key, key);
    account.items[0].unconfirmed = None;
    let arrived = day(&account, 12);
    assert_eq!(arrived.acts()[0].step, "first");
}

#[test]
fn the_task_stands_beside_the_message_about_what_did_arrive() {
    let mut account = unconfirmed(Unconfirmed::DeliveryFailed);
    account.items.push(invoice(2, 5_000, on(5, 4)));
    let decision = decided(&account, &three_levels(), on(5, 9));
    let steps: Vec<&str> = decision
        .acts()
        .iter()
        .map(|act| act.step.as_str())
        .collect();
    assert_eq!(steps, ["first", CONFIRM_INVOICE]);
}

#[test]
fn a_held_debtor_or_item_asks_nobody_to_put_its_invoices_right() {
    let mut account = unconfirmed(Unconfirmed::Rejected);
    account.holds = vec![hold(Some(1), None)];
    let held = decided(&account, &three_levels(), on(5, 9));
    assert_eq!(held.verdict, Verdict::Hold { gate: Gate::Items });
    account.holds = vec![hold(None, None)];
    let gate = held_by(&account, &three_levels(), on(5, 9));
    assert_eq!(gate, Some(Gate::DebtorHold));
}
