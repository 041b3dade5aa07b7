//! Several SMTP accounts behind one carrier: each message leaves by the account of the address it comes from, as many
//! servers let nobody send in another's name. It must never try a second account for a message: the first may have taken
//! it.

use std::convert::Infallible;
use std::str::FromStr;

use async_trait::async_trait;
use desk::carrier::{Carried, Carrier, Parcel};

use crate::smtp::SmtpCarrier;

/// Whose messages an account carries.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Senders {
    /// Those of one address.
    Address(String),
    /// Those of every address of a domain.
    Domain(String),
}

impl FromStr for Senders {
    type Err = Infallible;

    /// `accounting@company.example` is an address; `company.example` and `@company.example` are a domain.
    fn from_str(text: &str) -> Result<Senders, Infallible> {
        let text = text.trim().to_lowercase();
        Ok(match text.split_once('@') {
            None => Senders::Domain(text),
            Some(("", domain)) => Senders::Domain(domain.to_string()),
            Some(_) => Senders::Address(text),
        })
    }
}

/// Accounts by the senders they carry for, and the usual one for all others.
#[derive(Debug, Clone)]
pub struct SmtpAccounts {
    usual: SmtpCarrier,
    others: Vec<(Senders, SmtpCarrier)>,
}

impl SmtpAccounts {
    /// Accounts beside the usual one. What an address says comes before what its domain says.
    pub fn new(usual: SmtpCarrier, mut others: Vec<(Senders, SmtpCarrier)>) -> Self {
        others.sort_by(|(one, _), (other, _)| one.cmp(other));
        SmtpAccounts { usual, others }
    }

    fn of(&self, from: &str) -> &SmtpCarrier {
        let from = from.trim().to_lowercase();
        let domain = from.rsplit_once('@').map_or("", |(_, domain)| domain);
        let carries = |senders: &Senders| match senders {
            Senders::Address(address) => *address == from,
            Senders::Domain(of) => of == domain,
        };
        let found = self.others.iter().find(|(senders, _)| carries(senders));
        found.map_or(&self.usual, |(_, carrier)| carrier)
    }
}

#[async_trait]
impl Carrier for SmtpAccounts {
    async fn carry(&self, parcel: &Parcel) -> Carried {
        self.of(&parcel.from.address).carry(parcel).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::smtp::SmtpSettings;

    fn account(host: &str) -> SmtpCarrier {
        SmtpCarrier::new(SmtpSettings::new(host, 25))
    }

    #[test]
    fn an_address_comes_before_its_domain_and_others_take_the_usual_account() {
        let others = ["company.example", "legal@company.example", "@other.example"];
        let others = others.map(|text| (text.parse().unwrap(), account(text)));
        let accounts = SmtpAccounts::new(account("usual"), others.into());
        let table = [
            ("accounting@company.example", "company.example"),
            ("Legal@Company.example", "legal@company.example"),
            ("anybody@other.example", "@other.example"),
            ("anybody@sub.other.example", "usual"),
            ("nobody", "usual"),
        ];
        for (from, expected) in table {
            assert_eq!(accounts.of(from).host(), expected, "{from}");
        }
    }
}
