//! Which service prints and posts letters, and what it is called with. Without this part of the file people print and post
//! them.

use std::path::PathBuf;

use anyhow::{Context, Result};
use delivery::posting::{Description, Prices, merci_facteur, pingen};
use desk::posting_service::Cost;
use desk::texts::TextTerms;
use receivables::currency::Currency;
use serde::{Deserialize, Serialize};

/// Which service prints and posts letters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Letters {
    /// Which service takes them.
    pub service: LetterServiceKind,
    /// Merci Facteur: the service ID. Pingen: the organisation.
    pub account: Option<String>,
    /// Merci Facteur: the user letters leave for.
    pub user: Option<String>,
    /// Pingen: the client ID of the application.
    pub client_id: Option<String>,
    /// The secret key, or the secret of the application; better in `secret_file` or in RELANCE_LETTERS_SECRET.
    #[serde(skip_serializing)]
    pub secret: Option<String>,
    /// File that holds it on its first line.
    pub secret_file: Option<PathBuf>,
    /// Merci Facteur: file whose first line is the secret key of its calls.
    pub call_secret_file: Option<PathBuf>,
    /// What an ordinary letter costs, such as `1.60`, where the service does not say.
    pub price: Option<String>,
    /// What a registered letter costs, where the service does not say.
    pub price_registered: Option<String>,
    /// The currency of the prices.
    pub currency: Option<String>,
    /// What the service calls an ordinary letter, in place of its usual.
    pub ordinary: Option<String>,
    /// What the service calls a registered letter with receipt, in place of its usual.
    pub registered: Option<String>,
    /// Pingen: where the window of its envelopes is, `left` or `right`.
    pub window: Option<String>,
    /// Another address of the service, such as that of its trials.
    pub address: Option<String>,
    /// Pingen: another address that gives access tokens.
    pub token_address: Option<String>,
    /// The service, described: for `service = "http"`.
    #[serde(skip_serializing)]
    pub http: Option<Description>,
}

/// Which service takes letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterServiceKind {
    /// None: people print and post them.
    #[default]
    None,
    /// Merci Facteur.
    MerciFacteur,
    /// Pingen.
    Pingen,
    /// A service described in `letters.http`.
    Http,
}

impl LetterServiceKind {
    /// Its name on the screen.
    pub const fn name(self) -> &'static str {
        match self {
            LetterServiceKind::None => "",
            LetterServiceKind::MerciFacteur => "Merci Facteur",
            LetterServiceKind::Pingen => "Pingen",
            LetterServiceKind::Http => "HTTP",
        }
    }
}

impl Letters {
    /// The service; nothing where people post letters.
    ///
    /// # Errors
    /// A key that the service needs and that is not given.
    pub fn description(&self) -> Result<Option<Description>> {
        let base = self.address.as_deref();
        let mut description = match self.service {
            LetterServiceKind::None => return Ok(None),
            LetterServiceKind::MerciFacteur => {
                let user = given(&self.user, "user")?;
                let path = self.call_secret_file.as_deref();
                let secret = path
                    .map(|path| crate::wiring::first_line(path, "letters.call_secret_file"))
                    .transpose()?;
                merci_facteur(base, user, secret)
            }
            LetterServiceKind::Pingen => {
                let window = self.window.as_deref().unwrap_or("left");
                pingen(base, given(&self.account, "account")?, window)
            }
            LetterServiceKind::Http => self
                .http
                .clone()
                .context("`letters.service` is `http` but `letters.http` is not described")?,
        };
        let products = &mut description.products;
        if let Some(ordinary) = &self.ordinary {
            products.ordinary.clone_from(ordinary);
        }
        if let Some(registered) = &self.registered {
            products.registered.clone_from(registered);
        }
        Ok(Some(description))
    }

    /// What letters cost where the service does not say.
    ///
    /// # Errors
    /// A price or a currency that is none.
    pub fn prices(&self) -> Result<Prices> {
        let currency: Currency = match &self.currency {
            None => Currency::EUR,
            Some(code) => code.parse().context("`letters.currency`")?,
        };
        let price = |written: &Option<String>, key: &str| -> Result<Option<Cost>> {
            let Some(written) = written else {
                return Ok(None);
            };
            let price = TextTerms::price(written, currency);
            let price = price.with_context(|| {
                format!("`letters.{key}` is a price such as \"1.60\", not `{written}`")
            })?;
            Ok(Some(price))
        };
        Ok(Prices {
            ordinary: price(&self.price, "price")?,
            registered: price(&self.price_registered, "price_registered")?,
            currency,
        })
    }

    /// The secret key, or the secret of the application.
    ///
    /// # Errors
    /// There is none, or its file cannot be read.
    pub fn secret(&self) -> Result<String> {
        if let Some(secret) = &self.secret {
            return Ok(secret.clone());
        }
        let path = self.secret_file.as_ref().context(
            "the posting service needs its secret: set `letters.secret_file` or RELANCE_LETTERS_SECRET",
        )?;
        crate::wiring::first_line(path, "letters.secret_file")
    }
}

/// What a key holds that the service needs.
///
/// # Errors
/// It is not given.
pub fn given<'a>(value: &'a Option<String>, key: &str) -> Result<&'a str> {
    let value = value.as_deref().filter(|value| !value.is_empty());
    value.with_context(|| format!("`letters.{key}` is not given"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Letters {
        toml::from_str(text).unwrap()
    }

    #[test]
    fn what_a_service_needs_and_has_not_is_named() {
        let table = [
            ("service = \"merci-facteur\"", "letters.user"),
            ("service = \"pingen\"", "letters.account"),
            ("service = \"http\"", "letters.http"),
        ];
        for (text, expected) in table {
            let error = format!("{:#}", read(text).description().unwrap_err());
            assert!(error.contains(expected), "{text}: {error}");
        }
        let error = read("").secret().unwrap_err().to_string();
        assert!(error.contains("letters.secret_file"), "{error}");
        let error = read("price = \"cheap\"").prices().unwrap_err();
        assert!(error.to_string().contains("letters.price"), "{error}");
        assert_eq!(read("").description().unwrap(), None);
    }

    #[test]
    fn products_can_be_named_and_any_service_described() {
        let pingen =
            read("service = \"pingen\"\naccount = \"o\"\nregistered = \"postag_registered\"");
        let products = pingen.description().unwrap().unwrap().products;
        assert_eq!(
            (products.ordinary.as_str(), products.registered.as_str()),
            ("cheap", "postag_registered")
        );
        let described = read(
            "service = \"http\"\n[http]\nproducts = { ordinary = \"B\", registered = \"R\" }\n\
             taken = { reference = \"id\", price = \"price\" }\n\
             asked = { address = \"https://post.example/{reference}\", told = { status = \"state\", delivered = [\"ok\"] } }\n\
             [[http.steps]]\naddress = \"https://post.example/letters\"\n\
             headers = { authorization = \"Bearer x\", idempotency-key = \"{reference}\" }\n\
             body = { json = { file = \"{file_base64}\", to = \"{to_name}\", product = \"{product}\" } }\n",
        );
        let described = described.description().unwrap().unwrap();
        assert_eq!(described.steps.len(), 1);
        assert_eq!(described.asked.unwrap().told.delivered, ["ok"]);
    }
}
