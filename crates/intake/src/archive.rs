//! Files within a file: ZIP archives and gzip, unpacked in memory within hard limits. It must never
//! write a file, follow a path out of the archive, or unpack more than the limits, whatever the archive
//! says of itself.

mod gzip;
mod name;
mod zip;

use serde::{Deserialize, Serialize};

use crate::format::{self, Format};
use crate::reading::{Kept, Problem, ProblemKind, Problems, Reading, shortened};

/// Files taken of one archive, those of archives within it included.
pub const MOST_MEMBERS: usize = 2000;
/// Bytes of all the files together, once unpacked.
pub const MOST_BYTES: usize = 256 << 20;
/// An archive may hold archives, which may hold none.
pub const DEEPEST: u8 = 2;
/// No file of a company or a bank is compressed better; larger than [`FREE_BYTES`], it is a trap.
const BEST_RATIO: usize = 200;
/// Files that small are unpacked whatever their ratio.
const FREE_BYTES: usize = 4 << 20;

/// One file of an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Its name in the archive, with its folders, never leading out of it; that of an archive within comes
    /// first. Empty for a gzip file that does not tell.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Unpacking, with what is left of the limits.
struct Unpacking {
    members: Vec<Member>,
    problems: Problems,
    /// Bytes that may still be unpacked.
    room: usize,
    /// It was told that there are too many files.
    is_full: bool,
}

/// The files of a ZIP archive or a gzip file, in the order of the archive. A spreadsheet or a text document
/// is no archive of files, whatever its bytes are.
pub fn members(bytes: &[u8]) -> Reading<Vec<Member>> {
    let mut unpacking = Unpacking {
        members: Vec::new(),
        problems: Problems::new(),
        room: MOST_BYTES,
        is_full: false,
    };
    match format::sniff(bytes) {
        Format::Zip | Format::Xlsx => unpacking.unpack_zip(bytes, "", 1),
        Format::Gzip => unpacking.unpack_gzip(bytes, "", 1),
        Format::Empty => unpacking.refuse(ProblemKind::EmptyFile, ""),
        other => unpacking.refuse(ProblemKind::AnotherFormat, other.name()),
    }
    if unpacking.members.is_empty() && unpacking.problems.is_empty() {
        unpacking.refuse(ProblemKind::EmptyFile, "");
    }
    Reading {
        facts: unpacking.members,
        problems: unpacking.problems,
    }
}

impl Unpacking {
    fn refuse(&mut self, kind: ProblemKind, found: &str) {
        self.problems.add_for_file(kind, found, Kept::Nothing);
    }

    /// Tells why a file is not taken.
    fn tell(&mut self, name: &str, kind: ProblemKind, found: &str) {
        self.problems.add(Problem {
            line: None,
            field: Some(shortened(name)).filter(|name| !name.is_empty()),
            kind,
            found: shortened(found),
            kept: Kept::Nothing,
        });
    }

    /// How many bytes a file of so many compressed bytes may unpack to.
    fn room_for(&self, compressed: usize) -> usize {
        let honest = compressed.saturating_mul(BEST_RATIO).max(FREE_BYTES);
        honest.min(self.room)
    }

    /// Takes an unpacked file, or what is in it.
    fn take(&mut self, name: String, bytes: Vec<u8>, depth: u8) {
        let format = format::sniff(&bytes);
        if matches!(format, Format::Zip | Format::Gzip) && !zip::is_document(&bytes) {
            if depth < DEEPEST {
                match format {
                    Format::Zip => self.unpack_zip(&bytes, &name, depth + 1),
                    _ => self.unpack_gzip(&bytes, &name, depth + 1),
                }
            } else {
                self.tell(&name, ProblemKind::TooManyMembers, format.name());
            }
            return;
        }
        if self.members.len() >= MOST_MEMBERS {
            if !self.is_full {
                self.is_full = true;
                self.tell(&name, ProblemKind::TooManyMembers, "");
            }
            return;
        }
        self.room = self.room.saturating_sub(bytes.len());
        self.members.push(Member { name, bytes });
    }
}

#[cfg(test)]
mod tests;
