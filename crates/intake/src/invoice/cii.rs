//! UN/CEFACT cross industry invoices (D16B to D22B) and their ancestor ZUGFeRD 1, to the facts of an invoice. It
//! must not care for profiles: MINIMUM and EXTENDED are the same document with more or less in it.

use std::collections::BTreeSet;

use super::due::Terms;
use super::facts::{EInvoice, Note, PrecedingInvoice, Syntax, Totals};
use super::field::{amount, amount_at, currency_at, day_at, identifier, without_blanks};
use super::party::{Address, ContactPoint, Identifier, Party};
use super::payment::{Discount, PaymentMeans};
use super::ubl;
use crate::document::Element;
use crate::reading::Problems;

/// What ZUGFeRD 1 calls otherwise.
const OLD_NAMES: &[(&str, &str)] = &[
    (
        "SpecifiedExchangedDocumentContext",
        "ExchangedDocumentContext",
    ),
    ("HeaderExchangedDocument", "ExchangedDocument"),
    (
        "SpecifiedSupplyChainTradeTransaction",
        "SupplyChainTradeTransaction",
    ),
    (
        "ApplicableSupplyChainTradeAgreement",
        "ApplicableHeaderTradeAgreement",
    ),
    (
        "ApplicableSupplyChainTradeDelivery",
        "ApplicableHeaderTradeDelivery",
    ),
    (
        "ApplicableSupplyChainTradeSettlement",
        "ApplicableHeaderTradeSettlement",
    ),
    (
        "SpecifiedTradeSettlementMonetarySummation",
        "SpecifiedTradeSettlementHeaderMonetarySummation",
    ),
];

/// Reads a cross industry invoice, and the terms it states.
pub(super) fn read(
    root: &Element,
    syntax: Syntax,
    problems: &mut Problems,
) -> (EInvoice, Vec<Terms>) {
    let absent = Element::default();
    let part = |name: &str| child(root, name).unwrap_or(&absent);
    let context = part("ExchangedDocumentContext");
    let document = part("ExchangedDocument");
    let transaction = part("SupplyChainTradeTransaction");
    let inside = |name: &str| child(transaction, name).unwrap_or(&absent);
    let agreement = inside("ApplicableHeaderTradeAgreement");
    let delivery = inside("ApplicableHeaderTradeDelivery");
    let settlement = inside("ApplicableHeaderTradeSettlement");
    let currency = currency_at(settlement, &["InvoiceCurrencyCode"], problems);
    let invoice = EInvoice {
        syntax,
        guideline: context.text_at(&["GuidelineSpecifiedDocumentContextParameter/ID"]),
        process: context.text_at(&["BusinessProcessSpecifiedDocumentContextParameter/ID"]),
        is_test: context.text_at(&["TestIndicator/Indicator"]) == "true",
        type_code: document.text_at(&["TypeCode"]),
        number: document.text_at(&["ID"]),
        issued_on: day_at(document, &["IssueDateTime"], problems),
        delivered_on: day_at(
            delivery,
            &["ActualDeliverySupplyChainEvent/OccurrenceDateTime"],
            problems,
        ),
        buyer_reference: agreement.text_at(&["BuyerReference"]),
        order_reference: reference(agreement, "BuyerOrderReferencedDocument"),
        sales_order_reference: reference(agreement, "SellerOrderReferencedDocument"),
        contract_reference: reference(agreement, "ContractReferencedDocument"),
        project_reference: agreement.text_at(&["SpecifiedProcuringProject/ID"]),
        preceding: preceding(transaction, settlement, problems),
        totals: totals(settlement, problems),
        currency,
        seller: party(agreement.at("SellerTradeParty")),
        buyer: party(agreement.at("BuyerTradeParty")),
        payee: Some(party(settlement.at("PayeeTradeParty"))).filter(|party| !party.is_empty()),
        means: means(settlement),
        payment_reference: settlement.text_at(&["PaymentReference"]),
        creditor_id: settlement.text_at(&["CreditorReferenceID"]),
        notes: notes(document),
        line_count: transaction.all("IncludedSupplyChainTradeLineItem").len() as u64,
        ..EInvoice::default()
    };
    let terms = terms(settlement, problems);
    (invoice, terms)
}

/// A child by its present name or the one it had in ZUGFeRD 1.
fn child<'a>(element: &'a Element, name: &str) -> Option<&'a Element> {
    let old = OLD_NAMES.iter().find(|(_, now)| *now == name);
    element
        .at(name)
        .or_else(|| old.and_then(|(before, _)| element.at(before)))
}

fn reference(agreement: &Element, name: &str) -> String {
    let document = agreement.at(name);
    document.map_or(String::new(), |document| {
        document.text_at(&["IssuerAssignedID", "ID"])
    })
}

/// Those of the header, then those that only a line names.
fn preceding(
    transaction: &Element,
    settlement: &Element,
    problems: &mut Problems,
) -> Vec<PrecedingInvoice> {
    let of_header = settlement.all("InvoiceReferencedDocument");
    let of_lines = transaction.all("IncludedSupplyChainTradeLineItem/InvoiceReferencedDocument");
    let mut found: Vec<PrecedingInvoice> = Vec::new();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for document in of_header.into_iter().chain(of_lines) {
        let named = PrecedingInvoice {
            number: document.text_at(&["IssuerAssignedID", "ID"]),
            issued_on: day_at(
                document,
                &["FormattedIssueDateTime", "IssueDateTime"],
                problems,
            ),
        };
        if !named.number.is_empty() && seen.insert(named.number.clone()) {
            found.push(named);
        }
    }
    found
}

fn totals(settlement: &Element, problems: &mut Problems) -> Totals {
    let Some(sums) = child(
        settlement,
        "SpecifiedTradeSettlementHeaderMonetarySummation",
    ) else {
        return Totals::default();
    };
    let currency = settlement.text_at(&["InvoiceCurrencyCode"]);
    // The VAT may be given again in the currency of its declaration.
    let taxes = sums.all("TaxTotalAmount");
    let own = taxes
        .iter()
        .find(|tax| tax.attribute("currencyID") == currency)
        .or(taxes.first());
    Totals {
        net: amount_at(sums, &["TaxBasisTotalAmount"], problems),
        vat: own.and_then(|tax| amount(tax, problems)),
        gross: amount_at(sums, &["GrandTotalAmount"], problems),
        prepaid: amount_at(sums, &["TotalPrepaidAmount"], problems),
        rounding: amount_at(sums, &["RoundingAmount"], problems),
        payable: amount_at(sums, &["DuePayableAmount"], problems),
    }
}

fn party(element: Option<&Element>) -> Party {
    let Some(element) = element else {
        return Party::default();
    };
    let tax_number = |scheme: &str| {
        element
            .all("SpecifiedTaxRegistration/ID")
            .into_iter()
            .find(|id| id.attribute("schemeID") == scheme)
            .map_or(String::new(), |id| id.words().to_string())
    };
    let ids: Vec<Identifier> = ["GlobalID", "ID"]
        .iter()
        .flat_map(|path| element.all(path))
        .map(identifier)
        .filter(|id| !id.value.is_empty())
        .collect();
    let contact = element.at("DefinedTradeContact");
    let contact_text = |paths: &[&str]| contact.map_or(String::new(), |one| one.text_at(paths));
    Party {
        name: element.text_at(&["Name"]),
        trade_name: element.text_at(&["SpecifiedLegalOrganization/TradingBusinessName"]),
        legal_id: element
            .filled_at(&["SpecifiedLegalOrganization/ID"])
            .map(identifier),
        ids,
        vat_id: tax_number("VA"),
        tax_id: tax_number("FC"),
        address: address(element.at("PostalTradeAddress")),
        electronic_address: element
            .filled_at(&["URIUniversalCommunication/URIID"])
            .map(identifier),
        contact: ContactPoint {
            name: contact_text(&["PersonName", "DepartmentName"]),
            phone: contact_text(&["TelephoneUniversalCommunication/CompleteNumber"]),
            email: contact_text(&[
                "EmailURIUniversalCommunication/URIID",
                "EmailURIUniversalCommunication/CompleteNumber",
            ]),
        },
    }
}

fn address(element: Option<&Element>) -> Address {
    let Some(element) = element else {
        return Address::default();
    };
    let lines = ["LineOne", "LineTwo", "LineThree"];
    Address {
        lines: lines
            .iter()
            .map(|path| element.text_at(&[path]))
            .filter(|line| !line.is_empty())
            .collect(),
        postcode: element.text_at(&["PostcodeCode"]),
        city: element.text_at(&["CityName"]),
        country: element.text_at(&["CountryID"]),
    }
}

fn means(settlement: &Element) -> Vec<PaymentMeans> {
    let mandate = settlement.text_at(&["SpecifiedTradePaymentTerms/DirectDebitMandateID"]);
    let read = |element: &&Element| PaymentMeans {
        code: element.text_at(&["TypeCode"]),
        text: element.text_at(&["Information"]),
        account: without_blanks(&element.text_at(&[
            "PayeePartyCreditorFinancialAccount/IBANID",
            "PayeePartyCreditorFinancialAccount/ProprietaryID",
        ])),
        account_name: element.text_at(&["PayeePartyCreditorFinancialAccount/AccountName"]),
        bic: element.text_at(&["PayeeSpecifiedCreditorFinancialInstitution/BICID"]),
        mandate: mandate.clone(),
        debited_account: without_blanks(
            &element.text_at(&["PayerPartyDebtorFinancialAccount/IBANID"]),
        ),
    };
    settlement
        .all("SpecifiedTradeSettlementPaymentMeans")
        .iter()
        .map(read)
        .collect()
}

fn notes(document: &Element) -> Vec<Note> {
    let mut notes = Vec::new();
    for note in document.all("IncludedNote") {
        let subject = note.text_at(&["SubjectCode"]);
        for content in note.all("Content") {
            let read = ubl::notes(content.words()).into_iter().map(|mut one| {
                if one.subject.is_empty() {
                    one.subject.clone_from(&subject);
                }
                one
            });
            notes.extend(read);
        }
    }
    notes
}

fn terms(settlement: &Element, problems: &mut Problems) -> Vec<Terms> {
    let mut terms = Vec::new();
    for element in settlement.all("SpecifiedTradePaymentTerms") {
        let descriptions = element.all("Description");
        let words: Vec<&str> = descriptions.iter().map(|one| one.words()).collect();
        let mut discounts = Vec::new();
        for discount in element.all("ApplicableTradePaymentDiscountTerms") {
            discounts.push(read_discount(discount, problems));
        }
        terms.push(Terms {
            words: words.join("\n"),
            due_on: day_at(element, &["DueDateDateTime"], problems),
            amount: amount_at(element, &["PartialPaymentAmount"], problems),
            discounts,
            ..Terms::default()
        });
    }
    terms
}

fn read_discount(element: &Element, problems: &mut Problems) -> Discount {
    let period = element.at("BasisPeriodMeasure");
    let unit = period.map_or("", |period| period.attribute("unitCode"));
    let per_unit = match unit {
        "WEE" => 7,
        "MON" => 30,
        _ => 1,
    };
    let days = period
        .and_then(|period| period.words().split('.').next()?.parse::<u16>().ok())
        .and_then(|count| count.checked_mul(per_unit));
    Discount {
        percent: amount_at(element, &["CalculationPercent"], problems),
        amount: amount_at(element, &["ActualDiscountAmount"], problems),
        base: amount_at(element, &["BasisAmount"], problems),
        until_on: None,
        days,
    }
}
