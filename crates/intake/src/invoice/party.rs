//! Who sells, who owes, who is paid: the identifiers, addresses and contacts of a party. It must keep identifiers
//! as they are written, with their scheme.

use receivables::identifier::{Soundness, check_siren, compact};
use serde::{Deserialize, Serialize};

/// An identifier and the scheme that gives it a meaning, most often of ISO 6523.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identifier {
    /// `0002` SIREN, `0009` SIRET, `0088` GLN, `0225` French electronic address, `EM` e-mail... May be empty.
    pub scheme: String,
    /// The identifier as written.
    pub value: String,
}

/// A party of an invoice. A text that is absent is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Registered name (BT-27, BT-44, BT-59).
    pub name: String,
    /// Name it trades under when it differs (BT-28, BT-45).
    pub trade_name: String,
    /// Number in its register (BT-30, BT-47, BT-61).
    pub legal_id: Option<Identifier>,
    /// Other identifiers (BT-29, BT-46, BT-60).
    pub ids: Vec<Identifier>,
    /// VAT number (BT-31, BT-48).
    pub vat_id: String,
    /// Number at a tax office that is no VAT number (BT-32).
    pub tax_id: String,
    /// Where it is.
    pub address: Address,
    /// Where electronic documents reach it (BT-34, BT-49).
    pub electronic_address: Option<Identifier>,
    /// Whom to speak to.
    pub contact: ContactPoint,
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Lines before the post code, one to four.
    pub lines: Vec<String>,
    /// Post code.
    pub postcode: String,
    /// Town.
    pub city: String,
    /// ISO 3166 code of the country, two letters.
    pub country: String,
}

/// A person or a department at a party.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactPoint {
    /// Name of the person, else of the department.
    pub name: String,
    /// Telephone number as written.
    pub phone: String,
    /// E-mail address.
    pub email: String,
}

impl Party {
    /// True when nothing is known of it.
    pub fn is_empty(&self) -> bool {
        *self == Party::default()
    }

    /// The nine digits of its SIREN: from a SIREN, a SIRET, a French VAT number or a French electronic address,
    /// the first that passes the check; else the first that has nine digits.
    pub fn siren(&self) -> Option<String> {
        let french = |identifier: &&Identifier| {
            matches!(identifier.scheme.as_str(), "0002" | "0009" | "0225")
        };
        let registered = self.legal_id.iter().chain(&self.ids).filter(french);
        let reached = self.electronic_address.iter().filter(french);
        let written: Vec<String> = registered
            .chain(reached)
            .map(|identifier| identifier.value.clone())
            .chain(french_vat_body(&self.vat_id))
            .filter_map(|value| first_nine_digits(&value))
            .collect();
        let sound = written
            .iter()
            .find(|siren| check_siren(siren) == Soundness::Sound);
        sound.or(written.first()).cloned()
    }

    /// The identifier of a scheme.
    pub fn id_of(&self, scheme: &str) -> Option<&str> {
        self.legal_id
            .iter()
            .chain(&self.ids)
            .find(|identifier| identifier.scheme == scheme)
            .map(|identifier| identifier.value.as_str())
    }
}

fn french_vat_body(vat_id: &str) -> Option<String> {
    let body = compact(vat_id).strip_prefix("FR")?.get(2..)?.to_string();
    // Numbers of Monaco hold no SIREN.
    (body.len() == 9 && !body.starts_with("000")).then_some(body)
}

fn first_nine_digits(text: &str) -> Option<String> {
    let digits: String = compact(text).chars().take(9).collect();
    let is_number = digits.len() == 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(scheme: &str, value: &str) -> Identifier {
        Identifier {
            scheme: scheme.to_string(),
            value: value.to_string(),
        }
    }

    #[test]
    fn a_siren_is_found_wherever_it_is_written() {
        let mut party = Party {
            vat_id: "FR 44 732 829 320".to_string(),
            ..Party::default()
        };
        assert_eq!(party.siren().as_deref(), Some("732829320"));
        party.legal_id = Some(id("0009", "404 833 048 00022"));
        assert_eq!(party.siren().as_deref(), Some("404833048"));
        party.legal_id = Some(id("0002", "404833047"));
        assert_eq!(
            party.siren().as_deref(),
            Some("732829320"),
            "one that passes the check comes first"
        );
        assert_eq!(Party::default().siren(), None);
    }
}
