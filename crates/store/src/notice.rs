//! Notices: what was written down to be carried, and what became of it. Must never carry anything twice:
//! a key decides, and an unknown end is never tried again by the machine.

pub mod forgotten;
pub mod given;
pub mod outbox;
pub mod personal;
pub mod printed;
pub mod returned;
mod row;
#[cfg(test)]
mod tests;
pub mod texts;

use jiff::Timestamp;
use jiff::civil::Date;
use receivables::account::{Attempt, AttemptEnd, OpenTask};
use receivables::contact::Channel;
use receivables::decide::{ActItem, PlannedAct, Release};
use receivables::identity::{CreditorId, DebtorId, DecisionId, ItemId, NoticeId};

use crate::column::{self, Place};
use crate::db::{Insert, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::page::Page;
use crate::review;
use crate::stamp::Stamp;
pub(crate) use row::{COLUMN_COUNT, COLUMNS, read};

const INSERT: Insert = Insert::into(
    "notice (id, creditor_id, debtor_id, decision_id, notice_key, channel, step, leading_item_id, act,
     release, planned_on, planned_at, attempts)",
)
.with_tail("on conflict do nothing");

const SELECT_ONE: &str = "select :columns from notice where creditor_id = $1 and id = $2";

const SELECT_WAITING: &str =
    "select :columns from notice where creditor_id = $1 and debtor_id :page
    and sent_at is null and withdrawn_at is null and refused_at is null order by debtor_id, id";

const SELECT_ALL_WAITING: &str = "select :columns from notice where creditor_id = $1
    and sent_at is null and withdrawn_at is null and refused_at is null order by debtor_id, id";

const SELECT_FAILED: &str =
    "select debtor_id, id, step, leading_item_id, channel, ended_on, planned_on,
    case when refused_at <= $4 then coalesce(refused_cause, '') end,
    case when returned_at <= $4 then act end
    from notice where creditor_id = $1 and debtor_id :page
    and (refused_at is not null or unknown_at is not null or returned_at is not null)
    and (refused_at <= $4 or returned_at <= $4 or (unknown_at <= $4 and (sent_at is null or sent_at > $4)))
    order by debtor_id, id";

const SELECT_TASKS: &str = "select debtor_id, id, step, leading_item_id, channel, planned_on, act
    from notice where creditor_id = $1 and debtor_id :page
    and sent_at is null and withdrawn_at is null and refused_at is null
    and (release = 'by-hand' or (channel in ('call', 'task') and release <> 'observed-only'))
    order by debtor_id, id";

const SELECT_TASKS_KNOWN: &str =
    "select debtor_id, id, step, leading_item_id, channel, planned_on, act
    from notice where creditor_id = $1 and debtor_id :page and planned_at <= $4
    and (sent_at is null or sent_at > $4) and (withdrawn_at is null or withdrawn_at > $4)
    and (refused_at is null or refused_at > $4)
    and (release = 'by-hand' or (channel in ('call', 'task') and release <> 'observed-only'))
    order by debtor_id, id";

const CONFIRM: &str = "update notice set confirmed_at = $3, confirmed_by = $4
    where creditor_id = $1 and id = $2 and release = 'on-confirmation' and confirmed_at is null
    and sent_at is null and withdrawn_at is null and refused_at is null";

const SELECT_CONFIRMED: &str = "select :columns from notice where creditor_id = $1
    and release = 'on-confirmation' and confirmed_at is not null and reserved_at is null
    and sent_at is null and withdrawn_at is null and refused_at is null and unknown_at is null
    order by debtor_id, id";

const ASK_AGAIN: &str =
    "update notice set confirmed_at = null, confirmed_by = null, claimed_at = null, claimed_by = null
    where creditor_id = $1 and id = $2 and reserved_at is null
    and sent_at is null and withdrawn_at is null and refused_at is null and unknown_at is null";

const WITHDRAW: &str = "update notice set withdrawn_at = $3, withdrawn_reason = $4
    where creditor_id = $1 and id = $2 and reserved_at is null and unknown_at is null
    and sent_at is null and withdrawn_at is null and refused_at is null";

pub(crate) const STATEMENTS: &[&str] = &[
    SELECT_ONE,
    SELECT_WAITING,
    SELECT_ALL_WAITING,
    SELECT_FAILED,
    SELECT_TASKS,
    SELECT_TASKS_KNOWN,
    CONFIRM,
    SELECT_CONFIRMED,
    ASK_AGAIN,
    WITHDRAW,
];
pub(crate) const INSERTS: &[Insert] = &[INSERT];

/// An act to write down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNotice {
    /// Its identity.
    pub id: NoticeId,
    /// The account.
    pub debtor: DebtorId,
    /// The decision it carries out.
    pub decision: Option<DecisionId>,
    /// The act.
    pub act: PlannedAct,
    /// The day it is planned for.
    pub planned_on: Date,
}

/// A prepared notice that no longer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// The notice.
    pub notice: NoticeId,
    /// Its account.
    pub debtor: DebtorId,
    /// Why, as a word.
    pub reason: &'static str,
}

/// A notice with everything that happened to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its identity.
    pub id: NoticeId,
    /// The creditor.
    pub creditor: CreditorId,
    /// The account.
    pub debtor: DebtorId,
    /// The decision it carries out.
    pub decision: Option<DecisionId>,
    /// The act.
    pub act: PlannedAct,
    /// Who lets it leave, as of when it was written.
    pub release: Release,
    /// The day it was planned for.
    pub planned_on: Date,
    /// The instant it was written.
    pub planned_at: Timestamp,
    /// When and by whom it was confirmed.
    pub confirmed: Option<(Timestamp, String)>,
    /// When and by whom it was claimed for carrying.
    pub claimed: Option<(Timestamp, String)>,
    /// When its bytes were made and put aside, just before the carrier got them.
    pub reserved_at: Option<Timestamp>,
    /// How often a carrier got it.
    pub attempts: u32,
    /// Not before this instant.
    pub try_again_at: Option<Timestamp>,
    /// When it was carried or done.
    pub sent_at: Option<Timestamp>,
    /// When and why it was refused for certain.
    pub refused: Option<(Timestamp, String)>,
    /// When its end became unknown, and what is known.
    pub unknown: Option<(Timestamp, String)>,
    /// When and why it was taken back before it left.
    pub withdrawn: Option<(Timestamp, String)>,
    /// When a mail server told that it was not delivered after all, and its words.
    pub returned: Option<(Timestamp, String)>,
    /// When the carrier said that it arrived.
    pub delivered_at: Option<Timestamp>,
}

/// Where a notice stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It leaves at the next sending run.
    Ready,
    /// It waits for a person's confirmation.
    ToConfirm,
    /// A person does it.
    ToDo,
    /// It is shown and never leaves.
    Observed,
    /// A sender holds it.
    Leaving,
    /// It was carried or done.
    Sent,
    /// The carrier refused it for certain.
    Refused,
    /// Nobody knows whether it went out.
    Unknown,
    /// It was taken back before it left.
    Withdrawn,
}

impl Notice {
    /// Where it stands.
    pub fn standing(&self) -> Standing {
        if self.sent_at.is_some() {
            return Standing::Sent;
        }
        if self.withdrawn.is_some() {
            return Standing::Withdrawn;
        }
        if self.refused.is_some() {
            return Standing::Refused;
        }
        if self.unknown.is_some() {
            return Standing::Unknown;
        }
        if self.claimed.is_some() {
            return Standing::Leaving;
        }
        match self.release {
            Release::ByItself => Standing::Ready,
            Release::OnConfirmation if self.confirmed.is_some() => Standing::Ready,
            Release::OnConfirmation => Standing::ToConfirm,
            Release::ByHand => Standing::ToDo,
            Release::ObservedOnly => Standing::Observed,
        }
    }
}

/// One notice.
pub async fn find(session: &mut Session, creditor: CreditorId, id: NoticeId) -> Result<Notice> {
    session
        .query_first(
            &SELECT_ONE.replace(":columns", COLUMNS),
            &[creditor.0.into(), id.0.into()],
            read,
        )
        .await?
        .ok_or(StoreError::NotFound {
            noun: "notice",
            id: id.0,
        })
}

/// Every notice of a creditor that has not ended, account by account.
pub async fn waiting(session: &mut Session, creditor: CreditorId) -> Result<Vec<Notice>> {
    session
        .query(
            &SELECT_ALL_WAITING.replace(":columns", COLUMNS),
            &[creditor.0.into()],
            read,
        )
        .await
}

/// The notices of a page that have not ended: to leave, to confirm, to do, observed, leaving, unknown.
pub async fn waiting_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
) -> Result<Vec<Notice>> {
    let sql = page.text(&SELECT_WAITING.replace(":columns", COLUMNS));
    let [first, last] = page.values();
    let mut notices = session
        .query(&sql, &[creditor.0.into(), first, last], read)
        .await?;
    notices.retain(|notice| page.position(notice.debtor.0).is_some());
    Ok(notices)
}

/// Writes acts down; one whose key or whose day and channel is taken is left out. How many were written.
pub(crate) async fn insert(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    notices: &[NewNotice],
) -> Result<u64> {
    let at = stamp.at();
    let mut rows = Vec::with_capacity(notices.len());
    for notice in notices {
        rows.push([
            notice.id.0.into(),
            creditor.0.into(),
            notice.debtor.0.into(),
            notice.decision.map(|decision| decision.0).into(),
            (&notice.act.key).into(),
            notice.act.channel.code().into(),
            (&notice.act.step).into(),
            notice.act.leading.0.into(),
            column::json(&notice.act)?.into(),
            column::word(&notice.act.release).into(),
            column::day(notice.planned_on).into(),
            at.as_str().into(),
            0.into(),
        ]);
    }
    transaction.insert_many(&INSERT, rows).await
}

/// Confirms a notice that waits for it; false when it does not wait any more.
pub async fn confirm(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: NoticeId,
) -> Result<bool> {
    let values = [
        creditor.0.into(),
        id.0.into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    if transaction.execute(CONFIRM, &values).await? == 0 {
        return Ok(false);
    }
    let notice = find(transaction, creditor, id).await?;
    let entry = Entry::new(creditor, Some(notice.debtor), "confirm", "notice").on(id.0);
    journal::append(transaction, stamp, entry).await?;
    Ok(true)
}

/// Asks again for what was confirmed before its words changed and no carrier got: nobody has read what would leave now.
/// How many notices that were.
pub async fn ask_again(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    template: &str,
) -> Result<u64> {
    let sql = SELECT_CONFIRMED.replace(":columns", COLUMNS);
    let mut confirmed = transaction.query(&sql, &[creditor.0.into()], read).await?;
    confirmed.retain(|notice| notice.act.template == template);
    let mut asked = 0;
    for notice in confirmed {
        let values = [creditor.0.into(), notice.id.0.into()];
        asked += transaction.execute(ASK_AGAIN, &values).await?;
        let entry = Entry::new(creditor, Some(notice.debtor), "ask-again", "notice");
        journal::append(transaction, stamp, entry.on(notice.id.0)).await?;
    }
    Ok(asked)
}

/// Takes back a notice that no carrier got, with the reason; false when it is too late.
pub async fn withdraw(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (id, reason): (NoticeId, &str),
) -> Result<bool> {
    let values = [
        creditor.0.into(),
        id.0.into(),
        stamp.at().into(),
        reason.into(),
    ];
    if transaction.execute(WITHDRAW, &values).await? == 0 {
        return Ok(false);
    }
    let notice = find(transaction, creditor, id).await?;
    let entry = Entry::new(creditor, Some(notice.debtor), "withdraw", "notice").on(id.0);
    journal::append(transaction, stamp, entry.after(column::json(&reason)?)).await?;
    review::touch(transaction, stamp, creditor, &[notice.debtor]).await?;
    Ok(true)
}

/// Takes back notices that no carrier got, those it is too late for left out; how many. The caller writes
/// the reviews of their accounts.
pub(crate) async fn withdraw_many(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    withdrawals: &[Withdrawal],
) -> Result<u64> {
    let mut entries = Vec::with_capacity(withdrawals.len());
    for withdrawal in withdrawals {
        let id = withdrawal.notice.0;
        let values = [
            creditor.0.into(),
            id.into(),
            stamp.at().into(),
            withdrawal.reason.into(),
        ];
        if transaction.execute(WITHDRAW, &values).await? > 0 {
            let entry = Entry::new(creditor, Some(withdrawal.debtor), "withdraw", "notice");
            entries.push(entry.on(id).after(column::json(&withdrawal.reason)?));
        }
    }
    let withdrawn = entries.len() as u64;
    journal::append_many(transaction, stamp, entries).await?;
    Ok(withdrawn)
}

/// Hands each attempt of a page that failed, came back, or whose end is unknown, to `each`.
pub(crate) async fn each_attempt_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    known: &str,
    mut each: impl FnMut(usize, Attempt) + Send,
) -> Result<()> {
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last, known.into()];
    session
        .query_each(&page.text(SELECT_FAILED), &values, |row| {
            let Some(position) = page.position(row.integer(0)?) else {
                return Ok(());
            };
            let id = row.integer(1)?;
            let place = Place::new("notice", id);
            let ended_on = row.optional_text(5)?.map_or_else(|| row.text(6), Ok)?;
            let end = match (row.optional_text(8)?, row.optional_text(7)?) {
                (Some(act), _) => AttemptEnd::Returned {
                    address: place.json::<PlannedAct>("act", act)?.recipient.address,
                },
                (None, Some(cause)) => AttemptEnd::Refused {
                    cause: cause.to_string(),
                },
                (None, None) => AttemptEnd::Unknown,
            };
            each(
                position,
                Attempt {
                    notice: NoticeId(id),
                    step: row.string(2)?,
                    leading: ItemId(row.integer(3)?),
                    channel: channel(place, row.text(4)?)?,
                    ended_on: place.day("ended_on", ended_on)?,
                    end,
                },
            );
            Ok(())
        })
        .await
}

/// Hands each piece of work for a person of a page that is not done to `each`; `known` is nothing for now.
pub(crate) async fn each_task_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    known: Option<&str>,
    mut each: impl FnMut(usize, OpenTask) + Send,
) -> Result<()> {
    let [first, last] = page.values();
    let mut values = vec![creditor.0.into(), first, last];
    values.extend(known.map(crate::db::Value::from));
    let sql = if known.is_some() {
        SELECT_TASKS_KNOWN
    } else {
        SELECT_TASKS
    };
    session
        .query_each(&page.text(sql), &values, |row| {
            let Some(position) = page.position(row.integer(0)?) else {
                return Ok(());
            };
            let id = row.integer(1)?;
            let place = Place::new("notice", id);
            each(
                position,
                OpenTask {
                    notice: NoticeId(id),
                    step: row.string(2)?,
                    leading: ItemId(row.integer(3)?),
                    items: place.json::<ItemsOfAct>("act", row.text(6)?)?.ids(),
                    channel: channel(place, row.text(4)?)?,
                    planned_on: place.day("planned_on", row.text(5)?)?,
                },
            );
            Ok(())
        })
        .await
}

/// The part of an act that names its items.
#[derive(serde::Deserialize)]
struct ItemsOfAct {
    items: Vec<ActItem>,
}

impl ItemsOfAct {
    fn ids(&self) -> Vec<ItemId> {
        self.items.iter().map(|item| item.item).collect()
    }
}

fn channel(place: Place, word: &str) -> Result<Channel> {
    Channel::from_code(word).ok_or_else(|| place.inconsistent("channel", word))
}
