//! Call mode: one call after the other, each with whom to ask for, what to say, and one form for what came of it. Must never
//! lose what was typed, nor count a call that reached nobody.

mod form;

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use desk::why::Why;
use notices::names::Named;
use receivables::calendar::plus_days;
use receivables::call::{CallOutcome, UnpaidReason};
use receivables::contact::Channel;
use receivables::identity::NoticeId;
use receivables::phone;
use serde::Deserialize;
use store::notice::{Notice, Standing};
use store::views::departures::{self as board, Departure};

use crate::call_link::CallLink;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Choice, Frame, Section, page};
use crate::pages::debtor::statement;
use crate::pages::debtor::{DISPUTE_REASONS, choices};
use crate::pages::departures::by_room;
use crate::pages::step_names::StepNames;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};
use crate::words::Words;
use form::Typed;

/// Days over which the reasons are counted.
const DAYS_OF_REASONS: i32 = 90;
/// Notices read at most.
const MOST_READ: usize = 2_000;

#[derive(Template)]
#[template(path = "calls.html")]
struct CallsPage {
    frame: Frame,
    outcomes: Vec<(String, String)>,
    reasons: Vec<Reason>,
    waiting: String,
}

struct Reason {
    name: String,
    count: String,
    /// Its share of the largest, in percent.
    share: i64,
}

#[derive(Template)]
#[template(path = "call.html")]
struct CallPage {
    frame: Frame,
    id: String,
    debtor: String,
    debtor_path: String,
    step: String,
    place: String,
    people: Vec<Person>,
    has_script: bool,
    /// That the customer is short of money; empty for others.
    difficulty: String,
    /// The claims of the call, as the query of the page of a plan.
    plan_items: String,
    claims: Vec<Claim>,
    outcomes: Vec<Choice>,
    reasons: Vec<Choice>,
    dispute_reasons: Vec<Choice>,
    typed: Typed,
    trouble: String,
    today: String,
}

struct Person {
    name: String,
    role: String,
    phone: String,
    /// What calls the number.
    link: String,
    /// True for a page of an exchange, which opens beside the call.
    is_page: bool,
}

struct Claim {
    id: String,
    number: String,
    due: String,
    late: String,
    open: String,
    chosen: bool,
}

/// Where one was.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    /// The call that was skipped or done; empty at the beginning.
    #[serde(default)]
    after: String,
}

/// True for a call that a person has to make.
pub(crate) fn is_to_do(notice: &Notice) -> bool {
    notice.act.channel == Channel::Call && notice.standing() == Standing::ToDo
}

/// The calls of today, in the order they are worth their minutes.
async fn queue(state: &WebState, visitor: &Visitor) -> Result<Vec<Departure>, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let waiting = board::waiting(&mut reader, visitor.seen, &[Standing::ToDo], MOST_READ).await?;
    drop(reader);
    let (today, _) = by_room(visitor, &waiting.departures)?;
    Ok(today
        .into_iter()
        .filter(|departure| is_to_do(&departure.notice))
        .collect())
}

/// The next call; when there is none, what the day brought.
pub(crate) async fn next(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let queue = queue(&state, &visitor).await?;
    let after: Option<NoticeId> = asked.after.parse().ok();
    let is_after = |departure: &&Departure| Some(departure.notice.id) == after;
    let place = queue.iter().position(|one| is_after(&one));
    let found = match (after, place) {
        (None, _) => queue.first(),
        (Some(_), Some(place)) => queue.get(place + 1),
        // It is done: the others moved up.
        (Some(_), None) => queue.first(),
    };
    match found {
        Some(call) => Ok(Redirect::to(&format!("/calls/{}", call.notice.id)).into_response()),
        None => Ok(over(&state, &visitor, queue.len()).await?.into_response()),
    }
}

async fn over(state: &WebState, visitor: &Visitor, left: usize) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let mut reader = state.desk().store().reader().await?;
    let since = plus_days(visitor.today, -DAYS_OF_REASONS);
    let reasons = store::call_report::reasons_since(&mut reader, visitor.seen, since).await?;
    let outcomes =
        store::call_report::outcomes_on(&mut reader, visitor.seen, visitor.today).await?;
    drop(reader);
    page(&CallsPage {
        frame: visitor.frame(Section::Departures),
        outcomes: outcomes
            .into_iter()
            .map(|(outcome, count)| (outcome_name(words, outcome), words.number(count)))
            .collect(),
        reasons: told(words, &reasons),
        waiting: match left {
            0 => String::new(),
            left => words.count("calls-skipped", i64::try_from(left).unwrap_or(i64::MAX)),
        },
    })
}

/// The reasons, the most frequent first.
fn told(words: &Words, reasons: &BTreeMap<UnpaidReason, i64>) -> Vec<Reason> {
    let most = reasons.values().copied().max().unwrap_or(1).max(1);
    let mut sorted: Vec<(UnpaidReason, i64)> = reasons
        .iter()
        .map(|(reason, count)| (*reason, *count))
        .collect();
    sorted.sort_by_key(|(reason, count)| (-count, *reason));
    sorted
        .into_iter()
        .map(|(reason, count)| Reason {
            name: reason_name(words, reason),
            count: words.number(count),
            share: count * 100 / most,
        })
        .collect()
}

fn outcome_name(words: &Words, outcome: CallOutcome) -> String {
    words.say(&format!("outcome-{}", outcome.code()))
}

fn reason_name(words: &Words, reason: UnpaidReason) -> String {
    words.say(&format!("calls-reason-{}", reason.code()))
}

/// Shows one call.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<NoticeId>,
) -> Result<Html<String>, Failure> {
    sheet(&state, &visitor, id, (Typed::default(), String::new())).await
}

async fn sheet(
    state: &WebState,
    visitor: &Visitor,
    id: NoticeId,
    (typed, trouble): (Typed, String),
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let mut reader = state.desk().store().reader().await?;
    let notice = store::notice::find(&mut reader, visitor.creditor.id, id).await?;
    let steps = StepNames::read(&mut reader, visitor.creditor.id, words).await?;
    drop(reader);
    if notice.act.channel != Channel::Call {
        return Err(Failure::NotFound);
    }
    let seat = visitor.reading_seat();
    let why = state.desk().why(&seat, notice.debtor, None).await?;
    // When what was to be said is settled, the form can still say what came of the call.
    let has_script = state.desk().preview(&seat, id).await.is_ok();
    let queue = queue(state, visitor).await?;
    let place = queue.iter().position(|one| one.notice.id == id);
    page(&CallPage {
        frame: visitor.frame(Section::Departures),
        id: id.to_string(),
        debtor: why.account.debtor.name.clone(),
        debtor_path: format!("/debtors/{}", notice.debtor),
        step: steps.of(&notice.act.step).to_string(),
        place: place.map_or_else(String::new, |place| {
            let (number, all) = ((place + 1).to_string(), queue.len().to_string());
            words.with("calls-place", &[("number", &number), ("all", &all)])
        }),
        people: people(words, (&why, &notice), &state.settings().call_link),
        has_script,
        difficulty: difficulty(words, &why),
        plan_items: plan_items(&notice),
        claims: claims(words, (&why, &notice), &typed),
        outcomes: CallOutcome::ALL
            .into_iter()
            .map(|outcome| Choice {
                value: outcome.code().to_string(),
                label: outcome_name(words, outcome),
                chosen: typed.outcome == outcome.code(),
            })
            .collect(),
        reasons: UnpaidReason::ALL
            .into_iter()
            .map(|reason| Choice {
                value: reason.code().to_string(),
                label: reason_name(words, reason),
                chosen: typed.reason == reason.code(),
            })
            .collect(),
        dispute_reasons: choices(words, &DISPUTE_REASONS),
        typed,
        trouble,
        today: visitor.today.to_string(),
    })
}

/// Whom to ask for: the contact of the step first, then the others who have a number.
fn difficulty(words: &Words, why: &Why) -> String {
    let known = why.account.debtor.difficulty;
    known.map_or_else(String::new, |known| {
        let day = words.day_in_figures(known.since);
        words.with("state-in-difficulty", &[("day", &day)])
    })
}

fn plan_items(notice: &Notice) -> String {
    let items = notice.act.items.iter();
    let items: Vec<String> = items.map(|item| format!("item={}", item.item)).collect();
    format!("?{}", items.join("&"))
}

fn people(words: &Words, (why, notice): (&Why, &Notice), call_link: &CallLink) -> Vec<Person> {
    let wanted = notice.act.recipient.contact;
    let mut contacts: Vec<_> = why
        .account
        .contacts
        .iter()
        .filter(|contact| contact.phone.is_some())
        .collect();
    contacts.sort_by_key(|contact| (Some(contact.id) != wanted, contact.role, contact.id));
    contacts
        .into_iter()
        .map(|contact| {
            let phone = contact.phone.clone().unwrap_or_default();
            let dialled = dialled(&phone, &why.account.debtor.country);
            Person {
                name: contact.name.clone(),
                role: contact.role.name(words.wording()),
                link: call_link.to(&dialled),
                is_page: call_link.is_page(),
                phone,
            }
        })
        .collect()
}

/// The number as an exchange dials it, with its country; one that is no valid number goes as it is written.
fn dialled(phone: &str, country: &str) -> String {
    phone::international(phone, country).unwrap_or_else(|| {
        let dials = |letter: &char| letter.is_ascii_digit() || *letter == '+';
        phone.chars().filter(dials).collect()
    })
}

/// The open claims; those the call is about are ticked until somebody ticks otherwise.
fn claims(words: &Words, (why, notice): (&Why, &Notice), typed: &Typed) -> Vec<Claim> {
    let about: Vec<_> = notice.act.items.iter().map(|item| item.item).collect();
    let mut open: Vec<_> = why
        .account
        .items
        .iter()
        .filter(|item| item.is_open_claim())
        .collect();
    open.sort_by_key(|item| (item.due_on, item.id));
    open.into_iter()
        .map(|item| {
            let late = item.days_late(why.on);
            Claim {
                id: item.id.to_string(),
                number: statement::reference(words, item),
                due: words.day_in_figures(item.due_on),
                late: match late > 0 {
                    true => words.days(late),
                    false => String::new(),
                },
                open: words.money(item.open),
                chosen: match &typed.items {
                    Some(items) => items.contains(&item.id),
                    None => about.contains(&item.id),
                },
            }
        })
        .collect()
}

/// True when a message can confirm what was said.
fn can_be_written_to(why: &Why) -> bool {
    let mut contacts = why.account.contacts.iter();
    contacts.any(|contact| contact.address_for(Channel::EMail, "", why.on).is_some())
}

/// Writes down what came of a call, and goes on: to the message that confirms it when somebody was reached, else to the next.
pub(crate) async fn report(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<NoticeId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let trouble = match reported(&state, &visitor, id, &fields).await {
        Ok((back, flash)) => return answer(&state, &back, Ok(flash)),
        Err(Trouble::Said(flash)) => flash.said(&visitor.words).words,
        Err(Trouble::Refused(refusal)) => refusal.say(visitor.words.wording()),
        Err(Trouble::Failed(failure)) => return Err(failure),
    };
    let again = (Typed::of(&fields)?, trouble);
    Ok(sheet(&state, &visitor, id, again).await?.into_response())
}

/// Where to go on, and what is said there.
async fn reported(
    state: &WebState,
    visitor: &Visitor,
    id: NoticeId,
    fields: &Fields,
) -> Result<(String, Flash), Trouble> {
    let typed = Typed::of(fields)?;
    let mut reader = state.desk().store().reader().await?;
    let notice = store::notice::find(&mut reader, visitor.creditor.id, id).await?;
    drop(reader);
    let why = state
        .desk()
        .why(&visitor.reading_seat(), notice.debtor, None)
        .await?;
    let called = typed.called(visitor, &why)?;
    state
        .desk()
        .report_call(&visitor.seat()?, id, &called)
        .await?;
    if called.reason == Some(UnpaidReason::CashDifficulty) && called.agreed.pay_on.is_none() {
        let items: Vec<String> = called
            .agreed
            .items
            .iter()
            .map(|item| format!("item={item}"))
            .collect();
        let plan = format!("/debtors/{}/plans/new?{}", notice.debtor, items.join("&"));
        return Ok((plan, Flash::done("flash-call-plan")));
    }
    if called.outcome == CallOutcome::Reached && can_be_written_to(&why) {
        let message = format!("/debtors/{}/message?call={id}", notice.debtor);
        return Ok((message, Flash::done("flash-call-kept")));
    }
    let key = match called.outcome.is_contact() {
        true => "flash-call-kept",
        false => "flash-not-reached",
    };
    Ok((format!("/calls?after={id}"), Flash::done(key)))
}
