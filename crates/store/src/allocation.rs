//! Allocations: what was put against a claim, out of which credit, and why. Must never change one: an
//! allocation that proved wrong carries the day it was reversed.

pub mod platform;

use jiff::civil::Date;
use receivables::identity::{AllocationId, CreditorId, DebtorId, ImportId, ItemId};
use serde::{Deserialize, Serialize};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::page::{Page, in_list, listed};
use crate::review;
use crate::stamp::Stamp;

pub(crate) const INSERT: Insert = Insert::into(
    "allocation (id, creditor_id, debtor_id, claim_item_id, source_item_id, amount_minor, effective_on,
     basis, import_id, known_at)",
);

const TAKE_FROM_CLAIM: &str = "update item set open_minor = open_minor - $3
    where creditor_id = $1 and id = $2 and open_minor >= $3 and amount_minor > 0";

const TAKE_FROM_SOURCE: &str = "update item set open_minor = open_minor + $3
    where creditor_id = $1 and id = $2 and open_minor + $3 <= 0 and amount_minor < 0";

const GIVE_BACK_CLAIM: &str = "update item set open_minor = open_minor + $3, reopened_on = $4
    where creditor_id = $1 and id = $2";

const GIVE_BACK_SOURCE: &str = "update item set open_minor = open_minor - $3, reopened_on = $4
    where creditor_id = $1 and id = $2";

const REVERSE: &str = "update allocation set reversed_on = $3, reversed_at = $4
    where creditor_id = $1 and id = $2 and reversed_at is null";

const SELECT: &str = "select id, debtor_id, claim_item_id, source_item_id, amount_minor, effective_on, basis,
    import_id, known_at, reversed_on, reversed_at, replaced_by_item_id from allocation where creditor_id = $1 and id = $2";

const SELECT_OF_SAME_BYTES: &str =
    "select id, debtor_id, claim_item_id, source_item_id, amount_minor, effective_on, basis,
    import_id, known_at, reversed_on, reversed_at, replaced_by_item_id from allocation where creditor_id = $1 and reversed_at is null
    and import_id in (select id from import where creditor_id = $1 and id <> $2
    and digest = (select digest from import where id = $2)) order by id";

const SELECT_PUT: &str = "select claim_item_id, effective_on, amount_minor, basis from allocation
    where + creditor_id = $1 and claim_item_id :ids and reversed_at is null order by id";

const SELECT_PAGE: &str =
    "select id, debtor_id, claim_item_id, source_item_id, amount_minor, effective_on,
    basis, import_id, known_at, reversed_on, reversed_at, replaced_by_item_id
    from allocation where creditor_id = $1 and debtor_id :page order by debtor_id, id";

pub(crate) const STATEMENTS: &[&str] = &[
    SELECT_OF_SAME_BYTES,
    TAKE_FROM_CLAIM,
    TAKE_FROM_SOURCE,
    GIVE_BACK_CLAIM,
    GIVE_BACK_SOURCE,
    REVERSE,
    SELECT,
    SELECT_PUT,
    SELECT_PAGE,
];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// Why an allocation was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// The ledger's own lettering.
    Lettering,
    /// Rebuilt: the ledger's line names the invoice.
    Reference,
    /// Rebuilt: same amount, oldest first.
    AmountAndAge,
    /// The bank's line names the invoice exactly.
    ExactReference,
    /// Who paid how much leaves one reading: name, known account, sum of what is due.
    Evidence,
    /// A list said so.
    List,
    /// An invoicing platform said so (status 212). Without a source it holds until the payment is seen.
    Platform,
    /// A person said so.
    Manual,
    /// Written off by a person.
    WriteOff,
    /// The item should never have been there.
    Cancelled,
}

/// Something put against a claim. With neither a source nor a claim it would say nothing: one is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocation {
    /// Its identity.
    pub id: AllocationId,
    /// The account.
    pub debtor: DebtorId,
    /// The claim; nothing for a credit used or cancelled otherwise.
    pub claim: Option<ItemId>,
    /// The credit it came from; nothing for what was settled elsewhere, written off or cancelled.
    pub source: Option<ItemId>,
    /// How much, positive, in minor units of the items' currency.
    pub amount_minor: i64,
    /// The day it counts from.
    pub effective_on: Date,
    /// Why.
    pub basis: Basis,
    /// The import it came with.
    pub import: Option<ImportId>,
    /// The instant it became known.
    pub known_at: jiff::Timestamp,
    /// The day and the instant it was reversed.
    pub reversed: Option<(Date, jiff::Timestamp)>,
    /// Of a platform's word that gave way: the payment that showed its money.
    pub replaced_by: Option<ItemId>,
}

/// An allocation to make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewAllocation {
    /// The account.
    pub debtor: DebtorId,
    /// The claim.
    pub claim: Option<ItemId>,
    /// The credit.
    pub source: Option<ItemId>,
    /// How much, positive.
    pub amount_minor: i64,
    /// The day it counts from.
    pub effective_on: Date,
    /// Why.
    pub basis: Basis,
    /// The import it comes with.
    pub import: Option<ImportId>,
}

/// Makes allocations, all or none: an item that has not as much open refuses the lot.
pub async fn apply(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    allocations: &[NewAllocation],
) -> Result<Vec<AllocationId>> {
    let mut ids = Vec::with_capacity(allocations.len());
    for allocation in allocations {
        for (item, take) in [
            (allocation.claim, TAKE_FROM_CLAIM),
            (allocation.source, TAKE_FROM_SOURCE),
        ] {
            let Some(item) = item else { continue };
            let values = [
                creditor.0.into(),
                item.0.into(),
                allocation.amount_minor.into(),
            ];
            if transaction.execute(take, &values).await? == 0 {
                return Err(StoreError::NotFound {
                    noun: "so much open of item",
                    id: item.0,
                });
            }
        }
        let id = stamp.id();
        insert(transaction, stamp, creditor, &[(id, allocation.clone())]).await?;
        let entry = Entry::new(creditor, Some(allocation.debtor), "apply", "allocation").on(id);
        journal::append(transaction, stamp, entry.after(column::json(allocation)?)).await?;
        ids.push(AllocationId(id));
    }
    let debtors: Vec<DebtorId> = allocations
        .iter()
        .map(|allocation| allocation.debtor)
        .collect();
    review::touch(transaction, stamp, creditor, &debtors).await?;
    Ok(ids)
}

/// Inserts rows; the open amounts of the items are the caller's to keep.
pub(crate) async fn insert(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    allocations: &[(i64, NewAllocation)],
) -> Result<()> {
    let at = stamp.at();
    let rows = allocations.iter().map(|(id, allocation)| {
        [
            (*id).into(),
            creditor.0.into(),
            allocation.debtor.0.into(),
            allocation.claim.map(|item| item.0).into(),
            allocation.source.map(|item| item.0).into(),
            allocation.amount_minor.into(),
            column::day(allocation.effective_on).into(),
            column::word(&allocation.basis).into(),
            allocation.import.map(|import| import.0).into(),
            at.as_str().into(),
        ]
    });
    transaction.insert_many(&INSERT, rows).await?;
    Ok(())
}

/// The live allocations that the same bytes brought before this import.
pub async fn of_same_bytes(
    session: &mut Session,
    creditor: CreditorId,
    import: ImportId,
) -> Result<Vec<Allocation>> {
    let values = [creditor.0.into(), import.0.into()];
    session.query(SELECT_OF_SAME_BYTES, &values, read).await
}

/// Reverses an allocation as of a day: what it took is open again on both sides.
pub async fn reverse(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: AllocationId,
    reversed_on: Date,
) -> Result<()> {
    let found = transaction
        .query_first(SELECT, &[creditor.0.into(), id.0.into()], read)
        .await?;
    let allocation = found.ok_or(StoreError::NotFound {
        noun: "allocation",
        id: id.0,
    })?;
    let day = column::day(reversed_on);
    let values = [
        creditor.0.into(),
        id.0.into(),
        day.as_str().into(),
        stamp.at().into(),
    ];
    if transaction.execute(REVERSE, &values).await? == 0 {
        return Err(StoreError::NotFound {
            noun: "live allocation",
            id: id.0,
        });
    }
    for (item, give_back) in [
        (allocation.claim, GIVE_BACK_CLAIM),
        (allocation.source, GIVE_BACK_SOURCE),
    ] {
        let Some(item) = item else { continue };
        let values = [
            creditor.0.into(),
            item.0.into(),
            allocation.amount_minor.into(),
            day.as_str().into(),
        ];
        transaction.execute(give_back, &values).await?;
    }
    let entry = Entry::new(creditor, Some(allocation.debtor), "reverse", "allocation").on(id.0);
    journal::append(transaction, stamp, entry.before(column::json(&allocation)?)).await?;
    review::touch(transaction, stamp, creditor, &[allocation.debtor]).await
}

/// The allocations of an account, live and reversed, in the order they became known.
pub async fn of_debtor(
    session: &mut Session,
    creditor: CreditorId,
    debtor: DebtorId,
) -> Result<Vec<Allocation>> {
    let mut allocations = Vec::new();
    each_of_page(session, creditor, &Page::of(debtor), |_, allocation| {
        allocations.push(allocation)
    })
    .await?;
    Ok(allocations)
}

/// What payments and credits put on some claims and still stands: the claim, the day it counts from, how much in minor
/// units. What was written off or cancelled is neither.
pub async fn put_on(
    session: &mut Session,
    creditor: CreditorId,
    claims: &[ItemId],
) -> Result<Vec<(ItemId, Date, i64)>> {
    if claims.is_empty() {
        return Ok(Vec::new());
    }
    let sql = SELECT_PUT.replace(":ids", &in_list("$2"));
    let ids = listed(claims.iter().map(|item| item.0));
    let found = session
        .query(&sql, &[creditor.0.into(), ids.into()], |row| {
            let claim = row.integer(0)?;
            let place = Place::new("allocation", claim);
            let basis: Basis = place.word("basis", row.text(3)?)?;
            let is_put = !matches!(basis, Basis::WriteOff | Basis::Cancelled);
            let effective_on = place.day("effective_on", row.text(1)?)?;
            Ok(is_put.then_some((ItemId(claim), effective_on, row.integer(2)?)))
        })
        .await?;
    Ok(found.into_iter().flatten().collect())
}

/// Hands each allocation of a page to `each`, with the place of its debtor in the page.
pub(crate) async fn each_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    mut each: impl FnMut(usize, Allocation) + Send,
) -> Result<()> {
    let [first, last] = page.values();
    session
        .query_each(
            &page.text(SELECT_PAGE),
            &[creditor.0.into(), first, last],
            |row| {
                if let Some(position) = page.position(row.integer(1)?) {
                    each(position, read(row)?);
                }
                Ok(())
            },
        )
        .await
}

fn read(row: &Row<'_>) -> Result<Allocation> {
    let id = row.integer(0)?;
    let place = Place::new("allocation", id);
    let reversed_on = place.optional_day("reversed_on", row.optional_text(9)?)?;
    let reversed_at = place.optional_instant("reversed_at", row.optional_text(10)?)?;
    Ok(Allocation {
        id: AllocationId(id),
        debtor: DebtorId(row.integer(1)?),
        claim: row.optional_integer(2)?.map(ItemId),
        source: row.optional_integer(3)?.map(ItemId),
        amount_minor: row.integer(4)?,
        effective_on: place.day("effective_on", row.text(5)?)?,
        basis: place.word("basis", row.text(6)?)?,
        import: row.optional_integer(7)?.map(ImportId),
        known_at: place.instant("known_at", row.text(8)?)?,
        reversed: reversed_on.zip(reversed_at),
        replaced_by: row.optional_integer(11)?.map(ItemId),
    })
}
