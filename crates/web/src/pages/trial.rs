//! Trying a message on oneself, from each page that shows one. Must never write to anybody but who asks.

use axum::extract::State;
use axum::response::Response;
use desk::DeskError;
use desk::carrier::Mailbox;
use desk::composing::Preview;
use receivables::contact::Channel;
use receivables::identity::{CampaignId, NoticeId};

use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

type Answer = Result<Response, Failure>;

/// Tries the e-mail of a notice.
pub(crate) async fn of_notice(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<NoticeId>,
) -> Answer {
    let mut reader = state.desk().store().reader().await?;
    let notice = store::notice::find(&mut reader, visitor.creditor.id, id).await?;
    drop(reader);
    if notice.act.channel != Channel::EMail {
        return Err(Failure::NotFound);
    }
    let preview = state.desk().preview(&visitor.reading_seat(), id).await;
    tried(&state, &visitor, preview, &format!("/notices/{id}")).await
}

/// Tries what a campaign says to one of its customers.
pub(crate) async fn of_campaign(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<CampaignId>,
    fields: Fields,
) -> Answer {
    let debtor = fields.identity("debtor")?;
    let seat = visitor.reading_seat();
    let preview = state.desk().preview_campaign(&seat, id, debtor).await;
    tried(&state, &visitor, preview, &format!("/campaigns/{id}")).await
}

async fn tried(
    state: &WebState,
    visitor: &Visitor,
    preview: Result<Preview, DeskError>,
    back: &str,
) -> Answer {
    let person = &visitor.signed_in.person;
    let to = Mailbox {
        name: person.name.clone(),
        address: person.email.clone(),
    };
    let outcome = match preview {
        Ok(preview) => {
            let seat = visitor.seat()?;
            let reader = (&to, visitor.words.wording());
            let carriers = state.carriers();
            state
                .desk()
                .try_message(&seat, carriers, &preview, reader)
                .await
        }
        Err(cause) => Err(cause),
    };
    let outcome = outcome.map(|()| Flash::done("flash-trial-sent").with("address", &person.email));
    answer(state, back, outcome.map_err(Trouble::from))
}
