//! How people and their telephones sign. It must never take a list, a rule in the middle of a text or the
//! answer itself for a signature.

use super::{Place, is_rule};
use crate::phrase;

/// What telephones and programs write under a message, plain, at the start of a line.
const DEVICES: &[&str] = &[
    "sent from my",
    "sent from a ",
    "sent from mail",
    "sent from outlook",
    "sent from yahoo",
    "sent from samsung",
    "sent from proton",
    "sent with",
    "sent via",
    "sent a magnificent",
    "get outlook for",
    "envoye de mon",
    "envoye depuis",
    "envoye a partir d",
    "envoye avec",
    "envoye via",
    "telecharger outlook",
    "obtenez outlook",
    "obtenir outlook",
    "provenance : courrier",
    "von meinem",
    "gesendet von",
    "gesendet mit",
    "diese nachricht wurde von meinem",
    "holen sie sich outlook",
    "outlook fur",
    "enviado desde mi",
    "enviado desde",
    "enviado de mi",
    "obtener outlook",
    "enviado do meu",
    "inviato da",
    "scarica outlook",
    "inviato dal",
    "verzonden vanaf",
    "verstuurd vanaf",
    "outlook voor",
    "download outlook",
    "скачать",
    "отправлено с",
    "sendt fra min",
    "skickat fran min",
    "wyslane z",
];
/// How many words a line of the kind "-Name" may have.
const NAME_WORDS: usize = 4;

/// Marks the lines of signatures among those of the reply.
pub(super) fn mark(lines: &[&str], places: &mut [Place]) {
    let own: Vec<usize> = (0..lines.len())
        .filter(|line| places[*line] == Place::Reply)
        .collect();
    let written = |line: usize| places[line] == Place::Reply && !lines[line].trim().is_empty();
    let first = own.iter().copied().find(|line| written(*line));
    let mut marks: Vec<usize> = Vec::new();
    let mut signing = false;
    let gaps = own.windows(2).rposition(|pair| pair[1] != pair[0] + 1);
    let last_run = gaps.map_or(0, |gap| gap + 1);
    for (rank, line) in own.iter().copied().enumerate() {
        let follows = rank > 0 && own[rank - 1] + 1 == line;
        if !follows {
            signing = false;
        }
        let is_first = first == Some(line);
        signing |= !is_first && starts_signature(lines, line, rank >= last_run);
        if signing || is_device(lines[line]) && !is_first {
            marks.push(line);
        }
    }
    for line in marks {
        places[line] = Place::Signature;
    }
}

fn starts_signature(lines: &[&str], line: usize, is_last_run: bool) -> bool {
    let text = lines[line];
    let trimmed = text.trim();
    if matches!(
        text.trim_end_matches('\u{a0}'),
        "-- " | "--" | "—" | "– " | "__"
    ) || trimmed == "--\u{a0}"
    {
        return true;
    }
    if is_rule(text) && trimmed.len() >= 10 && is_last_run {
        return true;
    }
    is_name_line(trimmed) && few_lines_follow(lines, line)
}

/// "-Abhishek Kona", "- Jean": a dash and a name, at the end.
fn is_name_line(line: &str) -> bool {
    let Some(name) = line.strip_prefix(['-', '–', '—']) else {
        return false;
    };
    let words: Vec<&str> = name.split_whitespace().collect();
    !name.starts_with(['-', ' '])
        && !words.is_empty()
        && words.len() <= NAME_WORDS
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase))
        && name
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '\'' | '’' | '-'))
}

fn few_lines_follow(lines: &[&str], line: usize) -> bool {
    const FEW: usize = 10;
    lines[line + 1..]
        .iter()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('>'))
        .take(FEW + 1)
        .count()
        <= FEW
}

fn is_device(line: &str) -> bool {
    const LONGEST: usize = 200;
    let line = line.trim();
    if line.is_empty() || line.len() > LONGEST {
        return false;
    }
    let plain = phrase::plain(line);
    let plain = plain.trim_start_matches(['-', '*', '_', ' ', '<', '[']);
    DEVICES.iter().any(|known| plain.starts_with(known))
        && !plain.contains(" facture")
        && !plain.contains("invoice")
}
