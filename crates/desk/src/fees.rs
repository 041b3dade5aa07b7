//! Fees and late charges as claims of their own. Must never alter an invoice, never charge a charge, and
//! never book the same thing twice: its natural key decides.

use async_recursion::async_recursion as boxed;
use std::collections::BTreeSet;

use jiff::civil::Date;
use receivables::account::Account;
use receivables::charges::{Debt, PartPayment, late_charges};
use receivables::decide::PlannedAct;
use receivables::fact::Dispute;
use receivables::identity::{DebtorId, ItemId, StrategyVersionId};
use receivables::item::{Item, ItemKind};
use receivables::money::Money;
use receivables::strategy::{Fee, Step};
use store::Transaction;
use store::allocation::Allocation;
use store::debtor::Source;
use store::item::Owed;
use store::ledger::ListedItem;

use crate::desk::Desk;
use crate::error::Result;
use crate::profile::Profile;
use crate::refusal::Refusal;
use crate::seat::Seat;
use crate::strategies::Strategies;

/// A charge to be claimed, of the debtor that owes its invoice.
struct NewCharge {
    debtor: DebtorId,
    origin: Item,
    amount: Money,
    key: String,
    label: String,
}

/// An item that was spoken of, and the step that spoke of it.
pub(crate) struct StepDone {
    pub owed: Owed,
    pub step: Step,
}

impl Desk {
    /// The items of an act that was really done, each with the step of its strategy.
    pub(crate) async fn steps_done(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        (debtor, act): (DebtorId, &PlannedAct),
    ) -> Result<Vec<StepDone>> {
        let creditor = store::creditor::find(transaction, seat.creditor).await?;
        let profile = Profile::of(&creditor)?;
        let found = store::debtor::find(transaction, seat.creditor, debtor).await?;
        let reviews =
            store::review::of_page(transaction, seat.creditor, &store::page::Page::of(debtor))
                .await?;
        let version: Option<StrategyVersionId> =
            reviews.first().and_then(|review| review.strategy_version);
        let policy = std::sync::Arc::new(creditor.policy.clone());
        let account = receivables::account::Account::new(policy, found);
        let strategies = Strategies::of(transaction, &creditor, &profile, self.readings()).await?;
        let segment = reviews.first().and_then(|review| review.segment);
        let strategy = strategies.for_account(&account, segment, version)?.strategy;
        let ids: Vec<ItemId> = act.items.iter().map(|item| item.item).collect();
        let mut done = Vec::with_capacity(ids.len());
        for owed in store::item::by_ids(transaction, seat.creditor, &ids).await? {
            let said = act.items.iter().find(|item| item.item == owed.item.id);
            let followed = strategies.of_item(&owed.item, &strategy);
            let step = said.and_then(|said| followed.step(&said.step)).cloned();
            done.extend(step.map(|step| StepDone { owed, step }));
        }
        Ok(done)
    }

    /// Books the fees of steps that were done, once for each item and step.
    pub(crate) async fn book_fees(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        (on, done): (Date, &[StepDone]),
    ) -> Result<()> {
        let charge = |StepDone { owed, step }: &StepDone| {
            let amount = fee_of(step.fee?, owed.item.amount)?;
            Some(NewCharge {
                key: format!("fee|{}|{}", owed.item.id, step.key),
                label: step.key.clone(),
                amount,
                debtor: owed.debtor,
                origin: owed.item.clone(),
            })
        };
        let invoiced = done
            .iter()
            .filter(|one| one.owed.item.kind != ItemKind::Charge);
        let charges: Vec<NewCharge> = invoiced.filter_map(charge).collect();
        self.book(transaction, seat, on, &charges).await
    }

    /// Claims late charges on every overdue invoice of an account up to a day: interest and the fixed
    /// recovery charge, each invoice once for that day. Nothing is claimed on what is contested, waits for the
    /// credit note of a settled dispute, or was credited. Gives how many claims were made.
    #[boxed]
    pub async fn claim_late_charges(
        &self,
        seat: &Seat,
        debtor: DebtorId,
        through: Date,
    ) -> Result<usize> {
        let (mut transaction, _, today) = self.begin(seat).await?;
        if through > today {
            return Err(Refusal::ChargesToCome.into());
        }
        let found = store::debtor::find(&mut transaction, seat.creditor, debtor).await?;
        let creditor = store::creditor::find(&mut transaction, seat.creditor).await?;
        let country = &creditor.policy.country;
        let regime = Profile::of(&creditor)?
            .charges_regime(country, found.kind)
            .ok_or_else(|| Refusal::NoStatutoryCharges {
                country: country.clone(),
            })?;
        let policy = std::sync::Arc::new(self.policy(&mut transaction, seat.creditor, None).await?);
        let page = store::page::Page::of(debtor);
        let as_of = store::account::AsOf::now(today);
        let accounts = store::account::load_page(&mut transaction, &policy, &page, as_of).await?;
        let allocations =
            store::allocation::of_debtor(&mut transaction, seat.creditor, debtor).await?;
        let credits = credits_of(&mut transaction, seat, &allocations).await?;
        let mut charges = Vec::new();
        let items = accounts
            .iter()
            .flat_map(|account| account.items.iter().map(move |item| (account, item)));
        for (account, item) in
            items.filter(|(_, item)| item.kind == ItemKind::Invoice && item.is_overdue(through))
        {
            let of_item = put_against(item, &allocations);
            let (credited, paid): (Vec<_>, Vec<_>) =
                of_item.partition(|one| one.source.is_some_and(|id| credits.contains(&id)));
            let not_owed = not_owed_minor(account, item, today)
                .saturating_add(credited.iter().map(|one| one.amount_minor).sum());
            let principal = item.amount.with_minor(item.amount.minor - not_owed);
            if !principal.is_positive() {
                continue;
            }
            let payments = dated(item, &paid);
            let debt = Debt {
                principal,
                starts_after: item.due_on,
                payments: &payments,
                part_payment: PartPayment::PrincipalFirst,
            };
            let due = late_charges(&debt, through, &regime, self.rates()).map_err(Refusal::from)?;
            if due.total().is_positive() {
                charges.push(NewCharge {
                    key: format!("late|{}", item.id),
                    label: format!("{} {through}", item.reference),
                    amount: due.total(),
                    debtor,
                    origin: item.clone(),
                });
            }
        }
        self.book(&mut transaction, seat, through, &charges).await?;
        self.decide_again(&mut transaction, seat, debtor).await?;
        transaction.commit().await?;
        Ok(charges.len())
    }

    async fn book(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        on: Date,
        charges: &[NewCharge],
    ) -> Result<()> {
        if charges.is_empty() {
            return Ok(());
        }
        let items: Vec<ListedItem<'_>> = charges
            .iter()
            .map(|charge| ListedItem {
                debtor: charge.debtor,
                kind: ItemKind::Charge,
                reference: &charge.origin.reference,
                instalment: charge.origin.instalment,
                issued_on: on,
                delivered_on: None,
                due_on: on,
                amount: charge.amount,
                unconfirmed: None,
                origin: Some(charge.origin.id),
                label: Some(&charge.label),
                natural_key: &charge.key,
            })
            .collect();
        let stamp = self.stamp(&seat.actor);
        let source = Source {
            creditor: seat.creditor,
            name: "charges",
            import: None,
        };
        store::ledger::record(transaction, &stamp, source, &items, &[]).await?;
        Ok(())
    }
}

/// What is put against an item and stands.
fn put_against<'a>(
    item: &Item,
    allocations: &'a [Allocation],
) -> impl Iterator<Item = &'a Allocation> + use<'a> {
    let id = item.id;
    let of_item = allocations.iter().filter(move |one| one.claim == Some(id));
    of_item.filter(|one| one.reversed.is_none())
}

/// The days and amounts of what was put against an item, oldest first.
fn dated(item: &Item, put: &[&Allocation]) -> Vec<(Date, Money)> {
    let of = |one: &&Allocation| (one.effective_on, item.amount.with_minor(one.amount_minor));
    let mut payments: Vec<(Date, Money)> = put.iter().map(of).collect();
    payments.sort_by_key(|(day, amount)| (*day, amount.minor));
    payments
}

/// What of an invoice is contested or waits for the credit note of a settled dispute, in minor units.
fn not_owed_minor(account: &Account, item: &Item, today: Date) -> i64 {
    let open = item.open.minor;
    let of = |dispute: &Dispute| {
        dispute.suspended_minor(item.id, open, today) + dispute.awaited_minor(item.id, open, today)
    };
    let sum = account.disputes.iter().map(of);
    sum.fold(0_i64, i64::saturating_add).min(open)
}

/// The credit notes among the sources of allocations: what they credit was not owed from the start.
async fn credits_of(
    transaction: &mut Transaction,
    seat: &Seat,
    allocations: &[Allocation],
) -> Result<BTreeSet<ItemId>> {
    let mut sources: Vec<ItemId> = allocations.iter().filter_map(|one| one.source).collect();
    sources.sort_unstable();
    sources.dedup();
    let found = store::item::by_ids(transaction, seat.creditor, &sources).await?;
    let credits = found
        .into_iter()
        .filter(|owed| owed.item.kind == ItemKind::CreditNote);
    Ok(credits.map(|owed| owed.item.id).collect())
}

/// The fee for an item; nothing for a fixed fee in another currency.
fn fee_of(fee: Fee, original: Money) -> Option<Money> {
    match fee {
        Fee::Fixed(amount) => (amount.currency == original.currency).then_some(amount),
        Fee::BasisPoints(points) => {
            let minor = i128::from(original.minor) * i128::from(points);
            let rounded = (minor + 5_000).div_euclid(10_000);
            i64::try_from(rounded)
                .ok()
                .map(|minor| original.with_minor(minor))
        }
    }
}
