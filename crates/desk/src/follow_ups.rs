//! What follows by default when somebody notes a dispute or a hold without saying more: how long it takes, and who deals
//! with it. Must never override what a person said.

use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::fact::{DisputeReason, HoldReason};
use receivables::identity::PersonId;
use serde::{Deserialize, Serialize};

/// What an administrator set for each reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FollowUps {
    /// Of disputes; a reason that is not there has the company's usual days and nobody in particular.
    pub disputes: BTreeMap<DisputeReason, DisputeFollowUp>,
    /// Calendar days a hold lasts, its first day included; a reason that is not there holds until somebody lifts it.
    pub holds: BTreeMap<HoldReason, i32>,
}

/// What follows a dispute of one reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DisputeFollowUp {
    /// Calendar days to answer it; nothing for the company's usual ones.
    pub days: Option<i32>,
    /// Who answers it, while that person works here.
    pub owner: Option<PersonId>,
}

impl FollowUps {
    /// The last day of a hold that begins today, where nobody chose one.
    pub(crate) fn last_day(&self, reason: HoldReason, today: Date) -> Option<Date> {
        let days = self.holds.get(&reason).copied().filter(|days| *days > 0)?;
        Some(plus_days(today, days - 1))
    }

    /// What follows a dispute.
    pub(crate) fn of_dispute(&self, reason: DisputeReason) -> DisputeFollowUp {
        self.disputes.get(&reason).copied().unwrap_or_default()
    }
}
