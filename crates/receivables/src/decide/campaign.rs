//! The campaign that speaks of a claim in place of the steps of its strategy. Must never speak of what is not late on
//! its day, of what a plan speaks of, nor to somebody it cannot reach by its own way.

use jiff::civil::Date;

use super::items::{Claim, claims};
use super::next_step::NextStep;
use super::recipient::can_reach;
use super::{Decision, Followed, Gate, Next, PlannedAct, Verdict, decide_following};
use crate::account::{Account, OpenTask};
use crate::calendar::{Calendar, plus_days};
use crate::campaign::{Campaign, campaign_of};
use crate::reason::Reason;
use crate::strategy::Strategy;

/// The campaign a claim waits for, or that speaks of it today, with its day. `planned_on` is the day of the strategy's
/// next step: steps that come before the quiet days are done.
pub(super) fn speaking_campaign<'a>(
    account: &Account,
    campaign: Option<&'a Campaign>,
    (claim, planned_on): (&Claim<'_>, Date),
    today: Date,
) -> Option<(&'a Campaign, NextStep)> {
    let campaign = campaign?;
    let item = claim.item;
    let on = campaign.on.max(today);
    let waits = planned_on.max(today) >= campaign.waited_from();
    if !waits
        || !campaign.step.is_of_phase(account.debtor.phase)
        || item.due_on >= on
        || !claim.asked.is_positive()
        || !can_reach(account, &campaign.step, item.id, today)
    {
        return None;
    }
    let next = NextStep {
        position: None,
        day: None,
        on: campaign.on,
        answer_awaited_until: None,
        done_before: 0,
        replaced_on: None,
    };
    Some((campaign, next))
}

/// True for work of a campaign that is over: it holds nothing back any more.
pub(super) fn is_of_past(account: &Account, task: &OpenTask, today: Date) -> bool {
    let Some(id) = campaign_of(&task.step) else {
        return false;
    };
    let current = account.campaign.as_deref();
    current.is_none_or(|campaign| campaign.id != id || today > campaign.until)
}

/// What comes of a campaign for an account that takes part in it, on the facts of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CampaignProspect {
    /// It speaks.
    Speaks {
        /// The first day nothing stands against it.
        on: Date,
        /// What it would say.
        act: Box<PlannedAct>,
    },
    /// Nobody there has an address for its way.
    OutOfReach,
    /// Nothing is late on its first day.
    NothingLate,
    /// Something stands against it on each of its days.
    Kept {
        /// What, on the first one that is no day off and has a contact left; on the first where there is none.
        reason: Reason,
    },
}

/// What would come of the campaign of an account that it was approved for.
pub fn campaign_prospect(
    account: &Account,
    followed: Followed<'_>,
    calendar: &Calendar,
    today: Date,
) -> CampaignProspect {
    let Some(campaign) = account.campaign.as_deref() else {
        return CampaignProspect::NothingLate;
    };
    let first = campaign.on.max(today);
    let channel = campaign.step.act.channel();
    let mut on = first;
    let mut judged = None;
    while on <= campaign.until {
        let decision = decide_following(account, followed, calendar, on);
        let acts = decision.acts().iter();
        let said = acts
            .into_iter()
            .find(|act| act.step == campaign.step.key && act.channel == channel);
        if let Some(act) = said {
            let act = Box::new(act.clone());
            return CampaignProspect::Speaks { on, act };
        }
        if judged.is_none() && !passes_by_itself(&decision.verdict) {
            judged = Some((decision, on));
        }
        on = plus_days(on, 1);
    }
    let (decision, on) =
        judged.unwrap_or_else(|| (decide_following(account, followed, calendar, first), first));
    unspoken(account, campaign, (&decision, on))
}

/// True for what is over on another of the campaign's days: a day off, or a contact too many. It is no reason for silence
/// on all of them.
fn passes_by_itself(verdict: &Verdict) -> bool {
    let gates = [Gate::WorkingDay, Gate::ContactBudget];
    matches!(verdict, Verdict::Hold { gate } if gates.contains(gate))
}

/// Why a campaign does not speak.
fn unspoken(
    account: &Account,
    campaign: &Campaign,
    (decision, first): (&Decision, Date),
) -> CampaignProspect {
    let claims = claims(account, first);
    let late = || claims.iter().filter(|claim| claim.item.due_on < first);
    if late().next().is_none() {
        return CampaignProspect::NothingLate;
    }
    let phase = account.debtor.phase;
    if !campaign.step.is_of_phase(phase) {
        let reason = Reason::PhaseForbids { phase };
        return CampaignProspect::Kept { reason };
    }
    let is_reached = |claim: &Claim<'_>| can_reach(account, &campaign.step, claim.item.id, first);
    let held = match decision.verdict {
        Verdict::Hold { .. } => decision.reasons.first(),
        Verdict::Act { .. } | Verdict::Wait | Verdict::Rest => None,
    };
    if held.is_none() && !late().any(is_reached) {
        return CampaignProspect::OutOfReach;
    }
    let barred = decision
        .outlook
        .iter()
        .find_map(|outlook| match &outlook.next {
            Next::Because { reason } => Some(reason),
            Next::Step { .. } => None,
        });
    match held.or(barred).or(decision.reasons.first()) {
        Some(reason) => CampaignProspect::Kept {
            reason: reason.clone(),
        },
        None => CampaignProspect::NothingLate,
    }
}

/// The next step of a strategy that the debtor would hear, with its day; nothing when none is planned.
pub fn next_contact(
    account: &Account,
    followed: Followed<'_>,
    calendar: &Calendar,
    today: Date,
) -> Option<(String, Date)> {
    let decision = decide_following(account, followed, calendar, today);
    let others = followed.others.iter().map(|strategy| &**strategy);
    let strategies: Vec<&Strategy> = std::iter::once(followed.account).chain(others).collect();
    let is_heard = |key: &str| {
        let mut steps = strategies.iter().filter_map(|strategy| strategy.step(key));
        steps.any(|step| step.act.channel().reaches_debtor())
    };
    let coming = decision
        .outlook
        .iter()
        .filter_map(|outlook| match &outlook.next {
            Next::Step { step, on } if is_heard(step) => Some((*on, step)),
            Next::Step { .. } | Next::Because { .. } => None,
        });
    let (on, step) = coming.min()?;
    Some((step.clone(), on))
}
