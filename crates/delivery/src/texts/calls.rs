//! A provider's call, read as its description says. Pure.

use std::collections::BTreeMap;

use desk::carrier::{Heard, NotHeard, ProviderCall, TextFate};

use super::description::Calls;
use crate::paths::flat_json;

/// Longest words that are kept of a call.
const MOST_LETTERS: usize = 2_000;

/// What a call says.
pub(super) fn read(calls: &Calls, call: &ProviderCall<'_>) -> Result<Heard, NotHeard> {
    let told = told(call)?;
    let at = |path: &str| -> Option<&str> {
        let found = told.get(path).map(|value| value.trim());
        found.filter(|value| !path.is_empty() && !value.is_empty())
    };
    let is_among =
        |known: &[String], value: &str| known.iter().any(|one| one.eq_ignore_ascii_case(value));
    let status = at(&calls.status);
    let is_answer = match status {
        Some(status) => is_among(&calls.answered, status),
        None => true,
    };
    if let Some((from, text)) = at(&calls.from).zip(at(&calls.text)).filter(|_| is_answer) {
        return Ok(Heard::Answer {
            reference: short(at(&calls.answer_reference).unwrap_or_default()),
            from: from.to_string(),
            text: short(text),
        });
    }
    let Some(status) = status else {
        let names: Vec<&str> = told.keys().map(String::as_str).take(20).collect();
        let cause = format!("neither a state nor an answer among: {}", names.join(", "));
        return Err(NotHeard::NotUnderstood(cause));
    };
    let code = at(&calls.code).unwrap_or_default();
    let fate = if is_among(&calls.delivered, status) {
        TextFate::Delivered
    } else if is_among(&calls.never, status) || (!code.is_empty() && is_among(&calls.never, code)) {
        TextFate::NeverDelivered
    } else if is_among(&calls.failed, status) {
        TextFate::NotDelivered
    } else {
        TextFate::OnItsWay
    };
    let parts = [status, code, at(&calls.words).unwrap_or_default()];
    let words: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Ok(Heard::Report {
        reference: short(at(&calls.reference).unwrap_or_default()),
        fate,
        words: short(&words.join(" ")),
    })
}

fn short(text: &str) -> String {
    text.chars().take(MOST_LETTERS).collect()
}

/// The values of a call under their paths: those of the address, then those of the body.
fn told(call: &ProviderCall<'_>) -> Result<BTreeMap<String, String>, NotHeard> {
    let pairs = |bytes: &[u8]| -> Vec<(String, String)> {
        form_urlencoded::parse(bytes).into_owned().collect()
    };
    let mut told: BTreeMap<String, String> = pairs(call.query.as_bytes()).into_iter().collect();
    let text = String::from_utf8_lossy(call.body);
    let text = text.trim();
    if text.is_empty() {
        return Ok(told);
    }
    let is_json = call.media_type.contains("json") || text.starts_with(['{', '[']);
    if !is_json {
        told.extend(pairs(text.as_bytes()));
        return Ok(told);
    }
    let read = flat_json(text)
        .ok_or_else(|| NotHeard::NotUnderstood("the body is no JSON".to_string()))?;
    told.extend(read);
    Ok(told)
}
