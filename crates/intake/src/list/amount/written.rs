//! Taking a written amount apart: digits and marks, sign, currency, side. What stands between the digits
//! must be a mark or a blank, so that dates, codes and hours are never taken for amounts.

/// The side of an account written with an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// DR, S, Soll.
    Debit,
    /// CR, H, Haben.
    Credit,
}

/// The parts of a written amount.
pub(super) struct Parts {
    /// Digits, commas and dots.
    pub digits: String,
    pub is_negative: bool,
    /// A code; may be empty.
    pub currency: String,
    pub side: Option<Side>,
    /// The power of ten, where a program wrote `1.5E+03`.
    pub exponent: Option<i32>,
}

/// Signs and short names people write for currencies.
const CURRENCIES: &[(&str, &str)] = &[
    ("€", "EUR"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("$", "USD"),
    ("us$", "USD"),
    ("£", "GBP"),
    ("¥", "JPY"),
    ("₹", "INR"),
    ("rs", "INR"),
    ("fr", "CHF"),
    ("sfr", "CHF"),
    ("zł", "PLN"),
    ("zl", "PLN"),
    ("kč", "CZK"),
    ("ft", "HUF"),
    ("r$", "BRL"),
    ("c$", "CAD"),
    ("ca$", "CAD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("nz$", "NZD"),
    ("hk$", "HKD"),
    ("s$", "SGD"),
    ("₽", "RUB"),
    ("₺", "TRY"),
    ("tl", "TRY"),
    ("₪", "ILS"),
    ("₩", "KRW"),
];

/// The code of a currency sign or short name; the text itself when it is none of them.
pub(in crate::list) fn currency_code(text: &str) -> &str {
    let lower = text.trim().trim_end_matches('.').to_lowercase();
    CURRENCIES
        .iter()
        .find(|(sign, _)| *sign == lower)
        .map_or(text.trim(), |(_, code)| code)
}

/// Takes a text apart; nothing when it is no amount.
pub(super) fn parts(text: &str) -> Option<Parts> {
    let text = text.trim();
    // A longer text is no amount, whatever it holds.
    if text.len() > 60 {
        return None;
    }
    let (first, last) = extent(text)?;
    let (before, core, after) = (&text[..first], &text[first..last], &text[last..]);
    let (core, after, exponent) = match exponent(after) {
        Some((power, rest)) => (core, rest, Some(power)),
        None => (core, after, None),
    };
    let mut parts = Parts {
        digits: digits(core)?,
        is_negative: false,
        currency: String::new(),
        side: None,
        exponent,
    };
    let after = without_no_cents(after, &mut parts.digits);
    take_affix(before, &mut parts)?;
    take_affix(after, &mut parts)?;
    Some(parts)
}

/// `1.234,-` and `1234.--` say that there are no cents, not that the amount is below zero.
fn without_no_cents<'a>(after: &'a str, digits: &mut String) -> &'a str {
    const DASHES: [char; 3] = ['-', '\u{2013}', '\u{2014}'];
    for mark in [',', '.'] {
        let Some(rest) = after.strip_prefix(mark) else {
            continue;
        };
        if rest.starts_with(DASHES) && !digits.contains(mark) {
            digits.push(mark);
            digits.push_str("00");
        }
        return rest.trim_start_matches(DASHES);
    }
    after
}

/// From the first digit, or the mark before it, to behind the last digit.
fn extent(text: &str) -> Option<(usize, usize)> {
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let last = text[first..]
        .find(|c: char| c.is_alphabetic() && !matches!(c, '\''))
        .map_or(text.len(), |letter| first + letter);
    let last = text[..last].rfind(|c: char| c.is_ascii_digit())? + 1;
    let before = &text[..first];
    let before_mark = before.strip_suffix([',', '.']);
    let has_mark = before_mark.is_some_and(|rest| !rest.ends_with(char::is_alphabetic));
    Some((first - usize::from(has_mark), last))
}

/// `E+03` behind the digits.
fn exponent(after: &str) -> Option<(i32, &str)> {
    let rest = after.strip_prefix(['e', 'E'])?;
    let unsigned = rest.strip_prefix(['+', '-']).filter(|_| rest.len() > 1)?;
    let end = unsigned
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(unsigned.len());
    let power: i32 = unsigned[..end].parse().ok().filter(|power| *power <= 12)?;
    let signed = if rest.starts_with('-') { -power } else { power };
    Some((signed, &unsigned[end..]))
}

/// The digits and marks; blanks and apostrophes must part groups of two or three digits.
fn digits(core: &str) -> Option<String> {
    let is_blank =
        |c: char| c.is_whitespace() || matches!(c, '\'' | '\u{2019}' | '`' | '\u{b4}' | '_');
    let mut groups = core.split(is_blank);
    let mut digits = groups.next()?.to_string();
    for group in groups {
        let whole = group.split([',', '.']).next().unwrap_or(group);
        if !matches!(whole.len(), 2 | 3) || digits.contains([',', '.']) {
            return None;
        }
        digits.push_str(group);
    }
    digits
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        .then_some(digits)
}

/// Reads what stands before or behind the digits.
fn take_affix(affix: &str, parts: &mut Parts) -> Option<()> {
    let is_sign = |c: char| matches!(c, '-' | '\u{2212}' | '\u{2013}' | '(' | ')' | '+');
    parts.is_negative |= affix.contains(|c: char| is_sign(c) && !matches!(c, '+' | ')'));
    let words = affix
        .split(|c: char| c.is_whitespace() || is_sign(c))
        .map(|word| word.trim_end_matches(['.', ':']))
        .filter(|word| !word.is_empty());
    for word in words {
        if let Some(side) = side(word) {
            parts.side = Some(side);
            continue;
        }
        let code = currency_code(word);
        // Three countries have crowns: which one is for a column of currencies to say.
        let is_code = code.eq_ignore_ascii_case("kr")
            || (code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_alphabetic()));
        if !is_code || !parts.currency.is_empty() {
            return None;
        }
        parts.currency = code.to_uppercase();
    }
    Some(())
}

fn side(word: &str) -> Option<Side> {
    match word.to_lowercase().as_str() {
        "dr" | "db" | "d" | "s" | "soll" | "debit" | "débit" => Some(Side::Debit),
        "cr" | "c" | "h" | "haben" | "credit" | "crédit" => Some(Side::Credit),
        _ => None,
    }
}
