//! camt.053, camt.052 and camt.054 (ISO 20022), any version: to bank facts. Namespaces, order and
//! unknown elements do not matter. It must never expand an entity, and never lose the entries read
//! before a fault.

mod element;
mod entry;
mod statement;
mod walk;

use crate::bank::{BankFile, name_entries};
use crate::encoding;
use crate::format::{self, Format};
use crate::reading::{Kept, ProblemKind, Problems, Reading};

/// Reads a camt document.
pub fn read(bytes: &[u8]) -> Reading<BankFile> {
    let mut problems = Problems::new();
    let format = format::sniff(bytes);
    let refusal = match format {
        Format::Camt | Format::OtherXml => None,
        Format::Empty => Some(ProblemKind::EmptyFile),
        Format::Binary => Some(ProblemKind::BinaryFile),
        _ => Some(ProblemKind::AnotherFormat),
    };
    if let Some(kind) = refusal {
        problems.add_for_file(kind, format.name(), Kept::Nothing);
        return Reading {
            facts: BankFile::default(),
            problems,
        };
    }
    let (text, _) = encoding::text_of(bytes);
    let mut file = walk::walk(&text, &mut problems);
    name_entries(&mut file.statements);
    if file.statements.is_empty() {
        let (kind, found) = match format {
            Format::Camt => (ProblemKind::NoStatement, file.message_name.as_str()),
            _ => (ProblemKind::AnotherFormat, format.name()),
        };
        problems.add_for_file(kind, found, Kept::Nothing);
    }
    Reading {
        facts: file,
        problems,
    }
}
