//! What of a camt document is read, and in which portions it is handed over. It must never hold more
//! entries than a portion.

use super::entry;
use super::statement::OpenStatement;
use crate::bank::{BankDocumentKind, BankEntry, BankFile, StatementPart};
use crate::iso20022;
use crate::reading::{Kept, ProblemKind, Problems};
use crate::xml::{Element, Step, Tag, Visitor};

/// Entries, and transactions within, of one portion.
const PORTION: usize = 512;
const PORTION_TRANSACTIONS: usize = 4096;

/// Reading one document.
pub(super) struct Visit<'a> {
    each: &'a mut dyn FnMut(StatementPart),
    file: BankFile,
    statement: Option<OpenStatement>,
    entries: Vec<BankEntry>,
    transactions: usize,
    /// What the document is about, once its root is known.
    kind: Option<BankDocumentKind>,
    /// The name an envelope gives to the message in it.
    enveloped_name: String,
}

impl<'a> Visit<'a> {
    pub fn new(each: &'a mut dyn FnMut(StatementPart)) -> Self {
        Visit {
            each,
            file: BankFile::default(),
            statement: None,
            entries: Vec::new(),
            transactions: 0,
            kind: None,
            enveloped_name: String::new(),
        }
    }

    /// What is known of the document as a whole.
    pub fn finish(mut self, problems: &mut Problems) -> BankFile {
        self.close_statement(problems);
        if self.file.message_name.is_empty() {
            self.file.message_name = self.enveloped_name;
        }
        self.file
    }

    fn open_statement(&mut self, kind: BankDocumentKind, problems: &mut Problems) {
        self.close_statement(problems);
        self.statement = Some(OpenStatement::new(kind));
    }

    fn close_statement(&mut self, problems: &mut Problems) {
        let Some(mut open) = self.statement.take() else {
            return;
        };
        self.hand_over(&mut open);
        open.check(None, problems);
        (self.each)(StatementPart::Closed(Box::new(open.facts)));
    }

    fn hand_over(&mut self, open: &mut OpenStatement) {
        if !open.is_announced {
            open.is_announced = true;
            (self.each)(StatementPart::Opened(Box::new(open.facts.clone())));
        }
        if !self.entries.is_empty() {
            self.transactions = 0;
            (self.each)(StatementPart::Entries(std::mem::take(&mut self.entries)));
        }
    }

    fn take_entry(&mut self, element: Element<'_>, problems: &mut Problems) {
        let Some(mut open) = self.statement.take() else {
            return;
        };
        if let Some(entry) = entry::read(&mut open, element, problems) {
            self.transactions += entry.transactions.len();
            self.entries.push(entry);
        }
        if self.entries.len() >= PORTION || self.transactions >= PORTION_TRANSACTIONS {
            self.hand_over(&mut open);
        }
        self.statement = Some(open);
    }

    /// The name of the message, from the namespaces of its root or of what is under it.
    fn name_message(&mut self, tag: &Tag<'_>) {
        let names = tag.namespaces();
        let names: Vec<&str> = names
            .iter()
            .filter_map(|one| iso20022::name_in(one))
            .collect();
        let of_statements = names.iter().find(|name| iso20022::is_bank_statement(name));
        if let Some(name) = of_statements.or(names.first()) {
            self.file.message_name = (*name).to_string();
        }
    }
}

impl Visitor for Visit<'_> {
    fn open(&mut self, tag: &Tag<'_>, problems: &mut Problems) -> Step {
        let root = root_kind(tag.name);
        if tag.name == "Document" || root.is_some() {
            self.name_message(tag);
            self.kind = root.or(self.kind);
            return Step::Enter;
        }
        if is_statement(tag.name) && root_kind(tag.parent).is_some() {
            self.open_statement(self.kind.unwrap_or_default(), problems);
            return Step::Enter;
        }
        if is_statement(tag.parent) && self.statement.is_some() {
            return Step::Gather;
        }
        if let ("Ntry", None, Some(kind)) = (tag.name, &self.statement, self.kind) {
            // The start of its statement was lost.
            problems.add_for_file(ProblemKind::Malformed, "Stmt", Kept::All);
            self.open_statement(kind, problems);
            return Step::Gather;
        }
        match (tag.parent, tag.name) {
            ("GrpHdr", "MsgId") | (_, "MsgDefIdr" | "Ntry") => Step::Gather,
            _ => Step::Enter,
        }
    }

    fn take(&mut self, part: Element<'_>, problems: &mut Problems) {
        match (part.name(), &mut self.statement) {
            ("Ntry", _) => self.take_entry(part, problems),
            (_, Some(open)) => open.take(part, problems),
            ("MsgId", None) => self.file.message_id = part.text().to_string(),
            ("MsgDefIdr", None) => {
                let name = iso20022::name_in(part.text()).unwrap_or_default();
                self.enveloped_name = name.to_string();
            }
            _ => {}
        }
    }

    fn take_piece(
        &mut self,
        part: Element<'_>,
        piece: Element<'_>,
        problems: &mut Problems,
    ) -> bool {
        let Some(open) = &mut self.statement else {
            return false;
        };
        piece.name() == "TxDtls"
            && part.name() == "Ntry"
            && entry::take_transaction(open, part, piece, problems)
    }

    fn close(&mut self, name: &str, problems: &mut Problems) {
        if is_statement(name) {
            self.close_statement(problems);
        }
    }

    fn is_record(&self, name: &str) -> bool {
        name == "Ntry" || is_statement(name)
    }
}

fn is_statement(name: &str) -> bool {
    matches!(name, "Stmt" | "Rpt" | "Ntfctn")
}

fn root_kind(name: &str) -> Option<BankDocumentKind> {
    if !name.starts_with("BkToCstmr") {
        return None;
    }
    match iso20022::message_of_root(name)? {
        "camt.052" => Some(BankDocumentKind::Report),
        "camt.053" => Some(BankDocumentKind::Statement),
        "camt.054" => Some(BankDocumentKind::Notification),
        _ => None,
    }
}
