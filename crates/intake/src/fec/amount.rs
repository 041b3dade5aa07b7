//! Amounts of a FEC in cents: straight from the bytes in the legal form, by rules in the others.
//! It must never pass through a floating point number, and never read a doubtful amount silently.

/// An amount in cents, and how sure its reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    /// Read in one way only.
    Exact(i64),
    /// Read one way where another was possible: `12,345`.
    Doubtful(i64),
    /// More than two decimals, rounded half away from zero.
    Rounded(i64),
    /// Not an amount.
    Invalid,
}

/// Which mark the file uses before the decimals, learnt from the amounts that leave no doubt.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Marks {
    decimal: Option<u8>,
    three_decimals: bool,
}

/// The side of a `Sens` field: true for debit.
pub(super) fn side(field: &[u8]) -> Option<bool> {
    match field {
        b"D" | b"d" | b"+1" | b"1" | b"+" => Some(true),
        b"C" | b"c" | b"-1" | b"-" => Some(false),
        _ => None,
    }
}

/// No ledger holds more on one line; sums of such amounts stay within 64 bits.
const LARGEST: i64 = 100_000_000_000_000;

/// Reads an amount; an empty field is nothing.
pub(super) fn read(field: &[u8], marks: &mut Marks) -> Amount {
    match read_any(field, marks) {
        Amount::Exact(cents) | Amount::Doubtful(cents) | Amount::Rounded(cents)
            if cents.abs() > LARGEST =>
        {
            Amount::Invalid
        }
        amount => amount,
    }
}

fn read_any(field: &[u8], marks: &mut Marks) -> Amount {
    match plain(field) {
        Some((cents, mark)) => {
            if mark.is_some() && marks.decimal.is_none() {
                marks.decimal = mark;
            }
            Amount::Exact(cents)
        }
        None => lenient(field, marks),
    }
}

/// Digits, a comma or a dot, at most two decimals, a sign first or last.
fn plain(field: &[u8]) -> Option<(i64, Option<u8>)> {
    let (digits, negative) = match field {
        [] => return Some((0, None)),
        [b'-', rest @ ..] | [rest @ .., b'-'] => (rest, true),
        [b'+', rest @ ..] | [rest @ .., b'+'] => (rest, false),
        _ => (field, false),
    };
    if digits.len() > 20 || digits.is_empty() {
        return None;
    }
    let mut cents: i64 = 0;
    let mut mark = None;
    let mut decimals = 0;
    for byte in digits {
        match byte {
            b'0'..=b'9' => {
                cents = cents.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
                decimals += u32::from(mark.is_some());
            }
            b',' | b'.' if mark.is_none() => mark = Some(*byte),
            _ => return None,
        }
    }
    if decimals > 2 || (mark.is_some() && digits.len() == 1) {
        return None;
    }
    let cents = cents.checked_mul(10_i64.pow(2 - decimals))?;
    Some((if negative { -cents } else { cents }, mark))
}

fn lenient(field: &[u8], marks: &mut Marks) -> Amount {
    let Some((digits, negative)) = cleaned(field) else {
        return Amount::Invalid;
    };
    let Some(last) = digits.iter().rposition(|byte| matches!(byte, b',' | b'.')) else {
        return signed(cents_of(&digits, b""), negative, Amount::Exact);
    };
    let (whole, decimals) = (&digits[..last], &digits[last + 1..]);
    let mark = digits[last];
    let marks_before = whole.iter().filter(|byte| !byte.is_ascii_digit()).count();
    let repeated = whole.contains(&mark);
    if repeated
        && whole
            .iter()
            .any(|byte| !byte.is_ascii_digit() && *byte != mark)
    {
        return Amount::Invalid;
    }
    if repeated {
        return signed(cents_of(&digits, b""), negative, Amount::Exact);
    }
    let could_be_thousands =
        decimals.len() == 3 && marks_before == 0 && (1..=3).contains(&whole.len()) && whole != b"0";
    if !could_be_thousands {
        marks.decimal.get_or_insert(mark);
        marks.three_decimals |= decimals.len() == 3;
        return signed(cents_of(whole, decimals), negative, precision(decimals));
    }
    let thousands = marks.decimal.is_some_and(|decimal| decimal != mark);
    if thousands {
        return signed(cents_of(&digits, b""), negative, Amount::Doubtful);
    }
    let how: fn(i64) -> Amount = if marks.three_decimals {
        precision(decimals)
    } else {
        Amount::Doubtful
    };
    signed(cents_of(whole, decimals), negative, how)
}

fn precision(decimals: &[u8]) -> fn(i64) -> Amount {
    let exact = decimals.iter().skip(2).all(|digit| *digit == b'0');
    if exact {
        Amount::Exact
    } else {
        Amount::Rounded
    }
}

fn signed(cents: Option<i64>, negative: bool, how: fn(i64) -> Amount) -> Amount {
    match cents {
        Some(cents) => how(if negative { -cents } else { cents }),
        None => Amount::Invalid,
    }
}

/// Digits and marks only, without blanks, currency signs and signs; true for a negative amount.
fn cleaned(field: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut digits = Vec::with_capacity(field.len());
    let mut negative = false;
    let text = String::from_utf8_lossy(field);
    for character in text.chars() {
        match character {
            '0'..='9' | ',' | '.' => digits.push(character as u8),
            '-' | '\u{2212}' | '(' => negative = true,
            '+' | ')' | '€' | '\'' | '\u{a0}' | '\u{202f}' | '\u{fffd}' => {}
            blank if blank.is_whitespace() => {}
            _ => return None,
        }
    }
    digits
        .iter()
        .any(u8::is_ascii_digit)
        .then_some((digits, negative))
}

/// Cents of a whole part, whose marks are skipped, and of decimals rounded half away from zero.
fn cents_of(whole: &[u8], decimals: &[u8]) -> Option<i64> {
    let mut cents: i64 = 0;
    for digit in whole.iter().filter(|byte| byte.is_ascii_digit()) {
        cents = cents
            .checked_mul(10)?
            .checked_add(i64::from(digit - b'0'))?;
    }
    for rank in 0..2 {
        let digit = decimals
            .get(rank)
            .map_or(0, |digit| i64::from(digit - b'0'));
        cents = cents.checked_mul(10)?.checked_add(digit)?;
    }
    let up = decimals.get(2).is_some_and(|digit| *digit >= b'5');
    cents.checked_add(i64::from(up))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Amount) {
        assert_eq!(
            read(text.as_bytes(), &mut Marks::default()),
            expected,
            "{text}"
        );
    }

    #[test]
    fn amounts_of_the_law_and_of_the_world_are_read() {
        check("1234,56", Amount::Exact(123_456));
        check("0000000069,60", Amount::Exact(6_960));
        check("-12", Amount::Exact(-1_200));
        check("12,5-", Amount::Exact(-1_250));
        check("", Amount::Exact(0));
        check("1.234,56", Amount::Exact(123_456));
        check("1 234 567,89", Amount::Exact(123_456_789));
        check("1.234.567", Amount::Exact(123_456_700));
        check("(120)", Amount::Exact(-12_000));
        check("12,345", Amount::Doubtful(1_235));
        check("1200,1250", Amount::Rounded(120_013));
        check("1200,500", Amount::Exact(120_050));
        check("0,125", Amount::Rounded(13));
        check("abc", Amount::Invalid);
        check("1e5", Amount::Invalid);
        check("1,2.3,4", Amount::Invalid);
        check("99999999999999999999", Amount::Invalid);
        check("99999999999999,00", Amount::Invalid);
        check(",", Amount::Invalid);
        check("-", Amount::Invalid);
    }

    #[test]
    fn the_mark_of_the_file_decides_what_a_doubtful_amount_keeps() {
        let mut marks = Marks::default();
        assert_eq!(read(b"10,50", &mut marks), Amount::Exact(1_050));
        assert_eq!(read(b"12.345", &mut marks), Amount::Doubtful(1_234_500));
        assert_eq!(read(b"12,345", &mut marks), Amount::Doubtful(1_235));
        assert_eq!(read(b"1200,125", &mut marks), Amount::Rounded(120_013));
        assert_eq!(read(b"12,340", &mut marks), Amount::Exact(1_234));
    }
}
