//! Cutting a QIF file into records, each under the section and the account it belongs to. It must tell a
//! section it passes over, once for each kind.

use crate::bank::{Place, numbered_lines};
use crate::reading::{Kept, ProblemKind, Problems};

/// The sections told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// The register of an account: bank, card, cash, other.
    Register,
    /// A list of accounts.
    Accounts,
    /// Anything else: categories, securities, prices.
    Other,
}

/// A part of a split: where the money belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Split {
    pub category: String,
    pub memo: String,
    pub amount: String,
}

/// A record of a register, its fields as written; empty when absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    pub line: u64,
    /// Which register of the file it is of, from 0.
    pub register: usize,
    pub account: String,
    pub day: String,
    pub amount: String,
    pub payee: String,
    pub memo: String,
    pub number: String,
    pub category: String,
    pub address: String,
    pub splits: Vec<Split>,
}

/// The section a line opens; nothing for other lines.
pub(super) fn section_of(line: &str) -> Option<Section> {
    let line = line.trim_start_matches('\u{feff}').trim();
    let lower: String = line
        .chars()
        .take(40)
        .collect::<String>()
        .to_ascii_lowercase();
    let lower = lower.strip_prefix('!')?;
    if lower.starts_with("account") {
        return Some(Section::Accounts);
    }
    let kind = lower.strip_prefix("type")?.trim_start_matches([':', ' ']);
    let is_register = [
        "bank",
        "ccard",
        "cash",
        "oth a",
        "oth l",
        "bnk",
        "bank account",
    ];
    Some(if is_register.contains(&kind.trim()) {
        Section::Register
    } else {
        Section::Other
    })
}

struct Cutting<'b> {
    problems: &'b mut Problems,
    records: Vec<Record>,
    record: Record,
    section: Section,
    registers: usize,
    account: String,
    passed_over: Vec<String>,
}

/// The records of all registers, in order.
pub(super) fn records(text: &str, problems: &mut Problems) -> Vec<Record> {
    let mut cutting = Cutting {
        problems,
        records: Vec::new(),
        record: Record::default(),
        section: Section::Register,
        registers: 0,
        account: String::new(),
        passed_over: Vec::new(),
    };
    for (number, line) in numbered_lines(text) {
        let line = line.trim_end_matches(['\u{1a}', '\0']).trim();
        if line.is_empty() {
            continue;
        }
        cutting.take(number, line);
    }
    if cutting.record.line > 0 && cutting.section == Section::Register {
        let (line, field) = (cutting.record.line, "^");
        let place = Place { line, field };
        place.tell(cutting.problems, ProblemKind::TruncatedFile, "", Kept::All);
        cutting.end();
    }
    cutting.records
}

impl Cutting<'_> {
    fn take(&mut self, number: u64, line: &str) {
        if let Some(section) = section_of(line) {
            self.end();
            if section == Section::Register {
                self.registers += 1;
            }
            self.section = section;
            self.pass_over(number, line);
            return;
        }
        if line.starts_with('!') {
            return;
        }
        if line.starts_with('^') && line.len() == 1 {
            self.end();
            return;
        }
        let Some(letter) = line.chars().next().filter(char::is_ascii) else {
            return;
        };
        let content = line[1..].trim();
        match self.section {
            Section::Register => self.put(number, letter, content),
            Section::Accounts if letter == 'N' => self.account = content.to_string(),
            _ => {}
        }
    }

    fn pass_over(&mut self, number: u64, line: &str) {
        let is_new = !self.passed_over.iter().any(|known| known == line);
        if self.section == Section::Other && is_new && self.passed_over.len() < 50 {
            let place = Place {
                line: number,
                field: "",
            };
            place.tell(self.problems, ProblemKind::PassedOver, line, Kept::All);
            self.passed_over.push(line.to_string());
        }
    }

    fn put(&mut self, number: u64, letter: char, content: &str) {
        let is_known = matches!(
            letter,
            'D' | 'T' | 'U' | 'P' | 'M' | 'N' | 'L' | 'A' | 'S' | 'E' | '$' | '%' | 'C' | 'F'
        );
        if !is_known {
            return;
        }
        // A record has one day: at the second one, the end of the record before was lost.
        if letter == 'D' && self.record.splits.is_empty() && !self.record.day.is_empty() {
            let (line, field) = (self.record.line, "^");
            let place = Place { line, field };
            place.tell(self.problems, ProblemKind::Malformed, content, Kept::All);
            self.end();
        }
        let record = &mut self.record;
        if record.line == 0 {
            record.line = number;
            record.register = self.registers;
            record.account.clone_from(&self.account);
        }
        let first = |field: &mut String| {
            if field.is_empty() {
                *field = content.to_string();
            }
        };
        match (letter, record.splits.last_mut()) {
            ('S', _) => record.splits.push(Split {
                category: content.to_string(),
                ..Split::default()
            }),
            ('E', Some(split)) => first(&mut split.memo),
            ('$', Some(split)) => first(&mut split.amount),
            // Within a split a day is that of the split.
            ('D', None) => first(&mut record.day),
            ('T', _) => record.amount = content.to_string(),
            ('U', _) => first(&mut record.amount),
            ('P', _) => first(&mut record.payee),
            ('M', _) => first(&mut record.memo),
            ('N', _) => first(&mut record.number),
            ('L', _) => first(&mut record.category),
            ('A', _) => {
                record.address.push_str(content);
                record.address.push(' ');
            }
            _ => {}
        }
    }

    fn end(&mut self) {
        let record = std::mem::take(&mut self.record);
        if record.line > 0 && self.section == Section::Register {
            self.records.push(record);
        }
    }
}
