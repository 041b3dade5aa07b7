//! The departures board: what leaves, what waits and for whom, what is held and by which gate, what left.
//! Must never leave out a notice that has not ended.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use receivables::contact::Channel;
use receivables::decide::Gate;
use receivables::identity::{DebtorId, DecisionId};

use crate::column::{self, Place};
use crate::db::{Row, Session};
use crate::error::Result;
use crate::notice::{self, COLUMN_COUNT, COLUMNS, Notice, Standing};
use crate::scope::Seen;

const WAITING: &str = "select :columns, (select name from debtor d where d.id = notice.debtor_id)
    from notice where creditor_id = $1
    and sent_at is null and withdrawn_at is null and refused_at is null order by debtor_id, id";

const COUNT_WAITING: &str = "select count(*) from notice where creditor_id = $1
    and sent_at is null and withdrawn_at is null and refused_at is null and claimed_at is null
    and ((release = 'on-confirmation' and confirmed_at is null) or release = 'by-hand')";

const LEFT: &str = "select :columns, (select name from debtor d where d.id = notice.debtor_id)
    from notice where creditor_id = $1 and sent_at is not null and sent_at >= $2
    order by sent_at desc, id desc limit $3";

const COUNT_LEFT: &str =
    "select count(*) from notice where creditor_id = $1 and sent_at is not null and sent_at >= $2";

const FAILED: &str = "select :columns, (select name from debtor d where d.id = notice.debtor_id)
    from notice where creditor_id = $1 and (refused_at is not null or unknown_at is not null)
    and (refused_at >= $2 or (unknown_at is not null and sent_at is null and refused_at is null))
    order by id desc limit $3";

const HELD: &str = "select d.debtor_id, d.id, d.gate, d.reasons, d.decided_on, o.name
    from decision d join review r on r.debtor_id = d.debtor_id and r.decision_id = d.id
    join debtor o on o.id = d.debtor_id
    where d.creditor_id = $1 and d.gate is not null order by d.debtor_id limit $2";

const COUNT_HELD: &str = "select d.gate, count(*)
    from decision d join review r on r.debtor_id = d.debtor_id and r.decision_id = d.id
    where d.creditor_id = $1 and d.gate is not null group by d.gate order by d.gate";

const CONTACTS: &str = "select channel, count(*) from contact_made
    where creditor_id = $1 and made_on = $2 and returned_at is null and channel <> 'task'
    group by channel order by channel";

pub(crate) const STATEMENTS: &[&str] = &[
    CONTACTS,
    WAITING,
    COUNT_WAITING,
    LEFT,
    COUNT_LEFT,
    FAILED,
    HELD,
    COUNT_HELD,
];

/// How often debtors were reached on a day, by the way; what came back does not count.
pub async fn contacts_on(
    session: &mut Session,
    seen: Seen,
    day: Date,
) -> Result<BTreeMap<Channel, i64>> {
    let values = [seen.creditor().0.into(), column::day(day).into()];
    let place = Place::new("contact_made", 0);
    session
        .query(CONTACTS, &values, |row| {
            let channel: Channel = place.word("channel", row.text(0)?)?;
            Ok((channel, row.integer(1)?))
        })
        .await
        .map(|counts| counts.into_iter().collect())
}

/// A notice with the name of its debtor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// The notice.
    pub notice: Notice,
    /// The name of the debtor.
    pub debtor_name: String,
}

/// An account that a gate holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldAccount {
    /// The account.
    pub debtor: DebtorId,
    /// Its name.
    pub debtor_name: String,
    /// The decision that says so.
    pub decision: DecisionId,
    /// The gate.
    pub gate: Gate,
    /// The reasons, as the desk stored them.
    pub reasons: String,
    /// The day it was decided.
    pub decided_on: jiff::civil::Date,
}

/// What has not ended: how many by standing, and the first ones of the standings asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// How many, by standing.
    pub counts: BTreeMap<Standing, u64>,
    /// The first ones.
    pub departures: Vec<Departure>,
}

/// What has not ended; of those whose standing is among `shown`, at most so many.
pub async fn waiting(
    session: &mut Session,
    seen: Seen,
    shown: &[Standing],
    most: usize,
) -> Result<Waiting> {
    let mut waiting = Waiting {
        counts: BTreeMap::new(),
        departures: Vec::new(),
    };
    let sql = WAITING.replace(":columns", COLUMNS);
    session
        .query_each(&sql, &[seen.creditor().0.into()], |row| {
            let departure = read(row)?;
            let standing = departure.notice.standing();
            *waiting.counts.entry(standing).or_default() += 1;
            if shown.contains(&standing) && waiting.departures.len() < most {
                waiting.departures.push(departure);
            }
            Ok(())
        })
        .await?;
    Ok(waiting)
}

/// How many notices wait for a person: to confirm or to do.
pub async fn waiting_count(session: &mut Session, seen: Seen) -> Result<i64> {
    session
        .query_integer(COUNT_WAITING, &[seen.creditor().0.into()])
        .await
}

/// What left since an instant, latest first, at most so many, and how many there are.
pub async fn left_since(
    session: &mut Session,
    seen: Seen,
    since: Timestamp,
    most: u32,
) -> Result<(Vec<Departure>, i64)> {
    let creditor = seen.creditor().0;
    let since = column::instant(since);
    let all = session
        .query_integer(COUNT_LEFT, &[creditor.into(), since.as_str().into()])
        .await?;
    let values = [creditor.into(), since.into(), i64::from(most).into()];
    Ok((
        session
            .query(&LEFT.replace(":columns", COLUMNS), &values, read)
            .await?,
        all,
    ))
}

/// What was refused since an instant, and every unknown end that waits for a person; at most so many.
pub async fn failed_since(
    session: &mut Session,
    seen: Seen,
    since: Timestamp,
    most: u32,
) -> Result<Vec<Departure>> {
    let values = [
        seen.creditor().0.into(),
        column::instant(since).into(),
        i64::from(most).into(),
    ];
    session
        .query(&FAILED.replace(":columns", COLUMNS), &values, read)
        .await
}

/// Accounts whose verdict in force is that a gate holds them: how many by gate, and the first ones.
pub async fn held(
    session: &mut Session,
    seen: Seen,
    most: u32,
) -> Result<(BTreeMap<Gate, i64>, Vec<HeldAccount>)> {
    let creditor = seen.creditor().0;
    let place = Place::new("decision", 0);
    let counts = session
        .query(COUNT_HELD, &[creditor.into()], |row| {
            Ok((place.word::<Gate>("gate", row.text(0)?)?, row.integer(1)?))
        })
        .await?;
    let accounts = session
        .query(HELD, &[creditor.into(), i64::from(most).into()], |row| {
            let id = row.integer(1)?;
            let place = Place::new("decision", id);
            Ok(HeldAccount {
                debtor: DebtorId(row.integer(0)?),
                debtor_name: row.string(5)?,
                decision: DecisionId(id),
                gate: place.word("gate", row.text(2)?)?,
                reasons: row.string(3)?,
                decided_on: place.day("decided_on", row.text(4)?)?,
            })
        })
        .await?;
    Ok((counts.into_iter().collect(), accounts))
}

fn read(row: &Row<'_>) -> Result<Departure> {
    Ok(Departure {
        notice: notice::read(row)?,
        debtor_name: row.string(COLUMN_COUNT)?,
    })
}
