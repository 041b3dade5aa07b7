//! Every e-invoice of the test data reads to the figures that independent tools computed, and the two forms of one
//! case read to the same facts.

mod data_folder;

use std::path::PathBuf;

use data_folder::{bytes, data};
use intake::invoice::{self, EInvoice, Syntax};
use intake::reading::{ProblemKind, Reading};
use rust_decimal::Decimal;

/// The rows of one section of the expected figures.
fn rows(section: &str) -> Vec<Vec<String>> {
    let Some(text) = bytes("EXPECTED.md") else {
        return Vec::new();
    };
    let text = String::from_utf8(text).expect("text");
    let start = format!("## {section}\n");
    let body = text.split(&start).nth(1).unwrap_or_default();
    let body = body.split("\n## ").next().unwrap_or_default();
    body.lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| ---"))
        .skip(1)
        .map(|line| {
            let inner = line.trim_start_matches('|').trim_end_matches('|');
            inner
                .split('|')
                .map(|cell| cell.trim().to_string())
                .collect()
        })
        .collect()
}

/// `owner file` is a file in the folder of a repository of that owner.
fn file_of(cell: &str) -> Option<PathBuf> {
    let (owner, name) = cell.split_once(' ')?;
    let folders = std::fs::read_dir(data("einvoice")?).expect("a folder");
    let mut folders: Vec<PathBuf> = folders.map(|one| one.expect("a folder").path()).collect();
    folders.sort();
    folders
        .into_iter()
        .filter(|folder| {
            let folder = folder.file_name().unwrap_or_default().to_string_lossy();
            folder.split("__").next() == Some(owner)
        })
        .map(|folder| folder.join(name))
        .find(|file| file.exists())
}

fn read(cell: &str) -> Option<Reading<invoice::InvoiceFile>> {
    let file = file_of(cell).unwrap_or_else(|| panic!("a file for {cell}"));
    Some(invoice::read(&std::fs::read(file).ok()?))
}

fn decimal(text: &str) -> Option<Decimal> {
    text.parse().ok()
}

/// The due date as the expected figures have it: without those read out of words.
fn written_due(invoice: &EInvoice) -> String {
    let due = invoice
        .due
        .as_ref()
        .filter(|due| !due.source.is_from_words());
    due.map_or("–".to_string(), |due| due.on.to_string())
}

fn day(cell: &str) -> String {
    match cell.len() {
        8 if cell.is_ascii() => format!("{}-{}-{}", &cell[..4], &cell[4..6], &cell[6..]),
        _ => cell.to_string(),
    }
}

fn syntax(cell: &str) -> Syntax {
    match cell.split(" / ").next().unwrap_or_default() {
        "UBL Invoice" => Syntax::UblInvoice,
        "UBL CreditNote" => Syntax::UblCreditNote,
        "ZUGFeRD 1.0 CII" => Syntax::Zugferd1,
        "CII" => Syntax::Cii,
        other => panic!("a syntax: {other}"),
    }
}

#[test]
fn every_row_of_the_expected_figures_is_read() {
    let rows = rows("einvoice");
    let mut wrong = Vec::new();
    for row in &rows {
        if row.len() < 11 || row[2].is_empty() {
            continue;
        }
        let is_older_of_two = row[0].contains("ZUGFeRD1and2") && row[1].starts_with("ZUGFeRD 1");
        if is_older_of_two {
            continue;
        }
        let Some(read) = read(&row[0]) else { continue };
        let [invoice] = read.facts.invoices.as_slice() else {
            wrong.push(format!("{}: {:?}", row[0], read.problems));
            continue;
        };
        let same = |what: &str, found: String, expected: String| {
            (found != expected).then(|| format!("{} {what}: {found} instead of {expected}", row[0]))
        };
        let totals = &invoice.totals;
        let exact = |amount: Option<Decimal>| format!("{:?}", amount.map(|one| one.normalize()));
        wrong.extend(
            [
                same(
                    "syntax",
                    format!("{:?}", invoice.syntax),
                    format!("{:?}", syntax(&row[1])),
                ),
                same("type", invoice.type_code.clone(), row[2].clone()),
                same("number", invoice.number.clone(), row[3].clone()),
                same(
                    "issued",
                    invoice.issued_on.map_or(String::new(), |on| on.to_string()),
                    day(&row[4]),
                ),
                same("due", written_due(invoice), day(&row[5])),
                same(
                    "currency",
                    invoice
                        .currency
                        .map_or(String::new(), |one| one.to_string()),
                    row[6].clone(),
                ),
                same("lines", invoice.line_count.to_string(), row[7].clone()),
                same("gross", exact(totals.gross), exact(decimal(&row[8]))),
                same("prepaid", exact(totals.prepaid), exact(decimal(&row[9]))),
                same("payable", exact(totals.payable), exact(decimal(&row[10]))),
            ]
            .into_iter()
            .flatten(),
        );
    }
    assert!(rows.is_empty() || rows.len() >= 81, "{} rows", rows.len());
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The two forms of one case, by what must be the same in both.
fn compare(one: &EInvoice, other: &EInvoice, name: &str) {
    let facts = |invoice: &EInvoice| {
        let party = |party: &invoice::Party| {
            (
                party.name.clone(),
                party.vat_id.clone(),
                party.address.clone(),
                party.siren(),
                (party.contact.phone.clone(), party.contact.email.clone()),
                party.electronic_address.clone(),
            )
        };
        let accounts: Vec<_> = invoice
            .means
            .iter()
            .map(|means| {
                (
                    means.code.clone(),
                    means.account.clone(),
                    means.bic.clone(),
                    means.mandate.clone(),
                )
            })
            .collect();
        (
            (
                invoice.number.clone(),
                invoice.kind(),
                invoice.issued_on,
                invoice.delivered_on,
            ),
            (
                // A UBL credit note has it with the means, CII never does.
                invoice
                    .due
                    .as_ref()
                    .map(|due| (due.on, due.source.is_from_words())),
                invoice.discounts.clone(),
                invoice.instalments.clone(),
            ),
            (
                invoice.currency,
                invoice.claim(),
                invoice.whole(),
                invoice.line_count,
            ),
            (party(&invoice.seller), party(&invoice.buyer)),
            (
                accounts,
                invoice.payment_reference.clone(),
                invoice.creditor_id.clone(),
            ),
            (
                // A placeholder of the test suite, where UBL wants an order and CII does not.
                invoice.order_reference.replace("Dummywert", ""),
                invoice.buyer_reference.clone(),
            ),
            (
                invoice.contract_reference.clone(),
                invoice.preceding.clone(),
            ),
            (invoice.guideline.clone(), invoice.process.clone()),
        )
    };
    let (one, other) = (facts(one), facts(other));
    assert_eq!(one.0, other.0, "{name}");
    assert_eq!(one.1, other.1, "{name}");
    assert_eq!(one.2, other.2, "{name}");
    assert_eq!(one.3, other.3, "{name}");
    assert_eq!(one.4, other.4, "{name}");
    assert_eq!(one.5, other.5, "{name}");
    assert_eq!(one.6, other.6, "{name}");
    assert_eq!(one.7, other.7, "{name}");
}

#[test]
fn the_two_forms_of_a_case_read_to_the_same_facts() {
    let Some(folder) = data("einvoice") else {
        return;
    };
    let mut pairs = 0;
    for repository in [
        "itplr-kosit__xrechnung-testsuite",
        "PDP-Libre__PA_Communautaire",
    ] {
        let folder = folder.join(repository);
        let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
            .expect("a folder")
            .map(|file| file.expect("a file").path())
            .collect();
        files.sort();
        for file in files {
            let name = file
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let other = name
                .replace("_ubl.xml", "_uncefact.xml")
                .replace("_UBL.xml", "_CII.xml");
            let other = folder.join(other);
            if !other.exists() || other == file {
                continue;
            }
            let read = |path: &PathBuf| {
                let read = invoice::read(&std::fs::read(path).expect("readable"));
                read.facts.invoices.into_iter().next().expect("an invoice")
            };
            compare(&read(&file), &read(&other), &name);
            pairs += 1;
        }
    }
    assert_eq!(pairs, 14);
}

#[test]
fn a_pdf_without_invoice_says_so_and_one_with_two_takes_the_newest() {
    if data("einvoice").is_none() {
        return;
    }
    let plain = read("horstoeko pdf_plain.pdf").expect("a file");
    assert!(plain.facts.invoices.is_empty());
    assert!(plain.problems.contains(ProblemKind::NoEmbeddedInvoice));
    let two = read("ZUGFeRD MustangRE-20171118_506_ZUGFeRD1and2.pdf").expect("a file");
    assert_eq!(two.facts.invoices[0].syntax, Syntax::Cii);
    assert!(two.problems.contains(ProblemKind::SeveralInvoices));
}

#[test]
fn a_wrong_encoding_attribute_does_not_hide_the_invoice() {
    if data("einvoice").is_none() {
        return;
    }
    let read = read("ZUGFeRD factur-x-invalid-xml-encoding-attribute.pdf").expect("a file");
    assert_eq!(read.facts.invoices.len(), 1, "{:?}", read.problems);
    let invoice = &read.facts.invoices[0];
    assert!(
        !invoice.number.is_empty() && invoice.claim().is_some(),
        "{invoice:?}"
    );
    assert!(read.problems.contains(ProblemKind::BadEncoding));
}
