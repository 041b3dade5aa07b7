//! Absences: until when somebody is away, and who stands in. Days are relative to the day of the message
//! itself. It must never invent a year or a month: a day that cannot be placed is left out.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::message::MailMessage;
use super::{MailAddress, day, reply};
use crate::phrase;

/// What an absent person says of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// The first day away, when told.
    pub from_on: Option<Date>,
    /// The last day away, when told as such ("until 3 April").
    pub until_on: Option<Date>,
    /// The day of return, when told ("back on 4 April"); else the day after the last one away.
    pub back_on: Option<Date>,
    /// Whom to write to meanwhile.
    pub substitutes: Vec<MailAddress>,
}

/// How much of a message is searched.
const LOOKED_AT: usize = 4_000;

/// The absence a message tells; nothing when it tells neither day nor substitute.
pub fn absence(message: &MailMessage) -> Option<Absence> {
    let written_on = message.sent_at.map(super::MailMoment::on);
    let own = reply::reply_text(message);
    let body = match own.reply.trim().is_empty() {
        true => message.text.as_str(),
        false => own.reply.as_str(),
    };
    let body = &body[..phrase::floor(body, LOOKED_AT)];
    let mut found = Absence::default();
    for sentence in std::iter::once(message.subject.as_str()).chain(sentences(body)) {
        let plain = phrase::plain(sentence);
        add_days(&mut found, &plain, written_on);
    }
    found.back_on = found
        .back_on
        .or_else(|| found.until_on.and_then(|until| until.tomorrow().ok()));
    found.substitutes = substitutes(message, body);
    let says_something =
        found.back_on.is_some() || found.from_on.is_some() || !found.substitutes.is_empty();
    says_something.then_some(found)
}

/// Sentences: a full stop after a word, not one within a date or an address. Lines may wrap.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let mut start = 0;
    let ends: Vec<usize> = (0..bytes.len())
        .filter(|at| {
            let next = bytes.get(at + 1);
            let is_blank = next.is_none_or(u8::is_ascii_whitespace);
            match bytes[*at] {
                b'!' | b'?' | b';' => is_blank,
                // "am 3. April" and "3. bis 5. April" are days, not ends.
                b'.' => {
                    is_blank
                        && !at
                            .checked_sub(1)
                            .is_some_and(|before| bytes[before].is_ascii_digit())
                }
                b'\n' => next == Some(&b'\n'),
                _ => false,
            }
        })
        .chain(std::iter::once(bytes.len()))
        .collect();
    ends.into_iter().filter_map(move |end| {
        let sentence = text.get(start..end.min(text.len()))?;
        start = (end + 1).min(text.len());
        Some(sentence)
    })
}

/// Words before a day that say what it is.
const BACK: &[&str] = &[
    "de retour",
    "retour",
    "je reviens",
    "reprendrai",
    "reprise",
    "rouvriront",
    "rouvrira",
    "reouvrira",
    "reouverture",
    "joignable a partir",
    "back in the office",
    "be back",
    "am back",
    "back on",
    "return on",
    "returning",
    "return to",
    "i return",
    "reopen",
    "available again",
    "zuruck",
    "wieder im buro",
    "wieder da",
    "wieder erreichbar",
    "wieder fur sie da",
    "wieder im haus",
    "erreichbar ab",
    "ab dem",
    "regreso",
    "regresare",
    "volvere",
    "vuelvo",
    "reincorporare",
    "de vuelta",
    "rientro",
    "rientrero",
    "tornero",
    "di nuovo in ufficio",
    "terug",
    "weer aanwezig",
    "weer bereikbaar",
    "weer op kantoor",
    "vanaf",
];
const UNTIL: &[&str] = &[
    "jusqu'au",
    "jusqu'a",
    "jusque",
    "au",
    "inclus",
    "until",
    "till",
    "through",
    "thru",
    "to",
    "bis zum",
    "bis einschliesslich",
    "bis",
    "hasta el",
    "hasta",
    "al",
    "fino al",
    "fino a",
    "sino al",
    "tot en met",
    "t/m",
    "tot",
    "-",
];
const FROM: &[&str] = &[
    "du",
    "a partir du",
    "a compter du",
    "depuis le",
    "from",
    "starting",
    "since",
    "as of",
    "vom",
    "von",
    "seit dem",
    "seit",
    "del",
    "desde el",
    "desde",
    "dal",
    "dall'",
    "van",
];

fn add_days(found: &mut Absence, plain: &str, written_on: Option<Date>) {
    let days = day::days(plain, written_on);
    let says_back = BACK.iter().any(|word| phrase::has_word(plain, word));
    for (rank, told) in days.iter().enumerate() {
        let before = plain[..told.start].trim_end();
        let near = &before[phrase::floor(before, before.len().saturating_sub(40))..];
        let ends_with = |list: &[&str]| {
            let near = near.trim_end_matches([' ', ':', ',']);
            let near = day::without_weekday(near);
            list.iter().any(|word| {
                near.strip_suffix(word)
                    .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric) || *word == "-")
            })
        };
        let follows_a_day = rank > 0 && told.start.saturating_sub(days[rank - 1].end) < 30;
        let has_back = BACK.iter().any(|word| {
            let from = if rank > 0 { days[rank - 1].end } else { 0 };
            phrase::has_word(&plain[from..told.start], word)
        });
        if has_back && !ends_with(FROM_STRICT) {
            found.back_on = found.back_on.or(Some(told.on));
        } else if ends_with(UNTIL) && (follows_a_day || !is_bare(near)) {
            if let Some(previous) = days.get(rank.wrapping_sub(1)).filter(|_| follows_a_day) {
                found.from_on = found.from_on.or(Some(previous.on));
            }
            found.until_on = found.until_on.or(Some(told.on));
        } else if ends_with(FROM) && !says_back {
            found.from_on = found.from_on.or(Some(told.on));
        }
    }
}

/// "from" in the sense of a beginning, even in a sentence about a return.
const FROM_STRICT: &[&str] = &["du", "from", "vom", "dal", "del"];

/// "au 3 mars" alone may be a date of anything; "jusqu'au 3 mars" may not.
fn is_bare(near: &str) -> bool {
    let word = near.rsplit(' ').next().unwrap_or_default();
    matches!(word, "au" | "to" | "al" | "-" | "a" | "inclus")
}

/// Words that introduce who stands in.
const CONTACT: &[&str] = &[
    "contact",
    "joindre",
    "adresser",
    "adressez",
    "ecrire a",
    "ecrivez",
    "rapprocher de",
    "urgence",
    "urgent",
    "reach out",
    "get in touch",
    "wenden sie sich",
    "kontaktieren",
    "kontakt",
    "vertret",
    "schreiben sie",
    "erreichen sie",
    "dringend",
    "pongase",
    "dirij",
    "escrib",
    "urgencia",
    "contatt",
    "rivolg",
    "scriv",
    "urgenz",
    "contacteer",
    "neem contact",
    "bereik",
    "dringende",
    "spoed",
    "colleague",
    "collegue",
    "kolleg",
    "colega",
    "collega",
    "remplac",
    "forward",
    "transfer",
    "nouvelle adresse",
    "please write",
    "anyone else",
];

fn substitutes(message: &MailMessage, body: &str) -> Vec<MailAddress> {
    const MOST: usize = 5;
    let own: Vec<String> = message
        .from
        .iter()
        .chain(&message.to)
        .map(|one| one.address.to_lowercase())
        .collect();
    let mut found: Vec<MailAddress> = Vec::new();
    for (at, address) in phrase::addresses(body) {
        let known = own.contains(&address.to_lowercase())
            || found
                .iter()
                .any(|one| one.address.eq_ignore_ascii_case(&address));
        let from = phrase::floor(body, at.saturating_sub(250));
        let before = phrase::plain(&body[from..at]);
        let is_whole = address
            .rsplit('@')
            .next()
            .is_some_and(|domain| domain.contains('.'));
        let introduced = is_whole && CONTACT.iter().any(|word| before.contains(word));
        if !known && introduced && found.len() < MOST {
            let name = name_before(&body[from..at]);
            found.push(MailAddress { name, address });
        }
    }
    found
}

/// The name that stands right before an address: "Marie Durand (", "Marie Durand :", "Marie Durand <".
fn name_before(before: &str) -> String {
    let line = before.rsplit(['\n', ';', '!']).next().unwrap_or_default();
    let line = line.trim_end_matches(['(', '<', '[', ':', ' ', ',', '-', '"', '\u{a0}', '«']);
    let line = line
        .trim_end_matches(" at")
        .trim_end_matches(" par mail")
        .trim_end_matches(" à l'adresse");
    let mut words: Vec<&str> = Vec::new();
    for word in line.split_whitespace().rev() {
        let clean = word.trim_matches(['(', ')', '"', ',']);
        let is_name = clean.chars().next().is_some_and(char::is_uppercase)
            && clean
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'))
            || matches!(
                clean,
                "de" | "du" | "von" | "van" | "der" | "di" | "la" | "le"
            ) && !words.is_empty();
        if !is_name || words.len() == 4 {
            break;
        }
        words.push(clean);
        if word.starts_with(['(', '"']) {
            break;
        }
    }
    while words
        .last()
        .is_some_and(|word| !word.starts_with(char::is_uppercase) || is_title(word))
    {
        words.pop();
    }
    words.reverse();
    words.join(" ")
}

fn is_title(word: &str) -> bool {
    matches!(
        word,
        "M." | "Mme"
            | "Mr"
            | "Mr."
            | "Mrs"
            | "Ms"
            | "Herr"
            | "Herrn"
            | "Frau"
            | "Sr."
            | "Sra."
            | "Sig."
            | "Monsieur"
            | "Madame"
            | "Contact"
            | "Please"
            | "Merci"
            | "En"
            | "Pour"
            | "In"
            | "For"
            | "Bitte"
            | "Contactez"
            | "Email"
            | "E-mail"
            | "Mail"
            | "Courriel"
            | "Contacter"
    )
}

#[cfg(test)]
mod tests;
