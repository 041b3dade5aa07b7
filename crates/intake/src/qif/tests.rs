use jiff::civil::date;

use super::*;
use crate::bank::BankStatement;

const FRENCH: &str = "!Account\nNCompte courant\nTBank\n^\n!Type:Bank\nD31/01/2026\nT1.234,56\nPDUPONT\nMFACTURE F1\n^\nD01/02/2026\nU-10,00\nT-10,00\nPMARTIN\nMPRLV IMPAYE\nN77\n^\n";

fn only(text: &str) -> (BankStatement, Problems) {
    let read = read(text.as_bytes());
    let [statement] = read.facts.statements.as_slice() else {
        panic!("one statement: {:?}", read.facts)
    };
    (statement.clone(), read.problems)
}

#[test]
fn a_register_reads_with_its_account() {
    let (statement, problems) = only(FRENCH);
    assert_eq!(
        problems.total(),
        1,
        "only the currency is assumed: {problems:?}"
    );
    assert_eq!(statement.account, "COMPTECOURANT");
    let [first, second] = statement.entries.as_slice() else {
        panic!("two entries")
    };
    assert_eq!(
        (first.amount.minor, first.booked_on),
        (123_456, Some(date(2026, 1, 31)))
    );
    assert_eq!(first.transactions[0].counterparty_name, "DUPONT");
    assert_eq!(
        (second.amount.minor, second.booked_on),
        (-1000, Some(date(2026, 2, 1)))
    );
    assert!(second.is_taken_back());
    assert_eq!(
        only(&FRENCH.replace('\n', "\r\n")).0.entries[0]
            .amount
            .minor,
        123_456
    );
}

#[test]
fn the_order_of_days_is_decided_by_evidence() {
    let check = |days: [&str; 3], expected: Option<(i8, i8)>, is_told: bool| {
        let records: String = days
            .iter()
            .map(|day| format!("D{day}\nT-5.00\n^\n"))
            .collect();
        let (statement, problems) = only(&format!("!Type:Bank\n{records}"));
        let first = statement.entries[0].booked_on;
        assert_eq!(
            first.map(|day| (day.month(), day.day())),
            expected,
            "{days:?}"
        );
        assert_eq!(
            problems.contains(ProblemKind::AmbiguousDates),
            is_told,
            "{days:?}"
        );
    };
    check(["1/2'08", "1/15'08", "1/16'08"], Some((1, 2)), false);
    check(["2/1/08", "15/1/08", "16/1/08"], Some((1, 2)), false);
    check(["2/1/2008", "3/1/2008", "1/2/2008"], Some((1, 2)), false);
    check(["2/1/2008", "2/1/2008", "2/1/2008"], Some((1, 2)), true);
    check(["2/1'08", "2/1'08", "2/1'08"], Some((2, 1)), true);
}

#[test]
fn splits_are_parts_and_never_counted_twice() {
    let text = "!Type:Bank\nD1/31'26\nT100.00\nPDUPONT\nSF1\nEa\n$60.00\nSF2\nD1/1'20\n$40.00\n^\n";
    let (statement, _) = only(text);
    assert_eq!(statement.credits.to_string(), "100.00");
    assert_eq!(statement.entries[0].booked_on, Some(date(2026, 1, 31)));
    let parts: Vec<i64> = statement.entries[0]
        .transactions
        .iter()
        .filter_map(|one| one.amount)
        .map(|one| one.minor)
        .collect();
    assert_eq!(parts, [6000, 4000]);
    let (statement, problems) = only(&text.replace("$40.00", "$41.00"));
    assert_eq!(statement.entries[0].transactions.len(), 1);
    assert!(problems.contains(ProblemKind::DoesNotAddUp));
}

#[test]
fn damage_to_one_record_leaves_the_others() {
    let check = |from: &str, to: &str, kind: ProblemKind, entries: usize| {
        let (statement, problems) = only(&FRENCH.replace(from, to));
        assert!(problems.contains(kind), "{to}: {problems:?}");
        assert_eq!(statement.entries.len(), entries, "{to}");
    };
    check("T1.234,56", "Tdouze", ProblemKind::InvalidAmount, 1);
    check("T1.234,56", "", ProblemKind::InvalidAmount, 1);
    check("D31/01/2026", "D31/02/2026", ProblemKind::InvalidDate, 2);
    check("D31/01/2026", "", ProblemKind::InvalidDate, 2);
    check("N77\n^\n", "N77\n", ProblemKind::TruncatedFile, 2);
}

#[test]
fn sections_without_entries_are_passed_over_and_told() {
    let text = FRENCH.replace("^\nD01", "^\n!Type:Cat\nNx\nT5\n^\n!Type:Bank\nD01");
    let read = read(text.as_bytes());
    assert!(read.problems.contains(ProblemKind::PassedOver));
    let counts: Vec<usize> = read
        .facts
        .statements
        .iter()
        .map(|one| one.entries.len())
        .collect();
    assert_eq!(counts, [1, 1]);
}

#[test]
fn an_opening_balance_is_no_entry() {
    let (statement, _) =
        only("!Type:Bank\nD31/01/2026\nT50,00\nPOpening Balance\n^\nD01/02/2026\nT1,00\n^\n");
    assert_eq!(statement.opening.map(|one| one.amount.minor), Some(5000));
    assert_eq!(statement.entries.len(), 1);
}

#[test]
fn what_is_no_qif_is_refused() {
    let read = read(b"This is not a QIF file. I promise.");
    assert!(read.problems.contains(ProblemKind::AnotherFormat));
}

#[test]
fn a_record_that_lost_its_end_does_not_take_in_the_next() {
    let (statement, problems) =
        only("!Type:Bank\nD30/01/2026\nT1,00\nNa\nD31/01/2026\nT2,00\nNb\n^\n");
    let entries: Vec<(i64, &str)> = statement
        .entries
        .iter()
        .map(|one| (one.amount.minor, one.reference.as_str()))
        .collect();
    assert_eq!(entries, [(100, "a"), (200, "b")]);
    let lost = problems
        .iter()
        .find(|one| one.kind == ProblemKind::Malformed);
    assert_eq!(lost.and_then(|one| one.line), Some(2));
}
