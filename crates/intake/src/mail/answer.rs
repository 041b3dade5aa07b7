//! What a person's answer says about the money: it will be paid, it was paid, it is contested, the invoice is missing.
//! Phrases are looked for first; what they miss is found by its likeness to examples. Each finding quotes its sentence, for
//! a person to accept or not. It must never act, and never read what was quoted.

mod amount;
mod language;
mod likeness;
mod money_talk;
mod words;

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use self::language::Tongue;
use super::day;
use crate::phrase;

/// How much of an answer is read.
const LOOKED_AT: usize = 8_000;
/// The longest quotation, in letters.
const MOST_LETTERS: usize = 400;

/// Why a claim is contested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Contested {
    /// Price, discount or amount.
    Price,
    /// Quantity, missing or late delivery.
    Delivery,
    /// Quality of goods or service.
    Quality,
    /// Order number or reference.
    Reference,
    /// Invoiced twice, never ordered, another company's.
    NotOwed,
    /// Anything else.
    Other,
}

/// An amount as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidAmount {
    /// How much.
    pub amount: Decimal,
    /// ISO 4217 code of the currency that stands beside it.
    pub currency: String,
}

/// What somebody says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "says")]
pub enum Said {
    /// It will be paid.
    WillPay {
        /// The day, when one is told.
        on: Option<Date>,
        /// How much, when it is told.
        amount: Option<SaidAmount>,
    },
    /// It was paid.
    HasPaid {
        /// The day, when one is told.
        on: Option<Date>,
        /// How much, when it is told.
        amount: Option<SaidAmount>,
    },
    /// It is contested.
    Contests {
        /// Why.
        why: Contested,
    },
    /// The invoice did not arrive, or a copy is asked for.
    InvoiceMissing,
    /// Somebody else is to be written to.
    WrongContact {
        /// The address that is named.
        address: Option<String>,
    },
    /// More time is asked for.
    AsksDelay {
        /// Until when, when a day is told.
        until: Option<Date>,
    },
    /// Payment in several parts is asked for.
    AsksPlan,
    /// Collective proceedings are spoken of.
    Insolvent,
    /// Somebody is angry about us.
    Complains,
}

impl Said {
    /// The word of the kind, as it is kept and measured.
    pub const fn code(&self) -> &'static str {
        match self {
            Said::WillPay { .. } => "will-pay",
            Said::HasPaid { .. } => "has-paid",
            Said::Contests { .. } => "contests",
            Said::InvoiceMissing => "invoice-missing",
            Said::WrongContact { .. } => "wrong-contact",
            Said::AsksDelay { .. } => "asks-delay",
            Said::AsksPlan => "asks-plan",
            Said::Insolvent => "insolvent",
            Said::Complains => "complains",
        }
    }
}

/// How a finding was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FoundBy {
    /// The sentence holds a phrase that says it. All findings were made so before there was another way.
    #[default]
    Phrase,
    /// The sentence is like examples that say it.
    Likeness,
}

/// Something an answer says, with the sentence that says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// What.
    pub said: Said,
    /// The sentence, as it was written.
    pub quote: String,
    /// How it was found.
    #[serde(default)]
    pub found_by: FoundBy,
}

/// A sentence as it is looked at.
struct Sentence<'a> {
    text: &'a str,
    plain: String,
    is_question: bool,
    days: Vec<Date>,
    written_on: Option<Date>,
}

/// What a person's own text says, each kind once. Days such as "Friday" are counted from the day it was written.
pub fn statements(reply: &str, written_on: Option<Date>) -> Vec<Statement> {
    let text = &reply[..phrase::floor(reply, LOOKED_AT)];
    let looked_at = looked_at(text, written_on);
    let mut found = found_by_phrases(text, &looked_at);
    let of_phrases: Vec<&str> = found.iter().map(|one| one.said.code()).collect();
    let mut more = found_by_likeness(&looked_at);
    more.retain(|one| !of_phrases.contains(&one.said.code()));
    found.append(&mut more);
    found
}

/// What one of the two ways of reading finds when it is left alone, for measuring it.
pub fn statements_found_by(way: FoundBy, reply: &str, written_on: Option<Date>) -> Vec<Statement> {
    let text = &reply[..phrase::floor(reply, LOOKED_AT)];
    let looked_at = looked_at(text, written_on);
    match way {
        FoundBy::Phrase => found_by_phrases(text, &looked_at),
        FoundBy::Likeness => found_by_likeness(&looked_at),
    }
}

fn looked_at(text: &str, written_on: Option<Date>) -> Vec<Sentence<'_>> {
    let split = sentences(text).into_iter();
    split
        .map(|(text, is_question)| {
            let plain = phrase::plain(text);
            let told = day::days(&plain, written_on);
            Sentence {
                text,
                plain,
                is_question,
                days: told.into_iter().map(|told| told.on).collect(),
                written_on,
            }
        })
        .collect()
}

fn found_by_phrases(text: &str, looked_at: &[Sentence<'_>]) -> Vec<Statement> {
    let tongue = Tongue::of(&phrase::plain(text));
    let mut found = Vec::new();
    for sentence in looked_at {
        for said in said_in(sentence, tongue) {
            put(&mut found, said, (sentence.text, FoundBy::Phrase));
        }
    }
    found
}

fn found_by_likeness(looked_at: &[Sentence<'_>]) -> Vec<Statement> {
    let mut found = Vec::new();
    for sentence in looked_at {
        let kinds = likeness::kinds(&sentence.plain, sentence.is_question);
        let said = likeness::KINDS.into_iter().zip(kinds);
        for (kind, _) in said.filter(|(_, is_said)| *is_said) {
            if let Some(said) = told(kind, sentence) {
                put(&mut found, said, (sentence.text, FoundBy::Likeness));
            }
        }
    }
    found
}

/// A kind with what its sentence tells of it. A question promises nothing.
fn told(kind: &str, sentence: &Sentence<'_>) -> Option<Said> {
    let said = match kind {
        "will-pay" if sentence.is_question => return None,
        "will-pay" => money_talk::will_pay(sentence),
        "has-paid" => money_talk::has_paid(sentence),
        "contests" => Said::Contests {
            why: contested(&sentence.plain).unwrap_or(Contested::Other),
        },
        "invoice-missing" => Said::InvoiceMissing,
        "wrong-contact" => Said::WrongContact {
            address: address(sentence.text),
        },
        "asks-delay" => Said::AsksDelay {
            until: sentence.days.last().copied(),
        },
        "asks-plan" => Said::AsksPlan,
        "insolvent" => Said::Insolvent,
        "complains" => Said::Complains,
        _ => return None,
    };
    Some(said)
}

fn said_in(sentence: &Sentence<'_>, tongue: Tongue) -> Vec<Said> {
    let plain = sentence.plain.as_str();
    let holds = |phrases: &[&str]| phrase::first_in(plain, phrases).is_some();
    let mut said = Vec::new();
    if holds(words::INSOLVENT) && !holds(words::NOT_INSOLVENT) {
        said.push(Said::Insolvent);
    }
    if holds(words::COMPLAINS) {
        said.push(Said::Complains);
    }
    if holds(words::PLAN) {
        said.push(Said::AsksPlan);
    } else if holds(words::DELAY) && !holds(words::NOT_DELAY) {
        let until = sentence.days.last().copied();
        said.push(Said::AsksDelay { until });
    }
    if holds(words::MISSING) && !holds(words::NOT_MISSING) {
        said.push(Said::InvoiceMissing);
    } else if let Some(why) = contested(plain).filter(|_| !holds(words::NOT_CONTESTED)) {
        said.push(Said::Contests { why });
    }
    if holds(words::WRONG_CONTACT) {
        let address = address(sentence.text);
        said.push(Said::WrongContact { address });
    }
    said.extend(money_talk::of(sentence, tongue));
    said
}

fn contested(plain: &str) -> Option<Contested> {
    let holds = |phrases: &[&str]| phrase::first_in(plain, phrases).is_some();
    let of_reason = words::CONTESTS
        .iter()
        .find(|(_, phrases)| holds(phrases))
        .map(|(why, _)| *why);
    let is_contested = holds(words::CONTESTS_AT_ALL);
    of_reason.or(is_contested.then_some(Contested::Other))
}

/// The first address of e-mail in a text.
fn address(text: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "@._-+".contains(c);
    let mut words = text.split(|c: char| !is_part(c));
    let found = words.find(|word| {
        let domain = word.split_once('@').map(|(_, domain)| domain);
        domain.is_some_and(|domain| domain.trim_end_matches('.').contains('.'))
    });
    found.map(|word| word.trim_matches('.').to_lowercase())
}

/// Keeps a finding. Of two of a kind the first stays; what it lacks comes from the second, with its sentence.
fn put(found: &mut Vec<Statement>, said: Said, (text, found_by): (&str, FoundBy)) {
    let quote: String = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    let quote: String = quote.chars().take(MOST_LETTERS).collect();
    let known = found
        .iter_mut()
        .find(|known| known.said.code() == said.code());
    let one = Statement {
        said,
        quote,
        found_by,
    };
    let Some(known) = known else {
        found.push(one);
        return;
    };
    let says_more = match (&known.said, &one.said) {
        (Said::WillPay { on: None, .. }, Said::WillPay { on: Some(_), .. })
        | (Said::HasPaid { on: None, .. }, Said::HasPaid { on: Some(_), .. })
        | (Said::AsksDelay { until: None }, Said::AsksDelay { until: Some(_) })
        | (Said::WrongContact { address: None }, Said::WrongContact { address: Some(_) }) => true,
        (Said::Contests { why: before }, Said::Contests { why }) => {
            *before == Contested::Other && *why != Contested::Other
        }
        _ => false,
    };
    if says_more {
        *known = one;
    }
}

/// Sentences with whether they ask. A full stop within a number, a date or an address ends nothing; an empty line does.
fn sentences(text: &str) -> Vec<(&str, bool)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    for at in 0..bytes.len() {
        let next = bytes.get(at + 1).copied();
        let is_blank = next.is_none_or(|byte| byte.is_ascii_whitespace());
        let after_digit = at
            .checked_sub(1)
            .is_some_and(|before| bytes[before].is_ascii_digit());
        let ends = match bytes[at] {
            b'!' | b'?' | b';' => is_blank,
            b'.' => is_blank && (!after_digit || next.is_none_or(|byte| byte == b'\n')),
            b'\n' => next == Some(b'\n') || next == Some(b'-'),
            _ => false,
        };
        if ends {
            if let Some(one) = text.get(start..at) {
                found.push((one.trim(), bytes[at] == b'?'));
            }
            start = at + 1;
        }
    }
    if let Some(rest) = text.get(start..) {
        found.push((rest.trim(), false));
    }
    found.retain(|(one, _)| !one.is_empty());
    found
}

#[cfg(test)]
mod tests;
