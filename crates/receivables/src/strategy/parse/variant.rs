//! Reads the variants of a step. Must never take one that makes no choice, or that keeps a step from its sense.

use std::collections::BTreeSet;

use jiff::civil::Time;
use serde::Deserialize;

use super::{StrategyError, is_plain, wrong};
use crate::strategy::{Act, MOST_DAYS_LATER, MOST_SHARE, Step, Variant, Words};

/// One `[[step.variant]]` as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VariantEntry {
    key: String,
    name: Words,
    act: Option<Act>,
    template: Option<String>,
    sender: Option<String>,
    from_hour: Option<String>,
    #[serde(default)]
    days_later: i32,
    #[serde(default = "one")]
    share: u32,
}

fn one() -> u32 {
    1
}

impl VariantEntry {
    /// What it means.
    pub(super) fn into_variant(self, place: &str) -> Result<Variant, StrategyError> {
        let place = format!("{place}, variant {}", self.key);
        if !is_plain(&self.key) {
            return Err(wrong(
                &place,
                "key",
                "use lower-case letters, digits and hyphens",
            ));
        }
        if !(0..=MOST_DAYS_LATER).contains(&self.days_later) {
            let problem = format!("write 0 to {MOST_DAYS_LATER} days");
            return Err(wrong(&place, "days_later", problem));
        }
        if !(1..=MOST_SHARE).contains(&self.share) {
            let problem = format!("write 1 to {MOST_SHARE}");
            return Err(wrong(&place, "share", problem));
        }
        let from_hour = match self.from_hour.as_deref() {
            None => None,
            Some(text) => Some(Time::strptime("%H:%M", text).map_err(|_| {
                let problem = format!("`{text}` is not an hour: write for example \"14:00\"");
                wrong(&place, "from_hour", problem)
            })?),
        };
        Ok(Variant {
            key: self.key,
            name: self.name,
            act: self.act,
            template: self.template,
            sender: self.sender,
            from_hour,
            days_later: self.days_later,
            share: self.share,
        })
    }
}

/// Variants are a choice between ways to reach the debtor.
pub(super) fn check_variants(place: &str, step: &Step) -> Result<(), StrategyError> {
    if step.variants.is_empty() {
        return Ok(());
    }
    let keys: BTreeSet<&str> = step.variants.iter().map(|one| one.key.as_str()).collect();
    if step.variants.len() < 2 || keys.len() < step.variants.len() {
        let problem = "write two [[step.variant]] or more, each with a key of its own";
        return Err(wrong(place, "variant", problem));
    }
    let reaches = |act: Act| act.channel().reaches_debtor();
    let mut acts = step.variants.iter().filter_map(|one| one.act);
    if !reaches(step.act) || !acts.all(reaches) {
        let problem = "only what the debtor hears of has variants: an e-mail, a letter, a text message, a call";
        return Err(wrong(place, "variant", problem));
    }
    let waits = step.variants.iter().any(|one| one.days_later > 0);
    if waits && step.expires_at_due_date() {
        let problem = "a step before the due date does not wait";
        return Err(wrong(place, "days_later", problem));
    }
    Ok(())
}
