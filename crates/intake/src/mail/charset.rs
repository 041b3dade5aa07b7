//! Text whose encoding is told wrongly, or not at all. It must never refuse bytes.

use mail_parser::Encoding as TransferEncoding;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;

use crate::encoding;

/// The header block in UTF-8: raw 8-bit headers are outside every standard and inside many messages.
pub(super) fn with_readable_headers(bytes: Vec<u8>) -> Vec<u8> {
    let end = end_of_headers(&bytes);
    if std::str::from_utf8(&bytes[..end]).is_ok() {
        return bytes;
    }
    let (text, _) = encoding::text_of(&bytes[..end]);
    let mut out = text.into_bytes();
    out.extend_from_slice(&bytes[end..]);
    out
}

/// Where the blank line stands that ends the headers.
pub(super) fn end_of_headers(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes)
        .find(|at| {
            let next = &bytes[at + 1..];
            next.starts_with(b"\n") || next.starts_with(b"\r\n")
        })
        .map_or(bytes.len(), |at| at + 1)
}

/// The text of raw part bytes by evidence, when what the part says of itself gave unreadable characters.
pub(super) fn text_by_evidence(raw: &[u8], transfer: TransferEncoding) -> String {
    let decoded = match transfer {
        TransferEncoding::Base64 => Some(whole_base64(raw)),
        TransferEncoding::QuotedPrintable => quoted_printable_decode(raw),
        TransferEncoding::None => None,
    };
    encoding::text_of(decoded.as_deref().unwrap_or(raw)).0
}

/// The bytes of base64 that stops in the middle, or holds foreign characters: all that is whole.
pub(super) fn whole_base64(raw: &[u8]) -> Vec<u8> {
    let mut letters: Vec<u8> = raw
        .iter()
        .copied()
        .take_while(|byte| *byte != b'=')
        .filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/'))
        .collect();
    let rest = letters.len() % 4;
    if rest == 1 {
        letters.pop();
    } else if rest > 1 {
        letters.resize(letters.len() + 4 - rest, b'=');
    }
    base64_decode(&letters).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_base64_gives_what_is_whole() {
        assert_eq!(whole_base64(b"SGVsbG8g\r\nd29ybGQ"), b"Hello world");
        assert_eq!(whole_base64(b"SGVsb!G8gd"), b"Hello ");
        assert_eq!(whole_base64(b""), b"");
    }

    #[test]
    fn raw_latin_headers_become_readable() {
        let text = with_readable_headers(b"Subject: R\xE9ponse\r\n\r\ncaf\xE9".to_vec());
        assert!(text.starts_with("Subject: Réponse\r\n".as_bytes()));
        assert!(text.ends_with(b"caf\xE9"));
    }
}
