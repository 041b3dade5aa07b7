//! The signature of a domain under what leaves (DKIM: RFC 6376, RFC 8463). Pure: the same message and instant make the same
//! signature, so an attempt repeated makes the same bytes. It must never sign for a domain that is not the sender's.

mod canonical;
mod key;
mod record;
#[cfg(test)]
mod tests;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use ring::digest::{SHA256, digest};

pub use key::{BadKey, DkimKey};
pub use record::DnsRecord;

use canonical::Fields;

/// Headers that are signed once more than they stand, so that nobody adds another.
const SEALED: [&str; 7] = [
    "from",
    "reply-to",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
];
/// Headers that are signed where they stand.
const SIGNED: [&str; 5] = [
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
];
/// Letters of a signature on one line of its header.
const LINE: usize = 72;

/// The signing failed; the message did not leave.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the message could not be signed with the key {selector} of {domain}: check `mail.dkim.key_file` with `relance check`"
)]
pub struct NotSigned {
    /// The domain.
    pub domain: String,
    /// The name of the key.
    pub selector: String,
}

/// The message with a signature of every key of its sender's domain over it; as it was where there is none. `at` is the
/// instant the signatures bear.
///
/// # Errors
/// [`NotSigned`] when the library fails.
pub fn signed(
    message: Vec<u8>,
    keys: &[DkimKey],
    (sender, at): (&str, Timestamp),
) -> Result<Vec<u8>, NotSigned> {
    let domain = sender.rsplit_once('@').map_or("", |(_, domain)| domain);
    let mut headers = Vec::new();
    for key in keys.iter().filter(|key| key.signs_for(domain)) {
        headers.extend_from_slice(header(&message, key, at)?.as_bytes());
    }
    headers.extend_from_slice(&message);
    Ok(headers)
}

/// The header that signs a message, with its line end.
fn header(message: &[u8], key: &DkimKey, at: Timestamp) -> Result<String, NotSigned> {
    let (head, body) = canonical::halves(message);
    let fields = Fields::read(head);
    let body_hash = STANDARD.encode(digest(&SHA256, &canonical::body(body)));
    let names = signed_names(&fields);
    let unsigned = format!(
        "v=1; a={}; c=relaxed/relaxed;\r\n d={}; s={}; t={};\r\n h={};\r\n bh={body_hash};\r\n b=",
        key.algorithm(),
        key.domain(),
        key.selector(),
        at.as_second(),
        names.join(":\r\n "),
    );
    let covered = covered(&fields, &names, &unsigned);
    let signature = key.sign(&covered).ok_or_else(|| NotSigned {
        domain: key.domain().to_string(),
        selector: key.selector().to_string(),
    })?;
    let letters = STANDARD.encode(signature);
    let lines: Vec<&str> = letters
        .as_bytes()
        .chunks(LINE)
        .filter_map(|line| std::str::from_utf8(line).ok())
        .collect();
    Ok(format!(
        "DKIM-Signature: {unsigned}{}\r\n",
        lines.join("\r\n ")
    ))
}

/// The names of the headers that are signed: a name said once more than the header stands seals it.
fn signed_names(fields: &Fields<'_>) -> Vec<&'static str> {
    let sealed = SEALED.into_iter().map(|name| (name, 1));
    let signed = SIGNED.into_iter().map(|name| (name, 0));
    sealed
        .chain(signed)
        .flat_map(|(name, more)| std::iter::repeat_n(name, fields.count(name) + more))
        .collect()
}

/// What the signature is over: the headers named, each the last of its name that was not taken, then its own header without
/// the signature.
fn covered(fields: &Fields<'_>, names: &[&str], unsigned: &str) -> Vec<u8> {
    let mut covered = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let taken = names[..place].iter().filter(|known| *known == name).count();
        if let Some(line) = fields.counted_from_the_end(name, taken) {
            covered.extend_from_slice(&line);
            covered.extend_from_slice(b"\r\n");
        }
    }
    covered.extend_from_slice(&canonical::header("dkim-signature", unsigned.as_bytes()));
    covered
}
