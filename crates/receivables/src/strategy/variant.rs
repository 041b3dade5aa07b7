//! Variants of a step: other words, another sender, another way or hour, chosen among for each debtor, so that nobody
//! hears the same thing in the same way twice and its effect can be measured. Must never change how firm a step speaks.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use super::{Act, Step, Words};

/// Most days a variant waits after the step's own day.
pub const MOST_DAYS_LATER: i32 = 5;
/// The largest share of one variant.
pub const MOST_SHARE: u32 = 100;

/// One way to do a step. What it does not name is the step's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// Its key: the same tactic has the same key in every step.
    pub key: String,
    /// Its name on the screens; never in what leaves.
    pub name: Words,
    /// What is done.
    pub act: Option<Act>,
    /// The template of its words.
    pub template: Option<String>,
    /// The key of the sender identity.
    pub sender: Option<String>,
    /// Not before this hour, in the debtor's time zone.
    pub from_hour: Option<Time>,
    /// Calendar days after the step's own day.
    pub days_later: i32,
    /// How often it is chosen, held against the shares of the others.
    pub share: u32,
}

impl Step {
    /// The templates of its words: its own, and those its variants name.
    pub fn templates(&self) -> impl Iterator<Item = &str> {
        let of_variants = self
            .variants
            .iter()
            .filter_map(|one| one.template.as_deref());
        std::iter::once(self.template.as_str()).chain(of_variants)
    }

    /// The step as one of its variants does it.
    pub fn varied(&self, variant: &Variant) -> Step {
        let mut step = self.clone();
        step.act = variant.act.unwrap_or(step.act);
        if let Some(template) = &variant.template {
            step.template.clone_from(template);
        }
        if let Some(sender) = &variant.sender {
            step.sender.clone_from(sender);
        }
        step
    }
}
