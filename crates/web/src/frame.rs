//! What surrounds every page: the frame of signed-in people and the door before it. Holds words and
//! addresses only; must never hold what the page is about.

use axum::response::Html;
use receivables::debtor::Language;

use crate::assets;
use crate::failure::Failure;
use crate::flash::Said;
use crate::state::WebState;
use crate::words::Words;

/// A choice in a list of a form.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// A state in a word and a colour: `late`, `coming`, `done`, `waiting` (the style of none), `warn`.
#[derive(Clone, Debug)]
pub(crate) struct Badge {
    pub words: String,
    pub state: &'static str,
}

/// One figure with its label, in a band or among others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Figure {
    pub label: String,
    pub lines: Vec<String>,
    pub state: &'static str,
    pub hint: String,
}

impl Figure {
    pub(crate) fn new(label: String, lines: Vec<String>) -> Self {
        Figure {
            label,
            lines,
            state: "",
            hint: String::new(),
        }
    }

    pub(crate) fn one(label: String, line: impl Into<String>) -> Self {
        Figure::new(label, vec![line.into()])
    }
}

/// The sections of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Section {
    Dashboard,
    Debtors,
    Departures,
    Receipts,
    Imports,
    Strategies,
    /// None of the menu.
    Elsewhere,
}

/// One entry of the menu.
pub(crate) struct Entry {
    pub path: &'static str,
    pub key: &'static str,
    pub icon: &'static str,
    pub word: &'static str,
    pub current: bool,
    pub count: i64,
}

/// The frame of a page for somebody who signed in.
pub(crate) struct Frame {
    pub words: Words,
    pub section: Section,
    pub path: String,
    pub creditor_name: String,
    pub creditors: Vec<Choice>,
    pub person_name: String,
    pub mode_name: String,
    pub mode_state: &'static str,
    pub observes: bool,
    pub stopped_words: String,
    pub upgraded_words: String,
    pub waiting_count: i64,
    pub receipts_count: i64,
    pub flash: Option<Said>,
}

impl Frame {
    pub(crate) fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    pub(crate) fn language_code(&self) -> &'static str {
        self.words.language().code()
    }

    pub(crate) fn other_language_code(&self) -> &'static str {
        other(self.words.language()).0
    }

    pub(crate) fn other_language_name(&self) -> &'static str {
        other(self.words.language()).1
    }

    pub(crate) fn style_path(&self) -> String {
        assets::path("style.css")
    }

    pub(crate) fn script_path(&self) -> String {
        assets::path("script.js")
    }

    pub(crate) fn mark_path(&self) -> String {
        assets::path("mark.svg")
    }

    /// True on a page of an address, whatever it asks for.
    pub(crate) fn is_at(&self, path: &str) -> bool {
        self.path.split('?').next() == Some(path)
    }

    /// The entries of the menu.
    pub(crate) fn menu(&self) -> [Entry; 6] {
        let entry = |section, path, key, icon| Entry {
            path,
            key,
            icon,
            word: match section {
                Section::Debtors => "nav-debtors",
                Section::Departures => "nav-departures",
                Section::Receipts => "nav-receipts",
                Section::Imports => "nav-imports",
                Section::Strategies => "nav-strategies",
                Section::Dashboard | Section::Elsewhere => "nav-dashboard",
            },
            current: self.section == section,
            count: match section {
                Section::Departures => self.waiting_count,
                Section::Receipts => self.receipts_count,
                _ => 0,
            },
        };
        [
            entry(Section::Dashboard, "/", "d", "dashboard"),
            entry(Section::Debtors, "/debtors", "c", "debtors"),
            entry(Section::Departures, "/departures", "o", "departures"),
            entry(Section::Receipts, "/receipts", "e", "receipts"),
            entry(Section::Imports, "/imports", "i", "imports"),
            entry(Section::Strategies, "/strategies", "s", "strategies"),
        ]
    }
}

/// The frame of a page for somebody who did not sign in.
pub(crate) struct Door {
    pub words: Words,
    pub path: String,
    pub trouble: Option<String>,
}

impl Door {
    pub(crate) fn new(state: &WebState, language: Language, path: &str) -> Self {
        Door {
            words: Words::new(state, language),
            path: path.to_string(),
            trouble: None,
        }
    }

    pub(crate) fn troubled(mut self, words: String) -> Self {
        self.trouble = Some(words);
        self
    }

    pub(crate) fn say(&self, key: &str) -> String {
        self.words.say(key)
    }

    pub(crate) fn language_code(&self) -> &'static str {
        self.words.language().code()
    }

    pub(crate) fn other_language_code(&self) -> &'static str {
        other(self.words.language()).0
    }

    pub(crate) fn other_language_name(&self) -> &'static str {
        other(self.words.language()).1
    }

    pub(crate) fn style_path(&self) -> String {
        assets::path("style.css")
    }

    pub(crate) fn script_path(&self) -> String {
        assets::path("script.js")
    }

    pub(crate) fn mark_path(&self) -> String {
        assets::path("mark.svg")
    }
}

/// A page, made.
pub(crate) fn page(template: &impl askama::Template) -> Result<Html<String>, Failure> {
    Ok(Html(template.render()?))
}

/// Each language names the other in its own words.
const fn other(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::French => ("en", "English"),
        Language::English => ("fr", "Français"),
    }
}
