//! Messages whose words are no longer kept: what was sent goes after the days the company set, and its day, its
//! recipient, its subject, its size and its digest stay. Must never forget what has not left, or nobody knows of.

use jiff::Timestamp;
use jiff::civil::Date;
use receivables::identity::{CreditorId, NoticeId};

use crate::column::{self, Place};
use crate::db::{Row, Session, Transaction};
use crate::error::Result;

const SELECT: &str = "select n.id, e.message from notice n join notice_evidence e on e.notice_id = n.id
    where n.creditor_id = $1 and n.sent_at < $2 and e.forgotten_on is null order by n.sent_at, n.id limit $3";

const FORGET: &str =
    "update notice_evidence set message = $3, digest = $4, size = $5, forgotten_on = $6
    where creditor_id = $1 and notice_id = $2";

const FORGET_WORDS: &str =
    "update personal_message set words = '' where creditor_id = $1 and notice_id = $2";

const SELECT_FORGOTTEN: &str = "select forgotten_on, digest, size from notice_evidence
    where creditor_id = $1 and notice_id = $2 and forgotten_on is not null";

pub(crate) const STATEMENTS: &[&str] = &[SELECT, FORGET, FORGET_WORDS, SELECT_FORGOTTEN];

/// What stays of a message whose words are gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forgotten {
    /// The day they went.
    pub on: Date,
    /// BLAKE3 of the bytes that left, in hexadecimal: who has a copy can prove that it is one.
    pub digest: String,
    /// How many bytes they were.
    pub size: u64,
}

/// Forgets the words of messages that left before an instant, so many at most; how many it were.
pub async fn forget(
    transaction: &mut Transaction,
    creditor: CreditorId,
    (before, today): (Timestamp, Date),
    most: u32,
) -> Result<u64> {
    let values = [
        creditor.0.into(),
        column::instant(before).into(),
        i64::from(most).into(),
    ];
    let old: Vec<(i64, String, i64)> = transaction.query(SELECT, &values, digested).await?;
    for (id, digest, size) in &old {
        let of = [creditor.0.into(), (*id).into()];
        transaction.execute(FORGET_WORDS, &of).await?;
        let values = [
            creditor.0.into(),
            (*id).into(),
            (&[][..]).into(),
            digest.as_str().into(),
            (*size).into(),
            column::day(today).into(),
        ];
        transaction.execute(FORGET, &values).await?;
    }
    Ok(old.len() as u64)
}

/// What stays of a message, when its words are gone.
pub async fn of(
    session: &mut Session,
    creditor: CreditorId,
    id: NoticeId,
) -> Result<Option<Forgotten>> {
    let values = [creditor.0.into(), id.0.into()];
    let place = Place::new("notice_evidence", id.0);
    session
        .query_first(SELECT_FORGOTTEN, &values, |row| {
            Ok(Forgotten {
                on: place.day("forgotten_on", row.text(0)?)?,
                digest: row.string(1)?,
                size: u64::try_from(row.integer(2)?).unwrap_or_default(),
            })
        })
        .await
}

fn digested(row: &Row<'_>) -> Result<(i64, String, i64)> {
    let bytes = row.optional_bytes(1)?.unwrap_or_default();
    let digest = blake3::hash(bytes).to_hex().to_string();
    Ok((
        row.integer(0)?,
        digest,
        i64::try_from(bytes.len()).unwrap_or(i64::MAX),
    ))
}
