//! Payments that an instalment plan expects: an amount that completes the next instalments, put on the claims of the
//! plan, the oldest first. It must never take any other amount for an instalment.

use super::evidence::Centibits;
use super::hypothesis::{Agreement, Hypothesis, Items};
use super::index::OpenItemsIndex;
use crate::identity::{DebtorId, ItemId};
use crate::money::Money;

/// What it costs for each instalment after the first that is paid at once.
const EACH_MORE: Centibits = 60;
/// A sum on a date that both sides agreed on is less of an accident than that of an invoice.
const AGREED: Centibits = 300;

/// What a debtor with an instalment plan is expected to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedPayments {
    /// The debtor.
    pub debtor: DebtorId,
    /// The claims of the plan.
    pub claims: Vec<ItemId>,
    /// What completes the next instalment, the next two, and so on; positive, growing, of one currency.
    pub amounts: Vec<Money>,
}

/// The same, by places.
#[derive(Clone, Debug)]
pub(super) struct Planned {
    /// The claims, oldest first.
    places: Vec<usize>,
    amounts: Vec<Money>,
    /// What was open of the claims when the amounts were told.
    open_then: i64,
}

impl Planned {
    pub fn of(payments: &PlannedPayments, open: &OpenItemsIndex) -> Option<(u32, Self)> {
        let debtor = open.known_place(payments.debtor)?;
        let currency = payments.amounts.first()?.currency;
        let places: Vec<usize> = open
            .owned(debtor)
            .filter(|place| {
                let item = open.at(*place);
                payments.claims.contains(&item.item)
                    && item.open.is_positive()
                    && item.open.currency == currency
            })
            .collect();
        let open_then = places
            .iter()
            .fold(0_i64, |sum, at| sum.saturating_add(open.at(*at).open.minor));
        let amounts = payments.amounts.clone();
        (!places.is_empty()).then_some((
            debtor,
            Planned {
                places,
                amounts,
                open_then,
            },
        ))
    }
}

impl Items<'_> {
    /// The next instalments of the payer's plans.
    pub(super) fn add_planned(&self, hypotheses: &mut Vec<Hypothesis>) {
        for planned in self.case.open.planned(self.payer) {
            hypotheses.extend(self.instalments(planned));
        }
    }

    fn instalments(&self, planned: &Planned) -> Option<Hypothesis> {
        let places: Vec<usize> = planned
            .places
            .iter()
            .copied()
            .filter(|place| self.left(*place) > 0)
            .collect();
        // Payments of the same day come one after the other: what the first ones paid is no longer expected.
        let paid = planned.open_then.saturating_sub(self.sum(&places));
        let wanted = self.case.credit.amount.minor.checked_add(paid)?;
        let expected = planned.amounts.iter().filter(|amount| amount.minor > paid);
        let count = expected.clone().position(|amount| {
            amount.minor == wanted && amount.currency == self.case.credit.amount.currency
        })?;
        let mut rest = self.case.credit.amount.minor;
        let mut set = Vec::new();
        for place in places {
            if rest <= 0 {
                break;
            }
            rest = rest.saturating_sub(self.left(place));
            set.push(place);
        }
        let more = Centibits::try_from(count).unwrap_or(0) * EACH_MORE;
        let agreement = Agreement::Planned(u32::try_from(count + 1).unwrap_or(u32::MAX));
        Some(self.hypothesis(&set, agreement, (self.rarity() + AGREED - more, 1)))
    }
}
