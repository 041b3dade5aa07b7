//! Messages that left and came back: which one a mail server means, and its words. Must never undo that it left: the
//! carrier took it, and its evidence stays.

use jiff::Timestamp;
use receivables::identity::{CreditorId, DebtorId, NoticeId};

use super::find;
use crate::column;
use crate::contact_made;
use crate::db::{Session, Transaction};
use crate::error::Result;
use crate::journal::{self, Entry};
use crate::review;
use crate::stamp::Stamp;

const SELECT_MESSAGE: &str = "select n.id from notice_evidence e join notice n on n.id = e.notice_id
    where e.message_id = $2 and e.creditor_id = $1 and n.sent_at is not null order by n.id desc limit 1";

const SELECT_RECIPIENT: &str = "select n.id from notice n join notice_evidence e on e.notice_id = n.id
    where n.creditor_id = $1 and n.sent_at >= $3 and n.sent_at <= $4 and n.returned_at is null
    and n.channel = 'e-mail' and lower(e.recipient) = $2 order by n.sent_at desc, n.id desc limit 1";

const RETURN: &str = "update notice set returned_at = $3, returned_cause = $4
    where creditor_id = $1 and id = $2 and sent_at is not null and returned_at is null";

const SELECT_THREAD: &str = "select e.message_id from notice n join notice_evidence e on e.notice_id = n.id
    where n.creditor_id = $1 and n.debtor_id = $2 and n.id <> $3 and n.sent_at is not null and n.returned_at is null
    and n.channel = 'e-mail' and lower(e.recipient) = $4 order by n.sent_at desc, n.id desc limit 1";

pub(crate) const STATEMENTS: &[&str] = &[SELECT_MESSAGE, SELECT_RECIPIENT, SELECT_THREAD, RETURN];

/// The notice that left under a Message-ID, without the angle brackets.
pub async fn by_message_id(
    session: &mut Session,
    creditor: CreditorId,
    message_id: &str,
) -> Result<Option<NoticeId>> {
    session
        .query_first(
            SELECT_MESSAGE,
            &[creditor.0.into(), message_id.into()],
            |row| row.integer(0).map(NoticeId),
        )
        .await
}

/// The last notice that left for an address between two instants and has not come back.
pub async fn last_to(
    session: &mut Session,
    creditor: CreditorId,
    address: &str,
    (since, until): (Timestamp, Timestamp),
) -> Result<Option<NoticeId>> {
    let values = [
        creditor.0.into(),
        address.trim().to_lowercase().into(),
        column::instant(since).into(),
        column::instant(until).into(),
    ];
    session
        .query_first(SELECT_RECIPIENT, &values, |row| {
            row.integer(0).map(NoticeId)
        })
        .await
}

/// The Message-ID of the last message about an account that went to an address, for the thread of the next one.
pub async fn thread(
    session: &mut Session,
    (creditor, debtor): (CreditorId, DebtorId),
    (notice, address): (NoticeId, &str),
) -> Result<Option<String>> {
    let values = [
        creditor.0.into(),
        debtor.0.into(),
        notice.0.into(),
        address.trim().to_lowercase().into(),
    ];
    let found = session
        .query_first(SELECT_THREAD, &values, |row| row.string(0))
        .await?;
    Ok(found.filter(|id| !id.is_empty()))
}

/// Writes down that a notice came back, with the carrier's words: the debtor never heard it, and its step is due again
/// another way. False when that was known.
pub async fn note(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (id, cause): (NoticeId, &str),
) -> Result<bool> {
    let values = [
        creditor.0.into(),
        id.0.into(),
        stamp.at().into(),
        cause.into(),
    ];
    if transaction.execute(RETURN, &values).await? == 0 {
        return Ok(false);
    }
    contact_made::note_return(transaction, stamp, (creditor, id)).await?;
    let notice = find(transaction, creditor, id).await?;
    let entry = Entry::new(creditor, Some(notice.debtor), "return", "notice").on(id.0);
    journal::append(transaction, stamp, entry.after(column::json(&cause)?)).await?;
    review::touch(transaction, stamp, creditor, &[notice.debtor]).await?;
    Ok(true)
}
