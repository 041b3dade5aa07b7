//! The words of the product in French and English, from Fluent files built into the program. Must never
//! answer with an empty text: a key or a variable that is missing shows itself.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use receivables::debtor::Language;
use unic_langid::langid;

use crate::format::french_spaces;

/// A value for a variable of a text: a word or a number (numbers choose the plural).
pub use fluent_bundle::FluentValue as Value;

/// The files of one language, with their names for messages.
type Files = [(&'static str, &'static str)];

const FRENCH: &Files = &[
    ("names.ftl", include_str!("../wording/fr/names.ftl")),
    ("reasons.ftl", include_str!("../wording/fr/reasons.ftl")),
    ("notices.ftl", include_str!("../wording/fr/notices.ftl")),
    ("letters.ftl", include_str!("../wording/fr/letters.ftl")),
    ("messages.ftl", include_str!("../wording/fr/messages.ftl")),
    ("diagnosis.ftl", include_str!("../wording/fr/diagnosis.ftl")),
    ("pages.ftl", include_str!("../wording/fr/pages.ftl")),
    ("cli.ftl", include_str!("../wording/fr/cli.ftl")),
    ("refusals.ftl", include_str!("../wording/fr/refusals.ftl")),
    ("calls.ftl", include_str!("../wording/fr/calls.ftl")),
    ("cash.ftl", include_str!("../wording/fr/cash.ftl")),
    ("plans.ftl", include_str!("../wording/fr/plans.ftl")),
    ("referrals.ftl", include_str!("../wording/fr/referrals.ftl")),
    ("replies.ftl", include_str!("../wording/fr/replies.ftl")),
    ("sanctions.ftl", include_str!("../wording/fr/sanctions.ftl")),
    ("alerts.ftl", include_str!("../wording/fr/alerts.ftl")),
    ("campaigns.ftl", include_str!("../wording/fr/campaigns.ftl")),
    ("templates.ftl", include_str!("../wording/fr/templates.ftl")),
    ("company.ftl", include_str!("../wording/fr/company.ftl")),
    ("countries.ftl", include_str!("../wording/fr/countries.ftl")),
    ("disputes.ftl", include_str!("../wording/fr/disputes.ftl")),
    ("replays.ftl", include_str!("../wording/fr/replays.ftl")),
    (
        "conditions.ftl",
        include_str!("../wording/fr/conditions.ftl"),
    ),
];

const ENGLISH: &Files = &[
    ("names.ftl", include_str!("../wording/en/names.ftl")),
    ("reasons.ftl", include_str!("../wording/en/reasons.ftl")),
    ("notices.ftl", include_str!("../wording/en/notices.ftl")),
    ("letters.ftl", include_str!("../wording/en/letters.ftl")),
    ("messages.ftl", include_str!("../wording/en/messages.ftl")),
    ("diagnosis.ftl", include_str!("../wording/en/diagnosis.ftl")),
    ("pages.ftl", include_str!("../wording/en/pages.ftl")),
    ("cli.ftl", include_str!("../wording/en/cli.ftl")),
    ("refusals.ftl", include_str!("../wording/en/refusals.ftl")),
    ("calls.ftl", include_str!("../wording/en/calls.ftl")),
    ("cash.ftl", include_str!("../wording/en/cash.ftl")),
    ("plans.ftl", include_str!("../wording/en/plans.ftl")),
    ("referrals.ftl", include_str!("../wording/en/referrals.ftl")),
    ("replies.ftl", include_str!("../wording/en/replies.ftl")),
    ("sanctions.ftl", include_str!("../wording/en/sanctions.ftl")),
    ("alerts.ftl", include_str!("../wording/en/alerts.ftl")),
    ("campaigns.ftl", include_str!("../wording/en/campaigns.ftl")),
    ("templates.ftl", include_str!("../wording/en/templates.ftl")),
    ("company.ftl", include_str!("../wording/en/company.ftl")),
    ("countries.ftl", include_str!("../wording/en/countries.ftl")),
    ("disputes.ftl", include_str!("../wording/en/disputes.ftl")),
    ("replays.ftl", include_str!("../wording/en/replays.ftl")),
    (
        "conditions.ftl",
        include_str!("../wording/en/conditions.ftl"),
    ),
];

fn files(language: Language) -> &'static Files {
    match language {
        Language::French => FRENCH,
        Language::English => ENGLISH,
    }
}

/// The words of one language. Reading the files takes a few milliseconds: make it once and share it.
pub struct Wording {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Wording {
    /// Reads the words of a language.
    pub fn new(language: Language) -> Wording {
        let locale = match language {
            Language::French => langid!("fr-FR"),
            Language::English => langid!("en-GB"),
        };
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Isolation marks would show as boxes in terminals and travel into mails.
        bundle.set_use_isolating(false);
        for (_, text) in files(language) {
            // A broken file keeps its good part, and a test shows the broken one.
            let resource = FluentResource::try_new(with_spaces(text, language))
                .unwrap_or_else(|(good, _)| good);
            bundle.add_resource_overriding(resource);
        }
        Wording { language, bundle }
    }

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The text of a key with its variables. A missing key answers `⟦key⟧`, a missing variable shows its
    /// name in braces; both are found by tests.
    pub fn say(&self, key: &str, variables: &[(&str, Value<'_>)]) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value())
        else {
            return format!("⟦{key}⟧");
        };
        let mut arguments = FluentArgs::with_capacity(variables.len());
        for (name, value) in variables {
            arguments.set(*name, value.clone());
        }
        let mut problems = Vec::new();
        self.bundle
            .format_pattern(pattern, Some(&arguments), &mut problems)
            .into_owned()
    }

    /// The text of a key without variables.
    pub fn word(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// True when the key has a text.
    pub fn has(&self, key: &str) -> bool {
        self.bundle
            .get_message(key)
            .is_some_and(|message| message.value().is_some())
    }
}

fn with_spaces(text: &str, language: Language) -> String {
    match language {
        Language::French => french_spaces(text),
        Language::English => text.to_string(),
    }
}

/// Both languages, made once and shared.
pub struct Wordings {
    french: Wording,
    english: Wording,
}

impl Wordings {
    /// Reads both languages.
    #[expect(
        clippy::new_without_default,
        reason = "reading files of words is not a default"
    )]
    pub fn new() -> Wordings {
        Wordings {
            french: Wording::new(Language::French),
            english: Wording::new(Language::English),
        }
    }

    /// The words of a language.
    pub fn of(&self, language: Language) -> &Wording {
        match language {
            Language::French => &self.french,
            Language::English => &self.english,
        }
    }
}

#[cfg(test)]
mod tests;
