//! Column types that mean the same in both engines. A type that only one of them knows must never enter
//! a migration: the same SQL text would then read two different things.

use crate::Finding;
use crate::tree::Document;

/// Identities, counts and money; days, instants, words and JSON; bytes of evidence.
const PORTABLE: &[&str] = &["bigint", "text", "bytea"];
/// First words of a line of `create table` that is not a column.
const CONSTRAINTS: &[&str] = &["primary", "unique", "check", "foreign", "constraint"];

/// Column types of a migration.
pub fn check(migration: &Document) -> Vec<Finding> {
    let text = without_comments(&migration.text);
    let mut findings = Vec::new();
    let mut from = 0;
    while let Some(found) = text[from..].find("create table") {
        let start = from + found;
        let Some(open) = text[start..].find('(').map(|at| start + at + 1) else {
            break;
        };
        let (columns, end) = columns(&text, open);
        for (at, column) in columns {
            if let Some(message) = breach(column) {
                let line = text[..at].matches('\n').count() + 1;
                findings.push(Finding::new(&migration.path, line, message));
            }
        }
        from = end;
    }
    findings
}

fn breach(column: &str) -> Option<String> {
    let mut words = column.split_whitespace();
    let name = words.next()?;
    if CONSTRAINTS.contains(&name) {
        return None;
    }
    let found = words.next().unwrap_or("no type");
    (!PORTABLE.contains(&found)).then(|| {
        format!(
            "column `{name}` is {found}: only {} mean the same in both engines",
            PORTABLE.join(", ")
        )
    })
}

/// The comma-separated parts of the bracket that opens before `open`, with their offsets, and its end.
fn columns(text: &str, open: usize) -> (Vec<(usize, &str)>, usize) {
    let mut parts = Vec::new();
    let mut depth = 1_usize;
    let mut start = open;
    for (offset, character) in text[open..].char_indices() {
        let at = open + offset;
        match character {
            '(' => depth += 1,
            ')' if depth == 1 => {
                parts.push(part(text, start, at));
                return (parts, at);
            }
            ')' => depth -= 1,
            ',' if depth == 1 => {
                parts.push(part(text, start, at));
                start = at + 1;
            }
            _ => {}
        }
    }
    (parts, text.len())
}

fn part(text: &str, start: usize, end: usize) -> (usize, &str) {
    let whole = &text[start..end];
    let leading = whole.len() - whole.trim_start().len();
    (start + leading, whole.trim())
}

/// Lower case, with comments blanked so that lines keep their numbers.
fn without_comments(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| line.split("--").next().unwrap_or("").to_lowercase())
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<usize> {
        let migration = Document {
            path: "crates/store/migrations/0001_first.sql".to_owned(),
            text: text.to_owned(),
        };
        check(&migration).iter().map(|f| f.line).collect()
    }

    #[test]
    fn a_type_of_one_engine_only_is_found() {
        let text = "-- a\ncreate table a (\n  id bigint primary key, -- ok\n  at timestamptz,\n  b boolean not null\n);\nCREATE TABLE b (c jsonb);";
        assert_eq!(found(text), [4, 5, 7]);
    }

    #[test]
    fn portable_types_and_constraints_are_allowed() {
        let text = "create table a (\n id bigint primary key,\n b text not null references c (d),\n m bytea,\n check (b in ('x', 'y')),\n unique (id, b)\n);";
        assert_eq!(found(text), []);
    }
}
