//! What follows by default each dispute and each hold: how long, and who deals with it. Only an administrator changes it;
//! must never lose what was typed when something is to be corrected.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use desk::follow_ups::{DisputeFollowUp, FollowUps};
use desk::settings::Settings;
use notices::names::Named;
use receivables::fact::{DisputeReason, HoldReason};
use receivables::identity::PersonId;
use store::person::{Person, Role};

use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Choice, Frame, Section, page};
use crate::pages::debtor::{DISPUTE_REASONS, HOLD_REASONS, word_of};
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};
use crate::words::Words;

const PAGE: &str = "/follow-ups";

#[derive(Template)]
#[template(path = "follow_ups.html")]
struct FollowUpsPage {
    frame: Frame,
    trouble: String,
    is_yours: bool,
    disputes: Vec<DisputeLine>,
    holds: Vec<HoldLine>,
}

struct DisputeLine {
    reason: String,
    days_name: String,
    owner_name: String,
    days: String,
    owners: Vec<Choice>,
}

struct HoldLine {
    reason: String,
    days_name: String,
    days: String,
}

/// Shows what follows.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    let kept = Settings::of(&visitor.creditor)?.profile.follow_ups;
    let typed = |name: &str| text_of(&kept, name);
    shown(&state, &visitor, (&typed, String::new())).await
}

/// Keeps it, all or nothing.
pub(crate) async fn save(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let seat = visitor.administrator_seat()?;
    let trouble = match read(&fields) {
        Err(key) => visitor.words.say(key),
        Ok(follow_ups) => {
            let change = state.desk().change_settings(&seat, |settings| {
                settings.profile.follow_ups = follow_ups;
            });
            match change.await.map_err(Trouble::from) {
                Ok(()) => {
                    return answer(&state, PAGE, Ok(Flash::done("flash-settings-kept")));
                }
                Err(Trouble::Refused(refusal)) => refusal.say(visitor.words.wording()),
                Err(other) => return answer(&state, PAGE, Err(other)),
            }
        }
    };
    let typed = |name: &str| fields.text(name).to_string();
    let again = shown(&state, &visitor, (&typed, trouble)).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, again).into_response())
}

async fn shown(
    state: &WebState,
    visitor: &Visitor,
    (typed, trouble): (&(dyn Fn(&str) -> String + Sync), String),
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let mut reader = state.desk().store().reader().await?;
    let people = store::person::of_creditor(&mut reader, visitor.creditor.id).await?;
    drop(reader);
    let disputes = DISPUTE_REASONS.iter().map(|reason| {
        let (days_name, owner_name) = (days_of_dispute(*reason), owner_of_dispute(*reason));
        DisputeLine {
            reason: reason.name(words.wording()),
            days: typed(&days_name),
            owners: owners(words, &people, &typed(&owner_name)),
            days_name,
            owner_name,
        }
    });
    let holds = HOLD_REASONS.iter().map(|reason| {
        let days_name = days_of_hold(*reason);
        HoldLine {
            reason: reason.name(words.wording()),
            days: typed(&days_name),
            days_name,
        }
    });
    page(&FollowUpsPage {
        frame: visitor.frame(Section::Elsewhere),
        trouble,
        is_yours: visitor.role() == Some(Role::Administrator),
        disputes: disputes.collect(),
        holds: holds.collect(),
    })
}

fn owners(words: &Words, people: &[(Person, Role)], chosen: &str) -> Vec<Choice> {
    let nobody = Choice {
        value: String::new(),
        label: words.say("follow-ups-nobody"),
        chosen: chosen.is_empty(),
    };
    let at_work = people.iter().filter(|(person, _)| !person.is_disabled);
    let choice = |(person, _): &(Person, Role)| {
        let value = person.id.to_string();
        Choice {
            label: person.name.clone(),
            chosen: value == chosen,
            value,
        }
    };
    std::iter::once(nobody).chain(at_work.map(choice)).collect()
}

fn days_of_dispute(reason: DisputeReason) -> String {
    format!("days-of-{}", word_of(&reason))
}

fn owner_of_dispute(reason: DisputeReason) -> String {
    format!("owner-of-{}", word_of(&reason))
}

fn days_of_hold(reason: HoldReason) -> String {
    format!("held-for-{}", word_of(&reason))
}

/// What is kept, as a field shows it.
fn text_of(kept: &FollowUps, name: &str) -> String {
    let number = |days: Option<i32>| days.map_or_else(String::new, |days| days.to_string());
    for reason in DISPUTE_REASONS {
        let set = kept.disputes.get(&reason).copied().unwrap_or_default();
        if name == days_of_dispute(reason) {
            return number(set.days);
        }
        if name == owner_of_dispute(reason) {
            return set
                .owner
                .map_or_else(String::new, |owner| owner.to_string());
        }
    }
    let mut holds = HOLD_REASONS.iter();
    let hold = holds.find(|reason: &&HoldReason| name == days_of_hold(**reason));
    number(hold.and_then(|reason| kept.holds.get(reason).copied()))
}

/// What was typed; the key of what is wrong with it.
fn read(fields: &Fields) -> Result<FollowUps, &'static str> {
    let days = |name: &str| match fields.text(name) {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| "settings-number-wrong"),
    };
    let mut follow_ups = FollowUps::default();
    for reason in DISPUTE_REASONS {
        let owner: Option<PersonId> = fields.text(&owner_of_dispute(reason)).parse().ok();
        let set = DisputeFollowUp {
            days: days(&days_of_dispute(reason))?,
            owner,
        };
        if set != DisputeFollowUp::default() {
            follow_ups.disputes.insert(reason, set);
        }
    }
    for reason in HOLD_REASONS {
        if let Some(days) = days(&days_of_hold(reason))? {
            follow_ups.holds.insert(reason, days);
        }
    }
    Ok(follow_ups)
}
