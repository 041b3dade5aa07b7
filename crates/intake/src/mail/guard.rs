//! Bounds put on a message before the library reads it: levels are counted and messages within messages
//! set apart, so that depth and number can neither exhaust the stack nor multiply the time. It must
//! never lose a byte of a part: what is past a bound is only taken as a plain file.

use std::borrow::Cow;

/// How many multiparts one message may announce.
const MULTIPARTS: usize = 64;
/// How many messages within messages are opened.
pub(super) const DEPTH: usize = 8;
/// How many parts are taken, nested ones apart.
pub(super) const PARTS: usize = 2_000;
/// How many headers are taken.
pub(super) const HEADERS: usize = 1_000;

/// `message/rfc822` is read by us, level by level: the library is shown a name it takes as a file.
const SET_APART: [(&[u8], u8); 3] = [(b"rfc822", b'q'), (b"global", b'q'), (b"digest", b'q')];

/// The bytes as the library may read them, and whether multiparts past the bound were closed.
pub(super) fn bounded(bytes: &[u8]) -> (Cow<'_, [u8]>, bool) {
    let mut changes: Vec<(usize, u8)> = Vec::new();
    let mut multiparts = 0;
    for line in content_type_fields(bytes) {
        let text = bytes[line.clone()].to_ascii_lowercase();
        if let Some(at) = memchr::memmem::find(&text, b"multipart") {
            multiparts += 1;
            if multiparts > MULTIPARTS {
                changes.push((line.start + at, b'x'));
            }
        }
        for (name, mark) in SET_APART {
            let found = subtypes(&text, name).map(|at| (line.start + at, mark));
            changes.extend(found);
        }
    }
    if changes.is_empty() {
        return (Cow::Borrowed(bytes), false);
    }
    let mut copy = bytes.to_vec();
    for (at, byte) in changes {
        copy[at] = byte;
    }
    (Cow::Owned(copy), multiparts > MULTIPARTS)
}

/// The media type as it was before [`bounded`].
pub(super) fn true_media_type(told: &str) -> String {
    match told {
        "message/qfc822" => "message/rfc822".to_string(),
        "message/qlobal" => "message/global".to_string(),
        "multipart/qigest" => "multipart/digest".to_string(),
        _ => match told.strip_prefix("xultipart/") {
            Some(rest) => format!("multipart/{rest}"),
            None => told.to_string(),
        },
    }
}

/// Where `name` stands as a subtype: after a slash and blanks.
fn subtypes<'a>(text: &'a [u8], name: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    memchr::memmem::find_iter(text, name).filter(move |at| {
        let before = text[..*at].trim_ascii_end();
        before.last() == Some(&b'/') && text.get(at + name.len()) != Some(&b'-')
    })
}

/// The ranges of `Content-Type` fields with their folded lines, wherever they stand; none overlaps another.
fn content_type_fields(bytes: &[u8]) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut read_up_to = 0;
    memchr::memchr_iter(b':', bytes).filter_map(move |colon| {
        let name = bytes[..colon].trim_ascii_end();
        let start = name.len().checked_sub(12)?;
        let is_field = start >= read_up_to
            && name[start..].eq_ignore_ascii_case(b"content-type")
            && start
                .checked_sub(1)
                .is_none_or(|before| matches!(bytes[before], b'\n' | b'\r' | b' ' | b'\t'));
        if !is_field {
            return None;
        }
        read_up_to = end_of_field(bytes, colon);
        Some(colon..read_up_to)
    })
}

/// The end of a field: the end of a line that no blank follows.
fn end_of_field(bytes: &[u8], from: usize) -> usize {
    memchr::memchr_iter(b'\n', &bytes[from..])
        .map(|at| from + at)
        .find(|at| !matches!(bytes.get(at + 1), Some(b' ' | b'\t')))
        .unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enclosed_messages_are_set_apart_and_named_again() {
        let (seen, closed) =
            bounded(b"Content-Type:\r\n Message / RFC822\r\n\r\nmessage/rfc822\r\n");
        let seen = String::from_utf8_lossy(&seen).into_owned();
        assert!(
            seen.starts_with("Content-Type:\r\n Message / qFC822"),
            "{seen}"
        );
        assert!(
            seen.ends_with("message/rfc822\r\n"),
            "bodies keep their words"
        );
        assert!(!closed);
        assert_eq!(true_media_type("message/qfc822"), "message/rfc822");
    }

    #[test]
    fn multiparts_past_the_bound_become_files() {
        let bomb = "Content-Type: multipart/mixed; boundary=a\n\n--a\n".repeat(100);
        let (seen, closed) = bounded(bomb.as_bytes());
        assert!(closed);
        assert_eq!(
            memchr::memmem::find_iter(&seen, b"multipart").count(),
            MULTIPARTS
        );
        assert_eq!(seen.len(), bomb.len());
    }

    #[test]
    fn returned_headers_are_not_taken_for_messages() {
        let text = b"Content-Type: text/rfc822-headers\n\n";
        assert!(matches!(bounded(text).0, Cow::Borrowed(_)));
    }
}
