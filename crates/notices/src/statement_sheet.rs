//! The statement of an account as a sheet the debtor's accountant can sort and add up: every open line with its amounts as
//! numbers and its days as days. Must never hold a line that had better not be spoken of.

use jiff::civil::Date;
use receivables::debtor::Language;
use receivables::money::Money;

/// The sheet, complete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementSheet {
    /// Its language.
    pub language: Language,
    /// What it is and for whom, line by line.
    pub title: Vec<String>,
    /// The name of the sheet.
    pub name: String,
    /// The heads: reference, kind, date, due date, days late, amount, open, asked, currency, note.
    pub heads: [String; 10],
    /// The lines.
    pub rows: Vec<SheetRow>,
    /// What is asked, per currency, with its label: what the lines of that currency ask together.
    pub sums: Vec<(String, Money)>,
    /// Labels and values of where to pay.
    pub payment: Vec<(String, String)>,
    /// The name of its file, without an ending.
    pub file_name: String,
    /// The day it is of.
    pub today: Date,
}

/// One open line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// Its number.
    pub reference: String,
    /// What it is.
    pub kind: String,
    /// The day it was issued.
    pub issued_on: Date,
    /// The day it is due.
    pub due_on: Date,
    /// Days late; 0 when it is not.
    pub days_late: i32,
    /// Its amount; negative for what is in the debtor's favour.
    pub amount: Money,
    /// What is open of it.
    pub open: Money,
    /// What is asked of it now; nothing for a line that is there for information.
    pub asked: Option<Money>,
    /// What is to note of it.
    pub note: String,
}
