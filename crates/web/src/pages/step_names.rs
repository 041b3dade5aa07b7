//! The names of steps on the screens, from the published strategies and the campaigns of a company.

use std::collections::BTreeMap;

use receivables::campaign::step_key;
use receivables::identity::CreditorId;
use receivables::strategy::{
    CONFIRM_INVOICE, END_OF_STRATEGY, FILE_CLAIM, PERSONAL_MESSAGE, Strategy,
};
use store::{Seen, Session};

use crate::failure::Failure;
use crate::words::Words;

/// The name of each step of each strategy, by the step's key.
pub(crate) struct StepNames(BTreeMap<String, String>);

impl StepNames {
    /// Reads the latest version of each strategy. Of a key two strategies use, the first name is shown.
    pub(crate) async fn read(
        session: &mut Session,
        creditor: CreditorId,
        words: &Words,
    ) -> Result<Self, Failure> {
        let mut names = BTreeMap::new();
        names.insert(
            CONFIRM_INVOICE.to_string(),
            words.say("step-confirm-invoice"),
        );
        names.insert(FILE_CLAIM.to_string(), words.say("step-file-claim"));
        names.insert(
            PERSONAL_MESSAGE.to_string(),
            words.say("step-personal-message"),
        );
        names.insert(
            END_OF_STRATEGY.to_string(),
            words.say("step-end-of-strategy"),
        );
        for version in store::strategy_version::latest(session, creditor).await? {
            let Ok(strategy) = Strategy::parse(&version.text) else {
                continue;
            };
            for step in strategy.steps {
                let name = step.name.in_language(words.language()).to_string();
                names.entry(step.key).or_insert(name);
            }
        }
        let seen = Seen::by_the_machine(creditor);
        for kept in store::campaign::all(session, seen).await? {
            let name = words.with("step-campaign-named", &[("name", &kept.brief.name)]);
            names.insert(step_key(kept.id), name);
        }
        Ok(StepNames(names))
    }

    /// The name of a step; its key when no strategy has it any more.
    pub(crate) fn of<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.get(key).map_or(key, String::as_str)
    }
}
