//! Lists of invoices and credit notes, and accounts of debtors, which hold payments too. The same number twice for one debtor, a due date before the issue date and an
//! unknown currency are told; nothing of them is settled silently.

mod account;
mod document;
mod lines;
mod status;
mod told;

use std::collections::BTreeSet;

use jiff::civil::Date;
use receivables::money::Money;
use serde::{Deserialize, Serialize};

use super::cell::Cells;
use super::contact::ListedContact;
use super::field::ListField;
use super::row::Row;
use crate::reading::{Kept, ProblemKind};
use lines::Documents;
use told::Told;

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListedKind {
    /// An invoice.
    Invoice,
    /// A credit note.
    CreditNote,
    /// Money received, as a line of the debtor's account tells it.
    Payment,
}

/// An invoice or a credit note of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedInvoice {
    /// Code of its debtor.
    pub debtor_key: Option<String>,
    /// Name of its debtor.
    pub debtor_name: Option<String>,
    /// Its number; for a payment without one, what it says of itself.
    pub number: String,
    /// Invoice or credit note.
    pub kind: ListedKind,
    /// Issue day.
    pub issued_on: Date,
    /// Due date, not before the issue day.
    pub due_on: Option<Date>,
    /// Total, zero or above for every kind.
    pub amount: Money,
    /// What is left of it, zero or above, when the list tells.
    pub open: Option<Money>,
    /// The day it was settled, when the list tells.
    pub settled_on: Option<Date>,
    /// Payment terms, as written.
    pub terms: Option<String>,
    /// Day of delivery.
    pub delivered_on: Option<Date>,
    /// Which part of its document it is; nothing for the whole of it.
    pub part: Option<InvoicePart>,
    /// Line of the file.
    pub line: u64,
}

/// The place of a row in a document that is paid in several parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoicePart {
    /// From 1, in the order of the due dates.
    pub rank: u32,
    /// The total of the document, zero or above.
    pub whole: Money,
}

/// The documents of a list, and the contacts its rows name.
pub(super) fn read(cells: &mut Cells<'_>) -> (Vec<ListedInvoice>, Vec<ListedContact>) {
    let mut invoices = Vec::new();
    let mut keys = BTreeSet::new();
    let mut told = Told::default();
    let documents = Documents::of(cells);
    let mut above = Above::of(cells);
    let mut letters = account::Letters::default();
    for row in cells.rows() {
        if document::is_blank_or_total(cells, row) || document::is_not_issued(cells, row) {
            continue;
        }
        let Some((debtor, number)) = named(cells, row, &mut above) else {
            continue;
        };
        let total = match documents.of_row(row.line) {
            lines::Place::FirstOf(document) => lines::total(cells, document),
            lines::Place::Later => continue,
            lines::Place::Alone => None,
        };
        let Some(invoice) = document::read(cells, row, (debtor, number), total) else {
            continue;
        };
        let debtor = invoice.debtor_key.clone().or(invoice.debtor_name.clone());
        // An account names the invoice on the line of its payment too.
        let key = match invoice.kind {
            ListedKind::Payment => (
                debtor,
                invoice.number.clone(),
                Some((invoice.issued_on, invoice.amount.minor)),
            ),
            _ => (debtor, invoice.number.clone(), None),
        };
        if !keys.insert(key) {
            cells.tell(
                row,
                ListField::Number,
                ProblemKind::DuplicateNumber,
                Kept::NotTheLine,
            );
            continue;
        }
        told.look(cells, row, &invoice);
        letters.look(cells, row, &invoice);
        invoices.push(invoice);
    }
    letters.settle(&mut invoices);
    documents.tell(cells);
    above.tell(cells);
    (invoices, told.into_contacts(cells))
}

/// Code and name of a debtor.
type Debtor = (Option<String>, Option<String>);

/// Whose document a row is, and its number; told when either is missing.
fn named<'a>(cells: &mut Cells<'a>, row: &'a Row, above: &mut Above) -> Option<(Debtor, String)> {
    let debtor = above.debtor(cells, row)?;
    let number = cells
        .number(row, ListField::Number)
        .or_else(|| account::name_of_payment(cells, row));
    if number.is_none() {
        cells.tell(
            row,
            ListField::Number,
            ProblemKind::MissingKey,
            Kept::NotTheLine,
        );
    }
    Some((debtor, number?))
}

/// The debtor written on the first of its rows only, where the list is made so.
struct Above {
    last: Option<Debtor>,
    first_carried: Option<u64>,
    carried: u64,
}

impl Above {
    /// A list is made so when its first row names a debtor, and several rows, one in four or more, do not.
    fn of(cells: &Cells<'_>) -> Self {
        let names = |row: &Row| {
            let is_there = |field| !cells.text(row, field).is_empty();
            is_there(ListField::DebtorKey) || is_there(ListField::DebtorName)
        };
        let rows = || {
            cells
                .rows()
                .iter()
                .filter(|row| !cells.text(row, ListField::Number).is_empty())
        };
        let nameless = rows().filter(|row| !names(row)).count();
        let is_grouped =
            rows().next().is_some_and(names) && nameless > 1 && nameless * 4 >= rows().count();
        Above {
            last: is_grouped.then_some((None, None)),
            first_carried: None,
            carried: 0,
        }
    }

    fn debtor<'a>(&mut self, cells: &mut Cells<'a>, row: &'a Row) -> Option<Debtor> {
        let is_there = |field| !cells.text(row, field).is_empty();
        let has_name = is_there(ListField::DebtorKey) || is_there(ListField::DebtorName);
        if let (Some(last), false) = (&self.last, has_name)
            && *last != (None, None)
        {
            self.carried += 1;
            self.first_carried.get_or_insert(row.line);
            return Some(last.clone());
        }
        let debtor = cells.debtor(row)?;
        if self.last.is_some() {
            self.last = Some(debtor.clone());
        }
        Some(debtor)
    }

    fn tell(&self, cells: &mut Cells<'_>) {
        let field = if cells.has(ListField::DebtorKey) {
            ListField::DebtorKey
        } else {
            ListField::DebtorName
        };
        if let Some(line) = self.first_carried {
            let found = self.carried.to_string();
            cells.tell_from(line, field, (ProblemKind::CarriedDown, &found));
        }
    }
}
