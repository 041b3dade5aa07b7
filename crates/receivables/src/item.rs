//! Open items: one instalment of one invoice, a credit note, money received on account, a claim for late
//! charges. Standing is derived from dates and amounts each time it is asked, and must never be stored.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use crate::calendar::days_between;
use crate::identity::ItemId;
use crate::money::Money;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// One instalment of an invoice; most invoices have one.
    Invoice,
    /// A credit note: a negative amount until it is used.
    CreditNote,
    /// Money received and not yet put on an invoice: a negative amount until it is used.
    PaymentOnAccount,
    /// A claim for late charges, on its own, never written on the invoice.
    Charge,
}

impl ItemKind {
    /// True for what the debtor owes; false for what it may deduct.
    pub const fn is_claim(self) -> bool {
        matches!(self, ItemKind::Invoice | ItemKind::Charge)
    }

    /// The word of stored rows.
    pub const fn code(self) -> &'static str {
        match self {
            ItemKind::Invoice => "invoice",
            ItemKind::CreditNote => "credit-note",
            ItemKind::PaymentOnAccount => "payment-on-account",
            ItemKind::Charge => "charge",
        }
    }

    /// The kind for a word of [`ItemKind::code`].
    pub fn from_code(code: &str) -> Option<ItemKind> {
        [
            ItemKind::Invoice,
            ItemKind::CreditNote,
            ItemKind::PaymentOnAccount,
            ItemKind::Charge,
        ]
        .into_iter()
        .find(|kind| kind.code() == code)
    }
}

/// Why an invoice may not be chased yet, for a cause on the creditor's side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unconfirmed {
    /// The invoice was never sent.
    NeverSent,
    /// Its delivery failed.
    DeliveryFailed,
    /// The platform rejected the e-invoice.
    Rejected,
    /// The debtor refused the e-invoice.
    Refused,
}

impl Unconfirmed {
    /// The word of stored rows.
    pub const fn code(self) -> &'static str {
        match self {
            Unconfirmed::NeverSent => "never-sent",
            Unconfirmed::DeliveryFailed => "delivery-failed",
            Unconfirmed::Rejected => "rejected",
            Unconfirmed::Refused => "refused",
        }
    }

    /// The cause for a word of [`Unconfirmed::code`].
    pub fn from_code(code: &str) -> Option<Unconfirmed> {
        [
            Unconfirmed::NeverSent,
            Unconfirmed::DeliveryFailed,
            Unconfirmed::Rejected,
            Unconfirmed::Refused,
        ]
        .into_iter()
        .find(|cause| cause.code() == code)
    }
}

/// One open item of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Its identity.
    pub id: ItemId,
    /// What it is.
    pub kind: ItemKind,
    /// The number the debtor knows: invoice or credit note number, payment reference.
    pub reference: String,
    /// Which instalment of the invoice, counted from 1; 0 when there is only one.
    pub instalment: u32,
    /// Date of the invoice or of the payment.
    pub issued_on: Date,
    /// The day goods or service were delivered, when known.
    pub delivered_on: Option<Date>,
    /// The last day to pay without being late. For credits, the day they exist from.
    pub due_on: Date,
    /// The whole amount: positive for claims, negative for credits.
    pub amount: Money,
    /// What is still open of it, same sign as `amount`; zero when settled.
    pub open: Money,
    /// The day a settled item was opened again by a reversal (returned debit, cancelled allocation).
    pub reopened_on: Option<Date>,
    /// A cause on our side for which it may not be chased.
    pub unconfirmed: Option<Unconfirmed>,
    /// A strategy chosen for this item against its account's.
    pub strategy_override: Option<String>,
}

impl Item {
    /// A claim with something open.
    pub fn is_open_claim(&self) -> bool {
        self.kind.is_claim() && self.open.is_positive()
    }

    /// A credit with something left to use.
    pub fn is_open_credit(&self) -> bool {
        !self.kind.is_claim() && self.open.minor < 0
    }

    /// Days past the due date in whole calendar days: 0 on the due date and before.
    pub fn days_late(&self, today: Date) -> i32 {
        days_between(self.due_on, today).max(0)
    }

    /// Overdue means that the due date has passed: due today is not overdue.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open_claim() && self.due_on < today
    }
}
