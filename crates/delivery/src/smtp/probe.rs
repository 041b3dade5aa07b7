//! Looks whether a mail server can be used, without sending anything: for `relance check` and the settings
//! page. It must never name a sender or a recipient.

use super::session::Session;
use super::{Setback, SmtpSettings};

/// What a server showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// The name it goes by.
    pub server: String,
    /// Whether the line was protected.
    pub is_encrypted: bool,
    /// Whether somebody signed in.
    pub is_signed_in: bool,
}

/// Connects, protects the line, signs in and says goodbye.
///
/// # Errors
/// The [`Setback`] names the stage; [`Setback::advice`] says what to correct.
pub async fn probe(settings: &SmtpSettings) -> Result<Probe, Setback> {
    let session = Session::open(settings).await?;
    let probe = Probe {
        server: session.server_name(),
        is_encrypted: session.is_encrypted(),
        is_signed_in: settings.sign_in.is_some(),
    };
    session.close().await;
    Ok(probe)
}
