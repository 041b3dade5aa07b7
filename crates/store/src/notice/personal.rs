//! What a person writes to one debtor: the words, beside the notice that carries them. Must never change the words once
//! they are written down, nor take the same form twice.

use receivables::identity::{CreditorId, NoticeId, ReplyId};

use super::{NewNotice, confirm, insert};
use crate::column;
use crate::db::{Insert, Session, Transaction};
use crate::error::Result;
use crate::journal::{self, Entry};
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "personal_message (notice_id, creditor_id, subject, words, reply_id, in_reply_to)",
);

const SELECT: &str = "select subject, words, reply_id, in_reply_to from personal_message
    where creditor_id = $1 and notice_id = $2";

pub(crate) const STATEMENTS: &[&str] = &[SELECT];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// The words of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonalWords {
    /// One line.
    pub subject: String,
    /// Plain text; an empty line begins a paragraph.
    pub words: String,
    /// The answer it is about.
    pub reply: Option<ReplyId>,
    /// The Message-ID it goes on from, without angle brackets.
    pub in_reply_to: Option<String>,
}

/// Writes a message down, confirmed by who wrote it. False when the same form was taken already.
pub async fn write(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (notice, words): (&NewNotice, &PersonalWords),
) -> Result<bool> {
    let written = insert(transaction, stamp, creditor, std::slice::from_ref(notice)).await?;
    if written == 0 {
        return Ok(false);
    }
    let row = [
        notice.id.0.into(),
        creditor.0.into(),
        (&words.subject).into(),
        (&words.words).into(),
        words.reply.map(|reply| reply.0).into(),
        words.in_reply_to.as_deref().into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let entry = Entry::new(creditor, Some(notice.debtor), "write", "notice").on(notice.id.0);
    let entry = entry.after(column::json(&words.subject)?);
    journal::append(transaction, stamp, entry).await?;
    confirm(transaction, stamp, creditor, notice.id).await
}

/// The words of a notice; nothing for one that a strategy planned.
pub async fn words_of(
    session: &mut Session,
    creditor: CreditorId,
    notice: NoticeId,
) -> Result<Option<PersonalWords>> {
    session
        .query_first(SELECT, &[creditor.0.into(), notice.0.into()], |row| {
            Ok(PersonalWords {
                subject: row.string(0)?,
                words: row.string(1)?,
                reply: row.optional_integer(2)?.map(ReplyId),
                in_reply_to: row.optional_string(3)?,
            })
        })
        .await
}
