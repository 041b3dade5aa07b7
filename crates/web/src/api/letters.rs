//! Calls of a service that posts letters: what became of them. The secret part of the address and, where the service has one,
//! its own secret prove them. Must never say to a stranger whether an address is right.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use desk::carrier::ProviderCall;
use desk::posting_service::LetterWord;
use desk::texts::Listened;

use crate::failure::Failure;
use crate::state::WebState;

/// A call may come before the letter it is about is written down: it waits so often, so long.
const WAITS: u32 = 10;
const WAIT: Duration = Duration::from_millis(500);

/// A call about one letter or several.
pub(crate) async fn heard(
    State(state): State<WebState>,
    Path(key): Path<String>,
    (headers, body): (HeaderMap, Bytes),
) -> Result<StatusCode, Failure> {
    let Some(service) = &state.carriers().posting else {
        return Ok(StatusCode::NOT_FOUND);
    };
    if !state.desk().is_text_call_key(&key).await? {
        return Ok(StatusCode::NOT_FOUND);
    }
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let call = ProviderCall {
        address: "",
        query: "",
        media_type: header(CONTENT_TYPE.as_str()).unwrap_or_default(),
        signature: header("x-mf-webhook-secret-key"),
        body: &body,
    };
    let words = match service.hear(&call) {
        Ok(words) => words,
        Err(cause) => {
            tracing::warn!(%cause, "a call of the posting service counts for nothing");
            return Ok(StatusCode::BAD_REQUEST);
        }
    };
    for word in &words {
        if !is_noted(&state, word).await? {
            return Ok(StatusCode::SERVICE_UNAVAILABLE);
        }
    }
    Ok(StatusCode::OK)
}

/// False when its letter is still being given, and the service has to call again.
async fn is_noted(state: &WebState, word: &LetterWord) -> Result<bool, Failure> {
    for _ in 0..WAITS {
        match state.desk().hear_of_letter(word).await? {
            Listened::TooEarly => tokio::time::sleep(WAIT).await,
            Listened::Noted | Listened::NothingNew => return Ok(true),
            Listened::NotOurs => {
                tracing::warn!(
                    "the posting service told something about a letter that is none of ours"
                );
                return Ok(true);
            }
        }
    }
    Ok(false)
}
