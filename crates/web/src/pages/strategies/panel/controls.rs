//! The fields of the panel: what each is called, how it is filled in, and what it may say. What is needed first stands
//! open; the rest opens on demand.

mod choices;
mod when;

use notices::template::Library;
use receivables::strategy::edit::Form;

use crate::frame::Choice;
use crate::words::Words;
use choices::choices;
pub(super) use when::When;

/// The lists that are ticked.
pub(super) const TICKED: [&str; 2] = ["attachments", "debtor_kinds"];

/// How a field is filled in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::pages::strategies) enum Way {
    Text,
    Number,
    Long,
    Choice,
    Ticks,
}

/// One field.
pub(in crate::pages::strategies) struct Control {
    /// The name of the form.
    pub name: String,
    /// The field of the file.
    pub field: &'static str,
    pub label: String,
    pub hint: String,
    pub way: Way,
    pub value: String,
    pub choices: Vec<Choice>,
}

impl Control {
    pub fn is_ticks(&self) -> bool {
        self.way == Way::Ticks
    }

    pub fn is_choice(&self) -> bool {
        self.way == Way::Choice
    }

    pub fn is_long(&self) -> bool {
        self.way == Way::Long
    }

    /// True for what needs the whole width to be read.
    pub fn is_wide(&self) -> bool {
        self.is_long() || self.field.starts_with("name.")
    }

    pub fn is_number(&self) -> bool {
        self.way == Way::Number
    }
}

/// Fields that belong together; the first group of a panel has no title.
pub(in crate::pages::strategies) struct Group {
    pub title: String,
    pub controls: Vec<Control>,
    /// True when something in it says more than the usual.
    pub is_open: bool,
}

const ESSENTIAL: &[&str] = &["name.fr", "name.en", "act", "tone", "template", "approval"];
const OTHERWISE: &[&str] = &[
    "fallback.no_address",
    "fallback.bounced",
    "fallback.refused",
];
const WORTH: &[&str] = &["floor", "fewest_invoices", "when", "debtor_kinds"];
const PACE: &[&str] = &["days_after_contact", "days_to_answer", "phase"];
const WHO: &[&str] = &["sender", "role", "attachments"];
const MONEY: &[&str] = &["cost", "fee"];
const VARIANT: &[&str] = &[
    "name.fr",
    "name.en",
    "act",
    "template",
    "sender",
    "from_hour",
    "days_later",
    "share",
    "key",
];
const HEAD_ESSENTIAL: &[&str] = &["name.fr", "name.en", "summary.fr", "summary.en"];
const HEAD_WORTH: &[&str] = &["floor", "ceiling", "fewest_invoices"];
const HEAD_LIMITS: &[&str] = &[
    "limits.days_between",
    "limits.most_per_week",
    "limits.most_per_month",
    "pull_forward_days",
];
const HEAD_REST: &[&str] = &["entry", "charges", "sender", "role"];

/// The fields of a step.
pub(super) fn of_step(
    form: &Form,
    (words, library, keys): (&Words, &Library, &[String]),
) -> Vec<Group> {
    let group =
        |title: &str, fields: &[&'static str]| group(form, (title, fields), (words, library));
    let mut essential = group("", ESSENTIAL);
    let own = form.get("key").map_or("", String::as_str);
    let others: Vec<&String> = keys.iter().filter(|key| *key != own).collect();
    let trigger = form.get("trigger").map_or("", String::as_str);
    essential
        .controls
        .splice(2..2, when::controls(trigger, &others, words));
    vec![
        essential,
        group("strategy-group-otherwise", OTHERWISE),
        group("strategy-group-worth", WORTH),
        group("strategy-group-pace", PACE),
        group("strategy-group-who", WHO),
        group("strategy-group-money", MONEY),
        closed(group("strategy-group-file", &["key"])),
    ]
}

/// The fields of a variant: what it leaves out is the step's.
pub(super) fn of_variant(form: &Form, (words, library): (&Words, &Library)) -> Vec<Group> {
    vec![group(form, ("", VARIANT), (words, library))]
}

/// The fields of the strategy itself.
pub(super) fn of_head(form: &Form, (words, library): (&Words, &Library)) -> Vec<Group> {
    let group =
        |title: &str, fields: &[&'static str]| group(form, (title, fields), (words, library));
    vec![
        group("", HEAD_ESSENTIAL),
        group("strategy-group-worth", HEAD_WORTH),
        group("strategy-group-limits", HEAD_LIMITS),
        group("strategy-group-rest", HEAD_REST),
        closed(group("strategy-group-file", &["key"])),
    ]
}

/// What always says something opens nothing.
fn closed(group: Group) -> Group {
    Group {
        is_open: false,
        ..group
    }
}

fn group(
    form: &Form,
    (title, fields): (&str, &[&'static str]),
    (words, library): (&Words, &Library),
) -> Group {
    let control = |field: &&'static str| control(field, form, (words, library));
    let is_said = |field: &&'static str| form.get(field).is_some_and(|text| !text.is_empty());
    Group {
        title: match title {
            "" => String::new(),
            key => words.say(key),
        },
        controls: fields.iter().map(control).collect(),
        is_open: fields.iter().any(is_said),
    }
}

fn control(field: &'static str, form: &Form, (words, library): (&Words, &Library)) -> Control {
    let value = form.get(field).cloned().unwrap_or_default();
    let key = format!("strategy-field-{}", field.replace(['.', '_'], "-"));
    let choices = choices(field, form, (words, library));
    let way = match field {
        _ if TICKED.contains(&field) => Way::Ticks,
        "summary.fr" | "summary.en" | "when" => Way::Long,
        _ if !choices.is_empty() => Way::Choice,
        "days_later" | "share" | "days_after_contact" | "days_to_answer" | "fewest_invoices"
        | "pull_forward_days" => Way::Number,
        limit if limit.starts_with("limits.") => Way::Number,
        _ => Way::Text,
    };
    Control {
        name: format!("field.{field}"),
        field,
        label: words.say(&key),
        hint: hint(field, words),
        way,
        value,
        choices,
    }
}

/// How to write what is not chosen from a list.
fn hint(field: &str, words: &Words) -> String {
    let key = match field {
        "floor" | "ceiling" => "strategy-hint-sums",
        "when" => "strategy-hint-when",
        "cost" => "strategy-hint-cost",
        "fee" => "strategy-hint-fee",
        "from_hour" => "strategy-hint-from-hour",
        "days_later" => "strategy-hint-days-later",
        "share" => "strategy-hint-share",
        "key" => "strategy-hint-key",
        "sender" => "strategy-hint-sender",
        "days_to_answer" => "strategy-hint-answer",
        "days_after_contact" => "strategy-hint-contact",
        _ => return String::new(),
    };
    words.say(key)
}
