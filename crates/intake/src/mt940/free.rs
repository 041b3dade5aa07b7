//! Free `:86:` texts: what French, Dutch and Swiss banks label within them. A label is only a help; it must
//! never cost a word of the text.

use super::information::{Information, given};
use crate::bank::iban_in;

/// Before the name of the other party.
const NAMES: [&str; 9] = [
    "NAAM:",
    "NAME:",
    "AUFTRAGGEBER:",
    "/DE ",
    "/FROM ",
    "/POUR ",
    "/BENEF ",
    "DONNEUR D'ORDRE:",
    "ORDRE DE:",
];

/// Before the reference of the payer.
const REFERENCES: [&str; 5] = [
    "/EREF ",
    "/REF ",
    "KENMERK:",
    "EREF:",
    "REF.DONNEUR D'ORDRE:",
];

/// What ends a labelled part.
const ENDS: [&str; 14] = [
    "OMSCHRIJVING:",
    "BETALINGSKENM",
    "MITTEILUNGEN:",
    "IBAN:",
    "BIC:",
    "REK:",
    "/MOTIF",
    "/MOT ",
    "/REF",
    "/EREF",
    "/DE ",
    "/NAAM:",
    "KENMERK:",
    "/LIB",
];

/// Reads a free text.
pub(super) fn read(text: &str) -> Information {
    let mut information = Information {
        remittance: text.to_string(),
        account: iban_in(text).unwrap_or_default(),
        name: after(text, &NAMES),
        ..Information::default()
    };
    information.end_to_end_id = given(&after(text, &REFERENCES));
    information
}

/// What follows the first of some labels, up to another label.
fn after(text: &str, labels: &[&str]) -> String {
    let upper = text.to_ascii_uppercase();
    let starts = labels
        .iter()
        .filter_map(|label| upper.find(label).map(|at| at + label.len()));
    let Some(start) = starts.min() else {
        return String::new();
    };
    let rest = &upper[start..];
    let ends = ENDS.iter().filter_map(|label| rest.find(label));
    let end = ends.min().unwrap_or(rest.len());
    let part = &text[start..start + end];
    part.trim_matches([' ', '/', ':'])
        .chars()
        .take(70)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_within_free_text_help() {
        let read = read("FACTUUR 201403110 REK: NL91ABNA0417164300/NAAM: PICQER");
        assert_eq!(
            (read.name.as_str(), read.account.as_str()),
            ("PICQER", "NL91ABNA0417164300")
        );
        let french = super::read("VIR SEPA RECU /DE DUPONT SA /MOTIF FACTURE F1 /REF E2E7");
        assert_eq!(
            (french.name.as_str(), french.end_to_end_id.as_str()),
            ("DUPONT SA", "E2E7")
        );
        assert!(french.remittance.contains("FACTURE F1"));
    }
}
