//! The verbs of the command line, one module each. A verb asks the desk and prints; it decides nothing.

mod backup;
mod check;
mod company;
mod demo;
mod diagnose;
mod fetch;
mod import;
mod letters;
mod match_lists;
mod problems;
mod replay;
mod run_day;
mod sanctions;
mod scenario;
mod send;
mod serve;
mod sheet;
mod strategy;
mod user;
mod why;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::config::{self, Config};

/// Gets invoices paid: takes in a ledger and bank statements, decides every day which debtor deserves what
/// attention and why, and sends it.
#[derive(Parser)]
#[command(name = "relance", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Arguments {
    /// Configuration file (TOML); without it the defaults and the environment.
    #[arg(long, global = true, env = "RELANCE_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// Folder of the installation, over the configuration.
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Database, over the configuration: a path or postgres://user:password@host/database.
    #[arg(long, global = true, value_name = "ADDRESS")]
    database: Option<String>,
    /// Rehearse: behave as if it were this instant (2026-03-02T09:00:00Z). On a copy of the data, or in tests.
    #[arg(long, global = true, value_name = "INSTANT", hide_short_help = true)]
    rehearse_at: Option<jiff::Timestamp>,
    /// Say more on the error stream; twice for everything.
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    #[command(subcommand)]
    verb: Verb,
}

const EXAMPLES: &str = "Examples:
  relance demo                         the product with its demonstration company
  relance diagnose FEC.txt             what a ledger says of your debtors; stores nothing
  relance serve --config relance.toml  the installation
  relance import FEC.txt statement.xml
  relance run-day --dry-run            what would be decided today
  relance why \"ACME\"                   every gate, for one debtor

Exit codes: 0 done, 1 something to look at, 2 wrong arguments, 3 failed.";

#[derive(Subcommand)]
enum Verb {
    /// Serve the pages and do the regular work.
    Serve(serve::Serve),
    /// Start the product with its demonstration company; nothing leaves the machine.
    Demo(demo::Demo),
    /// Take in ledgers, bank statements and lists.
    Import(import::Import),
    /// Take in what came into the mailboxes.
    Fetch(fetch::Fetch),
    /// Say what a ledger (FEC) tells about debtors; stores nothing.
    Diagnose(diagnose::Diagnose),
    /// Say which open invoices payments settle, from two lists; stores nothing.
    Match(match_lists::MatchLists),
    /// Decide the day for every account that is due.
    RunDay(run_day::RunDay),
    /// Say why a debtor is or is not written to.
    Why(why::Why),
    /// Send what is ready to leave.
    Send(send::Send),
    /// Print the letters that wait to be posted.
    Letters(letters::Letters),
    /// Say which customers are under which sanction, for an ERP.
    Sanctions(sanctions::Sanctions),
    /// Run diaries of accounts and print each difference.
    Scenario(scenario::Scenario),
    /// Check, show, compare and try a strategy file.
    Strategy(strategy::Strategy),
    /// Try a strategy on last year, or on the days to come; writes nothing.
    Replay(replay::Replay),
    /// Add people and links to sign in.
    User(user::User),
    /// Describe a company: who signs, where debtors pay, terms, limits, strategies.
    Company(company::Company),
    /// Copy the database while it is in use (SQLite).
    Backup(backup::Backup),
    /// Check configuration, database and mail server.
    Check(check::Check),
}

/// Runs the verb.
pub async fn run(arguments: Arguments) -> Result<ExitCode> {
    let file = arguments.config.as_deref();
    let mut config = Config::read(file, config::from_environment)?;
    if let Some(data) = arguments.data {
        config.data = data;
    }
    if arguments.database.is_some() {
        config.database = arguments.database;
    }
    if let Some(instant) = arguments.rehearse_at {
        tracing::warn!(%instant, "this is a rehearsal: the clock stands still");
        config.rehearse_at = Some(instant);
    }
    match arguments.verb {
        Verb::Serve(verb) => verb.run(config).await,
        Verb::Demo(verb) => verb.run(config).await,
        Verb::Import(verb) => verb.run(config).await,
        Verb::Diagnose(verb) => verb.run(),
        Verb::Fetch(verb) => verb.run(config).await,
        Verb::Match(verb) => verb.run(),
        Verb::RunDay(verb) => verb.run(config).await,
        Verb::Why(verb) => verb.run(config).await,
        Verb::Send(verb) => verb.run(config).await,
        Verb::Letters(verb) => verb.run(config).await,
        Verb::Sanctions(verb) => verb.run(config).await,
        Verb::Scenario(verb) => verb.run().await,
        Verb::Strategy(verb) => verb.run().await,
        Verb::Replay(verb) => verb.run(config).await,
        Verb::User(verb) => verb.run(config).await,
        Verb::Company(verb) => verb.run(config).await,
        Verb::Backup(verb) => verb.run(config).await,
        Verb::Check(verb) => verb.run(config).await,
    }
}
