//! Tokens programs bring files with, each for one company, known only by the hash. Must never hold a token.

use jiff::Timestamp;
use receivables::identity::{ApiTokenId, CreditorId};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::stamp::Stamp;

const INSERT: Insert =
    Insert::into("api_token (id, creditor_id, name, token_hash, created_at, created_by)");

const SELECT: &str = "select id, name, created_at, created_by, used_at from api_token
    where creditor_id = $1 and revoked_at is null order by id";

const USE: &str = "update api_token set used_at = $2
    where token_hash = $1 and revoked_at is null returning creditor_id, name";

const REVOKE: &str = "update api_token set revoked_at = $3
    where creditor_id = $1 and id = $2 and revoked_at is null";

pub(crate) const STATEMENTS: &[&str] = &[SELECT, USE, REVOKE];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// A token that may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiToken {
    /// Its identity.
    pub id: ApiTokenId,
    /// What a person called it: the program that uses it.
    pub name: String,
    /// When and by whom it was made.
    pub created: (Timestamp, String),
    /// When it was used last.
    pub used_at: Option<Timestamp>,
}

/// Writes a token down under its hash.
pub async fn add(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (name, token_hash): (&str, &str),
) -> Result<ApiTokenId> {
    let id = stamp.id();
    let row = [
        id.into(),
        creditor.0.into(),
        name.into(),
        token_hash.into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let entry = Entry::new(creditor, None, "open", "api-token").on(id);
    journal::append(transaction, stamp, entry.after(column::json(&name)?)).await?;
    Ok(ApiTokenId(id))
}

/// The tokens that may be used, in the order they were made.
pub async fn all(session: &mut Session, creditor: CreditorId) -> Result<Vec<ApiToken>> {
    session.query(SELECT, &[creditor.0.into()], read).await
}

/// Notes that a token was used now; for which company, and what it is called. Nothing for one nobody made.
pub async fn use_now(
    transaction: &mut Transaction,
    token_hash: &str,
    now: Timestamp,
) -> Result<Option<(CreditorId, String)>> {
    let values = [token_hash.into(), column::instant(now).into()];
    transaction
        .query_first(USE, &values, |row| {
            Ok((CreditorId(row.integer(0)?), row.string(1)?))
        })
        .await
}

/// Ends a token for good.
pub async fn revoke(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: ApiTokenId,
) -> Result<()> {
    let values = [creditor.0.into(), id.0.into(), stamp.at().into()];
    if transaction.execute(REVOKE, &values).await? == 0 {
        return Err(StoreError::NotFound {
            noun: "token",
            id: id.0,
        });
    }
    let entry = Entry::new(creditor, None, "close", "api-token").on(id.0);
    journal::append(transaction, stamp, entry).await
}

fn read(row: &Row<'_>) -> Result<ApiToken> {
    let id = row.integer(0)?;
    let place = Place::new("api_token", id);
    Ok(ApiToken {
        id: ApiTokenId(id),
        name: row.string(1)?,
        created: (place.instant("created_at", row.text(2)?)?, row.string(3)?),
        used_at: place.optional_instant("used_at", row.optional_text(4)?)?,
    })
}
