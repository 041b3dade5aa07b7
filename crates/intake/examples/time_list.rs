//! Reads one list and says how long that took: `cargo run --release -p intake --example time_list -- FILE [KIND]`.
//! It must never be part of what ships.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "an example talks to the person who runs it, and measures time"
)]

use std::time::Instant;

use intake::list::{self, ListKind};

fn main() {
    let mut arguments = std::env::args().skip(1);
    let Some(path) = arguments.next() else {
        println!("which file?");
        return;
    };
    let Ok(bytes) = std::fs::read(&path) else {
        println!("{path} cannot be read");
        return;
    };
    let started = Instant::now();
    let guessed = list::guess_table(&bytes);
    println!("{guessed:?}: told in {:?}", started.elapsed());
    let kind = match arguments.next().as_deref() {
        Some("debtors") => ListKind::Debtors,
        Some("contacts") => ListKind::Contacts,
        Some("payments") => ListKind::Payments,
        _ => ListKind::Invoices,
    };
    let started = Instant::now();
    let reading = list::read(kind, &bytes, None);
    println!(
        "{} lines, {} problems: read in {:?}",
        reading.facts.rows.len(),
        reading.problems.total(),
        started.elapsed()
    );
    for column in &reading.facts.mapping.columns {
        println!(
            "  {}: {:?} {:?}",
            column.header, column.field, column.samples
        );
    }
    for problem in reading.problems.iter().take(20) {
        println!("  {problem:?}");
    }
}
