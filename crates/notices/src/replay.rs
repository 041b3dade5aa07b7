//! What days played again come to, in rows a person reads side by side. It must never tell anything that was not
//! counted.

use std::sync::Arc;

use receivables::contact::Channel;
use receivables::replay::Tally;
use receivables::strategy::{END_OF_STRATEGY, Strategy};
use serde::Serialize;

use crate::format;
use crate::names::Named;
use crate::wording::Wording;

/// The channels that are told, in the order of their weight.
const CHANNELS: [Channel; 6] = [
    Channel::EMail,
    Channel::Sms,
    Channel::Call,
    Channel::Letter,
    Channel::RegisteredLetter,
    Channel::Task,
];

/// One figure of the strategies in force and of the one on trial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReplayRow {
    /// What is counted.
    pub label: String,
    /// With the strategies in force.
    pub in_force: String,
    /// With the one on trial; nothing when there is none.
    pub on_trial: Option<String>,
    /// What the figure means, where it does not say so itself; may be empty.
    pub hint: String,
}

/// The figures of days that were played. `calls_a_day` is what the team can do.
pub fn rows(
    (in_force, on_trial): (&Tally, Option<&Tally>),
    calls_a_day: Option<u64>,
    wording: &Wording,
) -> Vec<ReplayRow> {
    let teller = Teller {
        in_force,
        on_trial,
        wording,
    };
    let mut rows = vec![
        teller.counted("replay-accounts", |tally| tally.accounts),
        teller.counted("replay-overdue", |tally| tally.overdue),
        teller.counted("replay-heard", Tally::heard),
    ];
    for channel in CHANNELS {
        let either = in_force.of(channel) + on_trial.map_or(0, |tally| tally.of(channel));
        if either == 0 {
            continue;
        }
        let name = format::capitalised(&channel.name(wording));
        let count = |tally: &Tally| teller.number(tally.of(channel));
        rows.push(teller.row(name.clone(), count));
        let label = wording.say("replay-busiest", &[("channel", name.into())]);
        rows.push(teller.row(label, |tally| teller.busiest(tally, channel)));
    }
    if let Some(most) = calls_a_day {
        let label = wording.say("replay-calls-over", &[("most", most.to_string().into())]);
        rows.push(teller.row(label, |tally| {
            let days = tally.days_over(Channel::Call, most);
            format::day_count(i32::try_from(days).unwrap_or(i32::MAX), wording.language())
        }));
    }
    rows.push(teller.row(
        wording.word("replay-cost"),
        |tally| match tally.cost.is_zero() {
            true => "–".to_string(),
            false => format::balances(&tally.cost, wording.language()),
        },
    ));
    rows.extend([
        teller.counted("replay-never", |tally| tally.spread.never),
        teller.counted("replay-once", |tally| tally.spread.once),
        teller.counted("replay-two-or-three", |tally| tally.spread.two_or_three),
        teller.counted("replay-four-to-six", |tally| tally.spread.four_to_six),
        teller.counted("replay-more", |tally| tally.spread.more),
        teller.counted("replay-most", |tally| tally.spread.most),
        teller.counted("replay-spared", |tally| tally.spared),
        teller.counted("replay-too-late", |tally| tally.too_late),
    ]);
    rows
}

/// How often one step was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepRow {
    /// The key of the step.
    pub step: String,
    /// Its name.
    pub name: String,
    /// With the strategies in force.
    pub in_force: u64,
    /// With the one on trial; nothing when there is none.
    pub on_trial: Option<u64>,
}

/// The steps of both, in the order of the strategies that name them.
pub fn steps(
    (in_force, on_trial): (&Tally, Option<&Tally>),
    strategies: &[Arc<Strategy>],
    wording: &Wording,
) -> Vec<StepRow> {
    let mut keys: Vec<(&str, String)> = Vec::new();
    let named = strategies.iter().flat_map(|strategy| &strategy.steps);
    let mut add = |key, name| {
        if keys.iter().all(|(known, _)| *known != key) {
            keys.push((key, name));
        }
    };
    for step in named {
        let name = step.name.in_language(wording.language()).to_string();
        add(step.key.as_str(), name);
    }
    let end = format::capitalised(&wording.word("step-end-of-strategy"));
    add(END_OF_STRATEGY, end);
    let of = |tally: &Tally, key: &str| tally.by_step.get(key).copied().unwrap_or_default();
    let rows = keys.into_iter().map(|(key, name)| StepRow {
        step: key.to_string(),
        name,
        in_force: of(in_force, key),
        on_trial: on_trial.map(|tally| of(tally, key)),
    });
    rows.filter(|row| row.in_force + row.on_trial.unwrap_or_default() > 0)
        .collect()
}

struct Teller<'a> {
    in_force: &'a Tally,
    on_trial: Option<&'a Tally>,
    wording: &'a Wording,
}

impl Teller<'_> {
    fn row(&self, label: String, told: impl Fn(&Tally) -> String) -> ReplayRow {
        ReplayRow {
            label,
            in_force: told(self.in_force),
            on_trial: self.on_trial.map(told),
            hint: String::new(),
        }
    }

    fn counted(&self, key: &str, count: impl Fn(&Tally) -> u64) -> ReplayRow {
        let told = |tally: &Tally| self.number(count(tally));
        let mut row = self.row(self.wording.word(key), told);
        let hint = format!("{key}-hint");
        if self.wording.has(&hint) {
            row.hint = self.wording.word(&hint);
        }
        row
    }

    fn busiest(&self, tally: &Tally, channel: Channel) -> String {
        let Some(busiest) = tally.busiest(channel) else {
            return "–".to_string();
        };
        let day = format::day_in_figures(busiest.on, self.wording.language());
        let most = [
            ("most", self.number(busiest.count).into()),
            ("day", day.into()),
        ];
        self.wording.say("replay-busiest-day", &most)
    }

    fn number(&self, count: u64) -> String {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        format::number(count, self.wording.language())
    }
}
