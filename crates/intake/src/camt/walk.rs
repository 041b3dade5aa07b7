//! Walking through the document: each child of a statement is gathered as a small tree, handed over
//! and forgotten, so that what came before a fault is kept and memory follows the facts only.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::element::Element;
use super::statement;
use crate::bank::{BankDocumentKind, BankFile, BankStatement};
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// No camt nests deeper.
const DEEPEST: usize = 40;

struct Walk<'a> {
    text: &'a str,
    problems: &'a mut Problems,
    file: BankFile,
    path: Vec<String>,
    gathered: Vec<Element>,
    statement: Option<BankStatement>,
    warned_of_entities: bool,
    line: u64,
    counted_to: usize,
}

/// Reads the whole text.
pub(super) fn walk(text: &str, problems: &mut Problems) -> BankFile {
    let mut reader = Reader::from_str(text);
    let mut walk = Walk {
        text,
        problems,
        file: BankFile::default(),
        path: Vec::new(),
        gathered: Vec::new(),
        statement: None,
        warned_of_entities: false,
        line: 1,
        counted_to: 0,
    };
    loop {
        let event = reader.read_event();
        walk.count_lines(usize::try_from(reader.buffer_position()).unwrap_or(text.len()));
        match event {
            Ok(Event::Eof) => break,
            Ok(event) => walk.take(event),
            Err(error) => {
                let cut = matches!(error, quick_xml::Error::Syntax(_));
                let kind = if cut {
                    ProblemKind::TruncatedFile
                } else {
                    ProblemKind::Malformed
                };
                walk.tell(kind, &error.to_string(), Kept::WhatCameBefore);
                walk.file.is_cut = true;
                walk.close_statement();
                return walk.file;
            }
        }
    }
    if !walk.path.is_empty() {
        walk.tell(ProblemKind::TruncatedFile, "", Kept::WhatCameBefore);
        walk.file.is_cut = true;
        walk.close_statement();
    }
    walk.file
}

impl Walk<'_> {
    fn count_lines(&mut self, position: usize) {
        let end = position.min(self.text.len());
        if end > self.counted_to {
            let passed = &self.text.as_bytes()[self.counted_to..end];
            self.line += memchr::memchr_iter(b'\n', passed).count() as u64;
            self.counted_to = end;
        }
    }

    fn tell(&mut self, kind: ProblemKind, found: &str, kept: Kept) {
        let found = shortened(found);
        self.problems.add(Problem {
            line: Some(self.line),
            field: None,
            kind,
            found,
            kept,
        });
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(start) => self.open(&start),
            Event::Empty(start) => {
                self.open(&start);
                self.close();
            }
            Event::End(_) => self.close(),
            Event::Text(text) => self.add_text(&text.xml10_content()),
            Event::CData(text) => self.add_text(&text.xml10_content()),
            Event::GeneralRef(reference) => self.add_reference(&reference),
            Event::DocType(_) => self.warn_of_entities(),
            _ => {}
        }
    }

    fn add_text(&mut self, text: &str) {
        if let Some(element) = self.gathered.last_mut() {
            element.text.push_str(text);
        }
    }

    fn add_reference(&mut self, reference: &BytesRef<'_>) {
        if let Ok(Some(character)) = reference.resolve_char_ref() {
            self.add_text(character.encode_utf8(&mut [0; 4]));
            return;
        }
        match reference.xml10_content().as_ref() {
            "amp" => self.add_text("&"),
            "lt" => self.add_text("<"),
            "gt" => self.add_text(">"),
            "apos" => self.add_text("'"),
            "quot" => self.add_text("\""),
            _ => self.warn_of_entities(),
        }
    }

    fn warn_of_entities(&mut self) {
        if !self.warned_of_entities {
            self.warned_of_entities = true;
            self.tell(ProblemKind::UnsafeDocument, "", Kept::All);
        }
    }

    fn open(&mut self, start: &BytesStart<'_>) {
        let name = start.local_name().as_ref().to_string();
        let parent = self.path.last().map_or("", String::as_str);
        if let Some(kind) = statement_kind(parent, &name) {
            self.close_statement();
            self.statement = Some(BankStatement {
                kind,
                ..BankStatement::default()
            });
        } else if self.is_gathered(parent, &name) && self.gathered.len() < DEEPEST {
            let currency = attribute(start, "Ccy");
            self.gathered.push(Element {
                name: name.clone(),
                currency,
                line: self.line,
                ..Element::default()
            });
        } else if name == "Document" {
            let namespace = attribute(start, "xmlns");
            self.file.message_name = namespace.rsplit(':').next().unwrap_or_default().to_string();
        }
        self.path.push(name);
    }

    fn is_gathered(&self, parent: &str, name: &str) -> bool {
        let in_statement = self.statement.is_some() && matches!(parent, "Stmt" | "Rpt" | "Ntfctn");
        !self.gathered.is_empty() || in_statement || (parent == "GrpHdr" && name == "MsgId")
    }

    fn close(&mut self) {
        let Some(name) = self.path.pop() else { return };
        if self
            .gathered
            .last()
            .is_some_and(|element| element.name == name)
            && let Some(element) = self.gathered.pop()
        {
            match self.gathered.last_mut() {
                Some(parent) => parent.children.push(element),
                None => self.hand_over(&element),
            }
            return;
        }
        if matches!(name.as_str(), "Stmt" | "Rpt" | "Ntfctn") {
            self.close_statement();
        }
    }

    fn hand_over(&mut self, element: &Element) {
        match &mut self.statement {
            Some(open) => statement::take(open, element, self.problems),
            None => self.file.message_id = element.text.trim().to_string(),
        }
    }

    fn close_statement(&mut self) {
        self.gathered.clear();
        if let Some(mut open) = self.statement.take() {
            statement::finish(&mut open, self.line, self.problems);
            self.file.statements.push(open);
        }
    }
}

fn statement_kind(parent: &str, name: &str) -> Option<BankDocumentKind> {
    match (parent, name) {
        ("BkToCstmrStmt", "Stmt") => Some(BankDocumentKind::Statement),
        ("BkToCstmrAcctRpt", "Rpt") => Some(BankDocumentKind::Report),
        ("BkToCstmrDbtCdtNtfctn", "Ntfctn") => Some(BankDocumentKind::Notification),
        _ => None,
    }
}

fn attribute(start: &BytesStart<'_>, name: &str) -> String {
    let found = start
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.as_ref() == name);
    found.map_or(String::new(), |attribute| attribute.value.to_string())
}
