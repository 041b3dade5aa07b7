//! Electronic invoices: UBL 2 invoices and credit notes, UN/CEFACT cross industry invoices (Factur-X, ZUGFeRD 2,
//! XRechnung, the French profiles) and ZUGFeRD 1, alone or in a PDF: to what a claim is made of. Profiles and order
//! do not matter, and a missing part is no fault. It must never judge whether an invoice is lawful.

mod check;
mod cii;
mod due;
mod facts;
pub(crate) mod field;
pub mod kind;
mod party;
mod payment;
mod ubl;
mod words;

pub use facts::{Correction, EInvoice, InvoiceFile, Note, PrecedingInvoice, Syntax, Totals};
pub use kind::DocumentKind;
pub use party::{Address, ContactPoint, Identifier, Party};
pub use payment::{Discount, Due, DueSource, Instalment, PaymentMeans};

use crate::document::{self, Element, Plan};
use crate::format::{self, Format};
use crate::hybrid;
use crate::reading::{Kept, ProblemKind, Problems, Reading};

/// The elements a document of this trade starts with.
const ROOTS: &[&str] = &[
    "Invoice",
    "CreditNote",
    "CrossIndustryInvoice",
    "CrossIndustryDocument",
];
/// Lines are only counted and attached files are not looked at, save for the earlier invoices that lines name.
const PLAN: Plan = Plan {
    hollow: &[
        "InvoiceLine",
        "CreditNoteLine",
        "IncludedSupplyChainTradeLineItem",
        "EmbeddedDocumentBinaryObject",
        "AttachmentBinaryObject",
        "UBLExtensions",
        "Signature",
    ],
    kept_inside: &["BillingReference", "InvoiceReferencedDocument"],
};

/// Reads an XML invoice, or the one embedded in a PDF.
pub fn read(bytes: &[u8]) -> Reading<InvoiceFile> {
    let mut problems = Problems::new();
    let format = format::sniff(bytes);
    let refusal = match format {
        Format::EInvoice | Format::OtherXml => return read_xml(bytes),
        Format::Pdf => return read_pdf(bytes),
        Format::Empty => ProblemKind::EmptyFile,
        Format::Binary => ProblemKind::BinaryFile,
        _ => ProblemKind::AnotherFormat,
    };
    problems.add_for_file(refusal, format.name(), Kept::Nothing);
    Reading {
        facts: InvoiceFile::default(),
        problems,
    }
}

fn read_pdf(bytes: &[u8]) -> Reading<InvoiceFile> {
    let extracted = hybrid::extract(bytes);
    let mut problems = extracted.problems;
    let Some(document) = extracted.facts.invoice else {
        return Reading {
            facts: InvoiceFile::default(),
            problems,
        };
    };
    let read = read_xml(&document.bytes);
    problems.append(read.problems);
    Reading {
        facts: read.facts,
        problems,
    }
}

fn read_xml(bytes: &[u8]) -> Reading<InvoiceFile> {
    let mut problems = Problems::new();
    let text = document::decode(bytes, &mut problems);
    let tree = document::read(&text, PLAN, &mut problems);
    let mut file = InvoiceFile {
        invoices: Vec::new(),
        is_cut: tree.is_cut,
    };
    for root in tree.top.outermost(ROOTS) {
        if let Some(invoice) = read_root(root, tree.is_cut, &mut problems) {
            file.invoices.push(invoice);
        }
    }
    if file.invoices.is_empty() {
        problems.add_for_file(ProblemKind::AnotherFormat, "XML", Kept::Nothing);
    }
    Reading {
        facts: file,
        problems,
    }
}

/// Nothing for an element that only has the name of an invoice.
fn read_root(root: &Element, is_cut: bool, problems: &mut Problems) -> Option<EInvoice> {
    if root.children.is_empty() {
        return None;
    }
    let (mut invoice, terms) = match root.name.as_str() {
        "Invoice" => ubl::read(root, Syntax::UblInvoice, problems),
        "CreditNote" => ubl::read(root, Syntax::UblCreditNote, problems),
        "CrossIndustryInvoice" => cii::read(root, Syntax::Cii, problems),
        _ => cii::read(root, Syntax::Zugferd1, problems),
    };
    due::settle(&mut invoice, terms, root.line, problems);
    check::check(&invoice, root.line, is_cut, problems);
    Some(invoice)
}

#[cfg(test)]
mod tests;
