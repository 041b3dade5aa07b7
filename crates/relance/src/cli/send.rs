//! `relance send`: carry what is ready to leave, once.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::config::Config;
use crate::{exit, output, wiring};

/// Send what is ready to leave.
#[derive(Args)]
#[command(after_help = "Example:\n  relance send --json")]
pub struct Send {
    /// The company, by name; all when not given.
    #[arg(long, value_name = "NAME")]
    company: Option<String>,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

impl Send {
    /// Sends.
    pub async fn run(self, config: Config) -> Result<ExitCode> {
        let desk = wiring::open_desk(&config).await?;
        let carriers = wiring::carriers(&config, &desk).await?;
        let mut code = ExitCode::SUCCESS;
        for creditor in wiring::creditors(&desk, self.company.as_deref()).await? {
            let seat = wiring::seat(&creditor);
            if let Err(cause) = desk.send_team_mail(&seat, &carriers).await {
                output::line(format!("  ! mail to the team waits: {cause}"));
                code = ExitCode::from(exit::DIFFERENCES);
            }
            for cause in desk.tell_programs(&seat, &carriers).await?.unreached {
                output::line(format!(
                    "  ! a program was not told and is tried again: {cause}"
                ));
                code = ExitCode::from(exit::DIFFERENCES);
            }
            let report = desk.send(&seat, &carriers).await?;
            if report.refused + report.unknown > 0 || !report.problems.is_empty() {
                code = ExitCode::from(exit::DIFFERENCES);
            }
            if self.json {
                output::json(&report)?;
                continue;
            }
            output::line(format!(
                "{}: sent {}  try again {}  refused {}  unknown {}  withdrawn {}  outside hours {}",
                creditor.name,
                report.sent,
                report.try_again,
                report.refused,
                report.unknown,
                report.withdrawn,
                report.outside_hours
            ));
            for problem in &report.problems {
                output::line(format!("  ! {problem}"));
            }
        }
        if let Some(texts) = &carriers.texts {
            texts.hang_up().await;
        }
        Ok(code)
    }
}
