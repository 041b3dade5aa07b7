//! HTML turned to the text a person sees, with what mail programs quote marked by `>`. It must never run,
//! fetch or trust anything in it, and takes any bytes in one pass.

mod entity;

/// How deep quotes are marked.
const QUOTE_DEPTH: usize = 6;
/// How many open elements are remembered.
const OPEN_ELEMENTS: usize = 2_000;
/// Classes and identifiers of the elements in which mail programs put the message they answer.
const QUOTING: [&str; 13] = [
    "gmail_quote",
    "gmail_extra_quote",
    "yahoo_quoted",
    "yahoo_quote",
    "protonmail_quote",
    "zmail_quote",
    "olk_src_body_section",
    "moz-cite-prefix",
    "tutanota_quote",
    "ydp_quote",
    "mail-quote-collapse",
    "gmail_attr",
    "mailcontainer_quote",
];
/// Elements whose content nobody sees.
const UNSEEN: [&str; 6] = ["style", "script", "head", "title", "template", "noscript"];
/// Elements that start a line of their own.
const BLOCKS: [&str; 24] = [
    "p",
    "div",
    "table",
    "tr",
    "ul",
    "ol",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "blockquote",
    "section",
    "article",
    "header",
    "footer",
    "address",
    "dl",
    "dt",
    "dd",
    "body",
];

/// True when a text is HTML: it begins with an element and holds common ones.
pub(super) fn looks_like(text: &str) -> bool {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let head: String = start
        .chars()
        .take(4_000)
        .collect::<String>()
        .to_ascii_lowercase();
    let has = |needle: &str| head.contains(needle);
    head.starts_with('<')
        && [
            "<html",
            "<body",
            "<div",
            "<p>",
            "<p ",
            "<br",
            "<table",
            "<!doctype html",
            "<span",
        ]
        .iter()
        .any(|needle| has(needle))
}

/// The text of a page.
pub(super) fn text_of(html: &str) -> String {
    let mut page = Page::default();
    let mut scan = Scan::default();
    let mut rest = html;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        page.words(&rest[..at]);
        rest = &rest[at..];
        rest = match scan.tag(rest) {
            Some((element, after)) => {
                let is_unseen = UNSEEN.contains(&element.name.as_str()) && !element.is_end;
                match is_unseen {
                    true => scan.after_unseen(&element.name, after),
                    false => {
                        page.element(&element);
                        after
                    }
                }
            }
            None => {
                page.words("<");
                &rest[1..]
            }
        };
    }
    page.words(rest);
    page.finished()
}

/// One tag, as far as it matters here.
struct Tag<'a> {
    name: String,
    is_end: bool,
    attributes: &'a str,
}

/// What was found never to be closed: looking for its end again would take the time squared.
#[derive(Default)]
struct Scan {
    open_quote: bool,
    open_comment: bool,
    open_elements: Vec<String>,
}

impl Scan {
    /// Reads the tag or comment a text begins with, and gives what follows it.
    fn tag<'a>(&mut self, text: &'a str) -> Option<(Tag<'a>, &'a str)> {
        if let Some(comment) = text.strip_prefix("<!--") {
            let nothing = Tag {
                name: String::new(),
                is_end: false,
                attributes: "",
            };
            return Some((nothing, self.after_comment(comment)));
        }
        let next = text[1..].chars().next()?;
        if !(next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')) {
            return None;
        }
        let end = self.end_of_tag(text);
        let inside = &text[1..end];
        let is_end = inside.starts_with('/');
        let inside = inside.trim_start_matches('/');
        let name_end = inside
            .find(|c: char| c.is_whitespace() || c == '/' || c == '>')
            .unwrap_or(inside.len());
        let element = Tag {
            name: inside[..name_end].to_ascii_lowercase(),
            is_end,
            attributes: &inside[name_end..],
        };
        Some((element, text.get(end + 1..).unwrap_or_default()))
    }

    /// What follows a comment; all of it when the comment never ends.
    fn after_comment<'a>(&mut self, comment: &'a str) -> &'a str {
        if !self.open_comment
            && let Some(end) = memchr::memmem::find(comment.as_bytes(), b"-->")
        {
            return &comment[end + 3..];
        }
        self.open_comment = true;
        comment
    }

    /// Where the `>` of a tag stands: outside quotes, unless a quote never closes.
    fn end_of_tag(&mut self, text: &str) -> usize {
        let mut quote = None;
        let bytes = if self.open_quote {
            &[][..]
        } else {
            text.as_bytes()
        };
        for (at, byte) in bytes.iter().enumerate() {
            match (quote, byte) {
                (None, b'>') => return at,
                (None, b'"' | b'\'') => quote = Some(*byte),
                (Some(open), byte) if open == *byte => quote = None,
                _ => {}
            }
        }
        self.open_quote = true;
        memchr::memchr(b'>', text.as_bytes()).unwrap_or(text.len())
    }

    /// What follows an element nobody sees; all of it when the element never ends.
    fn after_unseen<'a>(&mut self, name: &str, after: &'a str) -> &'a str {
        if self.open_elements.iter().any(|open| open == name) {
            return after;
        }
        let needle = format!("</{name}");
        let end = memchr::memmem::find_iter(after.as_bytes(), b"</").find(|at| {
            let found = after.as_bytes().get(*at..at + needle.len());
            found.is_some_and(|found| found.eq_ignore_ascii_case(needle.as_bytes()))
        });
        match end {
            Some(end) => &after[end..],
            None => {
                self.open_elements.push(name.to_string());
                after
            }
        }
    }
}

/// The text written so far.
#[derive(Default)]
struct Page {
    text: String,
    line: String,
    /// Open `div`, `blockquote` and `span`, with whether they quote.
    open: Vec<(u8, bool)>,
    quotes: usize,
    in_pre: usize,
    blank_lines: usize,
}

impl Page {
    /// Takes one tag.
    fn element(&mut self, tag: &Tag<'_>) {
        let name = tag.name.as_str();
        let is_block = BLOCKS.contains(&name);
        if is_block && !self.line.trim().is_empty() {
            self.end_line();
        }
        match (name, tag.is_end) {
            ("br", _) => self.end_line(),
            ("hr", false) => {
                self.end_line();
                self.line.push_str(&"_".repeat(32));
                self.end_line();
            }
            ("p", true) => self.blank_line(),
            ("li", false) => self.line.push_str("- "),
            ("td" | "th", true) => self.line.push(' '),
            ("pre", false) => self.in_pre += 1,
            ("pre", true) => self.in_pre = self.in_pre.saturating_sub(1),
            ("div" | "blockquote" | "span", false) => self.open(tag),
            ("div" | "blockquote" | "span", true) => self.close(name),
            _ => {}
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let quotes = tag.name == "blockquote" || is_quoting(tag.attributes);
        if quotes && !self.line.trim().is_empty() {
            self.end_line();
        }
        if self.open.len() < OPEN_ELEMENTS && !tag.attributes.ends_with('/') {
            self.open.push((tag.name.as_bytes()[0], quotes));
            self.quotes += usize::from(quotes);
        }
    }

    fn close(&mut self, name: &str) {
        let initial = name.as_bytes()[0];
        // Unclosed elements inside end with the one that is closed; the search is bounded with the list.
        let from = self.open.len().saturating_sub(50);
        let Some(at) = self.open[from..]
            .iter()
            .rposition(|(open, _)| *open == initial)
        else {
            return;
        };
        for (_, quotes) in self.open.drain(from + at..) {
            if quotes {
                self.quotes -= 1;
            }
        }
    }

    fn words(&mut self, raw: &str) {
        if raw.is_empty() {
            return;
        }
        let text = entity::decoded(raw);
        if self.in_pre > 0 {
            let mut lines = text.split('\n');
            self.line
                .push_str(lines.next().unwrap_or_default().trim_end_matches('\r'));
            for line in lines {
                self.end_line();
                self.line.push_str(line.trim_end_matches('\r'));
            }
            return;
        }
        for c in text.chars() {
            let is_blank = matches!(c, ' ' | '\t' | '\r' | '\n');
            if !is_blank {
                self.line.push(c);
            } else if !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.trim_end_matches([' ', '\u{a0}']);
        self.blank_lines = match line.is_empty() {
            true => self.blank_lines + 1,
            false => 0,
        };
        if self.blank_lines > 3 {
            return;
        }
        for _ in 0..self.quotes.min(QUOTE_DEPTH) {
            self.text.push_str("> ");
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn blank_line(&mut self) {
        if self.blank_lines == 0 {
            self.end_line();
        }
    }

    fn finished(mut self) -> String {
        if !self.line.trim().is_empty() {
            self.end_line();
        }
        let text = self.text.trim_end_matches('\n');
        text.trim_start_matches('\n').to_string()
    }
}

fn is_quoting(attributes: &str) -> bool {
    if attributes.len() < 10 {
        return false;
    }
    let lower = attributes.to_ascii_lowercase();
    let names = lower.contains("class") || lower.contains("id");
    names && QUOTING.iter().any(|name| lower.contains(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, text: &str) {
        assert_eq!(text_of(html), text, "{html}");
    }

    #[test]
    fn a_page_reads_as_a_person_sees_it() {
        check(
            "<p>Bonjour,</p><p>Pay&eacute;&nbsp;le 3&nbsp;mars.<br>Merci</p>",
            "Bonjour,\n\nPayé\u{a0}le 3\u{a0}mars.\nMerci",
        );
        check("<style>p{}</style><div>a<div>b</div>c</div>", "a\nb\nc");
        check("<ul><li>un<li>deux</ul>", "- un\n- deux");
        check("1 < 2 & 3 &lt; 4 &#8364; &#x20ac;", "1 < 2 & 3 < 4 € €");
        check("<!-- x --><![if mso]>a<![endif]>", "a");
        check("<pre>a\n  b</pre>", "a\n  b");
        check("", "");
    }

    #[test]
    fn what_mail_programs_quote_is_marked() {
        check(
            "oui<div class=\"gmail_quote\">On Monday, A wrote:<blockquote>non</blockquote></div>fin",
            "oui\n> On Monday, A wrote:\n> > non\nfin",
        );
    }

    #[test]
    fn broken_pages_are_read_to_their_end() {
        check("<div title=\"a>b", "b");
        check("<!-- never closed <b>a</b>", "never closed a");
        check("a<b", "a");
        check("<style>never closed", "never closed");
        let deep = "<div>".repeat(100_000) + "x";
        check(&deep, "x");
    }
}
