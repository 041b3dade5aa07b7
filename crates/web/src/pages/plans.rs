//! Instalment plans: a schedule is proposed, changed and agreed; a plan is shown with what was paid of it; the plans
//! that go on stand in one list. Must never agree to anything by itself.

mod editor;
mod list;

use askama::Template;
use axum::extract::State;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{Html, IntoResponse, Response};
use desk::why::Why;
use jiff::civil::Date;
use receivables::identity::{DebtorId, PlanId};
use receivables::instalment_plan::{InstalmentPlan, PlanOutcome, PlanStanding, PlanState};
use receivables::money::Money;

use crate::failure::Failure;
use crate::frame::{Badge, Frame, Section, page};
use crate::headers::MESSAGE_POLICY;
use crate::pages::debtor::statement;
use crate::pages::letters::download;
use crate::place::AtBoth;
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

pub(crate) use editor::{agree, propose, withdraw};
pub(crate) use list::list;

#[derive(Template)]
#[template(path = "plan.html")]
struct PlanPage {
    frame: Frame,
    debtor: String,
    name: String,
    id: String,
    agreed: String,
    badge: Badge,
    total: String,
    paid: String,
    left: String,
    clause: String,
    acceptance: String,
    claims: Vec<(String, String)>,
    instalments: Vec<Row>,
    goes_on: bool,
}

/// One instalment, as a page shows it.
struct Row {
    number: usize,
    due: String,
    amount: String,
    missing: String,
    badge: Badge,
}

/// Shows a plan.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, id): AtBoth<DebtorId, PlanId>,
) -> Result<Html<String>, Failure> {
    let why = state
        .desk()
        .why(&visitor.reading_seat(), debtor, None)
        .await?;
    let mut plans = why.account.plans.iter();
    let plan = plans.find(|plan| plan.id == id).ok_or(Failure::NotFound)?;
    let mut reader = state.desk().store().reader().await?;
    let owner = store::instalment_plan::owner(&mut reader, visitor.creditor.id, id).await?;
    drop(reader);
    let words = &visitor.words;
    let standing = plan.standing(&why.account, why.on);
    let total = plan.total();
    let paid = paid(plan, standing.as_ref());
    let left = total.with_minor(total.minor.saturating_sub(paid.minor));
    page(&PlanPage {
        debtor: debtor.to_string(),
        name: why.account.debtor.name.clone(),
        id: id.to_string(),
        agreed: words.day(plan.agreed_on),
        badge: badge(words, plan, standing.as_ref()),
        total: words.money(total),
        paid: words.money(paid),
        left: words.money(left),
        clause: clause(words, plan),
        acceptance: owner.and_then(|(_, said)| said).unwrap_or_default(),
        claims: claims(words, &why, plan),
        instalments: rows(words, plan, standing.as_ref(), why.on),
        goes_on: standing.is_some(),
        frame: visitor.frame(Section::Debtors),
    })
}

/// The letter that confirms a plan, as a page that can be printed.
pub(crate) async fn letter(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, plan): AtBoth<DebtorId, PlanId>,
) -> Result<Response, Failure> {
    let seat = visitor.reading_seat();
    let message = state.desk().plan_letter(&seat, (debtor, plan)).await?;
    let policy = [(CONTENT_SECURITY_POLICY, MESSAGE_POLICY)];
    Ok((policy, Html(message.html)).into_response())
}

/// The letter that confirms a plan, as a file to be printed or sent.
pub(crate) async fn file(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, plan): AtBoth<DebtorId, PlanId>,
) -> Result<Response, Failure> {
    let seat = visitor.reading_seat();
    let which = (debtor, plan);
    let file = state
        .desk()
        .plan_file(&seat, state.carriers(), which)
        .await?;
    Ok(download(file, "inline"))
}

/// What was paid of a plan: of one that has ended, all or what is not known any more.
fn paid(plan: &InstalmentPlan, standing: Option<&PlanStanding>) -> Money {
    match (standing, plan.outcome) {
        (Some(standing), _) => standing.paid,
        (None, Some((PlanOutcome::Kept, _))) => plan.total(),
        (None, _) => plan.total().with_minor(0),
    }
}

/// How a plan goes, in a word.
pub(super) fn badge(
    words: &Words,
    plan: &InstalmentPlan,
    standing: Option<&PlanStanding>,
) -> Badge {
    let (key, state) = match (standing.map(|standing| standing.state), plan.outcome) {
        (Some(PlanState::Kept), _) | (None, Some((PlanOutcome::Kept, _))) => ("plan-kept", "done"),
        (Some(PlanState::Respected), _) => ("plan-respected", "coming"),
        (Some(PlanState::Late { .. }), _) => ("plan-late", "late"),
        (Some(PlanState::Broken { .. }), _) | (None, Some((PlanOutcome::Broken, _))) => {
            ("plan-broken", "late")
        }
        (None, _) => ("plan-withdrawn", "waiting"),
    };
    Badge {
        words: words.say(key),
        state,
    }
}

/// True for an instalment that is spoken of as missing.
fn is_missing(standing: &PlanStanding, instalment: usize) -> bool {
    let is_late = !matches!(standing.state, PlanState::Kept | PlanState::Respected);
    is_late && instalment <= standing.spoken_of
}

fn clause(words: &Words, plan: &InstalmentPlan) -> String {
    match plan.default_after_days {
        Some(days) => words.with("plan-clause", &[("days", &words.days(days))]),
        None => words.say("plan-clause-none"),
    }
}

fn claims(words: &Words, why: &Why, plan: &InstalmentPlan) -> Vec<(String, String)> {
    let name = |item| {
        let found = why.account.item(item);
        found.map_or_else(
            || words.say("plan-claim-settled"),
            |item| statement::reference(words, item),
        )
    };
    let parts = plan.parts.iter();
    parts
        .map(|part| (name(part.item), words.money(part.amount)))
        .collect()
}

fn rows(
    words: &Words,
    plan: &InstalmentPlan,
    standing: Option<&PlanStanding>,
    today: Date,
) -> Vec<Row> {
    let paid = paid(plan, standing);
    let row = |(at, one): (usize, &receivables::instalment_plan::Instalment)| {
        let missing = plan.missing_minor(at, paid);
        let (key, state) = match (missing, standing) {
            (0, _) => ("plan-instalment-paid", "done"),
            (_, None) => ("plan-instalment-void", "waiting"),
            (_, Some(standing)) if is_missing(standing, at) => ("plan-instalment-missing", "late"),
            _ if one.due_on < today => ("plan-instalment-awaited", "warn"),
            _ => ("plan-instalment-coming", "coming"),
        };
        Row {
            number: at + 1,
            due: words.day(one.due_on),
            amount: words.money(one.amount),
            missing: match missing {
                0 => "–".to_string(),
                minor => words.money(one.amount.with_minor(minor)),
            },
            badge: Badge {
                words: words.say(key),
                state,
            },
        }
    };
    plan.instalments.iter().enumerate().map(row).collect()
}
