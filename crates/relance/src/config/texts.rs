//! How text messages leave: through which provider, under what name, at what price. Without this part of the file people
//! send them from the departures board.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use delivery::smpp::SmppSettings;
use delivery::texts::{Description, OvhKeys, brevo, callr, ovh, twilio};
use desk::texts::TextTerms;
use receivables::currency::Currency;
use serde::{Deserialize, Serialize};

use super::smpp::Smpp;

/// How text messages leave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Texts {
    /// Which carrier takes them.
    pub carrier: TextCarrierKind,
    /// Name (at most 11 letters and figures) or number shown as their sender.
    pub sender: String,
    /// What the provider asks for each part, such as `0.045`; nothing shows no price.
    pub price_per_part: Option<String>,
    /// The currency of the price.
    pub currency: Option<String>,
    /// The account or user at the provider; at OVHcloud the service (`sms-ab1234-1`).
    pub account: Option<String>,
    /// The key, token or password; better in `secret_file` or in RELANCE_TEXTS_SECRET.
    #[serde(skip_serializing)]
    pub secret: Option<String>,
    /// File that holds it on its first line.
    pub secret_file: Option<PathBuf>,
    /// OVHcloud: key of the application.
    pub application_key: Option<String>,
    /// OVHcloud: key of the one who allowed it.
    #[serde(skip_serializing)]
    pub consumer_key: Option<String>,
    /// Another address of the provider's service, such as that of another region.
    pub address: Option<String>,
    /// Folder of the .txt files; `outgoing` in the data folder when nothing is said.
    pub folder: Option<PathBuf>,
    /// The service, described: for `carrier = "http"`.
    #[serde(skip_serializing)]
    pub http: Option<Description>,
    /// The provider's line: for `carrier = "smpp"`.
    pub smpp: Option<Smpp>,
}

/// Which carrier takes text messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextCarrierKind {
    /// None: people send them.
    #[default]
    None,
    /// .txt files in a folder: nothing leaves the machine.
    Folder,
    /// Twilio.
    Twilio,
    /// Brevo.
    Brevo,
    /// Callr.
    Callr,
    /// OVHcloud.
    Ovh,
    /// A service described in `texts.http`.
    Http,
    /// The line of `texts.smpp`.
    Smpp,
}

impl Texts {
    /// On which terms they leave; nothing where people send them.
    ///
    /// # Errors
    /// A price or a currency that is none, or a sender no network takes.
    pub fn terms(&self) -> Result<Option<TextTerms>> {
        if self.carrier == TextCarrierKind::None {
            return Ok(None);
        }
        if !self.sender.is_empty() && !desk::texts::is_sender(&self.sender) {
            bail!(
                "`texts.sender` is a name of at most 11 letters and figures, or a number such as +33612345678, not `{}`",
                self.sender
            );
        }
        let currency: Currency = match &self.currency {
            None => Currency::EUR,
            Some(code) => code.parse().context("`texts.currency`")?,
        };
        let price = self.price_per_part.as_deref().map(|written| {
            TextTerms::price(written, currency).with_context(|| {
                format!("`texts.price_per_part` is a price such as \"0.045\", not `{written}`")
            })
        });
        Ok(Some(TextTerms {
            sender: self.sender.clone(),
            price: price.transpose()?,
        }))
    }

    /// The service of the provider; nothing for a folder or a line, or where people send them.
    ///
    /// # Errors
    /// A key that the provider needs and that is not given.
    pub fn service(&self) -> Result<Option<Description>> {
        let base = self.address.as_deref();
        let account = || {
            self.account
                .as_deref()
                .context("`texts.account` is not given")
        };
        Ok(Some(match self.carrier {
            TextCarrierKind::None | TextCarrierKind::Folder | TextCarrierKind::Smpp => {
                return Ok(None);
            }
            TextCarrierKind::Twilio => twilio(base, account()?, &self.secret()?),
            TextCarrierKind::Brevo => brevo(base, &self.secret()?),
            TextCarrierKind::Callr => callr(base, account()?, &self.secret()?),
            TextCarrierKind::Ovh => {
                let key = |given: &Option<String>, name: &str| {
                    given
                        .clone()
                        .with_context(|| format!("`texts.{name}` is not given"))
                };
                let keys = OvhKeys {
                    application: key(&self.application_key, "application_key")?,
                    secret: self.secret()?,
                    consumer: key(&self.consumer_key, "consumer_key")?,
                };
                ovh(base, account()?, &keys)
            }
            TextCarrierKind::Http => self
                .http
                .clone()
                .context("`texts.carrier` is `http` but `texts.http` is not described")?,
        }))
    }

    /// The line of the provider; nothing where text messages go another way.
    ///
    /// # Errors
    /// Something that the line needs and that is not given.
    pub fn line(&self) -> Result<Option<SmppSettings>> {
        if self.carrier != TextCarrierKind::Smpp {
            return Ok(None);
        }
        let smpp = self
            .smpp
            .as_ref()
            .context("`texts.carrier` is `smpp` but `texts.smpp` is not given")?;
        smpp.settings(&self.secret()?).map(Some)
    }

    fn secret(&self) -> Result<String> {
        if let Some(secret) = &self.secret {
            return Ok(secret.clone());
        }
        let path = self.secret_file.as_ref().context(
            "text messages need the key of the provider: set `texts.secret_file` or RELANCE_TEXTS_SECRET",
        )?;
        let text = std::fs::read_to_string(path)
            .with_context(|| format!("`texts.secret_file`: {} cannot be read", path.display()))?;
        Ok(text.lines().next().unwrap_or_default().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Texts {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn what_a_provider_needs_and_has_not_is_named() {
        let table = [
            ("carrier = \"twilio\"", "texts.account"),
            (
                "carrier = \"twilio\"\naccount = \"AC1\"",
                "texts.secret_file",
            ),
            ("carrier = \"ovh\"\nsecret = \"s\"", "texts.application_key"),
            ("carrier = \"http\"", "texts.http"),
        ];
        for (text, expected) in table {
            let error = format!("{:#}", read(text).service().unwrap_err());
            assert!(error.contains(expected), "{text}: {error}");
        }
        for (text, expected) in [
            (
                "carrier = \"folder\"\nprice_per_part = \"cheap\"",
                "texts.price_per_part",
            ),
            (
                "carrier = \"folder\"\nsender = \"Atelier du Port SA\"",
                "texts.sender",
            ),
            (
                "carrier = \"folder\"\ncurrency = \"EURO\"",
                "texts.currency",
            ),
        ] {
            let error = format!("{:#}", read(text).terms().unwrap_err());
            assert!(error.contains(expected), "{text}: {error}");
        }
    }

    #[test]
    fn the_line_of_a_provider_is_read_and_what_it_lacks_is_named() {
        let line = read(
            "carrier = \"smpp\"\nsecret = \"s\"\n[smpp]\nhost = \"smpp.example\"\nsystem_id = \"relance\"\n\
             receipt_names = \"hex-then-decimal\"\nnever = [\"011\"]\n",
        );
        let settings = line.line().unwrap().unwrap();
        assert_eq!((settings.port, settings.is_secured), (3550, true));
        assert_eq!(settings.password, "s");
        assert!(line.service().unwrap().is_none());
        let plain = "carrier = \"smpp\"\nsecret = \"s\"\n[smpp]\nhost = \"h\"\nsystem_id = \"r\"\ntls = false\n";
        assert_eq!(read(plain).line().unwrap().unwrap().port, 2775);
        let table = [
            ("carrier = \"smpp\"", "`texts.smpp` is not given"),
            (
                "carrier = \"smpp\"\n[smpp]\nhost = \"h\"",
                "texts.secret_file",
            ),
            (
                "carrier = \"smpp\"\nsecret = \"s\"\n[smpp]\nhost = \"h\"",
                "texts.smpp.system_id",
            ),
            (
                "carrier = \"smpp\"\nsecret = \"s\"\n[smpp]\nsystem_id = \"r\"",
                "texts.smpp.host",
            ),
        ];
        for (text, expected) in table {
            let error = format!("{:#}", read(text).line().unwrap_err());
            assert!(error.contains(expected), "{text}: {error}");
        }
    }

    #[test]
    fn any_service_can_be_described() {
        let texts = read(
            "carrier = \"http\"\nsender = \"ATELIER\"\n[http]\naddress = \"https://sms.example/send\"\n\
             headers = { authorization = \"Bearer x\" }\n\
             body = { form = { to = \"{to}\", text = \"{text}\" } }\n\
             taken = { reference = \"id\" }\n\
             calls = { reference = \"id\", status = \"state\", delivered = [\"ok\"], failed = [\"ko\"] }\n",
        );
        let service = texts.service().unwrap().unwrap();
        assert_eq!(service.address, "https://sms.example/send");
        assert_eq!(service.calls.delivered, ["ok"]);
    }
}
