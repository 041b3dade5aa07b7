//! Gate 6: floor and ceiling, currency by currency. Must never compare amounts of two currencies.

use jiff::civil::Date;

use super::plan::Plan;
use super::{Gate, GateOutcome};
use crate::currency::Currency;
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
    if strategy.floor.is_empty() && strategy.ceiling.is_empty() {
        return found;
    }
    let now: Balances = plans
        .iter()
        .filter(|plan| plan.claim.item.is_overdue(today) || plan.next.on <= today)
        .map(|plan| plan.claim.asked)
        .collect();
    let coming: Balances = plans.iter().map(|plan| plan.claim.asked).collect();
    let mut enough_somewhere = false;
    for all in coming.non_zero() {
        let due = now.of(all.currency);
        let owed = if due.is_positive() { due } else { all };
        if let Some(floor) = limit(&strategy.floor, owed).filter(|floor| owed.minor < floor.minor) {
            found
                .outcome
                .reasons
                .push(Reason::BelowFloor { owed, floor });
            continue;
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
    found.outcome.closed = !enough_somewhere && !coming.is_zero();
    found
}

fn limit(limits: &[Money], owed: Money) -> Option<Money> {
    limits
        .iter()
        .copied()
        .find(|limit| limit.currency == owed.currency)
}
