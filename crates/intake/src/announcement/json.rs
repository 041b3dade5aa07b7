//! The records in JSON of any of the shapes announcements come in: both interfaces of the open-data site,
//! exports, snapshots kept by other programs, one record by line. It must never lose the records before
//! a fault.

use serde_json::{Map, Value};

use super::{ANNOUNCEMENTS, record, salvage};
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// One record, with what the file says around it.
pub(super) struct Record {
    /// Its fields, names in lower case without separators.
    pub fields: Map<String, Value>,
    /// The register number the whole file is about, when it says.
    pub asked_about: Vec<String>,
}

/// How deep records are looked for below the root.
const DEPTH: usize = 6;

/// The records of a text and how many there are in all, when told.
pub(super) fn records(text: &str, problems: &mut Problems) -> (Vec<Record>, Option<u64>) {
    let mut found = Vec::new();
    let mut declared = None;
    let mut asked_about = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        match value {
            Ok(value) => {
                declared = declared.or_else(|| declared_count(&value));
                asked_about = asked(&value);
                collect(value, 0, &asked_about, &mut found);
            }
            Err(error) => {
                let line = u64::try_from(error.line()).ok();
                tell(line, ProblemKind::Malformed, &error.to_string(), problems);
                let saved = salvage::records(text);
                // What parsed whole before the fault is among what is saved.
                if saved.len() > found.len() {
                    found.clear();
                    for value in saved {
                        collect(value, 0, &asked_about, &mut found);
                    }
                }
                break;
            }
        }
    }
    if found.len() > ANNOUNCEMENTS {
        problems.add_for_file(ProblemKind::TooManyLines, "", Kept::WhatCameBefore);
        found.truncate(ANNOUNCEMENTS);
    }
    (found, declared)
}

fn tell(line: Option<u64>, kind: ProblemKind, found: &str, problems: &mut Problems) {
    problems.add(Problem {
        line,
        field: None,
        kind,
        found: shortened(found),
        kept: Kept::WhatCameBefore,
    });
}

fn declared_count(value: &Value) -> Option<u64> {
    ["nhits", "total_count", "count", "total"]
        .iter()
        .find_map(|name| value.get(name).and_then(Value::as_u64))
}

/// The argument of a snapshot: `{"args": ["880878145"], "result": ...}`.
fn asked(value: &Value) -> Vec<String> {
    let arguments = value.get("args").and_then(Value::as_array);
    arguments.map_or(Vec::new(), |all| {
        all.iter()
            .filter_map(Value::as_str)
            .map(str::to_string)
            .collect()
    })
}

fn collect(value: Value, depth: usize, asked_about: &[String], found: &mut Vec<Record>) {
    if depth > DEPTH {
        return;
    }
    match value {
        Value::Array(values) => {
            for value in values {
                collect(value, depth + 1, asked_about, found);
            }
        }
        Value::Object(fields) => {
            let fields = plain_names(fields);
            if record::is_record(&fields) {
                found.push(Record {
                    fields,
                    asked_about: asked_about.to_vec(),
                });
                return;
            }
            // Snapshots repeat some announcements by theme beside the whole list.
            let (lists, others): (Vec<_>, Vec<_>) = fields.into_iter().partition(|(name, _)| {
                matches!(
                    name.as_str(),
                    "records" | "results" | "annonces" | "fields" | "record"
                )
            });
            let chosen = if lists.is_empty() { others } else { lists };
            for (_, value) in chosen {
                collect(value, depth + 1, asked_about, found);
            }
        }
        _ => {}
    }
}

/// `date_parution`, `dateParution` and `dateparution` are one name.
fn plain_names(fields: Map<String, Value>) -> Map<String, Value> {
    fields
        .into_iter()
        .map(|(name, value)| {
            let name: String = name
                .chars()
                .filter(|c| !matches!(c, '_' | '-' | ' '))
                .flat_map(char::to_lowercase)
                .collect();
            (name, value)
        })
        .collect()
}

/// A value that is an object, or the text of one: the interface gives nested parts as text.
pub(super) fn nested(value: Option<&Value>) -> Option<Value> {
    match value? {
        Value::String(text) if text.trim_start().starts_with(['{', '[']) => {
            serde_json::from_str(text).ok()
        }
        Value::String(_) | Value::Null => None,
        other => Some(other.clone()),
    }
}

/// A value as text: texts, numbers; empty for anything else.
pub(super) fn text_of(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.trim().to_string(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
