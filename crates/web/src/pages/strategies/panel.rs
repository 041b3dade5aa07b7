//! The panel beside the rail: what the text says of one step, or of the strategy itself, as fields to fill in. What a
//! person changes there is written into the text, and nowhere else. It must never overwrite what was changed in the
//! text by hand while its own fields were left alone.

mod controls;
mod posted;

use std::hash::{DefaultHasher, Hash, Hasher};

use notices::template::Library;
use receivables::debtor::Language;
use receivables::strategy::edit::{Form, StrategyText};
use receivables::strategy::{Strategy, StrategyError, Trigger};

use crate::fields::Fields;
use crate::words::Words;
pub(super) use controls::Group;
use controls::{of_head, of_step, of_variant};

/// What the panel is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Opened {
    /// The strategy itself.
    Head,
    /// One step, by its key.
    Step(String),
    /// A variant of a step, by the keys of both.
    Variant(String, String),
}

impl Opened {
    /// What a form or an address names; nothing when it names nothing.
    pub fn named(text: &str) -> Option<Opened> {
        match text {
            "" => None,
            "strategy" => Some(Opened::Head),
            variant if variant.starts_with("variant:") => {
                let (_, keys) = variant.split_once(':')?;
                let (step, key) = keys.split_once(':')?;
                Some(Opened::Variant(step.to_string(), key.to_string()))
            }
            step => step
                .strip_prefix("step:")
                .map(|key| Opened::Step(key.to_string())),
        }
    }

    /// The name of a form.
    pub fn name(&self) -> String {
        match self {
            Opened::Head => "strategy".to_string(),
            Opened::Step(key) => format!("step:{key}"),
            Opened::Variant(step, key) => format!("variant:{step}:{key}"),
        }
    }

    /// The step it is about.
    pub fn step(&self) -> Option<&str> {
        match self {
            Opened::Head => None,
            Opened::Step(key) | Opened::Variant(key, _) => Some(key),
        }
    }

    /// The same under the key that was typed.
    fn renamed(self, key: &str) -> Opened {
        match self {
            Opened::Head => Opened::Head,
            Opened::Step(_) => Opened::Step(key.to_string()),
            Opened::Variant(step, _) => Opened::Variant(step, key.to_string()),
        }
    }

    fn form(&self, text: &StrategyText) -> Option<Form> {
        match self {
            Opened::Head => Some(text.head()),
            Opened::Step(key) => text.step(key),
            Opened::Variant(step, key) => text.variant(step, key),
        }
    }
}

/// The panel on the page.
pub(super) struct Panel {
    /// What it is about, as forms name it.
    pub opened: String,
    pub title: String,
    pub is_step: bool,
    /// Of a variant: what its step is opened by.
    pub step: String,
    /// Of a step: its variants, by what each is opened by and its name.
    pub variants: Vec<(String, String)>,
    /// The fields as they were shown, in a number: what comes back with the same one was not touched.
    pub shown: String,
    pub groups: Vec<Group>,
    /// Why what was typed could not be written.
    pub trouble: String,
}

impl Panel {
    /// The panel of what is opened; nothing when the text has no such step.
    pub fn of(text: &str, opened: &Opened, (words, library): (&Words, &Library)) -> Option<Panel> {
        let read = StrategyText::open(text).ok()?;
        let form = opened.form(&read)?;
        let shown = number_of(&form);
        Some(made(opened, (&form, shown), (&read, words, library)))
    }

    /// The panel with what was typed and could not be written.
    pub fn refused(
        text: &str,
        refused: Refused,
        (words, library): (&Words, &Library),
    ) -> Option<Panel> {
        let read = StrategyText::open(text).ok()?;
        let before = refused.opened.form(&read)?;
        let shown = number_of(&before);
        let mut panel = made(
            &refused.opened,
            (&refused.typed, shown),
            (&read, words, library),
        );
        panel.trouble = notices::names::strategy_error(&refused.cause, words.wording());
        Some(panel)
    }
}

fn made(
    opened: &Opened,
    (form, shown): (&Form, String),
    (read, words, library): (&StrategyText, &Words, &Library),
) -> Panel {
    let named = form.get(name_field(words)).cloned().unwrap_or_default();
    Panel {
        opened: opened.name(),
        title: match opened {
            Opened::Head => words.say("strategy-panel-head"),
            Opened::Step(_) => named,
            Opened::Variant(..) => words.with("strategy-panel-variant", &[("name", &named)]),
        },
        is_step: matches!(opened, Opened::Step(_)),
        step: match opened {
            Opened::Variant(step, _) => Opened::Step(step.clone()).name(),
            Opened::Head | Opened::Step(_) => String::new(),
        },
        variants: match opened {
            Opened::Step(key) => variants(read, key, words),
            Opened::Head | Opened::Variant(..) => Vec::new(),
        },
        shown,
        groups: match opened {
            Opened::Head => of_head(form, (words, library)),
            Opened::Step(_) => of_step(form, (words, library, &read.step_keys())),
            Opened::Variant(..) => of_variant(form, (words, library)),
        },
        trouble: String::new(),
    }
}

fn name_field(words: &Words) -> &'static str {
    match words.language() {
        Language::French => "name.fr",
        Language::English => "name.en",
    }
}

/// The variants of a step, by what each is opened by and its name.
fn variants(read: &StrategyText, step: &str, words: &Words) -> Vec<(String, String)> {
    let keys = read.variant_keys(step).into_iter();
    let named = |key: String| {
        let form = read.variant(step, &key)?;
        let name = form.get(name_field(words)).cloned();
        let opened = Opened::Variant(step.to_string(), key);
        Some((opened.name(), name.unwrap_or_default()))
    };
    keys.filter_map(named).collect()
}

/// What was typed into the panel and does not make a strategy.
pub(super) struct Refused {
    pub opened: Opened,
    pub typed: Form,
    pub cause: StrategyError,
}

/// The text with what was changed in the panel, and what is opened then: a step may have got another key.
pub(super) fn applied(
    text: &str,
    opened: Option<Opened>,
    fields: &Fields,
) -> Result<(String, Option<Opened>), Box<Refused>> {
    let unchanged = |opened| Ok((text.to_string(), opened));
    let Some(opened) = opened else {
        return unchanged(None);
    };
    let Ok(mut read) = StrategyText::open(text) else {
        return unchanged(Some(opened));
    };
    let Some(before) = opened.form(&read) else {
        return unchanged(Some(opened));
    };
    let typed = posted::form(&opened, before, fields);
    if number_of(&typed) == fields.text("shown") {
        return unchanged(Some(opened));
    }
    match &opened {
        Opened::Head => read.set_head(&typed),
        Opened::Step(key) => {
            read.set_step(key, &typed);
        }
        Opened::Variant(step, key) => {
            read.set_variant((step, key), &typed);
        }
    }
    let after = read.into_text();
    match Strategy::parse(&after) {
        Ok(_) => {
            let opened = opened.renamed(&typed["key"]);
            Ok((after, Some(opened)))
        }
        Err(cause) => Err(Box::new(Refused {
            opened,
            typed,
            cause,
        })),
    }
}

/// A step to begin with: a message some days after the open step, or after the last one.
pub(super) fn fresh_step(text: &StrategyText, opened: Option<&str>) -> Form {
    let day = |key: &str| {
        let words = text.step(key)?.remove("trigger")?;
        match words.parse() {
            Ok(Trigger::Due(day)) => Some(day),
            Ok(_) | Err(_) => None,
        }
    };
    let keys = text.step_keys();
    let last = || keys.iter().filter_map(|key| day(key)).max();
    let before = opened.and_then(day).or_else(last);
    let trigger = Trigger::Due(before.map_or(3, |day| day + 5));
    Form::from([
        ("key", "new-step".to_string()),
        ("name.fr", "Nouvelle étape".to_string()),
        ("name.en", "New step".to_string()),
        ("trigger", trigger.to_string()),
        ("act", "e-mail".to_string()),
        ("tone", "2".to_string()),
        ("template", "second-notice".to_string()),
        ("days_after_contact", "5".to_string()),
        ("fallback.no_address", "letter".to_string()),
        ("fallback.bounced", "call".to_string()),
        ("fallback.refused", "letter".to_string()),
    ])
}

/// Two ways to begin with where a step had one: as it was, and another one.
pub(super) fn fresh_variants() -> [Form; 2] {
    let named = |key: &str, fr: &str, en: &str| {
        Form::from([
            ("key", key.to_string()),
            ("name.fr", fr.to_string()),
            ("name.en", en.to_string()),
        ])
    };
    [
        named("usual", "Habituel", "Usual"),
        named("other", "Autre façon", "Another way"),
    ]
}

fn number_of(form: &Form) -> String {
    let mut hasher = DefaultHasher::new();
    form.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
