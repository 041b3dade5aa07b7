//! Other programs that are told what happens: which entries of the journal each of them has taken. Must never tell what
//! happened before a program was known, and never count as taken what was not answered for.

use jiff::{SignedDuration, Timestamp};
use receivables::identity::{CreditorId, DebtorId};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::Result;
use crate::mint;
use crate::stamp::Stamp;

const INSERT: Insert =
    Insert::into("webhook (creditor_id, name, from_id, known_at, failures, moved_at)")
        .with_tail("on conflict (creditor_id, name) do nothing");
const INSERT_TAKEN: Insert = Insert::into("webhook_taken (creditor_id, name, journal_id)")
    .with_tail("on conflict (creditor_id, name, journal_id) do nothing");

const SELECT: &str =
    "select name, from_id, failures, next_try_at, trouble, moved_at, known_at from webhook
    where creditor_id = $1 order by name";

/// Walks the identities of a day, never the journal of a company (hence the sign). The nouns are those whose acts concern
/// another program: what an account owes is in its own books.
const WAITING: &str =
    "select j.id, j.at, j.act, j.noun, j.noun_id, d.id, d.natural_key, d.name, d.siren
    from journal j join debtor d on d.id = j.debtor_id
    where + j.creditor_id = $1 and j.id > $2 and j.at >= $5
    and j.noun in ('dispute', 'hold', 'plan', 'promise', 'referral', 'sanction')
    and not exists (
      select 1 from webhook_taken t where t.creditor_id = $1 and t.name = $3 and t.journal_id = j.id
    ) order by j.id limit $4";

const CALM: &str =
    "update webhook set failures = 0, next_try_at = null, trouble = null, moved_at = $3
    where creditor_id = $1 and name = $2";

const FAIL: &str =
    "update webhook set failures = failures + 1, next_try_at = $3, trouble = $4, moved_at = $5
    where creditor_id = $1 and name = $2";

const ADVANCE: &str =
    "update webhook set from_id = $3 where creditor_id = $1 and name = $2 and from_id < $3";

const FORGET: &str =
    "delete from webhook_taken where creditor_id = $1 and name = $2 and journal_id <= $3";

pub(crate) const STATEMENTS: &[&str] = &[SELECT, WAITING, CALM, FAIL, ADVANCE, FORGET];
pub(crate) const INSERTS: &[Insert] = &[INSERT, INSERT_TAKEN];

/// An entry may become visible so long after its identity was made: a transaction that takes its time. What is older
/// and not waiting was taken.
const LATEST_COMMIT: SignedDuration = SignedDuration::from_hours(24);

/// A program that is told, and how that goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    /// Its name in the configuration.
    pub name: String,
    /// Failures one after another.
    pub failures: u32,
    /// Not before this instant, after a failure.
    pub next_try_at: Option<Timestamp>,
    /// Why the last try failed.
    pub trouble: Option<String>,
    /// When it was last reached, or tried.
    pub moved_at: Timestamp,
    from_id: i64,
    /// What happened before is not told.
    known_at: Timestamp,
}

/// Something that happened to an account. Holds no address and nothing people wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The identity of the entry, the same for every program and every try.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// The verb of the journal: `open`, `confirm`, `close`...
    pub act: String,
    /// The noun of the journal: `hold`, `sanction`...
    pub noun: String,
    /// Which one.
    pub noun_id: Option<i64>,
    /// The account.
    pub debtor: DebtorId,
    /// Its code in the ledger.
    pub debtor_key: String,
    /// Its name.
    pub debtor_name: String,
    /// Its SIREN, when known.
    pub siren: Option<String>,
}

/// The programs of a company that were ever told, by name.
pub async fn all(session: &mut Session, creditor: CreditorId) -> Result<Vec<Webhook>> {
    session.query(SELECT, &[creditor.0.into()], read).await
}

/// The program of a name; one that is new is told what happens from now on.
pub async fn known(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, name): (CreditorId, &str),
) -> Result<Webhook> {
    let all = all(transaction, creditor).await?;
    if let Some(known) = all.into_iter().find(|one| one.name == name) {
        return Ok(known);
    }
    let from_id = first_looked_at(stamp);
    let row = [
        creditor.0.into(),
        name.into(),
        from_id.into(),
        stamp.at().into(),
        0_i64.into(),
        stamp.at().into(),
    ];
    transaction.insert(&INSERT, row).await?;
    Ok(Webhook {
        name: name.to_string(),
        failures: 0,
        next_try_at: None,
        trouble: None,
        moved_at: stamp.at,
        from_id,
        known_at: stamp.at,
    })
}

/// Identities of entries that are told are above it. Not the newest one: another process may make a lower one later.
fn first_looked_at(stamp: &Stamp<'_>) -> i64 {
    mint::first_of(stamp.at.checked_sub(LATEST_COMMIT).unwrap_or(stamp.at))
}

/// What a program has not taken yet, the oldest first, so many at most.
pub async fn waiting(
    session: &mut Session,
    creditor: CreditorId,
    (webhook, most): (&Webhook, u32),
) -> Result<Vec<Event>> {
    let values = [
        creditor.0.into(),
        webhook.from_id.into(),
        webhook.name.as_str().into(),
        i64::from(most).into(),
        column::instant(webhook.known_at).into(),
    ];
    session.query(WAITING, &values, event).await
}

/// Notes that a program took an event.
pub async fn take(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, name): (CreditorId, &str),
    event: i64,
) -> Result<()> {
    let row = [creditor.0.into(), name.into(), event.into()];
    transaction.insert(&INSERT_TAKEN, row).await?;
    let values = [creditor.0.into(), name.into(), stamp.at().into()];
    transaction.execute(CALM, &values).await?;
    Ok(())
}

/// Notes that a program was not reached, and when to try again.
pub async fn fail(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, name): (CreditorId, &str),
    (next_try_at, trouble): (Timestamp, &str),
) -> Result<()> {
    let values = [
        creditor.0.into(),
        name.into(),
        column::instant(next_try_at).into(),
        trouble.into(),
        stamp.at().into(),
    ];
    transaction.execute(FAIL, &values).await?;
    Ok(())
}

/// Forgets what a program that has nothing waiting took long ago.
pub async fn forget_old(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, name): (CreditorId, &str),
) -> Result<()> {
    let until = first_looked_at(stamp);
    for sql in [ADVANCE, FORGET] {
        let values = [creditor.0.into(), name.into(), until.into()];
        transaction.execute(sql, &values).await?;
    }
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Webhook> {
    let place = Place::new("webhook", row.integer(1)?);
    Ok(Webhook {
        name: row.string(0)?,
        from_id: row.integer(1)?,
        failures: u32::try_from(row.integer(2)?).unwrap_or(u32::MAX),
        next_try_at: place.optional_instant("next_try_at", row.optional_text(3)?)?,
        trouble: row.optional_string(4)?,
        moved_at: place.instant("moved_at", row.text(5)?)?,
        known_at: place.instant("known_at", row.text(6)?)?,
    })
}

fn event(row: &Row<'_>) -> Result<Event> {
    let id = row.integer(0)?;
    Ok(Event {
        id,
        at: Place::new("journal", id).instant("at", row.text(1)?)?,
        act: row.string(2)?,
        noun: row.string(3)?,
        noun_id: row.optional_integer(4)?,
        debtor: DebtorId(row.integer(5)?),
        debtor_key: row.string(6)?,
        debtor_name: row.string(7)?,
        siren: row.optional_string(8)?,
    })
}
