//! The parts of a message, each to its place: text, machine-read report, enclosed message, file. It must
//! never lose a part that could not be decoded: what could be read of it is kept, and told.

use mail_parser::{Encoding as TransferEncoding, Message, MessagePart, MimeHeaders, PartType};

use super::message::{Attachment, MailMessage, Placement, ReportPart};
use super::{charset, guard, html, parse};
use crate::reading::{Kept, ProblemKind, Problems};

/// Parts whose fields machines read.
const REPORTS: [&str; 5] = [
    "message/delivery-status",
    "message/global-delivery-status",
    "message/feedback-report",
    "message/disposition-notification",
    "message/global-disposition-notification",
];

/// Puts the parts of a parsed message into its facts.
pub(super) fn collect(
    parsed: &Message<'_>,
    depth: usize,
    facts: &mut MailMessage,
    problems: &mut Problems,
) {
    if let Some(root) = parsed.parts.first() {
        facts.media_type = media_type(root);
        if facts.media_type.is_empty() {
            facts.media_type = "text/plain".to_string();
        }
        facts.report_type = root
            .content_type()
            .and_then(|told| told.attribute("report-type"))
            .unwrap_or_default()
            .to_ascii_lowercase();
    }
    if parsed.parts.len() > guard::PARTS {
        problems.add_for_file(ProblemKind::TooDeep, "", Kept::WhatCameBefore);
    }
    let in_digest = digest_parts(parsed);
    for (rank, part) in parsed.parts.iter().enumerate().take(guard::PARTS) {
        if matches!(part.body, PartType::Multipart(_)) {
            continue;
        }
        let mut kind = media_type(part);
        if kind.is_empty() && in_digest.contains(&(rank as u32)) {
            kind = "message/rfc822".to_string();
        }
        if part.is_encoding_problem {
            problems.add_for_file(ProblemKind::DamagedPart, &kind, Kept::WhatCameBefore);
        }
        place(parsed, part, kind, depth, (facts, problems));
    }
    if facts.text.trim().is_empty() && !facts.html.is_empty() {
        facts.text = html::text_of(&facts.html);
        facts.text_is_from_html = true;
    }
}

/// The parts right below a digest: they are messages though nothing says so.
fn digest_parts(parsed: &Message<'_>) -> std::collections::BTreeSet<u32> {
    parsed
        .parts
        .iter()
        .filter(|part| media_type(part) == "multipart/digest")
        .filter_map(MessagePart::sub_parts)
        .flatten()
        .copied()
        .collect()
}

fn place(
    parsed: &Message<'_>,
    part: &MessagePart<'_>,
    kind: String,
    depth: usize,
    (facts, problems): (&mut MailMessage, &mut Problems),
) {
    if REPORTS.contains(&kind.as_str()) {
        let text = text_of(parsed, part);
        facts.reports.push(ReportPart {
            media_type: kind,
            text,
        });
        return;
    }
    let is_message = matches!(kind.as_str(), "message/rfc822" | "message/global");
    let is_headers = matches!(
        kind.as_str(),
        "text/rfc822-headers"
            | "text/rfc822-header"
            | "message/rfc822-headers"
            | "message/global-headers"
    );
    if (is_message || is_headers) && depth < guard::DEPTH {
        let bytes = bytes_of(parsed, part);
        let mut own = Problems::new();
        facts
            .enclosed
            .push(parse::message(&bytes, depth + 1, &mut own));
        problems.append(own);
        return;
    }
    if is_message {
        problems.add_for_file(ProblemKind::TooDeep, &kind, Kept::All);
    }
    let is_file = part
        .content_disposition()
        .is_some_and(|told| told.is_attachment())
        || (part.attachment_name().is_some() && !is_alternative(parsed, part));
    let is_text = matches!(
        kind.as_str(),
        "" | "text/plain" | "text/html" | "text/enriched"
    ) || kind.starts_with("multipart/") && part.is_text();
    if is_text && !is_file {
        return add_text(parsed, part, &kind, facts);
    }
    facts.attachments.push(Attachment {
        name: part.attachment_name().unwrap_or_default().to_string(),
        placement: placement(part),
        bytes: bytes_of(parsed, part),
        media_type: kind,
    });
}

/// A text with a name is still the text of the message when it is all there is.
fn is_alternative(parsed: &Message<'_>, part: &MessagePart<'_>) -> bool {
    let readable = |one: &&MessagePart<'_>| one.is_text();
    parsed.parts.iter().filter(readable).count() == 1 && part.is_text()
}

fn placement(part: &MessagePart<'_>) -> Placement {
    let is_inline = part
        .content_disposition()
        .map_or_else(|| part.content_id().is_some(), |told| told.is_inline());
    match is_inline {
        true => Placement::Inline,
        false => Placement::Attached,
    }
}

/// Adds a part people read to the text; parts after the first follow it, as mail programs show them.
fn add_text(parsed: &Message<'_>, part: &MessagePart<'_>, kind: &str, facts: &mut MailMessage) {
    let text = text_of(parsed, part);
    let place = match kind {
        "text/html" => &mut facts.html,
        _ => &mut facts.text,
    };
    if !place.is_empty() && !place.ends_with('\n') {
        place.push('\n');
    }
    place.push_str(&text);
}

fn text_of(parsed: &Message<'_>, part: &MessagePart<'_>) -> String {
    let told = match &part.body {
        PartType::Text(text) | PartType::Html(text) => text.to_string(),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => {
            String::from_utf8_lossy(bytes).into_owned()
        }
        PartType::Multipart(_) | PartType::Message(_) => String::new(),
    };
    let damaged = part.is_encoding_problem && part.is_text();
    let text = match told.contains('\u{fffd}') || damaged {
        true => charset::text_by_evidence(raw_of(parsed, part), transfer_of(part)),
        false => told,
    };
    text.replace("\r\n", "\n").replace('\0', "")
}

fn bytes_of(parsed: &Message<'_>, part: &MessagePart<'_>) -> Vec<u8> {
    if part.is_encoding_problem {
        let raw = raw_of(parsed, part);
        return match transfer_of(part) {
            TransferEncoding::Base64 => charset::whole_base64(raw),
            _ => raw.to_vec(),
        };
    }
    part.contents().to_vec()
}

/// What the part says of its encoding: the library forgets it when decoding fails.
fn transfer_of(part: &MessagePart<'_>) -> TransferEncoding {
    let told = part.content_transfer_encoding().unwrap_or_default();
    match told.trim().to_ascii_lowercase().as_str() {
        "base64" => TransferEncoding::Base64,
        "quoted-printable" => TransferEncoding::QuotedPrintable,
        _ => part.encoding,
    }
}

fn raw_of<'a>(parsed: &'a Message<'_>, part: &MessagePart<'_>) -> &'a [u8] {
    let (start, end) = (part.offset_body as usize, part.offset_end as usize);
    parsed.raw_message().get(start..end).unwrap_or_default()
}

/// The media type, lower case; empty when the part says none.
fn media_type(part: &MessagePart<'_>) -> String {
    let Some(told) = part.content_type() else {
        return String::new();
    };
    let whole = match told.subtype() {
        Some(subtype) => format!("{}/{subtype}", told.ctype()),
        None => told.ctype().to_string(),
    };
    guard::true_media_type(&whole.to_ascii_lowercase())
}
