//! What came of a call, a letter or a task: a line leaves the board only by an outcome and words. A person who
//! was not reached was not contacted, so the call comes back.

use axum::extract::State;
use axum::response::Response;
use jiff::civil::Date;
use receivables::contact::Channel;
use receivables::identity::NoticeId;
use store::notice::Notice;

use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::Choice;
use crate::pages::account_acts;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};
use crate::words::Words;

/// How something a person did ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Reached,
    LeftMessage,
    NotReached,
    WrongNumber,
    Done,
}

const ALL: [(&str, Outcome); 5] = [
    ("reached", Outcome::Reached),
    ("left-message", Outcome::LeftMessage),
    ("not-reached", Outcome::NotReached),
    ("wrong-number", Outcome::WrongNumber),
    ("done", Outcome::Done),
];

impl Outcome {
    /// True when the debtor heard of us, or the work is done.
    fn is_contact(self) -> bool {
        match self {
            Outcome::Reached | Outcome::LeftMessage | Outcome::Done => true,
            Outcome::NotReached | Outcome::WrongNumber => false,
        }
    }

    fn may_end(self, channel: Channel) -> bool {
        (channel == Channel::Call) == (self != Outcome::Done)
    }
}

/// The outcomes of a notice, as a list to choose from.
pub(crate) fn choices(words: &Words, channel: Channel) -> Vec<Choice> {
    ALL.iter()
        .filter(|(_, outcome)| outcome.may_end(channel))
        .map(|(value, _)| Choice {
            value: (*value).to_string(),
            label: words.say(&format!("outcome-{value}")),
            chosen: false,
        })
        .collect()
}

/// Notes what came of a call, a letter or a task.
pub(crate) async fn done(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<NoticeId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let outcome = note(&state, &visitor, id, &fields).await;
    answer(&state, "/departures", outcome)
}

async fn note(
    state: &WebState,
    visitor: &Visitor,
    id: NoticeId,
    fields: &Fields,
) -> Result<Flash, Trouble> {
    let mut reader = state.desk().store().reader().await?;
    let notice = store::notice::find(&mut reader, visitor.creditor.id, id).await?;
    drop(reader);
    let asked = fields.text("outcome");
    let chosen = ALL
        .iter()
        .find(|(value, outcome)| *value == asked && outcome.may_end(notice.act.channel));
    let Some((value, outcome)) = chosen else {
        return Err(Flash::trouble("flash-outcome-missing").into());
    };
    if fields.text("words").is_empty() {
        return Err(Flash::trouble("flash-outcome-words").into());
    }
    let pay_on = fields.optional_day("pay_on")?;
    if let Some(pay_on) = pay_on {
        account_acts::promise_day(visitor, pay_on)?;
    }
    let name = visitor.words.say(&format!("outcome-{value}"));
    let said = format!("{name} · {}", fields.text("words"));
    let (desk, seat) = (state.desk(), visitor.seat()?);
    if !outcome.is_contact() {
        desk.withdraw(&seat, id, &said).await?;
        desk.look_at_again(&seat, notice.debtor).await?;
        return Ok(Flash::done("flash-not-reached"));
    }
    desk.done_by_hand(&seat, id, &said).await?;
    match pay_on {
        Some(pay_on) => promise(state, visitor, &notice, pay_on).await,
        None => Ok(Flash::done("flash-done")),
    }
}

/// Takes the promise made during a call, for what the call was about and is still open.
async fn promise(
    state: &WebState,
    visitor: &Visitor,
    notice: &Notice,
    pay_on: Date,
) -> Result<Flash, Trouble> {
    let (desk, seat) = (state.desk(), visitor.seat()?);
    let account = desk.why(&seat, notice.debtor, None).await?.account;
    let items = notice.act.items.iter().map(|item| item.item);
    let is_open = |id: &receivables::identity::ItemId| {
        account.item(*id).is_some_and(|item| item.is_open_claim())
    };
    let parts: Vec<_> = items.filter(is_open).map(|item| (item, None)).collect();
    if parts.is_empty() {
        return Ok(Flash::done("flash-done"));
    }
    let new = desk::facts::NewPromise { pay_on, parts };
    desk.take_promise(&seat, notice.debtor, new).await?;
    Ok(Flash::done("flash-promise-taken"))
}
