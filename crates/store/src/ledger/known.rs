//! What the store already knows of a list that is read again. Must never look rows up one by one.

use std::collections::{HashMap, HashSet};

use receivables::identity::{CreditorId, DebtorId};
use receivables::item::Unconfirmed;

use crate::column;
use crate::db::Transaction;
use crate::debtor::Source;
use crate::error::Result;
use crate::item;
use crate::journal::{self, Entry};
use crate::ledger::{Draft, ListedItem};
use crate::page::{in_list, listed};
use crate::review;
use crate::stamp::Stamp;
use crate::upsert::{KEYS_AT_ONCE, in_texts};

const SELECT_KEYS: &str =
    "select natural_key, id, debtor_id, kind, reference, instalment, issued_on,
    delivered_on, due_on, amount_minor, open_minor, currency, unconfirmed
    from item where creditor_id = $1 and source = $2 and natural_key :texts";

const SELECT_CLAIM_LINKS: &str =
    "select claim_item_id, source_item_id, effective_on from allocation
    where + creditor_id = $1 and claim_item_id :ids and reversed_at is null";

const SELECT_SOURCE_LINKS: &str = "select claim_item_id, source_item_id, effective_on from allocation
    where + creditor_id = $1 and source_item_id :ids and claim_item_id is null and reversed_at is null";

const UPDATE: &str = "update item set debtor_id = $2, kind = $3, reference = $4, instalment = $5,
    issued_on = $6, delivered_on = $7, due_on = $8, amount_minor = $9, open_minor = $10, currency = $11,
    unconfirmed = $12 where id = $1";

pub(super) const STATEMENTS: &[&str] =
    &[SELECT_KEYS, SELECT_CLAIM_LINKS, SELECT_SOURCE_LINKS, UPDATE];

/// A row as it stands before the list is written.
pub(super) struct KnownItem {
    pub(super) id: i64,
    pub(super) amount_minor: i64,
    pub(super) open_minor: i64,
    debtor: i64,
    kind: String,
    reference: String,
    instalment: i64,
    issued_on: String,
    delivered_on: Option<String>,
    due_on: String,
    currency: String,
    unconfirmed: Option<String>,
}

impl KnownItem {
    /// True when the list says what the row says. A delivery or a cause the list is silent about stays.
    pub(super) fn is_same(&self, item: &ListedItem<'_>) -> bool {
        self.debtor == item.debtor.0
            && self.kind == item.kind.code()
            && self.reference == item.reference
            && self.instalment == i64::from(item.instalment)
            && self.issued_on == column::day(item.issued_on)
            && item
                .delivered_on
                .is_none_or(|day| self.delivered_on == Some(column::day(day)))
            && self.due_on == column::day(item.due_on)
            && self.amount_minor == item.amount.minor
            && self.currency == item.amount.currency.code()
            && item
                .unconfirmed
                .is_none_or(|cause| self.unconfirmed.as_deref() == Some(cause.code()))
    }

    fn json(&self) -> String {
        serde_json::json!({
            "debtor": self.debtor, "kind": self.kind, "reference": self.reference,
            "instalment": self.instalment, "issued_on": self.issued_on,
            "delivered_on": self.delivered_on, "due_on": self.due_on,
            "amount_minor": self.amount_minor, "open_minor": self.open_minor,
            "currency": self.currency, "unconfirmed": self.unconfirmed,
        })
        .to_string()
    }
}

/// The rows of the list that are known, by their places in it.
pub(super) async fn of(
    transaction: &mut Transaction,
    source: Source<'_>,
    items: &[ListedItem<'_>],
) -> Result<HashMap<usize, KnownItem>> {
    let mut known = HashMap::new();
    if !item::is_known_source(transaction, source.creditor, source.name).await? {
        return Ok(known);
    }
    let sql = SELECT_KEYS.replace(":texts", &in_texts("$3"));
    for (part, chunk) in items.chunks(KEYS_AT_ONCE).enumerate() {
        let mut places: HashMap<&str, usize> = HashMap::with_capacity(chunk.len());
        for (place, item) in chunk.iter().enumerate() {
            places
                .entry(item.natural_key)
                .or_insert(part * KEYS_AT_ONCE + place);
        }
        let keys: Vec<&str> = chunk.iter().map(|item| item.natural_key).collect();
        let values = [
            source.creditor.0.into(),
            source.name.into(),
            column::json(&keys)?.into(),
        ];
        transaction
            .query_each(&sql, &values, |row| {
                if let Some(place) = places.get(row.text(0)?) {
                    known.insert(*place, read(row)?);
                }
                Ok(())
            })
            .await?;
    }
    Ok(known)
}

fn read(row: &crate::db::Row<'_>) -> Result<KnownItem> {
    Ok(KnownItem {
        id: row.integer(1)?,
        debtor: row.integer(2)?,
        kind: row.string(3)?,
        reference: row.string(4)?,
        instalment: row.integer(5)?,
        issued_on: row.string(6)?,
        delivered_on: row.optional_string(7)?,
        due_on: row.string(8)?,
        amount_minor: row.integer(9)?,
        open_minor: row.integer(10)?,
        currency: row.string(11)?,
        unconfirmed: row.optional_string(12)?,
    })
}

/// A link as claim, source and effective day; zero stands for none.
pub(super) type LinkKey = (i64, i64, String);

/// The live links of the known items.
pub(super) async fn live_links(
    transaction: &mut Transaction,
    creditor: CreditorId,
    known: &HashMap<usize, KnownItem>,
) -> Result<HashSet<LinkKey>> {
    let mut links = HashSet::new();
    let mut ids: Vec<i64> = known.values().map(|item| item.id).collect();
    ids.sort_unstable();
    for part in ids.chunks(KEYS_AT_ONCE) {
        let ids = listed(part.iter().copied());
        for sql in [SELECT_CLAIM_LINKS, SELECT_SOURCE_LINKS] {
            let sql = sql.replace(":ids", &in_list("$2"));
            let values = [creditor.0.into(), ids.as_str().into()];
            transaction
                .query_each(&sql, &values, |row| {
                    let claim = row.optional_integer(0)?.unwrap_or(0);
                    let source = row.optional_integer(1)?.unwrap_or(0);
                    links.insert((claim, source, row.string(2)?));
                    Ok(())
                })
                .await?;
        }
    }
    Ok(links)
}

/// Writes what the list changed of known rows, with the journal where the list says something new.
pub(super) async fn write_changed(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (items, draft): (&[ListedItem<'_>], &Draft),
) -> Result<()> {
    let mut places: Vec<usize> = draft.known.keys().copied().collect();
    places.sort_unstable();
    let mut left = Vec::new();
    for place in places {
        let (before, item, open_minor) = (&draft.known[&place], &items[place], draft.open[place]);
        let is_same = before.is_same(item);
        if is_same && before.open_minor == open_minor {
            continue;
        }
        let after = merged(before, item, open_minor);
        if !is_same {
            let entry = Entry::new(creditor, Some(item.debtor), "change", "item").on(before.id);
            let entry = entry.before(before.json()).after(after.json());
            journal::append(transaction, stamp, entry).await?;
            left.extend((before.debtor != item.debtor.0).then_some(DebtorId(before.debtor)));
        }
        let values = [
            after.id.into(),
            after.debtor.into(),
            after.kind.into(),
            after.reference.into(),
            after.instalment.into(),
            after.issued_on.into(),
            after.delivered_on.into(),
            after.due_on.into(),
            after.amount_minor.into(),
            after.open_minor.into(),
            after.currency.into(),
            after.unconfirmed.into(),
        ];
        transaction.execute(UPDATE, &values).await?;
    }
    review::touch(transaction, stamp, creditor, &left).await
}

fn merged(before: &KnownItem, item: &ListedItem<'_>, open_minor: i64) -> KnownItem {
    KnownItem {
        id: before.id,
        debtor: item.debtor.0,
        kind: item.kind.code().to_string(),
        reference: item.reference.to_string(),
        instalment: i64::from(item.instalment),
        issued_on: column::day(item.issued_on),
        delivered_on: item
            .delivered_on
            .map(column::day)
            .or_else(|| before.delivered_on.clone()),
        due_on: column::day(item.due_on),
        amount_minor: item.amount.minor,
        open_minor,
        currency: item.amount.currency.code().to_string(),
        unconfirmed: item
            .unconfirmed
            .map(|cause| Unconfirmed::code(cause).to_string())
            .or_else(|| before.unconfirmed.clone()),
    }
}
