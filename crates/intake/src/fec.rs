//! The FEC (fichier des écritures comptables): every accounting entry of a French company for one
//! exercise. It is read once, as a stream of bytes, in memory that does not follow the size of the file.
//! It must never refuse a file for its form, and never keep a text field it does not need.

mod amount;
mod chain;
mod collect;
mod columns;
mod day;
mod entries;
mod fields;
mod file_name;
mod finish;
mod items;
mod kinds;
mod lettering;
mod lines;
mod matching;
mod pass;
mod receivables;
mod references;
mod remarks;
mod row;
mod settle;
mod summary;
mod text;
mod write;

pub use chain::{Carried, Chain, ChainedItem, OpeningDifference, chain};
pub use file_name::check_file_name;
pub use items::{
    Basis, ItemKind, Lettering, LetteringState, RebuiltDebtor, RebuiltItem, RebuiltLink,
    Receivables, SettledElsewhere,
};
pub use lines::LineEnd;
pub use summary::{AccountTotals, FecSummary, JournalSummary, Layout, Separator};
pub use text::TextId;
pub use write::{FecForm, FecRow, write};

use std::io::Read;

use crate::reading::{Problems, Reading};

/// What a FEC gives: its figures, and the receivables rebuilt from it.
#[derive(Clone, Debug, Default)]
pub struct Fec {
    /// The figures of the file.
    pub summary: FecSummary,
    /// Debtors, invoices, payments and the links between them.
    pub receivables: Receivables,
}

/// Reads a FEC and rebuilds its receivables. `on_progress` is told the bytes read so far, about
/// once per megabyte.
pub fn read(mut input: impl Read, mut on_progress: impl FnMut(u64)) -> Reading<Fec> {
    let passed = pass::run(&mut input, &mut on_progress, pass::Keep::Receivables);
    // The bytes of a large file would be the greater part of what rebuilding holds in memory.
    drop(input);
    rebuilt(passed)
}

/// Not generic, so that it is compiled once, with this crate's optimisations.
fn rebuilt(passed: (Problems, FecSummary, collect::Collected)) -> Reading<Fec> {
    let (mut problems, summary, collected) = passed;
    let receivables = receivables::rebuild(collected, summary.last_on, &mut problems);
    Reading {
        facts: Fec {
            summary,
            receivables,
        },
        problems,
    }
}

/// True when a first line is the header of a FEC, or a line of one without header.
pub(crate) fn looks_like(first_line: &[u8]) -> bool {
    !matches!(columns::header(first_line), columns::Header::Unknown)
}

/// True when a text has the header of a FEC below some lines of title.
pub(crate) fn has_header(text: &str) -> bool {
    columns::titles_above(text.as_bytes()).is_some()
}

/// Reads a FEC and checks it: totals, entries that balance, dates, journals. Keeps no line.
pub fn check(mut input: impl Read, mut on_progress: impl FnMut(u64)) -> Reading<FecSummary> {
    let (problems, summary, _) = pass::run(&mut input, &mut on_progress, pass::Keep::Figures);
    Reading {
        facts: summary,
        problems,
    }
}
