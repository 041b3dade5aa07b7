//! Which variant of a step speaks to a debtor: by a number made from the debtor and the step, so that it can be told
//! again, and never the one that spoke last. Must never draw lots.

use crate::account::Account;
use crate::fact::ContactMade;
use crate::strategy::{Step, Variant};

/// The variant of a step for an account; nothing for a step without variants.
pub(super) fn variant_of<'s>(account: &Account, step: &'s Step) -> Option<&'s Variant> {
    let all: u64 = step.variants.iter().map(|one| u64::from(one.share)).sum();
    let mut left = number(account, step).checked_rem(all)?;
    let at = step.variants.iter().position(|one| {
        let share = u64::from(one.share);
        let is_here = left < share;
        left = left.saturating_sub(share);
        is_here
    })?;
    let last = last_tactic(account);
    let from_there = step.variants.iter().cycle().skip(at);
    let mut in_turn = from_there.take(step.variants.len());
    in_turn
        .find(|one| Some(one.key.as_str()) != last)
        .or(step.variants.get(at))
}

/// The variant of the last contact the debtor had.
fn last_tactic(account: &Account) -> Option<&str> {
    let reached = account.contacts_made.iter();
    let last = reached
        .filter(|contact| contact.channel.reaches_debtor())
        .max_by_key(|contact: &&ContactMade| (contact.made_on, contact.notice, &contact.variant))?;
    last.variant.as_deref()
}

/// A number that depends on the creditor, the debtor and the step and on nothing else (FNV-1a, 64 bits, stirred).
fn number(account: &Account, step: &Step) -> u64 {
    let creditor = account.policy.creditor.0.to_le_bytes();
    let debtor = account.debtor.id.0.to_le_bytes();
    let bytes = creditor.iter().chain(&debtor).chain(step.key.as_bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let stirred = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    stirred ^ (stirred >> 33)
}
