//! A workbook, of Excel or of OpenDocument, as rows of texts: the sheet that fits best is read, the others are named.
//! It must never hold more than its limits allow, whatever the archive declares, and never compute with a
//! floating point number: the shortest decimal text of a cell is its value.

mod archive;
mod biff;
mod book;
mod cell;
mod compound;
mod merge;
mod noise;
mod number_format;
mod old_excel;
mod open_document;
mod sheet;

pub(super) use cell::day_of_serial;

use super::table::{Grid, IsKnown, best_header};
use crate::reading::{Kept, ProblemKind, Problems};
use book::Book;
use sheet::Limits;

/// Rows looked at to choose a sheet.
const ROWS_TO_CHOOSE: usize = 60;

/// Reads the sheet that a person chose, else the one whose header names the most known columns.
pub(super) fn read(
    bytes: &[u8],
    (is_known, chosen): (IsKnown<'_>, Option<&str>),
    problems: &mut Problems,
) -> Option<Grid> {
    let mut book = Book::open(bytes, problems)?;
    let names = book.sheet_names();
    if names.is_empty() {
        problems.add_for_file(ProblemKind::EmptyFile, "", Kept::Nothing);
        return None;
    }
    let name = match chosen.filter(|chosen| names.iter().any(|name| name == chosen)) {
        Some(chosen) => chosen.to_string(),
        None => best_sheet(&mut book, &names, is_known)?.to_string(),
    };
    tell_others(&mut book, (&names, &name), problems);
    let mut rows = match book.rows(&name, Limits::whole_sheet(), problems) {
        Ok(rows) => rows,
        Err(error) => {
            problems.add_for_file(ProblemKind::Malformed, &error, Kept::Nothing);
            return None;
        }
    };
    merge::repeat_down(&book.merged(&name), &mut rows);
    noise::round_off(&mut rows);
    rows.retain(|row| !row.is_blank());
    if rows.is_empty() {
        problems.add_for_file(ProblemKind::EmptyFile, "", Kept::Nothing);
        return None;
    }
    Some(grid(name, rows))
}

/// The first rows of every sheet that holds something.
pub(super) fn samples(bytes: &[u8], most: usize) -> Vec<Grid> {
    let mut unheard = Problems::new();
    let Some(mut book) = Book::open(bytes, &mut unheard) else {
        return Vec::new();
    };
    let mut grids = Vec::new();
    for name in book.sheet_names() {
        let limits = Limits::first_rows(most);
        let rows = book.rows(&name, limits, &mut unheard).unwrap_or_default();
        if rows.iter().any(|row| !row.is_blank()) {
            grids.push(grid(name, rows));
        }
    }
    grids
}

fn grid(sheet: String, rows: Vec<super::row::Row>) -> Grid {
    Grid {
        separator: ';',
        sheet: Some(sheet),
        rows,
        is_open_ended: false,
    }
}

fn first_rows(book: &mut Book<'_>, name: &str) -> Vec<super::row::Row> {
    let limits = Limits::first_rows(ROWS_TO_CHOOSE);
    let mut rows = book
        .rows(name, limits, &mut Problems::new())
        .unwrap_or_default();
    rows.retain(|row| !row.is_blank());
    rows
}

fn best_sheet<'n>(
    book: &mut Book<'_>,
    names: &'n [String],
    is_known: IsKnown<'_>,
) -> Option<&'n str> {
    let mut best: Option<(&str, (usize, usize))> = None;
    for name in names {
        let rows = first_rows(book, name);
        let named = best_header(&rows, is_known).map_or(0, |(_, known)| known);
        let score = (named, rows.len());
        if best.is_none_or(|(_, so_far)| score > so_far) {
            best = Some((name, score));
        }
    }
    best.map(|(name, _)| name)
}

/// Other sheets that hold something are named: what a person wants may lie there.
fn tell_others(book: &mut Book<'_>, (names, chosen): (&[String], &str), problems: &mut Problems) {
    let mut others = Vec::new();
    for name in names.iter().filter(|name| *name != chosen) {
        if first_rows(book, name).len() > 1 {
            others.push(name.as_str());
        }
    }
    if !others.is_empty() {
        problems.add_for_file(
            ProblemKind::OtherSheets,
            &others.join(", "),
            Kept::Value(chosen.to_string()),
        );
    }
}

#[cfg(test)]
mod tests;
