//! Lists of invoices and credit notes. The same number twice for one debtor, a due date before the issue date and an
//! unknown currency are told; nothing of them is settled silently.

use std::collections::BTreeSet;

use jiff::civil::Date;
use receivables::money::Money;
use serde::{Deserialize, Serialize};

use super::cell::Cells;
use super::field::{ListField, squeezed};
use super::row::Row;
use crate::reading::{Kept, ProblemKind};

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListedKind {
    /// An invoice.
    Invoice,
    /// A credit note.
    CreditNote,
}

/// An invoice or a credit note of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedInvoice {
    /// Code of its debtor.
    pub debtor_key: Option<String>,
    /// Name of its debtor.
    pub debtor_name: Option<String>,
    /// Its number.
    pub number: String,
    /// Invoice or credit note.
    pub kind: ListedKind,
    /// Issue day.
    pub issued_on: Date,
    /// Due date, not before the issue day.
    pub due_on: Option<Date>,
    /// Total, zero or above for both kinds.
    pub amount: Money,
    /// What is left of it, zero or above, when the list tells.
    pub open: Option<Money>,
    /// The day it was settled, when the list tells.
    pub settled_on: Option<Date>,
    /// Payment terms, as written.
    pub terms: Option<String>,
    /// Day of delivery.
    pub delivered_on: Option<Date>,
    /// Line of the file.
    pub line: u64,
}

pub(super) fn read(cells: &mut Cells<'_>) -> Vec<ListedInvoice> {
    let mut invoices = Vec::new();
    let mut numbers = BTreeSet::new();
    for row in cells.rows() {
        let Some(number) = cells.number(row, ListField::Number) else {
            cells.tell(
                row,
                ListField::Number,
                ProblemKind::MissingKey,
                Kept::NotTheLine,
            );
            continue;
        };
        let debtor = cells
            .number(row, ListField::DebtorKey)
            .or_else(|| cells.some_text(row, ListField::DebtorName));
        let key = (debtor, number);
        if numbers.contains(&key) {
            cells.tell(
                row,
                ListField::Number,
                ProblemKind::DuplicateNumber,
                Kept::NotTheLine,
            );
            continue;
        }
        if let Some(invoice) = invoice(cells, row, &key.1) {
            numbers.insert(key);
            invoices.push(invoice);
        }
    }
    invoices
}

fn invoice<'a>(cells: &mut Cells<'a>, row: &'a Row, number: &str) -> Option<ListedInvoice> {
    let (debtor_key, debtor_name) = cells.debtor(row)?;
    if cells.text(row, ListField::IssuedOn).is_empty() {
        cells.tell(
            row,
            ListField::IssuedOn,
            ProblemKind::InvalidDate,
            Kept::NotTheLine,
        );
        return None;
    }
    let issued_on = cells.day(row, ListField::IssuedOn, Kept::NotTheLine)?;
    let settled_on = cells.day(row, ListField::SettledOn, Kept::LineWithoutField);
    let (signed, open) = amounts(cells, row, settled_on)?;
    let due_on = due_on(cells, row, issued_on);
    let kind = kind(cells.text(row, ListField::DocumentKind), signed);
    let magnitude = |money: Money| money.with_minor(money.minor.abs());
    Some(ListedInvoice {
        debtor_key,
        debtor_name,
        number: number.to_string(),
        kind,
        issued_on,
        due_on,
        amount: magnitude(signed),
        open: open.map(magnitude),
        settled_on,
        terms: cells.some_text(row, ListField::Terms),
        delivered_on: cells.day(row, ListField::DeliveredOn, Kept::LineWithoutField),
        line: row.line,
    })
}

/// The total, and what is left of it: as told, else the total less what was paid, else nothing left
/// where the list says that it is settled, or on which day.
fn amounts<'a>(
    cells: &mut Cells<'a>,
    row: &'a Row,
    settled_on: Option<Date>,
) -> Option<(Money, Option<Money>)> {
    let open = cells.amount(row, ListField::OpenAmount, Kept::NotTheLine);
    let unreadable = open.is_none() && !cells.text(row, ListField::OpenAmount).is_empty();
    let total = cells.amount(row, ListField::Amount, Kept::NotTheLine);
    let Some(total) = total.or(open.filter(|_| cells.text(row, ListField::Amount).is_empty()))
    else {
        if cells.text(row, ListField::Amount).is_empty() && !unreadable {
            cells.tell(
                row,
                ListField::Amount,
                ProblemKind::InvalidAmount,
                Kept::NotTheLine,
            );
        }
        return None;
    };
    if unreadable {
        return None;
    }
    if open.is_some() {
        return Some((total, open));
    }
    if is_settled(cells.text(row, ListField::Status)) {
        return Some((total, Some(Money::zero(total.currency))));
    }
    let paid = cells.amount(row, ListField::PaidAmount, Kept::LineWithoutField);
    let left = paid.map(|paid| total.with_minor(total.minor.saturating_sub(paid.minor)));
    let settled = settled_on.map(|_| Money::zero(total.currency));
    Some((total, left.or(settled)))
}

fn due_on<'a>(cells: &mut Cells<'a>, row: &'a Row, issued_on: Date) -> Option<Date> {
    let due_on = cells.day(row, ListField::DueOn, Kept::LineWithoutField)?;
    if due_on < issued_on {
        cells.tell(
            row,
            ListField::DueOn,
            ProblemKind::DueBeforeIssue,
            Kept::Value(issued_on.to_string()),
        );
    }
    Some(due_on.max(issued_on))
}

fn kind(text: &str, amount: Money) -> ListedKind {
    let word = squeezed(text);
    let is_note = ["avoir", "credit", "notedecredit", "refund", "381"]
        .iter()
        .any(|name| word.starts_with(name));
    let is_note = is_note || matches!(word.as_str(), "av" | "cn" | "a" | "cm");
    if is_note || amount.minor < 0 {
        ListedKind::CreditNote
    } else {
        ListedKind::Invoice
    }
}

fn is_settled(status: &str) -> bool {
    let word = squeezed(status);
    [
        "paye", "regle", "solde", "closed", "paid", "settled", "annule", "cancel", "cloture",
        "void",
    ]
    .iter()
    .any(|name| word.starts_with(name))
}
