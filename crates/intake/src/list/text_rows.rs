//! Cutting separated text into rows: the separator by evidence, quotes with care. A quote that nothing
//! closes must never swallow the rest of the file.

mod quote;

use super::row::{ColumnSet, Row};
use std::ops::Range;

use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// A text over more lines than this comes from a quote that nothing closes.
const LONGEST_TEXT: usize = 40;

/// The rows of a text, `most` of them at most.
pub(super) fn rows(text: &str, separator: char, most: usize, problems: &mut Problems) -> Vec<Row> {
    let rows = records_with(text, (separator, true), most, problems);
    let runs_away = |row: &&Row| {
        row.fields
            .iter()
            .any(|field| field.lines().nth(LONGEST_TEXT).is_some())
    };
    let Some(line) = rows.iter().find(runs_away).map(|row| row.line) else {
        return rows;
    };
    let (found, kept) = (String::new(), Kept::All);
    problems.add(Problem {
        line: Some(line),
        field: None,
        kind: ProblemKind::Malformed,
        found,
        kept,
    });
    records_with(text, (separator, false), most, problems)
}

fn records_with(
    text: &str,
    (separator, has_quotes): (char, bool),
    most: usize,
    problems: &mut Problems,
) -> Vec<Row> {
    let delimiter = u8::try_from(separator).unwrap_or(b';');
    let mut cutting = Cutting {
        delimiter,
        lines: LineCount {
            text,
            counted_to: 0,
            line: 1,
        },
        rows: Vec::new(),
        most,
    };
    let mut done = 0;
    if has_quotes {
        for part in quote::runaways(text, delimiter) {
            cutting.cut(done..part.start, true, problems);
            if cutting.rows.len() == most {
                return cutting.rows;
            }
            let line = cutting.lines.at(part.start);
            problems.add(Problem {
                line: Some(line),
                field: None,
                kind: ProblemKind::Malformed,
                found: shortened(&text[part.clone()]),
                kept: Kept::All,
            });
            done = part.end;
            cutting.cut(part, false, problems);
        }
    }
    cutting.cut(done..text.len(), has_quotes, problems);
    cutting.rows
}

struct Cutting<'a> {
    delimiter: u8,
    lines: LineCount<'a>,
    rows: Vec<Row>,
    most: usize,
}

impl Cutting<'_> {
    /// Cuts a part of the text into rows.
    fn cut(&mut self, part: Range<usize>, has_quotes: bool, problems: &mut Problems) {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .quoting(has_quotes)
            .delimiter(self.delimiter)
            .from_reader(&self.lines.text.as_bytes()[part.clone()]);
        for record in reader.records().take(self.most - self.rows.len()) {
            match record {
                Ok(record) => {
                    let place = record.position().map_or(0, csv::Position::byte);
                    let line = self.lines.at(part.start + place as usize);
                    let fields: Vec<String> = record
                        .iter()
                        .map(|field| field.trim().to_string())
                        .collect();
                    if fields.iter().any(|field| !field.is_empty()) {
                        self.rows.push(Row {
                            line,
                            fields,
                            numbers: ColumnSet::default(),
                        });
                    }
                }
                Err(error) => problems.add_for_file(
                    ProblemKind::Malformed,
                    &error.to_string(),
                    Kept::WhatCameBefore,
                ),
            }
        }
    }
}

/// Physical line numbers, counted as the rows go by: the reader's own are one short after CR LF.
struct LineCount<'a> {
    text: &'a str,
    counted_to: usize,
    line: u64,
}

impl LineCount<'_> {
    /// The line of the first character at or after `byte` that ends no line.
    fn at(&mut self, byte: usize) -> u64 {
        let bytes = self.text.as_bytes();
        let ends = bytes[byte..]
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        let passed = &bytes[self.counted_to..byte + ends];
        let feeds = memchr::memchr_iter(b'\n', passed).count();
        let returns = memchr::memchr_iter(b'\r', passed).count();
        self.line += feeds.max(returns) as u64;
        self.counted_to = byte + ends;
        self.line
    }
}

/// The separator that cuts most rows into the same number of fields, and the most of them.
pub(super) fn separator_of(text: &str) -> char {
    let sample_end = text
        .char_indices()
        .nth(64 << 10)
        .map_or(text.len(), |(at, _)| at);
    let score = |separator: char| {
        let rows = rows(&text[..sample_end], separator, 60, &mut Problems::new());
        let widest = rows.iter().map(|row| row.fields.len()).max().unwrap_or(0);
        let usual = (2..=widest)
            .map(|width| {
                (
                    rows.iter().filter(|row| row.fields.len() == width).count(),
                    width,
                )
            })
            .max()
            .unwrap_or((0, 0));
        (usual.0 * usual.1.min(6), usual.1)
    };
    [',', '|', '\t', ';']
        .into_iter()
        .max_by_key(|separator| score(*separator))
        .unwrap_or(';')
}
