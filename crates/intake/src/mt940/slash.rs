//! Codes between slashes, as Dutch and other banks write them: `/EREF/…/REMI/…`. It must never take a
//! slash inside a reference for the start of a code.

use super::information::{Information, given};
use super::purpose::squeezed;
use crate::bank::{compact, is_iban};

/// The codes that banks use.
const CODES: [&str; 45] = [
    "EREF", "KREF", "PREF", "MARF", "CSID", "REMI", "BENM", "ORDP", "NAME", "ISDT", "TRTP", "IBAN",
    "BIC", "CNTP", "RTRN", "RTYP", "TRCD", "PURP", "ULTD", "ULTC", "ULTB", "ID", "ADDR", "USTD",
    "STRD", "SWOC", "CREF", "IREF", "BREF", "ACCW", "BUSP", "CHGS", "CHGS1", "CHGS2", "OCMT",
    "EXCH", "ENDT", "CUR", "INIT", "OMA", "FRM", "BY", "FROM", "RFB", "ROC",
];

/// Reads the field; nothing when it does not start by a code.
pub(super) fn read(text: &str) -> Option<Information> {
    let text = text.trim();
    let codes = codes_in(text);
    if codes.first().is_none_or(|(at, _, _)| *at > 0) {
        return None;
    }
    let mut information = Information::default();
    for (rank, (_, code, start)) in codes.iter().enumerate() {
        let end = codes.get(rank + 1).map_or(text.len(), |(at, _, _)| *at);
        let value = text.get(*start..end).unwrap_or_default();
        take(&mut information, code, value.trim_matches(['/', ' ']));
    }
    Some(information)
}

/// Where each code stands, the code, and where its value starts.
fn codes_in(text: &str) -> Vec<(usize, &'static str, usize)> {
    let mut found: Vec<(usize, &'static str, usize)> = Vec::new();
    let mut after = 0;
    for (at, _) in text.match_indices('/') {
        if at < after {
            continue;
        }
        let rest = &text[at + 1..];
        let code = CODES.iter().find(|code| {
            rest.strip_prefix(**code)
                .is_some_and(|tail| tail.starts_with('/'))
        });
        if let Some(code) = code {
            found.push((at, *code, at + 1 + code.len() + 1));
            // The slash that ends a code may start the next one: `/BENM//NAME/`, `/REMI/USTD//x/`.
            after = at + code.len() + 1;
        }
    }
    found
}

fn take(information: &mut Information, code: &str, value: &str) {
    if value.is_empty() {
        return;
    }
    let put = |field: &mut String| {
        if field.is_empty() {
            *field = given(value);
        }
    };
    match code {
        "EREF" | "ROC" => put(&mut information.end_to_end_id),
        "KREF" | "PREF" | "IREF" => put(&mut information.instruction_id),
        "MARF" => put(&mut information.mandate_id),
        "NAME" | "BENM" | "ORDP" => put(&mut information.name),
        "IBAN" => put(&mut information.account),
        "RTRN" => {
            let reason = value.split('/').next().unwrap_or_default();
            information.return_reason = reason.trim().to_string();
        }
        "CNTP" => take_counterparty(information, value),
        "REMI" | "USTD" => information.remit(&squeezed(value)),
        "STRD" | "CUR" => {
            let reference = value.rsplit('/').next().unwrap_or_default();
            information.structured_reference = reference.trim().to_string();
        }
        _ => information.note(&format!("/{code}/{value}")),
    }
}

/// `IBAN/BIC/NAME/CITY`.
fn take_counterparty(information: &mut Information, value: &str) {
    let mut parts = value.split('/');
    let account = compact(parts.next().unwrap_or_default());
    let _bank = parts.next();
    let name = parts.next().unwrap_or_default().trim();
    if is_iban(&account) || account.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        information.account = account;
    }
    if !name.is_empty() {
        information.name = name.to_string();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_between_slashes_are_told_apart() {
        let read = read("/EREF/01-01-2013 12:00 003/BENM//NAME/CONTRA ACCOUNT HOLDER/REMI/F1/2 and F3/ISDT/2013-07-11")
            .expect("codes");
        assert_eq!(read.end_to_end_id, "01-01-2013 12:00 003");
        assert_eq!(read.name, "CONTRA ACCOUNT HOLDER");
        assert_eq!(read.remittance, "F1/2 and F3");
        assert_eq!(read.text, "/ISDT/2013-07-11");
        let read =
            super::read("/CNTP/NL91ABNA0417164300/ABNANL2A/Jansen//REMI/USTD//F7/").expect("codes");
        assert_eq!(
            (read.name.as_str(), read.account.as_str()),
            ("Jansen", "NL91ABNA0417164300")
        );
        assert_eq!(read.remittance, "F7");
        assert_eq!(
            super::read("/RTRN/MS03/x")
                .map(|one| one.return_reason)
                .as_deref(),
            Some("MS03")
        );
        assert!(super::read("FACTUUR /EREF/1").is_none());
    }
}
