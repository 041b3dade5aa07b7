//! Values in JSON by the path that leads to them. Pure.

use std::collections::BTreeMap;

use serde_json::Value;

/// Deepest nesting that is followed.
const DEEPEST: usize = 16;

/// Every plain value under its path; nothing when the text is no JSON.
pub(crate) fn flat_json(text: &str) -> Option<BTreeMap<String, String>> {
    let value: Value = serde_json::from_str(text).ok()?;
    let mut flat = BTreeMap::new();
    lay_flat(&value, (String::new(), 0), &mut flat);
    Some(flat)
}

fn lay_flat(value: &Value, (path, depth): (String, usize), flat: &mut BTreeMap<String, String>) {
    let under = |name: &str| match path.is_empty() {
        true => name.to_string(),
        false => format!("{path}.{name}"),
    };
    match value {
        Value::Null => {}
        Value::Bool(value) => {
            flat.insert(path, value.to_string());
        }
        Value::Number(value) => {
            flat.insert(path, value.to_string());
        }
        Value::String(value) => {
            flat.insert(path, value.clone());
        }
        Value::Array(_) | Value::Object(_) if depth == DEEPEST => {}
        Value::Array(values) => {
            for (at, value) in values.iter().enumerate() {
                lay_flat(value, (under(&at.to_string()), depth + 1), flat);
            }
        }
        Value::Object(values) => {
            for (name, value) in values {
                lay_flat(value, (under(name), depth + 1), flat);
            }
        }
    }
}

/// The values at a path or under it, joined; nothing when all of them are empty.
pub(crate) fn filled(flat: &BTreeMap<String, String>, path: &str) -> Option<String> {
    let below = format!("{path}.");
    let found: Vec<&str> = flat
        .iter()
        .filter(|(known, value)| (*known == path || known.starts_with(&below)) && !value.is_empty())
        .map(|(_, value)| value.as_str())
        .collect();
    (!found.is_empty()).then(|| found.join(", "))
}
