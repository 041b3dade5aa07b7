//! Signing in and out, by password or by a one-time link, and choosing the company looked at.

use std::net::SocketAddr;

use askama::Template;
use axum::extract::{ConnectInfo, Path, Query, State};
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect, Response};
use desk::DeskError;
use receivables::identity::CreditorId;
use serde::Deserialize;

use crate::cookie::{self, A_YEAR, Lasting};
use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Door, page};
use crate::language;
use crate::state::WebState;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    door: Door,
    next: String,
    email: String,
}

#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    next: String,
}

/// Shows the form; the first start has nobody to sign in and goes to the setup.
pub(crate) async fn show(
    State(state): State<WebState>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    if state.desk().has_nobody().await? {
        return Ok(Redirect::to("/setup").into_response());
    }
    let door = Door::new(&state, language::of(&headers), "/sign-in");
    let form = SignInPage {
        door,
        next: language::own_path(&asked.next).to_string(),
        email: String::new(),
    };
    Ok(page(&form)?.into_response())
}

/// Starts a session.
pub(crate) async fn start(
    State(state): State<WebState>,
    headers: HeaderMap,
    extensions: Extensions,
    fields: Fields,
) -> Result<Response, Failure> {
    let email = fields.text("email").to_lowercase();
    let door = Door::new(&state, language::of(&headers), "/sign-in");
    let next = language::own_path(fields.text("next")).to_string();
    let keys = [
        format!("from {}", source(&state, &headers, &extensions)),
        format!("as {email}"),
    ];
    if let Err(minutes) = state.sign_ins().take(&keys, state.desk().clock().instant()) {
        let words = door.words.count("sign-in-too-often", minutes);
        let form = SignInPage {
            door: door.troubled(words),
            next,
            email,
        };
        return Ok((StatusCode::TOO_MANY_REQUESTS, page(&form)?).into_response());
    }
    // A password keeps the blanks around it.
    let password = fields.all("password").next().unwrap_or("");
    match state.desk().sign_in(&email, password).await {
        Ok(token) => {
            state.sign_ins().forget(&keys[1]);
            signed_in(&state, &token, &next).await
        }
        Err(DeskError::Refused(_)) => {
            let words = door.say("sign-in-wrong");
            let form = SignInPage {
                door: door.troubled(words),
                next,
                email,
            };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&form)?).into_response())
        }
        Err(cause) => Err(cause.into()),
    }
}

/// Signs in by a one-time link.
pub(crate) async fn by_link(
    State(state): State<WebState>,
    headers: HeaderMap,
    extensions: Extensions,
    Path(link): Path<String>,
) -> Result<Response, Failure> {
    let keys = [format!("from {}", source(&state, &headers, &extensions))];
    if state
        .sign_ins()
        .take(&keys, state.desk().clock().instant())
        .is_err()
    {
        return Err(Failure::Busy);
    }
    match state.desk().sign_in_by_link(&link).await {
        Ok(token) => signed_in(&state, &token, "/").await,
        Err(DeskError::Refused(_)) => {
            let door = Door::new(&state, language::of(&headers), "/sign-in");
            let words = door.say("sign-in-link-spent");
            let form = SignInPage {
                door: door.troubled(words),
                next: "/".to_string(),
                email: String::new(),
            };
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&form)?).into_response())
        }
        Err(cause) => Err(cause.into()),
    }
}

/// The answer to somebody who signed in: the session, their language, the page they wanted.
pub(crate) async fn signed_in(
    state: &WebState,
    token: &str,
    next: &str,
) -> Result<Response, Failure> {
    let settings = state.settings();
    let signed_in = state
        .desk()
        .session(token)
        .await?
        .ok_or(Failure::NotFound)?;
    let session = cookie::set(cookie::SESSION, token, Lasting::ThisBrowser, settings);
    let code = signed_in.person.language.code();
    let language = cookie::set(cookie::LANGUAGE, code, Lasting::Seconds(A_YEAR), settings);
    let mut headers = vec![session, language];
    if signed_in.person.password_hash.is_none() {
        // A link works once: without a password nobody comes in again.
        headers.push(Flash::done("flash-no-password").header(settings));
    }
    Ok((AppendHeaders(headers), Redirect::to(next)).into_response())
}

/// Ends the session.
pub(crate) async fn end(
    State(state): State<WebState>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if let Some(token) = cookie::value(&headers, cookie::SESSION) {
        state.desk().sign_out(token).await?;
    }
    let forgotten = cookie::forget(cookie::SESSION, state.settings());
    Ok((AppendHeaders([forgotten]), Redirect::to("/sign-in")).into_response())
}

/// Looks at another company of the person.
pub(crate) async fn choose_creditor(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let wanted: CreditorId = fields.identity("creditor")?;
    visitor.signed_in.scope.see(wanted)?;
    let header = cookie::set(
        cookie::CREDITOR,
        &wanted.to_string(),
        Lasting::Seconds(A_YEAR),
        state.settings(),
    );
    Ok((AppendHeaders([header]), Redirect::to("/")).into_response())
}

/// Says that the server answers.
pub(crate) async fn health() -> Html<&'static str> {
    Html("ok")
}

/// Where a request comes from, for the count of attempts.
fn source(state: &WebState, headers: &HeaderMap, extensions: &Extensions) -> String {
    let forwarded = headers
        .get("x-forwarded-for")
        .filter(|_| state.settings().trusts_proxy)
        .and_then(|value| value.to_str().ok())
        // The last one is written by our proxy; the others are what the client says.
        .and_then(|value| value.rsplit(',').next())
        .map(|address| address.trim().to_string());
    let direct = || {
        extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map(|peer| peer.0.ip().to_string())
    };
    forwarded
        .or_else(direct)
        .unwrap_or_else(|| "unknown".to_string())
}
