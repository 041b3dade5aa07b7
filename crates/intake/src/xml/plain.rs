//! The plain markup that nearly all of a bank's document is made of: a tag of a name and quiet attributes, text, the
//! five references everybody knows. It must never judge anything else: what it does not know for certain is left to
//! the reader of all XML, which tells and repairs.

use std::borrow::Cow;

/// One piece of plain markup. Names are without their prefix.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Plain<'t> {
    /// An element opens: its name, its attributes as written.
    Open(&'t str, &'t str),
    /// An element opens and closes at once.
    Empty(&'t str, &'t str),
    /// An element closes.
    Close(&'t str),
    /// Text as written, or the character a reference stands for.
    Text(&'t str),
}

/// The piece at a place and where it ends; nothing when it is not plain, or not whole.
#[inline]
pub(super) fn next(text: &str, at: usize) -> Option<(Plain<'_>, usize)> {
    let bytes = text.as_bytes();
    match bytes.get(at)? {
        b'<' if bytes.get(at + 1) == Some(&b'/') => {
            let (name, end) = name_at(text, at + 2)?;
            (bytes.get(end) == Some(&b'>')).then_some((Plain::Close(name), end + 1))
        }
        b'<' => opening(text, at + 1),
        b'&' => reference(text, at),
        _ => {
            let rest = &bytes[at..];
            let end = memchr::memchr2(b'<', b'&', rest).map_or(text.len(), |length| at + length);
            Some((Plain::Text(&text[at..end]), end))
        }
    }
}

#[inline]
fn opening(text: &str, at: usize) -> Option<(Plain<'_>, usize)> {
    let (name, end) = name_at(text, at)?;
    let bytes = text.as_bytes();
    match (bytes.get(end)?, bytes.get(end + 1)) {
        (b'>', _) => Some((Plain::Open(name, ""), end + 1)),
        (b'/', Some(b'>')) => Some((Plain::Empty(name, ""), end + 2)),
        (b' ' | b'\n' | b'\r' | b'\t', _) => {
            let close = end + end_of_attributes(&bytes[end..])?;
            let attributes = &text[end..close];
            let piece = match attributes.strip_suffix('/') {
                Some(attributes) => Plain::Empty(name, attributes),
                None => Plain::Open(name, attributes),
            };
            Some((piece, close + 1))
        }
        _ => None,
    }
}

/// The name that starts at a place, without its prefix, and where it ends.
#[inline]
fn name_at(text: &str, at: usize) -> Option<(&str, usize)> {
    let bytes = text.as_bytes().get(at..)?;
    let (mut length, mut start) = (0, 0);
    while let Some(byte) = bytes.get(length) {
        match IN_NAMES[*byte as usize] {
            InNames::Letter => {}
            InNames::Colon if start == 0 => start = length + 1,
            InNames::Colon => {}
            InNames::Never => break,
        }
        length += 1;
    }
    (length > 0).then(|| (&text[at + start..at + length], at + length))
}

/// What a byte is to a name.
#[derive(Clone, Copy)]
enum InNames {
    Never,
    Letter,
    Colon,
}

/// Looked up rather than told byte by byte: half of a bank's document is names.
const IN_NAMES: [InNames; 256] = {
    let mut table = [InNames::Never; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = match byte as u8 {
            b':' => InNames::Colon,
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.' => InNames::Letter,
            _ => InNames::Never,
        };
        byte += 1;
    }
    table
};

/// Where the `>` is that ends a tag; nothing when a quote or the tag has no end.
fn end_of_attributes(bytes: &[u8]) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate() {
        match (byte, quote) {
            (b'<', _) => return None,
            (b'>', None) => return Some(at),
            (b'"' | b'\'', None) => quote = Some(*byte),
            (byte, Some(open)) if *byte == open => quote = None,
            _ => {}
        }
    }
    None
}

/// Where the next tag begins within a tag that lost its end or a quote; nothing for a tag with its end, and for markup
/// that is no tag. It stops there: a document of nothing but such tags is looked at once.
pub(super) fn torn_at(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'<') || matches!(bytes.get(1), Some(b'!' | b'?')) {
        return None;
    }
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate().skip(1) {
        match (byte, quote) {
            (b'<', _) => return Some(at),
            (b'>', None) => return None,
            (b'"' | b'\'', None) => quote = Some(*byte),
            (byte, Some(open)) if *byte == open => quote = None,
            _ => {}
        }
    }
    None
}

fn reference(text: &str, at: usize) -> Option<(Plain<'_>, usize)> {
    const KNOWN: [(&str, &str); 5] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&apos;", "'"),
        ("&quot;", "\""),
    ];
    let rest = &text.as_bytes()[at..];
    let mut known = KNOWN.iter();
    let (written, meant) = known.find(|(written, _)| rest.starts_with(written.as_bytes()))?;
    Some((Plain::Text(meant), at + written.len()))
}

/// The `Ccy` attribute, the only one of any part that is read.
pub(super) fn currency_in(attributes: &str) -> Option<&str> {
    if attributes.is_empty() {
        return None;
    }
    if let Some(value) = attributes.strip_prefix(" Ccy=\"")
        && let Some((currency, "")) = value.split_once('"')
    {
        return Some(currency.trim());
    }
    let at = memchr::memmem::find(attributes.as_bytes(), b"Ccy")?;
    let after = attributes[at + 3..].trim_start();
    let value = after.strip_prefix('=')?.trim_start();
    let quote = *value.as_bytes().first()?;
    if !matches!(quote, b'"' | b'\'') {
        return None;
    }
    let end = memchr::memchr(quote, &value.as_bytes()[1..])?;
    Some(value[1..=end].trim())
}

/// A text with its line ends as XML wants them: a line feed alone.
pub(super) fn with_line_feeds(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[Plain<'_>], left: &str) {
        let (mut pieces, mut at) = (Vec::new(), 0);
        while let Some((piece, end)) = next(text, at) {
            pieces.push(piece);
            at = end;
        }
        assert_eq!(pieces, expected, "{text}");
        assert_eq!(&text[at..], left, "{text}");
    }

    #[test]
    fn plain_markup_is_cut_into_its_pieces() {
        check(
            "<n:A>é</n:A><B Ccy='<'/>",
            &[Plain::Open("A", ""), Plain::Text("é"), Plain::Close("A")],
            "<B Ccy='<'/>",
        );
        check(
            "<B Ccy=\"a>b'\">1 &lt;&amp;<C/><D x='1' />",
            &[
                Plain::Open("B", " Ccy=\"a>b'\""),
                Plain::Text("1 "),
                Plain::Text("<"),
                Plain::Text("&"),
                Plain::Empty("C", ""),
                Plain::Empty("D", " x='1' "),
            ],
            "",
        );
    }

    #[test]
    fn what_is_not_plain_is_left_alone() {
        for text in [
            "<!-- a -->",
            "<?xml?>",
            "<",
            "<a",
            "<a b=\"c",
            "<a <b>",
            "<é>",
            "</>",
            "</a b>",
            "</a",
            "&#233;",
            "&unknown;",
            "& b",
        ] {
            check(text, &[], text);
        }
    }

    #[test]
    fn a_tag_that_takes_in_the_next_one_is_cut_before_it() {
        assert_eq!(torn_at("<a b=\"c>d<e>"), Some(9));
        assert_eq!(torn_at("</a <b>"), Some(4));
        for whole in [
            "<a b='c'>",
            "<a",
            "<a b=\"c>",
            "<!-- <a> -->",
            "<?a <b>",
            "x<",
        ] {
            assert_eq!(torn_at(whole), None, "{whole}");
        }
    }

    #[test]
    fn every_line_end_becomes_a_line_feed() {
        assert_eq!(with_line_feeds("a\r\nb\rc\n"), "a\nb\nc\n");
        assert!(matches!(with_line_feeds("a\nb"), Cow::Borrowed(_)));
    }
}
