//! The panel beside the rail: what the text says of one step, or of the strategy itself, as fields to fill in. What a
//! person changes there is written into the text, and nowhere else. It must never overwrite what was changed in the
//! text by hand while its own fields were left alone.

mod controls;
mod posted;

use std::hash::{DefaultHasher, Hash, Hasher};

use notices::template::Library;
use receivables::strategy::edit::{Form, StrategyText};
use receivables::strategy::{Strategy, StrategyError, Trigger};

use crate::fields::Fields;
use crate::words::Words;
pub(super) use controls::Group;
use controls::{of_head, of_step};

/// What the panel is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Opened {
    /// The strategy itself.
    Head,
    /// One step, by its key.
    Step(String),
}

impl Opened {
    /// What a form or an address names; nothing when it names nothing.
    pub fn named(text: &str) -> Option<Opened> {
        match text {
            "" => None,
            "strategy" => Some(Opened::Head),
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
        }
    }

    fn form(&self, text: &StrategyText) -> Option<Form> {
        match self {
            Opened::Head => Some(text.head()),
            Opened::Step(key) => text.step(key),
        }
    }
}

/// The panel on the page.
pub(super) struct Panel {
    /// What it is about, as forms name it.
    pub opened: String,
    pub title: String,
    pub is_step: bool,
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
        Some(made(
            opened,
            (&form, shown),
            (words, library, &read.step_keys()),
        ))
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
        let keys = read.step_keys();
        let mut panel = made(
            &refused.opened,
            (&refused.typed, shown),
            (words, library, &keys),
        );
        panel.trouble = notices::names::strategy_error(&refused.cause, words.wording());
        Some(panel)
    }
}

fn made(
    opened: &Opened,
    (form, shown): (&Form, String),
    (words, library, keys): (&Words, &Library, &[String]),
) -> Panel {
    let name = match words.language() {
        receivables::debtor::Language::French => "name.fr",
        receivables::debtor::Language::English => "name.en",
    };
    let named = form.get(name).cloned().unwrap_or_default();
    Panel {
        opened: opened.name(),
        title: match opened {
            Opened::Head => words.say("strategy-panel-head"),
            Opened::Step(_) => named,
        },
        is_step: matches!(opened, Opened::Step(_)),
        shown,
        groups: match opened {
            Opened::Head => of_head(form, (words, library)),
            Opened::Step(_) => of_step(form, (words, library, keys)),
        },
        trouble: String::new(),
    }
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
    }
    let after = read.into_text();
    match Strategy::parse(&after) {
        Ok(_) => {
            let opened = match opened {
                Opened::Step(_) => Opened::Step(typed["key"].clone()),
                Opened::Head => Opened::Head,
            };
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

fn number_of(form: &Form) -> String {
    let mut hasher = DefaultHasher::new();
    form.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}
