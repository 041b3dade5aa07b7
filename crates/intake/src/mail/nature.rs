//! What a message is: a report of the mail system, a machine's answer, or something a person wrote. Told by
//! structure first, by words last, with the signs kept. It must never call a person's answer a
//! machine's on words alone: a sign of the machine must stand beside them, or its subject be its own.

use serde::{Deserialize, Serialize};

use super::absence;
use super::bounce;
use super::message::MailMessage;
use crate::phrase;

mod words;

/// What a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailNature {
    /// A notice did not arrive.
    DeliveryFailure,
    /// A notice has not arrived yet.
    DeliveryDelay,
    /// A notice arrived.
    DeliverySuccess,
    /// A recipient, or its provider, complains about a message.
    Feedback,
    /// A recipient asks to receive no more.
    Unsubscription,
    /// A recipient opened the message, or deleted it unread.
    ReadReceipt,
    /// A person is away.
    OutOfOffice,
    /// A machine says it received the message, with or without a ticket.
    Acknowledgement,
    /// A machine asks the sender to prove to be a person.
    Challenge,
    /// Another answer by a machine.
    OtherAutoReply,
    /// Sent by a machine to many, or to nobody's question.
    Notification,
    /// A person wrote it.
    Human,
}

/// A sign of what a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// A part made for machines; its media type.
    ReportPart,
    /// A header; its name and value.
    Header,
    /// The subject; the words recognised.
    Subject,
    /// The text; the words recognised.
    Text,
    /// The writer; the address.
    Writer,
}

/// What a message is, and how it is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NatureFinding {
    /// What it is.
    pub nature: MailNature,
    /// The signs, strongest first; none for what a person wrote.
    pub evidence: Vec<(Sign, String)>,
}

impl NatureFinding {
    fn of(nature: MailNature, sign: Sign, found: impl Into<String>) -> Self {
        let found: String = found.into();
        NatureFinding {
            nature,
            evidence: vec![(sign, found.chars().take(200).collect())],
        }
    }
}

/// What a message is.
pub fn nature(message: &MailMessage) -> NatureFinding {
    feedback(message)
        .or_else(|| receipt(message))
        .or_else(|| challenge(message))
        .or_else(|| delivery(message))
        .or_else(|| unsubscription(message))
        .or_else(|| automatic(message))
        .or_else(|| bulk(message))
        .unwrap_or(NatureFinding {
            nature: MailNature::Human,
            evidence: Vec::new(),
        })
}

fn feedback(message: &MailMessage) -> Option<NatureFinding> {
    if let Some(report) = message.report(&["message/feedback-report"]) {
        return Some(NatureFinding::of(
            MailNature::Feedback,
            Sign::ReportPart,
            &report.media_type,
        ));
    }
    if message.report_type == "feedback-report" {
        return Some(NatureFinding::of(
            MailNature::Feedback,
            Sign::Header,
            "report-type=feedback-report",
        ));
    }
    // Hotmail's programme sends the message itself and says so in the subject only.
    let subject = phrase::plain(&message.subject);
    let complains =
        subject.starts_with("complaint about message from") || subject.starts_with("abuse report");
    (complains && !message.enclosed.is_empty())
        .then(|| NatureFinding::of(MailNature::Feedback, Sign::Subject, &message.subject))
}

fn receipt(message: &MailMessage) -> Option<NatureFinding> {
    let part = message.report(&[
        "message/disposition-notification",
        "message/global-disposition-notification",
    ]);
    if let Some(report) = part {
        return Some(NatureFinding::of(
            MailNature::ReadReceipt,
            Sign::ReportPart,
            &report.media_type,
        ));
    }
    (message.report_type == "disposition-notification")
        .then(|| NatureFinding::of(MailNature::ReadReceipt, Sign::Header, &message.report_type))
}

fn challenge(message: &MailMessage) -> Option<NatureFinding> {
    for name in [
        "X-Boxbe-Challenge",
        "X-TMDA-Fingerprint",
        "X-SpamArrest",
        "X-Mailinblack",
        "X-MIB-Challenge",
    ] {
        if message.header(name).is_some() {
            return Some(NatureFinding::of(MailNature::Challenge, Sign::Header, name));
        }
    }
    let subject = phrase::plain(&message.subject);
    if let Some(found) = phrase::first_in(&subject, words::CHALLENGE_SUBJECT) {
        return Some(NatureFinding::of(
            MailNature::Challenge,
            Sign::Subject,
            found,
        ));
    }
    let text = opening(&message.text);
    let found = phrase::first_in(&text, words::CHALLENGE_TEXT)?;
    Some(NatureFinding::of(MailNature::Challenge, Sign::Text, found))
}

fn delivery(message: &MailMessage) -> Option<NatureFinding> {
    let found = bounce::bounce(message)?;
    let sign = match message.reports.first() {
        Some(report) => (Sign::ReportPart, report.media_type.clone()),
        None if message.has_null_return_path() => (Sign::Header, "Return-Path: <>".to_string()),
        None if message.header("X-Failed-Recipients").is_some() => {
            (Sign::Header, "X-Failed-Recipients".to_string())
        }
        None => (Sign::Writer, message.writer()),
    };
    let mut finding = NatureFinding::of(found.nature(), sign.0, sign.1);
    finding
        .evidence
        .push((Sign::Subject, message.subject.chars().take(200).collect()));
    Some(finding)
}

fn unsubscription(message: &MailMessage) -> Option<NatureFinding> {
    let subject = phrase::plain(&message.subject);
    let asks = words::UNSUBSCRIBE.contains(&subject.as_str());
    asks.then(|| NatureFinding::of(MailNature::Unsubscription, Sign::Subject, &message.subject))
}

/// The answers of machines: what their headers say, else a subject that only they write.
fn automatic(message: &MailMessage) -> Option<NatureFinding> {
    let subject = phrase::plain(&message.subject);
    let by_header = automatic_header(message);
    let by_subject = words::AUTOMATIC_SUBJECT
        .iter()
        .find(|known| subject.starts_with(**known))
        .copied();
    let away_subject = phrase::first_in(&subject, words::AWAY_SUBJECT)
        .filter(|_| !subject.starts_with("re:") && !subject.starts_with("tr:"));
    let (sign, found) = match (&by_header, by_subject.or(away_subject)) {
        (Some(header), _) => (Sign::Header, header.clone()),
        (None, Some(subject)) => (Sign::Subject, subject.to_string()),
        (None, None) => return None,
    };
    let text = opening(&message.text);
    let text_says_away = phrase::first_in(&text, words::AWAY_TEXT);
    let ticket = phrase::first_in(&subject, words::TICKET_SUBJECT)
        .or_else(|| phrase::first_in(&text, words::TICKET_TEXT));
    let says_back = || absence::absence(message).is_some_and(|one| one.back_on.is_some());
    let kind = if away_subject.is_some() || text_says_away.is_some() || says_back() {
        MailNature::OutOfOffice
    } else if ticket.is_some() {
        MailNature::Acknowledgement
    } else if by_header.as_deref().is_some_and(is_generated) && by_subject.is_none() {
        MailNature::Notification
    } else {
        MailNature::OtherAutoReply
    };
    let mut finding = NatureFinding::of(kind, sign, found);
    finding.evidence.extend(
        away_subject
            .or(by_subject)
            .map(|found| (Sign::Subject, found.to_string())),
    );
    finding.evidence.extend(
        text_says_away
            .or(ticket)
            .map(|found| (Sign::Text, found.to_string())),
    );
    finding.evidence.dedup();
    Some(finding)
}

fn is_generated(header: &str) -> bool {
    header
        .to_ascii_lowercase()
        .starts_with("auto-submitted: auto-generated")
}

/// The header by which a machine tells that it answers.
fn automatic_header(message: &MailMessage) -> Option<String> {
    message.headers.iter().find_map(|header| {
        let name = header.name.to_ascii_lowercase();
        let value = header.value.trim().to_ascii_lowercase();
        let is_automatic = match name.as_str() {
            "auto-submitted" => !value.is_empty() && !value.starts_with("no"),
            "x-autoreply" | "x-autorespond" | "x-autoresponder" | "x-auto-reply"
            | "x-autogenerated" => value != "no" && value != "false",
            "x-autoreply-from" | "x-auto-reply-from" | "x-autorespond-from"
            | "x-mail-autoreply" => true,
            "x-vacation" | "x-away-message" | "x-ms-exchange-generated-message-source" => {
                value.contains("mailbox rules") || name != "x-ms-exchange-generated-message-source"
            }
            "precedence" | "x-precedence" => {
                value.contains("auto_reply") || value.contains("auto-reply")
            }
            // The sender forbids answers: only machines do. `All` and `OOF` stand in human mail never.
            "x-auto-response-suppress" => value.contains("all") || value.contains("autoreply"),
            "delivered-to" => value == "autoresponder",
            "x-mailer" | "user-agent" => {
                value.contains("vacation") || value.contains("autorespond")
            }
            _ => false,
        };
        is_automatic.then(|| format!("{}: {}", header.name, header.value))
    })
}

fn bulk(message: &MailMessage) -> Option<NatureFinding> {
    let precedence = message
        .header("Precedence")
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    if matches!(precedence.as_str(), "bulk" | "junk" | "list") {
        return Some(NatureFinding::of(
            MailNature::Notification,
            Sign::Header,
            "Precedence",
        ));
    }
    let is_answer = !message.in_reply_to.is_empty();
    if let Some(list) = message.headers.iter().find(|header| {
        let name = header.name.to_ascii_lowercase();
        matches!(
            name.as_str(),
            "list-id" | "list-unsubscribe" | "feedback-id"
        )
    }) && !is_answer
    {
        return Some(NatureFinding::of(
            MailNature::Notification,
            Sign::Header,
            &list.name,
        ));
    }
    let writer = message.writer();
    let local: String = writer
        .split('@')
        .next()
        .unwrap_or_default()
        .replace(['-', '_', '.'], "");
    (["noreply", "donotreply", "nepasrepondre"]
        .iter()
        .any(|one| local.contains(one)))
    .then(|| NatureFinding::of(MailNature::Notification, Sign::Writer, writer))
}

/// The beginning of a text, plain: machines say at once what they are.
fn opening(text: &str) -> String {
    const LOOKED_AT: usize = 3_000;
    phrase::plain(&text[..phrase::floor(text, LOOKED_AT)])
}

#[cfg(test)]
mod tests;
