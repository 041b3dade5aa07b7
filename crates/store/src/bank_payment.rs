//! The payments that lines of bank statements became: one, or several when a person split the line. Must
//! never forget one: what was undone carries its instant.

use std::collections::BTreeSet;

use jiff::Timestamp;
use receivables::identity::{BankEntryId, CreditorId, DebtorId, ItemId};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::page::{in_list, listed};
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "bank_entry_payment (item_id, entry_id, creditor_id, debtor_id, amount_minor, made_at, made_by)",
);

const SELECT_OF_ENTRIES: &str =
    "select item_id, entry_id, debtor_id, amount_minor, made_at, made_by, undone_at
    from bank_entry_payment where + creditor_id = $1 and entry_id :ids order by entry_id, item_id";

const SELECT_ENTRY: &str = "select entry_id from bank_entry_payment
    where creditor_id = $1 and item_id = $2 and undone_at is null";

const UNDO: &str = "update bank_entry_payment set undone_at = $3, undone_by = $4
    where creditor_id = $1 and item_id = $2 and undone_at is null";

const SELECT_UNDONE: &str = "select item_id from bank_entry_payment
    where creditor_id = $1 and undone_at is not null order by item_id";

pub(crate) const STATEMENTS: &[&str] = &[SELECT_OF_ENTRIES, SELECT_ENTRY, SELECT_UNDONE, UNDO];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// A payment on a debtor's account that came from a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankPayment {
    /// The line.
    pub entry: BankEntryId,
    /// The payment on the account.
    pub item: ItemId,
    /// Whose account.
    pub debtor: DebtorId,
    /// How much of the line, positive, in minor units of its currency.
    pub amount_minor: i64,
    /// When and by whom it was made.
    pub made: (Timestamp, String),
    /// When it was undone.
    pub undone_at: Option<Timestamp>,
}

/// Writes down which payment a line, or a part of it, became.
pub async fn add(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (entry, item): (BankEntryId, ItemId),
    (debtor, amount_minor): (DebtorId, i64),
) -> Result<()> {
    let row = [
        item.0.into(),
        entry.0.into(),
        creditor.0.into(),
        debtor.0.into(),
        amount_minor.into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let told = Entry::new(creditor, Some(debtor), "match", "bank-entry").on(entry.0);
    journal::append(transaction, stamp, told.after(column::json(&item.0)?)).await
}

/// The payments of some lines, those undone too, line by line.
pub async fn of_entries(
    session: &mut Session,
    creditor: CreditorId,
    entries: &[BankEntryId],
) -> Result<Vec<BankPayment>> {
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let sql = SELECT_OF_ENTRIES.replace(":ids", &in_list("$2"));
    let entries = listed(entries.iter().map(|entry| entry.0));
    session
        .query(&sql, &[creditor.0.into(), entries.into()], read)
        .await
}

/// The line that a payment came from; nothing for a payment that no bank brought.
pub async fn entry_of(
    session: &mut Session,
    creditor: CreditorId,
    payment: ItemId,
) -> Result<Option<BankEntryId>> {
    session
        .query_first(
            SELECT_ENTRY,
            &[creditor.0.into(), payment.0.into()],
            |row| row.integer(0).map(BankEntryId),
        )
        .await
}

/// The payments that were undone: no money is behind them.
pub async fn undone(session: &mut Session, creditor: CreditorId) -> Result<BTreeSet<ItemId>> {
    let values = [creditor.0.into()];
    let ids = session.query(SELECT_UNDONE, &values, |row| row.integer(0).map(ItemId));
    Ok(ids.await?.into_iter().collect())
}

/// Writes down that a payment was undone.
pub async fn undo(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    payment: &BankPayment,
) -> Result<()> {
    let values = [
        creditor.0.into(),
        payment.item.0.into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    if transaction.execute(UNDO, &values).await? == 0 {
        return Err(StoreError::NotFound {
            noun: "payment of a bank entry",
            id: payment.item.0,
        });
    }
    let told = Entry::new(creditor, Some(payment.debtor), "undo-match", "bank-entry");
    let told = told
        .on(payment.entry.0)
        .before(column::json(&payment.item.0)?);
    journal::append(transaction, stamp, told).await
}

fn read(row: &Row<'_>) -> Result<BankPayment> {
    let id = row.integer(0)?;
    let place = Place::new("bank_entry_payment", id);
    Ok(BankPayment {
        item: ItemId(id),
        entry: BankEntryId(row.integer(1)?),
        debtor: DebtorId(row.integer(2)?),
        amount_minor: row.integer(3)?,
        made: (place.instant("made_at", row.text(4)?)?, row.string(5)?),
        undone_at: place.optional_instant("undone_at", row.optional_text(6)?)?,
    })
}
