//! The line of a provider that speaks SMPP. Must never hold the password: that is the secret of `texts`.

use std::path::PathBuf;

use anyhow::{Context, Result};
use delivery::smpp::{ReceiptNames, SmppSettings};
use serde::{Deserialize, Serialize};

/// The usual port without TLS, and with it.
const PORTS: (u16, u16) = (2775, 3550);

/// A provider's line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Smpp {
    /// The provider's host.
    pub host: String,
    /// Its port.
    pub port: Option<u16>,
    /// TLS from the first byte.
    pub tls: bool,
    /// Certificate of an authority to trust beside the public ones (PEM).
    pub authority_file: Option<PathBuf>,
    /// The account's name.
    pub system_id: String,
    /// What the provider calls programs like this one.
    pub system_type: String,
    /// The numbers whose answers the line takes.
    pub address_range: String,
    /// How names of messages differ between the provider's answer and its receipts.
    pub receipt_names: ReceiptNamesKind,
    /// Codes of receipts (`err`) that mean that the number takes no text messages.
    pub never: Vec<String>,
}

/// How names of messages differ between the provider's answer and its receipts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReceiptNamesKind {
    /// They do not.
    #[default]
    Same,
    /// Hexadecimal in the answer, decimal in the receipt.
    HexThenDecimal,
    /// Decimal in the answer, hexadecimal in the receipt.
    DecimalThenHex,
}

impl Default for Smpp {
    fn default() -> Self {
        Smpp {
            host: String::new(),
            port: None,
            tls: true,
            authority_file: None,
            system_id: String::new(),
            system_type: String::new(),
            address_range: String::new(),
            receipt_names: ReceiptNamesKind::Same,
            never: Vec::new(),
        }
    }
}

impl Smpp {
    /// The settings of the line, with the secret of the account.
    ///
    /// # Errors
    /// Something that is not given, or a certificate that cannot be read.
    pub fn settings(&self, secret: &str) -> Result<SmppSettings> {
        let given = |value: &str, key: &str| match value.is_empty() {
            true => anyhow::bail!("`texts.carrier` is `smpp` but `texts.smpp.{key}` is not given"),
            false => Ok(()),
        };
        given(&self.host, "host")?;
        given(&self.system_id, "system_id")?;
        let authority = self.authority_file.as_ref().map(|path| {
            std::fs::read(path).with_context(|| {
                format!(
                    "`texts.smpp.authority_file`: {} cannot be read",
                    path.display()
                )
            })
        });
        let usual = if self.tls { PORTS.1 } else { PORTS.0 };
        let account = (self.system_id.as_str(), secret);
        Ok(SmppSettings {
            is_secured: self.tls,
            authority: authority.transpose()?,
            system_type: self.system_type.clone(),
            address_range: self.address_range.clone(),
            receipt_names: match self.receipt_names {
                ReceiptNamesKind::Same => ReceiptNames::Same,
                ReceiptNamesKind::HexThenDecimal => ReceiptNames::HexThenDecimal,
                ReceiptNamesKind::DecimalThenHex => ReceiptNames::DecimalThenHex,
            },
            never: self.never.clone(),
            ..SmppSettings::new(&self.host, self.port.unwrap_or(usual), account)
        })
    }
}
