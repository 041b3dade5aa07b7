//! What reading a file gives: the facts, and the problems met on the way. A problem names the line,
//! the field, what was found and what was kept; it must never stop the reading of the rest.

mod container_sentence;
mod explanation;
mod kind;
mod sentence;
mod table_sentence;

pub use kind::ProblemKind;

use serde::{Deserialize, Serialize};

/// How many problems are kept in full; the others are only counted.
pub const PROBLEMS_KEPT: usize = 1000;

/// The facts read from a file and the problems met.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading<F> {
    /// What could be read.
    pub facts: F,
    /// What could not, or only in doubt.
    pub problems: Problems,
}

/// One thing to tell the user about a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Physical line of the file, from 1; the rank of the record in a file of records that nothing ends; nothing when
    /// the problem is about the whole file.
    pub line: Option<u64>,
    /// Name of the field as the file or the format calls it.
    pub field: Option<String>,
    /// What is wrong.
    pub kind: ProblemKind,
    /// The text found, shortened.
    pub found: String,
    /// What was kept of it.
    pub kept: Kept,
}

/// What was kept of the thing a problem is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// Everything: the problem is only a remark.
    All,
    /// The line was kept, this field was left empty.
    LineWithoutField,
    /// This value was kept.
    Value(String),
    /// The line was not taken.
    NotTheLine,
    /// Nothing of the file was taken.
    Nothing,
    /// Everything read before this point.
    WhatCameBefore,
}

/// Problems in the order met, the first [`PROBLEMS_KEPT`] in full.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problems {
    kept: Vec<Problem>,
    total: u64,
}

impl Problems {
    /// No problem.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes a problem.
    pub fn add(&mut self, problem: Problem) {
        self.total += 1;
        if self.kept.len() < PROBLEMS_KEPT {
            self.kept.push(problem);
        }
    }

    /// Notes a problem about the whole file.
    pub fn add_for_file(&mut self, kind: ProblemKind, found: &str, kept: Kept) {
        self.add(Problem {
            line: None,
            field: None,
            kind,
            found: shortened(found),
            kept,
        });
    }

    /// True while another problem would still be kept in full.
    pub fn has_room(&self) -> bool {
        self.kept.len() < PROBLEMS_KEPT
    }

    /// How many problems were met, those not kept in full included.
    pub fn total(&self) -> u64 {
        self.total
    }

    /// True when nothing was met.
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// The problems kept in full, in the order met.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.kept.iter()
    }

    /// True when a problem of this kind was kept.
    pub fn contains(&self, kind: ProblemKind) -> bool {
        self.kept.iter().any(|problem| problem.kind == kind)
    }

    /// Adds the problems of another reading after these.
    pub fn append(&mut self, other: Problems) {
        let not_kept = other.total - other.kept.len() as u64;
        other.kept.into_iter().for_each(|problem| self.add(problem));
        self.total += not_kept;
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The text of a field as shown in a problem: one line, at most 80 characters.
pub fn shortened(text: &str) -> String {
    let clean = text
        .trim()
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c });
    let mut short: String = clean.clone().take(80).collect();
    if clean.count() > 80 {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_past_the_limit_are_counted_but_not_kept() {
        let mut problems = Problems::new();
        for _ in 0..PROBLEMS_KEPT + 5 {
            problems.add_for_file(ProblemKind::EmptyFile, "", Kept::Nothing);
        }
        assert_eq!(problems.total(), PROBLEMS_KEPT as u64 + 5);
        assert_eq!(problems.iter().count(), PROBLEMS_KEPT);
        let mut both = Problems::new();
        both.append(problems);
        assert_eq!(both.total(), PROBLEMS_KEPT as u64 + 5);
    }

    #[test]
    fn a_long_or_multiline_text_is_shown_short_and_on_one_line() {
        assert_eq!(shortened(" a\nb "), "a b");
        assert_eq!(shortened(&"x".repeat(100)).chars().count(), 81);
    }
}
