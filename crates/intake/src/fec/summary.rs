//! The figures of a FEC: what a controller compares with the trial balance before trusting anything
//! read from the file. It must count every line, taken or not.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::lines::LineEnd;
use crate::encoding::Encoding;

/// What separates the fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Separator {
    /// Tabulation.
    #[default]
    Tab,
    /// Vertical bar.
    Pipe,
    /// Semicolon, tolerated.
    Semicolon,
    /// Comma, tolerated when amounts are quoted or use a dot.
    Comma,
}

impl Separator {
    /// The byte between two fields.
    pub fn byte(self) -> u8 {
        match self {
            Separator::Tab => b'\t',
            Separator::Pipe => b'|',
            Separator::Semicolon => b';',
            Separator::Comma => b',',
        }
    }
}

/// How the amounts are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// A debit column and a credit column.
    #[default]
    DebitCredit,
    /// An amount column and a side column.
    AmountAndSide,
}

/// Totals over the lines of some accounts, in minor units of the euro.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountTotals {
    /// How many lines.
    pub lines: u64,
    /// Sum of the debits.
    pub debit_minor: i64,
    /// Sum of the credits.
    pub credit_minor: i64,
}

impl AccountTotals {
    /// Debit less credit.
    pub fn balance_minor(&self) -> i64 {
        self.debit_minor.saturating_sub(self.credit_minor)
    }

    pub(super) fn add(&mut self, debit: i64, credit: i64) {
        self.lines += 1;
        self.debit_minor = self.debit_minor.saturating_add(debit);
        self.credit_minor = self.credit_minor.saturating_add(credit);
    }
}

/// One journal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalSummary {
    /// Its label, from the first line that has one.
    pub label: String,
    /// How many lines it has.
    pub lines: u64,
}

/// The figures of a FEC.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FecSummary {
    /// The encoding decided on; nothing for a file that was not read.
    pub encoding: Option<Encoding>,
    /// What separates the fields.
    pub separator: Separator,
    /// What ends the lines.
    pub line_end: LineEnd,
    /// How the amounts are laid out.
    pub layout: Layout,
    /// Columns of the header, empty ones included.
    pub columns: usize,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// Lines under the header that are not blank.
    pub lines: u64,
    /// Lines that could not be taken.
    pub lines_not_taken: u64,
    /// True when the file stops in the middle of a line, or its reading stopped.
    pub is_cut: bool,
    /// Debit and credit of every line taken.
    pub totals: AccountTotals,
    /// Lines on accounts 411.
    pub customers: AccountTotals,
    /// Lines on accounts 411 without lettering.
    pub customers_unlettered: AccountTotals,
    /// Different auxiliary accounts on accounts 411.
    pub auxiliary_accounts: u64,
    /// Earliest EcritureDate.
    pub first_on: Option<Date>,
    /// Latest EcritureDate.
    pub last_on: Option<Date>,
    /// Different entries: journal, number and date.
    pub entries: u64,
    /// Entries whose debits and credits differ.
    pub unbalanced_entries: u64,
    /// Lines per journal code.
    pub journals: BTreeMap<String, JournalSummary>,
}
