//! Which format a file is of, told by its content. The name of a file is never looked at: people
//! rename files, and mail programs do too.

mod container;

use serde::{Deserialize, Serialize};

use crate::{announcement, cfonb, encoding, fec, iso20022, mail, mt940, qif};

/// The formats told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// No byte, or only blanks.
    Empty,
    /// French accounting entries.
    Fec,
    /// ISO 20022 bank statement, report or notification.
    Camt,
    /// An e-invoice in UBL, CII or ZUGFeRD 1.
    EInvoice,
    /// Any other XML.
    OtherXml,
    /// A PDF document.
    Pdf,
    /// A spreadsheet of Excel 2007 or later.
    Xlsx,
    /// A spreadsheet or document of old Office.
    OldOffice,
    /// An archive.
    Zip,
    /// SWIFT MT940 statement.
    Mt940,
    /// CFONB statement of 120 characters a record.
    Cfonb120,
    /// CFONB statement of 240 characters a record.
    Cfonb240,
    /// OFX statement.
    Ofx,
    /// A table of separated values.
    Csv,
    /// Text of no known form.
    Text,
    /// Not text.
    Binary,
    /// A spreadsheet of Excel 97 to 2003.
    Xls,
    /// A spreadsheet of Excel in binary parts.
    Xlsb,
    /// A spreadsheet of OpenDocument.
    Ods,
    /// A text or a presentation of an office program.
    OfficeDocument,
    /// A document that a password protects.
    Protected,
    /// French accounting entries as XML.
    FecXml,
    /// SWIFT MT942 report during the day.
    Mt942,
    /// QIF statement.
    Qif,
    /// One message of e-mail.
    Mail,
    /// A mailbox of several messages.
    Mbox,
    /// Legal announcements (BODACC) in JSON or XML.
    Bodacc,
    /// ISO 20022 order to pay: pain.001.
    CreditTransfer,
    /// ISO 20022 order to collect direct debits: pain.008.
    DirectDebit,
    /// ISO 20022 report on orders: pain.002.
    PaymentStatus,
    /// Any other ISO 20022 message.
    OtherBankMessage,
    /// One file compressed by gzip.
    Gzip,
    /// A life-cycle message of an e-invoice (CDAR).
    LifeCycle,
}

impl Format {
    /// True for a workbook that is read wherever a table is: of Excel, old or new, and of OpenDocument.
    pub const fn is_workbook(self) -> bool {
        matches!(self, Format::Xlsx | Format::Xls | Format::Ods)
    }

    /// The name people know the format by.
    pub fn name(self) -> &'static str {
        match self {
            Format::Empty => "empty",
            Format::Fec => "FEC",
            Format::Camt => "camt.053",
            Format::EInvoice => "UBL / CII",
            Format::OtherXml => "XML",
            Format::Pdf => "PDF",
            Format::Xlsx => "XLSX",
            Format::OldOffice => "XLS / DOC",
            Format::Zip => "ZIP",
            Format::Mt940 => "MT940",
            Format::Cfonb120 => "CFONB 120",
            Format::Cfonb240 => "CFONB 240",
            Format::Ofx => "OFX",
            Format::Csv => "CSV",
            Format::Text => "TXT",
            Format::Binary => "binary",
            Format::Xls => "XLS",
            Format::Xlsb => "XLSB",
            Format::Ods => "ODS",
            Format::OfficeDocument => "DOCX / PPTX / ODT",
            Format::Protected => "password",
            Format::FecXml => "FEC XML",
            Format::Mt942 => "MT942",
            Format::Qif => "QIF",
            Format::Mail => "e-mail",
            Format::Mbox => "mbox",
            Format::Bodacc => "BODACC",
            Format::CreditTransfer => "pain.001",
            Format::DirectDebit => "pain.008",
            Format::PaymentStatus => "pain.002",
            Format::OtherBankMessage => "ISO 20022",
            Format::Gzip => "GZIP",
            Format::LifeCycle => "CDAR",
        }
    }
}

/// How many bytes are enough to tell.
pub const SAMPLE: usize = 8 << 10;

/// The format of a file, from its first bytes: [`SAMPLE`] of them are enough, but for telling what an archive
/// or an old Office document holds, which takes all of them.
pub fn sniff(bytes: &[u8]) -> Format {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(format) = container::format_of(bytes) {
        return format;
    }
    if let Some(format) = by_signature(sample) {
        return format;
    }
    if mail::looks_like_mbox(sample) {
        return Format::Mbox;
    }
    if mail::looks_like_message(sample) {
        return Format::Mail;
    }
    let (text, _) = encoding::text_of(sample);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if text.is_empty() {
        return Format::Empty;
    }
    let message = text
        .starts_with('<')
        .then(|| iso20022::message_of(text))
        .flatten();
    if let Some(message) = message {
        return of_message(&message);
    }
    if is_binary(text) {
        return Format::Binary;
    }
    if text.starts_with('<') {
        return xml(text);
    }
    if announcement::looks_like(text) {
        return Format::Bodacc;
    }
    plain_text(text)
}

fn by_signature(sample: &[u8]) -> Option<Format> {
    if sample.starts_with(b"\x1F\x8B\x08") {
        return Some(Format::Gzip);
    }
    let head = &sample[..sample.len().min(1024)];
    memchr::memmem::find(head, b"%PDF-").map(|_| Format::Pdf)
}

fn is_binary(text: &str) -> bool {
    let strange = |c: &char| matches!(*c, '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{fffd}');
    let count = text.chars().filter(strange).count();
    // A zero or two within a document are damage to one of its parts.
    let has_zeros = text.contains('\0') && !text.starts_with('<');
    has_zeros || count * 20 > text.chars().count()
}

fn xml(text: &str) -> Format {
    let has = |needle: &str| text.contains(needle);
    if has("CrossDomainAcknowledgementAndResponse") {
        return Format::LifeCycle;
    }
    if has("CrossIndustryInvoice")
        || has("CrossIndustryDocument")
        || has("ubl:schema:xsd:Invoice")
        || has("ubl:schema:xsd:CreditNote")
        || matches!(root_name(text), "Invoice" | "CreditNote")
    {
        return Format::EInvoice;
    }
    if announcement::looks_like_xml(text) {
        return Format::Bodacc;
    }
    if has("<comptabilite") || (has("<exercice>") && has("<journal>")) {
        return Format::FecXml;
    }
    if has_tag_of_ofx(text) {
        Format::Ofx
    } else {
        Format::OtherXml
    }
}

fn has_tag_of_ofx(text: &str) -> bool {
    text.contains("<OFX>") || text.contains("<ofx>")
}

fn of_message(message: &str) -> Format {
    if iso20022::is_bank_statement(message) {
        return Format::Camt;
    }
    let is = |base: &str| message.starts_with(base);
    if is("pain.001") {
        Format::CreditTransfer
    } else if is("pain.008") {
        Format::DirectDebit
    } else if is("pain.002") {
        Format::PaymentStatus
    } else {
        Format::OtherBankMessage
    }
}

/// What people call the format of a file, as closely as it can be told: `camt.052.001.06`, `pain.002`,
/// else the name of its format.
pub fn dialect(bytes: &[u8]) -> String {
    let format = sniff(bytes);
    let is_message = matches!(
        format,
        Format::Camt
            | Format::CreditTransfer
            | Format::DirectDebit
            | Format::PaymentStatus
            | Format::OtherBankMessage
    );
    let message = is_message
        .then(|| iso20022::message_of_bytes(bytes))
        .flatten();
    message.unwrap_or_else(|| format.name().to_string())
}

/// The name of the first element, without prefix; what comments and declarations hold is no element.
fn root_name(text: &str) -> &str {
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let end = match rest.strip_prefix("!--") {
            Some(_) => rest.find("-->"),
            None if rest.starts_with(['?', '!']) => rest.find('>'),
            None => break,
        };
        rest = end.map_or("", |end| &rest[end..]);
    }
    let name = rest
        .split([' ', '>', '/', '\n', '\r', '\t'])
        .next()
        .unwrap_or_default();
    name.rsplit(':').next().unwrap_or_default()
}

fn plain_text(text: &str) -> Format {
    let first = text.lines().next().unwrap_or_default();
    if fec::looks_like(first.as_bytes()) || fec::has_header(text) {
        return Format::Fec;
    }
    if text.starts_with("OFXHEADER") || has_tag_of_ofx(text) {
        return Format::Ofx;
    }
    if let Some(format) = mt940::looks_like(text) {
        return format;
    }
    if cfonb::looks_like(text) {
        return Format::Cfonb120;
    }
    if cfonb::looks_like_240(text) {
        return Format::Cfonb240;
    }
    if qif::looks_like(text) {
        return Format::Qif;
    }
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(10)
        .collect();
    let separated = |separator: char| {
        lines.iter().filter(|line| line.contains(separator)).count() * 2 >= lines.len()
    };
    if [';', '\t', ',', '|'].into_iter().any(separated) {
        Format::Csv
    } else {
        Format::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Format) {
        assert_eq!(sniff(bytes), expected, "{}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn a_format_is_told_by_content() {
        check(b"", Format::Empty);
        check(b"\xEF\xBB\xBF\r\n ", Format::Empty);
        check(
            b"JournalCode|EcritureNum|EcritureDate|CompteNum|Debit|Credit\n",
            Format::Fec,
        );
        check(b"%PDF-1.7\n\x00\x01", Format::Pdf);
        check(b"PK\x03\x04....[Content_Types].xml", Format::Zip);
        check(b"PK\x03\x04....xl/workbook.xml", Format::Xlsx);
        check(b"PK\x03\x04....word/document.xml", Format::OfficeDocument);
        check(b"PK\x03\x04....a.xml", Format::Zip);
        check(
            b"<?xml version='1.0'?><Document><BkToCstmrStmt>",
            Format::Camt,
        );
        check(b"<html></html>", Format::OtherXml);
        check(
            b"<?xml version='1.0'?><comptabilite><exercice>",
            Format::FecXml,
        );
        check(b"<Document><CstmrDrctDbtInitn>", Format::DirectDebit);
        check(
            b"<Document><CstmrPmtStsRpt><OrgnlMsgNmId>pain.001</OrgnlMsgNmId>",
            Format::PaymentStatus,
        );
        check(b"<Document><BkSvcsBllgStmt>", Format::OtherBankMessage);
        check(b"\x1F\x8B\x08\x00", Format::Gzip);
        check(
            b"<?xml version='1.0'?><!-- <x> --><a:Invoice xmlns:a='b'>",
            Format::EInvoice,
        );
        check(b"<rsm:CrossIndustryDocument>", Format::EInvoice);
        check(
            b"<rsm:CrossDomainAcknowledgementAndResponse>",
            Format::LifeCycle,
        );
        check(b"nom;email\nA;a@b.fr\n", Format::Csv);
        check(b"\x00\x01\x02\x03\x04\xff\xfe\x00\x99", Format::Binary);
        check(b"bonjour", Format::Text);
        check(
            b"<Invoice><ID>a\0b</ID><Note>text</Note></Invoice>",
            Format::EInvoice,
        );
        check(b"Received: from a\r\nSubject: x\r\n\r\n", Format::Mail);
        check(b"From: a@b.fr\nTo: c@d.fr\n\nx", Format::Mail);
        check(b"Date: 12/03/2026\nClient;Montant\nA;1\n", Format::Csv);
        check(
            b"From a@b.fr Thu Dec 10 10:00:00 2026\nFrom: a@b.fr\nTo: c\n\nx",
            Format::Mbox,
        );
        check(
            b"{\"records\":[{\"fields\":{\"publicationavis\":\"A\",\"familleavis\":\"dpc\"}}]}",
            Format::Bodacc,
        );
        check(
            format!("3130004{:<233}\r\n", "DUPONT").as_bytes(),
            Format::Cfonb240,
        );
    }
}
