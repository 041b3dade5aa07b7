//! How many messages are read for what they say in a second, on one core, over the messages (`.eml`) below some folders:
//! `cargo bench -p intake --bench answer_speed -- FOLDER`. It must only read.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measurement reads a clock and says what it found"
)]

mod below;

use std::path::Path;
use std::time::Instant;

use intake::mail::{nature, reply_text, statements};
use jiff::civil::Date;

const ROUNDS: u32 = 20;

fn main() {
    let mut files = Vec::new();
    let arguments = std::env::args().skip(1);
    for folder in arguments.filter(|argument| !argument.starts_with('-')) {
        below::gather(Path::new(&folder), "eml", &mut files);
    }
    let started = Instant::now();
    let (mut messages, mut said) = (0_u32, 0);
    for _ in 0..ROUNDS {
        for bytes in &files {
            let message = intake::mail::read(bytes).facts;
            messages += 1;
            let found = nature(&message);
            let reply = reply_text(&message);
            said += statements(&reply.reply, None).len() + found.evidence.len();
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "{} files, {messages} messages, {said} findings in {seconds:.2} s: {:.0} messages/s",
        files.len(),
        f64::from(messages) / seconds
    );
    let words = "Bonjour, le virement de 1 200,00 € part vendredi. La facture F-102 est contestée : le prix n’est pas celui du devis.";
    let started = Instant::now();
    let mut said = 0;
    for _ in 0..100_000 {
        said += statements(words, Some(Date::constant(2026, 3, 2))).len();
    }
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "an answer of two sentences, {} statements: {:.0} answers/s",
        said / 100_000,
        100_000.0 / seconds
    );
}
