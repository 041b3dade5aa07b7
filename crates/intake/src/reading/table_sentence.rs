//! The sentences of problems with tables, workbooks and chained ledgers, in French and in English. They must
//! say what to do, and hold for every format their kind is used with.

use super::ProblemKind;

impl ProblemKind {
    pub(super) fn about_a_table(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            ProblemKind::OtherSheets => (
                "le classeur a d’autres feuilles\u{a0}; choisissez-en une autre si la liste s’y trouve",
                "the workbook has other sheets; choose another one if the list is there",
            ),
            ProblemKind::ProtectedFile => (
                "un mot de passe protège ce document\u{a0}; enregistrez-le sans mot de passe",
                "a password protects this document; save it without one",
            ),
            ProblemKind::OldSpreadsheet => (
                "les classeurs de ce format ne sont pas lus\u{a0}; enregistrez celui-ci au format XLSX ou CSV",
                "spreadsheets of this format are not read; save this one as XLSX or CSV",
            ),
            ProblemKind::SuspectArchive => (
                "le classeur se déploie bien au-delà de sa taille\u{a0}; enregistrez la liste seule, au format CSV",
                "the workbook unpacks to far more than its size; save the list alone, as CSV",
            ),
            ProblemKind::CellError => (
                "cette cellule contient une erreur du tableur\u{a0}; corrigez sa formule",
                "this cell holds an error of the spreadsheet; correct its formula",
            ),
            ProblemKind::LostDigits => (
                "le tableur a arrondi ce code\u{a0}; mettez la colonne au format texte et exportez de nouveau",
                "the spreadsheet rounded this code; format the column as text and export again",
            ),
            ProblemKind::SerialDates => (
                "ces dates sont des numéros de jour de tableur, comptés depuis 1900\u{a0}; vérifiez-en une",
                "these dates are day numbers of a spreadsheet, counted from 1900; check one",
            ),
            _ => return self.about_its_rows(),
        })
    }

    fn about_its_rows(self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            ProblemKind::UnknownTerms => (
                "ces conditions de paiement ne se lisent pas\u{a0}; les échéances données sont gardées, ailleurs vos conditions habituelles s’appliquent",
                "these payment terms cannot be read; the due dates given are kept, elsewhere your usual terms apply",
            ),
            ProblemKind::NamesDiffer => (
                "un même code client porte plusieurs noms\u{a0}; vérifiez qu’il s’agit d’un seul client",
                "one customer code has several names; check that it is one customer",
            ),
            ProblemKind::TotalFromLines => (
                "le total des factures est la somme de leurs lignes, telles que le fichier les donne\u{a0}; vérifiez que la taxe y est",
                "the total of the invoices is the sum of their lines as the file gives them; check that tax is in it",
            ),
            ProblemKind::NotIssued => (
                "ce document n’est pas une facture émise",
                "this document is not an issued invoice",
            ),
            ProblemKind::CarriedDown => (
                "le client n’est écrit que sur la première de ses lignes\u{a0}; les suivantes lui sont rattachées",
                "the customer is written on the first of its rows only; those below are taken for its own",
            ),
            ProblemKind::TotalRow => (
                "cette ligne est un total, pas une pièce",
                "this row is a total, not a document",
            ),
            ProblemKind::LetteredBeforeEntry => (
                "des lettrages sont datés d’avant l’écriture qu’ils lettrent\u{a0}; vérifiez les dates en comptabilité",
                "some letterings are dated before the entry they letter; check the dates in the accounts",
            ),
            ProblemKind::OpeningDiffers => (
                "l’à-nouveau de ce client diffère de son solde à la clôture précédente\u{a0}; vérifiez-le en comptabilité",
                "the opening balance of this customer differs from its closing balance before; check it in the accounts",
            ),
            ProblemKind::MissingExercise => (
                "ces exercices ne se suivent pas jour pour jour\u{a0}; importez celui qui manque, ou vérifiez les périodes",
                "these exercises do not follow each other day by day; import the missing one, or check the periods",
            ),
            ProblemKind::SharedNumber => (
                "un même numéro figure chez plusieurs clients\u{a0}; une facture par client est reprise, vérifiez les numéros",
                "one number is on invoices of several customers; one invoice is taken for each customer, check the numbers",
            ),
            _ => return None,
        })
    }
}
