//! Answers of debtors. Must never forget one that waits for a person.

use jiff::civil::Date;
use receivables::fact::Reply;
use receivables::identity::{CreditorId, DebtorId, ReplyId};

use crate::column::{self, Place};
use crate::db::{Insert, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::page::Page;
use crate::review;
use crate::stamp::Stamp;

const INSERT: Insert =
    Insert::into("reply (id, creditor_id, debtor_id, received_on, received_at, summary, known_at)");

const HANDLE: &str = "update reply set handled_on = $3, handled_at = $4, handled_by = $5
    where creditor_id = $1 and id = $2 and handled_at is null";

const SELECT_DEBTOR: &str = "select debtor_id from reply where creditor_id = $1 and id = $2";

const SELECT_PAGE: &str = "select debtor_id, id, received_on, case when handled_at <= $4 then handled_on end
    from reply where creditor_id = $1 and debtor_id :page and known_at <= $4 order by debtor_id, id";

pub(crate) const STATEMENTS: &[&str] = &[HANDLE, SELECT_DEBTOR, SELECT_PAGE];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// Writes an answer down: from now on it waits for a person.
pub async fn receive(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, debtor): (CreditorId, DebtorId),
    received_on: Date,
    summary: &str,
) -> Result<ReplyId> {
    let id = stamp.id();
    let row = [
        id.into(),
        creditor.0.into(),
        debtor.0.into(),
        column::day(received_on).into(),
        stamp.at().into(),
        summary.into(),
        stamp.at().into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let entry = Entry::new(creditor, Some(debtor), "open", "reply").on(id);
    journal::append(transaction, stamp, entry.after(column::json(&summary)?)).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await?;
    Ok(ReplyId(id))
}

/// Writes down that a person dealt with an answer.
pub async fn handle(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: ReplyId,
    handled_on: Date,
) -> Result<()> {
    let missing = StoreError::NotFound {
        noun: "reply that waits",
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
        column::day(handled_on).into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    if transaction.execute(HANDLE, &values).await? == 0 {
        return Err(missing);
    }
    let entry = Entry::new(creditor, Some(debtor), "close", "reply").on(id.0);
    journal::append(transaction, stamp, entry).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await
}

/// Hands each answer of a page to `each`, with the place of its debtor in the page.
pub(crate) async fn each_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    known: &str,
    mut each: impl FnMut(usize, Reply) + Send,
) -> Result<()> {
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last, known.into()];
    session
        .query_each(&page.text(SELECT_PAGE), &values, |row| {
            let Some(position) = page.position(row.integer(0)?) else {
                return Ok(());
            };
            let id = row.integer(1)?;
            let place = Place::new("reply", id);
            each(
                position,
                Reply {
                    id: ReplyId(id),
                    received_on: place.day("received_on", row.text(2)?)?,
                    handled_on: place.optional_day("handled_on", row.optional_text(3)?)?,
                },
            );
            Ok(())
        })
        .await
}
