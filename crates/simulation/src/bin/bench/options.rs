//! What the command line asks for.

use std::path::PathBuf;

use crate::stage::Stage;

/// How to call it.
const USAGE: &str = "cargo run --release -p simulation --bin bench -- [--scale LINES]... [--runs COUNT] [--only WORD] [--folder DIR]
    --scale   lines of the ledger and open items; may be repeated; 1000000 when not given
    --runs    runs of each stage, the median is printed; 3 when not given
    --only    stages whose name contains the word, and what prepares them
    --folder  where the work is laid out; a folder of the machine's temporary one when not given
RELANCE_TEST_POSTGRES names a server for the stages on PostgreSQL.";

/// What was asked for.
pub enum Options {
    /// Measure.
    Measure(Wanted),
    /// Be one stage, in a process of its own.
    Stage {
        /// Which.
        stage: Stage,
        /// Where its work lies.
        folder: PathBuf,
        /// Its size.
        scale: u64,
    },
}

/// What to measure.
pub struct Wanted {
    /// Sizes, one after the other.
    pub scales: Vec<u64>,
    /// Runs of each stage.
    pub runs: usize,
    /// Where the work is laid out.
    pub folder: PathBuf,
    only: Option<String>,
}

impl Wanted {
    /// True for a stage that was asked for, or that lays out what such a stage needs.
    pub fn takes(&self, stage: Stage) -> bool {
        let is_named = |stage: Stage| {
            let word = self.only.as_deref().unwrap_or("");
            !stage.is_preparation() && stage.code().contains(word)
        };
        is_named(stage)
            || Stage::ALL
                .into_iter()
                .any(|other| is_named(other) && other.needs().contains(&stage))
    }
}

impl Options {
    /// Reads the command line; the words say what is wrong.
    pub fn of_command_line() -> Result<Options, String> {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        if let [word, stage, folder, scale] = arguments.as_slice()
            && word == "stage"
        {
            let stage =
                Stage::from_code(stage).ok_or_else(|| format!("there is no stage `{stage}`"))?;
            return Ok(Options::Stage {
                stage,
                folder: folder.into(),
                scale: number(scale)?,
            });
        }
        let folder = std::env::temp_dir().join(format!("relance-bench-{}", std::process::id()));
        let mut wanted = Wanted {
            scales: Vec::new(),
            runs: 3,
            folder,
            only: None,
        };
        let mut rest = arguments.iter();
        while let Some(word) = rest.next() {
            let mut value = || {
                rest.next()
                    .ok_or_else(|| format!("{word} is followed by a value\n{USAGE}"))
            };
            match word.as_str() {
                "--scale" => wanted.scales.push(number(value()?)?),
                "--runs" => wanted.runs = usize::try_from(number(value()?)?.max(1)).unwrap_or(1),
                "--only" => wanted.only = Some(value()?.clone()),
                "--folder" => wanted.folder = value()?.into(),
                _ => return Err(USAGE.to_string()),
            }
        }
        if wanted.scales.is_empty() {
            wanted.scales.push(1_000_000);
        }
        Ok(Options::Measure(wanted))
    }
}

fn number(text: &str) -> Result<u64, String> {
    text.replace('_', "")
        .parse()
        .map_err(|_| format!("`{text}` is not a number\n{USAGE}"))
}
