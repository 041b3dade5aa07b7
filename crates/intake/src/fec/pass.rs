//! The one pass over the bytes of a FEC: every line is counted, checked and, when it concerns a
//! debtor, kept. It must do no work per field that the figures or the receivables do not need.

use std::io::Read;

use jiff::civil::Date;

use super::collect::{Collected, Debtors, Journal, ReceivableLine, ReceivableLines};
use super::columns::{Column, Columns, Header, header, titles_above};
use super::entries::{AccountNature, Entries};
use super::fields::Fields;
use super::lines::{Line, Lines};
use super::remarks::Remarks;
use super::row::Row;
use super::summary::FecSummary;
use super::text::{RawTexts, TextId};
use super::{amount, finish};
use crate::format::{self, Format};
use crate::reading::{Kept, ProblemKind, Problems};

/// What to keep of the lines.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Keep {
    /// The figures only.
    Figures,
    /// The receivable lines too.
    Receivables,
}

/// The state of the pass.
pub(super) struct Pass {
    pub summary: FecSummary,
    pub remarks: Remarks,
    pub entries: Entries,
    pub journals: Vec<Journal>,
    pub debtors: Debtors,
    pub texts: RawTexts,
    pub lines: ReceivableLines,
    keep: Keep,
    marks: amount::Marks,
    journal: usize,
    day: Option<(Vec<u8>, Date)>,
    lines_with_fewer_fields: u64,
    account: (Vec<u8>, TextId),
}

/// Reads the whole input.
pub(super) fn run(
    input: &mut dyn Read,
    on_progress: &mut dyn FnMut(u64),
    keep: Keep,
) -> (Problems, FecSummary, Collected) {
    let mut pass = Pass::new(keep);
    match Lines::open(input) {
        Ok(mut lines) => pass.read_all(&mut lines, on_progress),
        Err(error) => pass
            .remarks
            .file(ProblemKind::ReadFailed, &error.to_string(), Kept::Nothing),
    }
    finish::finish(pass)
}

impl Pass {
    fn new(keep: Keep) -> Self {
        Pass {
            summary: FecSummary::default(),
            remarks: Remarks::default(),
            entries: Entries::default(),
            journals: Vec::new(),
            debtors: Debtors::default(),
            texts: RawTexts::default(),
            lines: ReceivableLines::default(),
            keep,
            marks: amount::Marks::default(),
            journal: 0,
            day: None,
            lines_with_fewer_fields: 0,
            account: Default::default(),
        }
    }

    fn read_all(&mut self, lines: &mut Lines<'_>, on_progress: &mut dyn FnMut(u64)) {
        let format = format::sniff(lines.first_bytes());
        if let Some(kind) = refusal(format) {
            self.remarks.file(kind, format.name(), Kept::Nothing);
            return;
        }
        let mut fields = Fields::default();
        let mut columns = None;
        let mut told = 0;
        let titles = titles_above(lines.first_bytes()).unwrap_or(0);
        loop {
            let line = match lines.next() {
                Ok(Some(line)) => line,
                Ok(None) => break,
                Err(error) => {
                    self.remarks.file(
                        ProblemKind::ReadFailed,
                        &error.to_string(),
                        Kept::WhatCameBefore,
                    );
                    self.summary.is_cut = true;
                    break;
                }
            };
            if line.bytes.trim_ascii().is_empty() {
                continue;
            }
            self.remarks.evidence.look(line.bytes);
            if line.number <= titles {
                let found = String::from_utf8_lossy(line.bytes);
                self.remarks
                    .file(ProblemKind::PassedOver, &found, Kept::All);
                continue;
            }
            match &columns {
                Some(columns) => self.take_lines(columns, &mut fields, &line),
                None => match self.take_header(&mut fields, &line) {
                    Some(found) => columns = Some(found),
                    None => return,
                },
            }
            if lines.bytes_read != told {
                told = lines.bytes_read;
                on_progress(told);
            }
        }
        self.summary.bytes = lines.bytes_read;
        self.summary.line_end = lines.line_end;
        self.remarks.marked = lines.marked;
    }

    fn take_header(&mut self, fields: &mut Fields, line: &Line<'_>) -> Option<Columns> {
        match header(line.bytes) {
            Header::Names(columns) => {
                self.describe(&columns);
                Some(columns)
            }
            Header::Positions(columns) => {
                self.describe(&columns);
                self.remarks.file(
                    ProblemKind::NoHeader,
                    &String::from_utf8_lossy(line.bytes),
                    Kept::All,
                );
                self.take_line(&columns, fields, line);
                Some(columns)
            }
            Header::Missing(name) => {
                self.remarks.missing_column(line.number, name);
                None
            }
            Header::Unknown => {
                self.remarks.file(
                    ProblemKind::NoHeader,
                    &String::from_utf8_lossy(line.bytes),
                    Kept::Nothing,
                );
                None
            }
        }
    }

    fn describe(&mut self, columns: &Columns) {
        self.summary.separator = columns.separator;
        self.summary.columns = columns.count;
        self.summary.layout = columns.layout();
    }

    /// Takes a line, or the lines that a carriage return alone parts, as in a file put together from two.
    fn take_lines(&mut self, columns: &Columns, fields: &mut Fields, line: &Line<'_>) {
        let separator = columns.separator.byte();
        let is_whole =
            |piece: &[u8]| memchr::memchr_iter(separator, piece).count() + 1 >= columns.count;
        let mut pieces = line.bytes.split(|byte| *byte == b'\r');
        if memchr::memchr(b'\r', line.bytes).is_none() || !pieces.all(is_whole) {
            return self.take_line(columns, fields, line);
        }
        for bytes in line.bytes.split(|byte| *byte == b'\r') {
            let Line { number, ended, .. } = *line;
            let piece = Line {
                number,
                bytes,
                ended,
            };
            self.take_line(columns, fields, &piece);
        }
    }

    fn take_line(&mut self, columns: &Columns, fields: &mut Fields, line: &Line<'_>) {
        fields.cut(line.bytes, columns.separator.byte());
        self.summary.lines += 1;
        let row = Row {
            columns,
            fields,
            bytes: line.bytes,
            number: line.number,
            ended: line.ended,
        };
        if !self.is_whole(&row) || self.take(&row).is_none() {
            self.summary.lines_not_taken += 1;
        }
    }

    fn is_whole(&mut self, row: &Row<'_>) -> bool {
        if row.fields.count() >= row.columns.count {
            return true;
        }
        let cut = !row.ended && self.lines_with_fewer_fields == 0;
        self.summary.is_cut |= cut;
        let kind = if cut {
            ProblemKind::TruncatedLastLine
        } else {
            ProblemKind::ShortLine
        };
        if cut || row.fields.count() < row.columns.fewest() {
            self.remarks.line(row, kind);
            return false;
        }
        self.lines_with_fewer_fields += 1;
        true
    }

    /// Takes a whole line; nothing when its amounts cannot be read.
    fn take(&mut self, row: &Row<'_>) -> Option<()> {
        let (debit, credit) = self.remarks.sides(row, &mut self.marks)?;
        let posted_on = self.posted_on(row);
        let account = row.field(Column::CompteNum);
        if account.is_empty() {
            self.remarks.field(
                row,
                Column::CompteNum,
                ProblemKind::MissingKey,
                Kept::LineWithoutField,
            );
        }
        let nature = AccountNature::of(account);
        self.summary.totals.add(debit, credit);
        self.count_journal(row, nature);
        let entry = self.entries.rank(
            row.field(Column::JournalCode),
            row.field(Column::EcritureNum),
            row.field(Column::EcritureDate),
            row.number,
        );
        let state = self.entries.at(entry);
        state.balance = state.balance.saturating_add(debit).saturating_sub(credit);
        state.has_bank |= nature == AccountNature::Bank;
        state.has_sales |= matches!(nature, AccountNature::Sales | AccountNature::SalesTax);
        if nature.is_receivable() {
            let amount = debit.saturating_sub(credit);
            self.take_receivable(row, nature, (entry, posted_on), (debit, credit, amount));
        }
        Some(())
    }

    fn take_receivable(
        &mut self,
        row: &Row<'_>,
        nature: AccountNature,
        (entry, posted_on): (u32, Option<Date>),
        (debit, credit, amount_minor): (i64, i64, i64),
    ) {
        let lettering = row.field(Column::EcritureLet);
        if nature == AccountNature::Customer {
            self.summary.customers.add(debit, credit);
            if lettering.is_empty() {
                self.summary.customers_unlettered.add(debit, credit);
            }
        }
        let debtor = self.debtors.rank(row, &mut self.texts);
        let state = self.entries.at(entry);
        state.receivable_lines = state.receivable_lines.saturating_add(1);
        let ordinal = state.receivable_lines;
        if self.keep == Keep::Figures || amount_minor == 0 {
            return;
        }
        let Some(posted_on) = posted_on else {
            return;
        };
        let account = self.account(row);
        let foreign = self.remarks.foreign(row, amount_minor, &mut self.marks);
        let line = ReceivableLine {
            line: row.number as u32,
            entry,
            ordinal,
            journal: self.journal as u16,
            debtor,
            account,
            number: self.texts.keep(row.field(Column::EcritureNum)),
            posted_on,
            piece_on: self.remarks.optional_day(row, Column::PieceDate),
            reference: self.texts.keep(row.field(Column::PieceRef)),
            label: self.texts.keep_unique(row.field(Column::EcritureLib)),
            amount_minor,
            foreign,
            lettering: self.texts.keep(lettering),
            lettered_on: self.remarks.optional_day(row, Column::DateLet),
        };
        self.lines.push(line);
    }

    /// The general account of a line, kept once. Consecutive lines mostly share it.
    fn account(&mut self, row: &Row<'_>) -> TextId {
        let account = row.field(Column::CompteNum);
        if self.account.0 != account {
            self.account.0.clear();
            self.account.0.extend_from_slice(account);
            self.account.1 = self.texts.keep(account);
        }
        self.account.1
    }

    /// The accounting day of a line. Consecutive lines mostly share it, so the last one is kept.
    fn posted_on(&mut self, row: &Row<'_>) -> Option<Date> {
        let field = row.field(Column::EcritureDate);
        if let Some((bytes, date)) = &self.day
            && bytes == field
        {
            return Some(*date);
        }
        let before = self.day.as_ref().map(|(_, date)| *date);
        let (date, certain) = self.remarks.accounting_day(row, before)?;
        if certain {
            self.day = Some((field.to_vec(), date));
            self.summary.first_on =
                Some(self.summary.first_on.map_or(date, |first| first.min(date)));
            self.summary.last_on = Some(self.summary.last_on.map_or(date, |last| last.max(date)));
        }
        Some(date)
    }

    fn count_journal(&mut self, row: &Row<'_>, nature: AccountNature) {
        let code = row.field(Column::JournalCode);
        if self
            .journals
            .get(self.journal)
            .is_none_or(|journal| journal.code != code)
        {
            self.journal = self
                .journals
                .iter()
                .position(|journal| journal.code == code)
                .unwrap_or_else(|| {
                    self.journals.push(Journal {
                        code: code.to_vec(),
                        label: row.field(Column::JournalLib).to_vec(),
                        ..Journal::default()
                    });
                    self.journals.len() - 1
                });
        }
        let journal = &mut self.journals[self.journal];
        journal.lines += 1;
        journal.bank_lines += u64::from(nature == AccountNature::Bank);
        journal.sales_lines += u64::from(nature == AccountNature::Sales);
    }
}

/// Why a format cannot be a FEC; nothing when it may be one.
fn refusal(format: Format) -> Option<ProblemKind> {
    match format {
        Format::Empty => Some(ProblemKind::EmptyFile),
        Format::Binary => Some(ProblemKind::BinaryFile),
        Format::Fec | Format::Csv | Format::Text => None,
        _ => Some(ProblemKind::AnotherFormat),
    }
}
