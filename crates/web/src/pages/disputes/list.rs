//! The disputes of a company: those that are open, those that owe a credit note, those settled in the last twelve
//! months, with how long they took and whose fault they were.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use insight::dispute_cycle::DisputeCycle;
use jiff::civil::Date;
use notices::names::Named;
use receivables::calendar::plus_days;
use receivables::money::Balances;
use serde::Deserialize;
use store::dispute::{DisputeOutcome, Fault};
use store::views::disputes::Case;

use super::{badge, side_key};
use crate::failure::Failure;
use crate::frame::{Badge, Choice, Figure, Frame, Section, page};
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

/// How far back settled disputes are shown, in days.
const DAYS_BACK: i32 = 365;

/// Which disputes are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Shown {
    /// Those that wait for an answer.
    #[default]
    Open,
    /// Of these, the ones the visitor answers for.
    Mine,
    /// Settled ones whose credit note has not come.
    Owed,
    /// Settled ones.
    Settled,
}

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    show: Shown,
}

#[derive(Template)]
#[template(path = "disputes.html")]
struct DisputesPage {
    frame: Frame,
    band: Vec<Figure>,
    chips: Vec<Choice>,
    lines: Vec<Line>,
    is_settled: bool,
}

struct Line {
    path: String,
    account: String,
    name: String,
    item: String,
    amount: String,
    reason: String,
    owner: String,
    side: String,
    day: String,
    age: String,
    badge: Badge,
    gesture: bool,
}

/// Shows the disputes.
pub(crate) async fn list(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let today = visitor.today;
    let mut reader = state.desk().store().reader().await?;
    let open = store::views::disputes::open(&mut reader, visitor.seen).await?;
    let owed = store::views::disputes::owed(&mut reader, visitor.seen, today).await?;
    let since = plus_days(today, -DAYS_BACK);
    let settled = store::views::disputes::closed_since(&mut reader, visitor.seen, since).await?;
    drop(reader);
    let me = visitor.signed_in.person.id;
    let mine: Vec<&Case> = open
        .iter()
        .filter(|case| case.care.owner == Some(me))
        .collect();
    let counts = [open.len(), mine.len(), owed.len(), settled.len()];
    let shown: Vec<&Case> = match asked.show {
        Shown::Open => open.iter().collect(),
        Shown::Mine => mine,
        Shown::Owed => owed.iter().collect(),
        Shown::Settled => settled.iter().collect(),
    };
    let words = &visitor.words;
    page(&DisputesPage {
        band: band(words, (&open, &owed, &settled), today),
        chips: chips(words, asked.show, counts),
        lines: shown
            .into_iter()
            .map(|case| line(words, case, today))
            .collect(),
        is_settled: matches!(asked.show, Shown::Owed | Shown::Settled),
        frame: visitor.frame(Section::Debtors),
    })
}

fn chips(words: &Words, shown: Shown, counts: [usize; 4]) -> Vec<Choice> {
    let all = [
        (Shown::Open, "/disputes", "disputes-open"),
        (Shown::Mine, "/disputes?show=mine", "disputes-mine"),
        (Shown::Owed, "/disputes?show=owed", "disputes-owed"),
        (Shown::Settled, "/disputes?show=settled", "disputes-settled"),
    ];
    let chip = |((which, path, key), count): ((Shown, &str, &str), usize)| Choice {
        value: path.to_string(),
        label: format!(
            "{} · {}",
            words.say(key),
            words.number(i64::try_from(count).unwrap_or(i64::MAX))
        ),
        chosen: which == shown,
    };
    all.into_iter().zip(counts).map(chip).collect()
}

fn band(
    words: &Words,
    (open, owed, settled): (&[Case], &[Case], &[Case]),
    today: Date,
) -> Vec<Figure> {
    let sum = |amounts: Balances| words.balances_or_dash(&amounts);
    let late = open.iter().filter(|case| case.is_late(today)).count();
    let late = i64::try_from(late).unwrap_or(i64::MAX);
    let mut contested = Figure::new(
        words.say("disputes-contested"),
        sum(open.iter().map(Case::contested).collect()),
    );
    contested.hint = words.count("disputes-late-count", late);
    contested.state = if late > 0 { "late" } else { "" };
    let to_credit = Figure::new(
        words.say("disputes-to-credit"),
        sum(owed.iter().filter_map(|case| case.owed(today)).collect()),
    );
    let lasted = settled
        .iter()
        .filter_map(|case| Some((case.opened.1, case.closed.as_ref()?.on)));
    let cycle = DisputeCycle::of(lasted);
    let mut lasting = Figure::one(
        words.say("disputes-cycle"),
        cycle.map_or_else(|| "–".to_string(), |cycle| words.days(cycle.median_days)),
    );
    lasting.hint = cycle.map_or_else(String::new, |cycle| {
        words.with(
            "disputes-cycle-mean",
            &[("days", &words.days(cycle.mean_days))],
        )
    });
    vec![contested, to_credit, lasting, fair(words, settled)]
}

/// How many settled disputes were founded, and how many of those by our fault.
fn fair(words: &Words, settled: &[Case]) -> Figure {
    let closed = || settled.iter().filter_map(|case| case.closed.as_ref());
    let founded = closed().filter(|closed| closed.outcome == DisputeOutcome::Founded);
    let ours = closed().filter(|closed| closed.fault == Fault::Ours);
    let number = |count: usize| words.number(i64::try_from(count).unwrap_or(i64::MAX));
    let (founded, ours, all) = (
        number(founded.count()),
        number(ours.count()),
        number(settled.len()),
    );
    let mut figure = Figure::one(
        words.say("disputes-founded"),
        words.with("disputes-of", &[("part", &founded), ("all", &all)]),
    );
    figure.hint = words.with("disputes-ours", &[("part", &ours)]);
    figure
}

fn line(words: &Words, case: &Case, today: Date) -> Line {
    let amount = case.owed(today).unwrap_or_else(|| case.raised());
    let (day, last_on) = match &case.closed {
        Some(closed) => (Some(closed.on), closed.on),
        None => (case.care.answer_by, today),
    };
    let owner = case.owner_name.clone();
    let owner = owner.unwrap_or_else(|| match case.closed {
        Some(_) => "–".to_string(),
        None => words.say("dispute-nobody"),
    });
    Line {
        path: format!("/debtors/{}/disputes/{}", case.debtor, case.id),
        account: format!("/debtors/{}", case.debtor),
        name: case.debtor_name.clone(),
        item: case.reference.clone(),
        amount: words.money(amount),
        reason: case.reason.name(words.wording()),
        owner,
        side: words.say(side_key(case.care.side)),
        day: day.map_or_else(|| "–".to_string(), |day| words.day_in_figures(day)),
        age: words.days(receivables::item::days_between(case.opened.1, last_on)),
        badge: badge(words, case, today),
        gesture: case.gestures_waiting > 0 && case.closed.is_none(),
    }
}
