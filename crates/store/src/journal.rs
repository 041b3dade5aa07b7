//! The journal: who did what, when, before and after. Rows are only ever added; no statement of this
//! crate changes or removes one.

use receivables::identity::{CreditorId, DebtorId};

use crate::db::{Insert, Transaction};
use crate::error::Result;
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "journal (id, creditor_id, debtor_id, at, who, act, noun, noun_id, before, after)",
);

pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The creditor.
    pub creditor: CreditorId,
    /// The account, when it concerns one.
    pub debtor: Option<DebtorId>,
    /// The verb: `open`, `close`, `change`, `apply`...
    pub act: &'a str,
    /// The noun: `dispute`, `item`...
    pub noun: &'a str,
    /// Which one.
    pub noun_id: Option<i64>,
    /// What it was, as JSON.
    pub before: Option<String>,
    /// What it became, as JSON.
    pub after: Option<String>,
}

impl<'a> Entry<'a> {
    /// An act on a noun, with nothing said of before and after.
    pub fn new(
        creditor: CreditorId,
        debtor: Option<DebtorId>,
        act: &'a str,
        noun: &'a str,
    ) -> Self {
        Entry {
            creditor,
            debtor,
            act,
            noun,
            noun_id: None,
            before: None,
            after: None,
        }
    }

    /// The same act on one thing.
    pub fn on(mut self, noun_id: i64) -> Self {
        self.noun_id = Some(noun_id);
        self
    }

    /// With what it became, as JSON.
    pub fn after(mut self, json: String) -> Self {
        self.after = Some(json);
        self
    }

    /// With what it was, as JSON.
    pub fn before(mut self, json: String) -> Self {
        self.before = Some(json);
        self
    }
}

/// Adds one entry.
pub async fn append(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    entry: Entry<'_>,
) -> Result<()> {
    append_many(transaction, stamp, vec![entry]).await
}

/// Adds entries, in order.
pub async fn append_many(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    entries: Vec<Entry<'_>>,
) -> Result<()> {
    let at = stamp.at();
    // A loop, not a closure: a future that holds a closure over borrowed entries could not change threads.
    let mut rows = Vec::with_capacity(entries.len());
    for entry in entries {
        rows.push([
            stamp.id().into(),
            entry.creditor.0.into(),
            entry.debtor.map(|debtor| debtor.0).into(),
            at.clone().into(),
            stamp.who.into(),
            entry.act.into(),
            entry.noun.into(),
            entry.noun_id.into(),
            entry.before.into(),
            entry.after.into(),
        ]);
    }
    transaction.insert_many(&INSERT, rows).await?;
    Ok(())
}
