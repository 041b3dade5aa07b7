//! Who pays for whom: accounts and names that people confirmed as a debtor's. Must never hold what only the
//! machine believed.

use receivables::identity::{CreditorId, DebtorId};
use serde::{Deserialize, Serialize};

use crate::column::{self, Place};
use crate::db::{Insert, Session, Transaction};
use crate::error::Result;
use crate::stamp::Stamp;

const INSERT: Insert =
    Insert::into("known_payer (creditor_id, kind, value, debtor_id, confirmed, last_at)")
        .with_tail(
            "on conflict (creditor_id, kind, value, debtor_id) do update
         set confirmed = known_payer.confirmed + excluded.confirmed, last_at = excluded.last_at",
        );

const FORGET: &str = "update known_payer set confirmed = confirmed - 1
    where creditor_id = $1 and kind = $2 and value = $3 and debtor_id = $4 and confirmed > 0";

const SELECT: &str = "select debtor_id, kind, value, confirmed from known_payer
    where creditor_id = $1 and confirmed > 0 order by kind, value, debtor_id";

pub(crate) const STATEMENTS: &[&str] = &[FORGET, SELECT];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// What a payer is recognised by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PayerMark {
    /// The account money came from, without blanks.
    Account,
    /// The name the bank gives.
    Name,
}

/// A mark and the debtor it was confirmed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPayer {
    /// The debtor.
    pub debtor: DebtorId,
    /// What kind of mark.
    pub mark: PayerMark,
    /// The account or the name.
    pub value: String,
    /// How often it was confirmed.
    pub confirmed: i64,
}

/// Writes down that marks were confirmed once more as a debtor's.
pub async fn confirm(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, debtor): (CreditorId, DebtorId),
    marks: &[(PayerMark, String)],
) -> Result<()> {
    let at = stamp.at();
    let rows = marks.iter().map(|(mark, value)| {
        [
            creditor.0.into(),
            column::word(mark).into(),
            value.into(),
            debtor.0.into(),
            1_i64.into(),
            at.as_str().into(),
        ]
    });
    transaction.insert_many(&INSERT, rows).await?;
    Ok(())
}

/// Takes one confirmation of marks back.
pub async fn take_back(
    transaction: &mut Transaction,
    (creditor, debtor): (CreditorId, DebtorId),
    marks: &[(PayerMark, String)],
) -> Result<()> {
    for (mark, value) in marks {
        let values = [
            creditor.0.into(),
            column::word(mark).into(),
            value.into(),
            debtor.0.into(),
        ];
        transaction.execute(FORGET, &values).await?;
    }
    Ok(())
}

/// Every mark that was confirmed, in a fixed order.
pub async fn all(session: &mut Session, creditor: CreditorId) -> Result<Vec<KnownPayer>> {
    session
        .query(SELECT, &[creditor.0.into()], |row| {
            let debtor = row.integer(0)?;
            let place = Place::new("known_payer", debtor);
            Ok(KnownPayer {
                debtor: DebtorId(debtor),
                mark: place.word("kind", row.text(1)?)?,
                value: row.string(2)?,
                confirmed: row.integer(3)?,
            })
        })
        .await
}
