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
