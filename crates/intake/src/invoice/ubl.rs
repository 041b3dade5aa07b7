//! UBL 2.0 to 2.4, invoices and credit notes, to the facts of an invoice. It must not care for profiles: a part
//! that one of them forbids is read all the same.

use std::collections::BTreeSet;

use super::due::Terms;
use super::facts::{EInvoice, Note, PrecedingInvoice, Syntax, Totals};
use super::field::{amount_at, currency_at, day_at, identifier, without_blanks};
use super::party::{Address, ContactPoint, Identifier, Party};
use super::payment::{Discount, PaymentMeans};
use crate::document::Element;
use crate::reading::Problems;

/// Reads an `Invoice` or a `CreditNote`, and the terms it states.
pub(super) fn read(
    root: &Element,
    syntax: Syntax,
    problems: &mut Problems,
) -> (EInvoice, Vec<Terms>) {
    let text = |path: &str| root.text_at(&[path]);
    let invoice = EInvoice {
        syntax,
        guideline: text("CustomizationID"),
        process: text("ProfileID"),
        is_test: false,
        type_code: root.text_at(&["InvoiceTypeCode", "CreditNoteTypeCode"]),
        number: text("ID"),
        issued_on: day_at(root, &["IssueDate"], problems),
        delivered_on: day_at(root, &["Delivery/ActualDeliveryDate"], problems),
        buyer_reference: text("BuyerReference"),
        order_reference: order_reference(root),
        sales_order_reference: text("OrderReference/SalesOrderID"),
        contract_reference: text("ContractDocumentReference/ID"),
        project_reference: text("ProjectReference/ID"),
        preceding: preceding(root, problems),
        currency: currency_at(
            root,
            &["DocumentCurrencyCode", "InvoiceCurrencyCode"],
            problems,
        ),
        totals: totals(root, problems),
        seller: party(
            root.at("AccountingSupplierParty/Party")
                .or(root.at("SellerSupplierParty/Party")),
        ),
        buyer: party(
            root.at("AccountingCustomerParty/Party")
                .or(root.at("BuyerCustomerParty/Party")),
        ),
        payee: Some(party(root.at("PayeeParty"))).filter(|party| !party.is_empty()),
        means: means(root),
        payment_reference: root.text_at(&["PaymentMeans/PaymentID", "PaymentMeans/InstructionID"]),
        creditor_id: creditor_id(root),
        notes: root
            .all("Note")
            .into_iter()
            .flat_map(|note| notes(note.words()))
            .collect(),
        line_count: (root.all("InvoiceLine").len() + root.all("CreditNoteLine").len()) as u64,
        ..EInvoice::default()
    };
    let terms = terms(root, problems);
    (invoice, terms)
}

/// UBL wants an order of the buyer even where only the seller has one: Peppol then writes `NA`.
fn order_reference(root: &Element) -> String {
    let reference = root.text_at(&["OrderReference/ID"]);
    match reference.as_str() {
        "NA" => String::new(),
        _ => reference,
    }
}

/// Those of the header, then those that only a line names.
fn preceding(root: &Element, problems: &mut Problems) -> Vec<PrecedingInvoice> {
    let references = [
        "BillingReference",
        "InvoiceLine/BillingReference",
        "CreditNoteLine/BillingReference",
    ];
    let mut found: Vec<PrecedingInvoice> = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for reference in references.iter().flat_map(|path| root.all(path)) {
        for document in &reference.children {
            let named = PrecedingInvoice {
                number: document.text_at(&["ID"]),
                issued_on: day_at(document, &["IssueDate"], problems),
            };
            let is_invoice = document.name.ends_with("DocumentReference");
            if is_invoice && !named.number.is_empty() && seen.insert(named.number.clone()) {
                found.push(named);
            }
        }
    }
    found
}

fn totals(root: &Element, problems: &mut Problems) -> Totals {
    let Some(sums) = root
        .at("LegalMonetaryTotal")
        .or(root.at("RequestedMonetaryTotal"))
    else {
        return Totals::default();
    };
    let currency = root.text_at(&["DocumentCurrencyCode"]);
    let taxes = root.all("TaxTotal/TaxAmount");
    let own = taxes
        .iter()
        .find(|tax| tax.attribute("currencyID") == currency)
        .or(taxes.first());
    Totals {
        net: amount_at(sums, &["TaxExclusiveAmount"], problems),
        vat: own.and_then(|tax| super::field::amount(tax, problems)),
        gross: amount_at(sums, &["TaxInclusiveAmount"], problems),
        prepaid: amount_at(sums, &["PrepaidAmount"], problems),
        rounding: amount_at(sums, &["PayableRoundingAmount"], problems),
        payable: amount_at(sums, &["PayableAmount"], problems),
    }
}

fn party(element: Option<&Element>) -> Party {
    let Some(element) = element else {
        return Party::default();
    };
    let text = |path: &str| element.text_at(&[path]);
    let taxes = element.all("PartyTaxScheme");
    let is_vat = |scheme: &str| matches!(scheme.to_uppercase().as_str(), "VAT" | "VA" | "");
    let tax_number = |wants_vat: bool| {
        taxes
            .iter()
            .filter(|tax| is_vat(&tax.text_at(&["TaxScheme/ID"])) == wants_vat)
            .map(|tax| tax.text_at(&["CompanyID"]))
            .find(|number| !number.is_empty())
            .unwrap_or_default()
    };
    let name = element.text_at(&["PartyLegalEntity/RegistrationName", "PartyName/Name"]);
    let trade_name = Some(text("PartyName/Name")).filter(|trade| *trade != name);
    Party {
        trade_name: trade_name.unwrap_or_default(),
        name,
        legal_id: element
            .filled_at(&["PartyLegalEntity/CompanyID"])
            .map(identifier),
        ids: element
            .all("PartyIdentification/ID")
            .into_iter()
            .map(identifier)
            .filter(|id| !id.value.is_empty() && id.scheme != "SEPA")
            .collect::<Vec<Identifier>>(),
        vat_id: tax_number(true),
        tax_id: tax_number(false),
        address: address(element.at("PostalAddress")),
        electronic_address: element.filled_at(&["EndpointID"]).map(identifier),
        contact: ContactPoint {
            name: text("Contact/Name"),
            phone: text("Contact/Telephone"),
            email: text("Contact/ElectronicMail"),
        },
    }
}

fn address(element: Option<&Element>) -> Address {
    let Some(element) = element else {
        return Address::default();
    };
    let lines = ["StreetName", "AdditionalStreetName", "AddressLine/Line"];
    Address {
        lines: lines
            .iter()
            .flat_map(|path| element.all(path))
            .map(|line| line.words().to_string())
            .filter(|line| !line.is_empty())
            .collect(),
        postcode: element.text_at(&["PostalZone"]),
        city: element.text_at(&["CityName"]),
        country: element.text_at(&["Country/IdentificationCode"]),
    }
}

fn means(root: &Element) -> Vec<PaymentMeans> {
    let read = |element: &&Element| PaymentMeans {
        code: element.text_at(&["PaymentMeansCode"]),
        text: element
            .at("PaymentMeansCode")
            .map_or(String::new(), |code| code.attribute("name").to_string()),
        account: without_blanks(&element.text_at(&["PayeeFinancialAccount/ID"])),
        account_name: element.text_at(&["PayeeFinancialAccount/Name"]),
        bic: element.text_at(&[
            "PayeeFinancialAccount/FinancialInstitutionBranch/ID",
            "PayeeFinancialAccount/FinancialInstitutionBranch/FinancialInstitution/ID",
        ]),
        mandate: element.text_at(&["PaymentMandate/ID"]),
        debited_account: without_blanks(&element.text_at(&[
            "PaymentMandate/PayerFinancialAccount/ID",
            "PayerFinancialAccount/ID",
        ])),
    };
    root.all("PaymentMeans").iter().map(read).collect()
}

fn creditor_id(root: &Element) -> String {
    ["AccountingSupplierParty/Party", "PayeeParty"]
        .iter()
        .flat_map(|path| root.all(path))
        .flat_map(|party| party.all("PartyIdentification/ID"))
        .find(|id| id.attribute("schemeID") == "SEPA")
        .map_or(String::new(), |id| id.words().to_string())
}

/// `#PMT#words#PMD#words`: the subject stands before the words, and one note may hold several.
pub(super) fn notes(text: &str) -> Vec<Note> {
    let mut found: Vec<Note> = Vec::new();
    let mut rest = text;
    while let Some((before, subject, after)) = next_subject(rest) {
        add_words(&mut found, before);
        found.push(Note {
            subject: subject.to_string(),
            text: String::new(),
        });
        rest = after;
    }
    add_words(&mut found, rest);
    found
}

fn add_words(found: &mut Vec<Note>, words: &str) {
    let words = words.trim();
    if words.is_empty() {
        return;
    }
    match found.last_mut() {
        Some(note) if note.text.is_empty() => note.text = words.to_string(),
        _ => found.push(Note {
            subject: String::new(),
            text: words.to_string(),
        }),
    }
}

fn next_subject(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices('#').find_map(|(start, _)| {
        let code = text.get(start + 1..start + 4)?;
        let is_code = code.bytes().all(|byte| byte.is_ascii_uppercase());
        let after = text.get(start + 4..)?.strip_prefix('#')?;
        is_code.then_some((&text[..start], code, after))
    })
}

fn terms(root: &Element, problems: &mut Problems) -> Vec<Terms> {
    let mut terms: Vec<Terms> = Vec::new();
    for element in root.all("PaymentTerms") {
        let notes = element.all("Note");
        let words: Vec<&str> = notes.iter().map(|note| note.words()).collect();
        let percent = amount_at(element, &["SettlementDiscountPercent"], problems);
        let discount = percent.map(|percent| Discount {
            percent: Some(percent),
            amount: amount_at(element, &["SettlementDiscountAmount"], problems),
            until_on: day_at(element, &["SettlementPeriod/EndDate"], problems),
            ..Discount::default()
        });
        terms.push(Terms {
            words: words.join("\n"),
            due_on: day_at(element, &["InstallmentDueDate", "PaymentDueDate"], problems),
            amount: amount_at(element, &["Amount"], problems),
            percent: amount_at(element, &["PaymentPercent"], problems),
            discounts: discount.into_iter().collect(),
            ..Terms::default()
        });
    }
    terms.push(Terms {
        document_due_on: day_at(root, &["DueDate"], problems),
        means_due_on: day_at(root, &["PaymentMeans/PaymentDueDate"], problems),
        ..Terms::default()
    });
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_subject_of_a_note_stands_before_its_words() {
        let read = |text: &str| -> Vec<(String, String)> {
            let pairs = notes(text).into_iter();
            pairs.map(|note| (note.subject, note.text)).collect()
        };
        let pair = |subject: &str, text: &str| (subject.to_string(), text.to_string());
        assert_eq!(read("#PMT# 40 €"), [pair("PMT", "40 €")]);
        assert_eq!(
            read("Merci #1 #PMD#3 x taux#AAB#Pas d'escompte"),
            [
                pair("", "Merci #1"),
                pair("PMD", "3 x taux"),
                pair("AAB", "Pas d'escompte")
            ]
        );
        assert_eq!(read("plain"), [pair("", "plain")]);
        assert_eq!(read("#é#é##"), [pair("", "#é#é##")]);
        assert!(read("").is_empty());
    }
}
