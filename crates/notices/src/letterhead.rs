//! Who speaks: the company, the person or department that signs, and where to pay. Must never invent:
//! what is not known is left out of what leaves.

use receivables::debtor::Address;

/// Where debtors pay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BankDetails {
    /// Holder of the account.
    pub holder: String,
    /// IBAN, with or without spaces. Empty leaves the bank details out.
    pub iban: String,
    /// BIC; may be empty.
    pub bic: String,
}

impl BankDetails {
    /// The IBAN in groups of four, as it is printed.
    pub fn printed_iban(&self) -> String {
        let letters: Vec<char> = self.iban.chars().filter(|c| !c.is_whitespace()).collect();
        let groups: Vec<String> = letters
            .chunks(4)
            .map(|group| group.iter().collect())
            .collect();
        groups.join(" ")
    }
}

/// The person or department that signs. Real ones only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sender {
    /// Name; empty signs with the company's.
    pub name: String,
    /// Function or department; may be empty.
    pub role: String,
    /// E-mail address answers go to; may be empty.
    pub email: String,
    /// Telephone number; may be empty.
    pub phone: String,
}

/// What every message of a creditor carries.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// The company's name as debtors know it.
    pub company: String,
    /// Its postal address; may be empty.
    pub address: Address,
    /// Legal mentions: form, capital, register, VAT number; may be empty.
    pub legal: String,
    /// Where to pay.
    pub bank: BankDetails,
    /// Who signs this message.
    pub sender: Sender,
}

impl Letterhead {
    /// The name that signs.
    pub fn signing_name(&self) -> &str {
        let name = self.sender.name.trim();
        if name.is_empty() { &self.company } else { name }
    }
}

/// The lines of an address that are not empty, the place as its country writes it.
pub(crate) fn address_lines(address: &Address) -> Vec<String> {
    let (code, town) = (&address.post_code, &address.town);
    let place = match address.country.as_str() {
        "GB" | "IE" => vec![town.clone(), code.clone()],
        "US" | "CA" | "AU" => vec![format!("{town} {code}")],
        _ => vec![format!("{code} {town}")],
    };
    let lines = address.lines.iter().cloned().chain(place);
    lines
        .map(|line| line.trim().to_string())
        .filter(|line| !line.is_empty())
        .collect()
}
