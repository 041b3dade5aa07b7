//! SMTP accounts beside the usual one, each for the addresses it may send from. Must never hold a password that a file
//! could hold.

use std::path::PathBuf;

use anyhow::{Result, bail};
use serde::{Deserialize, Serialize};

use super::{MailSecurity, OAuth};

/// The account of some senders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailAccount {
    /// The addresses whose messages leave by it; a domain stands for all of its addresses.
    pub from: Vec<String>,
    /// Host of the SMTP server; that of `[mail]` when nothing is said.
    pub host: Option<String>,
    /// Port; 587 for STARTTLS, 465 for TLS, 25 for none when nothing is said.
    pub port: Option<u16>,
    /// `starttls`, `tls` or `none`; that of `[mail]` when nothing is said.
    pub security: Option<MailSecurity>,
    /// User name, when the server asks for one.
    pub user: Option<String>,
    /// Password; better in `password_file`.
    #[serde(skip_serializing)]
    pub password: Option<String>,
    /// File that holds the password on its first line.
    pub password_file: Option<PathBuf>,
    /// Signing in by OAuth 2, in place of a password.
    pub oauth: Option<OAuth>,
    /// File of a certificate authority to trust beside the public ones (PEM).
    pub authority_file: Option<PathBuf>,
}

impl MailAccount {
    /// Refuses an account that carries for nobody.
    ///
    /// # Errors
    /// Says that `from` is empty.
    pub fn check(&self) -> Result<()> {
        match self.from.iter().all(|from| from.trim().is_empty()) {
            true => bail!(
                "`mail.account.from` names nobody: write the addresses whose messages leave by this account, for example from = [\"accounting@company.example\"]"
            ),
            false => Ok(()),
        }
    }
}
