//! What each problem means and what to do about it, in French and in English.
//! It must name the thing to do, never blame the reader, and never say more than was observed.

use receivables::debtor::Language;

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
            text.push_str(&format!(" ({open}{}{close})", self.found));
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
            Kept::Value(value) if french => format!(". Valeur retenue\u{a0}: {value}."),
            Kept::Value(value) => format!(". Kept as: {value}."),
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

impl ProblemKind {
    /// The sentence in French and in English, without final full stop.
    fn sentences(self) -> (&'static str, &'static str) {
        self.about_the_file()
            .or_else(|| self.about_a_value())
            .unwrap_or_else(|| self.about_the_accounts())
    }

    fn about_the_file(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            ProblemKind::EmptyFile => (
                "le fichier est vide\u{a0}; exportez-le de nouveau",
                "the file is empty; export it again",
            ),
            ProblemKind::BinaryFile => (
                "ce fichier n’est pas du texte\u{a0}; exportez-le au format texte",
                "this file is not text; export it as text",
            ),
            ProblemKind::AnotherFormat => (
                "ce fichier est d’un autre format\u{a0}; choisissez l’import qui lui correspond",
                "this file is of another format; choose the import made for it",
            ),
            ProblemKind::NoHeader => (
                "la première ligne ne donne pas les noms de colonnes attendus\u{a0}; exportez le fichier avec son en-tête",
                "the first line does not give the expected column names; export the file with its header",
            ),
            ProblemKind::MissingColumn => (
                "cette colonne manque\u{a0}; exportez-la, ou indiquez la colonne qui la remplace",
                "this column is missing; export it, or say which column stands for it",
            ),
            ProblemKind::ReadFailed => (
                "la lecture s’est interrompue\u{a0}; vérifiez le disque et recommencez",
                "reading stopped; check the disk and try again",
            ),
            ProblemKind::BadEncoding => (
                "des caractères ne suivent pas l’encodage du fichier\u{a0}; vérifiez les accents des noms repris",
                "some characters do not follow the encoding of the file; check the accents in the names",
            ),
            ProblemKind::FileName => (
                "le nom du fichier n’est pas de la forme SIRENFECAAAAMMJJ\u{a0}; la lecture n’en dépend pas",
                "the file name is not of the form SIRENFECYYYYMMDD; reading does not depend on it",
            ),
            ProblemKind::TruncatedLastLine => (
                "la dernière ligne est coupée\u{a0}; l’export est sans doute incomplet, exportez de nouveau",
                "the last line is cut; the export is probably incomplete, export again",
            ),
            ProblemKind::TruncatedFile => (
                "le document s’arrête avant sa fin\u{a0}; téléchargez-le de nouveau",
                "the document stops before its end; download it again",
            ),
            ProblemKind::Malformed => (
                "le document est mal formé\u{a0}; demandez-en un autre à l’émetteur",
                "the document is not well formed; ask its sender for another",
            ),
            ProblemKind::TooManyLines => (
                "le fichier compte plus de lignes que la lecture n’en prend\u{a0}; coupez-le en plusieurs",
                "the file has more lines than can be read; cut it in several",
            ),
            ProblemKind::UnsafeDocument => (
                "le document déclare des entités, qui ne sont pas développées",
                "the document declares entities, which are not expanded",
            ),
            _ => return None,
        })
    }

    fn about_a_value(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            ProblemKind::ShortLine => (
                "la ligne a moins de champs que l’en-tête\u{a0}; vérifiez-la dans le fichier",
                "the line has fewer fields than the header; check it in the file",
            ),
            ProblemKind::InvalidDate => (
                "cette date n’existe pas ou ne se lit pas\u{a0}; corrigez-la",
                "this date does not exist or cannot be read; correct it",
            ),
            ProblemKind::SymbolicDate => (
                "une date est attendue, pas un mot ni une formule\u{a0}; écrivez le jour, par exemple 2026-01-31",
                "a date is expected, not a word or a formula; write the day, such as 2026-01-31",
            ),
            ProblemKind::AmbiguousDates => (
                "ces dates se lisent de deux façons (jour ou mois en premier)\u{a0}; confirmez l’ordre",
                "these dates can be read two ways (day or month first); confirm the order",
            ),
            ProblemKind::InvalidAmount => (
                "ce montant ne se lit pas\u{a0}; corrigez-le",
                "this amount cannot be read; correct it",
            ),
            ProblemKind::AmbiguousAmount => (
                "ce montant se lit de deux façons\u{a0}; confirmez-le",
                "this amount can be read two ways; confirm it",
            ),
            ProblemKind::TooManyDecimals => (
                "ce montant a plus de décimales que sa devise\u{a0}; vérifiez l’arrondi",
                "this amount has more decimals than its currency; check the rounding",
            ),
            ProblemKind::UnknownSide => (
                "le sens doit être D ou C, +1 ou -1",
                "the side must be D or C, +1 or -1",
            ),
            ProblemKind::UnknownCurrency => (
                "devise inconnue\u{a0}; écrivez trois lettres, par exemple EUR",
                "unknown currency; write three letters, such as EUR",
            ),
            ProblemKind::DueBeforeIssue => (
                "l’échéance précède la date d’émission\u{a0}; vérifiez la facture",
                "the due date is before the issue date; check the invoice",
            ),
            ProblemKind::UnmappedColumn => (
                "le sens de cette colonne n’a pas été deviné\u{a0}; indiquez-le si elle est utile",
                "the meaning of this column was not guessed; give it if it is of use",
            ),
            ProblemKind::UnknownValue => (
                "valeur inconnue\u{a0}; vérifiez-la",
                "unknown value; check it",
            ),
            ProblemKind::Assumed => (
                "cette information manque et a été supposée\u{a0}; vérifiez-la",
                "this information is missing and was assumed; check it",
            ),
            _ => return None,
        })
    }

    fn about_the_accounts(self) -> (&'static str, &'static str) {
        match self {
            ProblemKind::DebitAndCredit => (
                "un débit et un crédit sur la même ligne\u{a0}; la différence est prise",
                "a debit and a credit on the same line; the difference is taken",
            ),
            ProblemKind::UnbalancedFile => (
                "le total des débits diffère du total des crédits\u{a0}; l’export est peut-être partiel",
                "total debit differs from total credit; the export may be partial",
            ),
            ProblemKind::UnbalancedEntry => (
                "cette écriture n’est pas équilibrée\u{a0}; vérifiez-la en comptabilité",
                "this entry does not balance; check it in the accounts",
            ),
            ProblemKind::MissingKey => (
                "il manque ce qui identifie la ligne\u{a0}; complétez ce champ",
                "what identifies the line is missing; fill in this field",
            ),
            ProblemKind::NoDebtor => (
                "des lignes clients sont sans compte auxiliaire\u{a0}; elles forment un seul débiteur, exportez les comptes auxiliaires",
                "customer lines have no auxiliary account; they form one single debtor, export the auxiliary accounts",
            ),
            ProblemKind::NoReceivables => (
                "aucune ligne de compte client (411)\u{a0}; rien à relancer dans ce fichier",
                "no line on a customer account (411); nothing to collect in this file",
            ),
            ProblemKind::UnbalancedLettering => (
                "ce lettrage n’est pas équilibré\u{a0}; le reste dû est tenu pour ouvert, vérifiez le lettrage",
                "this lettering does not balance; the remainder is held open, check the lettering",
            ),
            ProblemKind::NoLettering => (
                "aucun lettrage\u{a0}; les règlements sont rapprochés par référence, montant et ancienneté, à vérifier",
                "no lettering; payments are matched by reference, amount and age, to be checked",
            ),
            ProblemKind::DuplicateNumber => (
                "ce numéro figure déjà dans le fichier\u{a0}; la première ligne est gardée",
                "this number is already in the file; the first line is kept",
            ),
            _ => (
                "les soldes et les mouvements du relevé ne concordent pas\u{a0}; demandez le relevé complet",
                "the balances and the movements of the statement do not add up; ask for the full statement",
            ),
        }
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
