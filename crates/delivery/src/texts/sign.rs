//! Signatures: those that prove our requests, and those that prove a provider's calls. Must never let an unsigned call pass
//! where the provider signs.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use desk::carrier::{NotHeard, ProviderCall};
use hmac::{Hmac, KeyInit, Mac};
use sha1::{Digest, Sha1};

/// How requests, or the provider's calls, are signed.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Signing {
    /// Not at all: the secret part of our address proves a call.
    #[default]
    None,
    /// Twilio signs its calls with the token of the account.
    TwilioCalls {
        /// The token.
        token: String,
    },
    /// OVHcloud wants requests signed with its three keys.
    OvhRequests {
        /// Key of the application.
        application: String,
        /// Its secret.
        secret: String,
        /// Key of the one who allowed it.
        consumer: String,
    },
}

impl std::fmt::Debug for Signing {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Signing::None => "None",
            Signing::TwilioCalls { .. } => "TwilioCalls",
            Signing::OvhRequests { .. } => "OvhRequests",
        })
    }
}

impl Signing {
    /// The headers that sign a request.
    pub(super) fn headers(&self, address: &str, body: &[u8]) -> Vec<(String, String)> {
        let Signing::OvhRequests {
            application,
            secret,
            consumer,
        } = self
        else {
            return Vec::new();
        };
        let stamp = seconds().to_string();
        let signature = ovh_signature((secret, consumer), (address, body), &stamp);
        [
            ("X-Ovh-Application", application.clone()),
            ("X-Ovh-Consumer", consumer.clone()),
            ("X-Ovh-Timestamp", stamp),
            ("X-Ovh-Signature", signature),
        ]
        .map(|(name, value)| (name.to_string(), value))
        .to_vec()
    }

    /// Refuses a call that does not prove where it comes from.
    pub(super) fn check(&self, call: &ProviderCall<'_>) -> Result<(), NotHeard> {
        let Signing::TwilioCalls { token } = self else {
            return Ok(());
        };
        let given = call.signature.ok_or(NotHeard::Signature)?;
        let given = STANDARD.decode(given).map_err(|_| NotHeard::Signature)?;
        let mut signed =
            Hmac::<Sha1>::new_from_slice(token.as_bytes()).map_err(|_| NotHeard::Signature)?;
        signed.update(twilio_text(call).as_bytes());
        signed.verify_slice(&given).map_err(|_| NotHeard::Signature)
    }
}

/// The address with its query, then the fields of the form in the order of their names.
fn twilio_text(call: &ProviderCall<'_>) -> String {
    let mut fields: Vec<(String, String)> =
        form_urlencoded::parse(call.body).into_owned().collect();
    fields.sort();
    let mut text = call.address.to_string();
    for (name, value) in fields {
        text.push_str(&name);
        text.push_str(&value);
    }
    text
}

fn ovh_signature(
    (secret, consumer): (&str, &str),
    (address, body): (&str, &[u8]),
    stamp: &str,
) -> String {
    let mut hash = Sha1::new();
    hash.update(format!("{secret}+{consumer}+POST+{address}+").as_bytes());
    hash.update(body);
    hash.update(format!("+{stamp}").as_bytes());
    let digest: String = hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("$1${digest}")
}

/// A request is signed with the time it leaves, which the service compares with its own.
#[expect(
    clippy::disallowed_methods,
    reason = "the service refuses a request that bears another time than now"
)]
fn seconds() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}
