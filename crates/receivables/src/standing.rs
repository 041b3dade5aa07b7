//! The standing of each item, as a screen shows it: one word per item, derived from facts and a day each time
//! it is asked. Must never be stored, and must never disagree with what `decide` would ask for.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::account::Account;
use crate::decide::{Claim, claims};
use crate::identity::ItemId;
use crate::item::{Item, Unconfirmed};
use crate::money::Money;
use crate::reason::Reason;

/// How an item stands. Where several hold, the one that says most about what happens next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "standing")]
pub enum Standing {
    /// Nothing of it is open.
    Settled,
    /// A credit with something left to use.
    Credit,
    /// For a cause on our side it may not be chased.
    Unconfirmed {
        /// The cause.
        cause: Unconfirmed,
    },
    /// A person holds it.
    Held {
        /// Last day held; nothing means until a person lifts it.
        until: Option<Date>,
    },
    /// The whole of what is open is contested.
    Disputed,
    /// A part of what is open is contested; the rest goes on.
    DisputedInPart {
        /// The contested part.
        suspended: Money,
        /// Calendar days past the due date; 0 when not overdue.
        days_late: i32,
    },
    /// All or a part of what is open waits for a credit note that a settled dispute owes; the rest goes on.
    CreditNoteAwaited {
        /// The part that waits.
        awaited: Money,
        /// Calendar days past the due date; 0 when not overdue.
        days_late: i32,
    },
    /// It is promised, in whole or in part.
    Promised {
        /// The promised part.
        promised: Money,
        /// The day it is promised for.
        until: Date,
    },
    /// It is paid by an instalment plan that goes on.
    UnderPlan {
        /// The plan's part.
        held: Money,
        /// The day the next instalment is due, or the missing one was.
        due_on: Date,
        /// True when an instalment is missing.
        late: bool,
    },
    /// Unused credits cover what would be asked.
    Covered,
    /// The due date has passed.
    Overdue {
        /// Calendar days past the due date, at least 1.
        days_late: i32,
    },
    /// It is due today or later.
    NotDue,
}

impl Standing {
    /// The word of translations.
    pub const fn code(&self) -> &'static str {
        match self {
            Standing::Settled => "settled",
            Standing::Credit => "credit",
            Standing::Unconfirmed { .. } => "unconfirmed",
            Standing::Held { .. } => "held",
            Standing::Disputed => "disputed",
            Standing::DisputedInPart { .. } => "disputed-in-part",
            Standing::CreditNoteAwaited { .. } => "credit-note-awaited",
            Standing::Promised { .. } => "promised",
            Standing::UnderPlan { late: false, .. } => "under-plan",
            Standing::UnderPlan { late: true, .. } => "plan-late",
            Standing::Covered => "covered",
            Standing::Overdue { .. } => "overdue",
            Standing::NotDue => "not-due",
        }
    }
}

/// The standing of every item of an account on a day.
pub fn standings(account: &Account, today: Date) -> BTreeMap<ItemId, Standing> {
    let mut standings: BTreeMap<ItemId, Standing> = account
        .items
        .iter()
        .filter(|item| !item.is_open_claim())
        .map(|item| {
            (
                item.id,
                if item.is_open_credit() {
                    Standing::Credit
                } else {
                    Standing::Settled
                },
            )
        })
        .collect();
    for claim in claims(account, today) {
        standings.insert(claim.item.id, of_claim(&claim, today));
    }
    standings
}

fn of_claim(claim: &Claim<'_>, today: Date) -> Standing {
    let (item, reasons) = (claim.item, &claim.reasons);
    if let Some(cause) = item.unconfirmed {
        return Standing::Unconfirmed { cause };
    }
    let held = reasons.iter().find_map(|reason| match reason {
        Reason::ItemHeld { until, .. } => Some(Standing::Held { until: *until }),
        _ => None,
    });
    held.or_else(|| disputed(item, reasons, today))
        .or_else(|| credit_note_awaited(item, reasons, today))
        .or_else(|| under_plan(reasons))
        .or_else(|| promised(item, reasons))
        .unwrap_or_else(|| plain(claim, today))
}

fn disputed(item: &Item, reasons: &[Reason], today: Date) -> Option<Standing> {
    let suspended = sum(reasons, |reason| match reason {
        Reason::Disputed { suspended, .. } => Some(suspended.minor),
        _ => None,
    })?;
    if suspended >= item.open.minor {
        return Some(Standing::Disputed);
    }
    Some(Standing::DisputedInPart {
        suspended: item.open.with_minor(suspended),
        days_late: item.days_late(today),
    })
}

fn under_plan(reasons: &[Reason]) -> Option<Standing> {
    reasons.iter().find_map(|reason| match reason {
        Reason::UnderPlan {
            held,
            due_on,
            late_since,
            ..
        } => Some(Standing::UnderPlan {
            held: *held,
            due_on: *due_on,
            late: late_since.is_some(),
        }),
        _ => None,
    })
}

fn credit_note_awaited(item: &Item, reasons: &[Reason], today: Date) -> Option<Standing> {
    let awaited = sum(reasons, |reason| match reason {
        Reason::CreditNoteAwaited { awaited, .. } => Some(awaited.minor),
        _ => None,
    })?;
    Some(Standing::CreditNoteAwaited {
        awaited: item.open.with_minor(awaited.min(item.open.minor)),
        days_late: item.days_late(today),
    })
}

fn promised(item: &Item, reasons: &[Reason]) -> Option<Standing> {
    let promised = sum(reasons, |reason| match reason {
        Reason::Promised { promised, .. } => Some(promised.minor),
        _ => None,
    })?;
    let until = reasons.iter().filter_map(|reason| match reason {
        Reason::Promised { until, .. } => Some(*until),
        _ => None,
    });
    Some(Standing::Promised {
        promised: item.open.with_minor(promised.min(item.open.minor)),
        until: until.max()?,
    })
}

fn sum(reasons: &[Reason], minor: impl Fn(&Reason) -> Option<i64>) -> Option<i64> {
    reasons
        .iter()
        .filter_map(minor)
        .reduce(|sum, minor| sum.saturating_add(minor))
}

fn plain(claim: &Claim<'_>, today: Date) -> Standing {
    if claim.is_barred() {
        return Standing::Covered;
    }
    match claim.item.days_late(today) {
        0 => Standing::NotDue,
        days_late => Standing::Overdue { days_late },
    }
}

#[cfg(test)]
mod tests;
