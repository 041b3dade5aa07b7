//! One notice: the exact message with its text part, to whom, where it stands. A message that left is shown
//! as it left; one that did not is made again with the amounts of this moment.

use askama::Template;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use desk::DeskError;
use desk::board::can_come_back;
use desk::composing::Preview;
use desk::letters::is_pdf;
use notices::format::capitalised;
use notices::names::Named;
use notices::text_message::{Alphabet, TextSize};
use receivables::contact::Channel;
use receivables::identity::NoticeId;
use receivables::strategy::Act;
use store::notice::forgotten::{self, Forgotten};
use store::notice::outbox::{self, Cost, Evidence};
use store::notice::{Notice, Standing};

use crate::failure::Failure;
use crate::frame::{Badge, Figure, Frame, Section, page};
use crate::headers::MESSAGE_POLICY;
use crate::pages::debtor::withdrawal;
use crate::pages::step_names::StepNames;
use crate::pages::{carrier_words, evidence};
use crate::place::At;
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

#[derive(Template)]
#[template(path = "notice.html")]
struct NoticePage {
    frame: Frame,
    id: String,
    title: String,
    debtor: String,
    debtor_path: String,
    badges: Vec<Badge>,
    band: Vec<Figure>,
    trouble: String,
    can_confirm: bool,
    can_withdraw: bool,
    can_refer: bool,
    can_come_back: bool,
    /// An e-mail that can be tried on oneself.
    can_try: bool,
    is_letter: bool,
    is_text: bool,
    /// The sanction the work asks for; empty for other work.
    measure: String,
    has_message: bool,
    text: String,
    kept: Option<Kept>,
}

/// What was kept of a message that left.
struct Kept {
    recipient: String,
    subject: String,
    text: String,
    is_cut: bool,
    has_html: bool,
    /// Printed: shown as the file it is.
    is_letter: bool,
    receipt: String,
    /// The number of the post; empty where it has none.
    number: String,
    cost: Option<Cost>,
    /// What stays of words that are no longer kept; empty while they are.
    forgotten: String,
}

impl Kept {
    fn of((evidence, number): (&Evidence, Option<String>), forgotten: String) -> Self {
        let is_letter = is_pdf(&evidence.message);
        let (text, is_cut) = match is_letter {
            true => (String::new(), false),
            false => evidence::shown(&evidence.message),
        };
        Kept {
            is_letter,
            recipient: evidence.recipient.clone(),
            subject: evidence.subject.clone(),
            text,
            is_cut,
            has_html: evidence::part(&evidence.message, "text/html").is_some(),
            receipt: evidence.receipt.clone().unwrap_or_default(),
            number: number.unwrap_or_default(),
            cost: evidence.cost,
            forgotten,
        }
    }

    fn band(&self, words: &Words, is_text: bool) -> Vec<Figure> {
        // Of a text message, what was shown as its sender.
        let subject = if is_text {
            "notice-from"
        } else {
            "notice-subject"
        };
        let figures = [
            ("notice-to", &self.recipient),
            (subject, &self.subject),
            ("notice-evidence-receipt", &self.receipt),
            ("letters-number", &self.number),
        ];
        let mut band: Vec<Figure> = figures
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| Figure::one(words.say(key), text.clone()))
            .collect();
        if let Some(cost) = self.cost.filter(|_| self.is_letter) {
            let price = words.price(cost.micros, cost.currency);
            band.push(Figure::one(words.say("letters-cost"), price));
        }
        band
    }
}

/// True when its bytes went to a carrier and are kept.
fn has_left(notice: &Notice) -> bool {
    matches!(
        notice.standing(),
        Standing::Sent | Standing::Unknown | Standing::Refused
    )
}

const fn may_be_withdrawn(standing: Standing) -> bool {
    matches!(
        standing,
        Standing::ToConfirm | Standing::Ready | Standing::ToDo
    )
}

/// Shows a notice.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<NoticeId>,
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let mut reader = state.desk().store().reader().await?;
    let notice = store::notice::find(&mut reader, visitor.creditor.id, id).await?;
    let debtor = store::debtor::find(&mut reader, visitor.creditor.id, notice.debtor).await?;
    let steps = StepNames::read(&mut reader, visitor.creditor.id, words).await?;
    let evidence = outbox::evidence(&mut reader, visitor.creditor.id, id).await?;
    let number = store::notice::given::number(&mut reader, visitor.creditor.id, id).await?;
    let gone = forgotten::of(&mut reader, visitor.creditor.id, id).await?;
    drop(reader);
    let evidence = evidence.filter(|_| has_left(&notice));
    let (preview, trouble) = match state.desk().preview(&visitor.reading_seat(), id).await {
        Ok(preview) => (Some(preview), String::new()),
        Err(DeskError::Refused(refusal)) => (None, refusal.say(words.wording())),
        Err(cause) => return Err(cause.into()),
    };
    let standing = notice.standing();
    let is_text = notice.act.channel == Channel::Sms;
    let channel = capitalised(&notice.act.channel.name(words.wording()));
    let forgotten = gone.map_or_else(String::new, |gone| say_forgotten(words, &gone));
    let kept = evidence.map(|evidence| Kept::of((&evidence, number), forgotten));
    let shown = (preview.as_ref(), kept.as_ref());
    let mut band = band(&state, words, (&notice, &debtor.name), shown);
    let ended = carrier_words::of(words, &notice);
    if !ended.is_empty() {
        band.push(Figure::one(words.say("notice-result"), ended));
    }
    page(&NoticePage {
        frame: visitor.frame(Section::Departures),
        id: id.to_string(),
        title: words.with(
            "notice-title",
            &[("channel", &channel), ("step", steps.of(&notice.act.step))],
        ),
        debtor: debtor.name.clone(),
        debtor_path: format!("/debtors/{}", notice.debtor),
        badges: vec![badge(&visitor, &notice)],
        band,
        // What left is shown from what was kept: that it cannot be made again says nothing.
        trouble: if kept.is_some() {
            String::new()
        } else {
            trouble
        },
        can_confirm: standing == Standing::ToConfirm,
        can_withdraw: may_be_withdrawn(standing),
        can_come_back: can_come_back(&notice),
        can_try: notice.act.channel == Channel::EMail && !has_left(&notice),
        can_refer: notice.act.act == Act::HandOver && standing == Standing::ToDo,
        is_letter: is_letter(&notice) && kept.as_ref().is_none_or(|kept| kept.forgotten.is_empty()),
        is_text,
        measure: measure_asked(&notice),
        has_message: preview.is_some() || kept.is_some(),
        kept,
        text: preview
            .map(|preview| preview.message.text)
            .unwrap_or_default(),
    })
}

/// What stays of a message whose words are no longer kept.
fn say_forgotten(words: &Words, gone: &Forgotten) -> String {
    let size = words.number(i64::try_from(gone.size).unwrap_or(i64::MAX));
    let day = words.day(gone.on);
    words.with(
        "notice-forgotten",
        &[("day", &day), ("size", &size), ("digest", &gone.digest)],
    )
}

/// The figures of a notice: of what was kept once it left, else of what would leave.
fn band(
    state: &WebState,
    words: &Words,
    (notice, debtor): (&Notice, &str),
    (preview, kept): (Option<&Preview>, Option<&Kept>),
) -> Vec<Figure> {
    let is_text = notice.act.channel == Channel::Sms;
    let planned = Figure::one(words.say("notice-planned"), words.day(notice.planned_on));
    if let Some(kept) = kept {
        let mut band = kept.band(words, is_text);
        if is_text {
            band.push(size_figure(words, &kept.text, kept.cost));
        }
        band.push(planned);
        return band;
    }
    let to = recipient(words, notice, debtor);
    let mut band = vec![Figure::new(words.say("notice-to"), to), planned];
    if let Some(preview) = preview {
        say_preview(words, (preview, is_text), &mut band);
    }
    let due = notice.act.due_on.map(|due_on| words.day(due_on));
    band.extend(due.map(|due| Figure::one(words.say("notice-due"), due)));
    band.extend(preview.filter(|_| is_text).map(|preview| {
        let text = preview.message.text.as_str();
        let terms = state.desk().text_terms();
        size_figure(words, text, terms.and_then(|terms| terms.cost_of(text)))
    }));
    band
}

/// Who writes, the subject and the files, among the figures of a message that has not left.
fn say_preview(words: &Words, (preview, is_text): (&Preview, bool), band: &mut Vec<Figure>) {
    let from = [preview.sender.name.as_str(), preview.sender.email.as_str()];
    let from = parts(&from);
    if !from.is_empty() {
        band.insert(0, Figure::new(words.say("notice-from"), from));
    }
    // A text message has none, and what is made for one says only who writes.
    if !is_text {
        let subject = preview.message.subject.clone();
        let place = band.len() - 1;
        band.insert(place, Figure::one(words.say("notice-subject"), subject));
    }
    band.extend(files_figure(words, &preview.enclosures));
}

/// How long a text message is, and what it costs where that is known.
fn size_figure(words: &Words, text: &str, cost: Option<Cost>) -> Figure {
    let size = TextSize::of(text);
    let parts = words.count("text-parts", i64::from(size.parts));
    let alphabet = words.say(match size.alphabet {
        Alphabet::Gsm => "text-alphabet-gsm",
        Alphabet::Wide => "text-alphabet-wide",
    });
    let units = i64::try_from(size.units).unwrap_or(i64::MAX);
    let mut lines = vec![
        parts,
        format!("{} · {alphabet}", words.count("text-units", units)),
    ];
    lines.extend(cost.map(|cost| words.price(cost.micros, cost.currency)));
    Figure::new(words.say("text-size"), lines)
}

fn is_letter(notice: &Notice) -> bool {
    matches!(
        notice.act.channel,
        Channel::Letter | Channel::RegisteredLetter
    )
}

/// The files that go with a message; nothing without any.
fn files_figure(words: &Words, files: &[String]) -> Option<Figure> {
    let label = words.say("notice-files");
    (!files.is_empty()).then(|| Figure::new(label, files.to_vec()))
}

/// The sanction that work asks for; nothing for other work, or once it is done.
fn measure_asked(notice: &Notice) -> String {
    let measure = notice.act.act.measure();
    let asked = measure.filter(|_| notice.standing() == Standing::ToDo);
    asked.map_or_else(String::new, |measure| measure.code().to_string())
}

/// The HTML part alone, for the frame of the page.
pub(crate) async fn message(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<NoticeId>,
) -> Result<Response, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let notice = store::notice::find(&mut reader, visitor.creditor.id, id).await?;
    let kept = outbox::evidence(&mut reader, visitor.creditor.id, id).await?;
    let gone = forgotten::of(&mut reader, visitor.creditor.id, id).await?;
    drop(reader);
    if gone.is_some() {
        return Err(Failure::NotFound);
    }
    let kept = kept.filter(|_| has_left(&notice));
    let html = match kept.and_then(|kept| evidence::part(&kept.message, "text/html")) {
        Some(html) => html,
        None => {
            let preview = state.desk().preview(&visitor.reading_seat(), id).await?;
            preview.message.html
        }
    };
    Ok(message_page(html))
}

/// What a fragment needs to be read like the pages around it.
const PAGE_OF_FRAGMENT: &str = "<!doctype html><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\"><style>body{margin:8px;font:15px/1.5 system-ui,sans-serif}</style>";

/// The HTML part of a message as a page of its own, which may load nothing. Scripts of calls are fragments.
pub(crate) fn message_page(html: String) -> Response {
    let html = match html.contains("<html") {
        true => html,
        false => format!("{PAGE_OF_FRAGMENT}{html}"),
    };
    ([(CONTENT_SECURITY_POLICY, MESSAGE_POLICY)], Html(html)).into_response()
}

/// The bytes that left, as a file.
pub(crate) async fn original(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<NoticeId>,
) -> Result<Response, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let notice = store::notice::find(&mut reader, visitor.creditor.id, id).await?;
    let kept = outbox::evidence(&mut reader, visitor.creditor.id, id).await?;
    if forgotten::of(&mut reader, visitor.creditor.id, id)
        .await?
        .is_some()
    {
        return Err(Failure::NotFound);
    }
    let kept = kept.ok_or(Failure::NotFound)?;
    let (kind, ending) = match notice.act.channel {
        _ if is_pdf(&kept.message) => ("application/pdf", "pdf"),
        Channel::Sms => ("text/plain; charset=utf-8", "txt"),
        _ => ("message/rfc822", "eml"),
    };
    let headers = [
        (CONTENT_TYPE, kind.to_string()),
        (
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{id}.{ending}\""),
        ),
    ];
    Ok((headers, kept.message).into_response())
}

/// To whom: for a letter the debtor, by post.
fn recipient(words: &Words, notice: &Notice, debtor: &str) -> Vec<String> {
    let recipient = &notice.act.recipient;
    match notice.act.channel {
        Channel::Letter | Channel::RegisteredLetter => {
            parts(&[debtor, &words.say("departures-by-post")])
        }
        _ => parts(&[&recipient.name, &recipient.address]),
    }
}

/// A name and an address, each on its line, when there is one.
fn parts(texts: &[&str]) -> Vec<String> {
    texts
        .iter()
        .filter(|text| !text.is_empty())
        .map(ToString::to_string)
        .collect()
}

fn badge(visitor: &Visitor, notice: &Notice) -> Badge {
    let words = &visitor.words;
    let plain = |key: &str, state: &'static str| Badge {
        words: words.say(key),
        state,
    };
    match notice.standing() {
        Standing::Ready if notice.try_again_at.is_some() => plain("notice-later-state", "warn"),
        Standing::Ready if notice.confirmed.is_some() => plain("notice-confirmed-state", "coming"),
        Standing::Ready => plain("notice-planned-state", "coming"),
        Standing::Leaving => plain("notice-leaving-state", "coming"),
        Standing::ToConfirm => plain("notice-waiting-state", "coming"),
        Standing::ToDo => plain("notice-to-do-state", "coming"),
        Standing::Observed => plain("notice-observed-state", "waiting"),
        Standing::Refused => plain("notice-refused-state", "late"),
        Standing::Unknown => plain("notice-unknown-state", "late"),
        Standing::Sent if notice.returned.is_some() => {
            let at = notice
                .returned
                .as_ref()
                .map_or_else(String::new, |(at, _)| {
                    words.instant(*at, visitor.time_zone())
                });
            Badge {
                words: words.with("notice-returned-state", &[("at", &at)]),
                state: "late",
            }
        }
        Standing::Sent => {
            let (key, at) = match notice.delivered_at {
                Some(at) => ("notice-delivered-state", Some(at)),
                None => ("notice-sent-state", notice.sent_at),
            };
            let at = at.map_or_else(String::new, |at| words.instant(at, visitor.time_zone()));
            Badge {
                words: words.with(key, &[("at", &at)]),
                state: "done",
            }
        }
        Standing::Withdrawn => {
            let reason = notice
                .withdrawn
                .as_ref()
                .map_or_else(String::new, |(_, reason)| withdrawal(words, reason));
            Badge {
                words: format!("{} · {reason}", words.say("notice-withdrawn-state")),
                state: "waiting",
            }
        }
    }
}
