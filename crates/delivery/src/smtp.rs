//! A carrier to an SMTP server. It speaks command by command, because what a lost line means depends on
//! what had been said: before the content nothing went out, after it nobody knows. It must never send the
//! content twice.

mod probe;
mod session;
mod setback;
mod settings;

use std::sync::Arc;

use async_trait::async_trait;
use desk::carrier::{Carried, Carrier, Parcel};

pub use probe::{Probe, probe};
pub use setback::{Setback, Stage};
pub use settings::{Patience, Security, SmtpSettings, UnknownSecurity};

use crate::dkim::{DkimKey, signed};
use crate::message::compose;
use session::Session;

/// Carries parcels to one SMTP server, one connection each.
#[derive(Debug, Clone)]
pub struct SmtpCarrier {
    settings: SmtpSettings,
    keys: Arc<[DkimKey]>,
}

impl SmtpCarrier {
    /// A carrier to the server of these settings. Nothing is opened before the first parcel.
    pub fn new(settings: SmtpSettings) -> Self {
        Self {
            settings,
            keys: Arc::new([]),
        }
    }

    /// Its server.
    #[cfg(test)]
    pub(crate) fn host(&self) -> &str {
        &self.settings.host
    }

    /// The same, signing what leaves with the keys of its sender's domain.
    pub fn with_keys(mut self, keys: Vec<DkimKey>) -> Self {
        self.keys = keys.into();
        self
    }
}

#[async_trait]
impl Carrier for SmtpCarrier {
    async fn carry(&self, parcel: &Parcel) -> Carried {
        let mut composed = match compose(parcel) {
            Ok(composed) => composed,
            Err(error) => {
                return Carried::Refused {
                    cause: error.to_string(),
                };
            }
        };
        let signer = (parcel.from.address.as_str(), parcel.dated_at);
        composed.bytes = match signed(composed.bytes, &self.keys, signer) {
            Ok(bytes) => bytes,
            Err(error) => {
                return Carried::TryAgain {
                    cause: error.to_string(),
                };
            }
        };
        let mut session = match Session::open(&self.settings).await {
            Ok(session) => session,
            Err(setback) => return setback.carried(),
        };
        let answer = session.give(&composed).await;
        if !matches!(&answer, Err(setback) if setback.lost_the_line()) {
            session.close().await;
        }
        match answer {
            Ok(reference) => Carried::Receipt {
                reference,
                bytes: composed.bytes,
            },
            Err(setback) => {
                tracing::warn!(notice = %parcel.notice, %setback, "a parcel did not leave");
                setback.carried()
            }
        }
    }
}
