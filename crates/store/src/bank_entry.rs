//! Lines of bank statements, each once under its natural key, until they are matched or set aside. Must
//! never lose one that is neither.

use jiff::civil::Date;
use receivables::identity::{BankEntryId, CreditorId, DebtorId, ImportId, ItemId};
use receivables::money::Money;

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::stamp::Stamp;
use crate::upsert::{KEYS_AT_ONCE, Outcome, Upserted, in_texts};

const INSERT: Insert = Insert::into(
    "bank_entry (id, creditor_id, natural_key, account, booked_on, value_on, amount_minor, currency,
     remitter_name, remitter_iban, structured_reference, text, end_to_end, import_id, known_at)",
);

const SELECT_KEYS: &str =
    "select natural_key, id from bank_entry where creditor_id = $1 and natural_key :texts";

const SELECT_WAITING: &str =
    "select id, natural_key, account, booked_on, value_on, amount_minor, currency,
    remitter_name, remitter_iban, structured_reference, text, end_to_end from bank_entry
    where creditor_id = $1 and payment_item_id is null and set_aside_at is null
    order by booked_on, id limit $2";

const MATCH: &str = "update bank_entry set debtor_id = $3, payment_item_id = $4, matched_at = $5
    where creditor_id = $1 and id = $2 and payment_item_id is null and set_aside_at is null";

const SET_ASIDE: &str = "update bank_entry set set_aside_at = $3, set_aside_reason = $4
    where creditor_id = $1 and id = $2 and payment_item_id is null and set_aside_at is null";

pub(crate) const STATEMENTS: &[&str] = &[SELECT_KEYS, SELECT_WAITING, MATCH, SET_ASIDE];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// A line of a bank statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementLine {
    /// What tells it from every other line of the creditor's banks.
    pub natural_key: String,
    /// The creditor's account, an IBAN where there is one.
    pub account: String,
    /// The day it was booked.
    pub booked_on: Date,
    /// The day it counts from for the bank.
    pub value_on: Option<Date>,
    /// Positive for money received.
    pub amount: Money,
    /// Who paid.
    pub remitter_name: Option<String>,
    /// From which account.
    pub remitter_iban: Option<String>,
    /// The structured reference.
    pub structured_reference: Option<String>,
    /// The free text.
    pub text: String,
    /// The payer's own reference.
    pub end_to_end: Option<String>,
}

/// Writes lines down; known ones stay as they are. Answers stand in the order of `lines`.
pub async fn upsert_many(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    import: Option<ImportId>,
    lines: &[StatementLine],
) -> Result<Vec<Upserted<BankEntryId>>> {
    let sql = SELECT_KEYS.replace(":texts", &in_texts("$2"));
    let at = stamp.at();
    let mut answers = Vec::with_capacity(lines.len());
    for part in lines.chunks(KEYS_AT_ONCE) {
        let keys: Vec<&str> = part.iter().map(|line| line.natural_key.as_str()).collect();
        let values = [creditor.0.into(), column::json(&keys)?.into()];
        let known = transaction
            .query(&sql, &values, |row| Ok((row.string(0)?, row.integer(1)?)))
            .await?;
        let mut known: std::collections::BTreeMap<String, i64> = known.into_iter().collect();
        let mut fresh = Vec::new();
        for line in part {
            if let Some(id) = known.get(&line.natural_key) {
                answers.push(Upserted {
                    id: BankEntryId(*id),
                    outcome: Outcome::Unchanged,
                });
                continue;
            }
            let id = stamp.id();
            known.insert(line.natural_key.clone(), id);
            answers.push(Upserted {
                id: BankEntryId(id),
                outcome: Outcome::Inserted,
            });
            fresh.push((id, line));
        }
        let rows = fresh
            .into_iter()
            .map(|(id, line)| row(id, creditor, import, line, &at));
        transaction.insert_many(&INSERT, rows).await?;
    }
    Ok(answers)
}

fn row<'v>(
    id: i64,
    creditor: CreditorId,
    import: Option<ImportId>,
    line: &'v StatementLine,
    at: &'v str,
) -> [crate::db::Value<'v>; 15] {
    [
        id.into(),
        creditor.0.into(),
        (&line.natural_key).into(),
        (&line.account).into(),
        column::day(line.booked_on).into(),
        line.value_on.map(column::day).into(),
        line.amount.minor.into(),
        line.amount.currency.code().to_string().into(),
        line.remitter_name.as_deref().into(),
        line.remitter_iban.as_deref().into(),
        line.structured_reference.as_deref().into(),
        (&line.text).into(),
        line.end_to_end.as_deref().into(),
        import.map(|import| import.0).into(),
        at.into(),
    ]
}

/// Lines that are neither matched nor set aside, oldest first.
pub async fn waiting(
    session: &mut Session,
    creditor: CreditorId,
    most: u32,
) -> Result<Vec<(BankEntryId, StatementLine)>> {
    session
        .query(
            SELECT_WAITING,
            &[creditor.0.into(), i64::from(most).into()],
            read,
        )
        .await
}

/// Writes down which payment a line became.
pub async fn set_matched(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: BankEntryId,
    (debtor, payment): (DebtorId, ItemId),
) -> Result<()> {
    let values = [
        creditor.0.into(),
        id.0.into(),
        debtor.0.into(),
        payment.0.into(),
        stamp.at().into(),
    ];
    if transaction.execute(MATCH, &values).await? == 0 {
        return Err(StoreError::NotFound {
            noun: "bank entry that waits",
            id: id.0,
        });
    }
    let entry = Entry::new(creditor, Some(debtor), "match", "bank-entry").on(id.0);
    journal::append(transaction, stamp, entry.after(column::json(&payment.0)?)).await
}

/// Sets a line aside, with the reason: it is no debtor's payment.
pub async fn set_aside(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (id, reason): (BankEntryId, &str),
) -> Result<()> {
    let values = [
        creditor.0.into(),
        id.0.into(),
        stamp.at().into(),
        reason.into(),
    ];
    if transaction.execute(SET_ASIDE, &values).await? == 0 {
        return Err(StoreError::NotFound {
            noun: "bank entry that waits",
            id: id.0,
        });
    }
    let entry = Entry::new(creditor, None, "set-aside", "bank-entry").on(id.0);
    journal::append(transaction, stamp, entry.after(column::json(&reason)?)).await
}

fn read(row: &Row<'_>) -> Result<(BankEntryId, StatementLine)> {
    let id = row.integer(0)?;
    let place = Place::new("bank_entry", id);
    let line = StatementLine {
        natural_key: row.string(1)?,
        account: row.string(2)?,
        booked_on: place.day("booked_on", row.text(3)?)?,
        value_on: place.optional_day("value_on", row.optional_text(4)?)?,
        amount: place.money(row.integer(5)?, row.text(6)?)?,
        remitter_name: row.optional_string(7)?,
        remitter_iban: row.optional_string(8)?,
        structured_reference: row.optional_string(9)?,
        text: row.string(10)?,
        end_to_end: row.optional_string(11)?,
    };
    Ok((BankEntryId(id), line))
}
