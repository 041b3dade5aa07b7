use jiff::civil::date;

use super::*;
use crate::bank::{BankStatement, EntryStatus};

const SGML: &str = "OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nCHARSET:1252\r\n\r\n<OFX>
<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS></SONRS></SIGNONMSGSRSV1>
<BANKMSGSRSV1><STMTTRNRS><TRNUID>7<STATUS><CODE>0</STATUS><STMTRS><CURDEF>EUR
<BANKACCTFROM><BANKID>30002<BRANCHID>01234<ACCTID>0123456789A<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260101<DTEND>20260131
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260131120000<TRNAMT>1234,56<FITID>A1<NAME>DUPONT & FILS<MEMO>FACTURE F1
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20260131<TRNAMT>-10.00<FITID>A2<NAME>PRLV IMPAYE MARTIN</STMTTRN>
<STMTTRN><TRNTYPE>CHECK<DTPOSTED>20260131<TRNAMT>-5<FITID>A3<CHECKNUM>77</STMTTRN>
</BANKTRANLIST><LEDGERBAL><BALAMT>2000,00<DTASOF>20260131</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
";

fn only(text: &str) -> (BankStatement, Problems) {
    let read = read(text.as_bytes());
    let [statement] = read.facts.statements.as_slice() else {
        panic!("one statement: {:?}", read.facts)
    };
    (statement.clone(), read.problems)
}

#[test]
fn tags_left_open_read_as_tags_closed() {
    let (statement, problems) = only(SGML);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(statement.account, "30002012340123456789A");
    assert_eq!(
        (statement.credits.to_string(), statement.debits.to_string()),
        ("1234.56".into(), "15.00".into())
    );
    assert_eq!(
        statement
            .closing
            .map(|one| one.exact.to_string())
            .as_deref(),
        Some("2000.00")
    );
    let entry = &statement.entries[0];
    assert_eq!(
        (entry.reference.as_str(), entry.booked_on),
        ("A1", Some(date(2026, 1, 31)))
    );
    assert_eq!(entry.transactions[0].counterparty_name, "DUPONT & FILS");
    assert_eq!(entry.transactions[0].unstructured_text, "FACTURE F1");
    assert!(statement.entries[1].is_taken_back() && !entry.is_taken_back());
    let closed = SGML
        .replace("<FITID>A1", "<FITID>A1</FITID>")
        .replace("1234,56", "1234.56</TRNAMT>");
    assert_eq!(only(&closed).0.entries[0].natural_key, entry.natural_key);
}

#[test]
fn one_line_without_header_breaks_reads_the_same() {
    let line = SGML.replace("\r\n", "").replace('\n', "");
    assert_eq!(only(&line).0.credits.to_string(), "1234.56");
    assert_eq!(read(line.as_bytes()).facts.message_name, "OFX 1.02");
}

#[test]
fn damage_to_one_field_leaves_the_others() {
    let check = |from: &str, to: &str, kind: ProblemKind, entries: usize| {
        let (statement, problems) = only(&SGML.replace(from, to));
        assert!(problems.contains(kind), "{to}: {problems:?}");
        assert_eq!(statement.entries.len(), entries, "{to}");
    };
    check(
        "<TRNAMT>1234,56",
        "<TRNAMT>$120",
        ProblemKind::InvalidAmount,
        2,
    );
    check("<TRNAMT>1234,56", "", ProblemKind::InvalidAmount, 2);
    check(
        "<TRNAMT>1234,56",
        "<TRNAMT>1.23456789",
        ProblemKind::TooManyDecimals,
        3,
    );
    check("<DTPOSTED>20260131120000", "", ProblemKind::InvalidDate, 3);
    check(
        "<DTPOSTED>20260131120000",
        "<DTPOSTED>20260231",
        ProblemKind::InvalidDate,
        3,
    );
    check("<BALAMT>2000,00", "<BALAMT> ", ProblemKind::NoBalance, 3);
    check("<FITID>A2", "<FITID>A1", ProblemKind::RepeatedReference, 3);
    check("<CURDEF>EUR", "<CURDEF>", ProblemKind::UnknownCurrency, 3);
    check("<CURDEF>EUR", "", ProblemKind::Assumed, 3);
    check("<ACCTID>0123456789A", "", ProblemKind::NoAccount, 3);
    check("</OFX>", "", ProblemKind::TruncatedFile, 3);
}

#[test]
fn a_day_lent_by_the_statement_names_nothing() {
    let (statement, _) = only(&SGML.replace("<DTPOSTED>20260131120000", ""));
    let entry = &statement.entries[0];
    assert_eq!(entry.booked_on, Some(date(2026, 1, 31)));
    assert_eq!(entry.natural_key, "30002012340123456789A||A1|1234.56 EUR|1");
}

#[test]
fn overlapping_exports_give_the_same_keys() {
    let keys = |text: &str| -> Vec<String> {
        only(text)
            .0
            .entries
            .into_iter()
            .map(|entry| entry.natural_key)
            .collect()
    };
    let without_first: String = SGML
        .lines()
        .filter(|line| !line.contains("<FITID>A1"))
        .map(|line| format!("{line}\n"))
        .collect();
    assert_eq!(keys(SGML)[1..], keys(&without_first));
}

#[test]
fn a_refused_sign_on_is_told() {
    let text = "OFXHEADER:100\n<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>15500<SEVERITY>ERROR<MESSAGE>wrong password</STATUS></SONRS></SIGNONMSGSRSV1></OFX>";
    let read = read(text.as_bytes());
    let problem = read.problems.iter().next().expect("a problem");
    assert_eq!(
        (problem.kind, problem.found.as_str()),
        (ProblemKind::RefusedByBank, "15500 wrong password")
    );
}

#[test]
fn what_is_expected_is_not_booked() {
    let text = SGML.replace("<STMTTRN><TRNTYPE>CHECK", "<STMTTRNP><TRNTYPE>CHECK");
    assert_eq!(only(&text).0.entries[2].status, EntryStatus::Pending);
}

#[test]
fn a_transaction_without_its_first_tag_is_told() {
    let read = read(
        b"OFXHEADER:100\n<OFX><STMTRS><CURDEF>EUR\n<STMTTR<TRNAMT>1<FITID>1</STMTTRN>\n<STMTTRN><TRNAMT>2<FITID>2</STMTTRN></STMTRS></OFX>",
    );
    assert_eq!(read.facts.statements[0].entries.len(), 1);
    let lost = read
        .problems
        .iter()
        .find(|one| one.kind == ProblemKind::Malformed);
    assert_eq!(lost.and_then(|one| one.line), Some(3));
}
