//! Letters people post: the pile in posting order, its print, and what was posted with the number the post gave. Must never
//! show a letter as posted that was only printed.

use askama::Template;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use desk::letters::{MOST_AT_ONCE, PileLetter, Posted, PrintedFile};
use notices::format::capitalised;
use notices::names::Named;
use receivables::contact::Channel;
use receivables::identity::NoticeId;
use receivables::money::Balances;
use store::notice::Notice;

use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Badge, Frame, Section, page};
use crate::pages::debtor::withdrawal;
use crate::pages::step_names::StepNames;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};
use crate::words::Words;

const PAGE: &str = "/letters";

#[derive(Template)]
#[template(path = "letters.html")]
struct LettersPage {
    frame: Frame,
    lines: Vec<Line>,
    in_vain: Vec<InVain>,
    today: String,
    has_registered: bool,
    /// What gives the letters to the posting service; empty without one.
    give: String,
    /// How many of the pile one print takes; empty when it takes all.
    at_once: String,
}

struct Line {
    id: String,
    path: String,
    account: String,
    debtor: String,
    town: String,
    step: String,
    channel: String,
    asked: Vec<String>,
    badge: Badge,
    is_registered: bool,
    has_address: bool,
}

struct InVain {
    path: String,
    debtor: String,
    step: String,
    why: String,
}

/// Shows the pile.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let pile = state.desk().letter_pile(&visitor.reading_seat()).await?;
    let mut reader = state.desk().store().reader().await?;
    let steps = StepNames::read(&mut reader, visitor.creditor.id, words).await?;
    let mut in_vain = Vec::new();
    for notice in &pile.in_vain {
        let debtor = store::debtor::find(&mut reader, visitor.creditor.id, notice.debtor).await?;
        in_vain.push(InVain {
            path: format!("/notices/{}", notice.id),
            debtor: debtor.name,
            step: steps.of(&notice.act.step).to_string(),
            why: why_in_vain(words, notice),
        });
    }
    drop(reader);
    let lines: Vec<Line> = pile
        .letters
        .iter()
        .map(|letter| line(words, &steps, letter))
        .collect();
    let more = lines.len() > MOST_AT_ONCE;
    page(&LettersPage {
        frame: visitor.frame(Section::Departures),
        has_registered: lines.iter().any(|line| line.is_registered),
        give: match &state.carriers().posting {
            Some(service) => words.with("letters-give", &[("service", service.name())]),
            None => String::new(),
        },
        at_once: match more {
            true => words.count("letters-at-once", count(MOST_AT_ONCE)),
            false => String::new(),
        },
        lines,
        in_vain,
        today: visitor.today.to_string(),
    })
}

fn line(words: &Words, steps: &StepNames, letter: &PileLetter) -> Line {
    let notice = &letter.notice;
    let asked: Balances = notice.act.items.iter().map(|item| item.asked).collect();
    let (key, state) = match (letter.has_address, letter.is_printed) {
        (false, _) => ("letters-no-address", "late"),
        (true, false) if letter.has_changed => ("letters-changed", "warn"),
        (true, true) => ("letters-printed", "coming"),
        (true, false) => ("letters-to-print", "waiting"),
    };
    Line {
        id: notice.id.to_string(),
        path: format!("/notices/{}", notice.id),
        account: format!("/debtors/{}", notice.debtor),
        debtor: letter.debtor.clone(),
        town: letter.town.clone(),
        step: steps.of(&notice.act.step).to_string(),
        channel: capitalised(&notice.act.channel.name(words.wording())),
        asked: words.balances(&asked),
        badge: Badge {
            words: words.say(key),
            state,
        },
        is_registered: notice.act.channel == Channel::RegisteredLetter,
        has_address: letter.has_address,
    }
}

fn why_in_vain(words: &Words, notice: &Notice) -> String {
    let withdrawn = notice.withdrawn.as_ref();
    withdrawn.map_or_else(String::new, |(_, reason)| withdrawal(words, reason))
}

/// Prints the letters that were ticked.
pub(crate) async fn print(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let chosen = ticked(&fields)?;
    let seat = visitor.seat()?;
    let wanted = (&*chosen, visitor.words.wording());
    match state
        .desk()
        .print_letters(&seat, state.carriers(), wanted)
        .await
    {
        Ok(file) => Ok(download(file, "attachment")),
        Err(cause) => answer(&state, PAGE, Err(Trouble::from(cause))),
    }
}

/// Says that the letters that were ticked were posted.
pub(crate) async fn post(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let outcome = note_posted(&state, &visitor, &fields).await;
    answer(&state, PAGE, outcome)
}

async fn note_posted(
    state: &WebState,
    visitor: &Visitor,
    fields: &Fields,
) -> Result<Flash, Trouble> {
    let posted_on = fields.optional_day("posted_on")?.unwrap_or(visitor.today);
    let posted: Vec<Posted> = ticked(fields)?
        .into_iter()
        .map(|notice| Posted {
            notice,
            number: fields.text(&format!("number-{notice}")).to_string(),
        })
        .collect();
    let seat = visitor.seat()?;
    let words = visitor.words.say("letters-posted");
    let told = (&*posted, posted_on, &*words);
    let number = state
        .desk()
        .post_letters(&seat, state.carriers(), told)
        .await?;
    Ok(Flash::done("flash-letters-posted").counting(i64::try_from(number).unwrap_or(i64::MAX)))
}

/// Gives the letters that were ticked to the posting service.
pub(crate) async fn give(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let outcome = given(&state, &visitor, &fields).await;
    answer(&state, PAGE, outcome)
}

async fn given(state: &WebState, visitor: &Visitor, fields: &Fields) -> Result<Flash, Trouble> {
    let chosen = ticked(fields)?;
    let seat = visitor.seat()?;
    let report = state
        .desk()
        .give_letters(&seat, state.carriers(), &chosen)
        .await?;
    if let Some(refusal) = report.refusal() {
        return Err(Trouble::Refused(refusal));
    }
    Ok(match report.unknown {
        0 => Flash::done("flash-letters-given").counting(report.taken),
        unknown => Flash::trouble("flash-letters-unknown").counting(unknown),
    })
}

/// One letter as a file, shown by the browser.
pub(crate) async fn one(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<NoticeId>,
) -> Result<Response, Failure> {
    let seat = visitor.reading_seat();
    let file = state
        .desk()
        .letter_file(&seat, state.carriers(), id)
        .await?;
    Ok(download(file, "inline"))
}

fn ticked(fields: &Fields) -> Result<Vec<NoticeId>, Failure> {
    fields
        .all("letter")
        .map(|id| id.parse().map_err(|_| Failure::Bad))
        .collect()
}

/// A printed file, shown or saved.
pub(crate) fn download(file: PrintedFile, how: &str) -> Response {
    let headers = [
        (CONTENT_TYPE, "application/pdf".to_string()),
        (
            CONTENT_DISPOSITION,
            format!("{how}; filename=\"{}\"", file.name),
        ),
    ];
    (headers, file.bytes).into_response()
}

fn count(found: usize) -> i64 {
    i64::try_from(found).unwrap_or(i64::MAX)
}
