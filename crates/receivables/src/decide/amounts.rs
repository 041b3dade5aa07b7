//! Gate 6: floor and ceiling, currency by currency, and the fewest invoices worth a message. Must never
//! compare amounts of two currencies.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::plan::Plan;
use super::{Gate, GateOutcome};
use crate::currency::Currency;
use crate::item::ItemKind;
use crate::money::{Balances, Money};
use crate::reason::Reason;
use crate::strategy::Strategy;

/// What the gate found.
pub(super) struct Amounts {
    /// The gate; it is closed when no currency reaches its floor.
    pub outcome: GateOutcome,
    /// True when a ceiling asks for a person's confirmation.
    pub above_ceiling: bool,
}

impl Amounts {
    /// Why nothing is asked at all, when too few invoices are open.
    pub fn too_few(&self) -> Option<&Reason> {
        let reasons = self.outcome.reasons.iter();
        reasons
            .into_iter()
            .find(|reason| matches!(reason, Reason::TooFewInvoices { .. }))
    }

    /// Why nothing is asked in a currency, when too little is owed in it.
    pub fn below_floor(&self, currency: Currency) -> Option<&Reason> {
        self.outcome.reasons.iter().find(
            |reason| matches!(reason, Reason::BelowFloor { owed, .. } if owed.currency == currency),
        )
    }
}

/// Holds what may be asked against the strategy's floors and ceilings. What counts is all that is overdue or
/// due for a step, not only the items of today's step; as long as nothing is, all that is coming counts.
pub(super) fn amounts(strategy: &Strategy, plans: &[Plan<'_>], today: Date) -> Amounts {
    let mut found = Amounts {
        outcome: GateOutcome {
            gate: Gate::Amounts,
            closed: false,
            reasons: Vec::new(),
        },
        above_ceiling: false,
    };
    // Who chose the accounts of a campaign chose what is worth it; what takes a confirmation still does.
    let by_campaign = plans.iter().any(|plan| plan.campaign.is_some());
    if let Some(reason) = too_few_invoices(strategy, plans, today) {
        found.outcome.reasons.push(reason);
        found.outcome.closed = !by_campaign;
        if !by_campaign {
            return found;
        }
    }
    if strategy.floor.is_empty() && strategy.ceiling.is_empty() {
        return found;
    }
    let now: Balances = plans
        .iter()
        .filter(|plan| plan.is_overdue(today) || plan.next.on <= today)
        .map(|plan| plan.asked)
        .collect();
    let coming: Balances = plans.iter().map(|plan| plan.asked).collect();
    let mut enough_somewhere = false;
    for all in coming.non_zero() {
        let due = now.of(all.currency);
        let owed = if due.is_positive() { due } else { all };
        if let Some(floor) = limit(&strategy.floor, owed).filter(|floor| owed.minor < floor.minor) {
            found
                .outcome
                .reasons
                .push(Reason::BelowFloor { owed, floor });
            if !by_campaign {
                continue;
            }
        }
        enough_somewhere = true;
        if let Some(ceiling) = limit(&strategy.ceiling, owed).filter(|top| owed.minor >= top.minor)
        {
            found.above_ceiling = true;
            found
                .outcome
                .reasons
                .push(Reason::AboveCeiling { owed, ceiling });
        }
    }
    found.outcome.closed = !by_campaign && !enough_somewhere && !coming.is_zero();
    found
}

/// Invoices are counted once, whatever the number of their instalments.
fn too_few_invoices(strategy: &Strategy, plans: &[Plan<'_>], today: Date) -> Option<Reason> {
    let fewest = strategy.fewest_invoices?;
    let asked = plans.iter().filter(|plan| plan.asked.is_positive());
    let invoices = asked.filter(|plan| plan.claim.item.kind == ItemKind::Invoice);
    let counted = |plan: &&Plan<'_>| plan.is_overdue(today) || plan.next.on <= today;
    let now = references(invoices.clone().filter(counted));
    let open = if now > 0 { now } else { references(invoices) };
    // Nothing to ask for is another gate's matter.
    (open > 0 && open < fewest).then_some(Reason::TooFewInvoices { open, fewest })
}

fn references<'p, 'a: 'p>(plans: impl Iterator<Item = &'p Plan<'a>>) -> u32 {
    let distinct: BTreeSet<&str> = plans
        .map(|plan| plan.claim.item.reference.as_str())
        .collect();
    u32::try_from(distinct.len()).unwrap_or(u32::MAX)
}

fn limit(limits: &[Money], owed: Money) -> Option<Money> {
    limits
        .iter()
        .copied()
        .find(|limit| limit.currency == owed.currency)
}
