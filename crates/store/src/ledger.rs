//! A reading of a ledger or a list, written down: items by their natural keys and the links between
//! them. Reading the same file again must never change anything.

mod bulk;
mod known;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use receivables::identity::{CreditorId, DebtorId, ItemId};
use receivables::item::{ItemKind, Unconfirmed};
use receivables::money::Money;

use crate::allocation::{self, Basis, NewAllocation, platform};
use crate::column;
use crate::db::{Insert, Transaction, Value};
use crate::debtor::Source;
use crate::error::Result;
use crate::ledger::known::KnownItem;
use crate::review;
use crate::stamp::Stamp;
use crate::upsert::{Outcome, Upserted};

const INSERT: Insert = Insert::into(
    "item (id, creditor_id, debtor_id, kind, reference, instalment, issued_on, delivered_on, due_on,
     amount_minor, open_minor, currency, unconfirmed, origin_item_id, label, source, natural_key,
     import_id, known_at)",
);

pub(crate) const STATEMENTS: &[&[&str]] = &[known::STATEMENTS, bulk::STATEMENTS];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// An item as a ledger or a list names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedItem<'a> {
    /// The account.
    pub debtor: DebtorId,
    /// What it is.
    pub kind: ItemKind,
    /// The number the debtor knows.
    pub reference: &'a str,
    /// Which instalment, from 1; 0 when there is only one.
    pub instalment: u32,
    /// Date of the invoice or of the payment.
    pub issued_on: Date,
    /// Delivery, when known.
    pub delivered_on: Option<Date>,
    /// The last day to pay without being late.
    pub due_on: Date,
    /// Positive for claims, negative for credits.
    pub amount: Money,
    /// A cause on our side for which it may not be chased.
    pub unconfirmed: Option<Unconfirmed>,
    /// The invoice a charge was computed on.
    pub origin: Option<ItemId>,
    /// The ledger's own words.
    pub label: Option<&'a str>,
    /// What tells the item from every other of its source.
    pub natural_key: &'a str,
}

/// A link between two items of one list, by their places in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListedLink {
    /// The claim; nothing for a credit used elsewhere.
    pub claim: Option<usize>,
    /// The credit; nothing for a claim settled elsewhere.
    pub source: Option<usize>,
    /// How much, positive.
    pub amount_minor: i64,
    /// The day it counts from.
    pub effective_on: Date,
    /// Why.
    pub basis: Basis,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recorded {
    /// What became of each item, in the order of the list.
    pub items: Vec<Upserted<ItemId>>,
    /// Allocations made.
    pub allocations: usize,
    /// Links that were known already.
    pub links_known: usize,
    /// Places of links that had to be cut or left out, because an item has not as much open.
    pub links_cut: Vec<usize>,
}

/// Writes items and links.
pub async fn record(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    source: Source<'_>,
    items: &[ListedItem<'_>],
    links: &[ListedLink],
) -> Result<Recorded> {
    let recorded = record_bare(transaction, stamp, source, items, links).await?;
    transaction.put_indexes_back().await?;
    Ok(recorded)
}

/// The same, but the indexes that a first import sets aside are the caller's to put back, once it has let go of what
/// it read.
pub async fn record_bare(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    source: Source<'_>,
    items: &[ListedItem<'_>],
    links: &[ListedLink],
) -> Result<Recorded> {
    let known = known::of(transaction, source, items).await?;
    let mut draft = Draft::new(stamp, items, known);
    let told = draft.make_room(transaction, source.creditor).await?;
    let live = known::live_links(transaction, source.creditor, &draft.known).await?;
    let mut recorded = Recorded::default();
    let mut allocations = Vec::new();
    for (place, link) in links.iter().enumerate() {
        let (claim, credit) = (
            link.claim.map(|at| draft.ids[at]),
            link.source.map(|at| draft.ids[at]),
        );
        if live.contains(&(
            claim.unwrap_or(0),
            credit.unwrap_or(0),
            column::day(link.effective_on),
        )) {
            recorded.links_known += 1;
            continue;
        }
        let amount_minor = draft.take(link);
        if amount_minor < link.amount_minor {
            recorded.links_cut.push(place);
        }
        let Some(debtor) = link.claim.or(link.source).map(|at| items[at].debtor) else {
            continue;
        };
        if amount_minor > 0 {
            let allocation = NewAllocation {
                debtor,
                claim: claim.map(ItemId),
                source: credit.map(ItemId),
                amount_minor,
                effective_on: link.effective_on,
                basis: link.basis,
                import: source.import,
            };
            allocations.push((stamp.id(), allocation));
        }
    }
    draft
        .close_room(transaction, stamp, (source.creditor, &told))
        .await?;
    recorded.allocations = allocations.len();
    let mut moved: Vec<DebtorId> = allocations.iter().map(|(_, made)| made.debtor).collect();
    let fresh = items.len() - draft.known.len();
    bulk::set_indexes_aside(transaction, (fresh, allocations.len())).await?;
    insert_fresh(transaction, stamp, source, items, &draft).await?;
    allocation::insert(transaction, stamp, source.creditor, &allocations).await?;
    drop(allocations);
    known::write_changed(transaction, stamp, source.creditor, (items, &draft)).await?;
    recorded.items = draft.answers(items);
    moved.extend(changed(items, &recorded.items));
    moved.sort_unstable();
    moved.dedup();
    review::touch(transaction, stamp, source.creditor, &moved).await?;
    Ok(recorded)
}

/// The accounts of the items that are new or say something new.
fn changed<'a>(
    items: &'a [ListedItem<'_>],
    answers: &'a [Upserted<ItemId>],
) -> impl Iterator<Item = DebtorId> + 'a {
    let listed = items.iter().zip(answers);
    let changed = listed.filter(|(_, answer)| answer.outcome != Outcome::Unchanged);
    changed.map(|(item, _)| item.debtor)
}

/// The list with its identities and what will be open of each item.
struct Draft {
    ids: Vec<i64>,
    open: Vec<i64>,
    known: HashMap<usize, KnownItem>,
    /// Places whose natural key stood earlier in the same list.
    repeated: HashMap<usize, usize>,
}

impl Draft {
    fn new(stamp: &Stamp<'_>, items: &[ListedItem<'_>], known: HashMap<usize, KnownItem>) -> Draft {
        let mut first_places: HashMap<&str, usize> = HashMap::with_capacity(items.len());
        let mut repeated = HashMap::new();
        let mut ids = Vec::with_capacity(items.len());
        let mut open = Vec::with_capacity(items.len());
        for (place, item) in items.iter().enumerate() {
            let first = *first_places.entry(item.natural_key).or_insert(place);
            if first != place {
                repeated.insert(place, first);
                ids.push(ids[first]);
                open.push(0);
                continue;
            }
            match known.get(&place) {
                Some(before) => {
                    ids.push(before.id);
                    open.push(before.open_minor + item.amount.minor - before.amount_minor);
                }
                None => {
                    ids.push(stamp.id());
                    open.push(item.amount.minor);
                }
            }
        }
        Draft {
            ids,
            open,
            known,
            repeated,
        }
    }

    /// Opens what known claims owe to the word of a platform: the ledger may show the payment itself. What was
    /// opened, by place.
    async fn make_room(
        &mut self,
        transaction: &mut Transaction,
        creditor: CreditorId,
    ) -> Result<BTreeMap<usize, i64>> {
        if self.known.is_empty() {
            return Ok(BTreeMap::new());
        }
        let told = platform::by_claim(transaction, creditor).await?;
        let mut opened = BTreeMap::new();
        for (place, before) in &self.known {
            if let Some(minor) = told.get(&before.id) {
                self.open[*place] += minor;
                opened.insert(*place, *minor);
            }
        }
        Ok(opened)
    }

    /// Lets the word of the platform stand for what no payment took.
    async fn close_room(
        &mut self,
        transaction: &mut Transaction,
        stamp: &Stamp<'_>,
        (creditor, told): (CreditorId, &BTreeMap<usize, i64>),
    ) -> Result<()> {
        for (place, minor) in told {
            let stands = self.open[*place].clamp(0, *minor);
            self.open[*place] -= stands;
            let claim = (ItemId(self.ids[*place]), minor - stands);
            let seen = platform::Seen {
                on: Date::MIN,
                payment: None,
            };
            platform::shrink(transaction, stamp, creditor, claim, seen).await?;
        }
        Ok(())
    }

    /// Takes as much of a link as both ends have open; how much that was.
    fn take(&mut self, link: &ListedLink) -> i64 {
        let first = |place: usize| self.repeated.get(&place).copied().unwrap_or(place);
        let (claim, source) = (link.claim.map(first), link.source.map(first));
        let mut amount = link.amount_minor;
        if let Some(claim) = claim {
            amount = amount.min(self.open[claim]);
        }
        if let Some(source) = source {
            amount = amount.min(-self.open[source]);
        }
        let amount = amount.max(0);
        if let Some(claim) = claim {
            self.open[claim] -= amount;
        }
        if let Some(source) = source {
            self.open[source] += amount;
        }
        amount
    }

    fn is_fresh(&self, place: usize) -> bool {
        !self.known.contains_key(&place) && !self.repeated.contains_key(&place)
    }

    fn answers(&self, items: &[ListedItem<'_>]) -> Vec<Upserted<ItemId>> {
        let outcome = |place: usize| match self.known.get(&place) {
            _ if self.repeated.contains_key(&place) => Outcome::Unchanged,
            None => Outcome::Inserted,
            Some(before) if before.is_same(&items[place]) => Outcome::Unchanged,
            Some(_) => Outcome::Changed,
        };
        let upserted = |(place, id): (usize, &i64)| Upserted {
            id: ItemId(*id),
            outcome: outcome(place),
        };
        self.ids.iter().enumerate().map(upserted).collect()
    }
}

async fn insert_fresh(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    source: Source<'_>,
    items: &[ListedItem<'_>],
    draft: &Draft,
) -> Result<()> {
    let at = stamp.at();
    let fresh = items
        .iter()
        .enumerate()
        .filter(|(place, _)| draft.is_fresh(*place));
    let rows = fresh.map(|(place, item)| {
        [
            draft.ids[place].into(),
            source.creditor.0.into(),
            item.debtor.0.into(),
            item.kind.code().into(),
            item.reference.into(),
            i64::from(item.instalment).into(),
            column::day(item.issued_on).into(),
            item.delivered_on.map(column::day).into(),
            column::day(item.due_on).into(),
            item.amount.minor.into(),
            draft.open[place].into(),
            Value::from(item.amount.currency.code().to_string()),
            item.unconfirmed.map(Unconfirmed::code).into(),
            item.origin.map(|origin| origin.0).into(),
            item.label.into(),
            source.name.into(),
            item.natural_key.into(),
            source.import.map(|import| import.0).into(),
            at.as_str().into(),
        ]
    });
    transaction.insert_many(&INSERT, rows).await?;
    Ok(())
}
