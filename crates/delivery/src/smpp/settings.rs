//! Where a provider's line is and how it is bound. Must never be shown with its password.

use std::fmt;
use std::time::Duration;

use crate::line::Place;

/// How the names of messages differ between the provider's answer and its receipts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReceiptNames {
    /// They are the same.
    #[default]
    Same,
    /// The answer names a message in hexadecimal, the receipt in decimal.
    HexThenDecimal,
    /// The answer names a message in decimal, the receipt in hexadecimal.
    DecimalThenHex,
}

/// How long things may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// For the provider to answer what it is asked.
    pub answer: Duration,
    /// A line on which nothing was heard for so long is asked whether it lives.
    pub silence: Duration,
    /// The pause before a part is offered again to a provider that asked for patience; each next one is twice as long.
    pub haste: Duration,
    /// The pause before a line that broke is opened again; each next one is twice as long, up to five minutes.
    pub reopening: Duration,
    /// How long the parts of an answer are gathered unacknowledged before they are acknowledged one by one.
    pub gathering: Duration,
    /// How long a part waits for the others before it is told alone.
    pub missing: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Patience {
            answer: Duration::from_secs(30),
            silence: Duration::from_secs(30),
            haste: Duration::from_secs(1),
            reopening: Duration::from_secs(5),
            gathering: Duration::from_secs(2),
            missing: Duration::from_secs(120),
        }
    }
}

/// A provider's line.
#[derive(Clone)]
pub struct SmppSettings {
    /// The host.
    pub host: String,
    /// The port.
    pub port: u16,
    /// TLS from the first byte.
    pub is_secured: bool,
    /// Certificates (PEM) to trust besides the public authorities.
    pub authority: Option<Vec<u8>>,
    /// The account's name.
    pub system_id: String,
    /// Its password; of at most 8 letters by the standard, and longer with some providers.
    pub password: String,
    /// What the provider calls programs like this one; empty with most.
    pub system_type: String,
    /// The numbers whose answers the line takes; empty with most.
    pub address_range: String,
    /// How names of messages differ between answers and receipts.
    pub receipt_names: ReceiptNames,
    /// Codes of receipts (`err`) that mean that the number takes no text messages.
    pub never: Vec<String>,
    /// How long things may take.
    pub patience: Patience,
}

impl SmppSettings {
    /// The line of an account, in TLS, with everything else as it is with most providers.
    pub fn new(host: &str, port: u16, (system_id, password): (&str, &str)) -> SmppSettings {
        SmppSettings {
            host: host.to_string(),
            port,
            is_secured: true,
            authority: None,
            system_id: system_id.to_string(),
            password: password.to_string(),
            system_type: String::new(),
            address_range: String::new(),
            receipt_names: ReceiptNames::Same,
            never: Vec::new(),
            patience: Patience::default(),
        }
    }

    pub(super) fn place(&self) -> Place<'_> {
        Place {
            host: &self.host,
            port: self.port,
            is_secured: self.is_secured,
            authority: self.authority.as_deref(),
        }
    }

    /// The name of a message in an answer, as its receipts can be compared with it.
    pub(super) fn name_in_answer(&self, name: &str) -> String {
        match self.receipt_names {
            ReceiptNames::HexThenDecimal => decimal(name),
            ReceiptNames::Same | ReceiptNames::DecimalThenHex => name.to_string(),
        }
    }

    /// The name of a message in a receipt, as the answer had it.
    pub(super) fn name_in_receipt(&self, name: &str) -> String {
        match self.receipt_names {
            ReceiptNames::Same => name.to_string(),
            ReceiptNames::DecimalThenHex => decimal(name),
            ReceiptNames::HexThenDecimal => {
                let bare = name.trim_start_matches('0');
                let is_number = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
                match (is_number, bare.is_empty()) {
                    (true, true) => "0".to_string(),
                    (true, false) => bare.to_string(),
                    (false, _) => name.to_string(),
                }
            }
        }
    }
}

/// A hexadecimal number in decimal; what is none stays as it is.
fn decimal(hex: &str) -> String {
    u128::from_str_radix(hex, 16).map_or_else(|_| hex.to_string(), |number| number.to_string())
}

impl fmt::Debug for SmppSettings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let SmppSettings {
            host,
            port,
            system_id,
            ..
        } = self;
        write!(out, "SMPP line of {system_id} at {host}:{port}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_messages_are_compared_as_the_provider_writes_them() {
        let with = |receipt_names| SmppSettings {
            receipt_names,
            ..SmppSettings::new("h", 1, ("s", "secret"))
        };
        let same = with(ReceiptNames::Same);
        assert_eq!(same.name_in_answer("0aF"), same.name_in_receipt("0aF"));
        let hex = with(ReceiptNames::HexThenDecimal);
        assert_eq!(hex.name_in_answer("1E240"), "123456");
        assert_eq!(hex.name_in_receipt("0000123456"), "123456");
        assert_eq!(hex.name_in_answer("not-hex"), "not-hex");
        let back = with(ReceiptNames::DecimalThenHex);
        assert_eq!(back.name_in_answer("123456"), "123456");
        assert_eq!(back.name_in_receipt("01e240"), "123456");
        assert!(!format!("{hex:?}").contains("secret"));
    }
}
