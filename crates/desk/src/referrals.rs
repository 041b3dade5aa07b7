//! Handing claims over to an agency, a lawyer, a bailiff or the legal department: nothing of ours leaves about them
//! until they come back. Must never hand over what is not open, nor the same claim twice.

use async_recursion::async_recursion as boxed;
use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::debtor::Phase;
use receivables::fact::{Hold, HoldReason};
use receivables::identity::{DebtorId, HoldId, ItemId, ReferralId};
use receivables::money::Money;
use receivables::phase;
use receivables::strategy::Act;
use store::StoreError;
use store::Transaction;
use store::notice::{Notice, Standing};
use store::page::Page;
use store::referral::{Covers, EntryKind, NewReferral, Referral, ReferralOutcome};

use crate::desk::Desk;
use crate::error::Result;
use crate::phases;
use crate::refusal::ReferralRefusal;
use crate::seat::Seat;

/// All of what is recovered, in basis points.
const ALL: u32 = 10_000;

impl Desk {
    /// Hands claims of an account over. Work that asked for the hand-over is done by it.
    #[boxed]
    pub async fn refer(
        &self,
        seat: &Seat,
        debtor: DebtorId,
        (new, items): (NewReferral, &[ItemId]),
    ) -> Result<ReferralId> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let new = NewReferral {
            handed_to: new.handed_to.trim().to_string(),
            ..new
        };
        check(&new, today)?;
        let parts = self
            .hold_parts(
                &mut transaction,
                seat,
                (debtor, items),
                (new.handed_on, today),
            )
            .await?;
        let stamp = self.stamp(&seat.actor);
        if new.covers == Covers::Account {
            let mut known = store::debtor::find(&mut transaction, seat.creditor, debtor).await?;
            if known.phase.lets_steps_speak() {
                known.phase = phases::of_referral(new.hands);
                store::debtor::change(&mut transaction, &stamp, seat.creditor, &known).await?;
            }
        }
        let owner = (seat.creditor, debtor);
        let kept = (&new, parts.as_slice());
        let id = store::referral::open(&mut transaction, &stamp, owner, kept).await?;
        for notice in asked_for(&mut transaction, seat, debtor).await? {
            let today = (&notice, today);
            self.finish(&mut transaction, seat, today, &new.handed_to)
                .await?;
        }
        self.decide_again(&mut transaction, seat, debtor).await?;
        transaction.commit().await?;
        Ok(id)
    }

    /// Notes what they say, did, or cost. Fees and costs have an amount, the rest has none.
    #[boxed]
    pub async fn note_referral(
        &self,
        seat: &Seat,
        id: ReferralId,
        (kind, on, amount, words): (EntryKind, Date, Option<Money>, &str),
    ) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let referral = store::referral::find(&mut transaction, seat.creditor, id).await?;
        let words = words.trim();
        let is_cost = matches!(kind, EntryKind::Fee | EntryKind::Cost);
        if is_cost != amount.is_some_and(|amount| amount.is_positive()) {
            return Err(ReferralRefusal::AmountOfCost.into());
        }
        if words.is_empty() && !is_cost {
            return Err(ReferralRefusal::NothingSaid.into());
        }
        if on > today {
            return Err(ReferralRefusal::DayToCome { day: on }.into());
        }
        let stamp = self.stamp(&seat.actor);
        let of = (seat.creditor, &referral);
        let entry = (kind, on, amount, words);
        store::referral::note(&mut transaction, &stamp, of, entry).await?;
        Ok(transaction.commit().await?)
    }

    /// Ends a referral: its claims are ours again, and the account goes on where it stood.
    #[boxed]
    pub async fn end_referral(
        &self,
        seat: &Seat,
        id: ReferralId,
        outcome: ReferralOutcome,
    ) -> Result<()> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        let referral = store::referral::find(&mut transaction, seat.creditor, id).await?;
        if referral.ended.is_some() {
            return Err(ReferralRefusal::Ended.into());
        }
        let stamp = self.stamp(&seat.actor);
        let of = (seat.creditor, &referral);
        store::referral::end(&mut transaction, &stamp, of, (today, outcome)).await?;
        for part in store::referral::parts(&mut transaction, seat.creditor, id).await? {
            let lifted =
                store::hold::lift(&mut transaction, &stamp, seat.creditor, part.hold, today).await;
            match lifted {
                // Somebody lifted it before.
                Ok(()) | Err(StoreError::NotFound { .. }) => {}
                Err(cause) => return Err(cause.into()),
            }
        }
        self.take_back(&mut transaction, (seat, today), &referral, outcome)
            .await?;
        self.decide_again(&mut transaction, seat, referral.debtor)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Brings an account back to the amicable phase, unless proceedings were opened or it is still with somebody else.
    /// What others gave up is not written to as if nothing had happened: it comes back to the pre-litigation phase.
    async fn take_back(
        &self,
        transaction: &mut Transaction,
        (seat, today): (&Seat, Date),
        ended: &Referral,
        outcome: ReferralOutcome,
    ) -> Result<()> {
        let seen = store::Seen::by_the_machine(seat.creditor);
        let others = store::referral::of_debtor(transaction, seen, ended.debtor).await?;
        let still = others
            .iter()
            .any(|other| other.ended.is_none() && other.covers == Covers::Account);
        let mut debtor = store::debtor::find(transaction, seat.creditor, ended.debtor).await?;
        if still || !debtor.phase.is_with_others() {
            return Ok(());
        }
        let account = self
            .account_now(transaction, seat, ended.debtor, today)
            .await?;
        let is_given_up = outcome == ReferralOutcome::Returned;
        debtor.phase = match is_given_up && phase::has_overdue(&account, today) {
            true => Phase::PreLitigation,
            false => Phase::Amicable,
        };
        let stamp = self.stamp(&seat.actor);
        store::debtor::change(transaction, &stamp, seat.creditor, &debtor).await?;
        Ok(())
    }

    /// Holds each claim that is handed over, with what was open of it on that day: what was paid since is recovered.
    async fn hold_parts(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        (debtor, items): (DebtorId, &[ItemId]),
        (handed_on, today): (Date, Date),
    ) -> Result<Vec<(ItemId, Money, HoldId)>> {
        let stamp = self.stamp(&seat.actor);
        let mut items = items.to_vec();
        items.sort_unstable();
        items.dedup();
        let found = store::item::by_ids(transaction, seat.creditor, &items).await?;
        let elsewhere = store::referral::elsewhere(transaction, seat.creditor, &items).await?;
        let mut paid_since: BTreeMap<ItemId, i64> = BTreeMap::new();
        for (item, on, minor) in
            store::allocation::put_on(transaction, seat.creditor, &items).await?
        {
            if on >= handed_on {
                *paid_since.entry(item).or_default() += minor;
            }
        }
        let mut parts = Vec::new();
        for owed in found.into_iter().filter(|owed| owed.item.is_open_claim()) {
            if elsewhere.contains(&owed.item.id) {
                let item = owed.item.reference;
                return Err(ReferralRefusal::Elsewhere { item }.into());
            }
            if owed.debtor != debtor
                && !is_of_group(transaction, seat, (debtor, owed.debtor)).await?
            {
                continue;
            }
            let hold = Hold {
                id: HoldId(0),
                item: Some(owed.item.id),
                from_on: today,
                until_on: None,
                reason: HoldReason::HandedOver,
                lifted_on: None,
            };
            let owner = (seat.creditor, owed.debtor);
            let id = store::hold::place(transaction, &stamp, owner, &hold, None).await?;
            let since = paid_since.get(&owed.item.id).copied().unwrap_or(0);
            let open = owed.item.open;
            parts.push((owed.item.id, open.with_minor(open.minor + since), id));
        }
        match parts.is_empty() {
            true => Err(ReferralRefusal::OfNothing.into()),
            false => Ok(parts),
        }
    }
}

fn check(new: &NewReferral, today: Date) -> Result<()> {
    if new.handed_to.is_empty() {
        return Err(ReferralRefusal::ToNobody.into());
    }
    if new.handed_on > today {
        let day = new.handed_on;
        return Err(ReferralRefusal::DayToCome { day }.into());
    }
    if new.fee_basis_points.is_some_and(|part| part > ALL) {
        return Err(ReferralRefusal::Fee.into());
    }
    Ok(())
}

/// True when a debtor is spoken for by another one.
async fn is_of_group(
    transaction: &mut Transaction,
    seat: &Seat,
    (voice, member): (DebtorId, DebtorId),
) -> Result<bool> {
    let member = store::debtor::find(transaction, seat.creditor, member).await?;
    Ok(member.group.is_some_and(|group| group.debtor == voice))
}

/// The work that waits on an account for somebody to hand it over.
async fn asked_for(
    transaction: &mut Transaction,
    seat: &Seat,
    debtor: DebtorId,
) -> Result<Vec<Notice>> {
    let page = Page::of(debtor);
    let waiting = store::notice::waiting_of_page(transaction, seat.creditor, &page).await?;
    let asks = waiting
        .iter()
        .filter(|notice| notice.act.act == Act::HandOver && notice.standing() == Standing::ToDo);
    Ok(asks.cloned().collect())
}
