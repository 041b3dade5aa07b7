//! What came of a task: a line leaves the board only with words. What comes of a call is said in call mode, where the
//! reason is asked; letters are posted from their pile, where what was printed is kept.

use axum::extract::State;
use axum::response::Response;
use receivables::contact::Channel;
use receivables::identity::NoticeId;

use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

const BOARD: &str = "/departures";

/// Notes that a task was done.
pub(crate) async fn done(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<NoticeId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let notice = store::notice::find(&mut reader, visitor.creditor.id, id).await?;
    drop(reader);
    match notice.act.channel {
        Channel::Call => {
            let missing = Flash::trouble("flash-outcome-missing");
            return answer(&state, &format!("/calls/{id}"), Ok(missing));
        }
        Channel::Letter | Channel::RegisteredLetter => {
            let elsewhere = Flash::trouble("flash-letters-elsewhere");
            return answer(&state, "/letters", Ok(elsewhere));
        }
        Channel::Task | Channel::EMail | Channel::Sms => {}
    }
    let outcome = noted(&state, &visitor, id, &fields).await;
    answer(&state, BOARD, outcome)
}

async fn noted(
    state: &WebState,
    visitor: &Visitor,
    id: NoticeId,
    fields: &Fields,
) -> Result<Flash, Trouble> {
    if fields.text("words").is_empty() {
        return Err(Flash::trouble("flash-outcome-words").into());
    }
    let said = format!(
        "{} · {}",
        visitor.words.say("outcome-done"),
        fields.text("words")
    );
    state
        .desk()
        .done_by_hand(&visitor.seat()?, id, &said)
        .await?;
    Ok(Flash::done("flash-done"))
}
