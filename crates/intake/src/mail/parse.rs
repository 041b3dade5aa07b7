//! One message, from bytes to facts, around the library that knows MIME. What the library would refuse or
//! misread is repaired before. It must never give less than the text when the rest is beyond repair.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::DateTime;
use mail_parser::{Address, Header, HeaderValue, Message, MessageParser};

use super::message::{MailAddress, MailHeader, MailMessage, MailMoment};
use super::{MESSAGE_BYTES, charset, guard, html, parts};
use crate::encoding;
use crate::reading::{Kept, ProblemKind, Problems};

/// Header fields that only a message has; one of them tells a message from a text.
const MAIL_HEADERS: [&str; 14] = [
    "from",
    "to",
    "subject",
    "date",
    "received",
    "message-id",
    "return-path",
    "mime-version",
    "content-type",
    "delivered-to",
    "reply-to",
    "sender",
    "cc",
    "x-mailer",
];

/// The facts of one message. `depth` counts the messages around it.
pub(super) fn message(bytes: &[u8], depth: usize, problems: &mut Problems) -> MailMessage {
    let taken = &bytes[..bytes.len().min(MESSAGE_BYTES)];
    if taken.len() < bytes.len() {
        problems.add_for_file(ProblemKind::TooManyLines, "", Kept::WhatCameBefore);
    }
    let lines = with_line_ends(trimmed_start(taken));
    if lines.trim_ascii().is_empty() {
        problems.add_for_file(ProblemKind::EmptyFile, "", Kept::Nothing);
        return MailMessage::default();
    }
    if !has_mail_headers(&lines) {
        problems.add_for_file(ProblemKind::NoMailHeader, "", Kept::All);
        return body_alone(&lines);
    }
    let readable = charset::with_readable_headers(lines);
    let (seen, closed) = guard::bounded(&readable);
    if closed {
        problems.add_for_file(ProblemKind::TooDeep, "multipart", Kept::WhatCameBefore);
    }
    let Some(parsed) = parser().parse(seen.as_ref()) else {
        problems.add_for_file(ProblemKind::NoMailHeader, "", Kept::All);
        return body_alone(&readable);
    };
    let mut facts = with_headers(&parsed);
    parts::collect(&parsed, depth, &mut facts, problems);
    facts
}

/// True when the text begins with header fields, one of which only mail has.
pub(super) fn has_mail_headers(bytes: &[u8]) -> bool {
    !mail_headers(bytes).is_empty()
}

/// True when nothing but a message begins like this.
pub(super) fn is_surely_mail(bytes: &[u8]) -> bool {
    let found = mail_headers(bytes);
    let sure = [
        "received",
        "message-id",
        "return-path",
        "mime-version",
        "delivered-to",
    ];
    found.len() >= 2 || found.iter().any(|name| sure.contains(&name.as_str()))
}

/// The header fields of mail that a text begins with, each once.
fn mail_headers(bytes: &[u8]) -> BTreeSet<String> {
    let bytes = trimmed_start(bytes);
    let mut found = BTreeSet::new();
    // Lines end with LF or CR LF; old files with CR alone.
    let end = if bytes.contains(&b'\n') { b'\n' } else { b'\r' };
    for line in bytes.split(|byte| *byte == end).take(200) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match line.first() {
            None if !found.is_empty() => return found,
            None | Some(b' ' | b'\t') => continue,
            Some(_) => {}
        }
        let Some(colon) = line.iter().take(80).position(|byte| *byte == b':') else {
            return found;
        };
        let name = line[..colon].trim_ascii_end();
        if name.is_empty() || name.iter().any(|byte| *byte <= b' ' || *byte >= 0x7f) {
            return found;
        }
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        if MAIL_HEADERS.contains(&name.as_str()) {
            found.insert(name);
        }
    }
    found
}

fn parser() -> MessageParser {
    MessageParser::new()
        .with_mime_headers()
        .with_date_headers()
        .with_address_headers()
        .with_message_ids()
        .default_header_text()
}

/// Blank lines before the headers are common in files saved by hand.
fn trimmed_start(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = bytes
        .split_inclusive(|byte| *byte == b'\n')
        .take_while(|line| line.trim_ascii().is_empty())
        .map(<[u8]>::len)
        .sum::<usize>();
    &bytes[start.min(bytes.len())..]
}

/// Lines ended by a lone carriage return, as old programs did, end as others do. UTF-16 becomes UTF-8.
fn with_line_ends(bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return encoding::text_of(bytes).0.into_bytes();
    }
    let mut lines = bytes.to_vec();
    if !lines.contains(&b'\n') {
        for byte in &mut lines {
            if *byte == b'\r' {
                *byte = b'\n';
            }
        }
    }
    lines
}

fn body_alone(bytes: &[u8]) -> MailMessage {
    let (text, _) = encoding::text_of(bytes);
    let text = text.replace("\r\n", "\n").replace('\0', "");
    if !html::looks_like(&text) {
        return MailMessage {
            media_type: "text/plain".to_string(),
            text,
            ..MailMessage::default()
        };
    }
    MailMessage {
        media_type: "text/html".to_string(),
        text: html::text_of(&text),
        text_is_from_html: true,
        html: text,
        ..MailMessage::default()
    }
}

fn with_headers(parsed: &Message<'_>) -> MailMessage {
    let headers = parsed.parts.first().map_or(&[][..], |root| &root.headers);
    let mut facts = MailMessage::default();
    for header in headers.iter().take(guard::HEADERS) {
        facts.headers.push(MailHeader {
            name: header.name.as_str().to_string(),
            value: shown_value(header, parsed.raw_message()),
        });
        let addresses =
            |value: &HeaderValue<'_>| value.as_address().map_or(Vec::new(), addresses_of);
        let name = header.name.as_str().to_ascii_lowercase();
        match name.as_str() {
            "from" => facts.from.extend(addresses(&header.value)),
            "reply-to" => facts.reply_to.extend(addresses(&header.value)),
            "sender" => facts.sender.extend(addresses(&header.value)),
            "to" => facts.to.extend(addresses(&header.value)),
            "cc" => facts.cc.extend(addresses(&header.value)),
            "message-id" if facts.message_id.is_empty() => {
                facts.message_id = ids_of(&header.value).into_iter().next().unwrap_or_default();
            }
            "in-reply-to" => facts.in_reply_to.extend(ids_of(&header.value)),
            "references" => facts.references.extend(ids_of(&header.value)),
            "date" if facts.sent_at.is_none() => facts.sent_at = moment_of(&header.value),
            "subject" if facts.subject.is_empty() => {
                facts.subject = header
                    .value
                    .as_text()
                    .unwrap_or_default()
                    .trim()
                    .to_string();
            }
            _ => {}
        }
    }
    facts
}

/// The decoded value of text headers; the raw one, unfolded, of structured ones.
fn shown_value(header: &Header<'_>, raw: &[u8]) -> String {
    const LONGEST: usize = 10_000;
    let text = match &header.value {
        HeaderValue::Text(text) if header.name.as_str() != "Return-Path" => text.to_string(),
        _ => {
            let (start, end) = (header.offset_start as usize, header.offset_end as usize);
            String::from_utf8_lossy(raw.get(start..end).unwrap_or_default()).into_owned()
        }
    };
    let words: Vec<&str> = text.split(['\r', '\n']).map(str::trim).collect();
    words.join(" ").trim().chars().take(LONGEST).collect()
}

fn addresses_of(address: &Address<'_>) -> Vec<MailAddress> {
    const MOST: usize = 1_000;
    address
        .iter()
        .take(MOST)
        .map(|one| MailAddress {
            name: one.name.as_deref().unwrap_or_default().trim().to_string(),
            address: one
                .address
                .as_deref()
                .unwrap_or_default()
                .trim()
                .to_string(),
        })
        .filter(|one| !one.name.is_empty() || !one.address.is_empty())
        .collect()
}

fn ids_of(value: &HeaderValue<'_>) -> Vec<String> {
    match value {
        HeaderValue::Text(id) => vec![id.trim().to_string()],
        HeaderValue::TextList(ids) => ids.iter().map(|id| id.trim().to_string()).collect(),
        _ => Vec::new(),
    }
}

fn moment_of(value: &HeaderValue<'_>) -> Option<MailMoment> {
    let told = value.as_datetime()?;
    let civil = DateTime::new(
        i16::try_from(told.year).ok()?,
        i8::try_from(told.month).ok()?,
        i8::try_from(told.day).ok()?,
        i8::try_from(told.hour).ok()?,
        i8::try_from(told.minute).ok()?,
        // A leap second is the second before it.
        i8::try_from(told.second.min(59)).ok()?,
        0,
    )
    .ok()?;
    let minutes = i32::from(told.tz_hour) * 60 + i32::from(told.tz_minute);
    let offset_minutes = if told.tz_before_gmt {
        -minutes
    } else {
        minutes
    };
    let offset = jiff::tz::Offset::from_seconds(offset_minutes * 60).ok()?;
    let at: Timestamp = offset.to_timestamp(civil).ok()?;
    Some(MailMoment { at, offset_minutes })
}
