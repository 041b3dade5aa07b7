//! The rows of one sheet, cell by cell. A cell that cannot be read is told and left empty; a sheet larger than
//! the limits is read as far as they go, and that is told. It must never build the rectangle a sheet spans:
//! two cells far apart would fill the memory.

use std::io::{Read, Seek};

use calamine::{Xlsx, XlsxError};

use super::cell;
use crate::list::row::Row;
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// What a cell of Excel holds at most, in characters.
const LONGEST_CELL: usize = 32_767;

/// Columns to the right of this are not looked at.
const MOST_COLUMNS: usize = 512;

/// How much of a sheet is taken.
#[derive(Clone, Copy)]
pub(super) struct Limits {
    rows: usize,
    /// Cells, the empty ones between them included.
    cells: usize,
    /// Bytes of text.
    bytes: usize,
    /// True when going over is to be told.
    is_told: bool,
}

impl Limits {
    /// All that a list may hold.
    pub fn whole_sheet() -> Self {
        Limits {
            rows: 1 << 20,
            cells: 16 << 20,
            bytes: 256 << 20,
            is_told: true,
        }
    }

    /// Only so many rows, to look at.
    pub fn first_rows(rows: usize) -> Self {
        Limits {
            rows,
            cells: 1 << 20,
            bytes: 16 << 20,
            is_told: false,
        }
    }
}

/// The rows of a sheet, in the order of the file, blank ones among them, as its cells come.
pub(super) struct Rows<'p> {
    limits: Limits,
    problems: &'p mut Problems,
    rows: Vec<Row>,
    cells: usize,
    bytes: usize,
}

impl<'p> Rows<'p> {
    pub fn new(limits: Limits, problems: &'p mut Problems) -> Self {
        Rows {
            limits,
            problems,
            rows: Vec::new(),
            cells: 0,
            bytes: 0,
        }
    }

    /// All that were taken.
    pub fn into_rows(self) -> Vec<Row> {
        self.rows
    }

    /// Takes the cells of a sheet of Excel 2007 or later.
    pub fn take_xlsx<R: Read + Seek>(
        &mut self,
        book: &mut Xlsx<R>,
        name: &str,
    ) -> Result<(), XlsxError> {
        let mut cells = book.worksheet_cells_reader(name)?;
        let mut unread = 0;
        loop {
            match cells.next_cell() {
                Ok(Some(cell)) => {
                    let (text, is_number) = cell::text(cell.get_value());
                    if !self.take(cell.get_position(), text, is_number) {
                        break;
                    }
                }
                Ok(None) => break,
                Err(error) => {
                    unread += 1;
                    let goes_on = can_go_on(&error) && unread < LONGEST_CELL;
                    if !goes_on {
                        self.tell_cut(&error.to_string());
                        break;
                    }
                    let kind = ProblemKind::CellError;
                    self.tell(kind, &error.to_string(), Kept::LineWithoutField);
                }
            }
        }
        Ok(())
    }

    /// Says that the sheet stops before its end.
    pub fn tell_cut(&mut self, found: &str) {
        self.tell(ProblemKind::TruncatedFile, found, Kept::WhatCameBefore);
    }

    /// Says that more rows follow than are read.
    pub fn tell_endless(&mut self) {
        let last = self.rows.last().map_or(0, |row| row.line);
        self.tell_full(last + 1);
    }

    fn tell(&mut self, kind: ProblemKind, found: &str, kept: Kept) {
        self.problems.add(Problem {
            line: self.rows.last().map(|row| row.line),
            field: None,
            kind,
            found: shortened(found),
            kept,
        });
    }

    /// Takes a cell; false when the limits are reached.
    pub fn take(&mut self, (row, column): (u32, u32), mut text: String, is_number: bool) -> bool {
        let (line, column) = (u64::from(row) + 1, column as usize);
        if text.is_empty() || column >= MOST_COLUMNS {
            return true;
        }
        if text.len() > LONGEST_CELL && text.chars().count() > LONGEST_CELL {
            text = text.chars().take(LONGEST_CELL).collect();
        }
        let is_new = self.rows.last().is_none_or(|last| last.line != line);
        let width = if is_new {
            0
        } else {
            self.rows.last().map_or(0, |last| last.fields.len())
        };
        self.cells += (column + 1).saturating_sub(width);
        self.bytes += text.len();
        let is_full = (is_new && self.rows.len() >= self.limits.rows)
            || self.cells > self.limits.cells
            || self.bytes > self.limits.bytes;
        if is_full {
            self.tell_full(line);
            return false;
        }
        if is_new {
            let most_columns = self.rows.last().map_or(0, |last| last.fields.len());
            self.rows.push(Row {
                line,
                fields: Vec::with_capacity(most_columns),
                ..Row::default()
            });
        }
        if let Some(last) = self.rows.last_mut() {
            if last.fields.len() <= column {
                last.fields.resize(column + 1, String::new());
            }
            last.fields[column] = text;
            if is_number {
                last.numbers.add(column);
            }
        }
        true
    }

    fn tell_full(&mut self, line: u64) {
        if self.limits.is_told {
            self.problems.add(Problem {
                line: Some(line),
                field: None,
                kind: ProblemKind::TooManyLines,
                found: self.rows.len().to_string(),
                kept: Kept::WhatCameBefore,
            });
        }
    }
}

/// True when only one cell is wrong, and the document goes on behind it.
fn can_go_on(error: &XlsxError) -> bool {
    !matches!(
        error,
        XlsxError::Xml(_) | XlsxError::XmlEof(_) | XlsxError::Io(_) | XlsxError::Zip(_)
    )
}
