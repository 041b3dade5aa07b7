//! The finer facts of a bank statement: charges, exchange, references, pages, and a statement in parts.
//! It must never compute an amount that the bank did not write.

use jiff::civil::Date;
use receivables::currency::Currency;
use receivables::money::Money;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{BankEntry, BankStatement};

/// A fee that a bank took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankCharge {
    /// Above zero, it was taken; below zero, given back.
    pub amount: Money,
    /// True when the amount of the entry is already less by this fee; nothing when not told.
    pub is_included: Option<bool>,
    /// Who bears it: `SHAR`, `DEBT`, `CRED`, `SLEV`; may be empty.
    pub bearer: String,
    /// The bank that took it (BIC); may be empty.
    pub bank: String,
}

/// One currency given for another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrencyExchange {
    /// Given.
    pub source: Option<Currency>,
    /// Received.
    pub target: Option<Currency>,
    /// How many units of one are one unit of the other, as the bank wrote it.
    pub rate: Decimal,
    /// The day it was agreed.
    pub quoted_on: Option<Date>,
}

/// What finds an entry again in another document of the bank: the notification that details a batch
/// names the same references as the statement that books it. Texts are empty when absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EntryReferences {
    /// The bank's own reference.
    pub account_servicer: String,
    /// The rank or name of the entry in its statement.
    pub entry: String,
    /// The message the orders of the batch came in.
    pub batch_message_id: String,
    /// The block of orders of the batch.
    pub payment_information_id: String,
    /// The total of the batch as told, above zero, in the entry's currency unless told otherwise.
    pub batch_total: Option<Money>,
    /// Fees told with the entry as a whole.
    pub charges: Vec<BankCharge>,
    /// What the bank writes the entry was ordered for, before charges and exchange.
    pub instructed: Option<Money>,
}

/// Where a statement stands among the others of its account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementPage {
    /// The bank's running number, to find gaps; may be empty.
    pub sequence: String,
    /// Number of the page, from 1, when the statement comes in several.
    pub number: Option<u32>,
    /// True on the last page, false on one before; nothing when not told.
    pub is_last: Option<bool>,
    /// First day covered.
    pub from_on: Option<Date>,
    /// Last day covered.
    pub until_on: Option<Date>,
}

/// What a payer calls a document it pays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferredKind {
    /// An invoice: `CINV`, `MSIN`, `SBIN`, `CNFA` or not told.
    #[default]
    Invoice,
    /// A credit note, whose amount is taken off: `CREN`.
    CreditNote,
    /// A debit note: `DEBN`.
    DebitNote,
    /// Any other paper: an order, a contract, a delivery note.
    Other,
}

/// A statement in parts, so that a file of any size fits in little memory.
#[derive(Clone, Debug, PartialEq)]
pub enum StatementPart {
    /// A statement begins: what is known of it before its first entry, without entries.
    Opened(Box<BankStatement>),
    /// The next entries of the statement that is open.
    Entries(Vec<BankEntry>),
    /// The statement ends: its balances and sums, so that it can be checked; without entries.
    Closed(Box<BankStatement>),
}
