//! The names of steps, of their variants and of campaigns, as the screens show them. Must never show a key where a name
//! is known.

use std::sync::Arc;

use receivables::campaign::campaign_of;
use receivables::strategy::{
    CONFIRM_INVOICE, END_OF_STRATEGY, FILE_CLAIM, PERSONAL_MESSAGE, Strategy,
};

use super::Explainer;

impl Explainer<'_> {
    /// The account's strategy, then those of its items.
    fn strategies(&self) -> impl Iterator<Item = &Strategy> {
        let others = self.others.iter().map(Arc::as_ref);
        self.strategy.into_iter().chain(others)
    }

    /// The name of a step on the screens.
    pub fn step(&self, key: &str) -> String {
        if key == END_OF_STRATEGY {
            return self.wording.word("step-end-of-strategy");
        }
        if key == FILE_CLAIM {
            return self.wording.word("step-file-claim");
        }
        if key == CONFIRM_INVOICE {
            return self.wording.word("step-confirm-invoice");
        }
        if key == PERSONAL_MESSAGE {
            return self.wording.word("step-personal-message");
        }
        let mut strategies = self.strategies();
        match strategies.find_map(|strategy| strategy.step(key)) {
            Some(step) => step.name.in_language(self.wording.language()).to_string(),
            None if campaign_of(key).is_some() => self.campaign(key),
            None => key.to_string(),
        }
    }

    /// The variant of a step whose turn it is, in a sentence.
    pub(super) fn variant_chosen(&self, step: &str, variant: &str) -> String {
        let mut strategies = self.strategies();
        let found = strategies.find_map(|strategy| {
            let mut variants = strategy.step(step)?.variants.iter();
            variants.find(|known| known.key == variant)
        });
        let language = self.wording.language();
        let name = found.map_or(variant, |known| known.name.in_language(language));
        self.say("reason-variant-chosen", &[("variant", name)])
    }

    /// The name of a campaign, when the account takes part in it still.
    fn campaign(&self, key: &str) -> String {
        let own = self.account.campaign.as_deref();
        match own.filter(|campaign| campaign.step.key == key) {
            Some(campaign) => {
                let name = campaign.step.name.in_language(self.wording.language());
                self.say("step-campaign-named", &[("name", name)])
            }
            None => self.wording.word("step-campaign"),
        }
    }
}
