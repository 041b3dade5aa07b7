//! What a stage costs, read by the process itself from the kernel when it is done.

use std::path::Path;
use std::process::Command;

use serde::{Deserialize, Serialize};

use crate::Outcome;
use crate::stage::Stage;

/// Ticks of a CPU second in `/proc/self/stat`: a constant of Linux's interface, whatever the kernel counts in.
const TICKS_PER_SECOND: f64 = 100.0;

/// What one run cost.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Measured {
    /// User and system time of the whole process.
    pub cpu_seconds: f64,
    /// Time of the work itself.
    pub seconds: f64,
    /// Most memory the process held.
    pub peak_megabytes: f64,
    /// What else is worth knowing.
    pub remark: String,
}

impl Measured {
    /// The cost of this process so far.
    pub fn of_this_process(seconds: f64, remark: String) -> Outcome<Measured> {
        let stat = std::fs::read_to_string("/proc/self/stat")?;
        // The name of the program stands in parentheses and may hold blanks.
        let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
        let fields: Vec<&str> = after_name.split_whitespace().collect();
        let ticks = |place: usize| {
            fields
                .get(place)
                .and_then(|field| field.parse::<f64>().ok())
                .unwrap_or(0.0)
        };
        Ok(Measured {
            cpu_seconds: (ticks(11) + ticks(12)) / TICKS_PER_SECOND,
            seconds,
            peak_megabytes: megabytes("/proc/self/status", "VmHWM:")?,
            remark,
        })
    }

    /// Each figure's own median; the remark of the last run.
    pub fn median(found: &[Measured]) -> Measured {
        let of = |figure: fn(&Measured) -> f64| {
            let mut figures: Vec<f64> = found.iter().map(figure).collect();
            figures.sort_by(f64::total_cmp);
            figures.get(figures.len() / 2).copied().unwrap_or(0.0)
        };
        Measured {
            cpu_seconds: of(|one| one.cpu_seconds),
            seconds: of(|one| one.seconds),
            peak_megabytes: of(|one| one.peak_megabytes),
            remark: found
                .last()
                .map(|one| one.remark.clone())
                .unwrap_or_default(),
        }
    }
}

/// A line of a process's status, in megabytes.
pub fn megabytes(file: &str, field: &str) -> Outcome<f64> {
    let status = std::fs::read_to_string(file)?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix(field))
        .unwrap_or("0 kB");
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").trim().parse()?;
    Ok(kilobytes / 1024.0)
}

/// Runs a stage in a process of its own.
pub fn in_a_child(stage: Stage, folder: &Path, scale: u64) -> Outcome<Measured> {
    let program = std::env::current_exe()?;
    let output = Command::new(program)
        .args(["stage", stage.code()])
        .arg(folder)
        .arg(scale.to_string())
        .output()?;
    if !output.status.success() {
        return Err(format!(
            "{}: {}",
            stage.words(),
            String::from_utf8_lossy(&output.stderr)
        )
        .into());
    }
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(serde_json::from_str(text.lines().last().unwrap_or("{}"))?)
}
