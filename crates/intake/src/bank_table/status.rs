//! Whether a row was booked, where a column of a bank's table says so. A word that is not known says nothing: it must
//! never take an entry out of the books.

use super::TableRow;
use super::field::BankField;
use super::mapping::BankTableMapping;
use crate::list::field::squeezed;

/// Names of columns that say it, letters and digits only.
const COLUMNS: [&str; 11] = [
    "state",
    "status",
    "statut",
    "etat",
    "info",
    "transactionstatus",
    "bookingstatus",
    "buchungsstatus",
    "statutoperation",
    "estado",
    "stato",
];

/// What they say of money that did not move, or not yet.
const NOT_BOOKED: [&str; 21] = [
    "pending",
    "processing",
    "enattente",
    "enattentededebit",
    "avenir",
    "encours",
    "encoursdetraitement",
    "vorgemerkt",
    "umsatzvorgemerkt",
    "pendiente",
    "inattesa",
    "reverted",
    "declined",
    "failed",
    "rejected",
    "cancelled",
    "canceled",
    "annule",
    "annulee",
    "refuse",
    "refusee",
];

/// True for the name of a column that says whether a row was booked.
pub(super) fn is_column(header: &str) -> bool {
    COLUMNS.contains(&squeezed(header).as_str())
}

/// True when a row says that it is not booked.
pub(super) fn is_not_booked(row: &TableRow, mapping: &BankTableMapping) -> bool {
    let cells = mapping.columns.iter().zip(&row.cells);
    let says = |field: Option<BankField>, cell: &str| {
        field.is_none() && NOT_BOOKED.contains(&squeezed(cell).as_str())
    };
    cells
        .filter(|(column, _)| is_column(&column.header))
        .any(|(column, cell)| says(column.field, cell))
}
