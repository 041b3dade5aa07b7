//! Promises to pay. Must never change one: a promise that was judged carries its outcome and its day.

use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::fact::{Promise, PromiseOutcome, PromisedPart};
use receivables::identity::{CreditorId, DebtorId, ItemId, PromiseId};

use crate::column::{self, Place};
use crate::db::{Insert, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::page::Page;
use crate::review;
use crate::stamp::Stamp;

const INSERT: Insert =
    Insert::into("promise (id, creditor_id, debtor_id, taken_on, pay_on, taken_by, known_at)");

const INSERT_PART: Insert = Insert::into(
    "promise_item (promise_id, item_id, creditor_id, debtor_id, amount_minor, currency)",
);

const CLOSE: &str = "update promise set outcome = $3, closed_on = $4, closed_at = $5
    where creditor_id = $1 and id = $2 and closed_at is null";

const SELECT_DEBTOR: &str = "select debtor_id from promise where creditor_id = $1 and id = $2";

const SELECT_PAGE: &str = "select debtor_id, id, taken_on, pay_on,
    case when closed_at <= $4 then outcome end, case when closed_at <= $4 then closed_on end
    from promise where creditor_id = $1 and debtor_id :page and known_at <= $4 order by debtor_id, id";

const SELECT_PARTS: &str = "select promise_id, item_id, amount_minor, currency
    from promise_item where creditor_id = $1 and debtor_id :page order by promise_id, item_id";

const SELECT_TO_JUDGE: &str = "select id, debtor_id from promise
    where creditor_id = $1 and pay_on <= $2 and closed_at is null order by debtor_id, id";

pub(crate) const STATEMENTS: &[&str] = &[
    CLOSE,
    SELECT_DEBTOR,
    SELECT_PAGE,
    SELECT_PARTS,
    SELECT_TO_JUDGE,
];
pub(crate) const INSERTS: &[Insert] = &[INSERT, INSERT_PART];

/// Writes a promise down; its identity in `promise` is replaced by a new one, which is returned.
pub async fn take(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    debtor: DebtorId,
    promise: &Promise,
) -> Result<PromiseId> {
    let id = stamp.id();
    let row = [
        id.into(),
        creditor.0.into(),
        debtor.0.into(),
        column::day(promise.taken_on).into(),
        column::day(promise.pay_on).into(),
        stamp.who.into(),
        stamp.at().into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let parts = promise.parts.iter().map(|part| {
        [
            id.into(),
            part.item.0.into(),
            creditor.0.into(),
            debtor.0.into(),
            part.amount.minor.into(),
            part.amount.currency.code().to_string().into(),
        ]
    });
    transaction.insert_many(&INSERT_PART, parts).await?;
    let entry = Entry::new(creditor, Some(debtor), "open", "promise").on(id);
    journal::append(transaction, stamp, entry.after(column::json(promise)?)).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await?;
    Ok(PromiseId(id))
}

/// Judges an open promise.
pub async fn close(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: PromiseId,
    (outcome, closed_on): (PromiseOutcome, Date),
) -> Result<()> {
    let missing = StoreError::NotFound {
        noun: "open promise",
        id: id.0,
    };
    let owner = transaction
        .query_first(SELECT_DEBTOR, &[creditor.0.into(), id.0.into()], |row| {
            row.integer(0)
        })
        .await?;
    let Some(debtor) = owner.map(DebtorId) else {
        return Err(missing);
    };
    let values = [
        creditor.0.into(),
        id.0.into(),
        column::word(&outcome).into(),
        column::day(closed_on).into(),
        stamp.at().into(),
    ];
    if transaction.execute(CLOSE, &values).await? == 0 {
        return Err(missing);
    }
    let entry = Entry::new(creditor, Some(debtor), "close", "promise").on(id.0);
    journal::append(
        transaction,
        stamp,
        entry.after(column::json(&(outcome, closed_on))?),
    )
    .await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await
}

/// Open promises whose date is on or before `day`, with their accounts.
pub async fn to_judge(
    session: &mut Session,
    creditor: CreditorId,
    day: Date,
) -> Result<Vec<(PromiseId, DebtorId)>> {
    session
        .query(
            SELECT_TO_JUDGE,
            &[creditor.0.into(), column::day(day).into()],
            |row| Ok((PromiseId(row.integer(0)?), DebtorId(row.integer(1)?))),
        )
        .await
}

/// Hands each promise of a page to `each`, with the place of its debtor in the page.
pub(crate) async fn each_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    known: &str,
    mut each: impl FnMut(usize, Promise) + Send,
) -> Result<()> {
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last, known.into()];
    let mut found: BTreeMap<i64, (usize, Promise)> = BTreeMap::new();
    session
        .query_each(&page.text(SELECT_PAGE), &values, |row| {
            let Some(position) = page.position(row.integer(0)?) else {
                return Ok(());
            };
            let id = row.integer(1)?;
            let place = Place::new("promise", id);
            let outcome = match (row.optional_text(4)?, row.optional_text(5)?) {
                (Some(outcome), Some(day)) => Some((
                    place.word("outcome", outcome)?,
                    place.day("closed_on", day)?,
                )),
                _ => None,
            };
            let promise = Promise {
                id: PromiseId(id),
                taken_on: place.day("taken_on", row.text(2)?)?,
                pay_on: place.day("pay_on", row.text(3)?)?,
                parts: Vec::new(),
                outcome,
            };
            found.insert(id, (position, promise));
            Ok(())
        })
        .await?;
    if found.is_empty() {
        return Ok(());
    }
    let [first, last] = page.values();
    session
        .query_each(
            &page.text(SELECT_PARTS),
            &[creditor.0.into(), first, last],
            |row| {
                let id = row.integer(0)?;
                if let Some((_, promise)) = found.get_mut(&id) {
                    let amount =
                        Place::new("promise_item", id).money(row.integer(2)?, row.text(3)?)?;
                    promise.parts.push(PromisedPart {
                        item: ItemId(row.integer(1)?),
                        amount,
                    });
                }
                Ok(())
            },
        )
        .await?;
    for (position, promise) in found.into_values() {
        each(position, promise);
    }
    Ok(())
}
