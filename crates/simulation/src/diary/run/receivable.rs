//! Invoices, credit notes and money, written as a ledger would bring them.

use jiff::civil::Date;
use receivables::identity::{DebtorId, ItemId};
use receivables::item::{Item, ItemKind};
use receivables::money::Money;
use store::allocation::{Basis, NewAllocation};
use store::debtor::Source;
use store::ledger::ListedItem;

use super::super::{Instalment, Part, Statement};
use super::cast::SOURCE;
use super::{Failure, Outcome, Runner};

/// An item the ledger brings.
struct Brought<'a> {
    /// Its name in the diary.
    name: String,
    /// The number printed on it.
    reference: &'a str,
    /// Which instalment, 0 when there is one only.
    instalment: u32,
    kind: ItemKind,
    issued_on: Date,
    delivered_on: Option<Date>,
    due_on: Date,
    amount: Money,
}

impl Runner<'_> {
    /// Does one line about items.
    pub(super) async fn receivable(&mut self, statement: &Statement) -> Outcome<()> {
        match statement {
            Statement::Invoice {
                name,
                debtor,
                issued_on,
                delivered_on,
                instalments,
            } => {
                let dates = (issued_on.unwrap_or(self.today()), *delivered_on);
                self.invoice((name, debtor), dates, instalments).await
            }
            Statement::Unconfirmed { item, cause } => {
                let mut found = self.open_item(item).await?.0;
                found.unconfirmed = *cause;
                let seat = self.seat().await?;
                let mut transaction = self.desk.store().transaction().await?;
                let stamp = self.stamp(&seat);
                store::item::change(&mut transaction, &stamp, seat.creditor, &found).await?;
                Ok(transaction.commit().await?)
            }
            Statement::Follow { item, strategy } => {
                let item = self.item(item).await?;
                let seat = self.seat().await?;
                let strategy = strategy.as_deref();
                Ok(self.desk.follow_strategy(&seat, item, strategy).await?)
            }
            Statement::CreditNote {
                name,
                debtor,
                amount,
                on,
            } => {
                self.credit((name, debtor), ItemKind::CreditNote, *amount, on)
                    .await
            }
            Statement::Payment {
                name,
                debtor,
                amount,
                on,
            } => {
                self.credit((name, debtor), ItemKind::PaymentOnAccount, *amount, on)
                    .await
            }
            Statement::Apply { source, on } => self.apply(source, on).await,
            Statement::Returned(payment) => self.returned(payment).await,
            Statement::WriteOff(item) => {
                let (found, debtor) = self.open_item(item).await?;
                self.settle(
                    debtor,
                    (Some(found.id), None),
                    found.open.minor,
                    Basis::WriteOff,
                )
                .await
            }
            _ => Ok(()),
        }
    }

    async fn invoice(
        &mut self,
        (name, debtor): (&str, &str),
        (issued_on, delivered_on): (Date, Option<Date>),
        instalments: &[Instalment],
    ) -> Outcome<()> {
        let id = self.debtor(debtor).await?;
        let several = instalments.len() > 1;
        for (place, instalment) in instalments.iter().enumerate() {
            let number = u32::try_from(place + 1).unwrap_or(u32::MAX);
            // An invoice that is due before the day it is told of was issued before, too.
            let issued_on = issued_on.min(instalment.due_on);
            let brought = Brought {
                name: if several {
                    format!("{name}/{number}")
                } else {
                    name.to_string()
                },
                reference: name,
                instalment: if several { number } else { 0 },
                kind: ItemKind::Invoice,
                issued_on,
                delivered_on,
                due_on: instalment.due_on,
                amount: instalment.amount,
            };
            self.bring(id, brought).await?;
        }
        Ok(())
    }

    async fn credit(
        &mut self,
        (name, debtor): (&str, &str),
        kind: ItemKind,
        amount: Money,
        on: &[Part],
    ) -> Outcome<()> {
        let id = self.debtor(debtor).await?;
        let today = self.today();
        let brought = Brought {
            name: name.to_string(),
            reference: name,
            instalment: 0,
            kind,
            issued_on: today,
            delivered_on: None,
            due_on: today,
            amount: amount.with_minor(-amount.minor),
        };
        self.bring(id, brought).await?;
        self.apply(name, on).await
    }

    async fn bring(&mut self, debtor: DebtorId, brought: Brought<'_>) -> Outcome<()> {
        let seat = self.seat().await?;
        let item = ListedItem {
            debtor,
            kind: brought.kind,
            reference: brought.reference,
            instalment: brought.instalment,
            issued_on: brought.issued_on,
            delivered_on: brought.delivered_on,
            due_on: brought.due_on,
            amount: brought.amount,
            unconfirmed: None,
            origin: None,
            label: None,
            natural_key: &brought.name,
        };
        let source = Source {
            creditor: seat.creditor,
            name: SOURCE,
            import: None,
        };
        let mut transaction = self.desk.store().transaction().await?;
        let stamp = self.stamp(&seat);
        let recorded =
            store::ledger::record(&mut transaction, &stamp, source, &[item], &[]).await?;
        transaction.commit().await?;
        let id = recorded.items.first().map(|written| written.id);
        let id = id.ok_or_else(|| Failure::Unknown(format!("{} was not written", brought.name)))?;
        self.named().await?.items.insert(brought.name, id);
        Ok(())
    }

    async fn apply(&mut self, source: &str, on: &[Part]) -> Outcome<()> {
        for part in on {
            let (credit, debtor) = self.open_item(source).await?;
            let (claim, _) = self.open_item(&part.item).await?;
            let most = (-credit.open.minor).min(claim.open.minor);
            let amount = part.amount.map_or(most, |amount| amount.minor);
            self.settle(
                debtor,
                (Some(claim.id), Some(credit.id)),
                amount,
                Basis::Manual,
            )
            .await?;
        }
        Ok(())
    }

    /// The bank takes a payment back: what it settled is open again, and the payment is gone.
    async fn returned(&mut self, payment: &str) -> Outcome<()> {
        let (credit, debtor) = self.open_item(payment).await?;
        let seat = self.seat().await?;
        let today = self.today();
        let mut transaction = self.desk.store().transaction().await?;
        let stamp = self.stamp(&seat);
        for allocation in
            store::allocation::of_debtor(&mut transaction, seat.creditor, debtor).await?
        {
            if allocation.source == Some(credit.id) && allocation.reversed.is_none() {
                store::allocation::reverse(
                    &mut transaction,
                    &stamp,
                    seat.creditor,
                    allocation.id,
                    today,
                )
                .await?;
            }
        }
        transaction.commit().await?;
        self.settle(
            debtor,
            (None, Some(credit.id)),
            -credit.amount.minor,
            Basis::Cancelled,
        )
        .await
    }

    async fn settle(
        &mut self,
        debtor: DebtorId,
        (claim, source): (Option<ItemId>, Option<ItemId>),
        amount_minor: i64,
        basis: Basis,
    ) -> Outcome<()> {
        let seat = self.seat().await?;
        let effective_on = self.today();
        let allocation = NewAllocation {
            debtor,
            claim,
            source,
            amount_minor,
            effective_on,
            basis,
            import: None,
        };
        let mut transaction = self.desk.store().transaction().await?;
        let stamp = self.stamp(&seat);
        store::allocation::apply(&mut transaction, &stamp, seat.creditor, &[allocation]).await?;
        Ok(transaction.commit().await?)
    }

    /// An item as it stands, with its debtor.
    pub(super) async fn open_item(&mut self, name: &str) -> Outcome<(Item, DebtorId)> {
        let id = self.item(name).await?;
        let seat = self.seat().await?;
        let mut reader = self.desk.store().reader().await?;
        let found = store::item::by_ids(&mut reader, seat.creditor, &[id]).await?;
        let owed = found.into_iter().next();
        owed.map(|owed| (owed.item, owed.debtor))
            .ok_or_else(|| Failure::Unknown(format!("{name} is not in the store")))
    }
}
