//! The editor of one alert: its condition, what it does, what it would have said over the last ninety days, and what it
//! said. A new alert is off until somebody switches it on.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use desk::DeskError;
use desk::alerts::{AlertDraft, DAYS_TRIED, Tried, TriedHit};
use receivables::condition::Condition;
use receivables::identity::AlertId;
use store::alert::{Alert, AlertAct};
use store::campaign::CampaignStanding;

use super::{HitLine, PAGE, act_key, hit_line, lasted};
use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Choice, Frame, Section, page};
use crate::pages::account_acts::variant;
use crate::pages::condition_form::{ConditionForm, Draft};
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};
use crate::words::Words;

/// Accounts named in a trial.
const MOST_SHOWN: usize = 40;

#[derive(Template)]
#[template(path = "alert.html")]
struct AlertPage {
    frame: Frame,
    /// Empty for a new one.
    id: String,
    name: String,
    acts: Vec<Choice>,
    /// The drafts of campaigns it can start.
    drafts: Vec<Choice>,
    is_on: bool,
    form: ConditionForm,
    tried: Option<Trial>,
    hits: Vec<HitLine>,
    trouble: String,
}

/// What the alert would have said.
struct Trial {
    words: String,
    going_on: String,
    lines: Vec<TrialLine>,
    more: bool,
}

struct TrialLine {
    account: String,
    name: String,
    from: String,
    /// What was overdue on that day.
    overdue: String,
    lasted: String,
    goes_on: bool,
}

/// A new alert.
pub(crate) async fn add(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(draft): Query<Draft>,
) -> Result<Html<String>, Failure> {
    shown(&state, &visitor, None, draft).await
}

/// An alert that is there.
pub(crate) async fn edit(
    State(state): State<WebState>,
    visitor: Visitor,
    At(alert): At<AlertId>,
    Query(mut draft): Query<Draft>,
) -> Result<Html<String>, Failure> {
    let kept = found(&state, &visitor, alert).await?;
    draft.name.get_or_insert_with(|| kept.name.clone());
    draft
        .condition
        .get_or_insert_with(|| kept.condition.clone());
    draft.act.get_or_insert_with(|| code(kept.act).to_string());
    if draft.campaign.is_none() {
        draft.campaign = kept.draft.map(|id| id.to_string());
    }
    shown(&state, &visitor, Some(&kept), draft).await
}

/// Keeps what was written; what is refused is shown again as it was written, with the reason.
pub(crate) async fn keep(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let id: Option<AlertId> = fields.optional_identity("id")?;
    let seat = visitor.seat()?;
    let act: AlertAct = variant(fields.text("act"))?;
    let known = match id {
        Some(id) => Some(found(&state, &visitor, id).await?),
        None => None,
    };
    let [name, condition] = ["name", "condition"].map(|name| fields.text(name).to_string());
    let written = AlertDraft {
        name,
        condition,
        act,
        campaign: fields.optional_identity("campaign")?,
        is_on: known.as_ref().is_some_and(|known| known.is_on),
    };
    let refusal = match state.desk().keep_alert(&seat, id, &written).await {
        Ok(id) => {
            let path = format!("{PAGE}/{id}?try=yes");
            return answer(&state, &path, Ok(Flash::done("flash-alert-kept")));
        }
        Err(DeskError::Refused(refusal)) => refusal,
        Err(other) => return Err(other.into()),
    };
    let draft = Draft {
        name: Some(written.name),
        condition: Some(written.condition),
        act: Some(code(act).to_string()),
        campaign: written.campaign.map(|id| id.to_string()),
        trouble: refusal.say(visitor.words.wording()),
        ..Draft::default()
    };
    let page = shown(&state, &visitor, known.as_ref(), draft).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Switches an alert on or off.
pub(crate) async fn switch(
    State(state): State<WebState>,
    visitor: Visitor,
    At(alert): At<AlertId>,
    fields: Fields,
) -> Result<Response, Failure> {
    let is_on = match fields.text("to") {
        "on" => true,
        "off" => false,
        _ => return Err(Failure::Bad),
    };
    let kept = found(&state, &visitor, alert).await?;
    let written = AlertDraft {
        name: kept.name,
        condition: kept.condition,
        act: kept.act,
        campaign: kept.draft,
        is_on,
    };
    let switched = state
        .desk()
        .keep_alert(&visitor.seat()?, Some(alert), &written)
        .await;
    let key = match is_on {
        true => "flash-alert-on",
        false => "flash-alert-off",
    };
    let outcome = switched.map(|_| Flash::done(key));
    answer(&state, PAGE, outcome.map_err(Trouble::from))
}

/// Takes an alert away.
pub(crate) async fn remove(
    State(state): State<WebState>,
    visitor: Visitor,
    At(alert): At<AlertId>,
) -> Result<Response, Failure> {
    let removed = state.desk().remove_alert(&visitor.seat()?, alert).await;
    let outcome = removed.map(|()| Flash::done("flash-alert-removed"));
    answer(&state, PAGE, outcome.map_err(Trouble::from))
}

async fn found(state: &WebState, visitor: &Visitor, id: AlertId) -> Result<Alert, Failure> {
    let mut reader = state.desk().store().reader().await?;
    Ok(store::alert::find(&mut reader, visitor.creditor.id, id).await?)
}

async fn shown(
    state: &WebState,
    visitor: &Visitor,
    kept: Option<&Alert>,
    draft: Draft,
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let path = match kept {
        Some(kept) => format!("{PAGE}/{}", kept.id),
        None => format!("{PAGE}/new"),
    };
    let form = ConditionForm::of(state, visitor, (path, &draft)).await?;
    let read = Condition::parse(&form.condition, visitor.creditor.currency).ok();
    let tried = match read.filter(|_| !draft.tried.is_empty()) {
        Some(condition) => {
            let seat = visitor.reading_seat();
            let tried = state
                .desk()
                .try_alert(&seat, &condition, MOST_SHOWN)
                .await?;
            Some(trial(words, &tried))
        }
        None => None,
    };
    let hits = match kept {
        Some(kept) => {
            let mut reader = state.desk().store().reader().await?;
            store::alert::of_alert(&mut reader, visitor.seen, kept.id).await?
        }
        None => Vec::new(),
    };
    let act = draft.act.as_deref().unwrap_or("tell");
    page(&AlertPage {
        id: kept.map(|kept| kept.id.to_string()).unwrap_or_default(),
        acts: AlertAct::ALL
            .map(|one| Choice {
                value: code(one).to_string(),
                label: words.say(act_key(one)),
                chosen: code(one) == act,
            })
            .into(),
        drafts: drafts(state, visitor, draft.campaign.as_deref()).await?,
        is_on: kept.is_some_and(|kept| kept.is_on),
        hits: hits.iter().map(|hit| hit_line(visitor, hit, "")).collect(),
        name: draft.name.unwrap_or_default(),
        form,
        tried,
        trouble: draft.trouble,
        frame: visitor.frame(Section::Debtors),
    })
}

/// The drafts of campaigns, the chosen one chosen.
async fn drafts(
    state: &WebState,
    visitor: &Visitor,
    chosen: Option<&str>,
) -> Result<Vec<Choice>, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let known = store::campaign::all(&mut reader, visitor.seen).await?;
    let drafts = known
        .into_iter()
        .filter(|kept| kept.standing(visitor.today) == CampaignStanding::Draft);
    Ok(drafts
        .map(|kept| {
            let value = kept.id.to_string();
            Choice {
                chosen: chosen == Some(value.as_str()),
                value,
                label: kept.brief.name,
            }
        })
        .collect())
}

fn trial(words: &Words, tried: &Tried) -> Trial {
    let (hits, accounts) = tried.counts;
    let number = |count: usize| words.number(i64::try_from(count).unwrap_or(i64::MAX));
    let line = |hit: &TriedHit| TrialLine {
        account: format!("/debtors/{}", hit.debtor),
        name: hit.name.clone(),
        from: words.day_in_figures(hit.stretch.from),
        overdue: notices::format::money(hit.stretch.overdue, words.language()),
        lasted: lasted(words, hit.stretch.from, hit.stretch.to.unwrap_or(tried.to)),
        goes_on: hit.stretch.to.is_none(),
    };
    Trial {
        words: words.with(
            "alert-trial-words",
            &[
                ("days", &DAYS_TRIED.to_string()),
                ("hits", &number(hits)),
                ("accounts", &number(accounts)),
                (
                    "overdue",
                    &notices::format::money(tried.overdue, words.language()),
                ),
            ],
        ),
        going_on: words.with(
            "alert-trial-today",
            &[("accounts", &number(tried.going_on))],
        ),
        lines: tried.hits.iter().map(line).collect(),
        more: hits > tried.hits.len(),
    }
}

const fn code(act: AlertAct) -> &'static str {
    match act {
        AlertAct::Tell => "tell",
        AlertAct::Hold => "hold",
        AlertAct::StartCampaign => "start-campaign",
        AlertAct::PaymentBeforeDelivery => "payment-before-delivery",
        AlertAct::CreditHold => "credit-hold",
        AlertAct::ServiceCut => "service-cut",
    }
}
