//! References with check digits: creditor references (ISO 11649) and Swiss QR references. Must never take a
//! reference whose check digits are wrong.

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

/// The 26 digits before the check digit of a Swiss QR reference in normal form; nothing when it is wrong.
pub fn qr_body(normal: &str) -> Option<&str> {
    const CARRY: [u8; 10] = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];
    if normal.len() != 27 || !normal.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (body, check) = normal.split_at(26);
    let carry = body.bytes().fold(0_u8, |carry, byte| {
        CARRY[usize::from((carry + byte - b'0') % 10)]
    });
    let expected = (10 - carry) % 10;
    let is_right = check.bytes().next() == Some(b'0' + expected);
    (is_right && body.bytes().any(|byte| byte != b'0')).then_some(body)
}

/// True for a number that proves nothing without an amount that agrees: without a digit, or of so few digits
/// and nothing else that it could as well be a post code, a year or a date.
pub(super) fn is_plain(normal: &str) -> bool {
    let digits = normal.bytes().filter(u8::is_ascii_digit).count();
    digits == 0 || (digits == normal.len() && (digits < 7 || is_day(normal)))
}

/// True for eight digits that write a day, year first or last.
pub(super) fn is_day(digits: &str) -> bool {
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse().ok());
    let is_day = |year: Option<u32>, month: Option<u32>, day: Option<u32>| {
        year.is_some_and(|year| (1990..2100).contains(&year))
            && month.is_some_and(|month| (1..=12).contains(&month))
            && day.is_some_and(|day| (1..=31).contains(&day))
    };
    digits.len() == 8
        && (is_day(number(0, 4), number(4, 6), number(6, 8))
            || is_day(number(4, 8), number(2, 4), number(0, 2)))
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
    fn swiss_references_give_their_digits_only_with_the_right_check_digit() {
        let table = [
            (
                "210000000003139471430009017",
                Some("21000000000313947143000901"),
            ),
            ("210000000003139471430009018", None),
            ("000000000000000000000000000", None),
            ("21000000000313947143000901", None),
        ];
        for (reference, body) in table {
            assert_eq!(qr_body(reference), body, "{reference}");
        }
    }

    #[test]
    fn a_day_is_a_plain_number() {
        for (number, plain) in [
            ("20261015", true),
            ("15102026", true),
            ("20261315", false),
            ("123456", true),
            ("1234567", false),
            ("FA1", false),
            ("FA", true),
        ] {
            assert_eq!(is_plain(number), plain, "{number}");
        }
    }

    #[test]
    fn a_number_has_one_form_however_it_is_spelled() {
        for text in ["FA2025-000123", "fa 2025 000123", "FA2025/000.123"] {
            assert_eq!(normal_form(text), "FA2025000123", "{text}");
        }
    }
}
