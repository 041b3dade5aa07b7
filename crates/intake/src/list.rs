//! Lists a company exports from its own tools: debtors, contacts, invoices, payments. Columns are
//! guessed from their names and contents into a mapping that a person can correct. It must never
//! take a guess for a certainty: what can be read two ways is told.

pub(crate) mod amount;
mod bank_look;
mod cash;
mod cell;
mod contact;
pub(crate) mod content;
pub(crate) mod day;
mod debtor;
pub(crate) mod field;
mod invoice;
mod mapping;
mod payment;
pub(crate) mod row;
pub(crate) mod table;
mod text_rows;
mod workbook;

pub use amount::DecimalMark;
pub use cash::{CashCredit, CashItem, read_credits, read_open_items};
pub use contact::ListedContact;
pub use day::DateOrder;
pub use debtor::ListedDebtor;
pub use field::ListField;
pub use invoice::{InvoicePart, ListedInvoice, ListedKind};
pub use mapping::{ColumnMapping, MappedColumn};
pub use payment::ListedPayment;

use serde::{Deserialize, Serialize};

use crate::format::{self, Format};
use crate::reading::{Kept, ProblemKind, Problems, Reading};
use cell::Cells;
use table::Table;

/// The largest list read at once, in bytes.
pub const LARGEST: usize = 256 << 20;

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListKind {
    /// Debtors.
    Debtors,
    /// Contacts.
    Contacts,
    /// Invoices and credit notes.
    Invoices,
    /// Payments received.
    Payments,
}

/// The lines of a list, and the mapping they were read with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Listed {
    /// The mapping used: to be shown, corrected, and given back next time.
    pub mapping: ColumnMapping,
    /// The lines.
    pub rows: ListedRows,
    /// The people that a list of invoices names beside them, each once.
    #[serde(default)]
    pub contacts: Vec<ListedContact>,
}

/// The lines of a list, with the line of the file each comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListedRows {
    /// Debtors.
    Debtors(Vec<ListedDebtor>),
    /// Contacts.
    Contacts(Vec<ListedContact>),
    /// Invoices and credit notes.
    Invoices(Vec<ListedInvoice>),
    /// Payments received.
    Payments(Vec<ListedPayment>),
}

impl ListedRows {
    /// How many lines were taken.
    pub fn len(&self) -> usize {
        match self {
            ListedRows::Debtors(rows) => rows.len(),
            ListedRows::Contacts(rows) => rows.len(),
            ListedRows::Invoices(rows) => rows.len(),
            ListedRows::Payments(rows) => rows.len(),
        }
    }

    /// True when no line was taken.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Reads a list. With a mapping kept from an earlier file of the same source its columns are found
/// again by name; without, they are guessed.
pub fn read(kind: ListKind, bytes: &[u8], remembered: Option<&ColumnMapping>) -> Reading<Listed> {
    let mut problems = Problems::new();
    let sheet = remembered.and_then(|mapping| mapping.sheet.as_deref());
    let Some(table) = open(bytes, (kind, sheet), &mut problems) else {
        let mapping = remembered
            .cloned()
            .unwrap_or_else(|| ColumnMapping::empty(kind));
        return Reading {
            facts: Listed {
                mapping,
                rows: no_rows(kind),
                contacts: Vec::new(),
            },
            problems,
        };
    };
    let mapping = match remembered {
        Some(remembered) => remembered.found_in(&table, &mut problems),
        None => ColumnMapping::guessed(kind, &table),
    };
    mapping.tell_unused(remembered, &mut problems);
    if !mapping.tell_missing(&mut problems) {
        return Reading {
            facts: Listed {
                mapping,
                rows: no_rows(kind),
                contacts: Vec::new(),
            },
            problems,
        };
    }
    let mut cells = Cells::new(&table, &mapping, problems);
    let mut contacts = Vec::new();
    let rows = match kind {
        ListKind::Debtors => ListedRows::Debtors(debtor::read(&mut cells)),
        ListKind::Contacts => ListedRows::Contacts(contact::read(&mut cells)),
        ListKind::Invoices => {
            let (invoices, named) = invoice::read(&mut cells);
            contacts = named;
            ListedRows::Invoices(invoices)
        }
        ListKind::Payments => ListedRows::Payments(payment::read(&mut cells)),
    };
    let problems = cells.into_problems();
    Reading {
        facts: Listed {
            mapping,
            rows,
            contacts,
        },
        problems,
    }
}

/// What a table is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// A list.
    List(ListKind),
    /// The entries of a bank account.
    BankStatement,
}

/// What a list is of, told by the names of its columns; nothing when they do not tell, or tell of no list.
pub fn guess_kind(bytes: &[u8]) -> Option<ListKind> {
    match guess_table(bytes)? {
        TableKind::List(kind) => Some(kind),
        TableKind::BankStatement => None,
    }
}

/// What a table is of, told by the names of its columns in its first rows; nothing when they do not tell.
pub fn guess_table(bytes: &[u8]) -> Option<TableKind> {
    if refusal(bytes).is_some() {
        return None;
    }
    let grids = table::samples(bytes);
    if grids.iter().any(bank_look::is_statement) {
        return Some(TableKind::BankStatement);
    }
    let kinds = [
        ListKind::Invoices,
        ListKind::Payments,
        ListKind::Contacts,
        ListKind::Debtors,
    ];
    let tells = |kind: &ListKind| {
        grids.iter().any(|grid| {
            let known = |header: &str| table::is_known(*kind, header);
            Table::of(grid.clone(), &known, &mut Problems::new())
                .is_some_and(|table| ColumnMapping::named(*kind, &table).tells_its_kind())
        })
    };
    kinds.into_iter().find(tells).map(TableKind::List)
}

fn open(
    bytes: &[u8],
    (kind, sheet): (ListKind, Option<&str>),
    problems: &mut Problems,
) -> Option<Table> {
    if let Some((kind, found)) = refusal(bytes) {
        problems.add_for_file(kind, found, Kept::Nothing);
        return None;
    }
    if sheet.is_none() {
        return Table::cut(bytes, kind, problems);
    }
    let known = |header: &str| table::is_known(kind, header);
    Table::cut_naming(bytes, (&known, sheet), problems)
}

/// Why a file cannot be a list.
fn refusal(bytes: &[u8]) -> Option<(ProblemKind, &'static str)> {
    let format = format::sniff(bytes);
    let refusal = match format {
        Format::Empty => Some((ProblemKind::EmptyFile, format.name())),
        Format::Binary => Some((ProblemKind::BinaryFile, format.name())),
        Format::Protected => Some((ProblemKind::ProtectedFile, "")),
        Format::Xlsb => Some((ProblemKind::OldSpreadsheet, format.name())),
        Format::Csv | Format::Text | Format::Fec | Format::Cfonb120 => None,
        workbook if workbook.is_workbook() => None,
        _ => Some((ProblemKind::AnotherFormat, format.name())),
    };
    refusal.or((bytes.len() > LARGEST).then_some((ProblemKind::TooManyLines, "")))
}

fn no_rows(kind: ListKind) -> ListedRows {
    match kind {
        ListKind::Debtors => ListedRows::Debtors(Vec::new()),
        ListKind::Contacts => ListedRows::Contacts(Vec::new()),
        ListKind::Invoices => ListedRows::Invoices(Vec::new()),
        ListKind::Payments => ListedRows::Payments(Vec::new()),
    }
}
