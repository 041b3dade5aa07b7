//! Whether a sentence says that it was paid or that it will be: a word for paying beside a word of the past or of what is
//! to come. It must never take a question, or a "not", for either.

mod near_day;
mod words;

use jiff::civil::Date;

use self::near_day::near_day;
use self::words::{CONDITIONS, DUTCH, ENGLISH, FRENCH, GERMAN, ITALIAN, SPANISH};
use super::amount;
use super::language::Tongue;
use super::{Said, Sentence, contested};
use crate::phrase;

/// What a sentence says of paying.
pub(super) fn of(sentence: &Sentence<'_>, tongue: Tongue) -> Option<Said> {
    let talk = match tongue {
        Tongue::French => FRENCH,
        Tongue::English => ENGLISH,
        Tongue::German => GERMAN,
        Tongue::Spanish => SPANISH,
        Tongue::Italian => ITALIAN,
        Tongue::Dutch => DUTCH,
    };
    let plain = sentence.plain.as_str();
    let holds = |phrases: &[&str]| phrase::first_in(plain, phrases).is_some();
    if sentence.is_question || !begins_word(plain, talk.pay) || holds(talk.not) {
        return None;
    }
    let is_past = begins_word(plain, talk.past);
    let is_to_come = begins_word(plain, talk.to_come);
    if is_past && !is_to_come {
        return Some(has_paid(sentence));
    }
    let has_day = day_to_come(sentence).is_some();
    if !has_day && begins_word(plain, CONDITIONS) && contested(plain).is_some() {
        return None;
    }
    let is_promised = is_to_come || has_day;
    is_promised.then(|| will_pay(sentence))
}

/// That it was paid, with the day and the amount of the sentence.
pub(super) fn has_paid(sentence: &Sentence<'_>) -> Said {
    let written_on = sentence.written_on;
    Said::HasPaid {
        on: last_day(sentence, |on| written_on.is_none_or(|day| on <= day)),
        amount: amount::first(sentence.text),
    }
}

/// That it will be paid, with the day and the amount of the sentence.
pub(super) fn will_pay(sentence: &Sentence<'_>) -> Said {
    let near = || near_day(&sentence.plain, sentence.written_on);
    Said::WillPay {
        on: day_to_come(sentence).or_else(near),
        amount: amount::first(sentence.text),
    }
}

fn day_to_come(sentence: &Sentence<'_>) -> Option<Date> {
    let written_on = sentence.written_on;
    last_day(sentence, |on| written_on.is_none_or(|day| on >= day))
}

/// True when one of some words begins a word of the text.
fn begins_word(plain: &str, words: &[&str]) -> bool {
    words.iter().any(|word| {
        plain.match_indices(word).any(|(at, _)| {
            let before = plain[..at].chars().next_back();
            !before.is_some_and(char::is_alphanumeric)
        })
    })
}

fn last_day(sentence: &Sentence<'_>, holds: impl Fn(Date) -> bool) -> Option<Date> {
    let mut days = sentence.days.iter().copied();
    days.rfind(|on| holds(*on))
}
