//! Sanctions: what waits for approval, what is announced and in force, what was lifted, and the file an ERP reads. Must
//! never show a proposal as if it were applied.

mod acts;
mod form;

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use notices::format::capitalised;
use notices::names::Named;
use receivables::money::Balances;
use store::person::Role;
use store::sanction::{Ending, KeptSanction, SanctionStanding};

use crate::failure::Failure;
use crate::frame::{Badge, Frame, Section, page};
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

pub(crate) use acts::{approve, end, propose};
pub(crate) use form::form;

const PAGE: &str = "/sanctions";

#[derive(Template)]
#[template(path = "sanctions.html")]
struct SanctionsPage {
    frame: Frame,
    waiting: Vec<Line>,
    running: Vec<Line>,
    ended: Vec<Line>,
    /// Only an administrator approves.
    is_yours: bool,
    told: String,
    mail_trouble: String,
}

struct Line {
    id: String,
    account: String,
    name: String,
    measure: String,
    why: String,
    from: String,
    by: String,
    open: Vec<String>,
    badge: Badge,
}

/// Shows the sanctions.
pub(crate) async fn list(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    let mut reader = state.desk().store().reader().await?;
    let sanctions = store::sanction::all(&mut reader, visitor.seen).await?;
    let sums = store::sanction::sums(&mut reader, visitor.seen).await?;
    let lost = store::team_mail::in_trouble(&mut reader, visitor.creditor.id).await?;
    drop(reader);
    let words = &visitor.words;
    let of = |wanted: &[SanctionStanding]| -> Vec<Line> {
        let found = sanctions.iter().filter(|sanction| {
            let standing = sanction.standing(visitor.today);
            wanted.contains(&standing)
        });
        let open = |one: &KeptSanction| sums.get(&one.id).map(|[_, open]| open.clone());
        found
            .map(|one| line(&visitor, one, &open(one).unwrap_or_default()))
            .collect()
    };
    let profile = desk::profile::Profile::of(&visitor.creditor)?;
    let told = match profile.sanctions.told.is_empty() {
        true => words.say("sanction-told-nobody"),
        false => {
            let addresses = profile.sanctions.told.join(", ");
            words.with("sanction-told", &[("addresses", &addresses)])
        }
    };
    page(&SanctionsPage {
        waiting: of(&[SanctionStanding::Proposed]),
        running: of(&[SanctionStanding::Announced, SanctionStanding::InForce]),
        ended: of(&[SanctionStanding::Ended]),
        is_yours: visitor.role() == Some(Role::Administrator),
        told,
        mail_trouble: match i64::try_from(lost.len()).unwrap_or(i64::MAX) {
            0 => String::new(),
            count => words.count("sanctions-mail-trouble", count),
        },
        frame: visitor.frame(Section::Debtors),
    })
}

/// The file an ERP reads.
pub(crate) async fn file(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Response, Failure> {
    let text = state.desk().sanctions_file(&visitor.reading_seat()).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_string()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"sanctions-{}.csv\"", visitor.today),
        ),
    ];
    Ok((headers, text).into_response())
}

fn line(visitor: &Visitor, sanction: &KeptSanction, open: &Balances) -> Line {
    let words = &visitor.words;
    let day = words.day(sanction.proposed_on);
    let who = words.who(&sanction.made_by);
    let mut by = vec![words.with("sanction-by", &[("day", &day), ("who", &who)])];
    if let Some((_, who, _)) = &sanction.approved {
        by.push(words.with("sanction-approved-by", &[("who", &words.who(who))]));
    }
    let end = sanction.ended.as_ref();
    by.extend(end.and_then(|end| end.words.clone()));
    let from_on = sanction.approved.as_ref().map(|(_, _, from_on)| *from_on);
    Line {
        id: sanction.id.to_string(),
        account: format!("/debtors/{}", sanction.debtor),
        name: sanction.debtor_name.clone(),
        measure: capitalised(&sanction.measure.name(words.wording())),
        why: sanction.why.clone(),
        from: words.day_in_figures(from_on.unwrap_or(sanction.wished_on)),
        by: by.join(" · "),
        open: words.balances_or_dash(open),
        badge: badge(words, sanction, visitor.today),
    }
}

/// Where a sanction stands, in words.
pub(super) fn badge(words: &Words, sanction: &KeptSanction, today: jiff::civil::Date) -> Badge {
    let from_on = sanction.approved.as_ref().map(|(_, _, from_on)| *from_on);
    let day = words.day(from_on.unwrap_or(sanction.wished_on));
    let day = [("day", day.as_str())];
    let (said, state) = match sanction.standing(today) {
        SanctionStanding::Proposed => (words.say("sanction-proposed"), "waiting"),
        SanctionStanding::Announced => (words.with("sanction-announced", &day), "coming"),
        SanctionStanding::InForce => (words.with("sanction-in-force", &day), "late"),
        SanctionStanding::Ended => {
            let how = sanction.ended.as_ref().map(|end| end.how);
            (words.say(ending_key(how)), "done")
        }
    };
    Badge { words: said, state }
}

const fn ending_key(how: Option<Ending>) -> &'static str {
    match how {
        Some(Ending::Paid) => "sanction-ended-paid",
        Some(Ending::Refused) => "sanction-ended-refused",
        Some(Ending::Barred) => "sanction-ended-barred",
        Some(Ending::Contested) => "sanction-ended-contested",
        Some(Ending::Lifted) | None => "sanction-ended-lifted",
    }
}
