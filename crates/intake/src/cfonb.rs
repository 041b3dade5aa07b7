//! CFONB 120, the statement of French banks: records of 120 characters, to bank facts. Padding, line
//! ends, currencies and dates may be damaged or absent: what is readable is kept, the rest is told.
//! It must never read the 240 characters of bills and remittances, which it names and refuses.

mod code;
mod complement;
mod record;
mod signed;
mod walk;

use crate::bank::{BankFile, finish};
use crate::encoding;
use crate::format::{self, Format};
use crate::reading::{Kept, ProblemKind, Problems, Reading};

/// Reads a CFONB 120 file.
pub fn read(bytes: &[u8]) -> Reading<BankFile> {
    let mut problems = Problems::new();
    let format = format::sniff(bytes);
    let refusal = match format {
        Format::Cfonb120 => None,
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
    let (drafts, is_cut) = walk::walk(&records, &mut problems);
    let facts = BankFile {
        message_id: String::new(),
        message_name: "CFONB120".to_string(),
        is_cut,
        statements: finish(drafts, &mut problems),
    };
    if facts.statements.is_empty() {
        problems.add_for_file(ProblemKind::NoStatement, "", Kept::Nothing);
    }
    Reading { facts, problems }
}

/// How many lines may stand above the first record.
const MOST_TITLES: usize = 5;

/// True when the first line is a record of 120 characters, or an opening balance below a few lines of title.
pub(crate) fn looks_like(text: &str) -> bool {
    let mut lines = text
        .split(['\n', '\r'])
        .filter(|line| !line.trim().is_empty());
    lines.next().is_some_and(is_record)
        || lines
            .take(MOST_TITLES)
            .any(|line| line.starts_with("01") && is_record(line))
}

/// True for a record of 120 characters: told by its fixed places, since labels may hold any separator.
fn is_record(first: &str) -> bool {
    let characters: Vec<char> = first.chars().take(120).collect();
    let code: String = characters.iter().take(2).collect();
    let shortest = match code.as_str() {
        "01" | "04" | "07" => 100,
        "05" => 45,
        _ => return false,
    };
    if characters.len() < shortest {
        return false;
    }
    let digits = |range: std::ops::Range<usize>| {
        characters[range]
            .iter()
            .filter(|c| c.is_ascii_digit())
            .count()
    };
    let currency = &characters[16..19];
    let has_currency =
        currency.iter().all(char::is_ascii_alphabetic) || currency.iter().all(|c| *c == ' ');
    has_currency && digits(2..7) >= 4 && digits(11..16) >= 4 && !characters[20..32].contains(&';')
}

/// True when the first line is a record of 240 characters.
pub(crate) fn looks_like_240(text: &str) -> bool {
    let first = first_line(text);
    let starts =
        first.starts_with("31") && first.chars().skip(2).take(5).all(|c| c.is_ascii_digit());
    starts && first.chars().count() >= 200 && !first.contains([';', '\t'])
}

fn first_line(text: &str) -> &str {
    let lines = text.split(['\n', '\r']);
    lines
        .into_iter()
        .find(|line| !line.trim().is_empty())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
