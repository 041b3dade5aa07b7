//! Bytes become characters, piece by piece: UTF-8 wherever the bytes are UTF-8, whatever the document
//! declares; the declared or likeliest alphabet for the other bytes; UTF-16 by its mark or its zeros.
//! It must never refuse a byte, nor hold more than a piece.

use std::io::{BufRead, ErrorKind};

use crate::encoding::{self, Encoding, Evidence};

/// How many bytes are converted at a time.
const PIECE: usize = 256 << 10;
/// How many bytes are looked at before the encoding is decided.
const HEAD: usize = 1 << 10;

/// Where the characters come from.
pub(super) struct Characters<R> {
    input: R,
    coding: Option<Coding>,
    /// Bytes read and not converted yet: the head, then at most the start of one character.
    waiting: Vec<u8>,
    has_ended: bool,
    /// Reading the bytes failed.
    pub has_failed: bool,
    /// Bytes that are not UTF-8 were met in a document that does not declare another alphabet.
    pub has_bad_bytes: bool,
}

enum Coding {
    /// UTF-8, with the alphabet of the bytes that are not.
    Utf8(Alphabet),
    /// An encoding that cannot be told byte by byte.
    Whole(encoding_rs::Decoder),
}

enum Alphabet {
    /// Declared by the document.
    Declared(&'static encoding_rs::Encoding),
    /// To be told from the first bytes that are not UTF-8.
    Unknown,
    Guessed(Encoding),
}

impl<R: BufRead> Characters<R> {
    pub fn new(input: R) -> Self {
        Characters {
            input,
            coding: None,
            waiting: Vec::new(),
            has_ended: false,
            has_failed: false,
            has_bad_bytes: false,
        }
    }

    /// Adds a piece to the text; false when there was nothing left.
    pub fn read_into(&mut self, text: &mut String) -> bool {
        if self.has_ended {
            return false;
        }
        if self.coding.is_none() {
            self.read_head();
        }
        let from = text.len();
        let mut bytes = std::mem::take(&mut self.waiting);
        self.fill(&mut bytes, PIECE);
        let converted = match &mut self.coding {
            Some(Coding::Whole(decoder)) => {
                let room = decoder.max_utf8_buffer_length(bytes.len());
                text.reserve(room.unwrap_or(bytes.len()));
                let _ = decoder.decode_to_string(&bytes, text, self.has_ended);
                bytes.len()
            }
            _ => self.convert(&bytes, text),
        };
        bytes.drain(..converted);
        self.waiting = bytes;
        without_marks(text, from);
        true
    }

    fn read_head(&mut self) {
        let mut head = Vec::new();
        self.fill(&mut head, HEAD);
        self.coding = Some(coding_of(&head));
        let mark = encoding::marked(&head).map_or(0, |marked| {
            let mark = marked.mark();
            if head.starts_with(mark) {
                mark.len()
            } else {
                0
            }
        });
        head.drain(..mark);
        self.waiting = head;
    }

    /// Reads until `into` holds so many bytes, or the input has ended: where a piece ends is the document's own, however
    /// few bytes its reader hands over at a time, so that the same document is always read alike.
    fn fill(&mut self, into: &mut Vec<u8>, size: usize) {
        while into.len() < size && !self.has_ended {
            match self.input.fill_buf() {
                Ok([]) => self.has_ended = true,
                Ok(bytes) => {
                    let taken = bytes.len().min(size - into.len());
                    into.extend_from_slice(&bytes[..taken]);
                    self.input.consume(taken);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(_) => {
                    self.has_ended = true;
                    self.has_failed = true;
                }
            }
        }
    }

    /// Adds bytes to the text and says how many: a character that is not whole yet waits.
    fn convert(&mut self, bytes: &[u8], text: &mut String) -> usize {
        let mut rest = bytes;
        loop {
            let error = match std::str::from_utf8(rest) {
                Ok(valid) => {
                    text.push_str(valid);
                    return bytes.len();
                }
                Err(error) => error,
            };
            let (valid, after) = rest.split_at(error.valid_up_to());
            text.push_str(std::str::from_utf8(valid).unwrap_or_default());
            let bad = match error.error_len() {
                Some(length) => length,
                None if self.has_ended => after.len(),
                None => return bytes.len() - after.len(),
            };
            self.convert_bad(&after[..bad], bytes, text);
            rest = &after[bad..];
        }
    }

    fn convert_bad(&mut self, bad: &[u8], around: &[u8], text: &mut String) {
        if let Some(Coding::Utf8(alphabet)) = &mut self.coding {
            if let Alphabet::Unknown = alphabet {
                *alphabet = Alphabet::Guessed(guess(around));
                self.has_bad_bytes = true;
            }
            match alphabet {
                Alphabet::Declared(declared) => {
                    text.push_str(&declared.decode_without_bom_handling(bad).0);
                }
                Alphabet::Guessed(guessed) => text.push_str(&guessed.decode(bad)),
                Alphabet::Unknown => {}
            }
        }
    }
}

fn guess(bytes: &[u8]) -> Encoding {
    let mut evidence = Evidence::default();
    bytes
        .split(|byte| *byte == b'\n')
        .for_each(|line| evidence.look(line));
    match evidence.decide() {
        found @ (Encoding::Cp850 | Encoding::Iso8859_15) => found,
        _ => Encoding::Windows1252,
    }
}

fn coding_of(head: &[u8]) -> Coding {
    let wide = match encoding::marked(head) {
        Some(Encoding::Utf16Little) => Some(encoding_rs::UTF_16LE),
        Some(Encoding::Utf16Big) => Some(encoding_rs::UTF_16BE),
        Some(_) => return Coding::Utf8(Alphabet::Unknown),
        None => None,
    };
    let Some(encoding) = wide.or_else(|| declared(head)) else {
        return Coding::Utf8(Alphabet::Unknown);
    };
    if encoding.is_single_byte() {
        Coding::Utf8(Alphabet::Declared(encoding))
    } else {
        Coding::Whole(encoding.new_decoder_without_bom_handling())
    }
}

/// The encoding an XML declaration names, UTF-8 and UTF-16 apart: those are told by the bytes.
fn declared(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let end = memchr::memchr(b'>', head)?;
    let declaration = &head[..end];
    let at = memchr::memmem::find(declaration, b"encoding")?;
    let mut parts = declaration[at..].split(|byte| matches!(byte, b'"' | b'\''));
    let label = parts.nth(1)?;
    let found = encoding_rs::Encoding::for_label(label)?;
    let by_bytes = [
        encoding_rs::UTF_8,
        encoding_rs::UTF_16LE,
        encoding_rs::UTF_16BE,
        encoding_rs::REPLACEMENT,
    ];
    (!by_bytes.contains(&found)).then_some(found)
}

/// Takes out the byte order marks that pieces put together carry inside: a reader drops one at the start of what it is
/// given and counts its places without it.
fn without_marks(text: &mut String, from: usize) {
    const MARK: char = '\u{feff}';
    let mut mark = [0; 4];
    let mark = MARK.encode_utf8(&mut mark).as_bytes();
    if memchr::memmem::find(&text.as_bytes()[from..], mark).is_none() {
        return;
    }
    let clean = text[from..].replace(MARK, "");
    text.truncate(from);
    text.push_str(&clean);
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        for size in [1, 3, 7, 4096] {
            let mut characters = Characters::new(BufReader::with_capacity(size, bytes));
            let mut text = String::new();
            while characters.read_into(&mut text) {}
            assert_eq!(text, expected, "read {size} bytes at a time");
        }
    }

    #[test]
    fn characters_do_not_depend_on_the_size_of_the_pieces() {
        let text = "<a>Café Évry, 5 €</a>";
        check(text.as_bytes(), text);
        for encoding in [
            Encoding::Utf8WithMark,
            Encoding::Utf16Little,
            Encoding::Utf16Big,
        ] {
            check(&[encoding.mark(), &encoding.encode(text)].concat(), text);
        }
        check(&Encoding::Utf16Little.encode(text), text);
    }

    #[test]
    fn a_declared_alphabet_serves_the_bytes_that_are_not_utf_8() {
        let latin = "<?xml version='1.0' encoding='ISO-8859-1'?><a>Café</a>";
        check(&Encoding::Windows1252.encode(latin), latin);
        check(latin.as_bytes(), latin);
        let polish = b"<?xml version='1.0' encoding=\"windows-1250\"?><a>\xB3\xF3d\x9F</a>";
        check(
            polish,
            "<?xml version='1.0' encoding=\"windows-1250\"?><a>łódź</a>",
        );
    }

    #[test]
    fn a_wrong_byte_in_a_document_of_utf_8_loses_nothing_around_it() {
        check(b"<a>caf\xC3\xA9 caf\xE9</a>", "<a>café café</a>");
        check(b"<a>caf\xE9", "<a>café");
    }
}
