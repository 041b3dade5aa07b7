//! `relance letters`: the letters that wait to be posted, as one file to print, or given to the service that posts them.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use desk::letters::Pile;
use desk::{Desk, Seat};
use notices::wording::Wording;
use receivables::debtor::Language;
use receivables::identity::NoticeId;

use crate::config::Config;
use crate::{exit, output, wiring};

/// Print the letters that wait to be posted.
#[derive(Args)]
#[command(
    after_help = "Example:\n  relance letters --to letters.pdf\n\nThe file has the letters in posting order, then the posting list. That they were posted is said on\nthe page `Letters to post`."
)]
pub struct Letters {
    /// The company, by name; may be left out where there is one.
    #[arg(long, value_name = "NAME")]
    company: Option<String>,
    /// The file to write, as a whole or not at all; without it the letters are listed.
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Give them to the posting service of the configuration, which prints and posts them.
    #[arg(long, conflicts_with = "to")]
    give: bool,
    /// Language of the posting list, fr or en.
    #[arg(long, default_value = "fr")]
    language: String,
}

impl Letters {
    /// Lists or prints them.
    pub async fn run(self, config: Config) -> Result<ExitCode> {
        let desk = wiring::open_desk(&config).await?;
        let creditor = wiring::one_creditor(&desk, self.company.as_deref()).await?;
        let seat = wiring::seat(&creditor);
        let pile = desk.letter_pile(&seat).await?;
        if self.give {
            return give(&desk, &config, (&seat, &pile)).await;
        }
        let Some(path) = self.to else {
            for letter in &pile.letters {
                output::line(format!(
                    "{}  {}  {}",
                    letter.notice.id, letter.debtor, letter.town
                ));
            }
            return Ok(ExitCode::SUCCESS);
        };
        let Some(language) = Language::from_code(&self.language) else {
            bail!("`{}` is not a language: fr or en", self.language);
        };
        let (ready, without): (Vec<_>, Vec<_>) =
            pile.letters.iter().partition(|letter| letter.has_address);
        for letter in &without {
            output::line(format!("  ! {} has no complete address", letter.debtor));
        }
        let chosen: Vec<NoticeId> = ready.iter().map(|letter| letter.notice.id).collect();
        let carriers = wiring::carriers(&config, &desk).await?;
        let wording = Wording::new(language);
        let printed = desk
            .print_letters(&seat, &carriers, (&chosen, &wording))
            .await?;
        let beside = path.with_extension("writing");
        std::fs::write(&beside, printed.bytes)
            .and_then(|()| std::fs::rename(&beside, &path))
            .with_context(|| format!("{} cannot be written", path.display()))?;
        Ok(match without.is_empty() {
            true => ExitCode::SUCCESS,
            false => ExitCode::from(exit::DIFFERENCES),
        })
    }
}

/// Gives the letters of a pile that have an address to the posting service.
async fn give(desk: &Desk, config: &Config, (seat, pile): (&Seat, &Pile)) -> Result<ExitCode> {
    let (ready, without): (Vec<_>, Vec<_>) =
        pile.letters.iter().partition(|letter| letter.has_address);
    for letter in &without {
        output::line(format!("  ! {} has no complete address", letter.debtor));
    }
    let chosen: Vec<NoticeId> = ready.iter().map(|letter| letter.notice.id).collect();
    let carriers = wiring::carriers(config, desk).await?;
    let report = desk.give_letters(seat, &carriers, &chosen).await?;
    for (debtor, words) in &report.left {
        output::line(format!("  ! {debtor}: {words}"));
    }
    output::line(format!(
        "{} given, {} not taken, {} unknown, {} no longer due",
        report.taken,
        report.left.len(),
        report.unknown,
        report.taken_back
    ));
    let is_whole = report.left.is_empty() && report.unknown == 0 && without.is_empty();
    Ok(match is_whole {
        true => ExitCode::SUCCESS,
        false => ExitCode::from(exit::DIFFERENCES),
    })
}
