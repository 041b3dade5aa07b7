//! Signed amounts: the last character carries a digit and the sign. It must accept what the conversions
//! between the alphabets of mainframes and of PCs have made of the braces.

use rust_decimal::Decimal;

/// Whether the sign was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Written,
    /// The last character is a bare digit.
    Absent,
}

/// How many characters an amount has.
const WIDTH: usize = 14;

/// Reads 14 characters such as `0000000012345F`; nothing when they are no amount.
pub(super) fn signed(field: &[char], decimals: u32) -> Option<(Decimal, Sign)> {
    let (last, digits) = field.split_last()?;
    let (units, is_negative, sign) = last_digit(*last)?;
    let mut number: i64 = 0;
    let written = digits.iter().skip_while(|c| **c == ' ');
    for digit in written.chain([&units]) {
        let value = i64::from(digit.to_digit(10)?);
        number = number.checked_mul(10)?.checked_add(value)?;
    }
    let number = if is_negative { -number } else { number };
    Some((Decimal::new(number, decimals.min(9)), sign))
}

/// The amount of a record whose text before it has gained or lost some characters: the 14 characters that
/// end by a sign, near the place where they should be.
pub(super) fn near(record: &[char], end: usize) -> Option<&[char]> {
    let ends = (end.saturating_sub(8)..(end + 8).min(record.len() + 1)).filter(|at| *at >= WIDTH);
    ends.map(|at| &record[at - WIDTH..at]).find(|field| {
        let (digits, last) = field.split_at(WIDTH - 1);
        let is_signed = matches!(last_digit(last[0]), Some((_, _, Sign::Written)));
        is_signed && digits.iter().all(char::is_ascii_digit)
    })
}

fn last_digit(character: char) -> Option<(char, bool, Sign)> {
    let after = |first: char| {
        let rank = character.to_ascii_uppercase() as u32 - first as u32 + 1;
        char::from_digit(rank, 10)
    };
    match character {
        '{' | 'é' | 'É' | 'ä' | '?' | '[' => Some(('0', false, Sign::Written)),
        '}' | 'è' | 'È' | 'ü' | '!' | ']' | ':' => Some(('0', true, Sign::Written)),
        'A'..='I' | 'a'..='i' => Some((after('A')?, false, Sign::Written)),
        'J'..='R' | 'j'..='r' => Some((after('J')?, true, Sign::Written)),
        '0'..='9' => Some((character, false, Sign::Absent)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let characters: Vec<char> = text.chars().collect();
        let read = signed(&characters, 2).map(|(amount, _)| amount.to_string());
        assert_eq!(read.as_deref(), expected, "{text}");
    }

    #[test]
    fn the_last_character_carries_digit_and_sign() {
        check("0000000012345F", Some("1234.56"));
        check("0000000012345O", Some("-1234.56"));
        check("0000000001000{", Some("100.00"));
        check("0000000001000}", Some("-100.00"));
        check("0000000001000é", Some("100.00"));
        check("0000000001000è", Some("-100.00"));
        check("0000000012345f", Some("1234.56"));
        check("0000000012345o", Some("-1234.56"));
        check("         2345R", Some("-234.59"));
        check("00000000123456", Some("1234.56"));
        check("0000000012345Z", None);
        check("00000 0012345F", None);
        check("", None);
    }

    #[test]
    fn every_digit_of_both_signs_is_told_apart() {
        for (rank, (plus, minus)) in "{ABCDEFGHI".chars().zip("}JKLMNOPQR".chars()).enumerate() {
            let with = |last: char| signed(&['0', '1', last], 0).map(|(amount, _)| amount);
            let expected = Decimal::from(10 + rank);
            assert_eq!((with(plus), with(minus)), (Some(expected), Some(-expected)));
        }
    }
}
