//! Balances of bank statements, so that they can be chained and missing days seen. Must never be used to
//! count money: entries do that.

use jiff::civil::Date;
use receivables::identity::{CreditorId, ImportId};
use receivables::money::Money;

use crate::column::{self, Place};
use crate::db::{Insert, Session, Transaction};
use crate::error::Result;
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "bank_statement (id, creditor_id, natural_key, account, currency, opened_on, tells_from_on, closed_on,
     opening_minor, closing_minor, credits_minor, debits_minor, entries, import_id, known_at)",
)
.with_tail("on conflict (creditor_id, natural_key) do nothing");

const SELECT: &str = "select id, natural_key, account, currency, opened_on, closed_on, opening_minor,
    closing_minor, credits_minor, debits_minor, entries, tells_from_on from bank_statement
    where creditor_id = $1 and (closed_on is null or closed_on >= $2) order by account, closed_on, id";

const FORGET: &str =
    "delete from bank_statement where creditor_id = $1 and import_id in (select id from import
    where creditor_id = $1 and digest = (select digest from import where id = $2))";

pub(crate) const STATEMENTS: &[&str] = &[SELECT, FORGET];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// The balances of one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptStatement {
    /// What tells it from every other statement of the creditor's banks.
    pub natural_key: String,
    /// The account, an IBAN where there is one.
    pub account: String,
    /// The day of the opening balance.
    pub opened_on: Option<Date>,
    /// The first day it tells of; banks date the opening balance by it, or by the day before.
    pub tells_from_on: Option<Date>,
    /// The day of the closing balance.
    pub closed_on: Option<Date>,
    /// The balance before the entries.
    pub opening: Option<Money>,
    /// The balance after them.
    pub closing: Option<Money>,
    /// What came in, zero or above.
    pub credits: Money,
    /// What went out, zero or above, in the currency of the credits.
    pub debits: Money,
    /// How many entries.
    pub entries: i64,
}

/// Writes statements down; those that are known stay as they are.
pub async fn add_many(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, import): (CreditorId, ImportId),
    statements: &[KeptStatement],
) -> Result<()> {
    let at = stamp.at();
    let rows = statements.iter().map(|one| {
        [
            stamp.id().into(),
            creditor.0.into(),
            (&one.natural_key).into(),
            (&one.account).into(),
            one.credits.currency.code().to_string().into(),
            one.opened_on.map(column::day).into(),
            one.tells_from_on.map(column::day).into(),
            one.closed_on.map(column::day).into(),
            one.opening.map(|amount| amount.minor).into(),
            one.closing.map(|amount| amount.minor).into(),
            one.credits.minor.into(),
            one.debits.minor.into(),
            one.entries.into(),
            import.0.into(),
            at.as_str().into(),
        ]
    });
    transaction.insert_many(&INSERT, rows).await?;
    Ok(())
}

/// Forgets the balances that came with the bytes of an import: the file is read again in another way. The file
/// itself is kept.
pub async fn forget_same_bytes(
    transaction: &mut Transaction,
    creditor: CreditorId,
    import: ImportId,
) -> Result<()> {
    let values = [creditor.0.into(), import.0.into()];
    transaction.execute(FORGET, &values).await?;
    Ok(())
}

/// Statements that close on a day or later, account by account, oldest first.
pub async fn closed_since(
    session: &mut Session,
    creditor: CreditorId,
    since: Date,
) -> Result<Vec<KeptStatement>> {
    session
        .query(
            SELECT,
            &[creditor.0.into(), column::day(since).into()],
            |row| {
                let place = Place::new("bank_statement", row.integer(0)?);
                let currency = row.string(3)?;
                let money = |minor: i64| place.money(minor, &currency);
                Ok(KeptStatement {
                    natural_key: row.string(1)?,
                    account: row.string(2)?,
                    opened_on: place.optional_day("opened_on", row.optional_text(4)?)?,
                    tells_from_on: place.optional_day("tells_from_on", row.optional_text(11)?)?,
                    closed_on: place.optional_day("closed_on", row.optional_text(5)?)?,
                    opening: row.optional_integer(6)?.map(money).transpose()?,
                    closing: row.optional_integer(7)?.map(money).transpose()?,
                    credits: money(row.integer(8)?)?,
                    debits: money(row.integer(9)?)?,
                    entries: row.integer(10)?,
                })
            },
        )
        .await
}
