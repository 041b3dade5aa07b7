//! The numbers of documents in every spelling a payer uses: whole, without its prefix, without leading zeros,
//! its last digits alone. Built once for all open items. Must never take one spelling for another's proof: each
//! says how plain it is.

use super::index::OpenItem;
use super::key_table::{Key, KeyTable};
use super::name::fold;

/// A run of letters or of digits, in capitals, as long as no sign and no change parts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run<'a> {
    /// Its letters or digits.
    pub text: &'a str,
    /// Digits, not letters.
    pub is_digits: bool,
    /// It begins where a word does.
    pub begins: bool,
    /// It ends where a word does.
    pub ends: bool,
    /// Separated from the run before by a sign that no number contains.
    pub apart: bool,
    /// Separated from the run before by the sign of a range or of a date.
    pub sign: Sign,
}

/// What stands before a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Nothing that matters.
    Plain,
    /// A dash.
    Dash,
    /// A slash or a dot between digits, as in a date.
    DateLike,
}

/// A text in capitals without accents, its signs kept as spaces and a few others.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        let folded = fold(character);
        if !folded.is_empty() {
            out.push_str(folded);
        } else if character.is_ascii() {
            out.push(character);
        } else if character == '€' {
            out.push('+');
        } else {
            out.push(' ');
        }
    }
    out
}

/// The runs of a folded text.
pub(super) fn runs(text: &str) -> Vec<Run<'_>> {
    let bytes = text.as_bytes();
    let mut runs: Vec<Run<'_>> = Vec::new();
    let (mut at, mut gap) = (0, 0);
    while at < bytes.len() {
        if !bytes[at].is_ascii_alphanumeric() {
            at += 1;
            continue;
        }
        let is_digits = bytes[at].is_ascii_digit();
        let same = |byte: &&u8| byte.is_ascii_alphanumeric() && byte.is_ascii_digit() == is_digits;
        let end = at + bytes[at..].iter().take_while(same).count();
        let signs = &text[gap..at];
        let begins = runs.is_empty() || !signs.is_empty();
        if begins && let Some(before) = runs.last_mut() {
            before.ends = true;
        }
        let sign = match signs {
            "/" | "." => Sign::DateLike,
            _ if signs.trim() == "-" => Sign::Dash,
            _ => Sign::Plain,
        };
        runs.push(Run {
            text: &text[at..end],
            is_digits,
            begins,
            ends: false,
            apart: signs.contains([',', ';', '+', '&', '(', ')', '=']),
            sign,
        });
        (at, gap) = (end, end);
    }
    if let Some(last) = runs.last_mut() {
        last.ends = true;
    }
    runs
}

/// Keys of a number as it is spelled, made run by run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling {
    /// Letters and digits as they are.
    pub as_written: Key,
    /// Without the zeros before digits, run by run.
    pub without_zeros: Key,
    /// Letters and digits so far.
    pub length: usize,
    /// Runs of digits so far.
    pub digit_runs: usize,
}

impl Spelling {
    pub const fn new() -> Spelling {
        Spelling {
            as_written: Key::new(1),
            without_zeros: Key::new(2),
            length: 0,
            digit_runs: 0,
        }
    }

    /// With one run more.
    pub fn with(self, run: &Run<'_>) -> Spelling {
        let short = if run.is_digits {
            run.text.trim_start_matches('0')
        } else {
            run.text
        };
        Spelling {
            as_written: self.as_written.with_text(run.text),
            without_zeros: self.without_zeros.with(b'|').with_text(short),
            length: self.length + run.text.len(),
            digit_runs: self.digit_runs + usize::from(run.is_digits),
        }
    }
}

/// How a number was spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spelled {
    /// Whole.
    Whole,
    /// Without its leading zeros.
    WithoutZeros,
    /// Without its prefix.
    WithoutPrefix,
    /// Without its prefix and its leading zeros.
    WithoutBoth,
}

/// Items by their numbers in each spelling.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    whole: KeyTable,
    without_zeros: KeyTable,
    without_prefix: KeyTable,
    without_both: KeyTable,
    /// The last digits of each item's number, by place; nothing when it has none that fit.
    last: Vec<Option<u64>>,
    /// Letters before the first digit and how many letters and digits in all: what numbers look like.
    shapes: KeyTable,
    longest: usize,
}

impl Numbers {
    /// The numbers of items, by place; `is_named` tells which may be named at all.
    pub fn new(items: &[OpenItem], is_named: impl Fn(&OpenItem) -> bool) -> Numbers {
        let mut numbers = Numbers::default();
        let mut entries: [Vec<(Key, u32)>; 5] = Default::default();
        for (place, item) in items.iter().enumerate() {
            let place = place as u32;
            let text = folded(&item.reference);
            let runs = runs(&text);
            let last = runs.iter().rev().find(|run| run.is_digits);
            numbers
                .last
                .push(last.and_then(|run| run.text.parse().ok()));
            let spelling = runs
                .iter()
                .fold(Spelling::new(), |so_far, run| so_far.with(run));
            if spelling.length == 0 || !is_named(item) {
                continue;
            }
            numbers.longest = numbers.longest.max(spelling.length);
            entries[0].push((spelling.as_written, place));
            entries[1].push((spelling.without_zeros, place));
            let letters = runs.iter().take_while(|run| !run.is_digits).count();
            let tail = runs[letters..]
                .iter()
                .fold(Spelling::new(), |so_far, run| so_far.with(run));
            if letters > 0 && tail.length > 0 {
                entries[2].push((tail.as_written, place));
                entries[3].push((tail.without_zeros, place));
                entries[4].push((shape("", tail.length), 0));
            }
            let prefix = if letters > 0 { runs[0].text } else { "" };
            entries[4].push((shape(prefix, spelling.length), 0));
        }
        let [whole, without_zeros, without_prefix, without_both, shapes] = entries;
        numbers.whole = KeyTable::new(whole);
        numbers.without_zeros = KeyTable::new(without_zeros);
        numbers.without_prefix = KeyTable::new(without_prefix);
        numbers.without_both = KeyTable::new(without_both);
        numbers.shapes = KeyTable::new(shapes);
        numbers
    }

    /// The items with a number so spelled, and how; the whole number before any other spelling.
    pub fn spelled(&self, spelling: &Spelling) -> Option<(&[u32], Spelled)> {
        let tables = [
            (&self.whole, spelling.as_written, Spelled::Whole),
            (
                &self.without_zeros,
                spelling.without_zeros,
                Spelled::WithoutZeros,
            ),
            (
                &self.without_prefix,
                spelling.as_written,
                Spelled::WithoutPrefix,
            ),
            (
                &self.without_both,
                spelling.without_zeros,
                Spelled::WithoutBoth,
            ),
        ];
        tables.iter().find_map(|(table, key, how)| {
            let places = table.places(*key);
            (!places.is_empty()).then_some((places, *how))
        })
    }

    /// The last digits of an item's number.
    pub fn last(&self, place: usize) -> Option<u64> {
        self.last[place]
    }

    /// True when numbers of the book begin with these letters and are this long.
    pub fn look_like(&self, letters: &str, length: usize) -> bool {
        !self.shapes.places(shape(letters, length)).is_empty()
    }

    /// The length of the longest number.
    pub fn longest(&self) -> usize {
        self.longest
    }
}

fn shape(letters: &str, length: usize) -> Key {
    Key::new(9).with_text(letters).with_number(length as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_runs_that_know_where_words_begin_and_end() {
        let text = folded("Fact. n°FA2025-0012/é");
        let found: Vec<(&str, bool, bool)> = runs(&text)
            .iter()
            .map(|run| (run.text, run.begins, run.ends))
            .collect();
        let expected = [
            ("FACT", true, true),
            ("N", true, true),
            ("FA", true, false),
            ("2025", false, true),
            ("0012", true, true),
            ("E", true, true),
        ];
        assert_eq!(found, expected);
        assert!(runs("").is_empty() && runs("--").is_empty());
    }
}
