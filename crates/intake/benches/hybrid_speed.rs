//! How many hybrid PDFs are read to facts in a second, on one core, over the PDFs below some folders:
//! `cargo bench -p intake --bench hybrid_speed -- FOLDER`. It must only read.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measurement reads a clock and says what it found"
)]

mod below;

use std::path::Path;
use std::time::Instant;

const ROUNDS: u32 = 20;

fn main() {
    let mut files = Vec::new();
    let arguments = std::env::args().skip(1);
    for folder in arguments.filter(|argument| !argument.starts_with('-')) {
        below::gather(Path::new(&folder), "pdf", &mut files);
    }
    let started = Instant::now();
    let mut invoices = 0;
    for _ in 0..ROUNDS {
        for bytes in &files {
            invoices += intake::invoice::read(bytes).facts.invoices.len();
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    let read = files.len() as u32 * ROUNDS;
    let megabytes = files.iter().map(Vec::len).sum::<usize>() as f64 * f64::from(ROUNDS) / 1e6;
    println!(
        "{} files, {invoices} invoices in {seconds:.2} s: {:.0} files/s, {:.0} MB/s",
        files.len(),
        f64::from(read) / seconds,
        megabytes / seconds
    );
}
