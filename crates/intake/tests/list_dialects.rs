//! Lists as the tools of several countries write them: amounts, days, accounts, lines, statuses.

use intake::list::{self, DecimalMark, ListKind, Listed, ListedInvoice, ListedKind, ListedRows};
use intake::reading::{ProblemKind, Reading};
use jiff::civil::{Date, date};

fn read(text: &str) -> Reading<Listed> {
    list::read(ListKind::Invoices, text.as_bytes(), None)
}

fn invoices(reading: &Reading<Listed>) -> Vec<ListedInvoice> {
    match &reading.facts.rows {
        ListedRows::Invoices(invoices) => invoices.clone(),
        other => panic!("invoices: {other:?}"),
    }
}

fn kinds(reading: &Reading<Listed>) -> Vec<ProblemKind> {
    reading
        .problems
        .iter()
        .map(|problem| problem.kind)
        .collect()
}

#[test]
fn amounts_of_any_country_are_read() {
    let check = |amounts: &[&str], expected: &[&str]| {
        let rows: String = amounts
            .iter()
            .enumerate()
            .map(|(rank, amount)| format!("F{rank}\tDupont\t31/12/2025\t{amount}\n"))
            .collect();
        let reading = read(&format!("Facture\tClient\tDate\tMontant TTC\n{rows}"));
        let found: Vec<String> = invoices(&reading)
            .iter()
            .map(|invoice| invoice.amount.to_string())
            .collect();
        assert_eq!(found, expected, "{amounts:?}: {:?}", reading.problems);
        assert!(
            reading.problems.is_empty(),
            "{amounts:?}: {:?}",
            reading.problems
        );
    };
    check(
        &["1'234.50", "CHF 12’345.00"],
        &["1234.50 EUR", "12345.00 CHF"],
    );
    check(
        &["1,23,456.00", "₹ 12,34,567.5"],
        &["123456.00 EUR", "1234567.50 INR"],
    );
    check(
        &["1 234,56", "1\u{202f}234\u{202f}567,8 €"],
        &["1234.56 EUR", "1234567.80 EUR"],
    );
    check(&["1.234,-", "12,50 S"], &["1234.00 EUR", "12.50 EUR"]);
    check(
        &["USD 1,234.56", "$12.00", "12 GBP"],
        &["1234.56 USD", "12.00 USD", "12.00 GBP"],
    );
    check(&["120000 JPY", "12.5"], &["120000 JPY", "12.50 EUR"]);
}

#[test]
fn what_is_below_zero_is_a_credit_note_however_it_is_written() {
    for amount in [
        "-12,50",
        "12,50-",
        "(12,50)",
        "12,50 CR",
        "12,50 H",
        "−12,50 €",
    ] {
        let reading = read(&format!(
            "Facture;Client;Date;Montant\nF1;Dupont;31/12/2025;{amount}\n"
        ));
        let found = invoices(&reading);
        assert_eq!(
            (found[0].kind, found[0].amount.minor),
            (ListedKind::CreditNote, 1250),
            "{amount}"
        );
    }
}

#[test]
fn days_of_any_country_are_read() {
    let check = |day: &str, expected: Date| {
        let reading = read(&format!(
            "Facture\tClient\tDate\tMontant\nF1\tDupont\t{day}\t12,50\n"
        ));
        let found = invoices(&reading);
        assert_eq!(
            found.first().map(|invoice| invoice.issued_on),
            Some(expected),
            "{day}"
        );
    };
    check("29/3/2019", date(2019, 3, 29));
    check("31.12.2024", date(2024, 12, 31));
    check("20240331", date(2024, 3, 31));
    check("2024-03-31T23:30:00+02:00", date(2024, 3, 31));
    check("29 mars 2019", date(2019, 3, 29));
    check("Mar 29, 2019", date(2019, 3, 29));
    check("29. Dezember 2019", date(2019, 12, 29));
    check("29 de enero de 2019", date(2019, 1, 29));
    check("31/12/24", date(2024, 12, 31));
    check("46053", date(2026, 1, 31));
}

#[test]
fn serial_days_are_told_once() {
    let reading = read("Facture;Client;Date;Montant\nF1;A;46053;1,50\nF2;A;46054;1,50\n");
    assert_eq!(kinds(&reading), [ProblemKind::SerialDates]);
}

#[test]
fn words_instead_of_days_are_refused() {
    for day in [
        "TODAY",
        "TODAY[+15d]",
        "=A1+30",
        "fin de mois",
        "à réception",
    ] {
        let reading = read(&format!("Facture;Client;Date;Montant\nF1;A;{day};1,50\n"));
        assert!(invoices(&reading).is_empty(), "{day}");
        assert!(
            reading.problems.contains(ProblemKind::SymbolicDate),
            "{day}"
        );
    }
}

#[test]
fn a_doubtful_amount_is_asked_about_until_a_person_says_which_mark_it_is() {
    let text = "Facture;Client;Date;Montant\nF1;A;31/12/2025;12,345\n";
    let reading = read(text);
    assert_eq!(kinds(&reading), [ProblemKind::AmbiguousAmount]);
    let mut mapping = reading.facts.mapping;
    for (mark, expected) in [(DecimalMark::Dot, 1_234_500), (DecimalMark::Comma, 1_235)] {
        mapping.decimal_mark = Some(mark);
        let reading = list::read(ListKind::Invoices, text.as_bytes(), Some(&mapping));
        assert_eq!(invoices(&reading)[0].amount.minor, expected);
        assert!(!reading.problems.contains(ProblemKind::AmbiguousAmount));
    }
}

const ACCOUNT: &str = "Compte;Client;Date;Journal;N° pièce;Libellé;Échéance;Débit;Crédit;Solde;Lettrage\n\
    411D;Dupont;01/01/2026;AN;;Solde initial;;;;500,00;\n\
    411D;Dupont;05/01/2026;VE;F1;Facture F1;04/02/2026;120,00;;620,00;A\n\
    411D;Dupont;20/01/2026;BQ;F1;Virement Dupont;;;120,00;500,00;A\n\
    411D;Dupont;25/01/2026;VE;AV1;Avoir F0;;;30,00;470,00;\n\
    411D;Dupont;26/01/2026;VE;F2;Facture F2;25/02/2026;80,00;0,00;550,00;B\n\
    411D;Dupont;28/01/2026;BQ;;Chèque 123;;;50,00;500,00;B\n\
    411D;Dupont;;;;Total Dupont;;200,00;200,00;;\n";

#[test]
fn an_account_with_debits_and_credits_gives_invoices_notes_and_payments() {
    let reading = read(ACCOUNT);
    let found: Vec<_> = invoices(&reading)
        .into_iter()
        .map(|one| {
            (
                one.number,
                one.kind,
                one.amount.minor,
                one.open.map(|open| open.minor),
            )
        })
        .collect();
    let row = |number: &str, kind, minor, open| (number.to_string(), kind, minor, open);
    assert_eq!(
        found,
        [
            row("F1", ListedKind::Invoice, 12_000, Some(0)),
            row("F1", ListedKind::Payment, 12_000, Some(0)),
            row("AV1", ListedKind::CreditNote, 3_000, None),
            row("F2", ListedKind::Invoice, 8_000, None),
            row("Chèque 123", ListedKind::Payment, 5_000, None),
        ]
    );
    assert_eq!(
        kinds(&reading),
        [
            // A balance that runs says nothing of one line.
            ProblemKind::UnmappedColumn,
            ProblemKind::TotalRow,
            ProblemKind::TotalRow
        ]
    );
}

#[test]
fn an_aged_balance_by_invoice_is_the_sum_of_its_spans() {
    let reading = read(
        "Client;N° facture;Date facture;Échéance;Non échu;0-30 jours;31-60 jours;> 60 jours\n\
         Dupont;F1;01/12/2025;31/12/2025;;100,50;;\nDupont;F2;01/01/2026;31/01/2026;12,00;;;\n",
    );
    let open: Vec<_> = invoices(&reading)
        .iter()
        .filter_map(|one| one.open.map(|open| open.minor))
        .collect();
    assert_eq!(open, [10_050, 1_200], "{:?}", reading.problems);
}

#[test]
fn the_lines_of_an_invoice_are_one_invoice() {
    let header = "Client;N° facture;Date facture;Désignation;Quantité;Prix unitaire;Montant TTC\n";
    let check = |rows: &str, expected: &[(&str, i64)], told: bool| {
        let reading = read(&format!("{header}{rows}"));
        let found = invoices(&reading);
        let found: Vec<_> = found
            .iter()
            .map(|one| (one.number.as_str(), one.amount.minor))
            .collect();
        assert_eq!(found, expected, "{:?}", reading.problems);
        assert_eq!(reading.problems.contains(ProblemKind::TotalFromLines), told);
    };
    let day = "31/12/2025";
    check(
        &format!("D;F1;{day};a;2;1,25;\nD;F1;{day};b;3;0,335;\nE;F2;{day};c;1;10;\n"),
        &[("F1", 351), ("F2", 1_000)],
        true,
    );
    check(
        &format!("D;F1;{day};a;2;1,25;30,00\nD;F1;{day};b;3;0,335;30,00\n"),
        &[("F1", 3_000)],
        false,
    );
    check(
        &format!("D;F1;{day};a;2;1,25;30,00\nD;F1;{day};b;3;0,335;\n"),
        &[("F1", 3_000)],
        false,
    );
}

#[test]
fn a_customer_written_once_above_its_rows_is_carried_down_and_told() {
    let reading = read(
        "Client;N° facture;Date facture;Montant\nDupont;F1;31/12/2025;1,50\n;F2;31/12/2025;2,50\n;F3;31/12/2025;3,50\n\
         Martin;F4;31/12/2025;4,50\n",
    );
    let names: Vec<_> = invoices(&reading)
        .into_iter()
        .filter_map(|one| one.debtor_name)
        .collect();
    assert_eq!(names, ["Dupont", "Dupont", "Dupont", "Martin"]);
    assert_eq!(kinds(&reading), [ProblemKind::CarriedDown]);
}

#[test]
fn statuses_and_columns_of_yes_and_no_are_understood() {
    let check = |header: &str, value: &str, open: Option<i64>| {
        let reading = read(&format!(
            "Client;N° facture;Date facture;Montant;{header}\nD;F1;31/12/2025;1,50;{value}\n"
        ));
        let found = invoices(&reading);
        assert_eq!(
            found[0].open.map(|open| open.minor),
            open,
            "{header} {value}"
        );
    };
    check("Statut", "Payée", Some(0));
    check("Statut", "Relancée", None);
    check("isOpen", "1", None);
    check("isOpen", "0", Some(0));
    check("Payé", "Oui", Some(0));
    check("Payé", "Non", None);
    check("Payé", "1,00", Some(50));
}

#[test]
fn drafts_and_errors_of_spreadsheets_are_told_and_not_taken() {
    let reading = read(
        "Client;N° facture;Date facture;Montant;Statut\nD;F1;31/12/2025;1,50;Brouillon\nD;F2;31/12/2025;#REF!;\n\
         D;1.93057E+09;31/12/2025;1,50;\nD;F3;31/12/2025;1,50;Émise\n",
    );
    assert_eq!(invoices(&reading).len(), 1);
    for kind in [
        ProblemKind::NotIssued,
        ProblemKind::CellError,
        ProblemKind::LostDigits,
    ] {
        assert!(reading.problems.contains(kind), "{kind:?}");
    }
}

#[test]
fn people_beside_invoices_are_contacts_each_once() {
    let reading = read(
        "Code client;Client;N° facture;Date facture;Montant;ContactName;ContactEmail;ContactPhone\n\
         C1;Dupont;F1;31/12/2025;1,50;Anne Durand;anne@dupont.fr;01\nC1;Dupont SA;F2;31/12/2025;1,50;Anne Durand;anne@dupont.fr;01\n",
    );
    let contacts = &reading.facts.contacts;
    assert_eq!(contacts.len(), 1);
    assert_eq!(
        (contacts[0].debtor_key.as_str(), contacts[0].name.as_str()),
        ("C1", "Anne Durand")
    );
    assert_eq!(kinds(&reading), [ProblemKind::NamesDiffer]);
}

#[test]
fn german_and_spanish_headers_are_known() {
    let check = |text: &str| {
        let reading = read(text);
        assert_eq!(invoices(&reading).len(), 1, "{:?}", reading.problems);
    };
    check(
        "Kunde;Rechnungsnummer;Rechnungsdatum;Fälligkeit;Bruttobetrag\nX;R1;31.12.2025;30.01.2026;1.234,50\n",
    );
    check(
        "Cliente;Nº factura;Fecha factura;Vencimiento;Importe total\nX;R1;31/12/2025;30/01/2026;1.234,50\n",
    );
}
