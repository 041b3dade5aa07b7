//! Invoices carried forward from one exercise into the opening balance of the next, when the ledgers come one by
//! one and in any order. What both tell is one item, with the day and the amount of the older ledger; it must never
//! be counted twice, and nothing is taken for carried but by its reference and its amount.

use std::collections::BTreeMap;

use intake::fec::{Fec, ItemKind, RebuiltItem, Receivables};
use jiff::civil::Date;
use receivables::identity::{CreditorId, DebtorId, ItemId};
use store::allocation::{Basis, NewAllocation};
use store::item::Owed;
use store::stamp::Stamp;
use store::{Session, Transaction};

use super::twins::TwinLink;
use crate::error::Result;

/// The source of items that ledgers brought.
const LEDGER: &str = "fec";

/// What an item of a ledger is in another exercise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// An older ledger brought it: this is a line of the opening balance.
    Older(ItemId),
    /// The opening balance of a later ledger brought it, under this natural key, which it keeps.
    Later(String),
}

/// A debtor and a reference.
type Named = (DebtorId, String);

/// The items of a ledger that another exercise brought, by their places in it.
#[derive(Default)]
pub(super) struct CarriedItems {
    by_place: BTreeMap<usize, Found>,
}

impl CarriedItems {
    /// What the item at a place is in another exercise.
    pub(super) fn at(&self, place: usize) -> Option<&Found> {
        self.by_place.get(&place)
    }

    /// Compares the opening balance with older ledgers, and what is open at the end with later ones.
    pub(super) async fn of(
        session: &mut Session,
        creditor: CreditorId,
        ledger: &Fec,
        (debtors, keys): (&[DebtorId], &[String]),
    ) -> Result<CarriedItems> {
        if !store::item::is_known_source(session, creditor, LEDGER).await? {
            return Ok(CarriedItems::default());
        }
        let wanted = wanted(&ledger.receivables, debtors);
        let mut known: BTreeMap<Named, Vec<(Owed, String)>> = BTreeMap::new();
        for (_, named, _) in &wanted {
            known.entry(named.clone()).or_default();
        }
        if known.is_empty() {
            return Ok(CarriedItems::default());
        }
        store::item::each_of_source(session, creditor, LEDGER, |owed, key| {
            let named = (owed.debtor, owed.item.reference.clone());
            if let Some(same) = known.get_mut(&named) {
                same.push((owed, key.to_string()));
            }
        })
        .await?;
        Ok(matched(ledger, (&wanted, keys), known))
    }
}

/// The items that another exercise may hold: those of the opening balance, and what is open at the end; each
/// with what is left of it.
fn wanted(receivables: &Receivables, debtors: &[DebtorId]) -> Vec<(usize, Named, i64)> {
    let items = receivables.items.iter().zip(receivables.remainders());
    let of_item = |(place, (item, left)): (usize, (&RebuiltItem, i64))| {
        let is_open = left != 0 || item.settled_elsewhere.is_some();
        let reference = receivables.text(item.reference);
        let may_be_carried =
            (is_open || item.kind == ItemKind::OpeningBalance) && !reference.is_empty();
        let debtor = debtors.get(item.debtor as usize)?;
        may_be_carried.then(|| (place, (*debtor, reference.to_string()), left))
    };
    items.enumerate().filter_map(of_item).collect()
}

fn matched(
    ledger: &Fec,
    (wanted, keys): (&[(usize, Named, i64)], &[String]),
    mut known: BTreeMap<Named, Vec<(Owed, String)>>,
) -> CarriedItems {
    let mut carried = CarriedItems::default();
    let (Some(first_on), Some(last_on)) = (ledger.summary.first_on, ledger.summary.last_on) else {
        return carried;
    };
    for (place, named, left) in wanted {
        let item = &ledger.receivables.items[*place];
        let Some(same) = known.get_mut(named) else {
            continue;
        };
        let is_opening = item.kind == ItemKind::OpeningBalance;
        let is_it = |(owed, key): &(Owed, String)| {
            let (amount, open) = (owed.item.amount.minor, owed.item.open.minor);
            let Some(day) = day_of_key(key) else {
                return false;
            };
            if amount.signum() != item.amount_minor.signum() {
                return false;
            }
            if is_opening {
                // Its own row, once an older ledger gave it its real day.
                let is_itself = *key == keys[*place] && owed.item.issued_on < item.issued_on;
                let is_of_before =
                    day < first_on && (amount == item.amount_minor || open == item.amount_minor);
                return is_itself || is_of_before;
            }
            day > last_on && (amount == item.amount_minor || amount == *left)
        };
        let Some(found) = same.iter().position(is_it) else {
            continue;
        };
        let (owed, key) = same.remove(found);
        let found = if is_opening {
            Found::Older(owed.item.id)
        } else {
            Found::Later(key)
        };
        carried.by_place.insert(*place, found);
    }
    carried
}

/// The day of the entry in a natural key: journal, number, day, rank.
fn day_of_key(key: &str) -> Option<Date> {
    key.rsplit('|').nth(1)?.parse().ok()
}

/// What a ledger settles of an item that an older one brought, where the other side is not an item of its own.
pub(super) struct Closing {
    pub item: ItemId,
    pub amount_minor: i64,
    pub effective_on: Date,
}

/// Closes as much of the items as is open.
pub(super) async fn close(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    closings: &[Closing],
) -> Result<u64> {
    let mut made = 0;
    for closing in closings {
        let found = store::item::by_ids(transaction, creditor, &[closing.item]).await?;
        let Some(owed) = found.first() else {
            continue;
        };
        let open = owed.item.open.minor;
        let amount_minor = open.abs().min(closing.amount_minor);
        if amount_minor == 0 {
            continue;
        }
        let allocation = NewAllocation {
            debtor: owed.debtor,
            claim: (open > 0).then_some(closing.item),
            source: (open < 0).then_some(closing.item),
            amount_minor,
            effective_on: closing.effective_on.max(owed.item.issued_on),
            basis: Basis::Lettering,
            import: None,
        };
        store::allocation::apply(transaction, stamp, creditor, &[allocation]).await?;
        made += 1;
    }
    Ok(made)
}

/// The payments of items that the older ledger, exported after they were lettered, had closed already: nobody
/// else may use that money.
pub(super) async fn spent(
    session: &mut Session,
    creditor: CreditorId,
    links: &[TwinLink],
) -> Result<Vec<Closing>> {
    let mut closings = Vec::new();
    for link in links {
        let ends = [link.claim, link.source];
        let owed = store::item::by_ids(session, creditor, &ends).await?;
        let open = |id: ItemId| owed.iter().find(|owed| owed.item.id == id);
        let (Some(claim), Some(source)) = (open(link.claim), open(link.source)) else {
            continue;
        };
        if claim.item.open.minor == 0 && source.item.open.minor < 0 {
            closings.push(Closing {
                item: link.source,
                amount_minor: link.link.amount_minor,
                effective_on: link.link.effective_on,
            });
        }
    }
    Ok(closings)
}
