//! Bank statements as tables: CSV, or the rows of a spreadsheet. Columns are guessed from their names in six
//! languages and from their contents into a mapping that a person can correct and that is remembered. It
//! must never turn a sign round unless the running balance proves it.

mod field;
mod forms;
mod header;
mod line;
mod mapping;
mod preamble;
mod running;
mod side;
mod statement;
mod status;

pub use field::BankField;
pub use mapping::{BankColumn, BankTableMapping, Signs};

use serde::{Deserialize, Serialize};

use crate::bank::{BankFile, finish};
use crate::encoding;
use crate::format::{self, Format};
use crate::list::LARGEST;
use crate::list::row::Row;
use crate::list::table;
use crate::reading::{Kept, ProblemKind, Problems, Reading};
use header::Sheet;

/// One row of a table of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    /// Physical line of the file, or row of the sheet, from 1.
    pub line: u64,
    /// Its cells as people read them.
    pub cells: Vec<String>,
}

/// A table read, and the mapping it was read with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BankTable {
    /// The mapping used: to be shown, corrected, and given back next time.
    pub mapping: BankTableMapping,
    /// The facts.
    pub file: BankFile,
}

/// Reads a bank statement in separated values or in a workbook. With a mapping kept from an earlier file of the same bank its
/// columns are found again by name; without, they are guessed.
pub fn read(bytes: &[u8], remembered: Option<&BankTableMapping>) -> Reading<BankTable> {
    let mut problems = Problems::new();
    let rows = rows_of(bytes, &mut problems).unwrap_or_default();
    let (name, is_whole) = match format::sniff(bytes) {
        format if format.is_workbook() => (format.name(), true),
        _ => ("CSV", matches!(bytes.last(), Some(b'\n' | b'\r'))),
    };
    let ending = match is_whole {
        true => Ending::Closed,
        false => Ending::Open,
    };
    read_with((rows, ending), name, remembered, problems)
}

/// Reads the rows of a spreadsheet; `message_name` tells the format, such as `XLSX`.
pub fn read_rows(
    rows: Vec<TableRow>,
    message_name: &str,
    remembered: Option<&BankTableMapping>,
) -> Reading<BankTable> {
    let mut problems = Problems::new();
    if rows.is_empty() {
        problems.add_for_file(ProblemKind::EmptyFile, "", Kept::Nothing);
    }
    read_with((rows, Ending::Closed), message_name, remembered, problems)
}

/// The mapping among those kept whose columns the table has: of several the one with the most of them. A file of
/// another bank has none.
pub fn known_mapping<'a>(
    bytes: &[u8],
    kept: &'a [BankTableMapping],
) -> Option<&'a BankTableMapping> {
    if kept.is_empty() {
        return None;
    }
    let rows = rows_of(sample(bytes), &mut Problems::new())?;
    let has_all = |mapping: &&BankTableMapping| {
        let names = mapping.names();
        let sheet = Sheet::cut(rows.clone(), &names, &mut Problems::new());
        let in_header = |name: &&str| sheet.header.iter().any(|header| header.trim() == *name);
        !names.is_empty() && names.iter().all(in_header)
    };
    let fitting = kept.iter().filter(has_all);
    fitting.max_by_key(|mapping| mapping.names().len())
}

/// True for a table whose columns are those of a bank statement: a day, money, and what only banks write.
pub fn looks_like(bytes: &[u8]) -> bool {
    rows_of(sample(bytes), &mut Problems::new())
        .and_then(header::Sheet::named)
        .is_some_and(|sheet| mapping::is_of_a_bank(&sheet.header))
}

/// As much of a table as shows its columns. A workbook is an archive: its beginning alone says nothing.
fn sample(bytes: &[u8]) -> &[u8] {
    match format::sniff(bytes) {
        format if format.is_workbook() => bytes,
        _ => &bytes[..bytes.len().min(format::SAMPLE * 4)],
    }
}

/// Whether the last line of a file has its end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Closed,
    Open,
}

fn read_with(
    (rows, ending): (Vec<TableRow>, Ending),
    message_name: &str,
    remembered: Option<&BankTableMapping>,
    mut problems: Problems,
) -> Reading<BankTable> {
    let mut file = BankFile {
        message_name: message_name.to_string(),
        ..BankFile::default()
    };
    let known = remembered.map_or(Vec::new(), BankTableMapping::names);
    let mut sheet = Sheet::cut(rows, &known, &mut problems);
    if ending == Ending::Open {
        sheet.drop_cut_row(&mut problems);
    }
    let mapping = match remembered {
        Some(remembered) => remembered.found_in(&sheet, &mut problems),
        None => BankTableMapping::guessed(&sheet),
    };
    let is_empty = sheet.rows.is_empty();
    if !is_empty && mapping.tell_missing(&mut problems) {
        mapping.tell_unused(&mut problems);
        let drafts = statement::drafts(&sheet, &mapping, &mut problems);
        file.statements = finish(drafts, &mut problems);
    } else if problems.is_empty() {
        problems.add_for_file(ProblemKind::EmptyFile, "", Kept::Nothing);
    }
    if file.statements.is_empty() && problems.is_empty() {
        problems.add_for_file(ProblemKind::NoStatement, "", Kept::Nothing);
    }
    Reading {
        facts: BankTable { mapping, file },
        problems,
    }
}

/// The rows of a file of separated values or of a workbook; nothing, and told, for other files.
fn rows_of(bytes: &[u8], problems: &mut Problems) -> Option<Vec<TableRow>> {
    let format = format::sniff(bytes);
    let refusal = match format {
        Format::Csv | Format::Text => None,
        workbook if workbook.is_workbook() => None,
        Format::Protected => Some(ProblemKind::ProtectedFile),
        Format::Xlsb => Some(ProblemKind::OldSpreadsheet),
        Format::Empty => Some(ProblemKind::EmptyFile),
        Format::Binary => Some(ProblemKind::BinaryFile),
        _ => Some(ProblemKind::AnotherFormat),
    };
    let refusal = refusal.or((bytes.len() > LARGEST).then_some(ProblemKind::TooManyLines));
    if let Some(kind) = refusal {
        problems.add_for_file(kind, format.name(), Kept::Nothing);
        return None;
    }
    let rows = match format {
        workbook if workbook.is_workbook() => {
            table::rows_of_workbook(bytes, &field::is_known, problems)
        }
        _ => table::rows_of_text(&encoding::text_of(bytes).0, problems),
    };
    let row = |row: Row| TableRow {
        line: row.line,
        cells: row.fields,
    };
    Some(rows.into_iter().map(row).collect())
}

#[cfg(test)]
mod tests;
