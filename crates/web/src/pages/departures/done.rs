//! What was done today, counted by its way: at the head of the board, and alone for the board that asks again. Must never
//! count what came back, nor a call that reached nobody as a contact.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use receivables::contact::Channel;
use store::views::departures as board;

use crate::failure::Failure;
use crate::frame::page;
use crate::state::WebState;
use crate::visitor::Visitor;

/// What was done today by one way.
pub(super) struct Done {
    pub count: String,
    pub words: String,
}

/// What was done today, alone: the board asks for it again while it is looked at.
#[derive(Template)]
#[template(path = "departures_done.html")]
struct DonePart {
    done: Vec<Done>,
}

/// What was done today by each way, calls that reached nobody beside those that did.
pub(super) async fn of_today(state: &WebState, visitor: &Visitor) -> Result<Vec<Done>, Failure> {
    let words = &visitor.words;
    let mut reader = state.desk().store().reader().await?;
    let contacts = board::contacts_on(&mut reader, visitor.seen, visitor.today).await?;
    let calls = store::call_report::outcomes_on(&mut reader, visitor.seen, visitor.today).await?;
    drop(reader);
    let ways = [
        Channel::EMail,
        Channel::Sms,
        Channel::Letter,
        Channel::RegisteredLetter,
        Channel::Call,
    ];
    let of = |channel: &Channel| contacts.get(channel).copied().unwrap_or(0);
    let mut done: Vec<Done> = ways
        .iter()
        .filter(|channel| of(channel) > 0 || matches!(channel, Channel::EMail | Channel::Call))
        .map(|channel| Done {
            count: words.number(of(channel)),
            words: words.count(&format!("departures-done-{}", channel.code()), of(channel)),
        })
        .collect();
    let in_vain = calls.iter().filter(|(outcome, _)| !outcome.is_contact());
    let in_vain: i64 = in_vain.map(|(_, count)| count).sum();
    if in_vain > 0 {
        done.push(Done {
            count: words.number(in_vain),
            words: words.count("departures-done-in-vain", in_vain),
        });
    }
    Ok(done)
}

/// Shows what was done today, without the page around it.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    page(&DonePart {
        done: of_today(&state, &visitor).await?,
    })
}
