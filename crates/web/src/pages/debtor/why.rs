//! "Why?": the decision of a day in sentences, gate by gate and line by line.

use desk::why::Why;
use jiff::civil::Date;
use notices::explain::Explainer;
use notices::format::capitalised;
use notices::names::Named;
use notices::step_fate::step_fate;
use receivables::decide::{Followed, Gate, GateOutcome, Next, step_outcomes};
use receivables::identity::ItemId;
use receivables::reason::Reason;

use super::statement;
use crate::words::Words;

const GATES: [Gate; 10] = [
    Gate::MasterSwitch,
    Gate::Freshness,
    Gate::Phase,
    Gate::DebtorHold,
    Gate::Items,
    Gate::Amounts,
    Gate::Recipient,
    Gate::ContactBudget,
    Gate::WorkingDay,
    Gate::Approval,
];

/// A decision as the page shows it.
pub(super) struct WhyShown {
    pub on: String,
    pub headline: String,
    pub reasons: Vec<String>,
    pub gates: Vec<GateShown>,
    pub outlook: Vec<OutlookShown>,
}

/// One gate, in the order they close.
pub(super) struct GateShown {
    pub name: String,
    pub state: &'static str,
    pub mark: &'static str,
    pub words: String,
    pub reasons: Vec<String>,
}

/// What comes next for one line.
pub(super) struct OutlookShown {
    pub reference: String,
    pub words: String,
    /// Every step of the strategy it follows, with what became of it.
    pub steps: Vec<(String, String)>,
}

/// The sentences of a decision.
pub(super) fn shown(words: &Words, why: &Why) -> WhyShown {
    let explainer = Explainer {
        wording: words.wording(),
        account: &why.account,
        strategy: Some(&why.strategy),
        others: &why.others,
        today: why.on,
    };
    let gate = |gate: &Gate| {
        let found = why
            .decision
            .gates
            .iter()
            .find(|outcome| outcome.gate == *gate);
        gate_shown(words, &explainer, *gate, found)
    };
    WhyShown {
        on: why.on.to_string(),
        headline: explainer.verdict(&why.decision),
        reasons: why
            .decision
            .reasons
            .iter()
            .filter(|reason| !is_overtaken(why, reason))
            .map(|reason| explainer.reason(reason))
            .collect(),
        gates: GATES.iter().map(gate).collect(),
        outlook: outlook(words, why, &explainer),
    }
}

/// True of the next step of an item that something else holds: its day does not hold.
fn is_overtaken(why: &Why, reason: &Reason) -> bool {
    let Reason::StepPlanned { item, .. } = reason else {
        return false;
    };
    why.decision
        .outlook
        .iter()
        .any(|outlook| outlook.item == *item && matches!(outlook.next, Next::Because { .. }))
}

/// The answer for a day on which nothing was known of the account.
pub(super) fn not_known(words: &Words, on: Date) -> WhyShown {
    WhyShown {
        on: on.to_string(),
        headline: words.with("debtor-why-not-known", &[("day", &words.day(on))]),
        reasons: Vec::new(),
        gates: Vec::new(),
        outlook: Vec::new(),
    }
}

fn gate_shown(
    words: &Words,
    explainer: &Explainer<'_>,
    gate: Gate,
    outcome: Option<&GateOutcome>,
) -> GateShown {
    let (state, mark, key) = match outcome {
        Some(outcome) if outcome.closed => ("late", "✕", "debtor-gate-closed"),
        Some(_) => ("done", "✓", "debtor-gate-open"),
        None => ("waiting", "–", "debtor-gate-not-asked"),
    };
    let mut sentences: Vec<String> = Vec::new();
    // Several invoices may be held by one fact: it is said once.
    for reason in outcome.map_or(&[][..], |outcome| &outcome.reasons) {
        let sentence = explainer.reason(reason);
        if !sentences.contains(&sentence) {
            sentences.push(sentence);
        }
    }
    GateShown {
        name: capitalised(&gate.name(words.wording())),
        state,
        mark,
        words: words.say(key),
        reasons: sentences,
    }
}

fn outlook(words: &Words, why: &Why, explainer: &Explainer<'_>) -> Vec<OutlookShown> {
    let lines = why.decision.outlook.iter().map(|outlook| OutlookShown {
        reference: explainer
            .account
            .item(outlook.item)
            .map_or_else(String::new, |item| statement::reference(words, item)),
        words: next(words, explainer, &outlook.next),
        steps: steps(words, why, (outlook.item, explainer)),
    });
    lines.collect()
}

/// The steps of an item in their order, with what became of each.
fn steps(
    words: &Words,
    why: &Why,
    (item, explainer): (ItemId, &Explainer<'_>),
) -> Vec<(String, String)> {
    let followed = Followed {
        account: &why.strategy,
        others: &why.others,
    };
    step_outcomes(&why.account, followed, item, why.on)
        .into_iter()
        .map(|outcome| {
            let fate = step_fate(outcome.fate, words.wording());
            (explainer.step(&outcome.step), fate)
        })
        .collect()
}

/// What comes next, in words.
fn next(words: &Words, explainer: &Explainer<'_>, next: &Next) -> String {
    match next {
        Next::Step { step, on } => words.with(
            "debtor-outlook-step",
            &[("step", &explainer.step(step)), ("day", &words.day(*on))],
        ),
        Next::Because { reason } => explainer.reason(reason),
    }
}
