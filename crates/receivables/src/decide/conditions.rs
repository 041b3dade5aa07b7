//! The conditions of steps, asked of what is known of the account on the day. Must never look at how the debtor paid:
//! that is not in the account.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::followed::Followed;
use crate::account::Account;
use crate::campaign::Campaign;
use crate::condition::{Behaviour, Condition, Facts};
use crate::currency::Currency;
use crate::strategy::Step;

/// What is known of an account on a day, in each currency that a step's condition asks in. Nothing is looked up
/// when no step has a condition.
pub(super) struct Known<'a> {
    facts: BTreeMap<Currency, Facts<'a>>,
    /// The campaign that may yet speak to the account, as far as its condition can be told.
    pub campaign: Option<&'a Campaign>,
    campaign_turns_on: Option<Date>,
}

impl<'a> Known<'a> {
    /// The facts that the strategies of an account ask for.
    pub fn of(account: &'a Account, followed: Followed<'_>, today: Date) -> Self {
        let mut facts = BTreeMap::new();
        for condition in conditions(followed) {
            facts.entry(condition.currency()).or_insert_with(|| {
                let day = (today, condition.currency());
                Facts::of(account, day, Behaviour::default())
            });
        }
        let mut known = Known {
            facts,
            campaign: None,
            campaign_turns_on: None,
        };
        let campaign = account.campaign.as_deref();
        if let Some(campaign) = campaign.filter(|campaign| !campaign.is_over(account, today)) {
            let day = (today, campaign.condition.currency());
            let facts = Facts::of(account, day, Behaviour::default());
            known.campaign_turns_on = campaign.condition.turns_on(&facts);
            known.campaign = Some(campaign).filter(|it| it.condition.may_hold(&facts));
        }
        known
    }

    /// True for a step whose condition holds, or that has none.
    pub fn allow(&self, step: &Step) -> bool {
        let Some(condition) = &step.when else {
            return true;
        };
        self.facts
            .get(&condition.currency())
            .is_some_and(|facts| condition.holds(facts))
    }

    /// The next day on which a condition can turn out differently although no fact moves.
    pub fn turn_on(&self, followed: Followed<'_>) -> Option<Date> {
        let days = conditions(followed).filter_map(|condition| {
            let facts = self.facts.get(&condition.currency())?;
            condition.turns_on(facts)
        });
        days.chain(self.campaign_turns_on).min()
    }
}

fn conditions(followed: Followed<'_>) -> impl Iterator<Item = &Condition> {
    let others = followed.others.iter().map(|strategy| &**strategy);
    std::iter::once(followed.account)
        .chain(others)
        .flat_map(|strategy| strategy.conditions())
}
