//! What a condition says and whom it holds for, while it is typed: the sentence, what is wrong with its place, and the
//! preview. Must never keep anything.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use notices::conditions::{problem, sentence};
use receivables::condition::Condition;
use serde::Deserialize;

use crate::failure::Failure;
use crate::frame::page;
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

/// Accounts named in a preview.
const SAMPLE: usize = 8;

/// What is said of a condition.
#[derive(Template)]
#[template(path = "verdict.html")]
pub(crate) struct Verdict {
    words: Words,
    /// What is wrong; empty for a condition that reads.
    problems: Vec<String>,
    said: String,
    count_words: String,
    warning: String,
    outstanding: Vec<String>,
    overdue: Vec<String>,
    sample: Vec<SampleLine>,
}

struct SampleLine {
    path: String,
    name: String,
    outstanding: String,
    overdue: String,
}

impl Verdict {
    fn say(&self, key: &str) -> String {
        self.words.say(key)
    }
}

/// What is typed.
#[derive(Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    condition: String,
}

/// Checks what is typed: a fragment of the page.
pub(crate) async fn check(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(typed): Query<Typed>,
) -> Result<Html<String>, Failure> {
    page(&verdict(&state, &visitor, &typed.condition).await?)
}

/// What is said of a text.
pub(crate) async fn verdict(
    state: &WebState,
    visitor: &Visitor,
    text: &str,
) -> Result<Verdict, Failure> {
    let words = &visitor.words;
    let mut verdict = Verdict {
        words: words.clone(),
        problems: Vec::new(),
        said: String::new(),
        count_words: String::new(),
        warning: String::new(),
        outstanding: Vec::new(),
        overdue: Vec::new(),
        sample: Vec::new(),
    };
    let condition = match Condition::parse(text, visitor.creditor.currency) {
        Ok(condition) => condition,
        // An empty field is not a mistake yet.
        Err(_) if text.trim().is_empty() => return Ok(verdict),
        Err(problems) => {
            let said = problems.iter().map(|one| problem(one, words.wording()));
            verdict.problems = said.collect();
            return Ok(verdict);
        }
    };
    let asked = (visitor.today, SAMPLE);
    let found = state
        .desk()
        .preview_condition(visitor.seen, &condition, asked)
        .await?;
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    verdict.said = sentence(&condition, words.wording());
    verdict.count_words = words.wording().say(
        "segment-count",
        &[
            ("count", number(found.accounts).into()),
            ("of", words.number(number(found.of)).into()),
        ],
    );
    verdict.warning = match found.accounts {
        0 => words.say("segment-matches-nobody"),
        all if all == found.of => words.say("segment-matches-everybody"),
        _ => String::new(),
    };
    verdict.outstanding = words.balances_or_dash(&found.outstanding);
    verdict.overdue = words.balances_or_dash(&found.overdue);
    let line = |candidate: &store::views::matching::Candidate| SampleLine {
        path: format!("/debtors/{}", candidate.debtor),
        name: candidate.name.clone(),
        outstanding: words.money(candidate.outstanding),
        overdue: words.money(candidate.overdue),
    };
    verdict.sample = found.sample.iter().map(line).collect();
    Ok(verdict)
}
