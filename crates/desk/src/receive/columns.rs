//! Which column of a table means what: what was guessed or remembered, shown to a person, and given back
//! corrected. It must never be remembered for the tables of another bank.

use intake::bank_table::{BankField, BankTableMapping};
use intake::list::{ColumnMapping, ListField};
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
    /// The words of what a column may mean, as they stand in reports, those needed most first.
    pub fn meanings(&self) -> Vec<String> {
        match self {
            TableColumns::List(mapping) => words(ListField::of_kind(mapping.kind)),
            TableColumns::Bank(_) => words(&BankField::ALL),
        }
    }

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

fn words<T: Serialize>(fields: &[T]) -> Vec<String> {
    let word = |field: &T| {
        let value = serde_json::to_value(field).ok()?;
        value.as_str().map(str::to_string)
    };
    fields.iter().filter_map(word).collect()
}

/// The columns of a table by their names: tables of one source have the same ones, whatever their order.
pub(super) fn layout<'a>(headers: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<&str> = headers.map(str::trim).collect();
    names.sort_unstable();
    let mut hasher = blake3::Hasher::new();
    for name in names {
        hasher.update(name.as_bytes()).update(b"\n");
    }
    hasher.finalize().to_hex()[..16].to_string()
}

/// The mapping among those kept whose columns a list has, as it was guessed: of several the one with the most of
/// them. A list of another source has none.
pub(super) fn known<'a>(
    kept: &'a [ColumnMapping],
    guessed: &ColumnMapping,
) -> Option<&'a ColumnMapping> {
    let is_there = |name: &str| {
        let mut columns = guessed.columns.iter();
        columns.any(|column| column.header.trim() == name.trim())
    };
    let used = |mapping: &ColumnMapping| {
        let columns = mapping.columns.iter();
        columns.filter(|column| column.field.is_some()).count()
    };
    let fits = |mapping: &&ColumnMapping| {
        let mut columns = mapping.columns.iter();
        let all = columns.all(|column| column.field.is_none() || is_there(&column.header));
        mapping.kind == guessed.kind && used(mapping) > 0 && all
    };
    kept.iter().filter(fits).max_by_key(|mapping| used(mapping))
}
