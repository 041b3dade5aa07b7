//! Lists of payments: each is money on account, put on the invoice it names when there is one.

use std::collections::BTreeMap;

use intake::list::ListedPayment;
use intake::reading::ProblemKind;
use receivables::identity::{DebtorId, ItemId};
use receivables::item::ItemKind;
use store::Transaction;
use store::allocation::{Basis, NewAllocation};
use store::ledger::ListedItem;
use store::upsert::Outcome;

use super::{LIST, Taking};
use crate::error::Result;

impl Taking<'_> {
    pub(super) async fn payments(
        &mut self,
        transaction: &mut Transaction,
        rows: &[ListedPayment],
    ) -> Result<()> {
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        for row in rows {
            self.saw(row.on);
            let claim = match &row.invoice_number {
                Some(number) => self.claim(transaction, number).await?,
                None => None,
            };
            let listed = match &row.debtor_key {
                Some(called) => self.by_code_or_name(transaction, called).await?.one(),
                None => None,
            };
            let Some(debtor) = listed.or(claim.as_ref().map(|(debtor, _)| *debtor)) else {
                let named = [&row.debtor_key, &row.invoice_number, &row.reference];
                let found = named.into_iter().flatten().next();
                let found = found.map_or("", String::as_str);
                self.problem(row.line, ProblemKind::UnknownDebtor, found);
                continue;
            };
            let reference = row
                .reference
                .as_deref()
                .or(row.invoice_number.as_deref())
                .unwrap_or("");
            let twin = format!("{debtor}|{reference}|{}|{}", row.on, row.amount.minor);
            let rank = seen.entry(twin.clone()).or_default();
            *rank += 1;
            let key = format!("payment|{twin}|{rank}");
            let claim = claim.filter(|(of, _)| *of == debtor).map(|(_, item)| item);
            self.payment(transaction, (row, reference, &key), debtor, claim)
                .await?;
        }
        Ok(())
    }

    async fn payment(
        &mut self,
        transaction: &mut Transaction,
        (row, reference, key): (&ListedPayment, &str, &str),
        debtor: DebtorId,
        claim: Option<ItemId>,
    ) -> Result<()> {
        let item = ListedItem {
            debtor,
            kind: ItemKind::PaymentOnAccount,
            reference,
            instalment: 0,
            issued_on: row.on,
            delivered_on: None,
            due_on: row.on,
            amount: row.amount.with_minor(-row.amount.minor),
            unconfirmed: None,
            origin: None,
            label: None,
            natural_key: key,
        };
        let source = self.source(LIST);
        let recorded =
            store::ledger::record(transaction, &self.stamp, source, &[item], &[]).await?;
        let Some(answer) = recorded.items.first() else {
            return Ok(());
        };
        self.report.items.add(answer.outcome);
        let of = (&self.stamp, self.creditor.id, self.today);
        self.earlier.keep(transaction, of, answer.id).await?;
        let is_own = self.earlier.has(answer.id);
        let is_placed = {
            let mut placed = self.earlier.settled_on(answer.id);
            placed.any(|one| claim.is_some() && one.claim == claim)
        };
        if is_own && !is_placed {
            self.earlier.unsettle(transaction, of, answer.id).await?;
        }
        let is_to_place = answer.outcome == Outcome::Inserted || is_own && !is_placed;
        let Some(claim) = claim.filter(|_| is_to_place) else {
            return Ok(());
        };
        let found = store::item::by_ids(transaction, self.creditor.id, &[claim]).await?;
        let open = found.first().map_or(0, |owed| owed.item.open.minor);
        let amount_minor = open.min(row.amount.minor);
        if amount_minor > 0 {
            let allocation = NewAllocation {
                debtor,
                claim: Some(claim),
                source: Some(answer.id),
                amount_minor,
                effective_on: row.on,
                basis: Basis::List,
                import: Some(self.arrival.import),
            };
            store::allocation::apply(transaction, &self.stamp, self.creditor.id, &[allocation])
                .await?;
            self.report.allocations += 1;
        }
        Ok(())
    }

    /// The one open claim with a number, or that an earlier reading of the same bytes paid; nothing when several accounts
    /// have one.
    async fn claim(
        &self,
        transaction: &mut Transaction,
        number: &str,
    ) -> Result<Option<(DebtorId, ItemId)>> {
        let found = store::item::by_reference(transaction, self.creditor.id, number).await?;
        // A payment may bear the number of the invoice it pays.
        let claims = found.iter().filter(|owed| owed.item.kind.is_claim());
        let is_paid_here = |item: ItemId| self.earlier.settled_on(item).next().is_some();
        let mut open =
            claims.filter(|owed| owed.item.is_open_claim() || is_paid_here(owed.item.id));
        Ok(match (open.next(), open.next()) {
            (Some(only), None) => Some((only.debtor, only.item.id)),
            _ => None,
        })
    }
}
