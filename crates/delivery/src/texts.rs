//! Text messages through a provider's service over HTTP. Every provider is a description: where its service is, what a
//! request looks like, what its answer and its later calls mean. Must never send one message twice, nor take an answer it
//! does not understand for a refusal.

mod calls;
mod description;
mod providers;
mod request;
mod sign;

use async_trait::async_trait;
use desk::carrier::{Carried, Heard, NotHeard, ProviderCall, TextCarrier, TextMessage};

pub use description::{Body, Calls, Description, Login, Taken};
pub use providers::{OvhKeys, brevo, callr, ovh, twilio};
pub use sign::Signing;

use crate::answer::Answer;
use crate::http::{self, BadClient};

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

    async fn answer(&self, message: &TextMessage) -> Result<Answer, Carried> {
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
        Answer::to(request.body(made.body)).await
    }
}

#[async_trait]
impl TextCarrier for TextService {
    async fn carry_text(&self, message: &TextMessage) -> Carried {
        match self.answer(message).await {
            Ok(answer) => outcome(&self.description.taken, &answer, message),
            Err(setback) => setback,
        }
    }

    fn hear(&self, call: &ProviderCall<'_>) -> Result<Heard, NotHeard> {
        self.description.signing.check(call)?;
        calls::read(&self.description.calls, call)
    }
}

/// What an answer means.
fn outcome(taken: &Taken, answer: &Answer, message: &TextMessage) -> Carried {
    let said = answer.said();
    match answer.status {
        200..=299 => {
            if let Some(words) = answer.filled(&taken.refused) {
                return Carried::Refused { cause: words };
            }
            if let Some(words) = answer.filled(&taken.failed) {
                return Carried::TryAgain { cause: words };
            }
            let reference = answer.at(&taken.reference).map(str::to_string);
            Carried::Receipt {
                reference: reference.unwrap_or(said),
                bytes: message.text.clone().into_bytes(),
            }
        }
        // Our key, our credit, their address or their pace: nothing is wrong with the message.
        300..=399 | 401..=405 | 407 | 429 | 503 => Carried::TryAgain { cause: said },
        400..=499 if answer.status != 408 => Carried::Refused { cause: said },
        // It may have been passed on before the service failed.
        _ => Carried::Unknown { evidence: said },
    }
}

#[cfg(test)]
mod tests;
