//! Cutting a file into records of 120 characters, with or without line breaks, and reading their fields
//! by place. It must never let one bad record shift the next.

use jiff::civil::Date;
use receivables::currency::Currency;

use crate::bank::{Place, numbered_lines};
use crate::reading::{Kept, ProblemKind, Problems};

/// The length of a record.
const WIDTH: usize = 120;

/// A record shorter or longer by this much is one record, padded or trimmed.
const TOLERANCE: usize = 16;

const CODES: [&str; 4] = ["01", "04", "05", "07"];

/// One record.
#[derive(Clone, Debug)]
pub(super) struct Record<'a> {
    pub line: u64,
    /// At most 136 characters.
    text: &'a str,
    /// Its currency, else that of its neighbours in the statement.
    pub currency: Option<Currency>,
    /// Decimals of its amount: its own, else its neighbours', else its currency's.
    pub decimals: Option<u32>,
}

impl Record<'_> {
    /// The characters from one place to another, counted from 1, both included; padded with blanks.
    pub fn field(&self, from: usize, to: usize) -> String {
        let characters = self.text.chars().chain(std::iter::repeat(' '));
        characters.skip(from - 1).take(to + 1 - from).collect()
    }

    /// All of its characters.
    pub fn characters(&self) -> Vec<char> {
        self.text.chars().collect()
    }

    /// The same without the blanks around it.
    pub fn trimmed(&self, from: usize, to: usize) -> String {
        self.field(from, to).trim().to_string()
    }

    pub fn code(&self) -> String {
        self.field(1, 2)
    }

    /// Bank, branch and account in one.
    pub fn account(&self) -> String {
        let parts = [
            self.trimmed(3, 7),
            self.trimmed(12, 16),
            self.account_number(),
        ];
        parts.concat()
    }

    /// The account within the branch.
    pub fn account_number(&self) -> String {
        self.trimmed(22, 32).to_uppercase()
    }

    pub fn place<'a>(&self, field: &'a str) -> Place<'a> {
        let line = self.line;
        Place { line, field }
    }
}

/// The day of six digits `DDMMYY`; nothing when it does not exist.
pub(super) fn day(text: &str) -> Option<Date> {
    if text.len() != 6 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |range: std::ops::Range<usize>| text[range].parse::<i8>().ok();
    let (day, month, year) = (number(0..2)?, number(2..4)?, number(4..6)?);
    let century = if year < 70 { 2000 } else { 1900 };
    Date::new(century + i16::from(year), month, day).ok()
}

/// The records of a file, in order.
pub(super) fn records<'a>(text: &'a str, problems: &mut Problems) -> Vec<Record<'a>> {
    let mut records = Vec::new();
    let mut unknown: Vec<String> = Vec::new();
    let mut lines_with_text =
        numbered_lines(text).filter(|(_, line)| !line.trim_ascii().is_empty());
    let is_one_line = lines_with_text.nth(1).is_none();
    for (line, content) in numbered_lines(text) {
        let content = content.trim_end_matches([' ', '\0', '\u{1a}']);
        if content.trim().is_empty() {
            continue;
        }
        for (rank, record) in cut(content).into_iter().enumerate() {
            // Where nothing ends a record, its rank is what a person can count.
            let line = if is_one_line {
                line + rank as u64
            } else {
                line
            };
            let code: String = record.chars().take(2).collect();
            if CODES.contains(&code.as_str()) {
                records.push(new_record(line, record));
                continue;
            }
            // Once for each kind: a header that a bank adds comes with every statement.
            if !unknown.contains(&code) && unknown.len() < 100 {
                let field = "";
                let place = Place { line, field };
                place.tell(problems, ProblemKind::PassedOver, record, Kept::NotTheLine);
                unknown.push(code);
            }
        }
    }
    lend_currencies(&mut records);
    records
}

fn new_record(line: u64, text: &str) -> Record<'_> {
    let mut record = Record {
        line,
        text,
        currency: None,
        decimals: None,
    };
    record.currency = record.trimmed(17, 19).parse().ok();
    record.decimals = record.trimmed(20, 20).parse().ok();
    record
}

/// One line as records: a short or slightly long line is one, a long line without breaks is many.
fn cut(line: &str) -> Vec<&str> {
    let after = |count: usize| line.char_indices().nth(count).map(|(at, _)| &line[at..]);
    let continues =
        after(WIDTH).is_some_and(|next| CODES.iter().any(|code| next.starts_with(code)));
    if after(WIDTH + TOLERANCE).is_none() && !continues {
        return vec![line];
    }
    let mut records = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        let end = rest
            .char_indices()
            .nth(WIDTH)
            .map_or(rest.len(), |(at, _)| at);
        let (record, tail) = rest.split_at(end);
        if !record.trim().is_empty() {
            records.push(record);
        }
        rest = tail;
    }
    records
}

/// Gives records without currency or decimals those of the records beside them, within a statement.
fn lend_currencies(records: &mut [Record<'_>]) {
    let mut next = (None, None);
    for record in records.iter_mut().rev() {
        record.currency = record.currency.or(next.0);
        record.decimals = record.decimals.or(next.1);
        next = (record.currency, record.decimals);
        if record.code() == "01" {
            next = (None, None);
        }
    }
    let mut before = (None, None);
    for record in records {
        if record.code() == "01" {
            before = (None, None);
        }
        record.currency = record.currency.or(before.0);
        record.decimals = record.decimals.or(before.1);
        before = (record.currency, record.decimals);
    }
}
