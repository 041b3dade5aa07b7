//! What came of calls: one report for each call that was tried, with the reason the debtor gave. Must never be changed
//! afterwards: what a debtor said on a day stays said.

use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::call::{CallOutcome, UnpaidReason};
use receivables::identity::{CreditorId, DebtorId, NoticeId};

use crate::column;
use crate::db::{Insert, Session, Transaction};
use crate::error::Result;
use crate::journal::{self, Entry};
use crate::scope::Seen;
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "call_report (notice_id, creditor_id, outcome, reason, called_on, words, known_at, made_by)",
);

const REASONS: &str = "select reason, count(*) from call_report
    where creditor_id = $1 and called_on >= $2 and reason is not null group by reason order by reason";

const OUTCOMES: &str = "select outcome, count(*) from call_report
    where creditor_id = $1 and called_on = $2 group by outcome order by outcome";

pub(crate) const STATEMENTS: &[&str] = &[REASONS, OUTCOMES];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// What came of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallReport {
    /// How it ended.
    pub outcome: CallOutcome,
    /// Why the invoices are not paid; known when somebody was reached.
    pub reason: Option<UnpaidReason>,
    /// What was said.
    pub words: String,
}

/// Keeps a report.
pub async fn keep(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, debtor, notice): (CreditorId, DebtorId, NoticeId),
    (report, called_on): (&CallReport, Date),
) -> Result<()> {
    let row = [
        notice.0.into(),
        creditor.0.into(),
        report.outcome.code().into(),
        report.reason.map(UnpaidReason::code).into(),
        column::day(called_on).into(),
        (&report.words).into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let told = (report.outcome, report.reason, &report.words);
    let entry = Entry::new(creditor, Some(debtor), "report", "call").on(notice.0);
    journal::append(transaction, stamp, entry.after(column::json(&told)?)).await
}

/// How often each reason was given since a day.
pub async fn reasons_since(
    session: &mut Session,
    seen: Seen,
    since: Date,
) -> Result<BTreeMap<UnpaidReason, i64>> {
    let values = [seen.creditor().0.into(), column::day(since).into()];
    let rows = session
        .query(REASONS, &values, |row| {
            Ok((row.string(0)?, row.integer(1)?))
        })
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(code, count)| Some((UnpaidReason::from_code(&code)?, count)))
        .collect())
}

/// How the calls of a day ended.
pub async fn outcomes_on(
    session: &mut Session,
    seen: Seen,
    day: Date,
) -> Result<BTreeMap<CallOutcome, i64>> {
    let values = [seen.creditor().0.into(), column::day(day).into()];
    let rows = session
        .query(OUTCOMES, &values, |row| {
            Ok((row.string(0)?, row.integer(1)?))
        })
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(code, count)| Some((CallOutcome::from_code(&code)?, count)))
        .collect())
}
