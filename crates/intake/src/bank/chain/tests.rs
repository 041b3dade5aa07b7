use jiff::civil::date;
use receivables::currency::Currency;
use receivables::money::Money;

use super::super::draft::{Draft, finish, new_entry};
use super::*;
use crate::reading::Problems;

fn balance(on: Option<Date>, minor: i64) -> BankBalance {
    let amount = Money::eur(minor);
    BankBalance {
        amount,
        exact: amount.major(),
        on,
    }
}

/// A statement of some days of January 2026, from one balance to another, by one entry of its last day.
fn statement((from, to): (i8, i8), opening: i64, closing: i64) -> BankStatement {
    let mut draft = Draft::default();
    draft.statement.account = "FR1".to_string();
    draft.statement.currency = Some(Currency::EUR);
    draft.statement.opening = Some(balance(None, opening));
    draft.statement.closing = Some(balance(Some(date(2026, 1, to)), closing));
    draft.statement.covers_from_on = Some(date(2026, 1, from));
    if opening != closing {
        let amount = Money::eur(closing - opening);
        let mut entry = new_entry(amount, 1);
        entry.booked_on = Some(date(2026, 1, to));
        draft.push(entry, amount.major());
    }
    finish(vec![draft], &mut Problems::new()).remove(0)
}

fn links(known: Option<BankBalance>, statements: &[BankStatement]) -> Vec<(usize, Link)> {
    let all: Vec<&BankStatement> = statements.iter().collect();
    let chain = chain(known, &all);
    chain
        .statements
        .into_iter()
        .map(|one| (one.place, one.link))
        .collect()
}

#[test]
fn statements_in_any_order_follow_each_other() {
    let days = [
        statement((6, 6), 300, 400),
        statement((5, 5), 100, 300),
        statement((9, 9), 400, 500),
    ];
    let expected = [(1, Link::Follows), (0, Link::Follows), (2, Link::Follows)];
    assert_eq!(
        links(Some(balance(Some(date(2026, 1, 2)), 100)), &days),
        expected
    );
}

#[test]
fn days_without_statement_are_no_gap_when_nothing_moved() {
    let days = [statement((2, 2), 100, 200), statement((12, 12), 200, 250)];
    assert_eq!(links(None, &days), [(0, Link::First), (1, Link::Follows)]);
}

#[test]
fn a_missing_day_is_told_with_its_dates_and_its_amount() {
    let days = [statement((2, 2), 100, 200), statement((6, 6), 350, 400)];
    let gap = Gap {
        from_on: Some(date(2026, 1, 3)),
        to_on: Some(date(2026, 1, 5)),
        amount: Decimal::new(150, 2),
    };
    assert_eq!(links(None, &days)[1].1, Link::Gap(gap.clone()));
    let all: Vec<&BankStatement> = days.iter().collect();
    let chain = chain(None, &all);
    assert_eq!(chain.gaps().collect::<Vec<_>>(), [&gap]);
    assert_eq!(chain.closing.map(|one| one.amount.minor), Some(400));
}

#[test]
fn a_statement_sent_again_repeats() {
    let days = [
        statement((2, 2), 100, 200),
        statement((5, 5), 200, 250),
        statement((2, 2), 100, 200),
    ];
    let found = links(None, &days);
    assert_eq!(
        found,
        [(0, Link::First), (2, Link::Repeats), (1, Link::Follows)]
    );
    let known = Some(balance(Some(date(2026, 1, 2)), 200));
    assert_eq!(links(known, &days[..1]), [(0, Link::Repeats)]);
}

#[test]
fn a_longer_export_overlaps_the_days_it_tells_again() {
    let known = Some(balance(Some(date(2026, 1, 10)), 500));
    let overlapping = [statement((5, 15), 300, 600)];
    let link = Link::Overlaps {
        from_on: date(2026, 1, 5),
        to_on: date(2026, 1, 10),
    };
    assert_eq!(links(known, &overlapping), [(0, link)]);
    let all: Vec<&BankStatement> = overlapping.iter().collect();
    assert_eq!(
        chain(known, &all).closing.map(|one| one.amount.minor),
        Some(600)
    );
}

#[test]
fn parts_of_one_day_are_put_in_the_order_of_their_balances() {
    let parts = [
        statement((2, 2), 300, 400),
        statement((2, 2), 200, 300),
        statement((2, 2), 100, 200),
    ];
    let known = Some(balance(Some(date(2026, 1, 1)), 100));
    assert_eq!(
        links(known, &parts),
        [(2, Link::Follows), (1, Link::Follows), (0, Link::Follows)]
    );
}

#[test]
fn a_statement_without_opening_says_nothing() {
    let mut only = statement((5, 5), 100, 200);
    only.opening = None;
    let known = Some(balance(Some(date(2026, 1, 2)), 100));
    assert_eq!(links(known, &[only]), [(0, Link::Unknown)]);
    assert!(links(known, &[]).is_empty());
}
