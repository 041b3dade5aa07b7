//! The words and numbers of a clause, and the dates among them. It must never panic on a text that only looks like
//! a date.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::invoice::field::civil;

/// One word or number, in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A word.
    Word(String),
    /// A whole number.
    Number(u16),
    /// A percentage.
    Percent(Decimal),
    /// A day.
    Day(Date),
    /// Anything else with digits in it: an amount, a reference.
    Other,
}

const MONTHS: &[(&str, &str)] = &[
    ("janvier", "1"),
    ("january", "1"),
    ("januar", "1"),
    ("jan", "1"),
    ("fevrier", "2"),
    ("février", "2"),
    ("february", "2"),
    ("februar", "2"),
    ("feb", "2"),
    ("mars", "3"),
    ("march", "3"),
    ("märz", "3"),
    ("mar", "3"),
    ("avril", "4"),
    ("april", "4"),
    ("apr", "4"),
    ("mai", "5"),
    ("may", "5"),
    ("juin", "6"),
    ("june", "6"),
    ("juni", "6"),
    ("jun", "6"),
    ("juillet", "7"),
    ("july", "7"),
    ("juli", "7"),
    ("jul", "7"),
    ("aout", "8"),
    ("août", "8"),
    ("august", "8"),
    ("aug", "8"),
    ("septembre", "9"),
    ("september", "9"),
    ("sep", "9"),
    ("sept", "9"),
    ("octobre", "10"),
    ("october", "10"),
    ("oktober", "10"),
    ("oct", "10"),
    ("okt", "10"),
    ("novembre", "11"),
    ("november", "11"),
    ("nov", "11"),
    ("decembre", "12"),
    ("décembre", "12"),
    ("december", "12"),
    ("dezember", "12"),
    ("dec", "12"),
    ("dez", "12"),
];

/// True for the name of a month, in lower case.
pub(super) fn is_month(name: &str) -> bool {
    MONTHS.iter().any(|(known, _)| *known == name)
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let spaced = text.to_lowercase().replace('%', " % ");
    let words: Vec<&str> = spaced
        .split(|c: char| {
            c.is_whitespace() || matches!(c, '(' | ')' | '"' | '«' | '»' | ':' | '!' | '?')
        })
        .map(|word| word.trim_matches([',', ';', '.', '\'']))
        .filter(|word| !word.is_empty())
        .collect();
    let mut found = Vec::new();
    let mut place = 0;
    while let Some(word) = words.get(place) {
        let rest = &words[place + 1..];
        place += 1;
        if let Some(percent) = rest
            .first()
            .filter(|next| **next == "%")
            .and_then(|_| decimal(word))
        {
            found.push(Token::Percent(percent));
            place += 1;
        } else if let Some((day, taken)) = spelled_day(word, rest) {
            found.push(Token::Day(day));
            place += taken;
        } else if let Some((number, unit)) = glued(word) {
            found.push(Token::Number(number));
            found.push(Token::Word(unit.to_string()));
        } else {
            found.push(plain(word));
        }
    }
    found
}

fn plain(word: &str) -> Token {
    if let Ok(number) = word.parse::<u16>() {
        return Token::Number(number);
    }
    if let Some(day) = figured_day(word) {
        return Token::Day(day);
    }
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return Token::Other;
    }
    Token::Word(word.to_string())
}

fn decimal(word: &str) -> Option<Decimal> {
    word.replace(',', ".").parse().ok()
}

/// `30j`, `30d`, `30-day`: a number and its unit in one word.
fn glued(word: &str) -> Option<(u16, &str)> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = word.split_at(digits);
    let unit = unit.trim_start_matches('-');
    let is_unit = !unit.is_empty() && unit.chars().all(char::is_alphabetic);
    is_unit.then(|| number.parse().ok().map(|number| (number, unit)))?
}

/// `04.07.2018`, `4/7/18`, `2018-07-04`.
fn figured_day(word: &str) -> Option<Date> {
    let parts: Vec<&str> = word.split(['.', '/', '-']).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    if !parts
        .iter()
        .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return None;
    }
    match (first.len(), third.len()) {
        (4, 1 | 2) => civil(first, second, third),
        (1 | 2, 4) => civil(third, second, first),
        (1 | 2, 2) => civil(&format!("20{third}"), second, first),
        _ => None,
    }
}

/// `14 août 2025`, `14. August 2025`, `1er mai 2025`, `August 14, 2025`: the day and how many more words it took.
fn spelled_day(word: &str, rest: &[&str]) -> Option<(Date, usize)> {
    let [second, third, ..] = rest else {
        return None;
    };
    let month = |name: &str| {
        MONTHS
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, number)| *number)
    };
    let digits = |text: &str| {
        text.trim_end_matches(['e', 'r', 's', 't', 'h', 'n', 'd'])
            .to_string()
    };
    let day = match (month(second), month(word)) {
        (Some(month), _) => civil(third, month, &digits(word)),
        (None, Some(month)) => civil(third, month, &digits(second)),
        _ => None,
    };
    day.map(|day| (day, 2))
}
