//! The bytes of a document as text: what the bytes are counts more than what the document says of them. It must
//! tell when the two contradict each other, and never refuse.

use std::borrow::Cow;

use crate::encoding::{self, Encoding};
use crate::reading::{Kept, ProblemKind, Problems};

/// The text of an XML document, without its byte order mark.
pub(crate) fn decode(bytes: &[u8], problems: &mut Problems) -> String {
    if let Some(Encoding::Utf16Little | Encoding::Utf16Big) = encoding::marked(bytes) {
        return encoding::text_of(bytes).0;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let declared = declared(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            if declared.is_wrong || (!declared.is_utf8() && !text.is_ascii()) {
                problems.add_for_file(
                    ProblemKind::BadEncoding,
                    &declared.name,
                    Kept::Value("UTF-8".to_string()),
                );
            }
            text.to_string()
        }
        Err(error) if error.error_len().is_none() => {
            // The file is cut inside its last character.
            String::from_utf8_lossy(&bytes[..error.valid_up_to()]).into_owned()
        }
        Err(_) => decode_other(bytes, &declared, problems),
    }
}

struct Declared {
    name: String,
    encoding: Option<&'static encoding_rs::Encoding>,
    /// True when a name is given that nobody knows.
    is_wrong: bool,
}

impl Declared {
    fn is_utf8(&self) -> bool {
        self.name.is_empty() || self.encoding == Some(encoding_rs::UTF_8)
    }
}

/// The encoding that the first line names. A quote left open does not matter.
fn declared(bytes: &[u8]) -> Declared {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]).into_owned();
    let declaration = head.trim_start().strip_prefix("<?xml").unwrap_or_default();
    let declaration = declaration.split("?>").next().unwrap_or_default();
    let name: String = declaration
        .split_once("encoding")
        .map(|(_, after)| after.trim_start_matches([' ', '=', '"', '\'']))
        .unwrap_or_default()
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
        .take(40)
        .collect();
    let quotes = |mark: char| declaration.matches(mark).count() % 2;
    let encoding = encoding_rs::Encoding::for_label(name.as_bytes());
    Declared {
        is_wrong: (encoding.is_none() && !name.is_empty()) || quotes('"') + quotes('\'') > 0,
        encoding,
        name,
    }
}

fn decode_other(bytes: &[u8], declared: &Declared, problems: &mut Problems) -> String {
    let single_byte = declared
        .encoding
        .filter(|encoding| encoding.is_single_byte());
    if let Some(encoding) = single_byte {
        let (text, _): (Cow<'_, str>, bool) = encoding.decode_without_bom_handling(bytes);
        return text.into_owned();
    }
    let (text, found) = encoding::text_of(bytes);
    let name = if found == Encoding::Utf8 {
        Encoding::Windows1252
    } else {
        found
    };
    problems.add_for_file(
        ProblemKind::BadEncoding,
        &declared.name,
        Kept::Value(name.name().to_string()),
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str, is_told: bool) {
        let mut problems = Problems::new();
        let text = decode(bytes, &mut problems);
        assert!(text.ends_with(expected), "{text}");
        assert_eq!(!problems.is_empty(), is_told, "{text}");
    }

    #[test]
    fn the_bytes_count_more_than_what_the_document_says_of_them() {
        check(
            "<?xml version='1.0' encoding='UTF-8'?><a>é</a>".as_bytes(),
            "<a>é</a>",
            false,
        );
        check("\u{feff}<a>é</a>".as_bytes(), "<a>é</a>", false);
        check(
            b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xe9</a>",
            "<a>é</a>",
            false,
        );
        check(
            b"<?xml version=\"1.0\" encoding=\"windows-1252\"?><a>\x80</a>",
            "<a>€</a>",
            false,
        );
        check(
            b"<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>r\xe9gl\xe9</a>",
            "<a>réglé</a>",
            true,
        );
        check(
            "<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>".as_bytes(),
            "<a>é</a>",
            true,
        );
        check(
            "<?xml version=\"1.0\" encoding=\"UTF-8?><a>é</a>".as_bytes(),
            "<a>é</a>",
            true,
        );
        check(
            "<?xml version='1.0' encoding='klingon'?><a>e</a>".as_bytes(),
            "<a>e</a>",
            true,
        );
        check(
            &Encoding::Utf16Little.encode("\u{feff}<?xml version='1.0'?><a>é</a>"),
            "<a>é</a>",
            false,
        );
        check(&"<a>é".as_bytes()[..4], "<a>", false);
    }
}
