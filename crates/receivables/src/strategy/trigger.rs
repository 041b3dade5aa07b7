//! Triggers: the moment a step is due for an item, written as a person would say it
//! (`5 days after due`). Counted in whole calendar days, in the creditor's time zone.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Something that happened to an item and calls for a step of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TriggerEvent {
    /// A promise on the item was judged broken.
    PromiseBroken,
    /// A dispute on the item was closed.
    DisputeClosed,
    /// An instalment of a plan over the item was not paid within its tolerance.
    InstalmentMissed,
    /// A plan over the item ended because an instalment stayed unpaid.
    PlanBroken,
}

/// When a step is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Trigger {
    /// Calendar days from the due date; negative is before.
    Due(i32),
    /// Calendar days from the invoice date.
    Issued(i32),
    /// Calendar days from the delivery of goods or service; such a step expires at the due date.
    Delivered(i32),
    /// Calendar days after the end of the due date's month.
    EndOfDueMonth(i32),
    /// Calendar days after another step was done for the item.
    StepDone {
        /// The other step's key.
        step: String,
        /// Calendar days after.
        days: i32,
    },
    /// Calendar days before an instalment of a plan over the item, at least one; counted anew for each.
    BeforeInstalment(i32),
    /// An event on the item.
    Event(TriggerEvent),
}

/// A text that is not a trigger.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a trigger: write for example `7 days before due`, `on due`, `5 days after due`, `2 days after issue`, \
     `3 days after delivery`, `5 days after end of due month`, `10 days after step first-notice`, `promise broken`, `dispute closed`, `3 days before instalment`, \
     `instalment missed` or `plan broken`"
)]
pub struct NotATrigger(pub String);

impl Trigger {
    /// True when the step only makes sense until the due date.
    pub const fn is_before_due(&self) -> bool {
        matches!(self, Trigger::Due(days) if *days < 0) || matches!(self, Trigger::Delivered(_))
    }

    /// True when the step has no place on the way from the invoice to the hand-over: it answers an event or belongs
    /// to an instalment, and may be done again.
    pub const fn is_off_axis(&self) -> bool {
        matches!(self, Trigger::Event(_) | Trigger::BeforeInstalment(_))
    }
}

impl FromStr for Trigger {
    type Err = NotATrigger;

    fn from_str(text: &str) -> Result<Trigger, NotATrigger> {
        let refused = || NotATrigger(text.to_string());
        let words: Vec<&str> = text.split_whitespace().collect();
        match words.as_slice() {
            ["promise", "broken"] => return Ok(Trigger::Event(TriggerEvent::PromiseBroken)),
            ["dispute", "closed"] => return Ok(Trigger::Event(TriggerEvent::DisputeClosed)),
            ["instalment", "missed"] => return Ok(Trigger::Event(TriggerEvent::InstalmentMissed)),
            ["plan", "broken"] => return Ok(Trigger::Event(TriggerEvent::PlanBroken)),
            ["on", "due"] => return Ok(Trigger::Due(0)),
            _ => {}
        }
        let [count, "day" | "days", direction, rest @ ..] = words.as_slice() else {
            return Err(refused());
        };
        let days: i32 = count.parse().map_err(|_| refused())?;
        if !(0..=3650).contains(&days) {
            return Err(refused());
        }
        match (*direction, rest) {
            ("before", ["due"]) => Ok(Trigger::Due(-days)),
            ("before", ["instalment"]) if days > 0 => Ok(Trigger::BeforeInstalment(days)),
            ("after", ["due"]) => Ok(Trigger::Due(days)),
            ("after", ["issue"]) => Ok(Trigger::Issued(days)),
            ("after", ["delivery"]) => Ok(Trigger::Delivered(days)),
            ("after", ["end", "of", "due", "month"]) => Ok(Trigger::EndOfDueMonth(days)),
            ("after", ["step", step]) => Ok(Trigger::StepDone {
                step: (*step).to_string(),
                days,
            }),
            _ => Err(refused()),
        }
    }
}

impl fmt::Display for Trigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trigger::Due(0) => f.write_str("on due"),
            Trigger::Due(days) if *days < 0 => write!(f, "{} days before due", -days),
            Trigger::Due(days) => write!(f, "{days} days after due"),
            Trigger::Issued(days) => write!(f, "{days} days after issue"),
            Trigger::Delivered(days) => write!(f, "{days} days after delivery"),
            Trigger::EndOfDueMonth(days) => write!(f, "{days} days after end of due month"),
            Trigger::StepDone { step, days } => write!(f, "{days} days after step {step}"),
            Trigger::Event(TriggerEvent::PromiseBroken) => f.write_str("promise broken"),
            Trigger::Event(TriggerEvent::DisputeClosed) => f.write_str("dispute closed"),
            Trigger::BeforeInstalment(days) => write!(f, "{days} days before instalment"),
            Trigger::Event(TriggerEvent::InstalmentMissed) => f.write_str("instalment missed"),
            Trigger::Event(TriggerEvent::PlanBroken) => f.write_str("plan broken"),
        }
    }
}

impl TryFrom<String> for Trigger {
    type Error = NotATrigger;

    fn try_from(text: String) -> Result<Trigger, NotATrigger> {
        text.parse()
    }
}

impl From<Trigger> for String {
    fn from(trigger: Trigger) -> String {
        trigger.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trigger_reads_back_to_its_own_words() {
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
            assert_eq!(text.parse::<Trigger>().unwrap().to_string(), text);
        }
        for text in [
            "soon",
            "-3 days after due",
            "5 days",
            "5 days after",
            "99999 days after due",
            "0 days before instalment",
            "2 days after instalment",
        ] {
            assert!(text.parse::<Trigger>().is_err(), "{text}");
        }
    }
}
