//! Lines of bank statements, each once under its natural key, until they are placed or set aside. Must
//! never lose one that is neither.

use jiff::Timestamp;
use jiff::civil::Date;
use receivables::identity::{BankEntryId, CreditorId, ImportId};
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
    where creditor_id = $1 and settled_at is null and (booked_on > $2 or (booked_on = $2 and id > $3))
    order by booked_on, id limit $4";

const SELECT_WAITING_LIKE: &str =
    "select id, natural_key, account, booked_on, value_on, amount_minor, currency,
    remitter_name, remitter_iban, structured_reference, text, end_to_end from bank_entry
    where creditor_id = $1 and settled_at is null and booked_on >= $2 and booked_on <= $3
    and account = $4 and amount_minor = $5 and currency = $6 order by booked_on, id";

const COUNT_KEY: &str =
    "select count(*) from bank_entry where creditor_id = $1 and natural_key = $2";

const COUNT_WAITING: &str =
    "select count(*) from bank_entry where creditor_id = $1 and settled_at is null";

const SELECT_ONE: &str =
    "select id, natural_key, account, booked_on, value_on, amount_minor, currency,
    remitter_name, remitter_iban, structured_reference, text, end_to_end, settled_at, settled_by,
    set_aside_reason from bank_entry where creditor_id = $1 and id = $2";

const SELECT_SETTLED: &str =
    "select id, natural_key, account, booked_on, value_on, amount_minor, currency,
    remitter_name, remitter_iban, structured_reference, text, end_to_end, settled_at, settled_by,
    set_aside_reason from bank_entry where creditor_id = $1 and settled_at is not null
    and (set_aside_reason is null or set_aside_reason = $2) order by settled_at desc, id desc limit $3";

const SELECT_OF_SAME_BYTES: &str = "select id, natural_key from bank_entry
    where creditor_id = $1 and set_aside_reason is null and import_id in (select id from import
    where creditor_id = $1 and digest = (select digest from import where id = $2)) order by id";

const SELECT_READ_AGAIN: &str = "select id, natural_key from bank_entry
    where creditor_id = $1 and set_aside_reason = 'read-again' order by id";

const SETTLE: &str = "update bank_entry set settled_at = $3, settled_by = $4, set_aside_reason = $5
    where creditor_id = $1 and id = $2 and settled_at is null";

const REOPEN: &str =
    "update bank_entry set settled_at = null, settled_by = null, set_aside_reason = null
    where creditor_id = $1 and id = $2 and settled_at is not null";

pub(crate) const STATEMENTS: &[&str] = &[
    SELECT_KEYS,
    SELECT_WAITING,
    SELECT_WAITING_LIKE,
    COUNT_KEY,
    COUNT_WAITING,
    SELECT_ONE,
    SELECT_SETTLED,
    SELECT_OF_SAME_BYTES,
    SELECT_READ_AGAIN,
    SETTLE,
    REOPEN,
];
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

/// The lines that came with the bytes of an import, whenever they came, and are not set aside: each with its
/// natural key.
pub async fn of_same_bytes(
    session: &mut Session,
    creditor: CreditorId,
    import: ImportId,
) -> Result<Vec<(BankEntryId, String)>> {
    session
        .query(
            SELECT_OF_SAME_BYTES,
            &[creditor.0.into(), import.0.into()],
            |row| Ok((BankEntryId(row.integer(0)?), row.string(1)?)),
        )
        .await
}

/// The lines that were set aside because their file was read again with other columns, each with its natural key.
pub async fn read_again(
    session: &mut Session,
    creditor: CreditorId,
) -> Result<Vec<(BankEntryId, String)>> {
    session
        .query(SELECT_READ_AGAIN, &[creditor.0.into()], |row| {
            Ok((BankEntryId(row.integer(0)?), row.string(1)?))
        })
        .await
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

/// A line with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettledLine {
    /// Its identity.
    pub id: BankEntryId,
    /// The line.
    pub line: StatementLine,
    /// When it was dealt with and by whom; nothing while it waits.
    pub settled: Option<(Timestamp, String)>,
    /// Why it is no debtor's payment, when it was set aside.
    pub set_aside_reason: Option<String>,
}

/// Lines that wait, oldest first, after the line of a day and an identity.
pub async fn waiting(
    session: &mut Session,
    creditor: CreditorId,
    after: Option<(Date, BankEntryId)>,
    most: u32,
) -> Result<Vec<(BankEntryId, StatementLine)>> {
    let (day, id) = after.map_or((String::new(), 0), |(day, id)| (column::day(day), id.0));
    let values = [
        creditor.0.into(),
        day.into(),
        id.into(),
        i64::from(most).into(),
    ];
    session.query(SELECT_WAITING, &values, read).await
}

/// The lines of an account and an amount that wait, booked between two days.
pub async fn waiting_like(
    session: &mut Session,
    creditor: CreditorId,
    (account, amount): (&str, Money),
    (from, to): (Date, Date),
) -> Result<Vec<(BankEntryId, StatementLine)>> {
    let values = [
        creditor.0.into(),
        column::day(from).into(),
        column::day(to).into(),
        account.into(),
        amount.minor.into(),
        amount.currency.code().to_string().into(),
    ];
    session.query(SELECT_WAITING_LIKE, &values, read).await
}

/// True when a line of that natural key was written down, whatever became of it.
pub async fn is_known(
    session: &mut Session,
    creditor: CreditorId,
    natural_key: &str,
) -> Result<bool> {
    let values = [creditor.0.into(), natural_key.into()];
    Ok(session.query_integer(COUNT_KEY, &values).await? > 0)
}

/// How many lines wait.
pub async fn waiting_count(session: &mut Session, creditor: CreditorId) -> Result<i64> {
    session
        .query_integer(COUNT_WAITING, &[creditor.0.into()])
        .await
}

/// One line.
pub async fn find(
    session: &mut Session,
    creditor: CreditorId,
    id: BankEntryId,
) -> Result<SettledLine> {
    session
        .query_first(SELECT_ONE, &[creditor.0.into(), id.0.into()], read_settled)
        .await?
        .ok_or(StoreError::NotFound {
            noun: "bank entry",
            id: id.0,
        })
}

/// The lines dealt with last: those placed, and those set aside for one reason.
pub async fn settled(
    session: &mut Session,
    creditor: CreditorId,
    reason: &str,
    most: u32,
) -> Result<Vec<SettledLine>> {
    let values = [creditor.0.into(), reason.into(), i64::from(most).into()];
    session.query(SELECT_SETTLED, &values, read_settled).await
}

/// Writes down that a line is dealt with: it is placed, or set aside as no debtor's payment for a reason.
pub async fn settle(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (id, set_aside_reason): (BankEntryId, Option<&str>),
) -> Result<()> {
    let values = [
        creditor.0.into(),
        id.0.into(),
        stamp.at().into(),
        stamp.who.into(),
        set_aside_reason.into(),
    ];
    if transaction.execute(SETTLE, &values).await? == 0 {
        return Err(StoreError::NotFound {
            noun: "bank entry that waits",
            id: id.0,
        });
    }
    let act = match set_aside_reason {
        Some(_) => "set-aside",
        None => "place",
    };
    let entry = Entry::new(creditor, None, act, "bank-entry").on(id.0);
    journal::append(
        transaction,
        stamp,
        entry.after(column::json(&set_aside_reason)?),
    )
    .await
}

/// Lets a line that was dealt with wait again.
pub async fn reopen(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: BankEntryId,
) -> Result<()> {
    if transaction
        .execute(REOPEN, &[creditor.0.into(), id.0.into()])
        .await?
        == 0
    {
        return Err(StoreError::NotFound {
            noun: "bank entry that was dealt with",
            id: id.0,
        });
    }
    let entry = Entry::new(creditor, None, "reopen", "bank-entry").on(id.0);
    journal::append(transaction, stamp, entry).await
}

fn read_settled(row: &Row<'_>) -> Result<SettledLine> {
    let (id, line) = read(row)?;
    let place = Place::new("bank_entry", id.0);
    let at = place.optional_instant("settled_at", row.optional_text(12)?)?;
    Ok(SettledLine {
        id,
        line,
        settled: at.zip(row.optional_string(13)?),
        set_aside_reason: row.optional_string(14)?,
    })
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
