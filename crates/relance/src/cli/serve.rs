//! `relance serve`: the pages and the regular work, until the process is told to stop.

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use desk::{Actor, Desk};
use tokio::net::TcpListener;
use web::{WebSettings, WebState};

use crate::config::Config;
use crate::inbox::Inbox;
use crate::{output, wiring, workers};

/// Serve the pages and do the regular work.
#[derive(Args)]
#[command(after_help = "Example:\n  relance serve --config /etc/relance/relance.toml")]
pub struct Serve {
    /// Address and port, over the configuration.
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<String>,
}

impl Serve {
    /// Serves until interrupted.
    pub async fn run(self, mut config: Config) -> Result<ExitCode> {
        if let Some(listen) = self.listen {
            config.listen = listen;
        }
        let desk = wiring::open_desk(&config).await?;
        let listener = TcpListener::bind(&config.listen).await.with_context(|| {
            format!("the pages cannot listen on {}: is another program there? choose another with --listen", config.listen)
        })?;
        output::line(format!(
            "Relance listens on http://{}",
            listener.local_addr()?
        ));
        if desk.has_nobody().await? {
            output::line("Nobody has an account yet: the first page makes one.");
        }
        up(desk, listener, &config).await?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Serves a desk with its regular work until interrupted.
pub async fn up(desk: Desk, listener: TcpListener, config: &Config) -> Result<()> {
    let carriers = wiring::carriers(config, &desk).await?;
    if config.database.is_none() {
        settle_dead_senders(&desk).await?;
    }
    let settings = WebSettings {
        public_address: config.public_address.clone(),
        is_behind_https: config
            .public_address
            .as_deref()
            .is_some_and(|address| address.starts_with("https://")),
        call_link: config.call_link.clone(),
        ..WebSettings::default()
    };
    let at = config.daily_run_time()?;
    let regular = tokio::spawn(workers::work(
        desk.clone(),
        carriers.clone(),
        (at, config.node),
        (
            Inbox::open(&config.inbox_folder())?,
            wiring::mailboxes(config)?,
        ),
    ));
    web::serve(
        listener,
        WebState::new(desk, carriers.clone(), settings),
        interrupted(),
    )
    .await?;
    regular.abort();
    if let Some(texts) = &carriers.texts {
        texts.hang_up().await;
    }
    Ok(())
}

/// A SQLite file has one process: whatever was in a sender's hands at the start is of one that died.
async fn settle_dead_senders(desk: &Desk) -> Result<()> {
    for creditor in wiring::creditors(desk, None).await? {
        let report = desk
            .take_over_at_start(&Actor::machine("start").at(creditor.id))
            .await?;
        if report.unknown > 0 {
            tracing::warn!(creditor = %creditor.name, unknown = report.unknown, "messages were in a sender's hands when it stopped: look at the departures board");
        }
    }
    Ok(())
}

async fn interrupted() {
    let mut terminated =
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(signal) => signal,
            Err(_) => return tokio::signal::ctrl_c().await.unwrap_or(()),
        };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated.recv() => {}
    }
}
