//! What strategies would have done, and will do: the figures side by side. Must never keep anything.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{AppendHeaders, IntoResponse, Response};
use desk::replay::{Reaching, Replayed, Trial};
use notices::format;
use notices::replay::{ReplayRow, StepRow};
use receivables::calendar::plus_days;
use receivables::replay::{Reach, Spell};
use receivables::strategy::Strategy;
use serde::Deserialize;

use crate::failure::Failure;
use crate::frame::{Choice, Frame, Section, page};
use crate::replays::{Found, Progress};
use crate::state::WebState;
use crate::visitor::Visitor;
use crate::words::Words;

/// Days of a year.
const DAYS_BACK: i32 = 365;
/// Days to come.
const DAYS_AHEAD: i32 = 60;
/// The page of a back-test that goes on is asked for again by itself, also without a script.
const AGAIN: (&str, &str) = ("refresh", "1");
/// Customers named at most.
const MOST_NAMED: usize = 40;

#[derive(Template)]
#[template(path = "replay.html")]
struct ReplayPage {
    frame: Frame,
    strategies: Vec<Choice>,
    ahead: bool,
    everybody: bool,
    reachable: bool,
    calls: String,
    delay: String,
    figures: Option<Figures>,
    how_far: Option<HowFar>,
}

/// The figures of days that were played.
#[derive(Template)]
#[template(path = "replay_figures.html")]
pub(super) struct Figures {
    pub title: String,
    pub in_force: String,
    pub on_trial: String,
    pub columns: [String; 2],
    pub rows: Vec<ReplayRow>,
    pub steps: Vec<StepRow>,
    pub steps_title: String,
    pub untouched_title: String,
    pub untouched: Vec<(String, String)>,
    pub assumed: String,
}

/// What the form asks for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    strategy: String,
    days: String,
    everybody: String,
    reachable: String,
    calls: String,
    delay: String,
}

impl Asked {
    fn calls_a_day(&self) -> Option<u64> {
        self.calls.trim().parse().ok()
    }

    fn reach(&self) -> Reach {
        match self.reachable.is_empty() {
            true => Reach::Known,
            false => Reach::Everybody,
        }
    }

    /// Days from a payment to the day it is known.
    fn payments_known_after(&self) -> i32 {
        let delay = self.delay.trim().parse().unwrap_or(1);
        i32::clamp(delay, 0, 60)
    }
}

/// Plays last year, or the days to come, with the strategies in force and one of them for others.
pub(crate) async fn show(
    State(state): State<WebState>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let ahead = asked.days == "ahead";
    let everybody = !asked.everybody.is_empty();
    let strategy = chosen(&state, &visitor, &asked.strategy).await?;
    let trial = strategy.map(|strategy| Trial {
        strategy,
        reaching: match everybody {
            true => Reaching::All,
            false => Reaching::ItsOwn,
        },
    });
    let shown = play(&state, &visitor, (ahead, &asked), trial).await?;
    let mut strategies =
        crate::pages::segments::strategy_choices(&state, &visitor, &asked.strategy).await?;
    strategies.insert(
        0,
        Choice {
            value: String::new(),
            label: visitor.words.say("replay-none"),
            chosen: asked.strategy.is_empty(),
        },
    );
    let (figures, how_far) = match shown {
        Shown::Figures(figures) => (Some(*figures), None),
        Shown::GoesOn(how_far) => (None, Some(how_far)),
    };
    let again = how_far.is_some().then_some(AGAIN);
    let shown = page(&ReplayPage {
        frame: visitor.frame(Section::Strategies),
        strategies,
        ahead,
        everybody,
        reachable: asked.reach() == Reach::Everybody,
        calls: asked.calls.clone(),
        delay: asked.payments_known_after().to_string(),
        figures,
        how_far,
    })?;
    Ok((AppendHeaders(again), shown).into_response())
}

async fn chosen(
    state: &WebState,
    visitor: &Visitor,
    key: &str,
) -> Result<Option<Arc<Strategy>>, Failure> {
    if key.is_empty() {
        return Ok(None);
    }
    let mut reader = state.desk().store().reader().await?;
    let versions = store::strategy_version::latest(&mut reader, visitor.creditor.id).await?;
    let version = versions.into_iter().find(|version| version.key == key);
    let strategy = version.and_then(|version| Strategy::parse(&version.text).ok());
    strategy.map(Arc::new).map(Some).ok_or(Failure::NotFound)
}

/// What a page shows of days that are played.
pub(super) enum Shown {
    /// The figures.
    Figures(Box<Figures>),
    /// How far it is.
    GoesOn(HowFar),
}

/// How far a back-test is, for the bar.
pub(super) struct HowFar {
    pub played: usize,
    pub all: usize,
    pub words: String,
}

/// Plays the days a form asks for, beside the page: what takes long is asked for again until it is there.
pub(super) async fn play(
    state: &WebState,
    visitor: &Visitor,
    (ahead, asked): (bool, &Asked),
    trial: Option<Trial>,
) -> Result<Shown, Failure> {
    let about = format!("{:?} {ahead} {asked:?} {trial:?}", visitor.today);
    let desk = state.desk().clone();
    let seat = visitor.reading_seat();
    let to = plus_days(visitor.today, -1);
    let spell = Spell {
        from: plus_days(to, 1 - DAYS_BACK),
        to,
        delay: asked.payments_known_after(),
        reach: asked.reach(),
    };
    let tried = trial.clone();
    let begin = move |progress: Arc<Progress>| {
        tokio::spawn(async move {
            let mut note = |played, all| progress.note(played, all);
            let trial = tried.as_ref();
            match ahead {
                true => {
                    let days = (DAYS_AHEAD, spell.reach, trial);
                    desk.look_ahead(&seat, days, &mut note).await
                }
                false => desk.replay(&seat, (spell, trial), &mut note).await,
            }
        })
    };
    let key = (visitor.creditor.id, about);
    match state.replays().ask(key, begin).await {
        Found::Done(outcome) => {
            let shown = figures(visitor, (ahead, asked), trial.as_ref(), &(*outcome)?);
            Ok(Shown::Figures(Box::new(shown)))
        }
        Found::GoesOn(played, all) => {
            let number = |count: usize| {
                let count = i64::try_from(count).unwrap_or(i64::MAX);
                visitor.words.number(count)
            };
            let facts = [("played", &*number(played)), ("all", &*number(all))];
            Ok(Shown::GoesOn(HowFar {
                played,
                all: all.max(1),
                words: visitor.words.with("replay-goes-on", &facts),
            }))
        }
    }
}

/// The same, waited for to the end: the draft of an editor stands in a form, which cannot be asked for again.
pub(super) async fn played(
    state: &WebState,
    visitor: &Visitor,
    asked: (bool, &Asked),
    trial: Trial,
) -> Result<Figures, Failure> {
    loop {
        if let Shown::Figures(figures) = play(state, visitor, asked, Some(trial.clone())).await? {
            return Ok(*figures);
        }
    }
}

fn figures(
    visitor: &Visitor,
    (ahead, asked): (bool, &Asked),
    trial: Option<&Trial>,
    replayed: &Replayed,
) -> Figures {
    let words = &visitor.words;
    let spell = replayed.spell;
    let (from, to) = (words.day(spell.from), words.day(spell.to));
    let title = match ahead {
        true => "replay-title-ahead",
        false => "replay-title-back",
    };
    let tallies = (&replayed.in_force, replayed.on_trial.as_ref());
    let shown = replayed.on_trial.as_ref().unwrap_or(&replayed.in_force);
    let named = shown.untouched.iter().take(MOST_NAMED);
    let delay = format::day_count(spell.delay, words.language());
    Figures {
        title: words.with(title, &[("from", &from), ("to", &to)]),
        in_force: words.say("replay-in-force"),
        on_trial: trial.map_or_else(String::new, |trial| {
            trial
                .strategy
                .name
                .in_language(words.language())
                .to_string()
        }),
        columns: [words.say("replay-column-figure"), words.say("replay-steps")],
        rows: notices::replay::rows(tallies, asked.calls_a_day(), words.wording()),
        steps: notices::replay::steps(tallies, &replayed.strategies, words.wording()),
        steps_title: words.say("replay-steps"),
        untouched_title: words.say("replay-untouched"),
        untouched: named
            .map(|one| (format!("/debtors/{}", one.debtor), one.name.clone()))
            .collect(),
        assumed: assumed(words, (ahead, asked), &delay),
    }
}

/// What the figures rest on.
fn assumed(words: &Words, (ahead, asked): (bool, &Asked), delay: &str) -> String {
    let assumed = match ahead {
        true => words.say("replay-assumed-ahead"),
        false => words.with("replay-assumed-back", &[("delay", delay)]),
    };
    match asked.reach() {
        Reach::Known => assumed,
        Reach::Everybody => format!("{assumed} {}", words.say("replay-assumed-reachable")),
    }
}
