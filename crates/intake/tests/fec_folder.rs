//! Every FEC of the test data reads to the figures computed by independent tools.

mod data_folder;

use data_folder::bytes;
use intake::fec::{self, AccountTotals, LineEnd, Separator};

struct Expected {
    path: &'static str,
    lines: u64,
    columns: usize,
    separator: Separator,
    encoding: &'static str,
    total: i64,
    days: (&'static str, &'static str),
    entries: u64,
    journals: &'static [(&'static str, u64)],
    customers: (u64, i64, i64),
    auxiliary_accounts: u64,
    unlettered: (u64, i64),
}

fn check(expected: &Expected) {
    let Some(bytes) = bytes(expected.path) else {
        return;
    };
    let read = fec::read(bytes.as_slice(), |_| {});
    let summary = read.facts.summary;
    assert_eq!(
        fec::check(bytes.as_slice(), |_| {}).facts,
        summary,
        "check and read agree"
    );
    assert_eq!(summary.lines, expected.lines);
    assert_eq!(summary.lines_not_taken, 0);
    assert_eq!(summary.columns, expected.columns);
    assert_eq!(summary.separator, expected.separator);
    assert_eq!(
        summary.encoding.map(|encoding| encoding.name()),
        Some(expected.encoding)
    );
    assert_eq!(summary.line_end, LineEnd::Lf);
    assert_eq!(
        (summary.totals.debit_minor, summary.totals.credit_minor),
        (expected.total, expected.total)
    );
    let days = (
        summary.first_on.expect("is there").to_string(),
        summary.last_on.expect("is there").to_string(),
    );
    assert_eq!((days.0.as_str(), days.1.as_str()), expected.days);
    assert_eq!(
        (summary.entries, summary.unbalanced_entries),
        (expected.entries, 0)
    );
    let mut journals: Vec<(&str, u64)> = summary
        .journals
        .iter()
        .map(|(code, journal)| (code.as_str(), journal.lines))
        .collect();
    let mut wanted = expected.journals.to_vec();
    journals.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(journals, wanted);
    let (lines, debit_minor, credit_minor) = expected.customers;
    assert_eq!(
        summary.customers,
        AccountTotals {
            lines,
            debit_minor,
            credit_minor
        }
    );
    assert_eq!(summary.auxiliary_accounts, expected.auxiliary_accounts);
    let unlettered = (
        summary.customers_unlettered.lines,
        summary.customers_unlettered.balance_minor(),
    );
    assert_eq!(unlettered, expected.unlettered);
}

#[test]
fn a_year_of_a_grower_with_a_byte_order_mark() {
    check(&Expected {
        path: "fec/neolegal-fr__fec-reader/0000000001FEC20220831.txt",
        lines: 5422,
        columns: 18,
        separator: Separator::Tab,
        encoding: "UTF-8 with BOM",
        total: 1_018_621_981,
        days: ("2021-09-01", "2022-08-31"),
        entries: 2033,
        journals: &[
            ("ANO", 77),
            ("ACH", 1433),
            ("CH", 374),
            ("CRC", 1758),
            ("O.I", 66),
            ("OD", 117),
            ("PA", 256),
            ("RCH", 83),
            ("VEN", 1258),
        ],
        customers: (538, 118_553_504, 113_301_780),
        auxiliary_accounts: 17,
        unlettered: (10, 5_897_282),
    });
}

#[test]
fn padded_fields_between_bars_in_the_alphabet_of_dos() {
    check(&Expected {
        path: "fec/neolegal-fr__fec-reader/111111111FEC20221231.TXT",
        lines: 934,
        columns: 19,
        separator: Separator::Pipe,
        encoding: "CP850",
        total: 22_568_223,
        days: ("2023-01-01", "2023-07-31"),
        entries: 248,
        journals: &[
            ("VE", 522),
            ("C1", 146),
            ("CA", 4),
            ("CIC", 56),
            ("AN", 29),
            ("IN", 6),
            ("FG", 119),
            ("OD", 44),
            ("OJRA", 8),
        ],
        customers: (151, 5_363_878, 3_922_226),
        auxiliary_accounts: 34,
        unlettered: (34, 1_441_652),
    });
}

#[test]
fn a_small_file_with_decimal_points() {
    check(&Expected {
        path: "fec/adams43360__fec-validator/fec_propre.txt",
        lines: 25,
        columns: 18,
        separator: Separator::Tab,
        encoding: "UTF-8",
        total: 2_156_500,
        days: ("2024-01-03", "2024-03-15"),
        entries: 10,
        journals: &[("ACH", 8), ("VTE", 6), ("BQ", 6), ("OD", 5)],
        customers: (4, 600_000, 600_000),
        auxiliary_accounts: 2,
        unlettered: (2, 600_000),
    });
}

#[test]
fn seven_lines() {
    check(&Expected {
        path: "fec/La-Societe-Nouvelle__fec-reader/sample_tab.txt",
        lines: 7,
        columns: 18,
        separator: Separator::Tab,
        encoding: "UTF-8",
        total: 314_000,
        days: ("2024-01-15", "2024-12-31"),
        entries: 3,
        journals: &[("ACH", 3), ("VTE", 2), ("OD", 2)],
        customers: (1, 120_000, 0),
        auxiliary_accounts: 1,
        unlettered: (1, 120_000),
    });
}
