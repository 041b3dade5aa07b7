//! Gates 1 to 4, about the creditor and the debtor as a whole: master switch, age of the data, phase of the
//! file, holds and answers that wait. Must never look at single items.

use jiff::civil::Date;

use super::{Gate, GateOutcome};
use crate::account::{Account, AttemptEnd};
use crate::item::days_between;
use crate::reason::{Reason, Source};

/// Gate 1: the master switch is on, and an upgrade was confirmed.
pub(super) fn master_switch(account: &Account, today: Date) -> GateOutcome {
    let mut reasons = Vec::new();
    if let Some(since) = account.policy.stopped_on.filter(|day| *day <= today) {
        reasons.push(Reason::MasterSwitchOff { since });
    }
    if let Some(since) = account.policy.upgraded_on.filter(|day| *day <= today) {
        reasons.push(Reason::UpgradeNotConfirmed { since });
    }
    GateOutcome {
        gate: Gate::MasterSwitch,
        closed: !reasons.is_empty(),
        reasons,
    }
}

/// Gate 2: ledger and bank data are fresh enough to chase on.
pub(super) fn freshness(account: &Account, today: Date) -> GateOutcome {
    let data = &account.policy.freshness;
    let watched = [
        (Source::Ledger, data.ledger_as_of, data.ledger_days_limit),
        (Source::Bank, data.bank_as_of, data.bank_days_limit),
    ];
    let reasons: Vec<Reason> = watched
        .into_iter()
        .filter_map(|(source, as_of, days_limit)| {
            let days_limit = days_limit?;
            let stale = as_of.is_none_or(|day| days_between(day, today) > days_limit);
            stale.then_some(Reason::StaleData {
                source,
                as_of,
                days_limit,
            })
        })
        .collect();
    GateOutcome {
        gate: Gate::Freshness,
        closed: !reasons.is_empty(),
        reasons,
    }
}

/// Gate 3: the phase of the file allows reminders.
pub(super) fn phase(account: &Account) -> GateOutcome {
    let phase = account.debtor.phase;
    let closed = !phase.lets_steps_speak();
    let reasons = if closed {
        vec![Reason::PhaseForbids { phase }]
    } else {
        Vec::new()
    };
    GateOutcome {
        gate: Gate::Phase,
        closed,
        reasons,
    }
}

/// Gate 4: nobody holds the debtor, every reply was handled, every message's fate is known.
pub(super) fn debtor_hold(account: &Account, today: Date) -> GateOutcome {
    let mut reasons = Vec::new();
    let holds = account.holds.iter();
    let held = holds.filter(|hold| hold.item.is_none() && hold.is_active(today));
    for hold in in_order(held, |hold| hold.id) {
        reasons.push(Reason::DebtorHeld {
            why: hold.reason,
            until: hold.until_on,
        });
    }
    let waiting = account
        .replies
        .iter()
        .filter(|reply| reply.is_waiting(today));
    for reply in in_order(waiting, |reply| reply.id) {
        reasons.push(Reason::ReplyWaiting {
            reply: reply.id,
            since: reply.received_on,
        });
    }
    let attempts = account.attempts.iter();
    let unknown = attempts.filter(|attempt| attempt.end == AttemptEnd::Unknown);
    for attempt in in_order(unknown, |attempt| attempt.notice) {
        reasons.push(Reason::SendingUnknown {
            notice: attempt.notice,
            since: attempt.ended_on,
        });
    }
    GateOutcome {
        gate: Gate::DebtorHold,
        closed: !reasons.is_empty(),
        reasons,
    }
}

/// Facts in the order of their identities: the order in which they were loaded must not show in a decision.
pub(super) fn in_order<'a, T, K: Ord>(
    facts: impl Iterator<Item = &'a T>,
    identity: impl Fn(&T) -> K,
) -> Vec<&'a T> {
    let mut facts: Vec<&T> = facts.collect();
    facts.sort_by_key(|fact| identity(fact));
    facts
}
