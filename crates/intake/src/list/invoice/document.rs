//! One document of a list: its days, its amounts, what it is. What is owed is never made up: a row without
//! an amount is told and not taken.

use jiff::civil::Date;
use receivables::money::Money;

use super::{Debtor, ListedInvoice, ListedKind, account, status};
use crate::list::cell::Cells;
use crate::list::field::{ListField, squeezed};
use crate::list::row::Row;
use crate::reading::{Kept, ProblemKind};

/// Rows of nothing, and rows of totals, which are told.
pub(super) fn is_blank_or_total(cells: &mut Cells<'_>, row: &Row) -> bool {
    if row.is_blank() {
        return true;
    }
    let first = row.fields.iter().find(|text| !text.trim().is_empty());
    let is_total = |text: &str| {
        let word = squeezed(text);
        [
            "total",
            "soustotal",
            "grandtotal",
            "totaux",
            "soldeinitial",
            "soldefinal",
            "soldeanterieur",
            "soldedebut",
            "soldefin",
            "areporter",
            "report",
            "cumul",
            "summe",
            "gesamt",
            "zwischensumme",
            "subtotal",
            "suma",
            "openingbalance",
            "closingbalance",
            "balanceforward",
            "anouveau",
            "soldeau",
        ]
        .iter()
        .any(|name| word.starts_with(name))
    };
    let number = cells
        .position(ListField::Number)
        .map_or("", |at| row.text(at));
    let label = cells
        .position(ListField::Label)
        .map_or("", |at| row.text(at));
    let says_so = first.is_some_and(|text| is_total(text)) || is_total(label);
    let is_total = says_so && (number.is_empty() || is_total(number));
    if is_total {
        cells.tell(
            row,
            ListField::Number,
            ProblemKind::TotalRow,
            Kept::NotTheLine,
        );
    }
    is_total
}

/// Drafts, quotes and orders, which are told.
pub(super) fn is_not_issued<'a>(cells: &mut Cells<'a>, row: &'a Row) -> bool {
    for field in [ListField::Status, ListField::DocumentKind] {
        if status::is_not_issued(cells.text(row, field)) {
            cells.tell(row, field, ProblemKind::NotIssued, Kept::NotTheLine);
            return true;
        }
    }
    false
}

/// Reads one document; `total` is what its lines add up to, when it has several.
pub(super) fn read<'a>(
    cells: &mut Cells<'a>,
    row: &'a Row,
    (debtor, number): (Debtor, String),
    total: Option<Money>,
) -> Option<ListedInvoice> {
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
    let (signed, open) = amounts(cells, row, (settled_on, total))?;
    let kind = kind(cells, row, signed);
    let due_on = due_on(cells, row, issued_on);
    let magnitude = |money: Money| money.with_minor(money.minor.saturating_abs());
    Some(ListedInvoice {
        debtor_key: debtor.0,
        debtor_name: debtor.1,
        number,
        kind,
        issued_on,
        due_on,
        amount: magnitude(signed),
        open: open.map(magnitude),
        settled_on,
        terms: cells.some_text(row, ListField::Terms),
        delivered_on: cells.day(row, ListField::DeliveredOn, Kept::LineWithoutField),
        part: None,
        line: row.line,
    })
}

/// The total, and what is left of it: as told, else the total less what was paid, else nothing left
/// where the list says that it is settled, or on which day.
fn amounts<'a>(
    cells: &mut Cells<'a>,
    row: &'a Row,
    (settled_on, of_lines): (Option<Date>, Option<Money>),
) -> Option<(Money, Option<Money>)> {
    let open = open_amount(cells, row)?;
    let total = match of_lines {
        Some(total) => Some(total),
        None => total(cells, row)?,
    };
    let Some(total) = total.or(open) else {
        cells.tell(
            row,
            ListField::Amount,
            ProblemKind::InvalidAmount,
            Kept::NotTheLine,
        );
        return None;
    };
    if open.is_some() {
        return Some((total, open));
    }
    let header = cells.header(ListField::Status);
    if status::is_settled(header, cells.text(row, ListField::Status)) {
        return Some((total, Some(Money::zero(total.currency))));
    }
    let paid = cells.amount(row, ListField::PaidAmount, Kept::LineWithoutField);
    let left = paid.map(|paid| total.with_minor(total.minor.saturating_sub(paid.minor)));
    let settled = settled_on.map(|_| Money::zero(total.currency));
    Some((total, left.or(settled)))
}

/// What is left, as the list tells it; nothing at all when that cannot be read.
fn open_amount<'a>(cells: &mut Cells<'a>, row: &'a Row) -> Option<Option<Money>> {
    if !cells.text(row, ListField::OpenAmount).is_empty() {
        return cells
            .amount(row, ListField::OpenAmount, Kept::NotTheLine)
            .map(Some);
    }
    let has_spans = cells.has(ListField::AgedAmount) && !cells.has(ListField::OpenAmount);
    if !has_spans || cells.has(ListField::Amount) {
        return Some(None);
    }
    cells
        .sum(row, ListField::AgedAmount, Kept::NotTheLine)
        .map(Some)
}

/// The total as its own column tells it, or debit less credit; nothing at all when that cannot be read.
fn total<'a>(cells: &mut Cells<'a>, row: &'a Row) -> Option<Option<Money>> {
    if !cells.text(row, ListField::Amount).is_empty() {
        return cells
            .amount(row, ListField::Amount, Kept::NotTheLine)
            .map(Some);
    }
    if cells.has(ListField::Debit) && cells.has(ListField::Credit) {
        return account::debit_less_credit(cells, row);
    }
    Some(None)
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

fn kind<'a>(cells: &Cells<'a>, row: &'a Row, amount: Money) -> ListedKind {
    let word = squeezed(cells.text(row, ListField::DocumentKind));
    let is_note = [
        "avoir",
        "credit",
        "notedecredit",
        "refund",
        "381",
        "gutschrift",
        "abono",
        "notadecredito",
    ]
    .iter()
    .any(|name| word.starts_with(name));
    let is_note = is_note || matches!(word.as_str(), "av" | "cn" | "a" | "cm" | "dg");
    if !is_note && account::is_payment(cells, row, amount) {
        ListedKind::Payment
    } else if is_note || amount.minor < 0 {
        ListedKind::CreditNote
    } else {
        ListedKind::Invoice
    }
}
