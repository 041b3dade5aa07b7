//! What comes next for some accounts, for lists: decided again from today's facts, all at once. Must never be
//! asked for more accounts than a page shows.

use std::collections::BTreeMap;

use notices::explain::{Explainer, resumes_on};
use receivables::decide::{Decision, Verdict};
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
    /// Why the account is held and until when; empty when it is not.
    why_held: String,
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
                others: &why.others,
                today: why.on,
            };
            let said = match (&why.decision.verdict, why.decision.next_step()) {
                (Verdict::Wait, Some((step, on))) => NextStep {
                    words: explainer.step(step),
                    day: words.day_in_figures(on),
                    why_held: String::new(),
                },
                _ => NextStep {
                    words: explainer.verdict(&why.decision),
                    day: String::new(),
                    why_held: why_held(&explainer, &why.decision),
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

    /// Why an account is held and until when; empty when it is not, or not any more.
    pub(crate) fn why_held(&self, debtor: DebtorId) -> String {
        self.0
            .get(&debtor)
            .map_or_else(String::new, |next| next.why_held.clone())
    }
}

/// The first reason of the gate that is closed, and the day it opens or is looked at again.
fn why_held(explainer: &Explainer<'_>, decision: &Decision) -> String {
    let Verdict::Hold { gate } = &decision.verdict else {
        return String::new();
    };
    let mut outcomes = decision.gates.iter();
    let closed = outcomes.find(|outcome| outcome.gate == *gate);
    let reason = closed.and_then(|outcome| outcome.reasons.first());
    match (reason, resumes_on(decision)) {
        // The sentence of the reason says until when.
        (Some(reason), Some(_)) => explainer.reason(reason),
        (Some(reason), None) => {
            format!(
                "{} {}",
                explainer.reason(reason),
                explainer.verdict(decision)
            )
        }
        (None, _) => explainer.verdict(decision),
    }
}
