//! OFX and QFX statements of bank accounts and credit cards, version 1 (SGML, tags left open) and version 2
//! (XML): to bank facts. It must never ask for a tag to be closed, and never expand an entity.

mod day;
mod token;
mod transaction;
mod version;
mod walk;

use crate::bank::{BankFile, finish};
use crate::encoding;
use crate::format::{self, Format};
use crate::reading::{Kept, ProblemKind, Problems, Reading};

/// Reads an OFX file.
pub fn read(bytes: &[u8]) -> Reading<BankFile> {
    let mut problems = Problems::new();
    let format = format::sniff(bytes);
    let refusal = match format {
        Format::Ofx => None,
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
    let walked = walk::walk(&text, &mut problems);
    let statements = finish(walked.drafts, &mut problems);
    if statements.is_empty() {
        problems.add_for_file(ProblemKind::NoStatement, "", Kept::Nothing);
    }
    let facts = BankFile {
        message_id: walked.message_id,
        message_name: version::name(&text),
        is_cut: walked.is_cut,
        statements,
    };
    Reading { facts, problems }
}

#[cfg(test)]
mod tests;
