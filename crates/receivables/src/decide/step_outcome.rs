//! Every step of one item's strategy with what became of it, for "why?": done, next, to come, or passed over and for
//! which reason. Must never decide: it tells how `next_step` decided.

use jiff::civil::Date;
use serde::Serialize;

use super::campaign::speaking_campaign;
use super::conditions::Known;
use super::followed::Followed;
use super::instalment::instalment_step;
use super::items::claims;
use super::next_step::{NextStep, Way, expires, next_step, obstacle};
use super::progress::Progress;
use crate::account::Account;
use crate::identity::ItemId;
use crate::item::Item;
use crate::money::Money;
use crate::sanction::Bar;
use crate::strategy::{Step, Strategy};

/// What keeps a step from being done at all, whatever day it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "obstacle")]
pub enum Obstacle {
    /// A claim for charges is not asked about before it is due.
    NotForCharges,
    /// The step is of the amicable phase, which the file has left.
    AmicablePhaseOver,
    /// The step is for another kind of debtor.
    OtherKindOfDebtor,
    /// The law bars the sanction it proposes.
    Barred {
        /// What in the law.
        by: Bar,
    },
    /// The sanction it proposes waits, is announced or in force.
    SanctionGoesOn,
    /// Too few invoices are open for the step.
    TooFewInvoices {
        /// How many are.
        open: u32,
        /// How many it takes.
        fewest: u32,
    },
    /// Too little is due for the step.
    BelowFloor {
        /// What is due by its day, less credits.
        owed: Money,
        /// What it takes.
        floor: Money,
    },
}

/// What became of a step for one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "fate")]
pub enum StepFate {
    /// It was done; the last day.
    Done {
        /// The day.
        on: Date,
    },
    /// It comes next, on a day at the earliest.
    Next {
        /// The day.
        on: Date,
    },
    /// It comes later, by its trigger.
    ToCome {
        /// The day of its trigger.
        on: Date,
    },
    /// Its day has come by its trigger or is counted from another step, and it waits for the one before it.
    AfterAnother,
    /// It answers something that has not happened, or that was answered.
    NotCalledFor,
    /// A further step was done.
    Overtaken,
    /// Another strategy brought the item past it.
    DoneElsewhere,
    /// It had its sense before the due date only.
    Expired,
    /// Its condition does not hold today.
    ConditionFails,
    /// Something keeps it from being done.
    Kept {
        /// What.
        by: Obstacle,
    },
    /// An instalment plan speaks instead.
    PlanSpeaks,
    /// A campaign speaks instead, on a day at the earliest.
    CampaignSpeaks {
        /// The day.
        on: Date,
    },
}

/// One step with what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepOutcome {
    /// The key of the step.
    pub step: String,
    /// What became of it.
    pub fate: StepFate,
}

/// Every step of the strategy an item follows, in its order; nothing for an item that is not an open claim.
pub fn step_outcomes(
    account: &Account,
    followed: Followed<'_>,
    item: ItemId,
    today: Date,
) -> Vec<StepOutcome> {
    let claims = claims(account, today);
    let Some(claim) = claims.iter().find(|claim| claim.item.id == item) else {
        return Vec::new();
    };
    let strategy = followed.of(claim.item);
    let known = Known::of(account, followed, today);
    let progress = Progress::of(account, claim.item);
    let instalment = claim.instalment.map(|instalment| {
        let about = (claim.item, instalment);
        instalment_step(account, (strategy, &known), about, today)
    });
    let plan_speaks = claim.instalment.is_some() && !claim.asked.is_positive();
    let next = match instalment {
        Some(step) if plan_speaks => step,
        _ => Some(next_step(account, (strategy, &known), claim.item, today)),
    };
    let campaign = next
        .filter(|_| !plan_speaks)
        .and_then(|next| speaking_campaign(account, known.campaign, (claim, next.on), today));
    let teller = Teller {
        account,
        way: Way::of(strategy, &progress),
        progress: &progress,
        known: &known,
        furthest: progress.furthest(strategy),
        next: next.filter(|_| campaign.is_none()),
        plan_speaks,
        campaign_on: campaign.map(|(campaign, _)| campaign.on),
        about: (claim.item, today),
    };
    strategy
        .steps
        .iter()
        .enumerate()
        .map(|(position, step)| StepOutcome {
            step: step.key.clone(),
            fate: teller.fate(strategy, (position, step)),
        })
        .collect()
}

/// What a fate is told from.
struct Teller<'a> {
    account: &'a Account,
    way: Way<'a>,
    progress: &'a Progress<'a>,
    known: &'a Known<'a>,
    furthest: Option<usize>,
    next: Option<NextStep>,
    plan_speaks: bool,
    campaign_on: Option<Date>,
    about: (&'a Item, Date),
}

impl Teller<'_> {
    fn fate(&self, strategy: &Strategy, (position, step): (usize, &Step)) -> StepFate {
        if let Some(next) = self.next.filter(|next| next.position == Some(position)) {
            return StepFate::Next { on: next.on };
        }
        if let Some(on) = self.progress.last_done_on(&step.key) {
            return StepFate::Done { on };
        }
        if step.trigger.is_off_axis() {
            return StepFate::NotCalledFor;
        }
        if self.furthest.is_some_and(|furthest| position < furthest) {
            return StepFate::Overtaken;
        }
        let (item, today) = self.about;
        let Some(reached_on) = self.way.reached_on(step) else {
            return StepFate::AfterAnother;
        };
        if self.way.is_behind(step, reached_on) {
            return StepFate::DoneElsewhere;
        }
        if today >= item.due_on && expires(step, item) {
            return StepFate::Expired;
        }
        if self.plan_speaks {
            return StepFate::PlanSpeaks;
        }
        if let Some(on) = self.campaign_on {
            return StepFate::CampaignSpeaks { on };
        }
        if !self.known.allow(step) {
            return StepFate::ConditionFails;
        }
        if let Some(by) = obstacle(self.account, step, (item, reached_on, today)) {
            return StepFate::Kept { by };
        }
        // A debtor who enters at the highest step it reached passes the softer ones over.
        let is_before = self
            .next
            .and_then(|next| next.position)
            .is_some_and(|next| position < next && !strategy.steps[next].trigger.is_off_axis());
        let waits = self.next.is_some_and(|next| reached_on <= next.on);
        match (is_before, waits) {
            (true, _) => StepFate::Overtaken,
            (false, true) => StepFate::AfterAnother,
            (false, false) => StepFate::ToCome { on: reached_on },
        }
    }
}
