//! A Rust file cut into what the checks look at: the code without its comments and texts, and the texts
//! with their lines. It is not a parser and must never try to be one.

#[cfg(test)]
mod tests;

/// A text literal of a source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// The line on which it starts, counted from 1.
    pub line: usize,
    /// What stands between its quotes, escapes untouched.
    pub text: String,
}

/// A Rust source file.
#[derive(Debug, Clone)]
pub struct Source {
    /// The file, relative to the root of the repository.
    pub path: String,
    /// The file as written.
    pub text: String,
    /// The file with comments and the inside of literals blanked; the lines stay where they were.
    pub code: String,
    /// The text literals, in order.
    pub literals: Vec<Literal>,
}

impl Source {
    /// Cuts a file.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        let (code, literals) = Cutter::new(&text).cut();
        Self {
            path: path.into(),
            text,
            code,
            literals,
        }
    }

    /// The crate the file belongs to: `desk` for `crates/desk/src/clock.rs`.
    pub fn room(&self) -> &str {
        let mut parts = self.path.split('/');
        match parts.next() {
            Some("crates") => parts.next().unwrap_or(""),
            _ => "",
        }
    }

    /// Whether the whole file is test code, by its place.
    pub fn is_test(&self) -> bool {
        let parts: Vec<&str> = self.path.split('/').collect();
        parts
            .iter()
            .skip(2)
            .any(|part| ["tests", "benches", "tests.rs", "testing", "testing.rs"].contains(part))
    }

    /// The code lines that ship, with their numbers: without what follows `#[cfg(test)] mod`.
    pub fn shipped_lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let end = self.first_line_of_inner_tests();
        self.code
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
            .take_while(move |(number, _)| *number < end)
    }

    /// The line where an inner `mod tests {` starts, or one past the end.
    pub fn first_line_of_inner_tests(&self) -> usize {
        if self.is_test() {
            return 1;
        }
        let lines: Vec<&str> = self.code.lines().map(str::trim).collect();
        lines
            .windows(2)
            .position(|pair| {
                pair[0].starts_with("#[cfg(test)]")
                    && pair[1].starts_with("mod ")
                    && pair[1].ends_with('{')
            })
            .map_or(lines.len() + 1, |index| index + 1)
    }
}

/// Walks a file once, character by character.
struct Cutter<'a> {
    rest: &'a str,
    line: usize,
    code: String,
    literals: Vec<Literal>,
}

impl<'a> Cutter<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            rest: text,
            line: 1,
            code: String::with_capacity(text.len()),
            literals: Vec::new(),
        }
    }

    fn cut(mut self) -> (String, Vec<Literal>) {
        while let Some(next) = self.rest.chars().next() {
            if self.rest.starts_with("//") {
                self.blank(self.rest.find('\n').unwrap_or(self.rest.len()));
            } else if self.rest.starts_with("/*") {
                self.blank(block_comment_length(self.rest));
            } else if let Some(hashes) = raw_text_start(self.rest, &self.code) {
                self.raw_text(hashes);
            } else if next == '"' {
                self.quoted_text();
            } else if let Some(length) = character_length(self.rest) {
                self.blank(length);
            } else {
                self.keep(next.len_utf8());
            }
        }
        (self.code, self.literals)
    }

    fn keep(&mut self, length: usize) {
        let (kept, rest) = self.rest.split_at(length);
        self.line += kept.matches('\n').count();
        self.code.push_str(kept);
        self.rest = rest;
    }

    fn blank(&mut self, length: usize) {
        let (blanked, rest) = self.rest.split_at(length);
        self.line += blanked.matches('\n').count();
        self.code
            .extend(blanked.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        self.rest = rest;
    }

    fn literal(&mut self, length: usize) {
        self.literals.push(Literal {
            line: self.line,
            text: self.rest[..length].to_owned(),
        });
        self.blank(length);
    }

    fn quoted_text(&mut self) {
        self.keep(1);
        let mut escaped = false;
        let end = self.rest.find(|c| {
            let closes = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            closes
        });
        self.literal(end.unwrap_or(self.rest.len()));
        self.keep(self.rest.len().min(1));
    }

    fn raw_text(&mut self, hashes: usize) {
        self.keep(hashes + 2);
        let closing = format!("\"{}", "#".repeat(hashes));
        self.literal(self.rest.find(&closing).unwrap_or(self.rest.len()));
        self.keep(self.rest.len().min(closing.len()));
    }
}

/// The number of `#` when a raw text starts here, given the code before.
fn raw_text_start(rest: &str, before: &str) -> Option<usize> {
    let follows_a_name = before
        .chars()
        .last()
        .is_some_and(|c| c.is_alphanumeric() && c != 'b' || c == '_');
    let after = rest.strip_prefix('r').filter(|_| !follows_a_name)?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after[hashes..].starts_with('"').then_some(hashes)
}

fn block_comment_length(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The length of a character literal starting here; a lifetime is none.
fn character_length(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix('\'')?;
    if let Some(escape) = inside.strip_prefix('\\') {
        // The escaped character may itself be a quote.
        let skipped = escape.chars().next()?.len_utf8();
        return escape[skipped..]
            .find('\'')
            .map(|end| 2 + skipped + end + 1);
    }
    let character = inside.chars().next()?.len_utf8();
    inside[character..]
        .starts_with('\'')
        .then_some(character + 2)
}
