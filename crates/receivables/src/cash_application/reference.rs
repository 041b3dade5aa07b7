//! Numbers of documents in one form, however they are spelled, and creditor references with check digits
//! (ISO 11649). Must never take a prefix or a similar number for the number itself.

/// Upper-case letters and digits only: `fa 2025-000123` and `FA2025/000123` are the same number.
pub fn normal_form(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|letter| letter.to_ascii_uppercase())
        .collect()
}

/// The number inside an ISO 11649 reference in normal form; nothing when its check digits are wrong.
pub fn rf_body(normal: &str) -> Option<&str> {
    let (check, body) = normal.strip_prefix("RF")?.split_at_checked(2)?;
    let plain = |text: &str| {
        text.bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    if !(1..=21).contains(&body.len())
        || !plain(body)
        || !check.bytes().all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let moved = body.bytes().chain(*b"RF").chain(check.bytes());
    let remainder = moved.fold(0_u32, |rest, byte| match byte {
        b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
        _ => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
    });
    (remainder == 1).then_some(body)
}

/// True for a number that proves nothing without an amount that agrees: without a digit, or of so few digits
/// and nothing else that it could as well be a post code, a year or a date.
pub(super) fn is_plain(normal: &str) -> bool {
    let digits = normal.bytes().filter(u8::is_ascii_digit).count();
    digits == 0 || (digits == normal.len() && digits < 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn creditor_references_give_their_number_only_with_the_right_check_digits() {
        let table = [
            ("RF18539007547034", Some("539007547034")),
            ("RF65INV20250001", Some("INV20250001")),
            ("RF40F202600123", Some("F202600123")),
            ("RF90A1", Some("A1")),
            ("RF91A1", None),
            ("RF90", None),
            ("RFXXA1", None),
            ("FA2025000123", None),
        ];
        for (reference, body) in table {
            assert_eq!(rf_body(reference), body, "{reference}");
        }
    }

    #[test]
    fn a_number_has_one_form_however_it_is_spelled() {
        for text in ["FA2025-000123", "fa 2025 000123", "FA2025/000.123"] {
            assert_eq!(normal_form(text), "FA2025000123", "{text}");
        }
    }
}
