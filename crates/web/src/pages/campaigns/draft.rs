//! What a draft would do if it were approved now: whom it speaks to and when, where it meets the strategies, whom it does
//! not speak to and why, and what it says.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Html;
use desk::campaigns::{CampaignFate, Forecast, ForecastLine};
use notices::names::Named;
use receivables::campaign::Meeting;
use receivables::identity::DebtorId;
use receivables::strategy::Act;
use store::campaign::{KeptCampaign, LeftOut};

use super::{MOST_SHOWN, badge, days, left_out_key, outcome};
use crate::failure::Failure;
use crate::frame::{Badge, Figure, Frame, Section, page};
use crate::pages::step_names::StepNames;
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

#[derive(Template)]
#[template(path = "campaign_draft.html")]
struct DraftPage {
    frame: Frame,
    id: String,
    name: String,
    badge: Badge,
    is_discarded: bool,
    band: Vec<Figure>,
    said: String,
    spoken: Vec<SpokenLine>,
    silent: Vec<SilentLine>,
    more: String,
    approve: String,
    seen: String,
    /// The first account spoken to, whose message is shown; empty when there is none.
    sample: String,
    sample_name: String,
    /// The campaign speaks by e-mail.
    is_mail: bool,
}

struct SpokenLine {
    debtor: String,
    account: String,
    name: String,
    asked: Vec<String>,
    on: String,
    meets: String,
    message: String,
}

struct SilentLine {
    account: String,
    name: String,
    why: String,
}

/// Shows a draft with what it would do.
pub(super) async fn shown(
    state: &WebState,
    visitor: &Visitor,
    kept: &KeptCampaign,
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let seat = visitor.reading_seat();
    let forecast = state.desk().forecast_campaign(&seat, kept.id).await?;
    let mut reader = state.desk().store().reader().await?;
    let steps = StepNames::read(&mut reader, visitor.creditor.id, words).await?;
    drop(reader);
    let mut lines: Vec<&ForecastLine> = forecast.lines.iter().collect();
    // What is asked is in the company's currency first: the largest sums are looked at first.
    let currency = visitor.creditor.currency;
    lines.sort_by_key(|line| {
        (
            std::cmp::Reverse(line.asked.of(currency).minor),
            line.debtor,
        )
    });
    let speaks = |line: &&&ForecastLine| matches!(line.fate, CampaignFate::Speaks { .. });
    let spoken: Vec<&ForecastLine> = lines.iter().filter(speaks).copied().collect();
    let silent: Vec<&ForecastLine> = lines.iter().filter(|line| !speaks(line)).copied().collect();
    let kept_back = silent
        .iter()
        .take(MOST_SHOWN)
        .filter_map(|line| match &line.fate {
            CampaignFate::Kept { reason } => Some((line.debtor, reason)),
            _ => None,
        });
    let whys = outcome::reasons(state, visitor, kept_back.collect()).await?;
    let hidden = spoken.len().saturating_sub(MOST_SHOWN) + silent.len().saturating_sub(MOST_SHOWN);
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    page(&DraftPage {
        id: kept.id.to_string(),
        name: kept.brief.name.clone(),
        badge: badge(visitor, kept),
        is_discarded: false,
        band: band(words, kept, &forecast),
        said: sentence(visitor, kept),
        sample: spoken
            .first()
            .map(|line| line.debtor.to_string())
            .unwrap_or_default(),
        sample_name: spoken
            .first()
            .map(|line| line.name.clone())
            .unwrap_or_default(),
        is_mail: kept.brief.act == Act::EMail,
        seen: forecast.mark(),
        approve: words.count("campaign-approve", number(spoken.len())),
        more: match hidden {
            0 => String::new(),
            count => words.count("campaign-more", number(count)),
        },
        spoken: spoken
            .iter()
            .take(MOST_SHOWN)
            .map(|line| spoken_line(words, (kept, &steps), line))
            .collect(),
        silent: silent
            .iter()
            .take(MOST_SHOWN)
            .map(|line| silent_line(words, &whys, line))
            .collect(),
        frame: visitor.frame(Section::Strategies),
    })
}

/// Shows a draft that somebody discarded.
pub(super) fn discarded(visitor: &Visitor, kept: &KeptCampaign) -> Result<Html<String>, Failure> {
    page(&DraftPage {
        id: kept.id.to_string(),
        name: kept.brief.name.clone(),
        badge: badge(visitor, kept),
        is_discarded: true,
        band: Vec::new(),
        said: sentence(visitor, kept),
        sample: String::new(),
        sample_name: String::new(),
        is_mail: false,
        approve: String::new(),
        seen: String::new(),
        more: String::new(),
        spoken: Vec::new(),
        silent: Vec::new(),
        frame: visitor.frame(Section::Strategies),
    })
}

/// Whom it is for, in words.
pub(super) fn sentence(visitor: &Visitor, kept: &KeptCampaign) -> String {
    notices::conditions::sentence(&kept.brief.condition, visitor.words.wording())
}

fn band(words: &Words, kept: &KeptCampaign, forecast: &Forecast) -> Vec<Figure> {
    let number = |count: usize| words.number(i64::try_from(count).unwrap_or(i64::MAX));
    let mut spoken = Figure::one(
        words.say("campaign-spoken-to"),
        number(forecast.spoken_to()),
    );
    spoken.hint = words.with(
        "campaign-of-chosen",
        &[("all", &number(forecast.lines.len()))],
    );
    let concerns = |line: &&ForecastLine| {
        let left_out = CampaignFate::LeftOut(LeftOut::StepComes);
        line.meets.is_some()
            && (line.fate == left_out || matches!(line.fate, CampaignFate::Speaks { .. }))
    };
    let meets = forecast.lines.iter().filter(concerns);
    let mut met = Figure::one(words.say("campaign-meets"), number(meets.count()));
    met.hint = words.say(match kept.brief.meeting {
        Meeting::StepsWait => "campaign-meets-wait",
        Meeting::LeaveOut => "campaign-meets-left-out",
    });
    let mut when = Figure::one(words.say("campaign-days"), days(words, kept));
    when.hint = notices::format::capitalised(&kept.brief.act.name(words.wording()));
    vec![
        spoken,
        Figure::new(
            words.say("campaign-asked"),
            words.balances_or_dash(&forecast.asked()),
        ),
        met,
        when,
    ]
}

fn spoken_line(
    words: &Words,
    (kept, steps): (&KeptCampaign, &StepNames),
    line: &ForecastLine,
) -> SpokenLine {
    let on = match line.fate {
        CampaignFate::Speaks { on } => words.day_in_figures(on),
        _ => String::new(),
    };
    let meets = line.meets.as_ref().map_or_else(String::new, |(step, on)| {
        let day = words.day_in_figures(*on);
        words.with(
            "campaign-meets-step",
            &[("step", steps.of(step)), ("day", &day)],
        )
    });
    SpokenLine {
        debtor: line.debtor.to_string(),
        account: format!("/debtors/{}", line.debtor),
        name: line.name.clone(),
        asked: words.balances_or_dash(&line.asked),
        on,
        meets,
        message: format!("{}/{}/message?debtor={}", super::PAGE, kept.id, line.debtor),
    }
}

fn silent_line(
    words: &Words,
    whys: &BTreeMap<DebtorId, String>,
    line: &ForecastLine,
) -> SilentLine {
    let why = match &line.fate {
        CampaignFate::LeftOut(why) => words.say(left_out_key(*why)),
        CampaignFate::OutOfReach => words.say("campaign-out-of-reach"),
        CampaignFate::NothingLate => words.say("campaign-nothing-late"),
        CampaignFate::Kept { .. } => whys.get(&line.debtor).cloned().unwrap_or_default(),
        CampaignFate::Speaks { .. } => String::new(),
    };
    SilentLine {
        account: format!("/debtors/{}", line.debtor),
        name: line.name.clone(),
        why,
    }
}
