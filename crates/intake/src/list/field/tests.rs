//! Names of columns.

use super::*;

#[test]
fn headers_are_known_in_both_languages() {
    assert_eq!(squeezed("N° facture"), "nfacture");
    assert!(Number.fit("N° facture").is_some());
    assert!(DueOn.fit("Date d'échéance").is_some());
    assert!(VatNumber.fit("VATIntraShort (s.tva_intra)") > VatNumber.fit("VATIntraShort"));
    assert_eq!(Amount.fit("montant_ht"), None);
    assert!(Amount.fit("Montant TTC") < Amount.fit("Montant"));
}

#[test]
fn a_column_named_as_the_screens_name_it_is_recognised() {
    let table = [
        (ListField::DebtorKey, "Code client"),
        (ListField::DebtorName, "Nom du client"),
        (ListField::Siren, "SIREN ou SIRET"),
        (ListField::Siren, "SIREN or SIRET"),
        (ListField::VatNumber, "Numéro de TVA"),
        (ListField::Number, "Numéro de pièce"),
        (ListField::IssuedOn, "Date de facture"),
        (ListField::DueOn, "Date d’échéance"),
        (ListField::Amount, "Montant TTC"),
        (ListField::OpenAmount, "Reste dû"),
        (ListField::DocumentKind, "Type de pièce"),
        (ListField::DocumentKind, "Kind of document"),
        (ListField::Reference, "Référence du paiement"),
    ];
    for (field, header) in table {
        assert!(field.fit(header).is_some(), "{header}");
    }
}

#[test]
fn a_text_as_long_as_a_file_is_no_name_of_a_column() {
    assert!(
        Number
            .fit(&format!("facture ({})", "x".repeat(100)))
            .is_some()
    );
    assert_eq!(Number.fit(&format!("facture ({})", "x".repeat(1000))), None);
    assert!(!is_of_an_invoice(&"facture".repeat(1000)));
}
