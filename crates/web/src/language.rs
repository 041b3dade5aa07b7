//! The language of a page: what the person chose, else what the browser asks for, else French.

use axum::Form;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use receivables::debtor::Language;
use serde::Deserialize;

use crate::cookie::{self, A_YEAR, Lasting};
use crate::state::WebState;

/// The language a request wants.
pub(crate) fn of(headers: &HeaderMap) -> Language {
    let chosen = cookie::value(headers, cookie::LANGUAGE).and_then(Language::from_code);
    chosen.or_else(|| asked_for(headers)).unwrap_or_default()
}

/// The first language of `Accept-Language` that exists here, by weight.
fn asked_for(headers: &HeaderMap) -> Option<Language> {
    let header = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
    let mut best: Option<(f32, Language)> = None;
    for wish in header.split(',') {
        let (code, weight) = wish.split_once(";q=").unwrap_or((wish, "1"));
        let weight: f32 = weight.trim().parse().unwrap_or(0.0);
        let Some(language) = Language::from_code(code.trim()) else {
            continue;
        };
        if best.is_none_or(|(heaviest, _)| weight > heaviest) {
            best = Some((weight, language));
        }
    }
    best.map(|(_, language)| language)
}

#[derive(Deserialize)]
pub(crate) struct Choice {
    language: String,
    back: String,
}

/// Remembers the language a person chose and shows the same page again.
pub(crate) async fn choose(State(state): State<WebState>, Form(choice): Form<Choice>) -> Response {
    let language = Language::from_code(&choice.language).unwrap_or_default();
    let header = cookie::set(
        cookie::LANGUAGE,
        language.code(),
        Lasting::Seconds(A_YEAR),
        state.settings(),
    );
    (
        AppendHeaders([header]),
        Redirect::to(own_path(&choice.back)),
    )
        .into_response()
}

/// A path of this site, whatever a form says: never another site.
pub(crate) fn own_path(path: &str) -> &str {
    let is_own = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && path.bytes().all(|byte| byte.is_ascii_graphic());
    if is_own { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(accepted: &str, expected: Language) {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, accepted.parse().unwrap());
        assert_eq!(of(&headers), expected, "{accepted}");
    }

    #[test]
    fn the_browser_is_heard_by_weight() {
        check("en-GB,en;q=0.9,fr;q=0.8", Language::English);
        check("de,fr;q=0.5,en;q=0.7", Language::English);
        check("fr-CH, fr;q=0.9, en;q=0.8", Language::French);
        check("de", Language::French);
        check("", Language::French);
        check("x", Language::French);
    }

    #[test]
    fn a_form_never_sends_people_to_another_site() {
        assert_eq!(own_path("/debtors?q=a"), "/debtors?q=a");
        for elsewhere in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "",
            "/a\r\nb",
        ] {
            assert_eq!(own_path(elsewhere), "/");
        }
    }
}
