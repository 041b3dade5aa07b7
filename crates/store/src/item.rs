//! Open items and settled ones: instalments of invoices, credit notes, payments on account, charges. Must
//! never let `open_minor` differ from the amount less the live allocations at the end of a transaction.

use receivables::identity::{CreditorId, DebtorId, ImportId, ItemId};
use receivables::item::{Item, ItemKind, Unconfirmed};

use crate::column::{self, Place};
use crate::db::{Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::page::{Page, in_list, listed};
use crate::review;
use crate::stamp::Stamp;

const SELECT_OPEN: &str = "select debtor_id, id, kind, reference, instalment, issued_on, delivered_on, due_on,
    amount_minor, open_minor, currency, reopened_on, unconfirmed, strategy_override
    from item where creditor_id = $1 and debtor_id :page and open_minor <> 0 order by debtor_id, id";

const SELECT_KNOWN: &str =
    "select debtor_id, id, kind, reference, instalment, issued_on, delivered_on, due_on,
    amount_minor, open_minor, currency, reopened_on, unconfirmed, strategy_override
    from item where creditor_id = $1 and debtor_id :page and known_at <= $4 order by debtor_id, id";

const SELECT_OF_SAME_BYTES: &str = "select id from item where creditor_id = $1 and source = $3
    and import_id in (select id from import where creditor_id = $1 and id <> $2
    and digest = (select digest from import where id = $2)) order by id";

const SELECT_IDS: &str =
    "select debtor_id, id, kind, reference, instalment, issued_on, delivered_on, due_on,
    amount_minor, open_minor, currency, reopened_on, unconfirmed, strategy_override
    from item where + creditor_id = $1 and id :ids order by debtor_id, id";

const SELECT_REFERENCE: &str =
    "select debtor_id, id, kind, reference, instalment, issued_on, delivered_on,
    due_on, amount_minor, open_minor, currency, reopened_on, unconfirmed, strategy_override
    from item where creditor_id = $1 and reference = $2 order by + debtor_id, id";

const SELECT_REFERENCE_SOURCES: &str = "select debtor_id, source from item
    where creditor_id = $1 and reference = $2 and amount_minor = $3 order by id";

const IS_KNOWN_SOURCE: &str = "select id from item where creditor_id = $1 and source = $2 limit 1";

const SELECT_OF_SOURCE: &str =
    "select debtor_id, id, kind, reference, instalment, issued_on, delivered_on,
    due_on, amount_minor, open_minor, currency, reopened_on, unconfirmed, strategy_override
    from item where creditor_id = $1 and source = $2 order by + debtor_id, id";

const SELECT_KEYS_OF_SOURCE: &str =
    "select debtor_id, id, kind, reference, instalment, issued_on, delivered_on,
    due_on, amount_minor, open_minor, currency, reopened_on, unconfirmed, strategy_override, natural_key
    from item where creditor_id = $1 and source = $2 order by + debtor_id, id";

const SELECT_ALL_OPEN: &str =
    "select debtor_id, id, kind, reference, instalment, issued_on, delivered_on,
    due_on, amount_minor, open_minor, currency, reopened_on, unconfirmed, strategy_override
    from item where creditor_id = $1 and open_minor <> 0 order by debtor_id, id";

const UPDATE_DESK: &str = "update item set due_on = $3, delivered_on = $4, unconfirmed = $5,
    strategy_override = $6 where creditor_id = $1 and id = $2";

/// Rows whose open amount is not what their allocations leave of it.
const UNBALANCED: &str = "select i.id, i.open_minor, i.amount_minor
      - coalesce((select cast(sum(a.amount_minor) as bigint) from allocation a
                  where a.claim_item_id = i.id and a.reversed_at is null), 0)
      + coalesce((select cast(sum(a.amount_minor) as bigint) from allocation a
                  where a.source_item_id = i.id and a.reversed_at is null), 0)
    from item i where i.creditor_id = $1 and i.open_minor <> i.amount_minor
      - coalesce((select cast(sum(a.amount_minor) as bigint) from allocation a
                  where a.claim_item_id = i.id and a.reversed_at is null), 0)
      + coalesce((select cast(sum(a.amount_minor) as bigint) from allocation a
                  where a.source_item_id = i.id and a.reversed_at is null), 0)
    order by i.id";

pub(crate) const STATEMENTS: &[&str] = &[
    SELECT_OPEN,
    SELECT_OF_SAME_BYTES,
    SELECT_KNOWN,
    SELECT_IDS,
    SELECT_REFERENCE,
    SELECT_REFERENCE_SOURCES,
    IS_KNOWN_SOURCE,
    SELECT_OF_SOURCE,
    SELECT_KEYS_OF_SOURCE,
    SELECT_ALL_OPEN,
    UPDATE_DESK,
    UNBALANCED,
];

/// An item with the account it is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// The account.
    pub debtor: DebtorId,
    /// The item.
    pub item: Item,
}

/// An item whose open amount is not what its allocations leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unbalanced {
    /// The item.
    pub item: ItemId,
    /// What the row says is open.
    pub open_minor: i64,
    /// What the allocations leave open.
    pub expected_minor: i64,
}

/// The items that the same bytes brought before this import, from one source.
pub async fn of_same_bytes(
    session: &mut Session,
    creditor: CreditorId,
    (source, import): (&str, ImportId),
) -> Result<Vec<ItemId>> {
    let values = [creditor.0.into(), import.0.into(), source.into()];
    session
        .query(SELECT_OF_SAME_BYTES, &values, |row| {
            Ok(ItemId(row.integer(0)?))
        })
        .await
}

/// Items by their identities, in the order of their accounts.
pub async fn by_ids(
    session: &mut Session,
    creditor: CreditorId,
    ids: &[ItemId],
) -> Result<Vec<Owed>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = SELECT_IDS.replace(":ids", &in_list("$2"));
    let ids = listed(ids.iter().map(|item| item.0));
    session
        .query(&sql, &[creditor.0.into(), ids.into()], read_owed)
        .await
}

/// Items that carry a reference, in the order of their accounts.
pub async fn by_reference(
    session: &mut Session,
    creditor: CreditorId,
    reference: &str,
) -> Result<Vec<Owed>> {
    session
        .query(
            SELECT_REFERENCE,
            &[creditor.0.into(), reference.into()],
            read_owed,
        )
        .await
}

/// The accounts and sources of the items that carry a reference and an amount: an invoice that came with
/// one file may come again with another.
pub async fn sources_of_reference(
    session: &mut Session,
    creditor: CreditorId,
    (reference, amount_minor): (&str, i64),
) -> Result<Vec<(DebtorId, String)>> {
    let values = [creditor.0.into(), reference.into(), amount_minor.into()];
    session
        .query(SELECT_REFERENCE_SOURCES, &values, |row| {
            Ok((DebtorId(row.integer(0)?), row.string(1)?))
        })
        .await
}

/// True when an item came from a source: a first import has nothing to be compared with.
pub async fn is_known_source(
    session: &mut Session,
    creditor: CreditorId,
    source: &str,
) -> Result<bool> {
    let values = [creditor.0.into(), source.into()];
    Ok(session.query_integer(IS_KNOWN_SOURCE, &values).await? != 0)
}

/// Every item that came from a source, settled ones too, account by account.
pub async fn of_source(
    session: &mut Session,
    creditor: CreditorId,
    source: &str,
) -> Result<Vec<Owed>> {
    session
        .query(
            SELECT_OF_SOURCE,
            &[creditor.0.into(), source.into()],
            read_owed,
        )
        .await
}

/// Hands every item that came from a source to `each`, with its natural key, without keeping them.
pub async fn each_of_source(
    session: &mut Session,
    creditor: CreditorId,
    source: &str,
    mut each: impl FnMut(Owed, &str) + Send,
) -> Result<()> {
    let values = [creditor.0.into(), source.into()];
    session
        .query_each(SELECT_KEYS_OF_SOURCE, &values, |row| {
            each(read_owed(row)?, row.text(14)?);
            Ok(())
        })
        .await
}

/// Hands every open item of a creditor to `each`, account by account, without keeping them.
pub async fn each_open(
    session: &mut Session,
    creditor: CreditorId,
    mut each: impl FnMut(Owed) + Send,
) -> Result<()> {
    session
        .query_each(SELECT_ALL_OPEN, &[creditor.0.into()], |row| {
            each(read_owed(row)?);
            Ok(())
        })
        .await
}

/// The open items of an account.
pub async fn open_of_debtor(
    session: &mut Session,
    creditor: CreditorId,
    debtor: DebtorId,
) -> Result<Vec<Item>> {
    let mut items = Vec::new();
    each_open_of_page(session, creditor, &Page::of(debtor), |_, item| {
        items.push(item)
    })
    .await?;
    Ok(items)
}

/// Writes what a person changed about an item: due date, delivery, cause on our side, strategy.
pub async fn change(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    after: &Item,
) -> Result<()> {
    let found = by_ids(transaction, creditor, &[after.id]).await?;
    let before = found.into_iter().next().ok_or(StoreError::NotFound {
        noun: "item",
        id: after.id.0,
    })?;
    if before.item == *after {
        return Ok(());
    }
    let values = [
        creditor.0.into(),
        after.id.0.into(),
        column::day(after.due_on).into(),
        after.delivered_on.map(column::day).into(),
        after.unconfirmed.map(Unconfirmed::code).into(),
        after.strategy_override.as_deref().into(),
    ];
    transaction.execute(UPDATE_DESK, &values).await?;
    let entry = Entry::new(creditor, Some(before.debtor), "change", "item").on(after.id.0);
    let entry = entry
        .before(column::json(&before.item)?)
        .after(column::json(after)?);
    journal::append(transaction, stamp, entry).await?;
    review::touch(transaction, stamp, creditor, &[before.debtor]).await
}

/// Every item whose open amount is not what its allocations leave; none, in a sound database.
pub async fn unbalanced(session: &mut Session, creditor: CreditorId) -> Result<Vec<Unbalanced>> {
    session
        .query(UNBALANCED, &[creditor.0.into()], |row| {
            Ok(Unbalanced {
                item: ItemId(row.integer(0)?),
                open_minor: row.integer(1)?,
                expected_minor: row.integer(2)?,
            })
        })
        .await
}

/// Hands each open item of a page to `each`, with the place of its debtor in the page.
pub(crate) async fn each_open_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    mut each: impl FnMut(usize, Item) + Send,
) -> Result<()> {
    let [first, last] = page.values();
    session
        .query_each(
            &page.text(SELECT_OPEN),
            &[creditor.0.into(), first, last],
            |row| {
                if let Some(position) = page.position(row.integer(0)?) {
                    each(position, read(row)?);
                }
                Ok(())
            },
        )
        .await
}

/// Hands each item of a page that was known at an instant, settled or not, to `each`; what is open of it
/// is that of now.
pub(crate) async fn each_known_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    known: &str,
    mut each: impl FnMut(usize, Item) + Send,
) -> Result<()> {
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last, known.into()];
    session
        .query_each(&page.text(SELECT_KNOWN), &values, |row| {
            if let Some(position) = page.position(row.integer(0)?) {
                each(position, read(row)?);
            }
            Ok(())
        })
        .await
}

/// Reads a row of one of the statements above.
pub(crate) fn read_owed(row: &Row<'_>) -> Result<Owed> {
    Ok(Owed {
        debtor: DebtorId(row.integer(0)?),
        item: read(row)?,
    })
}

fn read(row: &Row<'_>) -> Result<Item> {
    let id = row.integer(1)?;
    let place = Place::new("item", id);
    let kind = row.text(2)?;
    let instalment = row.integer(4)?;
    let currency = place.currency(row.text(10)?)?;
    let unconfirmed = row
        .optional_text(12)?
        .map(|word| {
            Unconfirmed::from_code(word).ok_or_else(|| place.inconsistent("unconfirmed", word))
        })
        .transpose()?;
    Ok(Item {
        id: ItemId(id),
        kind: ItemKind::from_code(kind).ok_or_else(|| place.inconsistent("kind", kind))?,
        reference: row.string(3)?,
        instalment: u32::try_from(instalment)
            .map_err(|_| place.inconsistent("instalment", &instalment.to_string()))?,
        issued_on: place.day("issued_on", row.text(5)?)?,
        delivered_on: place.optional_day("delivered_on", row.optional_text(6)?)?,
        due_on: place.day("due_on", row.text(7)?)?,
        amount: receivables::money::Money::new(row.integer(8)?, currency),
        open: receivables::money::Money::new(row.integer(9)?, currency),
        reopened_on: place.optional_day("reopened_on", row.optional_text(11)?)?,
        unconfirmed,
        strategy_override: row.optional_string(13)?,
    })
}
