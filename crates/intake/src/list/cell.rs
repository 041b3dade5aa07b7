//! Reading the cells of a row by meaning, and noting what is wrong with them, with what was kept.

mod unusable;

use jiff::civil::Date;
use receivables::currency::Currency;
use receivables::money::Money;
use rust_decimal::Decimal;

use super::ListKind;
use super::amount::{self, DecimalMark, Read, Side};
use super::day::{DateOrder, Written};
use super::field::ListField;
use super::mapping::ColumnMapping;
use super::row::Row;
use super::table::Table;
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// The cells of a list, read by meaning.
pub(super) struct Cells<'a> {
    table: &'a Table,
    mapping: &'a ColumnMapping,
    order: DateOrder,
    mark: Option<DecimalMark>,
    problems: Problems,
}

impl<'a> Cells<'a> {
    /// Decides the forms of the file; what the file does not prove is told.
    pub fn new(table: &'a Table, mapping: &'a ColumnMapping, mut problems: Problems) -> Self {
        let (order, undecided, mark) = mapping.forms(table);
        unusable::tell(table, mapping, &mut problems);
        if mapping.has_serial_days(table) {
            problems.add_for_file(ProblemKind::SerialDates, "", Kept::All);
        }
        if order.is_none() && undecided {
            problems.add_for_file(
                ProblemKind::AmbiguousDates,
                "",
                Kept::Value("31/12".to_string()),
            );
        }
        Cells {
            table,
            mapping,
            order: order.unwrap_or_default(),
            mark,
            problems,
        }
    }

    /// The rows.
    pub fn rows(&self) -> &'a [Row] {
        &self.table.rows
    }

    /// True when some column means the field.
    pub fn has(&self, field: ListField) -> bool {
        self.mapping.position(field).is_some()
    }

    /// The problems met.
    pub fn into_problems(self) -> Problems {
        self.problems
    }

    /// The text of a field; empty when absent, or an error of a spreadsheet.
    pub fn text(&self, row: &'a Row, field: ListField) -> &'a str {
        let text = self.mapping.position(field).map_or("", |at| row.text(at));
        if unusable::is_error(text) { "" } else { text }
    }

    /// The position of the column that means a field.
    pub fn position(&self, field: ListField) -> Option<usize> {
        self.mapping.position(field)
    }

    /// The name of the column that means a field.
    pub fn header(&self, field: ListField) -> &'a str {
        let position = self.mapping.position(field);
        position.map_or("", |at| self.mapping.columns[at].header.as_str())
    }

    /// Notes a problem about the whole file.
    pub fn tell_of_file(&mut self, kind: ProblemKind, found: &str) {
        self.problems.add_for_file(kind, found, Kept::All);
    }

    /// Notes a problem of a kind that was met first on a line.
    pub fn tell_from(&mut self, line: u64, field: ListField, (kind, found): (ProblemKind, &str)) {
        let field = Some(self.header(field).to_string()).filter(|header| !header.is_empty());
        self.problems.add(Problem {
            line: Some(line),
            field,
            kind,
            found: shortened(found),
            kept: Kept::All,
        });
    }

    /// The text of a field, nothing when empty.
    pub fn some_text(&self, row: &'a Row, field: ListField) -> Option<String> {
        Some(self.text(row, field))
            .filter(|text| !text.is_empty())
            .map(str::to_string)
    }

    /// A number that a spreadsheet may have turned into `1234.0`.
    pub fn number(&self, row: &'a Row, field: ListField) -> Option<String> {
        let text = self
            .some_text(row, field)
            .filter(|text| !unusable::lost_digits(text))?;
        match text.strip_suffix(".0") {
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                Some(digits.to_string())
            }
            _ => Some(text),
        }
    }

    /// The texts of every column that means the field.
    pub fn texts(&self, row: &'a Row, field: ListField) -> Vec<String> {
        let cells = self
            .mapping
            .positions(field)
            .into_iter()
            .filter_map(|at| row.fields.get(at));
        cells
            .map(|text| text.trim().to_string())
            .filter(|text| !text.is_empty())
            .collect()
    }

    /// Notes a problem with a field.
    pub fn tell(&mut self, row: &Row, field: ListField, kind: ProblemKind, kept: Kept) {
        let position = self.mapping.position(field);
        let header = position
            .and_then(|at| self.mapping.columns.get(at))
            .map(|column| column.header.clone());
        let found = position
            .and_then(|at| row.fields.get(at))
            .map_or(String::new(), |text| shortened(text));
        self.problems.add(Problem {
            line: Some(row.line),
            field: header,
            kind,
            found,
            kept,
        });
    }

    /// The day of a field; `lost` says what is kept of the row when it cannot be read.
    pub fn day(&mut self, row: &'a Row, field: ListField, lost: Kept) -> Option<Date> {
        let text = self.text(row, field);
        if text.is_empty() {
            return None;
        }
        let written = Written::of(text);
        let day = written.day(self.order);
        if day.is_none() {
            let symbolic = written == Written::Symbol;
            let kind = if symbolic {
                ProblemKind::SymbolicDate
            } else {
                ProblemKind::InvalidDate
            };
            self.tell(row, field, kind, lost);
        }
        day
    }

    /// The amount of a field in the currency of the row. Beside an amount, CR or H says that it is owed by
    /// the company to the debtor; in a list of payments it says nothing new.
    pub fn amount(&mut self, row: &'a Row, field: ListField, lost: Kept) -> Option<Money> {
        let read = self.decimal(row, field, lost.clone())?;
        let currency = self.currency(row, field, &read.currency, lost.clone())?;
        let is_owing = read.side == Some(Side::Credit) && self.mapping.kind == ListKind::Invoices;
        let amount = if is_owing { -read.amount } else { read.amount };
        let Some(money) = Money::from_major(amount, currency) else {
            self.tell(row, field, ProblemKind::InvalidAmount, lost);
            return None;
        };
        if read.is_doubtful && self.mapping.decimal_mark.is_none() {
            self.tell(
                row,
                field,
                ProblemKind::AmbiguousAmount,
                Kept::Value(money.to_string()),
            );
        } else if read.amount.normalize().scale() > currency.decimals() {
            self.tell(
                row,
                field,
                ProblemKind::TooManyDecimals,
                Kept::Value(money.to_string()),
            );
        }
        Some(money)
    }

    /// The number of a field, exactly as written; told when it is none.
    pub fn decimal(&mut self, row: &'a Row, field: ListField, lost: Kept) -> Option<Read> {
        let text = self.text(row, field);
        if text.is_empty() {
            return None;
        }
        let is_number = self
            .mapping
            .position(field)
            .is_some_and(|at| row.numbers.has(at));
        let read = if is_number {
            amount::read_number(text)
        } else {
            amount::read(text, self.mark)
        };
        if read.is_none() {
            self.tell(row, field, ProblemKind::InvalidAmount, lost);
        }
        read
    }

    /// The sum of all columns that mean a field, in the currency of the row.
    pub fn sum(&mut self, row: &'a Row, field: ListField, lost: Kept) -> Option<Money> {
        let mut sum = Decimal::ZERO;
        for text in self.texts(row, field) {
            match amount::read(&text, self.mark) {
                Some(read) => sum += read.amount,
                None => {
                    self.tell(row, field, ProblemKind::InvalidAmount, lost);
                    return None;
                }
            }
        }
        let currency = self.currency(row, field, "", lost)?;
        Money::from_major(sum, currency)
    }

    /// The currency of a row: its own column, else the currency of the list.
    pub fn currency_of(&mut self, row: &'a Row) -> Option<Currency> {
        self.currency(row, ListField::Currency, "", Kept::NotTheLine)
    }

    fn currency(
        &mut self,
        row: &'a Row,
        field: ListField,
        beside: &str,
        lost: Kept,
    ) -> Option<Currency> {
        let column = self.text(row, ListField::Currency);
        let (code, named) = if column.is_empty() {
            (beside, field)
        } else {
            (column, ListField::Currency)
        };
        if code.is_empty() {
            return Some(self.mapping.default_currency);
        }
        let code = match code {
            word if word.chars().any(|c| !c.is_ascii_alphabetic()) => amount::currency_code(word),
            word => word,
        };
        let currency = code.parse().ok();
        if currency.is_none() {
            self.tell(row, named, ProblemKind::UnknownCurrency, lost);
        }
        currency
    }

    /// What names the debtor: its code, its name. False, and told, when both are empty.
    pub fn debtor(&mut self, row: &'a Row) -> Option<(Option<String>, Option<String>)> {
        let key = self.number(row, ListField::DebtorKey);
        let name = self.some_text(row, ListField::DebtorName);
        if key.is_none() && name.is_none() {
            let field = if self.has(ListField::DebtorKey) {
                ListField::DebtorKey
            } else {
                ListField::DebtorName
            };
            self.tell(row, field, ProblemKind::MissingKey, Kept::NotTheLine);
            return None;
        }
        Some((key, name))
    }
}
