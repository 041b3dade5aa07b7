//! What the command line prints: logs to the error stream, results to the output, progress only where a
//! person watches. The only module of the program that prints.

use std::io::{IsTerminal, Write};

use indicatif::{ProgressBar, ProgressStyle};
use tracing_subscriber::EnvFilter;

/// Starts the log on the error stream. `RUST_LOG` rules over `verbose`.
pub fn start_log(verbose: u8) {
    let usual = match verbose {
        0 => "warn",
        1 => "info",
        _ => "debug",
    };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(usual));
    let _already_started = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(
            std::io::stderr().is_terminal()
                && crate::config::from_environment("NO_COLOR").is_none(),
        )
        .with_writer(std::io::stderr)
        .try_init();
}

/// Prints one line of result. A reader that went away (`| head`) is no failure.
pub fn line(text: impl AsRef<str>) {
    let _reader_gone = writeln!(std::io::stdout(), "{}", text.as_ref());
}

/// Prints a value as JSON for scripts.
pub fn json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    line(serde_json::to_string_pretty(value)?);
    Ok(())
}

/// A bar over `total` bytes or pieces, hidden when nobody watches.
pub fn progress(total: u64, what: &str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(total);
    let style = ProgressStyle::with_template("{msg:<24} [{bar:30}] {percent:>3} %  {eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(what.to_string());
    bar
}
