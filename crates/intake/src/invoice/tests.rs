//! Invoices written here: each dialect, each way of stating a claim, each damage.

use super::*;
use jiff::civil::date;
use receivables::money::Money;

fn cii(type_code: &str, terms: &str, sums: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rsm:CrossIndustryInvoice xmlns:rsm=\"r\" xmlns:ram=\"a\" xmlns:udt=\"u\">\
         <rsm:ExchangedDocument><ram:ID>F-1</ram:ID><ram:TypeCode>{type_code}</ram:TypeCode><ram:IssueDateTime>\
         <udt:DateTimeString format=\"102\">20260105</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>\
         <rsm:SupplyChainTradeTransaction><ram:IncludedSupplyChainTradeLineItem><ram:SpecifiedLineTradeSettlement>\
         <ram:InvoiceReferencedDocument><ram:IssuerAssignedID>F-0</ram:IssuerAssignedID></ram:InvoiceReferencedDocument>\
         </ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem><ram:ApplicableHeaderTradeAgreement>\
         <ram:BuyerTradeParty><ram:Name>Dupont &amp; Fils</ram:Name></ram:BuyerTradeParty>\
         </ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeSettlement>\
         <ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>{terms}\
         <ram:SpecifiedTradeSettlementHeaderMonetarySummation>{sums}</ram:SpecifiedTradeSettlementHeaderMonetarySummation>\
         </ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"
    )
}

fn sums(gross: &str, prepaid: &str, payable: &str) -> String {
    let sum = |name: &str, amount: &str| match amount {
        "" => String::new(),
        _ => format!("<ram:{name}>{amount}</ram:{name}>"),
    };
    sum("GrandTotalAmount", gross)
        + &sum("TotalPrepaidAmount", prepaid)
        + &sum("DuePayableAmount", payable)
}

fn ubl(root: &str, body: &str) -> String {
    format!(
        "<{root} xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:{root}-2\" xmlns:cbc=\"c\" xmlns:cac=\"d\">\
         <cbc:ID>U-1</cbc:ID><cbc:IssueDate>2026-01-05</cbc:IssueDate><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>\
         {body}</{root}>"
    )
}

fn one(text: &str) -> (EInvoice, Problems) {
    let read = read(text.as_bytes());
    let invoice = read.facts.invoices.into_iter().next();
    (
        invoice.unwrap_or_else(|| panic!("an invoice: {text}")),
        read.problems,
    )
}

#[test]
fn a_claim_has_the_sign_of_its_document() {
    let table = [
        ("380", "120.00", "", "120.00", Some(12_000)),
        ("380", "-120.00", "", "-120.00", Some(-12_000)),
        ("380", "120.00", "150.00", "-30.00", Some(-3_000)),
        ("380", "120.00", "20.00", "", Some(10_000)),
        ("381", "120.00", "", "120.00", Some(-12_000)),
        ("381", "-120.00", "", "-120.00", Some(-12_000)),
        ("384", "120.00", "", "120.00", Some(12_000)),
        ("384", "-8.79", "", "-8.79", Some(-879)),
        ("389", "120.00", "", "120.00", Some(12_000)),
        ("503", "120.00", "", "120.00", Some(-12_000)),
        ("380", "", "", "", None),
    ];
    for (code, gross, prepaid, payable, expected) in table {
        let (invoice, _) = one(&cii(code, "", &sums(gross, prepaid, payable)));
        assert_eq!(
            invoice.claim(),
            expected.map(Money::eur),
            "{code} {payable}"
        );
    }
}

#[test]
fn a_corrective_invoice_replaces_or_adjusts() {
    let correction = |amount: &str| {
        one(&cii("384", "", &sums(amount, "", amount)))
            .0
            .correction()
    };
    assert_eq!(correction("120.00"), Some(Correction::Replaces));
    assert_eq!(correction("-8.79"), Some(Correction::Adjusts));
    assert_eq!(
        one(&cii("380", "", &sums("1", "", "1"))).0.correction(),
        None
    );
}

#[test]
fn doubts_about_amounts_are_told() {
    let table = [
        ("381", sums("-5", "", "-5"), ProblemKind::DoubtfulSign),
        ("380", sums("100", "20", "90"), ProblemKind::TotalsDiffer),
        ("380", sums("100", "", ""), ProblemKind::Assumed),
        (
            "380",
            sums("100", "", "1 00,00"),
            ProblemKind::AmbiguousAmount,
        ),
        ("380", sums("100", "", "cent"), ProblemKind::InvalidAmount),
        ("999", sums("100", "", "100"), ProblemKind::UnknownCode),
        ("", sums("100", "", "100"), ProblemKind::Assumed),
    ];
    for (code, sums, kind) in table {
        let (_, problems) = one(&cii(code, "", &sums));
        assert!(problems.contains(kind), "{code} {sums}: {problems:?}");
    }
    let (invoice, problems) = one(&cii("380", "", &sums("100", "", "100")));
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(invoice.buyer.name, "Dupont & Fils");
    assert_eq!(invoice.preceding[0].number, "F-0", "named on a line only");
    assert_eq!(invoice.line_count, 1);
}

#[test]
fn a_due_date_says_how_it_was_found() {
    let terms = |inside: &str| {
        format!("<ram:SpecifiedTradePaymentTerms>{inside}</ram:SpecifiedTradePaymentTerms>")
    };
    let date_of = |day: &str| {
        format!(
            "<ram:DueDateDateTime><udt:DateTimeString format=\"102\">{day}</udt:DateTimeString></ram:DueDateDateTime>"
        )
    };
    let words = |text: &str| format!("<ram:Description>{text}</ram:Description>");
    let discount = "<ram:ApplicableTradePaymentDiscountTerms><ram:BasisPeriodMeasure unitCode=\"DAY\">10</ram:BasisPeriodMeasure>\
        <ram:CalculationPercent>2.00</ram:CalculationPercent></ram:ApplicableTradePaymentDiscountTerms>";
    let table = [
        (
            terms(&date_of("20260204")),
            Some((date(2026, 2, 4), DueSource::Document)),
            0,
        ),
        (
            terms(&words("30 jours net")),
            Some((date(2026, 2, 4), DueSource::DelayInWords)),
            0,
        ),
        (
            terms(&words("Payable le 04/02/2026")),
            Some((date(2026, 2, 4), DueSource::DayInWords)),
            0,
        ),
        (
            terms(&words("à réception")),
            Some((date(2026, 1, 5), DueSource::OnReceiptInWords)),
            0,
        ),
        (
            terms(&words("30 jours fin de mois")),
            Some((date(2026, 2, 28), DueSource::EndOfMonthInWords)),
            0,
        ),
        (
            terms(&(date_of("20260115") + discount)) + &terms(&date_of("20260204")),
            Some((date(2026, 2, 4), DueSource::Document)),
            1,
        ),
        (
            terms(&(date_of("20260204") + discount)),
            Some((date(2026, 2, 4), DueSource::Document)),
            1,
        ),
        (terms(&words("#SKONTO#TAGE=14#PROZENT=2.00#")), None, 1),
        (String::new(), None, 0),
    ];
    for (terms, expected, discounts) in table {
        let (invoice, problems) = one(&cii("380", &terms, &sums("100", "", "100")));
        let found = invoice.due.map(|due| (due.on, due.source));
        assert_eq!(found, expected, "{terms}");
        assert_eq!(invoice.discounts.len(), discounts, "{terms}");
        let is_doubtful = expected.is_some_and(|(_, source)| source.is_from_words());
        assert_eq!(
            problems.contains(ProblemKind::DueFromText),
            is_doubtful,
            "{terms}"
        );
    }
}

#[test]
fn partial_payments_are_instalments() {
    let part = |day: &str, amount: &str| {
        format!(
            "<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString>{day}</udt:DateTimeString>\
             </ram:DueDateDateTime><ram:PartialPaymentAmount>{amount}</ram:PartialPaymentAmount></ram:SpecifiedTradePaymentTerms>"
        )
    };
    let terms = part("20260305", "60") + &part("20260205", "40");
    let (invoice, problems) = one(&cii("380", &terms, &sums("100", "", "100")));
    assert!(problems.is_empty(), "{problems:?}");
    let days: Vec<_> = invoice
        .instalments
        .iter()
        .map(|part| (part.amount.to_string(), part.due.clone().map(|due| due.on)))
        .collect();
    assert_eq!(
        days,
        [
            ("40".into(), Some(date(2026, 2, 5))),
            ("60".into(), Some(date(2026, 3, 5)))
        ]
    );
    assert_eq!(invoice.due.map(|due| due.on), Some(date(2026, 2, 5)));
    let (_, problems) = one(&cii(
        "380",
        &(part("20260305", "60") + &part("20260205", "30")),
        &sums("100", "", "100"),
    ));
    assert!(problems.contains(ProblemKind::TotalsDiffer));
}

#[test]
fn a_ubl_credit_note_has_its_due_date_with_the_means() {
    let (invoice, _) = one(&ubl(
        "CreditNote",
        "<cac:PaymentMeans><cbc:PaymentMeansCode name=\"SEPA\">58</cbc:PaymentMeansCode><cbc:PaymentDueDate>2026-02-04</cbc:PaymentDueDate>\
         <cbc:PaymentID>REF</cbc:PaymentID><cac:PayeeFinancialAccount><cbc:ID>FR76 3000 6000 0112 3456 7890 189</cbc:ID>\
         </cac:PayeeFinancialAccount></cac:PaymentMeans><cac:LegalMonetaryTotal><cbc:PayableAmount currencyID=\"EUR\">12</cbc:PayableAmount>\
         </cac:LegalMonetaryTotal>",
    ));
    assert_eq!(invoice.kind(), DocumentKind::CreditNote);
    assert_eq!(invoice.claim(), Some(Money::eur(-1_200)));
    assert_eq!(
        invoice.due.as_ref().map(|due| due.source),
        Some(DueSource::Means)
    );
    assert_eq!(
        invoice.account().map(|means| means.account.as_str()),
        Some("FR7630006000011234567890189")
    );
    assert_eq!(invoice.payment_reference, "REF");
}

#[test]
fn wrong_identifiers_are_told_and_kept() {
    let party = "<cac:AccountingCustomerParty><cac:Party><cac:PartyTaxScheme><cbc:CompanyID>FR84404833048</cbc:CompanyID></cac:PartyTaxScheme>\
        <cac:PartyLegalEntity><cbc:RegistrationName>A</cbc:RegistrationName><cbc:CompanyID schemeID=\"0002\">404833047</cbc:CompanyID>\
        </cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>";
    let (invoice, problems) = one(&ubl("Invoice", party));
    let told: Vec<_> = problems
        .iter()
        .filter(|problem| problem.kind == ProblemKind::CheckDigits)
        .map(|problem| problem.field.clone().unwrap_or_default())
        .collect();
    assert_eq!(told, ["Buyer SIREN", "Buyer VAT"]);
    assert_eq!(invoice.buyer.id_of("0002"), Some("404833047"));
}

#[test]
fn damage_keeps_what_could_be_read() {
    let whole = cii("380", "", &sums("100", "", "100"));
    let cut = &whole[..whole.find("<ram:DuePayableAmount>").unwrap()];
    let (invoice, problems) = one(cut);
    assert_eq!(
        (invoice.number.as_str(), invoice.claim()),
        ("F-1", Some(Money::eur(10_000)))
    );
    assert!(problems.contains(ProblemKind::TruncatedFile));
    let windows: Vec<u8> = whole
        .replace("Dupont &amp; Fils", "Société")
        .chars()
        .map(|c| c as u8)
        .collect();
    let read = read(&windows);
    assert_eq!(read.facts.invoices[0].buyer.name, "Société");
    assert!(read.problems.contains(ProblemKind::BadEncoding));
    let two = format!(
        "<Batch>{}{}</Batch>",
        &whole[38..],
        &whole[38..].replace("F-1", "F-2").replace("100", "x")
    );
    let read = super::read(two.as_bytes());
    assert_eq!(read.facts.invoices.len(), 2);
    assert_eq!(
        read.facts.invoices[0].claim(),
        Some(Money::eur(10_000)),
        "not lost with the other"
    );
}

#[test]
fn an_entity_is_never_expanded() {
    let bomb = format!(
        "<!DOCTYPE a [<!ENTITY b \"{}\"><!ENTITY c \"&b;&b;&b;&b;\">]>{}",
        "x".repeat(1000),
        &cii("380", "", &sums("100", "", "100")).replace("F-1", "F&c;1")[38..]
    );
    let (invoice, problems) = one(&bomb);
    assert_eq!(invoice.number, "F1");
    assert!(problems.contains(ProblemKind::UnsafeDocument));
}

#[test]
fn what_is_no_invoice_is_told() {
    for text in [
        "<Invoice/>",
        "<html><body/></html>",
        "",
        "\0\0\0",
        "nom;prénom\n",
    ] {
        let read = read(text.as_bytes());
        assert!(
            read.facts.invoices.is_empty() && !read.problems.is_empty(),
            "{text}"
        );
    }
}
