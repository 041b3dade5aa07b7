//! The page of one account: what it owes, what comes next and why, what happened, and what a person can do.

mod contacts;
mod events;
mod facts;
mod segment;
pub(crate) mod statement;
mod why;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use desk::DeskError;
use desk::why::Why;
use jiff::civil::Date;
use notices::explain::Explainer;
use notices::names::Named;
use receivables::contact::{Channel, ContactRole};
use receivables::debtor::Debtor;
use receivables::debtor::{Certainty, Phase};
use receivables::decide::Verdict;
use receivables::fact::{DisputeReason, HoldReason};
use receivables::identity::DebtorId;
use receivables::item::Item;
use receivables::money::Balances;
use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::frame::{Badge, Choice, Figure, Frame, Section, page};
use crate::place::At;
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;
use contacts::ContactShown;
pub(crate) use events::withdrawal;
use events::{Event, History};
use facts::Fact;
use segment::SegmentShown;
use statement::{Line, Total};
use why::WhyShown;

/// How a shortage of money may be known.
const CERTAINTIES: [Certainty; 2] = [Certainty::Suspected, Certainty::Stated];

/// The phases a person moves a file into; the others are opened by handing it over.
const PHASES: [Phase; 4] = [
    Phase::Amicable,
    Phase::PreLitigation,
    Phase::Insolvency,
    Phase::Deceased,
];

#[derive(Template)]
#[template(path = "debtor.html")]
struct DebtorPage {
    frame: Frame,
    id: String,
    name: String,
    badges: Vec<Badge>,
    band: Vec<Figure>,
    settled_shown: bool,
    items: Vec<Line>,
    totals: Vec<Total>,
    why: WhyShown,
    facts: Vec<Fact>,
    contacts: Vec<ContactShown>,
    events: Vec<Event>,
    claims: Vec<Choice>,
    dispute_reasons: Vec<Choice>,
    hold_reasons: Vec<Choice>,
    phases: Vec<Choice>,
    difficulties: Vec<Choice>,
    roles: Vec<Choice>,
    languages: Vec<Choice>,
    today_value: String,
    segment: Option<SegmentShown>,
    traits: TraitsShown,
    address: AddressShown,
}

/// What is known of the debtor for the book, as its form shows it.
struct TraitsShown {
    tags: String,
    sales_person: String,
    sector: String,
    company_size: String,
    site: String,
    own: String,
    strategies: Vec<Choice>,
}

#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    /// A day other than today, `YYYY-MM-DD`.
    #[serde(default)]
    on: String,
    /// Anything shows settled lines too.
    #[serde(default)]
    settled: String,
}

/// Shows an account.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let seat = visitor.reading_seat();
    let now = state.desk().why(&seat, debtor, None).await?;
    // A day that does not read is today: the form shows which day was answered.
    let asked_on: Option<Date> = asked.on.parse().ok();
    let why = match asked_on.filter(|day| *day != visitor.today) {
        None => why::shown(&visitor.words, &now),
        Some(day) => match state.desk().why(&seat, debtor, Some(day)).await {
            Ok(then) => why::shown(&visitor.words, &then),
            // It is known today: it was not known then.
            Err(DeskError::NotFound(_)) => why::not_known(&visitor.words, day),
            Err(cause) => return Err(cause.into()),
        },
    };
    let settled_shown = !asked.settled.is_empty();
    let mut reader = state.desk().store().reader().await?;
    let history = events::read(&mut reader, &visitor, debtor).await?;
    let documents = store::item_document::of_debtor(&mut reader, visitor.seen, debtor).await?;
    drop(reader);
    let items = history.statement.iter().map(|line| &line.item);
    let settled: Vec<&Item> = items
        .filter(|item| settled_shown && item.open.is_zero())
        .collect();
    let words = &visitor.words;
    let difficulty = now.account.debtor.difficulty;
    let certainty = difficulty.map(|known| known.certainty);
    let items = statement::lines(words, (&now, &settled), &documents);
    page(&DebtorPage {
        frame: visitor.frame(Section::Debtors),
        id: debtor.to_string(),
        name: now.account.debtor.name.clone(),
        badges: badges(words, &now),
        band: band(words, &now, &history),
        settled_shown,
        items,
        totals: statement::totals(words, &now),
        why,
        facts: facts::open(words, &now, &history),
        contacts: contacts::of(words, &now),
        events: events::shown(&visitor, &now, &history),
        claims: claims(words, &now),
        dispute_reasons: choices(words, &DISPUTE_REASONS),
        hold_reasons: choices(words, &HOLD_REASONS),
        phases: chosen(words, &PHASES, Some(now.account.debtor.phase)),
        difficulties: chosen(words, &CERTAINTIES, certainty),
        roles: choices(words, &ContactRole::ALL),
        languages: contacts::languages(words, None),
        today_value: visitor.today.to_string(),
        segment: segment::read(&state, &visitor, debtor).await?,
        traits: traits(&state, &visitor, &now).await?,
        address: AddressShown::of(&now.account.debtor),
    })
}

/// The answer to "why?" for a day with every fact it was made from, as a file.
pub(crate) async fn why_file(
    State(state): State<WebState>,
    visitor: Visitor,
    At(debtor): At<DebtorId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let asked_on: Option<Date> = asked.on.parse().ok();
    let on = asked_on.filter(|day| *day != visitor.today);
    let seat = visitor.reading_seat();
    let why = state.desk().why(&seat, debtor, on).await?;
    let name = format!("attachment; filename=\"why-{debtor}-{}.json\"", why.on);
    let headers = [
        (CONTENT_TYPE, "application/json".to_string()),
        (CONTENT_DISPOSITION, name),
    ];
    Ok((headers, why.exported()?).into_response())
}

/// The postal address in its form.
struct AddressShown {
    lines: String,
    post_code: String,
    town: String,
    country: String,
}

impl AddressShown {
    fn of(debtor: &Debtor) -> Self {
        let known = debtor.address.clone().unwrap_or_default();
        AddressShown {
            lines: known.lines.join("\n"),
            post_code: known.post_code,
            town: known.town,
            country: match known.country.as_str() {
                "" => debtor.country.clone(),
                country => country.to_string(),
            },
        }
    }
}

async fn traits(state: &WebState, visitor: &Visitor, why: &Why) -> Result<TraitsShown, Failure> {
    let debtor = &why.account.debtor;
    let known = &debtor.traits;
    let chosen = debtor.strategy_override.as_deref().unwrap_or_default();
    Ok(TraitsShown {
        tags: debtor.tags.join(", "),
        sales_person: known.sales_person.clone(),
        sector: known.sector.clone(),
        company_size: known.company_size.clone(),
        site: known.site.clone(),
        own: super::traits::own_text(debtor),
        strategies: super::segments::strategy_choices(state, visitor, chosen).await?,
    })
}

pub(crate) const DISPUTE_REASONS: [DisputeReason; 7] = [
    DisputeReason::Price,
    DisputeReason::Delivery,
    DisputeReason::Quality,
    DisputeReason::Reference,
    DisputeReason::NotOwed,
    DisputeReason::AlreadyPaid,
    DisputeReason::Other,
];

pub(crate) const HOLD_REASONS: [HoldReason; 5] = [
    HoldReason::InDiscussion,
    HoldReason::KeyRelation,
    HoldReason::DebtorSaid,
    HoldReason::Difficulty,
    HoldReason::Other,
];

/// The word of a variant, as a form sends it. Each is an enum without fields, which serialises to its word.
pub(crate) fn word_of<T: Serialize>(variant: &T) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

pub(crate) fn choices<T: Named + Serialize>(words: &Words, variants: &[T]) -> Vec<Choice> {
    variants
        .iter()
        .map(|variant| Choice {
            value: word_of(variant),
            label: variant.name(words.wording()),
            chosen: false,
        })
        .collect()
}

/// What a person may choose, the present one chosen.
fn chosen<T: Named + Serialize + PartialEq>(
    words: &Words,
    variants: &[T],
    now: Option<T>,
) -> Vec<Choice> {
    let mut offered = choices(words, variants);
    for (choice, variant) in offered.iter_mut().zip(variants) {
        choice.chosen = now.as_ref() == Some(variant);
    }
    offered
}

fn badges(words: &Words, why: &Why) -> Vec<Badge> {
    let account = &why.account;
    let mut badges = Vec::new();
    let mut add = |shown: bool, text: String, state: &'static str| {
        if shown {
            badges.push(Badge { words: text, state });
        }
    };
    add(
        account.debtor.phase != Phase::Amicable,
        account.debtor.phase.name(words.wording()),
        "late",
    );
    for due_on in why.decision.acts().iter().filter_map(|act| act.due_on) {
        let day = words.day_in_figures(due_on);
        add(
            true,
            words.with("state-claim-to-file", &[("day", &day)]),
            "late",
        );
    }
    if let Some(known) = account.debtor.difficulty {
        let day = words.day_in_figures(known.since);
        add(
            true,
            words.with("state-in-difficulty", &[("day", &day)]),
            "warn",
        );
    }
    let held = account
        .holds
        .iter()
        .any(|hold| hold.item.is_none() && hold.is_active(why.on));
    add(held, words.say("state-held"), "waiting");
    let replied = account.replies.iter().any(|reply| reply.is_waiting(why.on));
    add(replied, words.say("state-replied"), "coming");
    let reachable = account.contacts.iter().any(|contact| {
        [Channel::EMail, Channel::Call]
            .into_iter()
            .any(|channel| contact.address_for(channel, "", why.on).is_some())
    });
    add(!reachable, words.say("state-without-contact"), "warn");
    badges
}

/// The header band: what is owed, how late, what comes next, and who it is.
fn band(words: &Words, why: &Why, history: &History) -> Vec<Figure> {
    let mut band = owed(words, why);
    if let Some((days, count)) = history.mean_delay(why.on) {
        let mut mean = Figure::one(words.say("debtor-mean-delay"), words.days(days));
        mean.hint = words.count("debtor-mean-delay-hint", count);
        band.push(mean);
    }
    band.push(next_step(words, why));
    let debtor = &why.account.debtor;
    let strategy = why.strategy.name.in_language(words.language());
    band.push(Figure::one(words.say("debtor-strategy"), strategy));
    band.push(Figure::one(words.say("debtor-key"), debtor.key.as_str()));
    if let Some(siren) = &debtor.siren {
        band.push(Figure::one(words.say("debtor-siren"), siren.as_str()));
    }
    let phase = debtor.phase.name(words.wording());
    band.push(Figure::one(words.say("debtor-phase"), phase));
    band
}

fn owed(words: &Words, why: &Why) -> Vec<Figure> {
    let items = &why.account.items;
    let late: Vec<&Item> = items
        .iter()
        .filter(|item| item.is_overdue(why.on))
        .collect();
    let claims = items.iter().filter(|item| item.is_open_claim());
    let open: Balances = claims.map(|item| item.open).collect();
    let credits = items.iter().filter(|item| item.is_open_credit());
    let credits: Balances = credits.map(|item| item.open).collect();
    let overdue: Balances = late.iter().map(|item| item.open).collect();
    let oldest = late.iter().map(|item| item.days_late(why.on)).max();
    let oldest = oldest.map_or("–".to_string(), |days| words.days(days));
    let state = if late.is_empty() { "" } else { "late" };
    let (open, overdue) = (
        words.balances_or_dash(&open),
        words.balances_or_dash(&overdue),
    );
    let mut outstanding = Figure::new(words.say("debtors-outstanding"), open);
    if !credits.is_zero() {
        let credits = notices::format::balances(&credits, words.language());
        outstanding.hint = words.with("debtor-credits-apart", &[("amount", &credits)]);
    }
    vec![
        outstanding,
        Figure {
            state,
            ..Figure::new(words.say("debtors-overdue"), overdue)
        },
        Figure {
            state,
            ..Figure::one(words.say("debtors-oldest"), oldest)
        },
    ]
}

fn next_step(words: &Words, why: &Why) -> Figure {
    let label = words.say("debtor-next");
    let explainer = Explainer {
        wording: words.wording(),
        account: &why.account,
        strategy: Some(&why.strategy),
        others: &why.others,
        today: why.on,
    };
    if let Verdict::Hold { .. } = why.decision.verdict {
        return Figure::one(label, explainer.verdict(&why.decision));
    }
    let Some((step, on)) = why.decision.next_step() else {
        let mut none = Figure::one(label, words.say("debtor-next-none"));
        if let Some(on) = why.decision.next_review_on {
            none.hint = words.with("debtor-next-looked-at", &[("day", &words.day(on))]);
        }
        return none;
    };
    let mut next = Figure::one(label, explainer.step(step));
    // A step that is due waits for today's run, whatever day it became due.
    next.hint = words.day(on.max(why.on));
    next
}

fn claims(words: &Words, why: &Why) -> Vec<Choice> {
    let claims = why.account.items.iter().filter(|item| item.is_open_claim());
    claims
        .map(|item| Choice {
            value: item.id.to_string(),
            label: format!(
                "{} · {}",
                statement::reference(words, item),
                words.money(item.open)
            ),
            chosen: false,
        })
        .collect()
}
