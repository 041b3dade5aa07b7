//! Creditors: the companies of this installation, what they allow, and how old their data is. Must never
//! give one creditor's rows for another.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use receivables::account::{Carriage, ContactLimits, CreditorPolicy, Freshness, Mode};
use receivables::currency::Currency;
use receivables::debtor::Language;
use receivables::identity::CreditorId;
use receivables::sanction::Supplies;
use serde::{Deserialize, Serialize};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "creditor (id, name, siren, country, region, language, time_zone, currency, mode, mode_set_at,
     stopped_on, upgraded_on, settings, profile, created_at)",
);

const SELECT: &str = "select id, name, siren, country, region, language, time_zone, currency, mode,
    stopped_on, upgraded_on, settings, profile from creditor where id = $1";

const SELECT_ALL: &str =
    "select id, name, siren, country, region, language, time_zone, currency, mode,
    stopped_on, upgraded_on, settings, profile from creditor order by id";

const NEXT: &str = "select coalesce(max(id), 0) + 1 from creditor";

const UPDATE: &str = "update creditor set name = $2, siren = $3, country = $4, region = $5, language = $6,
    time_zone = $7, currency = $8, mode = $9, mode_set_at = case when mode = $9 then mode_set_at else $10 end,
    stopped_on = $11, upgraded_on = $12, settings = $13, profile = $14 where id = $1";

const AS_OF: &str = "select max(as_of_on) from import
    where creditor_id = $1 and kind = $2 and finished_at <= $3";

pub(crate) const STATEMENTS: &[&str] = &[SELECT, SELECT_ALL, NEXT, UPDATE, AS_OF];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// A company whose invoices are collected.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Creditor {
    /// Its identity.
    pub id: CreditorId,
    /// Its name, as debtors know it.
    pub name: String,
    /// French company number of nine digits.
    pub siren: Option<String>,
    /// The currency of its books.
    pub currency: Currency,
    /// What it allows. The ages of the data are filled by [`policy`], not here.
    pub policy: CreditorPolicy,
    /// What else the desk keeps about it (sender, signature, bank details), as JSON.
    pub profile: String,
}

/// The part of a policy that stands in one JSON column.
#[derive(Serialize, Deserialize)]
struct Settings {
    limits: ContactLimits,
    promise_tolerance_days: i32,
    sending_from: Time,
    sending_until: Time,
    ledger_days_limit: Option<i32>,
    bank_days_limit: Option<i32>,
    #[serde(default)]
    supplies: Supplies,
}

impl Settings {
    fn of(policy: &CreditorPolicy) -> Settings {
        Settings {
            limits: policy.limits,
            promise_tolerance_days: policy.promise_tolerance_days,
            sending_from: policy.sending_hours.0,
            sending_until: policy.sending_hours.1,
            ledger_days_limit: policy.freshness.ledger_days_limit,
            bank_days_limit: policy.freshness.bank_days_limit,
            supplies: policy.supplies,
        }
    }
}

/// The identity of the next creditor: they are few and count from 1, because the number stands in every row and every
/// entry of an index. Two that are opened at once get the same one, and the second is refused.
pub async fn next_id(transaction: &mut Transaction) -> Result<CreditorId> {
    Ok(CreditorId(transaction.query_integer(NEXT, &[]).await?))
}

/// Adds a creditor.
pub async fn add(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: &Creditor,
) -> Result<()> {
    let policy = &creditor.policy;
    transaction
        .insert(
            &INSERT,
            [
                creditor.id.0.into(),
                (&creditor.name).into(),
                creditor.siren.as_deref().into(),
                (&policy.country).into(),
                policy.region.as_deref().into(),
                policy.language.code().into(),
                (&policy.time_zone).into(),
                creditor.currency.code().into(),
                policy.mode.code().into(),
                stamp.at().into(),
                policy.stopped_on.map(column::day).into(),
                policy.upgraded_on.map(column::day).into(),
                column::json(&Settings::of(policy))?.into(),
                (&creditor.profile).into(),
                stamp.at().into(),
            ],
        )
        .await?;
    let entry = Entry::new(creditor.id, None, "add", "creditor").on(creditor.id.0);
    journal::append(transaction, stamp, entry.after(column::json(creditor)?)).await
}

/// Writes a creditor as it is now, with the change in the journal.
pub async fn change(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: &Creditor,
) -> Result<()> {
    let before = find(transaction, creditor.id).await?;
    if before == *creditor {
        return Ok(());
    }
    let policy = &creditor.policy;
    transaction
        .execute(
            UPDATE,
            &[
                creditor.id.0.into(),
                (&creditor.name).into(),
                creditor.siren.as_deref().into(),
                (&policy.country).into(),
                policy.region.as_deref().into(),
                policy.language.code().into(),
                (&policy.time_zone).into(),
                creditor.currency.code().into(),
                policy.mode.code().into(),
                stamp.at().into(),
                policy.stopped_on.map(column::day).into(),
                policy.upgraded_on.map(column::day).into(),
                column::json(&Settings::of(policy))?.into(),
                (&creditor.profile).into(),
            ],
        )
        .await?;
    let entry = Entry::new(creditor.id, None, "change", "creditor")
        .on(creditor.id.0)
        .before(column::json(&before)?)
        .after(column::json(creditor)?);
    journal::append(transaction, stamp, entry).await
}

/// Every creditor of the installation, in the order they were added.
pub async fn all(session: &mut Session) -> Result<Vec<Creditor>> {
    session.query(SELECT_ALL, &[], read).await
}

/// One creditor.
pub async fn find(session: &mut Session, id: CreditorId) -> Result<Creditor> {
    session
        .query_first(SELECT, &[id.0.into()], read)
        .await?
        .ok_or(StoreError::NotFound {
            noun: "creditor",
            id: id.0,
        })
}

/// What a creditor allows, with the ages of its data; as known at an instant when one is given.
pub async fn policy(
    session: &mut Session,
    id: CreditorId,
    known: Option<Timestamp>,
) -> Result<CreditorPolicy> {
    let mut policy = find(session, id).await?.policy;
    policy.freshness.ledger_as_of = as_of(session, id, "ledger", known).await?;
    policy.freshness.bank_as_of = as_of(session, id, "bank", known).await?;
    Ok(policy)
}

async fn as_of(
    session: &mut Session,
    id: CreditorId,
    kind: &str,
    known: Option<Timestamp>,
) -> Result<Option<Date>> {
    let known = known.map_or_else(|| column::END_OF_TIME.to_string(), column::instant);
    let found = session
        .query_first(AS_OF, &[id.0.into(), kind.into(), known.into()], |row| {
            Place::new("import", 0).optional_day("as_of_on", row.optional_text(0)?)
        })
        .await?;
    Ok(found.flatten())
}

fn read(row: &Row<'_>) -> Result<Creditor> {
    let id = row.integer(0)?;
    let place = Place::new("creditor", id);
    let settings: Settings = place.json("settings", row.text(11)?)?;
    let language = row.text(5)?;
    let mode = row.text(8)?;
    Ok(Creditor {
        id: CreditorId(id),
        name: row.string(1)?,
        siren: row.optional_string(2)?,
        currency: place.currency(row.text(7)?)?,
        policy: CreditorPolicy {
            creditor: CreditorId(id),
            country: row.string(3)?,
            region: row.optional_string(4)?,
            language: Language::from_code(language)
                .ok_or_else(|| place.inconsistent("language", language))?,
            time_zone: row.string(6)?,
            mode: Mode::from_code(mode).ok_or_else(|| place.inconsistent("mode", mode))?,
            stopped_on: place.optional_day("stopped_on", row.optional_text(9)?)?,
            upgraded_on: place.optional_day("upgraded_on", row.optional_text(10)?)?,
            freshness: Freshness {
                ledger_as_of: None,
                bank_as_of: None,
                ledger_days_limit: settings.ledger_days_limit,
                bank_days_limit: settings.bank_days_limit,
            },
            limits: settings.limits,
            promise_tolerance_days: settings.promise_tolerance_days,
            sending_hours: (settings.sending_from, settings.sending_until),
            supplies: settings.supplies,
            texts: Carriage::ByHand,
        },
        profile: row.string(12)?,
    })
}
