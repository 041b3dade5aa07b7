//! A line put on accounts: the payment it becomes, and the claims it settles. Must never put more on claims
//! than the line holds, nor on a claim of another account than the part says.

use receivables::cash_application::{PaidFrom, Proposal, ProposedAllocation};
use receivables::identity::{BankEntryId, CreditorId, DebtorId, ImportId, ItemId};
use receivables::item::ItemKind;
use receivables::money::Money;
use store::Transaction;
use store::allocation::platform::Seen;
use store::allocation::{Basis, NewAllocation};
use store::bank_entry::StatementLine;
use store::debtor::Source;
use store::ledger::ListedItem;
use store::stamp::Stamp;

use crate::error::{DeskError, Result};
use crate::receive::BANK;
use crate::refusal::Refusal;

/// Where the money of one line goes: one part, or several when it pays for several accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placement {
    /// The parts; together they are the line, to the cent.
    pub parts: Vec<Part>,
}

/// The money that goes to one account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Whose account.
    pub debtor: DebtorId,
    /// How much of the line, positive, in its currency.
    pub amount: Money,
    /// What it pays there; what is left stays on the account.
    pub allocations: Vec<ProposedAllocation>,
}

impl Placement {
    /// All of a line on one account, paying nothing for certain.
    pub fn on_account(debtor: DebtorId, amount: Money) -> Self {
        let part = Part {
            debtor,
            amount,
            allocations: Vec::new(),
        };
        Placement { parts: vec![part] }
    }

    /// What a proposal says, account by account: a payment may be for several of a group. Nothing when it
    /// does not say whose money it is.
    pub(crate) async fn of(
        transaction: &mut Transaction,
        creditor: CreditorId,
        (proposal, amount): (&Proposal, Money),
    ) -> Result<Option<Placement>> {
        let Some(debtor) = proposal.debtor else {
            return Ok(None);
        };
        let mut placement = Placement::on_account(debtor, amount);
        let claims: Vec<ItemId> = proposal.allocations.iter().map(|one| one.claim).collect();
        let owed = store::item::by_ids(transaction, creditor, &claims).await?;
        for allocation in &proposal.allocations {
            let whose = owed.iter().find(|owed| owed.item.id == allocation.claim);
            let whose = whose.map_or(debtor, |owed| owed.debtor);
            placement.add(whose, allocation);
        }
        Ok(Some(placement))
    }

    /// Adds an allocation to its account's part. The money of another account than the payer's leaves the
    /// payer's part.
    fn add(&mut self, debtor: DebtorId, allocation: &ProposedAllocation) {
        let place = self.parts.iter().position(|part| part.debtor == debtor);
        let place = place.unwrap_or_else(|| {
            let none = allocation.amount.with_minor(0);
            self.parts.push(Part {
                debtor,
                amount: none,
                allocations: Vec::new(),
            });
            self.parts.len() - 1
        });
        if place > 0 && allocation.from == PaidFrom::Payment {
            let moved = allocation.amount.minor;
            let first = &mut self.parts[0].amount;
            first.minor = first.minor.saturating_sub(moved);
            self.parts[place].amount.minor = self.parts[place].amount.minor.saturating_add(moved);
        }
        self.parts[place].allocations.push(allocation.clone());
    }

    /// Refuses what is not the line: another sum, another currency, a part of nothing, more than a part holds.
    pub(crate) fn check(&self, line: &StatementLine) -> Result<()> {
        let amount = line.amount;
        let mut sum = 0_i64;
        for part in &self.parts {
            let paid = part
                .allocations
                .iter()
                .filter(|one| one.from == PaidFrom::Payment)
                .try_fold(0_i64, |sum, one| sum.checked_add(one.amount.minor));
            let is_sound = part.amount.currency == amount.currency
                && part.amount.is_positive()
                && part.allocations.iter().all(|one| one.amount.is_positive())
                && paid.is_some_and(|paid| paid <= part.amount.minor);
            if !is_sound {
                return Err(Refusal::PartsNotTheLine { amount }.into());
            }
            sum = sum.saturating_add(part.amount.minor);
        }
        if self.parts.is_empty() || sum != amount.minor {
            return Err(Refusal::PartsNotTheLine { amount }.into());
        }
        Ok(())
    }
}

/// What every placing needs.
#[derive(Clone, Copy)]
pub(crate) struct Placing<'a> {
    pub stamp: &'a Stamp<'a>,
    pub creditor: CreditorId,
    pub import: Option<ImportId>,
    pub basis: Basis,
}

impl Placing<'_> {
    /// Puts a line on accounts. `earlier` counts the payments it was before and is no more.
    pub(crate) async fn place(
        self,
        transaction: &mut Transaction,
        (entry, line): (BankEntryId, &StatementLine),
        placement: &Placement,
        earlier: usize,
    ) -> Result<u64> {
        placement.check(line)?;
        let parts = placement
            .parts
            .iter()
            .filter(|part| part.amount.is_positive());
        let mut made = 0;
        for (rank, part) in (earlier..).zip(parts) {
            let payment = self.payment(transaction, (line, part), rank).await?;
            self.make_room(transaction, (payment, part), line).await?;
            self.check_claims(transaction, part).await?;
            let whose = (part.debtor, part.amount.minor);
            store::bank_payment::add(
                transaction,
                self.stamp,
                self.creditor,
                (entry, payment),
                whose,
            )
            .await?;
            made += self.allocate(transaction, (payment, part), line).await?;
        }
        Ok(made)
    }

    /// What a platform told to be collected is this money: it gives way to it.
    async fn make_room(
        self,
        transaction: &mut Transaction,
        (payment, part): (ItemId, &Part),
        line: &StatementLine,
    ) -> Result<()> {
        let seen = Seen {
            on: line.booked_on,
            payment: Some(payment),
        };
        for one in &part.allocations {
            let needed = (one.claim, one.amount.minor);
            store::allocation::platform::give_way(
                transaction,
                self.stamp,
                self.creditor,
                needed,
                seen,
            )
            .await?;
        }
        Ok(())
    }

    /// A claim of another account is paid by a part of its own.
    async fn check_claims(self, transaction: &mut Transaction, part: &Part) -> Result<()> {
        let claims: Vec<ItemId> = part.allocations.iter().map(|one| one.claim).collect();
        let found = store::item::by_ids(transaction, self.creditor, &claims).await?;
        for allocation in &part.allocations {
            let owed = found.iter().find(|owed| owed.item.id == allocation.claim);
            let owed = owed.ok_or(DeskError::NotFound("item"))?;
            let same_currency = owed.item.open.currency == part.amount.currency;
            if owed.debtor != part.debtor || !same_currency {
                return Err(Refusal::CreditOfAnother.into());
            }
            if owed.item.open.minor < allocation.amount.minor {
                let most = owed.item.open.with_minor(owed.item.open.minor.max(0));
                return Err(Refusal::MoreThanTheCredit { most }.into());
            }
        }
        Ok(())
    }

    async fn payment(
        self,
        transaction: &mut Transaction,
        (line, part): (&StatementLine, &Part),
        rank: usize,
    ) -> Result<ItemId> {
        let reference = line
            .end_to_end
            .as_deref()
            .or(line.structured_reference.as_deref())
            .unwrap_or(&line.text);
        let reference: String = reference.chars().take(60).collect();
        let key = match rank {
            0 => format!("bank|{}", line.natural_key),
            _ => format!("bank|{}|{}", line.natural_key, rank + 1),
        };
        let item = ListedItem {
            debtor: part.debtor,
            kind: ItemKind::PaymentOnAccount,
            reference: &reference,
            instalment: 0,
            issued_on: line.booked_on,
            delivered_on: None,
            due_on: line.booked_on,
            amount: part.amount.with_minor(-part.amount.minor),
            unconfirmed: None,
            origin: None,
            label: Some(&line.text),
            natural_key: &key,
        };
        let source = Source {
            creditor: self.creditor,
            name: BANK,
            import: self.import,
        };
        let recorded = store::ledger::record(transaction, self.stamp, source, &[item], &[]).await?;
        let payment = recorded.items.first().map(|payment| payment.id);
        payment.ok_or(DeskError::NotFound("payment"))
    }

    /// Puts a payment that lies on an account on claims of it.
    pub(crate) async fn allocate(
        self,
        transaction: &mut Transaction,
        (payment, part): (ItemId, &Part),
        line: &StatementLine,
    ) -> Result<u64> {
        self.make_room(transaction, (payment, part), line).await?;
        let allocations: Vec<NewAllocation> = part
            .allocations
            .iter()
            .map(|allocation| NewAllocation {
                debtor: part.debtor,
                claim: Some(allocation.claim),
                source: Some(match allocation.from {
                    PaidFrom::Payment => payment,
                    PaidFrom::CreditNote { item } => item,
                }),
                amount_minor: allocation.amount.minor,
                effective_on: line.booked_on,
                basis: self.basis,
                import: self.import,
            })
            .collect();
        store::allocation::apply(transaction, self.stamp, self.creditor, &allocations).await?;
        Ok(allocations.len() as u64)
    }
}
