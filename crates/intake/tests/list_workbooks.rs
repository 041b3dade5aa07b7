//! One list, one bank statement, in each form of workbook: the figures are those of the list, whatever program keeps it.

#[allow(dead_code, reason = "shared with the fuzz targets")]
mod workbooks;

use intake::format::{Format, sniff};
use intake::list::{ListKind, ListedRows, TableKind, guess_table, read};
use intake::reading::{ProblemKind, Reading};
use intake::{archive, bank, bank_table};
use workbooks::Cell::{Day, Empty, Number, Text};
use workbooks::{Sheet, compound, ods, ods_of, record, wide, xls, xls_of, xlsx, zip};

fn forms(sheets: &[Sheet<'_>]) -> [(Format, Vec<u8>); 3] {
    [
        (Format::Xlsx, xlsx(sheets)),
        (Format::Ods, ods(sheets)),
        (Format::Xls, xls(sheets)),
    ]
}

fn invoices() -> Sheet<'static> {
    let header = [
        "N° facture",
        "Client",
        "Date facture",
        "Échéance",
        "Montant TTC",
    ];
    let row = |number, client, amount| {
        vec![
            Text(number),
            Text(client),
            Day(46_053),
            Day(46_083),
            Number(amount),
        ]
    };
    (
        "Factures",
        vec![
            vec![Text("Export du 31 janvier")],
            vec![],
            header.map(Text).to_vec(),
            row("00012", "Dupont & <Fils>", 1_234.56),
            row("00013", "Łódź Sp. 日本", -0.1),
            vec![],
            row("00014", "Martin", 12_345_678.9),
        ],
    )
}

fn told<F>(reading: &Reading<F>) -> Vec<ProblemKind> {
    reading
        .problems
        .iter()
        .map(|problem| problem.kind)
        .collect()
}

#[test]
fn a_list_is_the_same_list_in_every_form() {
    let notes: Sheet<'_> = ("Notes", vec![vec![Text("a"), Text("b")], vec![Text("c")]]);
    for (format, bytes) in forms(&[notes, invoices()]) {
        assert_eq!(sniff(&bytes), format);
        assert_eq!(
            guess_table(&bytes),
            Some(TableKind::List(ListKind::Invoices)),
            "{format:?}"
        );
        let reading = read(ListKind::Invoices, &bytes, None);
        let ListedRows::Invoices(rows) = &reading.facts.rows else {
            panic!("{format:?}: another kind of list");
        };
        let of_xlsx = read(ListKind::Invoices, &xlsx(&[invoices()]), None);
        let ListedRows::Invoices(expected) = &of_xlsx.facts.rows else {
            panic!("another kind of list");
        };
        assert_eq!(rows, expected, "{format:?}");
        assert_eq!(rows.len(), 3, "{format:?}");
        assert_eq!(told(&reading), [ProblemKind::OtherSheets], "{format:?}");
    }
}

#[test]
fn a_bank_statement_is_the_same_in_every_form() {
    let rows = vec![
        vec![Text("Compte"), Text("FR7630006000011234567890189")],
        ["Date", "Libellé", "Débit", "Crédit", "Solde"]
            .map(Text)
            .to_vec(),
        vec![
            Day(46_035),
            Text("VIR DUPONT"),
            Empty,
            Number(120.5),
            Number(220.5),
        ],
        vec![
            Day(46_036),
            Text("FRAIS"),
            Number(20.5),
            Empty,
            Number(200.0),
        ],
    ];
    for (format, bytes) in forms(&[("Relevé", rows)]) {
        assert!(bank::is_bank_file(&bytes), "{format:?}");
        let reading = bank::read(&bytes);
        let statement = &reading.facts.statements[0];
        let amounts: Vec<i64> = statement
            .entries
            .iter()
            .map(|one| one.amount.minor)
            .collect();
        assert_eq!(
            amounts,
            [12_050, -2_050],
            "{format:?}: {:?}",
            told(&reading)
        );
        assert_eq!(
            statement.account, "FR7630006000011234567890189",
            "{format:?}"
        );
        assert_eq!(statement.adds_up(), Some(true), "{format:?}");
        let table = bank_table::read(&bytes, None);
        assert_eq!(table.facts.file.message_name, format.name());
    }
}

fn texts_of(kind: ListKind, bytes: &[u8]) -> Vec<String> {
    let reading = read(kind, bytes, None);
    match reading.facts.rows {
        ListedRows::Debtors(rows) => rows.into_iter().map(|row| row.name).collect(),
        _ => panic!("another kind of list"),
    }
}

#[test]
fn what_a_sheet_of_open_document_repeats_and_hides_is_read_as_shown() {
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |cells: &str| format!("<table:table-row>{cells}</table:table-row>");
    let header = row(&(cell("Code client") + &cell("Raison sociale")));
    let hidden = format!(
        "<table:table table:name=\"Old\" table:style-name=\"ta2\">{header}{}</table:table>",
        row(&(cell("C9") + &cell("Hidden")))
    );
    let noted = "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>a note</text:p></office:annotation><text:p>Du<text:span>pont</text:span><text:s text:c=\"2\"/>&amp; C&#233;</text:p></table:table-cell>";
    let merged = "<table:table-cell office:value-type=\"string\" table:number-rows-spanned=\"2\"><text:p>Martin</text:p></table:table-cell>";
    let covered = "<table:covered-table-cell/>";
    let shown = format!(
        "<table:table table:name=\"Clients\" table:style-name=\"ta1\"><table:shapes><draw:frame><text:p>drawn</text:p></draw:frame></table:shapes>{header}{}{}{}<table:table-row table:number-rows-repeated=\"2\">{}</table:table-row></table:table>",
        row(&(cell("C1") + noted)),
        row(&(cell("C2") + merged)),
        row(&(cell("C3") + covered)),
        cell("C4") + &cell("Twice")
    );
    let bytes = ods_of(&(hidden + &shown));
    let reading = read(ListKind::Debtors, &bytes, None);
    // The second row of two alike is a debtor that is known.
    assert_eq!(told(&reading).len(), 1, "{:?}", reading.problems);
    assert_eq!(
        reading.problems.iter().next().and_then(|one| one.line),
        Some(6)
    );
    assert_eq!(
        texts_of(ListKind::Debtors, &bytes),
        ["Dupont  & Cé", "Martin", "Martin", "Twice"]
    );
}

#[test]
fn an_open_document_is_known_wherever_its_name_stands_in_the_archive() {
    let content = "<office:document-content/>";
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let last = zip(&[
        ("content.xml", content),
        ("META-INF/manifest.xml", ""),
        ("mimetype", kind),
    ]);
    assert_eq!(sniff(&last), Format::Ods);
    let text = "application/vnd.oasis.opendocument.text";
    let other = zip(&[("content.xml", content), ("mimetype", text)]);
    assert_eq!(sniff(&other), Format::OfficeDocument);
    let none = zip(&[("content.xml", content), ("b.xml", "<a/>")]);
    assert_eq!(sniff(&none), Format::Zip);
    let empty = read(ListKind::Debtors, &last, None);
    assert!(
        empty.problems.contains(ProblemKind::EmptyFile),
        "{:?}",
        told(&empty)
    );
    assert!(
        archive::members(&last)
            .problems
            .contains(ProblemKind::AnotherFormat)
    );
}

#[test]
fn a_password_is_told_in_every_form() {
    let open = zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", "secret"),
        ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
    ]);
    let old = xls_of(&record(0x002F, &[0; 6]), &[]);
    let new = compound("EncryptedPackage", vec![1; 5000]);
    for bytes in [open, old, new] {
        let reading = read(ListKind::Debtors, &bytes, None);
        assert_eq!(told(&reading), [ProblemKind::ProtectedFile]);
    }
}

#[test]
fn every_record_of_an_old_workbook_gives_its_cell() {
    let place = |row: u16, column: u16| [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
    let text = |row, column, text: &str| record(0x0204, &[place(row, column), wide(text)].concat());
    // Code, name, limit: a shared text, a formula with a text, a whole number of four bytes.
    let shared = record(0x00FD, &[place(1, 1), vec![1, 0, 0, 0]].concat());
    let formula = record(
        0x0006,
        &[place(2, 1), vec![0, 0, 0, 0, 0, 0, 0xFF, 0xFF], vec![0; 8]].concat(),
    );
    let result = record(0x0207, &wide("Formula"));
    let several = record(
        0x00BD,
        &[
            vec![1, 0, 2, 0, 0, 0],
            (700_u32 << 2 | 2).to_le_bytes().to_vec(),
            vec![0, 0],
            (50_u32 << 2 | 3).to_le_bytes().to_vec(),
            vec![3, 0],
        ]
        .concat(),
    );
    let chart = [
        record(0x0809, &[0, 6, 32, 0]),
        text(1, 0, "of a chart"),
        record(0x000A, &[]),
    ]
    .concat();
    // The last rows come first, as some programs write them.
    let cells = [
        text(2, 0, "C2"),
        formula,
        result,
        text(0, 0, "Code client"),
        text(0, 1, "Raison sociale"),
        text(0, 2, "Encours autorisé"),
        text(0, 3, "Note"),
        chart,
        text(1, 0, "C1"),
        shared,
        several,
    ]
    .concat();
    let texts = [
        &[2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, b'a', 6, 0, 0][..],
        b"Shared",
    ]
    .concat();
    let globals = record(0x00FC, &texts);
    let bytes = xls_of(&globals, &[("Clients".to_string(), cells.clone())]);
    assert_eq!(texts_of(ListKind::Debtors, &bytes), ["Shared", "Formula"]);
}

#[test]
fn a_workbook_that_is_cut_keeps_what_came_before() {
    let rows: Vec<String> = (0..2_000).map(|row| format!("C{row};Name {row}")).collect();
    let text = format!("Code client;Raison sociale\n{}", rows.join("\n"));
    let whole = xls(&[workbooks::sheet_of("Clients", &text)]);
    assert_eq!(texts_of(ListKind::Debtors, &whole).len(), 2_000);
    // A stream whose end is gone, in a document whose table is whole.
    let stream = &whole[512..512 + 40_000];
    let cut = compound("Workbook", stream.to_vec());
    let reading = read(ListKind::Debtors, &cut, None);
    assert!(
        reading.problems.contains(ProblemKind::TruncatedFile),
        "{:?}",
        told(&reading)
    );
    assert!((100..2_000).contains(&texts_of(ListKind::Debtors, &cut).len()));
    for end in [100, 512, 700, 5_000, 60_000] {
        let reading = read(ListKind::Debtors, &whole[..end.min(whole.len())], None);
        assert!(!reading.problems.is_empty(), "cut at {end}");
    }
}

#[test]
fn bombs_of_repeated_cells_end_within_the_limits() {
    let cell = "<table:table-cell table:number-columns-repeated=\"3\" office:value-type=\"float\" office:value=\"1\"/>";
    let table = format!(
        "<table:table table:name=\"a\"><table:table-row table:number-rows-repeated=\"4000000000\">{cell}</table:table-row></table:table>"
    );
    let reading = read(ListKind::Debtors, &ods_of(&table), None);
    assert!(
        reading.problems.contains(ProblemKind::TooManyLines),
        "{:?}",
        told(&reading)
    );
    let wide_row = cell.replace("repeated=\"3\"", "repeated=\"4000000000\"");
    let table = format!(
        "<table:table table:name=\"a\"><table:table-row>{wide_row}</table:table-row></table:table>"
    );
    let reading = read(ListKind::Debtors, &ods_of(&table), None);
    assert!(!reading.problems.is_empty());
    let far = |row: u16, column: u16| {
        let place = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
        record(0x0204, &[place, wide("x")].concat())
    };
    let cells = [far(0, 0), far(65_535, 255)].concat();
    let bytes = xls_of(&[], &[("a".to_string(), cells)]);
    let reading = read(ListKind::Debtors, &bytes, None);
    assert!(!reading.problems.is_empty());
    let huge = " ".repeat(5 << 20);
    let reading = read(ListKind::Debtors, &ods_of(&huge), None);
    assert_eq!(told(&reading), [ProblemKind::SuspectArchive]);
}
