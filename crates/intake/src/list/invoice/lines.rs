//! Lists that hold the lines of invoices: several rows are one invoice, whose total is written on each of them,
//! or is the sum of what the lines say. It must never add up what is already a total.

use std::collections::{BTreeMap, BTreeSet};

use receivables::money::Money;
use rust_decimal::Decimal;

use crate::list::cell::Cells;
use crate::list::field::ListField;
use crate::list::row::Row;
use crate::reading::{Kept, ProblemKind};

/// The rows of each invoice, by the line of its first.
#[derive(Default)]
pub(super) struct Documents<'a> {
    by_first_line: BTreeMap<u64, Vec<&'a Row>>,
    later_lines: BTreeSet<u64>,
    /// Numbers with several debtors.
    shared: BTreeMap<String, BTreeSet<String>>,
    added_up: usize,
}

/// Where a row stands in its invoice.
pub(super) enum Place<'d, 'a> {
    /// The list holds no lines, or the row names no invoice.
    Alone,
    /// Its first row, with all of them.
    FirstOf(&'d [&'a Row]),
    /// Another row of an invoice that was read.
    Later,
}

impl<'a> Documents<'a> {
    /// Gathers the rows of each debtor's invoices, when the list holds lines.
    pub fn of(cells: &Cells<'a>) -> Self {
        let has_lines = cells.has(ListField::LineAmount)
            || (cells.has(ListField::Quantity) && cells.has(ListField::UnitPrice));
        let mut documents = Documents::default();
        if !has_lines {
            return documents;
        }
        let mut first_lines: BTreeMap<(String, String), u64> = BTreeMap::new();
        let mut debtors: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in cells.rows() {
            let number = cells.text(row, ListField::Number);
            let key = cells.text(row, ListField::DebtorKey);
            let debtor = if key.is_empty() {
                cells.text(row, ListField::DebtorName)
            } else {
                key
            };
            if number.is_empty() {
                continue;
            }
            let named = (debtor.to_string(), number.to_string());
            let first = *first_lines.entry(named).or_insert(row.line);
            if first != row.line {
                documents.later_lines.insert(row.line);
            }
            documents.by_first_line.entry(first).or_default().push(row);
            let of_number = debtors.entry(number.to_string()).or_default();
            of_number.insert(debtor.to_string());
        }
        debtors.retain(|_, debtors| debtors.len() > 1);
        documents.shared = debtors;
        documents.added_up = documents
            .by_first_line
            .values()
            .filter(|rows| written_total(cells, rows).is_none())
            .count();
        documents
    }

    /// Where the row of a line stands.
    pub fn of_row(&self, line: u64) -> Place<'_, 'a> {
        if self.later_lines.contains(&line) {
            return Place::Later;
        }
        match self.by_first_line.get(&line) {
            Some(rows) => Place::FirstOf(rows),
            None => Place::Alone,
        }
    }

    /// Says once how many totals were added up, and which numbers several debtors share.
    pub fn tell(&self, cells: &mut Cells<'_>) {
        if self.added_up > 0 {
            cells.tell_of_file(ProblemKind::TotalFromLines, &self.added_up.to_string());
        }
        if let Some((number, debtors)) = self.shared.iter().next() {
            let names: Vec<&str> = debtors.iter().map(String::as_str).collect();
            let found = format!("{} × {number}: {}", self.shared.len(), names.join(", "));
            cells.tell_of_file(ProblemKind::SharedNumber, &found);
        }
    }
}

/// The total written on the rows, when it is the same on all that have one.
fn written_total<'a>(cells: &Cells<'a>, rows: &[&'a Row]) -> Option<&'a str> {
    let mut written = rows
        .iter()
        .map(|row| cells.text(row, ListField::Amount))
        .filter(|text| !text.is_empty());
    let first = written.next()?;
    // One row with a total and no other: the total stands on the first row only.
    written.all(|text| text == first).then_some(first)
}

/// What the lines of an invoice add up to; nothing when its first row tells its total.
pub(super) fn total<'a>(cells: &mut Cells<'a>, rows: &[&'a Row]) -> Option<Money> {
    let first = rows.first()?;
    let is_told = !cells.text(first, ListField::Amount).is_empty();
    if is_told && written_total(cells, rows).is_some() {
        return None;
    }
    let currency = cells.currency_of(first)?;
    let mut total = Decimal::ZERO;
    for row in rows {
        total = total.checked_add(line_amount(cells, row)?)?;
    }
    Money::from_major(total, currency)
}

/// The amount of one line: as told, else quantity by price, with its tax where that is told; else what the
/// column of totals says, which then differs from line to line.
fn line_amount<'a>(cells: &mut Cells<'a>, row: &'a Row) -> Option<Decimal> {
    let lost = || Kept::LineWithoutField;
    let net = match cells.decimal(row, ListField::LineAmount, lost()) {
        Some(amount) => Some(amount.amount),
        None => {
            let quantity = cells.decimal(row, ListField::Quantity, lost());
            let price = cells.decimal(row, ListField::UnitPrice, lost());
            match (quantity, price) {
                (Some(quantity), Some(price)) => quantity.amount.checked_mul(price.amount),
                _ => None,
            }
        }
    };
    let Some(net) = net else {
        return Some(
            cells
                .decimal(row, ListField::Amount, lost())
                .map_or(Decimal::ZERO, |amount| amount.amount),
        );
    };
    let tax = cells.decimal(row, ListField::LineTax, lost());
    net.checked_add(tax.map_or(Decimal::ZERO, |tax| tax.amount))
}
