//! Fees and exchange, as the bank wrote them: a payer's 1,000.00 may arrive as 985.00. It must never
//! compute a fee that the bank did not tell.

use receivables::money::Money;

use super::amount::{day, number, side_amount};
use crate::bank::{BankCharge, BankStatement, CurrencyExchange};
use crate::xml::Element;

/// The fees told within an element, those of nothing left out.
pub(super) fn charges(element: Element<'_>, statement: &BankStatement) -> Vec<BankCharge> {
    let mut charges = Vec::new();
    for told in element.children_of("Chrgs") {
        let records: Vec<Element<'_>> = told.children_of("Rcrd").collect();
        if records.is_empty() {
            charges.extend(charge(told, statement));
        }
        charges.extend(records.into_iter().filter_map(|one| charge(one, statement)));
    }
    charges
}

fn charge(element: Element<'_>, statement: &BankStatement) -> Option<BankCharge> {
    let told = element
        .child("Amt")
        .or_else(|| element.child("TtlChrgsAndTaxAmt"));
    let amount = side_amount(told, statement).filter(|amount| !amount.is_zero())?;
    let is_given_back = element.text_of("CdtDbtInd") == "CRDT";
    let minor = if is_given_back {
        amount.minor.checked_neg()?
    } else {
        amount.minor
    };
    let banks = [
        "Agt/FinInstnId/BICFI",
        "Agt/FinInstnId/BIC",
        "Pty/FinInstnId/BIC",
    ];
    Some(BankCharge {
        amount: Money::new(minor, amount.currency),
        is_included: match element.text_of("ChrgInclInd") {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        },
        bearer: element.text_of("Br").to_string(),
        bank: element.text_at(&banks).to_string(),
    })
}

/// The exchange told with the amounts of a payment.
pub(super) fn exchange(amounts: Element<'_>) -> Option<CurrencyExchange> {
    let told = amounts.children().find_map(|kind| kind.child("CcyXchg"))?;
    Some(CurrencyExchange {
        source: told.text_of("SrcCcy").parse().ok(),
        target: told.text_of("TrgtCcy").parse().ok(),
        rate: number(told.text_of("XchgRate"))?,
        quoted_on: day(told.text_of("QtnDt")),
    })
}
