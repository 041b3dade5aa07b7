//! `POST /api/imports`: a program brings files, as a form or as the bare bytes of one. The answer says of each
//! what was understood, what was new and what is wrong; a file that is refused never stops the others.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Query, Request, State};
use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use desk::Writing;
use desk::receive::{ImportReport, Incoming};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::pages::imports;
use crate::state::WebState;

/// What the address says of a body that is one file.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    /// Its name.
    #[serde(default)]
    name: String,
    /// `true` for a check that keeps nothing.
    #[serde(default)]
    dry_run: bool,
}

/// The answer for one file.
#[derive(Serialize)]
struct Answer {
    file: String,
    report: Option<ImportReport>,
    refused: Option<String>,
}

/// Takes the files of a request in.
pub(crate) async fn receive(
    State(state): State<WebState>,
    Query(asked): Query<Asked>,
    request: Request,
) -> Response {
    let token = request
        .headers()
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .map(str::trim)
        .unwrap_or_default()
        .to_string();
    let seat = match state.desk().seat_of_token(&token).await {
        Ok(Some(seat)) => seat,
        Ok(None) => return unknown_token(),
        Err(cause) => return trouble(StatusCode::INTERNAL_SERVER_ERROR, &cause.to_string()),
    };
    let files = match files(&state, &asked, request).await {
        Ok(files) => files,
        Err(answer) => return answer,
    };
    if files.is_empty() {
        return trouble(
            StatusCode::BAD_REQUEST,
            "no file: send a form with fields `file`, or the bytes of one file with ?name=NAME",
        );
    }
    let writing = match asked.dry_run {
        true => Writing::DryRun,
        false => Writing::ForReal,
    };
    let mut answers = Vec::new();
    for (name, bytes) in files {
        let incoming = Incoming {
            name,
            bytes,
            kind: None,
            mapping: None,
        };
        for one in state.desk().receive_each(&seat, incoming, writing).await {
            let (report, refused) = match one.outcome {
                Ok(report) => (Some(report), None),
                Err(cause) => (None, Some(cause.to_string())),
            };
            answers.push(Answer {
                file: one.name,
                report,
                refused,
            });
        }
    }
    let all_refused = answers.iter().all(|answer| answer.refused.is_some());
    let status = match all_refused {
        true => StatusCode::UNPROCESSABLE_ENTITY,
        false => StatusCode::OK,
    };
    (status, Json(answers)).into_response()
}

async fn files(
    state: &WebState,
    asked: &Asked,
    request: Request,
) -> Result<Vec<(String, Vec<u8>)>, Response> {
    let is_form = request
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    let unreadable = |words: String| trouble(StatusCode::BAD_REQUEST, &words);
    if is_form {
        let form = Multipart::from_request(request, state)
            .await
            .map_err(|cause| unreadable(cause.body_text()))?;
        return imports::files_of(form)
            .await
            .map_err(IntoResponse::into_response);
    }
    let bytes = Bytes::from_request(request, state)
        .await
        .map_err(IntoResponse::into_response)?;
    let name = match asked.name.is_empty() {
        true => "upload",
        false => asked.name.as_str(),
    };
    let has_bytes = !bytes.is_empty();
    Ok(has_bytes
        .then(|| (name.to_string(), bytes.to_vec()))
        .into_iter()
        .collect())
}

fn unknown_token() -> Response {
    let words = "no such token: make one on the page of sources and send it as `Authorization: Bearer TOKEN`";
    let mut answer = trouble(StatusCode::UNAUTHORIZED, words);
    let bearer = axum::http::HeaderValue::from_static("Bearer");
    answer.headers_mut().insert(WWW_AUTHENTICATE, bearer);
    answer
}

/// A problem as RFC 9457 tells it.
fn trouble(status: StatusCode, words: &str) -> Response {
    let told = json!({ "title": words, "status": status.as_u16() });
    let mut answer = (status, Json(told)).into_response();
    let kind = axum::http::HeaderValue::from_static("application/problem+json");
    answer.headers_mut().insert(CONTENT_TYPE, kind);
    answer
}
