//! What an archive or an old Office document holds, told by the names of its parts: a text document is
//! packed like a spreadsheet. It must never unpack more than the few bytes in which an OpenDocument names itself.

use std::io::{Cursor, Read as _};

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
    if let Some(at) = memmem::find(sample, b"mimetypeapplication/vnd.oasis.opendocument.")
        && let Some(format) = open_document(&sample[at..])
    {
        return format;
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else {
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
    if let Some((_, format)) = PARTS.iter().find(|(part, _)| is_there(part)) {
        return *format;
    }
    let is_open = is_there("content.xml");
    let named = is_open.then(|| named_within(&mut archive)).flatten();
    named.unwrap_or(Format::Zip)
}

/// What an OpenDocument names itself, where other programs packed it again and its name no longer comes first.
fn named_within(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<Format> {
    ["mimetype", "META-INF/manifest.xml"]
        .iter()
        .find_map(|name| {
            let part = archive.by_name(name).ok()?;
            let mut start = Vec::new();
            part.take(SAMPLE as u64).read_to_end(&mut start).ok()?;
            open_document(&start)
        })
}

/// Which document a name tells that holds `opendocument.spreadsheet` or the like.
fn open_document(name: &[u8]) -> Option<Format> {
    const FAMILY: &[u8] = b"vnd.oasis.opendocument.";
    let at = memmem::find(name, FAMILY)?;
    Some(
        match name[at + FAMILY.len()..].starts_with(b"spreadsheet") {
            true => Format::Ods,
            false => Format::OfficeDocument,
        },
    )
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
