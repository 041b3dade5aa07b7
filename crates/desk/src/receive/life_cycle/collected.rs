//! Status 212: the seller's own platform tells that an invoice was collected. The word comes before, beside or after
//! the bank's own line, and it is the same money: it settles the invoice so that nobody is chased, and gives way to
//! the payment when the bank or the ledger shows it. It must never stand beside that payment.

use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::identity::{AllocationId, ItemId};
use receivables::item::{ItemKind, days_between};
use receivables::money::Money;
use store::Transaction;
use store::allocation::{Allocation, Basis, NewAllocation};
use store::item::Owed;

use super::Marking;
use crate::error::Result;

/// A platform may tell a collection so many days before or after the bank books it.
const DAYS_APART: i32 = 10;

/// What a message tells of the money of one invoice.
#[derive(Clone, Copy)]
struct Told {
    /// How much, positive.
    minor: i64,
    /// The day it tells.
    on: Date,
}

impl Marking<'_> {
    /// Collected, says the message: what is open of the invoice is settled, its first due part first, up to the
    /// amount. A negative amount takes an earlier word back.
    pub(super) async fn collected(
        &self,
        transaction: &mut Transaction,
        parts: &[Owed],
        amount: Option<Money>,
        on: Date,
    ) -> Result<()> {
        let Some(currency) = parts.first().map(|owed| owed.item.open.currency) else {
            return Ok(());
        };
        let creditor = self.arrival.seat.creditor;
        let known = store::allocation::of_debtor(transaction, creditor, self.debtor).await?;
        let of_invoice: Vec<&Allocation> = known
            .iter()
            .filter(|one| one.reversed.is_none())
            .filter(|one| parts.iter().any(|owed| one.claim == Some(owed.item.id)))
            .collect();
        let whole: i64 = parts.iter().map(|owed| owed.item.open.minor).sum();
        let amount = amount.filter(|amount| amount.currency == currency);
        let minor = amount.map_or(whole, |amount| amount.minor);
        let told = Told {
            minor: minor.abs(),
            on,
        };
        if minor < 0 {
            self.take_word_back(transaction, &of_invoice, told).await?;
            let replaced = replaced_words(&known, parts, told);
            return self.forget(transaction, &replaced).await;
        }
        if minor == 0 || was_told(&known, parts, told) {
            return Ok(());
        }
        if let Some(payment) = seen_as(&of_invoice, told) {
            return self
                .keep_word(transaction, &of_invoice, (payment, on))
                .await;
        }
        let payment = self.payment_on_account(transaction, told).await?;
        let mut left = told.minor;
        let mut made = Vec::new();
        for owed in parts {
            let amount_minor = left.min(owed.item.open.minor);
            if amount_minor <= 0 {
                continue;
            }
            left -= amount_minor;
            made.push(NewAllocation {
                debtor: self.debtor,
                claim: Some(owed.item.id),
                source: payment,
                amount_minor,
                effective_on: on,
                basis: Basis::Platform,
                import: Some(self.arrival.import),
            });
        }
        store::allocation::apply(transaction, self.stamp, creditor, &made).await?;
        match payment.filter(|_| left == 0) {
            Some(payment) => self.end_waiting(transaction, payment).await,
            None => Ok(()),
        }
    }

    /// A payment shows the money already: the word says nothing new, and is kept in case the payment is undone.
    async fn keep_word(
        &self,
        transaction: &mut Transaction,
        of_invoice: &[&Allocation],
        (payment, on): (ItemId, Date),
    ) -> Result<()> {
        let creditor = self.arrival.seat.creditor;
        for one in of_invoice.iter().filter(|one| one.source == Some(payment)) {
            let word = NewAllocation {
                debtor: self.debtor,
                claim: one.claim,
                source: None,
                amount_minor: one.amount_minor,
                effective_on: on,
                basis: Basis::Platform,
                import: Some(self.arrival.import),
            };
            let replaced = (&word, payment);
            store::allocation::platform::keep_replaced(transaction, self.stamp, creditor, replaced)
                .await?;
        }
        Ok(())
    }

    /// Words taken back stand no more, were their payments undone.
    async fn forget(&self, transaction: &mut Transaction, words: &[&Allocation]) -> Result<()> {
        let creditor = self.arrival.seat.creditor;
        for word in words {
            store::allocation::platform::forget_replaced(transaction, self.stamp, creditor, word)
                .await?;
        }
        Ok(())
    }

    /// The bank came first and could not tell what the money is for: the one payment of that amount that lies on
    /// the account about that day.
    async fn payment_on_account(
        &self,
        transaction: &mut Transaction,
        told: Told,
    ) -> Result<Option<ItemId>> {
        let creditor = self.arrival.seat.creditor;
        let mut found = Vec::new();
        let open = store::item::open_of_debtor(transaction, creditor, self.debtor).await?;
        for item in open {
            let is_it = item.kind == ItemKind::PaymentOnAccount
                && item.open.minor == -told.minor
                && days_between(item.issued_on, told.on).abs() <= DAYS_APART;
            if is_it {
                found.push(item.id);
            }
        }
        match found[..] {
            [only] => Ok(Some(only)),
            _ => Ok(None),
        }
    }

    /// The line of the bank that became the payment has nothing left to say.
    async fn end_waiting(&self, transaction: &mut Transaction, payment: ItemId) -> Result<()> {
        let creditor = self.arrival.seat.creditor;
        let entry = store::bank_payment::entry_of(transaction, creditor, payment).await?;
        if let Some(entry) = entry {
            let line = store::bank_entry::find(transaction, creditor, entry).await?;
            if line.settled.is_none() {
                store::bank_entry::settle(transaction, self.stamp, creditor, (entry, None)).await?;
            }
        }
        Ok(())
    }

    /// The latest words first; one that told more keeps the rest.
    async fn take_word_back(
        &self,
        transaction: &mut Transaction,
        of_invoice: &[&Allocation],
        told: Told,
    ) -> Result<()> {
        let creditor = self.arrival.seat.creditor;
        let mut left = told.minor;
        for one in of_invoice.iter().rev().filter(|one| is_word(one)) {
            if left <= 0 {
                break;
            }
            let id: AllocationId = one.id;
            store::allocation::reverse(transaction, self.stamp, creditor, id, told.on).await?;
            let gone = one.amount_minor.min(left);
            left -= gone;
            if gone < one.amount_minor {
                let rest = NewAllocation {
                    debtor: self.debtor,
                    claim: one.claim,
                    source: None,
                    amount_minor: one.amount_minor - gone,
                    effective_on: one.effective_on,
                    basis: Basis::Platform,
                    import: one.import,
                };
                store::allocation::apply(transaction, self.stamp, creditor, &[rest]).await?;
            }
        }
        Ok(())
    }
}

/// The words of an amount that payments replaced.
fn replaced_words<'a>(known: &'a [Allocation], parts: &[Owed], told: Told) -> Vec<&'a Allocation> {
    let is_one = |one: &&Allocation| {
        one.replaced_by.is_some()
            && one.amount_minor == told.minor
            && parts.iter().any(|owed| one.claim == Some(owed.item.id))
    };
    known.iter().filter(is_one).collect()
}

/// True for what rests on the word of a platform alone.
fn is_word(one: &Allocation) -> bool {
    one.basis == Basis::Platform && one.source.is_none()
}

/// The same message goes to the buyer and to the State: it is money once.
fn was_told(known: &[Allocation], parts: &[Owed], told: Told) -> bool {
    let mut by_message: BTreeMap<_, i64> = BTreeMap::new();
    let of_that_day = known.iter().filter(|one| {
        one.basis == Basis::Platform
            && one.effective_on == told.on
            && (one.reversed.is_none() || one.replaced_by.is_some())
            && parts.iter().any(|owed| one.claim == Some(owed.item.id))
    });
    for one in of_that_day {
        *by_message.entry(one.import).or_default() += one.amount_minor;
    }
    by_message.values().any(|sum| *sum == told.minor)
}

/// The payment of that amount that was put on the invoice about that day: the message tells what is known.
fn seen_as(of_invoice: &[&Allocation], told: Told) -> Option<ItemId> {
    let mut by_payment: BTreeMap<ItemId, i64> = BTreeMap::new();
    for one in of_invoice {
        let is_near = days_between(one.effective_on, told.on).abs() <= DAYS_APART;
        if let Some(payment) = one.source.filter(|_| is_near) {
            *by_payment.entry(payment).or_default() += one.amount_minor;
        }
    }
    let same = by_payment.into_iter().find(|(_, sum)| *sum == told.minor);
    same.map(|(payment, _)| payment)
}
