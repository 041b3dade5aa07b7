//! The machine's part of cash application: fresh lines, and those that wait, against what is open. It places
//! what is certain, keeps the proposals of the rest, and must never place on a doubt.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use receivables::cash_application::{
    Book, IncomingCredit, KnownAccount, KnownDebtor, KnownPayerName, MatchReason, OpenItem,
    OpenItemsIndex, Proposal, propose,
};
use receivables::identity::{BankEntryId, CreditorId, ImportId, ItemId};
use receivables::item::days_between;
use store::Transaction;
use store::allocation::Basis;
use store::bank_entry::StatementLine;
use store::known_payer::PayerMark;
use store::scope::Seen;
use store::stamp::Stamp;

use super::placing::{Placement, Placing};
use crate::error::Result;

/// Lines that wait are looked at again so many at once.
const MOST_WAITING: u32 = 50_000;

/// A platform may tell a collection so many days before or after the bank books it.
const DAYS_TOLD_APART: i32 = 45;

/// Money that came in and is nobody's yet.
pub(crate) struct FreshCredit<'a> {
    pub id: BankEntryId,
    pub line: &'a StatementLine,
}

/// What became of some lines.
#[derive(Default)]
pub(crate) struct Applied {
    /// Payments put on accounts.
    pub payments: u64,
    /// Allocations made.
    pub allocations: u64,
    /// The lines that wait for a person.
    pub waiting: Vec<BankEntryId>,
}

/// Applying cash for one creditor, in one transaction.
pub(crate) struct Applying<'a> {
    pub stamp: &'a Stamp<'a>,
    pub creditor: CreditorId,
    pub import: Option<ImportId>,
}

impl Applying<'_> {
    /// Looks again at every line that waits and lies on no account: what came in since may say what it pays.
    pub(crate) async fn look_again(&self, transaction: &mut Transaction) -> Result<Applied> {
        let waiting =
            store::bank_entry::waiting(transaction, self.creditor, None, MOST_WAITING).await?;
        let ids: Vec<BankEntryId> = waiting.iter().map(|(id, _)| *id).collect();
        let placed = store::bank_payment::of_entries(transaction, self.creditor, &ids).await?;
        let lies = |id: BankEntryId| {
            placed
                .iter()
                .any(|one| one.entry == id && one.undone_at.is_none())
        };
        // What a person undid is theirs to place: the machine proposes, and does not place it a second time.
        let (undone, fresh): (Vec<_>, Vec<_>) = waiting
            .iter()
            .filter(|(id, _)| !lies(*id))
            .map(|(id, line)| FreshCredit { id: *id, line })
            .partition(|credit| placed.iter().any(|one| one.entry == credit.id));
        let mut applied = self.apply(transaction, &fresh).await?;
        let index = self.open_items(transaction, &undone).await?;
        let proposals = proposals(&undone, &index);
        self.keep(transaction, &mut applied, proposals).await?;
        Ok(applied)
    }

    /// Places what is certain of fresh lines and keeps what may be done with the others.
    pub(crate) async fn apply(
        &self,
        transaction: &mut Transaction,
        fresh: &[FreshCredit<'_>],
    ) -> Result<Applied> {
        let mut applied = Applied::default();
        let index = self.open_items(transaction, fresh).await?;
        let mut doubtful = Vec::new();
        for proposal in proposals(fresh, &index) {
            let line = fresh.iter().find(|credit| credit.id == proposal.entry);
            let Some(line) = line.map(|credit| credit.line) else {
                continue;
            };
            if self
                .place(transaction, (&proposal, line), &mut applied)
                .await?
            {
                continue;
            }
            doubtful.push(proposal);
        }
        self.keep(transaction, &mut applied, doubtful).await?;
        Ok(applied)
    }

    /// Puts the line on its debtor's account, and on the claims when they are certain. True when nothing is
    /// left for a person to say.
    async fn place(
        &self,
        transaction: &mut Transaction,
        (proposal, line): (&Proposal, &StatementLine),
        applied: &mut Applied,
    ) -> Result<bool> {
        let certain = proposal.is_certain();
        let mut told = proposal.clone();
        if !certain {
            told.allocations.clear();
        }
        let whole = (&told, line.amount);
        let Some(placement) = Placement::of(transaction, self.creditor, whole).await? else {
            return Ok(false);
        };
        let placing = Placing {
            stamp: self.stamp,
            creditor: self.creditor,
            import: self.import,
            basis: basis(proposal),
        };
        let what = (proposal.entry, line);
        applied.allocations += placing.place(transaction, what, &placement, 0).await?;
        applied.payments += placement.parts.len() as u64;
        if certain {
            let settled = (proposal.entry, None);
            store::bank_entry::settle(transaction, self.stamp, self.creditor, settled).await?;
        }
        Ok(certain)
    }

    async fn keep(
        &self,
        transaction: &mut Transaction,
        applied: &mut Applied,
        doubtful: Vec<Proposal>,
    ) -> Result<()> {
        let kept: Vec<(BankEntryId, Vec<Proposal>)> = doubtful
            .into_iter()
            .map(|proposal| (proposal.entry, choices(proposal)))
            .collect();
        store::bank_proposal::put_many(transaction, self.stamp, self.creditor, &kept).await?;
        applied.waiting.extend(kept.iter().map(|(entry, _)| *entry));
        Ok(())
    }

    /// What is open, and who is known to pay for whom; nothing is read when there is nothing to place.
    async fn open_items(
        &self,
        transaction: &mut Transaction,
        credits: &[FreshCredit<'_>],
    ) -> Result<OpenItemsIndex> {
        if credits.is_empty() {
            return Ok(OpenItemsIndex::default());
        }
        let mut book = Book::default();
        store::item::each_open(transaction, self.creditor, |owed| {
            book.items.push(OpenItem {
                item: owed.item.id,
                debtor: owed.debtor,
                kind: owed.item.kind,
                reference: owed.item.reference,
                due_on: owed.item.due_on,
                open: owed.item.open,
            });
        })
        .await?;
        self.add_told(transaction, credits, &mut book).await?;
        store::views::book::each_name(transaction, self.creditor, |debtor, name, parent| {
            book.debtors.push(KnownDebtor {
                debtor,
                names: vec![name],
                parent,
                tags: Default::default(),
            });
        })
        .await?;
        for payer in store::known_payer::all(transaction, self.creditor).await? {
            let confirmed = u32::try_from(payer.confirmed).unwrap_or(u32::MAX);
            match payer.mark {
                PayerMark::Account => book.accounts.push(KnownAccount {
                    account: payer.value,
                    debtor: payer.debtor,
                    confirmed,
                }),
                PayerMark::Name => book.payer_names.push(KnownPayerName {
                    name: payer.value,
                    debtor: payer.debtor,
                    confirmed,
                }),
            }
        }
        let booked_until = credits.iter().map(|credit| credit.line.booked_on).max();
        self.add_plans(transaction, booked_until, &mut book).await?;
        Ok(OpenItemsIndex::of(book))
    }
}

impl Applying<'_> {
    /// What instalment plans that go on expect. Of a plan with a claim that is contested, or waits for a credit note, a
    /// person says what was paid: what is contested counts as paid already.
    async fn add_plans(
        &self,
        transaction: &mut Transaction,
        booked_until: Option<Date>,
        book: &mut Book,
    ) -> Result<()> {
        let mut plans = store::instalment_plan::running_plans(transaction, self.creditor).await?;
        let Some(today) = booked_until.filter(|_| !plans.is_empty()) else {
            return Ok(());
        };
        let seen = Seen::by_the_machine(self.creditor);
        let mut cases = store::views::disputes::open(transaction, seen).await?;
        cases.extend(store::views::disputes::owed(transaction, seen, today).await?);
        plans.retain(|(_, plan)| !cases.iter().any(|case| plan.covers(case.item)));
        let covered: BTreeSet<ItemId> = plans
            .iter()
            .flat_map(|(_, plan)| plan.parts.iter().map(|part| part.item))
            .collect();
        let items = book
            .items
            .iter()
            .filter(|item| covered.contains(&item.item));
        let open: BTreeMap<ItemId, i64> = items.map(|item| (item.item, item.open.minor)).collect();
        let expected = plans.iter().filter_map(|(debtor, plan)| {
            plan.expected(*debtor, |item| open.get(&item).copied().unwrap_or(0))
        });
        book.plans.extend(expected);
        Ok(())
    }

    /// Claims that only a platform told to be collected count as open: this may be their money. Of days far from
    /// the credits' it is not.
    async fn add_told(
        &self,
        transaction: &mut Transaction,
        credits: &[FreshCredit<'_>],
        book: &mut Book,
    ) -> Result<()> {
        let told = store::allocation::platform::live(transaction, self.creditor).await?;
        let is_near = |day: Date| {
            let mut days = credits.iter().map(|credit| credit.line.booked_on);
            days.any(|booked_on| days_between(booked_on, day).abs() <= DAYS_TOLD_APART)
        };
        let mut minor_of: BTreeMap<ItemId, i64> = BTreeMap::new();
        for one in told.iter().filter(|one| is_near(one.effective_on)) {
            if let Some(claim) = one.claim {
                *minor_of.entry(claim).or_default() += one.amount_minor;
            }
        }
        for item in &mut book.items {
            if let Some(minor) = minor_of.remove(&item.item) {
                item.open.minor = item.open.minor.saturating_add(minor);
            }
        }
        let settled: Vec<ItemId> = minor_of.keys().copied().collect();
        for owed in store::item::by_ids(transaction, self.creditor, &settled).await? {
            let minor = minor_of.get(&owed.item.id).copied().unwrap_or_default();
            book.items.push(OpenItem {
                item: owed.item.id,
                debtor: owed.debtor,
                kind: owed.item.kind,
                reference: owed.item.reference,
                due_on: owed.item.due_on,
                open: owed.item.open.with_minor(minor),
            });
        }
        Ok(())
    }
}

/// What a person may choose from, the likeliest first: the alternatives, else the proposal itself.
fn choices(proposal: Proposal) -> Vec<Proposal> {
    if proposal.alternatives.is_empty() {
        return vec![proposal];
    }
    let chosen = proposal.alternatives.iter().map(|one| Proposal {
        entry: proposal.entry,
        debtor: Some(one.debtor),
        allocations: one.allocations.clone(),
        on_account: one.on_account,
        confidence: one.confidence,
        reasons: one.reasons.clone(),
        alternatives: Vec::new(),
    });
    chosen.collect()
}

fn proposals(credits: &[FreshCredit<'_>], index: &OpenItemsIndex) -> Vec<Proposal> {
    let incoming: Vec<IncomingCredit> = credits.iter().map(incoming).collect();
    propose(&incoming, index)
}

fn incoming(credit: &FreshCredit<'_>) -> IncomingCredit {
    let line = credit.line;
    IncomingCredit {
        entry: credit.id,
        booked_on: line.booked_on,
        amount: line.amount,
        structured_reference: line.structured_reference.clone().unwrap_or_default(),
        text: line.text.clone(),
        end_to_end: line.end_to_end.clone().unwrap_or_default(),
        remitter_iban: line.remitter_iban.clone(),
        remitter_name: line.remitter_name.clone(),
    }
}

/// Named by its number, or recognised by other evidence.
fn basis(proposal: &Proposal) -> Basis {
    let is_named = proposal.reasons.iter().any(|reason| {
        matches!(
            reason,
            MatchReason::NumberNamed { .. } | MatchReason::CheckedReference { .. }
        )
    });
    if is_named {
        Basis::ExactReference
    } else {
        Basis::Evidence
    }
}
