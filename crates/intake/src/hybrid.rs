//! PDFs that carry their invoice as an embedded XML file: Factur-X, ZUGFeRD, XRechnung. It must never look at what
//! the pages show, never decompress without a bound, and never open another file that is attached.

mod attachment;
mod reduce;
mod salvage;

use crate::format::{self, Format};
use crate::reading::{Kept, ProblemKind, Problems, Reading};

/// The largest embedded file that is taken, and the largest part a PDF may decompress to, in bytes.
pub const LARGEST_PART: usize = 20 << 20;
/// A PDF larger than this is only searched for its invoice, in bytes.
const LARGEST_PDF: usize = 96 << 20;
/// How many attached files are looked at.
const MOST_ATTACHMENTS: usize = 200;

/// What a PDF carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HybridDocument {
    /// The names of all attached files, in alphabetical order.
    pub attachments: Vec<String>,
    /// The invoice, when there is one.
    pub invoice: Option<EmbeddedInvoice>,
}

/// The invoice inside a PDF.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmbeddedInvoice {
    /// Name of the attached file; empty when the PDF was too damaged to tell.
    pub name: String,
    /// The XML, as it is in the PDF.
    pub bytes: Vec<u8>,
}

/// One attached file. Its content is only decompressed when it may be the invoice.
#[derive(Clone, Debug, Default)]
struct Attachment {
    name: String,
    content: Option<Vec<u8>>,
}

/// Finds the invoice in a PDF.
pub fn extract(bytes: &[u8]) -> Reading<HybridDocument> {
    let mut problems = Problems::new();
    let mut document = HybridDocument::default();
    if !is_whole(bytes) {
        problems.add_for_file(ProblemKind::DamagedDocument, "", Kept::WhatCameBefore);
    }
    if bytes.len() <= LARGEST_PDF {
        match attachment::attachments(bytes) {
            attachment::Found::Attachments(found) => take(found, &mut document, &mut problems),
            attachment::Found::Locked => {
                problems.add_for_file(ProblemKind::EncryptedDocument, "", Kept::Nothing);
                return Reading {
                    facts: document,
                    problems,
                };
            }
            attachment::Found::Unreadable => {}
        }
    }
    if document.invoice.is_none() {
        let found = salvage::invoices(bytes);
        if !found.is_empty() {
            if is_whole(bytes) {
                problems.add_for_file(ProblemKind::DamagedDocument, "", Kept::All);
            }
            take(found, &mut document, &mut problems);
        }
    }
    if document.invoice.is_none() {
        let names = document.attachments.join(", ");
        problems.add_for_file(ProblemKind::NoEmbeddedInvoice, &names, Kept::Nothing);
    }
    Reading {
        facts: document,
        problems,
    }
}

/// A PDF ends with a mark; some programs write a little behind it.
fn is_whole(bytes: &[u8]) -> bool {
    let end = &bytes[bytes.len().saturating_sub(2048)..];
    memchr::memmem::find(end, b"%%EOF").is_some()
}

/// Takes the invoice of the newest standard among the attached files.
fn take(found: Vec<Attachment>, document: &mut HybridDocument, problems: &mut Problems) {
    let mut candidates: Vec<(u8, EmbeddedInvoice)> = Vec::new();
    for attachment in found {
        if let Some(bytes) = attachment.content
            && let Some(rank) = rank(&attachment.name, &bytes)
        {
            let name = attachment.name.clone();
            candidates.push((rank, EmbeddedInvoice { name, bytes }));
        }
        if !attachment.name.is_empty() {
            document.attachments.push(attachment.name);
        }
    }
    document.attachments.sort();
    document.attachments.dedup();
    // The same file may be reached by two ways.
    candidates.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.name.cmp(&other.1.name)));
    candidates.dedup_by(|one, other| one.1.bytes == other.1.bytes);
    let names: Vec<&str> = candidates.iter().map(|one| one.1.name.as_str()).collect();
    if names.len() > 1 {
        let kept = Kept::Value(names[0].to_string());
        problems.add_for_file(ProblemKind::SeveralInvoices, &names.join(", "), kept);
    }
    document.invoice = candidates.into_iter().next().map(|(_, invoice)| invoice);
}

/// How new the standard of an invoice is; nothing for a file that is no invoice.
fn rank(name: &str, bytes: &[u8]) -> Option<u8> {
    let lower = name.to_lowercase();
    let is_known = known_rank(&lower).is_some();
    let format = format::sniff(bytes);
    let is_invoice = format == Format::EInvoice || (format == Format::OtherXml && is_known);
    if !is_invoice || lower == "order-x.xml" {
        return None;
    }
    let head = &bytes[..bytes.len().min(format::SAMPLE)];
    let is_old = memchr::memmem::find(head, b"CrossIndustryDocument").is_some();
    let base = if is_old { 0 } else { 10 };
    Some(base + known_rank(&lower).unwrap_or(0))
}

/// The names that the standards give, the newest highest.
fn known_rank(lower_name: &str) -> Option<u8> {
    match lower_name {
        "factur-x.xml" => Some(4),
        "xrechnung.xml" => Some(3),
        "zugferd-invoice.xml" => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
