//! One payment within an entry. What the bank does not tell stays empty; the payment is never lost for a
//! part that cannot be read.

use receivables::money::Money;

use super::amount::{read_amount, rounded, side_amount};
use super::charge;
use super::entry::{bank_code, code_in};
use super::party;
use super::remittance;
use crate::bank::{BankStatement, BankTransaction};
use crate::iso20022::value::given;
use crate::reading::Problems;
use crate::xml::Element;

/// Reads one `TxDtls`.
pub(super) fn read(
    detail: Element<'_>,
    statement: &BankStatement,
    entry_is_debit: bool,
    problems: &mut Problems,
) -> BankTransaction {
    let is_debit = match detail.text_of("CdtDbtInd") {
        "DBIT" => true,
        "CRDT" => false,
        _ => entry_is_debit,
    };
    let amounts = detail.child("AmtDtls");
    let instructed = side_amount(amounts.and_then(|all| all.at("InstdAmt/Amt")), statement);
    let charges = charge::charges(detail, statement);
    let exchange = amounts.and_then(charge::exchange);
    let told = detail.child("Amt").or_else(|| amounts?.at("TxAmt/Amt"));
    let amount = match told {
        Some(element) => read_amount(element, statement, problems).and_then(|(exact, currency)| {
            let signed = if is_debit { -exact } else { exact };
            rounded(signed, currency, element, problems)
        }),
        None => instructed
            .filter(|one| {
                charges.is_empty() && exchange.is_none() && statement.currency == Some(one.currency)
            })
            .map(|one| signed(one, is_debit)),
    };
    let returned = detail.child("RtrInf");
    let text_of_return = |paths: &[&str]| returned.map_or("", |told| told.text_at(paths));
    let reason = text_of_return(&["Rsn/Cd", "Rsn/Prtry", "RtrRsn/Cd", "RtrRsn/Prtry"]);
    let other = party::counterparty(detail, !is_debit || returned.is_some());
    let remittance = remittance::read(detail, statement);
    let original = returned.and_then(|told| told.child("OrgnlBkTxCd"));
    let mut one = BankTransaction {
        amount,
        counterparty_name: other.name.to_string(),
        counterparty_account: other.account.to_string(),
        counterparty_identifier: other.identifier.to_string(),
        counterparty_bank: other.bank.to_string(),
        ultimate_party_name: other.ultimate_name.to_string(),
        structured_reference: remittance.reference,
        structured_reference_kind: remittance.reference_kind,
        unstructured_text: remittance.text,
        referred_documents: remittance.documents,
        return_reason: reason.to_string(),
        return_text: words_of_return(detail, returned),
        original_bank_code: original.map_or(String::new(), code_in),
        bank_code: bank_code(detail),
        instructed,
        charges,
        exchange,
        ..BankTransaction::default()
    };
    if let Some(references) = detail.child("Refs") {
        read_references(references, &mut one);
    }
    one
}

fn signed(amount: Money, is_debit: bool) -> Money {
    let minor = if is_debit {
        amount.minor.saturating_neg()
    } else {
        amount.minor
    };
    amount.with_minor(minor)
}

fn words_of_return(detail: Element<'_>, returned: Option<Element<'_>>) -> String {
    let Some(returned) = returned else {
        return String::new();
    };
    let of_return = returned
        .children()
        .filter(|child| matches!(child.name(), "AddtlInf" | "AddtlRtrRsnInf"));
    let words: Vec<&str> = of_return.map(Element::text).collect();
    if words.is_empty() {
        return detail.text_of("AddtlTxInf").to_string();
    }
    words.join(" ")
}

fn read_references(references: Element<'_>, one: &mut BankTransaction) {
    for reference in references.children() {
        let text = given(reference.text());
        if text.is_empty() {
            continue;
        }
        let kept = match reference.name() {
            "EndToEndId" => &mut one.end_to_end_id,
            "InstrId" => &mut one.instruction_id,
            "MndtId" => &mut one.mandate_id,
            "UETR" => &mut one.uetr,
            "TxId" => &mut one.transaction_id,
            "AcctSvcrRef" => &mut one.account_servicer_reference,
            "PmtInfId" => &mut one.payment_information_id,
            _ => continue,
        };
        *kept = text.to_string();
    }
    if one.end_to_end_id.is_empty() {
        one.end_to_end_id.clone_from(&one.uetr);
    }
}
