//! The departures board: what waits for a confirmation, what leaves, what a person must do, what is held and
//! why, what failed. It shows what was written down; deciding and sending are acts of their own.

mod line;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use notices::format::{capitalised, day_with_weekday};
use notices::names::Named;
use receivables::decide::Gate;
use serde::Deserialize;
use store::notice::Standing;
use store::views::departures::{self as board, HeldAccount};

use crate::failure::Failure;
use crate::frame::{Frame, Section, page};
use crate::pages::step_names::StepNames;
use crate::state::WebState;
use crate::visitor::Visitor;
use line::{Group, Line, Teller};

/// Lines shown of one list at most: a page stays under 100 kB.
const MOST_LINES: usize = 40;
/// Lines shown of one step, when it is asked for alone.
const MOST_OF_A_STEP: usize = 80;
/// Notices read at most.
const MOST_READ: usize = 2000;
/// Accounts held shown at most.
const MOST_HELD: u32 = 60;
/// Days a refusal stays on the board.
const DAYS_OF_REFUSALS: i32 = 7;

#[derive(Template)]
#[template(path = "departures.html")]
struct DeparturesPage {
    frame: Frame,
    today: String,
    one_step: bool,
    can_send: bool,
    sending_on: bool,
    confirm_all_ask: String,
    unknown: Vec<Line>,
    waiting: Vec<Group>,
    waiting_count: i64,
    leaving: Vec<Group>,
    leaving_count: i64,
    tasks: Vec<Group>,
    task_count: i64,
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

/// Shows the board.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let mut reader = state.desk().store().reader().await?;
    let shown = [
        Standing::ToConfirm,
        Standing::Ready,
        Standing::Leaving,
        Standing::ToDo,
        Standing::Observed,
    ];
    let waiting = board::waiting(&mut reader, visitor.seen, &shown, MOST_READ).await?;
    let since = state.desk().clock().instant();
    let since = since
        .checked_sub(jiff::SignedDuration::from_hours(
            24 * i64::from(DAYS_OF_REFUSALS),
        ))
        .unwrap_or(since);
    let failed = board::failed_since(&mut reader, visitor.seen, since, 60).await?;
    let (held_counts, held) = board::held(&mut reader, visitor.seen, MOST_HELD).await?;
    let steps = StepNames::read(&mut reader, visitor.creditor.id, words).await?;
    drop(reader);
    let teller = Teller {
        visitor: &visitor,
        steps: &steps,
    };
    let count = |standings: &[Standing]| {
        let found = standings
            .iter()
            .filter_map(|standing| waiting.counts.get(standing))
            .sum::<u64>();
        i64::try_from(found).unwrap_or(i64::MAX)
    };
    let observes = visitor.creditor.policy.mode == receivables::account::Mode::Observe;
    let leaving = [Standing::Ready, Standing::Leaving, Standing::Observed];
    let waiting_count = count(&[Standing::ToConfirm]);
    let most = if asked.step.is_empty() {
        MOST_LINES
    } else {
        MOST_OF_A_STEP
    };
    let of =
        |standings: &[Standing]| teller.groups(&waiting.departures, standings, (&asked.step, most));
    let (unknown, refused): (Vec<_>, Vec<_>) = failed
        .iter()
        .partition(|departure| departure.notice.standing() == Standing::Unknown);
    page(&DeparturesPage {
        frame: visitor.frame(Section::Departures),
        one_step: !asked.step.is_empty(),
        today: capitalised(&day_with_weekday(visitor.today, words.language())),
        can_send: !observes && visitor.creditor.policy.stopped_on.is_none(),
        sending_on: visitor.creditor.policy.stopped_on.is_none(),
        confirm_all_ask: words.count("departures-confirm-all-ask", waiting_count),
        unknown: unknown
            .into_iter()
            .map(|departure| teller.line(departure))
            .collect(),
        waiting: of(&[Standing::ToConfirm]),
        waiting_count,
        leaving: of(&leaving),
        leaving_count: count(&leaving),
        tasks: of(&[Standing::ToDo]),
        task_count: count(&[Standing::ToDo]),
        held: held_groups(&teller, &held_counts, &held),
        held_count: held_counts.values().sum(),
        refused: refused
            .into_iter()
            .take(MOST_LINES)
            .map(|departure| teller.line(departure))
            .collect(),
    })
}

/// The accounts held, gate by gate.
fn held_groups(
    teller: &Teller<'_>,
    counts: &BTreeMap<Gate, i64>,
    held: &[HeldAccount],
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
                .map(|account| teller.held(account))
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
