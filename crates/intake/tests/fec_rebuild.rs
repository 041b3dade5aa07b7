//! Receivables rebuilt from FECs: invoices, payments and what links them.

mod data_folder;

use data_folder::bytes;
use intake::fec::{self, Basis, FecForm, FecRow, ItemKind, Receivables};
use intake::reading::{ProblemKind, Reading};
use jiff::civil::date;

fn row(number: &str, day: i8, account: &str, amount_minor: i64) -> FecRow {
    FecRow {
        journal: "OD".to_string(),
        number: number.to_string(),
        posted_on: Some(date(2026, 1, day)),
        account: account.to_string(),
        auxiliary: if account.starts_with("41") {
            "C1".to_string()
        } else {
            String::new()
        },
        auxiliary_label: "DUPONT".to_string(),
        amount_minor,
        ..FecRow::default()
    }
}

fn entry(number: &str, day: i8, counterpart: &str, amount_minor: i64) -> Vec<FecRow> {
    vec![
        row(number, day, "411000", amount_minor),
        row(number, day, counterpart, -amount_minor),
    ]
}

fn invoice(number: &str, day: i8, amount_minor: i64) -> Vec<FecRow> {
    let mut rows = entry(number, day, "706000", amount_minor);
    rows[0].reference = format!("FA-{number}");
    rows
}

fn payment(number: &str, day: i8, amount_minor: i64) -> Vec<FecRow> {
    entry(number, day, "512000", -amount_minor)
}

fn lettered(mut rows: Vec<FecRow>, code: &str) -> Vec<FecRow> {
    rows[0].lettering = code.to_string();
    rows[0].lettered_on = Some(date(2026, 6, 30));
    rows
}

fn rebuild(rows: &[Vec<FecRow>]) -> Reading<Receivables> {
    let text = fec::write(rows.concat().iter(), FecForm::default());
    let read = fec::read(text.as_slice(), |_| {});
    Reading {
        facts: read.facts.receivables,
        problems: read.problems,
    }
}

/// Links as `from > to`, by entry number.
fn links(rebuilt: &Receivables) -> Vec<(String, i64, Basis)> {
    let number = |rank: u32| rebuilt.text(rebuilt.items[rank as usize].entry_number);
    rebuilt
        .links
        .iter()
        .map(|link| {
            (
                format!("{} > {}", number(link.from), number(link.to)),
                link.amount_minor,
                link.basis,
            )
        })
        .collect()
}

fn check(rows: &[Vec<FecRow>], expected: &[(&str, i64, Basis)]) {
    let expected: Vec<_> = expected
        .iter()
        .map(|(pair, amount, basis)| (pair.to_string(), *amount, *basis))
        .collect();
    assert_eq!(links(&rebuild(rows).facts), expected);
}

#[test]
fn lettering_decides_oldest_first_inside_the_group() {
    check(
        &[
            lettered(invoice("1001", 2, 100), "A"),
            lettered(invoice("1002", 3, 50), "A"),
            lettered(payment("1003", 20, 150), "A"),
            invoice("1004", 4, 150),
        ],
        &[
            ("1003 > 1001", 100, Basis::Lettering),
            ("1003 > 1002", 50, Basis::Lettering),
        ],
    );
}

#[test]
fn without_lettering_the_reference_comes_before_the_amount() {
    let mut named = payment("1003", 20, 100);
    named[0].label = "VIR DUPONT FA 1002 FA-1002".to_string();
    check(
        &[
            invoice("1001", 2, 100),
            invoice("1002", 3, 100),
            named,
            payment("1004", 21, 100),
        ],
        &[
            ("1003 > 1002", 100, Basis::Reference),
            ("1004 > 1001", 100, Basis::AmountAndAge),
        ],
    );
}

#[test]
fn a_reference_shared_by_several_invoices_links_nothing() {
    let mut rows = [
        invoice("1001", 2, 100),
        invoice("1002", 3, 70),
        payment("1003", 20, 70),
    ];
    for row in &mut rows {
        row[0].reference = "VE  0126".to_string();
    }
    check(&rows, &[("1003 > 1002", 70, Basis::AmountAndAge)]);
}

#[test]
fn one_payment_of_the_oldest_invoices_together_is_found() {
    check(
        &[
            invoice("1001", 2, 100),
            invoice("1002", 3, 70),
            payment("1003", 20, 170),
        ],
        &[
            ("1003 > 1001", 100, Basis::AmountAndAge),
            ("1003 > 1002", 70, Basis::AmountAndAge),
        ],
    );
}

#[test]
fn what_agrees_with_nothing_goes_to_the_oldest_and_says_so() {
    check(
        &[invoice("1001", 2, 100), payment("1002", 20, 30)],
        &[("1002 > 1001", 30, Basis::Age)],
    );
}

#[test]
fn an_unlettered_payment_stays_unallocated_where_lettering_is_used() {
    check(
        &[
            lettered(invoice("1001", 2, 100), "A"),
            lettered(payment("1002", 20, 100), "A"),
            invoice("1003", 3, 80),
            payment("1004", 21, 30),
        ],
        &[("1002 > 1001", 100, Basis::Lettering)],
    );
}

#[test]
fn a_group_that_does_not_balance_leaves_the_rest_open_and_is_told() {
    let read = rebuild(&[
        lettered(invoice("1001", 2, 100), "a"),
        lettered(payment("1002", 20, 40), "a"),
    ]);
    assert!(read.facts.links[0].is_partial);
    assert_eq!(read.facts.remainders(), [60, 0]);
    assert!(read.problems.contains(ProblemKind::UnbalancedLettering));
}

#[test]
fn an_invoice_lettered_with_nothing_here_was_settled_in_another_exercise() {
    let read = rebuild(&[lettered(invoice("1001", 2, 100), "A")]);
    let settled = read.facts.items[0]
        .settled_elsewhere
        .expect("settled elsewhere");
    assert_eq!(settled.lettered_on, Some(date(2026, 6, 30)));
    assert_eq!(settled.closed_on, date(2026, 6, 30));
    assert_eq!(read.facts.remainders(), [0]);
}

#[test]
fn an_invoice_lettered_without_a_day_counts_as_settled_after_the_file() {
    let mut open = lettered(invoice("1001", 2, 100), "A");
    open[0].lettered_on = None;
    let read = rebuild(&[open, invoice("1002", 20, 50)]);
    let settled = read.facts.items[0]
        .settled_elsewhere
        .expect("settled elsewhere");
    assert_eq!(
        (settled.lettered_on, settled.closed_on),
        (None, date(2026, 1, 21))
    );
}

#[test]
fn a_code_used_twice_is_told_apart_by_its_day() {
    let mut later = [
        lettered(invoice("1003", 3, 70), "A"),
        lettered(payment("1004", 21, 60), "A"),
    ];
    for row in &mut later {
        row[0].lettered_on = Some(date(2026, 7, 31));
    }
    let [third, fourth] = later;
    check(
        &[
            lettered(invoice("1001", 2, 100), "A"),
            lettered(payment("1002", 20, 100), "A"),
            third,
            fourth,
        ],
        &[
            ("1002 > 1001", 100, Basis::Lettering),
            ("1004 > 1003", 60, Basis::Lettering),
        ],
    );
}

#[test]
fn a_returned_payment_takes_back_the_payment_not_the_invoice() {
    let read = rebuild(&[
        invoice("1001", 2, 100),
        payment("1002", 10, 100),
        entry("1003", 12, "512000", 100),
    ]);
    assert_eq!(
        links(&read.facts),
        [("1002 > 1003".to_string(), 100, Basis::AmountAndAge)]
    );
    assert_eq!(read.facts.items[2].reverses, Some(1));
    assert_eq!(read.facts.remainders(), [100, 0, 0]);
}

#[test]
fn kinds_follow_what_the_entry_touches() {
    let mut opening = entry("1", 1, "890000", 500);
    opening
        .iter_mut()
        .for_each(|row| row.journal = "AN".to_string());
    let read = rebuild(&[
        opening,
        invoice("1001", 2, 100),
        entry("1002", 3, "706000", -30),
        payment("1003", 10, 70),
        entry("1004", 11, "654000", -5),
        entry("1005", 12, "627000", 5),
    ]);
    let kinds: Vec<ItemKind> = read.facts.items.iter().map(|item| item.kind).collect();
    let expected = [
        ItemKind::OpeningBalance,
        ItemKind::Invoice,
        ItemKind::CreditNote,
        ItemKind::Payment,
        ItemKind::OtherCredit,
        ItemKind::OtherDebit,
    ];
    assert_eq!(kinds, expected);
    assert_eq!(
        read.facts.natural_key(&read.facts.items[1]),
        "OD|1001|2026-01-02|1"
    );
}

#[test]
fn the_foreign_amount_of_an_invoice_is_kept_beside_the_euros() {
    let text = "JournalCode\tEcritureNum\tEcritureDate\tCompteNum\tCompAuxNum\tDebit\tCredit\tMontantdevise\tIdevise\n\
                VE\t1\t20260102\t411000\tC1\t90,00\t0\t100,00\tUSD\nVE\t1\t20260102\t707000\t\t0\t90,00\t\t\n";
    let read = fec::read(text.as_bytes(), |_| {});
    let item = &read.facts.receivables.items[0];
    assert_eq!(
        (
            item.amount_minor,
            item.original.expect("is there").to_string()
        ),
        (9_000, "100.00 USD".to_string())
    );
}

fn check_folder(path: &str, debtors: usize, balance: i64) -> Option<Receivables> {
    let read = fec::read(bytes(path)?.as_slice(), |_| {});
    let rebuilt = read.facts.receivables;
    assert_eq!(rebuilt.debtors.len(), debtors);
    assert_eq!(
        rebuilt
            .items
            .iter()
            .map(|item| item.amount_minor)
            .sum::<i64>(),
        balance
    );
    for (item, left) in rebuilt.items.iter().zip(rebuilt.remainders()) {
        assert!(
            left.abs() <= item.amount_minor.abs()
                && left.signum() * item.amount_minor.signum() >= 0
        );
    }
    let keys: std::collections::BTreeSet<String> = rebuilt
        .items
        .iter()
        .map(|item| rebuilt.natural_key(item))
        .collect();
    assert_eq!(keys.len(), rebuilt.items.len(), "natural keys are unique");
    Some(rebuilt)
}

#[test]
fn a_payment_lettered_alone_finds_its_invoice_by_the_number_in_its_label() {
    let Some(rebuilt) = check_folder("fec/adams43360__fec-validator/fec_propre.txt", 2, 0) else {
        return;
    };
    assert_eq!(rebuilt.links.len(), 2);
    assert!(
        rebuilt
            .links
            .iter()
            .all(|link| link.basis == Basis::Reference)
    );
    assert!(rebuilt.remainders().iter().all(|left| *left == 0));
}

#[test]
fn a_year_lettered_without_days_is_rebuilt_whole() {
    let path = "fec/neolegal-fr__fec-reader/0000000001FEC20220831.txt";
    let Some(rebuilt) = check_folder(path, 17, 5_251_724) else {
        return;
    };
    let by_lettering: i64 = rebuilt
        .links
        .iter()
        .filter(|link| link.basis == Basis::Lettering)
        .map(|link| link.amount_minor)
        .sum();
    assert!(by_lettering > 100_000_000, "{by_lettering}");
    let opening = rebuilt
        .items
        .iter()
        .filter(|item| item.kind == ItemKind::OpeningBalance)
        .count();
    assert_eq!(opening, 7);
}

#[test]
fn seven_months_with_a_month_as_reference_are_rebuilt_by_lettering() {
    let path = "fec/neolegal-fr__fec-reader/111111111FEC20221231.TXT";
    let Some(rebuilt) = check_folder(path, 34, 1_441_652) else {
        return;
    };
    assert!(
        rebuilt
            .links
            .iter()
            .all(|link| link.basis != Basis::Reference)
    );
}
