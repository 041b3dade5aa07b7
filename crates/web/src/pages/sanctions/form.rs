//! The form that proposes a sanction: which one, why, from when, and the claims behind it. What the law bars is not
//! offered.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use notices::format::capitalised;
use notices::names::Named;
use receivables::identity::DebtorId;
use receivables::item::Item;
use receivables::sanction::{Measure, bar};

use crate::failure::Failure;
use crate::fields::Fields;
use crate::frame::{Choice, Frame, Section, page};
use crate::pages::debtor::statement;
use crate::pages::referrals::cautions;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "sanction_new.html")]
struct FormPage {
    frame: Frame,
    debtor: String,
    name: String,
    cautions: Vec<String>,
    claims: Vec<ClaimLine>,
    measures: Vec<Choice>,
    today: String,
    from_hint: String,
}

struct ClaimLine {
    id: String,
    reference: String,
    due: String,
    open: String,
    chosen: bool,
}

/// Shows the form: what was ticked is chosen, or else all that is overdue and not contested.
pub(crate) async fn form(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    ticked: Fields,
) -> Result<Html<String>, Failure> {
    let why = state
        .desk()
        .why(&visitor.reading_seat(), debtor, None)
        .await?;
    let account = &why.account;
    let words = &visitor.words;
    let wanted = ticked.text("measure").to_string();
    let ticked: BTreeSet<String> = ticked.all("item").map(str::to_string).collect();
    let is_contested = |item: &Item| {
        let mut disputes = account.disputes.iter();
        disputes.any(|one| one.item == item.id && one.amount.is_none() && one.is_open(why.on))
    };
    let claims = account
        .items
        .iter()
        .filter(|item| item.is_open_claim() && item.is_overdue(why.on) && !is_contested(item))
        .map(|item| ClaimLine {
            id: item.id.to_string(),
            reference: statement::reference(words, item),
            due: words.day_in_figures(item.due_on),
            open: words.money(item.open),
            chosen: ticked.is_empty() || ticked.contains(&item.id.to_string()),
        });
    let measures = Measure::ALL
        .into_iter()
        .filter(|measure| bar(account, *measure, why.on).is_none())
        .map(|measure| Choice {
            value: measure.code().to_string(),
            label: capitalised(&measure.name(words.wording())),
            chosen: measure.code() == wanted,
        });
    let profile = desk::profile::Profile::of(&visitor.creditor)?;
    let days = words.days(profile.sanctions.notice_days.max(1));
    page(&FormPage {
        debtor: debtor.to_string(),
        name: account.debtor.name.clone(),
        cautions: cautions(words, &why),
        claims: claims.collect(),
        measures: measures.collect(),
        today: visitor.today.to_string(),
        from_hint: words.with("sanction-from-hint", &[("days", &days)]),
        frame: visitor.frame(Section::Debtors),
    })
}
