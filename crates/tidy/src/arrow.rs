//! The arrows between the rooms, and the heavy crates that only one room may hold. The picture is in
//! ARCHITECTURE.md; this table must never allow what the picture does not show.

#[cfg(test)]
mod tests;

use crate::Finding;
use crate::tree::Document;

/// Each room with the rooms it may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("receivables", &[]),
    ("insight", &["receivables"]),
    ("intake", &["receivables"]),
    ("notices", &["receivables", "insight"]),
    ("store", &["receivables"]),
    (
        "desk",
        &["receivables", "insight", "intake", "notices", "store"],
    ),
    ("delivery", &["receivables", "notices", "desk"]),
    ("letters", &["notices"]),
    (
        "web",
        &["receivables", "insight", "notices", "store", "desk"],
    ),
    (
        "simulation",
        &["receivables", "intake", "notices", "store", "desk"],
    ),
    (
        "relance",
        &[
            "receivables",
            "insight",
            "intake",
            "notices",
            "store",
            "desk",
            "delivery",
            "web",
            "simulation",
        ],
    ),
    ("tidy", &[]),
];

/// What tests may use besides.
const TEST_ARROWS: &[(&str, &[&str])] = &[
    ("web", &["simulation"]),
    ("delivery", &["simulation"]),
    ("desk", &["simulation"]),
    ("letters", &["receivables"]),
];

/// Heavy or dangerous crates, with the rooms that hold them.
const QUARANTINE: &[(&str, &[&str])] = &[
    ("cel", &["receivables"]),
    ("phonenumber", &["receivables"]),
    ("rusqlite", &["store"]),
    ("tokio-postgres", &["store"]),
    ("deadpool-postgres", &["store"]),
    ("lettre", &["delivery"]),
    ("typst", &["letters"]),
    ("typst-layout", &["letters"]),
    ("typst-pdf", &["letters"]),
    ("axum", &["web"]),
    ("axum-extra", &["web"]),
    ("askama", &["web"]),
    ("minijinja", &["notices"]),
    ("clap", &["relance"]),
    ("async-imap", &["delivery"]),
    ("reqwest", &["delivery"]),
    ("rust_xlsxwriter", &["notices", "intake"]),
    ("anyhow", &["relance"]),
];

/// Reads one `Cargo.toml` of a room.
pub fn check(manifest: &Document) -> Vec<Finding> {
    let table: toml::Table = match manifest.text.parse() {
        Ok(table) => table,
        Err(error) => return vec![Finding::new(&manifest.path, 1, error.to_string())],
    };
    let room = table
        .get("package")
        .and_then(|package| package.get("name"))
        .and_then(|name| name.as_str())
        .unwrap_or("");
    let Some(allowed) = row(ARROWS, room) else {
        let message = format!(
            "the room `{room}` is not in the table of arrows: a crate must buy a rule or a quarantine, then add it to tidy/src/arrow.rs and ARCHITECTURE.md"
        );
        return vec![Finding::new(&manifest.path, 1, message)];
    };
    let in_tests = row(TEST_ARROWS, room).unwrap_or(&[]);
    let mut findings = Vec::new();
    for (section, more) in [
        ("dependencies", &[][..]),
        ("build-dependencies", &[][..]),
        ("dev-dependencies", in_tests),
    ] {
        let Some(dependencies) = table.get(section).and_then(|found| found.as_table()) else {
            continue;
        };
        for used in dependencies.keys() {
            if let Some(message) = breach(room, used, &[allowed, more]) {
                findings.push(Finding::new(
                    &manifest.path,
                    line_of(&manifest.text, used),
                    message,
                ));
            }
        }
    }
    findings
}

fn breach(room: &str, used: &str, allowed: &[&[&str]]) -> Option<String> {
    if let Some(holders) = row(QUARANTINE, used) {
        let message = format!(
            "`{room}` may not use {used}, which lives in {} only: ask that room for what is needed",
            holders.join(", ")
        );
        return (!holders.contains(&room)).then_some(message);
    }
    let is_room = row(ARROWS, used).is_some();
    let is_allowed = allowed.iter().any(|list| list.contains(&used));
    (is_room && !is_allowed).then(|| {
        format!("there is no arrow from `{room}` to `{used}`: see the map in ARCHITECTURE.md and move the code to the room it belongs to")
    })
}

fn row<'a>(table: &'a [(&str, &'a [&'a str])], name: &str) -> Option<&'a [&'a str]> {
    table
        .iter()
        .find(|(key, _)| *key == name)
        .map(|(_, list)| *list)
}

fn line_of(text: &str, name: &str) -> usize {
    let position = text.lines().position(|line| {
        line.strip_prefix(name)
            .is_some_and(|rest| rest.starts_with(['.', ' ', '=']))
    });
    position.map_or(1, |index| index + 1)
}
