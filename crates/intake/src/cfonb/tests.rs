use jiff::civil::date;

use super::*;
use crate::bank::{BankEntry, BankStatement};

const BANK: &str = "30002";

fn balance(code: &str, account: &str, day: &str, amount: &str) -> String {
    let start = format!("{code}{BANK}    01234EUR2 {account:<11}  {day}");
    format!("{start:<90}{amount}{:<16}", "")
}

fn operation(code: &str, reason: &str, day: &str, amount: &str) -> String {
    let start = format!(
        "04{BANK}XXXX01234EUR2 {:<11}{code}{day}{reason:<2}{day}",
        "0123456789A"
    );
    format!(
        "{start}{:<31}  {:<7}  {amount}{:<16}",
        "VIR DUPONT; ET FILS", "0000000", "REF1"
    )
}

fn complement(qualifier: &str, text: &str) -> String {
    let start = format!(
        "05{BANK}XXXX01234EUR2 {:<11}18310126     {qualifier}",
        "0123456789A"
    );
    format!("{start}{text:<70}  ")
}

fn statement() -> Vec<String> {
    vec![
        balance("01", "0123456789A", "300126", "0000000010000{"),
        operation("18", "", "310126", "0000000012345F"),
        complement("NPY", "DUPONT ET FILS"),
        complement("LCC", &format!("{:<68}12", "FACTURE F1")),
        complement("LC2", "34 ET F2"),
        complement("RCN", &format!("{:<35}{}", "E2E-1", "GDDS")),
        operation("B3", "AC", "310126", "0000000001000}"),
        balance("07", "0123456789A", "310126", "0000000021345F"),
    ]
}

fn only(bytes: &[u8]) -> (BankStatement, Problems) {
    let read = read(bytes);
    let [statement] = read.facts.statements.as_slice() else {
        panic!("one statement: {:?}", read.facts)
    };
    (statement.clone(), read.problems)
}

#[test]
fn a_statement_reads_with_its_complements() {
    let (statement, problems) = only(statement().join("\n").as_bytes());
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(statement.adds_up(), Some(true));
    assert_eq!(statement.account, "30002012340123456789A");
    let entry: &BankEntry = &statement.entries[0];
    let one = &entry.transactions[0];
    assert_eq!(entry.booked_on, Some(date(2026, 1, 31)));
    assert_eq!(entry.text, "VIR DUPONT; ET FILS GDDS");
    assert_eq!(one.counterparty_name, "DUPONT ET FILS");
    assert_eq!(one.end_to_end_id, "E2E-1");
    assert!(one.unstructured_text.ends_with("1234 ET F2"), "{one:?}");
    assert!(!entry.is_taken_back());
    let back = &statement.entries[1];
    assert!(back.is_taken_back());
    assert_eq!(back.transactions[0].return_reason, "AC");
}

#[test]
fn breaks_padding_and_alphabets_do_not_matter() {
    let lines = statement();
    let expected = only(lines.join("\n").as_bytes()).0;
    let bare = |mut statement: BankStatement| {
        statement
            .entries
            .iter_mut()
            .for_each(|entry| entry.line = 0);
        statement
    };
    let trimmed: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    let padded: Vec<String> = lines.iter().map(|line| format!("{line:<128}")).collect();
    let accents = lines.join("\r\n").replace('{', "é").replace('}', "è");
    let forms: Vec<Vec<u8>> = vec![
        lines.concat().into_bytes(),
        lines.join("\r\n").into_bytes(),
        lines.join("\r").into_bytes(),
        trimmed.join("\n\n").into_bytes(),
        padded.join("\n").into_bytes(),
        format!("\u{feff}{}\u{1a}", lines.join("\n")).into_bytes(),
        accents.clone().into_bytes(),
        crate::encoding::Encoding::Cp850.encode(&accents),
        crate::encoding::Encoding::Iso8859_15.encode(&accents),
    ];
    for form in forms {
        let read = only(&form).0;
        assert_eq!(
            bare(read),
            bare(expected.clone()),
            "{}",
            String::from_utf8_lossy(&form)
        );
    }
}

#[test]
fn a_label_cut_by_bytes_does_not_move_the_amount() {
    let mut lines = statement();
    lines[1] = lines[1].replace("DUPONT; ET FILS  ", "DUPONT; ET FRÈRE");
    let (statement, _) = only(lines.join("\n").as_bytes());
    assert_eq!(statement.adds_up(), Some(true));
}

#[test]
fn damage_to_one_record_leaves_the_others() {
    let check = |at: usize, line: &str, kind: ProblemKind, entries: usize| {
        let mut lines = statement();
        lines[at] = line.to_string();
        let read = read(lines.join("\n").as_bytes());
        assert!(read.problems.contains(kind), "{line}: {:?}", read.problems);
        let count: usize = read
            .facts
            .statements
            .iter()
            .map(|one| one.entries.len())
            .sum();
        assert_eq!(count, entries, "{line}");
    };
    let bad_day = operation("18", "", "310226", "0000000012345F");
    check(1, &bad_day, ProblemKind::InvalidDate, 2);
    check(
        1,
        &operation("18", "", "310126", "00000000XX345F"),
        ProblemKind::InvalidAmount,
        1,
    );
    check(0, "", ProblemKind::NoBalance, 2);
    check(7, "", ProblemKind::NoBalance, 2);
    check(1, "", ProblemKind::MisplacedRecord, 1);
    check(3, "99 RUBBISH", ProblemKind::PassedOver, 2);
    let of_another = balance("07", "99999999999", "310126", "0000000021345F");
    check(7, &of_another, ProblemKind::MisplacedRecord, 2);
    check(
        7,
        &balance("07", "0123456789A", "310126", "0000000021345G"),
        ProblemKind::DoesNotAddUp,
        2,
    );
}

#[test]
fn an_amount_without_sign_follows_its_operation() {
    let mut lines = statement();
    lines[6] = operation("B3", "", "310126", "00000000010000");
    let (statement, problems) = only(lines.join("\n").as_bytes());
    assert_eq!(statement.adds_up(), Some(true));
    assert!(problems.contains(ProblemKind::Assumed));
    assert_eq!(
        statement.entries[1].transactions[0].return_reason,
        crate::bank::NOT_SPECIFIED
    );
}

#[test]
fn free_labels_of_the_older_layouts_are_kept() {
    let mut lines = statement();
    let start = &complement("XXX", "")[..40];
    lines[2] = format!("{start}MOTIF LOYER MARS");
    let (statement, _) = only(lines.join("\n").as_bytes());
    assert!(statement.entries[0].text.contains("MOTIF LOYER MARS"));
}

#[test]
fn records_of_240_characters_are_named_and_refused() {
    let line = format!("{:<240}", "3100000120181220E    300661077100020030401");
    let read = read(line.as_bytes());
    assert!(read.facts.statements.is_empty());
    let problem = read.problems.iter().next().expect("a problem");
    assert_eq!(
        (problem.kind, problem.found.as_str()),
        (ProblemKind::AnotherFormat, "CFONB 240")
    );
}

#[test]
fn only_a_file_without_line_ends_counts_its_records() {
    let line = |text: &str| {
        let problems = read(text.as_bytes()).problems;
        let told = problems
            .iter()
            .find(|one| one.kind == ProblemKind::InvalidDate);
        told.and_then(|one| one.line)
    };
    let padded = |text: &str| format!("{text:120}");
    let lines: Vec<String> = statement().iter().map(|one| padded(one)).collect();
    let bad_day = padded(&operation("18", "", "310226", "0000000012345F"));
    let opening = lines[0].clone();
    let closing = lines[lines.len() - 1].clone();
    let (first, second) = (lines[1].clone(), bad_day);
    assert_eq!(
        line(&format!("{opening}\n{first}{second}\n{closing}\n")),
        Some(2)
    );
    assert_eq!(line(&format!("{opening}{first}{second}{closing}")), Some(3));
}
