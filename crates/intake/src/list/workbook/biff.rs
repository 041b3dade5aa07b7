//! The records of a workbook of Excel 97 to 2003 (BIFF 8), and of Excel 5 and 95 (BIFF 5), one after the other, and
//! the texts within them. It must never read past the end of a record, whatever its lengths say.

use super::compound::{long, short};

/// The records that are read.
pub(super) mod kind {
    pub const BEGIN: u16 = 0x0809;
    pub const END: u16 = 0x000A;
    pub const PASSWORD: u16 = 0x002F;
    pub const CODE_PAGE: u16 = 0x0042;
    pub const SYSTEM_OF_1904: u16 = 0x0022;
    pub const FORMAT: u16 = 0x041E;
    pub const CELL_FORMAT: u16 = 0x00E0;
    pub const SHEET: u16 = 0x0085;
    pub const TEXTS: u16 = 0x00FC;
    pub const CONTINUED: u16 = 0x003C;
    pub const SHARED_TEXT: u16 = 0x00FD;
    pub const TEXT: u16 = 0x0204;
    pub const RICH_TEXT: u16 = 0x00D6;
    pub const NUMBER: u16 = 0x0203;
    pub const SHORT_NUMBER: u16 = 0x027E;
    pub const SHORT_NUMBERS: u16 = 0x00BD;
    pub const FORMULA: u16 = 0x0006;
    pub const TEXT_OF_FORMULA: u16 = 0x0207;
    pub const TRUTH: u16 = 0x0205;
    pub const MERGED: u16 = 0x00E5;
}

/// One record.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    pub kind: u16,
    pub data: &'a [u8],
}

/// The records from a place on; a record that the file cuts is the last, and shorter.
pub(super) fn records(stream: &[u8], from: usize) -> impl Iterator<Item = Record<'_>> {
    let mut at = from;
    std::iter::from_fn(move || {
        let (kind, length) = (short(stream, at)?, short(stream, at + 2)?);
        let start = at + 4;
        let end = (start + usize::from(length)).min(stream.len());
        at = start + usize::from(length);
        let data = stream.get(start..end)?;
        Some(Record { kind, data })
    })
}

/// How texts are written.
#[derive(Clone, Copy)]
pub(super) enum Letters {
    /// Excel 97 and later: one or two bytes for each letter, as a mark before them says.
    Unicode,
    /// Excel 5 and 95: the letters of a code page.
    Page(&'static encoding_rs::Encoding),
}

impl Letters {
    /// The letters of a code page, as a workbook numbers them.
    pub fn of_page(number: u16) -> Letters {
        Letters::Page(match number {
            874 => encoding_rs::WINDOWS_874,
            932 => encoding_rs::SHIFT_JIS,
            936 => encoding_rs::GBK,
            949 => encoding_rs::EUC_KR,
            950 => encoding_rs::BIG5,
            1250 => encoding_rs::WINDOWS_1250,
            1251 => encoding_rs::WINDOWS_1251,
            1253 => encoding_rs::WINDOWS_1253,
            1254 => encoding_rs::WINDOWS_1254,
            1257 => encoding_rs::WINDOWS_1257,
            10_000 => encoding_rs::MACINTOSH,
            _ => encoding_rs::WINDOWS_1252,
        })
    }

    /// The text at a place, whose length stands before it in so many bytes.
    pub fn text(self, data: &[u8], at: usize, bytes_of_length: usize) -> String {
        let length = match bytes_of_length {
            1 => data.get(at).copied().map(usize::from),
            _ => short(data, at).map(usize::from),
        };
        let (Some(length), Some(rest)) = (length, data.get(at + bytes_of_length..)) else {
            return String::new();
        };
        match self {
            Letters::Page(page) => {
                let bytes = &rest[..rest.len().min(length)];
                page.decode_without_bom_handling(bytes).0.into_owned()
            }
            Letters::Unicode => {
                let mut pieces = Pieces::of(vec![rest]);
                let Some(mark) = pieces.byte() else {
                    return String::new();
                };
                let (runs, more) = pieces.ornaments(mark);
                let text = pieces.letters(length, mark & 1 == 1);
                pieces.skip(runs * 4 + more);
                text
            }
        }
    }
}

/// The texts that cells share, at most so many.
pub(super) fn shared_texts(pieces: Vec<&[u8]>, most: usize) -> Vec<String> {
    let mut pieces = Pieces::of(pieces);
    pieces.skip(8);
    let mut texts = Vec::new();
    while texts.len() < most {
        let (Some(low), Some(high), Some(mark)) = (pieces.byte(), pieces.byte(), pieces.byte())
        else {
            break;
        };
        let (runs, more) = pieces.ornaments(mark);
        texts.push(pieces.letters(usize::from(u16::from_le_bytes([low, high])), mark & 1 == 1));
        pieces.skip(runs * 4 + more);
    }
    texts
}

/// A record and those that continue it: a text cut between two goes on behind a mark of its own.
struct Pieces<'a> {
    pieces: std::vec::IntoIter<&'a [u8]>,
    now: &'a [u8],
}

impl<'a> Pieces<'a> {
    fn of(pieces: Vec<&'a [u8]>) -> Self {
        let mut pieces = pieces.into_iter();
        let now = pieces.next().unwrap_or_default();
        Pieces { pieces, now }
    }

    /// Goes to the next piece that holds something; false when there is none.
    fn has_more(&mut self) -> bool {
        while self.now.is_empty() {
            match self.pieces.next() {
                Some(piece) => self.now = piece,
                None => return false,
            }
        }
        true
    }

    fn byte(&mut self) -> Option<u8> {
        if !self.has_more() {
            return None;
        }
        let (first, rest) = self.now.split_first()?;
        self.now = rest;
        Some(*first)
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 && self.has_more() {
            let step = count.min(self.now.len());
            self.now = &self.now[step..];
            count -= step;
        }
    }

    /// How many changes of font and how many other bytes follow a text.
    fn ornaments(&mut self, mark: u8) -> (usize, usize) {
        let mut number = |bytes: usize| {
            (0..bytes).fold(0_usize, |sum, at| {
                sum | usize::from(self.byte().unwrap_or(0)) << (8 * at)
            })
        };
        let runs = if mark & 8 == 0 { 0 } else { number(2) };
        let more = if mark & 4 == 0 { 0 } else { number(4) };
        (runs, more)
    }

    fn letters(&mut self, length: usize, is_wide: bool) -> String {
        let (mut units, mut is_wide) = (Vec::new(), is_wide);
        while units.len() < length {
            if self.now.is_empty() {
                if !self.has_more() {
                    break;
                }
                is_wide = self.byte().is_some_and(|mark| mark & 1 == 1);
            }
            let left = length - units.len();
            if is_wide {
                let taken = (self.now.len() / 2).min(left);
                units.extend((0..taken).filter_map(|at| short(self.now, 2 * at)));
                self.now = &self.now[2 * taken..];
                if units.len() < length && self.now.len() == 1 {
                    // Half a letter is damage.
                    self.now = &[];
                }
            } else {
                let taken = self.now.len().min(left);
                units.extend(self.now[..taken].iter().map(|byte| u16::from(*byte)));
                self.now = &self.now[taken..];
            }
        }
        String::from_utf16_lossy(&units)
    }
}

/// The number at a place, in eight bytes.
pub(super) fn number(data: &[u8], at: usize) -> Option<f64> {
    let bytes = data.get(at..at.checked_add(8)?)?;
    Some(f64::from_le_bytes(bytes.try_into().ok()?))
}

/// The number at a place, in four bytes: an integer or half a number, whole or in hundredths.
pub(super) fn short_number(data: &[u8], at: usize) -> Option<f64> {
    let written = long(data, at)?;
    let number = if written & 2 == 0 {
        f64::from_bits(u64::from(written & !3) << 32)
    } else {
        f64::from(written.cast_signed() >> 2)
    };
    Some(if written & 1 == 0 {
        number
    } else {
        number / 100.0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_cut_between_two_records_goes_on_in_letters_of_another_width() {
        let first = [
            2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, b'a', b'b', b'c', 4, 0, 0, b'n', 0xE9,
        ];
        let second = [1, 0xAC, 0x20, b'x', 0, 1, 0, 0, b'z'];
        let texts = shared_texts(vec![&first, &second], 10);
        assert_eq!(texts, ["abc", "né€x", "z"]);
        assert_eq!(shared_texts(vec![&first[..17]], 10), ["abc", ""]);
        assert_eq!(shared_texts(vec![&first, &second], 1), ["abc"]);
    }

    #[test]
    fn what_adorns_a_text_is_passed_over() {
        let rich = [
            1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 12, 1, 0, 2, 0, 0, 0, b'a', 9, 9, 9, 9, 8, 8, 1, 0, 0,
            b'b',
        ];
        assert_eq!(shared_texts(vec![&rich], 10), ["a", "b"]);
    }

    #[test]
    fn a_number_of_four_bytes_is_read_in_each_of_its_forms() {
        let check = |written: u32, expected: f64| {
            assert_eq!(short_number(&written.to_le_bytes(), 0), Some(expected));
        };
        check(5 << 2 | 2, 5.0);
        check(12_345 << 2 | 3, 123.45);
        check((-7_i32 << 2).cast_unsigned() | 2, -7.0);
        check(0x3FF8_0000, 1.5);
        check(0x4059_0001, 1.0);
        assert_eq!(short_number(&[1, 2], 0), None);
    }
}
