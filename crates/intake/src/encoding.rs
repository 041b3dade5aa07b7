//! The character encoding of a file, decided by evidence: the byte order mark, then the validity of
//! UTF-8, then which alphabet the other bytes make French in. It must never refuse a file: a
//! byte nobody can read becomes the replacement character.

mod cp850;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// The encodings read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// Only the 128 characters of ASCII.
    Ascii,
    /// UTF-8 without byte order mark.
    Utf8,
    /// UTF-8 that starts with a byte order mark.
    Utf8WithMark,
    /// UTF-16, low byte first.
    Utf16Little,
    /// UTF-16, high byte first.
    Utf16Big,
    /// ISO 8859-15, the Latin alphabet with the euro sign.
    Iso8859_15,
    /// Windows code page 1252.
    Windows1252,
    /// DOS code page 850.
    Cp850,
}

impl Encoding {
    /// The usual name, as shown to people.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Ascii => "ASCII",
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf8WithMark => "UTF-8 with BOM",
            Encoding::Utf16Little => "UTF-16 LE",
            Encoding::Utf16Big => "UTF-16 BE",
            Encoding::Iso8859_15 => "ISO 8859-15",
            Encoding::Windows1252 => "Windows-1252",
            Encoding::Cp850 => "CP850",
        }
    }

    /// The bytes as text. UTF-16 bytes are expected to be UTF-8 by now: whole files are
    /// converted before they are cut into lines.
    pub fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Encoding::Cp850 => cp850::decode(bytes),
            Encoding::Iso8859_15 => {
                encoding_rs::ISO_8859_15
                    .decode_without_bom_handling(bytes)
                    .0
            }
            Encoding::Windows1252 => {
                encoding_rs::WINDOWS_1252
                    .decode_without_bom_handling(bytes)
                    .0
            }
            _ => decode_utf8(bytes),
        }
    }

    /// The text as bytes; a character the encoding lacks becomes a question mark.
    pub fn encode(self, text: &str) -> Vec<u8> {
        match self {
            Encoding::Utf16Little => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Big => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Encoding::Cp850 => text
                .chars()
                .map(|c| cp850::encode(c).unwrap_or(b'?'))
                .collect(),
            Encoding::Iso8859_15 => encode_one_by_one(encoding_rs::ISO_8859_15, text),
            Encoding::Windows1252 => encode_one_by_one(encoding_rs::WINDOWS_1252, text),
            Encoding::Ascii => text
                .chars()
                .map(|c| if c.is_ascii() { c as u8 } else { b'?' })
                .collect(),
            Encoding::Utf8 | Encoding::Utf8WithMark => text.as_bytes().to_vec(),
        }
    }

    /// The byte order mark a file in this encoding starts with.
    pub fn mark(self) -> &'static [u8] {
        match self {
            Encoding::Utf8WithMark => &[0xEF, 0xBB, 0xBF],
            Encoding::Utf16Little => &[0xFF, 0xFE],
            Encoding::Utf16Big => &[0xFE, 0xFF],
            _ => &[],
        }
    }
}

fn encode_one_by_one(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut buffer = [0_u8; 4];
    for character in text.chars() {
        let (encoded, _, unmappable) = encoding.encode(character.encode_utf8(&mut buffer));
        if unmappable {
            bytes.push(b'?');
        } else {
            bytes.extend_from_slice(&encoded);
        }
    }
    bytes
}

/// A line that breaks UTF-8 inside a UTF-8 file was pasted from Windows more often than not.
fn decode_utf8(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
        }
    }
}

/// The encoding told by the first bytes: a byte order mark, or the zeros of UTF-16.
pub fn marked(first_bytes: &[u8]) -> Option<Encoding> {
    if first_bytes.starts_with(Encoding::Utf8WithMark.mark()) {
        return Some(Encoding::Utf8WithMark);
    }
    if first_bytes.starts_with(Encoding::Utf16Little.mark()) {
        return Some(Encoding::Utf16Little);
    }
    if first_bytes.starts_with(Encoding::Utf16Big.mark()) {
        return Some(Encoding::Utf16Big);
    }
    let sample = &first_bytes[..first_bytes.len().min(64) & !1];
    if sample.len() < 8 {
        return None;
    }
    let zeros_at = |parity: usize| {
        sample
            .iter()
            .skip(parity)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let half = sample.len() / 2;
    match (zeros_at(0), zeros_at(1)) {
        (0, odd) if odd * 10 >= half * 9 => Some(Encoding::Utf16Little),
        (even, 0) if even * 10 >= half * 9 => Some(Encoding::Utf16Big),
        _ => None,
    }
}

/// What was seen of the bytes above 127 of a file.
#[derive(Clone, Debug)]
pub struct Evidence {
    counts: [u64; 256],
    lines_valid: u64,
    lines_invalid: u64,
}

impl Default for Evidence {
    fn default() -> Self {
        Evidence {
            counts: [0; 256],
            lines_valid: 0,
            lines_invalid: 0,
        }
    }
}

impl Evidence {
    /// Looks at one line. Cheap for the lines that are ASCII, which most are.
    pub fn look(&mut self, line: &[u8]) {
        if line.is_ascii() {
            return;
        }
        if std::str::from_utf8(line).is_ok() {
            self.lines_valid += 1;
            return;
        }
        self.lines_invalid += 1;
        for byte in line.iter().filter(|byte| **byte >= 0x80) {
            self.counts[usize::from(*byte)] += 1;
        }
    }

    /// How many lines do not follow the encoding decided on.
    pub fn lines_against(&self, encoding: Encoding) -> u64 {
        match encoding {
            Encoding::Utf8 | Encoding::Utf8WithMark => self.lines_invalid,
            _ => 0,
        }
    }

    /// The encoding that explains best what was seen.
    pub fn decide(&self) -> Encoding {
        if self.lines_invalid == 0 {
            return if self.lines_valid == 0 {
                Encoding::Ascii
            } else {
                Encoding::Utf8
            };
        }
        if self.lines_valid > self.lines_invalid {
            return Encoding::Utf8;
        }
        let count = |bytes: &[u8]| -> u64 {
            bytes
                .iter()
                .map(|byte| self.counts[usize::from(*byte)])
                .sum()
        };
        // é è ê à ç â ô î ï û ù ë É Ç ü ° of CP850, which Windows reads as quotes and dashes.
        let dos = count(&[
            0x82, 0x8A, 0x88, 0x85, 0x87, 0x83, 0x93, 0x8C, 0x8B, 0x96, 0x97, 0x89, 0x90, 0x80,
            0x81, 0xF8,
        ]);
        let upper: u64 = (0xC0..=0xFF_usize)
            .filter(|byte| *byte != 0xF8)
            .map(|byte| self.counts[byte])
            .sum();
        // Quotes, euro, degree and « » of the Windows and ISO alphabets.
        let latin = upper + count(&[0x92, 0x9C, 0xA0, 0xA3, 0xA4, 0xA7, 0xAB, 0xB0, 0xB2, 0xBB]);
        if dos > latin {
            return Encoding::Cp850;
        }
        let windows: u64 = self.counts[0x80..0xA0].iter().sum();
        if windows > 0 {
            Encoding::Windows1252
        } else {
            Encoding::Iso8859_15
        }
    }
}

/// A whole file as text, with its encoding; the byte order mark is taken off.
pub fn text_of(bytes: &[u8]) -> (String, Encoding) {
    match marked(bytes) {
        Some(encoding @ (Encoding::Utf16Little | Encoding::Utf16Big)) => {
            let wide = if encoding == Encoding::Utf16Little {
                encoding_rs::UTF_16LE
            } else {
                encoding_rs::UTF_16BE
            };
            (wide.decode_with_bom_removal(bytes).0.into_owned(), encoding)
        }
        Some(encoding) => (
            encoding
                .decode(&bytes[encoding.mark().len()..])
                .into_owned(),
            encoding,
        ),
        None => {
            let mut evidence = Evidence::default();
            bytes
                .split(|byte| *byte == b'\n')
                .for_each(|line| evidence.look(line));
            let encoding = evidence.decide();
            let lines = bytes
                .split_inclusive(|byte| *byte == b'\n')
                .map(|line| encoding.decode(line));
            (lines.collect(), encoding)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "N° 12 : règlement reçu à Évry, réglé";

    fn check(encoding: Encoding) {
        let bytes = [encoding.mark(), &encoding.encode(TEXT)].concat();
        assert_eq!(
            text_of(&bytes),
            (TEXT.to_string(), encoding),
            "{encoding:?}"
        );
    }

    #[test]
    fn a_french_text_is_read_back_in_every_encoding() {
        check(Encoding::Utf8);
        check(Encoding::Utf8WithMark);
        check(Encoding::Utf16Little);
        check(Encoding::Utf16Big);
        check(Encoding::Iso8859_15);
        check(Encoding::Cp850);
    }

    #[test]
    fn windows_is_told_from_iso_by_its_own_bytes() {
        let bytes = Encoding::Windows1252.encode("l’été à 5 €");
        assert_eq!(
            text_of(&bytes),
            ("l’été à 5 €".to_string(), Encoding::Windows1252)
        );
    }

    #[test]
    fn utf_16_without_mark_is_recognised_by_its_zeros() {
        let bytes = Encoding::Utf16Big.encode("JournalCode\tJournalLib");
        assert_eq!(text_of(&bytes).1, Encoding::Utf16Big);
    }

    #[test]
    fn a_lone_degree_sign_of_dos_is_enough() {
        assert_eq!(text_of(b"FACTURE N\xF8 12").0, "FACTURE N° 12");
    }
}
