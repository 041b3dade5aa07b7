//! Physical lines with their numbers, whatever ends them: a feed, a return, or both. It must never
//! lose a number: problems are told by line.

/// The lines and their numbers from 1, without what ends them.
pub(crate) fn numbered_lines(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let mut rest = Some(text);
    let mut number = 0;
    std::iter::from_fn(move || {
        let now = rest?;
        number += 1;
        let Some(end) = now.find(['\n', '\r']) else {
            rest = None;
            return (!now.is_empty()).then_some((number, now));
        };
        let ending = if now[end..].starts_with("\r\n") { 2 } else { 1 };
        rest = Some(&now[end + ending..]);
        Some((number, &now[..end]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_counts_once() {
        let lines: Vec<_> = numbered_lines("a\r\nb\n\nc\rd").collect();
        assert_eq!(lines, [(1, "a"), (2, "b"), (3, ""), (4, "c"), (5, "d")]);
        assert_eq!(numbered_lines("").count(), 0);
        assert_eq!(numbered_lines("a\n").count(), 1);
    }
}
