//! The payments that a notification of the bank (camt.054) tells of one entry, until the statement that books the
//! entry names them, and after. Must never be counted as money: the statement's entry is.

use jiff::civil::Date;
use receivables::identity::{CreditorId, ImportId};
use receivables::money::Money;

use crate::column::{self, Place};
use crate::db::{Insert, Session, Transaction};
use crate::error::Result;
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "bank_detail (id, creditor_id, natural_key, account, booked_on, amount_minor, currency, reference,
     batch, transactions, import_id, known_at)",
)
.with_tail("on conflict (creditor_id, natural_key) do nothing");

const SELECT: &str =
    "select id, natural_key, account, booked_on, amount_minor, currency, reference, batch,
    transactions, entry_key from bank_detail
    where creditor_id = $1 and booked_on >= $2 and booked_on <= $3 order by booked_on, id";

const USE: &str = "update bank_detail set entry_key = $3
    where creditor_id = $1 and id = $2 and entry_key is null";

pub(crate) const STATEMENTS: &[&str] = &[SELECT, USE];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// What a notification tells of one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankDetail {
    /// What tells it from every other notified entry.
    pub natural_key: String,
    /// The creditor's account.
    pub account: String,
    /// The day it was booked.
    pub booked_on: Date,
    /// The amount of the entry, positive for money received.
    pub amount: Money,
    /// The bank's reference; may be empty.
    pub reference: String,
    /// The block of orders or the message of the batch; may be empty.
    pub batch: String,
    /// The payments, as JSON of the intake.
    pub transactions: String,
}

/// A detail that was kept, with the entry it belongs to once that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptDetail {
    /// Its identity.
    pub id: i64,
    /// What it tells.
    pub detail: BankDetail,
    /// The natural key of the entry it tells of.
    pub entry_key: Option<String>,
}

/// Keeps details; those that are known stay as they are.
pub async fn add_many(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, import): (CreditorId, ImportId),
    details: &[BankDetail],
) -> Result<()> {
    let at = stamp.at();
    let rows = details.iter().map(|one| {
        [
            stamp.id().into(),
            creditor.0.into(),
            (&one.natural_key).into(),
            (&one.account).into(),
            column::day(one.booked_on).into(),
            one.amount.minor.into(),
            one.amount.currency.code().to_string().into(),
            (&one.reference).into(),
            (&one.batch).into(),
            (&one.transactions).into(),
            import.0.into(),
            at.as_str().into(),
        ]
    });
    transaction.insert_many(&INSERT, rows).await?;
    Ok(())
}

/// The details of entries booked between two days, in order.
pub async fn between(
    session: &mut Session,
    creditor: CreditorId,
    (from, to): (Date, Date),
) -> Result<Vec<KeptDetail>> {
    let values = [
        creditor.0.into(),
        column::day(from).into(),
        column::day(to).into(),
    ];
    session
        .query(SELECT, &values, |row| {
            let id = row.integer(0)?;
            let place = Place::new("bank_detail", id);
            Ok(KeptDetail {
                id,
                detail: BankDetail {
                    natural_key: row.string(1)?,
                    account: row.string(2)?,
                    booked_on: place.day("booked_on", row.text(3)?)?,
                    amount: place.money(row.integer(4)?, row.text(5)?)?,
                    reference: row.string(6)?,
                    batch: row.string(7)?,
                    transactions: row.string(8)?,
                },
                entry_key: row.optional_string(9)?,
            })
        })
        .await
}

/// Writes down which entry a detail tells of.
pub async fn belongs_to(
    transaction: &mut Transaction,
    creditor: CreditorId,
    (id, entry_key): (i64, &str),
) -> Result<()> {
    let values = [creditor.0.into(), id.into(), entry_key.into()];
    transaction.execute(USE, &values).await?;
    Ok(())
}
