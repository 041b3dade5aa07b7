//! Words of payments that are no names: those of banks and of settlements, and those that speak against a
//! settlement (rent, salaries, interest). Must never outweigh a document that is named.

/// Words of transfers and of settlements, in capitals; sorted.
const OF_PAYMENTS: &[&str] = &[
    "BANK",
    "BANQUE",
    "BIC",
    "CHEQUE",
    "CHQ",
    "CLIENT",
    "COMMANDE",
    "COMPTE",
    "CREDIT",
    "DATE",
    "EMIS",
    "EUR",
    "EUROS",
    "FAC",
    "FACT",
    "FACTS",
    "FACTURE",
    "FACTURES",
    "FAVEUR",
    "FROM",
    "IBAN",
    "INSTANTANE",
    "INV",
    "INVOICE",
    "INVOICES",
    "LIBELLE",
    "MERCI",
    "MOTIF",
    "NO",
    "NOTRE",
    "NUM",
    "NUMERO",
    "PAIEMENT",
    "PAIEMENTS",
    "PAYMENT",
    "PMT",
    "POUR",
    "PRLV",
    "RECHNUNG",
    "RECHNUNGEN",
    "RECU",
    "REF",
    "REFERENCE",
    "REGL",
    "REGLEMENT",
    "REGLEMENTS",
    "REGLT",
    "RGLT",
    "RGT",
    "RNG",
    "SEPA",
    "SOLDE",
    "TRANSFER",
    "TRF",
    "VIR",
    "VIREMENT",
    "VIRT",
    "VOS",
    "VOTRE",
    "YOUR",
    "ZAHLUNG",
];

/// True for a word of transfers or settlements.
pub(super) fn is_of_payments(word: &str) -> bool {
    OF_PAYMENTS.binary_search(&word).is_ok()
}

/// Words that say an invoice is being paid; sorted.
const FOR_A_SETTLEMENT: &[&str] = &[
    "FAC",
    "FACT",
    "FACTS",
    "FACTURE",
    "FACTURES",
    "INV",
    "INVOICE",
    "INVOICES",
    "RECHNUNG",
    "RECHNUNGEN",
    "REGL",
    "REGLEMENT",
    "REGLEMENTS",
    "REGLT",
    "RGLT",
    "RGT",
    "SOLDE",
];

/// Words that speak against the settlement of an invoice; sorted.
const AGAINST_A_SETTLEMENT: &[&str] = &[
    "ACOMPTE",
    "ALLOCATION",
    "ALQUILER",
    "APPORT",
    "ARRHES",
    "ASSURANCE",
    "AVANCE",
    "BAIL",
    "CAF",
    "CAUTION",
    "COTISATION",
    "COTISATIONS",
    "CPAM",
    "DEPOSIT",
    "DGFIP",
    "DIVERS",
    "DIVIDENDE",
    "DIVIDENDES",
    "DIVIDENDS",
    "DON",
    "DONATION",
    "EMPRUNT",
    "GEHALT",
    "GRANT",
    "IMPOT",
    "IMPOTS",
    "INDEMNITE",
    "INSURANCE",
    "INTERESTS",
    "INTERET",
    "INTERETS",
    "LOAN",
    "LOHN",
    "LOYER",
    "LOYERS",
    "MIETE",
    "MUTUELLE",
    "PAIE",
    "PAYROLL",
    "PENSION",
    "PRET",
    "PRIME",
    "REFUND",
    "REMBOURS",
    "REMBOURSEMENT",
    "REMBT",
    "REMISE",
    "RENT",
    "RENTAL",
    "RETRAITE",
    "RISTOURNE",
    "RSI",
    "SALAIRE",
    "SALAIRES",
    "SALARY",
    "SINISTRE",
    "SUBVENTION",
    "TRESORERIE",
    "TVA",
    "URSSAF",
    "WAGES",
    "ZINSEN",
];

/// What the words of a payment say about what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// An invoice is being paid.
    Settlement,
    /// Nothing is said.
    Unsaid,
    /// Something else is being paid.
    SomethingElse,
}

impl Purpose {
    /// The purpose that words in one form tell, with the word that speaks against a settlement.
    pub fn of<'a>(words: impl Iterator<Item = &'a str>) -> (Purpose, Option<&'a str>) {
        let mut purpose = Purpose::Unsaid;
        let mut before = "";
        for word in words {
            let is_against = AGAINST_A_SETTLEMENT.binary_search(&word).is_ok()
                || (before == "AVOIR" && word.starts_with("FOURN"))
                || (before == "NOTE" && word == "FRAIS");
            if is_against {
                return (Purpose::SomethingElse, Some(word));
            }
            if FOR_A_SETTLEMENT.binary_search(&word).is_ok() {
                purpose = Purpose::Settlement;
            }
            before = word;
        }
        (purpose, None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_so_that_the_search_finds_each_word() {
        for table in [OF_PAYMENTS, FOR_A_SETTLEMENT, AGAINST_A_SETTLEMENT] {
            assert!(table.is_sorted());
        }
    }

    #[test]
    fn rent_is_no_settlement() {
        let table = [
            ("VIR DUPONT LOYER", Purpose::SomethingElse),
            ("REMISE CB 123456", Purpose::SomethingElse),
            ("VIR DUPONT REGLT FACTURES", Purpose::Settlement),
            ("VIR DUPONT", Purpose::Unsaid),
            ("AVOIR FOURNISSEUR 1", Purpose::SomethingElse),
        ];
        for (text, expected) in table {
            assert_eq!(Purpose::of(text.split(' ')).0, expected, "{text}");
        }
    }
}
