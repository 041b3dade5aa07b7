//! Alerts: conditions somebody wants to hear of, and the days on which they held for an account. Must never remove a
//! row: what an alert said stays under its name.

use jiff::Timestamp;
use jiff::civil::Date;
use receivables::identity::{AlertHitId, AlertId, CampaignId, CreditorId, DebtorId};
use receivables::sanction::Measure;
use serde::{Deserialize, Serialize};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::page::Page;
use crate::review;
use crate::scope::Seen;
use crate::stamp::Stamp;

const INSERT: Insert =
    Insert::into("alert (id, creditor_id, name, condition, act, campaign_id, is_on, known_at)");

const INSERT_HIT: Insert = Insert::into(
    "alert_hit (id, creditor_id, alert_id, debtor_id, began_on, evidence, known_at, waits_since)",
);

const UPDATE: &str =
    "update alert set name = $3, condition = $4, act = $5, campaign_id = $6, is_on = $7
    where creditor_id = $1 and id = $2 and removed_at is null";

const REMOVE: &str = "update alert set removed_at = $3, is_on = 0
    where creditor_id = $1 and id = $2 and removed_at is null";

const SELECT: &str = "select id, name, condition, act, campaign_id, is_on from alert
    where creditor_id = $1 and removed_at is null order by name, id";

const SELECT_OPEN_OF_PAGE: &str = "select debtor_id, id, alert_id, waits_since from alert_hit
    where creditor_id = $1 and debtor_id :page and ended_on is null order by debtor_id, id";

const START_WAITING: &str = "update alert_hit set waits_since = null
    where creditor_id = $1 and id = $2";

const END_ONE: &str = "update alert_hit set ended_on = $3
    where creditor_id = $1 and id = $2 and ended_on is null";

const END_ALL: &str = "update alert_hit set ended_on = $3
    where creditor_id = $1 and alert_id = $2 and ended_on is null";

const HANDLE: &str = "update alert_hit set handled_at = $3, handled_by = $4, waits_since = null
    where creditor_id = $1 and id = $2 and handled_at is null";

const HITS: &str = "select h.id, h.alert_id, h.debtor_id, d.name, h.began_on, h.ended_on, h.handled_at, h.handled_by
    from alert_hit h join debtor d on d.id = h.debtor_id
    where h.creditor_id = $1 and d.removed_at is null";

const OPEN: &str =
    "and h.ended_on is null and h.handled_at is null order by h.began_on desc, h.id desc";

const OF_ALERT: &str = "and h.alert_id = $2 order by h.id desc limit 200";

const UNTOLD: &str = "select h.id, a.name, d.name from alert_hit h
    join alert a on a.id = h.alert_id join debtor d on d.id = h.debtor_id
    where h.creditor_id = $1 and h.told_at is null and h.ended_on is null and h.handled_at is null
    and d.removed_at is null order by h.id";

const TELL: &str = "update alert_hit set told_at = $3
    where creditor_id = $1 and id <= $2 and told_at is null";

const COUNT_OPEN: &str = "select count(*) from alert_hit h join debtor d on d.id = h.debtor_id
    where h.creditor_id = $1 and d.removed_at is null and h.ended_on is null and h.handled_at is null";

pub(crate) const STATEMENTS: &[&str] = &[
    UPDATE,
    REMOVE,
    SELECT,
    SELECT_OPEN_OF_PAGE,
    START_WAITING,
    END_ONE,
    END_ALL,
    HANDLE,
    UNTOLD,
    TELL,
    COUNT_OPEN,
];
pub(crate) const INSERTS: &[Insert] = &[INSERT, INSERT_HIT];

/// The texts of the lists of hits.
pub(crate) fn texts() -> Vec<String> {
    [OPEN, OF_ALERT].map(hits_text).to_vec()
}

fn hits_text(part: &str) -> String {
    format!("{HITS} {part}")
}

/// What an alert does besides telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AlertAct {
    /// It tells, until somebody has seen to it.
    Tell,
    /// It also holds the account, so that nothing leaves before somebody has looked.
    Hold,
    /// It also lets the account into a campaign that was drafted beforehand: a message, a call or a letter.
    StartCampaign,
    /// It also proposes payment before delivery.
    PaymentBeforeDelivery,
    /// It also proposes a credit hold.
    CreditHold,
    /// It also proposes to cut the service.
    ServiceCut,
}

impl AlertAct {
    /// Everything an alert may do.
    pub const ALL: [AlertAct; 6] = [
        AlertAct::Tell,
        AlertAct::Hold,
        AlertAct::StartCampaign,
        AlertAct::PaymentBeforeDelivery,
        AlertAct::CreditHold,
        AlertAct::ServiceCut,
    ];

    /// The sanction it proposes.
    pub const fn measure(self) -> Option<Measure> {
        match self {
            AlertAct::Tell | AlertAct::Hold | AlertAct::StartCampaign => None,
            AlertAct::PaymentBeforeDelivery => Some(Measure::PaymentBeforeDelivery),
            AlertAct::CreditHold => Some(Measure::CreditHold),
            AlertAct::ServiceCut => Some(Measure::ServiceCut),
        }
    }
}

/// A hit that nobody was told of by e-mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Untold {
    /// The hit.
    pub id: AlertHitId,
    /// The alert.
    pub alert_name: String,
    /// The account.
    pub debtor_name: String,
}

/// An alert as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alert {
    /// Its identity; any for one that is not kept yet.
    pub id: AlertId,
    /// What people call it.
    pub name: String,
    /// Its condition, as it was typed.
    pub condition: String,
    /// What it does.
    pub act: AlertAct,
    /// The draft of the campaign it starts; nothing for another act.
    pub draft: Option<CampaignId>,
    /// True while it is switched on.
    pub is_on: bool,
}

/// An account for which an alert begins to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewHit {
    /// The alert.
    pub alert: AlertId,
    /// The account.
    pub debtor: DebtorId,
    /// The day.
    pub began_on: Date,
    /// What was known of what the condition asks, as JSON.
    pub evidence: String,
    /// The day from which the campaign it starts waits for another one to be over.
    pub waits_since: Option<Date>,
}

/// A hit that holds still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenHit {
    /// The hit.
    pub id: AlertHitId,
    /// The alert.
    pub alert: AlertId,
    /// The account.
    pub debtor: DebtorId,
    /// The day from which the campaign it starts waits for another one to be over.
    pub waits_since: Option<Date>,
}

/// Days in a row on which an alert held for an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Its identity.
    pub id: AlertHitId,
    /// The alert.
    pub alert: AlertId,
    /// The account.
    pub debtor: DebtorId,
    /// Its name.
    pub debtor_name: String,
    /// The first day.
    pub began_on: Date,
    /// The day it no longer held.
    pub ended_on: Option<Date>,
    /// When somebody saw to it, and who.
    pub handled: Option<(Timestamp, String)>,
}

/// The alerts of a creditor, by name.
pub async fn all(session: &mut Session, creditor: CreditorId) -> Result<Vec<Alert>> {
    session.query(SELECT, &[creditor.0.into()], read).await
}

/// One alert that was not removed.
pub async fn find(session: &mut Session, creditor: CreditorId, id: AlertId) -> Result<Alert> {
    let known = all(session, creditor).await?;
    let found = known.into_iter().find(|alert| alert.id == id);
    found.ok_or(StoreError::NotFound {
        noun: "alert",
        id: id.0,
    })
}

/// Keeps a new alert; its identity is replaced by a new one, which is returned.
pub async fn add(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    alert: &Alert,
) -> Result<AlertId> {
    let id = stamp.id();
    let row = [
        id.into(),
        creditor.0.into(),
        (&alert.name).into(),
        (&alert.condition).into(),
        column::word(&alert.act).into(),
        alert.draft.map(|draft| draft.0).into(),
        i64::from(alert.is_on).into(),
        stamp.at().into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let entry = Entry::new(creditor, None, "open", "alert").on(id);
    journal::append(transaction, stamp, entry.after(column::json(alert)?)).await?;
    review::touch_all(transaction, stamp, creditor).await?;
    Ok(AlertId(id))
}

/// Writes an alert anew. What it said ends as of `today` when it is switched off or its condition is another one.
pub async fn change(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, today): (CreditorId, Date),
    alert: &Alert,
) -> Result<()> {
    let before = find(transaction, creditor, alert.id).await?;
    if before == *alert {
        return Ok(());
    }
    let values = [
        creditor.0.into(),
        alert.id.0.into(),
        (&alert.name).into(),
        (&alert.condition).into(),
        column::word(&alert.act).into(),
        alert.draft.map(|draft| draft.0).into(),
        i64::from(alert.is_on).into(),
    ];
    transaction.execute(UPDATE, &values).await?;
    if !alert.is_on || before.condition != alert.condition {
        end_all(transaction, (creditor, today), alert.id).await?;
    }
    let entry = Entry::new(creditor, None, "change", "alert").on(alert.id.0);
    let entry = entry
        .before(column::json(&before)?)
        .after(column::json(alert)?);
    journal::append(transaction, stamp, entry).await?;
    review::touch_all(transaction, stamp, creditor).await
}

/// Takes an alert away; what it said ends as of `today`.
pub async fn remove(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, today): (CreditorId, Date),
    id: AlertId,
) -> Result<()> {
    let before = find(transaction, creditor, id).await?;
    let values = [creditor.0.into(), id.0.into(), stamp.at().into()];
    transaction.execute(REMOVE, &values).await?;
    end_all(transaction, (creditor, today), id).await?;
    let entry = Entry::new(creditor, None, "close", "alert").on(id.0);
    journal::append(transaction, stamp, entry.before(column::json(&before)?)).await
}

async fn end_all(
    transaction: &mut Transaction,
    (creditor, today): (CreditorId, Date),
    id: AlertId,
) -> Result<()> {
    let values = [creditor.0.into(), id.0.into(), column::day(today).into()];
    transaction.execute(END_ALL, &values).await?;
    Ok(())
}

/// The hits of a page that hold still.
pub async fn open_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
) -> Result<Vec<OpenHit>> {
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last];
    session
        .query(&page.text(SELECT_OPEN_OF_PAGE), &values, |row| {
            let id = row.integer(1)?;
            let place = Place::new("alert_hit", id);
            Ok(OpenHit {
                id: AlertHitId(id),
                alert: AlertId(row.integer(2)?),
                debtor: DebtorId(row.integer(0)?),
                waits_since: place.optional_day("waits_since", row.optional_text(3)?)?,
            })
        })
        .await
}

/// Writes down what begins to hold.
pub async fn begin(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    hits: &[NewHit],
) -> Result<()> {
    let rows = hits.iter().map(|hit| {
        [
            stamp.id().into(),
            creditor.0.into(),
            hit.alert.0.into(),
            hit.debtor.0.into(),
            column::day(hit.began_on).into(),
            (&hit.evidence).into(),
            stamp.at().into(),
            hit.waits_since.map(column::day).into(),
        ]
    });
    transaction.insert_many(&INSERT_HIT, rows).await?;
    Ok(())
}

/// The campaign of a hit waits no longer: it was started.
pub async fn start_waiting(
    transaction: &mut Transaction,
    creditor: CreditorId,
    hit: AlertHitId,
) -> Result<()> {
    let values = [creditor.0.into(), hit.0.into()];
    transaction.execute(START_WAITING, &values).await?;
    Ok(())
}

/// Ends hits that no longer hold.
pub async fn end(
    transaction: &mut Transaction,
    (creditor, today): (CreditorId, Date),
    hits: &[AlertHitId],
) -> Result<()> {
    for hit in hits {
        let values = [creditor.0.into(), hit.0.into(), column::day(today).into()];
        transaction.execute(END_ONE, &values).await?;
    }
    Ok(())
}

/// Notes that somebody saw to a hit. The campaign it would have started waits no longer: a person has the account.
pub async fn handle(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: AlertHitId,
) -> Result<()> {
    let values = [
        creditor.0.into(),
        id.0.into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    match transaction.execute(HANDLE, &values).await? {
        0 => Err(StoreError::NotFound {
            noun: "alert that nobody has seen to",
            id: id.0,
        }),
        _ => Ok(()),
    }
}

/// What holds still and nobody was told of by e-mail, in the order it began.
pub async fn untold(session: &mut Session, creditor: CreditorId) -> Result<Vec<Untold>> {
    session
        .query(UNTOLD, &[creditor.0.into()], |row| {
            Ok(Untold {
                id: AlertHitId(row.integer(0)?),
                alert_name: row.string(1)?,
                debtor_name: row.string(2)?,
            })
        })
        .await
}

/// Notes that every hit up to one was told, those included that ended before anybody could be.
pub async fn tell(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, up_to): (CreditorId, AlertHitId),
) -> Result<()> {
    let values = [creditor.0.into(), up_to.0.into(), stamp.at().into()];
    transaction.execute(TELL, &values).await?;
    Ok(())
}

/// What nobody has seen to and holds still, the latest first.
pub async fn waiting(session: &mut Session, seen: Seen) -> Result<Vec<Hit>> {
    let creditor = seen.creditor();
    session
        .query(&hits_text(OPEN), &[creditor.0.into()], read_hit)
        .await
}

/// The last 200 hits of an alert, the latest first.
pub async fn of_alert(session: &mut Session, seen: Seen, id: AlertId) -> Result<Vec<Hit>> {
    let values = [seen.creditor().0.into(), id.0.into()];
    session.query(&hits_text(OF_ALERT), &values, read_hit).await
}

/// How many hits nobody has seen to.
pub async fn waiting_count(session: &mut Session, seen: Seen) -> Result<i64> {
    session
        .query_integer(COUNT_OPEN, &[seen.creditor().0.into()])
        .await
}

fn read(row: &Row<'_>) -> Result<Alert> {
    let id = row.integer(0)?;
    Ok(Alert {
        id: AlertId(id),
        name: row.string(1)?,
        condition: row.string(2)?,
        act: Place::new("alert", id).word("act", row.text(3)?)?,
        draft: row.optional_integer(4)?.map(CampaignId),
        is_on: row.integer(5)? != 0,
    })
}

fn read_hit(row: &Row<'_>) -> Result<Hit> {
    let id = row.integer(0)?;
    let place = Place::new("alert_hit", id);
    let handled_at = place.optional_instant("handled_at", row.optional_text(6)?)?;
    let by = row.optional_string(7)?.unwrap_or_default();
    Ok(Hit {
        id: AlertHitId(id),
        alert: AlertId(row.integer(1)?),
        debtor: DebtorId(row.integer(2)?),
        debtor_name: row.string(3)?,
        began_on: place.day("began_on", row.text(4)?)?,
        ended_on: place.optional_day("ended_on", row.optional_text(5)?)?,
        handled: handled_at.map(|at| (at, by)),
    })
}
