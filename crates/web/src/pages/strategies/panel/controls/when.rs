//! When a step is due, as a number of days and what they are counted from. It must write every moment the file can
//! name.

use receivables::strategy::{Trigger, TriggerEvent};

use super::{Control, Way};
use crate::frame::Choice;
use crate::words::Words;

/// What the days of a step are counted from, or what it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::pages::strategies) enum When {
    BeforeDue,
    AfterDue,
    AfterIssue,
    AfterDelivery,
    AfterDueMonth,
    BeforeInstalment,
    AfterStep(String),
    Event(TriggerEvent),
}

const PLAIN: [When; 10] = [
    When::BeforeDue,
    When::AfterDue,
    When::AfterDueMonth,
    When::AfterIssue,
    When::AfterDelivery,
    When::BeforeInstalment,
    When::Event(TriggerEvent::PromiseBroken),
    When::Event(TriggerEvent::DisputeClosed),
    When::Event(TriggerEvent::InstalmentMissed),
    When::Event(TriggerEvent::PlanBroken),
];

impl When {
    /// The word of a form.
    fn word(&self) -> String {
        let word = match self {
            When::BeforeDue => "before-due",
            When::AfterDue => "after-due",
            When::AfterIssue => "after-issue",
            When::AfterDelivery => "after-delivery",
            When::AfterDueMonth => "after-due-month",
            When::BeforeInstalment => "before-instalment",
            When::AfterStep(step) => return format!("step:{step}"),
            When::Event(TriggerEvent::PromiseBroken) => "promise-broken",
            When::Event(TriggerEvent::DisputeClosed) => "dispute-closed",
            When::Event(TriggerEvent::InstalmentMissed) => "instalment-missed",
            When::Event(TriggerEvent::PlanBroken) => "plan-broken",
        };
        word.to_string()
    }

    /// What a word of a form says.
    pub fn named(word: &str) -> Option<When> {
        if let Some(step) = word.strip_prefix("step:") {
            return Some(When::AfterStep(step.to_string()));
        }
        PLAIN.into_iter().find(|one| one.word() == word)
    }

    /// The moment and its days; a text that is no moment is one after the due date.
    fn of(trigger: &str) -> (When, String) {
        let Ok(read) = trigger.parse::<Trigger>() else {
            return (When::AfterDue, trigger.to_string());
        };
        let (when, days) = match read {
            Trigger::Due(days) if days < 0 => (When::BeforeDue, -days),
            Trigger::Due(days) => (When::AfterDue, days),
            Trigger::Issued(days) => (When::AfterIssue, days),
            Trigger::Delivered(days) => (When::AfterDelivery, days),
            Trigger::EndOfDueMonth(days) => (When::AfterDueMonth, days),
            Trigger::StepDone { step, days } => (When::AfterStep(step), days),
            Trigger::BeforeInstalment(days) => (When::BeforeInstalment, days),
            Trigger::Event(event) => return (When::Event(event), String::new()),
        };
        (when, days.to_string())
    }

    /// The moment as the file writes it.
    pub fn trigger(&self, days: &str) -> String {
        let days = match days {
            "" => "0",
            days => days,
        };
        match self {
            When::BeforeDue | When::AfterDue if days == "0" => "on due".to_string(),
            When::BeforeDue => format!("{days} days before due"),
            When::AfterDue => format!("{days} days after due"),
            When::AfterIssue => format!("{days} days after issue"),
            When::AfterDelivery => format!("{days} days after delivery"),
            When::AfterDueMonth => format!("{days} days after end of due month"),
            When::BeforeInstalment => format!("{days} days before instalment"),
            When::AfterStep(step) => format!("{days} days after step {step}"),
            When::Event(event) => Trigger::Event(*event).to_string(),
        }
    }
}

/// The two fields of a moment.
pub(super) fn controls(trigger: &str, others: &[&String], words: &Words) -> [Control; 2] {
    let (when, days) = When::of(trigger);
    let steps = others.iter().map(|step| When::AfterStep((*step).clone()));
    let choice = |one: When| {
        let label = match &one {
            When::AfterStep(step) => words.with("strategy-when-after-step", &[("step", step)]),
            plain => words.say(&format!("strategy-when-{}", plain.word())),
        };
        Choice {
            value: one.word(),
            label,
            chosen: one == when,
        }
    };
    let days = Control {
        name: "trigger-days".to_string(),
        field: "days",
        label: words.say("strategy-field-days"),
        hint: String::new(),
        way: Way::Number,
        value: days,
        choices: Vec::new(),
    };
    let kind = Control {
        name: "trigger-kind".to_string(),
        field: "trigger",
        label: words.say("strategy-field-trigger"),
        hint: String::new(),
        way: Way::Choice,
        value: when.word(),
        choices: PLAIN.into_iter().chain(steps).map(choice).collect(),
    };
    [days, kind]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_moment_of_the_file_is_shown_and_written_back() {
        let table = [
            "7 days before due",
            "on due",
            "5 days after due",
            "2 days after issue",
            "3 days after delivery",
            "5 days after end of due month",
            "10 days after step first-notice",
            "promise broken",
            "dispute closed",
            "3 days before instalment",
            "instalment missed",
            "plan broken",
        ];
        for text in table {
            let (when, days) = When::of(text);
            let posted = When::named(&when.word()).expect("a word of the form");
            assert_eq!(posted.trigger(&days), text);
        }
    }
}
