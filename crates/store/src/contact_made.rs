//! Contacts that really took place: they alone move steps forward and use the contact budget. Rows are
//! only ever added; one whose message came back carries the instant, and counts no more.

use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::contact::Channel;
use receivables::fact::{ContactMade, SaidOf, StepPlace};
use receivables::identity::{CreditorId, DebtorId, ItemId, NoticeId};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::Result;
use crate::page::Page;
use crate::review;
use crate::stamp::Stamp;

const INSERT: Insert = Insert::into(
    "contact_made (id, creditor_id, debtor_id, notice_id, step, channel, direction, made_on, made_at,
     made_by, payment_asked_by, note, variant)",
);

const INSERT_ITEM: Insert = Insert::into(
    "contact_item (contact_id, item_id, creditor_id, debtor_id, made_on, step, day, tone)",
);

const SELECT_PAGE: &str =
    "select debtor_id, id, notice_id, made_on, channel, step, payment_asked_by, variant
    from contact_made where creditor_id = $1 and debtor_id :page and made_on >= $4 and made_at <= $5
    and (returned_at is null or returned_at > $5)
    order by debtor_id, made_on, id";

const SELECT_ITEMS: &str = "select contact_id, item_id, step, day, tone from contact_item
    where creditor_id = $1 and debtor_id :page and made_on >= $4 order by contact_id, item_id";

const RETURN: &str = "update contact_made set returned_at = $3
    where creditor_id = $1 and notice_id = $2 and returned_at is null";

pub(crate) const STATEMENTS: &[&str] = &[SELECT_PAGE, SELECT_ITEMS, RETURN];
pub(crate) const INSERTS: &[Insert] = &[INSERT, INSERT_ITEM];

/// Writes a contact down. A contact of a notice is written once: a second one is a
/// [`crate::StoreError::UniqueViolation`].
pub async fn record(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, debtor): (CreditorId, DebtorId),
    contact: &ContactMade,
    note: Option<&str>,
) -> Result<()> {
    let id = stamp.id();
    let row = [
        id.into(),
        creditor.0.into(),
        debtor.0.into(),
        contact.notice.map(|notice| notice.0).into(),
        contact.step.as_deref().into(),
        contact.channel.code().into(),
        "out".into(),
        column::day(contact.made_on).into(),
        stamp.at().into(),
        stamp.who.into(),
        contact.payment_asked_by.map(column::day).into(),
        note.into(),
        contact.variant.as_deref().into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let items = contact.items.iter().map(|said| {
        [
            id.into(),
            said.item.0.into(),
            creditor.0.into(),
            debtor.0.into(),
            column::day(contact.made_on).into(),
            (&said.step).into(),
            said.place.map(|place| i64::from(place.day)).into(),
            said.place.map(|place| i64::from(place.tone)).into(),
        ]
    });
    transaction.insert_many(&INSERT_ITEM, items).await?;
    review::touch(transaction, stamp, creditor, &[debtor]).await
}

/// Notes that the message of a contact came back: from now on it moves nothing and uses no budget.
pub(crate) async fn note_return(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, notice): (CreditorId, NoticeId),
) -> Result<()> {
    let values = [creditor.0.into(), notice.0.into(), stamp.at().into()];
    transaction.execute(RETURN, &values).await?;
    Ok(())
}

/// The span of contacts that is read: from a day on, as known at an instant.
#[derive(Clone, Copy)]
pub(crate) struct Span<'a> {
    pub(crate) from_on: Date,
    pub(crate) known: &'a str,
}

/// Hands each contact of a page to `each`, with the place of its debtor in the page.
pub(crate) async fn each_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    span: Span<'_>,
    mut each: impl FnMut(usize, ContactMade) + Send,
) -> Result<()> {
    let from_on = column::day(span.from_on);
    let [first, last] = page.values();
    let values = [
        creditor.0.into(),
        first,
        last,
        from_on.as_str().into(),
        span.known.into(),
    ];
    let mut found: Vec<(i64, usize, ContactMade)> = Vec::new();
    session
        .query_each(&page.text(SELECT_PAGE), &values, |row| {
            if let Some(position) = page.position(row.integer(0)?) {
                found.push((row.integer(1)?, position, read(row)?));
            }
            Ok(())
        })
        .await?;
    if found.is_empty() {
        return Ok(());
    }
    let mut said: BTreeMap<i64, Vec<SaidOf>> = BTreeMap::new();
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last, from_on.as_str().into()];
    session
        .query_each(&page.text(SELECT_ITEMS), &values, |row| {
            let of = SaidOf {
                item: ItemId(row.integer(1)?),
                step: row.string(2)?,
                place: place_of(row)?,
            };
            said.entry(row.integer(0)?).or_default().push(of);
            Ok(())
        })
        .await?;
    for (id, position, mut contact) in found {
        contact.items = said.remove(&id).unwrap_or_default();
        each(position, contact);
    }
    Ok(())
}

/// Where a step stood; nothing when its day or its tone makes no sense.
fn place_of(row: &Row<'_>) -> Result<Option<StepPlace>> {
    let (day, tone) = (row.optional_integer(3)?, row.optional_integer(4)?);
    let day = day.and_then(|day| i32::try_from(day).ok());
    let tone = tone.and_then(|tone| u8::try_from(tone).ok());
    Ok(day.zip(tone).map(|(day, tone)| StepPlace { day, tone }))
}

fn read(row: &Row<'_>) -> Result<ContactMade> {
    let place = Place::new("contact_made", row.integer(1)?);
    let channel = row.text(4)?;
    Ok(ContactMade {
        notice: row.optional_integer(2)?.map(NoticeId),
        made_on: place.day("made_on", row.text(3)?)?,
        channel: Channel::from_code(channel)
            .ok_or_else(|| place.inconsistent("channel", channel))?,
        step: row.optional_string(5)?,
        items: Vec::new(),
        payment_asked_by: place.optional_day("payment_asked_by", row.optional_text(6)?)?,
        variant: row.optional_string(7)?,
    })
}
