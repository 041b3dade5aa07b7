//! Disputes over items: what is contested, who answers for it and by when, and how it was settled. Must never change
//! what was contested: a dispute that was settled carries its outcome and its day.

pub mod award;
pub mod thread;

use jiff::civil::Date;
use receivables::fact::{Award, Dispute, DisputeReason};
use receivables::identity::{CreditorId, DebtorId, DisputeId, ItemId, PersonId};
use receivables::money::Money;
use serde::{Deserialize, Serialize};

use crate::column::{self, Place};
use crate::db::{Insert, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::page::Page;
use crate::review;
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "dispute (id, creditor_id, debtor_id, item_id, amount_minor, currency, reason, note, opened_by,
     opened_on, known_at, side, owner_id, answer_by)",
);

const CLOSE: &str =
    "update dispute set outcome = $3, fault = $4, closed_by = $5, closed_on = $6, closed_at = $7,
    awarded_minor = $8, awarded_currency = $9
    where creditor_id = $1 and id = $2 and closed_at is null";

const ASSIGN: &str = "update dispute set side = $3, owner_id = $4, answer_by = $5
    where creditor_id = $1 and id = $2 and closed_at is null";

const SELECT_DEBTOR: &str = "select debtor_id from dispute where creditor_id = $1 and id = $2";

const SELECT_PAGE: &str = "select debtor_id, id, item_id, amount_minor, currency, reason, opened_on,
    case when closed_at <= $4 then closed_on end,
    case when closed_at <= $4 then awarded_minor end, awarded_currency,
    case when award_ended_at <= $4 then award_ended_on end
    from dispute where creditor_id = $1 and debtor_id :page and known_at <= $4 order by debtor_id, id";

pub(crate) const STATEMENTS: &[&str] = &[CLOSE, ASSIGN, SELECT_DEBTOR, SELECT_PAGE];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// How a dispute ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisputeOutcome {
    /// The debtor was right: a credit note follows.
    Founded,
    /// The claim stands: the item resumes where it was.
    Unfounded,
    /// The claim stands, and a part of it is given up to keep the relation: a credit note follows.
    Gesture,
}

/// Whose fault a dispute turned out to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fault {
    /// Nobody knows, or nobody has said yet.
    #[default]
    Unknown,
    /// The debtor's.
    Debtor,
    /// The creditor's own.
    Ours,
    /// Nobody's: a carrier, the weather, the law.
    Uncontrollable,
}

/// Which side of the creditor's house answers for a dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Invoicing, accounting, collection.
    Accounting,
    /// Sales, delivery, quality.
    Sales,
}

impl Side {
    /// The side that usually knows.
    pub const fn usual(reason: DisputeReason) -> Side {
        match reason {
            DisputeReason::Price | DisputeReason::Delivery | DisputeReason::Quality => Side::Sales,
            DisputeReason::Reference
            | DisputeReason::NotOwed
            | DisputeReason::AlreadyPaid
            | DisputeReason::Other => Side::Accounting,
        }
    }
}

/// Who answers for a dispute, and by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Care {
    /// The side of the house.
    pub side: Side,
    /// The person; nothing until one has taken it.
    pub owner: Option<PersonId>,
    /// The last day for an answer to the debtor.
    pub answer_by: Option<Date>,
}

/// How a dispute is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// How it ended.
    pub outcome: DisputeOutcome,
    /// Whose fault it was.
    pub fault: Fault,
    /// The credit note it owes, above zero.
    pub award: Option<Money>,
    /// The day it is settled.
    pub on: Date,
}

/// Writes a dispute down; its identity in `dispute` is replaced by a new one, which is returned.
pub async fn open(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, debtor): (CreditorId, DebtorId),
    (dispute, care): (&Dispute, &Care),
    note: Option<&str>,
) -> Result<DisputeId> {
    let id = stamp.id();
    let row = [
        id.into(),
        creditor.0.into(),
        debtor.0.into(),
        dispute.item.0.into(),
        dispute.amount.map(|amount| amount.minor).into(),
        dispute
            .amount
            .map(|amount| amount.currency.code().to_string())
            .into(),
        column::word(&dispute.reason).into(),
        note.into(),
        stamp.who.into(),
        column::day(dispute.opened_on).into(),
        stamp.at().into(),
        column::word(&care.side).into(),
        care.owner.map(|owner| owner.0).into(),
        care.answer_by.map(column::day).into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let entry = Entry::new(creditor, Some(debtor), "open", "dispute").on(id);
    journal::append(transaction, stamp, entry.after(column::json(dispute)?)).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await?;
    Ok(DisputeId(id))
}

/// Settles an open dispute; gives the debtor.
pub async fn close(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: DisputeId,
    closing: &Closing,
) -> Result<DebtorId> {
    let debtor = debtor_of(transaction, creditor, id).await?;
    let values = [
        creditor.0.into(),
        id.0.into(),
        column::word(&closing.outcome).into(),
        column::word(&closing.fault).into(),
        stamp.who.into(),
        column::day(closing.on).into(),
        stamp.at().into(),
        closing.award.map(|award| award.minor).into(),
        closing
            .award
            .map(|award| award.currency.code().to_string())
            .into(),
    ];
    if transaction.execute(CLOSE, &values).await? == 0 {
        return Err(not_open(id));
    }
    let entry = Entry::new(creditor, Some(debtor), "close", "dispute").on(id.0);
    journal::append(transaction, stamp, entry.after(column::json(closing)?)).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await?;
    Ok(debtor)
}

/// Hands an open dispute to a side, a person and a day.
pub async fn assign(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: DisputeId,
    care: &Care,
) -> Result<()> {
    let debtor = debtor_of(transaction, creditor, id).await?;
    let values = [
        creditor.0.into(),
        id.0.into(),
        column::word(&care.side).into(),
        care.owner.map(|owner| owner.0).into(),
        care.answer_by.map(column::day).into(),
    ];
    if transaction.execute(ASSIGN, &values).await? == 0 {
        return Err(not_open(id));
    }
    let entry = Entry::new(creditor, Some(debtor), "assign", "dispute").on(id.0);
    journal::append(transaction, stamp, entry.after(column::json(care)?)).await
}

/// The debtor of a dispute, settled or not.
pub async fn debtor_of(
    session: &mut Session,
    creditor: CreditorId,
    id: DisputeId,
) -> Result<DebtorId> {
    let values = [creditor.0.into(), id.0.into()];
    let found = session
        .query_first(SELECT_DEBTOR, &values, |row| row.integer(0))
        .await?;
    found.map(DebtorId).ok_or(StoreError::NotFound {
        noun: "dispute",
        id: id.0,
    })
}

fn not_open(id: DisputeId) -> StoreError {
    StoreError::NotFound {
        noun: "open dispute",
        id: id.0,
    }
}

/// The disputes of an account, settled ones too, in the order they became known.
pub async fn of_debtor(
    session: &mut Session,
    creditor: CreditorId,
    debtor: DebtorId,
) -> Result<Vec<Dispute>> {
    let mut disputes = Vec::new();
    let page = Page::of(debtor);
    each_of_page(
        session,
        creditor,
        &page,
        column::END_OF_TIME,
        |_, dispute| {
            disputes.push(dispute);
        },
    )
    .await?;
    Ok(disputes)
}

/// Hands each dispute of a page to `each`, with the place of its debtor in the page.
pub(crate) async fn each_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    known: &str,
    mut each: impl FnMut(usize, Dispute) + Send,
) -> Result<()> {
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last, known.into()];
    let mut found = Vec::new();
    session
        .query_each(&page.text(SELECT_PAGE), &values, |row| {
            let Some(position) = page.position(row.integer(0)?) else {
                return Ok(());
            };
            let id = row.integer(1)?;
            let place = Place::new("dispute", id);
            let amount = match (row.optional_integer(3)?, row.optional_text(4)?) {
                (Some(minor), Some(currency)) => Some(place.money(minor, currency)?),
                _ => None,
            };
            let award = match (row.optional_integer(8)?, row.optional_text(9)?) {
                (Some(minor), Some(currency)) => Some(Award {
                    amount: place.money(minor, currency)?,
                    covered: Vec::new(),
                    ended_on: place.optional_day("award_ended_on", row.optional_text(10)?)?,
                }),
                _ => None,
            };
            found.push((
                position,
                Dispute {
                    id: DisputeId(id),
                    item: ItemId(row.integer(2)?),
                    amount,
                    reason: place.word("reason", row.text(5)?)?,
                    opened_on: place.day("opened_on", row.text(6)?)?,
                    closed_on: place.optional_day("closed_on", row.optional_text(7)?)?,
                    award,
                },
            ));
            Ok(())
        })
        .await?;
    award::cover(session, creditor, (page, known), &mut found).await?;
    for (position, dispute) in found {
        each(position, dispute);
    }
    Ok(())
}
