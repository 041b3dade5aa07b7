//! Allocations of a payment and of the credit notes it deducts over the claims it pays. Must never put more on a
//! claim than is open of it, nor use more of a credit note than there is.

use std::collections::BTreeMap;

use super::index::OpenItemsIndex;
use super::{IncomingCredit, PaidFrom, ProposedAllocation};
use crate::item::ItemKind;
use crate::money::Money;

/// A payment put on claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Booked {
    /// Credit notes before the payment itself.
    pub allocations: Vec<ProposedAllocation>,
    /// What is left of the payment.
    pub on_account: Money,
    /// What stays open of the claims.
    pub short: Money,
    /// What is left of each item touched, by place.
    pub after: BTreeMap<usize, i64>,
}

/// Puts a payment on claims, in their order but charges last, after the credit notes.
pub(super) fn book(
    credit: &IncomingCredit,
    (claims, credit_notes): (&[usize], &[usize]),
    open: &OpenItemsIndex,
    left: &[i64],
) -> Booked {
    let mut claims = claims.to_vec();
    claims.sort_by_key(|place| (open.at(*place).kind == ItemKind::Charge, *place));
    let mut after: BTreeMap<usize, i64> = claims
        .iter()
        .chain(credit_notes)
        .map(|place| (*place, left[*place]))
        .collect();
    let notes = credit_notes
        .iter()
        .map(|place| (Some(*place), left[*place].saturating_neg()));
    let (mut paid, mut allocations) = (0, Vec::new());
    for (source, available) in notes.chain([(None, credit.amount.minor)]) {
        let from = source.map_or(PaidFrom::Payment, |place| PaidFrom::CreditNote {
            item: open.at(place).item,
        });
        let mut available = available;
        for place in &claims {
            let used = available.min(after[place]);
            if used <= 0 {
                continue;
            }
            available -= used;
            after.entry(*place).and_modify(|left| *left -= used);
            match source {
                Some(source) => {
                    after.entry(source).and_modify(|left| *left += used);
                }
                None => paid += used,
            }
            allocations.push(ProposedAllocation {
                claim: open.at(*place).item,
                from,
                amount: credit.amount.with_minor(used),
            });
        }
    }
    let short = claims
        .iter()
        .fold(0_i64, |sum, place| sum.saturating_add(after[place]));
    Booked {
        allocations,
        on_account: credit.amount.with_minor(credit.amount.minor - paid),
        short: credit.amount.with_minor(short),
        after,
    }
}
