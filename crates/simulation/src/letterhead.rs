//! The letterhead of the world's companies: invented people, a published example of bank details, addresses
//! that end in `.example`.

use desk::profile::{BankDetails, Profile, SenderIdentity};
use receivables::debtor::Address;

use crate::world::{COMPANY_IBAN, COMPANY_SIREN};

/// What the messages of a company of this world say about it.
pub(crate) fn letterhead(company: &str) -> Profile {
    let sender = |key: &str, name: &str, role: &str, address: &str| SenderIdentity {
        key: key.to_string(),
        name: name.to_string(),
        role: role.to_string(),
        email: format!("{address}@atelier-vauban.example"),
        phone: "+33 1 99 00 12 34".to_string(),
    };
    Profile {
        address: Address {
            lines: vec!["14 rue des Remparts".to_string()],
            post_code: "59000".to_string(),
            town: "Lille".to_string(),
            country: "FR".to_string(),
        },
        legal: format!("SAS au capital de 150 000 €, SIREN {COMPANY_SIREN}"),
        bank: BankDetails {
            holder: company.to_string(),
            iban: COMPANY_IBAN.to_string(),
            bic: "AGRIFRPPXXX".to_string(),
        },
        senders: vec![
            sender(
                "accounting",
                "Claire Aubrac",
                "Comptabilité clients",
                "comptabilite",
            ),
            sender(
                "credit-management",
                "Hélène Jolivert",
                "Crédit management",
                "credit",
            ),
            sender(
                "legal",
                "Service juridique",
                "Service juridique",
                "juridique",
            ),
        ],
        ..Profile::default()
    }
}
