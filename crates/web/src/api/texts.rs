//! Calls of a provider of text messages: what became of one, what a person answered. The secret part of the address and,
//! where the provider signs, its signature prove them. Must never say to a stranger whether an address is right.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, StatusCode, Uri};
use desk::carrier::ProviderCall;
use desk::texts::Listened;
use receivables::identity::NoticeId;

use crate::failure::Failure;
use crate::state::WebState;

/// A report may come before the message it is about is written down: it waits so often, so long.
const WAITS: u32 = 10;
const WAIT: Duration = Duration::from_millis(500);

/// A call about the message its address names.
pub(crate) async fn about(
    State(state): State<WebState>,
    Path((key, notice)): Path<(String, String)>,
    call: (Uri, RawQuery, HeaderMap, Bytes),
) -> Result<StatusCode, Failure> {
    let Ok(notice) = notice.parse::<NoticeId>() else {
        return Ok(StatusCode::NOT_FOUND);
    };
    heard(&state, (&key, Some(notice)), call).await
}

/// Any other call.
pub(crate) async fn any(
    State(state): State<WebState>,
    Path(key): Path<String>,
    call: (Uri, RawQuery, HeaderMap, Bytes),
) -> Result<StatusCode, Failure> {
    heard(&state, (&key, None), call).await
}

async fn heard(
    state: &WebState,
    (key, named): (&str, Option<NoticeId>),
    (uri, RawQuery(query), headers, body): (Uri, RawQuery, HeaderMap, Bytes),
) -> Result<StatusCode, Failure> {
    let Some(carrier) = &state.carriers().texts else {
        return Ok(StatusCode::NOT_FOUND);
    };
    if !state.desk().is_text_call_key(key).await? {
        return Ok(StatusCode::NOT_FOUND);
    }
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let address = address(state, &uri, header(HOST.as_str()).unwrap_or_default());
    let call = ProviderCall {
        address: &address,
        query: query.as_deref().unwrap_or_default(),
        media_type: header(CONTENT_TYPE.as_str()).unwrap_or_default(),
        signature: header("x-twilio-signature"),
        body: &body,
    };
    let told = match carrier.hear(&call) {
        Ok(told) => told,
        Err(cause) => {
            tracing::warn!(%cause, "a call of the provider of text messages counts for nothing");
            return Ok(StatusCode::BAD_REQUEST);
        }
    };
    for _ in 0..WAITS {
        match state.desk().hear(named, &told).await? {
            Listened::TooEarly => tokio::time::sleep(WAIT).await,
            Listened::Noted | Listened::NothingNew => return Ok(StatusCode::NO_CONTENT),
            Listened::NotOurs => {
                tracing::warn!(
                    "a provider told something about a text message that is none of ours"
                );
                return Ok(StatusCode::NO_CONTENT);
            }
        }
    }
    Ok(StatusCode::SERVICE_UNAVAILABLE)
}

/// The address as the provider called it: behind a proxy, only the setting knows its beginning.
fn address(state: &WebState, uri: &Uri, host: &str) -> String {
    let path = uri.path_and_query().map_or("", |path| path.as_str());
    match &state.settings().public_address {
        Some(base) => format!("{}{path}", base.trim_end_matches('/')),
        None => format!("http://{host}{path}"),
    }
}
