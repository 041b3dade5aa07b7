//! The information field `:86:`, whatever dialect it is written in. It must keep every word: what a dialect
//! gives no place goes to the text.

use super::{free, german, slash};

/// Lines of this length were cut in the middle of a word.
const FULL: usize = 65;

/// What an information field says; texts are empty when absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Information {
    /// Three-digit code of the kind of business.
    pub code: String,
    /// What the payment is for.
    pub remittance: String,
    /// Everything else.
    pub text: String,
    pub end_to_end_id: String,
    pub instruction_id: String,
    pub mandate_id: String,
    pub name: String,
    pub account: String,
    pub structured_reference: String,
    pub return_reason: String,
}

impl Information {
    /// Adds to what the payment is for.
    pub fn remit(&mut self, part: &str) {
        if !self.remittance.is_empty() && !part.is_empty() {
            self.remittance.push(' ');
        }
        self.remittance.push_str(part);
    }

    /// Adds to the text.
    pub fn note(&mut self, part: &str) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(part);
    }
}

/// Reads the lines of a field, in the dialect they are written in.
pub(super) fn read(lines: &[&str]) -> Information {
    // Structured fields are cut anywhere, even within a subfield's number.
    let unbroken = padded(lines);
    german::read(&unbroken)
        .or_else(|| slash::read(&unbroken))
        .unwrap_or_else(|| free::read(&joined(lines)))
}

/// The lines in one, those that lost the blanks at their end filled up again.
fn padded(lines: &[&str]) -> String {
    let is_full = |line: &&&str| line.chars().count() == FULL;
    if !lines.iter().any(|line| is_full(&line)) {
        return lines.concat();
    }
    let mut text = String::new();
    for line in lines {
        text.push_str(line);
        let missing = FULL.saturating_sub(line.chars().count());
        if missing <= 4 {
            text.extend(std::iter::repeat_n(' ', missing));
        }
    }
    text
}

/// Free lines as one text: a full line goes on as it stands, others after a blank.
pub(super) fn joined(lines: &[&str]) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(line.trim_end());
        if line.chars().count() < FULL || line.ends_with(' ') {
            text.push(' ');
        }
    }
    super::purpose::squeezed(&text)
}

/// The reference, unless the payer gave none.
pub(super) fn given(reference: &str) -> String {
    match reference.trim() {
        "NOTPROVIDED" | "NONREF" | "NOT PROVIDED" | "NOTAVAILABLE" => String::new(),
        other => other.to_string(),
    }
}
