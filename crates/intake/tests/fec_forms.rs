//! One ledger in every form a FEC takes, and in the forms it should not take.

use intake::encoding::Encoding;
use intake::fec::{self, FecForm, FecRow, Layout, LineEnd, Separator};
use intake::reading::{Kept, Problem, ProblemKind};
use jiff::civil::date;

fn rows() -> Vec<FecRow> {
    let row = |account: &str, auxiliary: &str, amount_minor| FecRow {
        journal: "VE".to_string(),
        journal_label: "Ventes à crédit".to_string(),
        number: "1".to_string(),
        posted_on: Some(date(2026, 1, 31)),
        account: account.to_string(),
        auxiliary: auxiliary.to_string(),
        auxiliary_label: "Café Évrard".to_string(),
        label: "Facture réglée à Orléans".to_string(),
        amount_minor,
        ..FecRow::default()
    };
    vec![row("411000", "C1", 123_456), row("707000", "", -123_456)]
}

fn check(form: FecForm) {
    let rows = rows();
    let read = fec::read(fec::write(&rows, form).as_slice(), |_| {});
    assert_eq!(
        read.problems.iter().collect::<Vec<_>>(),
        Vec::<&Problem>::new(),
        "{form:?}"
    );
    let (summary, rebuilt) = (read.facts.summary, read.facts.receivables);
    assert_eq!(
        (
            summary.lines,
            summary.totals.debit_minor,
            summary.totals.credit_minor
        ),
        (2, 123_456, 123_456)
    );
    assert_eq!(summary.encoding, Some(form.encoding));
    assert_eq!(summary.line_end, form.line_end);
    assert_eq!(
        (summary.separator, summary.layout),
        (form.separator, form.layout)
    );
    assert_eq!(rebuilt.text(rebuilt.debtors[0].name), "Café Évrard");
    assert_eq!(
        rebuilt.text(rebuilt.items[0].label),
        "Facture réglée à Orléans"
    );
}

#[test]
fn every_form_reads_to_the_same_ledger() {
    let encodings = [
        Encoding::Utf8,
        Encoding::Utf8WithMark,
        Encoding::Utf16Little,
        Encoding::Utf16Big,
        Encoding::Iso8859_15,
        Encoding::Cp850,
    ];
    for encoding in encodings {
        for separator in [Separator::Tab, Separator::Pipe, Separator::Semicolon] {
            for line_end in [LineEnd::Lf, LineEnd::CrLf, LineEnd::Cr, LineEnd::CrCrLf] {
                for layout in [Layout::DebitCredit, Layout::AmountAndSide] {
                    check(FecForm {
                        encoding,
                        separator,
                        line_end,
                        layout,
                    });
                }
            }
        }
    }
}

const HEADER: &str =
    "JournalCode\tEcritureNum\tEcritureDate\tCompteNum\tCompAuxNum\tPieceDate\tDebit\tCredit\n";

fn problems(text: &[u8]) -> Vec<(Option<u64>, ProblemKind, Kept)> {
    let read = fec::read(text, |_| {});
    read.problems
        .iter()
        .map(|problem| (problem.line, problem.kind, problem.kept.clone()))
        .collect()
}

/// The line under test is the second; a counterpart keeps the entry balanced.
fn problem_of_line(line: &str, counterpart: &str) -> Vec<(Option<u64>, ProblemKind, Kept)> {
    problems(format!("{HEADER}{line}\nVE\t1\t20260131\t707000\t\t\t0\t{counterpart}\n").as_bytes())
}

#[test]
fn a_doubtful_field_is_told_with_what_was_kept() {
    let value = |text: &str| Kept::Value(text.to_string());
    let one = |line: &str, counterpart: &str, kind, kept| {
        assert_eq!(
            problem_of_line(line, counterpart),
            [(Some(2), kind, kept)],
            "{line}"
        );
    };
    one(
        "VE\t1\t20260131\t411\tC1\t\t12,345\t0",
        "12,35",
        ProblemKind::AmbiguousAmount,
        value("12.35"),
    );
    one(
        "VE\t1\t20260131\t411\tC1\t\t1200,129\t0",
        "1200,13",
        ProblemKind::TooManyDecimals,
        value("1200.13"),
    );
    one(
        "VE\t1\t20260131\t411\tC1\t20260231\t12\t0",
        "12",
        ProblemKind::InvalidDate,
        Kept::LineWithoutField,
    );
    assert!(problem_of_line("VE\t1\t20260131\t411\tC1\t\t1.234,56\t0", "1234,56").is_empty());
    assert!(problem_of_line("VE\t1\t20260131\t411\tC1\t\t(120)\t0", "-120").is_empty());
}

#[test]
fn a_bad_line_never_loses_a_good_file() {
    let text = format!(
        "{HEADER}VE\t1\t20260131\t411\tC1\t\t12,00\t0\nVE\t1\t20260131\t707\t\t\t0\t12,00\n\
         VE\t2\t20260131\t411\tC1\t\tdouze\t0\nVE\t3\nVE\t4\t20260131\t411\tC1"
    );
    let read = fec::read(text.as_bytes(), |_| {});
    assert_eq!(
        (read.facts.summary.lines, read.facts.summary.lines_not_taken),
        (5, 3)
    );
    assert_eq!(read.facts.receivables.items.len(), 1);
    let told: Vec<_> = read
        .problems
        .iter()
        .map(|problem| (problem.line, problem.kind))
        .collect();
    let expected = [
        (Some(4), ProblemKind::InvalidAmount),
        (Some(5), ProblemKind::ShortLine),
        (Some(6), ProblemKind::TruncatedLastLine),
    ];
    assert_eq!(told[..3], expected);
}

#[test]
fn a_file_that_is_no_fec_says_what_it_is() {
    let check = |bytes: &[u8], kind, found: &str| {
        let read = fec::read(bytes, |_| {});
        let problem = read.problems.iter().next().expect("a problem");
        assert_eq!((problem.kind, problem.found.as_str()), (kind, found));
    };
    check(b"", ProblemKind::EmptyFile, "empty");
    check(b"%PDF-1.4\n", ProblemKind::AnotherFormat, "PDF");
    check(
        b"PK\x03\x04xl/workbook.xml",
        ProblemKind::AnotherFormat,
        "XLSX",
    );
    check(
        b"<?xml version=\"1.0\"?><a/>",
        ProblemKind::AnotherFormat,
        "XML",
    );
    check(
        b"\x00\x01\x02\x00\x00\x07\x00\x00\xff\x00",
        ProblemKind::BinaryFile,
        "binary",
    );
    check(
        b"nom;email\nDupont;a@b.fr\n",
        ProblemKind::NoHeader,
        "nom;email",
    );
    check(
        b"JournalCode\tEcritureNum\tEcritureDate\tCompteNum\tDebit\n",
        ProblemKind::MissingColumn,
        "",
    );
    check(HEADER.as_bytes(), ProblemKind::EmptyFile, "");
}

#[test]
fn a_file_without_header_is_read_in_the_order_of_the_law() {
    let bytes = fec::write(&rows(), FecForm::default());
    let after_header = bytes
        .iter()
        .position(|byte| *byte == b'\n')
        .expect("a header")
        + 1;
    let read = fec::read(&bytes[after_header..], |_| {});
    assert_eq!(read.facts.summary.lines, 2);
    assert!(read.problems.contains(ProblemKind::NoHeader));
}

#[test]
fn an_unbalanced_entry_is_named_by_its_line() {
    let told = problem_of_line("VE\t1\t20260131\t411\tC1\t\t12,00\t0", "11,00");
    assert_eq!(told[0].0, Some(2));
    assert_eq!(
        (told[0].1, told[1].1),
        (ProblemKind::UnbalancedEntry, ProblemKind::UnbalancedFile)
    );
}

#[test]
fn the_progress_reaches_the_size_of_the_file() {
    let bytes = fec::write(&rows(), FecForm::default());
    let mut last = 0;
    fec::read(bytes.as_slice(), |read| last = read);
    assert_eq!(last, bytes.len() as u64);
}
