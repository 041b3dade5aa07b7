//! What an archive or an old Office document holds, told by the names of its parts: a text document is
//! packed like a spreadsheet. It must never unpack anything.

use std::io::Cursor;

use memchr::memmem;
use zip::ZipArchive;

use super::{Format, SAMPLE};

/// The names of the parts that tell, the surest first.
const PARTS: &[(&str, Format)] = &[
    ("xl/workbook.xml", Format::Xlsx),
    ("xl/workbook.bin", Format::Xlsb),
    ("word/", Format::OfficeDocument),
    ("ppt/", Format::OfficeDocument),
    ("visio/", Format::OfficeDocument),
    ("xl/worksheets/", Format::Xlsx),
    ("xl/", Format::Xlsx),
];

/// The streams of an old Office document that tell, by name.
const STREAMS: &[(&str, Format)] = &[
    ("EncryptedPackage", Format::Protected),
    ("Workbook", Format::Xls),
    ("Book", Format::Xls),
    ("WordDocument", Format::OldOffice),
];

/// The format of a container; nothing for a file that is none.
pub(super) fn format_of(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(of_archive(bytes));
    }
    let is_compound = bytes.starts_with(b"\xD0\xCF\x11\xE0");
    is_compound.then(|| of_compound(bytes))
}

fn of_archive(bytes: &[u8]) -> Format {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let open_document = b"mimetypeapplication/vnd.oasis.opendocument.";
    if let Some(at) = memmem::find(sample, open_document) {
        let is_sheet = sample[at + open_document.len()..].starts_with(b"spreadsheet");
        return if is_sheet {
            Format::Ods
        } else {
            Format::OfficeDocument
        };
    }
    let Ok(archive) = ZipArchive::new(Cursor::new(bytes)) else {
        // Cut, or only its first bytes: the parts name themselves one by one too.
        let found = PARTS
            .iter()
            .find(|(part, _)| memmem::find(sample, part.as_bytes()).is_some());
        return found.map_or(Format::Zip, |(_, format)| *format);
    };
    let names: Vec<String> = archive
        .file_names_raw()
        .take(10_000)
        .map(|name| {
            String::from_utf8_lossy(name)
                .replace('\\', "/")
                .to_lowercase()
        })
        .collect();
    let is_there = |part: &str| {
        names
            .iter()
            .any(|name| name.trim_start_matches('/').starts_with(part))
    };
    let found = PARTS.iter().find(|(part, _)| is_there(part));
    found.map_or(Format::Zip, |(_, format)| *format)
}

/// The names of streams lie in the directory as UTF-16.
fn of_compound(bytes: &[u8]) -> Format {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &wide).is_some()
    };
    let found = STREAMS.iter().find(|(name, _)| has(name));
    found.map_or(Format::OldOffice, |(_, format)| *format)
}
