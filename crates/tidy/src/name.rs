//! Names that say nothing. A file called `utils` takes anything, so in the end it takes everything.

use crate::size::function_name;
use crate::{Finding, Source};

const BANNED: &[&str] = &[
    "utils", "util", "helpers", "helper", "common", "types", "models", "services", "service",
    "managers", "manager", "misc", "stuff",
];

/// Files, modules and functions with a banned name.
pub fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let banned_part = source
        .path
        .split('/')
        .map(|part| part.trim_end_matches(".rs"))
        .find(|part| BANNED.contains(part));
    if let Some(part) = banned_part {
        let message =
            format!("a file may not be called `{part}`: name it for the one thing it holds");
        findings.push(Finding::new(&source.path, 1, message));
    }
    let mut in_foreign_words = false;
    for (index, line) in source.code.lines().enumerate() {
        if line.starts_with("impl") {
            // What a trait calls its functions is the trait's affair.
            in_foreign_words = line.contains(" for ");
        }
        let function = if in_foreign_words {
            None
        } else {
            function_breach(line)
        };
        if let Some(message) = module_breach(line).or(function) {
            findings.push(Finding::new(&source.path, index + 1, message));
        }
    }
    findings
}

fn module_breach(line: &str) -> Option<String> {
    let after = line.trim().strip_prefix("pub ").unwrap_or(line.trim());
    let name = after
        .strip_prefix("mod ")?
        .trim_end_matches([';', '{', ' ']);
    BANNED
        .contains(&name)
        .then(|| format!("a module may not be called `{name}`: name it for the one thing it holds"))
}

fn function_breach(line: &str) -> Option<String> {
    let name = function_name(line)?;
    let noun = name.strip_prefix("get_")?;
    Some(format!(
        "`{name}`: a query is a noun, call it `{noun}`; an act is a verb of the trade"
    ))
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
    fn names_that_say_nothing_are_found() {
        check_lines("crates/desk/src/utils.rs", "", &[1]);
        check_lines("crates/desk/src/common/clock.rs", "", &[1]);
        check_lines("crates/desk/src/lib.rs", "mod a;\npub mod helpers;", &[2]);
        check_lines("crates/desk/src/lib.rs", "mod models {\n}", &[1]);
        check_lines(
            "crates/desk/src/lib.rs",
            "\n    pub fn get_debtor() {}",
            &[2],
        );
    }

    #[test]
    fn names_that_say_something_are_allowed() {
        check_lines("crates/desk/src/service_level.rs", "fn target() {}", &[]);
        check_lines(
            "crates/desk/src/lib.rs",
            "let common = map.get_mut(1);",
            &[],
        );
        let implemented = "impl Object for Debtor {\n    fn get_value() {}\n}";
        check_lines("crates/desk/src/lib.rs", implemented, &[]);
        let own = "impl Debtor {\n    fn get_value() {}\n}";
        check_lines("crates/desk/src/lib.rs", own, &[2]);
    }
}
