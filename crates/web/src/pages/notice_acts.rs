//! What a person does on the departures board: run the day, send, confirm, take back, settle an unknown fate, and turn all sending off and on.

use axum::extract::State;
use axum::response::Response;
use desk::DeskError;
use desk::Writing;
use desk::board::Fate;
use receivables::identity::NoticeId;

use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

type Answer = Result<Response, Failure>;

const BOARD: &str = "/departures";

fn told(outcome: Result<(), DeskError>, key: &str) -> Result<Flash, Trouble> {
    outcome.map(|()| Flash::done(key)).map_err(Trouble::from)
}

/// Decides today now.
pub(crate) async fn run_day(State(state): State<WebState>, visitor: Visitor) -> Answer {
    let report = state
        .desk()
        .run_day(&visitor.seat()?, visitor.today, Writing::ForReal)
        .await;
    let outcome = report.map(|report| match report.problems.len() {
        0 => Flash::done("flash-day-run")
            .with("decided", visitor.words.number(count(report.accounts)))
            .with("planned", visitor.words.number(count(report.planned)))
            .with("withdrawn", visitor.words.number(count(report.withdrawn))),
        problems => Flash::trouble("flash-day-run-problems").counting(count(problems as u64)),
    });
    answer(&state, BOARD, outcome.map_err(Trouble::from))
}

/// Sends what is ready now.
pub(crate) async fn send(State(state): State<WebState>, visitor: Visitor) -> Answer {
    let report = state.desk().send(&visitor.seat()?, state.carriers()).await;
    let words = &visitor.words;
    let outcome = report.map(|report| {
        let later = report.try_again + report.outside_hours;
        let touched = report.sent + report.refused + later + report.unknown + report.withdrawn;
        if let Some(problem) = report.problems.first() {
            return Flash::trouble("flash-refused").with("words", problem.say(words.wording()));
        }
        if touched == 0 {
            return Flash::done("flash-sent-none");
        }
        let number = |found: u64| words.number(count(found));
        Flash::done("flash-sent")
            .with("sent", number(report.sent))
            .with("refused", number(report.refused))
            .with("later", number(later))
            .with("unknown", number(report.unknown))
            .with("withdrawn", number(report.withdrawn))
    });
    answer(&state, BOARD, outcome.map_err(Trouble::from))
}

/// Confirms one message.
pub(crate) async fn confirm(
    State(state): State<WebState>,
    visitor: Visitor,
    At(notice): At<NoticeId>,
) -> Answer {
    let outcome = state.desk().confirm(&visitor.seat()?, notice).await;
    answer(&state, BOARD, told(outcome, "flash-confirmed"))
}

/// Confirms every message that waits.
pub(crate) async fn confirm_all(State(state): State<WebState>, visitor: Visitor) -> Answer {
    let confirmed = state.desk().confirm_all(&visitor.seat()?).await;
    let outcome =
        confirmed.map(|confirmed| Flash::done("flash-confirmed-all").counting(count(confirmed)));
    answer(&state, BOARD, outcome.map_err(Trouble::from))
}

/// Takes a message back.
pub(crate) async fn withdraw(
    State(state): State<WebState>,
    visitor: Visitor,
    At(notice): At<NoticeId>,
) -> Answer {
    let outcome = state.desk().withdraw(&visitor.seat()?, notice, "").await;
    answer(&state, BOARD, told(outcome, "flash-withdrawn"))
}

/// Settles a message of unknown fate.
pub(crate) async fn settle(
    State(state): State<WebState>,
    visitor: Visitor,
    At(notice): At<NoticeId>,
    fields: Fields,
) -> Answer {
    let fate = match fields.text("sent") {
        "yes" => Fate::Arrived,
        "no" => Fate::Lost,
        _ => return Err(Failure::Bad),
    };
    let outcome = state
        .desk()
        .settle_unknown(&visitor.seat()?, notice, fate)
        .await;
    answer(&state, BOARD, told(outcome, "flash-fate-settled"))
}

/// Notes that a message or a letter came back.
pub(crate) async fn came_back(
    State(state): State<WebState>,
    visitor: Visitor,
    At(notice): At<NoticeId>,
    fields: Fields,
) -> Answer {
    let words = fields.text("words");
    let seat = visitor.seat()?;
    let outcome = state.desk().came_back(&seat, notice, words).await;
    answer(
        &state,
        &format!("/notices/{notice}"),
        told(outcome, "flash-came-back"),
    )
}

/// Turns all sending off or on.
pub(crate) async fn switch(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Answer {
    let seat = visitor.seat()?;
    match fields.text("to") {
        "off" => answer(
            &state,
            BOARD,
            told(
                state.desk().turn_sending_off(&seat).await,
                "flash-switched-off",
            ),
        ),
        "on" => answer(
            &state,
            BOARD,
            told(
                state.desk().turn_sending_on(&seat).await,
                "flash-switched-on",
            ),
        ),
        _ => Err(Failure::Bad),
    }
}

/// Lets automatic sending go on after an upgrade.
pub(crate) async fn confirm_upgrade(State(state): State<WebState>, visitor: Visitor) -> Answer {
    let outcome = state.desk().confirm_upgrade(&visitor.seat()?).await;
    answer(&state, BOARD, told(outcome, "flash-upgrade-confirmed"))
}

fn count(found: u64) -> i64 {
    i64::try_from(found).unwrap_or(i64::MAX)
}
