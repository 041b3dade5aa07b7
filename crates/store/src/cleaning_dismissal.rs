//! Findings of the cleaning bench that a person dismissed: known, looked at, and right as they are.

use std::collections::BTreeSet;

use receivables::identity::CreditorId;

use crate::db::{Insert, Session, Transaction};
use crate::error::Result;
use crate::journal::{self, Entry};
use crate::stamp::Stamp;

const INSERT: Insert =
    Insert::into("cleaning_dismissal (creditor_id, finding_key, dismissed_at, dismissed_by)")
        .with_tail("on conflict (creditor_id, finding_key) do nothing");

const SELECT: &str =
    "select finding_key from cleaning_dismissal where creditor_id = $1 order by finding_key";

pub(crate) const STATEMENTS: &[&str] = &[SELECT];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// Writes down that a finding is right as it is.
pub async fn dismiss(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    key: &str,
) -> Result<()> {
    let row = [
        creditor.0.into(),
        key.into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let entry = Entry::new(creditor, None, "dismiss", "cleaning-finding");
    journal::append(transaction, stamp, entry.after(crate::column::json(&key)?)).await
}

/// The keys of what was dismissed.
pub async fn all(session: &mut Session, creditor: CreditorId) -> Result<BTreeSet<String>> {
    let keys = session
        .query(SELECT, &[creditor.0.into()], |row| row.string(0))
        .await?;
    Ok(keys.into_iter().collect())
}
