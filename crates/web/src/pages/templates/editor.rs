//! One text in one language: written, looked at on a real account, put in force, or given back to the words that ship.
//! Must never lose what was typed because it does not read.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use desk::DeskError;
use desk::composing::Preview;
use desk::templates::{TemplateDraft, TemplateShown};
use notices::template::{self, Kind, NAMES};
use receivables::debtor::Language;
use receivables::strategy::Tone;
use serde::Deserialize;
use store::message_template::TemplateVersion;

use super::{PAGE, kind_name, language_name, title, used};
use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Choice, Frame, Section, page};
use crate::pages::notice::message_page;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};
use crate::words::Words;

/// Versions shown at most.
const MOST_VERSIONS: usize = 12;
/// The field is as high as its text, within these.
const ROWS: (usize, usize) = (12, 40);
/// Letters before a line wraps, on a wide screen.
const LETTERS_IN_A_ROW: usize = 58;

#[derive(Template)]
#[template(path = "template.html")]
struct TemplatePage {
    frame: Frame,
    title: String,
    lead: String,
    /// True while it has no name yet.
    is_new: bool,
    name: String,
    language: &'static str,
    kind: &'static str,
    languages: Vec<Choice>,
    kinds: Vec<Choice>,
    tones: Vec<Choice>,
    subject: String,
    body: String,
    rows: usize,
    trouble: String,
    advice: Vec<String>,
    variables: Vec<VariableShown>,
    versions: Vec<VersionShown>,
    /// The words that ship, where others stand in their place.
    shipped: Option<String>,
    can_restore: bool,
}

struct VariableShown {
    name: &'static str,
    words: String,
}

struct VersionShown {
    title: String,
    why: String,
    text: String,
}

#[derive(Template)]
#[template(path = "template_preview.html")]
struct PreviewPage {
    language: &'static str,
    trouble: String,
    facts: Vec<(String, String)>,
    text: String,
}

/// Where a new text starts from.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Source {
    from: String,
    language: String,
}

/// A text of another name that starts as a copy.
pub(crate) async fn add(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(source): Query<Source>,
) -> Result<Html<String>, Failure> {
    let from = match source.from.is_empty() {
        true => "general-message",
        false => &source.from,
    };
    let language = Language::from_code(&source.language).unwrap_or(visitor.words.language());
    let shown = found(&state, &visitor, (from, language)).await?;
    let mut draft = draft_of(&shown.template);
    draft.name = String::new();
    page(&made(&visitor, (&draft, String::new()), None))
}

/// Shows a text as it is in force.
pub(crate) async fn edit(
    State(state): State<WebState>,
    visitor: Visitor,
    Path((name, language)): Path<(String, String)>,
) -> Result<Html<String>, Failure> {
    let language = Language::from_code(&language).ok_or(Failure::NotFound)?;
    let shown = found(&state, &visitor, (&name, language)).await?;
    let draft = draft_of(&shown.template);
    page(&made(&visitor, (&draft, String::new()), Some(&shown)))
}

/// Puts a text in force.
pub(crate) async fn keep(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let draft = written(&fields)?;
    let seat = visitor.seat()?;
    let back = format!("{PAGE}/{}/{}", draft.name, draft.language.code());
    let kept = state
        .desk()
        .keep_template(&seat, &draft, fields.text("why"))
        .await;
    match kept {
        Err(DeskError::Refused(refusal)) => {
            let of = (draft.name.as_str(), draft.language);
            let shown = match state.desk().template(&visitor.reading_seat(), of).await {
                Ok(shown) => Some(shown),
                Err(DeskError::NotFound(_)) => None,
                Err(cause) => return Err(cause.into()),
            };
            let trouble = refusal.say(visitor.words.wording());
            Ok(page(&made(&visitor, (&draft, trouble), shown.as_ref()))?.into_response())
        }
        kept => {
            let done = kept.map(|()| Flash::done("flash-template-kept"));
            answer(&state, &back, done.map_err(Trouble::from))
        }
    }
}

/// Gives a text back to the words that ship.
pub(crate) async fn restore(
    State(state): State<WebState>,
    visitor: Visitor,
    Path((name, language)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let language = Language::from_code(&language).ok_or(Failure::NotFound)?;
    let seat = visitor.seat()?;
    let outcome = state
        .desk()
        .restore_template(&seat, (&name, language))
        .await;
    let done = outcome.map(|()| Flash::done("flash-template-restored"));
    answer(&state, PAGE, done.map_err(Trouble::from))
}

/// What the text in force would say to a real account, for the frame of the page.
pub(crate) async fn in_force(
    State(state): State<WebState>,
    visitor: Visitor,
    Path((name, language)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let language = Language::from_code(&language).ok_or(Failure::NotFound)?;
    let shown = found(&state, &visitor, (&name, language)).await?;
    looked_at(&state, &visitor, draft_of(&shown.template)).await
}

/// The same of what stands in the form. Nothing is kept.
pub(crate) async fn preview(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    looked_at(&state, &visitor, written(&fields)?).await
}

async fn looked_at(
    state: &WebState,
    visitor: &Visitor,
    mut draft: TemplateDraft,
) -> Result<Response, Failure> {
    if draft.name.is_empty() {
        // Looked at before it was named.
        draft.name = "new".to_string();
    }
    let seat = visitor.reading_seat();
    let found = match state.desk().preview_template(&seat, &draft, None).await {
        Ok(found) => found,
        Err(DeskError::Refused(refusal)) => {
            return in_frame(
                visitor,
                (&draft, refusal.say(visitor.words.wording())),
                None,
            );
        }
        Err(cause) => return Err(cause.into()),
    };
    match found {
        Some(found) => in_frame(visitor, (&draft, String::new()), Some(found)),
        None => {
            let words = visitor.words.say("template-nobody");
            in_frame(visitor, (&draft, words), None)
        }
    }
}

fn in_frame(
    visitor: &Visitor,
    (draft, trouble): (&TemplateDraft, String),
    found: Option<(String, Preview)>,
) -> Result<Response, Failure> {
    let words = &visitor.words;
    let (mut facts, mut text, mut html) = (Vec::new(), String::new(), String::new());
    if let Some((debtor, preview)) = found {
        facts.push((words.say("template-shown-for"), debtor));
        facts.push((words.say("notice-subject"), preview.message.subject));
        match draft.kind {
            Kind::Message => html = preview.message.html,
            Kind::Call | Kind::Task | Kind::Sms => text = preview.message.text,
        }
    }
    let head = page(&PreviewPage {
        language: draft.language.code(),
        trouble,
        facts,
        text,
    })?;
    let place = html.find("<body").and_then(|start| {
        let end = html[start..].find('>')?;
        Some(start + end + 1)
    });
    Ok(message_page(match place {
        Some(place) => format!("{}{}{}", &html[..place], head.0, &html[place..]),
        None => head.0,
    }))
}

async fn found(
    state: &WebState,
    visitor: &Visitor,
    of: (&str, Language),
) -> Result<TemplateShown, Failure> {
    Ok(state.desk().template(&visitor.reading_seat(), of).await?)
}

fn draft_of(template: &template::Template) -> TemplateDraft {
    TemplateDraft {
        name: template.name.clone(),
        language: template.language,
        kind: template.kind,
        tone: template.tone,
        subject: template.subject.clone(),
        body: template.body.trim().to_string(),
    }
}

/// What the form says.
fn written(fields: &Fields) -> Result<TemplateDraft, Failure> {
    let level = fields.text("tone").parse().ok();
    Ok(TemplateDraft {
        name: fields.text("name").to_string(),
        language: Language::from_code(fields.text("language")).ok_or(Failure::Bad)?,
        kind: Kind::from_code(fields.text("kind")).ok_or(Failure::Bad)?,
        tone: level.and_then(Tone::new).ok_or(Failure::Bad)?,
        subject: fields.text("subject").to_string(),
        body: fields.text("body").replace("\r\n", "\n"),
    })
}

fn made(
    visitor: &Visitor,
    (draft, trouble): (&TemplateDraft, String),
    shown: Option<&TemplateShown>,
) -> TemplatePage {
    let words = &visitor.words;
    let choices = choices(words, draft);
    let versions = shown.map_or(&[][..], |shown| shown.versions.as_slice());
    let own = versions.first().and_then(|latest| latest.content.as_ref());
    let shipped = shown.and_then(|shown| shown.shipped.as_ref());
    let lead = match shown {
        None => words.say("template-new-lead"),
        Some(shown) if !shown.used_by.is_empty() => words.with(
            "template-said-by",
            &[("strategies", &used(words, &shown.used_by))],
        ),
        Some(shown) if shown.shipped.is_some() => words.say("template-unused-shipped"),
        Some(_) => words.say("template-unused"),
    };
    TemplatePage {
        frame: visitor.frame(Section::Strategies),
        title: match shown {
            None => words.say("template-new"),
            Some(shown) => format!(
                "{} · {}",
                title(&draft.name, (words, &shown.used_by)),
                language_name(words, draft.language)
            ),
        },
        lead,
        is_new: shown.is_none(),
        name: draft.name.clone(),
        language: draft.language.code(),
        kind: draft.kind.code(),
        languages: choices.languages,
        kinds: choices.kinds,
        tones: choices.tones,
        subject: draft.subject.clone(),
        rows: rows(&draft.body),
        body: draft.body.clone(),
        trouble,
        advice: draft.advice(words.wording()),
        variables: NAMES
            .iter()
            .map(|name| VariableShown {
                name,
                words: words.say(&format!("variable-{}", name.replace('_', "-"))),
            })
            .collect(),
        versions: versions
            .iter()
            .take(MOST_VERSIONS)
            .map(|version| version_shown(visitor, version))
            .collect(),
        shipped: shipped
            .filter(|_| own.is_some())
            .map(|shipped| text_of(&draft_of(shipped))),
        can_restore: own.is_some(),
    }
}

/// As many as the text takes, with its long lines wrapped.
fn rows(body: &str) -> usize {
    let of_line = |line: &str| line.chars().count() / LETTERS_IN_A_ROW + 1;
    body.lines()
        .map(of_line)
        .sum::<usize>()
        .clamp(ROWS.0, ROWS.1)
}

/// What may be chosen, with what the draft has.
struct Choices {
    languages: Vec<Choice>,
    kinds: Vec<Choice>,
    tones: Vec<Choice>,
}

fn choices(words: &Words, draft: &TemplateDraft) -> Choices {
    let choice = |value: &str, label: String, chosen: bool| Choice {
        value: value.to_string(),
        label,
        chosen,
    };
    let languages = [Language::French, Language::English];
    let kinds = [Kind::Message, Kind::Call, Kind::Task, Kind::Sms];
    let tone = |tone: Tone| {
        let level = tone.level().to_string();
        let label = words.say(&format!("campaign-tone-{level}"));
        choice(&level, label, tone == draft.tone)
    };
    Choices {
        languages: languages
            .map(|one| choice(one.code(), language_name(words, one), one == draft.language))
            .into(),
        kinds: kinds
            .map(|one| choice(one.code(), kind_name(words, one), one == draft.kind))
            .into(),
        tones: (1..=5).filter_map(Tone::new).map(tone).collect(),
    }
}

fn version_shown(visitor: &Visitor, version: &TemplateVersion) -> VersionShown {
    let words = &visitor.words;
    let when = words.instant(version.known_at, visitor.time_zone());
    let who = words.who(&version.made_by);
    let key = match version.content {
        Some(_) => "template-version",
        None => "template-version-shipped",
    };
    let read = |text: &String| template::Template::check(&version.name, version.language, text);
    let text = version.content.as_ref().map(|text| match read(text) {
        Ok(template) => text_of(&draft_of(&template)),
        Err(_) => text.clone(),
    });
    VersionShown {
        title: words.with(key, &[("when", &when), ("who", &who)]),
        why: version.why.clone(),
        text: text.unwrap_or_default(),
    }
}

/// Subject and text, one under the other.
fn text_of(draft: &TemplateDraft) -> String {
    format!("{}\n\n{}", draft.subject, draft.body)
}
