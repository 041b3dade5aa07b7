//! Lists of payments received. A payment is named by its reference, or by its debtor, day and amount.

use jiff::civil::Date;
use receivables::money::Money;
use serde::{Deserialize, Serialize};

use super::cell::Cells;
use super::field::ListField;
use crate::reading::{Kept, ProblemKind};

/// A payment of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedPayment {
    /// Code of its debtor, else its name, when the list tells.
    pub debtor_key: Option<String>,
    /// Its reference or label.
    pub reference: Option<String>,
    /// Its day.
    pub on: Date,
    /// Above zero, money came in.
    pub amount: Money,
    /// The invoice it pays, when the list tells.
    pub invoice_number: Option<String>,
    /// Line of the file.
    pub line: u64,
}

pub(super) fn read(cells: &mut Cells<'_>) -> Vec<ListedPayment> {
    let mut payments = Vec::new();
    for row in cells.rows() {
        if cells.text(row, ListField::PaidOn).is_empty() {
            cells.tell(
                row,
                ListField::PaidOn,
                ProblemKind::InvalidDate,
                Kept::NotTheLine,
            );
            continue;
        }
        let Some(on) = cells.day(row, ListField::PaidOn, Kept::NotTheLine) else {
            continue;
        };
        if cells.text(row, ListField::Amount).is_empty() {
            cells.tell(
                row,
                ListField::Amount,
                ProblemKind::InvalidAmount,
                Kept::NotTheLine,
            );
            continue;
        }
        let Some(amount) = cells.amount(row, ListField::Amount, Kept::NotTheLine) else {
            continue;
        };
        let name = cells.some_text(row, ListField::DebtorName);
        let payment = ListedPayment {
            debtor_key: cells.number(row, ListField::DebtorKey).or(name),
            reference: cells.some_text(row, ListField::Reference),
            on,
            amount,
            invoice_number: cells.number(row, ListField::Number),
            line: row.line,
        };
        if payment.debtor_key.is_none()
            && payment.reference.is_none()
            && payment.invoice_number.is_none()
        {
            cells.tell(
                row,
                ListField::Reference,
                ProblemKind::MissingKey,
                Kept::NotTheLine,
            );
            continue;
        }
        payments.push(payment);
    }
    payments
}
