//! What a camt may hold, and what banks and accidents make of it.

use intake::bank::{BankFile, EntryStatus};
use intake::camt;
use intake::reading::{ProblemKind, Reading};
use jiff::civil::date;

const ENTRY: &str = "<Ntry><Amt Ccy=\"EUR\">100.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
    <BookgDt><Dt>2026-01-31</Dt></BookgDt><ValDt><DtTm>2026-02-01T00:00:00</DtTm></ValDt><AcctSvcrRef>R1</AcctSvcrRef>\
    <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>\
    <NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId><InstrId>I1</InstrId></Refs>\
    <RltdPties><Dbtr><Pty><Nm>Caf&#233; Dupont &amp; Fils</Nm></Pty></Dbtr>\
    <DbtrAcct><Id><IBAN>FR7630006000011234567890189</IBAN></Id></DbtrAcct></RltdPties>\
    <RmtInf><Ustrd>FACTURE</Ustrd><Ustrd>FA-1001</Ustrd><Strd><RfrdDocInf><Nb>FA-1001</Nb></RfrdDocInf>\
    <CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls></Ntry>";

fn document(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<n:Document xmlns:n=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">\
         <n:BkToCstmrStmt><n:Stmt><Acct><Id><IBAN>FR76 3000 6000 0112 3456 7890 189</IBAN></Id><Ccy>EUR</Ccy></Acct>\
         {body}</n:Stmt></n:BkToCstmrStmt></n:Document>"
    )
}

fn read(body: &str) -> Reading<BankFile> {
    camt::read(document(body).as_bytes())
}

#[test]
fn an_entry_gives_everything_a_payment_is_matched_by() {
    let read = read(ENTRY);
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    let entry = &read.facts.statements[0].entries[0];
    assert_eq!(
        entry.natural_key,
        "FR7630006000011234567890189|2026-01-31|R1|100.50 EUR|1"
    );
    assert_eq!(
        (entry.amount.minor, entry.status, entry.is_reversal),
        (10_050, EntryStatus::Booked, false)
    );
    assert_eq!(
        (entry.booked_on, entry.value_on),
        (Some(date(2026, 1, 31)), Some(date(2026, 2, 1)))
    );
    assert_eq!(entry.bank_code, "PMNT/RCDT/ESCT");
    let payment = &entry.transactions[0];
    assert_eq!(payment.amount, Some(entry.amount));
    assert_eq!(
        (
            payment.end_to_end_id.as_str(),
            payment.instruction_id.as_str()
        ),
        ("", "I1")
    );
    assert_eq!(payment.counterparty_name, "Café Dupont & Fils");
    assert_eq!(payment.counterparty_account, "FR7630006000011234567890189");
    assert_eq!(payment.unstructured_text, "FACTURE FA-1001");
    assert_eq!(payment.structured_reference, "RF18539007547034");
    assert_eq!(payment.referred_documents[0].number, "FA-1001");
}

#[test]
fn the_same_bytes_give_the_same_keys_and_twins_differ() {
    let twice = format!("{ENTRY}{ENTRY}");
    let keys = |body: &str| -> Vec<String> {
        read(body).facts.statements[0]
            .entries
            .iter()
            .map(|entry| entry.natural_key.clone())
            .collect()
    };
    assert_eq!(keys(&twice), keys(&twice));
    assert_ne!(keys(&twice)[0], keys(&twice)[1]);
    assert_eq!(keys(ENTRY)[0], keys(&twice)[0]);
}

#[test]
fn a_truncated_document_keeps_the_entries_before_the_cut() {
    let whole = document(&format!("{ENTRY}{ENTRY}"));
    let second = whole.rfind("<Ntry>").expect("a second entry");
    for cut in [second + 3, second + 60, second + 250] {
        let read = camt::read(&whole.as_bytes()[..cut]);
        assert_eq!(read.facts.statements[0].entries.len(), 1, "cut at {cut}");
        assert!(
            read.problems.contains(ProblemKind::TruncatedFile),
            "cut at {cut}"
        );
    }
}

#[test]
fn an_entity_bomb_is_not_expanded() {
    let bomb = document(ENTRY).replacen(
        "?>\n",
        "?>\n<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n",
        1,
    );
    let read = camt::read(bomb.replace("FACTURE", "&b;&b;").as_bytes());
    assert!(read.problems.contains(ProblemKind::UnsafeDocument));
    assert_eq!(
        read.facts.statements[0].entries[0].transactions[0].unstructured_text,
        "FA-1001"
    );
}

#[test]
fn what_is_not_told_is_assumed_and_said() {
    let check = |body: &str, kind: ProblemKind, status: EntryStatus, minor: i64| {
        let read = read(body);
        assert!(read.problems.contains(kind), "{:?}", read.problems);
        let entry = &read.facts.statements[0].entries[0];
        assert_eq!((entry.status, entry.amount.minor), (status, minor));
    };
    let without_status = ENTRY.replace("<Sts><Cd>BOOK</Cd></Sts>", "");
    check(
        &without_status,
        ProblemKind::Assumed,
        EntryStatus::Booked,
        10_050,
    );
    let without_side = ENTRY.replace("<CdtDbtInd>CRDT</CdtDbtInd>", "");
    check(
        &without_side,
        ProblemKind::Assumed,
        EntryStatus::Booked,
        10_050,
    );
    let without_both = without_side.replace("RCDT", "XXXX");
    check(
        &without_both,
        ProblemKind::Assumed,
        EntryStatus::Pending,
        10_050,
    );
    check(
        &ENTRY.replace("100.50", "100.505"),
        ProblemKind::TooManyDecimals,
        EntryStatus::Booked,
        10_051,
    );
    check(
        &ENTRY
            .replace("<Cd>BOOK</Cd>", "BOOK")
            .replace(">CRDT", ">DBIT")
            .replace("100.50", "100.5049"),
        ProblemKind::TooManyDecimals,
        EntryStatus::Booked,
        -10_050,
    );
}

#[test]
fn a_bad_entry_does_not_lose_the_others() {
    let bad = ENTRY.replace("100.50", "cent");
    let unknown = ENTRY.replace("\"EUR\"", "\"EURO\"");
    let read = read(&format!("{bad}{ENTRY}{unknown}"));
    assert_eq!(read.facts.statements[0].entries.len(), 1);
    assert!(read.problems.contains(ProblemKind::InvalidAmount));
    assert!(read.problems.contains(ProblemKind::UnknownCurrency));
}

#[test]
fn transactions_that_do_not_make_the_entry_are_told() {
    let details = "<NtryDtls><TxDtls><Amt Ccy=\"EUR\">60</Amt></TxDtls><TxDtls><Amt Ccy=\"EUR\">40</Amt></TxDtls></NtryDtls>";
    let start = ENTRY.find("<NtryDtls>").expect("details");
    let entry = format!("{}{details}</Ntry>", &ENTRY[..start]);
    assert!(read(&entry).problems.contains(ProblemKind::DoesNotAddUp));
    assert!(read(&entry.replace(">40<", ">40.50<")).problems.is_empty());
}

#[test]
fn what_is_no_camt_says_what_it_is() {
    let check =
        |bytes: &[u8], kind: ProblemKind| assert!(camt::read(bytes).problems.contains(kind));
    check(b"", ProblemKind::EmptyFile);
    check(b"%PDF-1.7", ProblemKind::AnotherFormat);
    check(
        b"<html><body>Session expired</body></html>",
        ProblemKind::AnotherFormat,
    );
    check(b"PK\x03\x04statement.xml", ProblemKind::AnotherFormat);
    check(
        &[0, 1, 2, 0, 0, 9, 8, 7, 0, 0, 255, 254],
        ProblemKind::BinaryFile,
    );
}
