//! One answer: all its words, and what it seems to say, each with its sentence and a form that makes a fact of it.

use askama::Template;
use axum::extract::State;
use axum::response::Html;
use desk::answers::{Contested, Said, SaidAmount, read_statement};
use jiff::civil::Date;
use notices::names::Named;
use receivables::calendar::plus_days;
use receivables::fact::DisputeReason;
use receivables::identity::ReplyId;
use receivables::item::Item;
use store::reply::{KeptStatement, StatementVerdict};

use crate::failure::Failure;
use crate::frame::{Badge, Choice, Frame, Section, page};
use crate::pages::debtor::statement;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

/// Days a payment that was announced is waited for.
const DAYS_FOR_A_PAYMENT: i32 = 10;
/// Days of patience offered to who asks for time without a day.
const DAYS_OF_PATIENCE: i32 = 15;

const REASONS: [DisputeReason; 6] = [
    DisputeReason::Price,
    DisputeReason::Delivery,
    DisputeReason::Quality,
    DisputeReason::Reference,
    DisputeReason::NotOwed,
    DisputeReason::Other,
];

#[derive(Template)]
#[template(path = "reply.html")]
struct LetterPage {
    frame: Frame,
    id: String,
    debtor: String,
    name: String,
    lead: String,
    subject: String,
    words: String,
    statements: Vec<StatementLine>,
    claims: Vec<ClaimLine>,
    handled: String,
    today: String,
}

/// What the answer seems to say, and what its form starts with.
struct StatementLine {
    place: i64,
    says: String,
    title: String,
    quote: String,
    day: String,
    amount: String,
    address: String,
    reasons: Vec<Choice>,
    badge: Option<Badge>,
}

struct ClaimLine {
    id: String,
    reference: String,
    due: String,
    open: String,
    chosen: bool,
}

/// Shows one answer.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<ReplyId>,
) -> Result<Html<String>, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let letter = store::reply::letter(&mut reader, visitor.seen, id).await?;
    let kept = store::reply::statements(&mut reader, visitor.creditor.id, id).await?;
    drop(reader);
    let seat = visitor.reading_seat();
    let why = state.desk().why(&seat, letter.debtor, None).await?;
    let words = &visitor.words;
    let open: Vec<&Item> = why
        .account
        .items
        .iter()
        .filter(|item| item.is_open_claim())
        .collect();
    let said = format!("{} {}", letter.subject, letter.words);
    let is_named = open.iter().any(|item| said.contains(&item.reference));
    let claims = open.iter().map(|item| ClaimLine {
        id: item.id.to_string(),
        reference: statement::reference(words, item),
        due: words.day_in_figures(item.due_on),
        open: words.money(item.open),
        chosen: match is_named {
            true => said.contains(&item.reference),
            false => item.is_overdue(why.on),
        },
    });
    let day = words.day(letter.received_on);
    let lead = match letter.sender.is_empty() {
        true => words.with("reply-noted-on", &[("day", &day)]),
        false => words.with("reply-from", &[("sender", &letter.sender), ("day", &day)]),
    };
    page(&LetterPage {
        id: id.to_string(),
        debtor: letter.debtor.to_string(),
        name: letter.debtor_name.clone(),
        lead,
        subject: letter.subject.clone(),
        words: match letter.words.is_empty() {
            true => letter.summary.clone(),
            false => letter.words.clone(),
        },
        statements: kept
            .iter()
            .filter_map(|one| statement_line(words, one, visitor.today))
            .collect(),
        claims: claims.collect(),
        handled: letter
            .handled_by
            .map_or_else(String::new, |who| words.who(&who)),
        today: visitor.today.to_string(),
        frame: visitor.frame(Section::Debtors),
    })
}

fn statement_line(words: &Words, kept: &KeptStatement, today: Date) -> Option<StatementLine> {
    let found = read_statement(kept)?;
    let in_days = |days: i32| plus_days(today, days);
    let day = match &found.said {
        Said::WillPay { on, .. } => on.filter(|on| *on >= today),
        Said::HasPaid { .. } => Some(in_days(DAYS_FOR_A_PAYMENT)),
        Said::AsksDelay { until } => {
            let until = until.filter(|on| *on >= today);
            Some(until.unwrap_or_else(|| in_days(DAYS_OF_PATIENCE)))
        }
        _ => None,
    };
    let amount = match &found.said {
        Said::WillPay { amount, .. } => amount.as_ref(),
        _ => None,
    };
    let why = match &found.said {
        Said::Contests { why } => Some(reason(*why)),
        _ => None,
    };
    let address = match &found.said {
        Said::WrongContact { address } => address.clone().unwrap_or_default(),
        _ => String::new(),
    };
    Some(StatementLine {
        place: kept.place,
        title: words.say(&format!("reply-says-{}", kept.says)),
        says: kept.says.clone(),
        quote: found.quote,
        day: day.map_or_else(String::new, |on| on.to_string()),
        amount: amount.map_or_else(String::new, |said| written(words, said)),
        address,
        reasons: REASONS
            .into_iter()
            .map(|one| choice(words, one, why))
            .collect(),
        badge: kept.verdict.map(|verdict| badge(words, verdict)),
    })
}

fn written(words: &Words, said: &SaidAmount) -> String {
    let text = said.amount.to_string();
    match words.language() {
        receivables::debtor::Language::French => text.replace('.', ","),
        receivables::debtor::Language::English => text,
    }
}

fn choice(words: &Words, one: DisputeReason, chosen: Option<DisputeReason>) -> Choice {
    let value = match serde_json::to_value(one) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    };
    Choice {
        value,
        label: one.name(words.wording()),
        chosen: chosen == Some(one),
    }
}

const fn reason(why: Contested) -> DisputeReason {
    match why {
        Contested::Price => DisputeReason::Price,
        Contested::Delivery => DisputeReason::Delivery,
        Contested::Quality => DisputeReason::Quality,
        Contested::Reference => DisputeReason::Reference,
        Contested::NotOwed => DisputeReason::NotOwed,
        Contested::Other => DisputeReason::Other,
    }
}

fn badge(words: &Words, verdict: StatementVerdict) -> Badge {
    let (key, state) = match verdict {
        StatementVerdict::Accepted => ("reply-accepted", "done"),
        StatementVerdict::Rejected => ("reply-rejected", "waiting"),
    };
    Badge {
        words: words.say(key),
        state,
    }
}
