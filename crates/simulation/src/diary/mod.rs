//! Diaries: plain-text files a credit manager can read, that drive the real desk day by day and say what it
//! must have decided. The grammar is in `docs/manual/diaries.md`. A diary must never look behind the desk:
//! it checks what people see.

mod amount_list;
mod cursor;
mod expectation;
mod parse;
mod parse_case;
mod parse_expectation;
mod parse_fact;
mod parse_statement;
pub mod run;
mod shorthand;
mod statement;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub use expectation::{Expectation, MessagePart, NoticeStanding, StepExpected};
pub use statement::{
    Attempted, CaseStatement, DebtorDetail, Instalment, MailServer, Part, Statement,
};

/// One diary, read and understood, not yet run.
#[derive(Clone, Debug)]
pub struct Diary {
    /// The file it came from, as it is shown in differences.
    pub file: String,
    /// What it tells, in a line.
    pub title: String,
    /// The codes of the acceptance cases it proves.
    pub proves: Vec<String>,
    /// The country of the creditor, and of the debtors that say nothing else.
    pub country: String,
    /// The first strategy, published before the first day.
    pub strategy: Option<String>,
    /// What happens, in order.
    pub entries: Vec<Entry>,
}

/// One line of a diary on its day.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The line in the file, from 1.
    pub line: usize,
    /// The day it stands under.
    pub on: Date,
    /// What happens or is expected.
    pub statement: Statement,
}

/// Why a text is not a diary.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {problem}")]
pub struct DiaryError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong and what to write.
    pub problem: String,
}

/// Reads a diary. The file is only named, not opened.
pub fn parse(file: &str, text: &str) -> Result<Diary, DiaryError> {
    parse::parse(file, text)
}

/// Runs a diary on an empty store of its own.
pub async fn run(diary: &Diary) -> Result<run::DiaryReport, desk::DeskError> {
    run::run(diary).await
}
