//! Text messages through a provider's service over HTTP. Every provider is a description: where its service is, what a
//! request looks like, what its answer and its later calls mean. Must never send one message twice, nor take an answer it
//! does not understand for a refusal.

mod calls;
mod description;
mod paths;
mod providers;
mod request;
mod sign;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use desk::carrier::{Carried, Heard, NotHeard, ProviderCall, TextCarrier, TextMessage};
use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

pub use description::{Body, Calls, Description, Login, Taken};
pub use providers::{OvhKeys, brevo, callr, ovh, twilio};
pub use sign::Signing;

/// How long a connection may take.
const CONNECTING: Duration = Duration::from_secs(10);
/// How long a whole request may take.
const WHOLE: Duration = Duration::from_secs(30);
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

/// Why a service cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadService {
    /// The TLS library would not start.
    #[error("text messages cannot leave over TLS: {0}")]
    Tls(String),
}

impl TextService {
    /// A service as it is described. `callback` is the address the provider calls; the name of a message is added to it.
    ///
    /// # Errors
    /// [`BadService`] when the TLS library does not start.
    pub fn new(description: Description, callback: Option<String>) -> Result<Self, BadService> {
        let roots = RootCertStore {
            roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
        };
        let provider = Arc::new(crypto::ring::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|cause| BadService::Tls(cause.to_string()))?
            .with_root_certificates(roots)
            .with_no_client_auth();
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECTING)
            .timeout(WHOLE)
            .user_agent("Relance")
            .build()
            .map_err(|cause| BadService::Tls(cause.to_string()))?;
        Ok(TextService {
            client,
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
        let mut bytes = Vec::new();
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if bytes.len() + chunk.len() <= MOST_BYTES => {
                    bytes.extend_from_slice(&chunk);
                }
                Ok(Some(_) | None) => break,
                // The status said it all where it was a refusal.
                Err(_) if (400..500).contains(&status) => break,
                Err(cause) => {
                    return Err(Carried::Unknown {
                        evidence: format!("HTTP {status}, then the answer broke off: {cause}"),
                    });
                }
            }
        }
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
    let mut words = cause.to_string();
    let mut under = std::error::Error::source(cause);
    while let Some(deeper) = under {
        words = format!("{words}: {deeper}");
        under = deeper.source();
    }
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
