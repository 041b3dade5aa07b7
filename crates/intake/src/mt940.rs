//! SWIFT MT940 statements and MT942 reports, in the dialects of German, Dutch, French, Polish and other
//! banks, with or without the envelope of the network: to bank facts. It must never refuse a message for one
//! bad field, and never take a report of the day for a statement.

mod balance;
mod day;
mod field;
mod free;
mod german;
mod information;
mod line;
mod purpose;
mod slash;
mod walk;

use crate::bank::{BankDocumentKind, BankFile, finish, numbered_lines};
use crate::encoding;
use crate::format::{self, Format};
use crate::reading::{Kept, ProblemKind, Problems, Reading};

/// Reads a file of MT940 or MT942 messages.
pub fn read(bytes: &[u8]) -> Reading<BankFile> {
    let mut problems = Problems::new();
    let format = format::sniff(bytes);
    let refusal = match format {
        Format::Mt940 | Format::Mt942 => None,
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
    let (drafts, is_cut) = walk::walk(&text, &mut problems);
    let statements = finish(drafts, &mut problems);
    let is_report = |kind: BankDocumentKind| kind == BankDocumentKind::Report;
    let all_reports = !statements.is_empty() && statements.iter().all(|one| is_report(one.kind));
    if statements.is_empty() {
        problems.add_for_file(ProblemKind::NoStatement, "", Kept::Nothing);
    }
    let facts = BankFile {
        message_id: statements
            .first()
            .map_or(String::new(), |one| one.statement_id.clone()),
        message_name: if all_reports { "MT942" } else { "MT940" }.to_string(),
        is_cut,
        statements,
    };
    Reading { facts, problems }
}

/// Which of the two a text is, told by its tags at the start of lines; nothing for other texts.
pub(crate) fn looks_like(text: &str) -> Option<Format> {
    let (mut has_start, mut has_lines, mut is_report, mut has_balance) =
        (false, false, false, false);
    for (_, line) in numbered_lines(text).take(400) {
        let after_block = line.rsplit_once("{4:").map_or(line, |(_, rest)| rest);
        match field::tag_of(after_block.trim_start()).map(|(tag, _)| tag) {
            Some("20" | "25" | "25P" | "28" | "28C") => has_start = true,
            Some("60F" | "60M" | "62F" | "62M" | "60" | "62") => has_balance = true,
            Some("34F" | "13D" | "13" | "90D" | "90C") => is_report = true,
            Some("61") => has_lines = true,
            _ => {}
        }
    }
    match (has_start, has_balance, is_report, has_lines) {
        (_, true, _, true) | (true, true, ..) => Some(Format::Mt940),
        (true, false, true, _) => Some(Format::Mt942),
        (true, false, false, true) => Some(Format::Mt940),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
