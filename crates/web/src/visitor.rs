//! Who looks at a page: the person signed in, the company looked at, the language, the day. Every page and
//! every act starts here, so that none can see or change what is outside the person's scope.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use desk::people::SignedIn;
use desk::seat::Seat;
use jiff::civil::Date;
use receivables::account::Mode;
use receivables::identity::CreditorId;
use store::creditor::Creditor;
use store::person::Role;
use store::scope::Seen;

use desk::{DeskError, Refusal};

use crate::cookie;
use crate::failure::Failure;
use crate::flash::Flash;
use crate::frame::{Choice, Frame, Section};
use crate::language;
use crate::state::WebState;
use crate::words::Words;

/// Somebody who signed in and looks at a company.
pub(crate) struct Visitor {
    pub signed_in: SignedIn,
    pub creditor: Creditor,
    pub seen: Seen,
    pub today: Date,
    pub words: Words,
    creditors: Vec<(CreditorId, String)>,
    flash: Option<Flash>,
    path: String,
    waiting_count: i64,
    receipts_count: i64,
}

impl FromRequestParts<WebState> for Visitor {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Failure> {
        let path = parts
            .uri
            .path_and_query()
            .map_or("/", |path| path.as_str())
            .to_string();
        let is_read = parts.method == axum::http::Method::GET;
        let next = || Failure::SignIn {
            next: if is_read {
                path.clone()
            } else {
                "/".to_string()
            },
        };
        let token = cookie::value(&parts.headers, cookie::SESSION).ok_or_else(next)?;
        let signed_in = state.desk().session(token).await?.ok_or_else(next)?;
        let wanted = cookie::value(&parts.headers, cookie::CREDITOR).and_then(|id| id.parse().ok());
        let mut reader = state.desk().store().reader().await?;
        let mut creditors = Vec::new();
        let mut chosen: Option<Creditor> = None;
        for id in signed_in.scope.creditors() {
            let creditor = store::creditor::find(&mut reader, id).await?;
            creditors.push((id, creditor.name.clone()));
            if chosen.is_none() || wanted == Some(id) {
                chosen = Some(creditor);
            }
        }
        let creditor = chosen.ok_or(Failure::Forbidden)?;
        let seen = signed_in.scope.see(creditor.id)?;
        let today = state.desk().clock().today(&creditor.policy.time_zone);
        let waiting_count = store::views::departures::waiting_count(&mut reader, seen).await?;
        let receipts_count = store::bank_entry::waiting_count(&mut reader, creditor.id).await?;
        Ok(Visitor {
            signed_in,
            seen,
            today,
            words: Words::new(state, language::of(&parts.headers)),
            creditors,
            flash: Flash::sent(&parts.headers),
            path,
            waiting_count,
            receipts_count,
            creditor,
        })
    }
}

impl Visitor {
    /// The seat the person acts from; nobody acts who may only read.
    pub(crate) fn seat(&self) -> Result<Seat, Failure> {
        match self.role() {
            Some(Role::Administrator | Role::Controller) => Ok(self.reading_seat()),
            Some(Role::Reader) | None => Err(Failure::Forbidden),
        }
    }

    /// The seat of a person who changes settings and rights.
    pub(crate) fn administrator_seat(&self) -> Result<Seat, Failure> {
        match self.role() {
            Some(Role::Administrator) => Ok(self.reading_seat()),
            Some(Role::Controller | Role::Reader) | None => Err(Failure::Forbidden),
        }
    }

    /// What the person may do for the company looked at.
    pub(crate) fn role(&self) -> Option<Role> {
        self.signed_in.scope.role(self.creditor.id)
    }

    /// The seat of a person who only asks.
    pub(crate) fn reading_seat(&self) -> Seat {
        self.signed_in.actor().at(self.creditor.id)
    }

    /// The time zone of the company looked at.
    pub(crate) fn time_zone(&self) -> &str {
        &self.creditor.policy.time_zone
    }

    /// The frame of a page of a section.
    pub(crate) fn frame(&self, section: Section) -> Frame {
        let words = &self.words;
        let policy = &self.creditor.policy;
        let since = |key: &str, day: Option<Date>| {
            day.map_or_else(String::new, |day| {
                words.with(key, &[("since", &words.day(day))])
            })
        };
        let choice = |(id, name): &(CreditorId, String)| Choice {
            value: id.to_string(),
            label: name.clone(),
            chosen: *id == self.creditor.id,
        };
        Frame {
            words: words.clone(),
            section,
            path: self.path.clone(),
            creditor_name: self.creditor.name.clone(),
            creditors: self.creditors.iter().map(choice).collect(),
            person_name: self.signed_in.person.name.clone(),
            mode_name: words.say(match policy.mode {
                Mode::Observe => "frame-mode-observe",
                Mode::Confirm => "frame-mode-confirm",
                Mode::Automatic => "frame-mode-automatic",
            }),
            mode_state: match policy.mode {
                Mode::Observe => "waiting",
                Mode::Confirm => "coming",
                Mode::Automatic => "done",
            },
            observes: policy.mode == Mode::Observe,
            stopped_words: since("frame-stopped", policy.stopped_on),
            upgraded_words: since("frame-upgraded", policy.upgraded_on),
            waiting_count: self.waiting_count,
            receipts_count: self.receipts_count,
            flash: self.flash.as_ref().map(|flash| flash.said(words)),
        }
    }
}

/// Why an act was not done: something to tell the person, a refusal of the desk, or a failure of the request.
pub(crate) enum Trouble {
    Said(Flash),
    Refused(Refusal),
    Failed(Failure),
}

impl From<Flash> for Trouble {
    fn from(flash: Flash) -> Self {
        Trouble::Said(flash)
    }
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused { refusal, .. } => Trouble::Refused(refusal),
            other => Trouble::Failed(other),
        }
    }
}

impl From<DeskError> for Trouble {
    fn from(cause: DeskError) -> Self {
        Trouble::from(Failure::from(cause))
    }
}

impl From<store::StoreError> for Trouble {
    fn from(cause: store::StoreError) -> Self {
        Trouble::from(Failure::from(cause))
    }
}

/// The answer to an act: back to a page, which says what became of it.
pub(crate) fn answer(
    state: &WebState,
    back: &str,
    outcome: Result<Flash, Trouble>,
) -> Result<Response, Failure> {
    let flash = match outcome {
        Ok(flash) | Err(Trouble::Said(flash)) => flash,
        // The language of the reader is known where failures become pages.
        Err(Trouble::Refused(refusal)) => {
            return Err(Failure::Refused {
                refusal,
                back: Some(back.to_string()),
            });
        }
        Err(Trouble::Failed(failure)) => return Err(failure),
    };
    let header = flash.header(state.settings());
    Ok((AppendHeaders([header]), Redirect::to(back)).into_response())
}

/// Forgets the word of the last act once a page has said it.
pub(crate) async fn forget_flash(
    axum::extract::State(state): axum::extract::State<WebState>,
    request: axum::extract::Request,
    next: axum::middleware::Next,
) -> Response {
    let had_flash =
        cookie::value(request.headers(), cookie::FLASH).is_some_and(|sent| !sent.is_empty());
    let mut response = next.run(request).await;
    let is_page = response
        .headers()
        .get(axum::http::header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if had_flash && is_page && response.status().is_success() {
        let (name, value) = cookie::forget(cookie::FLASH, state.settings());
        if let Ok(value) = value.parse() {
            response.headers_mut().append(name, value);
        }
    }
    response
}
