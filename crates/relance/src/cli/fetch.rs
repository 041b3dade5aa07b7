//! `relance fetch`: look into the mailboxes, once.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use crate::config::Config;
use crate::{exit, post, wiring};

/// Take in what came into the mailboxes.
#[derive(Args)]
#[command(after_help = "Example:\n  relance fetch --config relance.toml")]
pub struct Fetch {}

impl Fetch {
    /// Looks into each mailbox.
    pub async fn run(self, config: Config) -> Result<ExitCode> {
        let mailboxes = wiring::mailboxes(&config)?;
        if mailboxes.is_empty() {
            bail!(
                "the configuration names no mailbox: add `[[mailbox]]` with host, user and password_file"
            );
        }
        let desk = wiring::open_desk(&config).await?;
        let companies = post::companies(&desk).await?;
        let failed = post::look(&desk, &mailboxes, &companies).await;
        Ok(match failed {
            0 => ExitCode::SUCCESS,
            _ => ExitCode::from(exit::DIFFERENCES),
        })
    }
}
