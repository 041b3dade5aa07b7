//! Cutting an OFX text into tags and their values, closed or not. It must take any byte, follow no entity
//! but the characters of XML, and remember nothing: a nest of a million tags costs nothing.

/// A value longer than this is cut.
const LONGEST: usize = 4000;

/// One tag with the text after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// Upper case, without brackets or slash.
    pub name: String,
    pub is_end: bool,
    /// What follows the tag, up to the next, as written.
    pub raw: &'a str,
    pub line: u64,
}

impl Token<'_> {
    /// The value: without blanks around it, entities of characters read.
    pub fn value(&self) -> String {
        let raw = self.raw.trim();
        let raw = raw
            .strip_prefix("<![CDATA[")
            .map_or(raw, |inside| inside.trim_end_matches("]]>"));
        let short: String = raw.chars().take(LONGEST).collect();
        let words: Vec<&str> = short.split_whitespace().collect();
        unescaped(&words.join(" "))
    }
}

/// The tags of a text, in order.
pub(super) struct Tokens<'a> {
    text: &'a str,
    at: usize,
    counted_to: usize,
    line: u64,
}

impl<'a> Tokens<'a> {
    pub fn new(text: &'a str) -> Self {
        let (at, counted_to, line) = (0, 0, 1);
        Tokens {
            text,
            at,
            counted_to,
            line,
        }
    }

    fn line_at(&mut self, position: usize) -> u64 {
        let passed = &self.text.as_bytes()[self.counted_to..position];
        let feeds = memchr::memchr_iter(b'\n', passed).count();
        let returns = memchr::memchr_iter(b'\r', passed).count();
        self.line += feeds.max(returns) as u64;
        self.counted_to = position;
        self.line
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let start = self.at + self.text[self.at..].find('<')?;
            let Some((name, is_end, after)) = tag_at(self.text, start) else {
                self.at = start + 1;
                continue;
            };
            let end = end_of_value(self.text, after);
            let line = self.line_at(start);
            self.at = end;
            let raw = &self.text[after..end];
            return Some(Token {
                name,
                is_end,
                raw,
                line,
            });
        }
    }
}

/// A tag that starts here: its name, whether it ends something, where its text starts. Tags of XML and of
/// SGML that are none of OFX's (`<?`, `<!`), and angle brackets in texts, are none.
fn tag_at(text: &str, start: usize) -> Option<(String, bool, usize)> {
    let rest = &text[start + 1..];
    let (is_end, body) = match rest.strip_prefix('/') {
        Some(body) => (true, body),
        None => (false, rest),
    };
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_');
    let length = body.find(|c: char| !is_of_name(c))?;
    if length == 0 || length > 40 {
        return None;
    }
    let tail = &body[length..];
    // Attributes and the slash of an empty element.
    let close = tail
        .find(['>', '<', '\n'])
        .filter(|at| tail[*at..].starts_with('>'))?;
    if close > 0 && !tail.starts_with([' ', '/', '\t']) {
        return None;
    }
    let after = start + 1 + usize::from(is_end) + length + close + 1;
    Some((body[..length].to_ascii_uppercase(), is_end, after))
}

/// Where the text after a tag ends: at the next tag, those within character data passed over.
fn end_of_value(text: &str, after: usize) -> usize {
    let rest = &text[after..];
    let blanks = rest.len() - rest.trim_start().len();
    if rest[blanks..].starts_with("<![CDATA[") {
        return rest.find("]]>").map_or(text.len(), |end| after + end + 3);
    }
    let mut from = 0;
    while let Some(at) = rest[from..].find('<').map(|at| from + at) {
        let is_instruction = rest[at..].starts_with("<?") || rest[at..].starts_with("<!");
        if is_instruction || tag_at(text, after + at).is_some() {
            return after + at;
        }
        from = at + 1;
    }
    text.len()
}

/// Characters written as entities; others stay as they are.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_string();
    }
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        read.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.char_indices().take(10).find(|(_, c)| *c == ';');
        let character = end.and_then(|(end, _)| Some((character_named(&rest[1..end])?, end + 1)));
        let (character, length) = character.unwrap_or(('&', 1));
        read.push(character);
        rest = &rest[length..];
    }
    read.push_str(rest);
    read
}

fn character_named(name: &str) -> Option<char> {
    let number = name.strip_prefix('#');
    match (name, number) {
        ("amp", _) => Some('&'),
        ("lt", _) => Some('<'),
        ("gt", _) => Some('>'),
        ("quot", _) => Some('"'),
        ("apos", _) => Some('\''),
        ("nbsp", _) => Some(' '),
        (_, Some(number)) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        Tokens::new(text)
            .map(|token| {
                format!(
                    "{}{}={}",
                    if token.is_end { "/" } else { "" },
                    token.name,
                    token.value()
                )
            })
            .collect()
    }

    #[test]
    fn tags_are_read_closed_or_not() {
        assert_eq!(
            shown("<A><B>1\n<C>x &amp; y</C></A>"),
            ["A=", "B=1", "C=x & y", "/C=", "/A="]
        );
        assert_eq!(
            shown("<NAME>A < B <> AT&T &bogus; &#233;<M/>"),
            ["NAME=A < B <> AT&T &bogus; é", "M="]
        );
        assert_eq!(shown("<N><![CDATA[ a <B> ]]></N>"), ["N=a <B>", "/N="]);
        assert_eq!(
            shown("<?xml v='1'?><!DOCTYPE x [<!ENTITY y 'z'>]><OFX>"),
            ["OFX="]
        );
        assert_eq!(shown("<INTU.BID>3000<"), ["INTU.BID=3000<"]);
    }

    #[test]
    fn lines_are_counted_where_tags_stand() {
        let lines: Vec<u64> = Tokens::new("<A>\r\n<B>1\r\n\r\n<C>")
            .map(|token| token.line)
            .collect();
        assert_eq!(lines, [1, 2, 4]);
    }
}
