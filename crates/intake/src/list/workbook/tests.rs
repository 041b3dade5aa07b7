//! Workbooks as people make them, and as nobody should.

use std::io::Cursor;

use rust_xlsxwriter::{Format, Workbook};

use super::*;
use crate::list::{ListKind, table};

fn read_all(bytes: &[u8]) -> (Option<Grid>, Problems) {
    let mut problems = Problems::new();
    let known = |header: &str| table::is_known(ListKind::Invoices, header);
    let grid = read(bytes, (&known, None), &mut problems);
    (grid, problems)
}

fn texts(grid: &Grid) -> Vec<Vec<&str>> {
    let row = |row: &'_ crate::list::row::Row| row.fields.len();
    grid.rows
        .iter()
        .map(|one| (0..row(one)).map(|column| one.text(column)).collect())
        .collect()
}

#[test]
fn the_sheet_that_names_most_columns_is_read_and_the_others_are_named() {
    let mut book = Workbook::new();
    let cover = book.add_worksheet().set_name("Accueil").unwrap();
    cover.write(0, 0, "Export").unwrap();
    cover.write(1, 0, "Client").unwrap();
    let list = book.add_worksheet().set_name("Factures").unwrap();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (column, name) in ["N° facture", "Client", "Date facture", "Montant TTC"]
        .iter()
        .enumerate()
    {
        list.write(3, column as u16, *name).unwrap();
    }
    list.write(4, 0, "00012").unwrap();
    list.write(4, 1, "Dupont").unwrap();
    list.write_with_format(4, 2, 46053, &day).unwrap();
    list.write(4, 3, 1_234.560_000_000_1).unwrap();
    list.write(7, 0, 13).unwrap();
    list.write(7, 1, true).unwrap();
    list.write(7, 3, 12.5).unwrap();
    book.add_worksheet().set_name("Vide").unwrap();
    let (grid, problems) = read_all(&book.save_to_buffer().unwrap());
    let grid = grid.expect("rows");
    assert_eq!(grid.sheet.as_deref(), Some("Factures"));
    assert_eq!(
        texts(&grid)[1..],
        [
            vec!["00012", "Dupont", "2026-01-31", "1234.56"],
            vec!["13", "true", "", "12.5"]
        ]
    );
    assert_eq!(grid.rows[2].line, 8);
    let others: Vec<_> = problems
        .iter()
        .map(|problem| (problem.kind, problem.found.as_str()))
        .collect();
    assert_eq!(others, [(ProblemKind::OtherSheets, "Accueil")]);
}

#[test]
fn a_cell_merged_over_rows_is_repeated_on_each() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Client").unwrap();
    sheet.write(0, 1, "Facture").unwrap();
    sheet
        .merge_range(1, 0, 3, 0, "Dupont", &Format::new())
        .unwrap();
    for row in 1..5 {
        sheet.write(row, 1, format!("F{row}")).unwrap();
    }
    let (grid, _) = read_all(&book.save_to_buffer().unwrap());
    let grid = grid.expect("rows");
    let names: Vec<&str> = grid.rows.iter().map(|row| row.text(0)).collect();
    assert_eq!(names, ["Client", "Dupont", "Dupont", "Dupont", ""]);
}

#[test]
fn two_cells_far_apart_do_not_fill_the_memory() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "a").unwrap();
    sheet.write(1_048_575, 16_383, "b").unwrap();
    sheet.write(1_048_575, 0, "c").unwrap();
    let (grid, _) = read_all(&book.save_to_buffer().unwrap());
    let grid = grid.expect("rows");
    assert_eq!(texts(&grid), [["a"], ["c"]]);
    assert_eq!(grid.rows[1].line, 1_048_576);
}

/// An archive with one part of zeros or blanks, packed well.
fn bomb(name: &str, size: usize, start: &str) -> Vec<u8> {
    use std::io::Write;
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    archive.start_file("xl/workbook.xml", options).unwrap();
    archive.start_file(name, options).unwrap();
    archive.write_all(start.as_bytes()).unwrap();
    let block = vec![b' '; 1 << 20];
    for _ in 0..size >> 20 {
        archive.write_all(&block).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn what_unpacks_to_far_too_much_is_refused() {
    let check = |bytes: Vec<u8>| {
        let (grid, problems) = read_all(&bytes);
        assert!(grid.is_none() && problems.contains(ProblemKind::SuspectArchive));
    };
    check(bomb("xl/sharedStrings.xml", 8 << 20, "<sst><si><t>"));
    check(bomb("xl/media/image.png", 129 << 20, "PNG"));
    check(bomb(
        "xl/worksheets/sheet1.xml",
        8 << 20,
        "<worksheet><sheetData>",
    ));
}
