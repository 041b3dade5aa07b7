//! Numbers of accounts: one form for all formats, and whether two numbers mean one account. It must
//! never make a number that no file wrote.

/// The number without blanks, upper case.
pub(crate) fn compact(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect()
}

/// True for an IBAN whose check digits are right; blanks are not accepted.
pub(crate) fn is_iban(text: &str) -> bool {
    let bytes = text.as_bytes();
    let has_shape = (15..=34).contains(&bytes.len())
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit)
        && bytes.iter().all(u8::is_ascii_alphanumeric);
    if !has_shape {
        return false;
    }
    let moved = bytes[4..].iter().chain(&bytes[..4]);
    let remainder = moved.fold(0_u32, |sum, byte| match byte {
        b'0'..=b'9' => (sum * 10 + u32::from(byte - b'0')) % 97,
        letter => (sum * 100 + u32::from(letter.to_ascii_uppercase() - b'A') + 10) % 97,
    });
    remainder == 1
}

/// The first IBAN in a text, with or without blanks between its groups.
pub(crate) fn iban_in(text: &str) -> Option<String> {
    let words: Vec<&str> = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(400)
        .collect();
    for (start, word) in words.iter().enumerate() {
        let bytes = word.as_bytes();
        if bytes.len() < 4 || !bytes[0].is_ascii_uppercase() || !bytes[2].is_ascii_digit() {
            continue;
        }
        let mut joined = String::new();
        for part in &words[start..] {
            joined.push_str(part);
            if joined.len() > 34 {
                break;
            }
            if is_iban(&joined) {
                return Some(joined);
            }
        }
    }
    None
}

/// True when two numbers mean one account: the same, or a national number and the IBAN that holds it.
pub fn is_same_account(one: &str, other: &str) -> bool {
    let (one, other) = (compact(one), compact(other));
    if one == other {
        return true;
    }
    let holds = |iban: &str, number: &str| {
        is_iban(iban) && number.len() >= 10 && iban[4..].starts_with(number)
    };
    holds(&one, &other) || holds(&other, &one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iban_is_known_by_its_check_digits() {
        assert!(is_iban("FR1420041010050500013M02606"));
        assert!(!is_iban("FR1520041010050500013M02606"));
        assert!(!is_iban("20041010050500013M02606"));
        assert_eq!(
            iban_in("REK: NL91 ABNA 0417 1643 00/NAAM: X").as_deref(),
            Some("NL91ABNA0417164300")
        );
        assert_eq!(iban_in("FACTURE FR12 34"), None);
    }

    #[test]
    fn a_national_number_is_the_account_of_its_iban() {
        assert!(is_same_account(
            "20041 01005 0500013M026",
            "FR1420041010050500013M02606"
        ));
        assert!(!is_same_account("2004", "FR1420041010050500013M02606"));
        assert!(!is_same_account("", "FR1420041010050500013M02606"));
    }
}
