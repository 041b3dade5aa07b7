//! The stylesheet, the script and the mark, built into the program. Their addresses hold a digest of
//! their bytes, so that a browser may keep them for ever and never shows an old one.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::failure::Failure;

const STYLE: &str = include_str!("../assets/style.css");
const SCRIPT: &str = include_str!("../assets/script.js");
const MARK: &str = include_str!("../assets/mark.svg");

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The digest of all of them: 64-bit FNV-1a, enough to tell two versions apart.
const DIGEST: u64 = digest(digest(digest(0xcbf2_9ce4_8422_2325, STYLE), SCRIPT), MARK);

const fn digest(seed: u64, text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut hash = seed;
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    hash
}

/// The address of one of them.
pub(crate) fn path(name: &str) -> String {
    format!("/assets/{DIGEST:016x}/{name}")
}

/// The mark, where browsers ask for it by themselves.
pub(crate) async fn icon() -> Response {
    let described = [
        (CONTENT_TYPE, "image/svg+xml"),
        (CACHE_CONTROL, "public, max-age=86400"),
    ];
    (described, MARK).into_response()
}

/// Serves one of them. An address of another version is answered with this one, not kept by the browser.
pub(crate) async fn show(
    Path((version, name)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (media_type, text) = match name.as_str() {
        "style.css" => ("text/css; charset=utf-8", STYLE),
        "script.js" => ("text/javascript; charset=utf-8", SCRIPT),
        "mark.svg" => ("image/svg+xml", MARK),
        _ => return Err(Failure::NotFound),
    };
    let current = format!("{DIGEST:016x}");
    let tag = format!("\"{current}\"");
    let caching = if version == current {
        FOR_EVER
    } else {
        "no-cache"
    };
    let known = headers
        .get(IF_NONE_MATCH)
        .is_some_and(|sent| sent.as_bytes() == tag.as_bytes());
    if known {
        return Ok((StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response());
    }
    let described = [
        (CONTENT_TYPE, media_type),
        (CACHE_CONTROL, caching),
        (ETAG, tag.as_str()),
    ];
    Ok((described, text).into_response())
}
