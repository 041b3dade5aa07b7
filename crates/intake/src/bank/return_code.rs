//! Money that came back: told by the bank with a reason, by a reversal, or by the nature of the entry.
//! It must never guess from the bank's free text.

use super::{BankEntry, BankTransaction};

/// Sub-families of ISO 20022 that are returns, rejections and reversals of earlier payments.
const SUB_FAMILIES: [&str; 9] = [
    "RRTN", "UPDD", "PRDD", "UPCT", "UPCQ", "UDFT", "RPCR", "RCDD", "ARET",
];
/// Codes of the German banks (GVC): returned direct debits and transfers, unpaid cheques.
const GERMAN: [&str; 9] = [
    "108", "109", "111", "114", "159", "181", "184", "185", "214",
];
/// Codes of the French banks (CFONB): unpaid cheques, direct debits, bills and cards.
const FRENCH: [&str; 11] = [
    "03", "10", "12", "26", "27", "33", "38", "98", "A3", "B3", "B4",
];

impl BankEntry {
    /// True when the entry, or this transaction of it, takes an earlier payment back.
    pub fn takes_back(&self, one: Option<&BankTransaction>) -> bool {
        self.is_reversal
            || one.is_some_and(|one| !one.return_reason.is_empty())
            || is_return_code(&self.bank_code)
            || one.is_some_and(|one| is_return_code(&one.bank_code))
    }
}

/// True for the code of a return: `PMNT/IDDT/UPDD`, `NRTI+109+901`, `B3`.
pub(crate) fn is_return_code(code: &str) -> bool {
    let mut iso = code.split('/');
    if let (Some(_), Some(_), Some(sub_family)) = (iso.next(), iso.next(), iso.next()) {
        return SUB_FAMILIES.contains(&sub_family);
    }
    let mut german = code.split('+');
    if let (Some(kind), Some(number)) = (german.next(), german.next()) {
        return kind == "NRTI" || GERMAN.contains(&number);
    }
    FRENCH.contains(&code) || SUB_FAMILIES.contains(&code) || code == "NRTI"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_returns_are_told_from_others() {
        let check =
            |code: &str, expected: bool| assert_eq!(is_return_code(code), expected, "{code}");
        check("PMNT/IDDT/UPDD", true);
        check("PMNT/ICDT/RRTN", true);
        check("PMNT/RCDT/ESCT", false);
        check("NRTI+109+901", true);
        check("NTRF+166+901", false);
        check("NDDT+108+931+904", true);
        check("B3", true);
        check("05", false);
        check("", false);
    }
}
