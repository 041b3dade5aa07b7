//! Gate 6: floors and ceilings, per currency.

use crate::currency::Currency;
use crate::decide::testing::*;
use crate::decide::{Gate, Release, Verdict};
use crate::item::Item;
use crate::money::Money;
use crate::reason::Reason;
use crate::strategy::Strategy;

fn floored() -> Strategy {
    three_levels_with("floor = [\"150.00 EUR\", \"2000 JPY\"]")
}

fn in_yen(id: i64, minor: i64) -> Item {
    let mut item = invoice(id, minor, on(5, 1));
    let yen: Currency = "JPY".parse().unwrap();
    item.open = Money::new(minor, yen);
    item.amount = item.open;
    item
}

#[test]
fn below_the_floor_nothing_leaves_and_equality_lets_it_leave() {
    for (cents, expected) in [
        (14_999, Some(Gate::Amounts)),
        (15_000, None),
        (15_001, None),
    ] {
        let mut account = account();
        account.items.push(invoice(1, cents, on(5, 1)));
        assert_eq!(
            held_by(&account, &floored(), on(5, 10)),
            expected,
            "{cents}"
        );
    }
}

#[test]
fn a_floor_counts_what_is_overdue_or_due_for_a_step_and_not_what_is_coming() {
    let mut account = account();
    account.items.push(invoice(1, 14_900, on(5, 1)));
    account.items.push(invoice(2, 600, on(5, 12)));
    let held = decided(&account, &floored(), on(5, 10));
    assert_eq!(
        held_by(&account, &floored(), on(5, 10)),
        Some(Gate::Amounts)
    );
    assert_eq!(held.next_review_on, Some(on(5, 13)));
    let act = message(&account, &floored(), on(5, 13));
    assert_eq!(said(&act)[0], (1, "first", 14_900));
}

#[test]
fn a_small_debt_does_not_silence_the_check_of_a_large_invoice() {
    let strategy = strategy(
        "floor = [\"10.00 EUR\"]",
        &[
            step("check", "7 days before due", "e-mail", ""),
            step("first", "3 days after due", "e-mail", ""),
        ],
    );
    let mut account = account();
    account.items.push(invoice(1, 500, on(5, 9)));
    account.items.push(invoice(2, 100_000, on(5, 17)));
    assert_eq!(message(&account, &strategy, on(5, 10)).step, "check");
}

#[test]
fn each_currency_has_its_own_floor_in_its_own_minor_units() {
    let mut account = account();
    account.items.push(invoice(1, 14_000, on(5, 1)));
    account.items.push(in_yen(2, 2_000));
    let act = message(&account, &floored(), on(5, 10));
    assert_eq!(said(&act), [(2, "first", 2_000)]);
    account.items[1] = in_yen(2, 1_999);
    assert_eq!(
        held_by(&account, &floored(), on(5, 10)),
        Some(Gate::Amounts)
    );
}

#[test]
fn from_its_ceiling_on_a_person_confirms() {
    let strategy = three_levels_with("ceiling = [\"5000.00 EUR\"]");
    for (cents, release) in [
        (499_999, Release::ByItself),
        (500_000, Release::OnConfirmation),
    ] {
        let mut account = account();
        account.items.push(invoice(1, cents, on(5, 1)));
        assert_eq!(
            message(&account, &strategy, on(5, 10)).release,
            release,
            "{cents}"
        );
    }
}

#[test]
fn what_is_disputed_or_promised_does_not_count_towards_a_floor() {
    let mut account = account();
    account.items.push(invoice(1, 20_000, on(5, 1)));
    account.disputes.push(dispute(1, Some(6_000)));
    assert_eq!(
        held_by(&account, &floored(), on(5, 10)),
        Some(Gate::Amounts)
    );
}

#[test]
fn fewer_invoices_than_wanted_are_worth_no_message_and_the_very_number_is() {
    let scenario = three_levels_with("fewest_invoices = 2");
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(5, 4))];
    let decision = decided(&account, &scenario, on(5, 9));
    assert_eq!(
        decision.verdict,
        Verdict::Hold {
            gate: Gate::Amounts
        }
    );
    assert_eq!(
        decision.reasons,
        [Reason::TooFewInvoices { open: 1, fewest: 2 }]
    );
    // A second instalment of the same invoice is no second invoice.
    let mut instalment = invoice(2, 10_000, on(5, 4));
    instalment.reference = "F1".to_string();
    account.items.push(instalment);
    assert!(decided(&account, &scenario, on(5, 9)).acts().is_empty());
    account.items.push(invoice(3, 10_000, on(5, 4)));
    assert_eq!(message(&account, &scenario, on(5, 9)).items.len(), 3);
}

#[test]
fn a_step_worth_it_from_so_many_invoices_on_is_passed_over_below() {
    let steps = [
        step("warn", "5 days after due", "e-mail", "tone = 1"),
        step(
            "block",
            "6 days after due",
            "credit-hold",
            "tone = 2\nfewest_invoices = 2",
        ),
        step("call", "8 days after due", "call", "tone = 3"),
    ];
    let scenario = strategy("pull_forward_days = 0", &steps);
    let mut account = account();
    account.items = vec![invoice(1, 10_000, on(5, 4))];
    account.contacts_made = vec![contact(on(5, 9), &[(1, "warn")])];
    assert_eq!(
        decided(&account, &scenario, on(5, 10)).next_step(),
        Some(("call", on(5, 12)))
    );
    account.items.push(invoice(2, 10_000, on(5, 4)));
    account.contacts_made = vec![contact(on(5, 9), &[(1, "warn"), (2, "warn")])];
    assert_eq!(
        decided(&account, &scenario, on(5, 10)).acts()[0].step,
        "block"
    );
}
