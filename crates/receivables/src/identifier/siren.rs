//! SIREN and SIRET, the numbers of French companies and of their establishments. A number that passes may still
//! belong to nobody: only the register knows.

use super::{Soundness, compact, digits_of};

/// La Poste, whose establishments are numbered past what Luhn allows.
const LA_POSTE: &str = "356000000";

/// Nine digits, the last of which checks the others (Luhn).
pub fn check_siren(text: &str) -> Soundness {
    check_luhn(&compact(text), 9)
}

/// A SIREN and five digits of the establishment; Luhn over all fourteen, save for La Poste, whose digits add up to
/// a multiple of five.
pub fn check_siret(text: &str) -> Soundness {
    let number = compact(text);
    let by_luhn = check_luhn(&number, 14);
    if by_luhn == Soundness::WrongCheckDigits && number.starts_with(LA_POSTE) {
        let sum: u32 = digits_of(&number).unwrap_or_default().iter().sum();
        if sum.is_multiple_of(5) {
            return Soundness::Sound;
        }
    }
    by_luhn
}

fn check_luhn(number: &str, length: usize) -> Soundness {
    let Some(digits) = digits_of(number) else {
        return Soundness::WrongCharacters;
    };
    if digits.len() != length {
        return Soundness::WrongLength;
    }
    if digits.iter().all(|digit| *digit == 0) || !luhn_holds(&digits) {
        return Soundness::WrongCheckDigits;
    }
    Soundness::Sound
}

fn luhn_holds(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match place % 2 {
            0 => *digit,
            _ if *digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_siren_is_checked_by_luhn() {
        let table = [
            ("404833048", Soundness::Sound),
            ("404 833 048", Soundness::Sound),
            ("732829320", Soundness::Sound),
            ("404833047", Soundness::WrongCheckDigits),
            ("000000000", Soundness::WrongCheckDigits),
            ("04833048", Soundness::WrongLength),
            ("40483304A", Soundness::WrongCharacters),
        ];
        for (text, expected) in table {
            assert_eq!(check_siren(text), expected, "{text}");
        }
    }

    #[test]
    fn a_siret_is_checked_by_luhn_save_those_of_la_poste() {
        let table = [
            ("73282932000074", Soundness::Sound),
            ("732 829 320 00074", Soundness::Sound),
            ("73282932000075", Soundness::WrongCheckDigits),
            ("35600000000048", Soundness::Sound),
            ("35600000049837", Soundness::Sound),
            ("35600000049838", Soundness::WrongCheckDigits),
            ("732829320", Soundness::WrongLength),
        ];
        for (text, expected) in table {
            assert_eq!(check_siret(text), expected, "{text}");
        }
    }
}
