//! A list that is read again as a person corrected it: what its earlier reading brought is its own to change, and what
//! the right reading does not know is taken off the accounts. Money that stood on such a line waits for its place
//! again; it must never vanish with the line.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use receivables::identity::{AllocationId, CreditorId, ImportId, ItemId};
use receivables::item::ItemKind;
use receivables::money::Money;
use store::Transaction;
use store::allocation::{Allocation, Basis, NewAllocation};
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
    /// What it had settled, and still stands.
    settled: Vec<Allocation>,
    /// What an earlier reading had taken off already, and by what.
    taken_off: BTreeMap<ItemId, AllocationId>,
}

/// Whose books, written by whom, on which day.
pub(super) type Of<'a> = (&'a Stamp<'a>, CreditorId, Date);

impl Earlier {
    /// Looks at what was brought and settled.
    pub(super) async fn of(
        transaction: &mut Transaction,
        (creditor, import): (CreditorId, ImportId),
    ) -> Result<Earlier> {
        let brought = store::item::of_same_bytes(transaction, creditor, (LIST, import)).await?;
        let mut earlier = Earlier {
            brought: brought.into_iter().collect(),
            ..Earlier::default()
        };
        for made in store::allocation::of_same_bytes(transaction, creditor, import).await? {
            match (made.basis, made.claim.or(made.source)) {
                (Basis::Cancelled, Some(item)) => {
                    earlier.taken_off.insert(item, made.id);
                }
                _ => earlier.settled.push(made),
            }
        }
        Ok(earlier)
    }

    /// True for what the earlier reading brought.
    pub(super) fn has(&self, item: ItemId) -> bool {
        self.brought.contains(&item)
    }

    /// What the earlier reading put on an item, or of it on others.
    pub(super) fn settled_on(&self, item: ItemId) -> impl Iterator<Item = &Allocation> {
        let of_it = move |one: &&Allocation| one.claim == Some(item) || one.source == Some(item);
        self.settled.iter().filter(of_it)
    }

    /// Takes back what the earlier reading had settled of an item. It was never so: it counts on no day.
    pub(super) async fn unsettle(
        &mut self,
        transaction: &mut Transaction,
        (stamp, creditor, _): Of<'_>,
        item: ItemId,
    ) -> Result<()> {
        for made in self.settled_on(item) {
            let since = made.effective_on;
            store::allocation::reverse(transaction, stamp, creditor, made.id, since).await?;
        }
        self.settled
            .retain(|one| one.claim != Some(item) && one.source != Some(item));
        Ok(())
    }

    /// The reading of today knows it too: it comes back, should an earlier one have taken it off.
    pub(super) async fn keep(
        &mut self,
        transaction: &mut Transaction,
        (stamp, creditor, today): Of<'_>,
        item: ItemId,
    ) -> Result<()> {
        self.stays.insert(item);
        if let Some(taken) = self.taken_off.remove(&item) {
            store::allocation::reverse(transaction, stamp, creditor, taken, today).await?;
        }
        Ok(())
    }

    /// Gives an item the room to be something else: where more stands on it than it is now said to be, or money of
    /// another currency or the other side, all of it waits for its place again.
    pub(super) async fn make_room(
        &mut self,
        transaction: &mut Transaction,
        of: Of<'_>,
        (owed, kind, amount): (&Owed, ItemKind, Money),
    ) -> Result<()> {
        // What was taken off has nothing on it but that.
        if !self.has(owed.item.id) || self.taken_off.contains_key(&owed.item.id) {
            return Ok(());
        }
        let is_other = owed.item.kind != kind || owed.item.amount.currency != amount.currency;
        let taken = owed.item.amount.minor.abs() - owed.item.open.minor.abs();
        if is_other || taken > amount.minor.abs() {
            self.unsettle(transaction, of, owed.item.id).await?;
            free(transaction, of, owed).await?;
        }
        Ok(())
    }

    /// Takes what only the earlier reading knew off the accounts; how many that were.
    pub(super) async fn take_off(
        mut self,
        transaction: &mut Transaction,
        of: Of<'_>,
        import: ImportId,
    ) -> Result<u64> {
        let gone = self.brought.difference(&self.stays).copied();
        let gone: Vec<ItemId> = gone
            .filter(|item| !self.taken_off.contains_key(item))
            .collect();
        let (stamp, creditor, today) = of;
        let mut count = 0;
        for owed in store::item::by_ids(transaction, creditor, &gone).await? {
            self.unsettle(transaction, of, owed.item.id).await?;
            free(transaction, of, &owed).await?;
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
    (stamp, creditor, today): Of<'_>,
    owed: &Owed,
) -> Result<()> {
    let known = store::allocation::of_debtor(transaction, creditor, owed.debtor).await?;
    let of_it = |one: &&Allocation| {
        let item = Some(owed.item.id);
        one.reversed.is_none() && (one.claim == item || one.source == item)
    };
    for allocation in known.iter().filter(of_it) {
        store::allocation::reverse(transaction, stamp, creditor, allocation.id, today).await?;
    }
    Ok(())
}
