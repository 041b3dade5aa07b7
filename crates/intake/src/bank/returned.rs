//! Payments that came back: returned transfers, unpaid direct debits, cheques and bills. It must never
//! take the fee of a return for the return itself.

use super::BankEntry;

/// The reason written when the bank says that a payment came back and not why: the SEPA code for a
/// reason not specified.
pub const NOT_SPECIFIED: &str = "MS03";

/// Words that banks write on a payment that came back, upper case without accents.
const RETURNED: &[&str] = &[
    "REJET",
    "REJETE",
    "REJETEE",
    "IMPAYE",
    "IMPAYEE",
    "IMPAYES",
    "RETOURNE",
    "UNPAID",
    "BOUNCED",
    "DISHONOURED",
    "DISHONORED",
    "CHARGEBACK",
    "RUCKLASTSCHRIFT",
    "RUECKLASTSCHRIFT",
    "LASTSCHRIFTRUCKGABE",
    "RETOURE",
    "RUCKUBERWEISUNG",
    "RUECKUEBERWEISUNG",
    "STORNO",
    "STORNIERUNG",
    "TERUGBOEKING",
    "STORNERING",
    "DEVOLUCION",
    "DEVUELTO",
    "IMPAGADO",
    "INSOLUTO",
    "STORNATO",
    "RETURNED",
];

/// Words of what a bank takes for its trouble.
const FEES: &[&str] = &[
    "FEE",
    "FEES",
    "CHARGE",
    "CHARGES",
    "FRAIS",
    "COMMISSION",
    "COMMISSIONS",
    "COM",
    "GEBUHR",
    "GEBUEHR",
    "ENTGELT",
    "KOSTEN",
    "COMISION",
    "COMMISSIONI",
    "SPESE",
    "PENALTY",
];

/// True when the words of the bank say that a payment came back.
pub(crate) fn says_return(text: &str) -> bool {
    let upper: String = text.to_uppercase().chars().map(without_accent).collect();
    let words: Vec<&str> = upper.split(|c: char| !c.is_alphanumeric()).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    has(RETURNED) && !has(FEES)
}

fn without_accent(letter: char) -> char {
    match letter {
        'À' | 'Â' | 'Ä' | 'Á' => 'A',
        'É' | 'È' | 'Ê' | 'Ë' => 'E',
        'Í' | 'Î' | 'Ï' => 'I',
        'Ó' | 'Ô' | 'Ö' => 'O',
        'Ú' | 'Û' | 'Ü' | 'Ù' => 'U',
        other => other,
    }
}

impl BankEntry {
    /// True when money that had come in, or gone out, is taken back: a reversal, a returned transfer, an
    /// unpaid direct debit, cheque or bill. A debit of this kind opens again what had been paid.
    pub fn is_taken_back(&self) -> bool {
        self.is_reversal
            || self
                .transactions
                .iter()
                .any(|one| !one.return_reason.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_return_is_told_from_its_fee() {
        assert!(says_return("PRLV SEPA IMPAYÉ DUPONT"));
        assert!(says_return("SEPA-Rücklastschrift"));
        assert!(!says_return("RETURNED CHECK FEE, CHECK # 319"));
        assert!(!says_return("FRAIS PRLV IMPAYE 97 49EUR"));
        assert!(!says_return("VIR DUPONT"));
    }
}
