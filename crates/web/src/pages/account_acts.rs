//! What a person does about an account: promises, holds, replies, contacts, late charges. Each
//! form becomes values of the trade, the desk acts, and the account's page says what became of it.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::response::Response;
use desk::contacts::{ContactMark, NewContact};
use desk::facts::{NewHold, NewPromise};
use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::contact::ContactRole;
use receivables::debtor::{Certainty, Language, Phase};
use receivables::fact::HoldReason;
use receivables::identity::{ContactId, DebtorId, HoldId, ItemId, PromiseId, ReplyId};
use receivables::item::ItemKind;
use receivables::money::Money;
use serde::de::DeserializeOwned;

use crate::cookie::encoded;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::place::{At, AtBoth};
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

/// A promise is for twelve months ahead at most.
const MOST_DAYS_OF_PROMISE: i32 = 365;

type Answer = Result<Response, Failure>;

/// The page of an account.
pub(crate) fn account_path(debtor: DebtorId) -> String {
    format!("/debtors/{debtor}")
}

/// The variant a form names by the word of its serialised form.
pub(crate) fn variant<T: DeserializeOwned>(word: &str) -> Result<T, Failure> {
    serde_json::from_value(serde_json::Value::String(word.to_string())).map_err(|_| Failure::Bad)
}

/// The amount of an item a form names in part; nothing means all of it.
pub(crate) async fn part_of(
    state: &WebState,
    visitor: &Visitor,
    debtor: DebtorId,
    (item, fields): (ItemId, &Fields),
) -> Result<Option<Money>, Trouble> {
    let why = state
        .desk()
        .why(&visitor.reading_seat(), debtor, None)
        .await?;
    let currency = why
        .account
        .item(item)
        .ok_or(Failure::NotFound)?
        .open
        .currency;
    Ok(fields.optional_amount("amount", currency)?)
}

/// Takes a promise for the ticked lines.
pub(crate) async fn take_promise(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    fields: Fields,
) -> Answer {
    let outcome = promise(&state, &visitor, debtor, &fields).await;
    answer(&state, &account_path(debtor), outcome)
}

/// Takes a promise for the items a form names.
pub(crate) async fn promise(
    state: &WebState,
    visitor: &Visitor,
    debtor: DebtorId,
    fields: &Fields,
) -> Result<Flash, Trouble> {
    let mut items: Vec<ItemId> = Vec::new();
    for item in fields.all("item") {
        items.push(item.parse().map_err(|_| Failure::Bad)?);
    }
    let Some(first) = items.first().copied() else {
        return Err(Flash::trouble("flash-nothing-ticked").into());
    };
    let amount = if fields.text("amount").is_empty() {
        None
    } else {
        part_of(state, visitor, debtor, (first, fields)).await?
    };
    if amount.is_some() && items.len() > 1 {
        return Err(Flash::trouble("flash-amount-one").into());
    }
    let pay_on = fields.day("pay_on")?;
    promise_day(visitor, pay_on)?;
    let new = NewPromise {
        pay_on,
        parts: items.into_iter().map(|item| (item, amount)).collect(),
    };
    state
        .desk()
        .take_promise(&visitor.seat()?, debtor, new)
        .await?;
    Ok(Flash::done("flash-promise-taken"))
}

/// Refuses a promise for a day that has passed, or so far away that it would silence its items for good.
pub(crate) fn promise_day(visitor: &Visitor, pay_on: Date) -> Result<(), Flash> {
    let words = &visitor.words;
    let last_on = plus_days(visitor.today, MOST_DAYS_OF_PROMISE);
    if pay_on < visitor.today {
        let day = words.day(visitor.today);
        return Err(Flash::trouble("flash-promise-past").with("day", day));
    }
    if pay_on > last_on {
        return Err(Flash::trouble("flash-promise-far").with("day", words.day(last_on)));
    }
    Ok(())
}

/// Takes a promise back.
pub(crate) async fn withdraw_promise(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, promise): AtBoth<DebtorId, PromiseId>,
) -> Answer {
    let outcome = state
        .desk()
        .withdraw_promise(&visitor.seat()?, promise)
        .await;
    let outcome = outcome
        .map(|()| Flash::done("flash-promise-withdrawn"))
        .map_err(Trouble::from);
    answer(&state, &account_path(debtor), outcome)
}

/// Holds the account or one item.
pub(crate) async fn place_hold(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    fields: Fields,
) -> Answer {
    let outcome = hold(&state, &visitor, debtor, &fields).await;
    answer(&state, &account_path(debtor), outcome)
}

async fn hold(
    state: &WebState,
    visitor: &Visitor,
    debtor: DebtorId,
    fields: &Fields,
) -> Result<Flash, Trouble> {
    let reason: HoldReason = variant(fields.text("reason"))?;
    let new = NewHold {
        item: fields.optional_identity("item")?,
        until_on: fields.optional_day("until")?,
        reason,
        words: fields.text("words").to_string(),
    };
    state
        .desk()
        .place_hold(&visitor.seat()?, debtor, new)
        .await?;
    Ok(Flash::done("flash-hold-placed"))
}

/// Lifts a hold.
pub(crate) async fn lift_hold(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, hold): AtBoth<DebtorId, HoldId>,
) -> Answer {
    let outcome = state.desk().lift_hold(&visitor.seat()?, hold).await;
    let outcome = outcome
        .map(|()| Flash::done("flash-hold-lifted"))
        .map_err(Trouble::from);
    answer(&state, &account_path(debtor), outcome)
}

/// Notes that the customer is short of money, or no longer.
pub(crate) async fn note_difficulty(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    fields: Fields,
) -> Answer {
    let certainty: Option<Certainty> = match fields.text("certainty") {
        "" => None,
        word => Some(variant(word)?),
    };
    let seat = visitor.seat()?;
    let outcome = state.desk().note_difficulty(&seat, debtor, certainty).await;
    let outcome = outcome
        .map(|()| Flash::done("flash-difficulty-noted"))
        .map_err(Trouble::from);
    answer(&state, &account_path(debtor), outcome)
}

/// Moves the file into another phase.
pub(crate) async fn change_phase(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    fields: Fields,
) -> Answer {
    let outcome = phase(&state, &visitor, debtor, &fields).await;
    answer(&state, &account_path(debtor), outcome)
}

async fn phase(
    state: &WebState,
    visitor: &Visitor,
    debtor: DebtorId,
    fields: &Fields,
) -> Result<Flash, Trouble> {
    let phase: Phase = variant(fields.text("phase"))?;
    let wanted = (phase, fields.optional_day("published")?);
    let seat = visitor.seat()?;
    state.desk().change_phase(&seat, debtor, wanted).await?;
    Ok(Flash::done("flash-phase-changed"))
}

/// Notes an answer of the debtor.
pub(crate) async fn note_reply(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    fields: Fields,
) -> Answer {
    let noted = state
        .desk()
        .note_reply(&visitor.seat()?, debtor, fields.text("words"))
        .await;
    let outcome = noted
        .map(|_| Flash::done("flash-reply-noted"))
        .map_err(Trouble::from);
    answer(&state, &account_path(debtor), outcome)
}

/// Says that an answer was dealt with.
pub(crate) async fn handle_reply(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, reply): AtBoth<DebtorId, ReplyId>,
) -> Answer {
    let handled = state.desk().handle_reply(&visitor.seat()?, reply).await;
    let outcome = handled
        .map(|()| Flash::done("flash-reply-handled"))
        .map_err(Trouble::from);
    answer(&state, &account_path(debtor), outcome)
}

/// The contact a form describes.
pub(crate) fn new_contact(fields: &Fields) -> Result<NewContact, Failure> {
    let role: ContactRole = variant(fields.text("role"))?;
    Ok(NewContact {
        role,
        name: fields.text("name").to_string(),
        email: fields.text("email").to_string(),
        phone: fields.text("phone").to_string(),
        language: Language::from_code(fields.text("language")),
    })
}

/// Adds a contact.
pub(crate) async fn add_contact(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    fields: Fields,
) -> Answer {
    let new = new_contact(&fields)?;
    let added = state
        .desk()
        .add_contact(&visitor.seat()?, debtor, new)
        .await;
    let outcome = added
        .map(|_| Flash::done("flash-contact-added"))
        .map_err(Trouble::from);
    answer(&state, &account_path(debtor), outcome)
}

/// Puts a contact right.
pub(crate) async fn correct_contact(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, contact): AtBoth<DebtorId, ContactId>,
    fields: Fields,
) -> Answer {
    let corrected = (contact, new_contact(&fields)?);
    let seat = visitor.seat()?;
    let written = state.desk().correct_contact(&seat, debtor, corrected).await;
    let outcome = written
        .map(|()| Flash::done("flash-contact-corrected"))
        .map_err(Trouble::from);
    answer(&state, &account_path(debtor), outcome)
}

/// Takes a contact off the account.
pub(crate) async fn remove_contact(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, contact): AtBoth<DebtorId, ContactId>,
) -> Answer {
    let removed = state
        .desk()
        .remove_contact(&visitor.seat()?, debtor, contact)
        .await;
    let outcome = removed
        .map(|()| Flash::done("flash-contact-removed"))
        .map_err(Trouble::from);
    answer(&state, &account_path(debtor), outcome)
}

/// Notes what became known of a contact: not to be written to, no text messages, or reachable again.
pub(crate) async fn mark_contact(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, contact): AtBoth<DebtorId, ContactId>,
    fields: Fields,
) -> Answer {
    let mark = match fields.text("mark") {
        "refused" => ContactMark::Refused,
        "no-texts" => ContactMark::RefusedTexts,
        _ => ContactMark::Reachable,
    };
    let seat = visitor.seat()?;
    let marked = state
        .desk()
        .mark_contact(&seat, debtor, contact, mark)
        .await;
    let outcome = marked
        .map(|()| Flash::done("flash-contact-marked"))
        .map_err(Trouble::from);
    answer(&state, &account_path(debtor), outcome)
}

/// Claims late charges up to a day.
pub(crate) async fn claim_charges(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    fields: Fields,
) -> Answer {
    let outcome = match fields.day("through") {
        Ok(through) => charges(&state, &visitor, debtor, through).await,
        Err(flash) => Err(flash.into()),
    };
    let path = match fields.text("then") {
        "plan" => plan_path(&state, &visitor, debtor, &fields).await?,
        _ => account_path(debtor),
    };
    answer(&state, &path, outcome)
}

/// The page that proposes a plan over the ticked claims and every claim for charges.
async fn plan_path(
    state: &WebState,
    visitor: &Visitor,
    debtor: DebtorId,
    fields: &Fields,
) -> Result<String, Failure> {
    let why = state
        .desk()
        .why(&visitor.reading_seat(), debtor, None)
        .await?;
    let items = why.account.items.iter();
    let charges = items.filter(|item| item.kind == ItemKind::Charge && item.is_open_claim());
    let ticked = fields.all("item").map(str::to_string);
    let all: BTreeSet<String> = ticked
        .chain(charges.map(|item| item.id.to_string()))
        .collect();
    let kept = ["count", "first_on", "rhythm"].map(|name| (name, fields.text(name)));
    let kept = kept.into_iter().filter(|(_, typed)| !typed.is_empty());
    let query: Vec<String> = all
        .iter()
        .map(|item| ("item", item.as_str()))
        .chain(kept)
        .map(|(name, value)| format!("{name}={}", encoded(value)))
        .collect();
    Ok(format!("/debtors/{debtor}/plans/new?{}", query.join("&")))
}

async fn charges(
    state: &WebState,
    visitor: &Visitor,
    debtor: DebtorId,
    through: Date,
) -> Result<Flash, Trouble> {
    let claimed = state
        .desk()
        .claim_late_charges(&visitor.seat()?, debtor, through)
        .await?;
    Ok(Flash::done("flash-charges-claimed").counting(i64::try_from(claimed).unwrap_or(i64::MAX)))
}
