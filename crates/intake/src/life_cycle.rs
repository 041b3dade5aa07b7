//! Life-cycle messages of the French reform of e-invoicing (UN/CEFACT CrossDomainAcknowledgementAndResponse, D22B):
//! what became of an invoice at the platforms and at the buyer. A code that is not in the tables is kept and told. It
//! must never decide what to do about a status, only what it means.

mod facts;
mod meaning;
mod message;
mod reason;
mod status;

pub use facts::{
    ActorRole, Characteristic, InvoiceStatus, LifeCycleFile, LifeCycleMessage, LifeCycleParty,
    RequestedAction, StatusReason,
};
pub use meaning::StatusMeaning;
pub use reason::{REASONS, ReasonCode, ReasonFamily, reason};
pub use status::{Phase, STATUSES, StatusCode, TABLES_AS_OF, status};

use crate::document::{self, Plan};
use crate::format::{self, Format};
use crate::reading::{Kept, ProblemKind, Problems, Reading};

/// The element a message starts with.
const ROOT: &str = "CrossDomainAcknowledgementAndResponse";

/// Reads a life-cycle message.
pub fn read(bytes: &[u8]) -> Reading<LifeCycleFile> {
    let mut problems = Problems::new();
    let mut file = LifeCycleFile::default();
    let format = format::sniff(bytes);
    let refusal = match format {
        Format::LifeCycle | Format::OtherXml => None,
        Format::Empty => Some(ProblemKind::EmptyFile),
        Format::Binary => Some(ProblemKind::BinaryFile),
        _ => Some(ProblemKind::AnotherFormat),
    };
    if let Some(kind) = refusal {
        problems.add_for_file(kind, format.name(), Kept::Nothing);
        return Reading {
            facts: file,
            problems,
        };
    }
    let text = document::decode(bytes, &mut problems);
    let tree = document::read(&text, Plan::default(), &mut problems);
    file.is_cut = tree.is_cut;
    for root in tree.top.outermost(&[ROOT]) {
        file.messages.push(message::read(root, &mut problems));
    }
    if file.messages.is_empty() {
        problems.add_for_file(ProblemKind::AnotherFormat, "XML", Kept::Nothing);
    }
    Reading {
        facts: file,
        problems,
    }
}

#[cfg(test)]
mod tests;
