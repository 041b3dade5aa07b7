//! The plans that go on, those that miss an instalment first, and how many were kept so far. Must never count a plan
//! that was taken back as one that was not kept.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use jiff::civil::Date;
use receivables::instalment_plan::{PlanOutcome, PlanState};

use super::badge;
use crate::failure::Failure;
use crate::frame::{Badge, Frame, Section, page};
use crate::state::WebState;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "plans.html")]
struct PlansPage {
    frame: Frame,
    kept: String,
    plans: Vec<Line>,
}

struct Line {
    path: String,
    account: String,
    name: String,
    badge: Badge,
    total: String,
    left: String,
    next: String,
    next_amount: String,
    /// Late ones first, then by the day of the next instalment.
    order: (bool, Option<Date>, String),
}

/// Shows the plans that go on.
pub(crate) async fn list(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let debtors = store::instalment_plan::running(&mut reader, visitor.creditor.id).await?;
    let outcomes = store::instalment_plan::outcomes(&mut reader, visitor.creditor.id).await?;
    drop(reader);
    let seat = visitor.reading_seat();
    let found = state.desk().why_of_list(&seat, debtors).await?;
    let words = &visitor.words;
    let mut plans = Vec::new();
    for why in &found {
        for plan in &why.account.plans {
            let Some(standing) = plan.standing(&why.account, why.on) else {
                continue;
            };
            let total = plan.total();
            let next = plan.instalments.get(standing.first_open);
            let missing = plan.missing_minor(standing.first_open, standing.paid);
            let is_late = !matches!(standing.state, PlanState::Respected | PlanState::Kept);
            plans.push(Line {
                path: format!("/debtors/{}/plans/{}", why.account.debtor.id, plan.id),
                account: format!("/debtors/{}", why.account.debtor.id),
                name: why.account.debtor.name.clone(),
                badge: badge(words, plan, Some(&standing)),
                total: words.money(total),
                left: words.money(total.with_minor(total.minor - standing.paid.minor)),
                next: next.map_or_else(String::new, |one| words.day_in_figures(one.due_on)),
                next_amount: words.money(total.with_minor(missing)),
                order: (
                    !is_late,
                    next.map(|one| one.due_on),
                    why.account.debtor.name.clone(),
                ),
            });
        }
    }
    plans.sort_by(|a, b| a.order.cmp(&b.order));
    let of = |outcome| outcomes.get(&outcome).copied().unwrap_or(0);
    let (kept, broken) = (of(PlanOutcome::Kept), of(PlanOutcome::Broken));
    let kept = match kept + broken {
        0 => words.say("plans-kept-none"),
        all => words.with(
            "plans-kept",
            &[("kept", &words.number(kept)), ("all", &words.number(all))],
        ),
    };
    page(&PlansPage {
        frame: visitor.frame(Section::Debtors),
        kept,
        plans,
    })
}
