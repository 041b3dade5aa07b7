//! Exports of other people's tools read to the figures computed by independent tools.

mod data_folder;

use std::collections::BTreeMap;

use data_folder::bytes;
use intake::list::{self, DateOrder, ListField, ListKind, Listed, ListedInvoice, ListedRows};
use intake::reading::{ProblemKind, Reading};
use jiff::civil::date;

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
    let last_due = found.iter().filter_map(|invoice| invoice.due_on).max();
    assert_eq!(last_due, Some(date(2025, 10, 31)));
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
fn companies_with_false_identifiers_are_kept_without_them() {
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
        6
    );
    let false_ones = reading
        .problems
        .iter()
        .filter(|problem| problem.kind != ProblemKind::UnmappedColumn);
    assert_eq!(false_ones.count(), 44);
    assert_eq!(
        found[0].address_lines,
        ["840, rue de Hoareau", "Sainte Véroniqueboeuf"]
    );
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
    // This template gives quantities and unit prices but no total: it is told, not made up.
    assert!(reading.problems.contains(ProblemKind::MissingColumn));
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
