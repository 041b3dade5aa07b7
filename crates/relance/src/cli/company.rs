//! `relance company`: what messages say about a company, what it allows, and its strategies, as text files. It
//! must never send anything: accounts are decided again at the next run.

mod file;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use desk::company::NewCreditor;
use desk::profile::Profile;
use desk::{Actor, Desk};
use notices::strategies;
use notices::wording::Wording;
use receivables::strategy::Strategy;
use store::creditor::Creditor;

use self::file::CompanyFile;
use crate::config::Config;
use crate::{exit, output, wiring};

/// Describe a company: who signs, where debtors pay, terms, limits, strategies.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  relance company add \"Atelier du Port\"\n  relance company show > company.toml\n  relance company set company.toml\n  relance company strategy my-strategy.toml\n\nThe format is described in docs/manual/company.md."
)]
pub struct Company {
    #[command(subcommand)]
    what: What,
    /// The company, by name; needed when the installation has several.
    #[arg(long, global = true, value_name = "NAME")]
    company: Option<String>,
}

#[derive(Subcommand)]
enum What {
    /// List the companies of the installation.
    List,
    /// Open a French company that only observes: it takes files in, and nothing leaves until a person decides.
    Add {
        /// Its name, as debtors know it.
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// Print the description of a company, as a file to change and give back to `set`.
    Show,
    /// Change what a file gives; what it doesn't name stays.
    Set {
        /// The description (TOML).
        file: PathBuf,
    },
    /// Publish a strategy; accounts in the middle of an episode stay on the version they began with.
    Strategy {
        /// The strategy (TOML).
        file: PathBuf,
    },
}

impl Company {
    /// Does it.
    pub async fn run(self, config: Config) -> Result<ExitCode> {
        let desk = wiring::open_desk(&config).await?;
        match &self.what {
            What::List => return list(&desk).await,
            What::Add { name } => return add(&desk, name).await,
            What::Show | What::Set { .. } | What::Strategy { .. } => {}
        }
        let creditor = wiring::one_creditor(&desk, self.company.as_deref()).await?;
        match self.what {
            What::List | What::Add { .. } => Ok(ExitCode::SUCCESS),
            What::Show => show(&creditor),
            What::Set { file } => set(&desk, &creditor, &file).await,
            What::Strategy { file } => publish(&desk, &creditor, &file).await,
        }
    }
}

async fn list(desk: &Desk) -> Result<ExitCode> {
    for creditor in wiring::creditors(desk, None).await? {
        output::line(format!(
            "{}  {}  {}",
            creditor.id,
            creditor.policy.mode.code(),
            creditor.name
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// Opens a company, once: another of the same name could not be told apart with --company.
async fn add(desk: &Desk, name: &str) -> Result<ExitCode> {
    let name = name.trim();
    let known = wiring::creditors(desk, None).await?;
    if known.iter().any(|one| one.name.eq_ignore_ascii_case(name)) {
        bail!("a company here is called `{name}` already: `relance company list` shows it");
    }
    let id = desk
        .open_creditor(&Actor::command_line(), NewCreditor::french(name))
        .await?;
    output::line(format!("{id}  {name}"));
    Ok(ExitCode::SUCCESS)
}

fn show(creditor: &Creditor) -> Result<ExitCode> {
    let described = CompanyFile::of(&Profile::of(creditor)?, &creditor.policy);
    output::line(toml::to_string(&described)?.trim_end());
    Ok(ExitCode::SUCCESS)
}

async fn set(desk: &Desk, creditor: &Creditor, path: &Path) -> Result<ExitCode> {
    let given: CompanyFile =
        toml::from_str(&text_of(path)?).with_context(|| format!("in {}", path.display()))?;
    let mut profile = Profile::of(creditor)?;
    let mut policy = creditor.policy.clone();
    given
        .apply(&mut profile, &mut policy)
        .with_context(|| format!("in {}", path.display()))?;
    let seat = wiring::seat(creditor);
    let kept = profile.clone();
    desk.change_settings(&seat, |settings| {
        settings.profile = kept;
        settings.policy = policy;
    })
    .await?;
    output::line(format!(
        "{} is described by {}",
        creditor.name,
        path.display()
    ));
    if profile.senders.iter().all(|sender| sender.email.is_empty()) {
        output::line("No sender has an e-mail address yet: no e-mail can leave.");
        return Ok(ExitCode::from(exit::DIFFERENCES));
    }
    Ok(ExitCode::SUCCESS)
}

/// Publishes a strategy and says what a credit manager would object to; advice refuses nothing.
async fn publish(desk: &Desk, creditor: &Creditor, path: &Path) -> Result<ExitCode> {
    let text = text_of(path)?;
    let strategy = Strategy::parse(&text).with_context(|| format!("in {}", path.display()))?;
    desk.publish_strategy(&wiring::seat(creditor), &text)
        .await?;
    let wording = Wording::new(creditor.policy.language);
    output::line(format!(
        "{}: `{}` is published",
        creditor.name, strategy.key
    ));
    let library = desk.words_in_force(&wiring::seat(creditor)).await?;
    let advice = strategies::advice(&strategy, &library, &wording);
    for words in &advice {
        output::line(format!("  ! {words}"));
    }
    Ok(if advice.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(exit::DIFFERENCES)
    })
}

fn text_of(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}
