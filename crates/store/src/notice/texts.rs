//! Text messages that left: which one a provider means, the last one to a number, their parts and their delivery. Must
//! never tell a delivery of what did not leave, nor of what arrived in part.

use receivables::identity::{CreditorId, DebtorId, NoticeId};

use super::{COLUMNS, Notice, find as find_of, read};
use crate::column;
use crate::db::{Insert, Session, Transaction};
use crate::error::Result;
use crate::journal::{self, Entry};
use crate::stamp::Stamp;

const SELECT_NAMED: &str =
    "select :columns from notice where id = $1 and channel = 'sms' and reserved_at is not null";

const SELECT_REFERENCE: &str = "select :columns from notice where channel = 'sms' and id in (
      select notice_id from notice_evidence where receipt = $1
      union all select notice_id from text_part where reference = $1
    ) order by id desc limit 1";

const SELECT_LAST: &str = "select n.creditor_id, n.debtor_id from notice_evidence e join notice n on n.id = e.notice_id
    where e.recipient = $1 and n.channel = 'sms' and n.sent_at is not null order by n.id desc limit 1";

const DELIVER: &str = "update notice set delivered_at = $3
    where creditor_id = $1 and id = $2 and sent_at is not null and delivered_at is null";

const PART: Insert = Insert::into("text_part (notice_id, creditor_id, reference)")
    .with_tail("on conflict (notice_id, reference) do nothing");

const DELIVER_PART: &str = "update text_part set delivered_at = $4
    where creditor_id = $1 and notice_id = $2 and reference = $3 and delivered_at is null";

const COUNT_MISSING: &str = "select count(*) from text_part
    where creditor_id = $1 and notice_id = $2 and delivered_at is null";

pub(crate) const STATEMENTS: &[&str] = &[
    SELECT_NAMED,
    SELECT_REFERENCE,
    SELECT_LAST,
    DELIVER,
    DELIVER_PART,
    COUNT_MISSING,
];
pub(crate) const INSERTS: &[Insert] = &[PART];

/// The text message, of whatever creditor, that was handed to a provider: the one named, else the one the provider knows
/// under a reference.
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

/// The account the last text message to a number was about, of whatever creditor.
pub async fn last_to(
    session: &mut Session,
    number: &str,
) -> Result<Option<(CreditorId, DebtorId)>> {
    session
        .query_first(SELECT_LAST, &[number.into()], |row| {
            Ok((CreditorId(row.integer(0)?), DebtorId(row.integer(1)?)))
        })
        .await
}

/// Keeps what the carrier calls each part of a message, so that a report about one is known.
pub async fn keep_parts(
    transaction: &mut Transaction,
    creditor: CreditorId,
    (id, references): (NoticeId, &[String]),
) -> Result<()> {
    for reference in references {
        let row = [id.0.into(), creditor.0.into(), reference.into()];
        transaction.insert(&PART, row).await?;
    }
    Ok(())
}

/// Writes down that the handset has one part of a message; gives how many it still lacks, 0 where
/// a message has no parts of its own.
pub async fn note_part_delivery(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (id, reference): (NoticeId, &str),
) -> Result<i64> {
    let values = [
        creditor.0.into(),
        id.0.into(),
        reference.into(),
        stamp.at().into(),
    ];
    transaction.execute(DELIVER_PART, &values).await?;
    let counted = transaction
        .query_first(COUNT_MISSING, &values[..2], |row| row.integer(0))
        .await?;
    Ok(counted.unwrap_or(0))
}

/// Writes down that the handset has a message, with the carrier's words; false when that was known, or it never left.
pub async fn note_delivery(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (id, words): (NoticeId, &str),
) -> Result<bool> {
    let values = [creditor.0.into(), id.0.into(), stamp.at().into()];
    if transaction.execute(DELIVER, &values).await? == 0 {
        return Ok(false);
    }
    let notice = find_of(transaction, creditor, id).await?;
    let entry = Entry::new(creditor, Some(notice.debtor), "deliver", "notice").on(id.0);
    journal::append(transaction, stamp, entry.after(column::json(&words)?)).await?;
    Ok(true)
}
