//! A statement as a workbook (XLSX). Must never depend on the clock: the same statement makes the same bytes.

use jiff::civil::Date;
use receivables::money::Money;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, XlsxError};

use crate::statement_sheet::{SheetRow, StatementSheet};

/// Longest text of a cell.
const MOST_LETTERS: usize = 2_000;
/// Widths of the columns, in letters.
const WIDTHS: [f64; 10] = [18.0, 14.0, 12.0, 12.0, 9.0, 14.0, 14.0, 14.0, 8.0, 44.0];

/// The workbook of a statement.
///
/// # Errors
/// What the library refuses, such as a name of a sheet no program takes.
pub fn of(sheet: &StatementSheet) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let properties = DocProperties::new()
        .set_title(sheet.title.first().map_or("", String::as_str))
        .set_creation_datetime(&day(sheet.today)?);
    book.set_properties(&properties);
    let page = book.add_worksheet();
    page.set_name(&sheet.name)?;
    page.set_landscape();
    page.set_print_fit_to_pages(1, 0);
    for (column, width) in (0_u16..).zip(WIDTHS) {
        page.set_column_width(column, width)?;
    }
    let strong = Format::new().set_bold();
    let head = strong.clone().set_text_wrap();
    let date = Format::new()
        .set_num_format("dd/mm/yyyy")
        .set_align(FormatAlign::Left);
    let wrapped = Format::new().set_text_wrap();
    let mut line = 0_u32;
    for title in &sheet.title {
        let format = if line == 0 { &strong } else { &Format::new() };
        page.write_with_format(line, 0, short(title), format)?;
        line += 1;
    }
    line += 1;
    for (column, words) in (0_u16..).zip(&sheet.heads) {
        page.write_with_format(line, column, words, &head)?;
    }
    let first = line + 1;
    page.set_freeze_panes(first, 0)?;
    for row in &sheet.rows {
        line += 1;
        write(page, line, row, (&date, &wrapped))?;
    }
    if !sheet.rows.is_empty() {
        page.autofilter(first - 1, 0, line, 9)?;
    }
    line += 1;
    for (label, sum) in &sheet.sums {
        line += 1;
        page.write_with_format(line, 0, label, &strong)?;
        let format = amount(*sum).set_bold();
        page.write_with_format(line, 7, major(*sum), &format)?;
        page.write_with_format(line, 8, sum.currency.code(), &strong)?;
    }
    line += 1;
    for (label, value) in &sheet.payment {
        line += 1;
        page.write(line, 0, label)?;
        page.write(line, 1, value)?;
    }
    book.save_to_buffer()
}

fn write(
    page: &mut rust_xlsxwriter::Worksheet,
    line: u32,
    row: &SheetRow,
    (date, wrapped): (&Format, &Format),
) -> Result<(), XlsxError> {
    // Numbers of invoices are texts, whatever they look like: "0012" keeps its zeros.
    page.write_string(line, 0, short(&row.reference))?;
    page.write_string(line, 1, &row.kind)?;
    page.write_with_format(line, 2, day(row.issued_on)?, date)?;
    page.write_with_format(line, 3, day(row.due_on)?, date)?;
    if row.days_late > 0 {
        page.write_number(line, 4, row.days_late)?;
    }
    page.write_with_format(line, 5, major(row.amount), &amount(row.amount))?;
    page.write_with_format(line, 6, major(row.open), &amount(row.open))?;
    if let Some(asked) = row.asked {
        page.write_with_format(line, 7, major(asked), &amount(asked))?;
    }
    page.write_string(line, 8, row.open.currency.code())?;
    page.write_with_format(line, 9, short(&row.note), wrapped)?;
    Ok(())
}

fn short(text: &str) -> String {
    text.chars().take(MOST_LETTERS).collect()
}

fn day(on: Date) -> Result<ExcelDateTime, XlsxError> {
    let (month, day) = (on.month().unsigned_abs(), on.day().unsigned_abs());
    ExcelDateTime::from_ymd(on.year().unsigned_abs(), month, day)
}

/// As many decimals as the currency has.
fn amount(of: Money) -> Format {
    let decimals = usize::try_from(of.currency.decimals()).unwrap_or(2);
    Format::new().set_num_format(match decimals {
        0 => "#,##0".to_string(),
        decimals => format!("#,##0.{}", "0".repeat(decimals)),
    })
}

/// The amount as a workbook holds it: its cells are floating point, whatever is put in.
#[expect(
    clippy::cast_precision_loss,
    reason = "a workbook has no other numbers; 15 figures stay exact"
)]
fn major(of: Money) -> f64 {
    of.minor as f64 / of.currency.minor_per_major() as f64
}
