//! Words and signs of the two sides, and of currencies, as banks write them in their tables. It must never
//! take an unknown word for a side.

use receivables::currency::Currency;

/// Which way the money went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Debit,
    Credit,
}

const DEBITS: &str =
    "d dr db debit dbit debet debito af soll s dare debe cargo addebito out - sortie";
const CREDITS: &str =
    "c cr cd credit crdt credito bij haben h avere haber abono accredito in + entree";

/// The side a cell names; nothing when it names none.
pub(super) fn side(text: &str) -> Option<Side> {
    let text = text.trim().to_lowercase().replace(['é', 'é'], "e");
    let names = |list: &str| list.split(' ').any(|word| word == text);
    if names(DEBITS) {
        return Some(Side::Debit);
    }
    names(CREDITS).then_some(Side::Credit)
}

/// An amount without the side written after it: `12,50 D`, `12.50CR`.
pub(super) fn without_side(text: &str) -> (&str, Option<Side>) {
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let word = &text[digits.len()..];
    let is_short = matches!(word.len(), 1 | 2);
    match side(word)
        .filter(|_| is_short && digits.ends_with(|c: char| c.is_ascii_digit() || c == ' '))
    {
        Some(side) => (digits.trim_end(), Some(side)),
        None => (text, None),
    }
}

/// The currency a cell names: a code, a sign or a word.
pub(super) fn currency(text: &str) -> Option<Currency> {
    match text.trim().to_lowercase().as_str() {
        "€" | "euro" | "euros" => Some(Currency::EUR),
        "$" => Some(Currency::USD),
        "£" => Some(Currency::GBP),
        code => code.parse().ok(),
    }
}

/// The currency named in a column name: `Montant (EUR)`, `Débit euros`.
pub(super) fn currency_in(header: &str) -> Option<Currency> {
    let words = header.split(|c: char| !c.is_alphabetic() && !matches!(c, '€' | '£' | '$'));
    words
        .filter(|word| matches!(*word, "€" | "£" | "$") || (3..=5).contains(&word.chars().count()))
        .filter(|word| {
            word.chars().all(char::is_uppercase)
                || word.to_lowercase().starts_with("euro")
                || !word.chars().any(char::is_alphabetic)
        })
        .find_map(currency)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_and_currencies_are_read() {
        assert_eq!(side("Débit"), Some(Side::Debit));
        assert_eq!(side("Bij"), Some(Side::Credit));
        assert_eq!(side("virement"), None);
        assert_eq!(without_side("12,50 D"), ("12,50", Some(Side::Debit)));
        assert_eq!(without_side("12.50CR"), ("12.50", Some(Side::Credit)));
        assert_eq!(without_side("12.50 EUR"), ("12.50 EUR", None));
        assert_eq!(currency_in("Montant (EUR)"), Some(Currency::EUR));
        assert_eq!(currency_in("Débit euros"), Some(Currency::EUR));
        assert_eq!(currency_in("All debits"), None);
    }
}
