//! What a plan expects to be paid next, for cash application. Must never count what nobody has placed yet: it may be
//! the very payment that is looked at. A plan over part of a claim expects nothing here: money put on the other part would
//! not count for it, and who paid would be told to be late.

use super::InstalmentPlan;
use crate::cash_application::PlannedPayments;
use crate::identity::{DebtorId, ItemId};

/// Instalments paid at once that are recognised, at most.
const MOST_AT_ONCE: usize = 12;

impl InstalmentPlan {
    /// The amounts that complete the next instalments, given what is open of each of its claims, in minor units; nothing
    /// once all of it was paid, and for a plan over part of a claim.
    pub fn expected(
        &self,
        debtor: DebtorId,
        open_of: impl Fn(ItemId) -> i64,
    ) -> Option<PlannedPayments> {
        if self.parts.iter().any(|part| part.amount != part.open_then) {
            return None;
        }
        let paid = self.parts.iter().fold(0_i64, |paid, part| {
            let open = open_of(part.item).max(0);
            let off = part.open_then.minor.saturating_sub(open);
            paid.saturating_add(off.clamp(0, part.amount.minor))
        });
        let amounts = (0..self.instalments.len())
            .map(|instalment| self.through_minor(instalment).saturating_sub(paid))
            .filter(|minor| *minor > 0)
            .take(MOST_AT_ONCE)
            .map(|minor| self.total().with_minor(minor));
        let payments = PlannedPayments {
            debtor,
            claims: self.parts.iter().map(|part| part.item).collect(),
            amounts: amounts.collect(),
        };
        (!payments.amounts.is_empty()).then_some(payments)
    }
}
