//! Exports of other people's tools read to the figures computed by independent tools.

mod data_folder;

use std::collections::{BTreeMap, BTreeSet};

use data_folder::bytes;
use intake::list::{
    self, DateOrder, ListField, ListKind, Listed, ListedInvoice, ListedRows, TableKind,
};
use intake::reading::{ProblemKind, Reading};
use jiff::civil::{Date, date};

fn read(kind: ListKind, path: &str) -> Option<Reading<Listed>> {
    Some(list::read(kind, &bytes(path)?, None))
}

fn invoices(reading: &Reading<Listed>) -> &[ListedInvoice] {
    match &reading.facts.rows {
        ListedRows::Invoices(invoices) => invoices,
        other => panic!("invoices: {other:?}"),
    }
}

fn totals(invoices: &[ListedInvoice]) -> BTreeMap<String, (usize, i64)> {
    let mut totals = BTreeMap::new();
    for invoice in invoices {
        let total: &mut (usize, i64) = totals
            .entry(invoice.amount.currency.to_string())
            .or_default();
        total.0 += 1;
        total.1 += invoice.amount.minor;
    }
    totals
}

fn open(invoices: &[ListedInvoice]) -> (usize, i64) {
    let left = invoices
        .iter()
        .filter_map(|invoice| invoice.open)
        .filter(|open| open.minor != 0);
    left.fold((0, 0), |(count, sum), open| (count + 1, sum + open.minor))
}

fn distinct(invoices: &[ListedInvoice], of: fn(&ListedInvoice) -> Option<&str>) -> usize {
    invoices
        .iter()
        .filter_map(of)
        .collect::<BTreeSet<_>>()
        .len()
}

fn overdue_by_currency(invoices: &[ListedInvoice], on: Date) -> BTreeMap<String, i64> {
    let mut sums = BTreeMap::new();
    let late = |invoice: &&ListedInvoice| invoice.due_on.is_some_and(|due_on| due_on < on);
    for invoice in invoices.iter().filter(late) {
        *sums.entry(invoice.amount.currency.to_string()).or_insert(0) += invoice.amount.minor;
    }
    sums
}

fn between(invoices: &[ListedInvoice]) -> Option<(String, String)> {
    let first = invoices.iter().map(|invoice| invoice.issued_on).min()?;
    let last = invoices.iter().map(|invoice| invoice.issued_on).max()?;
    Some((first.to_string(), last.to_string()))
}

#[test]
fn american_dates_without_currency() {
    let path = "ar-history/pthiagu2__DataMining/WA_Fn-UseC_-Accounts-Receivable.csv";
    let Some(reading) = read(ListKind::Invoices, path) else {
        return;
    };
    let found = invoices(&reading);
    assert_eq!(
        totals(found),
        BTreeMap::from([("EUR".to_string(), (2466, 14_770_318))])
    );
    assert_eq!(
        between(found),
        Some(("2012-01-03".to_string(), "2013-12-02".to_string()))
    );
    let thirty_days = |invoice: &ListedInvoice| {
        invoice.due_on == Some(invoice.issued_on.saturating_add(jiff::Span::new().days(30)))
    };
    assert!(found.iter().all(thirty_days));
    // Every invoice of this file is settled some day; at the end of June 2013, 84 were not yet.
    let on = date(2013, 6, 30);
    let open_then = found.iter().filter(|invoice| {
        invoice.issued_on <= on && invoice.settled_on.is_some_and(|day| day > on)
    });
    assert_eq!(
        open_then.fold((0, 0), |(count, sum), invoice| (
            count + 1,
            sum + invoice.amount.minor
        )),
        (84, 511_985)
    );
    assert_eq!(open(found), (0, 0));
    let due_then = found.iter().filter(|invoice| {
        invoice.issued_on <= on
            && invoice.settled_on.is_some_and(|day| day > on)
            && invoice.due_on.is_some_and(|due_on| due_on < on)
    });
    assert_eq!(
        due_then.fold((0, 0), |(count, sum), invoice| (
            count + 1,
            sum + invoice.amount.minor
        )),
        (12, 83_556)
    );
    let days_late = |invoice: &ListedInvoice| {
        let (due_on, settled_on) = (invoice.due_on?, invoice.settled_on?);
        Some((settled_on - due_on).get_days())
    };
    let late: Vec<i32> = found
        .iter()
        .filter_map(days_late)
        .filter(|days| *days > 0)
        .collect();
    assert_eq!(
        (late.len(), late.iter().sum::<i32>(), late.iter().max()),
        (877, 8489, Some(&45))
    );
    assert_eq!(
        distinct(found, |invoice| invoice.debtor_key.as_deref()),
        100
    );
    let last_settled = found.iter().filter_map(|invoice| invoice.settled_on).max();
    assert_eq!(last_settled, Some(date(2014, 1, 9)));
    let remarks: Vec<_> = reading.problems.iter().collect();
    assert!(
        matches!(&remarks[..], [only] if only.kind == ProblemKind::UnmappedColumn && only.found.contains("Disputed")),
        "{remarks:?}"
    );
}

#[test]
fn two_currencies_are_never_one_total() {
    let path =
        "ar-history/sagnikroy10__AI-enabled-B2B-FinTech-Payment-Date-Prediction-Project/data2.csv";
    let Some(reading) = read(ListKind::Invoices, path) else {
        return;
    };
    let found = invoices(&reading);
    let expected = [
        ("CAD".to_string(), (747, 4_447_100_908)),
        ("USD".to_string(), (8953, 27_511_371_683)),
    ];
    assert_eq!(totals(found), BTreeMap::from(expected));
    let overdue = found.iter().filter(|invoice| {
        invoice
            .due_on
            .is_some_and(|due_on| due_on < date(2020, 5, 15))
    });
    assert_eq!(overdue.count(), 8399);
    let letters = found.iter().filter(|invoice| {
        invoice
            .debtor_key
            .as_ref()
            .is_some_and(|key| key.starts_with(|c: char| c.is_alphabetic()))
    });
    assert_eq!(letters.count(), 123);
    assert_eq!(
        overdue_by_currency(found, date(2020, 5, 15)),
        BTreeMap::from([
            ("CAD".to_string(), 4_106_717_340),
            ("USD".to_string(), 23_939_056_495)
        ])
    );
    assert_eq!(
        distinct(found, |invoice| invoice.debtor_key.as_deref()),
        664
    );
    // 1,772 as written; two of them differ by a blank at the end only.
    assert_eq!(
        distinct(found, |invoice| invoice.debtor_name.as_deref()),
        1771
    );
    let due = || found.iter().filter_map(|invoice| invoice.due_on);
    assert_eq!(
        (due().min(), due().max()),
        (Some(date(2020, 2, 28)), Some(date(2020, 7, 11)))
    );
    let unknown: BTreeSet<&str> = reading
        .problems
        .iter()
        .filter(|problem| problem.kind == ProblemKind::UnknownTerms)
        .map(|problem| problem.found.as_str())
        .collect();
    assert_eq!(unknown.len(), 40);
    for told in [
        "3875 × NAA8",
        "3001 × NAH4",
        "740 × CA10",
        "392 × NAC6",
        "270 × NAGD",
    ] {
        assert!(unknown.contains(told), "{told}");
    }
    assert!(reading.problems.contains(ProblemKind::NamesDiffer));
    assert!(!reading.problems.contains(ProblemKind::DuplicateNumber));
}

#[test]
fn what_is_left_is_the_total_less_what_was_applied() {
    let path = "ar-history/PaulS97__accounts-receivable-data-pipeline-api/unicorn_inc.csv";
    let Some(reading) = read(ListKind::Invoices, path) else {
        return;
    };
    let found = invoices(&reading);
    assert_eq!(found.len(), 3107);
    assert_eq!(
        totals(found).values().map(|(_, sum)| sum).sum::<i64>(),
        608_714_027
    );
    assert_eq!(
        totals(found)
            .values()
            .map(|(count, _)| *count)
            .collect::<Vec<_>>(),
        [24, 3083]
    );
    assert_eq!(open(found), (707, 49_972_097));
    assert_eq!(
        between(found),
        Some(("2024-01-04".to_string(), "2025-09-22".to_string()))
    );
    assert_eq!(
        found
            .iter()
            .filter(|invoice| invoice.due_on.is_none())
            .count(),
        149
    );
    let due = || found.iter().filter_map(|invoice| invoice.due_on);
    assert_eq!(
        (due().min(), due().max()),
        (Some(date(2024, 1, 11)), Some(date(2025, 10, 31)))
    );
    let terms = |wanted: &str| {
        let has = |invoice: &&ListedInvoice| invoice.terms.as_deref() == Some(wanted);
        found.iter().filter(has).count()
    };
    assert_eq!(
        ["Net 30", "Net 7", "Net 15", "Net 45"].map(terms),
        [1926, 703, 327, 151]
    );
    assert_eq!(
        distinct(found, |invoice| invoice.debtor_name.as_deref()),
        135
    );
    assert_eq!(
        distinct(found, |invoice| Some(invoice.number.as_str())),
        3107
    );
    assert!(!reading.facts.contacts.is_empty());
    let reached: BTreeSet<&str> = reading
        .facts
        .contacts
        .iter()
        .map(|contact| contact.debtor_key.as_str())
        .collect();
    let without = found.iter().filter(|invoice| {
        let name = invoice.debtor_name.as_deref().unwrap_or_default();
        !reached.contains(name)
    });
    assert_eq!(without.count(), 15);
}

#[test]
fn a_status_tells_what_is_settled() {
    let Some(reading) = read(
        ListKind::Invoices,
        "tool-exports/Chakibag__mvp-dossier-juridique/factures.csv",
    ) else {
        return;
    };
    let found = invoices(&reading);
    assert_eq!(
        totals(found),
        BTreeMap::from([("EUR".to_string(), (400, 495_697_768))])
    );
    let not_settled = found
        .iter()
        .filter(|invoice| invoice.open.is_none_or(|open| open.minor != 0));
    let left = not_settled.fold((0, 0), |(count, sum), invoice| {
        (count + 1, sum + invoice.amount.minor)
    });
    assert_eq!(left, (273, 342_636_546));
}

#[test]
fn companies_with_false_identifiers_are_kept_with_them_and_told() {
    let Some(reading) = read(
        ListKind::Debtors,
        "tool-exports/Chakibag__mvp-dossier-juridique/clients.csv",
    ) else {
        return;
    };
    let ListedRows::Debtors(found) = &reading.facts.rows else {
        panic!("debtors")
    };
    assert_eq!(found.len(), 50);
    assert_eq!(
        found.iter().filter(|debtor| debtor.siren.is_some()).count(),
        50
    );
    let false_ones = reading
        .problems
        .iter()
        .filter(|problem| problem.kind != ProblemKind::UnmappedColumn);
    assert_eq!(false_ones.count(), 44);
    assert_eq!(found[0].address_lines, ["840, rue de Hoareau"]);
    assert_eq!(found[0].town.as_deref(), Some("Sainte Véroniqueboeuf"));
}

#[test]
fn headers_with_their_technical_name_in_brackets() {
    let Some(reading) = read(
        ListKind::Debtors,
        "tool-exports/Dolibarr__dolibarr/Example_import_company_1.csv",
    ) else {
        return;
    };
    let ListedRows::Debtors(found) = &reading.facts.rows else {
        panic!("debtors")
    };
    assert_eq!((found.len(), found[0].key.as_str()), (1, "CU01-0001"));
    assert_eq!(found[0].name, "MyBigCompanyImport1");
    assert_eq!(found[0].email.as_deref(), Some("test@mycompany.com"));
}

#[test]
fn symbolic_dates_are_refused_with_their_line() {
    let Some(reading) = read(
        ListKind::Invoices,
        "tool-exports/axelor__axelor-open-suite/account_invoice.csv",
    ) else {
        return;
    };
    // The file names neither a number nor its columns in words: a person gives the mapping.
    let mut mapping = reading.facts.mapping;
    for column in &mut mapping.columns {
        column.field = match column.header.as_str() {
            "importId" => Some(ListField::Number),
            "partner_importId" => Some(ListField::DebtorKey),
            "invoiceDate" => Some(ListField::IssuedOn),
            "inTaxTotal" => Some(ListField::Amount),
            "currency_code" => Some(ListField::Currency),
            _ => None,
        };
    }
    let Some(bytes) = bytes("tool-exports/axelor__axelor-open-suite/account_invoice.csv") else {
        return;
    };
    let reading = list::read(ListKind::Invoices, &bytes, Some(&mapping));
    assert!(reading.facts.rows.is_empty());
    let problem = reading.problems.iter().next().expect("a problem");
    assert_eq!(
        (problem.kind, problem.line, problem.found.as_str()),
        (ProblemKind::SymbolicDate, Some(2), "TODAY")
    );
}

#[test]
fn the_order_of_days_is_proved_by_the_whole_file() {
    let Some(reading) = read(
        ListKind::Invoices,
        "tool-exports/Philipotieno__Invoice-API/SalesInvoiceTemplate.csv",
    ) else {
        return;
    };
    // This template gives quantities and unit prices but no total: what was added up is told.
    assert!(reading.problems.contains(ProblemKind::TotalFromLines));
    assert!(reading.problems.contains(ProblemKind::SharedNumber));
    assert!(!reading.problems.contains(ProblemKind::AmbiguousDates));
    let found = invoices(&reading);
    assert_eq!(distinct(found, |invoice| Some(invoice.number.as_str())), 64);
    assert_eq!(
        distinct(found, |invoice| invoice.debtor_name.as_deref()),
        59
    );
    assert_eq!(
        totals(found).values().map(|(_, sum)| sum).sum::<i64>(),
        23_227_800
    );
    assert!(
        found
            .iter()
            .any(|invoice| invoice.issued_on == date(2019, 3, 29))
    );
    let number = reading
        .facts
        .mapping
        .position(ListField::Number)
        .expect("a number");
    assert_eq!(
        reading.facts.mapping.columns[number].header,
        "*InvoiceNumber"
    );
    assert_eq!(reading.facts.mapping.date_order, None::<DateOrder>);
}

#[test]
fn a_text_over_two_lines_stays_in_one_cell() {
    let path = "tool-exports/axelor__axelor-open-suite/account_debtRecoveryMethodLine.csv";
    let Some(bytes) = bytes(path) else {
        return;
    };
    let mut mapping = list::read(ListKind::Debtors, &bytes, None).facts.mapping;
    for column in &mut mapping.columns {
        column.field = match column.header.as_str() {
            "importId" => Some(ListField::DebtorKey),
            "printingMessage" => Some(ListField::AddressLine),
            _ => None,
        };
    }
    let reading = list::read(ListKind::Debtors, &bytes, Some(&mapping));
    let ListedRows::Debtors(found) = &reading.facts.rows else {
        panic!("debtors")
    };
    let over_two_lines: Vec<&str> = found
        .iter()
        .filter(|level| level.address_lines.iter().any(|text| text.contains('\n')))
        .map(|level| level.key.as_str())
        .collect();
    assert_eq!((found.len(), over_two_lines), (14, vec!["1", "8"]));
}

#[test]
fn no_bank_statement_is_taken_for_a_list() {
    for path in [
        "bank-ofx-qif-csv/OCA__bank-statement-import/balance.csv",
        "bank-ofx-qif-csv/OCA__bank-statement-import/debit_credit.csv",
        "bank-ofx-qif-csv/OCA__bank-statement-import/sample_statement_en.csv",
        "bank-ofx-qif-csv/sebastienrousseau__bankstatementparser/csv_french_headers.csv",
    ] {
        let Some(bytes) = bytes(path) else {
            continue;
        };
        assert_eq!(
            list::guess_table(&bytes),
            Some(TableKind::BankStatement),
            "{path}"
        );
        assert_eq!(list::guess_kind(&bytes), None, "{path}");
    }
    for path in [
        "ar-history/PaulS97__accounts-receivable-data-pipeline-api/unicorn_inc.csv",
        "ar-history/pthiagu2__DataMining/WA_Fn-UseC_-Accounts-Receivable.csv",
        "tool-exports/Philipotieno__Invoice-API/SalesInvoiceTemplate.csv",
        "tool-exports/Chakibag__mvp-dossier-juridique/factures.csv",
    ] {
        let Some(bytes) = bytes(path) else {
            continue;
        };
        assert_eq!(list::guess_kind(&bytes), Some(ListKind::Invoices), "{path}");
    }
}
