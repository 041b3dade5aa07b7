//! What is needed to reach an SMTP server. It must never show a password, not even in a log.

use std::str::FromStr;
use std::time::Duration;

use crate::sign_in::SignIn;

/// Where the server is and how to speak to it.
#[derive(Debug, Clone)]
pub struct SmtpSettings {
    /// Its name or address; the name must be on its certificate.
    pub host: String,
    /// Its port: 587 for STARTTLS, 465 for TLS, 25 for neither, as a rule.
    pub port: u16,
    /// How the line is protected.
    pub security: Security,
    /// Who signs in, where the server wants it.
    pub sign_in: Option<SignIn>,
    /// Certificates (PEM) to trust besides the public authorities: a company's own.
    pub authority: Option<Vec<u8>>,
    /// The name said in EHLO; the machine's own when missing.
    pub hello_name: Option<String>,
    /// How long to wait for what.
    pub patience: Patience,
}

impl SmtpSettings {
    /// A server with STARTTLS, nobody signed in, and the usual patience.
    pub fn new(host: impl Into<String>, port: u16) -> Self {
        Self {
            host: host.into(),
            port,
            security: Security::StartTls,
            sign_in: None,
            authority: None,
            hello_name: None,
            patience: Patience::default(),
        }
    }
}

/// How the line is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Not at all: for a server on the same machine.
    None,
    /// Plain at first, then TLS; a server that does not offer it is not used.
    StartTls,
    /// TLS from the first byte.
    Tls,
}

/// A word that names no [`Security`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a way to protect mail: write `starttls`, `tls` or `none`")]
pub struct UnknownSecurity(pub String);

impl FromStr for Security {
    type Err = UnknownSecurity;

    fn from_str(text: &str) -> Result<Self, UnknownSecurity> {
        match text {
            "none" => Ok(Self::None),
            "starttls" => Ok(Self::StartTls),
            "tls" => Ok(Self::Tls),
            _ => Err(UnknownSecurity(text.to_owned())),
        }
    }
}

/// How long to wait, so that carrying takes bounded time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// For the connection and each command before the content.
    pub command: Duration,
    /// For the answer to the content: a server may look for viruses first.
    pub answer: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            command: Duration::from_secs(60),
            answer: Duration::from_secs(600),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_never_shown() {
        let mut settings = SmtpSettings::new("mail.example.com", 587);
        settings.sign_in = Some(SignIn::with_password("compta", "hunter2"));
        let shown = format!("{settings:?}");
        assert!(
            shown.contains("compta") && !shown.contains("hunter2"),
            "{shown}"
        );
    }

    #[test]
    fn a_wrong_word_for_security_says_which_ones_exist() {
        assert_eq!("tls".parse(), Ok(Security::Tls));
        assert_eq!("none".parse(), Ok(Security::None));
        assert_eq!("starttls".parse(), Ok(Security::StartTls));
        let error = "ssl".parse::<Security>().unwrap_err().to_string();
        assert!(error.contains("`starttls`, `tls` or `none`"), "{error}");
    }
}
