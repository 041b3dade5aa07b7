//! The strategies of a company: what each does and whom it speaks to, its text with its versions, and what it would
//! have done. Must never publish anything that was not asked for by a person.

mod editor;
mod panel;
mod rail;
mod trial;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use desk::profile::Profile;
use notices::names;
use receivables::strategy::Strategy;

use crate::failure::Failure;
use crate::frame::{Badge, Frame, Section, page};
use crate::state::WebState;
use crate::visitor::Visitor;

pub(crate) use editor::{add, edit, keep};
pub(crate) use trial::show as replay;

#[derive(Template)]
#[template(path = "strategies.html")]
struct StrategiesPage {
    frame: Frame,
    lines: Vec<Line>,
}

/// One strategy of the list.
struct Line {
    path: String,
    name: String,
    summary: String,
    badges: Vec<Badge>,
    steps: String,
    published: String,
    trouble: String,
}

/// Shows the strategies, the company's own first.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let creditor = visitor.creditor.id;
    let mut reader = state.desk().store().reader().await?;
    let versions = store::strategy_version::latest(&mut reader, creditor).await?;
    let segments = store::segment::all(&mut reader, creditor).await?;
    drop(reader);
    let profile = Profile::of(&visitor.creditor)?;
    let mut used: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for segment in &segments {
        let names = used.entry(segment.strategy.as_str()).or_default();
        names.push(&segment.name);
    }
    let mut lines = Vec::with_capacity(versions.len());
    for version in &versions {
        let read = Strategy::parse(&version.text);
        let language = words.language();
        let (name, summary, steps, trouble) = match &read {
            Ok(strategy) => (
                strategy.name.in_language(language).to_string(),
                words.typeset(strategy.summary.in_language(words.language())),
                words.count(
                    "strategies-steps",
                    i64::try_from(strategy.steps.len()).unwrap_or(0),
                ),
                String::new(),
            ),
            Err(error) => (
                version.key.clone(),
                String::new(),
                String::new(),
                names::strategy_error(error, words.wording()),
            ),
        };
        let when = words.instant(version.published_at, visitor.time_zone());
        let who = words.who(&version.published_by);
        let number = version.number.to_string();
        lines.push(Line {
            path: format!("/strategies/{}", version.key),
            name,
            summary,
            badges: badges(
                &visitor,
                &profile,
                (&version.key, used.get(version.key.as_str())),
            ),
            steps,
            published: words.with(
                "strategies-published",
                &[("number", &number), ("when", &when), ("who", &who)],
            ),
            trouble,
        });
    }
    lines.sort_by_key(|line| line.badges.is_empty());
    page(&StrategiesPage {
        frame: visitor.frame(Section::Strategies),
        lines,
    })
}

/// Whom a strategy speaks to.
fn badges(
    visitor: &Visitor,
    profile: &Profile,
    (key, segments): (&str, Option<&Vec<&str>>),
) -> Vec<Badge> {
    let words = &visitor.words;
    let mut badges = Vec::new();
    let mut add = |text: String, state| badges.push(Badge { words: text, state });
    if key == profile.strategy {
        add(words.say("strategies-usual"), "done");
    }
    if key == profile.key_account_strategy {
        add(words.say("strategies-key-accounts"), "coming");
    }
    for name in segments.into_iter().flatten() {
        let named = words.with("strategies-segment", &[("name", name)]);
        add(named, "coming");
    }
    badges
}
