//! The line by which mail programs introduce a quote: "On ... wrote:", "Le ... a écrit :", and separators
//! such as "-----Original Message-----". It must never take a sentence for one: a day or an address stands in
//! it beside the verb.

use crate::phrase;

/// How many lines an introduction may be wrapped over.
const LINES: usize = 4;
/// How long it may be.
const LONGEST: usize = 400;

/// How an introduction begins and which word it ends with, plain.
const FORMS: &[(&str, &[&str])] = &[
    ("on ", &["wrote", "writes", "said", "has written"]),
    ("at ", &["wrote"]),
    ("in a message dated", &["writes"]),
    (
        "le ",
        &["a ecrit", "ecrivait", "a dit", "ecrit", "a repondu"],
    ),
    ("en date de", &["a ecrit"]),
    ("am ", &["schrieb", "schrieben"]),
    ("den ", &["skrev"]),
    ("el ", &["escribio", "escribe"]),
    ("em ", &["escreveu"]),
    ("il ", &["ha scritto", "scrive"]),
    ("in data", &["ha scritto"]),
    ("op ", &["schreef", "geschreven"]),
    ("w dniu", &["napisal", "napisala", "napisal(a)", "pisze"]),
    ("dnia", &["napisal", "napisala", "napisal(a)", "pisze"]),
    ("pa ", &["skrev"]),
    ("dne ", &["napsal", "napsal(a)"]),
];
/// Verbs that end an introduction whatever it begins with.
const VERBS: &[&str] = &[
    "wrote",
    "a ecrit",
    "schrieb",
    "escribio",
    "escreveu",
    "ha scritto",
    "schreef",
    "skrev",
    "пишет",
    "написал",
    "написал(а)",
    "a ecrit ceci",
    "geschrieben",
    "napisal(a)",
    "napsal(a)",
    "kirjoitti",
];
/// Words of separators, plain.
const SEPARATORS: &[&str] = &[
    "original message",
    "message d'origine",
    "message original",
    "message initial",
    "ursprungliche nachricht",
    "originalnachricht",
    "original nachricht",
    "mensaje original",
    "mensagem original",
    "messaggio originale",
    "oorspronkelijk bericht",
    "origineel bericht",
    "forwarded message",
    "message transfere",
    "message transfere",
    "weitergeleitete nachricht",
    "mensaje reenviado",
    "messaggio inoltrato",
    "doorgestuurd bericht",
    "begin forwarded message",
    "debut du message",
    "debut du message transfere",
    "debut du message reexpedie",
    "anfang der weitergeleiteten nachricht",
    "reply message",
    "original appointment",
    "ursprunglicher termin",
    "courriel original",
    "message de",
    "inizio messaggio inoltrato",
    "begin doorgestuurd bericht",
    "inicio del mensaje reenviado",
    "original-nachricht",
];

/// How many lines the introduction of a quote takes that begins here.
pub(super) fn length_at(lines: &[&str], at: usize) -> Option<usize> {
    let first = lines[at].trim();
    if first.is_empty() || first.len() > LONGEST {
        return None;
    }
    let plain_first = phrase::plain(first);
    if is_separator(&plain_first) {
        return Some(1);
    }
    if !may_begin(&plain_first) {
        return None;
    }
    let mut joined = String::new();
    for (rank, line) in lines[at..].iter().take(LINES).enumerate() {
        let line = line.trim();
        if line.is_empty()
            || line.starts_with('>') && rank > 0
            || joined.len() + line.len() > LONGEST
        {
            return None;
        }
        joined.push(' ');
        joined.push_str(line);
        if is_introduction(&phrase::plain(&joined)) {
            return Some(rank + 1);
        }
    }
    None
}

fn is_separator(plain: &str) -> bool {
    let has_rule = plain.starts_with("--")
        || plain.starts_with("__")
        || plain.starts_with("==")
        || plain.starts_with("**");
    let words = plain.trim_matches(['-', '_', '=', '*', ' ', ':', '.', '>']);
    if words.starts_with("begin forwarded message") || words.starts_with("debut du message") {
        return words.len() < 60;
    }
    has_rule && SEPARATORS.iter().any(|known| words.starts_with(known)) && words.len() < 80
}

/// A cheap look at the first line, so that long texts are not joined and read four times.
fn may_begin(plain: &str) -> bool {
    let plain = plain.trim_start_matches(['*', '_', ' ', '-']);
    FORMS.iter().any(|(start, _)| plain.starts_with(start))
        || plain.contains('@')
        || plain.ends_with(':')
        || plain.starts_with(|c: char| c.is_ascii_digit())
        || WEEKDAYS.iter().any(|day| plain.starts_with(day))
}

fn is_introduction(plain: &str) -> bool {
    let text = plain.trim_matches(['*', '_', ' ', '-']);
    let has_colon = text.ends_with(':');
    let body = text.trim_end_matches([':', ' ', '.', '*']);
    let has_digit = body.chars().any(|c| c.is_ascii_digit());
    let has_address = body.contains('@');
    if !(has_digit || has_address) {
        return false;
    }
    let by_form = FORMS.iter().any(|(start, verbs)| {
        text.starts_with(start)
            && verbs
                .iter()
                .any(|verb| ends_with_word(body, verb) || has_colon && middle_verb(body, verb))
    });
    let by_verb = has_colon && has_digit && VERBS.iter().any(|verb| ends_with_word(body, verb));
    // "30.09.2017, 18.30, "John" <x@y.fr>:" and "Wednesday, 17 November 2021, 3:32 PM from x <x@y.fr>:"
    let starts_as_date = body.starts_with(|c: char| c.is_ascii_digit())
        || WEEKDAYS.iter().any(|day| body.starts_with(day));
    let by_address = has_colon && has_address && starts_as_date && has_time(body);
    by_form && has_date_or_address(body) || by_verb || by_address
}

const WEEKDAYS: [&str; 14] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon,",
    "tue,",
    "wed,",
    "thu,",
    "fri,",
    "sat,",
    "sun,",
];

fn ends_with_word(text: &str, word: &str) -> bool {
    // "<notifications@github.com>wrote" is written without a blank.
    text.strip_suffix(word)
        .is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// "Op 12 december schreef Jan <jan@x.nl>:", "Am 3. März schrieb Frau Braun:", "Il giorno ... X ha scritto:".
fn middle_verb(text: &str, verb: &str) -> bool {
    phrase::has_word(text, verb)
}

fn has_date_or_address(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    text.contains('@') || digits >= 2
}

/// "14:41", "18.30", "3:32 pm".
fn has_time(text: &str) -> bool {
    text.as_bytes().windows(4).any(|four| {
        four[0].is_ascii_digit()
            && matches!(four[1], b':' | b'.')
            && four[2].is_ascii_digit()
            && four[3].is_ascii_digit()
    })
}
