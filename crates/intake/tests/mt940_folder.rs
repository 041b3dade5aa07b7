//! Every MT940 and MT942 file of the test data reads to the figures computed by independent tools.

mod data_folder;

use data_folder::bytes;
use intake::bank::{BankBalance, BankFile};
use intake::mt940;
use intake::reading::{ProblemKind, Reading};
use rust_decimal::Decimal;

/// file | message | messages | lines | credit | debit | first opening > last closing
const EXPECTED: &str = "
wolph__mt940/abnamro.sta|MT940|2|10|0|345.93|3236.28>1849.75
wolph__mt940/generic.sta|MT940|2|2|0|20.00|100.00>80.00
wolph__mt940/ing.sta|MT940|1|7|4.68|50.27|0.00>3.47
wolph__mt940/knab.sta|MT940|2|3|1000|7260|0>798.98
wolph__mt940/postfinance.sta|MT940|2|4|239.3|79.9|0>159.6
wolph__mt940/rabobank-iban.sta|MT940|2|4|0|70.00|1000.00>930.00
wolph__mt940/rabobank.sta|MT940|4|5|0|1589.09|473.17>4101.82
wolph__mt940/sns.sta|MT940|2|2|0|25.00|1234.56>1209.56
wolph__mt940/triodos.sta|MT940|1|2|0|715.70|4975.09>4370.79
wolph__mt940/sepa_mt9401.sta|MT940|26|97|5188474.94|14457610.84|-1234718.36>50.05
wolph__mt940/mt940.sta|MT940|3|16|72436.74|60109.44|84349.74>50040.00
wolph__mt940/long_statement_number.sta|MT940|1|0|0|0|0.00>0.00
wolph__mt940/malformed_details.sta|MT940|1|1|0|233.15|12345.12>12345.98
wolph__mt940/mt942.sta|MT942|1|1|0|0.42|>
wolph__mt940/multiline.sta|MT940|1|2|119|5|16.40>11.40
wolph__mt940/whitespace.sta|MT940|1|1|0|233.15|12345.12>12345.98
railslove__cmxl/mt940.txt|MT940|4|27|121833.48|109418.88|84349.74>84437.04
railslove__cmxl/mt942.txt|MT942|2|2|19584.00|0|>
railslove__cmxl/mt940-windows-line-breaks.txt|MT940|1|2|3000|800|2187.95>4387.95
a-fas__mt940js/test1.mt940|MT940|2|3|1000|2760|0>798.98
";

fn read(path: &str) -> Option<Reading<BankFile>> {
    bytes(&format!("bank-mt940/{path}")).map(|bytes| mt940::read(&bytes))
}

#[test]
fn every_file_reads_to_its_figures() {
    for line in EXPECTED.lines().filter(|line| !line.is_empty()) {
        check(line);
    }
}

fn check(line: &str) {
    let fields: Vec<&str> = line.split('|').collect();
    let [path, message, messages, lines, credit, debit, balances] = fields.as_slice() else {
        panic!("seven fields: {line}")
    };
    let Some(read) = read(path) else { return };
    let statements = &read.facts.statements;
    assert_eq!(&read.facts.message_name, message, "{line}");
    let named = statements.iter().filter(|one| !one.statement_id.is_empty());
    assert_eq!(&named.count().to_string(), messages, "{line}");
    let count: usize = statements.iter().map(|one| one.entries.len()).sum();
    assert_eq!(&count.to_string(), lines, "{line}");
    let decimal = |text: &str| text.parse::<Decimal>().ok();
    let credits: Decimal = statements.iter().map(|one| one.credits).sum();
    let debits: Decimal = statements.iter().map(|one| one.debits).sum();
    assert_eq!(
        (Some(credits), Some(debits)),
        (decimal(credit), decimal(debit)),
        "{line}"
    );
    let (opening, closing) = balances.split_once('>').expect("two balances");
    let exact = |balance: Option<BankBalance>| balance.map(|one| one.exact);
    let first = statements.iter().find_map(|one| one.opening);
    let last = statements.iter().rev().find_map(|one| one.closing);
    assert_eq!(
        (exact(first), exact(last)),
        (decimal(opening), decimal(closing)),
        "{line}"
    );
}

#[test]
fn all_messages_of_the_sepa_file_add_up_and_two_are_reversed() {
    let Some(read) = read("wolph__mt940/sepa_mt9401.sta") else {
        return;
    };
    assert!(read.problems.is_empty(), "{:?}", read.problems);
    let statements = &read.facts.statements;
    assert!(statements.iter().all(|one| one.adds_up() == Some(true)));
    let entries = || statements.iter().flat_map(|one| &one.entries);
    assert_eq!(entries().filter(|entry| entry.is_reversal).count(), 2);
    let returned = entries()
        .find(|entry| entry.reference == "0724710345313905")
        .expect("it is there");
    let one = &returned.transactions[0];
    assert_eq!(
        (one.return_reason.as_str(), one.end_to_end_id.as_str()),
        ("914", "TFNR 40005 00005")
    );
    let received = entries()
        .find(|entry| entry.reference == "0724710290658244")
        .expect("it is there");
    let one = &received.transactions[0];
    assert_eq!(
        one.counterparty_name,
        "Richter Renate 70 Zeichen Beginn Fuellzeichen xxxxxxxx"
    );
    assert_eq!(one.counterparty_account, "DE42100100100043921105");
    assert_eq!(one.unstructured_text, "Keine Buchung zu: TO13 TF52001 MINT");
}

#[test]
fn what_is_damaged_is_told() {
    let check = |path: &str, kind: ProblemKind| {
        let Some(read) = read(path) else { return };
        assert!(read.problems.contains(kind), "{path}: {:?}", read.problems);
    };
    check("railslove__cmxl/mt940.txt", ProblemKind::InvalidDate);
    check("railslove__cmxl/mt940.txt", ProblemKind::PassedOver);
    check(
        "wolph__mt940/malformed_details.sta",
        ProblemKind::DoesNotAddUp,
    );
    check("wolph__mt940/multiline.sta", ProblemKind::MisplacedRecord);
    check("wolph__mt940/mt940.sta", ProblemKind::UnknownCurrency);
}

#[test]
fn dialects_give_names_and_references() {
    let check = |path: &str, at: usize, name: &str, text: &str, end_to_end: &str| {
        let Some(read) = read(path) else { return };
        let entries = read.facts.statements.iter().flat_map(|one| &one.entries);
        let entry = entries.into_iter().nth(at).expect("an entry");
        let one = &entry.transactions[0];
        assert_eq!(one.counterparty_name, name, "{path}: {entry:?}");
        assert!(one.unstructured_text.contains(text), "{path}: {entry:?}");
        assert_eq!(one.end_to_end_id, end_to_end, "{path}");
    };
    check(
        "wolph__mt940/rabobank-iban.sta",
        0,
        "CONTRA ACCOUNT HOLDER",
        "",
        "01-01-2013 12:00 0030000987654321",
    );
    check(
        "wolph__mt940/rabobank-iban.sta",
        1,
        "JOHN DOE",
        "Reference 201301234",
        "",
    );
    check(
        "wolph__mt940/rabobank.sta",
        1,
        "T-MOBILE NETHERLANDS BV",
        "FACTUURNUMMER 987654321",
        "",
    );
    check(
        "wolph__mt940/knab.sta",
        1,
        "PICQER",
        "FACTUUR 201403110, 201403113",
        "",
    );
    check(
        "wolph__mt940/postfinance.sta",
        0,
        "JANE DOE EXAMPLESTRASSE 10 1234 XXXX 131209CH98765432",
        "RECHNUNG",
        "",
    );
    check(
        "wolph__mt940/malformed_details.sta",
        0,
        "Finanzamt Muenchen Abteilung Erhebung",
        "STEUERNR 123/123/12345 KOERPST",
        "123/123/12345-----L1101234567890123",
    );
    check(
        "wolph__mt940/multiline.sta",
        0,
        "NOM DU DO / BENEFICIAIRE 11NOM DU DO / BENEFICIAIRE 22",
        "",
        "",
    );
}
