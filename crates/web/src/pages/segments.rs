//! Segments: the list in its order with what each holds, and the editor, where a condition is clicked together or
//! typed and is checked while it is typed. Must never change a strategy or send anything.

mod editor;
mod verdict;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::{Html, Response};
use desk::segments::Shift;
use notices::conditions::{problem, sentence};
use receivables::condition::Condition;
use receivables::identity::SegmentId;
use receivables::strategy::Strategy;
use store::segment::Segment;

use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Choice, Frame, Section, page};
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

pub(crate) use editor::{add, edit, keep};
pub(crate) use verdict::{Verdict, check, verdict};

#[derive(Template)]
#[template(path = "segments.html")]
struct SegmentsPage {
    frame: Frame,
    lines: Vec<Line>,
}

struct Line {
    id: String,
    place: usize,
    name: String,
    condition: String,
    said: String,
    trouble: bool,
    strategy: String,
    accounts: String,
    outstanding: Vec<String>,
    overdue: Vec<String>,
    is_first: bool,
    is_last: bool,
}

/// Shows the segments in their order.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let segments = store::segment::all(&mut reader, visitor.creditor.id).await?;
    let held = store::segment::holdings(
        &mut reader,
        visitor.seen,
        (visitor.today, visitor.creditor.currency),
    )
    .await?;
    drop(reader);
    let strategies = strategies(&state, &visitor).await?;
    let words = &visitor.words;
    let count = segments.len();
    let mut lines = Vec::with_capacity(count);
    for (at, segment) in segments.into_iter().enumerate() {
        let read = Condition::parse(&segment.condition, visitor.creditor.currency);
        let holding = held.get(&segment.id).cloned().unwrap_or_default();
        lines.push(Line {
            id: segment.id.to_string(),
            place: at + 1,
            trouble: read.is_err(),
            said: match &read {
                Ok(condition) => sentence(condition, words.wording()),
                Err(problems) => problems
                    .iter()
                    .map(|one| problem(one, words.wording()))
                    .collect(),
            },
            condition: segment.condition,
            name: segment.name,
            strategy: strategies
                .get(&segment.strategy)
                .cloned()
                .unwrap_or(segment.strategy),
            accounts: words.number(holding.accounts),
            outstanding: words.balances_or_dash(&holding.outstanding),
            overdue: words.balances_or_dash(&holding.overdue),
            is_first: at == 0,
            is_last: at + 1 == count,
        });
    }
    page(&SegmentsPage {
        frame: visitor.frame(Section::Strategies),
        lines,
    })
}

/// Takes a segment away.
pub(crate) async fn remove(
    State(state): State<WebState>,
    visitor: Visitor,
    At(segment): At<SegmentId>,
) -> Result<Response, Failure> {
    let outcome = state.desk().remove_segment(&visitor.seat()?, segment).await;
    let outcome = outcome
        .map(|()| Flash::done("flash-segment-removed"))
        .map_err(Trouble::from);
    answer(&state, "/segments", outcome)
}

/// Has a segment asked earlier or later.
pub(crate) async fn shift(
    State(state): State<WebState>,
    visitor: Visitor,
    At(segment): At<SegmentId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let shift = match fields.text("to") {
        "earlier" => Shift::Earlier,
        "later" => Shift::Later,
        _ => return Err(Failure::Bad),
    };
    let seat = visitor.seat()?;
    let outcome = state.desk().shift_segment(&seat, segment, shift).await;
    let outcome = outcome
        .map(|()| Flash::done("flash-segment-shifted"))
        .map_err(Trouble::from);
    answer(&state, "/segments", outcome)
}

/// The published strategies, by key, with their names in the reader's language.
async fn strategies(
    state: &WebState,
    visitor: &Visitor,
) -> Result<BTreeMap<String, String>, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let versions = store::strategy_version::latest(&mut reader, visitor.creditor.id).await?;
    drop(reader);
    let named = versions.into_iter().map(|version| {
        let name = Strategy::parse(&version.text).map_or_else(
            |_| version.key.clone(),
            |strategy| {
                let language = visitor.words.language();
                strategy.name.in_language(language).to_string()
            },
        );
        (version.key, name)
    });
    Ok(named.collect())
}

/// The choices of strategies of a form.
pub(super) async fn strategy_choices(
    state: &WebState,
    visitor: &Visitor,
    chosen: &str,
) -> Result<Vec<Choice>, Failure> {
    let named = strategies(state, visitor).await?.into_iter();
    Ok(named
        .map(|(key, label)| Choice {
            chosen: key == chosen,
            value: key,
            label,
        })
        .collect())
}

/// The segment of an address.
async fn found(state: &WebState, visitor: &Visitor, id: SegmentId) -> Result<Segment, Failure> {
    let mut reader = state.desk().store().reader().await?;
    Ok(store::segment::find(&mut reader, visitor.creditor.id, id).await?)
}
