//! `relance run-day`: decide the day. A dry run is the same code, rolled back.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use desk::Writing;
use jiff::civil::Date;
use notices::names::Named;
use notices::wording::Wording;
use receivables::money::{Balances, Money};

use crate::config::Config;
use crate::{exit, output, wiring};

/// Decide the day for every account that is due.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  relance run-day --dry-run\n  relance run-day --date 2026-03-02 --json"
)]
pub struct RunDay {
    /// The day; today in each company's time zone when not given.
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<Date>,
    /// Decide and show, keep nothing.
    #[arg(long)]
    dry_run: bool,
    /// The company, by name; all when not given.
    #[arg(long, value_name = "NAME")]
    company: Option<String>,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

impl RunDay {
    /// Runs the day.
    pub async fn run(self, config: Config) -> Result<ExitCode> {
        let desk = wiring::open_desk(&config).await?;
        let writing = if self.dry_run {
            Writing::DryRun
        } else {
            Writing::ForReal
        };
        let mut code = ExitCode::SUCCESS;
        for creditor in wiring::creditors(&desk, self.company.as_deref()).await? {
            let on = match self.date {
                Some(date) => date,
                None => desk.today(creditor.id).await?,
            };
            let report = desk.run_day(&wiring::seat(&creditor), on, writing).await?;
            if !report.problems.is_empty() {
                code = ExitCode::from(exit::DIFFERENCES);
            }
            if self.json {
                output::json(&report)?;
                continue;
            }
            let wording = Wording::new(creditor.policy.language);
            output::line(format!("{} · {on}", creditor.name));
            for line in &report.lines {
                let asked: Balances = line.act.items.iter().map(|item| item.asked).collect();
                let asked: Vec<String> = asked
                    .non_zero()
                    .map(|money: Money| money.to_string())
                    .collect();
                output::line(format!(
                    "  {}  {}  {}  {}",
                    line.name,
                    line.act.step,
                    line.act.channel.code(),
                    asked.join(" + ")
                ));
            }
            for (gate, count) in &report.held {
                output::line(format!("  {} : {count}", gate.name(&wording)));
            }
            output::line(format!(
                "  accounts {}  changed {}  planned {}  withdrawn {}  promises judged {}  plans judged {}",
                report.accounts,
                report.changed,
                report.planned,
                report.withdrawn,
                report.promises_judged,
                report.plans_judged
            ));
            for problem in &report.problems {
                output::line(format!("  ! {problem}"));
            }
        }
        Ok(code)
    }
}
