//! Bank statements as facts, whatever format they came in: balances, entries, and the transactions an
//! entry gathers. It must never decide what an entry pays.

mod account;
mod amount;
pub mod chain;
mod detail;
mod dispatch;
mod draft;
mod lines;
mod rank;
pub(crate) mod return_code;
mod returned;

pub use account::is_same_account;
pub(crate) use account::{compact, iban_in, is_iban};
pub(crate) use amount::plain_amount;
pub use detail::{
    BankCharge, CurrencyExchange, EntryReferences, ReferredKind, StatementPage, StatementPart,
};
pub use dispatch::{is_bank_file, read};
pub(crate) use draft::{Draft, Place, finish, new_entry};
pub(crate) use lines::numbered_lines;
pub(crate) use rank::{Ranks, name_entries};
pub use returned::NOT_SPECIFIED;
pub(crate) use returned::says_return;

use jiff::civil::Date;
use receivables::currency::Currency;
use receivables::money::Money;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a bank document is. Statements, reports and notifications describe the same money: only one
/// kind may be counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BankDocumentKind {
    /// Statement of booked entries: camt.053.
    #[default]
    Statement,
    /// Report during the day: camt.052.
    Report,
    /// Notification of single entries: camt.054.
    Notification,
}

/// One bank file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BankFile {
    /// The sender's identifier of the message.
    pub message_id: String,
    /// Name and version of the message, such as `camt.053.001.08`; empty when not told.
    pub message_name: String,
    /// True when the document stops before its end.
    pub is_cut: bool,
    /// One statement per account and period.
    pub statements: Vec<BankStatement>,
}

/// One statement of one account.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BankStatement {
    /// What it is.
    pub kind: BankDocumentKind,
    /// The bank's identifier of the statement.
    pub statement_id: String,
    /// IBAN or other account number, without blanks.
    pub account: String,
    /// Currency of the account.
    pub currency: Option<Currency>,
    /// Booked balance before the entries.
    pub opening: Option<BankBalance>,
    /// Booked balance after the entries.
    pub closing: Option<BankBalance>,
    /// Exact sum of the credits, as written.
    pub credits: Decimal,
    /// Exact sum of the debits, above zero.
    pub debits: Decimal,
    /// Credits less debits of the entries that are not booked, which some banks list beside the others.
    pub not_booked: Decimal,
    /// Which part of a longer statement it is.
    pub page: StatementPage,
    /// The entries.
    pub entries: Vec<BankEntry>,
    /// Number of the statement and of its part, such as `27/1`; may be empty.
    #[serde(default)]
    pub number: String,
    /// First day the statement says it covers.
    #[serde(default)]
    pub covers_from_on: Option<Date>,
    /// Last day the statement says it covers.
    #[serde(default)]
    pub covers_to_on: Option<Date>,
    /// What the bank says about the statement as a whole; may be empty.
    #[serde(default)]
    pub text: String,
}

/// A balance.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BankBalance {
    /// The amount, rounded to its currency.
    pub amount: Money,
    /// The amount as written, below zero when the account is overdrawn.
    pub exact: Decimal,
    /// Its day.
    pub on: Option<Date>,
}

/// Whether an entry counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryStatus {
    /// Booked: the only kind to allocate.
    Booked,
    /// Expected.
    Pending,
    /// For information.
    Information,
}

/// One movement of the account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BankEntry {
    /// Names the entry for ever: account, day, bank reference, amount, rank among its likes.
    pub natural_key: String,
    /// The bank's reference, else the reference in the statement; may be empty.
    pub reference: String,
    /// Booking day.
    pub booked_on: Option<Date>,
    /// Value day.
    pub value_on: Option<Date>,
    /// Above zero, money came in.
    pub amount: Money,
    /// True when it takes back an earlier entry.
    pub is_reversal: bool,
    /// Whether it counts.
    pub status: EntryStatus,
    /// Nature, `PMNT/RCDT/ESCT` or the bank's own code; may be empty.
    pub bank_code: String,
    /// The bank's text.
    pub text: String,
    /// How many transactions the bank says it gathers, when it says.
    pub declared_transactions: Option<u32>,
    /// The transactions told one by one; none for an entry without details.
    pub transactions: Vec<BankTransaction>,
    /// Line in the file.
    pub line: u64,
    /// What finds the entry again in another document of the bank.
    pub references: EntryReferences,
}

/// One payment within an entry. Texts are empty when absent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BankTransaction {
    /// Above zero, money came in; nothing when the document does not tell.
    pub amount: Option<Money>,
    /// The payer's reference from end to end, else the payment's own number (UETR).
    pub end_to_end_id: String,
    /// The payer's instruction.
    pub instruction_id: String,
    /// The direct debit mandate.
    pub mandate_id: String,
    /// The other party: who paid, or who was paid.
    pub counterparty_name: String,
    /// Its account.
    pub counterparty_account: String,
    /// Structured creditor reference (RF or other).
    pub structured_reference: String,
    /// Free text, parts joined by a blank.
    pub unstructured_text: String,
    /// Documents the payer says it pays.
    pub referred_documents: Vec<ReferredDocument>,
    /// Why it came back, such as `AC04`.
    pub return_reason: String,
    /// Nature, when told apart from the entry's.
    pub bank_code: String,
    /// What the payer ordered, before charges and exchange, when the bank tells it.
    pub instructed: Option<Money>,
    /// Fees taken off on the way.
    pub charges: Vec<BankCharge>,
    /// The exchange between two currencies.
    pub exchange: Option<CurrencyExchange>,
    /// For whom the other party paid or was paid.
    pub ultimate_party_name: String,
    /// The other party by a number (SIREN, VAT, creditor identifier), for those told without a name.
    pub counterparty_identifier: String,
    /// The other party's bank (BIC).
    pub counterparty_bank: String,
    /// The payment's own number, the same at every bank on its way.
    pub uetr: String,
    /// The clearing's or the first bank's number of the payment.
    pub transaction_id: String,
    /// The bank's own reference of the payment.
    pub account_servicer_reference: String,
    /// The block of orders it was presented in.
    pub payment_information_id: String,
    /// What the structured reference is: `SCOR`, `QRR` or the bank's word.
    pub structured_reference_kind: String,
    /// Why it came back, in the bank's words.
    pub return_text: String,
    /// Nature of the payment that came back.
    pub original_bank_code: String,
}

/// A document named in a payment.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReferredDocument {
    /// Its number.
    pub number: String,
    /// Its day.
    pub on: Option<Date>,
    /// The amount paid of it; of a credit note, the amount taken off.
    pub amount: Option<Money>,
    /// What it is.
    pub kind: ReferredKind,
}

impl BankStatement {
    /// True when opening, credits and debits make closing; nothing when a balance is absent.
    pub fn adds_up(&self) -> Option<bool> {
        let (opening, closing) = (self.opening?, self.closing?);
        let with_all = opening.exact + self.credits - self.debits;
        Some(with_all == closing.exact || with_all - self.not_booked == closing.exact)
    }
}
