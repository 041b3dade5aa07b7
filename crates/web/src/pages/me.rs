//! A person's own account: name and password. Must never show or keep a password.

use askama::Template;
use axum::extract::State;
use axum::response::{AppendHeaders, Html, IntoResponse, Redirect, Response};

use crate::cookie::{self, Lasting};
use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Frame, Section, page};
use crate::pages::setup::is_weak;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

const PAGE: &str = "/me";

#[derive(Template)]
#[template(path = "me.html")]
struct MePage {
    frame: Frame,
    name: String,
    email: String,
    has_password: bool,
}

/// Shows the person's own account.
pub(crate) async fn show(visitor: Visitor) -> Result<Html<String>, Failure> {
    let person = &visitor.signed_in.person;
    page(&MePage {
        frame: visitor.frame(Section::Elsewhere),
        name: person.name.clone(),
        email: person.email.clone(),
        has_password: person.password_hash.is_some(),
    })
}

/// Changes the person's name.
pub(crate) async fn rename(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let person = visitor.signed_in.person.id;
    let renamed = state.desk().rename(person, fields.text("name")).await;
    let outcome = renamed.map(|()| Flash::done("flash-name-kept"));
    answer(&state, PAGE, outcome.map_err(Trouble::from))
}

/// Changes the person's password; every other session of theirs ends.
pub(crate) async fn change_password(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let person = &visitor.signed_in.person;
    // A password keeps the blanks around it.
    let typed = |name| fields.all(name).next().unwrap_or("").to_string();
    let (present, new) = (typed("present"), typed("new"));
    if is_weak(&new, &[&person.name, &person.email, "relance"]) {
        return answer(&state, PAGE, Ok(Flash::trouble("flash-password-weak")));
    }
    let changed = state.desk().change_password(person.id, &present, &new);
    let token = match changed.await {
        Ok(token) => token,
        Err(cause) => return answer(&state, PAGE, Err(Trouble::from(cause))),
    };
    let settings = state.settings();
    let session = cookie::set(cookie::SESSION, &token, Lasting::ThisBrowser, settings);
    let said = Flash::done("flash-password-kept").header(settings);
    Ok((AppendHeaders([session, said]), Redirect::to(PAGE)).into_response())
}
