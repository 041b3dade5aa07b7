//! What is done with answers: a finding made a fact or rejected, an answer of the tray placed or set aside.

use axum::extract::State;
use axum::response::Response;
use desk::answers::Writer;
use desk::facts::NewHold;
use receivables::fact::HoldReason;
use receivables::identity::{DebtorId, ReplyId, UnplacedAnswerId};
use store::reply::StatementVerdict;

use super::PAGE;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::pages::account_acts::{new_contact, promise};
use crate::pages::disputes::opened;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

/// Makes a fact of a finding, as the form corrected it, and keeps that it was right.
pub(crate) async fn accept(
    State(state): State<WebState>,
    visitor: Visitor,
    At(reply): At<ReplyId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let place = place_of(&fields)?;
    let mut reader = state.desk().store().reader().await?;
    let kept = store::reply::statements(&mut reader, visitor.creditor.id, reply).await?;
    drop(reader);
    let mut open = kept.iter().filter(|one| one.verdict.is_none());
    if !open.any(|one| one.place == place) {
        // Pressed twice, or judged by a colleague: the fact is there already.
        let judged = Flash::trouble("flash-statement-judged");
        return answer(&state, &format!("{PAGE}/{reply}"), Ok(judged));
    }
    let mut outcome = made_fact(&state, &visitor, reply, &fields).await;
    if outcome.is_ok() {
        let judged = (reply, place);
        let verdict = StatementVerdict::Accepted;
        let kept = state
            .desk()
            .judge_statement(&visitor.seat()?, judged, verdict)
            .await;
        if let Err(cause) = kept {
            outcome = Err(Trouble::from(cause));
        }
    }
    answer(&state, &format!("{PAGE}/{reply}"), outcome)
}

async fn made_fact(
    state: &WebState,
    visitor: &Visitor,
    reply: ReplyId,
    fields: &Fields,
) -> Result<Flash, Trouble> {
    let mut reader = state.desk().store().reader().await?;
    let letter = store::reply::letter(&mut reader, visitor.seen, reply).await?;
    drop(reader);
    let debtor = letter.debtor;
    match fields.text("says") {
        "will-pay" => promise(state, visitor, debtor, fields).await,
        "has-paid" | "asks-delay" => {
            let new = NewHold {
                item: None,
                until_on: fields.optional_day("until")?,
                reason: HoldReason::DebtorSaid,
                words: fields.text("words").to_string(),
            };
            let seat = visitor.seat()?;
            state.desk().place_hold(&seat, debtor, new).await?;
            Ok(Flash::done("flash-hold-placed"))
        }
        "contests" => {
            opened(state, visitor, debtor, fields).await?;
            Ok(Flash::done("flash-dispute-opened"))
        }
        "wrong-contact" => {
            let new = new_contact(fields)?;
            let seat = visitor.seat()?;
            state.desk().add_contact(&seat, debtor, new).await?;
            Ok(Flash::done("flash-contact-added"))
        }
        _ => Ok(Flash::done("flash-statement-kept")),
    }
}

/// Keeps that a finding was wrong.
pub(crate) async fn reject(
    State(state): State<WebState>,
    visitor: Visitor,
    At(reply): At<ReplyId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let judged = (reply, place_of(&fields)?);
    let verdict = StatementVerdict::Rejected;
    let kept = state
        .desk()
        .judge_statement(&visitor.seat()?, judged, verdict)
        .await;
    let outcome = kept.map(|()| Flash::done("flash-statement-rejected"));
    answer(
        &state,
        &format!("{PAGE}/{reply}"),
        outcome.map_err(Trouble::from),
    )
}

fn place_of(fields: &Fields) -> Result<i64, Failure> {
    fields.text("place").parse().map_err(|_| Failure::Bad)
}

/// Puts an answer of the tray on the account somebody typed, else on the one that was chosen.
pub(crate) async fn place(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<UnplacedAnswerId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let seat = visitor.seat()?;
    let typed = fields.text("find");
    let debtor: Option<DebtorId> = match typed.is_empty() {
        true => fields.optional_identity("debtor")?,
        false => {
            let mut reader = state.desk().store().reader().await?;
            let found = store::debtor::search(&mut reader, visitor.creditor.id, typed).await?;
            match found[..] {
                [one] => Some(one),
                _ => None,
            }
        }
    };
    let Some(debtor) = debtor else {
        return answer(&state, PAGE, Ok(Flash::trouble("flash-answer-whose")));
    };
    let writer = match fields.text("remember") {
        "" => Writer::StaysUnknown,
        _ => Writer::BecomesContact,
    };
    match state.desk().place_answer(&seat, id, (debtor, writer)).await {
        Ok(reply) => {
            let path = format!("{PAGE}/{reply}");
            answer(&state, &path, Ok(Flash::done("flash-answer-placed")))
        }
        Err(cause) => answer(&state, PAGE, Err(Trouble::from(cause))),
    }
}

/// Sets an answer of the tray aside.
pub(crate) async fn set_aside(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<UnplacedAnswerId>,
) -> Result<Response, Failure> {
    let set = state.desk().set_answer_aside(&visitor.seat()?, id).await;
    let outcome = set.map(|()| Flash::done("flash-answer-aside"));
    answer(&state, PAGE, outcome.map_err(Trouble::from))
}
