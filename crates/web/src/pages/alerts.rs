//! Alerts: what waits for somebody to see to it, the alerts themselves, and the editor, where an alert is tried on the
//! last ninety days before it is switched on. Must never change an account by itself.

mod editor;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::State;
use axum::response::{Html, Response};
use notices::conditions::{problem, sentence};
use receivables::condition::Condition;
use receivables::identity::{AlertHitId, AlertId, DebtorId};
use store::alert::{Alert, AlertAct, Hit};
use store::views::balances::AccountBalance;

use crate::failure::Failure;
use crate::flash::Flash;
use crate::frame::{Frame, Section, page};
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};
use crate::words::Words;

pub(crate) use editor::{add, edit, keep, remove, switch};

const PAGE: &str = "/alerts";

/// Alerts that are offered to begin with: key of the name, condition.
const IDEAS: [(&str, &str); 6] = [
    (
        "alert-idea-silence",
        "overdue > 1000 && days_without_contact > 30",
    ),
    ("alert-idea-promise", "promises_broken >= 2 && overdue > 0"),
    ("alert-idea-address", "!has_email && overdue > 0"),
    (
        "alert-idea-unusual",
        "paid_invoices >= 3 && average_days_late < 10 && days_late > 40",
    ),
    ("alert-idea-old", "days_late > 120 && overdue > 500"),
    (
        "alert-idea-insolvency",
        "phase == \"insolvency\" && outstanding > 0",
    ),
];

#[derive(Template)]
#[template(path = "alerts.html")]
struct AlertsPage {
    frame: Frame,
    hits: Vec<HitLine>,
    alerts: Vec<AlertLine>,
    ideas: Vec<Idea>,
}

/// One account an alert tells of.
pub(super) struct HitLine {
    id: String,
    account: String,
    name: String,
    alert: String,
    /// What it owes overdue now.
    overdue: String,
    since: String,
    until: String,
    handled: String,
}

struct AlertLine {
    id: String,
    name: String,
    said: String,
    trouble: bool,
    act: String,
    is_on: bool,
    waiting: String,
}

struct Idea {
    name: String,
    condition: String,
}

/// Shows what waits, and the alerts.
pub(crate) async fn list(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let alerts = store::alert::all(&mut reader, visitor.creditor.id).await?;
    let hits = store::alert::waiting(&mut reader, visitor.seen).await?;
    let overdue = overdue_of(&mut reader, &visitor, &hits).await?;
    drop(reader);
    let words = &visitor.words;
    let mut waiting: BTreeMap<AlertId, i64> = BTreeMap::new();
    for hit in &hits {
        *waiting.entry(hit.alert).or_default() += 1;
    }
    let name = |id: AlertId| {
        let found = alerts.iter().find(|alert| alert.id == id);
        found.map_or("", |alert| alert.name.as_str())
    };
    let is_new = |condition: &str| alerts.iter().all(|alert| alert.condition != condition);
    let ideas = IDEAS.iter().filter(|(_, condition)| is_new(condition));
    page(&AlertsPage {
        hits: hits
            .iter()
            .map(|hit| HitLine {
                overdue: overdue.get(&hit.debtor).cloned().unwrap_or_default(),
                ..hit_line(&visitor, hit, name(hit.alert))
            })
            .collect(),
        alerts: alerts
            .iter()
            .map(|alert| {
                let count = waiting.get(&alert.id).copied().unwrap_or(0);
                alert_line(&visitor, alert, count)
            })
            .collect(),
        ideas: ideas
            .map(|(key, condition)| Idea {
                name: words.say(key),
                condition: (*condition).to_string(),
            })
            .collect(),
        frame: visitor.frame(Section::Debtors),
    })
}

/// Says that somebody saw to what an alert told.
pub(crate) async fn see_to(
    State(state): State<WebState>,
    visitor: Visitor,
    At(hit): At<AlertHitId>,
) -> Result<Response, Failure> {
    let seen_to = state.desk().see_to_alert(&visitor.seat()?, hit).await;
    let outcome = seen_to.map(|()| Flash::done("flash-alert-seen"));
    answer(&state, PAGE, outcome.map_err(Trouble::from))
}

/// What the accounts of some hits owe overdue today.
async fn overdue_of(
    reader: &mut store::Session,
    visitor: &Visitor,
    hits: &[Hit],
) -> Result<BTreeMap<DebtorId, String>, Failure> {
    let debtors: Vec<DebtorId> = hits.iter().map(|hit| hit.debtor).collect();
    let day = (visitor.seen, visitor.today);
    let balances = store::views::balances::of_debtors(reader, day, &debtors).await?;
    let shown = |balance: AccountBalance| {
        let words = visitor.words.balances_or_dash(&balance.overdue);
        (balance.debtor, words.join(" · "))
    };
    Ok(balances.into_iter().map(shown).collect())
}

fn hit_line(visitor: &Visitor, hit: &Hit, alert: &str) -> HitLine {
    let words = &visitor.words;
    HitLine {
        id: hit.id.to_string(),
        account: format!("/debtors/{}", hit.debtor),
        name: hit.debtor_name.clone(),
        alert: alert.to_string(),
        overdue: String::new(),
        since: words.day_in_figures(hit.began_on),
        until: hit
            .ended_on
            .map_or_else(|| "–".to_string(), |day| words.day_in_figures(day)),
        handled: hit.handled.as_ref().map_or_else(String::new, |(at, who)| {
            let when = words.instant(*at, visitor.time_zone());
            format!("{} · {when}", words.who(who))
        }),
    }
}

fn alert_line(visitor: &Visitor, alert: &Alert, waiting: i64) -> AlertLine {
    let words = &visitor.words;
    let read = Condition::parse(&alert.condition, visitor.creditor.currency);
    AlertLine {
        id: alert.id.to_string(),
        name: alert.name.clone(),
        trouble: read.is_err(),
        said: match &read {
            Ok(condition) => sentence(condition, words.wording()),
            Err(problems) => problems
                .iter()
                .map(|one| problem(one, words.wording()))
                .collect(),
        },
        act: words.say(act_key(alert.act)),
        is_on: alert.is_on,
        waiting: words.number(waiting),
    }
}

const fn act_key(act: AlertAct) -> &'static str {
    match act {
        AlertAct::Tell => "alert-act-tell",
        AlertAct::Hold => "alert-act-hold",
        AlertAct::StartCampaign => "alert-act-start-campaign",
        AlertAct::PaymentBeforeDelivery => "alert-act-payment-before-delivery",
        AlertAct::CreditHold => "alert-act-credit-hold",
        AlertAct::ServiceCut => "alert-act-service-cut",
    }
}

/// How long an alert held, in days.
fn lasted(words: &Words, from: jiff::civil::Date, to: jiff::civil::Date) -> String {
    words.days(receivables::item::days_between(from, to) + 1)
}
