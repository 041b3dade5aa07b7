//! Segments: conditions in an order, each with its strategy, and the accounts that moved between them. Must
//! never remove a row: the history of moves names segments that are gone.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use receivables::currency::Currency;
use receivables::identity::{CreditorId, DebtorId, SegmentId};
use receivables::money::{Balances, Money};
use serde::Serialize;

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::review;
use crate::scope::Seen;
use crate::stamp::Stamp;

const INSERT: Insert =
    Insert::into("segment (id, creditor_id, name, condition, strategy, priority, known_at)");

const INSERT_MOVE: Insert = Insert::into(
    "segment_move (id, creditor_id, debtor_id, from_segment_id, to_segment_id, moved_on, known_at, moved_by, evidence)",
);

const UPDATE: &str = "update segment set name = $3, condition = $4, strategy = $5, priority = $6
    where creditor_id = $1 and id = $2 and removed_at is null";

const REMOVE: &str = "update segment set removed_at = $3
    where creditor_id = $1 and id = $2 and removed_at is null";

const SELECT: &str = "select id, name, condition, strategy, priority from segment
    where creditor_id = $1 and removed_at is null order by priority, id";

const SELECT_NAMES: &str = "select id, name from segment where creditor_id = $1 order by id";

const SELECT_MOVES: &str =
    "select id, from_segment_id, to_segment_id, moved_on, known_at, moved_by, evidence
    from segment_move where creditor_id = $1 and debtor_id = $2 order by id desc";

const SELECT_AS_OF: &str = "select to_segment_id from segment_move
    where creditor_id = $1 and debtor_id = $2 and known_at <= $3 order by id desc limit 1";

const COUNT_MEMBERS: &str = "select segment_id, count(*) from review
    where creditor_id = $1 and segment_id is not null group by segment_id order by segment_id";

/// The index of open items is read once; accounts in no segment are left out.
const SUM_MEMBERS: &str = "select r.segment_id, cast(sum(i.open_minor) as bigint),
    cast(sum(case when i.due_on < $2 then i.open_minor else 0 end) as bigint)
    from item i join review r on r.debtor_id = i.debtor_id
    where i.creditor_id = $1 and i.open_minor > 0 and i.kind in ('invoice', 'charge') and i.currency = $3
    and r.segment_id is not null group by r.segment_id order by r.segment_id";

pub(crate) const STATEMENTS: &[&str] = &[
    SUM_MEMBERS,
    UPDATE,
    REMOVE,
    SELECT,
    SELECT_NAMES,
    SELECT_MOVES,
    SELECT_AS_OF,
    COUNT_MEMBERS,
];
pub(crate) const INSERTS: &[Insert] = &[INSERT, INSERT_MOVE];

/// A segment as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// Its identity; any for one that is not kept yet.
    pub id: SegmentId,
    /// What people call it.
    pub name: String,
    /// Its condition, as it was typed.
    pub condition: String,
    /// The key of the strategy its accounts follow.
    pub strategy: String,
    /// Its place: the first that holds wins, lowest number first.
    pub priority: i64,
}

/// An account that came into a segment or left it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMove {
    /// The account.
    pub debtor: DebtorId,
    /// The segment before.
    pub from: Option<SegmentId>,
    /// The segment from now on.
    pub to: Option<SegmentId>,
    /// The day.
    pub moved_on: Date,
    /// What was known that day of what the conditions ask, as JSON.
    pub evidence: String,
}

/// A move that was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The segment before.
    pub from: Option<SegmentId>,
    /// The segment since.
    pub to: Option<SegmentId>,
    /// The day.
    pub moved_on: Date,
    /// When it was written down.
    pub known_at: Timestamp,
    /// Who had the account looked at.
    pub moved_by: String,
    /// What was known of what the conditions ask, as JSON.
    pub evidence: String,
}

/// The segments of a creditor, in their order.
pub async fn all(session: &mut Session, creditor: CreditorId) -> Result<Vec<Segment>> {
    session.query(SELECT, &[creditor.0.into()], read).await
}

/// Keeps a new segment; its identity is replaced by a new one, which is returned. Every account is looked at
/// again at the next run.
pub async fn add(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    segment: &Segment,
) -> Result<SegmentId> {
    let id = stamp.id();
    let row = [
        id.into(),
        creditor.0.into(),
        (&segment.name).into(),
        (&segment.condition).into(),
        (&segment.strategy).into(),
        segment.priority.into(),
        stamp.at().into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let entry = Entry::new(creditor, None, "open", "segment").on(id);
    journal::append(transaction, stamp, entry.after(column::json(segment)?)).await?;
    review::touch_all(transaction, stamp, creditor).await?;
    Ok(SegmentId(id))
}

/// Writes a segment anew, with the journal. Every account is looked at again at the next run.
pub async fn change(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    segment: &Segment,
) -> Result<()> {
    let before = find(transaction, creditor, segment.id).await?;
    if before == *segment {
        return Ok(());
    }
    let values = [
        creditor.0.into(),
        segment.id.0.into(),
        (&segment.name).into(),
        (&segment.condition).into(),
        (&segment.strategy).into(),
        segment.priority.into(),
    ];
    transaction.execute(UPDATE, &values).await?;
    let entry = Entry::new(creditor, None, "change", "segment").on(segment.id.0);
    let entry = entry
        .before(column::json(&before)?)
        .after(column::json(segment)?);
    journal::append(transaction, stamp, entry).await?;
    review::touch_all(transaction, stamp, creditor).await
}

/// Takes a segment away. Its accounts are looked at again at the next run.
pub async fn remove(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: SegmentId,
) -> Result<()> {
    let before = find(transaction, creditor, id).await?;
    let values = [creditor.0.into(), id.0.into(), stamp.at().into()];
    transaction.execute(REMOVE, &values).await?;
    let entry = Entry::new(creditor, None, "close", "segment").on(id.0);
    journal::append(transaction, stamp, entry.before(column::json(&before)?)).await?;
    review::touch_all(transaction, stamp, creditor).await
}

/// One segment that is in force.
pub async fn find(session: &mut Session, creditor: CreditorId, id: SegmentId) -> Result<Segment> {
    let known = all(session, creditor).await?;
    let found = known.into_iter().find(|segment| segment.id == id);
    found.ok_or(StoreError::NotFound {
        noun: "segment",
        id: id.0,
    })
}

/// The names of every segment there ever was.
pub async fn names(
    session: &mut Session,
    creditor: CreditorId,
) -> Result<BTreeMap<SegmentId, String>> {
    let named = session
        .query(SELECT_NAMES, &[creditor.0.into()], |row| {
            Ok((SegmentId(row.integer(0)?), row.string(1)?))
        })
        .await?;
    Ok(named.into_iter().collect())
}

/// How many accounts each segment holds since they were last decided.
pub async fn members(
    session: &mut Session,
    creditor: CreditorId,
) -> Result<BTreeMap<SegmentId, i64>> {
    let counted = session
        .query(COUNT_MEMBERS, &[creditor.0.into()], |row| {
            Ok((SegmentId(row.integer(0)?), row.integer(1)?))
        })
        .await?;
    Ok(counted.into_iter().collect())
}

/// What the accounts of a segment owe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holding {
    /// How many accounts.
    pub accounts: i64,
    /// Their open claims in the creditor's currency.
    pub outstanding: Balances,
    /// Of these, past their due date.
    pub overdue: Balances,
}

/// What each segment holds since its accounts were last decided, in the creditor's currency.
pub async fn holdings(
    session: &mut Session,
    seen: Seen,
    (today, currency): (Date, Currency),
) -> Result<BTreeMap<SegmentId, Holding>> {
    let mut holdings: BTreeMap<SegmentId, Holding> = BTreeMap::new();
    for (segment, accounts) in members(session, seen.creditor()).await? {
        holdings.entry(segment).or_default().accounts = accounts;
    }
    let day = column::day(today);
    let values = [
        seen.creditor().0.into(),
        day.as_str().into(),
        currency.code().into(),
    ];
    let sums = session
        .query(SUM_MEMBERS, &values, |row| {
            let amount = |minor| Money::new(minor, currency);
            Ok((
                SegmentId(row.integer(0)?),
                amount(row.integer(1)?),
                amount(row.integer(2)?),
            ))
        })
        .await?;
    for (segment, outstanding, overdue) in sums {
        let holding = holdings.entry(segment).or_default();
        holding.outstanding.add(outstanding);
        holding.overdue.add(overdue);
    }
    Ok(holdings)
}

/// The moves of an account, the latest first.
pub async fn moves(
    session: &mut Session,
    creditor: CreditorId,
    debtor: DebtorId,
) -> Result<Vec<Move>> {
    let values = [creditor.0.into(), debtor.0.into()];
    session
        .query(SELECT_MOVES, &values, |row| {
            let place = Place::new("segment_move", row.integer(0)?);
            Ok(Move {
                from: row.optional_integer(1)?.map(SegmentId),
                to: row.optional_integer(2)?.map(SegmentId),
                moved_on: place.day("moved_on", row.text(3)?)?,
                known_at: place.instant("known_at", row.text(4)?)?,
                moved_by: row.string(5)?,
                evidence: row.string(6)?,
            })
        })
        .await
}

/// The segment an account was in at an instant.
pub async fn as_of(
    session: &mut Session,
    (creditor, debtor): (CreditorId, DebtorId),
    known: Timestamp,
) -> Result<Option<SegmentId>> {
    let known = column::instant(known);
    let values = [creditor.0.into(), debtor.0.into(), known.into()];
    let found = session
        .query_first(SELECT_AS_OF, &values, |row| row.optional_integer(0))
        .await?;
    Ok(found.flatten().map(SegmentId))
}

/// Writes down the moves of a run.
pub(crate) async fn insert_moves(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    moves: &[NewMove],
) -> Result<()> {
    let at = stamp.at();
    let rows = moves.iter().map(|moved| {
        [
            stamp.id().into(),
            creditor.0.into(),
            moved.debtor.0.into(),
            moved.from.map(|segment| segment.0).into(),
            moved.to.map(|segment| segment.0).into(),
            column::day(moved.moved_on).into(),
            at.as_str().into(),
            stamp.who.into(),
            moved.evidence.as_str().into(),
        ]
    });
    transaction.insert_many(&INSERT_MOVE, rows).await?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Segment> {
    Ok(Segment {
        id: SegmentId(row.integer(0)?),
        name: row.string(1)?,
        condition: row.string(2)?,
        strategy: row.string(3)?,
        priority: row.integer(4)?,
    })
}
