//! What is done with sanctions: proposed, approved, refused, lifted.

use axum::extract::State;
use axum::response::Response;
use receivables::identity::{DebtorId, ItemId, SanctionId};
use store::sanction::NewSanction;

use super::PAGE;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::pages::account_acts::variant;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

/// Proposes a sanction.
pub(crate) async fn propose(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let seat = visitor.seat()?;
    let form = format!("/debtors/{debtor}/sanctions/new");
    let items: Result<Vec<ItemId>, Failure> = fields
        .all("item")
        .map(|text| text.parse().map_err(|_| Failure::Bad))
        .collect();
    let items = items?;
    let wished_on = match fields.day("from") {
        Ok(day) => day,
        Err(trouble) => return answer(&state, &form, Ok(trouble)),
    };
    let new = NewSanction {
        measure: variant(fields.text("measure"))?,
        why: fields.text("why").to_string(),
        wished_on,
    };
    let proposed = state.desk().propose_sanction(&seat, debtor, (new, &items));
    match proposed.await {
        Ok(_) => answer(&state, PAGE, Ok(Flash::done("flash-sanction-proposed"))),
        Err(cause) => answer(&state, &form, Err(Trouble::from(cause))),
    }
}

/// Approves a sanction.
pub(crate) async fn approve(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<SanctionId>,
) -> Result<Response, Failure> {
    let approved = state.desk().approve_sanction(&visitor.seat()?, id).await;
    let outcome = approved.map(|from_on| {
        let day = visitor.words.day(from_on);
        Flash::done("flash-sanction-approved").with("day", &day)
    });
    answer(&state, PAGE, outcome.map_err(Trouble::from))
}

/// Refuses a proposal, or lifts a sanction.
pub(crate) async fn end(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<SanctionId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let seat = visitor.seat()?;
    let ended = state
        .desk()
        .end_sanction(&seat, id, fields.text("words"))
        .await;
    let outcome = ended.map(|()| Flash::done("flash-sanction-ended"));
    answer(&state, PAGE, outcome.map_err(Trouble::from))
}
