//! The other party of a payment, in both layouts. Some banks fill in the wrong side, hence the second
//! try; a number is never shown as a name.

use crate::xml::Element;

/// Who paid, or who was paid.
#[derive(Default)]
pub(super) struct Counterparty<'a> {
    pub name: &'a str,
    pub account: &'a str,
    pub identifier: &'a str,
    pub ultimate_name: &'a str,
    pub bank: &'a str,
}

/// The other party; `payer_first` when money came in, or came back.
pub(super) fn counterparty(detail: Element<'_>, payer_first: bool) -> Counterparty<'_> {
    let parties = detail.child("RltdPties");
    let banks = detail.child("RltdAgts");
    let (own, ultimate, other) = if payer_first {
        ("Dbtr", "UltmtDbtr", "Cdtr")
    } else {
        ("Cdtr", "UltmtCdtr", "Dbtr")
    };
    let mut found = Counterparty::default();
    if let Some(parties) = parties {
        found.ultimate_name = parties.child(ultimate).map_or("", name);
        let in_turn = [own, ultimate, other];
        found.name = first(&in_turn, |role| parties.child(role).map_or("", name));
        found.identifier = first(&in_turn[..2], |role| {
            parties.child(role).map_or("", identifier)
        });
        found.account = first(&[own, other], |role| account(parties, role));
    }
    if let Some(banks) = banks {
        let bank = banks.child(if payer_first { "DbtrAgt" } else { "CdtrAgt" });
        let paths = [
            "FinInstnId/BICFI",
            "FinInstnId/BIC",
            "FinInstnId/CmbndId/BIC",
        ];
        found.bank = bank.map_or("", |bank| bank.text_at(&paths));
    }
    found
}

fn first<'a>(roles: &[&str], of: impl Fn(&str) -> &'a str) -> &'a str {
    let mut found = roles.iter().map(|role| of(role));
    found.find(|text| !text.is_empty()).unwrap_or_default()
}

fn account<'a>(parties: Element<'a>, role: &str) -> &'a str {
    let account = match role {
        "Dbtr" => parties.child("DbtrAcct"),
        _ => parties.child("CdtrAcct"),
    };
    let paths = ["Id/IBAN", "Id/Othr/Id", "Id/BBAN", "Id/PrtryAcct/Id"];
    account.map_or("", |account| account.text_at(&paths))
}

fn name<'a>(party: Element<'a>) -> &'a str {
    party.text_at(&["Nm", "Pty/Nm", "Agt/FinInstnId/Nm"])
}

/// The number a party is known by: of an organisation, else of a person.
fn identifier<'a>(party: Element<'a>) -> &'a str {
    let Some(id) = party.child("Id").or_else(|| party.at("Pty/Id")) else {
        return "";
    };
    let paths = [
        "OrgId/Othr/Id",
        "PrvtId/Othr/Id",
        "OrgId/LEI",
        "OrgId/AnyBIC",
        "OrgId/BICOrBEI",
        "OrgId/PrtryId/Id",
        "PrvtId/OthrId/Id",
    ];
    id.text_at(&paths)
}
