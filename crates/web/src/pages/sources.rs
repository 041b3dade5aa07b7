//! Where the data comes from: each source with how fresh it is, its last file, when the next one is due and
//! what was wrong; bank accounts with their missing days; tokens of programs. It must never call fresh what
//! is not.

use askama::Template;
use axum::extract::State;
use axum::response::{Html, Response};
use desk::sources::{BankAccountState, SourceState, StatementGap, ToldProgram};
use jiff::civil::Date;
use receivables::identity::ApiTokenId;
use store::api_token::ApiToken;

use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Badge, Frame, Section, page};
use crate::pages::imports::kind_name;
use crate::place::At;
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

/// Gaps shown for one account.
const MOST_GAPS: usize = 6;

const PAGE: &str = "/sources";

#[derive(Template)]
#[template(path = "sources.html")]
struct SourcesPage {
    frame: Frame,
    sources: Vec<Line>,
    accounts: Vec<AccountShown>,
    tokens: Vec<TokenShown>,
    programs: Vec<ProgramShown>,
    made: String,
    upload_address: String,
}

struct Line {
    name: String,
    files: String,
    badge: Badge,
    as_of: String,
    next: String,
    last_path: String,
    last_name: String,
    last_when: String,
    problems: String,
    state: &'static str,
}

struct AccountShown {
    account: String,
    closing: String,
    until: String,
    gaps: Vec<String>,
    more: String,
    not_adding_up: String,
}

struct ProgramShown {
    name: String,
    badge: Badge,
    trouble: String,
    moved: String,
}

struct TokenShown {
    id: String,
    name: String,
    made: String,
    used: String,
}

/// Shows the page.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    shown(&state, &visitor, String::new()).await
}

async fn shown(state: &WebState, visitor: &Visitor, made: String) -> Result<Html<String>, Failure> {
    let found = state.desk().sources(&visitor.reading_seat()).await?;
    page(&SourcesPage {
        frame: visitor.frame(Section::Imports),
        sources: found
            .sources
            .iter()
            .map(|source| line(visitor, source))
            .collect(),
        accounts: found
            .accounts
            .iter()
            .map(|account| account_shown(visitor, account))
            .collect(),
        tokens: found
            .tokens
            .iter()
            .map(|token| token_shown(visitor, token))
            .collect(),
        programs: found
            .programs
            .iter()
            .map(|program| program_shown(visitor, program))
            .collect(),
        made,
        upload_address: "/api/imports".to_string(),
    })
}

fn line(visitor: &Visitor, source: &SourceState) -> Line {
    let words = &visitor.words;
    let kind = source.report.as_ref().and_then(|report| report.kind);
    let problems = source
        .report
        .as_ref()
        .map_or(0, |report| report.problems_total);
    let (key, state) = match (source.next_due_on, source.is_late(visitor.today)) {
        (None, _) => ("sources-not-watched", "waiting"),
        (Some(_), true) => ("sources-late", "late"),
        (Some(_), false) => ("sources-fresh", "done"),
    };
    let number = |count: u64| words.number(i64::try_from(count).unwrap_or(i64::MAX));
    Line {
        name: kind_name(words, kind),
        files: words.count(
            "sources-files",
            i64::try_from(source.files).unwrap_or(i64::MAX),
        ),
        badge: Badge {
            words: words.say(key),
            state,
        },
        as_of: source
            .last
            .as_of_on
            .map_or_else(|| "–".to_string(), |day| words.day_in_figures(day)),
        next: source
            .next_due_on
            .map_or_else(|| "–".to_string(), |day| words.day_in_figures(day)),
        last_path: format!("/imports/{}", source.last.id),
        last_name: source.last.file_name.clone(),
        last_when: words.instant(source.last.received_at, visitor.time_zone()),
        problems: number(problems),
        state: if problems > 0 { "late" } else { "" },
    }
}

fn account_shown(visitor: &Visitor, account: &BankAccountState) -> AccountShown {
    let words = &visitor.words;
    let gap = |gap: &StatementGap| {
        let unknown = || "–".to_string();
        let day = |day: Option<Date>| day.map_or_else(unknown, |day| words.day_in_figures(day));
        let moved = gap.moved.map_or_else(unknown, |moved| words.money(moved));
        let facts = [
            ("from", day(gap.from_on)),
            ("to", day(gap.to_on)),
            ("moved", moved),
        ];
        let facts = facts.each_ref().map(|(name, fact)| (*name, fact.as_str()));
        words.with("sources-gap", &facts)
    };
    let more = account.gaps.len().saturating_sub(MOST_GAPS);
    AccountShown {
        account: account.account.clone(),
        closing: account
            .closing
            .map_or_else(|| "–".to_string(), |(_, closing)| words.money(closing)),
        until: account
            .closing
            .map_or_else(|| "–".to_string(), |(on, _)| words.day_in_figures(on)),
        gaps: account.gaps.iter().take(MOST_GAPS).map(gap).collect(),
        more: if more > 0 {
            words.count("sources-more-gaps", i64::try_from(more).unwrap_or(0))
        } else {
            String::new()
        },
        not_adding_up: if account.not_adding_up > 0 {
            let count = i64::try_from(account.not_adding_up).unwrap_or(i64::MAX);
            words.count("sources-not-adding-up", count)
        } else {
            String::new()
        },
    }
}

fn program_shown(visitor: &Visitor, program: &ToldProgram) -> ProgramShown {
    let words = &visitor.words;
    let webhook = &program.webhook;
    let waiting = i64::try_from(program.waiting).unwrap_or(i64::MAX);
    let badge = match (program.waiting, &webhook.trouble) {
        (0, _) => Badge {
            words: words.say("sources-program-told"),
            state: "done",
        },
        (_, None) => Badge {
            words: words.count("sources-program-waiting", waiting),
            state: "waiting",
        },
        (_, Some(_)) => Badge {
            words: words.count("sources-program-waiting", waiting),
            state: "late",
        },
    };
    ProgramShown {
        name: webhook.name.clone(),
        badge,
        trouble: webhook.trouble.clone().unwrap_or_default(),
        moved: words.instant(webhook.moved_at, visitor.time_zone()),
    }
}

fn token_shown(visitor: &Visitor, token: &ApiToken) -> TokenShown {
    let words = &visitor.words;
    let (at, who) = &token.created;
    TokenShown {
        id: token.id.to_string(),
        name: token.name.clone(),
        made: words.with(
            "receipts-by",
            &[
                ("who", who.as_str()),
                ("when", &words.instant(*at, visitor.time_zone())),
            ],
        ),
        used: token.used_at.map_or_else(
            || words.say("sources-token-unused"),
            |at| words.instant(at, visitor.time_zone()),
        ),
    }
}

/// Makes a token and shows it, this once.
pub(crate) async fn make_token(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let made = state
        .desk()
        .make_token(&visitor.administrator_seat()?, fields.text("name"))
        .await;
    match made {
        Ok(token) => {
            let page = shown(&state, &visitor, token).await?;
            Ok(axum::response::IntoResponse::into_response(page))
        }
        Err(cause) => answer(&state, PAGE, Err(Trouble::from(cause))),
    }
}

/// Ends a token.
pub(crate) async fn revoke_token(
    State(state): State<WebState>,
    visitor: Visitor,
    At(token): At<ApiTokenId>,
) -> Result<Response, Failure> {
    let revoked = state
        .desk()
        .revoke_token(&visitor.administrator_seat()?, token)
        .await;
    let outcome = revoked
        .map(|()| Flash::done("flash-token-revoked"))
        .map_err(Trouble::from);
    answer(&state, PAGE, outcome)
}
