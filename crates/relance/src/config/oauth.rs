//! Signing in at a mail server by OAuth 2: which service gives the tokens, to which application, on whose word. Must never
//! be written out with a secret.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use delivery::oauth::{Grant, TokenService};
use serde::{Deserialize, Serialize};

/// What an application of Microsoft 365 may ask for by itself: all an administrator gave it.
const MICROSOFT_APPLICATION: &str = "https://outlook.office365.com/.default";
/// What a person at Microsoft 365 allows: sending and reading.
const MICROSOFT_PERSON: &str = "https://outlook.office.com/SMTP.Send https://outlook.office.com/IMAP.AccessAsUser.All offline_access";
const GOOGLE: &str = "https://oauth2.googleapis.com/token";

/// Where access tokens come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OAuth {
    /// `microsoft`, `google` or `other`.
    pub provider: OAuthProvider,
    /// Microsoft: the directory, by its domain or its identity.
    pub tenant: Option<String>,
    /// The application, as the provider knows it.
    pub client_id: String,
    /// Its secret; better in `client_secret_file`.
    #[serde(skip_serializing)]
    pub client_secret: Option<String>,
    /// File that holds the secret on its first line.
    pub client_secret_file: Option<PathBuf>,
    /// File whose first line is the refresh token of a person; without it the application signs in on its own word.
    pub refresh_token_file: Option<PathBuf>,
    /// The token endpoint, in place of the provider's.
    pub token_address: Option<String>,
    /// What is asked for, in place of the provider's usual.
    pub scope: Option<String>,
}

/// Who gives the tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OAuthProvider {
    /// Microsoft 365.
    Microsoft,
    /// Google Workspace and Gmail.
    Google,
    /// Any other, at `token_address`.
    Other,
}

impl OAuth {
    /// The service that gives the tokens. `part` is the part of the file that is read, for what is said when a key is
    /// missing.
    ///
    /// # Errors
    /// A key that the provider needs and that is not given.
    pub fn service(&self, part: &str) -> Result<TokenService> {
        Ok(TokenService {
            address: self.address(part)?,
            client_id: self.client_id.clone(),
            client_secret: self.secret(part)?,
            scope: self.scope(),
            grant: match &self.refresh_token_file {
                Some(file) => Grant::Person(file.clone()),
                None if self.provider == OAuthProvider::Google => {
                    bail!("`{part}.refresh_token_file` is not given: at Google a person allows it")
                }
                None => Grant::Application,
            },
        })
    }

    fn address(&self, part: &str) -> Result<String> {
        if let Some(address) = &self.token_address {
            return Ok(address.clone());
        }
        match self.provider {
            OAuthProvider::Google => Ok(GOOGLE.to_string()),
            OAuthProvider::Microsoft => {
                let missing = || format!("`{part}.tenant` is not given: the directory's domain");
                let tenant = self.tenant.as_deref().with_context(missing)?;
                let host = "https://login.microsoftonline.com";
                Ok(format!("{host}/{tenant}/oauth2/v2.0/token"))
            }
            OAuthProvider::Other => bail!("`{part}.token_address` is not given"),
        }
    }

    fn secret(&self, part: &str) -> Result<Option<String>> {
        match (&self.client_secret, &self.client_secret_file) {
            (Some(secret), _) => Ok(Some(secret.clone())),
            (None, Some(path)) => {
                let key = format!("{part}.client_secret_file");
                Ok(Some(crate::wiring::first_line(path, &key)?))
            }
            (None, None) => Ok(None),
        }
    }

    fn scope(&self) -> Option<String> {
        let is_person = self.refresh_token_file.is_some();
        let usual = match (self.provider, is_person) {
            (OAuthProvider::Microsoft, true) => Some(MICROSOFT_PERSON),
            (OAuthProvider::Microsoft, false) => Some(MICROSOFT_APPLICATION),
            (OAuthProvider::Google | OAuthProvider::Other, _) => None,
        };
        self.scope.clone().or(usual.map(str::to_string))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> OAuth {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn microsoft_gives_a_token_to_the_application_of_a_directory() {
        let asked = read(
            "provider = \"microsoft\"\ntenant = \"atelier.example\"\nclient_id = \"a\"\nclient_secret = \"s\"",
        );
        let service = asked.service("mail.oauth").unwrap();
        assert_eq!(
            service.address,
            "https://login.microsoftonline.com/atelier.example/oauth2/v2.0/token"
        );
        assert_eq!(service.scope.as_deref(), Some(MICROSOFT_APPLICATION));
        assert_eq!(service.grant, Grant::Application);
        assert!(!format!("{service:?}").contains("client_secret"));
    }

    #[test]
    fn a_missing_key_is_named_with_its_part() {
        let table = [
            (
                "provider = \"microsoft\"\nclient_id = \"a\"",
                "mail.oauth.tenant",
            ),
            (
                "provider = \"google\"\nclient_id = \"a\"",
                "mail.oauth.refresh_token_file",
            ),
            (
                "provider = \"other\"\nclient_id = \"a\"",
                "mail.oauth.token_address",
            ),
        ];
        for (text, named) in table {
            let error = read(text).service("mail.oauth").unwrap_err().to_string();
            assert!(error.contains(named), "{error}");
        }
    }
}
