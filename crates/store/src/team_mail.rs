//! Mail to the team: what people inside the company are told by e-mail, each thing once. Must never hold anything for a
//! debtor, and what may have left is never sent again.

use jiff::Timestamp;
use receivables::identity::{CreditorId, TeamMailId};

use crate::column;
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::Result;
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "team_mail (id, creditor_id, mail_key, addresses, subject, body, state, known_at)",
);

const KNOWN: &str = "select id from team_mail where creditor_id = $1 and mail_key = $2";

const WAITING: &str = "select id, addresses, subject, body from team_mail
    where creditor_id = $1 and state = 'waiting' order by id";

const RESERVE: &str = "update team_mail set state = 'leaving', moved_at = $3
    where creditor_id = $1 and id = $2 and state = 'waiting'";

const END: &str = "update team_mail set state = $3, moved_at = $4, answer = $5
    where creditor_id = $1 and id = $2 and state = 'leaving'";

const LOST: &str = "update team_mail set state = 'unknown', moved_at = $2
    where creditor_id = $1 and state = 'leaving' and moved_at < $3";

const TROUBLE: &str = "select id, addresses, subject, body from team_mail
    where creditor_id = $1 and state in ('refused', 'unknown') order by id desc limit 20";

pub(crate) const STATEMENTS: &[&str] = &[KNOWN, WAITING, RESERVE, END, LOST, TROUBLE];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// A message to people of the company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamMail {
    /// Its identity.
    pub id: TeamMailId,
    /// To whom.
    pub addresses: Vec<String>,
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
}

/// How an attempt to send one ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TeamMailEnd {
    /// The carrier took it.
    Sent(String),
    /// Nothing left; it is tried again.
    TryAgain(String),
    /// Nothing left and trying again is of no use.
    Refused(String),
    /// Nobody knows.
    Unknown(String),
}

/// Writes a message down, unless one with its key was written before.
pub async fn write(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, key): (CreditorId, &str),
    (addresses, subject, body): (&[String], &str, &str),
) -> Result<()> {
    let known = transaction
        .query_first(KNOWN, &[creditor.0.into(), key.into()], |row| {
            row.integer(0)
        })
        .await?;
    if known.is_some() || addresses.is_empty() {
        return Ok(());
    }
    let row = [
        stamp.id().into(),
        creditor.0.into(),
        key.into(),
        addresses.join(" ").into(),
        subject.into(),
        body.into(),
        "waiting".into(),
        stamp.at().into(),
    ];
    transaction.insert(&INSERT, row).await?;
    Ok(())
}

/// What waits to leave, in the order it was written.
pub async fn waiting(session: &mut Session, creditor: CreditorId) -> Result<Vec<TeamMail>> {
    session.query(WAITING, &[creditor.0.into()], read).await
}

/// What did not leave, or nobody knows of, the latest first.
pub async fn in_trouble(session: &mut Session, creditor: CreditorId) -> Result<Vec<TeamMail>> {
    session.query(TROUBLE, &[creditor.0.into()], read).await
}

/// Says that a message is about to be given to a carrier; false when somebody else has it.
pub async fn reserve(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, id): (CreditorId, TeamMailId),
) -> Result<bool> {
    let values = [creditor.0.into(), id.0.into(), stamp.at().into()];
    Ok(transaction.execute(RESERVE, &values).await? > 0)
}

/// Keeps what the carrier answered.
pub async fn end(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, id): (CreditorId, TeamMailId),
    end: &TeamMailEnd,
) -> Result<()> {
    let (state, answer) = match end {
        TeamMailEnd::Sent(answer) => ("sent", answer),
        TeamMailEnd::TryAgain(answer) => ("waiting", answer),
        TeamMailEnd::Refused(answer) => ("refused", answer),
        TeamMailEnd::Unknown(answer) => ("unknown", answer),
    };
    let values = [
        creditor.0.into(),
        id.0.into(),
        state.into(),
        stamp.at().into(),
        answer.into(),
    ];
    transaction.execute(END, &values).await?;
    Ok(())
}

/// Marks what a sender took before an instant and never answered for: nobody knows whether it left.
pub async fn give_up(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, before): (CreditorId, Timestamp),
) -> Result<u64> {
    let values = [
        creditor.0.into(),
        stamp.at().into(),
        column::instant(before).into(),
    ];
    transaction.execute(LOST, &values).await
}

fn read(row: &Row<'_>) -> Result<TeamMail> {
    let addresses = row.string(1)?;
    Ok(TeamMail {
        id: TeamMailId(row.integer(0)?),
        addresses: addresses.split(' ').map(str::to_string).collect(),
        subject: row.string(2)?,
        body: row.string(3)?,
    })
}
