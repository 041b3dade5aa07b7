//! The texts of messages, letters, calls and tasks: those that ship and those the company wrote in their place. Must never
//! put words in force that nobody asked for.

mod editor;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use desk::templates::TemplateLine;
use notices::template::Kind;
use receivables::debtor::Language;
use receivables::strategy::Words as Named;

use crate::failure::Failure;
use crate::frame::{Badge, Frame, Section, page};
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

pub(crate) use editor::{add, edit, in_force, keep, preview, restore};

const PAGE: &str = "/templates";

#[derive(Template)]
#[template(path = "templates.html")]
struct TemplatesPage {
    frame: Frame,
    groups: Vec<Group>,
}

/// The texts of one kind.
struct Group {
    title: String,
    lines: Vec<Line>,
}

struct Line {
    title: String,
    name: String,
    subject: String,
    used: String,
    languages: Vec<LanguageShown>,
}

/// One language of a text.
struct LanguageShown {
    path: String,
    code: &'static str,
    name: String,
    /// Said where the company wrote it.
    own: Option<Badge>,
}

/// Shows every text, by what it is for.
pub(crate) async fn list(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let mut groups: BTreeMap<Kind, Vec<Line>> = BTreeMap::new();
    for line in state.desk().templates(&visitor.reading_seat()).await? {
        groups
            .entry(line.kind)
            .or_default()
            .push(shown(words, &line));
    }
    let group = |(kind, mut lines): (Kind, Vec<Line>)| {
        // What a strategy says comes first.
        lines.sort_by_key(|line| line.used.is_empty());
        Group {
            title: kind_name(words, kind),
            lines,
        }
    };
    page(&TemplatesPage {
        frame: visitor.frame(Section::Strategies),
        groups: groups.into_iter().map(group).collect(),
    })
}

fn shown(words: &Words, line: &TemplateLine) -> Line {
    let reader = words.language();
    let subject = line.languages.get(&reader);
    let subject = subject.or_else(|| line.languages.values().next());
    let languages = line
        .languages
        .iter()
        .map(|(language, (_, own))| LanguageShown {
            path: format!("{PAGE}/{}/{}", line.name, language.code()),
            code: language.code(),
            name: language_name(words, *language),
            own: own.as_ref().map(|_| Badge {
                words: words.say("template-own"),
                state: "done",
            }),
        });
    Line {
        title: title(&line.name, (words, &line.used_by)),
        name: line.name.clone(),
        subject: subject.map_or_else(String::new, |(subject, _)| subject.clone()),
        used: used(words, &line.used_by),
        languages: languages.collect(),
    }
}

/// What people know a text by: the steps that say it, else its name.
fn title(name: &str, (words, used_by): (&Words, &[(Named, Named)])) -> String {
    let steps = used_by.iter().map(|(_, step)| step);
    match used_by.is_empty() {
        true => name.to_string(),
        false => each_once(words, steps).join(", "),
    }
}

/// The strategies whose steps say a text.
fn used(words: &Words, used_by: &[(Named, Named)]) -> String {
    let strategies = used_by.iter().map(|(strategy, _)| strategy);
    each_once(words, strategies).join(" · ")
}

/// Names in the language of the reader, each once.
fn each_once<'a>(words: &Words, names: impl Iterator<Item = &'a Named>) -> Vec<&'a str> {
    let mut once = Vec::new();
    for name in names.map(|name| name.in_language(words.language())) {
        if !once.contains(&name) {
            once.push(name);
        }
    }
    once
}

fn kind_name(words: &Words, kind: Kind) -> String {
    words.say(match kind {
        Kind::Message => "template-kind-message",
        Kind::Call => "template-kind-call",
        Kind::Task => "template-kind-task",
        Kind::Sms => "template-kind-sms",
    })
}

fn language_name(words: &Words, language: Language) -> String {
    words.say(match language {
        Language::French => "language-french",
        Language::English => "language-english",
    })
}
