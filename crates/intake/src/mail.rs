//! Messages (RFC 5322, MIME) and mailboxes (mbox): to facts. What a message is, what a bounce says, what a
//! person wrote and when somebody is back are derived from the facts. It must never refuse a message,
//! never follow a link in it, and never let its depth or size decide how long reading takes.

pub mod absence;
pub mod answer;
pub mod bounce;
pub mod cause;
mod charset;
mod day;
mod fields;
mod guard;
mod html;
mod mbox;
pub mod message;
pub mod nature;
mod parse;
mod parts;
mod prose;
pub mod reply;
mod report;
mod status;

pub use absence::{Absence, absence};
pub use answer::{
    Contested, FoundBy, Said, SaidAmount, Statement, statements, statements_found_by,
};
pub use bounce::{Bounce, BouncedRecipient, DeliveryAction, Permanence, ReturnedMessage, bounce};
pub use cause::BounceCause;
pub use message::{Attachment, MailAddress, MailHeader, MailMessage, MailMoment, Placement};
pub use nature::{MailNature, NatureFinding, Sign, nature};
pub use reply::{ReplyText, reply_text};
pub use status::EnhancedStatus;

use crate::reading::{Kept, ProblemKind, Problems, Reading};

/// How many bytes of one message are read; a mail server takes less.
pub const MESSAGE_BYTES: usize = 64 << 20;
/// How many messages of one mailbox are read.
pub const MESSAGES: usize = 100_000;

/// Reads one message. The first line of an mbox (`From ...`) before it does not matter.
pub fn read(bytes: &[u8]) -> Reading<MailMessage> {
    let mut problems = Problems::new();
    let facts = parse::message(mbox::without_from_line(bytes), 0, &mut problems);
    Reading { facts, problems }
}

/// Reads every message of an mbox; a single message is a mailbox of one.
pub fn messages(bytes: &[u8]) -> Reading<Vec<MailMessage>> {
    let mut problems = Problems::new();
    let mut facts = Vec::new();
    for raw in mbox::split(bytes) {
        if facts.len() == MESSAGES {
            problems.add_for_file(ProblemKind::TooManyLines, "", Kept::WhatCameBefore);
            break;
        }
        facts.push(parse::message(&raw, 0, &mut problems));
    }
    if facts.is_empty() {
        problems.add_for_file(ProblemKind::EmptyFile, "", Kept::Nothing);
    }
    Reading { facts, problems }
}

/// True when the first bytes are those of an mbox: a `From ` line with a year, then headers.
pub fn looks_like_mbox(sample: &[u8]) -> bool {
    mbox::is_from_line(first_line(sample)) && looks_like_message(mbox::without_from_line(sample))
}

/// True when the first bytes are those of a message: two header fields that only mail has, or one that
/// nothing else can have.
pub fn looks_like_message(sample: &[u8]) -> bool {
    parse::is_surely_mail(sample)
}

fn first_line(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
    &bytes[..end.unwrap_or(bytes.len())]
}
