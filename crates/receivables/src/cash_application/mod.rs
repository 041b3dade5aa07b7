//! Cash application: which invoices a payment settles, by their numbers, by who paid and by what amount. It
//! proposes and never books; it must never choose between debtors that fit alike, and what is not proven stays
//! on account.

mod allotment;
mod book;
mod booking;
mod evidence;
mod hypothesis;
mod index;
mod judgement;
mod key_table;
mod learning;
mod name;
mod name_number;
mod number;
mod payer;
mod planned;
mod proposing;
mod reason;
mod reference;
mod search;
mod subset;
mod words;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use book::{
    AcrossAGroup, Book, CashPolicy, DebtorTag, EarlyPayment, KnownAccount, KnownDebtor,
    KnownPayerName,
};
pub use index::{OpenItem, OpenItemsIndex};
pub use learning::{Learned, learned};
pub use planned::PlannedPayments;
pub use proposing::propose;
pub use reason::{Field, MatchReason};
pub use reference::{normal_form, qr_body, rf_body};

use crate::identity::{BankEntryId, DebtorId, ItemId};
use crate::money::Money;

/// From this confidence on, in per mille, a proposal may be applied without a person.
pub const CERTAIN_FROM: u16 = 900;

/// Money that came in, as the bank tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingCredit {
    /// The line of the bank statement.
    pub entry: BankEntryId,
    /// The day the bank booked it.
    pub booked_on: Date,
    /// How much, positive.
    pub amount: Money,
    /// The structured creditor reference or the numbers of documents named apart; may be empty.
    pub structured_reference: String,
    /// The free text of the payment.
    pub text: String,
    /// The end-to-end identification the payer gave; may be empty.
    pub end_to_end: String,
    /// The account it came from, when the bank tells.
    pub remitter_iban: Option<String>,
    /// The name it came from, when the bank tells. No exact evidence.
    pub remitter_name: Option<String>,
}

/// Where the money of an allocation comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "from")]
pub enum PaidFrom {
    /// The payment itself.
    Payment,
    /// A credit note that the payment deducts.
    CreditNote {
        /// The credit note.
        item: ItemId,
    },
}

/// An amount to put on a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedAllocation {
    /// The claim.
    pub claim: ItemId,
    /// Where the money comes from.
    pub from: PaidFrom,
    /// How much, positive.
    pub amount: Money,
}

/// What to do with one payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The line of the bank statement.
    pub entry: BankEntryId,
    /// Whose money it is for certain, so that it may lie on that account; nothing means it stays unallocated
    /// until a person knows.
    pub debtor: Option<DebtorId>,
    /// What it pays, oldest claim first.
    pub allocations: Vec<ProposedAllocation>,
    /// What is left of it once the allocations are made: on the debtor's account, or unallocated without one.
    pub on_account: Money,
    /// How sure the allocations are, in per mille; below [`CERTAIN_FROM`] a person looks at them first.
    pub confidence: u16,
    /// Why; at least one.
    pub reasons: Vec<MatchReason>,
    /// What a person may choose from when it is not certain, the likeliest first; at most three. Empty when it
    /// is certain.
    #[serde(default)]
    pub alternatives: Vec<Alternative>,
}

/// One of several things a payment may settle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternative {
    /// Whose claims they are; the payer, when they are of several companies of a group.
    pub debtor: DebtorId,
    /// What it would pay, oldest claim first.
    pub allocations: Vec<ProposedAllocation>,
    /// What would be left of it.
    pub on_account: Money,
    /// How likely it is, in per mille.
    pub confidence: u16,
    /// Why; at least one.
    pub reasons: Vec<MatchReason>,
}

impl Proposal {
    /// True when its allocations may be made without a person.
    pub fn is_certain(&self) -> bool {
        self.debtor.is_some() && self.confidence >= CERTAIN_FROM
    }

    /// What of the payment is put on claims.
    pub fn applied_minor(&self) -> i64 {
        self.allocations
            .iter()
            .filter(|allocation| allocation.from == PaidFrom::Payment)
            .fold(0, |sum: i64, allocation| {
                sum.saturating_add(allocation.amount.minor)
            })
    }
}

#[cfg(test)]
mod scene;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_evidence;
#[cfg(test)]
mod tests_generated;
#[cfg(test)]
mod tests_properties;
