//! Who is spoken to and by which rules, as people choose it: a strategy for one item against its account's, and
//! the debtor that speaks for a group. A choice here sends nothing; it has the accounts decided again.

use async_recursion::async_recursion as boxed;
use std::collections::BTreeSet;
use std::sync::Arc;

use receivables::fact::ContactMade;
use receivables::identity::{DebtorId, ItemId};
use store::Transaction;
use store::account::AsOf;
use store::page::Page;

use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::refusal::Refusal;
use crate::seat::Seat;

impl Desk {
    /// Has one item follow a strategy of its own, or again the one of its account. Refused for a strategy that
    /// is not published.
    #[boxed]
    pub async fn follow_strategy(
        &self,
        seat: &Seat,
        item: ItemId,
        strategy: Option<&str>,
    ) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        if let Some(key) = strategy {
            let published =
                store::strategy_version::latest(&mut transaction, seat.creditor).await?;
            if published.iter().all(|version| version.key != key) {
                return Err(Refusal::NoStrategy {
                    strategy: key.to_string(),
                }
                .into());
            }
        }
        let found = store::item::by_ids(&mut transaction, seat.creditor, &[item]).await?;
        let Some(mut owed) = found.into_iter().next() else {
            return Err(DeskError::NotFound("item"));
        };
        owed.item.strategy_override = strategy.map(str::to_string);
        let stamp = self.stamp(&seat.actor);
        store::item::change(&mut transaction, &stamp, seat.creditor, &owed.item).await?;
        self.decide_again(&mut transaction, seat, owed.debtor)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Has another debtor speak for this one (`parent`), or this one for itself again. A group has one level:
    /// who is spoken for speaks for nobody, and nobody speaks for itself through itself.
    #[boxed]
    pub async fn join_group(
        &self,
        seat: &Seat,
        debtor: DebtorId,
        parent: Option<DebtorId>,
    ) -> Result<()> {
        let (mut transaction, _, _) = self.begin(seat).await?;
        if let Some(parent) = parent {
            let voice = store::debtor::find(&mut transaction, seat.creditor, parent).await?;
            let has_own =
                store::group::has_children(&mut transaction, seat.creditor, debtor).await?;
            if parent == debtor || voice.group.is_some() || has_own {
                return Err(Refusal::GroupOfGroups.into());
            }
        }
        let before = store::debtor::find(&mut transaction, seat.creditor, debtor).await?;
        if let Some(left) = &before.group {
            self.take_history_along(&mut transaction, seat, (debtor, left.debtor))
                .await?;
        }
        let stamp = self.stamp(&seat.actor);
        store::debtor::set_parent(&mut transaction, &stamp, seat.creditor, debtor, parent).await?;
        self.decide_again(&mut transaction, seat, debtor).await?;
        if let Some(left) = before.group.map(|group| group.debtor) {
            self.decide_again(&mut transaction, seat, left).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// What was said of a debtor's items to the one that spoke for it goes with the debtor, so that no step is
    /// repeated.
    async fn take_history_along(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        (debtor, voice): (DebtorId, DebtorId),
    ) -> Result<()> {
        let policy = Arc::new(self.policy(transaction, seat.creditor, None).await?);
        let today = self.clock().today(&policy.time_zone);
        let as_of = AsOf::now(today);
        let own = store::account::load_page(transaction, &policy, &Page::of(debtor), as_of).await?;
        let page = Page::of(voice);
        let group = store::group::load_voices(transaction, &policy, &page, as_of).await?;
        let owed: BTreeSet<ItemId> = own
            .iter()
            .flat_map(|account| account.items.iter().map(|item| item.id))
            .collect();
        let known = own.iter().flat_map(|account| &account.contacts_made);
        let known: Vec<&ContactMade> = known.collect();
        let stamp = self.stamp(&seat.actor);
        for contact in group.iter().flat_map(|account| &account.contacts_made) {
            let mut copy = contact.clone();
            copy.notice = None;
            copy.items.retain(|said| owed.contains(&said.item));
            if copy.items.is_empty() || known.contains(&&copy) || known.contains(&contact) {
                continue;
            }
            let account = (seat.creditor, debtor);
            store::contact_made::record(transaction, &stamp, account, &copy, None).await?;
        }
        Ok(())
    }
}
