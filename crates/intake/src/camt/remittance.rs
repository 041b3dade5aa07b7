//! What the payer says the payment is for: free text, a structured reference, documents with amounts. It
//! must never decide which of them is right.

use super::amount::{day, side_amount};
use crate::bank::{BankStatement, ReferredDocument, ReferredKind};
use crate::xml::Element;

/// What the payer wrote.
#[derive(Default)]
pub(super) struct Remittance {
    pub text: String,
    pub reference: String,
    pub reference_kind: String,
    pub documents: Vec<ReferredDocument>,
}

/// Reads the remittance of a payment; the payer's additional words are part of the text.
pub(super) fn read(detail: Element<'_>, statement: &BankStatement) -> Remittance {
    let mut found = Remittance::default();
    let remittances = detail.children_of("RmtInf");
    for part in remittances.flat_map(Element::children) {
        match part.name() {
            "Ustrd" => push(&mut found.text, part.text()),
            "Strd" => read_structured(part, statement, &mut found),
            _ => {}
        }
    }
    let after = detail.children_of("AddtlTxInf");
    after.for_each(|part| push(&mut found.text, part.text()));
    found
}

fn push(text: &mut String, part: &str) {
    if part.is_empty() {
        return;
    }
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(part);
}

fn read_structured(part: Element<'_>, statement: &BankStatement, found: &mut Remittance) {
    let amounts = part.child("RfrdDocAmt");
    for child in part.children() {
        match child.name() {
            "RfrdDocInf" => {
                let amounts = child.at("LineDtls/Amt").or(amounts);
                found.documents.extend(document(child, amounts, statement));
            }
            "CdtrRefInf" if found.reference.is_empty() => {
                found.reference = child.text_at(&["Ref", "CdtrRef"]).to_string();
                let kinds = [
                    "Tp/CdOrPrtry/Cd",
                    "Tp/CdOrPrtry/Prtry",
                    "CdtrRefTp/Cd",
                    "CdtrRefTp/Prtry",
                ];
                found.reference_kind = child.text_at(&kinds).to_string();
            }
            "AddtlRmtInf" => push(&mut found.text, child.text()),
            _ => {}
        }
    }
}

fn document(
    told: Element<'_>,
    amounts: Option<Element<'_>>,
    statement: &BankStatement,
) -> Option<ReferredDocument> {
    let number = told.text_at(&["Nb", "RfrdDocNb"]);
    if number.is_empty() {
        return None;
    }
    let kinds = [
        "Tp/CdOrPrtry/Cd",
        "Tp/CdOrPrtry/Prtry",
        "RfrdDocTp/Cd",
        "Tp/Cd",
    ];
    let kind = match told.text_at(&kinds) {
        "CREN" => ReferredKind::CreditNote,
        "DEBN" => ReferredKind::DebitNote,
        "" | "CINV" | "MSIN" | "SBIN" | "CNFA" | "HIRI" | "INVS" => ReferredKind::Invoice,
        _ => ReferredKind::Other,
    };
    let names: &[&str] = if kind == ReferredKind::CreditNote {
        &["CdtNoteAmt", "RmtdAmt", "DuePyblAmt"]
    } else {
        &["DuePyblAmt", "RmtdAmt"]
    };
    let written = amounts.and_then(|all| names.iter().find_map(|name| all.child(name)));
    Some(ReferredDocument {
        number: number.to_string(),
        on: day(told.text_at(&["RltdDt", "RltdDt/Dt"])),
        amount: side_amount(written, statement),
        kind,
    })
}
