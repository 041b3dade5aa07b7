//! Complements of an operation: names, references and texts, told apart by a qualifier, or free labels
//! in the older layouts. It must never drop a text: what no field takes goes to the label.

use super::record::Record;

/// Texts alike are told once, among so many.
const COMPARED: usize = 100;

/// No remittance text is longer; what comes after goes to the label.
const LONGEST: usize = 1000;

/// What the complements of one operation say.
#[derive(Clone, Debug, Default)]
pub(super) struct Complements {
    pub payer: String,
    pub creditor: String,
    pub ultimate_payer: String,
    pub ultimate_creditor: String,
    pub payer_account: String,
    pub beneficiary_account: String,
    /// Remittance text, its two lines joined as they were cut.
    remittance: String,
    pub structured_reference: String,
    pub end_to_end_id: String,
    pub instruction_id: String,
    pub mandate_id: String,
    /// Labels and everything else, in order.
    pub texts: Vec<String>,
}

impl Complements {
    /// Takes one complement.
    pub fn take(&mut self, record: &Record<'_>) {
        let qualifier = record.field(46, 48).to_uppercase();
        let (first, second) = (record.trimmed(49, 83), record.trimmed(84, 118));
        let whole = record.trimmed(49, 118);
        match qualifier.as_str() {
            "NPY" => put(&mut self.payer, whole),
            "NBE" => put(&mut self.creditor, whole),
            "NPO" => put(&mut self.ultimate_payer, whole),
            "NBU" => put(&mut self.ultimate_creditor, whole),
            "CPY" => put(&mut self.payer_account, first),
            "CBE" => put(&mut self.beneficiary_account, first),
            "LCC" => self.remittance = record.field(49, 118),
            "LC2" if self.remittance.len() <= LONGEST => {
                self.remittance.push_str(&record.field(49, 118));
            }
            "LCS" => put(&mut self.structured_reference, first),
            "RCN" => {
                self.end_to_end_id = given(first);
                self.note(second);
            }
            "REF" => {
                self.instruction_id = given(second);
                self.note(first);
            }
            "RUM" => {
                self.mandate_id = given(first);
                self.note(second);
            }
            "LIB" => self.note(whole),
            "IPY" | "IBE" | "IPO" | "IBU" | "MMO" | "FEE" => {
                self.note(format!("{qualifier} {whole}"));
            }
            _ => self.take_free_label(record),
        }
    }

    /// Older layouts: the label starts at 41 when something is written there, else at 49.
    fn take_free_label(&mut self, record: &Record<'_>) {
        let from = if record.trimmed(41, 45).is_empty() {
            49
        } else {
            41
        };
        self.note(record.trimmed(from, 118));
    }

    fn note(&mut self, text: String) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_new = self.texts.len() >= COMPARED || !self.texts.contains(&text);
        if !text.is_empty() && is_new {
            self.texts.push(text);
        }
    }

    /// The remittance text; empty when none came.
    pub fn remittance(&self) -> String {
        self.remittance.trim().to_string()
    }
}

fn put(field: &mut String, text: String) {
    if field.is_empty() {
        *field = text;
    }
}

/// The reference, unless the payer gave none.
fn given(reference: String) -> String {
    match reference.as_str() {
        "NOTPROVIDED" | "NOT PROVIDED" | "NONREF" => String::new(),
        _ => reference,
    }
}
