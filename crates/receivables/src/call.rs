//! What came of a call: whom it reached, and why the invoices are not paid. Must never be guessed: both are said by whoever
//! called.

use serde::{Deserialize, Serialize};

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CallOutcome {
    /// Somebody who deals with the account was spoken to.
    Reached,
    /// A message was left: the debtor heard of us.
    LeftMessage,
    /// Nobody answered; the call comes back.
    NotReached,
    /// The number is nobody's there; the call comes back.
    WrongNumber,
}

impl CallOutcome {
    /// All of them, in the order they are offered.
    pub const ALL: [CallOutcome; 4] = [
        CallOutcome::Reached,
        CallOutcome::LeftMessage,
        CallOutcome::NotReached,
        CallOutcome::WrongNumber,
    ];

    /// True when the debtor heard of us, so that the call counts as a contact.
    pub const fn is_contact(self) -> bool {
        matches!(self, CallOutcome::Reached | CallOutcome::LeftMessage)
    }

    /// The word of stored rows.
    pub const fn code(self) -> &'static str {
        match self {
            CallOutcome::Reached => "reached",
            CallOutcome::LeftMessage => "left-message",
            CallOutcome::NotReached => "not-reached",
            CallOutcome::WrongNumber => "wrong-number",
        }
    }

    /// The outcome of a code.
    pub fn from_code(code: &str) -> Option<CallOutcome> {
        CallOutcome::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// Why invoices are not paid, as the debtor says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnpaidReason {
    /// Overlooked.
    Forgotten,
    /// The invoice never arrived.
    NotReceived,
    /// Somebody has yet to approve it.
    AwaitingApproval,
    /// An order number is missing on it.
    OrderNumberMissing,
    /// Something is wrong with it or with what was delivered.
    Contested,
    /// The debtor is short of cash.
    CashDifficulty,
    /// It was paid already.
    AlreadyPaid,
    /// The bank details are missing or doubted.
    BankDetails,
    /// Anything else.
    Other,
}

impl UnpaidReason {
    /// All of them, in the order they are offered.
    pub const ALL: [UnpaidReason; 9] = [
        UnpaidReason::Forgotten,
        UnpaidReason::NotReceived,
        UnpaidReason::AwaitingApproval,
        UnpaidReason::OrderNumberMissing,
        UnpaidReason::Contested,
        UnpaidReason::CashDifficulty,
        UnpaidReason::AlreadyPaid,
        UnpaidReason::BankDetails,
        UnpaidReason::Other,
    ];

    /// The word of stored rows.
    pub const fn code(self) -> &'static str {
        match self {
            UnpaidReason::Forgotten => "forgotten",
            UnpaidReason::NotReceived => "not-received",
            UnpaidReason::AwaitingApproval => "awaiting-approval",
            UnpaidReason::OrderNumberMissing => "order-number-missing",
            UnpaidReason::Contested => "contested",
            UnpaidReason::CashDifficulty => "cash-difficulty",
            UnpaidReason::AlreadyPaid => "already-paid",
            UnpaidReason::BankDetails => "bank-details",
            UnpaidReason::Other => "other",
        }
    }

    /// The reason of a code.
    pub fn from_code(code: &str) -> Option<UnpaidReason> {
        UnpaidReason::ALL.into_iter().find(|one| one.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_is_read_back() {
        for outcome in CallOutcome::ALL {
            assert_eq!(CallOutcome::from_code(outcome.code()), Some(outcome));
        }
        for reason in UnpaidReason::ALL {
            assert_eq!(UnpaidReason::from_code(reason.code()), Some(reason));
        }
        assert_eq!(CallOutcome::from_code("done"), None);
    }
}
