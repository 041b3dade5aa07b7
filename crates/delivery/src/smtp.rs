//! A carrier to an SMTP server. It speaks command by command, because what a lost line means depends on
//! what had been said: before the content nothing went out, after it nobody knows. It must never send the
//! content twice.

mod probe;
mod session;
mod setback;
mod settings;

use async_trait::async_trait;
use desk::carrier::{Carried, Carrier, Parcel};

pub use probe::{Probe, probe};
pub use setback::{Setback, Stage};
pub use settings::{Patience, Security, SmtpSettings, UnknownSecurity};

use crate::message::compose;
use session::Session;

/// Carries parcels to one SMTP server, one connection each.
#[derive(Debug, Clone)]
pub struct SmtpCarrier {
    settings: SmtpSettings,
}

impl SmtpCarrier {
    /// A carrier to the server of these settings. Nothing is opened before the first parcel.
    pub fn new(settings: SmtpSettings) -> Self {
        Self { settings }
    }
}

#[async_trait]
impl Carrier for SmtpCarrier {
    async fn carry(&self, parcel: &Parcel) -> Carried {
        let composed = match compose(parcel) {
            Ok(composed) => composed,
            Err(error) => {
                return Carried::Refused {
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
