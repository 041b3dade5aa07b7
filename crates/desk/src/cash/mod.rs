//! Cash application at the desk: what the machine is certain of is placed at once, the rest waits with its
//! proposals until a person places it, sets it aside or splits it. Everything can be undone. It must never
//! lose a line, and never place more than the line holds.

mod acts;
mod applying;
mod placing;
mod queue;

pub(crate) use acts::cancel;
pub(crate) use applying::{Applying, FreshCredit};
pub use placing::{Part, Placement};
pub use queue::{CashQueue, PlacedCredit, WaitingCredit};

/// Why a line is no debtor's payment.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum AsideReason {
    /// A person says that it is no receivable: a loan, a refund of a supplier, a transfer of our own.
    NotAReceivable,
    /// It is money that left.
    NotAReceipt,
    /// The ledger that was imported holds it already.
    AlreadyInLedger,
    /// It takes an earlier payment back.
    ReturnedPayment,
    /// A notification of the bank told its payments one by one: they are lines of their own.
    Detailed,
    /// The file it came from was read again with other columns, and the line is not in it.
    ReadAgain,
}

impl AsideReason {
    /// The word of stored rows.
    pub const fn code(self) -> &'static str {
        match self {
            AsideReason::NotAReceivable => "not-a-receivable",
            AsideReason::NotAReceipt => "not-a-receipt",
            AsideReason::AlreadyInLedger => "already-in-ledger",
            AsideReason::ReturnedPayment => "returned-payment",
            AsideReason::Detailed => "detailed",
            AsideReason::ReadAgain => "read-again",
        }
    }
}
