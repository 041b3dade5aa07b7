//! Every file opens by saying what it is for, and none leaves work undone behind a macro. A reader must
//! never have to guess why a file exists.

use crate::{Finding, Source};

/// Openings that say nothing.
const EMPTY: &[&str] = &["placeholder", "todo", "tbd"];
/// Macros that postpone.
const POSTPONED: &[&str] = &["todo!(", "unimplemented!(", "dbg!("];

/// A missing or empty opening, and postponed work.
pub fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    // `clock/tests.rs` is opened by `clock.rs`, which it tests.
    if !source.path.ends_with("/tests.rs") && !opens_well(&source.text) {
        let message =
            "the file must open with a `//!` paragraph: what it is for, what it must never do";
        findings.push(Finding::new(&source.path, 1, message));
    }
    for (index, line) in source.code.lines().enumerate() {
        if let Some(found) = POSTPONED.iter().find(|found| line.contains(**found)) {
            let message = format!("`{found}..)` postpones: write it, or leave it out");
            findings.push(Finding::new(&source.path, index + 1, message));
        }
    }
    findings
}

fn opens_well(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty());
    let Some(opening) = first.and_then(|line| line.strip_prefix("//!")) else {
        return false;
    };
    let said = opening.trim().to_lowercase();
    !said.is_empty() && !EMPTY.contains(&said.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_lines(text: &str, lines: &[usize]) {
        let found: Vec<usize> = check(&Source::new("crates/desk/src/clock.rs", text))
            .iter()
            .map(|finding| finding.line)
            .collect();
        assert_eq!(found, lines);
    }

    #[test]
    fn a_file_that_does_not_say_what_it_is_for_is_found() {
        check_lines("use a;", &[1]);
        check_lines("", &[1]);
        check_lines("//!\nuse a;", &[1]);
        check_lines("//! placeholder\n", &[1]);
        check_lines("//! The clock.\nuse a;", &[]);
    }

    #[test]
    fn postponed_work_is_found() {
        check_lines("//! The clock.\nfn a() { todo!() }", &[2]);
        check_lines("//! The clock, todo!() in words.\n// todo!()", &[]);
    }
}
