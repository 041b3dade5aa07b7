//! What a payment pays of the items it names. Exact amounts are certain; anything else is a proposal whose
//! confidence says whether a person looks at it first. Must never put more on a claim than is open of it.

use std::collections::BTreeMap;

use super::booking::{Booked, book};
use super::index::OpenItemsIndex;
use super::search::Named;
use super::{IncomingCredit, MatchReason, Proposal};
use crate::identity::DebtorId;
use crate::item::ItemKind;
use crate::money::Money;

/// The amount agrees to the cent.
const EXACT: u16 = 1000;
/// A number that proves itself, and an amount that leaves one reading.
const CLEAR: u16 = 950;
/// More than one reading: a person looks.
const DOUBTFUL: u16 = 700;

/// Puts a payment on the items it names of one debtor, in the proposal. `left` is what is open of every item
/// before it, by place.
pub(super) fn allot(
    credit: &IncomingCredit,
    (named, debtor): (&BTreeMap<usize, Named>, DebtorId),
    (open, left): (&OpenItemsIndex, &[i64]),
    proposal: &mut Proposal,
) -> Option<Booked> {
    let theirs = named
        .iter()
        .filter(|(place, _)| open.at(**place).debtor == debtor);
    let (mut claims, mut credit_notes) = (Vec::new(), Vec::new());
    for (&place, how) in theirs {
        let item = open.at(place);
        proposal.reasons.push(how.reason(item.item));
        if item.open.currency != credit.amount.currency {
            proposal
                .reasons
                .push(MatchReason::CurrencyDiffers { item: item.item });
        } else if left[place] == 0 {
            proposal
                .reasons
                .push(MatchReason::AlreadySettled { item: item.item });
        } else if left[place] < 0 {
            credit_notes.push(place);
        } else {
            claims.push(place);
        }
    }
    let plan = plan(credit, (&claims, &credit_notes), left, open);
    proposal.debtor = Some(debtor);
    proposal.confidence = plan.confidence;
    if plan.claims.is_empty() {
        return None;
    }
    let booked = book(credit, (&plan.claims, &plan.credit_notes), open, left);
    proposal.allocations.clone_from(&booked.allocations);
    proposal.on_account = booked.on_account;
    say_why(&plan, open, (booked.short, proposal));
    Some(booked)
}

/// Which claims are paid with what.
struct Plan {
    claims: Vec<usize>,
    credit_notes: Vec<usize>,
    confidence: u16,
    reason: Outcome,
}

enum Outcome {
    Full,
    Sum,
    Instalment(usize),
    Short,
    More,
}

fn plan(
    credit: &IncomingCredit,
    (claims, credit_notes): (&[usize], &[usize]),
    left: &[i64],
    open: &OpenItemsIndex,
) -> Plan {
    let amount = credit.amount.minor;
    let plan = |claims: &[usize], credit_notes: &[usize], confidence, reason| Plan {
        claims: claims.to_vec(),
        credit_notes: credit_notes.to_vec(),
        confidence,
        reason,
    };
    let Some(&first) = claims.first() else {
        return plan(&[], &[], CLEAR, Outcome::More);
    };
    let sum = |places: &[usize]| {
        places
            .iter()
            .fold(0_i64, |sum, place| sum.saturating_add(left[*place]))
    };
    // Claims for charges carry the number of their invoice; who pays the invoice pays it before them.
    let is_charge = |place: &usize| open.at(*place).kind == ItemKind::Charge;
    let (charges, invoices): (Vec<usize>, Vec<usize>) =
        claims.iter().partition(|place| is_charge(place));
    let claims = [invoices.clone(), charges].concat();
    let is_due = |place: &usize| open.at(*place).due_on <= credit.booked_on;
    let due: Vec<usize> = invoices.iter().copied().filter(is_due).collect();
    for some in [&claims, &invoices, &due] {
        let exact = if some.len() == 1 {
            Outcome::Full
        } else {
            Outcome::Sum
        };
        if amount == sum(some) {
            return plan(some, &[], EXACT, exact);
        }
        if amount == sum(some).saturating_add(sum(credit_notes)) {
            return plan(some, credit_notes, EXACT, exact);
        }
    }
    let (gross, net) = (sum(&claims), sum(&claims).saturating_add(sum(credit_notes)));
    // One invoice in instalments: the payment is one of them.
    let number = &open.at(first).reference;
    let one_invoice = claims
        .iter()
        .all(|place| open.at(*place).reference == *number);
    let instalment = claims
        .iter()
        .find(|place| left[**place] == amount && one_invoice);
    if let Some(&place) = instalment {
        return plan(&[place], &[], EXACT, Outcome::Instalment(place));
    }
    let deducted_in_part = !credit_notes.is_empty() && amount > net && amount < gross;
    let (clear, reason) = if amount > net {
        (!deducted_in_part, Outcome::More)
    } else {
        (one_invoice, Outcome::Short)
    };
    plan(
        &claims,
        credit_notes,
        if clear { CLEAR } else { DOUBTFUL },
        reason,
    )
}

fn say_why(plan: &Plan, open: &OpenItemsIndex, (short, proposal): (Money, &mut Proposal)) {
    for place in &plan.credit_notes {
        let item = open.at(*place).item;
        proposal
            .reasons
            .push(MatchReason::DeductsCreditNote { item });
    }
    proposal.reasons.push(match plan.reason {
        Outcome::Full => MatchReason::PaysInFull,
        Outcome::Sum => MatchReason::PaysTheSum {
            items: u32::try_from(plan.claims.len()).unwrap_or(u32::MAX),
        },
        Outcome::Instalment(place) => MatchReason::PaysOneInstalment {
            item: open.at(place).item,
        },
        Outcome::Short => MatchReason::PaysLess { short },
        Outcome::More => MatchReason::PaysMore {
            rest: proposal.on_account,
        },
    });
}
