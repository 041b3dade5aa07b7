//! Writes a workbook of 100,000 invoices in ten columns, to measure reading with:
//! `cargo run --release -p intake --example write_workbook -- FILE`. It must never be part of what ships.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "an example talks to the person who runs it"
)]

use rust_xlsxwriter::{Format, Workbook, XlsxError};

const ROWS: u32 = 100_000;

const NAMES: [&str; 10] = [
    "N° facture",
    "Code client",
    "Client",
    "Date facture",
    "Échéance",
    "Montant HT",
    "Montant TTC",
    "Reste à payer",
    "Devise",
    "Statut",
];

fn main() -> Result<(), XlsxError> {
    let Some(path) = std::env::args().nth(1) else {
        println!("which file?");
        return Ok(());
    };
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = book.add_worksheet();
    for (column, name) in (0_u16..).zip(NAMES) {
        sheet.write(0, column, name)?;
    }
    for row in 1..=ROWS {
        let customer = row % 3_000;
        sheet.write(row, 0, format!("FA2026-{row:06}"))?;
        sheet.write(row, 1, format!("{customer:06}"))?;
        sheet.write(row, 2, format!("Client numéro {customer}"))?;
        sheet.write_with_format(row, 3, 45_000 + row % 900, &day)?;
        sheet.write_with_format(row, 4, 45_030 + row % 900, &day)?;
        sheet.write(row, 5, f64::from(row) / 100.0)?;
        sheet.write(row, 6, f64::from(row) * 1.2 / 100.0)?;
        sheet.write(
            row,
            7,
            if row % 3 == 0 {
                0.0
            } else {
                f64::from(row) / 100.0
            },
        )?;
        sheet.write(row, 8, "EUR")?;
        sheet.write(row, 9, if row % 3 == 0 { "Payée" } else { "Émise" })?;
    }
    book.save(path)
}
