//! Creditor references (ISO 11649): `RF`, two check digits, the creditor's own number. Reading the number out of
//! one is the affair of cash application; here it is only judged.

use super::{Soundness, compact, modulo_97};

/// `RF`, two check digits and 1 to 21 letters or digits; moved by four characters, modulo 97 is 1.
pub fn check_creditor_reference(text: &str) -> Soundness {
    let reference = compact(text);
    let Some(rest) = reference.strip_prefix("RF") else {
        return Soundness::WrongCharacters;
    };
    if !reference.chars().all(|c| c.is_ascii_alphanumeric()) {
        return Soundness::WrongCharacters;
    }
    if !(5..=25).contains(&reference.len()) {
        return Soundness::WrongLength;
    }
    if !rest.chars().take(2).all(|c| c.is_ascii_digit()) {
        return Soundness::WrongCharacters;
    }
    let (head, body) = reference.split_at(4);
    match modulo_97(body.chars().chain(head.chars())) {
        Some(1) => Soundness::Sound,
        _ => Soundness::WrongCheckDigits,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_creditor_reference_is_checked_by_modulo_97() {
        let table = [
            ("RF18539007547034", Soundness::Sound),
            ("RF18 5390 0754 7034", Soundness::Sound),
            ("RF65INV20250001", Soundness::Sound),
            ("rf40f202600123", Soundness::Sound),
            ("RF90A1", Soundness::Sound),
            ("RF91A1", Soundness::WrongCheckDigits),
            ("RF90", Soundness::WrongLength),
            ("RFXXA1", Soundness::WrongCharacters),
            ("FA2025000123", Soundness::WrongCharacters),
        ];
        for (text, expected) in table {
            assert_eq!(check_creditor_reference(text), expected, "{text}");
        }
    }
}
