//! Several exercises chained: what is carried forward is counted once, with its real day.

use intake::fec::{self, Chain, Fec, FecForm, FecRow, LetteringState};
use intake::reading::{ProblemKind, Reading};
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn line(journal: &str, number: &str, on: Date, account: &str, amount_minor: i64) -> FecRow {
    FecRow {
        journal: journal.to_string(),
        number: number.to_string(),
        posted_on: Some(on),
        piece_on: Some(on),
        account: account.to_string(),
        auxiliary: if account.starts_with("41") { "C1" } else { "" }.to_string(),
        amount_minor,
        ..FecRow::default()
    }
}

fn entry(journal: &str, number: &str, on: Date, amount_minor: i64) -> Vec<FecRow> {
    let counterpart = match journal {
        "VE" => "706000",
        "BQ" => "512000",
        _ => "890000",
    };
    let mut rows = vec![
        line(journal, number, on, "411000", amount_minor),
        line(journal, number, on, counterpart, -amount_minor),
    ];
    rows[0].reference = number.to_string();
    rows
}

fn with(mut rows: Vec<FecRow>, change: impl Fn(&mut FecRow)) -> Vec<FecRow> {
    change(&mut rows[0]);
    rows
}

fn ledger(entries: &[Vec<FecRow>]) -> Reading<Fec> {
    let bytes = fec::write(entries.concat().iter(), FecForm::default());
    fec::read(bytes.as_slice(), |_| {})
}

fn chained(exercises: &[&[Vec<FecRow>]]) -> (Vec<Fec>, Reading<Chain>) {
    let read: Vec<Fec> = exercises
        .iter()
        .map(|entries| ledger(entries).facts)
        .collect();
    let chain = fec::chain(&read.iter().collect::<Vec<_>>());
    (read, chain)
}

/// Reference, real day and what is left of each item of the chain that is not yet settled.
fn open(read: &[Fec], chain: &Chain) -> Vec<(String, String, i64)> {
    let left = chain.items.iter().filter(|item| item.left_minor != 0);
    left.map(|one| {
        let receivables = &read[one.exercise].receivables;
        let item = receivables.items[one.item as usize];
        (
            receivables.text(item.reference).to_string(),
            item.issued_on.to_string(),
            one.left_minor,
        )
    })
    .collect()
}

const CLOSING: Date = date(2025, 12, 31);
const OPENING: Date = date(2026, 1, 1);

#[test]
fn an_invoice_carried_forward_is_one_invoice_with_its_real_day() {
    let older = [
        entry("VE", "F1", date(2025, 11, 15), 12_000),
        entry("VE", "F2", CLOSING, 5_000),
    ];
    let newer = [
        with(entry("AN", "1", OPENING, 12_000), |row| {
            row.reference = "F1".to_string()
        }),
        with(entry("AN", "2", OPENING, 5_000), |row| {
            row.label = "Facture F2 reprise".to_string()
        }),
        with(entry("BQ", "V1", date(2026, 2, 1), -5_000), |row| {
            row.label = "F2".to_string()
        }),
    ];
    for (exercises, newest) in [([&older[..], &newer[..]], 1), ([&newer[..], &older[..]], 0)] {
        let (read, chain) = chained(&exercises);
        assert!(chain.problems.is_empty(), "{:?}", chain.problems);
        assert_eq!(chain.facts.carried.len(), 2);
        assert!(chain.facts.carried.iter().all(|one| one.exercise == newest));
        assert_eq!(
            open(&read, &chain.facts),
            [("F1".to_string(), "2025-11-15".to_string(), 12_000)]
        );
    }
}

#[test]
fn one_line_of_opening_balance_carries_the_whole_account() {
    let older = [
        entry("VE", "F1", date(2025, 11, 15), 12_000),
        entry("VE", "F2", date(2025, 12, 15), 5_000),
        entry("VE", "A1", date(2025, 12, 16), -1_000),
    ];
    let newer = [with(entry("AN", "1", OPENING, 16_000), |row| {
        row.reference.clear()
    })];
    let (read, chain) = chained(&[&older, &newer]);
    assert!(chain.problems.is_empty(), "{:?}", chain.problems);
    let total: i64 = open(&read, &chain.facts)
        .iter()
        .map(|(_, _, left)| left)
        .sum();
    // The credit note went to the oldest invoice before.
    assert_eq!((total, chain.facts.carried[0].origins.len()), (16_000, 2));
}

#[test]
fn an_invoice_of_three_exercises_keeps_the_day_of_the_first() {
    let first = [entry("VE", "F1", date(2024, 11, 15), 12_000)];
    let opening = |on: Date| {
        with(entry("AN", "1", on, 12_000), |row| {
            row.reference = "F1".to_string()
        })
    };
    let second = [
        opening(date(2025, 1, 1)),
        entry("VE", "F8", date(2025, 12, 20), 100),
    ];
    let third = [
        opening(OPENING),
        with(entry("AN", "2", OPENING, 100), |row| {
            row.reference = "F8".to_string()
        }),
    ];
    let (read, chain) = chained(&[&third, &first, &second]);
    assert!(!chain.problems.contains(ProblemKind::OpeningDiffers));
    assert_eq!(
        open(&read, &chain.facts),
        [
            ("F1".to_string(), "2024-11-15".to_string(), 12_000),
            ("F8".to_string(), "2025-12-20".to_string(), 100)
        ]
    );
}

#[test]
fn an_opening_balance_that_is_not_the_closing_balance_is_told_by_debtor() {
    let older = [entry("VE", "F1", date(2025, 11, 15), 12_000)];
    let newer = [with(entry("AN", "1", OPENING, 11_000), |row| {
        row.reference = "F1".to_string()
    })];
    let (_, chain) = chained(&[&older, &newer]);
    let told: Vec<_> = chain
        .problems
        .iter()
        .map(|problem| (problem.kind, problem.line, problem.found.as_str()))
        .collect();
    assert_eq!(
        told,
        [(
            ProblemKind::OpeningDiffers,
            Some(2),
            "C1, 110.00 EUR ≠ 120.00 EUR"
        )]
    );
    assert_eq!(chain.facts.differences[0].closing_minor, 12_000);
}

#[test]
fn a_missing_exercise_is_told() {
    let older = [entry("VE", "F1", date(2023, 11, 15), 12_000)];
    let newer = [entry("VE", "F2", date(2026, 1, 15), 12_000)];
    let (_, chain) = chained(&[&older, &newer]);
    assert!(chain.problems.contains(ProblemKind::MissingExercise));
}

fn lettered(rows: Vec<FecRow>, code: &str) -> Vec<FecRow> {
    with(rows, |row| row.lettering = code.to_string())
}

fn states(entries: &[Vec<FecRow>]) -> (Vec<LetteringState>, bool) {
    let reading = ledger(entries);
    let read = &reading.facts.receivables.letterings;
    let told = reading.problems.contains(ProblemKind::UnbalancedLettering);
    (read.iter().map(|one| one.state).collect(), told)
}

#[test]
fn a_lettering_is_settled_only_if_its_debits_equal_its_credits() {
    let day = date(2026, 1, 10);
    let invoice = |number: &str, amount| entry("VE", number, day, amount);
    let payment = |number: &str, amount: i64| entry("BQ", number, day, -amount);
    let check = |entries: &[Vec<FecRow>], expected: &[LetteringState], told: bool| {
        assert_eq!(states(entries), (expected.to_vec(), told));
    };
    let whole = [
        lettered(invoice("F1", 100), "AA"),
        lettered(payment("V1", 100), "AA"),
    ];
    check(&whole, &[LetteringState::Balanced], false);
    let short = [
        lettered(invoice("F1", 100), "AA"),
        lettered(payment("V1", 60), "AA"),
    ];
    check(&short, &[LetteringState::Unbalanced], true);
    // In lower case beside capitals: in part, and meant so.
    let in_part = [
        lettered(invoice("F1", 100), "ab"),
        lettered(payment("V1", 60), "ab"),
        lettered(invoice("F2", 50), "AA"),
        lettered(payment("V2", 50), "AA"),
    ];
    check(
        &in_part,
        &[LetteringState::Partial, LetteringState::Balanced],
        false,
    );
    let all_small = [
        lettered(invoice("F1", 100), "ab"),
        lettered(payment("V1", 60), "ab"),
    ];
    check(&all_small, &[LetteringState::Unbalanced], true);
}

#[test]
fn a_code_used_again_on_another_account_or_since_the_opening_is_another_lettering() {
    let day = date(2026, 1, 10);
    let doubtful = |rows| with(rows, |row| row.account = "416000".to_string());
    let accounts = [
        lettered(entry("VE", "F1", day, 100), "A"),
        lettered(entry("BQ", "V1", day, -100), "A"),
        doubtful(lettered(entry("VE", "F2", day, 70), "A")),
        doubtful(lettered(entry("BQ", "V2", day, -70), "A")),
    ];
    assert_eq!(states(&accounts).0, [LetteringState::Balanced; 2]);
    let openings = [
        lettered(entry("AN", "1", OPENING, 30), "A"),
        lettered(entry("VE", "F1", day, 100), "A"),
        lettered(entry("BQ", "V1", day, -100), "A"),
    ];
    assert_eq!(
        states(&openings),
        (
            vec![LetteringState::Balanced, LetteringState::OneSided],
            false
        )
    );
}

#[test]
fn a_lettering_older_than_its_entry_is_told_once() {
    let early = |number: &str| {
        with(entry("VE", number, date(2026, 3, 1), 100), |row| {
            row.lettering = "A".to_string();
            row.lettered_on = Some(date(2026, 2, 1));
        })
    };
    let reading = ledger(&[early("F1"), early("F2")]);
    let told: Vec<_> = reading
        .problems
        .iter()
        .filter(|problem| problem.kind == ProblemKind::LetteredBeforeEntry)
        .map(|problem| problem.found.as_str())
        .collect();
    assert_eq!(told, ["2 × 2026-02-01 < 2026-03-01"]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn what_is_left_at_the_end_is_what_the_last_exercise_says(
        invoices in proptest::collection::vec((1_i64..50, any::<bool>()), 1..12),
        paid_later in proptest::collection::vec(any::<bool>(), 12),
    ) {
        let mut older = Vec::new();
        let mut newer = Vec::new();
        for (rank, (amount, is_paid)) in invoices.iter().enumerate() {
            let (invoice, payment) = (format!("FAC{rank:03}"), format!("V{rank}"));
            let naming = |row: &mut FecRow| row.label = invoice.clone();
            older.push(entry("VE", &invoice, date(2025, 6, 1), *amount));
            if *is_paid {
                older.push(with(entry("BQ", &payment, date(2025, 7, 1), -amount), naming));
                continue;
            }
            newer.push(with(entry("AN", &rank.to_string(), OPENING, *amount), |row| row.reference = invoice.clone()));
            if paid_later[rank] {
                newer.push(with(entry("BQ", &payment, date(2026, 7, 1), -amount), naming));
            }
        }
        newer.push(entry("VE", "FAC999", date(2026, 8, 1), 7));
        let (read, chain) = chained(&[&older, &newer]);
        let by_chain: i64 = chain.facts.items.iter().map(|item| item.left_minor).sum();
        prop_assert_eq!(by_chain, read[1].summary.customers.balance_minor());
        prop_assert!(!chain.problems.contains(ProblemKind::OpeningDiffers));
        let openings = chain.facts.items.iter().filter(|item| item.exercise == 1);
        prop_assert!(openings.count() <= newer.len());
    }
}
