//! Every OFX and QIF file of the test data reads to the figures computed by independent tools.

mod data_folder;

use data_folder::bytes;
use intake::bank::BankFile;
use intake::reading::{ProblemKind, Reading};
use intake::{ofx, qif};
use jiff::civil::date;
use rust_decimal::Decimal;

/// file | message | entries | credit | debit | accounts | ledger balances
const EXPECTED: &str = "
jseutter__ofxparse/anzcc.ofx|OFX 2.03|1|0|5.50|1|-123.45
jseutter__ofxparse/bank_medium.ofx|OFX 1.02|3|0|345.27|1|382.34
jseutter__ofxparse/checking.ofx|OFX 1.02|3|0.01|59.51|1|100.99
jseutter__ofxparse/multiple_accounts.ofx|OFX 2.11|0|0|0|2|111, 222
jseutter__ofxparse/signon_fail.ofx|OFX 1.02|0|0|0|0|
jseutter__ofxparse/suncorp.ofx|OFX 2.00|1|0|16.85|1|1234.12
jseutter__ofxparse/date_missing.ofx|OFX|3|400.00|80.00|1|0
jseutter__ofxparse/decimal_error.ofx|OFX|0|0|0|1|0
jseutter__ofxparse/empty_balance.ofx|OFX|1|120|0|1|
csingley__ofxtools/stmtrs.ofx|OFX 2.00|2|0|500.00|1|200.29
csingley__ofxtools/stmtrs_euro.ofx|OFX 2.00|2|0|500.00|1|200.29
aclindsa__ofxgo/moneymrkt1_v103.ofx|OFX 1.03|3|3858.6713352286442|995.4190396554627|1|2607.1664944585727
aclindsa__ofxgo/moneymrkt1_v203.ofx|OFX 2.03|3|5624.9807754225347|850.1196618322863|1|3317.738651126686
aclindsa__ofxgo/wellsfargo.qfx|OFX 1.02|1|0|12.34|1|123.45
OCA__bank-statement-import/test_ofx.ofx|OFX 2.11|4|0|360|2|2156.56, -562.00
OCA__bank-statement-import/test_ofx_iban.ofx|OFX 2.11|4|0|360|2|2156.56, -562.00
OCA__bank-statement-import/test_qif.qif|QIF|5|0|1896.09|1|
isaacharrisholt__quiffen/test.qif|QIF|5|99.50|135.00|1|
isaacharrisholt__quiffen/test_oth_a.qif|QIF|5|99.50|135.00|1|
isaacharrisholt__quiffen/test_split.qif|QIF|1|0|10.00|1|
";

fn read(path: &str) -> Option<Reading<BankFile>> {
    let bytes = bytes(&format!("bank-ofx-qif-csv/{path}"))?;
    Some(if path.ends_with("qif") {
        qif::read(&bytes)
    } else {
        ofx::read(&bytes)
    })
}

#[test]
fn every_file_reads_to_its_figures() {
    for line in EXPECTED.lines().filter(|line| !line.is_empty()) {
        check(line);
    }
}

fn check(line: &str) {
    let fields: Vec<&str> = line.split('|').collect();
    let [path, message, entries, credit, debit, accounts, balances] = fields.as_slice() else {
        panic!("seven fields: {line}")
    };
    let Some(read) = read(path) else { return };
    let statements = &read.facts.statements;
    assert_eq!(&read.facts.message_name, message, "{line}");
    let count: usize = statements.iter().map(|one| one.entries.len()).sum();
    assert_eq!(&count.to_string(), entries, "{line}: {:?}", read.problems);
    let decimal = |text: &str| text.parse::<Decimal>().expect("a number");
    let credits: Decimal = statements.iter().map(|one| one.credits).sum();
    let debits: Decimal = statements.iter().map(|one| one.debits).sum();
    assert_eq!(
        (credits, debits),
        (decimal(credit), decimal(debit)),
        "{line}"
    );
    assert_eq!(&statements.len().to_string(), accounts, "{line}");
    let closings = statements
        .iter()
        .filter_map(|one| one.closing)
        .map(|one| one.exact.to_string());
    assert_eq!(&closings.collect::<Vec<_>>().join(", "), balances, "{line}");
}

#[test]
fn what_is_damaged_is_told() {
    let check = |path: &str, kind: ProblemKind, count: usize| {
        let Some(read) = read(path) else { return };
        let told = read
            .problems
            .iter()
            .filter(|problem| problem.kind == kind)
            .count();
        assert_eq!(told, count, "{path}: {:?}", read.problems);
    };
    check(
        "jseutter__ofxparse/date_missing.ofx",
        ProblemKind::InvalidDate,
        3,
    );
    check(
        "jseutter__ofxparse/date_missing.ofx",
        ProblemKind::RepeatedReference,
        1,
    );
    check(
        "jseutter__ofxparse/decimal_error.ofx",
        ProblemKind::InvalidAmount,
        1,
    );
    check(
        "jseutter__ofxparse/empty_balance.ofx",
        ProblemKind::NoBalance,
        1,
    );
    check(
        "jseutter__ofxparse/signon_fail.ofx",
        ProblemKind::RefusedByBank,
        1,
    );
    check(
        "aclindsa__ofxgo/moneymrkt1_v103.ofx",
        ProblemKind::TooManyDecimals,
        4,
    );
    check(
        "isaacharrisholt__quiffen/test.qif",
        ProblemKind::PassedOver,
        4,
    );
    check(
        "isaacharrisholt__quiffen/invalid.txt",
        ProblemKind::AnotherFormat,
        1,
    );
    for whole in [
        "csingley__ofxtools/stmtrs_euro.ofx",
        "aclindsa__ofxgo/wellsfargo.qfx",
        "OCA__bank-statement-import/test_ofx.ofx",
    ] {
        let Some(read) = read(whole) else { return };
        assert!(read.problems.is_empty(), "{whole}: {:?}", read.problems);
    }
}

#[test]
fn entries_keep_their_day_and_their_parts() {
    let Some(read) = read("isaacharrisholt__quiffen/test.qif") else {
        return;
    };
    let statement = &read.facts.statements[0];
    assert_eq!(
        statement.opening.map(|one| one.on),
        Some(Some(date(2020, 2, 10)))
    );
    assert_eq!(statement.entries[0].booked_on, Some(date(2020, 2, 14)));
    assert_eq!(statement.entries[0].transactions.len(), 2);
    let Some(read) = self::read("OCA__bank-statement-import/test_ofx_iban.ofx") else {
        return;
    };
    assert_eq!(read.facts.statements[0].account, "300010079412345678901");
}
