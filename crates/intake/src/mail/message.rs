//! The facts of a message. It must never hold a judgement: what the message is for is derived elsewhere.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

/// One message, as it was written. Texts are empty when absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailMessage {
    /// Its identifier, without angle brackets.
    pub message_id: String,
    /// The messages it says it answers.
    pub in_reply_to: Vec<String>,
    /// The thread before it, oldest first.
    pub references: Vec<String>,
    /// Who wrote it.
    pub from: Vec<MailAddress>,
    /// Where answers go.
    pub reply_to: Vec<MailAddress>,
    /// Who sent it, when not who wrote it.
    pub sender: Vec<MailAddress>,
    /// To whom.
    pub to: Vec<MailAddress>,
    /// In copy.
    pub cc: Vec<MailAddress>,
    /// The instant it says it was sent, with its offset.
    pub sent_at: Option<MailMoment>,
    /// The subject, decoded.
    pub subject: String,
    /// Every header, in order, decoded, at most [`super::guard::HEADERS`] of them.
    pub headers: Vec<MailHeader>,
    /// Media type of the whole, lower case, such as `multipart/report`.
    pub media_type: String,
    /// Parameter `report-type` of the media type, lower case.
    pub report_type: String,
    /// The text people read: the plain part, else the HTML turned to text.
    pub text: String,
    /// The HTML part as written.
    pub html: String,
    /// True when `text` comes from the HTML part.
    pub text_is_from_html: bool,
    /// Machine-read parts: delivery status, feedback report, disposition notification.
    pub reports: Vec<ReportPart>,
    /// Header blocks returned without their body (`text/rfc822-headers`), read as messages, and the
    /// messages enclosed (`message/rfc822`).
    pub enclosed: Vec<MailMessage>,
    /// Everything else.
    pub attachments: Vec<Attachment>,
}

/// A name and an address; either may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MailAddress {
    /// The name shown.
    pub name: String,
    /// The address, as written.
    pub address: String,
}

/// An instant, with the offset its writer lives by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailMoment {
    /// The instant.
    pub at: Timestamp,
    /// Minutes ahead of UTC.
    pub offset_minutes: i32,
}

impl MailMoment {
    /// The day it was where it was written.
    pub fn on(self) -> Date {
        let offset = Offset::from_seconds(self.offset_minutes.saturating_mul(60));
        offset.unwrap_or(Offset::UTC).to_datetime(self.at).date()
    }
}

/// One header field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailHeader {
    /// Its name, as written.
    pub name: String,
    /// Its value, unfolded and decoded.
    pub value: String,
}

/// A part that machines read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportPart {
    /// Media type, lower case, such as `message/delivery-status`.
    pub media_type: String,
    /// Its fields, as written.
    pub text: String,
}

/// Where a file stands in its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Placement {
    /// Attached.
    Attached,
    /// Part of the page: a logo, a picture of the signature.
    Inline,
}

/// A file in a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// Its name; may be empty.
    pub name: String,
    /// Media type, lower case; may be empty.
    pub media_type: String,
    /// Where it stands.
    pub placement: Placement,
    /// Its bytes, decoded.
    pub bytes: Vec<u8>,
}

impl MailMessage {
    /// The value of the first header of this name, whatever the case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|header| header.name.eq_ignore_ascii_case(name))
            .map(|header| header.value.as_str())
    }

    /// True when the return path is there and null: whoever sent this wants no answer.
    pub fn has_null_return_path(&self) -> bool {
        self.header("Return-Path")
            .is_some_and(|path| matches!(path.trim(), "" | "<>"))
    }

    /// The address of the writer, lower case; empty when not told.
    pub fn writer(&self) -> String {
        self.from
            .first()
            .map_or(String::new(), |from| from.address.to_lowercase())
    }

    /// The first part of this media type that machines read.
    pub fn report(&self, media_types: &[&str]) -> Option<&ReportPart> {
        self.reports
            .iter()
            .find(|report| media_types.contains(&report.media_type.as_str()))
    }
}
