//! Letters given to a service that prints and posts them: taken from the pile, what they cost, the number of the post, and
//! which one the service means. Must never take a letter that somebody else is giving, nor one that may have been given.

use jiff::Timestamp;
use receivables::identity::{CreditorId, DebtorId, NoticeId};

use super::outbox::Cost;
use super::{COLUMNS, Notice, read};
use crate::column;
use crate::db::{Session, Transaction};
use crate::error::Result;
use crate::journal::{self, Entry};
use crate::stamp::Stamp;

const TAKE: &str = "update notice set claimed_at = $3, claimed_by = $4
    where creditor_id = $1 and id = $2 and release = 'by-hand' and channel in ('letter', 'registered-letter')
    and claimed_at is null and sent_at is null and withdrawn_at is null and refused_at is null
    and unknown_at is null";

const COST: &str = "update notice_evidence set cost_micros = $3, cost_currency = $4
    where creditor_id = $1 and notice_id = $2";

const NUMBER: &str = "update notice_evidence set tracking_number = $3
    where creditor_id = $1 and notice_id = $2 and (tracking_number is null or tracking_number <> $3)";

const SELECT_NUMBER: &str =
    "select tracking_number from notice_evidence where creditor_id = $1 and notice_id = $2";

const SELECT_NAMED: &str = "select :columns from notice where id = $1
    and channel in ('letter', 'registered-letter') and reserved_at is not null";

const SELECT_REFERENCE: &str = "select :columns from notice
    where channel in ('letter', 'registered-letter') and reserved_at is not null and id in (
      select notice_id from notice_evidence where receipt = $1
    ) order by id desc limit 1";

const SELECT_UNDER_WAY: &str = "select n.id, e.receipt from notice n join notice_evidence e on e.notice_id = n.id
    where n.creditor_id = $1 and n.channel in ('letter', 'registered-letter') and n.reserved_at is not null
    and n.sent_at >= $2 and n.delivered_at is null and n.returned_at is null and e.receipt is not null
    order by n.id limit 500";

pub(crate) const STATEMENTS: &[&str] = &[
    TAKE,
    COST,
    NUMBER,
    SELECT_NUMBER,
    SELECT_NAMED,
    SELECT_REFERENCE,
    SELECT_UNDER_WAY,
];

/// Takes a letter from the pile for whom the stamp names; false when it is not to be posted any more, or somebody else has
/// it.
pub async fn take(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: NoticeId,
) -> Result<bool> {
    let values = [
        creditor.0.into(),
        id.0.into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    Ok(transaction.execute(TAKE, &values).await? > 0)
}

/// Keeps what a service asks for a letter.
pub async fn keep_cost(
    transaction: &mut Transaction,
    creditor: CreditorId,
    (id, cost): (NoticeId, Cost),
) -> Result<()> {
    let values = [
        creditor.0.into(),
        id.0.into(),
        cost.micros.into(),
        cost.currency.code().into(),
    ];
    transaction.execute(COST, &values).await?;
    Ok(())
}

/// Writes down that a service refused a letter, which stays on the pile, with its words.
pub async fn note_refusal(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, debtor): (CreditorId, DebtorId),
    (id, words): (NoticeId, &str),
) -> Result<()> {
    let entry = Entry::new(creditor, Some(debtor), "refuse", "letter").on(id.0);
    journal::append(transaction, stamp, entry.after(column::json(&words)?)).await
}

/// Writes down the number the post gave a letter; false when it was known.
pub async fn note_number(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, debtor): (CreditorId, DebtorId),
    (id, number): (NoticeId, &str),
) -> Result<bool> {
    let values = [creditor.0.into(), id.0.into(), number.into()];
    if transaction.execute(NUMBER, &values).await? == 0 {
        return Ok(false);
    }
    let entry = Entry::new(creditor, Some(debtor), "post", "letter").on(id.0);
    journal::append(transaction, stamp, entry.after(column::json(&number)?)).await?;
    Ok(true)
}

/// The number the post gave a letter, once it has one.
pub async fn number(
    session: &mut Session,
    creditor: CreditorId,
    id: NoticeId,
) -> Result<Option<String>> {
    let values = [creditor.0.into(), id.0.into()];
    let found = session
        .query_first(SELECT_NUMBER, &values, |row| row.optional_string(0))
        .await?;
    Ok(found.flatten())
}

/// The letter, of whatever creditor, that was given to a service: the one named, else the one the service knows under a
/// reference.
pub async fn find(
    session: &mut Session,
    (named, reference): (Option<NoticeId>, &str),
) -> Result<Option<Notice>> {
    if let Some(id) = named {
        let sql = SELECT_NAMED.replace(":columns", COLUMNS);
        return session.query_first(&sql, &[id.0.into()], read).await;
    }
    if reference.is_empty() {
        return Ok(None);
    }
    let sql = SELECT_REFERENCE.replace(":columns", COLUMNS);
    session.query_first(&sql, &[reference.into()], read).await
}

/// The letters a service took since an instant that have neither arrived nor come back, each with the service's name for it.
pub async fn under_way(
    session: &mut Session,
    creditor: CreditorId,
    since: Timestamp,
) -> Result<Vec<(NoticeId, String)>> {
    let values = [creditor.0.into(), column::instant(since).into()];
    session
        .query(SELECT_UNDER_WAY, &values, |row| {
            Ok((NoticeId(row.integer(0)?), row.string(1)?))
        })
        .await
}
