use jiff::civil::date;

use super::*;
use crate::bank::{BankStatement, EntryStatus};

const GERMAN: &str = "\
:20:REF1
:25:50880050/0194774600888
:28C:4/1
:60F:C260130EUR100,00
:61:2601310131CR50,00NTRFNONREF//BANK1
:86:166?00GUTSCHRIFT?100399?20EREF+E2E-1?21KREF+K-1?22SVWZ+Rechnung 4711 v
om 1.2.?30DEUTDEFF?31DE42100100100043921105?32Muster?33mann AG
:61:2512310102D10,5NDDTNONREF
:86:109?00LASTSCHRIFT RETOURE?20MREF+M-1?34914
:61:2601310131RC5,NRTINONREF
:86:079?00SAMMLER/STORNO
:62F:C260131EUR134,50
:86:text about
the statement
-
";

fn only(text: &str) -> (BankStatement, Problems) {
    let read = read(text.as_bytes());
    let [statement] = read.facts.statements.as_slice() else {
        panic!("one statement: {:?}", read.facts)
    };
    (statement.clone(), read.problems)
}

#[test]
fn a_german_statement_reads_with_its_purposes() {
    let (statement, problems) = only(GERMAN);
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(statement.adds_up(), Some(true));
    assert_eq!(
        (statement.number.as_str(), statement.text.as_str()),
        ("4/1", "text about the statement")
    );
    let entry = &statement.entries[0];
    let one = &entry.transactions[0];
    assert_eq!(
        (entry.reference.as_str(), entry.bank_code.as_str()),
        ("BANK1", "NTRF/166")
    );
    assert_eq!(
        (one.end_to_end_id.as_str(), one.instruction_id.as_str()),
        ("E2E-1", "K-1")
    );
    assert_eq!(one.unstructured_text, "Rechnung 4711 vom 1.2.");
    assert_eq!(
        (
            one.counterparty_name.as_str(),
            one.counterparty_account.as_str()
        ),
        ("Muster mann AG", "DE42100100100043921105")
    );
    let unpaid = &statement.entries[1];
    assert_eq!(
        (unpaid.value_on, unpaid.booked_on),
        (Some(date(2025, 12, 31)), Some(date(2026, 1, 2)))
    );
    assert_eq!(unpaid.transactions[0].return_reason, "914");
    assert!(unpaid.is_taken_back());
    let reversed = &statement.entries[2];
    assert!(reversed.is_reversal && reversed.amount.minor == -500);
}

#[test]
fn line_ends_blanks_and_envelope_do_not_matter() {
    let bare = |text: &str| {
        let mut statement = only(text).0;
        statement
            .entries
            .iter_mut()
            .for_each(|entry| entry.line = 0);
        statement
    };
    let expected = bare(GERMAN);
    let enveloped = GERMAN.trim_end().trim_end_matches('-');
    for form in [
        GERMAN.replace('\n', "\r\n"),
        format!("\u{feff}\n\n{}", GERMAN.replace(":62F:", " :62F:")),
        format!("{{1:F01DEUTDEFFXXXX0000000000}}{{2:O9401200}}{{4:\r\n{enveloped}-}}{{5:}}"),
        format!("DEUTDEFF\n940\nDEUTDEFF\n{GERMAN}"),
    ] {
        assert_eq!(bare(&form), expected, "{form}");
    }
}

#[test]
fn damage_to_one_field_leaves_the_others() {
    let check = |from: &str, to: &str, kind: ProblemKind, entries: usize| {
        let read = read(GERMAN.replace(from, to).as_bytes());
        assert!(read.problems.contains(kind), "{to}: {:?}", read.problems);
        let count: usize = read
            .facts
            .statements
            .iter()
            .map(|one| one.entries.len())
            .sum();
        assert_eq!(count, entries, "{to}");
    };
    check(
        "2601310131CR50,00",
        "2602310131CR50,00",
        ProblemKind::InvalidDate,
        3,
    );
    check("2601310131CR50,00", "CR50,00", ProblemKind::InvalidDate, 3);
    check(
        "2601310131CR50,00",
        "2601310231CR50,00",
        ProblemKind::InvalidDate,
        3,
    );
    check(
        "2601310131CR50,00",
        "2601310131CRx",
        ProblemKind::InvalidAmount,
        2,
    );
    check(
        "2601310131CR50,00",
        "260131013150,00",
        ProblemKind::InvalidAmount,
        2,
    );
    check(
        "C260131EUR134,50",
        "C260131EUR134,51",
        ProblemKind::DoesNotAddUp,
        3,
    );
    check(":62F:C260131EUR134,50\n", "", ProblemKind::NoBalance, 3);
    check(":60F:C260130EUR100,00\n", "", ProblemKind::NoBalance, 3);
    check(":28C:4/1", ":NSF:4/1", ProblemKind::PassedOver, 3);
    check("EUR", "XXX", ProblemKind::UnknownCurrency, 3);
}

#[test]
fn a_day_that_cannot_be_read_is_lent_and_names_nothing() {
    let text = GERMAN.replace("2601310131CR50,00", "CR50,00");
    let (statement, _) = only(&text);
    assert_eq!(statement.entries[0].booked_on, Some(date(2026, 1, 31)));
    assert!(
        statement.entries[0].natural_key.contains("||BANK1|"),
        "{}",
        statement.entries[0].natural_key
    );
}

#[test]
fn entries_in_a_currency_nobody_knows_are_never_booked() {
    let (statement, problems) = only(&GERMAN.replace("EUR", "DEM"));
    assert_eq!(statement.adds_up(), Some(true));
    assert!(
        statement
            .entries
            .iter()
            .all(|entry| entry.status == EntryStatus::Information)
    );
    let told = problems
        .iter()
        .filter(|problem| problem.kind == ProblemKind::UnknownCurrency);
    assert_eq!(told.count(), 1);
}

#[test]
fn a_message_sent_twice_counts_once() {
    let twice = read(GERMAN.repeat(2).as_bytes());
    let keys = |statement: &BankStatement| -> Vec<String> {
        statement
            .entries
            .iter()
            .map(|entry| entry.natural_key.clone())
            .collect()
    };
    let [first, second] = twice.facts.statements.as_slice() else {
        panic!("two statements")
    };
    assert_eq!(keys(first), keys(second));
    assert!(twice.problems.contains(ProblemKind::RepeatedStatement));
}

#[test]
fn a_report_of_the_day_is_no_statement() {
    let text = ":20:R\n:25:1\n:28C:1/1\n:34F:EUR0,\n:13D:2601311200+0100\n:61:260131C5,NTRFX\n:61:260131EC7,NTRFY\n:90D:0EUR0,\n:90C:2EUR12,\n-";
    let read = read(text.as_bytes());
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    assert_eq!(read.facts.message_name, "MT942");
    let statement = &read.facts.statements[0];
    assert_eq!(statement.kind, BankDocumentKind::Report);
    assert_eq!(statement.entries[1].status, EntryStatus::Pending);
    assert_eq!(statement.covers_to_on, Some(date(2026, 1, 31)));
}

#[test]
fn an_account_that_ends_in_a_letter_of_several_bytes_is_kept() {
    let text = GERMAN.replace("50880050/0194774600888", "0067-00763/93984™87");
    let (statement, _) = only(&text);
    assert_eq!(statement.account, "0067-00763/93984™87");
    assert_eq!(statement.entries.len(), 3);
}
