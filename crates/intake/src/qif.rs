//! QIF, the export of Quicken and of many banks: lines that start by a letter, to bank facts. Only the
//! registers of accounts are read. It must never guess the order of days that the file does not prove.

mod amounts;
mod days;
mod record;
mod walk;

use crate::bank::{BankFile, finish, numbered_lines};
use crate::encoding;
use crate::format::{self, Format};
use crate::reading::{Kept, ProblemKind, Problems, Reading};

/// Reads a QIF file.
pub fn read(bytes: &[u8]) -> Reading<BankFile> {
    let mut problems = Problems::new();
    let format = format::sniff(bytes);
    let refusal = match format {
        Format::Qif => None,
        Format::Empty => Some(ProblemKind::EmptyFile),
        Format::Binary => Some(ProblemKind::BinaryFile),
        _ => Some(ProblemKind::AnotherFormat),
    };
    if let Some(kind) = refusal {
        problems.add_for_file(kind, format.name(), Kept::Nothing);
        let facts = BankFile::default();
        return Reading { facts, problems };
    }
    let (text, _) = encoding::text_of(bytes);
    let records = record::records(&text, &mut problems);
    let statements = finish(walk::walk(&records, &mut problems), &mut problems);
    if statements.is_empty() {
        problems.add_for_file(ProblemKind::NoStatement, "", Kept::Nothing);
    }
    let facts = BankFile {
        message_id: String::new(),
        message_name: "QIF".to_string(),
        is_cut: problems.contains(ProblemKind::TruncatedFile),
        statements,
    };
    Reading { facts, problems }
}

/// True for a text with a header of QIF, or with a record of a day and an amount and no header.
pub(crate) fn looks_like(text: &str) -> bool {
    let lines: Vec<&str> = numbered_lines(text)
        .map(|(_, line)| line.trim())
        .take(200)
        .collect();
    if lines.iter().any(|line| record::section_of(line).is_some()) {
        return true;
    }
    let Some(end) = lines.iter().position(|line| *line == "^") else {
        return false;
    };
    let starts = |letter: char| {
        lines[..end].iter().any(|line| {
            line.starts_with(letter)
                && line[1..]
                    .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | ' '))
        })
    };
    starts('D') && (starts('T') || starts('U'))
}

#[cfg(test)]
mod tests;
