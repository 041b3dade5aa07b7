use jiff::civil::date;
use receivables::currency::Currency;

use super::*;
use crate::bank::{BankStatement, EntryStatus};

fn table(text: &str) -> (BankTable, Problems) {
    let read = read(text.as_bytes(), None);
    (read.facts, read.problems)
}

fn only(text: &str) -> (BankStatement, Problems) {
    let (table, problems) = table(text);
    let [statement] = table.file.statements.as_slice() else {
        panic!("one statement: {table:?} {problems:?}")
    };
    (statement.clone(), problems)
}

fn amounts(statement: &BankStatement) -> Vec<i64> {
    statement
        .entries
        .iter()
        .map(|entry| entry.amount.minor)
        .collect()
}

const FRENCH: &str = "Compte courant n°;00012345678
Solde au 31/01/2026 (EUR);1 224,56

Date opération;Date valeur;Libellé;Débit;Crédit;
31/01/2026;31/01/2026;VIR DUPONT F1;;1 234,56;
13/01/2026;14/01/2026;PRLV IMPAYE MARTIN;-10,00;;
;;suite du libellé;;;
Total;;;-10,00;1 234,56;
";

#[test]
fn a_french_table_reads_with_what_stands_around_it() {
    let (statement, problems) = only(FRENCH);
    assert_eq!(statement.account, "00012345678");
    assert_eq!(amounts(&statement), [123_456, -1000]);
    assert_eq!(statement.entries[0].booked_on, Some(date(2026, 1, 31)));
    assert_eq!(
        statement.entries[1].text,
        "PRLV IMPAYE MARTIN suite du libellé"
    );
    assert!(statement.entries[1].is_taken_back());
    let closing = statement.closing.expect("a balance");
    assert_eq!(
        (closing.amount.minor, closing.on),
        (122_456, Some(date(2026, 1, 31)))
    );
    let kinds: Vec<ProblemKind> = problems.iter().map(|problem| problem.kind).collect();
    assert_eq!(kinds, [ProblemKind::PassedOver], "{problems:?}");
}

#[test]
fn tables_of_six_languages_read_the_same() {
    let check = |text: &str| {
        let (statement, problems) = only(text);
        assert_eq!(amounts(&statement), [-1050, 123_456], "{text} {problems:?}");
        assert_eq!(
            statement.entries[0].booked_on,
            Some(date(2026, 1, 13)),
            "{text}"
        );
        assert!(statement.entries[1].text.contains("F1"), "{text}");
        assert_eq!(statement.currency, Some(Currency::EUR));
    };
    check("Date;Libellé;Montant(EUROS)\n13/01/2026;CB;-10,50\n31/01/2026;VIR F1;1 234,56\n");
    check(
        "Booking date,Value date,Description,Amount,Currency\n2026-01-13,2026-01-13,Card,-10.50,EUR\n2026-01-31,2026-01-31,F1,\"1,234.56\",EUR\n",
    );
    check(
        "Buchungstag;Wertstellung;Verwendungszweck;Soll;Haben;Währung\n13.01.2026;13.01.2026;Karte;10,50;;EUR\n31.01.2026;31.01.2026;F1;;1.234,56;EUR\n",
    );
    check(
        "Fecha operación;Concepto;Importe;Saldo\n13/01/2026;Tarjeta;-10,50;89,50\n31/01/2026;F1;1.234,56;1.324,06\n",
    );
    check(
        "Data operazione;Data valuta;Descrizione;Addebiti;Accrediti\n13/01/2026;13/01/2026;Carta;-10,50;\n31/01/2026;31/01/2026;F1;;1.234,56\n",
    );
    check(
        "\"Datum\",\"Naam / Omschrijving\",\"Rekening\",\"Af Bij\",\"Bedrag (EUR)\"\n\"20260113\",\"x\",\"NL91ABNA0417164300\",\"Af\",\"10,50\"\n\"20260131\",\"F1\",\"NL91ABNA0417164300\",\"Bij\",\"1234,56\"\n",
    );
}

#[test]
fn the_running_balance_proves_the_signs() {
    let inverted = "Date,Label,Amount,Balance\n2026-01-13,a,10.00,90.00\n2026-01-14,b,5.00,85.00\n2026-01-15,c,-20.00,105.00\n";
    let (statement, problems) = only(inverted);
    assert_eq!(amounts(&statement), [-1000, -500, 2000]);
    assert!(problems.contains(ProblemKind::InvertedSigns));
    assert_eq!(statement.adds_up(), Some(true));
    let without = "Date,Label,Amount\n2026-01-13,a,10.00\n2026-01-14,b,5.00\n";
    assert_eq!(amounts(&only(without).0), [1000, 500]);
    let newest_first = "Date,Label,Amount,Balance\n2026-01-15,c,20.00,105.00\n2026-01-14,b,-5.00,85.00\n2026-01-13,a,-10.00,90.00\n";
    let (statement, _) = only(newest_first);
    assert_eq!(statement.opening.map(|one| one.amount.minor), Some(10_000));
    assert_eq!(statement.closing.map(|one| one.amount.minor), Some(10_500));
}

#[test]
fn a_line_missing_from_the_table_is_told_with_its_place() {
    let lines: Vec<String> = (1..=20)
        .map(|day| format!("2026-01-{day:02},x,-1.00,{}.00\n", 100 - day))
        .collect();
    let whole = format!("Date,Label,Amount,Balance\n{}", lines.concat());
    assert!(!table(&whole).1.contains(ProblemKind::DoesNotAddUp));
    let (_, problems) = table(&whole.replace(&lines[9], ""));
    let told: Vec<Option<u64>> = problems
        .iter()
        .filter(|problem| problem.kind == ProblemKind::DoesNotAddUp)
        .map(|problem| problem.line)
        .collect();
    assert_eq!(told.first(), Some(&Some(11)), "{problems:?}");
}

#[test]
fn damage_to_one_cell_leaves_the_others() {
    let check = |from: &str, to: &str, kind: ProblemKind, entries: usize| {
        let (table, problems) = table(&FRENCH.replace(from, to));
        assert!(problems.contains(kind), "{to}: {problems:?}");
        let count: usize = table
            .file
            .statements
            .iter()
            .map(|one| one.entries.len())
            .sum();
        assert_eq!(count, entries, "{to}: {problems:?}");
    };
    check(
        "-10,00;;\n;;suite",
        "-10..00;;\n;;suite",
        ProblemKind::InvalidAmount,
        1,
    );
    check(
        "13/01/2026;14/01/2026",
        "31/02/2026;14/01/2026",
        ProblemKind::InvalidDate,
        2,
    );
    check(";-10,00;;", ";;;", ProblemKind::InvalidAmount, 1);
    check(";-10,00;;", ";-10,00;5,00;", ProblemKind::DebitAndCredit, 2);
    check("Débit;Crédit", "Foo;Bar", ProblemKind::MissingColumn, 0);
}

#[test]
fn a_side_nobody_knows_is_never_booked() {
    let text = "Date;Libellé;Montant;Sens;Solde\n13/01/2026;a;10,00;D;90,00\n14/01/2026;b;5,00;?;95,00\n15/01/2026;c;5,00;C;100,00\n";
    let (statement, problems) = only(text);
    assert_eq!(statement.entries[1].status, EntryStatus::Pending);
    assert!(problems.contains(ProblemKind::UnknownSide));
}

#[test]
fn accounts_and_currencies_are_kept_apart() {
    let text = "Account;Booking date;Description;Amount;Balance;Currency\n1;2026-01-13;a;1.00;1.00;EUR\n1;2026-01-14;b;2.00;2.00;USD\n1;2026-01-15;c;3.00;4.00;EUR\n";
    let (table, _) = table(text);
    let found: Vec<(Option<Currency>, usize)> = table
        .file
        .statements
        .iter()
        .map(|one| (one.currency, one.entries.len()))
        .collect();
    assert_eq!(found, [(Some(Currency::EUR), 2), (Some(Currency::USD), 1)]);
}

#[test]
fn a_mapping_is_remembered_and_follows_its_columns() {
    let (first, _) = table("Jour;Quoi;Combien\n13/01/2026;VIR F1;1,00\n");
    assert!(
        first
            .file
            .statements
            .iter()
            .all(|one| one.entries.len() == 1),
        "guessed by content"
    );
    let mut mapping = first.mapping;
    mapping.account = "FR1".to_string();
    mapping.signs = Some(Signs::Inverted);
    let again = read(
        b"Combien;Jour;Quoi\n2,00;14/01/2026;VIR F2\n",
        Some(&mapping),
    );
    let statement = &again.facts.file.statements[0];
    assert_eq!(
        (amounts(statement), statement.account.as_str()),
        (vec![-200], "FR1")
    );
    assert_eq!(statement.entries[0].text, "VIR F2");
}

#[test]
fn overlapping_exports_give_the_same_keys() {
    let keys = |text: &str| -> Vec<String> {
        only(text)
            .0
            .entries
            .into_iter()
            .map(|entry| entry.natural_key)
            .collect()
    };
    let line = "13/01/2026;CB;-1,00\n";
    let first = keys(&format!(
        "Date;Libellé;Montant\n{line}{line}14/01/2026;X;2,00\n"
    ));
    let second = keys(&format!("Date;Libellé;Montant\n{line}{line}"));
    assert_eq!(first[..2], second);
    assert_ne!(second[0], second[1]);
}

#[test]
fn only_tables_of_banks_look_like_one() {
    assert!(looks_like(FRENCH.as_bytes()));
    assert!(!looks_like(
        b"N\xC2\xB0 facture;Client;Date;Montant TTC\nF1;Dupont;31/01/2026;12,00\n"
    ));
    assert!(!looks_like(b"nom;email\nA;a@b.fr\n"));
    assert!(!looks_like(b""));
}

#[test]
fn rows_of_a_spreadsheet_read_like_lines() {
    let row = |line: u64, cells: [&str; 3]| TableRow {
        line,
        cells: cells.map(str::to_string).to_vec(),
    };
    let rows = vec![
        row(1, ["Date", "Label", "Amount"]),
        row(2, ["2026-01-13", "VIR F1", "12.5"]),
    ];
    let read = read_rows(rows, "XLSX", None);
    assert_eq!(read.facts.file.message_name, "XLSX");
    assert_eq!(amounts(&read.facts.file.statements[0]), [1250]);
}

#[test]
fn a_last_line_that_is_cut_is_not_taken() {
    let text = "Date;Libellé;Montant;Solde\n13/01/2026;a;1,00;1,00\n14/01/2026;b;12";
    let (statement, problems) = only(text);
    assert_eq!(amounts(&statement), [100]);
    assert!(problems.contains(ProblemKind::TruncatedLastLine));
}

#[test]
fn a_mapping_is_found_again_for_the_files_of_its_bank_alone() {
    let theirs = b"Jour;Mouvement;Motif;Solde\n31/01/2026;12,00;VIR A;112,00\n01/02/2026;-2,00;PRLV B;110,00\n";
    let mut mapping = read(theirs, None).facts.mapping;
    mapping.columns[1].field = Some(BankField::Amount);
    mapping.columns[0].field = Some(BankField::BookedOn);
    let kept = [mapping];
    let next_month = b"Solde;Jour;Motif;Mouvement\n122,00;02/03/2026;VIR C;12,00\n";
    let found = known_mapping(next_month, &kept).expect("the same columns in another order");
    let file = read(next_month, Some(found)).facts.file;
    assert_eq!(file.statements[0].entries[0].amount.minor, 1_200);
    let another = b"Date;Libell\xc3\xa9;Montant\n31/01/2026;VIR;1,00\n";
    assert_eq!(known_mapping(another, &kept), None);
}
