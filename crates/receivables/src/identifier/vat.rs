//! VAT numbers of the Union, Northern Ireland, the United Kingdom, Switzerland and Norway: their form by country, and
//! the check digits of those this trade meets most. Only the VIES service knows whether a number is in use.

use super::siren::check_siren;
use super::{Soundness, compact, digits_of, modulo_97};

/// Country prefix and the forms of what follows: `9` a digit, `A` a letter, `X` either; another character stands for itself.
const FORMS: &[(&str, &[&str])] = &[
    ("ATU", &["99999999"]),
    ("BE", &["9999999999"]),
    ("BG", &["999999999", "9999999999"]),
    (
        "CHE",
        &["999999999", "999999999MWST", "999999999TVA", "999999999IVA"],
    ),
    ("CY", &["99999999A"]),
    ("CZ", &["99999999", "999999999", "9999999999"]),
    ("DE", &["999999999"]),
    ("DK", &["99999999"]),
    ("EE", &["999999999"]),
    ("EL", &["999999999"]),
    ("ES", &["X9999999X"]),
    ("FI", &["99999999"]),
    ("FR", &["XX999999999"]),
    ("GB", &["999999999", "999999999999", "GD999", "HA999"]),
    ("GR", &["999999999"]),
    ("HR", &["99999999999"]),
    ("HU", &["99999999"]),
    ("IE", &["9X99999A", "9999999AA"]),
    ("IT", &["99999999999"]),
    ("LT", &["999999999", "999999999999"]),
    ("LU", &["99999999"]),
    ("LV", &["99999999999"]),
    ("MT", &["99999999"]),
    ("NL", &["999999999B99"]),
    ("NO", &["999999999", "999999999MVA"]),
    ("PL", &["9999999999"]),
    ("PT", &["999999999"]),
    (
        "RO",
        &[
            "99",
            "999",
            "9999",
            "99999",
            "999999",
            "9999999",
            "99999999",
            "999999999",
            "9999999999",
        ],
    ),
    ("SE", &["999999999999"]),
    ("SI", &["99999999"]),
    ("SK", &["9999999999"]),
    ("XI", &["999999999", "999999999999", "GD999", "HA999"]),
];

/// The alphabet of the lettered French keys, without the I and the O that look like digits.
const FRENCH_KEY_LETTERS: &str = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// The form of the country, and the check digits of France (and Monaco), Belgium, Germany, Luxembourg and Italy.
pub fn check_vat_number(text: &str) -> Soundness {
    let number = compact(text);
    let Some((country, forms)) = FORMS
        .iter()
        .find(|(country, _)| number.starts_with(country))
    else {
        let named = number.chars().take(2).filter(char::is_ascii_alphabetic);
        return match named.count() {
            2 => Soundness::UnknownCountry,
            _ => Soundness::WrongCharacters,
        };
    };
    let rest = &number[country.len()..];
    if !forms.iter().any(|form| form.len() == rest.len()) {
        return Soundness::WrongLength;
    }
    if !forms.iter().any(|form| has_form(rest, form)) {
        return Soundness::WrongCharacters;
    }
    let is_right = match *country {
        "FR" => french_key_holds(rest),
        "BE" => belgian_digits_hold(rest),
        "DE" => german_digit_holds(rest),
        "LU" => luxembourg_digits_hold(rest),
        "IT" => italian_digit_holds(rest),
        _ => true,
    };
    if is_right {
        Soundness::Sound
    } else {
        Soundness::WrongCheckDigits
    }
}

fn has_form(rest: &str, form: &str) -> bool {
    rest.len() == form.len()
        && rest
            .chars()
            .zip(form.chars())
            .all(|(character, wanted)| match wanted {
                '9' => character.is_ascii_digit(),
                'A' => character.is_ascii_uppercase(),
                'X' => character.is_ascii_uppercase() || character.is_ascii_digit(),
                fixed => character == fixed,
            })
}

/// Two characters of key and a SIREN. Numbers of Monaco start with three zeros and hold no SIREN.
fn french_key_holds(rest: &str) -> bool {
    let (key, siren) = rest.split_at(2);
    if !siren.starts_with("000") && check_siren(siren) != Soundness::Sound {
        return false;
    }
    let Ok(number) = siren.parse::<u64>() else {
        return false;
    };
    if let Ok(key) = key.parse::<u64>() {
        return key == (number * 100 + 12) % 97;
    }
    let places: Option<Vec<u64>> = key
        .chars()
        .map(|letter| FRENCH_KEY_LETTERS.find(letter).map(|place| place as u64))
        .collect();
    let Some([first, second]) = places.as_deref() else {
        return false;
    };
    let check = if *first < 10 {
        (first * 24 + second).checked_sub(10)
    } else {
        (first * 34 + second).checked_sub(100)
    };
    check.is_some_and(|check| (number + 1 + check / 11) % 11 == check % 11)
}

fn belgian_digits_hold(rest: &str) -> bool {
    let (body, check) = rest.split_at(8);
    match (body.parse::<u64>(), check.parse::<u64>()) {
        (Ok(body), Ok(check)) => 97 - body % 97 == check,
        _ => false,
    }
}

/// ISO 7064 modulo 11, 10.
fn german_digit_holds(rest: &str) -> bool {
    let Some(digits) = digits_of(rest) else {
        return false;
    };
    let Some((check, body)) = digits.split_last() else {
        return false;
    };
    let product = body.iter().fold(10_u32, |product, digit| {
        let sum = (product + digit) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    (11 - product) % 10 == *check
}

fn luxembourg_digits_hold(rest: &str) -> bool {
    let (body, check) = rest.split_at(6);
    match (body.parse::<u32>(), check.parse::<u32>()) {
        (Ok(body), Ok(check)) => body % 89 == check,
        _ => false,
    }
}

fn italian_digit_holds(rest: &str) -> bool {
    let Some(digits) = digits_of(rest) else {
        return false;
    };
    let sum: u32 = digits
        .iter()
        .enumerate()
        .map(|(place, digit)| match place % 2 {
            0 => *digit,
            _ if *digit > 4 => digit * 2 - 9,
            _ => digit * 2,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// The French VAT number that a SIREN gives with the numeric key; nothing when the SIREN is not nine digits.
pub fn french_vat_number(siren: &str) -> Option<String> {
    let siren = compact(siren);
    if siren.len() != 9 || digits_of(&siren).is_none() {
        return None;
    }
    let key = modulo_97(siren.chars().chain("12".chars()))?;
    Some(format!("FR{key:02}{siren}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vat_number_is_checked_by_the_rule_of_its_country() {
        let table = [
            ("FR83404833048", Soundness::Sound),
            ("FR44732829320", Soundness::Sound),
            ("FR 40 303 265 045", Soundness::Sound),
            ("FRK7399859412", Soundness::Sound),
            ("FR4Z123456782", Soundness::Sound),
            ("FR84404833048", Soundness::WrongCheckDigits),
            ("FR83404833047", Soundness::WrongCheckDigits),
            ("FRI7399859412", Soundness::WrongCheckDigits),
            ("FR8340483304", Soundness::WrongLength),
            ("BE0403019261", Soundness::Sound),
            ("BE0403019262", Soundness::WrongCheckDigits),
            ("DE136695976", Soundness::Sound),
            ("DE136695978", Soundness::WrongCheckDigits),
            ("LU15027442", Soundness::Sound),
            ("IT00743110157", Soundness::Sound),
            ("ESB58378431", Soundness::Sound),
            ("NL4495445B01", Soundness::WrongLength),
            ("NL123456782B12", Soundness::Sound),
            ("ATU13585627", Soundness::Sound),
            ("IE6433435F", Soundness::Sound),
            ("CHE-107.787.577 IVA", Soundness::Sound),
            ("DEABCDEFGHI", Soundness::WrongCharacters),
            ("US123456789", Soundness::UnknownCountry),
            ("404833048", Soundness::WrongCharacters),
        ];
        for (text, expected) in table {
            assert_eq!(check_vat_number(text), expected, "{text}");
        }
    }

    #[test]
    fn a_siren_gives_its_vat_number() {
        assert_eq!(
            french_vat_number("404 833 048").as_deref(),
            Some("FR83404833048")
        );
        assert_eq!(french_vat_number("40483304"), None);
    }
}
