//! The texts kept from a file: raw bytes, each stored once, decoded when the whole file has been
//! seen and its encoding is known. It must never lose a text to a hash collision.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, DefaultHasher, Hasher};

use crate::encoding::Encoding;

/// A text of the file; zero is the empty text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextId(pub(super) u32);

impl TextId {
    /// True for the empty text.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// A hash map whose iteration order does not depend on the process; it is never iterated anyway.
pub(super) type FixedMap<K, V> = HashMap<K, V, BuildHasherDefault<DefaultHasher>>;

/// The same number for the same bytes, on every machine.
pub(super) fn fingerprint(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(bytes);
    hasher.finish()
}

/// Texts as bytes, each once.
#[derive(Clone, Debug)]
pub(super) struct RawTexts {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    known: FixedMap<u64, u32>,
}

impl Default for RawTexts {
    fn default() -> Self {
        RawTexts {
            bytes: Vec::new(),
            ends: vec![0],
            known: FixedMap::default(),
        }
    }
}

impl RawTexts {
    /// The id of `text`, added when it is new.
    pub fn keep(&mut self, text: &[u8]) -> TextId {
        if text.is_empty() {
            return TextId::default();
        }
        let print = fingerprint(text);
        if let Some(known) = self.known.get(&print)
            && self.bytes_of(TextId(*known)) == text
        {
            return TextId(*known);
        }
        let id = self.push(text);
        self.known.insert(print, id.0);
        id
    }

    /// Adds a text that is seldom met twice, without looking for it.
    pub fn keep_unique(&mut self, text: &[u8]) -> TextId {
        if text.is_empty() {
            TextId::default()
        } else {
            self.push(text)
        }
    }

    fn push(&mut self, text: &[u8]) -> TextId {
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len() as u32);
        TextId(self.ends.len() as u32 - 1)
    }

    /// The bytes of a text.
    pub fn bytes_of(&self, id: TextId) -> &[u8] {
        let Some(before) = id.0.checked_sub(1) else {
            return b"";
        };
        &self.bytes[self.ends[before as usize] as usize..self.ends[id.0 as usize] as usize]
    }

    /// The texts, decoded.
    pub fn decoded(self, encoding: Encoding) -> Texts {
        let RawTexts {
            bytes,
            mut ends,
            known,
        } = self;
        drop(known);
        let as_it_is = matches!(
            encoding,
            Encoding::Ascii | Encoding::Utf8 | Encoding::Utf8WithMark
        );
        let bytes = if as_it_is {
            match String::from_utf8(bytes) {
                Ok(text) => return Texts { text, ends },
                Err(refused) => refused.into_bytes(),
            }
        } else {
            bytes
        };
        let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
        let mut start = 0;
        for end in ends.iter_mut().skip(1) {
            text.push_str(&encoding.decode(&bytes[start..*end as usize]));
            start = *end as usize;
            *end = text.len() as u32;
        }
        Texts { text, ends }
    }
}

/// Decoded texts.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    text: String,
    ends: Vec<u32>,
}

impl Texts {
    /// The text of an id.
    pub fn of(&self, id: TextId) -> &str {
        let Some(before) = id.0.checked_sub(1) else {
            return "";
        };
        &self.text[self.ends[before as usize] as usize..self.ends[id.0 as usize] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_is_kept_once_and_decoded_at_the_end() {
        let mut raw = RawTexts::default();
        let first = raw.keep(b"N\xF8 12");
        assert_eq!(raw.keep(b"N\xF8 12"), first);
        let second = raw.keep(b"\x82t\x82");
        assert!(raw.keep(b"").is_empty());
        let texts = raw.decoded(Encoding::Cp850);
        assert_eq!(
            (
                texts.of(first),
                texts.of(second),
                texts.of(TextId::default())
            ),
            ("N° 12", "été", "")
        );
    }
}
