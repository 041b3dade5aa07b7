//! A decision with every fact it was made from, as a file for an auditor, a lawyer or another program. Must hold nothing
//! the decision did not look at.

use jiff::civil::Date;
use receivables::account::{Account, Attempt, CreditorPolicy, OpenTask};
use receivables::contact::Contact;
use receivables::debtor::Debtor;
use receivables::decide::{Decision, Followed, StepOutcome, step_outcomes};
use receivables::fact::{ContactMade, Dispute, Hold, Promise, Reply};
use receivables::identity::{ItemId, StrategyVersionId};
use receivables::instalment_plan::InstalmentPlan;
use receivables::item::Item;
use serde::Serialize;

use super::Why;
use crate::error::Result;
use crate::refusal::Refusal;

/// The parts of the file, in their order.
#[derive(Serialize)]
struct Exported<'a> {
    on: Date,
    decision: &'a Decision,
    strategy: Version<'a>,
    steps: Vec<ItemSteps>,
    facts: Facts<'a>,
}

#[derive(Serialize)]
struct Version<'a> {
    key: &'a str,
    version: StrategyVersionId,
}

#[derive(Serialize)]
struct ItemSteps {
    item: ItemId,
    steps: Vec<StepOutcome>,
}

#[derive(Serialize)]
struct Facts<'a> {
    debtor: &'a Debtor,
    policy: &'a CreditorPolicy,
    contacts: &'a [Contact],
    items: &'a [Item],
    promises: &'a [Promise],
    plans: &'a [InstalmentPlan],
    disputes: &'a [Dispute],
    holds: &'a [Hold],
    replies: &'a [Reply],
    contacts_made: &'a [ContactMade],
    attempts: &'a [Attempt],
    open_tasks: &'a [OpenTask],
    campaign: Option<&'a str>,
}

impl<'a> Facts<'a> {
    fn of(account: &'a Account) -> Self {
        let campaign = account.campaign.as_deref();
        Facts {
            debtor: &account.debtor,
            policy: &account.policy,
            contacts: &account.contacts,
            items: &account.items,
            promises: &account.promises,
            plans: &account.plans,
            disputes: &account.disputes,
            holds: &account.holds,
            replies: &account.replies,
            contacts_made: &account.contacts_made,
            attempts: &account.attempts,
            open_tasks: &account.open_tasks,
            campaign: campaign.map(|campaign| campaign.step.key.as_str()),
        }
    }
}

impl Why {
    /// The whole of it as JSON: amounts in minor units with their currency, days as `YYYY-MM-DD`.
    pub fn exported(&self) -> Result<String> {
        let followed = Followed {
            account: &self.strategy,
            others: &self.others,
        };
        let open = self
            .account
            .items
            .iter()
            .filter(|item| item.is_open_claim());
        let steps = open.map(|item| ItemSteps {
            item: item.id,
            steps: step_outcomes(&self.account, followed, item.id, self.on),
        });
        let exported = Exported {
            on: self.on,
            decision: &self.decision,
            strategy: Version {
                key: &self.strategy.key,
                version: self.strategy_version,
            },
            steps: steps.collect(),
            facts: Facts::of(&self.account),
        };
        serde_json::to_string_pretty(&exported).map_err(|cause| {
            Refusal::Hindered {
                words: cause.to_string(),
            }
            .into()
        })
    }
}
