//! What is done with a campaign: approved without the accounts that were taken out, or ended.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::response::Response;
use receivables::identity::{CampaignId, DebtorId};

use super::PAGE;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

/// Approves a draft.
pub(crate) async fn approve(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<CampaignId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let taken_out: Result<BTreeSet<DebtorId>, Failure> = fields
        .all("out")
        .map(|text| text.parse().map_err(|_| Failure::Bad))
        .collect();
    let seat = visitor.seat()?;
    let seen = (fields.text("seen"), &taken_out?);
    let approved = state.desk().approve_campaign(&seat, id, seen).await;
    let outcome = approved.map(|()| Flash::done("flash-campaign-approved"));
    let path = format!("{PAGE}/{id}");
    answer(&state, &path, outcome.map_err(Trouble::from))
}

/// Ends a campaign, or discards a draft.
pub(crate) async fn end(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<CampaignId>,
) -> Result<Response, Failure> {
    let ended = state.desk().end_campaign(&visitor.seat()?, id).await;
    let outcome = ended.map(|()| Flash::done("flash-campaign-ended"));
    answer(&state, PAGE, outcome.map_err(Trouble::from))
}
