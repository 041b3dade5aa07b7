//! Every bank table of the test data reads as its lines say.

mod data_folder;

use data_folder::bytes;
use intake::bank_table;
use intake::reading::ProblemKind;

#[test]
fn every_table_reads_to_its_lines() {
    let check = |path: &str, amounts: &[&str], balances: &str, first: &str| {
        let Some(bytes) = bytes(&format!("bank-ofx-qif-csv/{path}")) else {
            return;
        };
        let read = bank_table::read(&bytes, None);
        let statements = &read.facts.file.statements;
        let entries = statements.iter().flat_map(|one| &one.entries);
        let found: Vec<String> = entries.map(|entry| entry.amount.to_string()).collect();
        assert_eq!(found, amounts, "{path}: {:?}", read.problems);
        let exact = |balance: Option<intake::bank::BankBalance>| {
            balance.map_or(String::new(), |one| one.exact.to_string())
        };
        let shown = format!(
            "{}>{}",
            exact(statements[0].opening),
            exact(statements[0].closing)
        );
        assert_eq!(shown, balances, "{path}");
        let day = statements[0].entries[0]
            .booked_on
            .map(|day| day.to_string());
        assert_eq!(day.as_deref(), Some(first), "{path}");
    };
    check(
        "OCA__bank-statement-import/balance.csv",
        &["-33.50 EUR", "1533.50 EUR"],
        "10.00>1510.00",
        "2018-12-15",
    );
    check(
        "OCA__bank-statement-import/debit_credit.csv",
        &["-33.50 EUR", "1533.50 EUR"],
        "10.00>1510.00",
        "2018-12-15",
    );
    check(
        "OCA__bank-statement-import/sample_statement_en.csv",
        &["-33.50 USD", "1525.00 USD"],
        ">",
        "2018-12-15",
    );
    check(
        "OCA__bank-statement-import/sample_statement_credit_card_inverse_sign_en.csv",
        &["33.50 USD", "-1525.00 USD"],
        ">",
        "2018-12-15",
    );
    check(
        "sebastienrousseau__bankstatementparser/csv_french_headers.csv",
        &["-1234.56 EUR", "3500.00 EUR", "-4.50 EUR"],
        ">",
        "2026-04-02",
    );
    check(
        "sebastienrousseau__bankstatementparser/csv_garbled_amount.csv",
        &["100.00 EUR"],
        ">",
        "2026-04-02",
    );
}

#[test]
fn a_garbled_amount_is_told() {
    let Some(bytes) =
        bytes("bank-ofx-qif-csv/sebastienrousseau__bankstatementparser/csv_garbled_amount.csv")
    else {
        return;
    };
    let read = bank_table::read(&bytes, None);
    let told = read
        .problems
        .iter()
        .find(|problem| problem.kind == ProblemKind::InvalidAmount);
    assert_eq!(
        told.map(|problem| (problem.line, problem.found.as_str())),
        Some((Some(3), "12..34"))
    );
}

#[test]
fn names_and_accounts_of_the_others_are_found() {
    let Some(bytes) = bytes("bank-ofx-qif-csv/OCA__bank-statement-import/balance.csv") else {
        return;
    };
    let read = bank_table::read(&bytes, None);
    let one = &read.facts.file.statements[0].entries[0].transactions[0];
    assert_eq!(
        (
            one.counterparty_name.as_str(),
            one.counterparty_account.as_str()
        ),
        ("John Doe", "123456789")
    );
}
