//! `relance backup`: a copy of the SQLite database while it is in use, under the same key.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use store::Store;

use crate::config::Config;
use crate::{output, wiring};

/// Copy the database while it is in use (SQLite); for PostgreSQL use pg_dump.
#[derive(Args)]
#[command(
    after_help = "Example:\n  relance backup /var/backups/relance-monday.db\n\nKeep the key file (relance.db.key) too, elsewhere: without it the copy can't be read."
)]
pub struct Backup {
    /// The file to write; must not exist.
    target: PathBuf,
}

impl Backup {
    /// Copies.
    pub async fn run(self, config: Config) -> Result<ExitCode> {
        if self.target.exists() {
            bail!(
                "{} exists: name a file that does not",
                self.target.display()
            );
        }
        let store = Store::open(&wiring::address(&config), config.node).await?;
        store.database().backup_to(&self.target).await?;
        output::line(format!(
            "{} holds the copy; keep the key file beside a copy of its own",
            self.target.display()
        ));
        Ok(ExitCode::SUCCESS)
    }
}
