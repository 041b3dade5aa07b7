//! `relance strategy`: check, show, compare and try a strategy file before anybody receives anything. It must
//! never publish one: `relance company strategy` does.

mod tables;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use notices::template::Library;
use notices::wording::Wording;
use notices::{names, strategies};
use receivables::strategy::Strategy as Steps;
use receivables::strategy::compare::compare;

use super::scenario;
use super::sheet::Sheet;
use crate::{exit, output};

/// Check, show, compare and try a strategy file; publishes nothing.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  relance strategy check mine.toml\n  relance strategy show b2b-france\n  relance strategy diff b2b-france mine.toml\n  relance strategy test mine.toml\n\nA strategy is a file, or the key of one that ships. Its tests are diaries in the folder beside it that bears its\nname: mine.tests/*.txt for mine.toml."
)]
pub struct Strategy {
    #[command(subcommand)]
    verb: Verb,
    /// fr or en; the language of the terminal when not given.
    #[arg(long, global = true)]
    language: Option<String>,
    /// Print as JSON.
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Subcommand)]
enum Verb {
    /// Say what is wrong in strategy files, and what a credit manager would object to.
    Check {
        /// Files, or keys of strategies that ship.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Show the steps of a strategy on their days.
    Show {
        /// A file, or the key of a strategy that ships.
        file: PathBuf,
    },
    /// Say what two strategies do differently.
    Diff {
        /// The older one.
        older: PathBuf,
        /// The newer one.
        newer: PathBuf,
    },
    /// Run the diaries of strategies: what must happen, day by day.
    Test {
        /// Files, or keys of strategies that ship and have diaries here.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
}

impl Strategy {
    /// Does what was asked.
    pub async fn run(self) -> Result<ExitCode> {
        let wording = Wording::new(super::diagnose::language(self.language.as_deref())?);
        match &self.verb {
            Verb::Check { files } => self.check(files, &wording),
            Verb::Show { file } => self.show(file, &wording),
            Verb::Diff { older, newer } => self.diff((older, newer), &wording),
            Verb::Test { files } => self.test(files).await,
        }
    }

    fn check(&self, files: &[PathBuf], wording: &Wording) -> Result<ExitCode> {
        let checked: Vec<Checked> = files
            .iter()
            .map(|path| Checked::of(path, wording))
            .collect();
        if self.json {
            output::json(&checked)?;
        } else {
            for one in &checked {
                let mut sheet = Sheet::for_output();
                let verdict = match (&one.error, one.advice.is_empty()) {
                    (Some(_), _) => "cli-strategy-wrong",
                    (None, true) => "cli-strategy-right",
                    (None, false) => "cli-strategy-advised",
                };
                sheet.title(&format!("{} · {}", one.file, wording.word(verdict)));
                let said = one.error.iter().chain(&one.advice);
                said.for_each(|words| sheet.bullet("!", words));
                sheet.print();
            }
        }
        let worst = match () {
            () if checked.iter().any(|one| one.error.is_some()) => exit::FAILED,
            () if checked.iter().any(|one| !one.advice.is_empty()) => exit::DIFFERENCES,
            () => 0,
        };
        Ok(ExitCode::from(worst))
    }

    fn show(&self, file: &Path, wording: &Wording) -> Result<ExitCode> {
        let strategy = read(file)?;
        if self.json {
            output::json(&strategy)?;
            return Ok(ExitCode::SUCCESS);
        }
        tables::of_steps(&strategy, wording).print();
        Ok(ExitCode::SUCCESS)
    }

    fn diff(&self, (older, newer): (&Path, &Path), wording: &Wording) -> Result<ExitCode> {
        // Each by itself first, so that an error names its file.
        read(older)?;
        read(newer)?;
        let found = compare(&text_of(older)?, &text_of(newer)?)?;
        if self.json {
            output::json(&found)?;
        } else {
            tables::of_differences(&found, (older, newer), wording).print();
        }
        Ok(match found.is_empty() {
            true => ExitCode::SUCCESS,
            false => ExitCode::from(exit::DIFFERENCES),
        })
    }

    async fn test(&self, files: &[PathBuf]) -> Result<ExitCode> {
        let mut outcomes = Vec::new();
        for path in files {
            read(path)?;
            let text = text_of(path)?;
            for diary in diaries_of(path)? {
                outcomes.push(scenario::outcome_of(&diary, Some(&text)).await);
            }
        }
        scenario::print(&outcomes, self.json)
    }
}

/// What is said of one file.
#[derive(serde::Serialize)]
struct Checked {
    file: String,
    /// Why it is not a strategy.
    error: Option<String>,
    /// What a credit manager would object to.
    advice: Vec<String>,
}

impl Checked {
    fn of(path: &Path, wording: &Wording) -> Checked {
        let file = path.display().to_string();
        let text = match text_of(path) {
            Ok(text) => text,
            Err(cause) => {
                return Checked {
                    file,
                    error: Some(format!("{cause:#}")),
                    advice: Vec::new(),
                };
            }
        };
        match Steps::parse(&text) {
            Ok(strategy) => Checked {
                file,
                error: None,
                advice: strategies::advice(&strategy, &Library::shipped(), wording),
            },
            Err(error) => Checked {
                error: Some(format!(
                    "{file}: {}",
                    names::strategy_error(&error, wording)
                )),
                file,
                advice: Vec::new(),
            },
        }
    }
}

/// Reads a strategy: a file, or the key of one that ships.
pub fn read(path: &Path) -> Result<Steps> {
    let text = text_of(path)?;
    Steps::parse(&text).with_context(|| path.display().to_string())
}

/// The text of a file, or of the strategy that ships under this key.
fn text_of(path: &Path) -> Result<String> {
    let key = path.to_str().unwrap_or_default();
    let shipped = strategies::shipped()
        .into_iter()
        .find(|(known, _)| *known == key);
    if let Some((_, text)) = shipped.filter(|_| !path.exists()) {
        return Ok(text.to_string());
    }
    std::fs::read_to_string(path).with_context(|| {
        format!(
            "{} cannot be read, and no strategy that ships has this key",
            path.display()
        )
    })
}

/// The diaries beside a strategy, by name.
fn diaries_of(path: &Path) -> Result<Vec<PathBuf>> {
    let folder = path.with_extension("tests");
    let listed = std::fs::read_dir(&folder).with_context(|| {
        format!(
            "{} has no tests: put diaries (.txt) into the folder {}",
            path.display(),
            folder.display()
        )
    })?;
    let mut diaries: Vec<PathBuf> = listed
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    diaries.sort();
    if diaries.is_empty() {
        bail!("{} holds no diary (.txt)", folder.display());
    }
    Ok(diaries)
}
