//! Lists of invoices and credit notes. An invoice that another file brought is not taken twice, and its
//! amount is never changed without a word; what the list says is left or settled settles the difference.

use std::collections::BTreeSet;

use intake::list::{ListedInvoice, ListedKind};
use intake::reading::{Kept, ProblemKind};
use jiff::civil::Date;
use receivables::identity::{DebtorId, ItemId};
use receivables::item::ItemKind;
use receivables::money::Money;
use receivables::terms::Terms;
use store::Transaction;
use store::allocation::{Basis, NewAllocation};
use store::item::Owed;
use store::ledger::ListedItem;

use super::calling::Found;
use super::{LIST, Taking};
use crate::error::Result;

/// What the store knows of an invoice of the list.
enum Before {
    /// Nothing, or the same from an earlier list.
    TakeIt,
    /// The same, from a ledger.
    KnownElsewhere,
    /// It had this total; the list only tells what is left of it.
    HadTotal(ItemId),
    /// Another amount.
    HadAmount(Money),
}

impl Taking<'_> {
    pub(super) async fn invoices(
        &mut self,
        transaction: &mut Transaction,
        rows: &[ListedInvoice],
    ) -> Result<()> {
        let mut taken: Vec<(&ListedInvoice, DebtorId, String)> = Vec::with_capacity(rows.len());
        let mut keys = BTreeSet::new();
        for row in rows {
            self.look_at_days(row);
            let Found::One(debtor) = self.debtor_or_new(transaction, row).await? else {
                let name = row.debtor_name.as_deref().unwrap_or_default();
                self.problem(row.line, ProblemKind::UnknownDebtor, name);
                continue;
            };
            let key = key_of(row, debtor);
            if !keys.insert(key.clone()) {
                self.problem(row.line, ProblemKind::DuplicateNumber, &row.number);
                continue;
            }
            if self.is_to_be_taken(transaction, row, debtor).await? {
                taken.push((row, debtor, key));
            }
        }
        self.record(transaction, &taken).await
    }

    async fn record(
        &mut self,
        transaction: &mut Transaction,
        taken: &[(&ListedInvoice, DebtorId, String)],
    ) -> Result<()> {
        let items: Vec<ListedItem<'_>> = taken
            .iter()
            .map(|(row, debtor, key)| ListedItem {
                debtor: *debtor,
                kind: kind_of(row.kind),
                reference: &row.number,
                instalment: row.part.map_or(0, |part| part.rank),
                issued_on: row.issued_on,
                delivered_on: row.delivered_on,
                due_on: self.due_on(row),
                amount: signed(row.kind, row.amount),
                unconfirmed: None,
                origin: None,
                label: None,
                natural_key: key,
            })
            .collect();
        let source = self.source(LIST);
        let recorded = store::ledger::record(transaction, &self.stamp, source, &items, &[]).await?;
        for ((row, debtor, _), answer) in taken.iter().zip(&recorded.items) {
            let of = (&self.stamp, self.creditor.id, self.today);
            self.earlier.keep(transaction, of, answer.id).await?;
            self.report.items.add(answer.outcome);
            self.unsettle_wrong(transaction, row, answer.id).await?;
            self.settle_difference(transaction, row, (*debtor, answer.id))
                .await?;
        }
        Ok(())
    }

    fn look_at_days(&mut self, row: &ListedInvoice) {
        for day in [Some(row.issued_on), row.settled_on].into_iter().flatten() {
            self.saw(day);
            if day > self.today {
                self.remark(
                    row.line,
                    (ProblemKind::FutureDate, &row.number),
                    Kept::Value(day.to_string()),
                );
            }
        }
    }

    /// False, and told, when the invoice came with another file as something the list may not change.
    async fn is_to_be_taken(
        &mut self,
        transaction: &mut Transaction,
        row: &ListedInvoice,
        debtor: DebtorId,
    ) -> Result<bool> {
        // What is told of a document is told once, with its first part.
        let is_told = row.part.is_none_or(|part| part.rank == 1);
        match self.before(transaction, row, debtor).await? {
            Before::TakeIt => return Ok(true),
            Before::KnownElsewhere | Before::HadAmount(_) if !is_told => {}
            Before::KnownElsewhere => {
                self.problem(row.line, ProblemKind::KnownFromAnotherFile, &row.number);
            }
            Before::HadTotal(item) => {
                self.report.items.known += 1;
                self.settle_difference(transaction, row, (debtor, item))
                    .await?;
            }
            Before::HadAmount(amount) => {
                let found = format!("{}, {}", row.number, row.amount);
                self.remark(
                    row.line,
                    (ProblemKind::AmountDiffers, &found),
                    Kept::Value(amount.to_string()),
                );
            }
        }
        Ok(false)
    }

    async fn before(
        &mut self,
        transaction: &mut Transaction,
        row: &ListedInvoice,
        debtor: DebtorId,
    ) -> Result<Before> {
        let creditor = self.creditor.id;
        let mut known = store::item::by_reference(transaction, creditor, &row.number).await?;
        known.retain(|owed| owed.debtor == debtor);
        let amount = signed(row.kind, row.amount);
        // What an earlier reading of the same bytes brought is this one's to change.
        let own = known.iter().filter(|owed| self.earlier.has(owed.item.id));
        let own: Vec<&Owed> = own.collect();
        if !own.is_empty() {
            let rank = row.part.map_or(0, |part| part.rank);
            let of = (&self.stamp, creditor, self.today);
            for owed in own.iter().filter(|owed| owed.item.instalment == rank) {
                self.earlier
                    .make_room(transaction, of, (owed, kind_of(row.kind), amount))
                    .await?;
            }
            return Ok(Before::TakeIt);
        }
        known.retain(|owed| owed.item.kind == kind_of(row.kind));
        let whole = signed(row.kind, row.part.map_or(row.amount, |part| part.whole));
        let rank = row.part.map(|part| part.rank);
        let is_same = |owed: &Owed| {
            owed.item.amount == amount && rank.is_none_or(|rank| owed.item.instalment == rank)
        };
        let total: i64 = known.iter().map(|owed| owed.item.amount.minor).sum();
        let Some(first) = known.first() else {
            return Ok(Before::TakeIt);
        };
        if known.iter().any(is_same) {
            let named = (row.number.as_str(), amount.minor);
            let sources = store::item::sources_of_reference(transaction, creditor, named).await?;
            let of_a_list = |(of, source): &(DebtorId, String)| *of == debtor && source == LIST;
            return Ok(if sources.iter().any(of_a_list) {
                Before::TakeIt
            } else {
                Before::KnownElsewhere
            });
        }
        // One file may hold an invoice in several lines, another in one.
        let is_in_parts = known.len() > 1 || rank.is_some();
        if is_in_parts && total == whole.minor {
            return Ok(Before::KnownElsewhere);
        }
        let is_less = amount.minor.abs() < first.item.amount.minor.abs();
        if self.tells_only_what_is_open && known.len() == 1 && is_less {
            return Ok(Before::HadTotal(first.item.id));
        }
        Ok(Before::HadAmount(first.item.amount.with_minor(total)))
    }

    /// Takes back what an earlier reading of the same bytes had settled of an invoice, when it says otherwise than this
    /// one. What both say stays untouched.
    async fn unsettle_wrong(
        &mut self,
        transaction: &mut Transaction,
        row: &ListedInvoice,
        item: ItemId,
    ) -> Result<()> {
        let earlier = self.earlier.settled_on(item);
        let days: Vec<Date> = earlier.map(|one| one.effective_on).collect();
        if days.is_empty() {
            return Ok(());
        }
        let found = store::item::by_ids(transaction, self.creditor.id, &[item]).await?;
        let told = row.settled_on;
        let is_another_day = told.is_some_and(|told| days.iter().any(|day| *day != told));
        let left = row.open.map(|open| open.minor.abs());
        let open = found.first().map(|owed| owed.item.open.minor.abs());
        if open != left || is_another_day {
            let of = (&self.stamp, self.creditor.id, self.today);
            self.earlier.unsettle(transaction, of, item).await?;
        }
        Ok(())
    }

    /// The list knows that less is open than the store: the difference was settled elsewhere, on the day
    /// the list tells.
    async fn settle_difference(
        &mut self,
        transaction: &mut Transaction,
        row: &ListedInvoice,
        (debtor, item): (DebtorId, ItemId),
    ) -> Result<()> {
        let is_announced = row.settled_on.is_some_and(|day| day > self.today);
        let Some(left) = row.open.filter(|open| !(is_announced && open.minor == 0)) else {
            return Ok(());
        };
        let found = store::item::by_ids(transaction, self.creditor.id, &[item]).await?;
        let Some(owed) = found.first() else {
            return Ok(());
        };
        let difference = owed.item.open.minor.abs() - left.minor.abs();
        if difference <= 0 {
            return Ok(());
        }
        let is_claim = owed.item.kind.is_claim();
        let settled_on = row.settled_on.filter(|_| !is_announced);
        let allocation = NewAllocation {
            debtor,
            claim: is_claim.then_some(item),
            source: (!is_claim).then_some(item),
            amount_minor: difference,
            effective_on: settled_on.map_or(self.today, |day| day.max(row.issued_on)),
            basis: Basis::List,
            import: Some(self.arrival.import),
        };
        store::allocation::apply(transaction, &self.stamp, self.creditor.id, &[allocation]).await?;
        self.report.allocations += 1;
        Ok(())
    }

    fn due_on(&self, row: &ListedInvoice) -> Date {
        let said = row
            .terms
            .as_deref()
            .and_then(|text| Terms::parse(text, self.profile.end_of_month));
        match row.kind {
            ListedKind::CreditNote | ListedKind::Payment => row.issued_on,
            ListedKind::Invoice => row
                .due_on
                .unwrap_or_else(|| said.unwrap_or(self.profile.terms).due_on(row.issued_on)),
        }
    }
}

/// What names a row for ever. A payment may bear the number of the invoice it pays, and two payments one label.
fn key_of(row: &ListedInvoice, debtor: DebtorId) -> String {
    let key = format!("{debtor}|{}", row.number);
    match (row.kind, row.part) {
        (ListedKind::Payment, _) => format!("{key}|{}|{}", row.issued_on, row.amount),
        (_, Some(part)) => format!("{key}|{}", part.rank),
        (ListedKind::Invoice | ListedKind::CreditNote, None) => key,
    }
}

fn kind_of(kind: ListedKind) -> ItemKind {
    match kind {
        ListedKind::Invoice => ItemKind::Invoice,
        ListedKind::CreditNote => ItemKind::CreditNote,
        ListedKind::Payment => ItemKind::PaymentOnAccount,
    }
}

fn signed(kind: ListedKind, amount: Money) -> Money {
    match kind {
        ListedKind::Invoice => amount,
        ListedKind::CreditNote | ListedKind::Payment => amount.with_minor(-amount.minor),
    }
}
