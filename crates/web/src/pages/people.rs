//! Who works for the company: invited by an administrator with a link to come in by, given a role, let go. Must never
//! show a link twice.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::HOST;
use axum::response::{Html, IntoResponse, Response};
use desk::people::NewPerson;
use desk::rights::INVITATION_DAYS;
use receivables::debtor::Language;
use receivables::identity::PersonId;
use store::person::{Person, Role};

use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Choice, Frame, Section, page};
use crate::pages::account_acts::variant;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};
use crate::words::Words;

const PAGE: &str = "/people";

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    frame: Frame,
    people: Vec<Line>,
    roles: Vec<Choice>,
    languages: Vec<Choice>,
    link: String,
    link_words: String,
    is_yours: bool,
}

struct Line {
    id: String,
    name: String,
    email: String,
    role: String,
    roles: Vec<Choice>,
    is_you: bool,
}

/// Shows who works for the company.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    shown(&state, &visitor, None).await
}

/// Invites somebody.
pub(crate) async fn invite(
    State(state): State<WebState>,
    headers: HeaderMap,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let role: Role = variant(fields.text("role"))?;
    let language = Language::from_code(fields.text("language")).ok_or(Failure::Bad)?;
    let new = NewPerson {
        email: fields.text("email").to_string(),
        name: fields.text("name").to_string(),
        password: None,
        language,
    };
    let seat = visitor.administrator_seat()?;
    let invited = state.desk().invite(&seat, new, role).await;
    match invited {
        Ok(invited) => match invited.link {
            Some(token) => {
                let link = address_of(&state, &headers, &token);
                Ok(shown(&state, &visitor, Some(link)).await?.into_response())
            }
            None => answer(&state, PAGE, Ok(Flash::done("flash-person-let-in"))),
        },
        Err(cause) => answer(&state, PAGE, Err(Trouble::from(cause))),
    }
}

/// Makes a new link for somebody.
pub(crate) async fn link(
    State(state): State<WebState>,
    headers: HeaderMap,
    visitor: Visitor,
    At(person): At<PersonId>,
) -> Result<Response, Failure> {
    let seat = visitor.administrator_seat()?;
    match state.desk().invitation(&seat, person).await {
        Ok(token) => {
            let link = address_of(&state, &headers, &token);
            Ok(shown(&state, &visitor, Some(link)).await?.into_response())
        }
        Err(cause) => answer(&state, PAGE, Err(Trouble::from(cause))),
    }
}

/// Changes what somebody may do.
pub(crate) async fn change_role(
    State(state): State<WebState>,
    visitor: Visitor,
    At(person): At<PersonId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let role: Role = variant(fields.text("role"))?;
    let seat = visitor.administrator_seat()?;
    let changed = state.desk().change_role(&seat, person, role).await;
    let outcome = changed.map(|()| Flash::done("flash-role-changed"));
    answer(&state, PAGE, outcome.map_err(Trouble::from))
}

/// Lets somebody go.
pub(crate) async fn let_go(
    State(state): State<WebState>,
    visitor: Visitor,
    At(person): At<PersonId>,
) -> Result<Response, Failure> {
    let seat = visitor.administrator_seat()?;
    let gone = state.desk().let_go(&seat, person).await;
    let outcome = gone.map(|()| Flash::done("flash-person-let-go"));
    answer(&state, PAGE, outcome.map_err(Trouble::from))
}

/// The whole address of a link, by the name the reader reached us under.
fn address_of(state: &WebState, headers: &HeaderMap, token: &str) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    let scheme = match state.settings().is_behind_https {
        true => "https",
        false => "http",
    };
    match host {
        Some(host) => format!("{scheme}://{host}/sign-in-link/{token}"),
        None => format!("/sign-in-link/{token}"),
    }
}

async fn shown(
    state: &WebState,
    visitor: &Visitor,
    link: Option<String>,
) -> Result<Html<String>, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let people = store::person::of_creditor(&mut reader, visitor.creditor.id).await?;
    drop(reader);
    let words = &visitor.words;
    let there = people.iter().filter(|(person, _)| !person.is_disabled);
    let days = INVITATION_DAYS.to_string();
    page(&PeoplePage {
        frame: visitor.frame(Section::Elsewhere),
        people: there.map(|one| line(visitor, one)).collect(),
        roles: roles(words, Role::Controller),
        languages: vec![
            language("fr", "Français", words.language() == Language::French),
            language("en", "English", words.language() == Language::English),
        ],
        link_words: words.with("people-link-words", &[("days", &days)]),
        link: link.unwrap_or_default(),
        is_yours: visitor.role() == Some(Role::Administrator),
    })
}

fn line(visitor: &Visitor, (person, role): &(Person, Role)) -> Line {
    Line {
        id: person.id.to_string(),
        name: person.name.clone(),
        email: person.email.clone(),
        role: visitor.words.say(role_key(*role)),
        roles: roles(&visitor.words, *role),
        is_you: person.id == visitor.signed_in.person.id,
    }
}

fn language(code: &str, name: &str, chosen: bool) -> Choice {
    Choice {
        value: code.to_string(),
        label: name.to_string(),
        chosen,
    }
}

fn roles(words: &Words, chosen: Role) -> Vec<Choice> {
    let all = [
        (Role::Administrator, "administrator"),
        (Role::Controller, "controller"),
        (Role::Reader, "reader"),
    ];
    let choice = |(role, code): (Role, &str)| Choice {
        value: code.to_string(),
        label: words.say(role_key(role)),
        chosen: role == chosen,
    };
    all.into_iter().map(choice).collect()
}

const fn role_key(role: Role) -> &'static str {
    match role {
        Role::Administrator => "people-administrator",
        Role::Controller => "people-controller",
        Role::Reader => "people-reader",
    }
}
