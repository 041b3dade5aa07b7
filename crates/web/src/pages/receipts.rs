//! Money that came in: what waits to be placed, each line of the bank beside what it may pay, and what was
//! dealt with last, to be undone. One key accepts. It shows what the desk proposes and must never place
//! anything itself.

mod acts;
mod editor;
mod line;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use jiff::civil::Date;
use receivables::identity::BankEntryId;
use receivables::money::Balances;
use serde::Deserialize;

use crate::failure::Failure;
use crate::frame::{Frame, Section, page};
use crate::state::WebState;
use crate::visitor::Visitor;
pub(crate) use acts::{accept, look_again, place, set_aside, undo};
pub(crate) use editor::edit;
use line::{Done, Teller, Waiting};

/// Lines of the queue on one page.
const MOST_WAITING: u32 = 25;
/// Lines dealt with that are shown.
const MOST_PLACED: u32 = 25;

#[derive(Template)]
#[template(path = "receipts.html")]
struct ReceiptsPage {
    frame: Frame,
    lead: String,
    sums: Vec<String>,
    waiting: Vec<Waiting>,
    next: String,
    done: Vec<Done>,
}

/// Where a page of the queue starts: after a line.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    after_on: String,
    #[serde(default)]
    after: String,
}

impl Asked {
    fn place(&self) -> Result<Option<(Date, BankEntryId)>, Failure> {
        if self.after.is_empty() {
            return Ok(None);
        }
        let day = self.after_on.parse().map_err(|_| Failure::Bad)?;
        let entry = self.after.parse().map_err(|_| Failure::Bad)?;
        Ok(Some((day, entry)))
    }
}

/// Shows the queue.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let queue = state
        .desk()
        .cash_queue(
            &visitor.reading_seat(),
            asked.place()?,
            (MOST_WAITING, MOST_PLACED),
        )
        .await?;
    let teller = Teller {
        visitor: &visitor,
        queue: &queue,
    };
    let last = queue.credits.last();
    let has_more = queue.credits.len() >= MOST_WAITING as usize;
    let next = last.filter(|_| has_more).map_or_else(String::new, |last| {
        format!(
            "/receipts?after_on={}&after={}",
            last.line.booked_on, last.entry
        )
    });
    let mut sums = Balances::default();
    for credit in &queue.credits {
        sums.add(credit.line.amount);
    }
    page(&ReceiptsPage {
        frame: visitor.frame(Section::Receipts),
        lead: words.count("receipts-lead", queue.total),
        sums: words.balances(&sums),
        waiting: queue
            .credits
            .iter()
            .map(|credit| teller.waiting(credit))
            .collect(),
        next,
        done: queue
            .placed
            .iter()
            .map(|placed| teller.done(placed))
            .collect(),
    })
}
