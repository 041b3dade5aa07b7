//! `relance scenario`: run diaries and print each difference between what is expected and what is decided.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;

use crate::{exit, output};

/// Run diaries of accounts and print each difference.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  relance scenario scenarios/*.txt\n  relance scenario my-customer.txt --json\n\nThe format is described in docs/manual/diaries.md."
)]
pub struct Scenario {
    /// Diaries.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// Print the differences as JSON.
    #[arg(long)]
    json: bool,
}

/// What a diary found.
#[derive(serde::Serialize)]
pub(super) struct Outcome {
    file: String,
    differences: Vec<String>,
}

impl Scenario {
    /// Runs each file; a broken one doesn't stop the others.
    pub async fn run(self) -> Result<ExitCode> {
        let mut outcomes = Vec::new();
        for path in &self.files {
            outcomes.push(outcome_of(path, None).await);
        }
        print(&outcomes, self.json)
    }
}

/// Prints what diaries found.
pub(super) fn print(outcomes: &[Outcome], as_json: bool) -> Result<ExitCode> {
    let failed = outcomes
        .iter()
        .filter(|outcome| !outcome.differences.is_empty())
        .count();
    if as_json {
        output::json(&outcomes)?;
    } else {
        for outcome in outcomes {
            let mark = if outcome.differences.is_empty() {
                "ok  "
            } else {
                "FAIL"
            };
            output::line(format!("{mark} {}", outcome.file));
            for difference in &outcome.differences {
                output::line(format!("     {difference}"));
            }
        }
        output::line(format!(
            "{} passed, {failed} failed",
            outcomes.len() - failed
        ));
    }
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(exit::DIFFERENCES)
    })
}

/// Runs a diary, on the strategy given in place of its own.
pub(super) async fn outcome_of(path: &Path, strategy: Option<&str>) -> Outcome {
    let differences = match differences_of(path, strategy).await {
        Ok(differences) => differences,
        Err(cause) => vec![format!("{cause:#}")],
    };
    Outcome {
        file: path.display().to_string(),
        differences,
    }
}

async fn differences_of(path: &Path, strategy: Option<&str>) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("{} cannot be read", path.display()))?;
    let mut diary = simulation::diary::parse(&path.display().to_string(), &text)?;
    diary.strategy = strategy.map(str::to_string).or(diary.strategy);
    let report = simulation::diary::run(&diary).await?;
    let words = report.differences.iter().map(|found| {
        format!(
            "line {} ({}): expected {}; decided {}",
            found.line, found.on, found.expected, found.decided
        )
    });
    Ok(words.collect())
}
