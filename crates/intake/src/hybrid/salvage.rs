//! The invoice in a PDF whose structure cannot be relied on: cut, with a wrong table of contents, or not read for
//! another reason. Every part of the file that is marked as an embedded file is tried. It must stay linear.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::{Attachment, LARGEST_PART, MOST_ATTACHMENTS};
use crate::format::{self, Format};

/// How far before its content the description of a part starts at most, in bytes.
const LONGEST_DESCRIPTION: usize = 2048;
/// How many parts of the file are looked at.
const MOST_STREAMS: usize = 100_000;
/// Bytes decompressed in all, so that many small bombs do not add up.
const MOST_BYTES: usize = 4 * LARGEST_PART;

/// The invoices found, the last one in the file first: later parts replace earlier ones.
pub(super) fn invoices(bytes: &[u8]) -> Vec<Attachment> {
    let mut found: Vec<Attachment> = Vec::new();
    let mut tried = 0;
    let mut room = MOST_BYTES;
    for start in memchr::memmem::find_iter(bytes, b"stream").take(MOST_STREAMS) {
        let description = description(bytes, start);
        let is_end = bytes[..start].ends_with(b"end");
        if is_end || !is_embedded_file(description) {
            continue;
        }
        tried += 1;
        if tried > MOST_ATTACHMENTS || room == 0 {
            break;
        }
        let content = content(bytes, start + b"stream".len());
        let inflated = match memchr::memmem::find(description, b"FlateDecode") {
            Some(_) => inflate(content, room.min(LARGEST_PART)),
            None => content[..content.len().min(room)].to_vec(),
        };
        room -= inflated.len().min(room);
        if format::sniff(&inflated) == Format::EInvoice {
            found.push(Attachment {
                name: String::new(),
                content: Some(inflated),
            });
        }
    }
    found.reverse();
    found
}

/// The dictionary before the content: back to where its object begins.
fn description(bytes: &[u8], end: usize) -> &[u8] {
    let window = &bytes[end.saturating_sub(LONGEST_DESCRIPTION)..end];
    let begin = memchr::memmem::rfind(window, b" obj").unwrap_or(0);
    &window[begin..]
}

/// Names may be written with `#` codes: `text#2Fxml`.
fn is_embedded_file(description: &[u8]) -> bool {
    let has = |needle: &[u8]| memchr::memmem::find(description, needle).is_some();
    has(b"EmbeddedFile") || has(b"text#2Fxml") || has(b"text#2fxml") || has(b"application#2Fxml")
}

/// From the end of the line to the mark that ends the content, or to the end of the file.
fn content(bytes: &[u8], after_mark: usize) -> &[u8] {
    let rest = &bytes[after_mark..];
    let rest = rest.strip_prefix(b"\r\n").unwrap_or_else(|| {
        rest.strip_prefix(b"\n")
            .or(rest.strip_prefix(b"\r"))
            .unwrap_or(rest)
    });
    let end = memchr::memmem::find(rest, b"endstream").unwrap_or(rest.len());
    &rest[..end]
}

/// What could be decompressed, even when the data stops before its end.
fn inflate(content: &[u8], limit: usize) -> Vec<u8> {
    let limit = limit as u64;
    let mut out = Vec::new();
    let whole = ZlibDecoder::new(content).take(limit).read_to_end(&mut out);
    if whole.is_err() && out.is_empty() && content.len() > 2 {
        // The two bytes of the header are wrong: the data behind them may be right.
        let after_header = DeflateDecoder::new(&content[2..])
            .take(limit)
            .read_to_end(&mut out);
        if after_header.is_err() && out.is_empty() {
            return content.to_vec();
        }
    }
    out
}
