//! Holds on debtors and on items. Must never change one: a hold that was lifted carries its day.

use jiff::civil::Date;
use receivables::fact::{Hold, HoldReason};
use receivables::identity::{CreditorId, DebtorId, HoldId, ItemId};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::page::Page;
use crate::review;
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "hold (id, creditor_id, debtor_id, item_id, reason, note, held_by, from_on, until_on, known_at)",
);

const LIFT: &str = "update hold set lifted_on = $3, lifted_at = $4
    where creditor_id = $1 and id = $2 and lifted_at is null";

const SELECT_DEBTOR: &str = "select debtor_id from hold where creditor_id = $1 and id = $2";

const SELECT_PAGE: &str = "select debtor_id, id, item_id, from_on, until_on, reason,
    case when lifted_at <= $4 then lifted_on end
    from hold where creditor_id = $1 and debtor_id :page and known_at <= $4 order by debtor_id, id";

pub(crate) const STATEMENTS: &[&str] = &[LIFT, SELECT_DEBTOR, SELECT_PAGE];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// Writes a hold down; its identity in `hold` is replaced by a new one, which is returned.
pub async fn place(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, debtor): (CreditorId, DebtorId),
    hold: &Hold,
    note: Option<&str>,
) -> Result<HoldId> {
    let id = stamp.id();
    let row = [
        id.into(),
        creditor.0.into(),
        debtor.0.into(),
        hold.item.map(|item| item.0).into(),
        column::word(&hold.reason).into(),
        note.into(),
        stamp.who.into(),
        column::day(hold.from_on).into(),
        hold.until_on.map(column::day).into(),
        stamp.at().into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let entry = Entry::new(creditor, Some(debtor), "open", "hold").on(id);
    journal::append(transaction, stamp, entry.after(column::json(hold)?)).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await?;
    Ok(HoldId(id))
}

/// Lifts a hold as of a day.
pub async fn lift(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: HoldId,
    lifted_on: Date,
) -> Result<()> {
    let missing = StoreError::NotFound {
        noun: "hold in force",
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
        column::day(lifted_on).into(),
        stamp.at().into(),
    ];
    if transaction.execute(LIFT, &values).await? == 0 {
        return Err(missing);
    }
    let entry = Entry::new(creditor, Some(debtor), "close", "hold").on(id.0);
    journal::append(transaction, stamp, entry.after(column::json(&lifted_on)?)).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await
}

/// Every hold of an account, lifted or not.
pub async fn of_debtor(
    session: &mut Session,
    creditor: CreditorId,
    debtor: DebtorId,
) -> Result<Vec<Hold>> {
    let mut holds = Vec::new();
    let page = Page::of(debtor);
    each_of_page(session, creditor, &page, column::END_OF_TIME, |_, hold| {
        holds.push(hold)
    })
    .await?;
    Ok(holds)
}

/// Hands each hold of a page to `each`, with the place of its debtor in the page.
pub(crate) async fn each_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    known: &str,
    mut each: impl FnMut(usize, Hold) + Send,
) -> Result<()> {
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last, known.into()];
    session
        .query_each(&page.text(SELECT_PAGE), &values, |row| {
            let Some(position) = page.position(row.integer(0)?) else {
                return Ok(());
            };
            each(position, read(row).or_else(|_| unreadable(row))?);
            Ok(())
        })
        .await
}

fn read(row: &Row<'_>) -> Result<Hold> {
    let id = row.integer(1)?;
    let place = Place::new("hold", id);
    Ok(Hold {
        id: HoldId(id),
        item: row.optional_integer(2)?.map(ItemId),
        from_on: place.day("from_on", row.text(3)?)?,
        until_on: place.optional_day("until_on", row.optional_text(4)?)?,
        reason: place.word("reason", row.text(5)?)?,
        lifted_on: place.optional_day("lifted_on", row.optional_text(6)?)?,
    })
}

/// A hold that is there and cannot be read holds on: somebody meant the machine to stop. Nothing of it is
/// believed but whom it is about.
fn unreadable(row: &Row<'_>) -> Result<Hold> {
    Ok(Hold {
        id: HoldId(row.integer(1)?),
        item: row.optional_integer(2)?.map(ItemId),
        from_on: Date::MIN,
        until_on: None,
        reason: HoldReason::Unreadable,
        lifted_on: None,
    })
}
