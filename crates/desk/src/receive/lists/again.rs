//! A list that is read again as a person corrected it: what its earlier reading brought is its own to change, and what
//! the right reading does not know is taken off the accounts. Money that stood on such a line waits for its place
//! again; it must never vanish with the line.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use receivables::identity::{AllocationId, CreditorId, ImportId, ItemId};
use receivables::money::Money;
use store::Transaction;
use store::allocation::{Basis, NewAllocation};
use store::item::Owed;
use store::stamp::Stamp;

use super::LIST;
use crate::error::Result;

/// What the same bytes brought when they were read otherwise; nothing for a list that is read for the first time.
#[derive(Default)]
pub(super) struct Earlier {
    /// What it brought.
    brought: BTreeSet<ItemId>,
    /// What the reading of today knows too.
    stays: BTreeSet<ItemId>,
    /// What an earlier reading had taken off already, and by what.
    taken_off: BTreeMap<ItemId, AllocationId>,
}

impl Earlier {
    /// Looks at what was brought, and opens again what the earlier reading had settled: the right one settles it anew.
    pub(super) async fn of(
        transaction: &mut Transaction,
        stamp: &Stamp<'_>,
        (creditor, import, today): (CreditorId, ImportId, Date),
    ) -> Result<Earlier> {
        let mut taken_off = BTreeMap::new();
        for made in store::allocation::of_same_bytes(transaction, creditor, import).await? {
            match (made.basis, made.claim.or(made.source)) {
                (Basis::Cancelled, Some(item)) => {
                    taken_off.insert(item, made.id);
                }
                _ => {
                    store::allocation::reverse(transaction, stamp, creditor, made.id, today).await?
                }
            }
        }
        let brought = store::item::of_same_bytes(transaction, creditor, (LIST, import)).await?;
        Ok(Earlier {
            brought: brought.into_iter().collect(),
            stays: BTreeSet::new(),
            taken_off,
        })
    }

    /// True for what the earlier reading brought.
    pub fn has(&self, item: ItemId) -> bool {
        self.brought.contains(&item)
    }

    /// The reading of today knows it too: it comes back, should an earlier one have taken it off.
    pub(super) async fn keep(
        &mut self,
        transaction: &mut Transaction,
        (stamp, creditor, today): (&Stamp<'_>, CreditorId, Date),
        item: ItemId,
    ) -> Result<()> {
        self.stays.insert(item);
        if let Some(taken) = self.taken_off.remove(&item) {
            store::allocation::reverse(transaction, stamp, creditor, taken, today).await?;
        }
        Ok(())
    }

    /// Gives an item the room for another amount: where more stands on it than it is now said to be, all of it waits
    /// for its place again.
    pub(super) async fn make_room(
        &self,
        transaction: &mut Transaction,
        (stamp, creditor, today): (&Stamp<'_>, CreditorId, Date),
        (owed, amount): (&Owed, Money),
    ) -> Result<()> {
        // What was taken off has nothing on it but that.
        if self.taken_off.contains_key(&owed.item.id) {
            return Ok(());
        }
        let taken = owed.item.amount.minor.abs() - owed.item.open.minor.abs();
        if self.has(owed.item.id) && taken > amount.minor.abs() {
            free(transaction, (stamp, creditor, today), owed).await?;
        }
        Ok(())
    }

    /// Takes what only the earlier reading knew off the accounts; how many that were.
    pub(super) async fn take_off(
        self,
        transaction: &mut Transaction,
        (stamp, creditor, today): (&Stamp<'_>, CreditorId, Date),
        import: ImportId,
    ) -> Result<u64> {
        let gone = self.brought.difference(&self.stays).copied();
        let gone: Vec<ItemId> = gone
            .filter(|item| !self.taken_off.contains_key(item))
            .collect();
        let mut count = 0;
        for owed in store::item::by_ids(transaction, creditor, &gone).await? {
            free(transaction, (stamp, creditor, today), &owed).await?;
            let left = store::item::by_ids(transaction, creditor, &[owed.item.id]).await?;
            let is_claim = owed.item.kind.is_claim();
            let cancelled = NewAllocation {
                debtor: owed.debtor,
                claim: is_claim.then_some(owed.item.id),
                source: (!is_claim).then_some(owed.item.id),
                amount_minor: left.first().map_or(0, |left| left.item.open.minor.abs()),
                effective_on: today,
                basis: Basis::Cancelled,
                import: Some(import),
            };
            if cancelled.amount_minor > 0 {
                store::allocation::apply(transaction, stamp, creditor, &[cancelled]).await?;
                count += 1;
            }
        }
        Ok(count)
    }
}

/// Takes everything off an item.
async fn free(
    transaction: &mut Transaction,
    (stamp, creditor, today): (&Stamp<'_>, CreditorId, Date),
    owed: &Owed,
) -> Result<()> {
    let known = store::allocation::of_debtor(transaction, creditor, owed.debtor).await?;
    let of_it = |one: &&store::allocation::Allocation| {
        let item = Some(owed.item.id);
        one.reversed.is_none() && (one.claim == item || one.source == item)
    };
    for allocation in known.iter().filter(of_it) {
        store::allocation::reverse(transaction, stamp, creditor, allocation.id, today).await?;
    }
    Ok(())
}
