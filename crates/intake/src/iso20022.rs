//! Which ISO 20022 message a document is: told by its namespace, else by the element under its root.
//! It must never depend on the version of the message.

pub(crate) mod value;

use crate::encoding;
use crate::format::SAMPLE;

/// The element that names a message, and the message.
const ROOTS: [(&str, &str); 34] = [
    ("BkToCstmrAcctRpt", "camt.052"),
    ("BkToCstmrStmt", "camt.053"),
    ("BkToCstmrDbtCdtNtfctn", "camt.054"),
    ("BkSvcsBllgStmt", "camt.086"),
    ("RsltnOfInvstgtn", "camt.029"),
    ("CstmrPmtCxlReq", "camt.055"),
    ("FIToFIPmtCxlReq", "camt.056"),
    ("NtfctnToRcv", "camt.057"),
    ("NtfctnToRcvCxlAdvc", "camt.058"),
    ("NtfctnToRcvStsRpt", "camt.059"),
    ("AcctRptgReq", "camt.060"),
    ("UblToApply", "camt.026"),
    ("ClmNonRct", "camt.027"),
    ("AddtlPmtInf", "camt.028"),
    ("DbtAuthstnReq", "camt.037"),
    ("CstmrCdtTrfInitn", "pain.001"),
    ("CstmrPmtStsRpt", "pain.002"),
    ("CstmrPmtRvsl", "pain.007"),
    ("CstmrDrctDbtInitn", "pain.008"),
    ("MndtInitnReq", "pain.009"),
    ("MndtAmdmntReq", "pain.010"),
    ("MndtCxlReq", "pain.011"),
    ("MndtAccptncRpt", "pain.012"),
    ("CdtrPmtActvtnReq", "pain.013"),
    ("CdtrPmtActvtnReqStsRpt", "pain.014"),
    ("MndtCpyReq", "pain.017"),
    ("FIToFIPmtStsRpt", "pacs.002"),
    ("FIToFICstmrDrctDbt", "pacs.003"),
    ("PmtRtr", "pacs.004"),
    ("FIToFIPmtRvsl", "pacs.007"),
    ("FIToFICstmrCdtTrf", "pacs.008"),
    ("FICdtTrf", "pacs.009"),
    ("RmtAdvc", "remt.001"),
    ("RmtLctnAdvc", "remt.002"),
];

/// The message that an element under the root names, `camt.053` for `BkToCstmrStmt`; the oldest versions
/// end the name with their number, or use the number as the name.
pub fn message_of_root(element: &str) -> Option<&str> {
    let name = match element
        .len()
        .checked_sub(3)
        .map(|at| element.split_at_checked(at))
    {
        Some(Some((name, version)))
            if version.starts_with('V') && version[1..].bytes().all(|b| b.is_ascii_digit()) =>
        {
            name
        }
        _ => element,
    };
    let known = ROOTS.iter().find(|(root, _)| *root == name);
    known
        .map(|(_, message)| *message)
        .or_else(|| name_in(element).filter(|found| found.len() == element.len()))
        .map(|name| name.get(..8).unwrap_or(name))
}

/// The first full name in a text, such as `camt.053.001.08` or `pain.001.001.03.ch.02`.
pub fn name_in(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let start = bytes.windows(15).position(is_name)?;
    let rest = &text[start..];
    let end = rest
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '.')
        .unwrap_or(rest.len());
    Some(rest[..end].trim_end_matches(".xsd").trim_end_matches('.'))
}

fn is_name(window: &[u8]) -> bool {
    window.iter().enumerate().all(|(at, byte)| match at {
        0..=3 => byte.is_ascii_lowercase(),
        4 | 8 | 12 => *byte == b'.',
        _ => byte.is_ascii_digit(),
    })
}

/// The message that a document is: `camt.053.001.08`, or `camt.053` when its version is not told.
pub fn message_of_bytes(bytes: &[u8]) -> Option<String> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    message_of(&encoding::text_of(sample).0)
}

/// The message that a text starts.
pub fn message_of(text: &str) -> Option<String> {
    let tags = text.split('<').skip(1).map(|part| {
        let end = part.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'));
        let tag = &part[..end.unwrap_or(part.len())];
        (tag.rsplit(':').next().unwrap_or(tag), part)
    });
    let mut declared = None;
    for (tag, part) in tags {
        if let Some(base) = message_of_root(tag) {
            let version = declared
                .or_else(|| name_in(part))
                .filter(|name: &&str| name.starts_with(base));
            return Some(version.unwrap_or(base).to_string());
        }
        let is_told_here = tag == "MsgDefIdr" || part.contains("xmlns");
        if is_told_here && let Some(name) = name_in(part) {
            declared = Some(name);
        }
    }
    declared.map(str::to_string)
}

/// True for the messages that tell what happened on an account.
pub fn is_bank_statement(name: &str) -> bool {
    ["camt.052", "camt.053", "camt.054"]
        .iter()
        .any(|base| name.starts_with(base))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(message_of(text).as_deref(), expected, "{text}");
    }

    #[test]
    fn a_message_is_named_with_or_without_its_namespace() {
        let namespace = "urn:iso:std:iso:20022:tech:xsd:camt.086.001.02";
        check(
            &format!("<Document xmlns='{namespace}'><BkSvcsBllgStmt>"),
            Some("camt.086.001.02"),
        );
        check("<Document><CstmrPmtStsRpt>", Some("pain.002"));
        check("<n:Document><n:BkToCstmrStmtV01>", Some("camt.053"));
        check("<Document><pain.002.001.02>", Some("pain.002.001.02"));
        check(
            "<Document xmlns='http://x/de/pain.001.001.03.ch.02.xsd'><CstmrCdtTrfInitn>",
            Some("pain.001.001.03.ch.02"),
        );
        check("<html xmlns='http://www.w3.org/1999/xhtml'><body>", None);
        check("<x>camt.053.001.02</x>", None);
    }

    #[test]
    fn the_header_of_an_envelope_names_the_message_within() {
        check(
            "<E><AppHdr xmlns='urn:x:head.001.001.01'><MsgDefIdr>camt.053.001.07</MsgDefIdr></AppHdr><Document><BkToCstmrStmt>",
            Some("camt.053.001.07"),
        );
    }
}
