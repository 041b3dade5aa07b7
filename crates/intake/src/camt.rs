//! camt.053, camt.052 and camt.054 (ISO 20022), any version: to bank facts. Namespaces, order and
//! unknown elements do not matter. It must never expand an entity, and never lose the entries read
//! before or after a fault.

mod amount;
mod balance;
mod batch;
mod charge;
mod entry;
mod party;
mod remittance;
mod statement;
mod transaction;
mod visit;

use std::io::BufRead;

use crate::bank::{BankFile, StatementPart, name_entries};
use crate::format::{self, Format};
use crate::iso20022;
use crate::reading::{Kept, ProblemKind, Problems, Reading};
use crate::xml::Walk;

/// A file of more statements than this is not one of a bank.
const MOST_STATEMENTS: usize = 100_000;

/// Reads a camt document that is in memory.
pub fn read(bytes: &[u8]) -> Reading<BankFile> {
    let mut problems = Problems::new();
    let format = format::sniff(bytes);
    let refusal = match format {
        Format::Camt | Format::OtherXml | Format::OtherBankMessage => None,
        Format::CreditTransfer | Format::DirectDebit | Format::PaymentStatus => None,
        Format::Empty => Some(ProblemKind::EmptyFile),
        Format::Binary => Some(ProblemKind::BinaryFile),
        _ => Some(ProblemKind::AnotherFormat),
    };
    if let Some(kind) = refusal {
        problems.add_for_file(kind, format.name(), Kept::Nothing);
        return Reading {
            facts: BankFile::default(),
            problems,
        };
    }
    let mut statements = Vec::new();
    let mut entries = Vec::new();
    let mut has_too_many = false;
    let mut each = |part| match part {
        StatementPart::Opened(_) => entries = Vec::new(),
        StatementPart::Entries(mut some) => entries.append(&mut some),
        StatementPart::Closed(mut statement) => {
            statement.entries = std::mem::take(&mut entries);
            if statements.len() < MOST_STATEMENTS {
                statements.push(*statement);
            } else {
                has_too_many = true;
            }
        }
    };
    let mut file = walk(bytes, &mut problems, &mut each);
    if has_too_many {
        let kept = Kept::WhatCameBefore;
        problems.add_for_file(ProblemKind::TooManyLines, "", kept);
    }
    file.statements = statements;
    name_entries(&mut file.statements);
    if file.statements.is_empty() {
        tell_what_it_is(bytes, &mut problems);
    }
    Reading {
        facts: file,
        problems,
    }
}

/// Reads a camt document of any size, handing its statements over in parts: memory holds a few thousand
/// entries at most. The file it gives has no statements: they were handed over.
pub fn read_from(input: impl BufRead, each: &mut dyn FnMut(StatementPart)) -> Reading<BankFile> {
    let mut problems = Problems::new();
    let mut ranks = crate::bank::Ranks::default();
    let mut account = String::new();
    let mut has_statement = false;
    let mut name = |part| {
        let part = match part {
            StatementPart::Entries(mut entries) => {
                for entry in &mut entries {
                    ranks.name(&account, entry);
                }
                StatementPart::Entries(entries)
            }
            StatementPart::Opened(statement) => {
                has_statement = true;
                account.clone_from(&statement.account);
                StatementPart::Opened(statement)
            }
            closed @ StatementPart::Closed(_) => closed,
        };
        each(part);
    };
    let file = walk(input, &mut problems, &mut name);
    if !has_statement {
        let found = file.message_name.as_str();
        problems.add_for_file(ProblemKind::NoStatement, found, Kept::Nothing);
    }
    Reading {
        facts: file,
        problems,
    }
}

fn walk(
    input: impl BufRead,
    problems: &mut Problems,
    each: &mut dyn FnMut(StatementPart),
) -> BankFile {
    let mut visit = visit::Visit::new(each);
    let is_cut = Walk::new(&mut visit, problems).run(input);
    let mut file = visit.finish(problems);
    file.is_cut = is_cut;
    file
}

/// A document without a statement is of another kind, and says which.
fn tell_what_it_is(bytes: &[u8], problems: &mut Problems) {
    let name = iso20022::message_of_bytes(bytes);
    let kind = match &name {
        Some(name) if iso20022::is_bank_statement(name) => ProblemKind::NoStatement,
        Some(_) => ProblemKind::AnotherMessage,
        None => ProblemKind::AnotherFormat,
    };
    let found = name.unwrap_or_else(|| format::sniff(bytes).name().to_string());
    problems.add_for_file(kind, &found, Kept::Nothing);
}
