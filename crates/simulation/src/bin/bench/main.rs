//! The benchmarks of `docs/manual/performance.md`: seeded work of a given size, each stage in a process of its
//! own that tells its CPU seconds, its time and its peak of memory; medians of a few runs. It must never
//! measure what it prepares.

mod cash;
mod company;
mod ledger_file;
mod measure;
mod options;
mod segment;
mod server;
mod stage;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use measure::{Measured, in_a_child};
use options::Options;
use stage::Stage;

/// What goes wrong ends the benchmark with its words.
type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// The same allocator as the product.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let outcome = match Options::of_command_line() {
        Ok(Options::Measure(wanted)) => all(&wanted),
        Ok(Options::Stage {
            stage,
            folder,
            scale,
        }) => stage::run(stage, &folder, scale),
        Err(words) => Err(words.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("bench: {cause}");
            ExitCode::FAILURE
        }
    }
}

fn all(wanted: &options::Wanted) -> Outcome<()> {
    say("| work | lines or items | CPU s | time s | peak MB | |")?;
    say("|---|---:|---:|---:|---:|---|")?;
    for scale in &wanted.scales {
        let folder = wanted.folder.join(format!("scale-{scale}"));
        std::fs::create_dir_all(&folder)?;
        for stage in Stage::ALL.iter().filter(|stage| wanted.takes(**stage)) {
            measured(*stage, (&folder, *scale), wanted.runs)?;
        }
        std::fs::remove_dir_all(&folder)?;
    }
    if wanted.takes(Stage::Server) {
        server::measure(&wanted.folder, wanted.runs)?;
    }
    Ok(())
}

/// Prepares what a stage needs, runs it a few times, and prints the medians.
fn measured(stage: Stage, (folder, scale): (&Path, u64), runs: usize) -> Outcome<()> {
    if stage == Stage::Server || (stage.is_on_postgres() && company::postgres().is_none()) {
        return Ok(());
    }
    if stage.is_preparation() {
        stage::lay_out(stage, folder)?;
        return in_a_child(stage, folder, scale).map(|_| ());
    }
    let mut found = Vec::with_capacity(runs);
    for _ in 0..runs {
        if let Some(preparation) = stage.prepared_by() {
            in_a_child(preparation, folder, scale)?;
        }
        stage::lay_out(stage, folder)?;
        found.push(in_a_child(stage, folder, scale)?);
    }
    let median = Measured::median(&found);
    say(&format!(
        "| {} | {scale} | {:.2} | {:.2} | {:.0} | {} |",
        stage.words(),
        median.cpu_seconds,
        median.seconds,
        median.peak_megabytes,
        median.remark
    ))
}

/// Prints a line of the table at once: a run takes minutes.
pub(crate) fn say(line: &str) -> Outcome<()> {
    let mut output = std::io::stdout();
    writeln!(output, "{line}")?;
    Ok(output.flush()?)
}
