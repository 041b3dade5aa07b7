//! What cash application may look at beside the payments: open items, debtors, what past confirmations taught,
//! and the creditor's tolerances. What is not in it cannot influence a proposal.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{OpenItem, PlannedPayments};
use crate::identity::{DebtorId, ItemId};
use crate::money::Money;

/// All of it. Everything but the items may be empty.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// Items a payment may settle; settled ones may be given too.
    pub items: Vec<OpenItem>,
    /// The debtors, for their names and groups.
    pub debtors: Vec<KnownDebtor>,
    /// Accounts that debtors paid from.
    pub accounts: Vec<KnownAccount>,
    /// Names that debtors paid under.
    pub payer_names: Vec<KnownPayerName>,
    /// Discounts for early payment that were agreed.
    pub early_payments: Vec<EarlyPayment>,
    /// What instalment plans expect.
    pub plans: Vec<PlannedPayments>,
    /// Tolerances.
    pub policy: CashPolicy,
}

/// A debtor as payments may name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownDebtor {
    /// The debtor.
    pub debtor: DebtorId,
    /// Its name, and its other names: trade name, former name.
    pub names: Vec<String>,
    /// The company it belongs to.
    pub parent: Option<DebtorId>,
    /// What is special about it.
    pub tags: BTreeSet<DebtorTag>,
}

/// What is special about a debtor's payments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DebtorTag {
    /// A person looks at each of its payments first.
    AskFirst,
    /// It pays for others as a trade: a factor, a purchasing group. Its own name proves nothing.
    PaysForOthers,
}

/// An account a debtor paid from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownAccount {
    /// The IBAN, or the account as the bank writes it.
    pub account: String,
    /// Whose payments came from it.
    pub debtor: DebtorId,
    /// How often a person confirmed it, or it came with a number.
    pub confirmed: u32,
}

/// A name a debtor paid under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPayerName {
    /// The name as the bank wrote it.
    pub name: String,
    /// Whose payments came under it.
    pub debtor: DebtorId,
    /// How often a person confirmed it, or it came with a number.
    pub confirmed: u32,
}

/// A discount for early payment that was agreed for an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EarlyPayment {
    /// The item.
    pub item: ItemId,
    /// How much may be deducted, positive.
    pub discount: Money,
    /// The last day on which it may be.
    pub until_on: Date,
}

/// Tolerances of a creditor, in minor units of the payment's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CashPolicy {
    /// What banks on the way may keep of a payment.
    pub bank_fees_minor: i64,
    /// How many days after its last day an early-payment discount is still recognised as one.
    pub discount_days_grace: i32,
    /// The fixed recovery sum a payer may add for a late invoice; zero for none.
    pub fixed_sum_minor: i64,
    /// Whether one payment for several debtors of a group may be applied by itself.
    pub across_a_group: AcrossAGroup,
}

/// Whether one payment for several debtors of a group may be applied by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AcrossAGroup {
    /// A person looks first.
    Propose,
    /// It may.
    Apply,
}

impl Default for CashPolicy {
    fn default() -> Self {
        CashPolicy {
            bank_fees_minor: 3_000,
            discount_days_grace: 5,
            fixed_sum_minor: 4_000,
            across_a_group: AcrossAGroup::Propose,
        }
    }
}
