//! Amounts within a sentence: "1 200,50 €", "EUR 1,200.50", "£300". Only a number with a currency beside it is one. It
//! must never take a day, an invoice number or a telephone for money.

use super::SaidAmount;
use crate::list::amount;

const SIGNS: [(&str, &str); 8] = [
    ("€", "EUR"),
    ("euros", "EUR"),
    ("euro", "EUR"),
    ("eur", "EUR"),
    ("£", "GBP"),
    ("gbp", "GBP"),
    ("$", "USD"),
    ("usd", "USD"),
];

/// The first amount of a sentence.
pub(super) fn first(text: &str) -> Option<SaidAmount> {
    let lower = text.to_lowercase();
    let mut found: Option<(usize, SaidAmount)> = None;
    for (sign, currency) in SIGNS {
        for (at, _) in lower.match_indices(sign) {
            let before = number_before(&lower[..at]);
            let number = before.or_else(|| number_after(&lower[at + sign.len()..]));
            let Some(number) = number else { continue };
            let Some(read) = amount::read(number, None).filter(|read| !read.is_doubtful) else {
                continue;
            };
            if found.as_ref().is_none_or(|(first, _)| at < *first) {
                let said = SaidAmount {
                    amount: read.amount,
                    currency: currency.to_string(),
                };
                found = Some((at, said));
            }
        }
    }
    found.map(|(_, said)| said)
}

const fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'')
}

/// The number that ends a text: its digits, and groups of three before them.
fn number_before(text: &str) -> Option<&str> {
    let text = text.trim_end();
    let from = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| is_of_number(*c))
        .last()
        .map(|(at, _)| at)?;
    let number = text[from..].trim_matches([' ', '.', ',', '\u{a0}', '\u{202f}', '\'']);
    grouped(number)
}

fn number_after(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let to = text
        .char_indices()
        .find(|(_, c)| !is_of_number(*c))
        .map_or(text.len(), |(at, _)| at);
    let number = text[..to].trim_matches([' ', '.', ',', '\u{a0}', '\u{202f}', '\'']);
    grouped(number)
}

/// The last run of digits with the groups of three that belong to it: of "12 1 200,50" it is "1 200,50".
fn grouped(number: &str) -> Option<&str> {
    if !number.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let is_blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    let parts: Vec<&str> = number.split(is_blank).collect();
    let mut taken = parts.len() - 1;
    while taken > 0 {
        let own = parts[taken];
        let whole = own.split([',', '.']).next().unwrap_or_default();
        if whole.len() != 3 || parts[taken - 1].len() > 3 {
            break;
        }
        taken -= 1;
    }
    let skipped: usize = parts[..taken].iter().map(|part| part.len()).sum();
    let blanks: usize = number
        .chars()
        .filter(|c| is_blank(*c))
        .take(taken)
        .map(char::len_utf8)
        .sum();
    number.get(skipped + blanks..)
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn an_amount_has_its_currency_beside_it() {
        let table = [
            ("un virement de 1 200,50 € part demain", Some("1200.50 EUR")),
            ("we will pay EUR 1,200.50 on Friday", Some("1200.50 EUR")),
            ("300 euros puis 500 euros", Some("300 EUR")),
            ("£300 will be sent", Some("300 GBP")),
            ("la facture 12 1 200,50 €", Some("1200.50 EUR")),
            ("le 12 mars", None),
            ("facture 2026-0045", None),
        ];
        for (text, expected) in table {
            let found = first(text).map(|said| format!("{} {}", said.amount, said.currency));
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
