//! Every CFONB file of the test data reads to the figures computed by independent tools.

mod data_folder;

use data_folder::bytes;
use intake::bank::{BankBalance, BankFile};
use intake::cfonb;
use intake::reading::{ProblemKind, Reading};
use rust_decimal::Decimal;

/// file # statement | account | entries | credit | debit | opening day, opening > closing day, closing | adds up
const EXPECTED: &str = "
pennylane-hq__cfonb/example.txt#1|155890000098765432100|3|0|50.81|2019-05-15 -190.40>2019-05-16 -241.21|yes
pennylane-hq__cfonb/example.txt#2|187060000000123456789|3|97.49|20.00|2019-05-16 -241.21>2019-05-17 -163.72|yes
pennylane-hq__cfonb/invalid_date.txt#1|155890000098765432100|1|0|10.70|? -190.40>2019-05-16 -241.21|no
pennylane-hq__cfonb/new_statement_without_previous_ended.txt#1|155890000098765432100|1|0|10.70|2019-05-15 -190.40>|
pennylane-hq__cfonb/new_statement_without_previous_ended.txt#2|187060000000123456789|1|0|7.90|2019-05-16 -241.21>2019-05-17 -163.72|no
silarhi__cfonb-parser/simple-test.txt#1|102780220400012345603|0|0|0|2020-04-03 16695.65>2020-04-06 16695.65|yes
akretion__python-cfonb/bank_statement.cfo#1|30002004470000888899H|4|4000.00|6000.00|2011-09-16 0.08>2011-09-16 11871.14|no
OCA__l10n-france/cfonb_classic.cfo#1|300030123401234567890|13|17968.57|3694.67|2024-01-12 1017311.89>2024-01-13 1031585.79|yes
";

fn read(path: &str) -> Option<Reading<BankFile>> {
    bytes(&format!("bank-cfonb/{path}")).map(|bytes| cfonb::read(&bytes))
}

#[test]
fn every_statement_reads_to_its_figures() {
    for line in EXPECTED.lines().filter(|line| !line.is_empty()) {
        check(line);
    }
}

fn check(line: &str) {
    let fields: Vec<&str> = line.split('|').collect();
    let [place, account, entries, credit, debit, balances, adds_up] = fields.as_slice() else {
        panic!("seven fields: {line}")
    };
    let (path, rank) = place.split_once('#').expect("a file and a statement");
    let Some(read) = read(path) else { return };
    let rank: usize = rank.parse().expect("a rank");
    let statement = &read.facts.statements[rank - 1];
    assert_eq!(&statement.account, account, "{line}");
    assert_eq!(&statement.entries.len().to_string(), entries, "{line}");
    let decimal = |text: &str| text.parse::<Decimal>().expect("a number");
    assert_eq!(
        (statement.credits, statement.debits),
        (decimal(credit), decimal(debit)),
        "{line}"
    );
    let shown = |balance: Option<BankBalance>| {
        let day = |one: &BankBalance| one.on.map_or("?".to_string(), |day| day.to_string());
        balance.map_or(String::new(), |one| format!("{} {}", day(&one), one.exact))
    };
    let found = format!("{}>{}", shown(statement.opening), shown(statement.closing));
    assert_eq!(&found, balances, "{line}");
    let expected = match *adds_up {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    };
    assert_eq!(statement.adds_up(), expected, "{line}");
}

#[test]
fn damage_is_told_with_its_line() {
    let check = |path: &str, statements: usize, kind: ProblemKind, line: u64| {
        let Some(read) = read(path) else { return };
        assert_eq!(read.facts.statements.len(), statements, "{path}");
        let told = |problem: &&intake::reading::Problem| {
            problem.kind == kind && problem.line == Some(line)
        };
        assert!(
            read.problems.iter().any(|problem| told(&problem)),
            "{path}: {:?}",
            read.problems
        );
    };
    check(
        "pennylane-hq__cfonb/invalid_date.txt",
        1,
        ProblemKind::InvalidDate,
        1,
    );
    check(
        "pennylane-hq__cfonb/invalid_date.txt",
        1,
        ProblemKind::MisplacedRecord,
        9,
    );
    check(
        "pennylane-hq__cfonb/operation.txt",
        1,
        ProblemKind::NoBalance,
        1,
    );
    check(
        "pennylane-hq__cfonb/operation_unstarted.txt",
        0,
        ProblemKind::MisplacedRecord,
        1,
    );
    check(
        "pennylane-hq__cfonb/new_statement_without_previous_ended.txt",
        2,
        ProblemKind::NoBalance,
        1,
    );
    check(
        "akretion__python-cfonb/bank_statement.cfo",
        1,
        ProblemKind::Assumed,
        1,
    );
    check(
        "akretion__python-cfonb/bank_statement.cfo",
        1,
        ProblemKind::DoesNotAddUp,
        6,
    );
}

#[test]
fn an_operation_outside_a_statement_is_kept() {
    let Some(read) = read("pennylane-hq__cfonb/operation.txt") else {
        return;
    };
    let statement = &read.facts.statements[0];
    assert_eq!(statement.debits.to_string(), "32.21");
    assert_eq!(
        statement.entries[0].transactions[0].end_to_end_id,
        "OTHER REFERENCE"
    );
    assert!(read.facts.is_cut);
}

#[test]
fn whole_files_read_without_a_remark() {
    for path in [
        "pennylane-hq__cfonb/example.txt",
        "silarhi__cfonb-parser/simple-test.txt",
        "OCA__l10n-france/cfonb_classic.cfo",
    ] {
        let Some(read) = read(path) else { return };
        assert!(read.problems.is_empty(), "{path}: {:?}", read.problems);
    }
}

#[test]
fn a_payer_is_found_among_the_complements() {
    let Some(read) = read("OCA__l10n-france/cfonb_classic.cfo") else {
        return;
    };
    let entries = &read.facts.statements[0].entries;
    let one = &entries[1].transactions[0];
    assert_eq!(one.counterparty_name, "DURANCIA MONTGENEVRE");
    assert_eq!(one.end_to_end_id, "0018937");
    assert_eq!(one.unstructured_text, "F230866 F230765 F238765");
    let bill = &entries[11].transactions[0];
    assert_eq!(bill.counterparty_name, "Orange");
    assert!(
        bill.unstructured_text.ends_with("Ident: 00003263"),
        "{bill:?}"
    );
    assert_eq!(bill.mandate_id, "++48398735847564876543");
}

#[test]
fn the_format_of_240_characters_is_named() {
    let Some(read) = read("silarhi__cfonb-parser/cfonb.240-complex-test.txt") else {
        return;
    };
    let problem = read.problems.iter().next().expect("a problem");
    assert_eq!(
        (problem.kind, problem.found.as_str()),
        (ProblemKind::AnotherFormat, "CFONB 240")
    );
}
