//! What a company sets for itself: its identity, its rhythm, its terms and its strategies. Only an administrator
//! changes it; must never lose what was typed when something is to be corrected.

pub(crate) mod follow_ups;
mod form;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use desk::settings::Settings;
use receivables::calendar::holidays::FRENCH_REGIONS;
use receivables::sanction::Supplies;
use receivables::terms::EndOfMonth;
use store::person::Role;

use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Choice, Frame, Section, page};
use crate::pages::segments::strategy_choices;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};
use crate::words::Words;
use form::SettingsForm;

const PAGE: &str = "/settings";

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    frame: Frame,
    form: SettingsForm,
    trouble: String,
    is_yours: bool,
    currency: String,
    regions: Vec<Choice>,
    readings: Vec<Choice>,
    supplies: Vec<Choice>,
    windows: Vec<Choice>,
    strategies: Vec<Choice>,
    key_account_strategies: Vec<Choice>,
}

/// Shows the settings.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    let settings = Settings::of(&visitor.creditor)?;
    let form = SettingsForm::kept(&settings, &visitor.words);
    shown(&state, &visitor, form, String::new()).await
}

/// Keeps the settings, all of them or none.
pub(crate) async fn save(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let seat = visitor.administrator_seat()?;
    let form = SettingsForm::typed(&fields);
    let read = form.read(visitor.creditor.currency);
    let trouble = match read {
        Err(flash) => flash,
        Ok(edit) => {
            let kept = state
                .desk()
                .change_settings(&seat, |settings| edit.put_on(settings))
                .await;
            match kept.map_err(Trouble::from) {
                Ok(()) => {
                    return answer(&state, PAGE, Ok(Flash::done("flash-settings-kept")));
                }
                Err(Trouble::Refused(refusal)) => refusal.say(visitor.words.wording()),
                Err(other) => return answer(&state, PAGE, Err(other)),
            }
        }
    };
    let again = shown(&state, &visitor, form, trouble).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, again).into_response())
}

async fn shown(
    state: &WebState,
    visitor: &Visitor,
    form: SettingsForm,
    trouble: String,
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    page(&SettingsPage {
        trouble: match trouble.starts_with("settings-") {
            true => words.say(&trouble),
            false => trouble,
        },
        is_yours: visitor.role() == Some(Role::Administrator),
        currency: visitor.creditor.currency.code().to_string(),
        regions: regions(words, &form.region),
        readings: readings(words, &form.end_of_month),
        supplies: supplies(words, &form.supplies),
        windows: windows(words, &form.window),
        strategies: strategy_choices(state, visitor, &form.strategy).await?,
        key_account_strategies: strategy_choices(state, visitor, &form.key_account_strategy)
            .await?,
        frame: visitor.frame(Section::Elsewhere),
        form,
    })
}

fn regions(words: &Words, chosen: &str) -> Vec<Choice> {
    let nowhere = Choice {
        value: String::new(),
        label: words.say("settings-region-none"),
        chosen: chosen.is_empty(),
    };
    let choice = |code: &&str| Choice {
        value: (*code).to_string(),
        label: words.say(&format!("settings-region-{}", code.to_lowercase())),
        chosen: *code == chosen,
    };
    std::iter::once(nowhere)
        .chain(FRENCH_REGIONS.iter().map(choice))
        .collect()
}

fn supplies(words: &Words, chosen: &str) -> Vec<Choice> {
    let choice = |one: Supplies| {
        let code = form::supplies_code(one);
        Choice {
            value: code.to_string(),
            label: words.say(&format!("settings-supplies-{code}")),
            chosen: code == chosen,
        }
    };
    Supplies::ALL.into_iter().map(choice).collect()
}

fn windows(words: &Words, chosen: &str) -> Vec<Choice> {
    let choice = |code: &&str| Choice {
        value: (*code).to_string(),
        label: words.say(&format!("settings-window-{code}")),
        chosen: *code == chosen,
    };
    form::WINDOWS.iter().map(choice).collect()
}

fn readings(words: &Words, chosen: &str) -> Vec<Choice> {
    let all = [EndOfMonth::AddThenEnd, EndOfMonth::EndThenAdd];
    let choice = |reading: EndOfMonth| {
        let code = form::code(reading);
        Choice {
            value: code.to_string(),
            label: words.say(&format!("settings-reading-{code}")),
            chosen: code == chosen,
        }
    };
    all.into_iter().map(choice).collect()
}
