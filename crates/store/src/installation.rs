//! What the installation remembers about itself: a few named values. Must never hold a secret.

use crate::db::{Insert, Session, Transaction};
use crate::error::Result;
use crate::stamp::Stamp;

const SET: Insert = Insert::into("installation (name, value, set_at)")
    .with_tail("on conflict (name) do update set value = excluded.value, set_at = excluded.set_at");

const SELECT: &str = "select value from installation where name = $1";

pub(crate) const STATEMENTS: &[&str] = &[SELECT];
pub(crate) const INSERTS: &[Insert] = &[SET];

/// A named value, such as `software-version`.
pub async fn value(session: &mut Session, name: &str) -> Result<Option<String>> {
    session
        .query_first(SELECT, &[name.into()], |row| row.string(0))
        .await
}

/// Remembers a named value.
pub async fn set(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    name: &str,
    value: &str,
) -> Result<()> {
    transaction
        .insert(&SET, [name.into(), value.into(), stamp.at().into()])
        .await?;
    Ok(())
}
