//! Reading the cells of a row by meaning, and noting what is wrong with them, with what was kept.

use jiff::civil::Date;
use receivables::currency::Currency;
use receivables::money::Money;

use super::amount::{self, DecimalMark};
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

    /// The text of a field; empty when absent.
    pub fn text(&self, row: &'a Row, field: ListField) -> &'a str {
        let position = self.mapping.position(field);
        position
            .and_then(|at| row.fields.get(at))
            .map_or("", |text| text.trim())
    }

    /// The text of a field, nothing when empty.
    pub fn some_text(&self, row: &'a Row, field: ListField) -> Option<String> {
        Some(self.text(row, field))
            .filter(|text| !text.is_empty())
            .map(str::to_string)
    }

    /// A number that a spreadsheet may have turned into `1234.0`.
    pub fn number(&self, row: &'a Row, field: ListField) -> Option<String> {
        let text = self.some_text(row, field)?;
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

    /// The amount of a field in the currency of the row.
    pub fn amount(&mut self, row: &'a Row, field: ListField, lost: Kept) -> Option<Money> {
        let text = self.text(row, field);
        if text.is_empty() {
            return None;
        }
        let Some(read) = amount::read(text, self.mark) else {
            self.tell(row, field, ProblemKind::InvalidAmount, lost);
            return None;
        };
        let currency = self.currency(row, field, &read.currency, lost.clone())?;
        let Some(money) = Money::from_major(read.amount, currency) else {
            self.tell(row, field, ProblemKind::InvalidAmount, lost);
            return None;
        };
        if read.is_doubtful {
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
            "€" => "EUR",
            "$" => "USD",
            "£" => "GBP",
            other => other,
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
