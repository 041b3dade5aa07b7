//! One account on one screen: its statement, with what settled what, and its timeline. Must never leave
//! out what happened, only cut the oldest.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use receivables::contact::Channel;
use receivables::identity::{DebtorId, ItemId, NoticeId};
use receivables::item::Item;

use crate::allocation::{self, Allocation};
use crate::column::Place;
use crate::db::{Row, Session};
use crate::error::Result;
use crate::item::{Owed, read_owed};
use crate::notice::{self, Notice};
use crate::scope::Seen;

const ITEMS: &str =
    "select debtor_id, id, kind, reference, instalment, issued_on, delivered_on, due_on,
    amount_minor, open_minor, currency, reopened_on, unconfirmed, strategy_override
    from item where creditor_id = $1 and debtor_id = $2 order by issued_on desc, id desc limit $3";

const SETTLED: &str =
    "select debtor_id, id, kind, reference, instalment, issued_on, delivered_on, due_on,
    amount_minor, open_minor, currency, reopened_on, unconfirmed, strategy_override
    from item where creditor_id = $1 and debtor_id = $2 and open_minor = 0
    order by issued_on desc, id desc limit $3";

const JOURNAL: &str = "select at, who, act, noun, noun_id, before, after from journal
    where creditor_id = $1 and debtor_id = $2 order by id desc limit $3";

const NOTICES: &str = "select :columns from notice
    where creditor_id = $1 and debtor_id = $2 order by id desc limit $3";

const CONTACTS: &str =
    "select made_at, made_on, made_by, channel, step, notice_id, note from contact_made
    where creditor_id = $1 and debtor_id = $2 order by made_on desc, id desc limit $3";

const CHARGES: &str =
    "select debtor_id, id, kind, reference, instalment, issued_on, delivered_on, due_on,
    amount_minor, open_minor, currency, reopened_on, unconfirmed, strategy_override, known_at
    from item where creditor_id = $1 and debtor_id = $2 and kind = 'charge'
    order by id desc limit $3";

const REPLIES: &str = "select id, received_at, received_on, summary, handled_by from reply
    where creditor_id = $1 and debtor_id = $2 order by id desc limit $3";

pub(crate) const STATEMENTS: &[&str] =
    &[ITEMS, SETTLED, JOURNAL, NOTICES, CONTACTS, CHARGES, REPLIES];

/// A line of the statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementLine {
    /// The item.
    pub item: Item,
    /// What was put against it, or what it was put against; reversed ones included.
    pub allocations: Vec<Allocation>,
}

/// One thing that happened on an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happening {
    /// When it was written down.
    pub at: Timestamp,
    /// The day it counts from, where that is not the day it was written down: a payment read from an old
    /// statement.
    pub counts_on: Option<Date>,
    /// What a person or a carrier said when it ended, for a notice.
    pub said: Option<String>,
    /// What.
    pub what: What,
}

impl Happening {
    /// Its place in time: the day it counts from, then the instant it was written down.
    fn place(&self) -> (Date, Timestamp) {
        let written_on = self.at.to_zoned(TimeZone::UTC).date();
        (self.counts_on.unwrap_or(written_on), self.at)
    }
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Somebody changed something.
    Act(JournalEntry),
    /// A notice was written down; it carries what became of it.
    Notice(Box<Notice>),
    /// A contact took place.
    Contact(ContactLine),
    /// Something was put against a claim.
    Allocated(Allocation),
    /// Late charges were claimed.
    Charged(Item),
    /// The debtor answered.
    Replied {
        /// The day.
        received_on: Date,
        /// In short.
        summary: String,
        /// Who dealt with it, once somebody did.
        handled_by: Option<String>,
    },
}

/// An entry of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub who: String,
    /// The verb.
    pub act: String,
    /// The noun.
    pub noun: String,
    /// Which one.
    pub noun_id: Option<i64>,
    /// What it was, as JSON.
    pub before: Option<String>,
    /// What it became, as JSON.
    pub after: Option<String>,
}

/// A contact that took place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactLine {
    /// The day.
    pub made_on: Date,
    /// Who, a person or the machine.
    pub made_by: String,
    /// By which way.
    pub channel: Channel,
    /// The step that was done.
    pub step: Option<String>,
    /// The notice it carried.
    pub notice: Option<NoticeId>,
    /// What a person noted.
    pub note: Option<String>,
}

/// The items of an account, latest first, settled ones included, at most so many.
pub async fn statement(
    session: &mut Session,
    seen: Seen,
    debtor: DebtorId,
    most: u32,
) -> Result<Vec<StatementLine>> {
    let values = [
        seen.creditor().0.into(),
        debtor.0.into(),
        i64::from(most).into(),
    ];
    let items: Vec<Owed> = session.query(ITEMS, &values, read_owed).await?;
    let allocations = allocation::of_debtor(session, seen.creditor(), debtor).await?;
    let of = |id: ItemId| {
        let touches = |allocation: &&Allocation| {
            allocation.claim == Some(id) || allocation.source == Some(id)
        };
        allocations.iter().filter(touches).cloned().collect()
    };
    Ok(items
        .into_iter()
        .map(|owed| StatementLine {
            allocations: of(owed.item.id),
            item: owed.item,
        })
        .collect())
}

/// The settled items of an account, latest first, at most so many.
pub async fn settled_items(
    session: &mut Session,
    seen: Seen,
    debtor: DebtorId,
    most: u32,
) -> Result<Vec<Item>> {
    let values = [
        seen.creditor().0.into(),
        debtor.0.into(),
        i64::from(most).into(),
    ];
    session
        .query(SETTLED, &values, |row| Ok(read_owed(row)?.item))
        .await
}

/// What happened on an account, latest first, at most so many.
pub async fn timeline(
    session: &mut Session,
    seen: Seen,
    debtor: DebtorId,
    most: u32,
) -> Result<Vec<Happening>> {
    let values = [
        seen.creditor().0.into(),
        debtor.0.into(),
        i64::from(most).into(),
    ];
    let mut happened: Vec<Happening> = Vec::new();
    let mut said: BTreeMap<i64, String> = BTreeMap::new();
    for entry in session.query(JOURNAL, &values, read_entry).await? {
        if let ("send", "notice", Some(id), Some(after)) = (
            entry.act.as_str(),
            entry.noun.as_str(),
            entry.noun_id,
            &entry.after,
        ) && let Ok(words) = serde_json::from_str(after)
        {
            said.insert(id, words);
        }
        // These have lines of their own, which say more.
        if !matches!(entry.noun.as_str(), "allocation" | "notice" | "reply") {
            happened.push(Happening {
                at: entry.at,
                counts_on: None,
                said: None,
                what: What::Act(entry),
            });
        }
    }
    let notices = NOTICES.replace(":columns", notice::COLUMNS);
    for notice in session.query(&notices, &values, notice::read).await? {
        happened.push(Happening {
            at: notice.planned_at,
            counts_on: None,
            said: said.remove(&notice.id.0),
            what: What::Notice(Box::new(notice)),
        });
    }
    happened.extend(session.query(CONTACTS, &values, read_contact).await?);
    happened.extend(session.query(REPLIES, &values, read_reply).await?);
    happened.extend(session.query(CHARGES, &values, read_charge).await?);
    for allocation in allocation::of_debtor(session, seen.creditor(), debtor).await? {
        happened.push(Happening {
            at: allocation.known_at,
            counts_on: Some(match allocation.reversed {
                Some((reversed_on, _)) => reversed_on,
                None => allocation.effective_on,
            }),
            said: None,
            what: What::Allocated(allocation),
        });
    }
    happened.sort_by_key(|happening| std::cmp::Reverse(happening.place()));
    happened.truncate(most as usize);
    Ok(happened)
}

/// The journal of an account, latest first, at most so many.
pub async fn journal(
    session: &mut Session,
    seen: Seen,
    debtor: DebtorId,
    most: u32,
) -> Result<Vec<JournalEntry>> {
    let values = [
        seen.creditor().0.into(),
        debtor.0.into(),
        i64::from(most).into(),
    ];
    session.query(JOURNAL, &values, read_entry).await
}

fn read_entry(row: &Row<'_>) -> Result<JournalEntry> {
    Ok(JournalEntry {
        at: Place::new("journal", 0).instant("at", row.text(0)?)?,
        who: row.string(1)?,
        act: row.string(2)?,
        noun: row.string(3)?,
        noun_id: row.optional_integer(4)?,
        before: row.optional_string(5)?,
        after: row.optional_string(6)?,
    })
}

fn read_contact(row: &Row<'_>) -> Result<Happening> {
    let place = Place::new("contact_made", 0);
    let channel = row.text(3)?;
    let line = ContactLine {
        made_on: place.day("made_on", row.text(1)?)?,
        made_by: row.string(2)?,
        channel: Channel::from_code(channel)
            .ok_or_else(|| place.inconsistent("channel", channel))?,
        step: row.optional_string(4)?,
        notice: row.optional_integer(5)?.map(NoticeId),
        note: row.optional_string(6)?,
    };
    Ok(Happening {
        at: place.instant("made_at", row.text(0)?)?,
        counts_on: None,
        said: None,
        what: What::Contact(line),
    })
}

fn read_reply(row: &Row<'_>) -> Result<Happening> {
    let place = Place::new("reply", row.integer(0)?);
    let what = What::Replied {
        received_on: place.day("received_on", row.text(2)?)?,
        summary: row.string(3)?,
        handled_by: row.optional_string(4)?,
    };
    Ok(Happening {
        at: place.instant("received_at", row.text(1)?)?,
        counts_on: None,
        said: None,
        what,
    })
}

fn read_charge(row: &Row<'_>) -> Result<Happening> {
    let item = read_owed(row)?.item;
    let place = Place::new("item", item.id.0);
    Ok(Happening {
        at: place.instant("known_at", row.text(14)?)?,
        counts_on: Some(item.issued_on),
        said: None,
        what: What::Charged(item),
    })
}
