//! Telling an invoice from a payment: by what the rest of the entry touches, and where the entry
//! says nothing, by what its journal mostly touches. It must never rely on a journal code alone.

use super::collect::{Journal, ReceivableLine};
use super::entries::Entry;
use super::items::ItemKind;
use crate::encoding::Encoding;

/// What each journal is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Opening,
    Sales,
    Bank,
    Other,
}

impl Purpose {
    /// Judged on the lines of the journal, and on its name for opening balances only: nothing
    /// else tells those apart.
    pub fn of(journal: &Journal, encoding: Encoding) -> Self {
        let (sales, bank) = (journal.sales_lines, journal.bank_lines);
        if sales == 0
            && is_opening(
                &encoding.decode(&journal.code),
                &encoding.decode(&journal.label),
            )
        {
            return Purpose::Opening;
        }
        // A journal that mixes both, such as miscellaneous operations, says nothing of its other entries.
        let mostly = |these: u64, those: u64| these * 5 >= journal.lines && these > those * 10;
        if mostly(bank, sales) {
            return Purpose::Bank;
        }
        if mostly(sales, bank) {
            Purpose::Sales
        } else {
            Purpose::Other
        }
    }
}

fn is_opening(code: &str, label: &str) -> bool {
    let letters = |text: &str| -> String {
        text.to_lowercase()
            .replace('à', "a")
            .chars()
            .filter(char::is_ascii_alphabetic)
            .collect()
    };
    let (code, label) = (letters(code), letters(label));
    matches!(
        code.as_str(),
        "an" | "ano" | "ran" | "anv" | "anouv" | "anouveau" | "anouveaux"
    ) || ["anouveau", "reportanouveau", "ouverture", "openingbalance"]
        .iter()
        .any(|name| label.contains(name))
}

/// The kind of a receivable line.
pub(super) fn kind(line: &ReceivableLine, entry: &Entry, journal: Purpose) -> ItemKind {
    let is_debit = line.amount_minor > 0;
    if journal == Purpose::Opening {
        return ItemKind::OpeningBalance;
    }
    let purpose = match (entry.has_bank, entry.has_sales) {
        (true, false) => Purpose::Bank,
        (false, true) => Purpose::Sales,
        (true, true) if is_debit => Purpose::Sales,
        (true, true) => Purpose::Bank,
        (false, false) => journal,
    };
    match (purpose, is_debit) {
        (Purpose::Sales, true) => ItemKind::Invoice,
        (Purpose::Sales, false) => ItemKind::CreditNote,
        (Purpose::Bank, false) => ItemKind::Payment,
        (_, true) => ItemKind::OtherDebit,
        (_, false) => ItemKind::OtherCredit,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn journal(code: &str, label: &str, sales_lines: u64, bank_lines: u64) -> Purpose {
        let (code, label) = (code.as_bytes().to_vec(), label.as_bytes().to_vec());
        Purpose::of(
            &Journal {
                code,
                label,
                sales_lines,
                bank_lines,
                lines: 10,
            },
            Encoding::Utf8,
        )
    }

    #[test]
    fn a_journal_is_judged_by_its_lines() {
        assert_eq!(journal("ANO", "A nouveaux", 0, 3), Purpose::Opening);
        assert_eq!(journal("AN", "OD54", 0, 0), Purpose::Opening);
        assert_eq!(journal("X", "Report à-nouveau", 0, 0), Purpose::Opening);
        assert_eq!(journal("VE", "VE11", 5, 0), Purpose::Sales);
        assert_eq!(journal("BAN", "Banque", 0, 5), Purpose::Bank);
        assert_eq!(journal("OD", "Divers", 0, 0), Purpose::Other);
    }
}
