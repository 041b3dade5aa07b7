//! What is worth saying of an invoice that was read: what is missing, sums that do not follow, signs and identifiers
//! that look wrong. It must never change the facts.

use receivables::identifier::{
    Soundness, check_iban, check_siren, check_siret, check_vat_number, compact, looks_like_iban,
};
use rust_decimal::Decimal;

use super::facts::EInvoice;
use super::kind::{self, DocumentKind};
use super::party::Party;
use super::payment::PaymentMeans;
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// Notes what is to be said of an invoice that starts on a line. Of a document that is cut, what is missing was
/// told already.
pub(super) fn check(invoice: &EInvoice, line: u64, is_cut: bool, problems: &mut Problems) {
    let mut tell = |field: &str, kind, found: &str, kept| {
        problems.add(Problem {
            line: Some(line),
            field: Some(field.to_string()),
            kind,
            found: shortened(found),
            kept,
        });
    };
    check_presence(invoice, is_cut, &mut tell);
    check_sums(invoice, &mut tell);
    check_sign(invoice, &mut tell);
    for (name, party) in [("Seller", &invoice.seller), ("Buyer", &invoice.buyer)] {
        check_party(name, party, &mut tell);
    }
    if let Some(payee) = &invoice.payee {
        check_party("Payee", payee, &mut tell);
    }
    for means in &invoice.means {
        check_account(means, &mut tell);
    }
}

fn check_presence(
    invoice: &EInvoice,
    is_cut: bool,
    tell: &mut impl FnMut(&str, ProblemKind, &str, Kept),
) {
    if invoice.number.is_empty() {
        tell("ID", ProblemKind::MissingKey, "", Kept::LineWithoutField);
    }
    if is_cut {
        return;
    }
    if invoice.type_code.is_empty() {
        let assumed = match invoice.kind() {
            DocumentKind::CreditNote => "381",
            _ => "380",
        };
        let kept = Kept::Value(assumed.to_string());
        tell("TypeCode", ProblemKind::Assumed, "", kept);
    } else if !kind::is_known(&invoice.type_code) {
        let found = invoice.type_code.as_str();
        tell("TypeCode", ProblemKind::UnknownCode, found, Kept::All);
    }
    if invoice.issued_on.is_none() {
        tell(
            "IssueDate",
            ProblemKind::MissingKey,
            "",
            Kept::LineWithoutField,
        );
    }
    if invoice.currency.is_none() {
        tell(
            "DocumentCurrencyCode",
            ProblemKind::MissingKey,
            "",
            Kept::LineWithoutField,
        );
    }
    match (invoice.totals.payable, invoice.totals.to_pay()) {
        (None, Some(amount)) => {
            let kept = Kept::Value(amount.to_string());
            tell("PayableAmount", ProblemKind::Assumed, "", kept);
        }
        (None, None) => tell(
            "PayableAmount",
            ProblemKind::MissingKey,
            "",
            Kept::LineWithoutField,
        ),
        _ => {}
    }
}

/// BR-CO-15 and BR-CO-16, to the last decimal.
fn check_sums(invoice: &EInvoice, tell: &mut impl FnMut(&str, ProblemKind, &str, Kept)) {
    let totals = &invoice.totals;
    if let (Some(net), Some(vat), Some(gross)) = (totals.net, totals.vat, totals.gross)
        && net.checked_add(vat) != Some(gross)
    {
        let found = format!("{net} + {vat} ≠ {gross}");
        tell(
            "TaxInclusiveAmount",
            ProblemKind::TotalsDiffer,
            &found,
            Kept::All,
        );
    }
    if let (Some(gross), Some(payable)) = (totals.gross, totals.payable) {
        let prepaid = totals.prepaid.unwrap_or_default();
        let rounding = totals.rounding.unwrap_or_default();
        let follows = gross
            .checked_sub(prepaid)
            .and_then(|rest| rest.checked_add(rounding));
        // The smallest profiles have no place for what was paid before.
        let has_no_place = totals.prepaid.is_none() && invoice.line_count == 0;
        if follows != Some(payable) && !has_no_place {
            let found = format!("{gross} - {prepaid} + {rounding} ≠ {payable}");
            tell(
                "PayableAmount",
                ProblemKind::TotalsDiffer,
                &found,
                Kept::All,
            );
        }
    }
    let mut parts = invoice.instalments.iter().map(|part| part.amount);
    let sum = parts.try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part));
    let whole = totals.to_pay();
    if !invoice.instalments.is_empty() && sum.is_some() && whole.is_some() && sum != whole {
        let found = format!(
            "{} ≠ {}",
            sum.unwrap_or_default(),
            whole.unwrap_or_default()
        );
        tell(
            "PartialPaymentAmount",
            ProblemKind::TotalsDiffer,
            &found,
            Kept::All,
        );
    }
}

/// A credit note of a negative amount is written twice negative, by mistake most often.
fn check_sign(invoice: &EInvoice, tell: &mut impl FnMut(&str, ProblemKind, &str, Kept)) {
    let Some(amount) = invoice.totals.to_pay() else {
        return;
    };
    let is_negative = amount.is_sign_negative() && !amount.is_zero();
    if invoice.kind() == DocumentKind::CreditNote && is_negative {
        let kept = invoice
            .claim()
            .map_or(Kept::All, |claim| Kept::Value(claim.to_string()));
        tell(
            "PayableAmount",
            ProblemKind::DoubtfulSign,
            &amount.to_string(),
            kept,
        );
    }
}

fn check_party(name: &str, party: &Party, tell: &mut impl FnMut(&str, ProblemKind, &str, Kept)) {
    let mut judge = |what: &str, found: &str, soundness: Soundness| {
        let is_wrong = matches!(
            soundness,
            Soundness::WrongCheckDigits | Soundness::WrongLength
        );
        if is_wrong {
            tell(
                &format!("{name} {what}"),
                ProblemKind::CheckDigits,
                found,
                Kept::All,
            );
        }
    };
    for id in party.legal_id.iter().chain(&party.ids) {
        // The French examples of MINIMUM put a SIRET where a SIREN belongs: what it is shows by its length.
        match (id.scheme.as_str(), compact(&id.value).len()) {
            ("0009", _) | ("0002", 14) => judge("SIRET", &id.value, check_siret(&id.value)),
            ("0002", _) => judge("SIREN", &id.value, check_siren(&id.value)),
            _ => {}
        }
    }
    if !party.vat_id.is_empty() {
        judge("VAT", &party.vat_id, check_vat_number(&party.vat_id));
    }
}

fn check_account(means: &PaymentMeans, tell: &mut impl FnMut(&str, ProblemKind, &str, Kept)) {
    let account = means.account.as_str();
    if looks_like_iban(account) && check_iban(account).is_wrong() {
        tell("IBAN", ProblemKind::CheckDigits, account, Kept::All);
    }
}
