//! Cutting a list into rows: encoding, separator and the header row, by evidence. Lines above the
//! header, such as a title, are passed over.

use super::ListKind;
use super::field::ListField;
use crate::encoding;
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// How far down a header is looked for.
const DEEPEST_HEADER: usize = 30;

/// A list cut into rows.
pub(super) struct Table {
    pub separator: char,
    /// Names of the columns; `1`, `2`... when the file has no header.
    pub header: Vec<String>,
    pub rows: Vec<Row>,
}

/// One row.
pub(super) struct Row {
    pub line: u64,
    pub fields: Vec<String>,
}

impl Table {
    /// Cuts a list; nothing when it holds no row.
    pub fn cut(bytes: &[u8], kind: ListKind, problems: &mut Problems) -> Option<Table> {
        let (text, _) = encoding::text_of(bytes);
        let separator = separator_of(&text);
        let mut rows = records(&text, separator, usize::MAX, problems);
        let Some(header_at) = header_row(&rows, kind) else {
            problems.add_for_file(ProblemKind::NoHeader, "", Kept::All);
            let columns = rows.iter().map(|row| row.fields.len()).max()?;
            let header = (1..=columns).map(|number| number.to_string()).collect();
            return Some(Table {
                separator,
                header,
                rows,
            });
        };
        rows.drain(..header_at);
        let header = rows.remove(0).fields;
        drop_cut_row(&text, header.len(), &mut rows, problems);
        if rows.is_empty() {
            problems.add_for_file(ProblemKind::EmptyFile, "", Kept::Nothing);
            return None;
        }
        Some(Table {
            separator,
            header,
            rows,
        })
    }

    /// The values of a column that are not empty.
    pub fn values(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self
            .rows
            .iter()
            .filter_map(move |row| row.fields.get(column));
        cells
            .map(|text| text.trim())
            .filter(|text| !text.is_empty())
    }
}

/// The end of a file cut in the middle of its last line: told, and not taken.
fn drop_cut_row(text: &str, columns: usize, rows: &mut Vec<Row>, problems: &mut Problems) {
    let whole = rows
        .iter()
        .rev()
        .skip(1)
        .all(|row| row.fields.len() >= columns);
    let is_cut = |row: &Row| row.fields.len() < columns && !text.ends_with(['\n', '\r']);
    let Some(last) = rows.pop_if(|row| whole && is_cut(row)) else {
        return;
    };
    problems.add(Problem {
        line: Some(last.line),
        field: None,
        kind: ProblemKind::TruncatedLastLine,
        found: shortened(&last.fields.join(" ")),
        kept: Kept::NotTheLine,
    });
}

/// A text over more lines than this comes from a quote that nothing closes.
const LONGEST_TEXT: usize = 40;

fn records(text: &str, separator: char, most: usize, problems: &mut Problems) -> Vec<Row> {
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
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .quoting(has_quotes)
        .delimiter(u8::try_from(separator).unwrap_or(b';'))
        .from_reader(text.as_bytes());
    let mut lines = LineCount {
        text,
        counted_to: 0,
        line: 1,
    };
    let mut rows = Vec::new();
    for record in reader.records().take(most) {
        match record {
            Ok(record) => {
                let line = lines.at(record
                    .position()
                    .map_or(0, |position| position.byte() as usize));
                let fields: Vec<String> = record
                    .iter()
                    .map(|field| field.trim().to_string())
                    .collect();
                if fields.iter().any(|field| !field.is_empty()) {
                    rows.push(Row { line, fields });
                }
            }
            Err(error) => problems.add_for_file(
                ProblemKind::Malformed,
                &error.to_string(),
                Kept::WhatCameBefore,
            ),
        }
    }
    rows
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
fn separator_of(text: &str) -> char {
    let sample_end = text
        .char_indices()
        .nth(64 << 10)
        .map_or(text.len(), |(at, _)| at);
    let score = |separator: char| {
        let rows = records(&text[..sample_end], separator, 60, &mut Problems::new());
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

/// The row that names the most columns; else the first wide row that looks like names.
fn header_row(rows: &[Row], kind: ListKind) -> Option<usize> {
    let known = |row: &Row| {
        let names = |header: &&String| {
            ListField::of_kind(kind)
                .iter()
                .any(|field| field.fit(header).is_some())
        };
        row.fields.iter().filter(names).count()
    };
    let candidates = || rows.iter().take(DEEPEST_HEADER).enumerate();
    let (at, most) = candidates()
        .map(|(at, row)| (at, known(row)))
        .rev()
        .max_by_key(|(_, known)| *known)?;
    if most >= 2 || (most == 1 && rows[at].fields.len() <= 2) {
        return Some(at);
    }
    let widest = candidates().map(|(_, row)| row.fields.len()).max()?;
    let is_name =
        |field: &String| field.is_empty() || !field.chars().any(|c| c.is_ascii_digit() || c == '@');
    candidates()
        .find(|(_, row)| row.fields.len() == widest && widest > 1 && row.fields.iter().all(is_name))
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Table {
        Table::cut(text.as_bytes(), ListKind::Invoices, &mut Problems::new()).expect("a table")
    }

    #[test]
    fn separator_and_header_are_found_under_a_title() {
        let table = cut(
            "Export du 31/01/2026, société Dupont\n\nN° facture;Client;Montant\nF1;\"A, B; C\";12,50\n",
        );
        assert_eq!(table.separator, ';');
        assert_eq!(table.header, ["N° facture", "Client", "Montant"]);
        assert_eq!(table.rows[0].fields, ["F1", "A, B; C", "12,50"]);
        assert_eq!(table.rows[0].line, 4);
    }

    #[test]
    fn a_text_over_two_lines_is_one_row() {
        let table = cut("facture,client,montant\r\n1,\"a\r\nb\",2\r\n\r\n3,c,4\r\n");
        assert_eq!(table.rows.len(), 2);
        assert_eq!(
            table.rows.iter().map(|row| row.line).collect::<Vec<_>>(),
            [2, 5]
        );
    }

    #[test]
    fn a_quote_that_nothing_closes_does_not_swallow_the_rest() {
        let rows: String = (0..100)
            .map(|number| format!("F{number};C;{number}\n"))
            .collect();
        let text = format!("facture;client;montant\nX;\"Dupont;3\n{rows}");
        let mut problems = Problems::new();
        let table = Table::cut(text.as_bytes(), ListKind::Invoices, &mut problems).unwrap();
        assert_eq!(table.rows.len(), 101);
        assert_eq!(
            problems.iter().next().map(|problem| problem.line),
            Some(Some(2))
        );
    }

    #[test]
    fn columns_without_names_are_numbered() {
        let mut problems = Problems::new();
        let table = Table::cut(
            b"F1;12/01/2026;5\nF2;13/01/2026;6\n",
            ListKind::Invoices,
            &mut problems,
        )
        .unwrap();
        assert_eq!((table.header.len(), table.rows.len()), (3, 2));
        assert!(problems.contains(ProblemKind::NoHeader));
    }
}
