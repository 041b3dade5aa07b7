//! Reading the fields of a line, and noting what is wrong with them. Every doubt is told with what
//! was kept; none is settled silently.

use jiff::civil::Date;
use receivables::currency::Currency;
use receivables::money::Money;

use super::amount::{self, Amount, Marks};
use super::columns::Column;
use super::day;
use super::row::Row;
use super::summary::Layout;
use crate::encoding::{Encoding, Evidence};
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// The problems of a pass, and what is known of the encoding to show them in.
#[derive(Default)]
pub(super) struct Remarks {
    pub problems: Problems,
    pub evidence: Evidence,
    pub marked: Option<Encoding>,
}

impl Remarks {
    /// The encoding as far as is known.
    pub fn encoding(&self) -> Encoding {
        self.marked.unwrap_or_else(|| self.evidence.decide())
    }

    /// Notes a problem about the whole file.
    pub fn file(&mut self, kind: ProblemKind, found: &str, kept: Kept) {
        self.problems.add_for_file(kind, found, kept);
    }

    /// Notes a column the file lacks.
    pub fn missing_column(&mut self, line: u64, name: &str) {
        let kind = ProblemKind::MissingColumn;
        let field = Some(name.to_string());
        self.problems.add(Problem {
            line: Some(line),
            field,
            kind,
            found: String::new(),
            kept: Kept::Nothing,
        });
    }

    /// Notes a line that could not be taken.
    pub fn line(&mut self, row: &Row<'_>, kind: ProblemKind) {
        let found = self.shown(row.bytes);
        self.problems.add(Problem {
            line: Some(row.number),
            field: None,
            kind,
            found,
            kept: Kept::NotTheLine,
        });
    }

    /// Notes a problem with one field.
    pub fn field(&mut self, row: &Row<'_>, column: Column, kind: ProblemKind, kept: Kept) {
        let found = self.shown(row.field(column));
        let field = Some(column.name().to_string());
        self.problems.add(Problem {
            line: Some(row.number),
            field,
            kind,
            found,
            kept,
        });
    }

    fn shown(&self, bytes: &[u8]) -> String {
        if self.problems.has_room() {
            shortened(&self.encoding().decode(bytes))
        } else {
            String::new()
        }
    }

    /// Debit and credit of a line in cents; nothing when one cannot be read.
    pub fn sides(&mut self, row: &Row<'_>, marks: &mut Marks) -> Option<(i64, i64)> {
        if row.columns.layout() == Layout::DebitCredit {
            let debit = self.amount(row, Column::Debit, marks)?;
            let credit = self.amount(row, Column::Credit, marks)?;
            if debit != 0 && credit != 0 {
                self.field(row, Column::Credit, ProblemKind::DebitAndCredit, Kept::All);
            }
            return Some((debit, credit));
        }
        let amount = self.amount(row, Column::Montant, marks)?;
        match amount::side(row.field(Column::Sens)) {
            Some(true) => Some((amount, 0)),
            Some(false) => Some((0, amount)),
            None => {
                self.field(
                    row,
                    Column::Sens,
                    ProblemKind::UnknownSide,
                    Kept::NotTheLine,
                );
                None
            }
        }
    }

    fn amount(&mut self, row: &Row<'_>, column: Column, marks: &mut Marks) -> Option<i64> {
        let (cents, kind) = match amount::read(row.field(column), marks) {
            Amount::Exact(cents) => return Some(cents),
            Amount::Doubtful(cents) => (cents, ProblemKind::AmbiguousAmount),
            Amount::Rounded(cents) => (cents, ProblemKind::TooManyDecimals),
            Amount::Invalid => {
                self.field(row, column, ProblemKind::InvalidAmount, Kept::NotTheLine);
                return None;
            }
        };
        self.field(
            row,
            column,
            kind,
            Kept::Value(Money::eur(cents).major().to_string()),
        );
        Some(cents)
    }

    /// The accounting day, and whether it is the one written. A day that cannot be read is
    /// replaced by the day of the document, else by that of the line before.
    pub fn accounting_day(&mut self, row: &Row<'_>, before: Option<Date>) -> Option<(Date, bool)> {
        if let Some(date) = day::lenient(row.field(Column::EcritureDate)) {
            return Some((date, true));
        }
        let instead = day::lenient(row.field(Column::PieceDate)).or(before);
        let kept = instead.map_or(Kept::LineWithoutField, |date| Kept::Value(date.to_string()));
        self.field(row, Column::EcritureDate, ProblemKind::InvalidDate, kept);
        instead.map(|date| (date, false))
    }

    /// A day that may be left empty.
    pub fn optional_day(&mut self, row: &Row<'_>, column: Column) -> Option<Date> {
        let field = row.field(column);
        if field
            .iter()
            .all(|byte| matches!(byte, b'0' | b'/' | b'-' | b' '))
        {
            return None;
        }
        let date = day::lenient(field);
        if date.is_none() {
            self.field(
                row,
                column,
                ProblemKind::InvalidDate,
                Kept::LineWithoutField,
            );
        }
        date
    }

    /// The amount in a foreign currency, with the sign of the amount in euros.
    pub fn foreign(
        &mut self,
        row: &Row<'_>,
        amount_minor: i64,
        marks: &mut Marks,
    ) -> Option<Money> {
        let code = row.field(Column::Idevise);
        if code.is_empty() || code.eq_ignore_ascii_case(b"EUR") || code.eq_ignore_ascii_case(b"E") {
            return None;
        }
        let hundredths = match amount::read(row.field(Column::MontantDevise), marks) {
            Amount::Exact(0) => return None,
            Amount::Exact(value) | Amount::Doubtful(value) | Amount::Rounded(value) => value.abs(),
            Amount::Invalid => {
                self.field(
                    row,
                    Column::MontantDevise,
                    ProblemKind::InvalidAmount,
                    Kept::LineWithoutField,
                );
                return None;
            }
        };
        let Ok(currency) = String::from_utf8_lossy(code).parse::<Currency>() else {
            self.field(
                row,
                Column::Idevise,
                ProblemKind::UnknownCurrency,
                Kept::LineWithoutField,
            );
            return None;
        };
        let minor = hundredths.checked_mul(currency.minor_per_major())? / 100;
        Some(Money::new(minor * amount_minor.signum(), currency))
    }
}
