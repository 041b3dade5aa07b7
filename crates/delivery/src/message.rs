//! The exact bytes of an e-mail. Pure: the same parcel makes the same bytes, so what is kept as evidence,
//! what is written to a folder and what a server was given are one thing. It must never read a clock.

#[cfg(test)]
mod tests;

use std::time::SystemTime;

use desk::carrier::{Enclosure, Mailbox, Parcel};
use lettre::message::header::ContentType;
use lettre::message::{Attachment, MultiPart, MultiPartKind, SinglePart};
use lettre::{Address, Message, address::Envelope};

/// An e-mail as it leaves.
#[derive(Debug, Clone)]
pub struct Composed {
    /// Headers and body, lines ended by CR LF.
    pub bytes: Vec<u8>,
    /// Who it is from and to, for the server.
    pub envelope: Envelope,
}

/// Why a parcel cannot become an e-mail. Trying again is of no use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotCompose {
    /// An address that no server would take.
    #[error("`{0}` is not an e-mail address: correct the contact")]
    Address(String),
    /// Nobody to write to.
    #[error("the message has no recipient: give the debtor a contact with an e-mail address")]
    NoRecipient,
    /// A media type that is none.
    #[error("the file `{name}` says it is `{media_type}`, which is not a media type")]
    MediaType {
        /// The file's name.
        name: String,
        /// What it claims to be.
        media_type: String,
    },
    /// What the mail library refused.
    #[error("the message cannot be written: {0}")]
    Rejected(String),
}

/// Writes the e-mail of a parcel.
///
/// # Errors
/// [`CannotCompose`] when an address or a media type is malformed, or nobody is to read it.
pub fn compose(parcel: &Parcel) -> Result<Composed, CannotCompose> {
    if parcel.to.is_empty() {
        return Err(CannotCompose::NoRecipient);
    }
    let mut builder = Message::builder()
        .message_id(Some(bracketed(&parcel.message_id)))
        .date(SystemTime::from(parcel.dated_at))
        .from(mailbox(&parcel.from)?)
        .subject(one_line(&parcel.subject));
    if let Some(reply_to) = &parcel.reply_to {
        builder = builder.reply_to(mailbox(reply_to)?);
    }
    for to in &parcel.to {
        builder = builder.to(mailbox(to)?);
    }
    for copy in &parcel.copy {
        builder = builder.cc(mailbox(copy)?);
    }
    if let Some(answered) = &parcel.in_reply_to {
        builder = builder
            .in_reply_to(bracketed(answered))
            .references(bracketed(answered));
    }
    let message = builder
        .multipart(body(parcel)?)
        .map_err(|error| CannotCompose::Rejected(error.to_string()))?;
    Ok(Composed {
        bytes: message.formatted(),
        envelope: message.envelope().clone(),
    })
}

fn body(parcel: &Parcel) -> Result<MultiPart, CannotCompose> {
    let words = multipart(parcel, MultiPartKind::Alternative)
        .singlepart(SinglePart::plain(parcel.text.clone()))
        .singlepart(SinglePart::html(parcel.html.clone()));
    if parcel.enclosures.is_empty() {
        return Ok(words);
    }
    let mut whole = multipart(parcel, MultiPartKind::Mixed).multipart(words);
    for enclosure in &parcel.enclosures {
        whole = whole.singlepart(attachment(enclosure)?);
    }
    Ok(whole)
}

/// Parts are separated by a line made from the notice: the library's own would be drawn by chance. Bodies
/// are encoded, and no encoding writes `=_`, so the line cannot stand in one.
fn multipart(parcel: &Parcel, kind: MultiPartKind) -> MultiPart {
    let level = match kind {
        MultiPartKind::Mixed => "files",
        _ => "words",
    };
    MultiPart::builder()
        .kind(kind)
        .boundary(format!("=_{}_{level}", parcel.notice))
        .build()
}

fn attachment(enclosure: &Enclosure) -> Result<SinglePart, CannotCompose> {
    let content_type =
        ContentType::parse(&enclosure.media_type).map_err(|_| CannotCompose::MediaType {
            name: enclosure.name.clone(),
            media_type: enclosure.media_type.clone(),
        })?;
    let name = one_line(&enclosure.name);
    Ok(Attachment::new(name).body(enclosure.bytes.clone(), content_type))
}

fn mailbox(mailbox: &Mailbox) -> Result<lettre::message::Mailbox, CannotCompose> {
    let address: Address = mailbox
        .address
        .trim()
        .parse()
        .map_err(|_| CannotCompose::Address(mailbox.address.clone()))?;
    let name = one_line(&mailbox.name);
    let shown = (!name.is_empty()).then_some(name);
    Ok(lettre::message::Mailbox::new(shown, address))
}

fn bracketed(identifier: &str) -> String {
    format!("<{}>", one_line(identifier).trim_matches(['<', '>']))
}

/// A header is one line: a line end in a name would let it write headers of its own.
fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    spaced.trim().to_owned()
}
