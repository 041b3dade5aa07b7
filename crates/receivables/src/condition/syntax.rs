//! The text of a condition read as CEL, with the slips people make named by what to write. Must never accept
//! what CEL refuses.

use cel::Program;

use super::problem::{Fault, Problem};
use super::{MOST_CHARACTERS, place};

/// Deepest nesting of parentheses, brackets and negations.
const DEEPEST: usize = 40;

/// Words that people write for a sign.
const WORDS: [(&str, &str); 8] = [
    ("and", "&&"),
    ("et", "&&"),
    ("or", "||"),
    ("ou", "||"),
    ("not", "!"),
    ("non", "!"),
    ("dans", "in"),
    ("pas", "!"),
];

/// Reads a text as CEL.
pub(super) fn program(text: &str) -> Result<Program, Vec<Problem>> {
    let at = |byte, fault| {
        let (line, column) = place(text, byte);
        vec![Problem {
            line,
            column,
            fault,
        }]
    };
    if text.trim().is_empty() {
        return Err(at(0, Fault::Empty));
    }
    if text.chars().count() > MOST_CHARACTERS {
        return Err(at(
            0,
            Fault::TooLong {
                most: MOST_CHARACTERS,
            },
        ));
    }
    let scan = Scan::of(text);
    if let Some(byte) = scan.too_deep {
        return Err(at(byte, Fault::TooDeep));
    }
    if let Some(byte) = scan.open_quote {
        return Err(at(byte, Fault::OpenQuote));
    }
    Program::compile(text).map_err(|errors| {
        if let Some((byte, fault)) = scan
            .slip
            .or(scan.open_bracket.map(|byte| (byte, Fault::OpenBracket)))
        {
            return at(byte, fault);
        }
        let first = errors.errors.iter().map(|error| error.pos).min();
        let (line, column) = first.unwrap_or((1, 1));
        let line = usize::try_from(line).unwrap_or(1).max(1);
        let column = usize::try_from(column).unwrap_or(1).max(1);
        let rest = text.lines().nth(line - 1).unwrap_or("");
        let near: String = rest
            .chars()
            .skip(column - 1)
            .take_while(|c| !c.is_whitespace())
            .take(30)
            .collect();
        vec![Problem {
            line,
            column,
            fault: Fault::Syntax { near },
        }]
    })
}

/// What is seen of a text without its grammar: quotes, brackets, and the slips people make outside of quotes.
#[derive(Default)]
struct Scan {
    open_quote: Option<usize>,
    open_bracket: Option<usize>,
    too_deep: Option<usize>,
    slip: Option<(usize, Fault)>,
}

impl Scan {
    fn of(text: &str) -> Scan {
        let mut scan = Scan::default();
        let mut brackets: Vec<usize> = Vec::new();
        let mut depth = 0_usize;
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                quote @ (b'"' | b'\'') => match end_of_quote(bytes, at, quote) {
                    Some(end) => at = end,
                    None => {
                        scan.open_quote = Some(at);
                        return scan;
                    }
                },
                b'(' | b'[' | b'{' => brackets.push(at),
                b')' | b']' | b'}' => {
                    brackets.pop();
                }
                b'!' | b'-' | b'?' => depth += 1,
                b'=' => at = scan.equals(bytes, at),
                first if first.is_ascii_alphabetic() || first == b'_' => {
                    let length = bytes[at..]
                        .iter()
                        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
                        .count();
                    scan.word(&text[at..at + length], at);
                    at += length - 1;
                }
                _ => {}
            }
            if brackets.len() > DEEPEST || depth > DEEPEST * 4 {
                scan.too_deep.get_or_insert(at);
            }
            at += 1;
        }
        scan.open_bracket = brackets.first().copied();
        scan
    }

    /// The last byte of a sign with an equals sign in it.
    fn equals(&mut self, bytes: &[u8], at: usize) -> usize {
        let before = at.checked_sub(1).map(|before| bytes[before]);
        if bytes.get(at + 1) == Some(&b'=') {
            return at + 1;
        }
        if !matches!(before, Some(b'!' | b'<' | b'>')) {
            self.slip.get_or_insert((at, Fault::SingleEquals));
        }
        at
    }

    fn word(&mut self, word: &str, at: usize) {
        let lower = word.to_ascii_lowercase();
        if let Some((_, sign)) = WORDS.iter().find(|(known, _)| *known == lower) {
            let word = word.to_string();
            self.slip
                .get_or_insert((at, Fault::WordForSign { word, sign }));
        }
    }
}

/// The place of the quotation mark that closes the one at `start`.
fn end_of_quote(bytes: &[u8], start: usize, quote: u8) -> Option<usize> {
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            byte if byte == quote => return Some(at),
            b'\n' => return None,
            _ => {}
        }
        at += 1;
    }
    None
}
