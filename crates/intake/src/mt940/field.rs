//! Cutting a file into fields such as `:61:` with the lines that continue them, and into messages. It must
//! never take a line of free text for the start of a field.

use crate::bank::numbered_lines;

/// A field: its tag without colons, its lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Field<'a> {
    pub tag: &'a str,
    pub line: u64,
    pub lines: Vec<&'a str>,
}

/// A part of a file, in order.
#[derive(Clone, Debug)]
pub(super) enum Part<'a> {
    Field(Field<'a>),
    /// The end of a message: a dash alone, or the end of its block.
    End,
    /// The header of a message says what it is, such as `942`.
    Kind(&'a str),
}

const TAGS: [&str; 30] = [
    "20", "21", "25", "25P", "28", "28C", "13", "13D", "34F", "60", "60F", "60M", "61", "86", "62",
    "62F", "62M", "64", "65", "90D", "90C", "NS", "940", "942", "NSF", "80", "81", "82", "83",
    "85",
];

/// The tag a line starts with, and the rest of the line.
pub(super) fn tag_of(line: &str) -> Option<(&str, &str)> {
    let after = line.strip_prefix(':')?;
    let end = after.char_indices().take(5).find(|(_, c)| *c == ':')?.0;
    let tag = &after[..end];
    let is_known = TAGS.contains(&tag);
    let bytes = tag.as_bytes();
    let is_numbered = (2..=3).contains(&bytes.len())
        && bytes[..2].iter().all(u8::is_ascii_digit)
        && bytes[2..].iter().all(u8::is_ascii_uppercase);
    let is_word = bytes.len() == 3 && bytes.iter().all(u8::is_ascii_uppercase);
    (is_known || is_numbered || is_word).then_some((tag, &after[end + 1..]))
}

/// The parts of a file.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut is_near_end = false;
    for (number, line) in numbered_lines(text) {
        let line = line.trim_end_matches(['\u{1a}', '\0', '\u{3}']);
        let mut rest = line.trim_start_matches(['\u{1}', '\u{feff}']);
        if rest.trim_start().starts_with('{') {
            parts.extend(kind_in(rest).map(Part::Kind));
            match rest.rsplit_once("{4:") {
                Some((_, after)) => rest = after,
                None => continue,
            }
        }
        let start = rest.trim_start();
        if let Some((tag, content)) = tag_of(start) {
            is_near_end = is_near_the_end(tag, is_near_end);
            let (line, lines) = (number, vec![content]);
            parts.push(Part::Field(Field { tag, line, lines }));
            continue;
        }
        let is_end = matches!(rest.trim(), "-" | "-}") || start.starts_with("-}");
        if is_end || (is_near_end && start.starts_with('-')) {
            parts.push(Part::End);
            is_near_end = false;
            continue;
        }
        // Lines between messages, such as the name of the bank, belong to no field.
        if let Some(Part::Field(field)) = parts.last_mut() {
            field.lines.push(rest);
        }
    }
    parts
}

/// Whether, after a field, only the end of the message may come: after a closing balance and the text about the
/// statement that follows it.
fn is_near_the_end(tag: &str, was_near: bool) -> bool {
    match tag {
        "86" => was_near,
        _ => matches!(tag, "62" | "62F" | "62M" | "64" | "65" | "90C" | "90D"),
    }
}

/// `942` in `{2:I942BANKDEFF}`.
fn kind_in(line: &str) -> Option<&str> {
    let (_, after) = line.split_once("{2:")?;
    let kind = after.get(1..4)?;
    kind.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let show = |part: &Part<'_>| match part {
            Part::Field(field) => format!("{}={}", field.tag, field.lines.join("|")),
            Part::End => "end".to_string(),
            Part::Kind(kind) => format!("kind={kind}"),
        };
        parts(text).iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn fields_keep_the_lines_that_continue_them() {
        assert_eq!(
            shown("BANK\n:20:A\n:86:x\n - y\n:30: z\n-\nBANK\n:20:B\n:62F:C\n:86:t\n-XXX"),
            "20=A 86=x| - y 30= z end 20=B 62F=C 86=t end"
        );
        assert_eq!(
            shown("{1:F01X}{2:O942XX}{4::20:A\r\n:25:1\r\n-}{5:}"),
            "kind=942 20=A 25=1 end"
        );
        assert_eq!(
            shown(":86:a\n:this is no tag:\n:20:B"),
            "86=a|:this is no tag: 20=B"
        );
    }
}
