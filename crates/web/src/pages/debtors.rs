//! The list of debtors: searched, filtered, sorted, page by page; one line says who, how much, how late, the
//! last contact and what comes next.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use notices::conditions::{problem, sentence};
use notices::names::Named;
use receivables::condition::Condition;
use receivables::identity::DebtorId;
use serde::Deserialize;
use store::views::debtor_list::{Asked, Filter, Line, Order, list};

use crate::cookie::encoded;
use crate::failure::Failure;
use crate::frame::{Badge, Choice, Frame, Section, page};
use crate::pages::account_line::{NextStep, NextSteps};
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

/// Lines of one page.
const LINES: usize = 40;
/// Longest search read.
const MOST_LETTERS: usize = 120;

const FILTERS: [(&str, Filter, &str); 8] = [
    ("open", Filter::Open, "debtors-filter-open"),
    ("overdue", Filter::Overdue, "debtors-filter-overdue"),
    ("disputed", Filter::Disputed, "debtors-filter-disputed"),
    ("promised", Filter::Promised, "debtors-filter-promised"),
    ("held", Filter::Held, "debtors-filter-held"),
    ("replied", Filter::Replied, "debtors-filter-replied"),
    (
        "without-contact",
        Filter::WithoutContact,
        "debtors-filter-without-contact",
    ),
    ("all", Filter::All, "debtors-filter-all"),
];

const ORDERS: [(&str, Order, &str); 4] = [
    ("overdue", Order::Overdue, "debtors-sort-overdue"),
    ("outstanding", Order::Open, "debtors-sort-outstanding"),
    ("oldest", Order::DaysLate, "debtors-sort-oldest"),
    ("name", Order::Name, "debtors-sort-name"),
];

#[derive(Template)]
#[template(path = "debtors.html")]
struct DebtorsPage {
    frame: Frame,
    count_words: String,
    search: String,
    when: String,
    when_said: String,
    when_problems: Vec<String>,
    filter: String,
    sorts: Vec<Choice>,
    filters: Vec<Chip>,
    lines: Vec<LineShown>,
    page_words: String,
    earlier: Option<String>,
    later: Option<String>,
}

struct Chip {
    path: String,
    label: String,
    chosen: bool,
}

struct LineShown {
    path: String,
    name: String,
    key: String,
    overdue: Vec<String>,
    outstanding: Vec<String>,
    oldest: String,
    contacted_on: String,
    contacted_by: String,
    next: NextStep,
    badges: Vec<Badge>,
}

/// What the address asks for.
#[derive(Default, Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    show: String,
    /// A condition; only debtors it holds for are shown.
    #[serde(default)]
    when: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    page: usize,
}

impl Wanted {
    fn filter(&self) -> (&'static str, Filter) {
        let (code, filter, _) = FILTERS
            .iter()
            .find(|(code, ..)| *code == self.show)
            .unwrap_or(&FILTERS[0]);
        (code, *filter)
    }

    fn order(&self) -> (&'static str, Order) {
        let (code, order, _) = ORDERS
            .iter()
            .find(|(code, ..)| *code == self.sort)
            .unwrap_or(&ORDERS[0]);
        (code, *order)
    }

    fn sorts(&self, words: &Words) -> Vec<Choice> {
        let choice = |(code, _, key): &(&str, Order, &str)| Choice {
            value: (*code).to_string(),
            label: words.say(key),
            chosen: *code == self.order().0,
        };
        ORDERS.iter().map(choice).collect()
    }

    fn filters(&self, words: &Words) -> Vec<Chip> {
        let chip = |(code, _, key): &(&str, Filter, &str)| Chip {
            path: self.path(code, 0),
            label: words.say(key),
            chosen: *code == self.filter().0,
        };
        FILTERS.iter().map(chip).collect()
    }

    fn path(&self, show: &str, page: usize) -> String {
        format!(
            "/debtors?q={}&when={}&show={show}&sort={}&page={page}",
            encoded(&self.q),
            encoded(&self.when),
            self.order().0
        )
    }
}

/// Shows the list.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(mut wanted): Query<Wanted>,
) -> Result<Html<String>, Failure> {
    wanted.q = wanted.q.trim().chars().take(MOST_LETTERS).collect();
    // Whoever searches looks among all: a customer who owes nothing must be found too.
    if wanted.show.is_empty() && !(wanted.q.is_empty() && wanted.when.is_empty()) {
        wanted.show = "all".to_string();
    }
    let narrowed = narrowed(&state, &visitor, &wanted.when).await?;
    let asked = Asked {
        among: narrowed.among,
        search: wanted.q.clone(),
        filter: wanted.filter().1,
        order: wanted.order().1,
        from: wanted.page.saturating_mul(LINES),
        most: LINES,
    };
    let mut reader = state.desk().store().reader().await?;
    let found = list(
        &mut reader,
        visitor.seen,
        &asked,
        (visitor.today, visitor.creditor.currency),
    )
    .await?;
    drop(reader);
    let debtors = found.lines.iter().map(|line| line.debtor.id).collect();
    let next = NextSteps::read(&state, &visitor, debtors).await?;
    let words = &visitor.words;
    let filter = wanted.filter().0;
    let pages = found.all.div_ceil(LINES).max(1);
    let turned = |page: usize| wanted.path(filter, page);
    let page_numbers = [
        ("page", (wanted.page + 1).to_string()),
        ("pages", pages.to_string()),
    ];
    page(&DebtorsPage {
        frame: visitor.frame(Section::Debtors),
        count_words: words.count(
            "debtors-count",
            i64::try_from(found.all).unwrap_or(i64::MAX),
        ),
        search: wanted.q.clone(),
        when: wanted.when.clone(),
        when_said: narrowed.said,
        when_problems: narrowed.problems,
        filter: filter.to_string(),
        sorts: wanted.sorts(words),
        filters: wanted.filters(words),
        lines: found
            .lines
            .iter()
            .map(|line| shown(&visitor, line, &next))
            .collect(),
        page_words: words.with(
            "debtors-page",
            &page_numbers
                .each_ref()
                .map(|(name, number)| (*name, number.as_str())),
        ),
        earlier: wanted.page.checked_sub(1).map(turned),
        later: (wanted.page + 1 < pages).then(|| turned(wanted.page + 1)),
    })
}

/// The debtors a typed condition holds for, with what it says.
#[derive(Default)]
struct Narrowed {
    among: Option<BTreeSet<DebtorId>>,
    said: String,
    problems: Vec<String>,
}

/// A condition that does not read narrows nothing down and says what is wrong.
async fn narrowed(state: &WebState, visitor: &Visitor, text: &str) -> Result<Narrowed, Failure> {
    if text.trim().is_empty() {
        return Ok(Narrowed::default());
    }
    let wording = visitor.words.wording();
    let condition = match Condition::parse(text, visitor.creditor.currency) {
        Ok(condition) => condition,
        Err(problems) => {
            return Ok(Narrowed {
                problems: problems.iter().map(|one| problem(one, wording)).collect(),
                ..Narrowed::default()
            });
        }
    };
    let found = state
        .desk()
        .matching(visitor.seen, &condition, visitor.today)
        .await?;
    Ok(Narrowed {
        among: Some(found.into_iter().map(|found| found.debtor).collect()),
        said: sentence(&condition, wording),
        problems: Vec::new(),
    })
}

fn shown(visitor: &Visitor, line: &Line, next: &NextSteps) -> LineShown {
    let words = &visitor.words;
    let (contacted_on, contacted_by) = match line.last_contact {
        Some((day, channel)) => (words.day_in_figures(day), channel.name(words.wording())),
        None => (words.say("debtors-never"), String::new()),
    };
    LineShown {
        path: format!("/debtors/{}", line.debtor.id),
        name: line.debtor.name.clone(),
        key: line.debtor.key.clone(),
        overdue: words.balances_or_dash(&line.balance.overdue),
        outstanding: words.balances_or_dash(&line.balance.claims),
        oldest: match line.balance.days_late(visitor.today) {
            0 => "–".to_string(),
            days => words.days(days),
        },
        contacted_on,
        contacted_by,
        next: next.of(line.debtor.id),
        badges: badges(visitor, line),
    }
}

fn badges(visitor: &Visitor, line: &Line) -> Vec<Badge> {
    let owes = !line.balance.claims.is_zero();
    let is_late = line.balance.overdue_claims > 0;
    [
        (is_late, "state-overdue", "late"),
        (owes && !is_late, "state-not-due", "coming"),
        (!owes, "state-settled", "done"),
        (line.is_disputed, "state-disputed", "warn"),
        (line.is_promised, "state-promised", "coming"),
        (line.is_held, "state-held", "waiting"),
        (line.has_reply, "state-replied", "coming"),
        (owes && !line.is_reachable, "state-without-contact", "warn"),
    ]
    .into_iter()
    .filter(|(shown, ..)| *shown)
    .map(|(_, key, state)| Badge {
        words: visitor.words.say(key),
        state,
    })
    .collect()
}
