//! The disputes of a creditor as people work on them: the open ones, the credit notes that are owed, those settled of
//! late. Must never show a credit note as owed that has come.

use std::collections::BTreeMap;

use jiff::civil::Date;
use receivables::fact::{Award, DisputeReason};
use receivables::identity::{CreditorId, DebtorId, DisputeId, ItemId, PersonId};
use receivables::money::Money;

use crate::column::{self, Place};
use crate::db::{Row, Session};
use crate::dispute::{self, Care, DisputeOutcome, Fault};
use crate::error::Result;
use crate::page::{Page, Reach};
use crate::scope::Seen;

const COLUMNS: &str = "select d.id, d.debtor_id, o.name, d.item_id, i.reference, i.due_on, i.open_minor, i.currency,
    d.amount_minor, d.reason, d.note, d.opened_by, d.opened_on, d.side, d.owner_id, p.name, d.answer_by,
    d.outcome, d.fault, d.closed_by, d.closed_on,
    (select count(*) from dispute_gesture g where g.dispute_id = d.id and g.answered_at is null), i.amount_minor
    from dispute d join debtor o on o.id = d.debtor_id join item i on i.id = d.item_id
    left join person p on p.id = d.owner_id where d.creditor_id = $1";

const OPEN: &str = "and d.closed_at is null order by coalesce(d.answer_by, '9999'), d.id";

const AWARDED: &str =
    "and d.awarded_minor is not null and d.award_ended_at is null order by d.closed_on, d.id";

const CLOSED: &str = "and d.closed_on >= $2 order by d.closed_on desc, d.id desc";

const ONE: &str = "and d.id = $2";

const COUNT_LATE: &str = "select count(*) from dispute d join item i on i.id = d.item_id
    where d.creditor_id = $1 and d.closed_at is null and d.answer_by < $2 and i.open_minor > 0";

/// The texts of this view.
pub(crate) fn texts() -> Vec<String> {
    let parts = [OPEN, AWARDED, CLOSED, ONE];
    let mut texts: Vec<String> = parts.iter().map(|part| text(part)).collect();
    texts.push(COUNT_LATE.to_string());
    texts
}

fn text(part: &str) -> String {
    format!("{COLUMNS} {part}")
}

/// A dispute as people work on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Its identity.
    pub id: DisputeId,
    /// The account.
    pub debtor: DebtorId,
    /// Its name.
    pub debtor_name: String,
    /// The contested item.
    pub item: ItemId,
    /// Its number.
    pub reference: String,
    /// The day it was due.
    pub due_on: Date,
    /// What it was claimed for.
    pub claimed: Money,
    /// What is open of it.
    pub open: Money,
    /// How much is contested; nothing means the whole item.
    pub amount: Option<Money>,
    /// Why.
    pub reason: DisputeReason,
    /// In the words of who opened it.
    pub note: Option<String>,
    /// Who opened it, and when.
    pub opened: (String, Date),
    /// Who answers for it, and by when.
    pub care: Care,
    /// The name of the person who does.
    pub owner_name: Option<String>,
    /// How it was settled; nothing while it is open.
    pub closed: Option<Closed>,
    /// What its settlement owes.
    pub award: Option<Award>,
    /// Commercial gestures that wait for approval.
    pub gestures_waiting: i64,
}

/// How a dispute was settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// How it ended.
    pub outcome: DisputeOutcome,
    /// Whose fault it was.
    pub fault: Fault,
    /// Who settled it.
    pub by: String,
    /// The day.
    pub on: Date,
}

impl Case {
    /// What was contested when it was opened.
    pub fn raised(&self) -> Money {
        self.amount.unwrap_or(self.claimed)
    }

    /// True when the item was paid before anybody settled the dispute: nothing is suspended any more.
    pub fn is_paid(&self) -> bool {
        self.closed.is_none() && self.open.minor <= 0
    }

    /// What is contested, at most what is open.
    pub fn contested(&self) -> Money {
        let whole = self.open.with_minor(self.open.minor.max(0));
        self.amount.map_or(whole, |amount| {
            whole.with_minor(amount.minor.min(whole.minor))
        })
    }

    /// True when the day for an answer has passed and something is suspended.
    pub fn is_late(&self, today: Date) -> bool {
        self.closed.is_none()
            && !self.is_paid()
            && self.care.answer_by.is_some_and(|day| day < today)
    }

    /// What is still owed as a credit note; nothing when it has come or is not waited for.
    pub fn owed(&self, today: Date) -> Option<Money> {
        let award = self.award.as_ref()?;
        let minor = award.awaited_minor(today);
        (minor > 0).then(|| award.amount.with_minor(minor))
    }
}

/// The open disputes, those whose answer is due first at the head.
pub async fn open(session: &mut Session, seen: Seen) -> Result<Vec<Case>> {
    let creditor = seen.creditor();
    session.query(&text(OPEN), &[creditor.0.into()], read).await
}

/// The settled disputes whose credit note has not come, oldest first.
pub async fn owed(session: &mut Session, seen: Seen, today: Date) -> Result<Vec<Case>> {
    let creditor = seen.creditor();
    let found = session
        .query(&text(AWARDED), &[creditor.0.into()], read)
        .await?;
    let mut cases = with_awards(session, creditor, found).await?;
    cases.retain(|case| case.owed(today).is_some());
    Ok(cases)
}

/// The disputes settled since a day, the last one first.
pub async fn closed_since(session: &mut Session, seen: Seen, since: Date) -> Result<Vec<Case>> {
    let since = column::day(since);
    let values = [seen.creditor().0.into(), since.as_str().into()];
    session.query(&text(CLOSED), &values, read).await
}

/// One dispute.
pub async fn find(session: &mut Session, seen: Seen, id: DisputeId) -> Result<Option<Case>> {
    let values = [seen.creditor().0.into(), id.0.into()];
    let found = session.query(&text(ONE), &values, read).await?;
    let cases = with_awards(session, seen.creditor(), found).await?;
    Ok(cases.into_iter().next())
}

/// How many open disputes wait for an answer beyond their day.
pub async fn late_count(session: &mut Session, seen: Seen, today: Date) -> Result<i64> {
    let today = column::day(today);
    let values = [seen.creditor().0.into(), today.as_str().into()];
    session.query_integer(COUNT_LATE, &values).await
}

/// The same disputes with what their settlements owe and what has come of it.
async fn with_awards(
    session: &mut Session,
    creditor: CreditorId,
    mut cases: Vec<Case>,
) -> Result<Vec<Case>> {
    let debtors = cases.iter().map(|case| case.debtor).collect();
    let page = Page::new(debtors, Reach::List);
    let mut awards: BTreeMap<DisputeId, Award> = BTreeMap::new();
    dispute::each_of_page(
        session,
        creditor,
        &page,
        column::END_OF_TIME,
        |_, dispute| {
            awards.extend(dispute.award.map(|award| (dispute.id, award)));
        },
    )
    .await?;
    for case in &mut cases {
        case.award = awards.remove(&case.id);
    }
    Ok(cases)
}

fn read(row: &Row<'_>) -> Result<Case> {
    let id = row.integer(0)?;
    let place = Place::new("dispute", id);
    let currency = row.text(7)?;
    let amount = row.optional_integer(8)?;
    Ok(Case {
        id: DisputeId(id),
        debtor: DebtorId(row.integer(1)?),
        debtor_name: row.string(2)?,
        item: ItemId(row.integer(3)?),
        reference: row.string(4)?,
        due_on: place.day("due_on", row.text(5)?)?,
        claimed: place.money(row.integer(22)?, currency)?,
        open: place.money(row.integer(6)?, currency)?,
        amount: amount
            .map(|minor| place.money(minor, currency))
            .transpose()?,
        reason: place.word("reason", row.text(9)?)?,
        note: row.optional_string(10)?,
        opened: (row.string(11)?, place.day("opened_on", row.text(12)?)?),
        care: Care {
            side: place.word("side", row.text(13)?)?,
            owner: row.optional_integer(14)?.map(PersonId),
            answer_by: place.optional_day("answer_by", row.optional_text(16)?)?,
        },
        owner_name: row.optional_string(15)?,
        closed: closed(place, row)?,
        award: None,
        gestures_waiting: row.integer(21)?,
    })
}

fn closed(place: Place, row: &Row<'_>) -> Result<Option<Closed>> {
    let (Some(outcome), Some(on)) = (row.optional_text(17)?, row.optional_text(20)?) else {
        return Ok(None);
    };
    let fault = row.optional_text(18)?;
    Ok(Some(Closed {
        outcome: place.word("outcome", outcome)?,
        fault: fault.map_or(Ok(Fault::Unknown), |fault| place.word("fault", fault))?,
        by: row.optional_string(19)?.unwrap_or_default(),
        on: place.day("closed_on", on)?,
    }))
}
