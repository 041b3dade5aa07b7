//! The configuration: one TOML file, then environment variables over it. Every key is described in
//! `docs/manual/configuration.md`; an unknown key is an error that names it.

mod account;
mod dkim;
pub mod letters;
mod oauth;
mod smpp;
mod texts;
mod webhook;

use std::path::{Path, PathBuf};

pub use account::MailAccount;
use anyhow::{Context, Result, bail};
pub use dkim::Dkim;
pub use letters::{LetterServiceKind, Letters};
pub use oauth::OAuth;
use serde::{Deserialize, Serialize};
pub use texts::{TextCarrierKind, Texts};
use web::CallLink;
pub use webhook::Webhook;

/// Where the installation lies, listens and sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Folder of the installation: database, key, outgoing mail of the folder carrier.
    pub data: PathBuf,
    /// `postgres://...`; nothing for the SQLite file in the data folder.
    pub database: Option<String>,
    /// Number of this process in the installation, 0 to 1023; two processes never share one.
    pub node: u16,
    /// Address and port of the pages.
    pub listen: String,
    /// The address people type, for links in what is sent.
    pub public_address: Option<String>,
    /// What a telephone number leads to when it is pressed: `tel:{number}` when nothing is said.
    pub call_link: CallLink,
    /// Time of day of the daily run, in each creditor's time zone, `HH:MM`.
    pub daily_run_at: String,
    /// Folder that is watched for files to take in; `inbox` in the data folder when nothing is said.
    pub inbox: Option<PathBuf>,
    /// How messages leave.
    pub mail: Mail,
    /// How text messages leave.
    pub texts: Texts,
    /// Which service prints and posts letters, where one does.
    pub letters: Letters,
    /// Mailboxes whose answers and bounces are fetched.
    pub mailbox: Vec<MailboxConfig>,
    /// Programs that are told what happens to accounts.
    pub webhook: Vec<Webhook>,
    /// The instant a rehearsal stands still at; never in the file, only `--rehearse-at` on the command line.
    #[serde(skip)]
    pub rehearse_at: Option<jiff::Timestamp>,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            data: PathBuf::from("relance-data"),
            database: None,
            node: 1,
            listen: "127.0.0.1:7373".to_string(),
            public_address: None,
            call_link: CallLink::default(),
            daily_run_at: "07:30".to_string(),
            inbox: None,
            mail: Mail::default(),
            texts: Texts::default(),
            letters: Letters::default(),
            mailbox: Vec::new(),
            webhook: Vec::new(),
            rehearse_at: None,
        }
    }
}

/// How messages leave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// `folder` (messages are written as .eml files) or `smtp`.
    pub carrier: MailCarrier,
    /// Folder of the .eml files; `outgoing` in the data folder when nothing is said.
    pub folder: Option<PathBuf>,
    /// Host of the SMTP server.
    pub host: Option<String>,
    /// Port; 587 for STARTTLS, 465 for TLS, 25 for none when nothing is said.
    pub port: Option<u16>,
    /// `starttls`, `tls` or `none`.
    pub security: MailSecurity,
    /// User name, when the server asks for one.
    pub user: Option<String>,
    /// Password; better in `password_file` or in RELANCE_MAIL_PASSWORD.
    #[serde(skip_serializing)]
    pub password: Option<String>,
    /// File that holds the password on its first line.
    pub password_file: Option<PathBuf>,
    /// Signing in by OAuth 2, in place of a password.
    pub oauth: Option<OAuth>,
    /// File of a certificate authority to trust beside the public ones (PEM).
    pub authority_file: Option<PathBuf>,
    /// Address messages come from.
    pub from: Option<String>,
    /// Keys that sign what leaves, each for a domain.
    #[serde(deserialize_with = "dkim::one_or_several")]
    pub dkim: Vec<Dkim>,
    /// Accounts of their own for some senders.
    pub account: Vec<MailAccount>,
}

/// A mailbox that is read over IMAP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailboxConfig {
    /// The company, by name; may be left out where there is one.
    pub company: Option<String>,
    /// Host of the IMAP server.
    pub host: String,
    /// Port; 993 for TLS, 143 for none when nothing is said.
    pub port: Option<u16>,
    /// `tls` or `none`.
    #[serde(default)]
    pub security: MailboxSecurity,
    /// User name.
    pub user: String,
    /// Password; better in `password_file`.
    #[serde(skip_serializing)]
    pub password: Option<String>,
    /// File that holds the password on its first line.
    pub password_file: Option<PathBuf>,
    /// Signing in by OAuth 2, in place of a password.
    pub oauth: Option<OAuth>,
    /// The folder; `INBOX` when nothing is said.
    pub folder: Option<String>,
    /// File of a certificate authority to trust beside the public ones (PEM).
    pub authority_file: Option<PathBuf>,
}

/// How the connection to an IMAP server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MailboxSecurity {
    /// TLS from the first byte.
    #[default]
    Tls,
    /// None; for a server on the same machine only.
    None,
}

/// Which carrier takes e-mail.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MailCarrier {
    /// .eml files in a folder: nothing leaves the machine.
    #[default]
    Folder,
    /// An SMTP server.
    Smtp,
}

/// How the connection to the SMTP server is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MailSecurity {
    /// Plain first, then TLS by STARTTLS; refused when the server has none.
    #[default]
    Starttls,
    /// TLS from the first byte.
    Tls,
    /// None; for a server on the same machine only.
    None,
}

impl Config {
    /// Reads the file (none: the defaults), then the environment over it.
    pub fn read(
        file: Option<&Path>,
        environment: impl Fn(&str) -> Option<String>,
    ) -> Result<Config> {
        let mut config = match file {
            Some(path) => {
                let text = std::fs::read_to_string(path).with_context(|| {
                    format!("the configuration file {} cannot be read", path.display())
                })?;
                toml::from_str(&text)
                    .with_context(|| format!("in the configuration file {}", path.display()))?
            }
            None => Config::default(),
        };
        config.overlay(&environment)?;
        config.check()?;
        Ok(config)
    }

    fn overlay(&mut self, environment: &impl Fn(&str) -> Option<String>) -> Result<()> {
        let text = |name: &str, place: &mut Option<String>| {
            if let Some(value) = environment(name) {
                *place = Some(value);
            }
        };
        text("RELANCE_DATABASE", &mut self.database);
        text("RELANCE_PUBLIC_ADDRESS", &mut self.public_address);
        text("RELANCE_MAIL_HOST", &mut self.mail.host);
        text("RELANCE_MAIL_USER", &mut self.mail.user);
        text("RELANCE_MAIL_PASSWORD", &mut self.mail.password);
        text("RELANCE_MAIL_FROM", &mut self.mail.from);
        text("RELANCE_TEXTS_SECRET", &mut self.texts.secret);
        text("RELANCE_LETTERS_SECRET", &mut self.letters.secret);
        dkim::overlay(&mut self.mail.dkim, environment)?;
        if let Some(folder) = environment("RELANCE_DATA") {
            self.data = folder.into();
        }
        if let Some(folder) = environment("RELANCE_INBOX") {
            self.inbox = Some(folder.into());
        }
        if let Some(listen) = environment("RELANCE_LISTEN") {
            self.listen = listen;
        }
        if let Some(node) = environment("RELANCE_NODE") {
            self.node = node
                .parse()
                .context("RELANCE_NODE is a number from 0 to 1023")?;
        }
        if let Some(port) = environment("RELANCE_MAIL_PORT") {
            self.mail.port = Some(port.parse().context("RELANCE_MAIL_PORT is a port number")?);
        }
        match environment("RELANCE_MAIL_CARRIER").as_deref() {
            None => {}
            Some("folder") => self.mail.carrier = MailCarrier::Folder,
            Some("smtp") => self.mail.carrier = MailCarrier::Smtp,
            Some(other) => bail!("RELANCE_MAIL_CARRIER is `folder` or `smtp`, not `{other}`"),
        }
        match environment("RELANCE_MAIL_SECURITY").as_deref() {
            None => {}
            Some("starttls") => self.mail.security = MailSecurity::Starttls,
            Some("tls") => self.mail.security = MailSecurity::Tls,
            Some("none") => self.mail.security = MailSecurity::None,
            Some(other) => {
                bail!("RELANCE_MAIL_SECURITY is `starttls`, `tls` or `none`, not `{other}`")
            }
        }
        Ok(())
    }

    fn check(&self) -> Result<()> {
        if self.node > 1023 {
            bail!("`node` is a number from 0 to 1023, not {}", self.node);
        }
        if self.mail.carrier == MailCarrier::Smtp && self.mail.host.is_none() {
            bail!("`mail.carrier` is `smtp` but `mail.host` is not given");
        }
        if self.mail.oauth.is_some() && self.mail.user.is_none() {
            bail!("`mail.oauth` is given but `mail.user` is not: the address that signs in");
        }
        self.mail.account.iter().try_for_each(MailAccount::check)?;
        for one in &self.mail.dkim {
            one.check()?;
        }
        self.daily_run_time()?;
        webhook::check(&self.webhook)?;
        self.texts.terms()?;
        self.letters.prices()?;
        Ok(())
    }

    /// The time of day of the daily run.
    pub fn daily_run_time(&self) -> Result<jiff::civil::Time> {
        jiff::civil::Time::strptime("%H:%M", &self.daily_run_at).with_context(|| {
            format!(
                "`daily_run_at` is a time such as \"07:30\", not `{}`",
                self.daily_run_at
            )
        })
    }

    /// The watched folder.
    pub fn inbox_folder(&self) -> PathBuf {
        self.inbox
            .clone()
            .unwrap_or_else(|| self.data.join("inbox"))
    }

    /// The folder of .eml files.
    pub fn mail_folder(&self) -> PathBuf {
        self.mail
            .folder
            .clone()
            .unwrap_or_else(|| self.data.join("outgoing"))
    }
}

/// What the environment says about a name.
pub fn from_environment(name: &str) -> Option<String> {
    #[allow(
        clippy::disallowed_methods,
        reason = "configuration is the one place that reads the environment"
    )]
    let value = std::env::var(name).ok();
    value.filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, environment: &[(&str, &str)]) -> Result<Config> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("relance.toml");
        std::fs::write(&path, text)?;
        Config::read(Some(&path), |name| {
            environment
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| (*value).to_string())
        })
    }

    #[test]
    fn the_environment_rules_over_the_file() {
        let config = read(
            "listen = \"0.0.0.0:80\"\n[mail]\nhost = \"a\"",
            &[("RELANCE_MAIL_HOST", "b")],
        )
        .unwrap();
        assert_eq!(
            (config.listen.as_str(), config.mail.host.as_deref()),
            ("0.0.0.0:80", Some("b"))
        );
    }

    /// A file, an environment, and what the error names.
    type Case = (
        &'static str,
        &'static [(&'static str, &'static str)],
        &'static str,
    );

    #[test]
    fn a_wrong_key_or_value_is_named() {
        let table: [Case; 7] = [
            (
                "[[webhook]]\nname = \"erp\"\naddress = \"https://a\"\n[[webhook]]\nname = \"erp\"\naddress = \"https://b\"",
                &[],
                "two webhooks are named `erp`",
            ),
            (
                "[[mail.account]]\nfrom = [\" \"]\nuser = \"a\"",
                &[],
                "names nobody",
            ),
            ("colour = 1", &[], "colour"),
            ("node = 5000", &[], "0 to 1023"),
            ("daily_run_at = \"soon\"", &[], "daily_run_at"),
            ("[mail]\ncarrier = \"smtp\"", &[], "mail.host"),
            (
                "",
                &[("RELANCE_MAIL_SECURITY", "maybe")],
                "RELANCE_MAIL_SECURITY",
            ),
        ];
        for (text, environment, expected) in table {
            let error = format!("{:#}", read(text, environment).unwrap_err());
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
