//! Rows of lists as the store takes them: debtors with their addresses, contacts with their roles.

use std::collections::BTreeMap;

use intake::list::ListedDebtor as ListRow;
use receivables::contact::{Contact, ContactRole};
use receivables::debtor::{Address, Language, Traits};
use receivables::identity::ContactId;
use store::debtor::ListedDebtor;

/// A person to write to, as a list names it.
pub(super) fn contact(
    role: ContactRole,
    name: &str,
    (email, phone): (&Option<String>, &Option<String>),
    language: &Option<String>,
) -> Contact {
    Contact {
        id: ContactId(0),
        role,
        name: name.to_string(),
        email: email.clone(),
        phone: phone.clone(),
        language: language.as_deref().and_then(Language::from_code),
        refused_on: None,
        bounced_on: None,
        texts: receivables::contact::TextReach::default(),
    }
}

/// A debtor as the store takes it.
pub(super) fn listed_debtor(row: &ListRow) -> ListedDebtor {
    let country = row
        .country
        .as_deref()
        .map(str::trim)
        .filter(|code| code.len() == 2);
    let country = country.map(str::to_ascii_uppercase);
    ListedDebtor {
        traits: traits_of(row),
        tags: row.tags.clone(),
        natural_key: row.key.clone(),
        name: row.name.clone(),
        siren: row.siren.clone(),
        vat_number: row.vat_number.clone(),
        kind: None,
        address: address_of(row, country.as_deref()),
        country,
    }
}

/// What a list knows of a debtor besides. What it leaves empty is left as it was.
fn traits_of(row: &ListRow) -> Traits {
    let said = |text: &Option<String>| text.clone().unwrap_or_default();
    Traits {
        sales_person: said(&row.sales_person),
        sector: said(&row.sector),
        company_size: said(&row.company_size),
        site: said(&row.site),
        own: BTreeMap::new(),
    }
}

/// The address of a row. Without columns for them, the last line is post code and town.
fn address_of(row: &ListRow, country: Option<&str>) -> Option<Address> {
    let country = country.unwrap_or_default().to_string();
    let lines = &row.address_lines;
    if let (Some(post_code), Some(town)) = (&row.post_code, &row.town) {
        return Some(Address {
            lines: lines.clone(),
            post_code: post_code.clone(),
            town: town.clone(),
            country,
        });
    }
    let alone = row.town.as_ref().or(row.post_code.as_ref());
    let (last, street) = match alone {
        Some(_) => (alone?, &lines[..]),
        None => lines.split_last()?,
    };
    let (post_code, town) = last
        .split_once(' ')
        .filter(|(code, _)| code.chars().any(|c| c.is_ascii_digit()))?;
    Some(Address {
        lines: street.to_vec(),
        post_code: post_code.to_string(),
        town: town.trim().to_string(),
        country,
    })
}

/// What a function written by people means.
pub(super) fn role_of(text: &str) -> ContactRole {
    let lower = text.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if says(&["fournisseur", "payable", "comptab", "account", "compta"]) {
        return ContactRole::AccountsPayable;
    }
    if says(&["daf", "financ", "trésor", "treasur", "cfo"]) {
        return ContactRole::Finance;
    }
    if says(&["achat", "acheteur", "buyer", "purchas", "procure"]) {
        return ContactRole::Buyer;
    }
    if says(&[
        "gérant",
        "président",
        "directeur général",
        "direction",
        "ceo",
        "manag",
        "owner",
    ]) {
        return ContactRole::Management;
    }
    ContactRole::Other
}
