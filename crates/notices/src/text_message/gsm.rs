//! The short alphabet of the networks, of seven bits (3GPP TS 23.038): its letters, one to a byte, and the letters of such
//! bytes. Must never lose a place in what it reads: a code that stands for nothing shows as one sign.

/// The letters that are one unit long, in the order of their codes, without the mark at 0x1b.
const PLAIN: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡\
    ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// The mark before a letter of the second table.
const MARK: u8 = 0x1b;
/// The letters of the second table, two units long with their mark.
const LONG: [(u8, char); 10] = [
    (0x0a, '\u{c}'),
    (0x14, '^'),
    (0x28, '{'),
    (0x29, '}'),
    (0x2f, '\\'),
    (0x3c, '['),
    (0x3d, '~'),
    (0x3e, ']'),
    (0x40, '|'),
    (0x65, '€'),
];
/// What stands where a code means nothing.
const NOTHING: char = '\u{fffd}';

/// How many units a letter takes; nothing for one the alphabet has not.
pub fn units(letter: char) -> Option<usize> {
    if PLAIN.contains(letter) {
        return Some(1);
    }
    LONG.iter().any(|(_, long)| *long == letter).then_some(2)
}

/// The codes of a text, one to a byte. A letter the alphabet has not becomes a question mark.
pub fn codes(text: &str) -> Vec<u8> {
    let mut codes = Vec::with_capacity(text.len());
    for letter in text.chars() {
        if let Some(place) = PLAIN.chars().position(|plain| plain == letter) {
            codes.push(code_at(place));
        } else if let Some((code, _)) = LONG.iter().find(|(_, long)| *long == letter) {
            codes.extend([MARK, *code]);
        } else {
            codes.push(b'?');
        }
    }
    codes
}

/// The text of codes, one to a byte.
pub fn text(codes: &[u8]) -> String {
    let mut text = String::with_capacity(codes.len());
    let mut codes = codes.iter();
    while let Some(&code) = codes.next() {
        text.push(match code {
            MARK => codes.next().map_or(NOTHING, |&code| long(code)),
            code => plain(code),
        });
    }
    text
}

fn code_at(place: usize) -> u8 {
    let code = u8::try_from(place).unwrap_or(MARK);
    if code < MARK { code } else { code + 1 }
}

fn plain(code: u8) -> char {
    let place = usize::from(if code < MARK { code } else { code - 1 });
    PLAIN.chars().nth(place).unwrap_or(NOTHING)
}

/// A letter that the second table has not is shown as the one of the first (3GPP TS 23.038, 6.2.1.1).
fn long(code: u8) -> char {
    let found = LONG.iter().find(|(known, _)| *known == code);
    found.map_or_else(
        || match code {
            MARK => ' ',
            code => plain(code),
        },
        |(_, letter)| *letter,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_have_the_codes_of_the_standard() {
        let table: [(&str, &[u8]); 8] = [
            ("@", &[0x00]),
            ("Ç\nà", &[0x09, 0x0a, 0x7f]),
            ("ΔΞ", &[0x10, 0x1a]),
            ("ÆÉ", &[0x1c, 0x1f]),
            (" ¤?", &[0x20, 0x24, 0x3f]),
            ("¡AZ§¿az", &[0x40, 0x41, 0x5a, 0x5f, 0x60, 0x61, 0x7a]),
            ("€[~]", &[0x1b, 0x65, 0x1b, 0x3c, 0x1b, 0x3d, 0x1b, 0x3e]),
            (
                "^{}\\|",
                &[0x1b, 0x14, 0x1b, 0x28, 0x1b, 0x29, 0x1b, 0x2f, 0x1b, 0x40],
            ),
        ];
        for (letters, expected) in table {
            assert_eq!(codes(letters), expected, "{letters}");
            assert_eq!(text(expected), letters);
        }
        assert_eq!(codes("ê"), b"?");
    }

    #[test]
    fn whatever_bytes_come_are_read() {
        for code in 0..=u8::MAX {
            let (alone, after) = (text(&[code]), text(&[MARK, code]));
            assert_eq!(alone.chars().count(), 1, "{code}");
            assert_eq!(after.chars().count(), 1, "{code}");
            if code < 0x80 && code != MARK {
                assert_eq!(codes(&alone), [code]);
            }
        }
        assert_eq!(text(&[0x80, MARK]), "\u{fffd}\u{fffd}");
    }
}
