//! A workbook of Excel 97 to 2003, or of Excel 5 and 95: its sheets, and their cells as texts. It must never build the
//! rectangle a sheet spans, nor compute with a number: the shortest decimal text of a cell is its value.

use super::biff::{self, Letters, Record, kind, records};
use super::compound::{Compound, long, short};
use super::merge::Area;
use super::number_format::{Shows, of_number, shows};
use super::{cell, day_of_serial};
use crate::reading::ProblemKind;

/// More texts, or cells of a sheet, than a workbook of 65,536 rows holds in earnest.
const MOST_TEXTS: usize = 4 << 20;
const MOST_CELLS: usize = 16 << 20;

/// A workbook in memory.
pub(super) struct OldBook {
    stream: Vec<u8>,
    sheets: Vec<OldSheet>,
    texts: Vec<String>,
    /// What each format of cells shows its numbers as.
    shown: Vec<Shows>,
    letters: Letters,
    is_1904: bool,
}

struct OldSheet {
    name: String,
    is_hidden: bool,
    /// Where its records begin.
    start: usize,
}

/// One cell: row and column from 0, its text, and whether it is a number.
pub(super) type Cell = ((u32, u32), String, bool);

impl OldBook {
    /// Opens a workbook; why it cannot be read, else.
    pub fn open(bytes: &[u8]) -> Result<OldBook, (ProblemKind, String)> {
        let malformed = |what: &str| (ProblemKind::Malformed, what.to_string());
        let document = Compound::open(bytes).ok_or_else(|| malformed("OLE"))?;
        let stream = document
            .stream(&["Workbook", "Book"])
            .ok_or_else(|| malformed("Workbook"))?;
        let first = records(&stream, 0).next();
        let version = first
            .filter(|record| record.kind == kind::BEGIN)
            .and_then(|record| short(record.data, 0))
            .ok_or_else(|| malformed("BOF"))?;
        let mut book = OldBook {
            sheets: Vec::new(),
            texts: Vec::new(),
            shown: Vec::new(),
            letters: match version {
                0x0600 => Letters::Unicode,
                _ => Letters::of_page(1252),
            },
            is_1904: false,
            stream: Vec::new(),
        };
        book.read_globals(&stream)?;
        book.stream = stream;
        Ok(book)
    }

    fn read_globals(&mut self, stream: &[u8]) -> Result<(), (ProblemKind, String)> {
        let mut formats: Vec<(u16, Shows)> = Vec::new();
        let mut used: Vec<u16> = Vec::new();
        let mut pieces: Vec<&[u8]> = Vec::new();
        let mut before = 0;
        for Record { kind, data } in records(stream, 0) {
            match kind {
                kind::END => break,
                kind::PASSWORD => return Err((ProblemKind::ProtectedFile, String::new())),
                kind::CODE_PAGE if matches!(self.letters, Letters::Page(_)) => {
                    self.letters = Letters::of_page(short(data, 0).unwrap_or(1252));
                }
                kind::SYSTEM_OF_1904 => self.is_1904 = short(data, 0) == Some(1),
                kind::FORMAT => {
                    let bytes_of_length = match self.letters {
                        Letters::Unicode => 2,
                        Letters::Page(_) => 1,
                    };
                    let written = self.letters.text(data, 2, bytes_of_length);
                    formats.push((short(data, 0).unwrap_or(0), shows(&written)));
                }
                kind::CELL_FORMAT => used.push(short(data, 2).unwrap_or(0)),
                kind::SHEET => self.take_sheet(data),
                kind::TEXTS => pieces = vec![data],
                kind::CONTINUED if before == kind::TEXTS => pieces.push(data),
                _ => {}
            }
            if kind != kind::CONTINUED {
                before = kind;
            }
        }
        self.texts = biff::shared_texts(pieces, MOST_TEXTS);
        let own = |number: u16| formats.iter().find(|(other, _)| *other == number);
        self.shown = used
            .into_iter()
            .map(|number| own(number).map_or_else(|| of_number(number), |(_, shows)| *shows))
            .collect();
        Ok(())
    }

    /// A sheet of cells; charts and macros are none.
    fn take_sheet(&mut self, data: &[u8]) {
        let (Some(start), Some(state)) = (long(data, 0), short(data, 4)) else {
            return;
        };
        if state >> 8 == 0 {
            self.sheets.push(OldSheet {
                name: self.letters.text(data, 6, 1),
                is_hidden: state & 3 != 0,
                start: start as usize,
            });
        }
    }

    /// The names of the sheets, with whether each is hidden.
    pub fn sheets(&self) -> Vec<(String, bool)> {
        let all = self.sheets.iter();
        all.map(|sheet| (sheet.name.clone(), sheet.is_hidden))
            .collect()
    }

    /// The cells of a sheet in order, row by row, each given to `take` until it wants no more. False when the file stops
    /// before the sheet does.
    pub fn cells(&self, name: &str, take: &mut dyn FnMut(Cell) -> bool) -> bool {
        let mut found = Vec::new();
        let is_whole = self.look_through(name, |record| self.find(record, &mut found));
        let place = |value: &((u32, u32), Value<'_>)| value.0;
        if !found.is_sorted_by_key(place) {
            found.sort_by_key(place);
        }
        for (place, value) in found {
            let (text, is_number) = self.text(&value);
            if !take((place, text, is_number)) {
                break;
            }
        }
        is_whole
    }

    /// The merged cells of a sheet.
    pub fn merged(&self, name: &str) -> Vec<Area> {
        let mut areas = Vec::new();
        self.look_through(name, |record| {
            if record.kind == kind::MERGED {
                let four = |at: usize| Area::of_corners(|place| short(record.data, at + 2 * place));
                areas.extend((2..record.data.len()).step_by(8).filter_map(four));
            }
        });
        areas
    }

    /// The records of a sheet, those of charts within left out; false when its end is missing.
    fn look_through<'a>(&'a self, name: &str, mut take: impl FnMut(Record<'a>)) -> bool {
        let Some(sheet) = self.sheets.iter().find(|sheet| sheet.name == name) else {
            return false;
        };
        let mut depth = 0_u32;
        for record in records(&self.stream, sheet.start) {
            match record.kind {
                kind::BEGIN => depth += 1,
                kind::END if depth <= 1 => return true,
                kind::END => depth -= 1,
                _ if depth == 1 => take(record),
                _ => {}
            }
        }
        false
    }

    fn find<'a>(&'a self, Record { kind, data }: Record<'a>, found: &mut Vec<Found<'a>>) {
        if found.len() >= MOST_CELLS {
            return;
        }
        if kind == kind::TEXT_OF_FORMULA {
            if let Some((_, value @ Value::TextOfFormula(_))) = found.last_mut() {
                *value = Value::TextOfFormula(data);
            }
            return;
        }
        let (Some(row), Some(column)) = (short(data, 0), short(data, 2)) else {
            return;
        };
        let mut add = |column: u16, value: Option<Value<'a>>| {
            found.extend(value.map(|value| ((u32::from(row), u32::from(column)), value)));
        };
        let shows = |at: usize| {
            let format = short(data, at).and_then(|format| self.shown.get(usize::from(format)));
            format.copied().unwrap_or(Shows::Number)
        };
        match kind {
            kind::SHARED_TEXT => {
                let text = long(data, 6).and_then(|at| self.texts.get(at as usize));
                add(column, text.map(|text| Value::Shared(text.as_str())));
            }
            kind::TEXT | kind::RICH_TEXT => add(column, Some(Value::Text(data))),
            kind::NUMBER => {
                let number = biff::number(data, 6);
                add(column, number.map(|number| Value::Number(number, shows(4))));
            }
            kind::SHORT_NUMBER => {
                let number = biff::short_number(data, 6);
                add(column, number.map(|number| Value::Number(number, shows(4))));
            }
            kind::SHORT_NUMBERS => {
                let last = data.len().saturating_sub(6);
                for (at, column) in (4..)
                    .step_by(6)
                    .zip(column..)
                    .take_while(|(at, _)| *at <= last)
                {
                    let number = biff::short_number(data, at + 2);
                    add(
                        column,
                        number.map(|number| Value::Number(number, shows(at))),
                    );
                }
            }
            kind::TRUTH => add(column, truth(data.get(6), data.get(7))),
            _ if kind & 0xF9FF == kind::FORMULA => add(column, result(data, shows(4))),
            _ => {}
        }
    }

    fn text(&self, value: &Value<'_>) -> (String, bool) {
        match value {
            Value::Shared(text) => (text.trim().to_string(), false),
            Value::Text(data) => (self.letters.text(data, 6, 2).trim().to_string(), false),
            Value::TextOfFormula(data) => (self.letters.text(data, 0, 2).trim().to_string(), false),
            Value::Truth(value) => (if *value { "true" } else { "false" }.to_string(), false),
            Value::Error(code) => (error(*code).to_string(), false),
            Value::Number(number, shows) => {
                let written = number.to_string();
                let day = (*shows == Shows::Day)
                    .then(|| day_of_serial(&written, self.is_1904))
                    .flatten();
                match day {
                    Some(day) => (day.to_string(), false),
                    None => cell::decimal_text(&written),
                }
            }
        }
    }
}

type Found<'a> = ((u32, u32), Value<'a>);

/// What a cell holds.
enum Value<'a> {
    Shared(&'a str),
    /// The record of a text.
    Text(&'a [u8]),
    /// The record that follows a formula; empty until it came.
    TextOfFormula(&'a [u8]),
    Number(f64, Shows),
    Truth(bool),
    Error(u8),
}

/// The result of a formula, as it was when the workbook was saved.
fn result(data: &[u8], shows: Shows) -> Option<Value<'_>> {
    let result = data.get(6..14)?;
    if result[6..] != [0xFF, 0xFF] {
        return biff::number(data, 6).map(|number| Value::Number(number, shows));
    }
    match result[0] {
        0 => Some(Value::TextOfFormula(&[])),
        1 => Some(Value::Truth(result[2] != 0)),
        2 => Some(Value::Error(result[2])),
        _ => None,
    }
}

fn truth<'a>(value: Option<&u8>, is_error: Option<&u8>) -> Option<Value<'a>> {
    Some(match *is_error? {
        0 => Value::Truth(*value? != 0),
        _ => Value::Error(*value?),
    })
}

fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}
