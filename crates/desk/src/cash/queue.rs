//! What waits to be placed, with its proposals and the names and items they speak of; and what was placed
//! last, so that it can be undone. Reading only.

use async_recursion::async_recursion as boxed;
use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::cash_application::{PaidFrom, Proposal};
use receivables::identity::{BankEntryId, DebtorId, ItemId};
use store::Session;
use store::allocation::Allocation;
use store::bank_entry::{SettledLine, StatementLine};
use store::bank_payment::BankPayment;
use store::item::Owed;

use super::AsideReason;
use crate::desk::Desk;
use crate::error::Result;
use crate::seat::Seat;

/// One page of the queue.
#[derive(Clone, Debug, Default)]
pub struct CashQueue {
    /// How many lines wait in all.
    pub total: i64,
    /// The lines of this page, oldest first.
    pub credits: Vec<WaitingCredit>,
    /// What was dealt with last, latest first.
    pub placed: Vec<PlacedCredit>,
    /// The items the proposals and placements speak of.
    pub items: BTreeMap<ItemId, Owed>,
    /// The names of the debtors they speak of.
    pub names: BTreeMap<DebtorId, String>,
}

/// A line that waits.
#[derive(Clone, Debug)]
pub struct WaitingCredit {
    /// The line of the bank.
    pub entry: BankEntryId,
    /// What the bank says.
    pub line: StatementLine,
    /// The account it lies on meanwhile, when its payer is certain.
    pub lies_on: Option<DebtorId>,
    /// What may be done with it, best first.
    pub proposals: Vec<Proposal>,
}

/// A line that was dealt with.
#[derive(Clone, Debug)]
pub struct PlacedCredit {
    /// The line, with who dealt with it and when.
    pub settled: SettledLine,
    /// The payments it became.
    pub payments: Vec<BankPayment>,
    /// What they paid.
    pub allocations: Vec<Allocation>,
}

impl Desk {
    /// A page of the lines that wait, after a line, and the last ones that were dealt with.
    #[boxed]
    pub async fn cash_queue(
        &self,
        seat: &Seat,
        after: Option<(Date, BankEntryId)>,
        (most, most_placed): (u32, u32),
    ) -> Result<CashQueue> {
        let mut reader = self.store().reader().await?;
        let creditor = seat.creditor;
        let mut queue = CashQueue {
            total: store::bank_entry::waiting_count(&mut reader, creditor).await?,
            ..CashQueue::default()
        };
        let lines = store::bank_entry::waiting(&mut reader, creditor, after, most).await?;
        let aside = AsideReason::NotAReceivable.code();
        let placed = store::bank_entry::settled(&mut reader, creditor, aside, most_placed).await?;
        let ids: Vec<BankEntryId> = lines.iter().map(|(id, _)| *id).collect();
        let proposed = store::bank_proposal::of_entries(&mut reader, creditor, &ids).await?;
        let all: Vec<BankEntryId> = ids
            .iter()
            .copied()
            .chain(placed.iter().map(|one| one.id))
            .collect();
        let payments = store::bank_payment::of_entries(&mut reader, creditor, &all).await?;
        let live = |entry: BankEntryId| {
            let of_entry = payments.iter().filter(move |one| one.entry == entry);
            of_entry.filter(|one| one.undone_at.is_none())
        };
        for (entry, line) in lines {
            let proposals = proposed.iter().find(|one| one.entry == entry);
            queue.credits.push(WaitingCredit {
                entry,
                line,
                lies_on: live(entry).next().map(|payment| payment.debtor),
                proposals: proposals.map_or_else(Vec::new, |one| one.proposals.clone()),
            });
        }
        for settled in placed {
            let payments: Vec<BankPayment> = live(settled.id).cloned().collect();
            let allocations = allocations_of(&mut reader, seat, &payments).await?;
            queue.placed.push(PlacedCredit {
                settled,
                payments,
                allocations,
            });
        }
        queue.name(&mut reader, seat).await?;
        Ok(queue)
    }
}

async fn allocations_of(
    session: &mut Session,
    seat: &Seat,
    payments: &[BankPayment],
) -> Result<Vec<Allocation>> {
    let mut allocations = Vec::new();
    for payment in payments {
        let known = store::allocation::of_debtor(session, seat.creditor, payment.debtor).await?;
        let of_it = known
            .into_iter()
            .filter(|one| one.source == Some(payment.item) && one.reversed.is_none());
        allocations.extend(of_it);
    }
    Ok(allocations)
}

impl CashQueue {
    /// Reads the items and the names that proposals and placements speak of.
    async fn name(&mut self, session: &mut Session, seat: &Seat) -> Result<()> {
        let proposals = self.credits.iter().flat_map(|credit| &credit.proposals);
        let mut items: Vec<ItemId> = Vec::new();
        let mut debtors: Vec<DebtorId> = Vec::new();
        for proposal in proposals {
            debtors.extend(proposal.debtor);
            for allocation in &proposal.allocations {
                items.push(allocation.claim);
                if let PaidFrom::CreditNote { item } = allocation.from {
                    items.push(item);
                }
            }
            items.extend(proposal.reasons.iter().filter_map(|reason| reason.item()));
            let named = proposal.reasons.iter().flat_map(|reason| reason.debtors());
            debtors.extend(named);
        }
        for placed in &self.placed {
            debtors.extend(placed.payments.iter().map(|payment| payment.debtor));
            items.extend(placed.allocations.iter().filter_map(|one| one.claim));
        }
        debtors.extend(self.credits.iter().filter_map(|credit| credit.lies_on));
        items.sort_unstable();
        items.dedup();
        for owed in store::item::by_ids(session, seat.creditor, &items).await? {
            debtors.push(owed.debtor);
            self.items.insert(owed.item.id, owed);
        }
        debtors.sort_unstable();
        debtors.dedup();
        self.names = store::debtor::names(session, seat.creditor, &debtors).await?;
        Ok(())
    }
}
