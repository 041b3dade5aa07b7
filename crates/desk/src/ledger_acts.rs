//! What people correct by hand about debtors, items and allocations. Each has its entry in the journal, and
//! the account is decided again at once.

use async_recursion::async_recursion as boxed;
use jiff::civil::Date;
use receivables::debtor::Debtor;
use receivables::identity::{AllocationId, DebtorId, ItemId};
use receivables::item::Item;
use receivables::money::Money;
use store::allocation::{Basis, NewAllocation};
use store::item::Owed;

use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::refusal::Refusal;
use crate::seat::Seat;

impl Desk {
    /// Writes a debtor as a person knows it: nature, language, phase, strategy, tags, address.
    #[boxed]
    pub async fn change_debtor(&self, seat: &Seat, debtor: &Debtor) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        store::debtor::change(&mut transaction, &stamp, seat.creditor, debtor).await?;
        self.decide_again(&mut transaction, seat, debtor.id).await?;
        Ok(transaction.commit().await?)
    }

    /// Writes what a person knows of an item: due date, delivery, a cause on our side, a strategy.
    #[boxed]
    pub async fn change_item(&self, seat: &Seat, item: &Item) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let owed = one_item(&mut transaction, seat, item.id).await?;
        store::item::change(&mut transaction, &stamp, seat.creditor, item).await?;
        self.decide_again(&mut transaction, seat, owed.debtor)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Puts a credit on a claim of the same account, as of a day. All of the credit or of the claim,
    /// whichever is less, when no amount is given.
    #[boxed]
    pub async fn allocate(
        &self,
        seat: &Seat,
        (claim, source): (ItemId, ItemId),
        amount: Option<Money>,
        effective_on: Date,
    ) -> Result<AllocationId> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let claimed = one_item(&mut transaction, seat, claim).await?;
        let credit = one_item(&mut transaction, seat, source).await?;
        let same_currency = claimed.item.open.currency == credit.item.open.currency;
        if claimed.debtor != credit.debtor || !same_currency {
            return Err(Refusal::CreditOfAnother.into());
        }
        let most = claimed.item.open.minor.min(-credit.item.open.minor);
        let amount_minor = amount.map_or(most, |amount| amount.minor);
        if amount_minor <= 0 || amount_minor > most {
            let most = claimed.item.open.with_minor(most.max(0));
            return Err(Refusal::MoreThanTheCredit { most }.into());
        }
        let allocation = NewAllocation {
            debtor: claimed.debtor,
            claim: Some(claim),
            source: Some(source),
            amount_minor,
            effective_on,
            basis: Basis::Manual,
            import: None,
        };
        let made = store::allocation::apply(&mut transaction, &stamp, seat.creditor, &[allocation])
            .await?;
        self.decide_again(&mut transaction, seat, claimed.debtor)
            .await?;
        transaction.commit().await?;
        made.into_iter()
            .next()
            .ok_or(DeskError::NotFound("allocation"))
    }

    /// Settles what is open of an item without money: written off, or cancelled as never owed.
    #[boxed]
    pub async fn write_off(
        &self,
        seat: &Seat,
        item: ItemId,
        basis: WriteOff,
    ) -> Result<AllocationId> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let owed = one_item(&mut transaction, seat, item).await?;
        let is_claim = owed.item.kind.is_claim();
        let allocation = NewAllocation {
            debtor: owed.debtor,
            claim: is_claim.then_some(item),
            source: (!is_claim).then_some(item),
            amount_minor: owed.item.open.minor.abs(),
            effective_on: today,
            basis: match basis {
                WriteOff::Irrecoverable => Basis::WriteOff,
                WriteOff::Cancelled => Basis::Cancelled,
            },
            import: None,
        };
        if allocation.amount_minor == 0 {
            return Err(Refusal::NothingOpen.into());
        }
        let made = store::allocation::apply(&mut transaction, &stamp, seat.creditor, &[allocation])
            .await?;
        self.decide_again(&mut transaction, seat, owed.debtor)
            .await?;
        transaction.commit().await?;
        made.into_iter()
            .next()
            .ok_or(DeskError::NotFound("allocation"))
    }

    /// Takes an allocation back as of a day: a returned payment, a mistake. What it paid is open again.
    #[boxed]
    pub async fn reverse_allocation(
        &self,
        seat: &Seat,
        debtor: DebtorId,
        allocation: AllocationId,
        reversed_on: Date,
    ) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let known = store::allocation::of_debtor(&mut transaction, seat.creditor, debtor).await?;
        if !known.iter().any(|one| one.id == allocation) {
            return Err(DeskError::NotFound("allocation"));
        }
        store::allocation::reverse(
            &mut transaction,
            &stamp,
            seat.creditor,
            allocation,
            reversed_on,
        )
        .await?;
        self.decide_again(&mut transaction, seat, debtor).await?;
        Ok(transaction.commit().await?)
    }
}

/// Why an item is settled without money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteOff {
    /// It will not be paid.
    Irrecoverable,
    /// It should never have been there.
    Cancelled,
}

async fn one_item(transaction: &mut store::Transaction, seat: &Seat, item: ItemId) -> Result<Owed> {
    let found = store::item::by_ids(transaction, seat.creditor, &[item]).await?;
    found.into_iter().next().ok_or(DeskError::NotFound("item"))
}
