//! What proves to a posting service who asks. Must never show a secret, not even in a log.

use std::fmt;
use std::sync::Arc;

use desk::clock::Clock;
use jiff::{SignedDuration, Timestamp};
use ring::hmac;
use tokio::sync::Mutex;

use crate::answer::Answer;
use crate::oauth::TokenSource;

/// A token is asked for anew so long before it ends.
const MARGIN: SignedDuration = SignedDuration::from_secs(60);
/// How long a token lasts when the service does not say.
const USUAL: SignedDuration = SignedDuration::from_hours(1);
/// What Merci Facteur wants to be told where an account is not bound to addresses of the network.
const ANY_ADDRESS: &str = "111.111.111";

/// What proves who asks.
pub enum Access {
    /// The headers of the description, and nothing else.
    Headers,
    /// An access token (OAuth 2).
    Bearer(Arc<TokenSource>),
    /// A token of Merci Facteur, asked for with a signature.
    MerciFacteur(Box<MerciFacteur>),
}

/// The account at Merci Facteur.
pub struct MerciFacteur {
    address: String,
    service: String,
    secret: String,
    clock: Clock,
    kept: Mutex<Option<(String, Timestamp)>>,
}

impl Access {
    /// The account at Merci Facteur: address of its service, service ID and secret key.
    pub fn merci_facteur(address: &str, (service, secret): (&str, &str), clock: Clock) -> Access {
        Access::MerciFacteur(Box::new(MerciFacteur {
            address: address.to_string(),
            service: service.to_string(),
            secret: secret.to_string(),
            clock,
            kept: Mutex::new(None),
        }))
    }

    /// The headers that prove who asks; what went wrong where there are none.
    pub(super) async fn headers(
        &self,
        client: &reqwest::Client,
    ) -> Result<Vec<(&'static str, String)>, String> {
        match self {
            Access::Headers => Ok(Vec::new()),
            Access::Bearer(source) => {
                let token = source.token().await.map_err(|cause| cause.to_string())?;
                Ok(vec![("authorization", format!("Bearer {token}"))])
            }
            Access::MerciFacteur(account) => {
                let token = account.token(client).await?;
                Ok(vec![
                    ("ww-access-token", token),
                    ("ww-service-id", account.service.clone()),
                ])
            }
        }
    }
}

impl fmt::Debug for Access {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Access::Headers => "Headers",
            Access::Bearer(_) => "Bearer",
            Access::MerciFacteur(_) => "MerciFacteur",
        })
    }
}

impl MerciFacteur {
    async fn token(&self, client: &reqwest::Client) -> Result<String, String> {
        let mut kept = self.kept.lock().await;
        let now = self.clock.instant();
        if let Some((token, _)) = kept.as_ref().filter(|(_, ends_at)| *ends_at > now + MARGIN) {
            return Ok(token.clone());
        }
        let stamp = now.as_second().to_string();
        let request = client
            .get(format!("{}/getToken", self.address))
            .header("ww-service-id", &self.service)
            .header("ww-timestamp", &stamp)
            .header("ww-service-signature", self.signature(&stamp))
            .header("ww-authorized-ip", ANY_ADDRESS);
        let answer = Answer::to(request).await;
        let answer = answer.map_err(|_| format!("{} does not answer", self.address))?;
        let Some(token) = answer.at("token").filter(|token| !token.is_empty()) else {
            let said = answer.said();
            return Err(format!(
                "no access token: {said}; check `letters.account`, the secret and the addresses the account is bound to"
            ));
        };
        let ends_at = answer.at("expire").and_then(|text| text.parse().ok());
        let ends_at = ends_at.and_then(|second| Timestamp::from_second(second).ok());
        let token = token.to_string();
        *kept = Some((token.clone(), ends_at.unwrap_or(now + USUAL)));
        Ok(token)
    }

    fn signature(&self, stamp: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.secret.as_bytes());
        let signed = format!("{}{stamp}", self.service);
        let tag = hmac::sign(&key, signed.as_bytes());
        tag.as_ref()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}
