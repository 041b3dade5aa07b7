//! Files as banks and programs send them that are in no folder of test data: what a careful accountant reads in each.

use intake::bank::{self, EntryStatus};
use intake::fec;
use intake::format::{Format, sniff};
use intake::list::{ListKind, ListedRows, TableKind, guess_table, read};
use intake::reading::ProblemKind;

/// A table of a bank and its entries: amount in cents, not booked, text.
#[track_caller]
fn check_bank(table: &str, expected: &[(i64, bool, &str)]) {
    let bytes = table.as_bytes();
    assert_eq!(
        guess_table(bytes),
        Some(TableKind::BankStatement),
        "{table}"
    );
    let reading = bank::read(bytes);
    let entries: Vec<(i64, bool, &str)> = reading
        .facts
        .statements
        .iter()
        .flat_map(|statement| &statement.entries)
        .map(|entry| {
            let is_not_booked = entry.status != EntryStatus::Booked;
            (entry.amount.minor, is_not_booked, entry.text.as_str())
        })
        .collect();
    assert_eq!(entries, expected, "{table}\n{:?}", reading.problems);
}

#[test]
fn tables_of_banks_are_known_and_what_is_not_booked_is_not_money() {
    check_bank(
        "Date;Libellé;Débit euros;Crédit euros;\n31/01/2026;VIR;;120,00;\n30/01/2026;FRAIS;1 000,00;;\n29/01/2026;X;1 100,10;;\n",
        &[
            (12_000, false, "VIR"),
            (-100_000, false, "FRAIS"),
            (-110_010, false, "X"),
        ],
    );
    check_bank(
        "Type,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\nTRANSFER,2026-01-31 10:00:00,2026-01-31 10:00:01,From Dupont,120.00,0.00,EUR,COMPLETED,220.00\nCARD_PAYMENT,2026-01-31 12:00:00,,Shop,-5.00,0.00,EUR,PENDING,\nTRANSFER,2026-01-31 12:00:00,,Back,-7.00,0.00,EUR,REVERTED,\n",
        &[
            (12_000, false, "From Dupont"),
            (-500, true, "Shop"),
            (-700, true, "Back"),
        ],
    );
    check_bank(
        "\"Auftragskonto\";\"Buchungstag\";\"Valutadatum\";\"Buchungstext\";\"Betrag\";\"Waehrung\";\"Info\"\n\"DE123\";\"31.01.26\";\"31.01.26\";\"GUTSCHRIFT\";\"1.120,00\";\"EUR\";\"Umsatz gebucht\"\n\"DE123\";\"30.01.26\";\"30.01.26\";\"LASTSCHRIFT\";\"-20,00\";\"EUR\";\"Umsatz vorgemerkt\"\n",
        &[
            (112_000, false, "GUTSCHRIFT"),
            (-2_000, true, "LASTSCHRIFT"),
        ],
    );
    check_bank(
        "Status,Settlement date (UTC),Operation date (UTC),Amount,Currency,Counterparty name,Reference\nSettled,31-01-2026 10:00:00,30-01-2026 09:00:00,120.00,EUR,DUPONT,FA1\n",
        &[(12_000, false, "")],
    );
    check_bank(
        "\"Booking Date\",\"Value Date\",\"Partner Name\",\"Partner Iban\",Type,\"Payment Reference\",\"Account Name\",\"Amount (EUR)\"\n2026-01-31,2026-01-31,Dupont,FR7630006000011234567890189,\"Credit Transfer\",FA1,Main,120.00\n",
        &[(12_000, false, "FA1")],
    );
    check_bank(
        "Datum;Buchungstext;Belastung in CHF;Gutschrift in CHF;Valuta;Saldo in CHF\n31.01.2026;Gutschrift Dupont;;1'120.00;31.01.2026;1'220.00\n30.01.2026;Spesen;20.00;;30.01.2026;100.00\n",
        &[
            (112_000, false, "Gutschrift Dupont"),
            (-2_000, false, "Spesen"),
        ],
    );
}

/// A list of invoices and its documents: number, debtor, total and open in cents.
#[track_caller]
fn check_invoices(list: &str, expected: &[(&str, &str, i64, Option<i64>)]) {
    let bytes = list.as_bytes();
    let kind = Some(TableKind::List(ListKind::Invoices));
    assert_eq!(guess_table(bytes), kind, "{list}");
    let ListedRows::Invoices(rows) = read(ListKind::Invoices, bytes, None).facts.rows else {
        panic!("another kind of list");
    };
    let found: Vec<(&str, &str, i64, Option<i64>)> = rows
        .iter()
        .map(|row| {
            let debtor = row.debtor_name.as_deref().unwrap_or_default();
            let open = row.open.map(|open| open.minor);
            (row.number.as_str(), debtor, row.amount.minor, open)
        })
        .collect();
    assert_eq!(found, expected, "{list}");
}

#[test]
fn lists_of_invoices_of_other_programs_are_read_whole() {
    check_invoices(
        "Numéro de facture,Client,Date d'émission,Date d'échéance,Montant HT,TVA,Montant TTC,Reste à payer\nF-1,Dupont,2026-01-05,2026-02-04,\"1 000,00 €\",\"200,00 €\",\"1 200,00 €\",\"1 200,00 €\"\n",
        &[("F-1", "Dupont", 120_000, Some(120_000))],
    );
    check_invoices(
        "Number,\"Invoice Partner Display Name\",\"Invoice/Bill Date\",\"Due Date\",\"Total Signed\",\"Amount Due Signed\",Currency\nINV/1,Dupont,2026-01-05,2026-02-04,1200.0,200.0,EUR\n",
        &[("INV/1", "Dupont", 120_000, Some(20_000))],
    );
    check_invoices(
        "Date,\"Transaction Type\",Num,Customer,\"Due Date\",Amount,\"Open Balance\"\n01/15/2026,Invoice,1001,Dupont,02/14/2026,\"1,200.00\",\"200.00\"\n",
        &[("1001", "Dupont", 120_000, Some(20_000))],
    );
    check_invoices(
        "*ContactName,*InvoiceNumber,*InvoiceDate,*DueDate,Total,InvoiceAmountDue,Currency\nDupont,INV-1,31/01/2026,02/03/2026,1200.00,200.00,EUR\n",
        &[("INV-1", "Dupont", 120_000, Some(20_000))],
    );
    check_invoices(
        "N° pièce;Code tiers;Intitulé tiers;Date pièce;Date d'échéance;Montant TTC;Solde dû\nFA1;C1;Dupont;15/01/2026;14/02/2026;1 120,00;120,00\n",
        &[("FA1", "Dupont", 112_000, Some(12_000))],
    );
    check_invoices(
        "Rechnungsnummer;Kunde;Rechnungsdatum;Fälligkeit;Betrag brutto;Offener Betrag\nRE-1;Dupont;15.01.2026;14.02.2026;1.200,00;200,00\n",
        &[("RE-1", "Dupont", 120_000, Some(20_000))],
    );
}

#[test]
fn a_bare_code_is_the_code_of_a_debtor_among_debtors() {
    let list = "Code;Raison sociale;SIRET;E-mail\nC1;Dupont SARL;40483304800022;a@b.fr\n";
    let rows = read(ListKind::Debtors, list.as_bytes(), None).facts.rows;
    let ListedRows::Debtors(rows) = rows else {
        panic!("another kind of list");
    };
    assert_eq!(
        (rows[0].key.as_str(), rows[0].name.as_str()),
        ("C1", "Dupont SARL")
    );
}

const NAMES: &str = "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise";

fn ledger() -> [String; 3] {
    let line = |account: &str, debit: &str, credit: &str| {
        format!(
            "VE\tVentes\t1\t20260105\t{account}\tx\t\t\tFA1\t20260105\tFacture\t{debit}\t{credit}\t\t\t20260131\t\t"
        )
    };
    [
        line("411000", "120,00", "0,00"),
        line("707000", "0,00", "100,00"),
        line("445710", "0,00", "20,00"),
    ]
}

#[test]
fn a_ledger_keeps_all_its_lines_whatever_parts_and_precedes_them() {
    let [sale, turnover, tax] = ledger();
    let titled =
        format!("Export de la société X\r\n\r\n{NAMES}\r\n{sale}\r\n{turnover}\r\n{tax}\r\n");
    let mixed = format!("{NAMES}\n{sale}\r{turnover}\r{tax}\n");
    let note = sale.replace("Facture", "Facture\rnote");
    let within = format!("{NAMES}\n{note}\n{turnover}\n{tax}\n");
    for text in [&titled, &mixed, &within] {
        assert_eq!(sniff(text.as_bytes()), Format::Fec, "{text}");
        let reading = fec::read(text.as_bytes(), |_| ());
        let totals = &reading.facts.summary.totals;
        let found = (
            reading.facts.summary.lines,
            totals.debit_minor,
            totals.credit_minor,
        );
        assert_eq!(found, (3, 12_000, 12_000), "{text}\n{:?}", reading.problems);
    }
    let reading = fec::read(titled.as_bytes(), |_| ());
    assert!(reading.problems.contains(ProblemKind::PassedOver));
}

#[test]
fn a_title_above_records_of_120_characters_hides_no_statement() {
    let balance = |code: &str, day: &str, amount: &str| {
        format!(
            "{:<90}{amount:<30}",
            format!("{code}30006    00001EUR2 12345678901  {day}")
        )
    };
    let text = format!(
        "RELEVE DE COMPTE\n{}\n{}\n",
        balance("01", "300126", "0000000010000{"),
        balance("07", "310126", "0000000010000{")
    );
    assert_eq!(sniff(text.as_bytes()), Format::Cfonb120);
    let reading = bank::read(text.as_bytes());
    assert_eq!(reading.facts.statements.len(), 1);
    assert_eq!(reading.facts.statements[0].adds_up(), Some(true));
}

#[test]
fn a_booking_day_that_cannot_be_read_is_told() {
    let text = "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"><BkToCstmrStmt><Stmt><Id>S</Id><Acct><Ccy>EUR</Ccy></Acct><Ntry><Amt Ccy=\"EUR\">1</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>31.01.2026</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>";
    let reading = bank::read(text.as_bytes());
    assert_eq!(reading.facts.statements[0].entries.len(), 1);
    let told = reading.problems.iter().next().expect("a problem");
    assert_eq!(told.kind, ProblemKind::InvalidDate);
    assert_eq!(told.field.as_deref(), Some("Dt"));
    assert_eq!(told.found, "31.01.2026");
}
