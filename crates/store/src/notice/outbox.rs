//! Carrying, step by step: claim, reserve, then one of sent, refused, try again, unknown. Must never let
//! two senders hold one notice, nor free one that may have reached a carrier.

use jiff::Timestamp;
use jiff::civil::Date;
use receivables::currency::Currency;
use receivables::identity::{CreditorId, DebtorId, NoticeId};

use crate::column;
use crate::db::{Insert, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::notice::{COLUMNS, Notice, read};
use crate::review;
use crate::stamp::Stamp;

const CLAIM: &str = "update notice set claimed_at = $3, claimed_by = $4 where id in (
      select id from notice where creditor_id = $1
      and sent_at is null and withdrawn_at is null and refused_at is null
      and unknown_at is null and claimed_at is null and planned_on <= $2
      and channel in ('e-mail', 'sms', 'letter', 'registered-letter')
      and (release = 'by-itself' or (release = 'on-confirmation' and confirmed_at is not null))
      and (try_again_at is null or try_again_at <= $3)
      order by debtor_id, id limit $5 /*+postgres for update skip locked*/
    ) and claimed_at is null returning :columns";

const RESERVE: &str = "update notice set reserved_at = $3, attempts = attempts + 1
    where creditor_id = $1 and id = $2 and claimed_by = $4 and reserved_at is null
    and (release <> 'on-confirmation' or confirmed_at is not null)
    and sent_at is null and withdrawn_at is null and refused_at is null and unknown_at is null";

const EVIDENCE: Insert = Insert::into(
    "notice_evidence (notice_id, creditor_id, message_id, recipient, subject, message, cost_micros,
     cost_currency)",
)
.with_tail(
    "on conflict (notice_id) do update set message_id = excluded.message_id,
     recipient = excluded.recipient, subject = excluded.subject, message = excluded.message,
     cost_micros = excluded.cost_micros, cost_currency = excluded.cost_currency",
);

const RECEIPT: &str =
    "update notice_evidence set receipt = $3 where creditor_id = $1 and notice_id = $2";

const MESSAGE: &str =
    "update notice_evidence set message = $3 where creditor_id = $1 and notice_id = $2";

const SENT: &str = "update notice set sent_at = $3, ended_on = $4, settled_by = $5
    where creditor_id = $1 and id = $2 and sent_at is null and withdrawn_at is null and refused_at is null";

const REFUSED: &str = "update notice set refused_at = $3, ended_on = $4, settled_by = $5, refused_cause = $6
    where creditor_id = $1 and id = $2 and sent_at is null and withdrawn_at is null and refused_at is null";

const UNKNOWN: &str = "update notice set unknown_at = $3, ended_on = $4, unknown_evidence = $5
    where creditor_id = $1 and id = $2 and sent_at is null and withdrawn_at is null and refused_at is null
    and unknown_at is null";

const FREE: &str = "update notice set claimed_at = null, claimed_by = null, reserved_at = null,
    try_again_at = $3
    where creditor_id = $1 and id = $2 and sent_at is null and withdrawn_at is null and refused_at is null
    and unknown_at is null";

const FREE_ABANDONED: &str = "update notice set claimed_at = null, claimed_by = null
    where creditor_id = $1 and sent_at is null and withdrawn_at is null and refused_at is null
    and unknown_at is null and reserved_at is null and claimed_at < $2";

const ABANDONED: &str = "select :columns from notice
    where creditor_id = $1 and sent_at is null and withdrawn_at is null and refused_at is null
    and unknown_at is null and reserved_at is not null and claimed_at < $2 order by debtor_id, id";

const SELECT_EVIDENCE: &str =
    "select message_id, recipient, subject, message, receipt, cost_micros, cost_currency from notice_evidence
    where creditor_id = $1 and notice_id = $2";

const SELECT_DEBTOR: &str = "select debtor_id from notice where creditor_id = $1 and id = $2";

pub(crate) const STATEMENTS: &[&str] = &[
    CLAIM,
    RESERVE,
    RECEIPT,
    MESSAGE,
    SENT,
    REFUSED,
    UNKNOWN,
    FREE,
    FREE_ABANDONED,
    ABANDONED,
    SELECT_EVIDENCE,
    SELECT_DEBTOR,
];
pub(crate) const INSERTS: &[Insert] = &[EVIDENCE];

/// The exact message of a notice and what the carrier said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// RFC 5322 Message-ID without the angle brackets.
    pub message_id: String,
    /// To whom.
    pub recipient: String,
    /// The subject.
    pub subject: String,
    /// The exact bytes.
    pub message: Vec<u8>,
    /// The carrier's words, once it took charge.
    pub receipt: Option<String>,
    /// What the carrier asks for it, where that is known.
    pub cost: Option<Cost>,
}

/// A price of a carrier, finer than the minor unit of its currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    /// Millionths of a unit of the currency.
    pub micros: i64,
    /// The currency.
    pub currency: Currency,
}

/// How carrying a notice ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The carrier took charge, or a person did it; with the carrier's words.
    Sent(String),
    /// Nothing went out for certain, and trying again is of no use; with the cause.
    Refused(String),
    /// Perhaps it went out; with what is known.
    Unknown(String),
}

/// Claims notices that may leave on `day`, for the sender that the stamp names.
pub async fn claim(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    day: Date,
    most: u32,
) -> Result<Vec<Notice>> {
    let values = [
        creditor.0.into(),
        column::day(day).into(),
        stamp.at().into(),
        stamp.who.into(),
        i64::from(most).into(),
    ];
    let mut notices = transaction
        .query(&CLAIM.replace(":columns", COLUMNS), &values, read)
        .await?;
    notices.sort_by_key(|notice| (notice.debtor, notice.id));
    Ok(notices)
}

/// Puts the message aside just before the carrier gets it. After this, a sender that dies leaves an
/// unknown end. False when the sender does not hold the notice any more.
pub async fn reserve(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: NoticeId,
    evidence: &Evidence,
) -> Result<bool> {
    let values = [
        creditor.0.into(),
        id.0.into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    if transaction.execute(RESERVE, &values).await? == 0 {
        return Ok(false);
    }
    put_aside(transaction, (creditor, id), evidence).await?;
    Ok(true)
}

/// Keeps the bytes of a notice; later ones take the place of earlier ones.
pub(super) async fn put_aside(
    transaction: &mut Transaction,
    (creditor, id): (CreditorId, NoticeId),
    evidence: &Evidence,
) -> Result<()> {
    let row = [
        id.0.into(),
        creditor.0.into(),
        (&evidence.message_id).into(),
        (&evidence.recipient).into(),
        (&evidence.subject).into(),
        evidence.message.as_slice().into(),
        evidence.cost.map(|cost| cost.micros).into(),
        evidence
            .cost
            .as_ref()
            .map(|cost| cost.currency.code())
            .into(),
    ];
    transaction.insert(&EVIDENCE, row).await?;
    Ok(())
}

/// Writes down how carrying ended, on the creditor's day. Also a person's word on a task or on an end
/// that was unknown. False when it had ended already.
pub async fn end(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: NoticeId,
    (end, ended_on): (&End, Date),
) -> Result<bool> {
    let (at, day) = (stamp.at(), column::day(ended_on));
    let key = [creditor.0.into(), id.0.into(), at.into(), day.into()];
    let changed = match end {
        End::Sent(_) => transaction.execute(SENT, &with(key, [stamp.who])).await?,
        End::Refused(cause) => {
            transaction
                .execute(REFUSED, &with(key, [stamp.who, cause]))
                .await?
        }
        End::Unknown(evidence) => transaction.execute(UNKNOWN, &with(key, [evidence])).await?,
    };
    if changed == 0 {
        return Ok(false);
    }
    let (act, words) = match end {
        End::Sent(words) => ("send", words),
        End::Refused(words) => ("refuse", words),
        End::Unknown(words) => ("lose-sight", words),
    };
    if let End::Sent(receipt) = end {
        let values = [creditor.0.into(), id.0.into(), receipt.into()];
        transaction.execute(RECEIPT, &values).await?;
    }
    let debtor = debtor_of(transaction, creditor, id).await?;
    let entry = Entry::new(creditor, Some(debtor), act, "notice").on(id.0);
    journal::append(transaction, stamp, entry.after(column::json(words)?)).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await?;
    Ok(true)
}

fn with<'v, const N: usize>(
    key: [crate::db::Value<'v>; 4],
    words: [&'v str; N],
) -> Vec<crate::db::Value<'v>> {
    key.into_iter()
        .chain(words.into_iter().map(Into::into))
        .collect()
}

/// Frees a notice that certainly did not go out, to be tried again from an instant on.
pub async fn try_again(
    transaction: &mut Transaction,
    creditor: CreditorId,
    id: NoticeId,
    at: Timestamp,
) -> Result<bool> {
    let values = [creditor.0.into(), id.0.into(), column::instant(at).into()];
    Ok(transaction.execute(FREE, &values).await? > 0)
}

/// Replaces the bytes put aside by the exact ones the carrier was given.
pub async fn keep_message(
    transaction: &mut Transaction,
    creditor: CreditorId,
    id: NoticeId,
    message: &[u8],
) -> Result<()> {
    transaction
        .execute(MESSAGE, &[creditor.0.into(), id.0.into(), message.into()])
        .await?;
    Ok(())
}

/// Takes over from senders that died: claims older than `before` that had not reached a carrier are free
/// again. Those that had are returned, for their ends to be written as unknown.
pub async fn take_over(
    transaction: &mut Transaction,
    creditor: CreditorId,
    before: Timestamp,
) -> Result<Vec<Notice>> {
    let values = [creditor.0.into(), column::instant(before).into()];
    transaction.execute(FREE_ABANDONED, &values).await?;
    transaction
        .query(&ABANDONED.replace(":columns", COLUMNS), &values, read)
        .await
}

/// The exact message of a notice, when one was made.
pub async fn evidence(
    session: &mut Session,
    creditor: CreditorId,
    id: NoticeId,
) -> Result<Option<Evidence>> {
    session
        .query_first(SELECT_EVIDENCE, &[creditor.0.into(), id.0.into()], |row| {
            let currency = row.optional_text(6)?.and_then(|code| code.parse().ok());
            let cost = row.optional_integer(5)?.zip(currency);
            Ok(Evidence {
                message_id: row.string(0)?,
                recipient: row.string(1)?,
                subject: row.string(2)?,
                message: row.optional_bytes(3)?.unwrap_or_default().to_vec(),
                receipt: row.optional_string(4)?,
                cost: cost.map(|(micros, currency)| Cost { micros, currency }),
            })
        })
        .await
}

async fn debtor_of(session: &mut Session, creditor: CreditorId, id: NoticeId) -> Result<DebtorId> {
    let found = session
        .query_first(SELECT_DEBTOR, &[creditor.0.into(), id.0.into()], |row| {
            row.integer(0)
        })
        .await?;
    found.map(DebtorId).ok_or(StoreError::NotFound {
        noun: "notice",
        id: id.0,
    })
}
