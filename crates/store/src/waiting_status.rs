//! What platforms said of invoices that are not there yet: kept until the invoice comes. Must never lose a word of it,
//! nor apply it twice.

use jiff::Timestamp;
use receivables::identity::{CreditorId, ImportId};

use crate::column;
use crate::db::{Insert, Session, Transaction};
use crate::error::Result;
use crate::stamp::Stamp;

const INSERT: Insert =
    Insert::into("waiting_status (id, creditor_id, import_id, reference, status, known_at)");

/// Few statuses wait: each looks its invoice up by the index of references.
const SELECT_ARRIVED: &str = "select w.id, w.reference, w.status from waiting_status w
    where w.creditor_id = $1 and w.applied_at is null and w.known_at >= $2
    and exists (select 1 from item i where i.creditor_id = w.creditor_id and i.reference = w.reference
        and i.kind = 'invoice')
    order by w.id";

const APPLIED: &str =
    "update waiting_status set applied_at = $3 where creditor_id = $1 and id = $2";

pub(crate) const STATEMENTS: &[&str] = &[SELECT_ARRIVED, APPLIED];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// A status whose invoice has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived {
    /// Its identity.
    pub id: i64,
    /// The number of the invoice.
    pub reference: String,
    /// The status, as JSON.
    pub status: String,
}

/// Keeps a status until its invoice comes.
pub async fn keep(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, import): (CreditorId, ImportId),
    (reference, status): (&str, &str),
) -> Result<()> {
    let row = [
        stamp.id().into(),
        creditor.0.into(),
        import.0.into(),
        reference.into(),
        status.into(),
        stamp.at().into(),
    ];
    transaction.insert(&INSERT, row).await?;
    Ok(())
}

/// The statuses known since an instant whose invoices have come meanwhile, in the order they came.
pub async fn arrived(
    session: &mut Session,
    creditor: CreditorId,
    since: Timestamp,
) -> Result<Vec<Arrived>> {
    let values = [creditor.0.into(), column::instant(since).into()];
    session
        .query(SELECT_ARRIVED, &values, |row| {
            Ok(Arrived {
                id: row.integer(0)?,
                reference: row.string(1)?,
                status: row.string(2)?,
            })
        })
        .await
}

/// Notes that a status was applied.
pub async fn applied(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, id): (CreditorId, i64),
) -> Result<()> {
    let values = [creditor.0.into(), id.into(), stamp.at().into()];
    transaction.execute(APPLIED, &values).await?;
    Ok(())
}
