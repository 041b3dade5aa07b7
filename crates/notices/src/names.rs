//! The name of each thing the trade counts in words: gates, channels, kinds, modes, phases. The key of a
//! name is fixed here, its words stand in `wording/*/names.ftl`. Must never hold a word people read.

use receivables::account::Mode;
use receivables::contact::{Channel, ContactRole};
use receivables::debtor::{Certainty, DebtorKind, Language, Phase};
use receivables::decide::{Gate, Release};
use receivables::fact::{DisputeReason, HoldReason, PromiseOutcome};
use receivables::item::{ItemKind, Unconfirmed};
use receivables::reason::{DayOff, Source, Unreachable};
use receivables::sanction::Measure;
use receivables::strategy::compare::Difference;
use receivables::strategy::lint::Advice;
use receivables::strategy::{Act, Approval, Entry, StrategyError, Trigger, TriggerEvent};

use crate::conditions;
use crate::template::{TemplateAdvice, TemplateProblem};
use crate::wording::Wording;

/// Something with a name in the wording files.
pub trait Named {
    /// The key of its name.
    fn name_key(&self) -> &'static str;

    /// Its name, in the language of the wording, in lower case.
    fn name(&self, wording: &Wording) -> String {
        wording.word(self.name_key())
    }
}

/// The name of a country by its two letters; the letters themselves for one that has no name here.
pub fn country_name(code: &str, wording: &Wording) -> String {
    let key = format!("country-{}", code.trim().to_ascii_lowercase());
    match wording.has(&key) {
        true => wording.word(&key),
        false => code.trim().to_string(),
    }
}

impl Named for Gate {
    fn name_key(&self) -> &'static str {
        match self {
            Gate::MasterSwitch => "gate-master-switch",
            Gate::Freshness => "gate-freshness",
            Gate::Phase => "gate-phase",
            Gate::DebtorHold => "gate-debtor-hold",
            Gate::Items => "gate-items",
            Gate::Amounts => "gate-amounts",
            Gate::Recipient => "gate-recipient",
            Gate::ContactBudget => "gate-contact-budget",
            Gate::WorkingDay => "gate-working-day",
            Gate::Approval => "gate-approval",
        }
    }
}

impl Named for Channel {
    fn name_key(&self) -> &'static str {
        match self {
            Channel::EMail => "channel-e-mail",
            Channel::Sms => "channel-sms",
            Channel::Letter => "channel-letter",
            Channel::RegisteredLetter => "channel-registered-letter",
            Channel::Call => "channel-call",
            Channel::Task => "channel-task",
        }
    }
}

impl Named for Act {
    fn name_key(&self) -> &'static str {
        match self {
            Act::EMail => "channel-e-mail",
            Act::Sms => "channel-sms",
            Act::Letter => "channel-letter",
            Act::RegisteredLetter => "channel-registered-letter",
            Act::Call => "channel-call",
            Act::Task => "channel-task",
            Act::HandOver => "act-hand-over",
            Act::CreditHold => Measure::CreditHold.name_key(),
            Act::PaymentBeforeDelivery => Measure::PaymentBeforeDelivery.name_key(),
            Act::ServiceCut => Measure::ServiceCut.name_key(),
            Act::PriceChange => Measure::PriceChange.name_key(),
        }
    }
}

impl Named for Measure {
    fn name_key(&self) -> &'static str {
        match self {
            Measure::CreditHold => "act-credit-hold",
            Measure::PaymentBeforeDelivery => "act-payment-before-delivery",
            Measure::ServiceCut => "act-service-cut",
            Measure::PriceChange => "act-price-change",
        }
    }
}

impl Named for ItemKind {
    fn name_key(&self) -> &'static str {
        match self {
            ItemKind::Invoice => "kind-invoice",
            ItemKind::CreditNote => "kind-credit-note",
            ItemKind::PaymentOnAccount => "kind-payment-on-account",
            ItemKind::Charge => "kind-charge",
        }
    }
}

impl Named for ContactRole {
    fn name_key(&self) -> &'static str {
        match self {
            ContactRole::AccountsPayable => "role-accounts-payable",
            ContactRole::Buyer => "role-buyer",
            ContactRole::Finance => "role-finance",
            ContactRole::Management => "role-management",
            ContactRole::Other => "role-other",
        }
    }
}

impl Named for Mode {
    fn name_key(&self) -> &'static str {
        match self {
            Mode::Observe => "mode-observe",
            Mode::Confirm => "mode-confirm",
            Mode::Automatic => "mode-automatic",
        }
    }
}

impl Named for Release {
    fn name_key(&self) -> &'static str {
        match self {
            Release::ByItself => "release-by-itself",
            Release::OnConfirmation => "release-on-confirmation",
            Release::ByHand => "release-by-hand",
            Release::ObservedOnly => "release-observed-only",
        }
    }
}

impl Named for Approval {
    fn name_key(&self) -> &'static str {
        match self {
            Approval::Automatic => "approval-automatic",
            Approval::Confirm => "approval-confirm",
            Approval::Manual => "approval-manual",
        }
    }
}

impl Named for Certainty {
    fn name_key(&self) -> &'static str {
        match self {
            Certainty::Suspected => "difficulty-suspected",
            Certainty::Stated => "difficulty-stated",
        }
    }
}

impl Named for Phase {
    fn name_key(&self) -> &'static str {
        match self {
            Phase::Amicable => "phase-amicable",
            Phase::PreLitigation => "phase-pre-litigation",
            Phase::HandedOver => "phase-handed-over",
            Phase::Litigation => "phase-litigation",
            Phase::Insolvency => "phase-insolvency",
            Phase::Deceased => "phase-deceased",
        }
    }
}

impl Named for DebtorKind {
    fn name_key(&self) -> &'static str {
        match self {
            DebtorKind::Business => "debtor-business",
            DebtorKind::Consumer => "debtor-consumer",
            DebtorKind::Public => "debtor-public",
        }
    }
}

impl Named for Language {
    fn name_key(&self) -> &'static str {
        match self {
            Language::French => "language-french",
            Language::English => "language-english",
        }
    }
}

impl Named for DisputeReason {
    fn name_key(&self) -> &'static str {
        match self {
            DisputeReason::Price => "dispute-price",
            DisputeReason::Delivery => "dispute-delivery",
            DisputeReason::Quality => "dispute-quality",
            DisputeReason::Reference => "dispute-reference",
            DisputeReason::NotOwed => "dispute-not-owed",
            DisputeReason::AlreadyPaid => "dispute-already-paid",
            DisputeReason::Other => "dispute-other",
        }
    }
}

impl Named for HoldReason {
    fn name_key(&self) -> &'static str {
        match self {
            HoldReason::KeyRelation => "hold-key-relation",
            HoldReason::InDiscussion => "hold-in-discussion",
            HoldReason::DebtorSaid => "hold-debtor-said",
            HoldReason::Difficulty => "hold-difficulty",
            HoldReason::HandedOver => "hold-handed-over",
            HoldReason::Other => "hold-other",
            HoldReason::Unreadable => "hold-unreadable",
        }
    }
}

impl Named for PromiseOutcome {
    fn name_key(&self) -> &'static str {
        match self {
            PromiseOutcome::Kept => "promise-kept",
            PromiseOutcome::PartlyKept => "promise-partly-kept",
            PromiseOutcome::Broken => "promise-broken",
            PromiseOutcome::Withdrawn => "promise-withdrawn",
        }
    }
}

impl Named for Unconfirmed {
    fn name_key(&self) -> &'static str {
        match self {
            Unconfirmed::NeverSent => "unconfirmed-never-sent",
            Unconfirmed::DeliveryFailed => "unconfirmed-delivery-failed",
            Unconfirmed::Rejected => "unconfirmed-rejected",
            Unconfirmed::Refused => "unconfirmed-refused",
        }
    }
}

impl Named for Unreachable {
    fn name_key(&self) -> &'static str {
        match self {
            Unreachable::NoAddress => "unreachable-no-address",
            Unreachable::NotAMobile => "unreachable-not-a-mobile",
            Unreachable::Bounced => "unreachable-bounced",
            Unreachable::CameBack => "unreachable-came-back",
            Unreachable::Refused => "unreachable-refused",
            Unreachable::CarrierRefused => "unreachable-carrier-refused",
        }
    }
}

impl Named for DayOff {
    fn name_key(&self) -> &'static str {
        match self {
            DayOff::Creditor => "day-off-creditor",
            DayOff::Debtor => "day-off-debtor",
        }
    }
}

impl Named for Source {
    fn name_key(&self) -> &'static str {
        match self {
            Source::Ledger => "source-ledger",
            Source::Bank => "source-bank",
        }
    }
}

impl Named for Entry {
    fn name_key(&self) -> &'static str {
        match self {
            Entry::StepByStep => "entry-step-by-step",
            Entry::CatchUp => "entry-catch-up",
        }
    }
}

/// When a step is due, as a person says it: `7 jours avant l'échéance`.
pub fn trigger(trigger: &Trigger, wording: &Wording) -> String {
    let days = |key: &str, count: i32| wording.say(key, &[("count", count.into())]);
    match trigger {
        Trigger::Due(0) => wording.word("trigger-on-due"),
        Trigger::Due(count) if *count < 0 => days("trigger-before-due", -count),
        Trigger::Due(count) => days("trigger-after-due", *count),
        Trigger::Issued(count) => days("trigger-after-issue", *count),
        Trigger::Delivered(count) => days("trigger-after-delivery", *count),
        Trigger::EndOfDueMonth(count) => days("trigger-after-end-of-due-month", *count),
        Trigger::StepDone { step, days } => wording.say(
            "trigger-after-step",
            &[("count", (*days).into()), ("step", step.as_str().into())],
        ),
        Trigger::Event(TriggerEvent::PromiseBroken) => wording.word("trigger-promise-broken"),
        Trigger::BeforeInstalment(count) => days("trigger-before-instalment", *count),
        Trigger::Event(TriggerEvent::InstalmentMissed) => wording.word("trigger-instalment-missed"),
        Trigger::Event(TriggerEvent::PlanBroken) => wording.word("trigger-plan-broken"),
        Trigger::Event(TriggerEvent::DisputeClosed) => wording.word("trigger-dispute-closed"),
    }
}

/// Why a text is not a strategy. What is wrong with a condition is said in the language of the reader.
pub fn strategy_error(error: &StrategyError, wording: &Wording) -> String {
    let StrategyError::Condition {
        place,
        text,
        problems,
    } = error
    else {
        return error.to_string();
    };
    let told: Vec<String> = problems
        .iter()
        .map(|problem| conditions::problem(problem, wording))
        .collect();
    format!("{place}, `when`: {text}\n{}", told.join("\n"))
}

/// What changed between two versions of a strategy, in one sentence.
pub fn difference(difference: &Difference, wording: &Wording) -> String {
    let silent = wording.word("cli-strategy-silent");
    let said = |words: &Option<String>| words.clone().unwrap_or_else(|| silent.clone());
    match difference {
        Difference::Field {
            field,
            before,
            after,
        } => format!("{field}: {} → {}", said(before), said(after)),
        Difference::StepAdded { step, place } => wording.say(
            "cli-strategy-added",
            &[("step", step.as_str().into()), ("place", place_of(*place))],
        ),
        Difference::StepRemoved { step } => {
            wording.say("cli-strategy-removed", &[("step", step.as_str().into())])
        }
        Difference::StepMoved { step, place } => wording.say(
            "cli-strategy-moved",
            &[("step", step.as_str().into()), ("place", place_of(*place))],
        ),
        Difference::StepField {
            step,
            field,
            before,
            after,
        } => format!("{step}, {field}: {} → {}", said(before), said(after)),
    }
}

fn place_of(place: usize) -> crate::wording::Value<'static> {
    i64::try_from(place).unwrap_or(i64::MAX).into()
}

/// A piece of advice on a strategy, as a sentence that says what to do.
pub fn advice(advice: &Advice, wording: &Wording) -> String {
    let of_step = |key: &str, step: &str| wording.say(key, &[("step", step.into())]);
    match advice {
        Advice::OutOfOrder { step } => of_step("advice-out-of-order", step),
        Advice::ToneFalls { step } => of_step("advice-tone-falls", step),
        Advice::ToneJumps { step } => of_step("advice-tone-jumps", step),
        Advice::AfterPreLitigation { step } => of_step("advice-after-pre-litigation", step),
        Advice::LettersOnly => wording.word("advice-letters-only"),
        Advice::EndsInSilence => wording.word("advice-ends-in-silence"),
        Advice::NothingBeforeDue => wording.word("advice-nothing-before-due"),
    }
}

/// What is wrong in a template, without the line it is on.
pub fn template_problem(problem: &TemplateProblem, wording: &Wording) -> String {
    let with = |key: &str, name: &'static str, text: &str| wording.say(key, &[(name, text.into())]);
    match problem {
        TemplateProblem::Head(words) => words.clone(),
        TemplateProblem::Tag(words) => with("template-problem-tag", "words", words),
        TemplateProblem::UnknownVariable { variable } => {
            with("template-problem-variable", "variable", variable)
        }
        TemplateProblem::NoValue { source_line } => {
            with("template-problem-value", "words", source_line)
        }
        TemplateProblem::BlockNotAlone { block } => with("template-problem-block", "block", block),
        TemplateProblem::NoStatement => wording.word("template-problem-statement"),
        TemplateProblem::NoSubject => wording.word("template-problem-subject"),
    }
}

/// A piece of advice on the words of a template, as a sentence that says what to do.
pub fn template_advice(advice: &TemplateAdvice, wording: &Wording) -> String {
    let of_words = |key: &str, words: &str| wording.say(key, &[("words", words.into())]);
    match advice {
        TemplateAdvice::NumberedReminder { words } => of_words("advice-numbered-reminder", words),
        TemplateAdvice::Accusation { words } => of_words("advice-accusation", words),
        TemplateAdvice::Threat { words } => of_words("advice-threat", words),
        TemplateAdvice::NoPaymentDate => wording.word("advice-no-payment-date"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::keys_named_in;
    use crate::wording::Wordings;

    #[test]
    fn every_name_has_its_words_in_both_languages() {
        let keys = keys_named_in(include_str!("names.rs"));
        assert!(keys.len() > 80, "the keys are found in the source");
        let wordings = Wordings::new();
        for key in keys {
            for language in [Language::French, Language::English] {
                assert!(wordings.of(language).has(key), "{key} in {language:?}");
            }
        }
    }

    #[test]
    fn a_trigger_reads_as_people_say_it() {
        let words = Wording::new(Language::French);
        assert_eq!(
            trigger(&Trigger::Due(-7), &words),
            "7 jours avant l’échéance"
        );
        assert_eq!(trigger(&Trigger::Due(1), &words), "1 jour après l’échéance");
    }
}
