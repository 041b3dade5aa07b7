//! The files attached to a PDF, however they are listed: the tree of names, the associated files, or an annotation.
//! It must touch nothing of a page.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

use super::reduce::reduce;
use super::{Attachment, LARGEST_PART, MOST_ATTACHMENTS, known_rank};

/// What came of looking.
pub(super) enum Found {
    /// The files attached, perhaps none.
    Attachments(Vec<Attachment>),
    /// Nothing can be read without a password.
    Locked,
    /// The document is too damaged to say.
    Unreadable,
}

/// Nothing that lists files nests deeper.
const DEEPEST: usize = 12;

/// Bytes that all containers of objects may decompress to.
const ALL_CONTAINERS: usize = 4 << 20;
/// Bytes that reading an encrypted PDF may copy at worst.
const MOST_COPIED: usize = 1 << 30;

/// Lengths of an encrypted PDF: a chain of them is followed by recursion.
const MOST_LENGTHS: usize = 2000;

struct Search<'a> {
    document: &'a Document,
    /// Names that a tree of names gives to files.
    names: BTreeMap<ObjectId, String>,
    files: Vec<(Option<ObjectId>, &'a Dictionary)>,
}

/// Looks for the attached files.
pub(super) fn attachments(bytes: &[u8]) -> Found {
    let is_encrypted = is_encrypted(bytes);
    let loaded = if is_encrypted {
        load_encrypted(bytes)
    } else {
        let reduced = reduce(bytes);
        load(&reduced.bytes, reduced.containers)
    };
    let Some(document) = loaded else {
        return match is_encrypted {
            true => Found::Locked,
            false => Found::Unreadable,
        };
    };
    if document.trailer.get(b"Encrypt").is_ok() {
        return Found::Locked;
    }
    let mut search = Search {
        document: &document,
        names: BTreeMap::new(),
        files: Vec::new(),
    };
    for (id, object) in &document.objects {
        search.look(Some(*id), object, 0);
    }
    let files: Vec<Attachment> = search
        .files
        .iter()
        .take(MOST_ATTACHMENTS)
        .map(|(id, file)| search.attachment(*id, file))
        .collect();
    Found::Attachments(files)
}

fn load(bytes: &[u8], containers: usize) -> Option<Document> {
    // Every container is decompressed at once: together they stay within the bound.
    let share = (ALL_CONTAINERS / containers.max(1)).clamp(64 << 10, LARGEST_PART);
    let options = LoadOptions::with_max_decompressed_size(share);
    Document::load_mem_with_options(bytes, options).ok()
}

fn is_encrypted(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"/Encrypt").is_some()
}

/// With its own table of contents, which says how it is encrypted. Every entry of the table is read, and every length
/// that is an object of its own is followed: a file with too many of either is left alone.
fn load_encrypted(bytes: &[u8]) -> Option<Document> {
    let count = |needle: &[u8]| memchr::memmem::find_iter(bytes, needle).count();
    let parts = count(b" 00000 n").max(count(b" obj"));
    let containers = count(b"ObjStm") + count(b"/XRef");
    let is_small = parts.saturating_mul(bytes.len()) <= MOST_COPIED
        && count(b"/Length") <= MOST_LENGTHS
        && count(b"/L#") == 0;
    is_small.then(|| load(bytes, containers)).flatten()
}

impl<'a> Search<'a> {
    /// Gathers file specifications and names below an object, without following references.
    fn look(&mut self, id: Option<ObjectId>, object: &'a Object, depth: usize) {
        if depth > DEEPEST || self.files.len() > MOST_ATTACHMENTS {
            return;
        }
        match object {
            Object::Dictionary(dictionary) => {
                if dictionary.has(b"EF") {
                    self.files.push((id, dictionary));
                    return;
                }
                if let Ok(names) = dictionary.get(b"Names").and_then(Object::as_array) {
                    self.note_names(names);
                }
                for (_, value) in dictionary.iter() {
                    self.look(None, value, depth + 1);
                }
            }
            Object::Array(items) => {
                for item in items {
                    self.look(None, item, depth + 1);
                }
            }
            _ => {}
        }
    }

    fn note_names(&mut self, names: &[Object]) {
        for pair in names.chunks(2) {
            if let [Object::String(name, _), Object::Reference(file)] = pair {
                self.names.insert(*file, text(name));
            }
        }
    }

    fn attachment(&self, id: Option<ObjectId>, file: &Dictionary) -> Attachment {
        let written = [b"UF".as_slice(), b"F", b"Unix", b"DOS", b"Mac"]
            .iter()
            .filter_map(|key| self.followed(file.get(key).ok()?))
            .find_map(|name| match name {
                Object::String(name, _) | Object::Name(name) => Some(text(name)),
                _ => None,
            });
        let listed = id.and_then(|id| self.names.get(&id).cloned());
        let name = written
            .filter(|name| !name.is_empty())
            .or(listed)
            .unwrap_or_default();
        // Some programs write a path.
        let name = name
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default()
            .to_string();
        let content = may_be_invoice(&name).then(|| self.content(file)).flatten();
        Attachment { name, content }
    }

    fn content(&self, file: &Dictionary) -> Option<Vec<u8>> {
        let streams = self.followed(file.get(b"EF").ok()?)?.as_dict().ok()?;
        let stream = [b"UF".as_slice(), b"F", b"Unix", b"DOS", b"Mac"]
            .iter()
            .find_map(|key| self.followed(streams.get(key).ok()?)?.as_stream().ok())?;
        stream.decompressed_content_with_limit(LARGEST_PART).ok()
    }

    fn followed<'b>(&'b self, object: &'b Object) -> Option<&'b Object> {
        self.document
            .dereference(object)
            .ok()
            .map(|(_, found)| found)
    }
}

/// A name of the standards, any XML, or no name at all.
fn may_be_invoice(name: &str) -> bool {
    let lower = name.to_lowercase();
    let is_xml = lower.ends_with(".xml") || !lower.contains('.');
    known_rank(&lower).is_some() || (is_xml && lower != "order-x.xml")
}

/// A PDF text: UTF-16 or UTF-8 with their marks, else what it is most likely.
fn text(bytes: &[u8]) -> String {
    let read = match bytes {
        [0xFE, 0xFF, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0,
        [0xFF, 0xFE, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0,
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest),
        _ if std::str::from_utf8(bytes).is_ok() => String::from_utf8_lossy(bytes),
        _ => {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
        }
    };
    read.chars()
        .filter(|c| !c.is_control())
        .take(200)
        .collect::<String>()
        .trim()
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_in_every_encoding() {
        let table: [(&[u8], &str); 5] = [
            (b"factur-x.xml", "factur-x.xml"),
            (b"\xFE\xFF\0f\0x\0.\0x\0m\0l", "fx.xml"),
            (b"\xFF\xFEf\0x\0", "fx"),
            (b"\xEF\xBB\xBF\xc3\xa9.xml", "é.xml"),
            (b"\xe9.xml", "é.xml"),
        ];
        for (bytes, expected) in table {
            assert_eq!(text(bytes), expected);
        }
    }
}
