//! The headers of the message answered, as Outlook and its cousins write them above it, in many languages.
//! It must never take one labelled line for such a block: sender and two others stand together.

use crate::phrase;

const FROM: &[&str] = &[
    "from",
    "de",
    "von",
    "da",
    "van",
    "od",
    "fra",
    "fran",
    "от",
    "expediteur",
    "absender",
    "remitente",
    "mittente",
    "afzender",
    "lahettaja",
];
const OTHER: &[&str] = &[
    "sent",
    "date",
    "to",
    "cc",
    "subject",
    "reply-to",
    "on behalf of",
    "bcc",
    "importance",
    "attachments",
    "envoye",
    "envoye le",
    "a",
    "objet",
    "date d'envoi",
    "repondre a",
    "importance",
    "pieces jointes",
    "pour",
    "copie",
    "sujet",
    "destinataire",
    "gesendet",
    "datum",
    "an",
    "betreff",
    "kopie",
    "antwort an",
    "gesendet am",
    "enviado",
    "enviado el",
    "para",
    "asunto",
    "fecha",
    "assunto",
    "data",
    "enviada",
    "enviada em",
    "inviato",
    "inviato il",
    "a",
    "oggetto",
    "per",
    "data invio",
    "verzonden",
    "aan",
    "onderwerp",
    "verzonden op",
    "отправлено",
    "кому",
    "тема",
    "дата",
    "копия",
    "wyslano",
    "do",
    "temat",
    "dw",
    "sendt",
    "til",
    "emne",
    "skickat",
    "till",
    "amne",
    "when",
    "where",
];
/// How many lines a block may take.
const LINES: usize = 10;

/// True when the headers of a quoted message begin at a line.
pub(super) fn starts_at(lines: &[&str], at: usize) -> bool {
    let Some(first) = label(lines[at]) else {
        return false;
    };
    if !is_from(&first) && !is_other(&first) {
        return false;
    }
    let mut senders = 0;
    let mut others: Vec<String> = Vec::new();
    let mut unlabelled = 0;
    for line in lines[at..].iter().take(LINES) {
        if line.trim().is_empty() {
            break;
        }
        match label(line) {
            Some(name) if is_from(&name) => senders += 1,
            Some(name) if is_other(&name) => {
                if !others.contains(&name) {
                    others.push(name);
                }
            }
            // Long lists of recipients wrap.
            _ => unlabelled += 1,
        }
        if senders > 0 && others.len() >= 2 {
            return true;
        }
        if unlabelled > 3 {
            return false;
        }
    }
    false
}

/// The plain label of a line: "*De :*" and "From:" are "de" and "from".
fn label(line: &str) -> Option<String> {
    const LONGEST: usize = 30;
    let line = line.trim_start_matches([' ', '\t', '*', '_', '\u{a0}', '|']);
    let head = &line[..phrase::floor(line, LONGEST)];
    let colon = head.find([':', '：'])?;
    Some(phrase::plain(
        head[..colon].trim_matches([' ', '*', '_', '\u{a0}']),
    ))
}

fn is_from(name: &str) -> bool {
    FROM.contains(&name)
}

fn is_other(name: &str) -> bool {
    OTHER.contains(&name)
}
