//! What may be done with lines that wait, as cash application said it. Must never be taken for what was
//! done: a proposal is made again when the accounts move.

use jiff::Timestamp;
use receivables::cash_application::Proposal;
use receivables::identity::{BankEntryId, CreditorId};

use crate::column::{self, Place};
use crate::db::{Insert, Session, Transaction};
use crate::error::Result;
use crate::page::{in_list, listed};
use crate::stamp::Stamp;

const INSERT: Insert =
    Insert::into("bank_proposal (entry_id, creditor_id, proposals, proposed_at)").with_tail(
        "on conflict (entry_id) do update set proposals = excluded.proposals,
         proposed_at = excluded.proposed_at",
    );

const SELECT_OF_ENTRIES: &str = "select entry_id, proposals, proposed_at from bank_proposal
    where + creditor_id = $1 and entry_id :ids order by entry_id";

pub(crate) const STATEMENTS: &[&str] = &[SELECT_OF_ENTRIES];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// What may be done with one line, best first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// The line.
    pub entry: BankEntryId,
    /// The proposals, best first; the first one stands for nothing when nothing is known.
    pub proposals: Vec<Proposal>,
    /// When they were made.
    pub proposed_at: Timestamp,
}

/// Writes proposals down, each line's in place of those it had.
pub async fn put_many(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    proposed: &[(BankEntryId, Vec<Proposal>)],
) -> Result<()> {
    let at = stamp.at();
    let mut rows = Vec::with_capacity(proposed.len());
    for (entry, proposals) in proposed {
        rows.push([
            entry.0.into(),
            creditor.0.into(),
            column::json(proposals)?.into(),
            at.as_str().into(),
        ]);
    }
    transaction.insert_many(&INSERT, rows).await?;
    Ok(())
}

/// The proposals of some lines.
pub async fn of_entries(
    session: &mut Session,
    creditor: CreditorId,
    entries: &[BankEntryId],
) -> Result<Vec<Proposed>> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let sql = SELECT_OF_ENTRIES.replace(":ids", &in_list("$2"));
    let entries = listed(entries.iter().map(|entry| entry.0));
    session
        .query(&sql, &[creditor.0.into(), entries.into()], |row| {
            let id = row.integer(0)?;
            let place = Place::new("bank_proposal", id);
            Ok(Proposed {
                entry: BankEntryId(id),
                proposals: place.json("proposals", row.text(1)?)?,
                proposed_at: place.instant("proposed_at", row.text(2)?)?,
            })
        })
        .await
}
