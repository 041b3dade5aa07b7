//! What can go wrong with a request, and the one mapping from it to a page in the person's language (or to
//! a small JSON for the script). Must never show the inside of the house: that goes to the log, under a number.

use std::sync::atomic::{AtomicU32, Ordering};

use askama::Template;
use axum::Json;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect, Response};
use desk::{DeskError, Refusal};
use store::StoreError;

use crate::cookie;
use crate::flash::Flash;
use crate::frame::Door;
use crate::language;
use crate::state::WebState;
use crate::words::Words;

/// Why a request is not answered with what it asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Nobody is signed in; the path is shown again afterwards.
    SignIn { next: String },
    /// It does not exist, or not for this person: the two look the same.
    NotFound,
    /// Not from a page of ours, or not a right of the person.
    Forbidden,
    /// A field is missing or is not of its form.
    Bad,
    /// More bytes than this installation takes.
    TooLarge,
    /// Too many attempts.
    Busy,
    /// The desk refused; the sentence is said on the page to go back to, else on a page of its own.
    Refused {
        refusal: Refusal,
        back: Option<String>,
    },
    /// Something broke; the words are for the log.
    Broken(String),
}

impl From<DeskError> for Failure {
    fn from(cause: DeskError) -> Self {
        match cause {
            DeskError::NotFound(_) => Failure::NotFound,
            DeskError::NotAllowed => Failure::Forbidden,
            DeskError::Refused(refusal) => Failure::Refused {
                refusal,
                back: None,
            },
            DeskError::Store(cause) => Failure::from(cause),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(cause: StoreError) -> Self {
        match cause {
            StoreError::NotFound { .. } => Failure::NotFound,
            other => Failure::Broken(other.to_string()),
        }
    }
}

impl From<askama::Error> for Failure {
    fn from(cause: askama::Error) -> Self {
        Failure::Broken(cause.to_string())
    }
}

impl Failure {
    fn status(&self) -> StatusCode {
        match self {
            Failure::SignIn { .. } => StatusCode::UNAUTHORIZED,
            Failure::NotFound => StatusCode::NOT_FOUND,
            Failure::Forbidden => StatusCode::FORBIDDEN,
            Failure::Bad => StatusCode::BAD_REQUEST,
            Failure::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Failure::Busy => StatusCode::TOO_MANY_REQUESTS,
            Failure::Refused { .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Failure::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// For answers made outside our handlers: the router, the limits, the protection against other sites.
    fn of_status(status: StatusCode) -> Option<Failure> {
        match status {
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(Failure::NotFound),
            StatusCode::FORBIDDEN => Some(Failure::Forbidden),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Failure::TooLarge),
            StatusCode::INTERNAL_SERVER_ERROR => {
                Some(Failure::Broken("a handler stopped".to_string()))
            }
            status if status.is_client_error() => Some(Failure::Bad),
            _ => None,
        }
    }

    /// What is said on the page to go back to, and that page, when there is one.
    fn flash(&self, words: &Words) -> Option<(Flash, &str)> {
        let Failure::Refused {
            refusal,
            back: Some(back),
        } = self
        else {
            return None;
        };
        let sentence = refusal.say(words.wording());
        let flash = Flash::trouble("flash-refused").with("words", sentence);
        Some((flash, back))
    }

    const fn key(&self) -> &'static str {
        match self {
            Failure::SignIn { .. } | Failure::Forbidden => "failure-forbidden",
            Failure::NotFound => "failure-not-found",
            Failure::Bad | Failure::Refused { .. } => "failure-bad",
            Failure::TooLarge => "failure-too-large",
            Failure::Busy => "failure-busy",
            Failure::Broken(_) => "failure-broken",
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage {
    door: Door,
    title: String,
    words: String,
    number: String,
}

static INCIDENTS: AtomicU32 = AtomicU32::new(1);

/// Turns failures into pages.
pub(crate) async fn show(State(state): State<WebState>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let path = request.uri().path().to_string();
    let response = next.run(request).await;
    let told = response.extensions().get::<Failure>().cloned();
    let kind = response
        .headers()
        .get(CONTENT_TYPE)
        .map_or(&b""[..], |kind| kind.as_bytes());
    let has_page = [
        &b"text/html"[..],
        b"application/json",
        b"application/problem+json",
    ]
    .iter()
    .any(|known| kind.starts_with(known));
    let untold = || Failure::of_status(response.status()).filter(|_| !has_page);
    match told.or_else(untold) {
        Some(failure) => page(&state, &headers, (failure, &path)),
        None => response,
    }
}

fn page(state: &WebState, headers: &HeaderMap, (failure, path): (Failure, &str)) -> Response {
    let wants_json = headers
        .get(ACCEPT)
        .is_some_and(|accepted| accepted.as_bytes().starts_with(b"application/json"));
    if let (Failure::SignIn { next }, false) = (&failure, wants_json) {
        let next = cookie::encoded(next);
        return Redirect::to(&format!("/sign-in?next={next}")).into_response();
    }
    let door = Door::new(state, language::of(headers), "/");
    if let (Some((flash, back)), false) = (failure.flash(&door.words), wants_json) {
        let header = flash.header(state.settings());
        return (AppendHeaders([header]), Redirect::to(back)).into_response();
    }
    let key = failure.key();
    let title = door.say(&format!("{key}-title"));
    let mut words = door.say(key);
    let mut number = String::new();
    match &failure {
        Failure::Refused { refusal, .. } => words = refusal.say(door.words.wording()),
        Failure::Broken(cause) => {
            let millis = state.desk().clock().instant().as_millisecond();
            number = format!("{millis:x}-{}", INCIDENTS.fetch_add(1, Ordering::Relaxed));
            tracing::error!(incident = %number, %path, %cause, "a request failed");
        }
        _ => {}
    }
    let status = failure.status();
    if wants_json {
        let told = serde_json::json!({ "words": words, "refused": true, "incident": number });
        return (status, Json(told)).into_response();
    }
    match (FailurePage {
        door,
        title,
        words,
        number,
    })
    .render()
    {
        Ok(html) => (status, Html(html)).into_response(),
        Err(_) => status.into_response(),
    }
}
