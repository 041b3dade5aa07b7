//! Bounces told in sentences: qmail, exim, sendmail, Exchange, Notes, Gmail, Yahoo, providers. It must never
//! make a bounce of what a person wrote: a mail system wrote it, and it speaks of a delivery.

use super::bounce::{Bounce, BouncedRecipient, DeliveryAction};
use super::message::MailMessage;
use super::status::{EnhancedStatus, reply_code};
use super::{guard, parse};
use crate::phrase;
use crate::reading::Problems;

mod words;

/// How much of a text is searched: reports are short, what they return may be long.
const LOOKED_AT: usize = 30_000;

/// The bounce a text tells; nothing when it tells none.
pub(super) fn bounce(message: &MailMessage) -> Option<Bounce> {
    if !is_from_a_mail_system(message) || !speaks_of_delivery(message) {
        return None;
    }
    Some(Bounce {
        recipients: recipients(message),
        ..Bounce::default()
    })
}

/// True when a mail system says so itself: its name, a null return path, the recipients it failed.
pub(super) fn is_from_a_mail_system(message: &MailMessage) -> bool {
    let writer = message.writer();
    let name = message
        .from
        .first()
        .map_or(String::new(), |from| from.name.to_lowercase());
    let local = writer.split('@').next().unwrap_or_default();
    message.header("X-Failed-Recipients").is_some()
        || words::SYSTEM_NAMES
            .iter()
            .any(|one| local.contains(one) || name.contains(one))
        || message.has_null_return_path()
        || message
            .header("Return-Path")
            .is_some_and(|path| path.to_ascii_lowercase().contains("mailer-daemon"))
}

/// True when subject or text speak of a delivery that failed or waits.
pub(super) fn speaks_of_delivery(message: &MailMessage) -> bool {
    if message.header("X-Failed-Recipients").is_some() {
        return true;
    }
    let subject = phrase::plain(&message.subject);
    let head = phrase::plain(head(&message.text));
    phrase::first_in(&head, words::BODY).is_some()
        || phrase::first_in(&subject, words::SUBJECT).is_some() && !is_automatic_subject(&subject)
}

fn is_automatic_subject(subject: &str) -> bool {
    phrase::first_in(
        subject,
        &["automatic reply", "reponse automatique", "out of office"],
    )
    .is_some()
}

/// The recipients a text speaks of, with what it says of each.
pub(super) fn recipients(message: &MailMessage) -> Vec<BouncedRecipient> {
    let head = head(&message.text);
    let named = named_recipients(message, head);
    let delayed = is_delay(message, head);
    let mut found: Vec<BouncedRecipient> = Vec::new();
    for (rank, (at, address)) in named.iter().enumerate() {
        let next = named[rank + 1..].iter().find_map(|(at, _)| *at);
        let section = match at {
            Some(at) => &head[*at..next.filter(|next| next > at).unwrap_or(head.len())],
            None => head,
        };
        found.push(recipient(address.clone(), section, head, delayed));
    }
    found
}

fn recipient(address: String, section: &str, head: &str, delayed: bool) -> BouncedRecipient {
    let says_much = |text: &str| {
        EnhancedStatus::in_text(text).is_some()
            || reply_code(text).is_some()
            || super::BounceCause::of(None, text) != super::BounceCause::Other
    };
    // The reason may stand before the addresses, once for all of them.
    let words = if says_much(section) { section } else { head };
    let action = match delayed {
        true => DeliveryAction::Delayed,
        false => DeliveryAction::Failed,
    };
    let status = EnhancedStatus::in_text(words).filter(|status| status.class != 2);
    let mut told = BouncedRecipient::told(address, Some(action), status, words.to_string());
    told.diagnostic = diagnostic(words);
    told
}

/// What the text says from the first mention of an address on; all of it when it mentions none.
pub(super) fn section_about<'a>(message: &'a MailMessage, address: &str) -> &'a str {
    let head = head(&message.text);
    let lower = head.to_ascii_lowercase();
    match lower.find(&address.to_ascii_lowercase()) {
        Some(at) if !address.is_empty() => &head[at..],
        _ => head,
    }
}

/// The lines of a section that hold the server's answer, else its first lines.
fn diagnostic(section: &str) -> String {
    const LONGEST: usize = 500;
    let lines: Vec<&str> = section
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let start = lines
        .iter()
        .position(|line| EnhancedStatus::in_text(line).is_some() || reply_code(line).is_some())
        .unwrap_or(0);
    let taken = lines[start.min(lines.len())..]
        .iter()
        .take(4)
        .copied()
        .collect::<Vec<_>>();
    taken.join(" ").chars().take(LONGEST).collect()
}

/// Each recipient once, with its place in the text; those the system names in a header come first.
fn named_recipients(message: &MailMessage, head: &str) -> Vec<(Option<usize>, String)> {
    const MOST: usize = 200;
    let mut named: Vec<(Option<usize>, String)> = Vec::new();
    let in_text = phrase::addresses(head);
    let place = |address: &str| {
        let same = |one: &&(usize, String)| one.1.eq_ignore_ascii_case(address);
        in_text.iter().find(same).map(|(at, _)| *at)
    };
    let failed = message.header("X-Failed-Recipients").unwrap_or_default();
    for address in failed
        .split(',')
        .map(str::trim)
        .filter(|one| one.contains('@'))
        .take(MOST)
    {
        named.push((place(address), address.to_string()));
    }
    if !named.is_empty() {
        return named;
    }
    let own: Vec<String> = message
        .to
        .iter()
        .chain(&message.from)
        .map(|one| one.address.to_lowercase())
        .collect();
    for strictly in [true, false] {
        for (at, address) in &in_text {
            let known = named
                .iter()
                .any(|(_, one)| one.eq_ignore_ascii_case(address));
            let is_own = own.contains(&address.to_lowercase());
            let may_be = may_be_recipient(head, *at, address, strictly);
            if !known && !is_own && may_be && named.len() < MOST {
                named.push((Some(*at), address.clone()));
            }
        }
        if !named.is_empty() {
            return named;
        }
    }
    // A test to oneself: sender and recipient are the same.
    let own_address = in_text
        .iter()
        .find(|(at, address)| may_be_recipient(head, *at, address, true));
    if let Some((at, address)) = own_address {
        return vec![(Some(*at), address.clone())];
    }
    let returned = super::bounce::returned(message).unwrap_or_default();
    let to = returned.to.into_iter().take(1);
    to.map(|address| (None, address)).collect()
}

/// What stands before an address that is nobody's but the sender's.
const SENDER: &[&str] = &[
    "from",
    "from:",
    "sender",
    "sender:",
    "message-id",
    "mailto:",
    "return-path",
    "envelope-from",
    "contact",
];

/// False for the sender, the server's own addresses and identifiers of messages. Strictly, also for the
/// headers of the returned message, which may stand before the report about it.
fn may_be_recipient(head: &str, at: usize, address: &str, strictly: bool) -> bool {
    let line_start = head[..at].rfind('\n').map_or(0, |end| end + 1);
    let line_start = phrase::floor(head, line_start.max(at.saturating_sub(200)));
    let before = phrase::plain(&head[line_start..at]);
    let introduced = before.trim_end_matches(['<', '"', ' ', '(']);
    let is_sender = SENDER.iter().any(|word| introduced.ends_with(word));
    let is_header = before.contains("message-id:")
        || before.starts_with("from:")
        || strictly && before.starts_with("to:");
    let lower = address.to_lowercase();
    let is_system = words::SYSTEM_NAMES
        .iter()
        .any(|name| lower.starts_with(name));
    !(is_sender || is_header || is_system)
}

fn is_delay(message: &MailMessage, head: &str) -> bool {
    let subject = phrase::plain(&message.subject);
    let text = phrase::plain(head);
    let says_end = phrase::first_in(&text, words::ENDED).is_some();
    !says_end
        && (phrase::first_in(&text, words::DELAY).is_some()
            || phrase::first_in(&subject, words::DELAY_SUBJECT).is_some())
}

/// The text before the message it returns.
pub(super) fn head(text: &str) -> &str {
    let text = &text[..phrase::floor(text, LOOKED_AT)];
    &text[..returned_at(text).unwrap_or(text.len())]
}

/// Where the returned message begins: at its marker, else at its first header.
pub(super) fn returned_at(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let plain = phrase::plain(line);
        let is_header = [
            "received: from",
            "received: by",
            "received: (",
            "return-path:",
            "x-received:",
            "dkim-signature:",
        ]
        .iter()
        .any(|name| plain.starts_with(name));
        let words = plain.trim_matches(['-', '=', '*', '_', ' ', ':', '.']);
        let is_marker = words::RETURNED
            .iter()
            .any(|marker| words.starts_with(marker));
        if at > 0 && (is_header || is_marker) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// The message returned after the text of a report.
pub(super) fn returned(text: &str) -> Option<MailMessage> {
    let text = &text[..phrase::floor(text, LOOKED_AT.saturating_mul(10))];
    let rest = &text[returned_at(text)?..];
    let mut at = 0;
    // The marker, a sentence about it, and blank lines stand before the headers.
    for line in rest.split_inclusive('\n').take(8) {
        if parse::has_mail_headers(&rest.as_bytes()[at..]) {
            let found = parse::message(&rest.as_bytes()[at..], guard::DEPTH, &mut Problems::new());
            return Some(found);
        }
        at += line.len();
    }
    None
}
