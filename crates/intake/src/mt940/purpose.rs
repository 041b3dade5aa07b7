//! The parts of a SEPA purpose: `EREF+`, `SVWZ+` and their kin, in one text. What has no label stays the
//! text of the payment; it must never lose a part.

use super::information::{Information, given};

/// The labels, each followed by a plus sign, or by a colon where a bank writes no plus sign at all.
const LABELS: [&str; 19] = [
    "EREF", "KREF", "MREF", "CRED", "DEBT", "SVWZ", "ABWA", "ABWE", "COAM", "OAMT", "IBAN", "BIC",
    "PURP", "RREF", "BREF", "RTRN", "MDAT", "SQTP", "CDTR",
];

const MESSAGE: &str = "MTLG:";

/// Reads a purpose.
pub(super) fn read(text: &str) -> Information {
    let mut found = labels_in(text, '+');
    if found.is_empty() {
        found = labels_in(text, ':');
    }
    let before = found.first().map_or(text.len(), |(at, _, _)| *at);
    let mut information = Information {
        remittance: squeezed(&text[..before]),
        ..Information::default()
    };
    for (rank, (_, label, start)) in found.iter().enumerate() {
        let end = found.get(rank + 1).map_or(text.len(), |(at, _, _)| *at);
        take(&mut information, label, &squeezed(&text[*start..end]));
    }
    information
}

/// Where each label stands, the label, and where its value starts.
fn labels_in(text: &str, mark: char) -> Vec<(usize, &'static str, usize)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(mark) {
        let before = &text[..at];
        let label = LABELS.iter().find(|label| before.ends_with(**label));
        if let Some(label) = label {
            found.push((at - label.len(), *label, at + 1));
        }
    }
    if !found.is_empty() {
        // What the bank itself reports comes after the payer's words, under this label only.
        let reported = text
            .find(MESSAGE)
            .map(|at| (at, "MTLG", at + MESSAGE.len()));
        found.extend(reported);
        found.sort_unstable();
    }
    found
}

fn take(information: &mut Information, label: &'static str, value: &str) {
    let put = |field: &mut String| {
        if field.is_empty() {
            *field = given(value);
        }
    };
    match label {
        "EREF" => put(&mut information.end_to_end_id),
        "KREF" => put(&mut information.instruction_id),
        "MREF" => put(&mut information.mandate_id),
        "IBAN" => put(&mut information.account),
        "RTRN" => put(&mut information.return_reason),
        "SVWZ" => information.remit(value),
        // Ultimate parties, creditor, amounts and fees: kept with their labels, the engine may find a name in them.
        _ => information.note(&format!("{label}+{value}")),
    }
}

/// One blank between words.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_purpose_are_told_apart() {
        let read = read(
            "EREF+E2E-1 KREF+NONREF MREF+M-7 CRED+DE99ZZZ SVWZ+Rechnung 4711  vom 1.2. ABWA+Muster AG",
        );
        assert_eq!(
            (read.end_to_end_id.as_str(), read.mandate_id.as_str()),
            ("E2E-1", "M-7")
        );
        assert_eq!(read.instruction_id, "");
        assert_eq!(read.remittance, "Rechnung 4711 vom 1.2.");
        assert_eq!(read.text, "CRED+DE99ZZZ ABWA+Muster AG");
    }

    #[test]
    fn a_plain_purpose_stays_whole() {
        assert_eq!(
            super::read("Miete November 1+1 GmbH").remittance,
            "Miete November 1+1 GmbH"
        );
        assert_eq!(super::read("Miete EREF: 12 SVWZ: x").end_to_end_id, "12");
    }
}
