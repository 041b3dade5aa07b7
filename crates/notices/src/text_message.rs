//! Text messages: how long one is for the networks, and the words written so that it costs no more parts than it must. Must
//! never change what a message says.

pub mod gsm;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The alphabet the networks write a message in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Seven bits: 160 units, or 153 in each of several parts.
    Gsm,
    /// Sixteen bits (UCS-2): 70 units, or 67 in each of several parts.
    Wide,
}

/// How long a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextSize {
    /// What it is written in.
    pub alphabet: Alphabet,
    /// Its units.
    pub units: usize,
    /// The parts the networks cut it into, each with its price; none for an empty one.
    pub parts: u32,
}

impl TextSize {
    /// The size of a text.
    pub fn of(text: &str) -> TextSize {
        let cut = TextParts::of(text);
        TextSize {
            alphabet: cut.alphabet,
            units: cut.alphabet.units(text),
            parts: u32::try_from(cut.parts.len()).unwrap_or(u32::MAX),
        }
    }
}

/// A text as it is cut into what the networks carry at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextParts<'a> {
    /// What it is written in.
    pub alphabet: Alphabet,
    /// Its parts in their order; none for an empty text.
    pub parts: Vec<&'a str>,
}

impl<'a> TextParts<'a> {
    /// Cuts a text where its price says it is cut.
    pub fn of(text: &'a str) -> TextParts<'a> {
        let alphabet = match text.chars().all(|letter| gsm::units(letter).is_some()) {
            true => Alphabet::Gsm,
            false => Alphabet::Wide,
        };
        let (alone, each) = alphabet.room();
        if text.is_empty() {
            let parts = Vec::new();
            return TextParts { alphabet, parts };
        }
        if alphabet.units(text) <= alone {
            let parts = vec![text];
            return TextParts { alphabet, parts };
        }
        let mut parts = Vec::new();
        let (mut from, mut filled) = (0, 0);
        for (at, letter) in text.char_indices() {
            let length = alphabet.length(letter);
            // A letter of two units is never cut in two.
            if filled + length > each {
                parts.push(&text[from..at]);
                (from, filled) = (at, 0);
            }
            filled += length;
        }
        parts.push(&text[from..]);
        TextParts { alphabet, parts }
    }
}

impl Alphabet {
    /// The units of a message that is alone, and of each of several parts.
    fn room(self) -> (usize, usize) {
        match self {
            Alphabet::Gsm => (160, 153),
            Alphabet::Wide => (70, 67),
        }
    }

    fn units(self, text: &str) -> usize {
        text.chars().map(|letter| self.length(letter)).sum()
    }

    fn length(self, letter: char) -> usize {
        match self {
            Alphabet::Gsm => gsm::units(letter).unwrap_or(1),
            Alphabet::Wide => letter.len_utf16(),
        }
    }
}

/// The words as they leave: blanks and signs that only print knows become the ones of a telephone, and letters lose an
/// accent the short alphabet has not ("reçu", "août") where that saves a part.
///
/// Lines inside a paragraph are one: they were broken for a screen of another width.
pub fn fitted(text: &str) -> String {
    let paragraphs: Vec<String> = text
        .split("\n\n")
        .map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|paragraph| !paragraph.is_empty())
        .collect();
    let plain: String = paragraphs
        .join("\n")
        .replace("« ", "\"")
        .replace(" »", "\"")
        .chars()
        .flat_map(plain_signs)
        .collect();
    let bare = without_foreign_accents(&plain);
    match TextSize::of(&bare).parts < TextSize::of(&plain).parts {
        true => bare,
        false => plain,
    }
}

fn plain_signs(letter: char) -> impl Iterator<Item = char> {
    let written: &str = match letter {
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' | '\t' => " ",
        '’' | '‘' => "'",
        '“' | '”' | '«' | '»' => "\"",
        '–' | '—' | '‑' | '−' => "-",
        '…' => "...",
        '•' | '·' => "-",
        'œ' => "oe",
        'Œ' => "OE",
        '\u{ad}' | '\u{200b}' => "",
        _ => return Written::One(letter),
    };
    Written::Several(written.chars())
}

enum Written {
    One(char),
    Several(std::str::Chars<'static>),
}

impl Iterator for Written {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        match self {
            Written::One(letter) => {
                let letter = *letter;
                *self = Written::Several("".chars());
                Some(letter)
            }
            Written::Several(letters) => letters.next(),
        }
    }
}

/// Letters of the short alphabet keep their accents.
fn without_foreign_accents(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    for letter in text.chars() {
        if gsm::units(letter).is_some() {
            bare.push(letter);
            continue;
        }
        bare.extend(letter.nfd().filter(|part| !is_combining_mark(*part)));
    }
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_counted_as_the_networks_cut_them() {
        let a = |count: usize| "a".repeat(count);
        let table = [
            (String::new(), Alphabet::Gsm, 0, 0),
            (a(160), Alphabet::Gsm, 160, 1),
            (a(161), Alphabet::Gsm, 161, 2),
            (a(306), Alphabet::Gsm, 306, 2),
            (a(307), Alphabet::Gsm, 307, 3),
            (a(159) + "€", Alphabet::Gsm, 161, 2),
            // The sign of two units would be cut: it begins the second part.
            (a(152) + "€" + &a(151), Alphabet::Gsm, 305, 2),
            (a(152) + "€" + &a(152), Alphabet::Gsm, 306, 3),
            ("ê".repeat(70), Alphabet::Wide, 70, 1),
            ("ê".repeat(71), Alphabet::Wide, 71, 2),
            ("🙂".repeat(35), Alphabet::Wide, 70, 1),
            ("🙂".repeat(36), Alphabet::Wide, 72, 2),
            ("ê".repeat(66) + "🙂", Alphabet::Wide, 68, 1),
        ];
        for (text, alphabet, units, parts) in table {
            let size = TextSize::of(&text);
            assert_eq!(
                (size.alphabet, size.units, size.parts),
                (alphabet, units, parts)
            );
            let cut = TextParts::of(&text).parts;
            assert_eq!(cut.concat(), text);
            let most = if parts > 1 {
                alphabet.room().1
            } else {
                alphabet.room().0
            };
            assert!(cut.iter().all(|part| alphabet.units(part) <= most));
        }
    }

    #[test]
    fn a_message_is_written_for_a_telephone() {
        let table = [
            (
                "Total\u{a0}: 1\u{202f}200,00\u{a0}€ – merci…",
                "Total : 1 200,00 € - merci...",
            ),
            ("L’échéance « F1 »", "L'échéance \"F1\""),
            ("votre sœur", "votre soeur"),
            (
                "Bonjour,\nquelle date\n ?\n\n\nMerci\n",
                "Bonjour, quelle date ?\nMerci",
            ),
            // Short enough in any alphabet: nothing is taken away.
            ("Reçu en août", "Reçu en août"),
        ];
        for (written, expected) in table {
            assert_eq!(fitted(written), expected);
        }
        let long = format!(
            "Bonjour, votre règlement est-il prévu en août ? Reçu à ce jour : rien. {}",
            "x".repeat(60)
        );
        let fitted = fitted(&long);
        assert!(
            fitted.contains("règlement est-il prévu en aout ? Recu à ce jour"),
            "{fitted}"
        );
        assert_eq!(TextSize::of(&fitted).parts, 1);
    }
}
