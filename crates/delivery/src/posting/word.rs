//! What a service tells of letters, read as its description says. Pure.

use std::collections::BTreeMap;

use desk::carrier::{NotHeard, ProviderCall};
use desk::posting_service::{LetterFate, LetterWord};

use super::description::Told;
use crate::paths::flat_json;

/// Longest words that are kept.
const MOST_LETTERS: usize = 500;

type Values = BTreeMap<String, String>;

/// What a call says.
pub(super) fn of_call(told: &Told, call: &ProviderCall<'_>) -> Result<Vec<LetterWord>, NotHeard> {
    let values = values(call)?;
    let words = words(told, &values);
    if words.is_empty() {
        let names: Vec<&str> = values.keys().map(String::as_str).take(20).collect();
        let cause = format!("no letter with a state among: {}", names.join(", "));
        return Err(NotHeard::NotUnderstood(cause));
    }
    Ok(words)
}

/// What values under their paths say: of each letter of the list, or of one.
pub(super) fn words(told: &Told, values: &Values) -> Vec<LetterWord> {
    let Some(list) = told.list.as_deref().filter(|list| !list.is_empty()) else {
        return word(told, "", values).into_iter().collect();
    };
    let mut words = Vec::new();
    for place in 0.. {
        let before = format!("{list}.{place}.");
        if !values.keys().any(|path| path.starts_with(&before)) {
            break;
        }
        words.extend(word(told, &before, values));
    }
    words
}

/// What is said of one letter; nothing where no state stands.
fn word(told: &Told, before: &str, values: &Values) -> Option<LetterWord> {
    let at = |path: &str| -> Option<&str> {
        let found = values.get(&format!("{before}{path}"));
        let found = found.map(|value| value.trim());
        found.filter(|value| !path.is_empty() && !value.is_empty())
    };
    let status = at(&told.status)?;
    let is_among = |known: &[String]| known.iter().any(|one| one.eq_ignore_ascii_case(status));
    let fate = if is_among(&told.delivered) {
        LetterFate::Delivered
    } else if is_among(&told.returned) {
        LetterFate::Returned
    } else if is_among(&told.posted) {
        LetterFate::Posted
    } else {
        LetterFate::OnItsWay
    };
    let words = at(&told.words).unwrap_or(status);
    Some(LetterWord {
        reference: at(&told.reference).unwrap_or_default().to_string(),
        ours: at(&told.ours).unwrap_or_default().to_string(),
        fate,
        tracking: at(&told.tracking).map(str::to_string),
        words: words.chars().take(MOST_LETTERS).collect(),
    })
}

/// The values of a call under their paths. A field of a form that holds JSON is read like JSON under its name.
fn values(call: &ProviderCall<'_>) -> Result<Values, NotHeard> {
    let text = String::from_utf8_lossy(call.body);
    let text = text.trim();
    if call.media_type.contains("json") || text.starts_with(['{', '[']) {
        let not_json = || NotHeard::NotUnderstood("the body is no JSON".to_string());
        return flat_json(text).ok_or_else(not_json);
    }
    let mut values = Values::new();
    for (name, value) in form_urlencoded::parse(text.as_bytes()).into_owned() {
        match flat_json(&value).filter(|_| value.starts_with(['{', '['])) {
            Some(inner) => {
                let inner = inner.into_iter();
                values.extend(inner.map(|(path, value)| (format!("{name}.{path}"), value)));
            }
            None => {
                values.insert(name, value);
            }
        }
    }
    Ok(values)
}
