//! The form that hands claims over: to whom, which ones, on what terms, and whether anything else still leaves.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use desk::why::Why;
use receivables::identity::{DebtorId, ItemId};
use receivables::money::Balances;

use super::{HANDS, choices, hands_key};
use crate::failure::Failure;
use crate::fields::Fields;
use crate::frame::{Choice, Frame, Section, page};
use crate::pages::debtor::statement;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

#[derive(Template)]
#[template(path = "referral_new.html")]
struct FormPage {
    frame: Frame,
    debtor: String,
    name: String,
    cautions: Vec<String>,
    claims: Vec<ClaimLine>,
    known: Vec<String>,
    hands: Vec<Choice>,
    today: String,
}

struct ClaimLine {
    id: String,
    reference: String,
    due: String,
    open: String,
    chosen: bool,
}

/// What somebody should look at before the claims leave the house: the debtor may be right, or have paid.
pub(crate) fn cautions(words: &Words, why: &Why) -> Vec<String> {
    let (account, today) = (&why.account, why.on);
    let credits: Balances = account
        .items
        .iter()
        .filter(|item| item.is_open_credit())
        .map(|item| item.open.with_minor(item.open.minor.saturating_abs()))
        .collect();
    let tolerance = account.policy.promise_tolerance_days;
    let mut promises = account.promises.iter();
    let is_promised =
        promises.any(|promise| promise.outcome.is_none() && promise.passed_on(tolerance) > today);
    let found = [
        (
            account.replies.iter().any(|reply| reply.is_waiting(today)),
            "referral-caution-reply",
        ),
        (
            account
                .disputes
                .iter()
                .any(|dispute| dispute.is_open(today)),
            "referral-caution-dispute",
        ),
        (is_promised, "referral-caution-promise"),
        (
            account.plans.iter().any(|plan| plan.is_running(today)),
            "referral-caution-plan",
        ),
    ];
    let held = found.into_iter().filter(|(holds, _)| *holds);
    let mut cautions: Vec<String> = held.map(|(_, key)| words.say(key)).collect();
    if !credits.is_zero() {
        let amount = words.balances(&credits).join(" + ");
        cautions.push(words.with("referral-caution-credits", &[("amount", &amount)]));
    }
    cautions
}

/// Shows the form: what was ticked is chosen, or else what is overdue.
pub(crate) async fn form(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    ticked: Fields,
) -> Result<Html<String>, Failure> {
    let seat = visitor.reading_seat();
    let why = state.desk().why(&seat, debtor, None).await?;
    let items = why.account.items.iter();
    let open = items.filter(|item| item.is_open_claim());
    let open: Vec<ItemId> = open.map(|item| item.id).collect();
    let mut reader = state.desk().store().reader().await?;
    let elsewhere: BTreeSet<ItemId> =
        store::referral::elsewhere(&mut reader, visitor.creditor.id, &open)
            .await?
            .into_iter()
            .collect();
    let known = store::referral::all(&mut reader, visitor.seen).await?;
    drop(reader);
    let known: BTreeSet<String> = known.into_iter().map(|one| one.handed_to).collect();
    let ticked: BTreeSet<ItemId> = ticked
        .all("item")
        .filter_map(|id| id.parse().ok())
        .collect();
    let words = &visitor.words;
    let items = why.account.items.iter();
    let claims = items
        .filter(|item| item.is_open_claim() && !elsewhere.contains(&item.id))
        .map(|item| ClaimLine {
            id: item.id.to_string(),
            reference: statement::reference(words, item),
            due: words.day_in_figures(item.due_on),
            open: words.money(item.open),
            chosen: match ticked.is_empty() {
                true => item.is_overdue(why.on),
                false => ticked.contains(&item.id),
            },
        });
    page(&FormPage {
        debtor: debtor.to_string(),
        name: why.account.debtor.name.clone(),
        cautions: cautions(words, &why),
        claims: claims.collect(),
        known: known.into_iter().collect(),
        hands: choices(words, &HANDS, hands_key),
        today: visitor.today.to_string(),
        frame: visitor.frame(Section::Debtors),
    })
}
