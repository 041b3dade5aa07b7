//! Answers of debtors. Must never forget one that waits for a person.

use jiff::civil::Date;
use receivables::fact::Reply;
use receivables::identity::{CreditorId, DebtorId, ReplyId};
use serde::{Deserialize, Serialize};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::page::Page;
use crate::review;
use crate::scope::Seen;
use crate::stamp::Stamp;

const INSERT: Insert =
    Insert::into("reply (id, creditor_id, debtor_id, received_on, received_at, summary, known_at)");

const HANDLE: &str = "update reply set handled_on = $3, handled_at = $4, handled_by = $5
    where creditor_id = $1 and id = $2 and handled_at is null";

const SELECT_DEBTOR: &str = "select debtor_id from reply where creditor_id = $1 and id = $2";

const SELECT_PAGE: &str = "select debtor_id, id, received_on, case when handled_at <= $4 then handled_on end
    from reply where creditor_id = $1 and debtor_id :page and known_at <= $4 order by debtor_id, id";

const KEEP_MESSAGE: &str = "update reply set message_id = $3, sender = $4, subject = $5, words = $6
    where creditor_id = $1 and id = $2";

const KNOWN_MESSAGE: &str = "select id from reply where creditor_id = $1 and message_id = $2";

const MESSAGE_ID: &str = "select message_id from reply
    where creditor_id = $1 and debtor_id = $2 and id = $3 and message_id <> ''";

const INSERT_STATEMENT: Insert =
    Insert::into("reply_statement (reply_id, place, creditor_id, says, statement)");

const WAITING: &str = "select r.id, r.debtor_id, d.name, r.received_on, r.summary, r.sender, r.subject
    from reply r join debtor d on d.id = r.debtor_id
    where r.creditor_id = $1 and r.handled_at is null and d.removed_at is null order by r.received_at, r.id limit 500";

const LETTER: &str = "select r.id, r.debtor_id, d.name, r.received_on, r.summary, r.sender, r.subject, r.words, r.handled_by
    from reply r join debtor d on d.id = r.debtor_id where r.creditor_id = $1 and r.id = $2";

const STATEMENTS_OF: &str = "select place, says, statement, verdict from reply_statement
    where creditor_id = $1 and reply_id = $2 order by place";

const JUDGE: &str = "update reply_statement set verdict = $4, judged_at = $5, judged_by = $6
    where creditor_id = $1 and reply_id = $2 and place = $3 and verdict is null";

const TRACK_RECORD: &str = "select says, verdict, count(*) from reply_statement
    where creditor_id = $1 and verdict is not null group by says, verdict order by says, verdict";

pub(crate) const STATEMENTS: &[&str] = &[
    HANDLE,
    SELECT_DEBTOR,
    SELECT_PAGE,
    KEEP_MESSAGE,
    KNOWN_MESSAGE,
    MESSAGE_ID,
    WAITING,
    LETTER,
    STATEMENTS_OF,
    JUDGE,
    TRACK_RECORD,
];
pub(crate) const INSERTS: &[Insert] = &[INSERT, INSERT_STATEMENT];

/// A message behind an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReplyMessage {
    /// RFC 5322 Message-ID without the angle brackets; empty when it has none.
    pub message_id: String,
    /// Who wrote it.
    pub sender: String,
    /// Its subject.
    pub subject: String,
    /// What the person wrote, without what was quoted.
    pub words: String,
    /// What it seems to say: the word of the kind, and all of it as JSON.
    pub statements: Vec<(String, String)>,
}

/// What a person made of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StatementVerdict {
    /// It was right, as it stood or corrected.
    Accepted,
    /// It was wrong.
    Rejected,
}

/// A finding as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptStatement {
    /// Its place in the answer.
    pub place: i64,
    /// The word of its kind.
    pub says: String,
    /// All of it, as JSON.
    pub statement: String,
    /// What a person made of it.
    pub verdict: Option<StatementVerdict>,
}

/// What a machine says in the place of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MachineAnswerKind {
    /// Somebody is away.
    Away,
    /// The message was received.
    Received,
    /// Anything else.
    Other,
}

/// An answer by a machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MachineAnswer {
    /// What it says.
    pub kind: MachineAnswerKind,
    /// Whose machine.
    pub sender: String,
    /// The day somebody is back.
    pub back_on: Option<Date>,
    /// Whom to write to meanwhile.
    pub substitutes: Vec<String>,
}

/// An answer as a list or its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its identity.
    pub id: ReplyId,
    /// The account.
    pub debtor: DebtorId,
    /// Its name.
    pub debtor_name: String,
    /// The day it came.
    pub received_on: Date,
    /// In short.
    pub summary: String,
    /// Who wrote it, of a message.
    pub sender: String,
    /// The subject of a message.
    pub subject: String,
    /// All of it, of a message.
    pub words: String,
    /// Who dealt with it.
    pub handled_by: Option<String>,
}

/// Writes an answer down: from now on it waits for a person.
pub async fn receive(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, debtor): (CreditorId, DebtorId),
    received_on: Date,
    summary: &str,
) -> Result<ReplyId> {
    let id = stamp.id();
    let row = [
        id.into(),
        creditor.0.into(),
        debtor.0.into(),
        column::day(received_on).into(),
        stamp.at().into(),
        summary.into(),
        stamp.at().into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let entry = Entry::new(creditor, Some(debtor), "open", "reply").on(id);
    journal::append(transaction, stamp, entry.after(column::json(&summary)?)).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await?;
    Ok(ReplyId(id))
}

/// Tells what a machine answered, in the journal of the account. Nothing waits for it.
pub async fn note_machine(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, debtor): (CreditorId, DebtorId),
    answer: &MachineAnswer,
) -> Result<()> {
    let entry = Entry::new(creditor, Some(debtor), "open", "machine-answer");
    journal::append(transaction, stamp, entry.after(column::json(answer)?)).await
}

/// Writes the message behind an answer down with what it seems to say.
pub async fn keep_message(
    transaction: &mut Transaction,
    (creditor, id): (CreditorId, ReplyId),
    message: &ReplyMessage,
) -> Result<()> {
    let values = [
        creditor.0.into(),
        id.0.into(),
        (&message.message_id).into(),
        (&message.sender).into(),
        (&message.subject).into(),
        (&message.words).into(),
    ];
    transaction.execute(KEEP_MESSAGE, &values).await?;
    let rows = message
        .statements
        .iter()
        .zip(0_i64..)
        .map(|((says, statement), place)| {
            [
                id.0.into(),
                place.into(),
                creditor.0.into(),
                says.into(),
                statement.into(),
            ]
        });
    transaction.insert_many(&INSERT_STATEMENT, rows).await?;
    Ok(())
}

/// True when a message is known as an answer already.
pub async fn knows_message(
    session: &mut Session,
    creditor: CreditorId,
    message_id: &str,
) -> Result<bool> {
    let values = [creditor.0.into(), message_id.into()];
    let found = session
        .query_first(KNOWN_MESSAGE, &values, |row| row.integer(0))
        .await?;
    Ok(found.is_some())
}

/// The first 500 answers nobody dealt with, the oldest first.
pub async fn waiting(session: &mut Session, seen: Seen) -> Result<Vec<Letter>> {
    let values = [seen.creditor().0.into()];
    session
        .query(WAITING, &values, |row| read_letter(row, false))
        .await
}

/// One answer with all its words.
pub async fn letter(session: &mut Session, seen: Seen, id: ReplyId) -> Result<Letter> {
    let values = [seen.creditor().0.into(), id.0.into()];
    let found = session
        .query_first(LETTER, &values, |row| read_letter(row, true))
        .await?;
    found.ok_or(StoreError::NotFound {
        noun: "reply",
        id: id.0,
    })
}

/// The Message-ID of an answer of a debtor, without the angle brackets; nothing when it was no message, or had none.
pub async fn message_id(
    session: &mut Session,
    creditor: CreditorId,
    (debtor, id): (DebtorId, ReplyId),
) -> Result<Option<String>> {
    let values = [creditor.0.into(), debtor.0.into(), id.0.into()];
    session
        .query_first(MESSAGE_ID, &values, |row| row.string(0))
        .await
}

/// What an answer seems to say.
pub async fn statements(
    session: &mut Session,
    creditor: CreditorId,
    id: ReplyId,
) -> Result<Vec<KeptStatement>> {
    session
        .query(STATEMENTS_OF, &[creditor.0.into(), id.0.into()], |row| {
            let place = Place::new("reply_statement", id.0);
            let verdict = row.optional_text(3)?;
            Ok(KeptStatement {
                place: row.integer(0)?,
                says: row.string(1)?,
                statement: row.string(2)?,
                verdict: verdict
                    .map(|word| place.word("verdict", word))
                    .transpose()?,
            })
        })
        .await
}

/// Keeps what a person made of a finding; false when somebody judged it before.
pub async fn judge(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, id, place): (CreditorId, ReplyId, i64),
    verdict: StatementVerdict,
) -> Result<bool> {
    let values = [
        creditor.0.into(),
        id.0.into(),
        place.into(),
        column::word(&verdict).into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    Ok(transaction.execute(JUDGE, &values).await? > 0)
}

/// How often findings were accepted and rejected: the word of the kind, accepted, rejected.
pub async fn track_record(session: &mut Session, seen: Seen) -> Result<Vec<(String, i64, i64)>> {
    let rows = session
        .query(TRACK_RECORD, &[seen.creditor().0.into()], |row| {
            let verdict: StatementVerdict =
                Place::new("reply_statement", 0).word("verdict", row.text(1)?)?;
            Ok((row.string(0)?, verdict, row.integer(2)?))
        })
        .await?;
    let mut record: Vec<(String, i64, i64)> = Vec::new();
    for (says, verdict, count) in rows {
        if record.last().is_none_or(|(last, _, _)| *last != says) {
            record.push((says, 0, 0));
        }
        if let Some((_, accepted, rejected)) = record.last_mut() {
            match verdict {
                StatementVerdict::Accepted => *accepted += count,
                StatementVerdict::Rejected => *rejected += count,
            }
        }
    }
    Ok(record)
}

fn read_letter(row: &Row<'_>, whole: bool) -> Result<Letter> {
    let id = row.integer(0)?;
    let text = |at: usize| -> Result<String> { Ok(row.optional_string(at)?.unwrap_or_default()) };
    Ok(Letter {
        id: ReplyId(id),
        debtor: DebtorId(row.integer(1)?),
        debtor_name: row.string(2)?,
        received_on: Place::new("reply", id).day("received_on", row.text(3)?)?,
        summary: row.string(4)?,
        sender: text(5)?,
        subject: text(6)?,
        words: if whole { text(7)? } else { String::new() },
        handled_by: if whole { row.optional_string(8)? } else { None },
    })
}

/// Writes down that a person dealt with an answer.
pub async fn handle(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: ReplyId,
    handled_on: Date,
) -> Result<()> {
    let missing = StoreError::NotFound {
        noun: "reply that waits",
        id: id.0,
    };
    let owner = transaction
        .query_first(SELECT_DEBTOR, &[creditor.0.into(), id.0.into()], |row| {
            row.integer(0)
        })
        .await?;
    let Some(debtor) = owner.map(DebtorId) else {
        return Err(missing);
    };
    let values = [
        creditor.0.into(),
        id.0.into(),
        column::day(handled_on).into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    if transaction.execute(HANDLE, &values).await? == 0 {
        return Err(missing);
    }
    let entry = Entry::new(creditor, Some(debtor), "close", "reply").on(id.0);
    journal::append(transaction, stamp, entry).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await
}

/// Hands each answer of a page to `each`, with the place of its debtor in the page.
pub(crate) async fn each_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    known: &str,
    mut each: impl FnMut(usize, Reply) + Send,
) -> Result<()> {
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last, known.into()];
    session
        .query_each(&page.text(SELECT_PAGE), &values, |row| {
            let Some(position) = page.position(row.integer(0)?) else {
                return Ok(());
            };
            let id = row.integer(1)?;
            let place = Place::new("reply", id);
            each(
                position,
                Reply {
                    id: ReplyId(id),
                    received_on: place.day("received_on", row.text(2)?)?,
                    handled_on: place.optional_day("handled_on", row.optional_text(3)?)?,
                },
            );
            Ok(())
        })
        .await
}
