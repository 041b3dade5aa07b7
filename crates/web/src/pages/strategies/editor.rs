//! One strategy: its steps on their days beside its text, which is what they are made from. The text is checked,
//! tried on last year, and published when a person says so. Must never publish what does not read.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use desk::replay::{Reaching, Trial};
use notices::template::Library;
use notices::{names, strategies};
use receivables::strategy::Strategy;
use receivables::strategy::compare::compare;
use serde::Deserialize;
use store::strategy_version::StrategyVersion;

use super::rail::{Stop, stops};
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
    stops: Vec<Stop>,
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

/// A strategy that starts as a copy of another.
pub(crate) async fn add(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(source): Query<Source>,
) -> Result<Html<String>, Failure> {
    let versions = versions(&state, &visitor, &source.from).await?;
    let latest = versions.first().ok_or(Failure::NotFound)?;
    let library = state.desk().words_in_force(&visitor.reading_seat()).await?;
    let key = format!("{}-2", latest.key);
    let text = latest.text.replacen(
        &format!("key = \"{}\"", latest.key),
        &format!("key = \"{key}\""),
        1,
    );
    page(&shown((&visitor, &library), (&key, &text), &[]))
}

/// Shows a strategy as it is published.
pub(crate) async fn edit(
    State(state): State<WebState>,
    visitor: Visitor,
    Path(key): Path<String>,
) -> Result<Html<String>, Failure> {
    let versions = versions(&state, &visitor, &key).await?;
    let latest = versions.first().ok_or(Failure::NotFound)?;
    let library = state.desk().words_in_force(&visitor.reading_seat()).await?;
    let text = latest.text.clone();
    page(&shown((&visitor, &library), (&key, &text), &versions))
}

/// Checks, tries or publishes the text of a form.
pub(crate) async fn keep(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let text = fields.text("text").replace("\r\n", "\n") + "\n";
    let key = fields.text("key").to_string();
    match fields.text("act") {
        "publish" => publish(&state, &visitor, (&key, &text)).await,
        act => {
            let versions = versions(&state, &visitor, &key).await?;
            let library = state.desk().words_in_force(&visitor.reading_seat()).await?;
            let mut made = shown((&visitor, &library), (&key, &text), &versions);
            if act == "try"
                && let Ok(strategy) = Strategy::parse(&text)
            {
                let trial = Trial {
                    strategy: Arc::new(strategy),
                    reaching: Reaching::ItsOwn,
                };
                let asked = (false, &Asked::default());
                made.figures = Some(played(&state, &visitor, asked, trial).await?);
            }
            Ok(page(&made)?.into_response())
        }
    }
}

async fn publish(
    state: &WebState,
    visitor: &Visitor,
    (key, text): (&str, &str),
) -> Result<Response, Failure> {
    let seat = visitor.seat()?;
    let Ok(strategy) = Strategy::parse(text) else {
        // What does not read is shown with its error and nothing of it is lost.
        let versions = versions(state, visitor, key).await?;
        let library = state.desk().words_in_force(&visitor.reading_seat()).await?;
        let made = shown((visitor, &library), (key, text), &versions);
        return Ok(page(&made)?.into_response());
    };
    let outcome = state.desk().publish_strategy(&seat, text).await;
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
    (key, text): (&str, &str),
    versions: &[StrategyVersion],
) -> StrategyPage {
    let words = &visitor.words;
    let latest = versions.first();
    let read = Strategy::parse(text);
    let is_changed = latest.is_none_or(|latest| latest.text.trim() != text.trim());
    let (name, summary, stops, advice) = match &read {
        Ok(strategy) => (
            strategy.name.in_language(words.language()).to_string(),
            words.typeset(strategy.summary.in_language(words.language())),
            stops(strategy, words),
            strategies::advice(strategy, library, words.wording()),
        ),
        Err(_) => (key.to_string(), String::new(), Vec::new(), Vec::new()),
    };
    StrategyPage {
        frame: visitor.frame(Section::Strategies),
        key: key.to_string(),
        name,
        summary,
        rows: text.lines().count().clamp(12, 40),
        text: text.to_string(),
        trouble: read
            .err()
            .map(|error| names::strategy_error(&error, words.wording()))
            .unwrap_or_default(),
        changes: match latest {
            Some(latest) if is_changed => changes(words, &latest.text, text),
            _ => Vec::new(),
        },
        is_changed,
        stops,
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
