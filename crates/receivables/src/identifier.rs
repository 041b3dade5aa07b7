//! Identifiers whose form can be checked: SIREN and SIRET, VAT numbers, IBAN, creditor references. It must
//! never refuse one: a number that looks wrong is told and kept, because the debtor's own papers may carry it.

mod creditor_reference;
mod iban;
mod siren;
mod vat;

pub use creditor_reference::check_creditor_reference;
pub use iban::check_iban;
pub use siren::{check_siren, check_siret};
pub use vat::{check_vat_number, french_vat_number};

use serde::{Deserialize, Serialize};

/// What can be said of an identifier from its characters alone. `Sound` proves nothing about the company or the
/// account behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Soundness {
    /// Length, characters and, where there are any, check digits are right.
    Sound,
    /// The check digits contradict the others: most likely a typing mistake.
    WrongCheckDigits,
    /// Too short or too long, a leading zero lost for instance.
    WrongLength,
    /// Characters that such a number never has.
    WrongCharacters,
    /// The country it starts with is not in the tables.
    UnknownCountry,
}

impl Soundness {
    /// True when the number cannot be right. Of a country that is not in the tables nothing is known, so nothing
    /// is said.
    pub const fn is_wrong(self) -> bool {
        match self {
            Soundness::WrongCheckDigits | Soundness::WrongLength | Soundness::WrongCharacters => {
                true
            }
            Soundness::Sound | Soundness::UnknownCountry => false,
        }
    }
}

/// True for an account number written like an IBAN: two letters, two digits, and long enough. Banks also give
/// national account numbers, which no rule here can judge.
pub fn looks_like_iban(text: &str) -> bool {
    let number = compact(text);
    let has = |from: usize, is: fn(&u8) -> bool| number.bytes().skip(from).take(2).all(|b| is(&b));
    number.len() > 10 && has(0, u8::is_ascii_alphabetic) && has(2, u8::is_ascii_digit)
}

/// The number without what people put between its characters, in upper case.
pub fn compact(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '/' | '\u{200b}' | '\u{feff}'))
        .flat_map(char::to_uppercase)
        .collect()
}

/// The remainder by 97 of a number whose letters count from A = 10 (ISO 7064); nothing for another character.
fn modulo_97(characters: impl Iterator<Item = char>) -> Option<u32> {
    characters.into_iter().try_fold(0_u32, |rest, character| {
        let value = character.to_digit(36)?;
        let shift = if value < 10 { 10 } else { 100 };
        Some((rest * shift + value) % 97)
    })
}

/// The digits of a text, nothing when another character is among them.
fn digits_of(text: &str) -> Option<Vec<u32>> {
    text.chars()
        .map(|c| c.is_ascii_digit().then(|| c.to_digit(10)).flatten())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_put_between_the_characters_does_not_count() {
        assert_eq!(compact(" fr76 3000-6000 \u{a0}0112"), "FR76300060000112");
    }

    #[test]
    fn no_text_makes_a_check_fail() {
        for text in [
            "",
            "é",
            "FR",
            "0",
            "\0\0",
            "FR\u{202e}76",
            "９９９９９９９９９",
        ] {
            assert_ne!(check_siren(text), Soundness::Sound, "{text}");
            assert_ne!(check_siret(text), Soundness::Sound, "{text}");
            assert_ne!(check_iban(text), Soundness::Sound, "{text}");
            assert_ne!(check_vat_number(text), Soundness::Sound, "{text}");
            assert_ne!(check_creditor_reference(text), Soundness::Sound, "{text}");
        }
    }
}
