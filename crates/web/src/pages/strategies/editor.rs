//! One strategy: its steps on their days, the panel of the one that is open, and its text, which is what both are made
//! from. The text is checked, tried on last year, and published when a person says so. Must never publish what does not
//! read, nor lose what was typed.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use desk::replay::{Reaching, Trial};
use notices::template::Library;
use notices::{names, strategies};
use receivables::strategy::Strategy;
use receivables::strategy::compare::compare;
use receivables::strategy::edit::{BLANK, BLANK_KEY, StrategyText};
use serde::Deserialize;
use store::strategy_version::StrategyVersion;

use super::panel::{self, Opened, Panel, Refused, fresh_step, fresh_variants};
use super::rail::{Rail, rail};
use super::trial::{Asked, Figures, played};
use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Frame, Section, page};
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

/// Versions shown at most.
const MOST_VERSIONS: usize = 12;

#[derive(Template)]
#[template(path = "strategy.html")]
struct StrategyPage {
    frame: Frame,
    key: String,
    name: String,
    summary: String,
    text: String,
    rows: usize,
    trouble: String,
    changes: Vec<String>,
    is_changed: bool,
    rail: Option<Rail>,
    panel: Option<Panel>,
    advice: Vec<String>,
    versions: Vec<VersionShown>,
    figures: Option<Figures>,
}

struct VersionShown {
    title: String,
    changes: Vec<String>,
}

/// Where a new strategy starts from.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Source {
    from: String,
}

/// What is opened beside the rail.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Beside {
    open: String,
}

/// The text of an editor, and what is open beside it.
struct Draft {
    /// The key it is published under; empty before.
    key: String,
    text: String,
    opened: Option<Opened>,
}

/// A strategy that starts as a copy of another, or from nothing.
pub(crate) async fn add(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(source): Query<Source>,
) -> Result<Html<String>, Failure> {
    let library = state.desk().words_in_force(&visitor.reading_seat()).await?;
    let (key, text) = match source.from.is_empty() {
        true => (BLANK_KEY.to_string(), BLANK.to_string()),
        false => {
            let versions = versions(&state, &visitor, &source.from).await?;
            let latest = versions.first().ok_or(Failure::NotFound)?;
            (latest.key.clone(), latest.text.clone())
        }
    };
    let fresh = free_key(&state, &visitor, (&key, source.from.is_empty())).await?;
    let line = |key: &str| format!("key = \"{key}\"");
    let draft = Draft {
        // It takes the place of none that is published.
        key: String::new(),
        text: text.replacen(&line(&key), &line(&fresh), 1),
        opened: Some(Opened::Head),
    };
    page(&shown((&visitor, &library), (&draft, None), &[]))
}

/// A key that no strategy of the company has, as near to the one wanted as it may be; that one itself where it may be.
async fn free_key(
    state: &WebState,
    visitor: &Visitor,
    (wanted, may_be_itself): (&str, bool),
) -> Result<String, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let all = store::strategy_version::all(&mut reader, visitor.creditor.id).await?;
    let is_free = |key: &String| !all.iter().any(|version| version.key == *key);
    let itself = may_be_itself.then(|| wanted.to_string());
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let mut keys = itself.into_iter().chain(numbered);
    Ok(keys.find(is_free).unwrap_or_default())
}

/// Shows a strategy as it is published.
pub(crate) async fn edit(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(key): Path<String>,
    Query(beside): Query<Beside>,
) -> Result<Html<String>, Failure> {
    let versions = versions(&state, &visitor, &key).await?;
    let latest = versions.first().ok_or(Failure::NotFound)?;
    let library = state.desk().words_in_force(&visitor.reading_seat()).await?;
    let text = latest.text.clone();
    let draft = Draft {
        key,
        opened: Opened::named(&beside.open).or_else(|| first_step(&text)),
        text,
    };
    page(&shown((&visitor, &library), (&draft, None), &versions))
}

/// The first step of a text: what a person sees first shows that it can be changed.
fn first_step(text: &str) -> Option<Opened> {
    let keys = StrategyText::open(text).ok()?.step_keys();
    keys.into_iter().next().map(Opened::Step)
}

/// Takes what was typed in the panel over into the text, then does what was asked with it.
pub(crate) async fn keep(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let mut draft = Draft {
        key: fields.text("key").to_string(),
        text: fields.text("text").replace("\r\n", "\n") + "\n",
        opened: Opened::named(fields.text("opened")),
    };
    let opened = draft.opened.take();
    match panel::applied(&draft.text, opened, &fields) {
        Ok((text, opened)) => (draft.text, draft.opened) = (text, opened),
        Err(refused) => return again(&state, &visitor, (draft, Some(*refused)), None).await,
    }
    match fields.text("act") {
        "publish" => return publish(&state, &visitor, draft).await,
        "try" => {
            let trial = Strategy::parse(&draft.text).ok().map(|strategy| Trial {
                strategy: Arc::new(strategy),
                reaching: Reaching::ItsOwn,
            });
            return again(&state, &visitor, (draft, None), trial).await;
        }
        act => draft.change(act),
    }
    again(&state, &visitor, (draft, None), None).await
}

impl Draft {
    /// Opens another step, or adds, copies or takes one out. What is not known changes nothing.
    fn change(&mut self, act: &str) {
        if let Some(opened) = act.strip_prefix("open:") {
            self.opened = Opened::named(opened);
            return;
        }
        let Ok(mut text) = StrategyText::open(&self.text) else {
            return;
        };
        let key = self
            .opened
            .as_ref()
            .and_then(Opened::step)
            .map(str::to_string);
        match (act, key) {
            ("add", key) => {
                let fresh = text.add_step(&fresh_step(&text, key.as_deref()));
                self.opened = Some(Opened::Step(fresh));
            }
            ("duplicate", Some(key)) => {
                let copy = text.duplicate_step(&key);
                self.opened = copy.map(Opened::Step);
            }
            ("remove", Some(key)) => {
                text.remove_step(&key);
                let keys = text.step_keys();
                self.opened = keys.into_iter().next().map(Opened::Step);
            }
            ("add-variant", Some(key)) => {
                let [usual, other] = fresh_variants();
                if text.variant_keys(&key).is_empty() {
                    text.add_variant(&key, &usual);
                }
                let fresh = text.add_variant(&key, &other);
                self.opened = fresh.map(|fresh| Opened::Variant(key, fresh));
            }
            ("remove-variant", Some(key)) => {
                if let Some(Opened::Variant(_, variant)) = &self.opened {
                    text.remove_variant(&key, variant);
                }
                self.opened = Some(Opened::Step(key));
            }
            _ => return,
        }
        self.text = text.into_text();
    }
}

/// The page with a draft, with what could not be written of it, and with what it would have done.
async fn again(
    state: &WebState,
    visitor: &Visitor,
    (draft, refused): (Draft, Option<Refused>),
    trial: Option<Trial>,
) -> Result<Response, Failure> {
    let versions = versions(state, visitor, &draft.key).await?;
    let library = state.desk().words_in_force(&visitor.reading_seat()).await?;
    let mut made = shown((visitor, &library), (&draft, refused), &versions);
    if let Some(trial) = trial {
        let asked = (false, &Asked::default());
        made.figures = Some(played(state, visitor, asked, trial).await?);
    }
    Ok(page(&made)?.into_response())
}

async fn publish(state: &WebState, visitor: &Visitor, draft: Draft) -> Result<Response, Failure> {
    let seat = visitor.seat()?;
    let Ok(strategy) = Strategy::parse(&draft.text) else {
        // What does not read is shown with its error and nothing of it is lost.
        return again(state, visitor, (draft, None), None).await;
    };
    let is_another = strategy.key != draft.key;
    if is_another && !versions(state, visitor, &strategy.key).await?.is_empty() {
        // Who follows that one would hear this one.
        let key = [("key", strategy.key.as_str())];
        let words = visitor.words.with("strategy-key-taken", &key);
        let library = state.desk().words_in_force(&visitor.reading_seat()).await?;
        let kept = versions(state, visitor, &draft.key).await?;
        let mut made = shown((visitor, &library), (&draft, None), &kept);
        made.trouble = words;
        return Ok(page(&made)?.into_response());
    }
    let outcome = state.desk().publish_strategy(&seat, &draft.text).await;
    let outcome = outcome.map(|_| Flash::done("flash-strategy-published"));
    let back = format!("/strategies/{}", strategy.key);
    answer(state, &back, outcome.map_err(Trouble::from))
}

/// The versions of a strategy, latest first; none for one that was never published.
async fn versions(
    state: &WebState,
    visitor: &Visitor,
    key: &str,
) -> Result<Vec<StrategyVersion>, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let mut all = store::strategy_version::all(&mut reader, visitor.creditor.id).await?;
    all.retain(|version| version.key == key);
    all.sort_by_key(|version| std::cmp::Reverse(version.number));
    Ok(all)
}

fn shown(
    (visitor, library): (&Visitor, &Library),
    (draft, refused): (&Draft, Option<Refused>),
    versions: &[StrategyVersion],
) -> StrategyPage {
    let words = &visitor.words;
    let text = &draft.text;
    let latest = versions.first();
    let read = Strategy::parse(text);
    let is_changed = latest.is_none_or(|latest| latest.text.trim() != text.trim());
    let opened = match &refused {
        Some(refused) => Some(refused.opened.clone()),
        None => draft.opened.clone(),
    };
    let open_step = opened.as_ref().and_then(Opened::step);
    let (name, summary, rail, advice) = match &read {
        Ok(strategy) => (
            strategy.name.in_language(words.language()).to_string(),
            words.typeset(strategy.summary.in_language(words.language())),
            Some(rail(strategy, open_step, words)),
            strategies::advice(strategy, library, words.wording()),
        ),
        Err(_) => (draft.key.clone(), String::new(), None, Vec::new()),
    };
    StrategyPage {
        frame: visitor.frame(Section::Strategies),
        key: draft.key.clone(),
        name,
        summary,
        rows: text.lines().count().clamp(12, 40),
        text: text.clone(),
        trouble: match &read {
            Ok(_) => String::new(),
            Err(error) => names::strategy_error(error, words.wording()),
        },
        changes: match latest {
            Some(latest) if is_changed => changes(words, &latest.text, text),
            _ => Vec::new(),
        },
        is_changed,
        rail,
        panel: match (refused, &opened, &read) {
            (Some(refused), ..) => Panel::refused(text, refused, (words, library)),
            (None, Some(opened), Ok(_)) => Panel::of(text, opened, (words, library)),
            (None, ..) => None,
        },
        advice,
        versions: versions_shown(visitor, versions),
        figures: None,
    }
}

fn versions_shown(visitor: &Visitor, versions: &[StrategyVersion]) -> Vec<VersionShown> {
    let words = &visitor.words;
    let shown = versions.iter().take(MOST_VERSIONS).enumerate();
    shown
        .map(|(place, version)| {
            let when = words.instant(version.published_at, visitor.time_zone());
            let who = words.who(&version.published_by);
            let number = version.number.to_string();
            VersionShown {
                title: words.with(
                    "strategies-published",
                    &[("number", &number), ("when", &when), ("who", &who)],
                ),
                changes: versions.get(place + 1).map_or_else(Vec::new, |before| {
                    changes(words, &before.text, &version.text)
                }),
            }
        })
        .collect()
}

/// What changed between two texts; nothing when one of them does not read.
fn changes(words: &crate::words::Words, before: &str, after: &str) -> Vec<String> {
    let found = compare(before, after).unwrap_or_default();
    let told = found.iter();
    told.map(|one| names::difference(one, words.wording()))
        .collect()
}
