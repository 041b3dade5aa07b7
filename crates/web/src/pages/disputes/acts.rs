//! What people do about a dispute: each form becomes values of the trade, the desk acts, and the dispute's page says
//! what became of it.

use axum::extract::{Multipart, State};
use axum::response::Response;
use desk::disputes::{NewDispute, Settlement};
use receivables::currency::Currency;
use receivables::fact::DisputeReason;
use receivables::identity::{DebtorId, DisputeId, GestureId, ItemId};
use store::dispute::thread::Verdict;
use store::dispute::{Care, Fault, Side};

use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::pages::account_acts::{account_path, part_of, variant};
use crate::pages::imports::files_of;
use crate::place::{At, AtBoth, AtThree};
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

type Answer = Result<Response, Failure>;

fn path(debtor: DebtorId, dispute: DisputeId) -> String {
    format!("/debtors/{debtor}/disputes/{dispute}")
}

/// Opens a dispute.
pub(crate) async fn open(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    fields: Fields,
) -> Answer {
    let outcome = opened(&state, &visitor, debtor, &fields).await;
    let back = match &outcome {
        Ok(dispute) => path(debtor, *dispute),
        Err(_) => account_path(debtor),
    };
    let outcome = outcome.map(|_| Flash::done("flash-dispute-opened"));
    answer(&state, &back, outcome)
}

/// Opens the dispute a form describes.
pub(crate) async fn opened(
    state: &WebState,
    visitor: &Visitor,
    debtor: DebtorId,
    fields: &Fields,
) -> Result<DisputeId, Trouble> {
    let item: ItemId = fields.identity("item")?;
    let reason: DisputeReason = variant(fields.text("reason"))?;
    let new = NewDispute {
        amount: part_of(state, visitor, debtor, (item, fields)).await?,
        answer_by: fields.optional_day("answer_by")?,
        ..NewDispute::because(reason, fields.text("words"))
    };
    Ok(state
        .desk()
        .open_dispute(&visitor.seat()?, item, new)
        .await?)
}

/// Settles a dispute.
pub(crate) async fn close(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, dispute): AtBoth<DebtorId, DisputeId>,
    fields: Fields,
) -> Answer {
    let outcome = closed(&state, &visitor, dispute, &fields).await;
    answer(&state, &path(debtor, dispute), outcome)
}

async fn closed(
    state: &WebState,
    visitor: &Visitor,
    dispute: DisputeId,
    fields: &Fields,
) -> Result<Flash, Trouble> {
    let fault: Fault = variant(fields.text("fault"))?;
    let is_founded = match fields.text("outcome") {
        "founded" => true,
        "unfounded" => false,
        _ => return Err(Flash::trouble("flash-dispute-choose").into()),
    };
    let credit_to_come = match is_founded {
        true => {
            let currency = currency_of(state, visitor, dispute).await?;
            fields.optional_amount("credit", currency)?
        }
        false => None,
    };
    let settlement = Settlement {
        is_founded,
        fault,
        credit_to_come,
    };
    state
        .desk()
        .close_dispute(&visitor.seat()?, dispute, settlement)
        .await?;
    Ok(Flash::done(match is_founded {
        true => "flash-dispute-founded",
        false => "flash-dispute-unfounded",
    }))
}

async fn currency_of(
    state: &WebState,
    visitor: &Visitor,
    dispute: DisputeId,
) -> Result<Currency, Trouble> {
    let mut reader = state.desk().store().reader().await?;
    let found = store::views::disputes::find(&mut reader, visitor.seen, dispute).await?;
    Ok(found.ok_or(Failure::NotFound)?.open.currency)
}

/// Says that no credit note is waited for.
pub(crate) async fn end_award(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, dispute): AtBoth<DebtorId, DisputeId>,
) -> Answer {
    let ended = state.desk().end_award(&visitor.seat()?, dispute).await;
    let outcome = ended.map(|()| Flash::done("flash-award-ended"));
    answer(
        &state,
        &path(debtor, dispute),
        outcome.map_err(Trouble::from),
    )
}

/// Hands a dispute to somebody.
pub(crate) async fn assign(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, dispute): AtBoth<DebtorId, DisputeId>,
    fields: Fields,
) -> Answer {
    let outcome = assigned(&state, &visitor, dispute, &fields).await;
    answer(&state, &path(debtor, dispute), outcome)
}

async fn assigned(
    state: &WebState,
    visitor: &Visitor,
    dispute: DisputeId,
    fields: &Fields,
) -> Result<Flash, Trouble> {
    let side: Side = variant(fields.text("side"))?;
    let care = Care {
        side,
        owner: fields.optional_identity("owner")?,
        answer_by: fields.optional_day("answer_by")?,
    };
    state
        .desk()
        .assign_dispute(&visitor.seat()?, dispute, care)
        .await?;
    Ok(Flash::done("flash-dispute-assigned"))
}

/// Says something about a dispute.
pub(crate) async fn discuss(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, dispute): AtBoth<DebtorId, DisputeId>,
    fields: Fields,
) -> Answer {
    let seat = visitor.seat()?;
    let words = fields.text("words");
    let said = state.desk().discuss_dispute(&seat, dispute, words).await;
    let outcome = said.map(|()| Flash::done("flash-dispute-said"));
    answer(
        &state,
        &path(debtor, dispute),
        outcome.map_err(Trouble::from),
    )
}

/// Adds files to a dispute.
pub(crate) async fn add_evidence(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, dispute): AtBoth<DebtorId, DisputeId>,
    form: Multipart,
) -> Answer {
    let seat = visitor.seat()?;
    let mut outcome = Ok(Flash::trouble("flash-evidence-none"));
    for (name, bytes) in files_of(form).await? {
        let file = (name.as_str(), bytes.as_slice());
        let added = state.desk().add_evidence(&seat, dispute, file).await;
        outcome = added
            .map(|_| Flash::done("flash-evidence-added"))
            .map_err(Trouble::from);
        if outcome.is_err() {
            break;
        }
    }
    answer(&state, &path(debtor, dispute), outcome)
}

/// Proposes a commercial gesture.
pub(crate) async fn propose_gesture(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, dispute): AtBoth<DebtorId, DisputeId>,
    fields: Fields,
) -> Answer {
    let outcome = proposed(&state, &visitor, dispute, &fields).await;
    answer(&state, &path(debtor, dispute), outcome)
}

async fn proposed(
    state: &WebState,
    visitor: &Visitor,
    dispute: DisputeId,
    fields: &Fields,
) -> Result<Flash, Trouble> {
    let currency = currency_of(state, visitor, dispute).await?;
    let Some(amount) = fields.optional_amount("amount", currency)? else {
        return Err(Flash::trouble("flash-amount-wrong")
            .with("found", "")
            .into());
    };
    let gesture = (amount, fields.text("words"));
    state
        .desk()
        .propose_gesture(&visitor.seat()?, dispute, gesture)
        .await?;
    Ok(Flash::done("flash-gesture-proposed"))
}

/// Approves a gesture or refuses it.
pub(crate) async fn answer_gesture(
    State(state): State<WebState>,
    visitor: Visitor,
    AtThree(debtor, dispute, gesture): AtThree<DebtorId, DisputeId, GestureId>,
    fields: Fields,
) -> Answer {
    let verdict: Verdict = variant(fields.text("verdict"))?;
    let said = (verdict, fields.text("words"));
    let seat = visitor.seat()?;
    let answered = state
        .desk()
        .answer_gesture(&seat, (dispute, gesture), said)
        .await;
    let key = match verdict {
        Verdict::Approved => "flash-gesture-approved",
        Verdict::Refused => "flash-gesture-refused",
    };
    let outcome = answered.map(|()| Flash::done(key)).map_err(Trouble::from);
    answer(&state, &path(debtor, dispute), outcome)
}
