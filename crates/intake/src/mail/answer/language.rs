//! The language an answer is written in, by its smallest words. It must never be used on a name or a number.

use crate::phrase;

/// The languages answers are read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tongue {
    French,
    English,
    German,
    Spanish,
    Italian,
    Dutch,
}

const SMALL_WORDS: [(Tongue, &[&str]); 6] = [
    (
        Tongue::French,
        &[
            "nous",
            "vous",
            "le",
            "la",
            "les",
            "je",
            "est",
            "pour",
            "et",
            "une",
            "votre",
            "cette",
            "pas",
            "bonjour",
            "cordialement",
            "ce",
            "des",
            "sera",
            "ne",
        ],
    ),
    (
        Tongue::English,
        &[
            "the", "we", "you", "is", "to", "and", "will", "your", "of", "our", "have", "this",
            "hello", "please", "regards", "hi", "i", "it", "not",
        ],
    ),
    (
        Tongue::German,
        &[
            "wir", "die", "der", "das", "und", "nicht", "ist", "sie", "ich", "rechnung", "mit",
            "ihre", "den", "haben", "wird",
        ],
    ),
    (
        Tongue::Spanish,
        &[
            "el", "los", "que", "hemos", "la", "factura", "una", "por", "no", "buenos", "pago",
            "saludos", "con", "se", "su",
        ],
    ),
    (
        Tongue::Italian,
        &[
            "il",
            "che",
            "non",
            "la",
            "fattura",
            "di",
            "abbiamo",
            "per",
            "una",
            "buongiorno",
            "saluti",
            "con",
            "vostra",
            "pagamento",
            "del",
        ],
    ),
    (
        Tongue::Dutch,
        &[
            "de", "het", "wij", "een", "niet", "is", "factuur", "uw", "met", "ik", "hebben",
            "wordt", "van", "groeten", "wordt",
        ],
    ),
];

impl Tongue {
    /// The language most of whose small words a plain text holds; French when nothing tells.
    pub(super) fn of(plain: &str) -> Tongue {
        let count = |words: &[&str]| {
            let found = words.iter().filter(|word| phrase::has_word(plain, word));
            found.count()
        };
        let mut best = (Tongue::French, 0);
        for (tongue, words) in SMALL_WORDS {
            let found = count(words);
            if found > best.1 {
                best = (tongue, found);
            }
        }
        best.0
    }
}
