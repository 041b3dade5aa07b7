//! A clause of the terms: whether it states the delay, a discount, or something else such as a penalty. It must
//! take no percentage for a delay, and no delay of a penalty for that of the invoice.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::token::{Token, is_month, tokens};
use super::{Delay, is_discount_percent};
use crate::invoice::payment::Discount;

/// What a clause is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// When to pay.
    Delay,
    /// What is taken off for paying early.
    Discount,
    /// Penalties, advances, courtesies.
    Neither,
}

/// One clause, read.
#[derive(Clone, Debug)]
pub(super) struct Clause {
    pub role: Role,
    pub delay: Option<Delay>,
    percent: Option<Decimal>,
    is_net: bool,
}

const DISCOUNT: &[&str] = &[
    "skonto", "escompte", "discount", "remise", "rabatt", "rabais",
];
const PENALTY: &[&str] = &[
    "pénalit",
    "penalit",
    "penalt",
    "verzug",
    "intérêt",
    "interest",
    "zins",
    "retard",
    "late ",
    "indemnit",
    "mahn",
    "overdue",
    "recouvrement",
];
const NET: &[&str] = &["net", "netto", "nets"];
const END_OF_MONTH: &[&str] = &[
    "fin de mois",
    "fin du mois",
    "fdm",
    "eom",
    "end of month",
    "end of the month",
    "monatsende",
];
const AT_ONCE: &[&str] = &[
    "sofort",
    "umgehend",
    "réception",
    "reception",
    "comptant",
    "receipt",
    "immédiat",
    "immediat",
    "prompt",
    "presentation",
    "présentation",
];
const QUALIFIERS: &[&str] = &[
    "calendar", "working", "business", "full", "volle", "vollen", "kalender", "net", "netto",
    "nets",
];

/// The clauses of a line. A comma ends one only before a blank: `3,5 %` is one number.
pub(super) fn split(line: &str) -> Vec<String> {
    let line = with_dates_whole(line);
    let mut clauses = vec![line.as_str()];
    for mark in [
        ", ", "; ", " - ", " – ", " / ", ". ", " ou ", " oder ", " or ", " sonst ", " bzw. ",
        " puis ", " et ",
    ] {
        clauses = clauses
            .into_iter()
            .flat_map(|clause| clause.split(mark))
            .collect();
    }
    clauses
        .into_iter()
        .filter(|clause| !clause.trim().is_empty())
        .map(str::to_string)
        .collect()
}

/// `July 4, 2018` and `4. Juli 2018` without the mark that would end a clause in the middle of the day.
fn with_dates_whole(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let pairs = words.iter().enumerate().map(|(place, word)| {
        let before = word.strip_suffix([',', '.']).unwrap_or(word);
        let is_number = !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit());
        let next = words
            .get(place + 1)
            .map_or("", |next| next.trim_matches([',', '.', ';']));
        let is_year = next.len() == 4 && next.bytes().all(|byte| byte.is_ascii_digit());
        match is_number && (is_year || is_month(&next.to_lowercase())) {
            true => before,
            false => word,
        }
    });
    pairs.collect::<Vec<&str>>().join(" ")
}

impl Clause {
    /// Reads one clause.
    pub fn of(words: &str, issued_on: Option<Date>) -> Clause {
        let lower = words.to_lowercase();
        let has = |list: &[&str]| list.iter().any(|word| lower.contains(word));
        let tokens = tokens(words);
        let percent = tokens.iter().find_map(|token| match token {
            Token::Percent(percent) => Some(*percent),
            _ => None,
        });
        let is_net = tokens
            .iter()
            .any(|token| matches!(token, Token::Word(word) if NET.contains(&word.as_str())));
        let role = if has(PENALTY) {
            Role::Neither
        } else if has(DISCOUNT) {
            Role::Discount
        } else if percent.is_some() {
            // "2 % within 10 days" is a discount; "50 % within one month" a share.
            match percent.is_some_and(is_discount_percent) {
                true => Role::Discount,
                false => Role::Neither,
            }
        } else {
            Role::Delay
        };
        Clause {
            role,
            delay: delay(&tokens, &lower, issued_on),
            percent,
            is_net,
        }
    }

    /// A discount without a delay of its own takes that of the clause before, which then states nothing else.
    pub fn borrow_from(&mut self, before: &mut Clause) {
        let wants = self.role == Role::Discount && self.percent.is_some() && self.delay.is_none();
        let gives = before.role == Role::Delay && before.delay.is_some() && !before.is_net;
        if wants && gives {
            self.delay = before.delay;
            before.role = Role::Neither;
        }
    }

    /// The discount it offers; nothing without a percentage.
    pub fn discount(&self) -> Option<Discount> {
        let percent = self.percent?;
        let (days, until_on) = match self.delay {
            Some(Delay::Days(days)) => (Some(days), None),
            Some(Delay::Until(day)) => (None, Some(day)),
            _ => (None, None),
        };
        Some(Discount {
            percent: Some(percent),
            days,
            until_on,
            ..Discount::default()
        })
    }
}

fn delay(tokens: &[Token], lower: &str, issued_on: Option<Date>) -> Option<Delay> {
    let day = tokens.iter().rev().find_map(|token| match token {
        Token::Day(day) if issued_on.is_none_or(|issued_on| *day >= issued_on) => Some(*day),
        _ => None,
    });
    if let Some(day) = day {
        return Some(Delay::Until(day));
    }
    let counted = (0..tokens.len()).find_map(|place| counted(tokens, place));
    if END_OF_MONTH.iter().any(|word| lower.contains(word)) {
        return Some(end_of_month(tokens, counted));
    }
    if counted.is_some() {
        return counted;
    }
    let is_at_once = AT_ONCE.iter().any(|word| lower.contains(word));
    is_at_once.then_some(Delay::Days(0))
}

/// `30 jours`, `14 working days`, `one month`, `net 30`, `30 net` at a place of the clause.
fn counted(tokens: &[Token], place: usize) -> Option<Delay> {
    let number = match &tokens[place] {
        Token::Number(number) => *number,
        Token::Word(word) => spelled(word)?,
        _ => return None,
    };
    let is_figure = matches!(tokens[place], Token::Number(_));
    let word_at = |place: usize| match tokens.get(place) {
        Some(Token::Word(word)) => word.as_str(),
        _ => "",
    };
    let next = word_at(place + 1);
    let unit = match QUALIFIERS.contains(&next) {
        true if !word_at(place + 2).is_empty() => word_at(place + 2),
        _ => next,
    };
    if let Some(delay) = in_units(number, unit) {
        return Some(delay);
    }
    let before = place.checked_sub(1).map_or("", word_at);
    let is_net = NET.contains(&before) || NET.contains(&next);
    (is_figure && is_net && number <= 366).then_some(Delay::Days(number))
}

fn in_units(number: u16, unit: &str) -> Option<Delay> {
    let starts = |words: &[&str]| words.iter().any(|word| unit.starts_with(word));
    let is = |words: &[&str]| words.contains(&unit);
    if starts(&[
        "jour",
        "jrs",
        "day",
        "tag",
        "kalendertag",
        "werktag",
        "arbeitstag",
        "bankarbeitstag",
        "banktag",
    ]) || is(&["j", "jr", "d", "t", "tg"])
    {
        return (number <= 366).then_some(Delay::Days(number));
    }
    if starts(&["semaine", "week", "woche"]) {
        return (number <= 52).then_some(Delay::Days(number * 7));
    }
    if starts(&["mois", "month", "monat"]) {
        return (number <= 12).then_some(Delay::Months(number));
    }
    None
}

fn spelled(word: &str) -> Option<u16> {
    Some(match word {
        "un" | "une" | "one" | "a" | "ein" | "eine" | "einem" | "einen" | "einer" | "eines" => 1,
        "deux" | "two" | "zwei" => 2,
        "trois" | "three" | "drei" => 3,
        "dix" | "ten" | "zehn" => 10,
        "quinze" | "fifteen" => 15,
        "trente" | "thirty" | "dreißig" | "dreissig" => 30,
        "quarante-cinq" => 45,
        "soixante" | "sixty" => 60,
        _ => return None,
    })
}

/// "45 jours fin de mois le 10": the days before, the day after. "30 FDM" has a bare number of days.
fn end_of_month(tokens: &[Token], counted: Option<Delay>) -> Delay {
    let bare = tokens.iter().find_map(|token| match token {
        Token::Number(number) if *number <= 366 => Some(*number),
        _ => None,
    });
    let days = match counted {
        Some(Delay::Days(days)) => days,
        Some(Delay::Months(months)) => months.saturating_mul(30),
        _ => bare.unwrap_or(0),
    };
    let numbers = tokens.iter().filter_map(|token| match token {
        Token::Number(number) => i8::try_from(*number).ok(),
        _ => None,
    });
    let day = numbers.skip(1).find(|day| (1..=28).contains(day));
    Delay::EndOfMonth { days, day }
}
