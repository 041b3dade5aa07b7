//! Disputes: the list people work through, and the page of one with what was said, what proves it and how it is
//! settled. Must never show any of it to the debtor.

mod acts;
mod list;

use askama::Template;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use jiff::civil::Date;
use notices::names::Named;
use receivables::identity::{DebtorId, DisputeId, EvidenceId};
use store::dispute::thread::{self, Gesture, Verdict};
use store::dispute::{Care, DisputeOutcome, Fault, Side};
use store::person::{Person, Role};
use store::views::disputes::Case;

use crate::failure::Failure;
use crate::frame::{Badge, Choice, Figure, Frame, Section, page};
use crate::pages::document;
use crate::place::{AtBoth, AtThree};
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

pub(crate) use acts::{
    add_evidence, answer_gesture, assign, close, discuss, end_award, open, opened, propose_gesture,
};
pub(crate) use list::list;

#[derive(Template)]
#[template(path = "dispute.html")]
struct DisputePage {
    frame: Frame,
    path: String,
    debtor: String,
    name: String,
    title: String,
    badge: Badge,
    band: Vec<Figure>,
    note: String,
    notes: Vec<Said>,
    evidence: Vec<File>,
    gestures: Vec<GestureLine>,
    settled: Option<Settled>,
    to_come: String,
    faults: Vec<Choice>,
    sides: Vec<Choice>,
    owners: Vec<Choice>,
    answer_by: String,
    may_propose: bool,
}

struct Said {
    who: String,
    when: String,
    words: String,
}

struct File {
    path: String,
    name: String,
    about: String,
}

struct GestureLine {
    id: String,
    words: String,
    why: String,
    answer: String,
    waits: bool,
    is_yours: bool,
}

struct Settled {
    words: String,
    fault: String,
    owed: String,
}

/// Shows a dispute.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    AtBoth(debtor, id): AtBoth<DebtorId, DisputeId>,
) -> Result<Html<String>, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let creditor = visitor.creditor.id;
    let found = store::views::disputes::find(&mut reader, visitor.seen, id).await?;
    let case = found
        .filter(|case| case.debtor == debtor)
        .ok_or(Failure::NotFound)?;
    let notes = thread::notes(&mut reader, creditor, id).await?;
    let evidence = thread::evidence(&mut reader, creditor, id).await?;
    let gestures = thread::gestures(&mut reader, creditor, id).await?;
    let people = store::person::of_creditor(&mut reader, creditor).await?;
    drop(reader);
    let words = &visitor.words;
    let path = format!("/debtors/{debtor}/disputes/{id}");
    let said = |by: &str, at, said: &str| Said {
        who: words.who(by),
        when: words.instant(at, visitor.time_zone()),
        words: said.to_string(),
    };
    let file = |one: &thread::Evidence| File {
        path: format!("{path}/evidence/{}", one.id),
        name: one.file_name.clone(),
        about: format!(
            "{} · {} · {}",
            words.with(
                "file-size",
                &[("size", &words.number((one.size + 1023) / 1024))]
            ),
            words.who(&one.by),
            words.instant(one.at, visitor.time_zone())
        ),
    };
    page(&DisputePage {
        debtor: debtor.to_string(),
        name: case.debtor_name.clone(),
        title: words.with("dispute-page-title", &[("item", &case.reference)]),
        badge: badge(words, &case, visitor.today),
        band: band(words, &case),
        note: case.note.clone().unwrap_or_default(),
        notes: notes
            .iter()
            .map(|one| said(&one.by, one.at, &one.words))
            .collect(),
        evidence: evidence.iter().map(file).collect(),
        gestures: gestures
            .iter()
            .map(|one| gesture_line(&visitor, &case, one))
            .collect(),
        settled: settled(words, &case, visitor.today),
        to_come: match case.is_paid() {
            true => String::new(),
            false => words.plain_amount(case.contested()),
        },
        faults: faults(words),
        sides: sides(words, case.care.side),
        owners: owners(words, &people, case.care),
        answer_by: case
            .care
            .answer_by
            .map_or_else(String::new, |day| day.to_string()),
        may_propose: case.closed.is_none() && case.gestures_waiting == 0,
        frame: visitor.frame(Section::Debtors),
        path,
    })
}

/// Gives a file of a dispute, to be kept: nothing in it may run as a page of ours.
pub(crate) async fn evidence(
    State(state): State<WebState>,
    visitor: Visitor,
    AtThree(_, dispute, evidence): AtThree<DebtorId, DisputeId, EvidenceId>,
) -> Result<Response, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let which = (dispute, evidence);
    let found = thread::content(&mut reader, visitor.creditor.id, which).await?;
    drop(reader);
    let (name, bytes) = found.ok_or(Failure::NotFound)?;
    let ending = name.rsplit_once('.').map_or("bin", |(_, ending)| ending);
    let is_plain = ending.len() <= 5 && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let name = document::plain_name(&name, if is_plain { ending } else { "bin" });
    let headers = [
        (CONTENT_TYPE, "application/octet-stream".to_string()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ),
    ];
    Ok((headers, bytes).into_response())
}

/// How a dispute stands, in a word.
fn badge(words: &Words, case: &Case, today: Date) -> Badge {
    let (key, state) = match &case.closed {
        None if case.is_paid() => ("dispute-paid", "done"),
        None if case.is_late(today) => ("dispute-late", "late"),
        None => ("dispute-open", "warn"),
        Some(_) if case.owed(today).is_some() => ("dispute-credit-to-come", "coming"),
        Some(_) => ("dispute-settled", "done"),
    };
    Badge {
        words: words.say(key),
        state,
    }
}

fn band(words: &Words, case: &Case) -> Vec<Figure> {
    let care = &case.care;
    let owner = case.owner_name.clone();
    let by = care
        .answer_by
        .map_or_else(|| "–".to_string(), |day| words.day(day));
    let figure = |key: &str, line: String| Figure::one(words.say(key), line);
    let mut opened = figure("dispute-opened", words.day(case.opened.1));
    opened.hint = words.who(&case.opened.0);
    let mut owned = figure(
        "dispute-owner",
        owner.unwrap_or_else(|| words.say("dispute-nobody")),
    );
    owned.hint = words.say(side_key(care.side));
    let mut contested = figure("dispute-contested", words.money(case.raised()));
    contested.hint = words.with("dispute-of", &[("open", &words.money(case.open))]);
    vec![
        contested,
        figure("dispute-reason", case.reason.name(words.wording())),
        opened,
        owned,
        figure("dispute-answer-by", by),
    ]
}

fn settled(words: &Words, case: &Case, today: Date) -> Option<Settled> {
    let closed = case.closed.as_ref()?;
    let values = [
        ("day", &*words.day(closed.on)),
        ("who", &*words.who(&closed.by)),
    ];
    Some(Settled {
        words: words.with(outcome_key(closed.outcome), &values),
        fault: words.say(fault_key(closed.fault)),
        owed: case
            .owed(today)
            .map_or_else(String::new, |owed| words.money(owed)),
    })
}

fn gesture_line(visitor: &Visitor, case: &Case, gesture: &Gesture) -> GestureLine {
    let words = &visitor.words;
    let zone = visitor.time_zone();
    let (who, at) = &gesture.proposed;
    let values = [
        ("amount", &*words.money(gesture.amount)),
        ("who", &*words.who(who)),
        ("when", &*words.instant(*at, zone)),
    ];
    let answer = gesture.answered.as_ref().map(|(verdict, said, who, at)| {
        let key = match verdict {
            Verdict::Approved => "gesture-approved",
            Verdict::Refused => "gesture-refused",
        };
        let values = [
            ("who", &*words.who(who)),
            ("when", &*words.instant(*at, zone)),
        ];
        format!("{} {said}", words.with(key, &values))
    });
    let waits = gesture.answered.is_none() && case.closed.is_none();
    GestureLine {
        id: gesture.id.to_string(),
        words: words.with("gesture-words", &values),
        why: gesture.words.clone(),
        answer: answer.unwrap_or_default(),
        waits,
        is_yours: waits && visitor.role() == Some(Role::Administrator),
    }
}

const fn side_key(side: Side) -> &'static str {
    match side {
        Side::Accounting => "dispute-side-accounting",
        Side::Sales => "dispute-side-sales",
    }
}

const fn outcome_key(outcome: DisputeOutcome) -> &'static str {
    match outcome {
        DisputeOutcome::Founded => "dispute-was-founded",
        DisputeOutcome::Unfounded => "dispute-was-unfounded",
        DisputeOutcome::Gesture => "dispute-was-gesture",
    }
}

const fn fault_key(fault: Fault) -> &'static str {
    match fault {
        Fault::Unknown => "fault-unknown",
        Fault::Debtor => "fault-debtor",
        Fault::Ours => "fault-ours",
        Fault::Uncontrollable => "fault-uncontrollable",
    }
}

fn faults(words: &Words) -> Vec<Choice> {
    let all = [
        (Fault::Unknown, "unknown"),
        (Fault::Debtor, "debtor"),
        (Fault::Ours, "ours"),
        (Fault::Uncontrollable, "uncontrollable"),
    ];
    let choice = |(fault, code): (Fault, &str)| Choice {
        value: code.to_string(),
        label: words.say(fault_key(fault)),
        chosen: fault == Fault::Unknown,
    };
    all.into_iter().map(choice).collect()
}

fn sides(words: &Words, chosen: Side) -> Vec<Choice> {
    let all = [(Side::Accounting, "accounting"), (Side::Sales, "sales")];
    let choice = |(side, code): (Side, &str)| Choice {
        value: code.to_string(),
        label: words.say(side_key(side)),
        chosen: side == chosen,
    };
    all.into_iter().map(choice).collect()
}

fn owners(words: &Words, people: &[(Person, Role)], care: Care) -> Vec<Choice> {
    let nobody = Choice {
        value: String::new(),
        label: words.say("dispute-nobody"),
        chosen: care.owner.is_none(),
    };
    let there = people.iter().filter(|(person, _)| !person.is_disabled);
    let choice = |(person, _): &(Person, Role)| Choice {
        value: person.id.to_string(),
        label: person.name.clone(),
        chosen: care.owner == Some(person.id),
    };
    std::iter::once(nobody).chain(there.map(choice)).collect()
}
