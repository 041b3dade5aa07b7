//! Cutting a line into fields. Quotes count only when they surround a whole field, so that a label
//! such as `VIS 12" INOX` is left alone. It must never allocate per field.

use std::ops::Range;

use memchr::{memchr, memchr_iter};

/// The fields of the current line: positions in the line, or in `unquoted` when quotes were taken off.
#[derive(Default)]
pub(super) struct Fields {
    ranges: Vec<Range<u32>>,
    unquoted: Vec<u8>,
    in_unquoted: bool,
}

impl Fields {
    /// Cuts `line` at `separator`.
    pub fn cut(&mut self, line: &[u8], separator: u8) {
        self.ranges.clear();
        self.in_unquoted = memchr(b'"', line).is_some();
        if self.in_unquoted {
            self.cut_with_quotes(line, separator);
            return;
        }
        let mut start = 0;
        for end in memchr_iter(separator, line) {
            self.ranges.push(start..end as u32);
            start = end as u32 + 1;
        }
        self.ranges.push(start..line.len() as u32);
    }

    fn cut_with_quotes(&mut self, line: &[u8], separator: u8) {
        self.unquoted.clear();
        let mut rest = line;
        loop {
            let (field, after) = match quoted(rest, separator) {
                Some(found) => found,
                None => {
                    let end = memchr(separator, rest).unwrap_or(rest.len());
                    (&rest[..end], rest.get(end + 1..))
                }
            };
            let start = self.unquoted.len() as u32;
            push_without_doubled_quotes(&mut self.unquoted, field);
            self.ranges.push(start..self.unquoted.len() as u32);
            match after {
                Some(after) => rest = after,
                None => return,
            }
        }
    }

    /// How many fields the line has.
    pub fn count(&self) -> usize {
        self.ranges.len()
    }

    /// The field at `position`, blanks around it taken off; empty past the end.
    pub fn at<'a>(&'a self, line: &'a [u8], position: usize) -> &'a [u8] {
        let Some(range) = self.ranges.get(position) else {
            return b"";
        };
        let bytes = if self.in_unquoted {
            &self.unquoted
        } else {
            line
        };
        bytes[range.start as usize..range.end as usize].trim_ascii()
    }
}

/// A field wholly between quotes and what follows its separator.
fn quoted(rest: &[u8], separator: u8) -> Option<(&[u8], Option<&[u8]>)> {
    let inside = rest.strip_prefix(b"\"")?;
    let mut at = 0;
    loop {
        let quote = at + memchr(b'"', &inside[at..])?;
        match inside.get(quote + 1) {
            None => return Some((&inside[..quote], None)),
            Some(next) if *next == separator => {
                return Some((&inside[..quote], Some(&inside[quote + 2..])));
            }
            Some(b'"') => at = quote + 2,
            Some(_) => return None,
        }
    }
}

fn push_without_doubled_quotes(into: &mut Vec<u8>, field: &[u8]) {
    let mut previous_was_quote = false;
    for byte in field {
        previous_was_quote = *byte == b'"' && !previous_was_quote;
        if *byte != b'"' || previous_was_quote {
            into.push(*byte);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &[&str]) {
        let mut fields = Fields::default();
        fields.cut(line.as_bytes(), b'|');
        let found: Vec<&str> = (0..fields.count())
            .map(|at| std::str::from_utf8(fields.at(line.as_bytes(), at)).unwrap())
            .collect();
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn fields_are_cut_trimmed_and_unquoted() {
        check("a| b |", &["a", "b", ""]);
        check("\"a|b\"|c", &["a|b", "c"]);
        check("\"a\"\"b\"|c", &["a\"b", "c"]);
        check("VIS 12\" INOX|c", &["VIS 12\" INOX", "c"]);
        check("\"BON\" SARL|c", &["\"BON\" SARL", "c"]);
        check("", &[""]);
    }
}
