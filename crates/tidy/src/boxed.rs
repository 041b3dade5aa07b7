//! Public futures of the desk are boxed, so that each is compiled once and not in every room that waits for it. What is
//! not boxed must never slip in unseen: a first build grows by it, a second at a time.

use crate::{Finding, Source};

/// The room whose futures are the largest.
const ROOM: &str = "desk";

/// Public async methods without `#[boxed]`. One that takes an `impl` is compiled for its callers anyway.
pub fn check(source: &Source) -> Vec<Finding> {
    if source.room() != ROOM || source.is_test() {
        return Vec::new();
    }
    let lines: Vec<(usize, &str)> = source.shipped_lines().collect();
    let mut findings = Vec::new();
    for (place, (line, code)) in lines.iter().enumerate() {
        if !code.trim_start().starts_with("pub async fn ") {
            continue;
        }
        let is_boxed = place > 0 && lines[place - 1].1.trim() == "#[boxed]";
        let head = lines[place..]
            .iter()
            .take_while(|(_, code)| !code.contains('{'));
        let takes_impl = head
            .map(|(_, code)| code)
            .any(|code| code.contains("impl "));
        if !is_boxed && !takes_impl {
            let message = "a public async method of the desk is `#[boxed]`: without it every room that calls it compiles it again";
            findings.push(Finding::new(&source.path, *line, message));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_lines(path: &str, text: &str, lines: &[usize]) {
        let found: Vec<usize> = check(&Source::new(path, text))
            .iter()
            .map(|finding| finding.line)
            .collect();
        assert_eq!(found, lines);
    }

    #[test]
    fn a_public_future_of_the_desk_that_is_not_boxed_is_found() {
        let bare = "//! A.\nimpl Desk {\n    pub async fn act(&self) {}\n}";
        check_lines("crates/desk/src/acts.rs", bare, &[3]);
        let boxed = "//! A.\nimpl Desk {\n    #[boxed]\n    pub async fn act(&self) {}\n}";
        check_lines("crates/desk/src/acts.rs", boxed, &[]);
    }

    #[test]
    fn futures_of_other_rooms_and_those_that_are_no_type_are_allowed() {
        let bare = "//! A.\npub async fn act() {}";
        check_lines("crates/store/src/acts.rs", bare, &[]);
        let open = "//! A.\nimpl Desk {\n    pub async fn act(\n        &self,\n        edit: impl FnOnce(),\n    ) {\n    }\n}";
        check_lines("crates/desk/src/acts.rs", open, &[]);
    }
}
