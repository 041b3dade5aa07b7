//! Cutting a list into rows under a header row, which is found by evidence: lines above it, such as a title,
//! are passed over. A workbook gives the same table as a text; the sheet is the one that fits best.

use super::ListKind;
use super::field::ListField;
use super::row::Row;
use super::{text_rows, workbook};
use crate::encoding;
use crate::format;
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// How far down a header is looked for.
const DEEPEST_HEADER: usize = 30;

/// How many columns of a table are read: each is held against every name that is known, so a row that never ends
/// would be looked at for hours.
const MOST_COLUMNS: usize = 512;

/// How many cells of a row are looked at for names of columns.
const MOST_NAMES: usize = 1000;

/// How many characters of a text, and rows of a sheet, are enough to tell what a table is of.
const SAMPLE_TEXT: usize = 256 << 10;
const SAMPLE_ROWS: usize = 200;

/// Says whether a text is the name of a column that the reader knows.
pub(crate) type IsKnown<'a> = &'a dyn Fn(&str) -> bool;

/// A list cut into rows.
pub(crate) struct Table {
    pub separator: char,
    /// The sheet of the workbook; nothing for a text.
    pub sheet: Option<String>,
    /// Names of the columns; `1`, `2`... when the file has no header.
    pub header: Vec<String>,
    pub rows: Vec<Row>,
}

/// Rows before the header among them is known.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    pub separator: char,
    pub sheet: Option<String>,
    pub rows: Vec<Row>,
    /// True when the text does not end with the end of a line.
    pub is_open_ended: bool,
}

impl Table {
    /// Cuts a list; nothing when it holds no row.
    pub fn cut(bytes: &[u8], kind: ListKind, problems: &mut Problems) -> Option<Table> {
        Table::cut_naming(bytes, (&|header| is_known(kind, header), None), problems)
    }

    /// Cuts any table, given which names of columns are known and the sheet a person chose.
    pub fn cut_naming(
        bytes: &[u8],
        (is_known, sheet): (IsKnown<'_>, Option<&str>),
        problems: &mut Problems,
    ) -> Option<Table> {
        let grid = if is_workbook(bytes) {
            workbook::read(bytes, (is_known, sheet), problems)?
        } else {
            Grid::of_text(&encoding::text_of(bytes).0, problems)
        };
        Table::of(grid, is_known, problems)
    }

    /// The table of a grid.
    pub fn of(grid: Grid, is_known: IsKnown<'_>, problems: &mut Problems) -> Option<Table> {
        let Grid {
            separator,
            sheet,
            mut rows,
            is_open_ended,
        } = grid;
        leave_far_columns(&mut rows, problems);
        let Some(header_at) = header_row(&rows, is_known) else {
            let columns = rows.iter().map(|row| row.fields.len()).max();
            let Some(columns) = columns else {
                problems.add_for_file(ProblemKind::EmptyFile, "", Kept::Nothing);
                return None;
            };
            problems.add_for_file(ProblemKind::NoHeader, "", Kept::All);
            let header = (1..=columns).map(|number| number.to_string()).collect();
            return Some(Table {
                separator,
                sheet,
                header,
                rows,
            });
        };
        rows.drain(..header_at);
        let header = rows.remove(0).fields;
        if is_open_ended {
            drop_cut_row(header.len(), &mut rows, problems);
        }
        if rows.is_empty() {
            problems.add_for_file(ProblemKind::EmptyFile, "", Kept::Nothing);
            return None;
        }
        Some(Table {
            separator,
            sheet,
            header,
            rows,
        })
    }

    /// The values of a column that are not empty.
    pub fn values(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self
            .rows
            .iter()
            .filter_map(move |row| row.fields.get(column));
        cells
            .map(|text| text.trim())
            .filter(|text| !text.is_empty())
    }

    /// The values of a column that people or programs wrote as texts: numbers of a workbook prove nothing
    /// of how texts are written.
    pub fn written_values(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self
            .rows
            .iter()
            .filter(move |row| !row.numbers.has(column))
            .filter_map(move |row| row.fields.get(column));
        cells
            .map(|text| text.trim())
            .filter(|text| !text.is_empty())
    }
}

/// Leaves the cells beyond the last column that is read, and says so.
fn leave_far_columns(rows: &mut [Row], problems: &mut Problems) {
    let mut widest = 0;
    for row in rows.iter_mut() {
        widest = widest.max(row.fields.len());
        row.fields.truncate(MOST_COLUMNS);
    }
    if widest > MOST_COLUMNS {
        let found = widest.to_string();
        problems.add_for_file(ProblemKind::TooManyColumns, &found, Kept::All);
    }
}

impl Grid {
    fn of_text(text: &str, problems: &mut Problems) -> Grid {
        let separator = text_rows::separator_of(text);
        Grid {
            separator,
            sheet: None,
            rows: text_rows::rows(text, separator, usize::MAX, problems),
            is_open_ended: !text.ends_with(['\n', '\r']),
        }
    }
}

/// The first rows of a text, or of each sheet of a workbook: enough to tell what it is of.
pub(crate) fn samples(bytes: &[u8]) -> Vec<Grid> {
    if is_workbook(bytes) {
        return workbook::samples(bytes, SAMPLE_ROWS);
    }
    let start = &bytes[..bytes.len().min(SAMPLE_TEXT * 2)];
    let (text, _) = encoding::text_of(start);
    let end = text.char_indices().nth(SAMPLE_TEXT).map(|(at, _)| at);
    let whole_lines = match end {
        Some(end) => &text[..text[..end].rfind('\n').map_or(end, |feed| feed + 1)],
        None => &text,
    };
    vec![Grid::of_text(whole_lines, &mut Problems::new())]
}

fn is_workbook(bytes: &[u8]) -> bool {
    format::sniff(bytes).is_workbook()
}

/// True when a kind of list has a meaning of this name.
pub(super) fn is_known(kind: ListKind, header: &str) -> bool {
    ListField::is_known(ListField::of_kind(kind), header)
}

/// The rows of a text, header or not.
pub(crate) fn rows_of_text(text: &str, problems: &mut Problems) -> Vec<Row> {
    Grid::of_text(text, problems).rows
}

/// The rows of the sheet of a workbook whose header names the most columns that are known.
pub(crate) fn rows_of_workbook(
    bytes: &[u8],
    is_known: IsKnown<'_>,
    problems: &mut Problems,
) -> Vec<Row> {
    workbook::read(bytes, (is_known, None), problems).map_or(Vec::new(), |grid| grid.rows)
}

/// The end of a file cut in the middle of its last line: told, and not taken.
fn drop_cut_row(columns: usize, rows: &mut Vec<Row>, problems: &mut Problems) {
    let whole = rows
        .iter()
        .rev()
        .skip(1)
        .all(|row| row.fields.len() >= columns);
    let is_cut = |row: &Row| row.fields.len() < columns;
    let Some(last) = rows.pop_if(|row| whole && is_cut(row)) else {
        return;
    };
    problems.add(Problem {
        line: Some(last.line),
        field: None,
        kind: ProblemKind::TruncatedLastLine,
        found: shortened(&last.fields.join(" ")),
        kept: Kept::NotTheLine,
    });
}

/// How many columns a row names, at best, among the rows where a header may be; and which row.
pub(super) fn best_header(rows: &[Row], is_known: IsKnown<'_>) -> Option<(usize, usize)> {
    let known = |row: &Row| {
        let names = row.fields.iter().take(MOST_NAMES);
        names.filter(|text| is_known(text)).count()
    };
    rows.iter()
        .take(DEEPEST_HEADER)
        .enumerate()
        .map(|(at, row)| (at, known(row)))
        .rev()
        .max_by_key(|(_, known)| *known)
}

/// The row that names the most columns; else the first wide row that looks like names.
fn header_row(rows: &[Row], is_known: IsKnown<'_>) -> Option<usize> {
    let (at, most) = best_header(rows, is_known)?;
    if most >= 2 || (most == 1 && rows[at].fields.len() <= 2) {
        return Some(at);
    }
    let candidates = || rows.iter().take(DEEPEST_HEADER).enumerate();
    let widest = candidates().map(|(_, row)| row.fields.len()).max()?;
    let is_name =
        |field: &String| field.is_empty() || !field.chars().any(|c| c.is_ascii_digit() || c == '@');
    candidates()
        .find(|(_, row)| row.fields.len() == widest && widest > 1 && row.fields.iter().all(is_name))
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests;
