//! Published versions of strategies. Rows are only ever added: an account stays on the version its
//! episode started with.

use jiff::Timestamp;
use receivables::identity::{CreditorId, StrategyVersionId};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "strategy_version (id, creditor_id, key, number, text, digest, published_at, published_by)",
);

const SELECT_ALL: &str = "select id, key, number, text, digest, published_at, published_by
    from strategy_version where creditor_id = $1 order by key, number";

const SELECT_ONE: &str = "select id, key, number, text, digest, published_at, published_by
    from strategy_version where creditor_id = $1 and id = $2";

const SELECT_LATEST: &str = "select id, key, number, text, digest, published_at, published_by
    from strategy_version v where creditor_id = $1 and number = (
      select max(number) from strategy_version l where l.creditor_id = v.creditor_id and l.key = v.key
    ) order by key";

const SELECT_LAST: &str = "select id, key, number, text, digest, published_at, published_by
    from strategy_version where creditor_id = $1 and key = $2 order by number desc limit 1";

pub(crate) const STATEMENTS: &[&str] = &[SELECT_ALL, SELECT_ONE, SELECT_LATEST, SELECT_LAST];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// One published version of a strategy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrategyVersion {
    /// Its identity.
    pub id: StrategyVersionId,
    /// The key of the strategy.
    pub key: String,
    /// Counted from 1 for each key.
    pub number: i64,
    /// The text of the strategy file.
    pub text: String,
    /// BLAKE3 of the text, in hexadecimal.
    pub digest: String,
    /// When it was published.
    pub published_at: Timestamp,
    /// By whom.
    pub published_by: String,
}

/// Publishes a text under a key. A text that is the last one of its key makes no new version.
pub async fn publish(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (key, text): (&str, &str),
) -> Result<StrategyVersion> {
    let digest = blake3::hash(text.as_bytes()).to_hex().to_string();
    let last = transaction
        .query_first(SELECT_LAST, &[creditor.0.into(), key.into()], read)
        .await?;
    if let Some(last) = &last
        && last.digest == digest
    {
        return Ok(last.clone());
    }
    let version = StrategyVersion {
        id: StrategyVersionId(stamp.id()),
        key: key.to_string(),
        number: last.map_or(1, |last| last.number + 1),
        text: text.to_string(),
        digest,
        published_at: stamp.at,
        published_by: stamp.who.to_string(),
    };
    let row = [
        version.id.0.into(),
        creditor.0.into(),
        key.into(),
        version.number.into(),
        text.into(),
        (&version.digest).into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let entry = Entry::new(creditor, None, "publish", "strategy").on(version.id.0);
    journal::append(
        transaction,
        stamp,
        entry.after(column::json(&(key, version.number))?),
    )
    .await?;
    Ok(version)
}

/// Every version of a creditor's strategies, by key and number.
pub async fn all(session: &mut Session, creditor: CreditorId) -> Result<Vec<StrategyVersion>> {
    session.query(SELECT_ALL, &[creditor.0.into()], read).await
}

/// The latest version of each of a creditor's strategies, by key.
pub async fn latest(session: &mut Session, creditor: CreditorId) -> Result<Vec<StrategyVersion>> {
    session
        .query(SELECT_LATEST, &[creditor.0.into()], read)
        .await
}

/// One version.
pub async fn find(
    session: &mut Session,
    creditor: CreditorId,
    id: StrategyVersionId,
) -> Result<StrategyVersion> {
    session
        .query_first(SELECT_ONE, &[creditor.0.into(), id.0.into()], read)
        .await?
        .ok_or(StoreError::NotFound {
            noun: "strategy version",
            id: id.0,
        })
}

fn read(row: &Row<'_>) -> Result<StrategyVersion> {
    let id = row.integer(0)?;
    Ok(StrategyVersion {
        id: StrategyVersionId(id),
        key: row.string(1)?,
        number: row.integer(2)?,
        text: row.string(3)?,
        digest: row.string(4)?,
        published_at: Place::new("strategy_version", id).instant("published_at", row.text(5)?)?,
        published_by: row.string(6)?,
    })
}
