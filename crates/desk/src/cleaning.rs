//! The cleaning bench as acts: what is to be put right, and what a person does about it: puts two debtors
//! together, takes them apart again, uses a credit on the oldest claims, or says that all is right.

use async_recursion::async_recursion as boxed;
use std::collections::BTreeMap;

use insight::cleaning::{Book, BookDebtor, BookItem, Finding, Reach, Recovery, findings};
use receivables::identifier::compact;
use receivables::identity::{DebtorId, DebtorMergeId, ItemId};
use store::allocation::{Basis, NewAllocation};
use store::debtor_merge::DebtorMerge;
use store::debtor_number::DebtorNumber;
use store::item::Owed;
use store::known_payer::PayerMark;
use store::scope::Seen;

use crate::desk::Desk;
use crate::error::Result;
use crate::refusal::Refusal;
use crate::seat::Seat;

/// Merges shown, to be undone.
const MOST_MERGES: u32 = 20;

/// What is on the bench.
#[derive(Clone, Debug)]
pub struct Bench {
    /// What is to be put right, most at stake first under each heading; without what was dismissed.
    pub findings: Vec<Finding>,
    /// The names of the debtors they are about.
    pub names: BTreeMap<DebtorId, String>,
    /// Their keys in the ledger, which tell two of one name apart.
    pub keys: BTreeMap<DebtorId, String>,
    /// The items they are about.
    pub items: BTreeMap<ItemId, Owed>,
    /// The merges that hold, latest first.
    pub merges: Vec<DebtorMerge>,
    /// The assumptions behind every proposal to hand a claim over.
    pub recovery: Recovery,
}

impl Desk {
    /// Looks at the whole book.
    #[boxed]
    pub async fn bench(&self, seat: &Seat, seen: Seen) -> Result<Bench> {
        let mut reader = self.store().reader().await?;
        let creditor = store::creditor::find(&mut reader, seat.creditor).await?;
        let today = self.clock().today(&creditor.policy.time_zone);
        let debtors = store::views::book::debtors(&mut reader, seen).await?;
        let ways = store::views::book::ways(&mut reader, seen).await?;
        let payers = store::known_payer::all(&mut reader, seat.creditor).await?;
        let dismissed = store::cleaning_dismissal::all(&mut reader, seat.creditor).await?;
        let merges = store::debtor_merge::last(&mut reader, seat.creditor, MOST_MERGES).await?;
        let mut reach: BTreeMap<DebtorId, Reach> = BTreeMap::new();
        for way in ways {
            let found = match way.works {
                true => Reach::Works,
                false => Reach::Bounces,
            };
            let known = reach.entry(way.debtor).or_insert(found);
            *known = (*known).min(found);
        }
        let mut accounts: BTreeMap<DebtorId, Vec<String>> = BTreeMap::new();
        for payer in payers {
            if payer.mark == PayerMark::Account {
                accounts.entry(payer.debtor).or_default().push(payer.value);
            }
        }
        let mut open: BTreeMap<ItemId, Owed> = BTreeMap::new();
        store::item::each_open(&mut reader, seat.creditor, |owed| {
            open.insert(owed.item.id, owed);
        })
        .await?;
        drop(reader);
        let recovery = Recovery::default();
        let keys = debtors
            .iter()
            .map(|debtor| (debtor.id, debtor.key.clone()))
            .collect();
        let book = Book {
            today,
            debtors: debtors
                .into_iter()
                .map(|debtor| book_debtor(debtor, &reach, &mut accounts))
                .collect(),
            items: open.values().map(book_item).collect(),
            recovery,
        };
        let mut found = findings(&book);
        found.retain(|finding| !dismissed.contains(&finding.key()));
        let names = book
            .debtors
            .into_iter()
            .map(|debtor| (debtor.id, debtor.name))
            .collect();
        Ok(Bench {
            findings: found,
            names,
            keys,
            items: open,
            merges,
            recovery,
        })
    }

    /// Says that a finding is right as it is: it leaves the bench for good.
    #[boxed]
    pub async fn dismiss_finding(&self, seat: &Seat, key: &str) -> Result<()> {
        let stamp = self.stamp(&seat.actor);
        let mut transaction = self.store().transaction().await?;
        store::cleaning_dismissal::dismiss(&mut transaction, &stamp, seat.creditor, key).await?;
        Ok(transaction.commit().await?)
    }

    /// Puts another number in the place of one that cannot be right, or none. It is kept even if it cannot be
    /// right either: the debtor's own papers may carry it, and the bench goes on telling.
    #[boxed]
    pub async fn correct_number(
        &self,
        seat: &Seat,
        (debtor, which): (DebtorId, DebtorNumber),
        (from, to): (&str, &str),
    ) -> Result<()> {
        let number = compact(to);
        let number = Some(number.as_str()).filter(|number| !number.is_empty());
        let stamp = self.stamp(&seat.actor);
        let (mut transaction, _, _) = self.begin(seat).await?;
        let whose = (seat.creditor, debtor);
        let is_corrected =
            store::debtor_number::correct(&mut transaction, &stamp, whose, which, (from, number))
                .await?;
        if !is_corrected {
            return Err(Refusal::NumberChangedMeanwhile.into());
        }
        Ok(transaction.commit().await?)
    }

    /// Puts debtors together: everything of the others moves to the one that stays.
    #[boxed]
    pub async fn merge_debtors(
        &self,
        seat: &Seat,
        into: DebtorId,
        others: &[DebtorId],
    ) -> Result<()> {
        if others.is_empty() || others.contains(&into) {
            return Err(Refusal::MergeWithItself.into());
        }
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        store::debtor::find(&mut transaction, seat.creditor, into).await?;
        for other in others {
            self.withdraw_all(&mut transaction, seat, *other).await?;
            let both = (*other, into);
            store::debtor_merge::merge(&mut transaction, &stamp, seat.creditor, both).await?;
        }
        self.decide_again(&mut transaction, seat, into).await?;
        Ok(transaction.commit().await?)
    }

    /// Takes two debtors apart again.
    #[boxed]
    pub async fn undo_merge(&self, seat: &Seat, merge: DebtorMergeId) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let merge = store::debtor_merge::find(&mut transaction, seat.creditor, merge).await?;
        let is_undone =
            store::debtor_merge::undo(&mut transaction, &stamp, seat.creditor, &merge).await?;
        if !is_undone {
            return Err(Refusal::MergedAccountsSettled.into());
        }
        for debtor in [merge.from.0, merge.into.0] {
            self.decide_again(&mut transaction, seat, debtor).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Puts every credit of an account on its oldest claims, as of today. How many claims were touched.
    #[boxed]
    pub async fn use_credits(&self, seat: &Seat, debtor: DebtorId) -> Result<u64> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let stamp = self.stamp(&seat.actor);
        let why = self.why(seat, debtor, None).await?;
        let mut claims: Vec<_> = why
            .account
            .items
            .iter()
            .filter(|item| item.is_open_claim())
            .collect();
        claims.sort_by_key(|item| (item.due_on, item.id));
        let mut left: BTreeMap<ItemId, i64> = claims
            .iter()
            .map(|item| (item.id, item.open.minor))
            .collect();
        let mut made = Vec::new();
        for credit in why
            .account
            .items
            .iter()
            .filter(|item| item.is_open_credit())
        {
            let mut available = -credit.open.minor;
            let same = claims
                .iter()
                .filter(|claim| claim.open.currency == credit.open.currency);
            for claim in same {
                let owed = left.entry(claim.id).or_default();
                let used = available.min(*owed);
                if used <= 0 {
                    continue;
                }
                available -= used;
                *owed -= used;
                made.push(NewAllocation {
                    debtor,
                    claim: Some(claim.id),
                    source: Some(credit.id),
                    amount_minor: used,
                    effective_on: today,
                    basis: Basis::Manual,
                    import: None,
                });
            }
        }
        if made.is_empty() {
            return Err(Refusal::NothingOpen.into());
        }
        store::allocation::apply(&mut transaction, &stamp, seat.creditor, &made).await?;
        self.decide_again(&mut transaction, seat, debtor).await?;
        transaction.commit().await?;
        Ok(made.len() as u64)
    }
}

impl Desk {
    /// Takes back what was written down for an account that leaves.
    async fn withdraw_all(
        &self,
        transaction: &mut store::Transaction,
        seat: &Seat,
        debtor: DebtorId,
    ) -> Result<()> {
        let stamp = self.stamp(&seat.actor);
        let waiting = store::notice::waiting(transaction, seat.creditor).await?;
        for notice in waiting.iter().filter(|notice| notice.debtor == debtor) {
            let why = (notice.id, "debtor-merged");
            store::notice::withdraw(transaction, &stamp, seat.creditor, why).await?;
        }
        Ok(())
    }
}

fn book_debtor(
    debtor: store::views::book::BookDebtor,
    reach: &BTreeMap<DebtorId, Reach>,
    accounts: &mut BTreeMap<DebtorId, Vec<String>>,
) -> BookDebtor {
    BookDebtor {
        id: debtor.id,
        kind: debtor.kind,
        country: debtor.country,
        siren: debtor.siren,
        vat_number: debtor.vat_number,
        post_code: debtor.address.map(|address| address.post_code),
        accounts: accounts.remove(&debtor.id).unwrap_or_default(),
        reach: reach.get(&debtor.id).copied().unwrap_or(Reach::Nothing),
        name: debtor.name,
    }
}

fn book_item(owed: &Owed) -> BookItem {
    let item = &owed.item;
    BookItem {
        id: item.id,
        debtor: owed.debtor,
        kind: item.kind,
        reference: item.reference.clone(),
        issued_on: item.issued_on,
        due_on: item.due_on,
        instalment: item.instalment,
        amount: item.amount,
        open: item.open,
        unconfirmed: item.unconfirmed,
    }
}
