//! What a person knows of a debtor for the book: who sells to it, its trade, its tags, its own fields, and the
//! strategy chosen against its segment. Must never be about what is owed.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::Response;
use receivables::debtor::{Address, Debtor, Traits};
use receivables::identity::DebtorId;

use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

/// Longest text of one field.
const MOST_LETTERS: usize = 200;
/// Most lines of an address above post code and town.
const MOST_ADDRESS_LINES: usize = 4;
/// Most tags, and most own fields, of a debtor.
const MOST_ENTRIES: usize = 40;

/// Keeps what was written.
pub(crate) async fn keep(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let outcome = kept(&state, &visitor, debtor, &fields).await;
    answer(&state, &format!("/debtors/{debtor}"), outcome)
}

async fn kept(
    state: &WebState,
    visitor: &Visitor,
    debtor: DebtorId,
    fields: &Fields,
) -> Result<Flash, Trouble> {
    let mut reader = state.desk().store().reader().await?;
    let mut found = store::debtor::find(&mut reader, visitor.creditor.id, debtor).await?;
    drop(reader);
    found.tags = tags(fields.text("tags"));
    found.strategy_override = Some(fields.text("strategy"))
        .filter(|key| !key.is_empty())
        .map(str::to_string);
    found.traits = Traits {
        sales_person: short(fields.text("sales_person")),
        sector: short(fields.text("sector")),
        company_size: short(fields.text("company_size")),
        site: short(fields.text("site")),
        own: own(fields.text("own"))?,
    };
    state.desk().change_debtor(&visitor.seat()?, &found).await?;
    Ok(Flash::done("flash-traits-kept"))
}

/// Keeps the postal address as a person knows it. An empty one is taken out.
pub(crate) async fn keep_address(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let outcome = kept_address(&state, &visitor, debtor, &fields).await;
    answer(&state, &format!("/debtors/{debtor}"), outcome)
}

async fn kept_address(
    state: &WebState,
    visitor: &Visitor,
    debtor: DebtorId,
    fields: &Fields,
) -> Result<Flash, Trouble> {
    let mut reader = state.desk().store().reader().await?;
    let mut found = store::debtor::find(&mut reader, visitor.creditor.id, debtor).await?;
    drop(reader);
    let lines = fields.text("lines").lines().map(str::trim);
    let address = Address {
        lines: lines
            .filter(|line| !line.is_empty())
            .take(MOST_ADDRESS_LINES)
            .map(short)
            .collect(),
        post_code: short(fields.text("post_code")),
        town: short(fields.text("town")),
        country: fields
            .text("country")
            .chars()
            .take(2)
            .collect::<String>()
            .to_ascii_uppercase(),
    };
    let is_empty = address.lines.is_empty() && !address.is_deliverable();
    found.address = Some(address).filter(|_| !is_empty);
    state.desk().change_debtor(&visitor.seat()?, &found).await?;
    Ok(Flash::done("flash-address-kept"))
}

fn short(text: &str) -> String {
    text.chars().take(MOST_LETTERS).collect()
}

/// Tags stand between commas; the same one twice is one.
fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in text.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
        let tag = short(tag);
        if !tags.contains(&tag) && tags.len() < MOST_ENTRIES {
            tags.push(tag);
        }
    }
    tags
}

/// One own field a line: its name, a colon, its value.
fn own(text: &str) -> Result<BTreeMap<String, String>, Flash> {
    let mut own = BTreeMap::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let named = line.split_once(':');
        let named = named.map(|(name, value)| (name.trim(), value.trim()));
        let Some((name, value)) = named.filter(|(name, _)| !name.is_empty()) else {
            return Err(Flash::trouble("flash-own-wrong").with("found", short(line)));
        };
        if !value.is_empty() && own.len() < MOST_ENTRIES {
            own.insert(short(name), short(value));
        }
    }
    Ok(own)
}

/// The own fields of a debtor as they are written in the form.
pub(crate) fn own_text(debtor: &Debtor) -> String {
    let lines = debtor.traits.own.iter();
    let lines: Vec<String> = lines
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    lines.join("\n")
}
