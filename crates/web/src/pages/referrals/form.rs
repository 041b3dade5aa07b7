//! The form that hands claims over: to whom, which ones, on what terms, and whether anything else still leaves.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use receivables::identity::{DebtorId, ItemId};

use super::{HANDS, choices, hands_key};
use crate::failure::Failure;
use crate::fields::Fields;
use crate::frame::{Choice, Frame, Section, page};
use crate::place::At;
use crate::state::WebState;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "referral_new.html")]
struct FormPage {
    frame: Frame,
    debtor: String,
    name: String,
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

/// Shows the form: what was ticked is chosen, or else what is overdue.
pub(crate) async fn form(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    ticked: Fields,
) -> Result<Html<String>, Failure> {
    let seat = visitor.reading_seat();
    let why = state.desk().why(&seat, debtor, None).await?;
    let mut reader = state.desk().store().reader().await?;
    let elsewhere: BTreeSet<ItemId> =
        store::referral::referred(&mut reader, visitor.creditor.id, debtor)
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
            reference: item.reference.clone(),
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
        claims: claims.collect(),
        known: known.into_iter().collect(),
        hands: choices(words, &HANDS, hands_key),
        today: visitor.today.to_string(),
        frame: visitor.frame(Section::Debtors),
    })
}
