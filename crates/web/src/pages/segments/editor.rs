//! The editor of one segment: its name, its condition and the strategy its accounts follow.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use desk::DeskError;
use receivables::identity::SegmentId;

use super::{found, strategy_choices};
use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Choice, Frame, Section, page};
use crate::pages::condition_form::{ConditionForm, Draft};
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Visitor, answer};

#[derive(Template)]
#[template(path = "segment.html")]
struct SegmentPage {
    frame: Frame,
    /// Empty for a new one.
    id: String,
    name: String,
    strategies: Vec<Choice>,
    form: ConditionForm,
    trouble: String,
}

/// A new segment.
pub(crate) async fn add(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(draft): Query<Draft>,
) -> Result<Html<String>, Failure> {
    shown(&state, &visitor, None, draft).await
}

/// A segment that is there.
pub(crate) async fn edit(
    State(state): State<WebState>,
    visitor: Visitor,
    At(segment): At<SegmentId>,
    Query(mut draft): Query<Draft>,
) -> Result<Html<String>, Failure> {
    let kept = found(&state, &visitor, segment).await?;
    draft.name.get_or_insert(kept.name);
    draft.condition.get_or_insert(kept.condition);
    draft.strategy.get_or_insert(kept.strategy);
    shown(&state, &visitor, Some(segment), draft).await
}

/// Keeps what was written; what is refused is shown again as it was written, with the reason.
pub(crate) async fn keep(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let id = fields.optional_identity("id")?;
    let seat = visitor.seat()?;
    let written = ["name", "condition", "strategy"].map(|name| fields.text(name));
    let refusal = match state.desk().keep_segment(&seat, id, written).await {
        Ok(_) => return answer(&state, "/segments", Ok(Flash::done("flash-segment-kept"))),
        Err(DeskError::Refused(refusal)) => refusal,
        Err(other) => return Err(other.into()),
    };
    let [name, condition, strategy] = written.map(|text| Some(text.to_string()));
    let draft = Draft {
        name,
        condition,
        strategy,
        trouble: refusal.say(visitor.words.wording()),
        ..Draft::default()
    };
    let page = shown(&state, &visitor, id, draft).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn shown(
    state: &WebState,
    visitor: &Visitor,
    id: Option<SegmentId>,
    draft: Draft,
) -> Result<Html<String>, Failure> {
    let path = match id {
        Some(id) => format!("/segments/{id}"),
        None => "/segments/new".to_string(),
    };
    let form = ConditionForm::of(state, visitor, (path, &draft)).await?;
    let chosen = draft.strategy.unwrap_or_default();
    page(&SegmentPage {
        frame: visitor.frame(Section::Strategies),
        id: id.map(|id| id.to_string()).unwrap_or_default(),
        name: draft.name.unwrap_or_default(),
        strategies: strategy_choices(state, visitor, &chosen).await?,
        form,
        trouble: draft.trouble,
    })
}
