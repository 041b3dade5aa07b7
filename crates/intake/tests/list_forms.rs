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
        "{HEADER}F0;C1;D;31/12/2025;31/01/2026;10,50;;EUR;\n{row}\n"
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
    check(b"PK\x03\x04xl/workbook.xml", ProblemKind::Malformed);
    check(b"PK\x03\x04word/document.xml", ProblemKind::AnotherFormat);
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

#[test]
fn one_number_may_be_of_two_debtors() {
    let reading = read(&format!(
        "{HEADER}F1;C1;A;31/12/2025;;10,50;;EUR;\nF1;C2;B;31/12/2025;;20,50;;EUR;\n"
    ));
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    assert_eq!(invoices(&reading).len(), 2);
}

#[test]
fn a_day_of_settlement_settles_and_what_is_left_wins_over_it() {
    let header = "N° facture;Code client;Date facture;Échéance;Montant TTC;Montant réglé;Date de règlement\n";
    let reading = read(&format!(
        "{header}F1;C1;01/12/2025;31/12/2025;10,00;;15/01/2026\nF2;C1;01/12/2025;31/12/2025;10,00;4,00;16/01/2026\n\
         F3;C1;01/12/2025;31/12/2025;10,00;;\n"
    ));
    let found = invoices(&reading);
    let left: Vec<_> = found
        .iter()
        .map(|invoice| (invoice.open.map(|open| open.minor), invoice.settled_on))
        .collect();
    assert_eq!(
        left,
        [
            (Some(0), Some(date(2026, 1, 15))),
            (Some(600), Some(date(2026, 1, 16))),
            (None, None)
        ]
    );
}

#[test]
fn a_settlement_date_beside_no_due_date_may_be_the_due_date_and_is_left_to_a_person() {
    let reading = read(
        "N° facture;Code client;Date facture;Montant TTC;Date de règlement\nF1;C1;15/12/2025;10,00;15/01/2026\n",
    );
    assert_eq!(invoices(&reading)[0].settled_on, None);
    let remark = reading.problems.iter().next().expect("it is told");
    assert_eq!(
        (remark.kind, remark.found.as_str()),
        (ProblemKind::UnmappedColumn, "Date de règlement")
    );
}

#[test]
fn a_column_that_was_not_used_is_told_once_and_not_again_after_a_person_saw_it() {
    let text =
        "N° facture;Code client;Date facture;Montant TTC;Couleur\nF1;C1;15/12/2025;10,00;rouge\n";
    let first = read(text);
    assert_eq!(
        problems(&first),
        [(None, ProblemKind::UnmappedColumn, Kept::All)]
    );
    let again = list::read(
        ListKind::Invoices,
        text.as_bytes(),
        Some(&first.facts.mapping),
    );
    assert!(again.problems.is_empty(), "{:?}", again.problems);
}

#[test]
fn a_list_of_another_tool_is_read_in_spite_of_the_mapping_of_the_first() {
    let first = read(&format!("{HEADER}F0;C1;D;31/12/2025;;10,50;;EUR;\n"));
    let other = "invoice number,customer id,invoice date,invoice amount\nF9,C9,2026-01-31,5.00\n";
    let reading = list::read(
        ListKind::Invoices,
        other.as_bytes(),
        Some(&first.facts.mapping),
    );
    let found = invoices(&reading);
    assert_eq!(
        (found[0].number.as_str(), found[0].amount.minor),
        ("F9", 500)
    );
}

#[test]
fn a_list_of_debtors_with_columns_of_invoices_is_asked_about() {
    let check = |text: &str| assert_eq!(list::guess_kind(text.as_bytes()), None, "{text}");
    check("raison sociale;montant ttc\nX;1\n");
    check("client;*InvoiceNumber;*DueDate;Total\nX;F1;31/01/2026;\n");
}

#[test]
fn the_last_line_of_a_list_cut_off_is_told_and_not_taken() {
    let reading = read(&format!(
        "{HEADER}F1;C1;A;31/12/2025;;10,50;;EUR;\nF2;C2;B;31/12/2025;;2"
    ));
    assert_eq!(
        problems(&reading),
        [(Some(3), ProblemKind::TruncatedLastLine, Kept::NotTheLine)]
    );
    assert_eq!(invoices(&reading).len(), 1);
}

#[test]
fn a_row_that_never_ends_is_read_as_far_as_a_table_is_wide() {
    let tail = ";x".repeat(100_000);
    let first = "F1;C1;A;31/12/2025;31/01/2026;10,50;10,50;EUR;";
    let reading = read(&format!(
        "{HEADER}{first}{tail}\nF2;C2;B;31/12/2025;31/01/2026;2,00;2,00;EUR;\n"
    ));
    assert_eq!(invoices(&reading).len(), 2, "{:?}", reading.problems);
    assert!(reading.problems.contains(ProblemKind::TooManyColumns));
}
