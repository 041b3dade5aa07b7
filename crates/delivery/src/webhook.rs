//! Tells a program what happens, by a POST with a signature (HMAC-SHA256 over the instant and the body), so that the
//! program knows who speaks and that nothing was said again later. Must never follow a redirect, and never send in the
//! clear to another machine.

use std::fmt::Write;

use async_trait::async_trait;
use desk::webhooks::EventReceiver;
use jiff::Timestamp;
use ring::hmac;

use crate::http::{BadClient, bytes_of, client, words_of};

/// What is read of an answer, in bytes: only its status counts, the rest is for a person.
const MOST_OF_ANSWER: usize = 4096;
/// What is kept of an answer that refuses, in characters.
const MOST_WORDS: usize = 200;

/// The header with the identity of the event: the same for every try.
const ID: &str = "relance-event";
/// The header with the signature: `t=SECONDS,v1=HEX`.
const SIGNATURE: &str = "relance-signature";

/// A program that is told by POST.
pub struct Webhook {
    name: String,
    company: Option<String>,
    address: reqwest::Url,
    key: hmac::Key,
    client: reqwest::Client,
}

/// A webhook that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadWebhook {
    /// The address cannot be read.
    #[error("`{0}` is not an address: write it as https://erp.company.example/relance")]
    Address(String),
    /// The address is in the clear, and not this machine's.
    #[error("`{0}` is not protected: write https, or an address of this machine")]
    InTheClear(String),
    /// TLS does not start.
    #[error(transparent)]
    Client(#[from] BadClient),
}

impl Webhook {
    /// A program at an address, which knows the same secret; told of one company, or of all.
    ///
    /// # Errors
    /// The address is none, or would send in the clear to another machine.
    pub fn new(
        (name, company): (&str, Option<&str>),
        address: &str,
        secret: &str,
    ) -> Result<Webhook, BadWebhook> {
        let url: reqwest::Url = address
            .parse()
            .map_err(|_| BadWebhook::Address(address.to_string()))?;
        let is_here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
        match url.scheme() {
            "https" => {}
            "http" if is_here => {}
            "http" => return Err(BadWebhook::InTheClear(address.to_string())),
            _ => return Err(BadWebhook::Address(address.to_string())),
        }
        Ok(Webhook {
            name: name.to_string(),
            company: company.map(str::to_string),
            address: url,
            key: hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()),
            client: client()?,
        })
    }

    fn signature(&self, body: &str, at: Timestamp) -> String {
        let seconds = at.as_second();
        let tag = hmac::sign(&self.key, format!("{seconds}.{body}").as_bytes());
        let mut text = format!("t={seconds},v1=");
        for byte in tag.as_ref() {
            // Writing into a string does not fail.
            let _ = write!(text, "{byte:02x}");
        }
        text
    }
}

#[async_trait]
impl EventReceiver for Webhook {
    fn name(&self) -> &str {
        &self.name
    }

    fn company(&self) -> Option<&str> {
        self.company.as_deref()
    }

    async fn tell(&self, id: &str, body: &str, at: Timestamp) -> Result<(), String> {
        let request = self
            .client
            .post(self.address.clone())
            .header("content-type", "application/json")
            .header(ID, id)
            .header(SIGNATURE, self.signature(body, at))
            .body(body.to_string());
        let mut answer = request.send().await.map_err(|cause| words_of(&cause))?;
        let status = answer.status();
        if status.is_success() {
            return Ok(());
        }
        let bytes = bytes_of(&mut answer, MOST_OF_ANSWER)
            .await
            .unwrap_or_default();
        let words: String = String::from_utf8_lossy(&bytes)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .chars()
            .take(MOST_WORDS)
            .collect();
        Err(format!("it answered {status}: {words}"))
    }
}

#[cfg(test)]
mod tests;
