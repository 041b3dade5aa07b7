//! Where a table starts within its rows: the row that names the most columns. What stands above it, the
//! account or a balance, is kept apart. It must never take a line of the table for its header.

use super::TableRow;
use super::field::BankField;
use crate::bank::Place;
use crate::list::amount;
use crate::list::day::Written;
use crate::reading::{Kept, ProblemKind, Problems};

/// How far down a header is looked for.
const DEEPEST: usize = 60;

/// A table cut in three.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    pub preamble: Vec<TableRow>,
    /// Names of the columns; `1`, `2`... when the table has none.
    pub header: Vec<String>,
    pub rows: Vec<TableRow>,
}

impl Sheet {
    /// Cuts the rows; a table without header is told. `known` are the names of a remembered mapping.
    pub fn cut(mut rows: Vec<TableRow>, known: &[&str], problems: &mut Problems) -> Sheet {
        let header = known_row(&rows, known)
            .or_else(|| header_row(&rows))
            .or_else(|| row_of_names(&rows));
        if let Some(at) = header {
            let after = rows.split_off(at + 1);
            let header = rows.pop().map(|row| row.cells).unwrap_or_default();
            return Sheet {
                preamble: rows,
                header,
                rows: after,
            };
        }
        let Some(first) = rows.iter().position(is_line) else {
            if !rows.is_empty() {
                problems.add_for_file(ProblemKind::NoHeader, "", Kept::Nothing);
            }
            return Sheet::default();
        };
        problems.add_for_file(ProblemKind::NoHeader, "", Kept::All);
        let table = rows.split_off(first);
        let columns = table.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        Sheet {
            preamble: rows,
            header: (1..=columns.min(200))
                .map(|number| number.to_string())
                .collect(),
            rows: table,
        }
    }

    /// The last row of a file cut in the middle of it: told, and not taken, since its amount may be cut too.
    pub fn drop_cut_row(&mut self, problems: &mut Problems) {
        let columns = self.header.len();
        let mut before = self.rows.iter().rev().skip(1);
        if !before.all(|row| row.cells.len() >= columns) {
            return;
        }
        let Some(last) = self.rows.pop_if(|row| row.cells.len() < columns) else {
            return;
        };
        let (line, field) = (last.line, "");
        let found = last.cells.join(" ");
        let kind = ProblemKind::TruncatedLastLine;
        Place { line, field }.tell(problems, kind, &found, Kept::NotTheLine);
    }

    /// Cuts the rows when they have a header.
    pub fn named(rows: Vec<TableRow>) -> Option<Sheet> {
        header_row(&rows)?;
        Some(Sheet::cut(rows, &[], &mut Problems::new()))
    }

    /// The values of a column that are not empty.
    pub fn values(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self
            .rows
            .iter()
            .filter_map(move |row| row.cells.get(column));
        cells
            .map(|text| text.trim())
            .filter(|text| !text.is_empty())
    }
}

/// The row that holds the names of a remembered mapping, two of them at least.
fn known_row(rows: &[TableRow], known: &[&str]) -> Option<usize> {
    let needed = known.len().min(2);
    let count = |row: &TableRow| {
        let is_known = |cell: &&String| known.contains(&cell.trim());
        row.cells.iter().filter(is_known).count()
    };
    let mut rows = rows.iter().take(DEEPEST);
    rows.position(|row| needed > 0 && count(row) >= needed)
}

/// The row just above the first line of the table, when all its cells are words: names nobody knows yet.
fn row_of_names(rows: &[TableRow]) -> Option<usize> {
    let first = rows.iter().take(DEEPEST).position(is_line)?;
    let above = first.checked_sub(1)?;
    let is_name = |cell: &&String| {
        cell.chars().any(char::is_alphabetic) && !cell.contains(|c: char| c.is_ascii_digit())
    };
    let names = rows[above].cells.iter().filter(is_name).count();
    let filled = rows[above]
        .cells
        .iter()
        .filter(|cell| !cell.trim().is_empty())
        .count();
    (names > 1 && names == filled).then_some(above)
}

/// The first of the rows that name the most columns, a day and money among them.
fn header_row(rows: &[TableRow]) -> Option<usize> {
    let named = |row: &TableRow| -> Option<usize> {
        let names = |field: BankField| {
            row.cells
                .iter()
                .take(200)
                .any(|cell| field.fit(cell).is_some())
        };
        let has_day = names(BankField::BookedOn) || names(BankField::ValueOn);
        let money = [
            BankField::Amount,
            BankField::Debit,
            BankField::Credit,
            BankField::Balance,
        ];
        let has_money = money.into_iter().any(names);
        let count = BankField::ALL
            .into_iter()
            .filter(|field| names(*field))
            .count();
        (has_day && has_money && !is_line(row)).then_some(count)
    };
    let candidates = rows.iter().take(DEEPEST).enumerate();
    let scored = candidates.filter_map(|(at, row)| Some((named(row)?, at)));
    scored
        .max_by_key(|(count, at)| (*count, std::cmp::Reverse(*at)))
        .map(|(_, at)| at)
}

/// True for a row with a day and an amount.
fn is_line(row: &TableRow) -> bool {
    let is_day = |cell: &String| Written::of(cell).is_day();
    let is_amount = |cell: &String| {
        cell.contains(|c: char| c.is_ascii_digit())
            && !is_day(cell)
            && amount::read(cell, None).is_some()
    };
    row.cells.iter().any(is_day) && row.cells.iter().any(is_amount)
}
