//! The first page of a new installation: it makes the first person and the first company. It exists only
//! while nobody has an account.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use desk::company::NewCreditor;
use desk::people::NewPerson;
use desk::seat::Actor;
use receivables::debtor::Language;
use receivables::identifier::check_siren;
use store::person::Role;
use tokio::sync::Mutex;

use crate::failure::Failure;
use crate::fields::Fields;
use crate::frame::{Door, page};
use crate::language;
use crate::pages::sign_in::signed_in;
use crate::pages::signature::{SignatureForm, is_address};
use crate::state::WebState;

const SHORTEST_PASSWORD: usize = 12;

/// Two first people at the same moment would make two companies.
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

#[derive(Template)]
#[template(path = "setup.html")]
struct SetupPage {
    door: Door,
    form: Form,
    signature: SignatureForm,
}

/// What was typed, shown again when something is to be corrected. The password is not.
struct Form {
    company: String,
    siren: String,
    language: String,
    name: String,
    email: String,
}

/// Shows the form, while nobody has an account.
pub(crate) async fn show(
    State(state): State<WebState>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if !state.desk().has_nobody().await? {
        return Ok(Redirect::to("/sign-in").into_response());
    }
    let wanted = language::of(&headers);
    let form = Form {
        company: String::new(),
        siren: String::new(),
        language: wanted.code().to_string(),
        name: String::new(),
        email: String::new(),
    };
    let door = Door::new(&state, wanted, "/setup");
    let signature = SignatureForm::default();
    let setup = SetupPage {
        door,
        form,
        signature,
    };
    Ok(page(&setup)?.into_response())
}

/// Makes the company and the person, and signs them in.
pub(crate) async fn create(
    State(state): State<WebState>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, Failure> {
    let _alone = ONE_AT_A_TIME.lock().await;
    if !state.desk().has_nobody().await? {
        return Ok(Redirect::to("/sign-in").into_response());
    }
    let password = fields.all("password").next().unwrap_or("").to_string();
    let form = Form {
        company: fields.text("company").to_string(),
        siren: fields
            .text("siren")
            .chars()
            .filter(|c| !c.is_whitespace())
            .collect(),
        language: fields.text("language").to_string(),
        name: fields.text("name").to_string(),
        email: fields.text("email").to_string(),
    };
    let signature = SignatureForm::typed(&fields);
    let door = Door::new(&state, language::of(&headers), "/setup");
    if let Some(key) = trouble(&form, &password).or_else(|| signature.trouble()) {
        let words = door.say(key);
        let again = SetupPage {
            door: door.troubled(words),
            form,
            signature,
        };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&again)?).into_response());
    }
    let token = open(&state, form, &signature, &password).await?;
    signed_in(&state, &token, "/").await
}

/// Opens the company with its first person; gives the token of the session.
async fn open(
    state: &WebState,
    form: Form,
    signature: &SignatureForm,
    password: &str,
) -> Result<String, Failure> {
    let desk = state.desk();
    let language = Language::from_code(&form.language).unwrap_or_default();
    let actor = Actor::machine("setup");
    let new = NewPerson {
        email: form.email,
        name: form.name,
        password: Some(password.to_string()),
        language,
    };
    let email = new.email.clone();
    let person = desk.add_person(&actor, new).await?;
    let mut company = NewCreditor::french(&form.company);
    company.siren = Some(form.siren).filter(|siren| !siren.is_empty());
    company.language = language;
    signature.put_on(&mut company.profile, &form.company);
    let actor = Actor::person(person, &email);
    let creditor = desk.open_creditor(&actor, company).await?;
    desk.grant(&actor.at(creditor), person, Role::Administrator)
        .await?;
    Ok(desk.sign_in(&email, password).await?)
}

/// The key of the sentence that says what to correct.
fn trouble(form: &Form, password: &str) -> Option<&'static str> {
    if form.company.is_empty() || form.name.is_empty() {
        return Some("setup-name-missing");
    }
    if !is_address(&form.email) {
        return Some("setup-email-wrong");
    }
    if !form.siren.is_empty() && check_siren(&form.siren).is_wrong() {
        return Some("setup-siren-wrong");
    }
    if password.chars().count() < SHORTEST_PASSWORD {
        return Some("setup-password-short");
    }
    let about_them = [form.company.as_str(), &form.name, &form.email, "relance"];
    is_weak(password, &about_them).then_some("setup-password-weak")
}

/// True for a password that is guessed fast, among others by who knows these words about the person.
pub(crate) fn is_weak(password: &str, about_them: &[&str]) -> bool {
    let strength = zxcvbn::zxcvbn(password, about_them);
    strength.score() < zxcvbn::Score::Three
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_mistyped_or_too_weak_is_said() {
        let form = || Form {
            company: "Papeterie Durand".to_string(),
            siren: String::new(),
            language: "fr".to_string(),
            name: "Claire".to_string(),
            email: "claire@durand.example".to_string(),
        };
        assert_eq!(
            trouble(&form(), "papeterie durand"),
            Some("setup-password-weak")
        );
        assert_eq!(trouble(&form(), "court"), Some("setup-password-short"));
        assert_eq!(trouble(&form(), "girafe violon neige sept"), None);
        let without_domain = Form {
            email: "claire@durand".to_string(),
            ..form()
        };
        let mistyped = Form {
            siren: "732829321".to_string(),
            ..form()
        };
        assert_eq!(
            trouble(&mistyped, "girafe violon neige sept"),
            Some("setup-siren-wrong")
        );
        assert_eq!(
            trouble(&without_domain, "girafe violon neige sept"),
            Some("setup-email-wrong")
        );
    }
}
