//! What a status says: settled, not yet issued, or nothing of that. A status nobody knows must never settle.

use crate::list::field::squeezed;

/// True when a status says that nothing is left. A column `isOpen` says the contrary of a column `Paid`.
pub(super) fn is_settled(header: &str, status: &str) -> bool {
    let (name, word) = (squeezed(header), squeezed(status));
    let yes = [
        "1", "true", "yes", "oui", "y", "o", "vrai", "x", "ja", "si", "10",
    ]
    .contains(&word.as_str());
    let no = ["0", "false", "no", "non", "n", "faux", "nein", "00"].contains(&word.as_str());
    if name.contains("open") || name.contains("ouvert") {
        return no || word.starts_with("closed");
    }
    let asks = [
        "paye", "paid", "regle", "solde", "closed", "cloture", "settled",
    ]
    .iter()
    .any(|part| name.contains(part));
    if asks && (yes || no) {
        return yes;
    }
    let in_part = ["partiel", "partial", "inpart", "teil", "parcial"]
        .iter()
        .any(|part| word.contains(part));
    !in_part
        && [
            "paye",
            "regle",
            "solde",
            "closed",
            "paid",
            "settled",
            "annule",
            "cancel",
            "cloture",
            "void",
            "encaisse",
            "acquitte",
            "lettre",
            "fullypaid",
            "bezahlt",
            "beglichen",
            "ausgeglichen",
            "storniert",
            "pagad",
            "cobrad",
            "anulad",
            "cleared",
            "writtenoff",
        ]
        .iter()
        .any(|name| word.starts_with(name))
}

/// True for what is not an issued invoice: a draft, a quote, an order.
pub(super) fn is_not_issued(status: &str) -> bool {
    let word = squeezed(status);
    [
        "brouillon",
        "draft",
        "proforma",
        "devis",
        "quote",
        "quotation",
        "entwurf",
        "borrador",
        "angebot",
        "presupuesto",
        "bondecommande",
        "salesorder",
    ]
    .iter()
    .any(|name| word.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_status_that_says_so_settles() {
        let check = |header: &str, status: &str, expected: bool| {
            assert_eq!(is_settled(header, status), expected, "{header} {status}");
        };
        for status in [
            "Payée", "Closed", "Réglé", "Paid", "Soldée", "Annulée", "Bezahlt", "Pagada",
        ] {
            check("Statut", status, true);
        }
        for status in [
            "Émise",
            "Relancée",
            "Pending",
            "Impayée",
            "Non réglée",
            "Partially paid",
            "Payée partiellement",
            "Open",
            "",
        ] {
            check("Statut", status, false);
        }
        check("isOpen", "1", false);
        check("isOpen", "0", true);
        check("Paid", "No", false);
        check("Paid", "yes", true);
        check("Statut", "1", false);
        assert!(is_not_issued("Brouillon") && is_not_issued("DRAFT") && !is_not_issued("Émise"));
    }
}
