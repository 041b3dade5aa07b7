//! How far the machine goes: each mode with what it would do today, chosen explicitly and with the risk
//! confirmed. The numbers are of acts already decided; choosing sends nothing.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::State;
use axum::response::{Html, Response};
use desk::DeskError;
use desk::profile::Profile;
use notices::format::capitalised;
use notices::names::Named;
use receivables::account::Mode;
use receivables::decide::PlannedAct;
use receivables::strategy::{Approval, Strategy};

use crate::failure::Failure;
use crate::fields::Fields;
use crate::flash::Flash;
use crate::frame::{Frame, Section, page};
use crate::state::WebState;
use crate::visitor::{Trouble, Visitor, answer};

#[derive(Template)]
#[template(path = "mode.html")]
struct ModePage {
    frame: Frame,
    choices: Vec<ModeChoice>,
    problems: Vec<String>,
}

struct ModeChoice {
    code: &'static str,
    name: String,
    what: String,
    today: String,
    current: bool,
}

/// Shows the modes with what each would do today.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
) -> Result<Html<String>, Failure> {
    let planned = Planned::read(&state, &visitor).await?;
    let words = &visitor.words;
    let choice = |mode: Mode| ModeChoice {
        code: mode.code(),
        name: capitalised(&mode.name(words.wording())),
        what: words.say(&format!("mode-what-{}", mode.code())),
        today: match mode {
            Mode::Observe => words.say("mode-today-observe"),
            Mode::Confirm => words.count("mode-today-confirm", planned.messages),
            Mode::Automatic => words.count("mode-today-automatic", planned.automatic),
        },
        current: visitor.creditor.policy.mode == mode,
    };
    page(&ModePage {
        frame: visitor.frame(Section::Elsewhere),
        choices: [Mode::Observe, Mode::Confirm, Mode::Automatic]
            .map(choice)
            .into(),
        problems: unsigned(&visitor)?,
    })
}

/// Changes the mode. Anything beyond observing wants the risk confirmed.
pub(crate) async fn choose(
    State(state): State<WebState>,
    visitor: Visitor,
    fields: Fields,
) -> Result<Response, Failure> {
    let mode = Mode::from_code(fields.text("mode")).ok_or(Failure::Bad)?;
    if mode != Mode::Observe && fields.text("understood") != "yes" {
        return answer(&state, "/mode", Ok(Flash::trouble("flash-mode-risk")));
    }
    // Anybody who works here may hold the machine back.
    let seat = match mode {
        Mode::Observe => visitor.seat()?,
        Mode::Confirm | Mode::Automatic => visitor.administrator_seat()?,
    };
    let outcome = state.desk().set_mode(&seat, mode).await;
    let outcome = outcome
        .map(|()| Flash::done("flash-mode-set"))
        .map_err(Trouble::from);
    answer(&state, "/", outcome)
}

/// Why nothing could leave, whatever the mode.
fn unsigned(visitor: &Visitor) -> Result<Vec<String>, Failure> {
    let profile = Profile::of(&visitor.creditor)?;
    match profile.check_senders() {
        Err(DeskError::Refused(refusal)) => Ok(vec![refusal.say(visitor.words.wording())]),
        Err(other) => Err(other.into()),
        Ok(()) => Ok(Vec::new()),
    }
}

/// The messages due by today, whatever the mode now.
struct Planned {
    messages: i64,
    automatic: i64,
}

impl Planned {
    async fn read(state: &WebState, visitor: &Visitor) -> Result<Planned, Failure> {
        let desk = state.desk();
        let mut reader = desk.store().reader().await?;
        let written = store::notice::waiting(&mut reader, visitor.creditor.id).await?;
        let versions = store::strategy_version::latest(&mut reader, visitor.creditor.id).await?;
        drop(reader);
        let mut approvals: BTreeMap<String, BTreeSet<Approval>> = BTreeMap::new();
        for version in &versions {
            let Ok(strategy) = Strategy::parse(&version.text) else {
                continue;
            };
            for step in strategy.steps {
                approvals.entry(step.key).or_default().insert(step.approval);
            }
        }
        // Of a step that strategies treat differently, only what every one lets leave is counted.
        let by_itself = |act: &PlannedAct| {
            approvals.get(&act.step).is_some_and(|found| {
                found
                    .iter()
                    .all(|approval| *approval == Approval::Automatic)
            })
        };
        let messages: Vec<&PlannedAct> = written
            .iter()
            .filter(|notice| notice.planned_on <= visitor.today)
            .map(|notice| &notice.act)
            .filter(|act| desk.carries_by_machine(act.channel))
            .collect();
        let automatic = messages.iter().filter(|act| by_itself(act)).count();
        let count = |found: usize| i64::try_from(found).unwrap_or(i64::MAX);
        Ok(Planned {
            messages: count(messages.len()),
            automatic: count(automatic),
        })
    }
}
