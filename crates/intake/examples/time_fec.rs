//! Reads one FEC and says how long that took: `cargo run --release -p intake --example time_fec -- FILE`.
//! It must never be part of what ships.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "an example talks to the person who runs it, and measures time"
)]

use std::fs::File;
use std::time::Instant;

use intake::fec;

fn main() -> std::io::Result<()> {
    let Some(path) = std::env::args().nth(1) else {
        println!("which file?");
        return Ok(());
    };
    let started = Instant::now();
    let checked = fec::check(File::open(&path)?, |_| {});
    println!(
        "{} lines, {} problems: checked in {:?}",
        checked.facts.lines,
        checked.problems.total(),
        started.elapsed()
    );
    let started = Instant::now();
    let read = fec::read(File::open(&path)?, |_| {});
    let receivables = &read.facts.receivables;
    println!(
        "{} items, {} links, {} letterings: rebuilt in {:?}",
        receivables.items.len(),
        receivables.links.len(),
        receivables.letterings.len(),
        started.elapsed()
    );
    for problem in read.problems.iter().take(10) {
        println!("  {problem:?}");
    }
    Ok(())
}
