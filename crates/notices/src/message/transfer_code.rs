//! The code a bank's application reads to prepare a SEPA credit transfer (EPC069-12, version 002): the lines
//! of text only, drawing is for whoever prints. Must never bear an amount, an account or a reference that the
//! words beside it do not bear too.

use receivables::currency::Currency;
use receivables::identifier::{Soundness, check_creditor_reference, check_iban, compact};
use receivables::money::{Balances, Money};

use crate::letterhead::Letterhead;

/// The largest amount of the standard, 999 999 999.99 EUR.
const MOST_CENTS: i64 = 99_999_999_999;
/// Letters of the holder's name.
const MOST_OF_NAME: usize = 70;
/// Letters of a reference in free words.
const MOST_OF_WORDS: usize = 140;
/// Bytes of the whole code.
const MOST_BYTES: usize = 331;

/// The code for what is asked; nothing when the standard has none: another currency, several, an IBAN that
/// cannot be right, an amount out of its range.
pub(super) fn of(letterhead: &Letterhead, asked: &Balances, reference: &str) -> Option<String> {
    let amount = only_euros(asked)?;
    let bank = &letterhead.bank;
    let iban = compact(&bank.iban);
    if iban.is_empty() || check_iban(&iban).is_wrong() {
        return None;
    }
    let holder = match bank.holder.trim() {
        "" => letterhead.company.trim(),
        holder => holder,
    };
    let (structured, words) = match check_creditor_reference(reference) == Soundness::Sound {
        true => (compact(reference), String::new()),
        false => (String::new(), shortened(reference, MOST_OF_WORDS)),
    };
    let code = [
        "BCD".to_string(),
        "002".to_string(),
        "1".to_string(),
        "SCT".to_string(),
        compact(&bank.bic),
        shortened(holder, MOST_OF_NAME),
        iban,
        format!("EUR{}.{:02}", amount.minor / 100, amount.minor % 100),
        String::new(),
        structured,
        words,
    ]
    .join("\n");
    let code = code.trim_end_matches('\n').to_string();
    (code.len() <= MOST_BYTES).then_some(code)
}

fn only_euros(asked: &Balances) -> Option<Money> {
    let mut sums = asked.iter().filter(|sum| sum.minor != 0);
    let only = sums.next()?;
    let fits = only.currency == Currency::EUR && (1..=MOST_CENTS).contains(&only.minor);
    (fits && sums.next().is_none()).then_some(only)
}

/// On one line, at most so many letters.
fn shortened(text: &str, most: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::letterhead::BankDetails;

    fn letterhead() -> Letterhead {
        Letterhead {
            company: "Atelier Brunet".to_string(),
            bank: BankDetails {
                holder: "ATELIER BRUNET SAS".to_string(),
                iban: "FR76 3000 6000 0112 3456 7890 189".to_string(),
                bic: String::new(),
            },
            ..Letterhead::default()
        }
    }

    fn euros(minor: i64) -> Balances {
        [Money::eur(minor)].into_iter().collect()
    }

    #[test]
    fn the_published_example_is_written_line_by_line() {
        let code = of(&letterhead(), &euros(123_456), "RF18 5390 0754 7034").unwrap();
        assert_eq!(
            code,
            "BCD\n002\n1\nSCT\n\nATELIER BRUNET SAS\nFR7630006000011234567890189\nEUR1234.56\n\nRF18539007547034"
        );
    }

    #[test]
    fn a_reference_in_words_takes_the_other_line() {
        let code = of(&letterhead(), &euros(5), "F2026-014,\nF2026-021").unwrap();
        assert!(
            code.ends_with("EUR0.05\n\n\nF2026-014, F2026-021"),
            "{code}"
        );
    }

    #[test]
    fn what_the_standard_cannot_say_has_no_code() {
        let dollars = Money::new(100, "USD".parse().unwrap());
        let both: Balances = [Money::eur(100), dollars].into_iter().collect();
        let mistyped = Letterhead {
            bank: BankDetails {
                iban: "FR77 3000 6000 0112 3456 7890 189".to_string(),
                ..BankDetails::default()
            },
            ..letterhead()
        };
        assert_eq!(of(&letterhead(), &both, "F1"), None);
        assert_eq!(
            of(&letterhead(), &[dollars].into_iter().collect(), "F1"),
            None
        );
        assert_eq!(of(&letterhead(), &euros(0), "F1"), None);
        assert_eq!(of(&letterhead(), &euros(MOST_CENTS + 1), "F1"), None);
        assert_eq!(of(&mistyped, &euros(100), "F1"), None);
        assert_eq!(of(&Letterhead::default(), &euros(100), "F1"), None);
    }
}
