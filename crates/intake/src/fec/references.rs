//! The references that name one document: those carried by the debits of a single entry. A month or
//! a journal used as reference names nothing, and must never link a payment.

use std::collections::BTreeMap;

use super::items::Receivables;

/// Shorter references are met in labels by chance.
const SHORTEST: usize = 4;

/// References and the entry that carries each.
#[derive(Default)]
pub(super) struct References {
    by_text: BTreeMap<String, Carrier>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Carrier {
    /// One document of one debtor: journal, number and debtor.
    One(u16, u32, u32),
    Several,
}

impl References {
    /// Every reference of the debits.
    pub fn of(rebuilt: &Receivables) -> Self {
        let mut by_text = BTreeMap::new();
        for item in rebuilt.items.iter().filter(|item| item.amount_minor > 0) {
            let Some(reference) = squeezed(rebuilt.text(item.reference)) else {
                continue;
            };
            let carrier = Carrier::One(item.journal, item.entry_number.0, item.debtor);
            let known = by_text.entry(reference).or_insert(carrier);
            if *known != carrier {
                *known = Carrier::Several;
            }
        }
        References { by_text }
    }

    /// The reference of a debit, when it names that debit alone.
    pub fn naming(&self, text: &str) -> Option<String> {
        let reference = squeezed(text)?;
        matches!(self.by_text.get(&reference), Some(Carrier::One(..))).then_some(reference)
    }

    /// The references a credit names, in its own reference and in its label.
    pub fn named_by(&self, reference: &str, label: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let blank = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '+');
        let part = |c: char| !c.is_alphanumeric();
        let words = label.split(blank).chain(label.split(part));
        for candidate in [reference, label].into_iter().chain(words) {
            if let Some(reference) = self.naming(candidate)
                && !found.contains(&reference)
            {
                found.push(reference);
            }
        }
        found
    }
}

/// Letters and digits only, upper case, without leading zeros; nothing when too short, or without a digit.
fn squeezed(text: &str) -> Option<String> {
    let upper: String = text
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    let squeezed = upper.trim_start_matches('0');
    let names_something =
        squeezed.len() >= SHORTEST && squeezed.chars().any(|c| c.is_ascii_digit());
    names_something.then(|| squeezed.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_compared_without_their_punctuation() {
        assert_eq!(squeezed("FC-2024-001"), Some("FC2024001".to_string()));
        assert_eq!(squeezed("0055129"), Some("55129".to_string()));
        assert_eq!(squeezed("0000000"), None);
        assert_eq!(squeezed("RAN"), None);
        assert_eq!(squeezed("12"), None);
    }
}
