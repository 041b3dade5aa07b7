//! Reads a strategy from its text file. Must never guess: an unknown key, a wrong word or a step that
//! points nowhere is an error that names the step and the field and says what to write.

mod variant;

use std::collections::BTreeSet;

use serde::Deserialize;

use super::{
    Act, Approval, Attachment, CONFIRM_INVOICE, ChargesAlone, END_OF_STRATEGY, Entry, FILE_CLAIM,
    Fallback, Fee, PERSONAL_MESSAGE, Step, StepPhase, Strategy, Tone, Trigger, Words,
};
use crate::account::ContactLimits;
use crate::condition::{Condition, Problem};
use crate::contact::ContactRole;
use crate::currency::Currency;
use crate::debtor::DebtorKind;
use crate::money::Money;
use variant::{VariantEntry, check_variants};

/// Why a text is not a strategy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StrategyError {
    /// The text is not TOML of the right shape; the message carries line and column.
    #[error("{0}")]
    Shape(String),
    /// A field of the strategy or of a step has a wrong value.
    #[error("{place}, `{field}`: {problem}")]
    Field {
        /// `strategy` or `step KEY`.
        place: String,
        /// The field of the file.
        field: &'static str,
        /// What is wrong and what to write.
        problem: String,
    },
    /// The condition of a step cannot be read; the words of each problem are said in the reader's language.
    #[error("{place}, `when`: `{text}` is not a condition ({})", places(problems))]
    Condition {
        /// `step KEY`.
        place: String,
        /// The condition.
        text: String,
        /// What is wrong with it, where, and what to write.
        problems: Vec<Problem>,
    },
}

fn places(problems: &[Problem]) -> String {
    let places: Vec<String> = problems
        .iter()
        .map(|problem| format!("line {}, character {}", problem.line, problem.column))
        .collect();
    places.join("; ")
}

impl Strategy {
    /// Reads a strategy file (TOML, UTF-8).
    pub fn parse(text: &str) -> Result<Strategy, StrategyError> {
        let file: StrategyFile = toml::from_str(text)
            .map_err(|error| StrategyError::Shape(error.to_string().trim_end().to_string()))?;
        let strategy = file.into_strategy()?;
        check(&strategy)?;
        Ok(strategy)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StrategyFile {
    strategy: Head,
    #[serde(default)]
    step: Vec<StepEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    key: String,
    name: Words,
    summary: Words,
    #[serde(default)]
    entry: Entry,
    #[serde(default = "three")]
    pull_forward_days: i32,
    #[serde(default)]
    floor: Vec<String>,
    fewest_invoices: Option<u32>,
    #[serde(default)]
    charges: ChargesAlone,
    #[serde(default)]
    ceiling: Vec<String>,
    limits: Option<ContactLimits>,
    #[serde(default = "euro")]
    currency: Currency,
    #[serde(default = "usual_sender")]
    sender: String,
    #[serde(default = "accounts_payable")]
    role: ContactRole,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StepEntry {
    key: String,
    name: Words,
    trigger: String,
    act: Act,
    template: Option<String>,
    sender: Option<String>,
    role: Option<ContactRole>,
    #[serde(default)]
    attachments: Vec<Attachment>,
    #[serde(default)]
    floor: Vec<String>,
    fewest_invoices: Option<u32>,
    when: Option<String>,
    #[serde(default)]
    debtor_kinds: Vec<DebtorKind>,
    #[serde(default)]
    days_after_contact: i32,
    days_to_answer: Option<i32>,
    tone: u8,
    #[serde(default)]
    phase: StepPhase,
    #[serde(default)]
    approval: Approval,
    cost: Option<String>,
    fee: Option<String>,
    #[serde(default)]
    fallback: Fallback,
    #[serde(default)]
    variant: Vec<VariantEntry>,
}

fn three() -> i32 {
    3
}

fn euro() -> Currency {
    Currency::EUR
}

fn usual_sender() -> String {
    "accounting".to_string()
}

fn accounts_payable() -> ContactRole {
    ContactRole::AccountsPayable
}

fn wrong(place: &str, field: &'static str, problem: impl Into<String>) -> StrategyError {
    StrategyError::Field {
        place: place.to_string(),
        field,
        problem: problem.into(),
    }
}

fn money(place: &str, field: &'static str, text: &str) -> Result<Money, StrategyError> {
    let refused = || {
        wrong(
            place,
            field,
            format!("`{text}` is not an amount: write for example \"150.00 EUR\""),
        )
    };
    let (number, code) = text.trim().rsplit_once(' ').ok_or_else(refused)?;
    let currency: Currency = code
        .parse()
        .map_err(|error| wrong(place, field, format!("{error}")))?;
    let amount = Money::parse_plain(number, currency).ok_or_else(refused)?;
    if amount.minor < 0 {
        return Err(wrong(place, field, "an amount here is not negative"));
    }
    Ok(amount)
}

fn monies(place: &str, field: &'static str, texts: &[String]) -> Result<Vec<Money>, StrategyError> {
    let amounts: Vec<Money> = texts
        .iter()
        .map(|text| money(place, field, text))
        .collect::<Result<_, _>>()?;
    let currencies: BTreeSet<Currency> = amounts.iter().map(|amount| amount.currency).collect();
    if currencies.len() < amounts.len() {
        return Err(wrong(place, field, "name each currency once"));
    }
    Ok(amounts)
}

fn fee(place: &str, text: &str) -> Result<Fee, StrategyError> {
    let Some(percent) = text.trim().strip_suffix('%') else {
        return money(place, "fee", text).map(Fee::Fixed);
    };
    let refused = || {
        wrong(
            place,
            "fee",
            format!("`{text}` is not a rate: write for example \"15 %\""),
        )
    };
    let hundredths = Money::parse_plain(percent, Currency::EUR)
        .ok_or_else(refused)?
        .minor;
    u32::try_from(hundredths)
        .ok()
        .filter(|points| *points <= 10_000)
        .map(Fee::BasisPoints)
        .ok_or_else(refused)
}

impl StrategyFile {
    fn into_strategy(self) -> Result<Strategy, StrategyError> {
        let head = self.strategy;
        let mut steps = Vec::with_capacity(self.step.len());
        for entry in self.step {
            let usual = Usual {
                sender: &head.sender,
                role: head.role,
                currency: head.currency,
            };
            steps.push(entry.into_step(usual)?);
        }
        Ok(Strategy {
            floor: monies("strategy", "floor", &head.floor)?,
            ceiling: monies("strategy", "ceiling", &head.ceiling)?,
            fewest_invoices: head.fewest_invoices,
            charges: head.charges,
            key: head.key,
            name: head.name,
            summary: head.summary,
            entry: head.entry,
            pull_forward_days: head.pull_forward_days,
            limits: head.limits,
            steps,
        })
    }
}

/// What a step takes from its strategy where it says nothing itself.
#[derive(Clone, Copy)]
struct Usual<'a> {
    sender: &'a str,
    role: ContactRole,
    /// Of the amounts of conditions.
    currency: Currency,
}

/// The condition of a step. How a debtor paid is read once a month for segments and is not at hand each day.
fn condition(place: &str, text: &str, currency: Currency) -> Result<Condition, StrategyError> {
    let found = Condition::parse(text, currency).map_err(|problems| StrategyError::Condition {
        place: place.to_string(),
        text: text.to_string(),
        problems,
    })?;
    match found.asks_behaviour() {
        true => Err(wrong(
            place,
            "when",
            "how invoices were paid (`average_days_late`, `paid_invoices`) chooses a segment and its strategy, not a step",
        )),
        false => Ok(found),
    }
}

impl StepEntry {
    fn into_step(self, usual: Usual<'_>) -> Result<Step, StrategyError> {
        let place = format!("step {}", self.key);
        let trigger: Trigger = self
            .trigger
            .parse()
            .map_err(|error| wrong(&place, "trigger", format!("{error}")))?;
        if self
            .days_to_answer
            .is_some_and(|days| !(1..=90).contains(&days))
        {
            return Err(wrong(&place, "days_to_answer", "give 1 to 90 days to pay"));
        }
        if !(0..=365).contains(&self.days_after_contact) {
            return Err(wrong(&place, "days_after_contact", "write 0 to 365 days"));
        }
        let tone = Tone::try_from(self.tone).map_err(|problem| wrong(&place, "tone", problem))?;
        Ok(Step {
            trigger,
            act: self.act,
            template: self.template.unwrap_or_else(|| self.key.clone()),
            sender: self.sender.unwrap_or_else(|| usual.sender.to_string()),
            role: self.role.unwrap_or(usual.role),
            attachments: self.attachments,
            floor: monies(&place, "floor", &self.floor)?,
            fewest_invoices: self.fewest_invoices,
            when: self
                .when
                .map(|text| condition(&place, &text, usual.currency))
                .transpose()?,
            debtor_kinds: self.debtor_kinds,
            days_after_contact: self.days_after_contact,
            days_to_answer: self.days_to_answer,
            tone,
            phase: self.phase,
            approval: self.approval,
            cost: self
                .cost
                .map(|text| money(&place, "cost", &text))
                .transpose()?,
            fee: self.fee.map(|text| fee(&place, &text)).transpose()?,
            fallback: self.fallback,
            variants: self
                .variant
                .into_iter()
                .map(|entry| entry.into_variant(&place))
                .collect::<Result<_, _>>()?,
            name: self.name,
            key: self.key,
        })
    }
}

/// True for a key: lower-case letters, digits and hyphens.
fn is_plain(key: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !key.is_empty() && key.chars().all(is_letter)
}

fn check(strategy: &Strategy) -> Result<(), StrategyError> {
    if strategy.steps.is_empty() {
        return Err(wrong(
            "strategy",
            "step",
            "a strategy has at least one [[step]]",
        ));
    }
    if !(0..=30).contains(&strategy.pull_forward_days) {
        return Err(wrong("strategy", "pull_forward_days", "write 0 to 30 days"));
    }
    let limits_given = strategy.limits.is_none_or(|limits| {
        limits.days_between >= 0 && limits.most_per_week > 0 && limits.most_per_month > 0
    });
    if !limits_given {
        return Err(wrong(
            "strategy",
            "limits",
            "days are not negative and at least one contact is allowed",
        ));
    }
    let mut seen = BTreeSet::new();
    for step in &strategy.steps {
        let place = format!("step {}", step.key);
        check_variants(&place, step)?;
        let taken = [
            END_OF_STRATEGY,
            CONFIRM_INVOICE,
            FILE_CLAIM,
            PERSONAL_MESSAGE,
        ];
        let is_taken = taken.contains(&step.key.as_str());
        if !is_plain(&step.key) || is_taken {
            return Err(wrong(
                &place,
                "key",
                "use lower-case letters, digits and hyphens, and none of `end-of-strategy`, `confirm-invoice`, `file-claim` and `personal-message`",
            ));
        }
        if let Trigger::StepDone { step: other, .. } = &step.trigger
            && !seen.contains(other.as_str())
        {
            return Err(wrong(
                &place,
                "trigger",
                format!("step `{other}` does not stand before it"),
            ));
        }
        if !seen.insert(step.key.as_str()) {
            return Err(wrong(&place, "key", "two steps have this key"));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "[strategy]\nkey = \"t\"\nname = { fr = \"T\", en = \"T\" }\nsummary = { fr = \"T\", en = \"T\" }\n";

    fn step(lines: &str) -> String {
        format!(
            "{HEAD}[[step]]\nkey = \"a\"\nname = {{ fr = \"A\", en = \"A\" }}\nact = \"e-mail\"\ntone = 1\n{lines}\n"
        )
    }

    #[test]
    fn a_wrong_field_is_named_with_its_step_and_what_to_write() {
        let table = [
            (
                "trigger = \"soon\"",
                "step a, `trigger`: `soon` is not a trigger",
            ),
            (
                "trigger = \"on due\"\ndays_to_answer = 400",
                "give 1 to 90 days",
            ),
            (
                "trigger = \"on due\"\nfloor = [\"12 EURO\"]",
                "is not an ISO 4217 currency",
            ),
            ("trigger = \"on due\"\nfee = \"a lot\"", "step a, `fee`"),
            (
                "trigger = \"3 days after step b\"",
                "does not stand before it",
            ),
            ("trigger = \"on due\"\ncolour = 1", "unknown field `colour`"),
            (
                "trigger = \"on due\"\nwhen = \"overdu > 10\"",
                "step a, `when`: `overdu > 10` is not a condition (line 1, character 1)",
            ),
            (
                "trigger = \"on due\"\n[[step.variant]]\nkey = \"x\"\nname = { fr = \"X\", en = \"X\" }",
                "two [[step.variant]] or more",
            ),
            (
                "trigger = \"on due\"\n[[step.variant]]\nkey = \"x\"\nname = { fr = \"X\", en = \"X\" }\nfrom_hour = \"noon\"",
                "step a, variant x, `from_hour`: `noon` is not an hour",
            ),
            (
                "trigger = \"on due\"\nwhen = \"average_days_late > 10\"",
                "chooses a segment",
            ),
        ];
        for (lines, expected) in table {
            let message = Strategy::parse(&step(lines)).unwrap_err().to_string();
            assert!(message.contains(expected), "{lines}: {message}");
        }
    }

    #[test]
    fn a_strategy_without_steps_is_refused() {
        assert!(
            Strategy::parse(HEAD)
                .unwrap_err()
                .to_string()
                .contains("at least one")
        );
    }

    #[test]
    fn fees_are_amounts_or_rates() {
        let parsed = Strategy::parse(&step("trigger = \"on due\"\nfee = \"15 %\"")).unwrap();
        assert_eq!(parsed.steps[0].fee, Some(Fee::BasisPoints(1500)));
        let parsed = Strategy::parse(&step("trigger = \"on due\"\nfee = \"10.00 EUR\"")).unwrap();
        assert_eq!(parsed.steps[0].fee, Some(Fee::Fixed(Money::eur(1000))));
    }
}
