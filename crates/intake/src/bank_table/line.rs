//! One row of the table, its cells read by meaning. It must never guess a direction: a row whose side is not known is
//! kept, and never booked.

use jiff::civil::Date;
use receivables::currency::Currency;
use rust_decimal::Decimal;

use super::TableRow;
use super::field::BankField;
use super::forms::{Forms, has_amount};
use super::mapping::BankTableMapping;
use super::side::{Side, currency, side, without_side};
use super::status;
use crate::bank::Place;
use crate::list::amount;
use crate::list::day::Written;
use crate::reading::{Kept, ProblemKind, Problems};

/// A row read. Money is signed from the holder's point of view.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub line: u64,
    pub booked_on: Option<Date>,
    pub value_on: Option<Date>,
    /// The amount, the side deciding its sign when there is one.
    pub amount: Decimal,
    /// The amount when the side and the written sign both count.
    pub other_amount: Decimal,
    pub has_known_side: bool,
    /// The bank says that it is not booked, or never will be.
    pub is_not_booked: bool,
    pub balance: Option<Decimal>,
    pub currency: Currency,
    pub account: String,
    pub label: String,
    pub counterparty_name: String,
    pub counterparty_account: String,
    pub reference: String,
    pub end_to_end_id: String,
}

/// Reads the cells of rows.
pub(super) struct Cells<'a> {
    pub mapping: &'a BankTableMapping,
    pub forms: Forms,
}

impl Cells<'_> {
    /// The text of a field; empty when absent.
    pub fn text<'r>(&self, row: &'r TableRow, field: BankField) -> &'r str {
        let at = self.mapping.position(field);
        at.and_then(|at| row.cells.get(at))
            .map_or("", |text| text.trim())
    }

    /// The parts of the label, those alike told once.
    pub fn label(&self, row: &TableRow) -> String {
        let mut parts: Vec<String> = Vec::new();
        for at in self.mapping.positions(BankField::Label) {
            let text = row.cells.get(at).map_or("", String::as_str);
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if !text.is_empty() && !parts.contains(&text) {
                parts.push(text);
            }
        }
        parts.join(" ")
    }

    /// True when the row holds no amount at all.
    pub fn has_no_amount(&self, row: &TableRow) -> bool {
        [BankField::Amount, BankField::Debit, BankField::Credit]
            .into_iter()
            .all(|field| self.text(row, field).is_empty())
    }

    /// The row as a line of the statement; nothing, and told, without a readable amount or currency.
    pub fn line(&self, row: &TableRow, problems: &mut Problems) -> Option<Line> {
        let (amount, other_amount, has_known_side) = self.amount(row, problems)?;
        let balance = self.text(row, BankField::Balance);
        let balance = (!balance.is_empty())
            .then(|| self.number(row, BankField::Balance, Kept::LineWithoutField, problems));
        let value_on = self.day(row, BankField::ValueOn, problems);
        let booked_on = self.day(row, BankField::BookedOn, problems).or(value_on);
        Some(Line {
            line: row.line,
            booked_on,
            value_on,
            amount,
            other_amount,
            has_known_side,
            is_not_booked: status::is_not_booked(row, self.mapping),
            balance: balance.flatten().map(|(exact, _)| exact),
            currency: self.currency(row, problems)?,
            account: crate::bank::compact(self.text(row, BankField::Account)),
            label: self.label(row),
            counterparty_name: self.text(row, BankField::CounterpartyName).to_string(),
            counterparty_account: crate::bank::compact(
                self.text(row, BankField::CounterpartyAccount),
            ),
            reference: self.text(row, BankField::Reference).to_string(),
            end_to_end_id: self.text(row, BankField::EndToEnd).to_string(),
        })
    }

    fn place<'p>(&'p self, row: &TableRow, field: BankField) -> Place<'p> {
        let at = self.mapping.position(field);
        let column = at.and_then(|at| self.mapping.columns.get(at));
        Place {
            line: row.line,
            field: column.map_or("", |column| column.header.as_str()),
        }
    }

    /// A day; one that cannot be read is told, one that is absent only when it must be there.
    fn day(&self, row: &TableRow, field: BankField, problems: &mut Problems) -> Option<Date> {
        let text = self.text(row, field);
        let day = Written::of(text).day(self.forms.order);
        let is_needed =
            field == BankField::BookedOn && self.text(row, BankField::ValueOn).is_empty();
        let is_mapped = self.mapping.position(field).is_some();
        if day.is_none() && is_mapped && (!text.is_empty() || is_needed) {
            let place = self.place(row, field);
            place.tell(
                problems,
                ProblemKind::InvalidDate,
                text,
                Kept::LineWithoutField,
            );
        }
        day
    }

    /// The amount of a cell and its side, when the cell names one.
    fn number(
        &self,
        row: &TableRow,
        field: BankField,
        lost: Kept,
        problems: &mut Problems,
    ) -> Option<(Decimal, Option<Side>)> {
        let written = self.text(row, field);
        let (text, side) = without_side(written);
        let place = self.place(row, field);
        let Some(read) = amount::read(text, self.forms.mark) else {
            place.tell(problems, ProblemKind::InvalidAmount, written, lost);
            return None;
        };
        if read.is_doubtful {
            let kept = Kept::Value(read.amount.to_string());
            place.tell(problems, ProblemKind::AmbiguousAmount, written, kept);
        }
        let is_debit = side == Some(Side::Debit) && field == BankField::Balance;
        Some((
            if is_debit {
                -read.amount.abs()
            } else {
                read.amount
            },
            side,
        ))
    }

    /// The amount both ways, and whether its direction is known.
    fn amount(&self, row: &TableRow, problems: &mut Problems) -> Option<(Decimal, Decimal, bool)> {
        let has = |field: BankField| !self.text(row, field).is_empty();
        if has(BankField::Amount) || !(has(BankField::Debit) || has(BankField::Credit)) {
            return self.amount_with_side(row, problems);
        }
        let mut part = |field: BankField| -> Option<Decimal> {
            if !has(field) {
                return Some(Decimal::ZERO);
            }
            let (exact, _) = self.number(row, field, Kept::NotTheLine, problems)?;
            Some(exact)
        };
        let (debit, credit) = (part(BankField::Debit)?, part(BankField::Credit)?);
        if !debit.is_zero() && !credit.is_zero() {
            let kept = Kept::Value((credit - debit.abs()).to_string());
            let found = format!("{debit}, {credit}");
            self.place(row, BankField::Debit).tell(
                problems,
                ProblemKind::DebitAndCredit,
                &found,
                kept,
            );
        }
        // A debit written below zero is a debit all the same, unless the balance says that it was taken back.
        Some((credit - debit.abs(), credit - debit, true))
    }

    fn amount_with_side(
        &self,
        row: &TableRow,
        problems: &mut Problems,
    ) -> Option<(Decimal, Decimal, bool)> {
        let (exact, beside) = self.number(row, BankField::Amount, Kept::NotTheLine, problems)?;
        let written = self.text(row, BankField::Side);
        let has_column = self.mapping.position(BankField::Side).is_some();
        let known = beside.or_else(|| side(written));
        Some(match known {
            Some(Side::Debit) => (-exact.abs(), -exact, true),
            Some(Side::Credit) => (exact.abs(), exact, true),
            None if has_column => {
                let kept = Kept::Value(exact.to_string());
                self.place(row, BankField::Side).tell(
                    problems,
                    ProblemKind::UnknownSide,
                    written,
                    kept,
                );
                (exact, exact, exact.is_sign_negative())
            }
            None => (exact, exact, true),
        })
    }

    fn currency(&self, row: &TableRow, problems: &mut Problems) -> Option<Currency> {
        let written = self.text(row, BankField::Currency);
        // Beside an amount of origin the column tells the currency of that one.
        let is_of_origin = has_amount(self.text(row, BankField::OriginalAmount));
        if !written.is_empty() && !is_of_origin {
            let read = currency(written);
            if read.is_none() {
                let place = self.place(row, BankField::Currency);
                place.tell(
                    problems,
                    ProblemKind::UnknownCurrency,
                    written,
                    Kept::NotTheLine,
                );
            }
            return read;
        }
        let amount = self.text(row, BankField::Amount);
        let beside =
            amount::read(without_side(amount).0, self.forms.mark).map(|read| read.currency);
        Some(
            beside
                .and_then(|code| code.parse().ok())
                .unwrap_or(self.forms.currency),
        )
    }
}
