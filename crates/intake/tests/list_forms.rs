//! Lists as people make them, good and bad.

use intake::list::{self, ListField, ListKind, Listed, ListedInvoice, ListedKind, ListedRows};
use intake::reading::{Kept, ProblemKind, Reading};
use jiff::civil::date;

fn read(text: &str) -> Reading<Listed> {
    list::read(ListKind::Invoices, text.as_bytes(), None)
}

fn invoices(reading: &Reading<Listed>) -> Vec<ListedInvoice> {
    match &reading.facts.rows {
        ListedRows::Invoices(invoices) => invoices.clone(),
        other => panic!("invoices: {other:?}"),
    }
}

fn problems(reading: &Reading<Listed>) -> Vec<(Option<u64>, ProblemKind, Kept)> {
    reading
        .problems
        .iter()
        .map(|problem| (problem.line, problem.kind, problem.kept.clone()))
        .collect()
}

const HEADER: &str =
    "N° facture;Code client;Client;Date facture;Échéance;Montant TTC;Reste à payer;Devise;Type\n";

fn check(row: &str, kind: ProblemKind, kept: Kept, taken: usize) {
    let reading = read(&format!(
        "{HEADER}F0;C1;Dupont;31/12/2025;31/01/2026;10,50;;EUR;\n{row}\n"
    ));
    assert_eq!(problems(&reading), [(Some(3), kind, kept)], "{row}");
    assert_eq!(invoices(&reading).len(), taken, "{row}");
}

#[test]
fn a_french_list_is_read_without_any_mapping() {
    let reading = read(&format!(
        "{HEADER}F1;C1;Dupont;31/12/2025;31/01/2026;\"1 234,56 €\";1.000,00;;\nA1;C1;Dupont;02/01/2026;;-50,00;;EUR;Avoir\n"
    ));
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    let found = invoices(&reading);
    let first = &found[0];
    assert_eq!(
        (first.number.as_str(), first.debtor_key.as_deref()),
        ("F1", Some("C1"))
    );
    assert_eq!(
        (first.issued_on, first.due_on),
        (date(2025, 12, 31), Some(date(2026, 1, 31)))
    );
    assert_eq!(
        (first.amount.to_string(), first.open.unwrap().to_string()),
        ("1234.56 EUR".into(), "1000.00 EUR".into())
    );
    assert_eq!(
        (found[1].kind, found[1].amount.minor, found[1].due_on),
        (ListedKind::CreditNote, 5_000, None)
    );
}

#[test]
fn a_doubt_or_a_fault_is_told_with_its_line_and_what_was_kept() {
    let value = |text: &str| Kept::Value(text.to_string());
    check(
        "F1;C1;D;31/02/2026;;1,50;;EUR;",
        ProblemKind::InvalidDate,
        Kept::NotTheLine,
        1,
    );
    check(
        "F1;C1;D;31/01/2026;30/02/2026;1,50;;EUR;",
        ProblemKind::InvalidDate,
        Kept::LineWithoutField,
        2,
    );
    check(
        "F1;C1;D;31/01/2026;01/01/2026;1,50;;EUR;",
        ProblemKind::DueBeforeIssue,
        value("2026-01-31"),
        2,
    );
    check(
        "F1;C1;D;TODAY;;1,50;;EUR;",
        ProblemKind::SymbolicDate,
        Kept::NotTheLine,
        1,
    );
    check(
        "F1;C1;D;31/01/2026;;12,345;;EUR;",
        ProblemKind::AmbiguousAmount,
        value("12.35 EUR"),
        2,
    );
    check(
        "F1;C1;D;31/01/2026;;1200,129;;EUR;",
        ProblemKind::TooManyDecimals,
        value("1200.13 EUR"),
        2,
    );
    check(
        "F1;C1;D;31/01/2026;;douze;;EUR;",
        ProblemKind::InvalidAmount,
        Kept::NotTheLine,
        1,
    );
    check(
        "F1;C1;D;31/01/2026;;;;EUR;",
        ProblemKind::InvalidAmount,
        Kept::NotTheLine,
        1,
    );
    check(
        "F1;C1;D;31/01/2026;;1,50;;EURO;",
        ProblemKind::UnknownCurrency,
        Kept::NotTheLine,
        1,
    );
    check(
        "F1;;;31/01/2026;;1,50;;EUR;",
        ProblemKind::MissingKey,
        Kept::NotTheLine,
        1,
    );
    check(
        ";C1;D;31/01/2026;;1,50;;EUR;",
        ProblemKind::MissingKey,
        Kept::NotTheLine,
        1,
    );
    check(
        "F0;C1;D;31/01/2026;;1,50;;EUR;",
        ProblemKind::DuplicateNumber,
        Kept::NotTheLine,
        1,
    );
}

#[test]
fn dates_that_prove_no_order_are_asked_about() {
    let reading = read(
        "invoice number,customer,invoice date,amount\n1,A,01/02/2026,5.00\n2,A,03/04/2026,6.00\n",
    );
    assert!(reading.problems.contains(ProblemKind::AmbiguousDates));
    assert_eq!(invoices(&reading)[0].issued_on, date(2026, 2, 1));
}

#[test]
fn a_corrected_mapping_is_found_again_in_another_order() {
    let first = read("Facture;Qui;Date;Total\nF1;Dupont;31/01/2026;5,00\n");
    assert!(first.problems.contains(ProblemKind::MissingColumn));
    let mut mapping = first.facts.mapping;
    mapping.columns[1].field = Some(ListField::DebtorName);
    let kept: list::ColumnMapping =
        serde_json::from_str(&serde_json::to_string(&mapping).expect("a mapping is kept"))
            .expect("and read back");
    let again = list::read(
        ListKind::Invoices,
        b"Total;Date;Qui;Facture\n7,50;28/02/2026;Martin;F2\n",
        Some(&kept),
    );
    assert!(again.problems.is_empty(), "{:?}", again.problems);
    let found = invoices(&again);
    assert_eq!(
        (found[0].debtor_name.as_deref(), found[0].amount.minor),
        (Some("Martin"), 750)
    );
}

#[test]
fn contacts_and_payments_are_read() {
    let contacts = "Client;Prénom;Nom;Fonction;E-mail;Téléphone\nC1;Anne;Durand;Comptable;anne@dupont.fr;\nC2;;X;;pas-une-adresse;\n";
    let reading = list::read(ListKind::Contacts, contacts.as_bytes(), None);
    let ListedRows::Contacts(found) = &reading.facts.rows else {
        panic!("contacts")
    };
    assert_eq!(
        (
            found.len(),
            found[0].name.as_str(),
            found[0].debtor_key.as_str()
        ),
        (1, "Anne Durand", "C1")
    );
    let kinds: Vec<ProblemKind> = reading
        .problems
        .iter()
        .map(|problem| problem.kind)
        .collect();
    assert_eq!(kinds, [ProblemKind::UnknownValue, ProblemKind::MissingKey]);

    let payments =
        "Date règlement;Code client;Montant;Référence;N° facture\n31/01/2026;C1;120,00;VIR 12;F1\n";
    let reading = list::read(ListKind::Payments, payments.as_bytes(), None);
    let ListedRows::Payments(found) = &reading.facts.rows else {
        panic!("payments")
    };
    assert_eq!(
        (found[0].amount.minor, found[0].invoice_number.as_deref()),
        (12_000, Some("F1"))
    );
    assert_eq!(
        (found[0].on, found[0].reference.as_deref()),
        (date(2026, 1, 31), Some("VIR 12"))
    );
}

#[test]
fn what_is_no_list_says_what_it_is() {
    let check = |bytes: &[u8], kind: ProblemKind| {
        let reading = list::read(ListKind::Debtors, bytes, None);
        assert!(
            reading.facts.rows.is_empty() && reading.problems.contains(kind),
            "{kind:?}"
        );
    };
    check(b"", ProblemKind::EmptyFile);
    check(b"nom;email\n", ProblemKind::EmptyFile);
    check(b"%PDF-1.7", ProblemKind::AnotherFormat);
    check(b"PK\x03\x04xl/workbook.xml", ProblemKind::AnotherFormat);
    check(
        b"\x00\x01\x02\x03\x00\x00\x00\x07\x00\xff",
        ProblemKind::BinaryFile,
    );
    check(b"couleur;taille\nrouge;42\n", ProblemKind::MissingColumn);
}

#[test]
fn the_kind_of_a_list_is_told_by_its_columns() {
    let check = |header: &str, expected: Option<ListKind>| {
        let row = header.split(';').map(|name| {
            if name.contains("Montant") {
                "1,50"
            } else {
                "texte"
            }
        });
        let text = format!("{header}\n{}\n", row.collect::<Vec<_>>().join(";"));
        assert_eq!(list::guess_kind(text.as_bytes()), expected, "{header}");
    };
    check(
        "N° facture;Client;Date facture;Échéance;Montant TTC",
        Some(ListKind::Invoices),
    );
    check(
        "Date règlement;Code client;Montant;N° facture",
        Some(ListKind::Payments),
    );
    check("Code client;Prénom;Nom;E-mail", Some(ListKind::Contacts));
    check(
        "Code client;Raison sociale;SIREN;E-mail",
        Some(ListKind::Debtors),
    );
    check("couleur;taille", None);
}
