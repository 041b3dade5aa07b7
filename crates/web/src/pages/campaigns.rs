//! Campaigns: the list, the editor of a draft, what a draft would do, and what came of one that was approved. Must never
//! approve anything by being looked at.

mod acts;
mod draft;
mod editor;
mod outcome;

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use notices::names::Named;
use receivables::identity::{CampaignId, DebtorId};
use serde::Deserialize;
use store::campaign::{CampaignStanding, KeptCampaign, LeftOut};

use crate::failure::Failure;
use crate::frame::{Badge, Frame, Section, page};
use crate::pages::notice::message_page;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

pub(crate) use acts::{approve, end};
pub(crate) use editor::{add, edit, keep};

const PAGE: &str = "/campaigns";

/// Accounts named one by one on a page.
const MOST_SHOWN: usize = 500;

/// Campaigns that alerts started, named on the list.
const MOST_STARTED: usize = 50;

#[derive(Template)]
#[template(path = "campaigns.html")]
struct CampaignsPage {
    frame: Frame,
    lines: Vec<Line>,
    /// Those that alerts started, the latest.
    started: Vec<Line>,
}

struct Line {
    path: String,
    name: String,
    badge: Badge,
    way: String,
    days: String,
    made: String,
}

/// Shows the campaigns, the latest first.
pub(crate) async fn list(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let campaigns = store::campaign::all(&mut reader, visitor.seen).await?;
    drop(reader);
    let words = &visitor.words;
    let line = |kept: &KeptCampaign| Line {
        path: format!("{PAGE}/{}", kept.id),
        name: kept.brief.name.clone(),
        badge: badge(&visitor, kept),
        way: kept.brief.act.name(words.wording()),
        days: days(words, kept),
        made: words.who(&kept.made.1),
    };
    let (started, written): (Vec<_>, Vec<_>) =
        campaigns.iter().partition(|kept| kept.started_by.is_some());
    page(&CampaignsPage {
        lines: written.into_iter().map(line).collect(),
        started: started.into_iter().take(MOST_STARTED).map(line).collect(),
        frame: visitor.frame(Section::Strategies),
    })
}

/// Shows one campaign: what a draft would do, what came of another.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<CampaignId>,
) -> Result<Response, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let kept = store::campaign::find(&mut reader, visitor.creditor.id, id).await?;
    drop(reader);
    let shown = match kept.standing(visitor.today) {
        CampaignStanding::Draft => draft::shown(&state, &visitor, &kept).await?,
        CampaignStanding::Over if kept.approved.is_none() => draft::discarded(&visitor, &kept)?,
        CampaignStanding::Coming | CampaignStanding::Running | CampaignStanding::Over => {
            outcome::shown(&state, &visitor, id).await?
        }
    };
    Ok(shown.into_response())
}

/// Whom a message is shown for.
#[derive(Deserialize)]
pub(crate) struct To {
    debtor: String,
}

/// What a campaign would say to an account, for the frame of the page.
pub(crate) async fn message(
    State(state): State<WebState>,
    visitor: Visitor,
    At(id): At<CampaignId>,
    axum::extract::Query(to): axum::extract::Query<To>,
) -> Result<Response, Failure> {
    let debtor: DebtorId = to.debtor.parse().map_err(|_| Failure::Bad)?;
    let seat = visitor.reading_seat();
    let preview = state.desk().preview_campaign(&seat, id, debtor).await?;
    Ok(message_page(preview.message.html))
}

/// Its first and last day.
fn days(words: &Words, kept: &KeptCampaign) -> String {
    let (on, until) = (kept.brief.on, kept.brief.until);
    match on == until {
        true => words.day_in_figures(on),
        false => format!(
            "{} – {}",
            words.day_in_figures(on),
            words.day_in_figures(until)
        ),
    }
}

fn badge(visitor: &Visitor, kept: &KeptCampaign) -> Badge {
    let (key, state) = match kept.standing(visitor.today) {
        CampaignStanding::Draft => ("campaign-draft", "waiting"),
        CampaignStanding::Coming => ("campaign-coming", "coming"),
        CampaignStanding::Running => ("campaign-running", "coming"),
        CampaignStanding::Over if kept.approved.is_none() => ("campaign-discarded", "waiting"),
        CampaignStanding::Over if kept.ended.is_some() => ("campaign-ended", "warn"),
        CampaignStanding::Over => ("campaign-over", "done"),
    };
    Badge {
        words: visitor.words.say(key),
        state,
    }
}

const fn left_out_key(why: LeftOut) -> &'static str {
    match why {
        LeftOut::OtherCampaign => "campaign-left-out-other",
        LeftOut::StepComes => "campaign-left-out-step",
        LeftOut::ByHand => "campaign-left-out-by-hand",
    }
}
