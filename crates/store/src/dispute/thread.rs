//! What gathers around a dispute: what people of the house say to each other, files that prove something, commercial
//! gestures that wait for approval. Must never reach the debtor, and nothing of it is ever changed.

use jiff::Timestamp;
use receivables::identity::{CreditorId, DisputeId, EvidenceId, GestureId};
use receivables::money::Money;
use serde::{Deserialize, Serialize};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::stamp::Stamp;

const INSERT_NOTE: Insert =
    Insert::into("dispute_note (id, creditor_id, dispute_id, written_by, written_at, words)");

const INSERT_EVIDENCE: Insert = Insert::into(
    "dispute_evidence (id, creditor_id, dispute_id, added_by, added_at, file_name, size, digest, content)",
);

const INSERT_GESTURE: Insert = Insert::into(
    "dispute_gesture (id, creditor_id, dispute_id, amount_minor, currency, words, proposed_by, proposed_at)",
);

const SELECT_NOTES: &str = "select id, written_by, written_at, words from dispute_note
    where creditor_id = $1 and dispute_id = $2 order by id";

const SELECT_EVIDENCE: &str =
    "select id, added_by, added_at, file_name, size, digest from dispute_evidence
    where creditor_id = $1 and dispute_id = $2 order by id";

const SELECT_CONTENT: &str = "select file_name, content from dispute_evidence
    where creditor_id = $1 and dispute_id = $2 and id = $3";

const SELECT_GESTURES: &str = "select id, amount_minor, currency, words, proposed_by, proposed_at, verdict, answer,
    answered_by, answered_at from dispute_gesture where creditor_id = $1 and dispute_id = $2 order by id";

const ANSWER: &str =
    "update dispute_gesture set verdict = $4, answer = $5, answered_by = $6, answered_at = $7
    where creditor_id = $1 and dispute_id = $2 and id = $3 and answered_at is null";

pub(crate) const STATEMENTS: &[&str] = &[
    SELECT_NOTES,
    SELECT_EVIDENCE,
    SELECT_CONTENT,
    SELECT_GESTURES,
    ANSWER,
];
pub(crate) const INSERTS: &[Insert] = &[INSERT_NOTE, INSERT_EVIDENCE, INSERT_GESTURE];

/// Something a person of the house said about a dispute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Who.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What.
    pub words: String,
}

/// A file that proves something, without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Its identity.
    pub id: EvidenceId,
    /// Who added it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The name it came under.
    pub file_name: String,
    /// How many bytes.
    pub size: i64,
    /// BLAKE3 of its bytes, in hexadecimal.
    pub digest: String,
}

/// A file as it is added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvidence<'a> {
    /// The name it came under.
    pub file_name: &'a str,
    /// BLAKE3 of its bytes, in hexadecimal.
    pub digest: &'a str,
    /// Its bytes.
    pub content: &'a [u8],
}

/// What was said to a commercial gesture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It is granted.
    Approved,
    /// It is not.
    Refused,
}

/// A commercial gesture somebody proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gesture {
    /// Its identity.
    pub id: GestureId,
    /// How much would be given up, above zero.
    pub amount: Money,
    /// Why.
    pub words: String,
    /// Who proposed it, and when.
    pub proposed: (String, Timestamp),
    /// What was said to it, in which words, by whom and when; nothing while it waits.
    pub answered: Option<(Verdict, String, String, Timestamp)>,
}

/// Says something about a dispute.
pub async fn say(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, dispute): (CreditorId, DisputeId),
    words: &str,
) -> Result<()> {
    super::debtor_of(transaction, creditor, dispute).await?;
    let row = [
        stamp.id().into(),
        creditor.0.into(),
        dispute.0.into(),
        stamp.who.into(),
        stamp.at().into(),
        words.into(),
    ];
    transaction.insert(&INSERT_NOTE, row).await?;
    Ok(())
}

/// Adds a file to a dispute.
pub async fn add_evidence(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, dispute): (CreditorId, DisputeId),
    new: &NewEvidence<'_>,
) -> Result<EvidenceId> {
    let debtor = super::debtor_of(transaction, creditor, dispute).await?;
    let id = stamp.id();
    let row = [
        id.into(),
        creditor.0.into(),
        dispute.0.into(),
        stamp.who.into(),
        stamp.at().into(),
        new.file_name.into(),
        i64::try_from(new.content.len()).unwrap_or(i64::MAX).into(),
        new.digest.into(),
        new.content.into(),
    ];
    transaction.insert(&INSERT_EVIDENCE, row).await?;
    let entry = Entry::new(creditor, Some(debtor), "add-evidence", "dispute").on(dispute.0);
    let said = column::json(&(new.file_name, new.digest))?;
    journal::append(transaction, stamp, entry.after(said)).await?;
    Ok(EvidenceId(id))
}

/// Proposes a commercial gesture.
pub async fn propose_gesture(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, dispute): (CreditorId, DisputeId),
    (amount, words): (Money, &str),
) -> Result<GestureId> {
    let debtor = super::debtor_of(transaction, creditor, dispute).await?;
    let id = stamp.id();
    let row = [
        id.into(),
        creditor.0.into(),
        dispute.0.into(),
        amount.minor.into(),
        amount.currency.code().to_string().into(),
        words.into(),
        stamp.who.into(),
        stamp.at().into(),
    ];
    transaction.insert(&INSERT_GESTURE, row).await?;
    let entry = Entry::new(creditor, Some(debtor), "propose-gesture", "dispute").on(dispute.0);
    let said = column::json(&(amount, words))?;
    journal::append(transaction, stamp, entry.after(said)).await?;
    Ok(GestureId(id))
}

/// Answers a gesture that waits.
pub async fn answer_gesture(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, dispute, gesture): (CreditorId, DisputeId, GestureId),
    (verdict, words): (Verdict, &str),
) -> Result<()> {
    let debtor = super::debtor_of(transaction, creditor, dispute).await?;
    let values = [
        creditor.0.into(),
        dispute.0.into(),
        gesture.0.into(),
        column::word(&verdict).into(),
        words.into(),
        stamp.who.into(),
        stamp.at().into(),
    ];
    if transaction.execute(ANSWER, &values).await? == 0 {
        return Err(StoreError::NotFound {
            noun: "gesture that waits",
            id: gesture.0,
        });
    }
    let entry = Entry::new(creditor, Some(debtor), "answer-gesture", "dispute").on(dispute.0);
    let said = column::json(&(verdict, words))?;
    journal::append(transaction, stamp, entry.after(said)).await
}

/// What was said about a dispute, oldest first.
pub async fn notes(
    session: &mut Session,
    creditor: CreditorId,
    dispute: DisputeId,
) -> Result<Vec<Note>> {
    let place = Place::new("dispute_note", dispute.0);
    session
        .query(
            SELECT_NOTES,
            &[creditor.0.into(), dispute.0.into()],
            |row| {
                Ok(Note {
                    by: row.string(1)?,
                    at: place.instant("written_at", row.text(2)?)?,
                    words: row.string(3)?,
                })
            },
        )
        .await
}

/// The files of a dispute, oldest first.
pub async fn evidence(
    session: &mut Session,
    creditor: CreditorId,
    dispute: DisputeId,
) -> Result<Vec<Evidence>> {
    let place = Place::new("dispute_evidence", dispute.0);
    session
        .query(
            SELECT_EVIDENCE,
            &[creditor.0.into(), dispute.0.into()],
            |row| {
                Ok(Evidence {
                    id: EvidenceId(row.integer(0)?),
                    by: row.string(1)?,
                    at: place.instant("added_at", row.text(2)?)?,
                    file_name: row.string(3)?,
                    size: row.integer(4)?,
                    digest: row.string(5)?,
                })
            },
        )
        .await
}

/// The name and the bytes of a file.
pub async fn content(
    session: &mut Session,
    creditor: CreditorId,
    (dispute, evidence): (DisputeId, EvidenceId),
) -> Result<Option<(String, Vec<u8>)>> {
    let values = [creditor.0.into(), dispute.0.into(), evidence.0.into()];
    session
        .query_first(SELECT_CONTENT, &values, |row| {
            let bytes = row.optional_bytes(1)?.unwrap_or_default().to_vec();
            Ok((row.string(0)?, bytes))
        })
        .await
}

/// The gestures proposed in a dispute, oldest first.
pub async fn gestures(
    session: &mut Session,
    creditor: CreditorId,
    dispute: DisputeId,
) -> Result<Vec<Gesture>> {
    session
        .query(
            SELECT_GESTURES,
            &[creditor.0.into(), dispute.0.into()],
            gesture,
        )
        .await
}

fn gesture(row: &Row<'_>) -> Result<Gesture> {
    let id = row.integer(0)?;
    let place = Place::new("dispute_gesture", id);
    let answered = match row.optional_text(6)? {
        Some(verdict) => Some((
            place.word("verdict", verdict)?,
            row.optional_string(7)?.unwrap_or_default(),
            row.optional_string(8)?.unwrap_or_default(),
            place.instant("answered_at", row.optional_text(9)?.unwrap_or_default())?,
        )),
        None => None,
    };
    Ok(Gesture {
        id: GestureId(id),
        amount: place.money(row.integer(1)?, row.text(2)?)?,
        words: row.string(3)?,
        proposed: (row.string(4)?, place.instant("proposed_at", row.text(5)?)?),
        answered,
    })
}
