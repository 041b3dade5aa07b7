//! `relance replay`: a strategy tried on the company's own past, or on the days to come, beside the strategies in
//! force. It must never write anything down.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Result, bail};
use clap::Args;
use desk::replay::{Reaching, Replayed, Trial};
use jiff::civil::Date;
use notices::format;
use notices::replay::{ReplayRow, StepRow};
use notices::wording::Wording;
use receivables::calendar::plus_days;
use receivables::replay::{Reach, Spell, Untouched};
use serde::Serialize;

use super::sheet::{Sheet, Side};
use super::strategy;
use crate::config::Config;
use crate::{output, wiring};

/// Days of a year, looked back when nothing else is asked.
const DAYS_BACK: i32 = 365;
/// Customers who never heard of us, named at most.
const MOST_NAMED: usize = 15;

/// Try a strategy on last year, or on the days to come; writes nothing.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  relance replay\n  relance replay --strategy mine.toml --calls-a-day 40\n  relance replay --from 2025-01-01 --to 2025-12-31 --payments-known-after 7\n  relance replay --ahead 60 --strategy b2b-france-firm --everybody\n\nWithout --strategy only the strategies in force are played. A strategy is a file, or the key of one that ships."
)]
pub struct Replay {
    /// The strategy on trial.
    #[arg(long, value_name = "FILE")]
    strategy: Option<PathBuf>,
    /// The strategy on trial speaks to everybody, not only to those who follow the one it replaces.
    #[arg(long, requires = "strategy")]
    everybody: bool,
    /// The first day; a year ago when not given.
    #[arg(long, value_name = "YYYY-MM-DD", conflicts_with = "ahead")]
    from: Option<Date>,
    /// The last day; yesterday when not given.
    #[arg(long, value_name = "YYYY-MM-DD", conflicts_with = "ahead")]
    to: Option<Date>,
    /// So many days to come instead of the past.
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(i32).range(1..=730))]
    ahead: Option<i32>,
    /// Days from a payment to the day it is known: 1 for a bank read every morning.
    #[arg(long, value_name = "DAYS", default_value_t = 1, value_parser = clap::value_parser!(i32).range(0..=60))]
    payments_known_after: i32,
    /// As if every debtor could be reached by e-mail, telephone and post: for a ledger whose contacts are not here yet.
    #[arg(long)]
    reachable: bool,
    /// How many calls the team can make in a day.
    #[arg(long, value_name = "CALLS")]
    calls_a_day: Option<u64>,
    /// The company, by name; needed when the installation has several.
    #[arg(long, value_name = "NAME")]
    company: Option<String>,
    /// Print as JSON.
    #[arg(long)]
    json: bool,
}

/// What is printed for scripts.
#[derive(Serialize)]
struct Printed<'a> {
    from: Date,
    to: Date,
    figures: &'a [ReplayRow],
    steps: Vec<StepRow>,
    never_contacted: &'a [Untouched],
}

impl Replay {
    /// Plays the days.
    pub async fn run(self, config: Config) -> Result<ExitCode> {
        let desk = wiring::open_desk(&config).await?;
        let creditor = wiring::one_creditor(&desk, self.company.as_deref()).await?;
        let seat = wiring::seat(&creditor);
        let trial = self.trial()?;
        let today = desk.today(creditor.id).await?;
        let wording = Wording::new(creditor.policy.language);
        let bar = output::progress(1, &wording.word("replay-accounts"));
        let mut progress = |played: usize, all: usize| {
            bar.set_length(all as u64);
            bar.set_position(played as u64);
        };
        let replayed = match self.ahead {
            Some(days) => {
                desk.look_ahead(&seat, (days, self.reach(), trial.as_ref()), &mut progress)
                    .await?
            }
            None => {
                let spell = self.spell(today)?;
                desk.replay(&seat, (spell, trial.as_ref()), &mut progress)
                    .await?
            }
        };
        bar.finish_and_clear();
        let tallies = (&replayed.in_force, replayed.on_trial.as_ref());
        let rows = notices::replay::rows(tallies, self.calls_a_day, &wording);
        if self.json {
            output::json(&Printed {
                from: replayed.spell.from,
                to: replayed.spell.to,
                figures: &rows,
                steps: steps(&replayed, &wording),
                never_contacted: &replayed.in_force.untouched,
            })?;
        } else {
            self.show(&replayed, &rows, &wording).print();
        }
        Ok(ExitCode::SUCCESS)
    }

    fn trial(&self) -> Result<Option<Trial>> {
        let Some(file) = &self.strategy else {
            return Ok(None);
        };
        Ok(Some(Trial {
            strategy: Arc::new(strategy::read(file)?),
            reaching: match self.everybody {
                true => Reaching::All,
                false => Reaching::ItsOwn,
            },
        }))
    }

    const fn reach(&self) -> Reach {
        match self.reachable {
            true => Reach::Everybody,
            false => Reach::Known,
        }
    }

    fn spell(&self, today: Date) -> Result<Spell> {
        let to = self.to.unwrap_or_else(|| plus_days(today, -1));
        let from = self.from.unwrap_or_else(|| plus_days(to, 1 - DAYS_BACK));
        if from > to {
            bail!("--from {from} lies after --to {to}: give the earlier day first");
        }
        Ok(Spell {
            from,
            to,
            delay: self.payments_known_after,
            reach: self.reach(),
        })
    }

    fn show(&self, replayed: &Replayed, rows: &[ReplayRow], wording: &Wording) -> Sheet {
        let language = wording.language();
        let day = |day: Date| format::day(day, language);
        let days = [
            ("from", day(replayed.spell.from).into()),
            ("to", day(replayed.spell.to).into()),
        ];
        let mut sheet = Sheet::for_output();
        let key = match self.ahead {
            Some(_) => "replay-title-ahead",
            None => "replay-title-back",
        };
        sheet.title(&wording.say(key, &days));
        let has_trial = replayed.on_trial.is_some();
        let heads = ["replay-column-figure", "replay-in-force", "replay-on-trial"];
        let columns = if has_trial { 3 } else { 2 };
        let titles = heads.iter().take(columns).map(|key| wording.word(key));
        let mut table: Vec<Vec<String>> = vec![titles.collect()];
        for row in rows {
            let mut cells = vec![row.label.clone(), row.in_force.clone()];
            cells.extend(row.on_trial.clone());
            table.push(cells);
        }
        let sides = [Side::Left, Side::Right, Side::Right];
        sheet.table(&sides[..columns], &table, true);
        sheet.heading(&wording.word("replay-steps"));
        let listed = steps(replayed, wording).into_iter().map(|step| {
            let mut cells = vec![step.name, step.in_force.to_string()];
            cells.extend(step.on_trial.map(|count| count.to_string()));
            cells
        });
        let listed: Vec<Vec<String>> = listed.collect();
        sheet.table(&sides[..columns], &listed, false);
        let untouched = replayed.on_trial.as_ref().unwrap_or(&replayed.in_force);
        if !untouched.untouched.is_empty() {
            sheet.heading(&wording.word("replay-untouched"));
            let named = untouched.untouched.iter().take(MOST_NAMED);
            named.for_each(|one| sheet.bullet("·", &one.name));
        }
        let delay = format::day_count(replayed.spell.delay, language);
        let assumed = match self.ahead {
            Some(_) => wording.word("replay-assumed-ahead"),
            None => wording.say("replay-assumed-back", &[("delay", delay.into())]),
        };
        sheet.note(&assumed);
        if self.reachable {
            sheet.note(&wording.word("replay-assumed-reachable"));
        }
        sheet
    }
}

fn steps(replayed: &Replayed, wording: &Wording) -> Vec<StepRow> {
    let tallies = (&replayed.in_force, replayed.on_trial.as_ref());
    notices::replay::steps(tallies, &replayed.strategies, wording)
}
