//! Referrals: claims handed over to an agency, a lawyer, a bailiff or the legal department, what they did and cost, and
//! how it ended. Must never forget what was handed over: parts and entries are only added.

use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::currency::Currency;
use receivables::identity::{CreditorId, DebtorId, HoldId, ItemId, ReferralEntryId, ReferralId};
use receivables::item::ItemKind;
use receivables::money::{Balances, Money};
use serde::{Deserialize, Serialize};

use crate::allocation::Basis;
use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::page::{in_list, listed};
use crate::review;
use crate::scope::Seen;
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "referral (id, creditor_id, debtor_id, handed_to, hands, covers, handed_on, fee_basis_points, note,
     known_at, made_by)",
);

const INSERT_PART: Insert =
    Insert::into("referral_item (referral_id, creditor_id, item_id, amount_minor, hold_id)");

const INSERT_ENTRY: Insert = Insert::into(
    "referral_entry (id, creditor_id, referral_id, kind, on_day, amount_minor, currency, words, known_at, made_by)",
);

const REFERRALS: &str =
    "select r.id, r.debtor_id, d.name, r.handed_to, r.hands, r.covers, r.handed_on,
    r.fee_basis_points, r.note, r.made_by, r.ended_on, r.outcome, r.ended_by
    from referral r join debtor d on d.id = r.debtor_id where r.creditor_id = $1";

const ALL: &str = "order by r.handed_on desc, r.id desc";

const OF_DEBTOR: &str = "and r.debtor_id = $2 order by r.handed_on desc, r.id desc";

const ONE: &str = "and r.id = $2";

const END: &str = "update referral set ended_on = $3, outcome = $4, ended_at = $5, ended_by = $6
    where creditor_id = $1 and id = $2 and ended_on is null";

const PARTS: &str =
    "select p.item_id, i.reference, i.due_on, p.amount_minor, i.open_minor, i.currency, p.hold_id
    from referral_item p join item i on i.id = p.item_id
    where p.creditor_id = $1 and p.referral_id = $2 order by i.due_on, p.item_id";

const ELSEWHERE: &str =
    "select p.item_id from referral_item p join referral r on r.id = p.referral_id
    where p.creditor_id = $1 and p.item_id :ids and r.ended_on is null order by p.item_id";

const HANDED: &str = "select p.referral_id, i.currency, p.amount_minor from referral_item p
    join item i on i.id = p.item_id where p.creditor_id = $1 order by p.referral_id, p.item_id";

const RECOVERED: &str = "select p.referral_id, i.currency, a.amount_minor, a.basis, s.kind
    from referral_item p join referral r on r.id = p.referral_id join item i on i.id = p.item_id
    join allocation a on a.claim_item_id = p.item_id left join item s on s.id = a.source_item_id
    where p.creditor_id = $1 and a.reversed_at is null and a.effective_on >= r.handed_on
    and (r.ended_on is null or a.effective_on <= r.ended_on) order by p.referral_id, a.id";

const COSTS: &str = "select referral_id, currency, amount_minor from referral_entry
    where creditor_id = $1 and amount_minor is not null order by referral_id, id";

const ENTRIES: &str =
    "select id, kind, on_day, amount_minor, currency, words, made_by from referral_entry
    where creditor_id = $1 and referral_id = $2 order by on_day desc, id desc";

pub(crate) const STATEMENTS: &[&str] = &[END, PARTS, ELSEWHERE, HANDED, RECOVERED, COSTS, ENTRIES];
pub(crate) const INSERTS: &[Insert] = &[INSERT, INSERT_PART, INSERT_ENTRY];

/// The texts that read whole referrals.
pub(crate) fn texts() -> Vec<String> {
    [ALL, OF_DEBTOR, ONE].map(whole).to_vec()
}

fn whole(part: &str) -> String {
    format!("{REFERRALS} {part}")
}

/// Into whose hands claims are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hands {
    /// A collection agency.
    Agency,
    /// A lawyer.
    Lawyer,
    /// A bailiff (commissaire de justice).
    Bailiff,
    /// The company's own legal department.
    LegalDepartment,
}

/// What a referral stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Covers {
    /// Reminders of the claims handed over; the rest of the account goes on.
    Claims,
    /// Every reminder of the account.
    Account,
}

/// How a referral ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReferralOutcome {
    /// What could be had was had.
    Recovered,
    /// The file came back: nothing more can be had that way.
    Returned,
    /// We took it back.
    Withdrawn,
}

/// What is noted on a referral.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EntryKind {
    /// What they say.
    Note,
    /// Something they did: a letter, a visit, a payment order.
    Act,
    /// What they are paid.
    Fee,
    /// What an act costs: court, bailiff, translation.
    Cost,
}

/// A referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// Its identity.
    pub id: ReferralId,
    /// The account.
    pub debtor: DebtorId,
    /// Its name.
    pub debtor_name: String,
    /// To whom.
    pub handed_to: String,
    /// Into whose hands.
    pub hands: Hands,
    /// What it stops.
    pub covers: Covers,
    /// The day.
    pub handed_on: Date,
    /// The part of what is recovered that they keep, in basis points; nothing when it is not agreed so.
    pub fee_basis_points: Option<u32>,
    /// What was said with it.
    pub note: Option<String>,
    /// Who handed it over.
    pub made_by: String,
    /// The day it ended, how, and who said so.
    pub ended: Option<(Date, ReferralOutcome, String)>,
}

/// A referral to keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewReferral {
    /// To whom.
    pub handed_to: String,
    /// Into whose hands.
    pub hands: Hands,
    /// What it stops.
    pub covers: Covers,
    /// The day.
    pub handed_on: Date,
    /// The part of what is recovered that they keep, in basis points.
    pub fee_basis_points: Option<u32>,
    /// What was said with it.
    pub note: Option<String>,
}

/// One claim of a referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferredPart {
    /// The claim.
    pub item: ItemId,
    /// Its number.
    pub reference: String,
    /// Its due date.
    pub due_on: Date,
    /// What was open of it when it was handed over.
    pub handed: Money,
    /// What is open now.
    pub open: Money,
    /// The hold that keeps our reminders back.
    pub hold: HoldId,
}

/// Something noted on a referral.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferralEntry {
    /// Its identity.
    pub id: ReferralEntryId,
    /// What it is.
    pub kind: EntryKind,
    /// The day.
    pub on: Date,
    /// What it costs.
    pub amount: Option<Money>,
    /// In words.
    pub words: String,
    /// Who noted it.
    pub made_by: String,
}

/// What referrals come to, each under its identity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReferralSums {
    /// What was handed over.
    pub handed: BTreeMap<ReferralId, Balances>,
    /// What was paid of it since, while they had it.
    pub recovered: BTreeMap<ReferralId, Balances>,
    /// Fees and costs noted.
    pub costs: BTreeMap<ReferralId, Balances>,
}

/// Every referral of a creditor, the latest first.
pub async fn all(session: &mut Session, seen: Seen) -> Result<Vec<Referral>> {
    let values = [seen.creditor().0.into()];
    session.query(&whole(ALL), &values, read).await
}

/// The referrals of an account, the latest first.
pub async fn of_debtor(
    session: &mut Session,
    seen: Seen,
    debtor: DebtorId,
) -> Result<Vec<Referral>> {
    let values = [seen.creditor().0.into(), debtor.0.into()];
    session.query(&whole(OF_DEBTOR), &values, read).await
}

/// One referral.
pub async fn find(session: &mut Session, creditor: CreditorId, id: ReferralId) -> Result<Referral> {
    let values = [creditor.0.into(), id.0.into()];
    let found = session.query_first(&whole(ONE), &values, read).await?;
    found.ok_or(StoreError::NotFound {
        noun: "referral",
        id: id.0,
    })
}

/// Which of some claims are with somebody else now, whichever account handed them over.
pub async fn elsewhere(
    session: &mut Session,
    creditor: CreditorId,
    items: &[ItemId],
) -> Result<Vec<ItemId>> {
    if items.is_empty() {
        return Ok(Vec::new());
    }
    let sql = ELSEWHERE.replace(":ids", &in_list("$2"));
    let ids = listed(items.iter().map(|item| item.0));
    session
        .query(&sql, &[creditor.0.into(), ids.into()], |row| {
            Ok(ItemId(row.integer(0)?))
        })
        .await
}

/// Keeps a referral with its claims: what is open of each, and the hold that keeps our reminders back.
pub async fn open(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, debtor): (CreditorId, DebtorId),
    (new, parts): (&NewReferral, &[(ItemId, Money, HoldId)]),
) -> Result<ReferralId> {
    let id = stamp.id();
    let row = [
        id.into(),
        creditor.0.into(),
        debtor.0.into(),
        (&new.handed_to).into(),
        column::word(&new.hands).into(),
        column::word(&new.covers).into(),
        column::day(new.handed_on).into(),
        new.fee_basis_points.map(i64::from).into(),
        new.note.as_deref().into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let rows = parts.iter().map(|(item, amount, hold)| {
        [
            id.into(),
            creditor.0.into(),
            item.0.into(),
            amount.minor.into(),
            hold.0.into(),
        ]
    });
    transaction.insert_many(&INSERT_PART, rows).await?;
    let entry = Entry::new(creditor, Some(debtor), "open", "referral").on(id);
    journal::append(transaction, stamp, entry.after(column::json(new)?)).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await?;
    Ok(ReferralId(id))
}

/// Notes something on a referral, also on one that has ended: the bill comes later.
pub async fn note(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, referral): (CreditorId, &Referral),
    (kind, on, amount, words): (EntryKind, Date, Option<Money>, &str),
) -> Result<()> {
    let row = [
        stamp.id().into(),
        creditor.0.into(),
        referral.id.0.into(),
        column::word(&kind).into(),
        column::day(on).into(),
        amount.map(|amount| amount.minor).into(),
        amount
            .map(|amount| amount.currency.code().to_string())
            .into(),
        words.into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    transaction.insert(&INSERT_ENTRY, row).await?;
    let entry = Entry::new(creditor, Some(referral.debtor), "note", "referral");
    let entry = entry.on(referral.id.0).after(column::json(&words)?);
    journal::append(transaction, stamp, entry).await
}

/// Ends a referral.
pub async fn end(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, referral): (CreditorId, &Referral),
    (on, outcome): (Date, ReferralOutcome),
) -> Result<()> {
    let values = [
        creditor.0.into(),
        referral.id.0.into(),
        column::day(on).into(),
        column::word(&outcome).into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    if transaction.execute(END, &values).await? == 0 {
        return Err(StoreError::NotFound {
            noun: "referral that goes on",
            id: referral.id.0,
        });
    }
    let entry = Entry::new(creditor, Some(referral.debtor), "close", "referral");
    let entry = entry.on(referral.id.0).after(column::json(&outcome)?);
    journal::append(transaction, stamp, entry).await?;
    review::touch(transaction, stamp, creditor, &[referral.debtor]).await
}

/// The claims of a referral, oldest due first.
pub async fn parts(
    session: &mut Session,
    creditor: CreditorId,
    id: ReferralId,
) -> Result<Vec<ReferredPart>> {
    session
        .query(PARTS, &[creditor.0.into(), id.0.into()], |row| {
            let item = row.integer(0)?;
            let place = Place::new("referral_item", item);
            let currency = place.currency(row.text(5)?)?;
            Ok(ReferredPart {
                item: ItemId(item),
                reference: row.string(1)?,
                due_on: place.day("due_on", row.text(2)?)?,
                handed: Money::new(row.integer(3)?, currency),
                open: Money::new(row.integer(4)?, currency),
                hold: HoldId(row.integer(6)?),
            })
        })
        .await
}

/// What was noted on a referral, the latest first.
pub async fn entries(
    session: &mut Session,
    creditor: CreditorId,
    id: ReferralId,
) -> Result<Vec<ReferralEntry>> {
    session
        .query(ENTRIES, &[creditor.0.into(), id.0.into()], |row| {
            let id = row.integer(0)?;
            let place = Place::new("referral_entry", id);
            let currency = row.optional_text(4)?;
            let currency = currency.map(|code| place.currency(code)).transpose()?;
            let minor = row.optional_integer(3)?;
            Ok(ReferralEntry {
                id: ReferralEntryId(id),
                kind: place.word("kind", row.text(1)?)?,
                on: place.day("on_day", row.text(2)?)?,
                amount: minor.zip(currency).map(|(minor, of)| Money::new(minor, of)),
                words: row.string(5)?,
                made_by: row.string(6)?,
            })
        })
        .await
}

/// What every referral of a creditor comes to. Recovered is money: neither credit notes nor what was written off.
pub async fn sums(session: &mut Session, seen: Seen) -> Result<ReferralSums> {
    let creditor = [seen.creditor().0.into()];
    let mut sums = ReferralSums::default();
    for (id, money) in session.query(HANDED, &creditor, read_sum).await? {
        sums.handed.entry(id).or_default().add(money);
    }
    let paid = session
        .query(RECOVERED, &creditor, |row| {
            let basis: Basis = Place::new("allocation", 0).word("basis", row.text(3)?)?;
            let is_credit = row.optional_text(4)? == Some(ItemKind::CreditNote.code());
            let is_money = !is_credit && !matches!(basis, Basis::WriteOff | Basis::Cancelled);
            Ok(is_money.then_some(read_sum(row)?))
        })
        .await?;
    for (id, money) in paid.into_iter().flatten() {
        sums.recovered.entry(id).or_default().add(money);
    }
    for (id, money) in session.query(COSTS, &creditor, read_sum).await? {
        sums.costs.entry(id).or_default().add(money);
    }
    Ok(sums)
}

fn read_sum(row: &Row<'_>) -> Result<(ReferralId, Money)> {
    let id = row.integer(0)?;
    let currency: Currency = Place::new("referral", id).currency(row.text(1)?)?;
    Ok((ReferralId(id), Money::new(row.integer(2)?, currency)))
}

fn read(row: &Row<'_>) -> Result<Referral> {
    let id = row.integer(0)?;
    let place = Place::new("referral", id);
    let fee = row.optional_integer(7)?;
    let fee_basis_points = fee
        .map(|fee| {
            u32::try_from(fee).map_err(|_| place.inconsistent("fee_basis_points", &fee.to_string()))
        })
        .transpose()?;
    let ended_on = place.optional_day("ended_on", row.optional_text(10)?)?;
    let ended = match (ended_on, row.optional_text(11)?) {
        (Some(on), Some(word)) => {
            let outcome: ReferralOutcome = place.word("outcome", word)?;
            Some((on, outcome, row.optional_string(12)?.unwrap_or_default()))
        }
        _ => None,
    };
    Ok(Referral {
        id: ReferralId(id),
        debtor: DebtorId(row.integer(1)?),
        debtor_name: row.string(2)?,
        handed_to: row.string(3)?,
        hands: place.word("hands", row.text(4)?)?,
        covers: place.word("covers", row.text(5)?)?,
        handed_on: place.day("handed_on", row.text(6)?)?,
        fee_basis_points,
        note: row.optional_string(8)?,
        made_by: row.string(9)?,
        ended,
    })
}
