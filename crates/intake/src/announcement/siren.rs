//! Register numbers: SIREN, however spaced, with or without the letters of the register. A zero lost by a
//! spreadsheet is given back when the key proves it. It must never invent a number.

use receivables::identifier::{Soundness, check_siren};

/// A register number read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Register {
    /// Nine figures, the key is right.
    Siren(String),
    /// Nine figures, the key is wrong; kept as written.
    WrongKey(String),
    /// A leading zero was lost and is given back.
    Repaired(String),
    /// No SIREN.
    None,
}

/// Reads a register number: `880 878 145`, `RCS Paris 880878145`, a SIRET of 14 figures.
pub(super) fn register(text: &str) -> Register {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    match digits.len() {
        9 if has_key(&digits) => Register::Siren(digits),
        // La Poste's establishments apart, every SIRET begins with a SIREN that passes.
        14 if has_key(&digits[..9]) => Register::Siren(digits[..9].to_string()),
        9 => Register::WrongKey(digits),
        8 => {
            let whole = format!("0{digits}");
            match has_key(&whole) {
                true => Register::Repaired(whole),
                false => Register::None,
            }
        }
        _ => Register::None,
    }
}

fn has_key(digits: &str) -> bool {
    check_siren(digits) == Soundness::Sound
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_however_written() {
        let siren = |text: &str| Register::Siren(text.to_string());
        assert_eq!(register("404 833 048"), siren("404833048"));
        assert_eq!(register("RCS Paris 404833048"), siren("404833048"));
        assert_eq!(register("73282932000074"), siren("732829320"));
        assert_eq!(
            register("404833047"),
            Register::WrongKey("404833047".to_string())
        );
        assert_eq!(
            register("05480547"),
            Register::None,
            "005480547 has a wrong key"
        );
        assert_eq!(register("5580113"), Register::None);
        assert_eq!(
            register("55800296"),
            Register::Repaired("055800296".to_string())
        );
        assert_eq!(register(""), Register::None);
    }
}
