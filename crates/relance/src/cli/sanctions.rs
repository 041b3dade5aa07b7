//! `relance sanctions`: the file an ERP or an order desk reads.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::config::Config;
use crate::{output, wiring};

/// Say which customers are under which sanction.
#[derive(Args)]
#[command(
    after_help = "Example:\n  relance sanctions --company Atelier --to /srv/erp/sanctions.csv"
)]
pub struct Sanctions {
    /// The company, by name; may be left out where there is one.
    #[arg(long, value_name = "NAME")]
    company: Option<String>,
    /// The file to write, as a whole or not at all; without it the lines are printed.
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
}

impl Sanctions {
    /// Writes the file.
    pub async fn run(self, config: Config) -> Result<ExitCode> {
        let desk = wiring::open_desk(&config).await?;
        let creditors = wiring::creditors(&desk, self.company.as_deref()).await?;
        let [creditor] = &creditors[..] else {
            bail!(
                "there are {} companies: name one with --company",
                creditors.len()
            );
        };
        let text = desk.sanctions_file(&wiring::seat(creditor)).await?;
        let Some(path) = self.to else {
            output::line(text.trim_end());
            return Ok(ExitCode::SUCCESS);
        };
        let beside = path.with_extension("writing");
        std::fs::write(&beside, text)
            .and_then(|()| std::fs::rename(&beside, &path))
            .with_context(|| format!("{} cannot be written", path.display()))?;
        Ok(ExitCode::SUCCESS)
    }
}
