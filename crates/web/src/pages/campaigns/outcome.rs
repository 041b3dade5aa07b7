//! What came of a campaign that was approved: figures, then account by account. Must never say that it brought the
//! money: what was settled after it is called that.

use std::collections::BTreeMap;

use askama::Template;
use axum::response::Html;
use desk::campaigns::{AccountOutcome, CampaignResult, ResultLine};
use notices::explain::Explainer;
use notices::names::Named;
use receivables::decide::CampaignProspect;
use receivables::identity::{CampaignId, DebtorId};
use receivables::money::Balances;
use receivables::reason::Reason;
use store::campaign::CampaignStanding;
use store::notice::Standing;

use super::{MOST_SHOWN, badge, days, draft, left_out_key};
use crate::failure::Failure;
use crate::frame::{Badge, Figure, Frame, Section, page};
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

#[derive(Template)]
#[template(path = "campaign.html")]
struct OutcomePage {
    frame: Frame,
    id: String,
    name: String,
    badge: Badge,
    can_end: bool,
    approved: String,
    band: Vec<Figure>,
    said: String,
    lines: Vec<Line>,
    more: String,
}

struct Line {
    account: String,
    name: String,
    badge: Badge,
    notice: String,
    why: String,
    asked: Vec<String>,
    settled: Vec<String>,
}

/// Shows what came of a campaign.
pub(super) async fn shown(
    state: &WebState,
    visitor: &Visitor,
    id: CampaignId,
) -> Result<Html<String>, Failure> {
    let words = &visitor.words;
    let result = state
        .desk()
        .campaign_result(&visitor.reading_seat(), id)
        .await?;
    let shown = || result.lines.iter().take(MOST_SHOWN);
    let kept_back = shown().filter_map(|line| match &line.outcome {
        AccountOutcome::Expected(CampaignProspect::Kept { reason }) => Some((line.debtor, reason)),
        _ => None,
    });
    let whys = reasons(state, visitor, kept_back.collect()).await?;
    let kept = &result.campaign;
    let approved = kept
        .approved
        .as_ref()
        .map_or_else(String::new, |(at, who)| {
            let at = words.instant(*at, visitor.time_zone());
            words.with(
                "campaign-approved-by",
                &[("who", &words.who(who)), ("at", &at)],
            )
        });
    let hidden = result.lines.len().saturating_sub(MOST_SHOWN);
    page(&OutcomePage {
        id: kept.id.to_string(),
        name: kept.brief.name.clone(),
        badge: badge(visitor, kept),
        can_end: result.standing != CampaignStanding::Over,
        approved,
        band: band(words, &result),
        said: draft::sentence(visitor, kept),
        lines: shown().map(|line| line_shown(words, &whys, line)).collect(),
        more: match hidden {
            0 => String::new(),
            count => words.count("campaign-more", i64::try_from(count).unwrap_or(i64::MAX)),
        },
        frame: visitor.frame(Section::Strategies),
    })
}

/// The sentence of a reason, account by account.
pub(super) async fn reasons(
    state: &WebState,
    visitor: &Visitor,
    of: Vec<(DebtorId, &Reason)>,
) -> Result<BTreeMap<DebtorId, String>, Failure> {
    let debtors = of.iter().map(|(debtor, _)| *debtor).collect();
    let found = state
        .desk()
        .why_of_list(&visitor.reading_seat(), debtors)
        .await?;
    let reasons: BTreeMap<DebtorId, &Reason> = of.into_iter().collect();
    let said = found.iter().filter_map(|why| {
        let reason = reasons.get(&why.account.debtor.id)?;
        let explainer = Explainer {
            wording: visitor.words.wording(),
            account: &why.account,
            strategy: Some(&why.strategy),
            others: &why.others,
            today: why.on,
        };
        Some((why.account.debtor.id, explainer.reason(reason)))
    });
    Ok(said.collect())
}

fn band(words: &Words, result: &CampaignResult) -> Vec<Figure> {
    let number = |count: usize| words.number(i64::try_from(count).unwrap_or(i64::MAX));
    let sent = |outcome: &AccountOutcome| {
        matches!(
            outcome,
            AccountOutcome::Written {
                standing: Standing::Sent,
                ..
            }
        )
    };
    let taking_part = |outcome: &AccountOutcome| !matches!(outcome, AccountOutcome::LeftOut(_));
    let mut heard = Figure::one(words.say("campaign-heard"), number(result.count(sent)));
    let all = number(result.count(taking_part));
    heard.hint = words.with("campaign-of-approved", &[("all", &all)]);
    let mut settled = Figure::new(
        words.say("campaign-settled"),
        words.balances_or_dash(&result.settled),
    );
    settled.hint = share(words, result);
    let [promises, disputes, replies] = result.since.map(number);
    let mut since = Figure::one(words.say("campaign-promises"), promises);
    since.hint = words.with(
        "campaign-since",
        &[("disputes", &disputes), ("replies", &replies)],
    );
    let mut when = Figure::one(words.say("campaign-days"), days(words, &result.campaign));
    let way = result.campaign.brief.act.name(words.wording());
    when.hint = notices::format::capitalised(&way);
    vec![
        heard,
        Figure::new(
            words.say("campaign-asked"),
            words.balances_or_dash(&result.asked),
        ),
        settled,
        since,
        when,
    ]
}

/// What was settled in percent of what was asked, where that is one currency.
fn share(words: &Words, result: &CampaignResult) -> String {
    let mut asked = result.asked.non_zero();
    let (Some(all), None) = (asked.next(), asked.next()) else {
        return String::new();
    };
    let part = i128::from(result.settled.of(all.currency).minor) * 100 / i128::from(all.minor);
    words.with("campaign-share", &[("percent", &part.to_string())])
}

fn line_shown(words: &Words, whys: &BTreeMap<DebtorId, String>, line: &ResultLine) -> Line {
    let state = |key: &str, state: &'static str| Badge {
        words: words.say(key),
        state,
    };
    let on = |key: &str, day, state: &'static str| Badge {
        words: words.with(key, &[("day", &words.day_in_figures(day))]),
        state,
    };
    let mut why = String::new();
    let badge = match &line.outcome {
        AccountOutcome::LeftOut(reason) => {
            why = words.say(left_out_key(*reason));
            state("campaign-state-left-out", "waiting")
        }
        AccountOutcome::NotReached => state("campaign-state-not-reached", "waiting"),
        AccountOutcome::Written {
            standing, on: day, ..
        } => match standing {
            Standing::Sent => on("campaign-state-sent", *day, "done"),
            Standing::Refused => state("notice-refused-state", "late"),
            Standing::Unknown => state("notice-unknown-state", "late"),
            Standing::ToConfirm => state("notice-waiting-state", "coming"),
            Standing::ToDo => state("notice-to-do-state", "coming"),
            Standing::Observed => state("notice-observed-state", "waiting"),
            Standing::Ready | Standing::Leaving => state("notice-planned-state", "coming"),
            Standing::Withdrawn => state("notice-withdrawn-state", "waiting"),
        },
        AccountOutcome::Expected(prospect) => match prospect {
            CampaignProspect::Speaks { on: day, .. } => {
                on("campaign-state-expected", *day, "coming")
            }
            CampaignProspect::OutOfReach => state("campaign-out-of-reach", "warn"),
            CampaignProspect::NothingLate => state("campaign-nothing-late", "done"),
            CampaignProspect::Kept { .. } => {
                why = whys.get(&line.debtor).cloned().unwrap_or_default();
                state("campaign-state-kept", "warn")
            }
        },
    };
    let (notice, asked, settled) = match &line.outcome {
        AccountOutcome::Written {
            notice,
            asked,
            settled,
            ..
        } => (format!("/notices/{notice}"), asked.clone(), settled.clone()),
        _ => (String::new(), Balances::new(), Balances::new()),
    };
    Line {
        account: format!("/debtors/{}", line.debtor),
        name: line.name.clone(),
        badge,
        notice,
        why,
        asked: words.balances_or_dash(&asked),
        settled: words.balances_or_dash(&settled),
    }
}
