//! The tray: answers that belong to no account yet. Must never forget one before a person has said whose it is, or that it
//! is nobody's.

use jiff::civil::Date;
use receivables::identity::{CreditorId, DebtorId, ReplyId, UnplacedAnswerId};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::reply::ReplyMessage;
use crate::scope::Seen;
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "unplaced_answer (id, creditor_id, message_id, sender, subject, words, statements, candidates, received_on, known_at)",
);

const KNOWN: &str = "select id from unplaced_answer where creditor_id = $1 and message_id = $2";

const COLUMNS: &str =
    "select id, message_id, sender, subject, words, statements, candidates, received_on
    from unplaced_answer where creditor_id = $1 and settled_at is null";

const ALL: &str = "order by id limit 500";

const ONE: &str = "and id = $2";

const SETTLE: &str = "update unplaced_answer set settled_at = $3, settled_by = $4, reply_id = $5
    where creditor_id = $1 and id = $2 and settled_at is null";

const COUNT: &str =
    "select count(*) from unplaced_answer where creditor_id = $1 and settled_at is null";

pub(crate) const STATEMENTS: &[&str] = &[KNOWN, SETTLE, COUNT];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// The texts that read whole answers.
pub(crate) fn texts() -> Vec<String> {
    [ALL, ONE].map(whole).to_vec()
}

fn whole(part: &str) -> String {
    format!("{COLUMNS} {part}")
}

/// An answer in the tray.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnplacedAnswer {
    /// Its identity.
    pub id: UnplacedAnswerId,
    /// The day it came.
    pub received_on: Date,
    /// The message.
    pub message: ReplyMessage,
    /// The accounts it may belong to, the likeliest first.
    pub candidates: Vec<DebtorId>,
}

/// Puts an answer into the tray.
pub async fn add(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (message, candidates, received_on): (&ReplyMessage, &[DebtorId], Date),
) -> Result<UnplacedAnswerId> {
    let id = stamp.id();
    let row = [
        id.into(),
        creditor.0.into(),
        (&message.message_id).into(),
        (&message.sender).into(),
        (&message.subject).into(),
        (&message.words).into(),
        column::json(&message.statements)?.into(),
        column::json(&candidates)?.into(),
        column::day(received_on).into(),
        stamp.at().into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let entry = Entry::new(creditor, None, "open", "unplaced-answer").on(id);
    journal::append(
        transaction,
        stamp,
        entry.after(column::json(&message.sender)?),
    )
    .await?;
    Ok(UnplacedAnswerId(id))
}

/// True when a message is or was in the tray.
pub async fn knows_message(
    session: &mut Session,
    creditor: CreditorId,
    message_id: &str,
) -> Result<bool> {
    let values = [creditor.0.into(), message_id.into()];
    let found = session
        .query_first(KNOWN, &values, |row| row.integer(0))
        .await?;
    Ok(found.is_some())
}

/// What waits in the tray, the oldest first, 500 at most.
pub async fn waiting(session: &mut Session, seen: Seen) -> Result<Vec<UnplacedAnswer>> {
    let values = [seen.creditor().0.into()];
    session.query(&whole(ALL), &values, read).await
}

/// How many wait.
pub async fn waiting_count(session: &mut Session, seen: Seen) -> Result<i64> {
    session
        .query_integer(COUNT, &[seen.creditor().0.into()])
        .await
}

/// One that waits.
pub async fn find(
    session: &mut Session,
    creditor: CreditorId,
    id: UnplacedAnswerId,
) -> Result<UnplacedAnswer> {
    let values = [creditor.0.into(), id.0.into()];
    let found = session.query_first(&whole(ONE), &values, read).await?;
    found.ok_or(missing(id))
}

/// Takes an answer out of the tray: it became an answer of an account, or it is nobody's.
pub async fn settle(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, id): (CreditorId, UnplacedAnswerId),
    reply: Option<ReplyId>,
) -> Result<()> {
    let values = [
        creditor.0.into(),
        id.0.into(),
        stamp.at().into(),
        stamp.who.into(),
        reply.map(|reply| reply.0).into(),
    ];
    if transaction.execute(SETTLE, &values).await? == 0 {
        return Err(missing(id));
    }
    let entry = Entry::new(creditor, None, "close", "unplaced-answer").on(id.0);
    journal::append(transaction, stamp, entry).await
}

const fn missing(id: UnplacedAnswerId) -> StoreError {
    StoreError::NotFound {
        noun: "answer in the tray",
        id: id.0,
    }
}

fn read(row: &Row<'_>) -> Result<UnplacedAnswer> {
    let id = row.integer(0)?;
    let place = Place::new("unplaced_answer", id);
    Ok(UnplacedAnswer {
        id: UnplacedAnswerId(id),
        received_on: place.day("received_on", row.text(7)?)?,
        message: ReplyMessage {
            message_id: row.string(1)?,
            sender: row.string(2)?,
            subject: row.string(3)?,
            words: row.string(4)?,
            statements: place.json("statements", row.text(5)?)?,
        },
        candidates: place.json("candidates", row.text(6)?)?,
    })
}
