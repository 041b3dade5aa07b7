//! Looking through the archive of a workbook before anything of it is kept: how large its parts really are.
//! What an archive declares of itself must never be believed.

use std::io::{Cursor, Read};

use memchr::{memchr_iter, memmem};
use zip::ZipArchive;

use crate::reading::ProblemKind;

/// More entries than this are no workbook.
const MOST_ENTRIES: usize = 10_000;

/// The largest parts, and all parts together, in bytes once unpacked. Sheets are read as they stream by, other
/// parts are held.
const LARGEST_SHEET: u64 = 768 << 20;
const LARGEST_OTHER: u64 = 128 << 20;
const LARGEST_TOTAL: u64 = 1 << 30;

/// The longest stretch without a `<`: a cell holds 32,767 characters at most.
const LONGEST_TEXT: u64 = 4 << 20;

/// What the archive holds.
pub(super) struct Survey {
    pub has_merges: bool,
}

/// Unpacks every part, keeping nothing of it; why it is refused, else. A part may be read whatever its name
/// is, so the name of none is trusted.
pub(super) fn survey(bytes: &[u8]) -> Result<Survey, (ProblemKind, String)> {
    let malformed = |error: zip::result::ZipError| (ProblemKind::Malformed, error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(malformed)?;
    if archive.len() > MOST_ENTRIES {
        return Err((ProblemKind::SuspectArchive, archive.len().to_string()));
    }
    let mut total = 0;
    let mut has_merges = false;
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).map_err(malformed)?;
        let name = String::from_utf8_lossy(part.name_raw()).into_owned();
        let looked_at =
            look_through(&mut part, LARGEST_TOTAL - total).map_err(|kind| (kind, name))?;
        total += looked_at.size;
        has_merges |= looked_at.has_merges;
    }
    Ok(Survey { has_merges })
}

struct LookedAt {
    size: u64,
    has_merges: bool,
}

fn look_through(part: &mut impl Read, most: u64) -> Result<LookedAt, ProblemKind> {
    const MERGE: &[u8] = b"<mergeCell ";
    let finder = memmem::Finder::new(MERGE);
    let mut block = vec![0; 64 << 10];
    // The end of the block before stays in front, so that a mark over two blocks is found.
    let mut carried = 0;
    let mut looked_at = LookedAt {
        size: 0,
        has_merges: false,
    };
    let mut since_mark = 0;
    let mut largest = LARGEST_OTHER;
    let mut is_xml = false;
    loop {
        let read = part
            .read(&mut block[carried..])
            .map_err(|_| ProblemKind::Malformed)?;
        if read == 0 {
            return Ok(looked_at);
        }
        let fresh = &block[carried..carried + read];
        if looked_at.size == 0 {
            is_xml = fresh
                .trim_ascii_start()
                .first()
                .is_some_and(|byte| matches!(byte, b'<' | 0xef | 0xfe | 0xff));
            if memmem::find(fresh, b"<sheetData").is_some() {
                largest = LARGEST_SHEET;
            }
        }
        looked_at.size += read as u64;
        let mut start = 0;
        for mark in memchr_iter(b'<', fresh) {
            since_mark += (mark - start) as u64;
            if is_xml && since_mark > LONGEST_TEXT {
                return Err(ProblemKind::SuspectArchive);
            }
            since_mark = 0;
            start = mark;
        }
        since_mark += (fresh.len() - start) as u64;
        let is_too_large = looked_at.size > most.min(largest);
        if is_too_large || (is_xml && since_mark > LONGEST_TEXT) {
            return Err(ProblemKind::SuspectArchive);
        }
        let filled = carried + read;
        looked_at.has_merges |= finder.find(&block[..filled]).is_some();
        carried = filled.min(MERGE.len() - 1);
        block.copy_within(filled - carried..filled, 0);
    }
}
