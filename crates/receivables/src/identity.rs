//! Identities: 64-bit time-ordered integers inside, short strings outside. Must never mint an
//! identity: that needs a clock, so it happens in `store` with the instant as an argument.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A text that is not the short outside form of an identity.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an identifier of this installation")]
pub struct NotAnIdentity(pub String);

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The outside form: Crockford's base 32, lower case, 13 characters.
pub fn short_form(id: i64) -> String {
    let bits = id as u64;
    (0..13)
        .rev()
        .map(|place| char::from(ALPHABET[((bits >> (place * 5)) & 31) as usize]))
        .collect()
}

/// Reads the outside form back.
pub fn from_short_form(text: &str) -> Result<i64, NotAnIdentity> {
    let refused = || NotAnIdentity(text.chars().take(40).collect());
    if text.len() != 13 {
        return Err(refused());
    }
    let mut bits: u64 = 0;
    for byte in text.bytes() {
        let digit = ALPHABET
            .iter()
            .position(|letter| *letter == byte)
            .ok_or_else(refused)?;
        bits = (bits << 5) | digit as u64;
    }
    i64::try_from(bits).map_err(|_| refused())
}

macro_rules! identities {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&short_form(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnIdentity;

            fn from_str(text: &str) -> Result<Self, NotAnIdentity> {
                from_short_form(text).map($name)
            }
        }
    )+};
}

identities! {
    /// A company whose invoices are collected.
    CreditorId,
    /// A customer of one creditor; also the identity of its account.
    DebtorId,
    /// Two debtors that were put together.
    DebtorMergeId,
    /// A group of accounts with a strategy of its own.
    SegmentId,
    /// A token a program brings files with.
    ApiTokenId,
    /// A person at a debtor who receives notices.
    ContactId,
    /// One open item: an instalment, a credit note, a payment on account, a charge claim.
    ItemId,
    /// Money or credit put against a claim.
    AllocationId,
    /// A promise to pay.
    PromiseId,
    /// An instalment plan.
    PlanId,
    /// A dispute over items.
    DisputeId,
    /// A file that proves something in a dispute.
    EvidenceId,
    /// A commercial gesture somebody proposed in a dispute.
    GestureId,
    /// Claims handed over to somebody else.
    ReferralId,
    /// Something noted on a referral.
    ReferralEntryId,
    /// A sanction against a debtor.
    SanctionId,
    /// A message to people of the company.
    TeamMailId,
    /// A message to accounts somebody chose.
    CampaignId,
    /// A condition somebody wants to hear of.
    AlertId,
    /// Days in a row on which an alert's condition held for an account.
    AlertHitId,
    /// A hold on a debtor or an item.
    HoldId,
    /// One published version of a strategy.
    StrategyVersionId,
    /// A verdict that was written down.
    DecisionId,
    /// A message, call or task that was written down.
    NoticeId,
    /// A person who works with the installation.
    PersonId,
    /// One import of a file.
    ImportId,
    /// One line of a bank statement.
    BankEntryId,
    /// One answer of a debtor.
    ReplyId,
    /// An answer that belongs to no account yet.
    UnplacedAnswerId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outside_form_reads_back_to_the_same_identity() {
        for id in [0, 1, 31, 32, i64::MAX, 123_456_789_012_345] {
            assert_eq!(from_short_form(&short_form(id)), Ok(id));
        }
        assert!("zzzzzzzzzzzzz".parse::<DebtorId>().is_err());
        assert!("../etc/passwd".parse::<DebtorId>().is_err());
    }
}
