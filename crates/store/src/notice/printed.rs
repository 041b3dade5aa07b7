//! Letters people post: printed, their bytes kept, posted later. Must never take a printed letter for a posted one.

use jiff::Timestamp;
use receivables::identity::{CreditorId, NoticeId};

use super::outbox::{Evidence, put_aside};
use super::{COLUMNS, Notice, read};
use crate::column;
use crate::db::{Session, Transaction};
use crate::error::Result;
use crate::journal::{self, Entry};
use crate::stamp::Stamp;

const ACT: &str =
    "update notice set act = $3 where creditor_id = $1 and id = $2 and sent_at is null
    and withdrawn_at is null and refused_at is null";

const SELECT_PRINTED: &str = "select e.notice_id from notice_evidence e join notice n on n.id = e.notice_id
    where n.creditor_id = $1 and n.channel in ('letter', 'registered-letter') and n.release = 'by-hand'
    and n.sent_at is null and n.withdrawn_at is null and n.refused_at is null order by e.notice_id";

const SELECT_IN_VAIN: &str = "select :columns from notice where creditor_id = $1
    and channel in ('letter', 'registered-letter') and release = 'by-hand'
    and sent_at is null and withdrawn_at >= $2
    and id in (select notice_id from notice_evidence where creditor_id = $1)
    order by withdrawn_at desc, id";

pub(crate) const STATEMENTS: &[&str] = &[ACT, SELECT_PRINTED, SELECT_IN_VAIN];

/// Keeps a letter that was printed: its bytes, and what it asks as it was printed. Printed again, the later one stands.
pub async fn keep(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, notice): (CreditorId, &Notice),
    evidence: &Evidence,
) -> Result<()> {
    let id = notice.id;
    put_aside(transaction, (creditor, id), evidence).await?;
    let act = column::json(&notice.act)?;
    let values = [creditor.0.into(), id.0.into(), act.into()];
    transaction.execute(ACT, &values).await?;
    let entry = Entry::new(creditor, Some(notice.debtor), "print", "notice").on(id.0);
    journal::append(transaction, stamp, entry).await
}

/// The letters that were printed and still wait to be posted.
pub async fn printed(session: &mut Session, creditor: CreditorId) -> Result<Vec<NoticeId>> {
    session
        .query(SELECT_PRINTED, &[creditor.0.into()], |row| {
            Ok(NoticeId(row.integer(0)?))
        })
        .await
}

/// The letters that were printed and taken back since an instant: to be taken out of the pile.
pub async fn in_vain(
    session: &mut Session,
    creditor: CreditorId,
    since: Timestamp,
) -> Result<Vec<Notice>> {
    let sql = SELECT_IN_VAIN.replace(":columns", COLUMNS);
    let values = [creditor.0.into(), column::instant(since).into()];
    session.query(&sql, &values, read).await
}
