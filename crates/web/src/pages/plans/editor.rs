//! The proposal of a plan: which claims, how many instalments, from which day; then each day and amount as it was
//! discussed. What was typed stays in the address, so that a refusal loses nothing. Must never agree before a person
//! presses the button.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, Response};
use desk::instalment_plans::NewPlan;
use desk::why::Why;
use jiff::civil::Date;
use receivables::calendar::plus_days;
use receivables::identity::{DebtorId, ItemId, PlanId};
use receivables::instalment_plan::{Instalment, MOST_INSTALMENTS, Rhythm, Schedule};
use receivables::item::Item;
use receivables::money::{Balances, Money};

use crate::cookie::encoded;
use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Choice, Frame, Section, page};
use crate::pages::account_acts::variant;
use crate::pages::debtor::statement;
use crate::place::{At, AtBoth};
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};
use crate::words::Words;

/// Days from today to the first instalment that is proposed.
const DAYS_TO_THE_FIRST: i32 = 10;
/// Days an instalment may be late before anybody speaks of it, as proposed.
const TOLERANCE_DAYS: &str = "3";
/// Days after which an unpaid instalment ends the plan, as proposed.
const DEFAULT_DAYS: &str = "10";

#[derive(Template)]
#[template(path = "plan_new.html")]
struct EditorPage {
    frame: Frame,
    debtor: String,
    name: String,
    claims: Vec<ClaimShown>,
    /// What lies unused of credits: it is better used before a plan is made.
    credits: String,
    count: String,
    first_on: String,
    rhythms: Vec<Choice>,
    total: String,
    plain_total: String,
    instalments: Vec<Typed>,
    tolerance: String,
    default_days: String,
    acceptance: String,
    today_value: String,
}

struct ClaimShown {
    id: String,
    number: String,
    due: String,
    open: String,
    late: String,
    chosen: bool,
}

struct Typed {
    number: usize,
    due: String,
    amount: String,
}

/// Proposes a plan over the chosen claims, or over all that is overdue.
pub(crate) async fn propose(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    fields: Fields,
) -> Result<Html<String>, Failure> {
    let seat = visitor.reading_seat();
    let why = state.desk().why(&seat, debtor, None).await?;
    let own = own_items(&state, &visitor, &why).await?;
    let open = coverable(&why, &own);
    let chosen = chosen(&fields, &open, visitor.today);
    let schedule = schedule(&fields, visitor.today);
    let words = &visitor.words;
    let mut instalments: Vec<Typed> = typed(&fields);
    let mut total = None;
    if !chosen.is_empty() {
        let proposed = state
            .desk()
            .propose_plan(&seat, debtor, &chosen, schedule)
            .await?;
        let amounts = proposed.0.iter().map(|part| part.amount);
        total = amounts.reduce(|sum, amount| sum.with_minor(sum.minor + amount.minor));
        if instalments.is_empty() {
            instalments = shown(words, &proposed.1);
        }
    }
    let or = |name: &str, usual: &str| match fields.text(name) {
        "" => usual.to_string(),
        typed => typed.to_string(),
    };
    page(&EditorPage {
        debtor: debtor.to_string(),
        name: why.account.debtor.name.clone(),
        claims: open
            .iter()
            .map(|item| claim(words, item, (&chosen, visitor.today)))
            .collect(),
        credits: credits(words, &why),
        count: schedule.count.to_string(),
        first_on: schedule.first_on.to_string(),
        rhythms: rhythms(words, schedule.rhythm),
        total: total.map_or_else(String::new, |total| words.money(total)),
        plain_total: total.map_or_else(String::new, |total| words.plain_amount(total)),
        instalments,
        tolerance: or("tolerance", TOLERANCE_DAYS),
        // Left empty on purpose, a person decides.
        default_days: match fields.pairs().any(|(name, _)| name == "default") {
            true => fields.text("default").to_string(),
            false => DEFAULT_DAYS.to_string(),
        },
        acceptance: fields.text("acceptance").to_string(),
        today_value: visitor.today.to_string(),
        frame: visitor.frame(Section::Debtors),
    })
}

/// The items of the debtor itself: one that speaks for a group is shown those of its members too.
async fn own_items(state: &WebState, visitor: &Visitor, why: &Why) -> Result<Vec<ItemId>, Failure> {
    let ids: Vec<ItemId> = why.account.items.iter().map(|item| item.id).collect();
    let mut reader = state.desk().store().reader().await?;
    let owed = store::item::by_ids(&mut reader, visitor.creditor.id, &ids).await?;
    let own = owed
        .into_iter()
        .filter(|owed| owed.debtor == why.account.debtor.id);
    Ok(own.map(|owed| owed.item.id).collect())
}

/// The claims a plan may cover: open, and under none that goes on.
fn coverable<'a>(why: &'a Why, own: &[ItemId]) -> Vec<&'a Item> {
    let covered = |item: &Item| {
        let mut plans = why.account.plans.iter();
        plans.any(|plan| plan.is_running(why.on) && plan.covers(item.id))
    };
    let mut open: Vec<&Item> = why
        .account
        .items
        .iter()
        .filter(|item| item.is_open_claim() && own.contains(&item.id) && !covered(item))
        .collect();
    open.sort_by(|a, b| (a.due_on, &a.reference, a.id).cmp(&(b.due_on, &b.reference, b.id)));
    open
}

fn credits(words: &Words, why: &Why) -> String {
    let items = why.account.items.iter();
    let credits: Balances = items
        .filter(|item| item.is_open_credit())
        .map(|item| item.open.with_minor(item.open.minor.saturating_neg()))
        .collect();
    if credits.is_zero() {
        return String::new();
    }
    let amount = notices::format::balances(&credits, words.language());
    words.with("plan-credits", &[("amount", &amount)])
}

/// Those that were ticked, of one currency; at first all that is overdue.
fn chosen(fields: &Fields, open: &[&Item], today: Date) -> Vec<ItemId> {
    let ticked: Vec<ItemId> = fields
        .all("item")
        .filter_map(|id| id.parse().ok())
        .collect();
    let mut wanted: Vec<&&Item> = open
        .iter()
        .filter(|item| match ticked.is_empty() {
            true => item.is_overdue(today),
            false => ticked.contains(&item.id),
        })
        .collect();
    if let Some(currency) = wanted.first().map(|item| item.open.currency) {
        wanted.retain(|item| item.open.currency == currency);
    }
    wanted.into_iter().map(|item| item.id).collect()
}

fn schedule(fields: &Fields, today: Date) -> Schedule {
    let count: usize = fields.text("count").parse().unwrap_or(3);
    let first_on: Option<Date> = fields.text("first_on").parse().ok();
    Schedule {
        count: count.clamp(1, MOST_INSTALMENTS),
        first_on: first_on.unwrap_or_else(|| plus_days(today, DAYS_TO_THE_FIRST)),
        rhythm: variant(fields.text("rhythm")).unwrap_or_default(),
    }
}

/// The days and amounts a person typed, when the address holds them.
fn typed(fields: &Fields) -> Vec<Typed> {
    let days = fields.all("due");
    days.zip(fields.all("amount-of"))
        .enumerate()
        .map(|(at, (due, amount))| Typed {
            number: at + 1,
            due: due.to_string(),
            amount: amount.to_string(),
        })
        .collect()
}

fn shown(words: &Words, instalments: &[Instalment]) -> Vec<Typed> {
    let typed = |(at, one): (usize, &Instalment)| Typed {
        number: at + 1,
        due: one.due_on.to_string(),
        amount: words.plain_amount(one.amount),
    };
    instalments.iter().enumerate().map(typed).collect()
}

fn claim(words: &Words, item: &Item, (chosen, today): (&[ItemId], Date)) -> ClaimShown {
    ClaimShown {
        id: item.id.to_string(),
        number: statement::reference(words, item),
        due: words.day_in_figures(item.due_on),
        open: words.money(item.open),
        late: match item.is_overdue(today) {
            true => words.days(item.days_late(today)),
            false => String::new(),
        },
        chosen: chosen.contains(&item.id),
    }
}

fn rhythms(words: &Words, chosen: Rhythm) -> Vec<Choice> {
    let all = [
        (Rhythm::Weekly, "weekly", "plan-rhythm-weekly"),
        (
            Rhythm::Fortnightly,
            "fortnightly",
            "plan-rhythm-fortnightly",
        ),
        (Rhythm::Monthly, "monthly", "plan-rhythm-monthly"),
        (
            Rhythm::EndOfMonth,
            "end-of-month",
            "plan-rhythm-end-of-month",
        ),
    ];
    all.into_iter()
        .map(|(rhythm, value, key)| Choice {
            value: value.to_string(),
            label: words.say(key),
            chosen: rhythm == chosen,
        })
        .collect()
}

/// Agrees to what was typed.
pub(crate) async fn agree(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let outcome = agreed(&state, &visitor, debtor, &fields).await;
    let back = match &outcome {
        Ok(plan) => format!("/debtors/{debtor}/plans/{plan}"),
        Err(_) => again_path(debtor, &fields),
    };
    let outcome = outcome.map(|_| Flash::done("flash-plan-agreed"));
    answer(&state, &back, outcome)
}

async fn agreed(
    state: &WebState,
    visitor: &Visitor,
    debtor: DebtorId,
    fields: &Fields,
) -> Result<PlanId, Trouble> {
    let why = state
        .desk()
        .why(&visitor.reading_seat(), debtor, None)
        .await?;
    let mut parts = Vec::new();
    for id in fields.all("item") {
        let id: ItemId = id.parse().map_err(|_| Failure::Bad)?;
        parts.push((id, None));
    }
    let first = parts.first().and_then(|(id, _)| why.account.item(*id));
    let Some(first) = first else {
        return Err(Flash::trouble("flash-nothing-ticked").into());
    };
    let instalments = instalments(fields, first.open)?;
    let new = NewPlan {
        parts,
        instalments,
        tolerance_days: days(fields, "tolerance")?.unwrap_or(0),
        default_after_days: days(fields, "default")?,
        acceptance: fields.text("acceptance").to_string(),
    };
    Ok(state
        .desk()
        .agree_plan(&visitor.seat()?, debtor, new)
        .await?)
}

/// The instalments as they were typed; a line without a day and an amount is none.
fn instalments(fields: &Fields, like: Money) -> Result<Vec<Instalment>, Flash> {
    let mut instalments = Vec::new();
    for (due, amount) in fields.all("due").zip(fields.all("amount-of")) {
        let (due, amount) = (due.trim(), amount.trim());
        if due.is_empty() && amount.is_empty() {
            continue;
        }
        let due_on: Date = due
            .parse()
            .map_err(|_| Flash::trouble("flash-day-wrong").with("found", due))?;
        let amount = crate::amount::typed(amount, like.currency)
            .ok_or_else(|| Flash::trouble("flash-amount-wrong").with("found", amount))?;
        instalments.push(Instalment { due_on, amount });
    }
    Ok(instalments)
}

/// A number of days that may be left empty.
fn days(fields: &Fields, name: &str) -> Result<Option<i32>, Flash> {
    let text = fields.text(name);
    if text.is_empty() {
        return Ok(None);
    }
    let days: Option<i32> = text.parse().ok().filter(|days| (0..=365).contains(days));
    let wrong = || Flash::trouble("flash-plan-days-wrong").with("found", text);
    days.map(Some).ok_or_else(wrong)
}

/// Back to the proposal with everything that was typed.
fn again_path(debtor: DebtorId, fields: &Fields) -> String {
    let kept: Vec<String> = fields
        .pairs()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect();
    format!("/debtors/{debtor}/plans/new?{}", kept.join("&"))
}

/// Takes a plan back.
pub(crate) async fn withdraw(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, plan): AtBoth<DebtorId, PlanId>,
) -> Result<Response, Failure> {
    let outcome = state.desk().withdraw_plan(&visitor.seat()?, plan).await;
    let outcome = outcome
        .map(|()| Flash::done("flash-plan-withdrawn"))
        .map_err(Trouble::from);
    answer(&state, &format!("/debtors/{debtor}"), outcome)
}
