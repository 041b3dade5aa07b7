//! Gate 6: floor and ceiling, currency by currency. Must never compare amounts of two currencies.

use jiff::civil::Date;

use super::items::Claim;
use super::{Gate, GateOutcome};
use crate::money::{Balances, Money};
use crate::reason::Reason;
use crate::strategy::Strategy;

/// What the gate found.
pub(super) struct Amounts {
    /// The gate; it is closed when no currency reaches its floor.
    pub outcome: GateOutcome,
    /// Amounts per currency that are asked for and reach their floor.
    pub asked: Balances,
    /// True when a ceiling asks for a person's confirmation.
    pub above_ceiling: bool,
}

/// Holds what may be asked against the strategy's floors and ceilings. What counts is all that is
/// overdue or due for a step, not only the items of today's step.
pub(super) fn amounts(strategy: &Strategy, claims: &[Claim<'_>], today: Date) -> Amounts {
    let overdue: Balances = claims
        .iter()
        .filter(|claim| claim.item.is_overdue(today))
        .map(|claim| claim.asked)
        .collect();
    let coming: Balances = claims.iter().map(|claim| claim.asked).collect();
    let mut found = Amounts {
        outcome: GateOutcome {
            gate: Gate::Amounts,
            closed: false,
            reasons: Vec::new(),
        },
        asked: Balances::new(),
        above_ceiling: false,
    };
    for all in coming.non_zero() {
        let late = overdue.of(all.currency);
        let owed = if late.is_positive() { late } else { all };
        if let Some(floor) = limit(&strategy.floor, owed).filter(|floor| owed.minor < floor.minor) {
            found
                .outcome
                .reasons
                .push(Reason::BelowFloor { owed, floor });
            continue;
        }
        found.asked.add(owed);
        if let Some(ceiling) = limit(&strategy.ceiling, owed).filter(|top| owed.minor >= top.minor)
        {
            found.above_ceiling = true;
            found
                .outcome
                .reasons
                .push(Reason::AboveCeiling { owed, ceiling });
        }
    }
    found.outcome.closed = found.asked.is_zero() && !coming.is_zero();
    found
}

fn limit(limits: &[Money], owed: Money) -> Option<Money> {
    limits
        .iter()
        .copied()
        .find(|limit| limit.currency == owed.currency)
}
