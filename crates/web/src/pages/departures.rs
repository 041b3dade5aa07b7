//! The departures board: what waits for a confirmation, what leaves, what a person must do, what is held and
//! why, what failed. It shows what was written down; deciding and sending are acts of their own.

pub(crate) mod done;
mod line;
mod room;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use jiff::SignedDuration;
use notices::format::{capitalised, day_with_weekday};
use notices::names::Named;
use receivables::account::Mode;
use receivables::contact::Channel;
use receivables::decide::Gate;
use serde::Deserialize;
use store::notice::Standing;
use store::views::departures::{self as board, Departure, HeldAccount, Waiting};

use crate::failure::Failure;
use crate::frame::{Frame, Section, page};
use crate::pages::account_line::NextSteps;
use crate::pages::calls;
use crate::pages::step_names::StepNames;
use crate::state::WebState;
use crate::visitor::Visitor;
use done::Done;
use line::{Group, Line, Teller};
pub(crate) use room::by_room;
use room::postponed;

/// Lines shown of one list at most: a page stays under 100 kB.
const MOST_LINES: usize = 40;
/// Lines shown of one step, when it is asked for alone.
const MOST_OF_A_STEP: usize = 80;
/// Notices read at most.
const MOST_READ: usize = 2000;
/// Accounts held shown at most.
const MOST_HELD: u32 = 60;
/// Days a refusal stays on the board.
const DAYS_OF_REFUSALS: i64 = 7;
/// Refused and unknown notices shown at most.
const MOST_FAILED: u32 = 40;

#[derive(Template)]
#[template(path = "departures.html")]
struct DeparturesPage {
    frame: Frame,
    today: String,
    done: Vec<Done>,
    one_step: bool,
    can_send: bool,
    has_calls: bool,
    has_letters: bool,
    sending_on: bool,
    confirm_all_ask: String,
    unknown: Vec<Line>,
    waiting: Vec<Group>,
    waiting_count: i64,
    leaving: Vec<Group>,
    leaving_count: i64,
    tasks: Vec<Group>,
    task_count: i64,
    postponed: Vec<Line>,
    postponed_words: String,
    held: Vec<Group>,
    held_count: i64,
    refused: Vec<Line>,
}

/// What the address asks for.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    /// The key of one step; empty for all.
    #[serde(default)]
    step: String,
}

/// What is read for the board.
struct Read {
    waiting: Waiting,
    failed: Vec<Departure>,
    held_counts: BTreeMap<Gate, i64>,
    held: Vec<HeldAccount>,
    steps: StepNames,
}

impl Read {
    async fn read(state: &WebState, visitor: &Visitor) -> Result<Read, Failure> {
        let mut reader = state.desk().store().reader().await?;
        let shown = [
            Standing::ToConfirm,
            Standing::Ready,
            Standing::Leaving,
            Standing::ToDo,
            Standing::Observed,
        ];
        let now = state.desk().clock().instant();
        let span = SignedDuration::from_hours(24 * DAYS_OF_REFUSALS);
        let since = now.checked_sub(span).unwrap_or(now);
        let waiting = board::waiting(&mut reader, visitor.seen, &shown, MOST_READ).await?;
        let failed = board::failed_since(&mut reader, visitor.seen, since, MOST_FAILED).await?;
        let (held_counts, held) = board::held(&mut reader, visitor.seen, MOST_HELD).await?;
        let steps = StepNames::read(&mut reader, visitor.creditor.id, &visitor.words).await?;
        Ok(Read {
            waiting,
            failed,
            held_counts,
            held,
            steps,
        })
    }

    fn count(&self, standings: &[Standing]) -> i64 {
        let counts = &self.waiting.counts;
        let found = standings.iter().filter_map(|standing| counts.get(standing));
        i64::try_from(found.sum::<u64>()).unwrap_or(i64::MAX)
    }
}

/// Shows the board.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let found = Read::read(&state, &visitor).await?;
    let done = done::of_today(&state, &visitor).await?;
    let held = found.held.iter().map(|held| held.debtor).collect();
    let next = NextSteps::read(&state, &visitor, held).await?;
    let teller = Teller {
        visitor: &visitor,
        steps: &found.steps,
    };
    let policy = &visitor.creditor.policy;
    let sending_on = policy.stopped_on.is_none();
    let leaving = [Standing::Ready, Standing::Leaving, Standing::Observed];
    let waiting_count = found.count(&[Standing::ToConfirm]);
    let most = match asked.step.is_empty() {
        true => MOST_LINES,
        false => MOST_OF_A_STEP,
    };
    let departures = &found.waiting.departures;
    let of = |standings: &[Standing]| teller.groups(departures, standings, (&asked.step, most));
    let (today, later) = by_room(&visitor, departures)?;
    let postponed_count = i64::try_from(later.len()).unwrap_or(i64::MAX);
    let (unknown, refused): (Vec<_>, Vec<_>) =
        (found.failed.iter()).partition(|failed| failed.notice.standing() == Standing::Unknown);
    let lines = |failed: Vec<&Departure>| failed.into_iter().map(|one| teller.line(one)).collect();
    page(&DeparturesPage {
        frame: visitor.frame(Section::Departures),
        done,
        one_step: !asked.step.is_empty(),
        today: capitalised(&day_with_weekday(visitor.today, words.language())),
        can_send: sending_on && policy.mode != Mode::Observe,
        has_calls: departures.iter().any(|one| calls::is_to_do(&one.notice)),
        has_letters: departures.iter().any(is_letter_to_post),
        sending_on,
        confirm_all_ask: words.count("departures-confirm-all-ask", waiting_count),
        unknown: lines(unknown),
        waiting: of(&[Standing::ToConfirm]),
        waiting_count,
        leaving: of(&leaving),
        leaving_count: found.count(&leaving),
        tasks: teller.groups(&today, &[Standing::ToDo], (&asked.step, most)),
        postponed: postponed(&teller, &later),
        postponed_words: words.count("departures-postponed", postponed_count),
        task_count: found.count(&[Standing::ToDo]) - postponed_count,
        held: held_groups(&teller, (&found.held_counts, &found.held), &next),
        held_count: found.held_counts.values().sum(),
        refused: lines(refused),
    })
}

fn is_letter_to_post(departure: &Departure) -> bool {
    let notice = &departure.notice;
    let channels = [Channel::Letter, Channel::RegisteredLetter];
    notice.standing() == Standing::ToDo && channels.contains(&notice.act.channel)
}

/// The accounts held, gate by gate.
fn held_groups(
    teller: &Teller<'_>,
    (counts, held): (&BTreeMap<Gate, i64>, &[HeldAccount]),
    next: &NextSteps,
) -> Vec<Group> {
    let words = &teller.visitor.words;
    let group = |(gate, count): (&Gate, &i64)| {
        let of_gate: Vec<&HeldAccount> = held
            .iter()
            .filter(|account| account.gate == *gate)
            .take(MOST_LINES)
            .collect();
        let left = count - i64::try_from(of_gate.len()).unwrap_or(0);
        Group {
            title: capitalised(&gate.name(words.wording())),
            path: String::new(),
            count: words.number(*count),
            lines: of_gate
                .into_iter()
                .map(|account| teller.held(account, next))
                .collect(),
            more: if left > 0 {
                words.count("departures-more", left)
            } else {
                String::new()
            },
        }
    };
    counts.iter().map(group).collect()
}
