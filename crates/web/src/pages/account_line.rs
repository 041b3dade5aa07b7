//! What comes next for some accounts, for lists: decided again from today's facts, all at once. Must never be
//! asked for more accounts than a page shows.

use std::collections::BTreeMap;

use notices::explain::Explainer;
use receivables::decide::Verdict;
use receivables::identity::DebtorId;

use crate::failure::Failure;
use crate::state::WebState;
use crate::visitor::Visitor;

/// For each account, what comes next, in a few words.
pub(crate) struct NextSteps(BTreeMap<DebtorId, NextStep>);

/// What comes next for one account.
#[derive(Clone, Default)]
pub(crate) struct NextStep {
    pub words: String,
    /// Its day; empty when it is today or has none.
    pub day: String,
}

impl NextSteps {
    /// Decides the accounts of a list.
    pub(crate) async fn read(
        state: &WebState,
        visitor: &Visitor,
        debtors: Vec<DebtorId>,
    ) -> Result<Self, Failure> {
        let words = &visitor.words;
        let mut next = BTreeMap::new();
        for why in state
            .desk()
            .why_of_list(&visitor.reading_seat(), debtors)
            .await?
        {
            let explainer = Explainer {
                wording: words.wording(),
                account: &why.account,
                strategy: Some(&why.strategy),
                today: why.on,
            };
            let said = match (&why.decision.verdict, why.decision.next_step()) {
                (Verdict::Wait, Some((step, on))) => NextStep {
                    words: explainer.step(step),
                    day: words.day_in_figures(on),
                },
                _ => NextStep {
                    words: explainer.verdict(&why.decision),
                    day: String::new(),
                },
            };
            next.insert(why.account.debtor.id, said);
        }
        Ok(NextSteps(next))
    }

    /// What comes next for an account.
    pub(crate) fn of(&self, debtor: DebtorId) -> NextStep {
        self.0.get(&debtor).cloned().unwrap_or_default()
    }
}
