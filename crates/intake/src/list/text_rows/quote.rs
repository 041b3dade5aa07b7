//! Quotes that nothing closes: where they stand, so that the row they are in is cut without quotes and the others
//! with them. It must never take longer than the text is long.

use std::ops::Range;

/// The parts of a text where a quote opens a cell and then closes in the middle of another row, or never: from the
/// start of the row to the end of the line of the quote, in order.
pub(super) fn runaways(text: &str, separator: u8) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    if memchr::memchr(b'"', bytes).is_none() {
        return found;
    }
    let (mut at, mut row) = (0, 0);
    while at < bytes.len() {
        match cell(bytes, at, separator) {
            Cell::Whole(end) => {
                at = end + 1;
                if bytes.get(end).is_some_and(|byte| is_line_end(*byte)) {
                    row = at;
                }
            }
            Cell::Runaway => {
                let end = line_end(bytes, at);
                found.push(row..end);
                at = end;
                row = end;
            }
        }
    }
    found
}

enum Cell {
    /// It ends before this place.
    Whole(usize),
    /// Its quote swallows rows.
    Runaway,
}

fn cell(bytes: &[u8], start: usize, separator: u8) -> Cell {
    if bytes[start] != b'"' {
        return Cell::Whole(unquoted_end(bytes, start, separator));
    }
    let mut at = start + 1;
    loop {
        let Some(quote) = memchr::memchr(b'"', &bytes[at..]).map(|place| at + place) else {
            return Cell::Runaway;
        };
        if bytes.get(quote + 1) == Some(&b'"') {
            at = quote + 2;
            continue;
        }
        let blanks = bytes[quote + 1..].iter().take_while(|byte| **byte == b' ');
        let after = quote + 1 + blanks.count();
        let closes = bytes
            .get(after)
            .is_none_or(|byte| *byte == separator || is_line_end(*byte));
        return if closes {
            Cell::Whole(after)
        } else if bytes[start..quote].iter().any(|byte| is_line_end(*byte)) {
            Cell::Runaway
        } else {
            Cell::Whole(unquoted_end(bytes, after, separator))
        };
    }
}

fn unquoted_end(bytes: &[u8], start: usize, separator: u8) -> usize {
    memchr::memchr3(separator, b'\n', b'\r', &bytes[start..])
        .map_or(bytes.len(), |place| start + place)
}

fn is_line_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// The place after the end of a line.
fn line_end(bytes: &[u8], at: usize) -> usize {
    memchr::memchr2(b'\n', b'\r', &bytes[at..]).map_or(bytes.len(), |place| at + place + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = runaways(text, b';')
            .into_iter()
            .map(|range| &text[range])
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn quotes_that_close_are_left_alone() {
        check("a;b\n1;2\n", &[]);
        check("a;\"b\nc\";d\n\"e\"\"\nf\"\n", &[]);
        check("a;\"b\" ;c\na;\"b\"", &[]);
        check("a;the \"best\" one;5\"\n1;2\n", &[]);
        check("\"he said \"no\" twice\";2\n1;2\n", &[]);
    }

    #[test]
    fn a_quote_that_swallows_rows_is_found_with_its_row() {
        check("a;b\n1;\"2\n3;4\n", &["1;\"2\n"]);
        check("1;\"x\n2;\"y\";z\n3;4\n", &["1;\"x\n"]);
        check("1;\"x\n2;\"y\n3;4\n", &["1;\"x\n", "2;\"y\n"]);
        check("\"", &["\""]);
    }
}
