//! The booked balances before and after the entries. Available, interim and forward balances say nothing
//! about what is booked and must never be taken for it.

use super::amount::{day_in, read_amount, rounded};
use super::statement::OpenStatement;
use crate::bank::BankBalance;
use crate::reading::Problems;
use crate::xml::Element;

/// Takes one balance. The opening booked balance goes before the closing of the day before; a balance of
/// the whole before one of a page.
pub(super) fn take(open: &mut OpenStatement, element: Element<'_>, problems: &mut Problems) {
    let code = element.text_at(&["Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry", "Tp/Cd"]);
    if !matches!(code, "OPBD" | "PRCD" | "CLBD") {
        return;
    }
    let Some((exact, currency)) = element
        .child("Amt")
        .and_then(|amount| read_amount(amount, &open.facts, problems))
    else {
        return;
    };
    let is_debit = element.text_of("CdtDbtInd") == "DBIT";
    let exact = if is_debit { -exact } else { exact };
    let Some(amount) = rounded(exact, currency, element, problems) else {
        return;
    };
    let on = day_in(element.child("Dt"));
    let balance = BankBalance { amount, exact, on };
    let is_of_a_page = element.text_at(&["Tp/SubTp/Cd", "Tp/SubTp/Prtry"]) == "INTM";
    let rank = match (code, is_of_a_page) {
        ("PRCD", _) => 1,
        (_, true) => 2,
        _ => 3,
    };
    let (known, known_rank) = if code == "CLBD" {
        (&mut open.facts.closing, &mut open.closing_rank)
    } else {
        (&mut open.facts.opening, &mut open.opening_rank)
    };
    if rank >= *known_rank {
        *known = Some(balance);
        *known_rank = rank;
    }
}
