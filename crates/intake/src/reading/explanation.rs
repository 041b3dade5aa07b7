//! What each problem means and what to do about it, in French and in English.
//! It must name the thing to do, never blame the reader, and never say more than was observed.

use jiff::civil::Date;
use receivables::currency::Currency;
use receivables::debtor::Language;
use rust_decimal::Decimal;

use super::{Kept, Problem, ProblemKind};

impl Problem {
    /// One sentence: where, what, what was kept, what to do.
    pub fn explain(&self, language: Language) -> String {
        let (french, english) = self.kind.sentences();
        let sentence = match language {
            Language::French => french,
            Language::English => english,
        };
        let mut text = self.place(language);
        text.push_str(sentence);
        if !self.found.is_empty() {
            let (open, close) = quotes(language);
            let found = match self.kind {
                ProblemKind::UnbalancedEntry
                | ProblemKind::UnbalancedFile
                | ProblemKind::AmountDiffers
                | ProblemKind::ReturnedPayment
                | ProblemKind::ReturnOfUnknown
                | ProblemKind::CreditWaiting => shown(&self.found, language),
                _ => self.found.clone(),
            };
            text.push_str(&format!(" ({open}{found}{close})"));
        }
        text.push_str(&self.kept.phrase(language));
        text
    }

    fn place(&self, language: Language) -> String {
        let (line_word, colon) = match language {
            Language::French => ("Ligne", "\u{a0}: "),
            Language::English => ("Line", ": "),
        };
        match (self.line, &self.field) {
            (Some(line), Some(field)) => format!("{line_word} {line}, {field}{colon}"),
            (Some(line), None) => format!("{line_word} {line}{colon}"),
            (None, Some(field)) => format!("{field}{colon}"),
            (None, None) => String::new(),
        }
    }
}

impl Kept {
    fn phrase(&self, language: Language) -> String {
        let french = language == Language::French;
        match self {
            Kept::All => ".".to_string(),
            Kept::LineWithoutField if french => ". La ligne est gardée sans ce champ.".to_string(),
            Kept::LineWithoutField => ". The line is kept without this field.".to_string(),
            Kept::Value(value) if french => {
                format!(". Valeur retenue\u{a0}: {}.", shown(value, language))
            }
            Kept::Value(value) => format!(". Kept as: {}.", shown(value, language)),
            Kept::NotTheLine if french => ". La ligne n’est pas reprise.".to_string(),
            Kept::NotTheLine => ". The line is not taken.".to_string(),
            Kept::Nothing if french => ". Rien n’est repris de ce fichier.".to_string(),
            Kept::Nothing => ". Nothing is taken from this file.".to_string(),
            Kept::WhatCameBefore if french => ". Ce qui précède est gardé.".to_string(),
            Kept::WhatCameBefore => ". What came before is kept.".to_string(),
        }
    }
}

fn quotes(language: Language) -> (&'static str, &'static str) {
    match language {
        Language::French => ("«\u{a0}", "\u{a0}»"),
        Language::English => ("“", "”"),
    }
}

/// A value in the plain machine form, as people write it: a day, an amount with its currency.
fn shown(value: &str, language: Language) -> String {
    if language == Language::English {
        return value.to_string();
    }
    if let Ok(day) = value.parse::<Date>() {
        return day.strftime("%d/%m/%Y").to_string();
    }
    if value.contains(", ") {
        let parts: Vec<String> = value
            .split(", ")
            .map(|part| shown(part, language))
            .collect();
        return parts.join(", ");
    }
    let amount = value.split_once(' ').filter(|(number, code)| {
        number.parse::<Decimal>().is_ok() && code.parse::<Currency>().is_ok()
    });
    match amount {
        Some((number, code)) => format!("{}\u{a0}{code}", number.replace('.', ",")),
        None => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_where_what_and_what_was_kept() {
        let problem = Problem {
            line: Some(12),
            field: Some("PieceDate".to_string()),
            kind: ProblemKind::InvalidDate,
            found: "20230231".to_string(),
            kept: Kept::Value("2023-02-28".to_string()),
        };
        assert_eq!(
            problem.explain(Language::English),
            "Line 12, PieceDate: this date does not exist or cannot be read; correct it (“20230231”). Kept as: 2023-02-28."
        );
        assert!(
            problem
                .explain(Language::French)
                .starts_with("Ligne 12, PieceDate\u{a0}: cette date")
        );
        assert!(
            problem
                .explain(Language::French)
                .ends_with("Valeur retenue\u{a0}: 28/02/2023.")
        );
        assert_eq!(
            shown("1200.13 EUR", Language::French),
            "1200,13\u{a0}EUR",
            "amounts too are written as people write them"
        );
    }

    #[test]
    fn only_the_statement_sentence_is_shared_by_default() {
        let last = ProblemKind::DoesNotAddUp.sentences();
        for kind in ProblemKind::ALL {
            assert_eq!(
                kind.sentences() == last,
                kind == ProblemKind::DoesNotAddUp,
                "{kind:?}"
            );
        }
    }
}
