//! Which line of the document is being read, while its text comes in windows. It must never look at a text twice: the
//! next line end is found once, and all that lies before it is on the same line.

/// The line that has been reached.
pub(super) struct Lines {
    line: u64,
    /// Where the line ends, in the window; the largest number when it does not.
    end: usize,
}

impl Lines {
    pub fn new() -> Self {
        let (line, end) = (1, usize::MAX);
        Lines { line, end }
    }

    /// The line, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Begins a window, which starts where the last one was left.
    pub fn enter(&mut self, text: &str) {
        self.end = end_of_line(text, 0);
    }

    /// Goes on to a place of the window.
    #[inline]
    pub fn go_to(&mut self, text: &str, place: usize) {
        while self.end < place {
            self.line += 1;
            self.end = end_of_line(text, self.end + 1);
        }
    }
}

fn end_of_line(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(usize::MAX, |length| from + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_behind_its_line_feed_whatever_the_windows() {
        let text = "a\nb\n\nc";
        for cut in 0..=text.len() {
            let (head, tail) = text.split_at(cut);
            let mut lines = Lines::new();
            lines.enter(head);
            lines.go_to(head, head.len());
            lines.enter(tail);
            lines.go_to(tail, 0);
            let expected = 1 + head.matches('\n').count() as u64;
            assert_eq!(lines.line(), expected, "cut at {cut}");
            lines.go_to(tail, tail.len());
            assert_eq!(lines.line(), 4, "cut at {cut}");
        }
    }
}
