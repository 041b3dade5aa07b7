//! Whatever the bytes of an e-invoice, a PDF or a life-cycle message: reading ends, with facts or with problems, and
//! damage does not lose what came before it.

mod data_folder;

use data_folder::{bytes, data};
use intake::{format, hybrid, invoice, life_cycle};
use proptest::prelude::*;

const UBL: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\">\
    <ID>F-1</ID><IssueDate>2026-01-05</IssueDate><InvoiceTypeCode>380</InvoiceTypeCode><Note>#PMT#40 €</Note>\
    <DocumentCurrencyCode>EUR</DocumentCurrencyCode><AccountingCustomerParty><Party><PartyLegalEntity>\
    <RegistrationName>Dupont &amp; Fils</RegistrationName></PartyLegalEntity></Party></AccountingCustomerParty>\
    <PaymentTerms><Note>2 % d'escompte sous 8 jours, 30 jours net</Note></PaymentTerms><LegalMonetaryTotal>\
    <TaxInclusiveAmount>120.00</TaxInclusiveAmount><PayableAmount currencyID=\"EUR\">120.00</PayableAmount></LegalMonetaryTotal>\
    <InvoiceLine><ID>1</ID></InvoiceLine></Invoice>";
const CDAR: &str = "<CrossDomainAcknowledgementAndResponse><ExchangedDocument><IssueDateTime><DateTimeString format=\"204\">\
    20250701151500</DateTimeString></IssueDateTime></ExchangedDocument><AcknowledgementDocument><ReferenceReferencedDocument>\
    <IssuerAssignedID>F-1</IssuerAssignedID><ProcessConditionCode>212</ProcessConditionCode><SpecifiedDocumentStatus>\
    <SpecifiedDocumentCharacteristic><TypeCode>MEN</TypeCode><ValueAmount currencyID=\"EUR\">12</ValueAmount>\
    </SpecifiedDocumentCharacteristic></SpecifiedDocumentStatus></ReferenceReferencedDocument></AcknowledgementDocument>\
    </CrossDomainAcknowledgementAndResponse>";

fn pdf() -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Names<</EmbeddedFiles<</Names[(factur-x.xml) 2 0 R]>>>>/AF[2 0 R]>>"
            .to_string(),
        "<</Type/Filespec/F(factur-x.xml)/UF(factur-x.xml)/EF<</F 3 0 R>>>>".to_string(),
        format!(
            "<</Type/EmbeddedFile/Length {}>>\nstream\n{UBL}\nendstream",
            UBL.len()
        ),
    ];
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = String::from("0000000000 65535 f \n");
    for (place, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", bytes.len()));
        bytes.extend(format!("{} 0 obj\n{object}\nendobj\n", place + 1).bytes());
    }
    let start = bytes.len();
    let end =
        format!("xref\n0 4\n{table}trailer\n<</Size 4/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    bytes.extend(end.bytes());
    bytes
}

fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    format::sniff(bytes);
    let read = invoice::read(bytes);
    prop_assert!(!read.facts.invoices.is_empty() || !read.problems.is_empty());
    for invoice in &read.facts.invoices {
        let _ = (
            invoice.claim(),
            invoice.whole(),
            invoice.correction(),
            invoice.buyer_siren(),
        );
    }
    let message = life_cycle::read(bytes);
    prop_assert!(!message.facts.messages.is_empty() || !message.problems.is_empty());
    for status in message.facts.messages.iter().flat_map(|one| &one.statuses) {
        let _ = status.meaning();
    }
    let extracted = hybrid::extract(bytes);
    prop_assert!(extracted.facts.invoice.is_some() || !extracted.problems.is_empty());
    Ok(())
}

#[test]
fn the_samples_are_whole() {
    assert!(life_cycle::read(CDAR.as_bytes()).problems.is_empty());
    let read = invoice::read(&pdf());
    assert_eq!(read.facts.invoices[0].number, "F-1", "{:?}", read.problems);
    assert_eq!(read.facts, invoice::read(UBL.as_bytes()).facts);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_end_in_facts_or_problems(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        check(&bytes)?;
        check(&[b"%PDF-1.7\n".as_slice(), &bytes].concat())?;
        check(&[b"<Invoice>".as_slice(), &bytes].concat())?;
    }

    #[test]
    fn a_damaged_document_ends_in_facts_or_problems(
        which in 0_usize..3,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        cut in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let mut bytes = [UBL.into(), CDAR.into(), pdf()][which].clone();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()) + 1);
        }
        check(&bytes)?;
    }

    #[test]
    fn what_came_before_a_cut_is_kept(cut in any::<prop::sample::Index>()) {
        let after_total = UBL.find("</TaxInclusiveAmount>").unwrap_or_default() + 1;
        let end = after_total + cut.index(UBL.len() - after_total);
        let read = invoice::read(&UBL.as_bytes()[..end]);
        let invoice = &read.facts.invoices[0];
        prop_assert_eq!(invoice.number.as_str(), "F-1");
        prop_assert!(invoice.claim().is_some());
        prop_assert!(!read.problems.is_empty());
    }

    #[test]
    fn words_of_terms_never_make_the_reading_fail(words in "[0-9a-zé%#/., \\-]{0,60}") {
        let text = UBL.replace("2 % d'escompte sous 8 jours, 30 jours net", &words);
        check(text.as_bytes())?;
    }
}

/// Real PDFs, cut and overwritten here and there: the same way on every run.
#[test]
fn real_pdfs_that_are_damaged_end_in_facts_or_problems() {
    let Some(folder) = data("einvoice/ZUGFeRD__corpus") else {
        return;
    };
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|file| {
            file.expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    files.sort();
    let mut kept = 0;
    for (rank, file) in files.iter().enumerate() {
        let whole = bytes(&format!("einvoice/ZUGFeRD__corpus/{file}")).expect("a file");
        for step in 1..6 {
            let mut damaged = whole.clone();
            let place = damaged.len() * step / 6;
            match (rank + step) % 3 {
                0 => damaged.truncate(place),
                1 => damaged[place..place + 64].fill(b'9'),
                _ => drop(damaged.drain(place..place + 7)),
            }
            let read = invoice::read(&damaged);
            assert!(!read.facts.invoices.is_empty() || !read.problems.is_empty());
            kept += usize::from(!read.facts.invoices.is_empty());
        }
    }
    assert!(
        kept * 2 > files.len() * 5,
        "{kept} of {} kept their invoice",
        files.len() * 5
    );
}
