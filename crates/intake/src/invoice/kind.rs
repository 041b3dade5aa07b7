//! What a document is to a receivables ledger, told by its type code (UNTDID 1001). It must know every code that
//! France and EN 16931 allow; another code is an invoice unless the document itself is a credit note.

use serde::{Deserialize, Serialize};

use super::facts::Syntax;

/// The kinds of document that a ledger treats differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// A claim: a plain, advance, partial or factored invoice.
    Invoice,
    /// Money owed back, written with positive amounts.
    CreditNote,
    /// It replaces or adjusts an earlier invoice.
    Corrective,
    /// A claim that the buyer wrote for the seller.
    SelfBilled,
}

/// Codes of credit notes: plain, self-billed, factored, of an advance, rebates.
const CREDIT_NOTES: &[&str] = &[
    "81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "502", "503", "532",
];
/// Codes of corrected invoices: plain, self-billed, factored, both.
const CORRECTIVES: &[&str] = &["384", "471", "472", "473"];
/// Codes of invoices written by the buyer: plain, of an advance, factored.
const SELF_BILLED: &[&str] = &["389", "500", "501"];
/// Codes of invoices: plain, commercial, partial, debit note, advance, hire, tax, factored and others of EN 16931.
const INVOICES: &[&str] = &[
    "71", "80", "82", "84", "102", "130", "202", "203", "204", "211", "218", "219", "295", "325",
    "326", "331", "380", "382", "383", "385", "386", "387", "388", "390", "393", "394", "395",
    "397", "398", "399", "456", "457", "527", "553", "575", "623", "633", "751", "780", "817",
    "870", "875", "876", "877", "935",
];
/// Codes of documents whose claim was sold to a factor.
const FACTORED: &[&str] = &["393", "396", "472", "473", "501", "502"];
/// Codes that the buyer wrote, whatever else they are.
const BY_THE_BUYER: &[&str] = &["261", "389", "471", "473", "500", "501", "502"];
/// Codes of advances and of what takes them back.
const ADVANCES: &[&str] = &["386", "500", "503"];

impl DocumentKind {
    /// The kind of a document of this code; a UBL credit note stays one whatever its code.
    pub fn of(type_code: &str, syntax: Syntax) -> DocumentKind {
        if CREDIT_NOTES.contains(&type_code) || syntax == Syntax::UblCreditNote {
            DocumentKind::CreditNote
        } else if CORRECTIVES.contains(&type_code) {
            DocumentKind::Corrective
        } else if SELF_BILLED.contains(&type_code) {
            DocumentKind::SelfBilled
        } else {
            DocumentKind::Invoice
        }
    }
}

/// True for a code that the tables hold.
pub fn is_known(type_code: &str) -> bool {
    [CREDIT_NOTES, CORRECTIVES, SELF_BILLED, INVOICES]
        .iter()
        .any(|codes| codes.contains(&type_code))
}

/// True when the claim was sold: the payee is the factor, and the debtor must pay it and nobody else.
pub fn is_factored(type_code: &str) -> bool {
    FACTORED.contains(&type_code)
}

/// True when the buyer wrote the document.
pub fn is_self_billed(type_code: &str) -> bool {
    BY_THE_BUYER.contains(&type_code)
}

/// True for an advance or what takes one back.
pub fn is_advance(type_code: &str) -> bool {
    ADVANCES.contains(&type_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_tells_the_kind_of_document() {
        let table = [
            ("380", DocumentKind::Invoice),
            ("386", DocumentKind::Invoice),
            ("393", DocumentKind::Invoice),
            ("999", DocumentKind::Invoice),
            ("381", DocumentKind::CreditNote),
            ("261", DocumentKind::CreditNote),
            ("396", DocumentKind::CreditNote),
            ("503", DocumentKind::CreditNote),
            ("384", DocumentKind::Corrective),
            ("473", DocumentKind::Corrective),
            ("389", DocumentKind::SelfBilled),
            ("501", DocumentKind::SelfBilled),
        ];
        for (code, expected) in table {
            assert_eq!(DocumentKind::of(code, Syntax::Cii), expected, "{code}");
        }
        assert_eq!(
            DocumentKind::of("380", Syntax::UblCreditNote),
            DocumentKind::CreditNote
        );
        assert!(is_factored("393") && is_self_billed("502") && is_advance("386"));
        assert!(!is_known("999"));
    }
}
