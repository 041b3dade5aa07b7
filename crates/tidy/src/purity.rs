//! The pure rooms know no file, no network, no clock, no thread and no chance. What they compute must
//! never depend on anything but their arguments.

use crate::{Finding, Source};

/// The rooms that only compute.
const PURE: &[&str] = &["receivables", "insight", "intake", "notices"];
/// What would make them depend on something else, with its name in plain words.
const IMPURE: &[(&str, &str)] = &[
    ("std::fs", "the file system"),
    ("std::net", "the network"),
    ("std::env", "the environment"),
    ("std::process", "other processes"),
    ("std::thread", "threads"),
    ("SystemTime", "a clock"),
    ("Instant::now", "a clock"),
    ("Timestamp::now", "a clock"),
    ("Zoned::now", "a clock"),
    ("async fn", "waiting"),
    ("tokio::", "waiting"),
    ("getrandom", "chance"),
    ("RandomState", "chance"),
];

/// What a pure room may not touch, in the code that ships.
pub fn check(source: &Source) -> Vec<Finding> {
    if !PURE.contains(&source.room()) || source.is_test() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (line, code) in source.shipped_lines() {
        if let Some((found, what)) = IMPURE.iter().find(|(found, _)| code.contains(found)) {
            let message = format!(
                "`{found}`: `{}` is a pure room and may not know {what}; take what is needed as an argument",
                source.room()
            );
            findings.push(Finding::new(&source.path, line, message));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_count(path: &str, text: &str, count: usize) {
        let found = check(&Source::new(path, text));
        assert_eq!(found.len(), count, "{found:?}");
    }

    #[test]
    fn a_pure_room_that_reads_the_world_is_found() {
        for text in [
            "use std::fs;",
            "pub async fn a() {}",
            "let a = Timestamp::now();",
        ] {
            check_count("crates/receivables/src/money.rs", text, 1);
        }
    }

    #[test]
    fn tests_and_other_rooms_may_read_the_world() {
        check_count("crates/intake/tests/fec.rs", "use std::fs;", 0);
        check_count("crates/desk/src/clock.rs", "use std::fs;", 0);
        check_count(
            "crates/intake/src/fec.rs",
            "// std::fs\nlet a = \"std::fs\";",
            0,
        );
    }
}
