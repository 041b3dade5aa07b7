//! Answers: those nobody dealt with, the tray of those that belong to no account yet, how often what was read in them was
//! right, and one answer with what it seems to say. Must never act on a finding by itself.

mod acts;
mod letter;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use receivables::identity::DebtorId;
use store::reply::Letter;
use store::unplaced_answer::UnplacedAnswer;

use crate::failure::Failure;
use crate::frame::{Choice, Frame, Section, page};
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

pub(crate) use acts::{accept, place, reject, set_aside};
pub(crate) use letter::show;

const PAGE: &str = "/replies";
/// Letters of an answer shown in a list.
const MOST_LETTERS: usize = 280;

#[derive(Template)]
#[template(path = "replies.html")]
struct RepliesPage {
    frame: Frame,
    tray: Vec<TrayLine>,
    waiting: Vec<Line>,
    record: Vec<RecordLine>,
}

/// An answer in the tray.
struct TrayLine {
    id: String,
    sender: String,
    day: String,
    subject: String,
    words: String,
    candidates: Vec<Choice>,
}

struct Line {
    path: String,
    account: String,
    name: String,
    day: String,
    words: String,
}

struct RecordLine {
    kind: String,
    right: String,
    wrong: String,
}

/// Shows what waits.
pub(crate) async fn list(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    let creditor = visitor.creditor.id;
    let mut reader = state.desk().store().reader().await?;
    let waiting = store::reply::waiting(&mut reader, visitor.seen).await?;
    let tray = store::unplaced_answer::waiting(&mut reader, visitor.seen).await?;
    let record = store::reply::track_record(&mut reader, visitor.seen).await?;
    let mut ids: Vec<DebtorId> = tray.iter().flat_map(|one| one.candidates.clone()).collect();
    ids.sort_unstable();
    ids.dedup();
    let names = store::debtor::names(&mut reader, creditor, &ids).await?;
    drop(reader);
    let words = &visitor.words;
    page(&RepliesPage {
        tray: tray
            .iter()
            .map(|one| tray_line(words, one, &names))
            .collect(),
        waiting: waiting.iter().map(|one| line(words, one)).collect(),
        record: record
            .iter()
            .map(|(says, accepted, rejected)| RecordLine {
                kind: words.say(&format!("reply-says-{says}")),
                right: words.number(*accepted),
                wrong: words.number(*rejected),
            })
            .collect(),
        frame: visitor.frame(Section::Debtors),
    })
}

fn tray_line(
    words: &Words,
    answer: &UnplacedAnswer,
    names: &BTreeMap<DebtorId, String>,
) -> TrayLine {
    let candidates = answer.candidates.iter().filter_map(|id| {
        Some(Choice {
            value: id.to_string(),
            label: names.get(id)?.clone(),
            chosen: false,
        })
    });
    TrayLine {
        id: answer.id.to_string(),
        sender: answer.message.sender.clone(),
        day: words.day_in_figures(answer.received_on),
        subject: answer.message.subject.clone(),
        words: shortened(&answer.message.words),
        candidates: candidates.collect(),
    }
}

fn line(words: &Words, letter: &Letter) -> Line {
    Line {
        path: format!("{PAGE}/{}", letter.id),
        account: format!("/debtors/{}", letter.debtor),
        name: letter.debtor_name.clone(),
        day: words.day_in_figures(letter.received_on),
        words: shortened(&letter.summary),
    }
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(MOST_LETTERS).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
