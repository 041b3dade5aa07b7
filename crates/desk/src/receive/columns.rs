//! Which column of a table means what: what was guessed or remembered, shown to a person, and given back
//! corrected. It must never be remembered for the tables of another bank.

use intake::bank_table::BankTableMapping;
use intake::list::ColumnMapping;
use serde::{Deserialize, Serialize};

/// What the columns of a table mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TableColumns {
    /// Of a list of debtors, contacts, invoices or payments.
    List(ColumnMapping),
    /// Of a bank's table.
    Bank(BankTableMapping),
}

impl TableColumns {
    /// The columns of a list.
    pub(super) fn of_list(self) -> Option<ColumnMapping> {
        match self {
            TableColumns::List(mapping) => Some(mapping),
            TableColumns::Bank(_) => None,
        }
    }

    /// The columns of a bank's table.
    pub(super) fn of_bank(self) -> Option<BankTableMapping> {
        match self {
            TableColumns::Bank(mapping) => Some(mapping),
            TableColumns::List(_) => None,
        }
    }
}
