//! Where a mailbox is and how it is entered. Must never be shown with its password.

use std::fmt;

use crate::line::Place;
use crate::sign_in::SignIn;

/// How the connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImapSecurity {
    /// TLS from the first byte, port 993.
    Tls,
    /// None; for a server on the same machine only, port 143.
    None,
}

/// A mailbox.
#[derive(Clone)]
pub struct ImapSettings {
    /// The host.
    pub host: String,
    /// The port.
    pub port: u16,
    /// How the connection is protected.
    pub security: ImapSecurity,
    /// Who reads it.
    pub sign_in: SignIn,
    /// The folder, `INBOX` in most cases.
    pub folder: String,
    /// Certificates (PEM) to trust besides the public authorities.
    pub authority: Option<Vec<u8>>,
}

impl ImapSettings {
    pub(super) fn place(&self) -> Place<'_> {
        Place {
            host: &self.host,
            port: self.port,
            is_secured: self.security == ImapSecurity::Tls,
            authority: self.authority.as_deref(),
        }
    }
}

impl fmt::Debug for ImapSettings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ImapSettings { host, port, .. } = self;
        write!(out, "mailbox of {} at {host}:{port}", self.sign_in.user)
    }
}
