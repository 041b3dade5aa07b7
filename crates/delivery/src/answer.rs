//! What a service answers over HTTP, and what it means that it answers nothing. Must never take silence for a refusal.

use std::collections::BTreeMap;

use desk::carrier::Carried;

use crate::{http, paths};

/// Longest answer that is read.
const MOST_BYTES: usize = 256 * 1024;
/// Where services write what went wrong for people to read.
const SENTENCES: [&str; 8] = [
    "message",
    "error.message",
    "error.text",
    "error_description",
    "errors.0.detail",
    "detail",
    "title",
    "error",
];
/// How much of an answer is quoted.
const MOST_QUOTED: usize = 300;

/// An answer.
pub(crate) struct Answer {
    /// The status.
    pub status: u16,
    body: String,
    told: Option<BTreeMap<String, String>>,
}

impl Answer {
    /// Sends a request and reads what is answered; what a message became when nothing is.
    pub(crate) async fn to(request: reqwest::RequestBuilder) -> Result<Answer, Carried> {
        let sent = request.send().await;
        let mut response = sent.map_err(|cause| setback(&cause))?;
        let status = response.status().as_u16();
        let bytes = match http::bytes_of(&mut response, MOST_BYTES).await {
            Ok(bytes) => bytes,
            // The status said it all where it was a refusal.
            Err(_) if (400..500).contains(&status) => Vec::new(),
            Err(cause) => {
                return Err(Carried::Unknown {
                    evidence: format!("HTTP {status}, then the answer broke off: {cause}"),
                });
            }
        };
        let body = String::from_utf8_lossy(&bytes).into_owned();
        let told = paths::flat_json(&body);
        Ok(Answer { status, body, told })
    }

    /// The value at a path.
    pub(crate) fn at(&self, path: &str) -> Option<&str> {
        self.told.as_ref()?.get(path).map(String::as_str)
    }

    /// The values at a path or under it; nothing where no path is told or they are empty.
    pub(crate) fn filled(&self, path: &Option<String>) -> Option<String> {
        let path = path.as_deref().filter(|path| !path.is_empty())?;
        paths::filled(self.told.as_ref()?, path)
    }

    /// Every value under its path; nothing when the answer is no JSON.
    pub(crate) fn told(&self) -> Option<&BTreeMap<String, String>> {
        self.told.as_ref()
    }

    /// The status and the words for people: what services call the sentence, else the whole answer.
    pub(crate) fn said(&self) -> String {
        let sentence = SENTENCES.iter().find_map(|path| self.at(path));
        let quoted = sentence.unwrap_or(self.body.trim());
        let quoted: String = quoted.chars().take(MOST_QUOTED).collect();
        format!("HTTP {} {quoted}", self.status).trim().to_string()
    }
}

/// What a request that got no answer means: before a connection nothing was said, after it nobody knows.
fn setback(cause: &reqwest::Error) -> Carried {
    let words = http::words_of(cause);
    match cause.is_connect() || cause.is_builder() {
        true => Carried::TryAgain { cause: words },
        false => Carried::Unknown { evidence: words },
    }
}
