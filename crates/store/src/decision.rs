//! Decisions that were written down: one row each time an account's verdict changed. Rows are only ever
//! added.

use jiff::Timestamp;
use jiff::civil::Date;
use receivables::decide::Verdict;
use receivables::identity::{CreditorId, DebtorId, DecisionId, StrategyVersionId};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::Result;
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "decision (id, creditor_id, debtor_id, decided_on, known_at, verdict, reasons, strategy_version_id,
     next_review_on, gate)",
);

const SELECT_LAST: &str = "select id, debtor_id, decided_on, known_at, verdict, reasons, strategy_version_id,
    next_review_on from decision where creditor_id = $1 and debtor_id = $2 order by id desc limit $3";

pub(crate) const STATEMENTS: &[&str] = &[SELECT_LAST];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// A decision as it is stored: what it says is JSON of the desk's making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenDecision {
    /// Its identity.
    pub id: DecisionId,
    /// The account.
    pub debtor: DebtorId,
    /// The day it is about.
    pub decided_on: Date,
    /// The verdict, as JSON.
    pub verdict: String,
    /// The reasons, as JSON.
    pub reasons: String,
    /// The version of the strategy that was followed.
    pub strategy_version: Option<StrategyVersionId>,
    /// The day the verdict can next change by itself.
    pub next_review_on: Date,
}

/// The last decisions of an account with the instants they were written at, latest first.
pub async fn last(
    session: &mut Session,
    creditor: CreditorId,
    debtor: DebtorId,
    most: u32,
) -> Result<Vec<(WrittenDecision, Timestamp)>> {
    let values = [creditor.0.into(), debtor.0.into(), i64::from(most).into()];
    session.query(SELECT_LAST, &values, read).await
}

/// The gate that holds an account, when that is the verdict.
fn gate(verdict: &str) -> Option<String> {
    if !verdict.contains("\"hold\"") {
        return None;
    }
    match serde_json::from_str(verdict) {
        Ok(Verdict::Hold { gate }) => Some(column::word(&gate)),
        _ => None,
    }
}

pub(crate) async fn insert(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    decisions: &[WrittenDecision],
) -> Result<()> {
    let at = stamp.at();
    let rows = decisions.iter().map(|decision| {
        [
            decision.id.0.into(),
            creditor.0.into(),
            decision.debtor.0.into(),
            column::day(decision.decided_on).into(),
            at.as_str().into(),
            (&decision.verdict).into(),
            (&decision.reasons).into(),
            decision.strategy_version.map(|version| version.0).into(),
            column::day(decision.next_review_on).into(),
            gate(&decision.verdict).into(),
        ]
    });
    transaction.insert_many(&INSERT, rows).await?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<(WrittenDecision, Timestamp)> {
    let id = row.integer(0)?;
    let place = Place::new("decision", id);
    let decision = WrittenDecision {
        id: DecisionId(id),
        debtor: DebtorId(row.integer(1)?),
        decided_on: place.day("decided_on", row.text(2)?)?,
        verdict: row.string(4)?,
        reasons: row.string(5)?,
        strategy_version: row.optional_integer(6)?.map(StrategyVersionId),
        next_review_on: place.day("next_review_on", row.text(7)?)?,
    };
    Ok((decision, place.instant("known_at", row.text(3)?)?))
}
