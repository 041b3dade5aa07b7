//! How a file gets into the pre-litigation phase and out of it by itself. Must never take a file from somebody who has
//! it: what was handed over, proceedings and deaths are ended by people and announcements.

use jiff::civil::Date;

use crate::account::Account;
use crate::debtor::Phase;
use crate::strategy::{Step, StepPhase};

/// The phase after steps were really done: one of them that belongs to the pre-litigation phase brings the file there.
pub fn after_steps<'a>(phase: Phase, steps: impl IntoIterator<Item = &'a Step>) -> Phase {
    let mut steps = steps.into_iter();
    match phase {
        Phase::Amicable if steps.any(|step| step.phase == StepPhase::PreLitigation) => {
            Phase::PreLitigation
        }
        _ => phase,
    }
}

/// The phase on a day before anything is decided: once nothing is overdue any more, a file that nobody else has is
/// amicable again.
pub fn on_day(account: &Account, today: Date) -> Phase {
    match account.debtor.phase {
        Phase::PreLitigation if !has_overdue(account, today) => Phase::Amicable,
        phase => phase,
    }
}

/// True when an open claim of the account is overdue.
pub fn has_overdue(account: &Account, today: Date) -> bool {
    let mut items = account.items.iter();
    items.any(|item| item.is_open_claim() && item.is_overdue(today))
}
