//! The steps of a strategy on their days: what is done when there is an e-mail address and when there is none, who
//! lets it leave, what it costs. Must never show a level that could find its way into a message.

use notices::conditions::sentence;
use notices::names::{self, Named};
use receivables::strategy::{Act, Step, Strategy, Trigger};

use crate::words::Words;

/// One step on the rail.
pub(super) struct Stop {
    /// How far it stands from the one before, from 0 to 4.
    pub gap: u8,
    pub is_open: bool,
    pub day: String,
    pub name: String,
    pub key: String,
    pub act: String,
    pub without_address: String,
    pub leaves: String,
    pub limits: Vec<String>,
    pub cost: String,
}

/// The steps of a strategy: those on the way to the hand-over, and those that answer what happens.
pub(super) struct Rail {
    pub on_axis: Vec<Stop>,
    pub off_axis: Vec<Stop>,
}

/// The steps in their order; the open one is marked.
pub(super) fn rail(strategy: &Strategy, open: Option<&str>, words: &Words) -> Rail {
    let mut rail = Rail {
        on_axis: Vec::new(),
        off_axis: Vec::new(),
    };
    let mut before = None;
    for step in &strategy.steps {
        let mut made = stop(step, words);
        made.is_open = open == Some(step.key.as_str());
        if step.trigger.is_off_axis() {
            rail.off_axis.push(made);
            continue;
        }
        if let Trigger::Due(day) = step.trigger {
            made.gap = before.map_or(0, |before| gap(day - before));
            before = Some(day);
        }
        rail.on_axis.push(made);
    }
    rail
}

/// A week is one unit of the axis; what is far stays in sight.
fn gap(days: i32) -> u8 {
    match days {
        ..=3 => 0,
        4..=7 => 1,
        8..=10 => 2,
        11..=14 => 3,
        _ => 4,
    }
}

fn stop(step: &Step, words: &Words) -> Stop {
    let wording = words.wording();
    let mut limits = Vec::new();
    if !step.floor.is_empty() {
        let floors: Vec<String> = step.floor.iter().map(|floor| words.money(*floor)).collect();
        limits.push(words.with("strategies-from", &[("amount", &floors.join(", "))]));
    }
    if let Some(condition) = &step.when {
        let said = sentence(condition, wording);
        limits.push(words.with("strategies-when", &[("condition", &said)]));
    }
    if let Some(days) = step.days_to_answer {
        limits.push(words.with("strategies-answer", &[("days", &words.days(days))]));
    }
    if !step.variants.is_empty() {
        let names: Vec<&str> = step
            .variants
            .iter()
            .map(|one| one.name.in_language(words.language()))
            .collect();
        let names = names.join(", ");
        limits.push(words.with("strategies-variants", &[("names", &names)]));
    }
    if !step.debtor_kinds.is_empty() {
        let kinds: Vec<String> = step
            .debtor_kinds
            .iter()
            .map(|kind| kind.name(wording))
            .collect();
        limits.push(kinds.join(", "));
    }
    Stop {
        gap: 0,
        is_open: false,
        day: names::trigger(&step.trigger, wording),
        name: step.name.in_language(words.language()).to_string(),
        key: step.key.clone(),
        act: step.act.name(wording),
        without_address: match step.act {
            Act::EMail => step.fallback.no_address.unwrap_or(Act::Task).name(wording),
            _ => String::new(),
        },
        leaves: step.approval.name(wording),
        limits,
        cost: step.cost.map(|cost| words.money(cost)).unwrap_or_default(),
    }
}
