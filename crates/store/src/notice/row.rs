//! A row of the outbox as a notice. Must never let a date stand without what goes with it.

use jiff::Timestamp;
use receivables::identity::{CreditorId, DebtorId, DecisionId, NoticeId};

use crate::column::Place;
use crate::db::Row;
use crate::error::Result;
use crate::notice::Notice;

/// The columns [`read`] wants, in order.
pub(crate) const COLUMNS: &str = "id, creditor_id, debtor_id, decision_id, act, release, planned_on, planned_at,
    confirmed_at, confirmed_by, claimed_at, claimed_by, reserved_at, attempts, try_again_at, sent_at,
    refused_at, refused_cause, unknown_at, unknown_evidence, withdrawn_at, withdrawn_reason,
    returned_at, returned_cause, delivered_at";

/// How many those are: what a query asks besides stands after them.
pub(crate) const COLUMN_COUNT: usize = 25;

/// Reads a row of [`COLUMNS`].
pub(crate) fn read(row: &Row<'_>) -> Result<Notice> {
    let id = row.integer(0)?;
    let place = Place::new("notice", id);
    let with_words = |column: &'static str, index: usize| -> Result<Option<(Timestamp, String)>> {
        let at = place.optional_instant(column, row.optional_text(index)?)?;
        let words = row.optional_string(index + 1)?.unwrap_or_default();
        Ok(at.map(|at| (at, words)))
    };
    let instant = |column: &'static str, index: usize| -> Result<Option<Timestamp>> {
        place.optional_instant(column, row.optional_text(index)?)
    };
    let attempts = row.integer(13)?;
    Ok(Notice {
        id: NoticeId(id),
        creditor: CreditorId(row.integer(1)?),
        debtor: DebtorId(row.integer(2)?),
        decision: row.optional_integer(3)?.map(DecisionId),
        act: place.json("act", row.text(4)?)?,
        release: place.word("release", row.text(5)?)?,
        planned_on: place.day("planned_on", row.text(6)?)?,
        planned_at: place.instant("planned_at", row.text(7)?)?,
        confirmed: with_words("confirmed_at", 8)?,
        claimed: with_words("claimed_at", 10)?,
        reserved_at: instant("reserved_at", 12)?,
        attempts: u32::try_from(attempts)
            .map_err(|_| place.inconsistent("attempts", &attempts.to_string()))?,
        try_again_at: instant("try_again_at", 14)?,
        sent_at: instant("sent_at", 15)?,
        refused: with_words("refused_at", 16)?,
        unknown: with_words("unknown_at", 18)?,
        withdrawn: with_words("withdrawn_at", 20)?,
        returned: with_words("returned_at", 22)?,
        delivered_at: instant("delivered_at", 24)?,
    })
}
