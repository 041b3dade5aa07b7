//! Disputes over items. Must never change one: a dispute that was settled carries its outcome and its day.

use jiff::civil::Date;
use receivables::fact::Dispute;
use receivables::identity::{CreditorId, DebtorId, DisputeId, ItemId};

use crate::column::{self, Place};
use crate::db::{Insert, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::page::Page;
use crate::review;
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "dispute (id, creditor_id, debtor_id, item_id, amount_minor, currency, reason, note, opened_by,
     opened_on, known_at)",
);

const CLOSE: &str = "update dispute set outcome = $3, closed_on = $4, closed_at = $5
    where creditor_id = $1 and id = $2 and closed_at is null";

const SELECT_DEBTOR: &str = "select debtor_id from dispute where creditor_id = $1 and id = $2";

const SELECT_PAGE: &str = "select debtor_id, id, item_id, amount_minor, currency, reason, opened_on,
    case when closed_at <= $4 then closed_on end
    from dispute where creditor_id = $1 and debtor_id :page and known_at <= $4 order by debtor_id, id";

pub(crate) const STATEMENTS: &[&str] = &[CLOSE, SELECT_DEBTOR, SELECT_PAGE];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// How a dispute ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DisputeOutcome {
    /// The debtor was right: a credit note follows.
    Founded,
    /// The claim stands: the item resumes where it was.
    Unfounded,
}

/// Writes a dispute down; its identity in `dispute` is replaced by a new one, which is returned.
pub async fn open(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, debtor): (CreditorId, DebtorId),
    dispute: &Dispute,
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
    ];
    transaction.insert(&INSERT, row).await?;
    let entry = Entry::new(creditor, Some(debtor), "open", "dispute").on(id);
    journal::append(transaction, stamp, entry.after(column::json(dispute)?)).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await?;
    Ok(DisputeId(id))
}

/// Settles an open dispute.
pub async fn close(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: DisputeId,
    (outcome, closed_on): (DisputeOutcome, Date),
) -> Result<()> {
    let missing = StoreError::NotFound {
        noun: "open dispute",
        id: id.0,
    };
    let owner = transaction
        .query_first(SELECT_DEBTOR, &[creditor.0.into(), id.0.into()], |row| {
            row.integer(0)
        })
        .await?;
    let Some(debtor) = owner.map(DebtorId) else {
        return Err(missing);
    };
    let values = [
        creditor.0.into(),
        id.0.into(),
        column::word(&outcome).into(),
        column::day(closed_on).into(),
        stamp.at().into(),
    ];
    if transaction.execute(CLOSE, &values).await? == 0 {
        return Err(missing);
    }
    let entry = Entry::new(creditor, Some(debtor), "close", "dispute").on(id.0);
    journal::append(
        transaction,
        stamp,
        entry.after(column::json(&(outcome, closed_on))?),
    )
    .await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await
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
            each(
                position,
                Dispute {
                    id: DisputeId(id),
                    item: ItemId(row.integer(2)?),
                    amount,
                    reason: place.word("reason", row.text(5)?)?,
                    opened_on: place.day("opened_on", row.text(6)?)?,
                    closed_on: place.optional_day("closed_on", row.optional_text(7)?)?,
                },
            );
            Ok(())
        })
        .await
}
