//! Programs that are told what happens to accounts. Must never hold a secret that a file could hold.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

/// A program that is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Webhook {
    /// Its name; what it has taken is remembered by it, so it stays when the address changes.
    pub name: String,
    /// Where it listens: https, or http on this machine.
    pub address: String,
    /// The company it hears of, by name; every company when nothing is said.
    pub company: Option<String>,
    /// The secret it knows too, which signs what it is told; better in `secret_file`.
    #[serde(skip_serializing)]
    pub secret: Option<String>,
    /// File that holds the secret on its first line.
    pub secret_file: Option<PathBuf>,
}

impl Webhook {
    /// The program, ready to be told.
    ///
    /// # Errors
    /// The secret or the address is missing or cannot be used.
    pub fn program(&self) -> Result<delivery::Webhook> {
        let secret = match (&self.secret, &self.secret_file) {
            (Some(secret), _) => secret.clone(),
            (None, Some(path)) => crate::wiring::first_line(path, "webhook.secret_file")?,
            (None, None) => String::new(),
        };
        if secret.trim().is_empty() {
            bail!(
                "the webhook `{}` has no secret: set `webhook.secret_file`, and give the program the same",
                self.name
            );
        }
        let of = (self.name.as_str(), self.company.as_deref());
        delivery::Webhook::new(of, &self.address, secret.trim())
            .with_context(|| format!("the webhook `{}`", self.name))
    }
}

/// Refuses webhooks without a name, or two with one name.
///
/// # Errors
/// Says which.
pub fn check(webhooks: &[Webhook]) -> Result<()> {
    for (place, webhook) in webhooks.iter().enumerate() {
        let name = webhook.name.trim();
        if name.is_empty() {
            bail!("`webhook.name` is empty: name the program, for example name = \"erp\"");
        }
        if webhooks[..place]
            .iter()
            .any(|other| other.name == webhook.name)
        {
            bail!("two webhooks are named `{name}`: what each has taken is remembered by its name");
        }
    }
    Ok(())
}
