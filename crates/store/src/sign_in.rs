//! Sessions and one-time sign-in links, known only by the hash of their tokens. Must never hold a token.

use jiff::Timestamp;
use receivables::identity::PersonId;

use crate::column;
use crate::db::{Insert, Session, Transaction};
use crate::error::Result;
use crate::stamp::Stamp;

const INSERT_SESSION: Insert =
    Insert::into("session (token_hash, person_id, created_at, seen_at, expires_at)");

const INSERT_LINK: Insert =
    Insert::into("sign_in_link (token_hash, person_id, created_at, expires_at)");

const SELECT_SESSION: &str = "select s.person_id from session s join person p on p.id = s.person_id
    where s.token_hash = $1 and s.expires_at > $2 and p.disabled_at is null";

const SEE: &str = "update session set seen_at = $2, expires_at = $3 where token_hash = $1";

const END: &str = "delete from session where token_hash = $1";

const END_ALL: &str = "delete from session where person_id = $1";

const END_EXPIRED: &str = "delete from session where expires_at <= $1";

const USE_LINK: &str = "update sign_in_link set used_at = $2
    where token_hash = $1 and used_at is null and expires_at > $2 returning person_id";

pub(crate) const STATEMENTS: &[&str] = &[SELECT_SESSION, SEE, END, END_ALL, END_EXPIRED, USE_LINK];
pub(crate) const INSERTS: &[Insert] = &[INSERT_SESSION, INSERT_LINK];

/// Starts a session under the hash of its token.
pub async fn start(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    token_hash: &str,
    person: PersonId,
    expires_at: Timestamp,
) -> Result<()> {
    let at = stamp.at();
    let row = [
        token_hash.into(),
        person.0.into(),
        at.as_str().into(),
        at.as_str().into(),
        column::instant(expires_at).into(),
    ];
    transaction.insert(&INSERT_SESSION, row).await?;
    Ok(())
}

/// Who a session belongs to, while it lasts and the person may sign in.
pub async fn person(
    session: &mut Session,
    token_hash: &str,
    now: Timestamp,
) -> Result<Option<PersonId>> {
    session
        .query_first(
            SELECT_SESSION,
            &[token_hash.into(), column::instant(now).into()],
            |row| row.integer(0).map(PersonId),
        )
        .await
}

/// Prolongs a session that was used.
pub async fn see(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    token_hash: &str,
    expires_at: Timestamp,
) -> Result<()> {
    let values = [
        token_hash.into(),
        stamp.at().into(),
        column::instant(expires_at).into(),
    ];
    transaction.execute(SEE, &values).await?;
    Ok(())
}

/// Ends a session.
pub async fn end(transaction: &mut Transaction, token_hash: &str) -> Result<()> {
    transaction.execute(END, &[token_hash.into()]).await?;
    Ok(())
}

/// Ends every session of a person.
pub async fn end_all(transaction: &mut Transaction, person: PersonId) -> Result<()> {
    transaction.execute(END_ALL, &[person.0.into()]).await?;
    Ok(())
}

/// Forgets sessions that ended by themselves.
pub async fn end_expired(transaction: &mut Transaction, now: Timestamp) -> Result<()> {
    transaction
        .execute(END_EXPIRED, &[column::instant(now).into()])
        .await?;
    Ok(())
}

/// Writes a one-time link down under the hash of its token.
pub async fn offer_link(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    token_hash: &str,
    person: PersonId,
    expires_at: Timestamp,
) -> Result<()> {
    let row = [
        token_hash.into(),
        person.0.into(),
        stamp.at().into(),
        column::instant(expires_at).into(),
    ];
    transaction.insert(&INSERT_LINK, row).await?;
    Ok(())
}

/// Uses a one-time link: whose it was, the first time and before it expires.
pub async fn use_link(
    transaction: &mut Transaction,
    token_hash: &str,
    now: Timestamp,
) -> Result<Option<PersonId>> {
    transaction
        .query_first(
            USE_LINK,
            &[token_hash.into(), column::instant(now).into()],
            |row| row.integer(0).map(PersonId),
        )
        .await
}
