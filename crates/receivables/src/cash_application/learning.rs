//! What a confirmed proposal teaches: the account and the name its debtor pays under. Must never learn from
//! what no person confirmed and no number proved.

use super::book::{KnownAccount, KnownPayerName};
use super::name::words_of;
use super::reference::normal_form;
use super::{IncomingCredit, MatchReason};
use crate::identity::DebtorId;

/// What to remember of a payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Learned {
    /// The account it came from, as one more confirmation of the debtor's.
    pub account: Option<KnownAccount>,
    /// The name it came under, as one more confirmation of the debtor's.
    pub payer_name: Option<KnownPayerName>,
}

/// What to remember of a payment of a debtor, once a person confirmed whose it is. A payment that another
/// company made for the debtor teaches nothing about either: whether it will do so again, nobody said.
pub fn learned(credit: &IncomingCredit, debtor: DebtorId, reasons: &[MatchReason]) -> Learned {
    let by_another = |reason: &MatchReason| {
        matches!(
            reason,
            MatchReason::PaidByAnother { .. } | MatchReason::PaidByGroup { .. }
        )
    };
    if reasons.iter().any(by_another) {
        return Learned::default();
    }
    let account = credit.remitter_iban.as_deref().map(normal_form);
    let name = credit.remitter_name.as_deref().map(str::trim);
    Learned {
        account: account
            .filter(|account| account.len() >= 5)
            .map(|account| KnownAccount {
                account,
                debtor,
                confirmed: 1,
            }),
        payer_name: name
            .filter(|name| has_a_word(name))
            .map(|name| KnownPayerName {
                name: name.to_string(),
                debtor,
                confirmed: 1,
            }),
    }
}

fn has_a_word(name: &str) -> bool {
    let mut is_found = false;
    words_of(name, &mut String::new(), |word| is_found |= word.len() >= 3);
    is_found
}
