//! Runs one target: draws damage, reads the damaged file twice, and holds the reading to what every reading
//! promises. A reading that does not end is ended, with its file kept. It must never judge by the clock anything
//! but a hang.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::mutation::{Mutation, changed};
use crate::packed;
use crate::seed::{Source, seeds};
use crate::told::Told;

/// How long every target runs when nobody says, in seconds. `./test` says ten.
const SECONDS: u64 = 2;
/// No file of a few hundred kilobytes takes that long: reading it does not end.
const HANG: Duration = Duration::from_secs(300);
/// What is told, written out, for a file of no bytes: problems are at most a thousand.
const TOLD_AT_LEAST: usize = 2 << 20;

/// One format to be fuzzed.
pub struct Target {
    /// Its name, as `just fuzz` takes it.
    pub name: &'static str,
    /// Where its real files lie.
    pub source: Source,
    /// Small files that are always there.
    pub small: fn() -> Vec<Vec<u8>>,
    /// Reads a file in every way the format is read.
    pub read: fn(&[u8]) -> Told,
    /// How many characters may be told for one byte of the file.
    pub most_per_byte: usize,
}

/// What a run found, to be printed at its end.
#[derive(Default)]
struct Figures {
    runs: AtomicU64,
    slowest_ms: AtomicU64,
    most_per_byte: AtomicU64,
}

/// Runs a target for as long as the environment says.
pub fn run(target: &Target) {
    let files = seeds(target.source, (target.small)());
    for (rank, file) in files.iter().enumerate() {
        check(target, file, &Figures::default());
        assert!(!file.is_empty(), "seed {rank} of {} is empty", target.name);
    }
    let figures = Figures::default();
    let watch = Watch::start(target.name);
    bolero::check!(name = target.name)
        .with_type::<Mutation>()
        .with_test_time(Duration::from_secs(seconds()))
        .for_each(|mutation: &Mutation| {
            let bytes = damaged(&files, mutation);
            let _keeper = Keeper {
                target: target.name,
                bytes: &bytes,
            };
            watch.begin(&bytes);
            check(target, &bytes, &figures);
            watch.end();
        });
    eprintln!(
        "fuzz {}: {} files read twice from {} seeds; slowest {} ms; at most {} characters told for a byte",
        target.name,
        figures.runs.load(Ordering::Relaxed),
        files.len(),
        figures.slowest_ms.load(Ordering::Relaxed),
        figures.most_per_byte.load(Ordering::Relaxed),
    );
}

fn damaged(files: &[Vec<u8>], mutation: &Mutation) -> Vec<u8> {
    let file = &files[usize::from(mutation.file) % files.len()];
    let donor = &files[usize::from(mutation.donor) % files.len()];
    packed::changed(file, donor, mutation)
        .unwrap_or_else(|| changed(file, donor, &mutation.changes))
}

/// What holds of every reading.
#[expect(
    clippy::disallowed_methods,
    reason = "the slowest file is told, nothing depends on it"
)]
fn check(target: &Target, bytes: &[u8], figures: &Figures) {
    let start = Instant::now();
    let told = (target.read)(bytes);
    let took = start.elapsed();
    let again = (target.read)(bytes);
    assert_eq!(
        told.digest, again.digest,
        "the same bytes were read differently the second time"
    );
    assert_eq!(told.silent, None, "neither a fact nor a problem");
    let most = TOLD_AT_LEAST + bytes.len() * target.most_per_byte;
    assert!(
        told.length <= most,
        "{} bytes told {} characters",
        bytes.len(),
        told.length
    );
    let last = lines(bytes);
    for line in &told.lines {
        assert!((1..=last).contains(line), "line {line} of {last}");
    }
    figures.runs.fetch_add(1, Ordering::Relaxed);
    let took = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    if took > figures.slowest_ms.fetch_max(took, Ordering::Relaxed) {
        let _ = std::fs::write(kept_at(&format!("{}-slowest", target.name)), bytes);
    }
    if bytes.len() > 1024 {
        figures
            .most_per_byte
            .fetch_max((told.length / bytes.len()) as u64, Ordering::Relaxed);
    }
}

/// How many lines a file has at most, whatever ends them. A workbook has rows instead, and a file of one line may count
/// its records.
fn lines(bytes: &[u8]) -> u64 {
    if bytes.starts_with(b"PK") || bytes.starts_with(b"\xD0\xCF") {
        return 1 << 20;
    }
    // In two bytes for each letter, lines are of the letters: the bytes alone do not tell where one ends.
    if bytes.contains(&0) {
        return bytes.len() as u64 + 1;
    }
    let lines = bytes.split(|byte| matches!(byte, b'\n' | b'\r'));
    let with_text = lines.clone().filter(|line| !line.trim_ascii().is_empty());
    match with_text.count() {
        0 | 1 => bytes.len() as u64 + 1,
        _ => lines.count() as u64,
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test may be told how long to run"
)]
fn seconds() -> u64 {
    let told = std::env::var("RELANCE_FUZZ_SECONDS").ok();
    told.and_then(|text| text.parse().ok()).unwrap_or(SECONDS)
}

fn kept_at(target: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{target}.bin"))
}

/// Keeps the file that made a check fail; the last one is the smallest found.
struct Keeper<'a> {
    target: &'a str,
    bytes: &'a [u8],
}

impl Drop for Keeper<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let _ = std::fs::write(kept_at(self.target), self.bytes);
        }
    }
}

/// Watches over a run from another thread, and ends the process when one reading does not end.
struct Watch {
    now: Mutex<Sender<Option<Vec<u8>>>>,
}

impl Watch {
    fn start(target: &'static str) -> Self {
        let (sender, receiver) = channel();
        std::thread::spawn(move || watch(target, &receiver));
        Watch {
            now: Mutex::new(sender),
        }
    }

    fn begin(&self, bytes: &[u8]) {
        self.tell(Some(bytes.to_vec()));
    }

    fn end(&self) {
        self.tell(None);
    }

    fn tell(&self, now: Option<Vec<u8>>) {
        let sender = self
            .now
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let _ = sender.send(now);
    }
}

fn watch(target: &str, receiver: &Receiver<Option<Vec<u8>>>) {
    let mut reading = None;
    loop {
        match receiver.recv_timeout(HANG) {
            Ok(now) => reading = now,
            Err(RecvTimeoutError::Disconnected) => return,
            Err(RecvTimeoutError::Timeout) => {
                if let Some(bytes) = &reading {
                    let path = kept_at(target);
                    let _ = std::fs::write(&path, bytes);
                    eprintln!("HANG: {target} does not end on {}", path.display());
                    std::process::abort();
                }
            }
        }
    }
}
