//! DOS code page 850, which French accounting software on old systems still writes.
//! Must stay a plain table: nothing is guessed here.

use std::borrow::Cow;

/// The characters of the bytes 0x80 to 0xFF.
const UPPER: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// The bytes as text.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if bytes.is_ascii() {
        return String::from_utf8_lossy(bytes);
    }
    let upper: Vec<char> = UPPER.chars().collect();
    let character = |byte: &u8| match byte.checked_sub(0x80) {
        None => char::from(*byte),
        Some(rank) => upper
            .get(usize::from(rank))
            .copied()
            .unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    Cow::Owned(bytes.iter().map(character).collect())
}

/// The byte of a character, nothing when the page lacks it.
pub fn encode(character: char) -> Option<u8> {
    if character.is_ascii() {
        return u8::try_from(character).ok();
    }
    let rank = UPPER.chars().position(|upper| upper == character)?;
    u8::try_from(rank + 0x80).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_128_characters_and_reads_back() {
        assert_eq!(UPPER.chars().count(), 128);
        for byte in 0x80..=0xFF_u8 {
            let text = decode(&[byte]).into_owned();
            assert_eq!(encode(text.chars().next().unwrap()), Some(byte));
        }
        assert_eq!(decode(&[0xF8, 0x82]), "°é");
    }
}
