//! Text messages through a provider's service over HTTP. Every provider is a description: where its service is, what a
//! request looks like, what its answer and its later calls mean. Must never send one message twice, nor take an answer it
//! does not understand for a refusal.

mod calls;
mod description;
mod paths;
mod providers;
mod request;
mod sign;

use async_trait::async_trait;
use desk::carrier::{Carried, Heard, NotHeard, ProviderCall, TextCarrier, TextMessage};

pub use description::{Body, Calls, Description, Login, Taken};
pub use providers::{OvhKeys, brevo, callr, ovh, twilio};
pub use sign::Signing;

use crate::http::{self, BadClient};

/// Longest answer that is read.
const MOST_BYTES: usize = 256 * 1024;
/// Where providers write what went wrong for people to read.
const SENTENCES: [&str; 6] = [
    "message",
    "error.message",
    "error_description",
    "detail",
    "title",
    "error",
];
/// How much of an answer is quoted.
const MOST_QUOTED: usize = 300;

/// A provider's service.
pub struct TextService {
    client: reqwest::Client,
    description: Description,
    callback: Option<String>,
}

impl TextService {
    /// A service as it is described. `callback` is the address the provider calls; the name of a message is added to it.
    ///
    /// # Errors
    /// [`BadClient`] when the TLS library does not start.
    pub fn new(description: Description, callback: Option<String>) -> Result<Self, BadClient> {
        Ok(TextService {
            client: http::client()?,
            description,
            callback,
        })
    }

    async fn answer(&self, message: &TextMessage) -> Result<(u16, String), Carried> {
        let callback = self
            .callback
            .as_ref()
            .map(|address| format!("{address}/{}", message.notice));
        let made = request::of(&self.description, message, callback.as_deref());
        let mut request = self
            .client
            .post(&made.address)
            .header("content-type", made.media_type);
        for (name, value) in &made.headers {
            request = request.header(name, value);
        }
        if let Some(login) = &self.description.login {
            request = request.basic_auth(&login.user, Some(&login.password));
        }
        let sent = request.body(made.body).send().await;
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
        Ok((status, String::from_utf8_lossy(&bytes).into_owned()))
    }
}

#[async_trait]
impl TextCarrier for TextService {
    async fn carry_text(&self, message: &TextMessage) -> Carried {
        match self.answer(message).await {
            Ok((status, body)) => outcome(&self.description.taken, status, &body, message),
            Err(setback) => setback,
        }
    }

    fn hear(&self, call: &ProviderCall<'_>) -> Result<Heard, NotHeard> {
        self.description.signing.check(call)?;
        calls::read(&self.description.calls, call)
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

/// What an answer means.
fn outcome(taken: &Taken, status: u16, body: &str, message: &TextMessage) -> Carried {
    let told = paths::flat_json(body);
    let at = |path: &str| told.as_ref().and_then(|told| told.get(path));
    // What providers call the sentence for people, first; the whole answer where there is none.
    let sentence = SENTENCES.iter().find_map(|path| at(path));
    let quoted = sentence.map_or(body.trim(), String::as_str);
    let quoted: String = quoted.chars().take(MOST_QUOTED).collect();
    let said = format!("HTTP {status} {quoted}").trim().to_string();
    let filled = |path: &Option<String>| {
        let path = path.as_deref().filter(|path| !path.is_empty())?;
        paths::filled(told.as_ref()?, path)
    };
    match status {
        200..=299 => {
            if let Some(words) = filled(&taken.refused) {
                return Carried::Refused { cause: words };
            }
            if let Some(words) = filled(&taken.failed) {
                return Carried::TryAgain { cause: words };
            }
            let reference = at(&taken.reference).cloned();
            Carried::Receipt {
                reference: reference.unwrap_or(said),
                bytes: message.text.clone().into_bytes(),
            }
        }
        // Our key, our credit, their address or their pace: nothing is wrong with the message.
        300..=399 | 401..=405 | 407 | 429 | 503 => Carried::TryAgain { cause: said },
        400..=499 if status != 408 => Carried::Refused { cause: said },
        // It may have been passed on before the service failed.
        _ => Carried::Unknown { evidence: said },
    }
}

#[cfg(test)]
mod tests;
