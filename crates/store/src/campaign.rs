//! Campaigns: what each is to do, who approved it, and the accounts it was approved for. Must never change whom it
//! speaks to once it was approved.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use receivables::campaign::{Brief, Campaign, step_key};
use receivables::identity::{AlertId, CampaignId, CreditorId, DebtorId};
use serde::{Deserialize, Serialize};

use crate::column::{self, Place};
use crate::db::{Insert, Row, Session, Transaction};
use crate::error::{Result, StoreError};
use crate::journal::{self, Entry};
use crate::notice::{self, Notice};
use crate::page::Page;
use crate::review;
use crate::scope::Seen;
use crate::stamp::Stamp;

const INSERT: Insert =
    Insert::into("campaign (id, creditor_id, name, brief, on_day, until_on, known_at, made_by)");

const INSERT_ACCOUNT: Insert =
    Insert::into("campaign_account (campaign_id, creditor_id, debtor_id, left_out)");

const INSERT_STARTED: Insert = Insert::into(
    "campaign (id, creditor_id, name, brief, on_day, until_on, known_at, made_by, approved_at, approved_by, alert_id)",
);

const COLUMNS: &str =
    "id, brief, known_at, made_by, approved_at, approved_by, ended_at, ended_by, alert_id";

const SELECT_STARTED: &str = "select id from campaign
    where creditor_id = $1 and alert_id = $2 and on_day = $3 and ended_at is null order by id limit 1";

const SELECT: &str = "select :of_campaign from campaign where creditor_id = $1 order by id desc";

const SELECT_ONE: &str = "select :of_campaign from campaign where creditor_id = $1 and id = $2";

const UPDATE: &str = "update campaign set name = $3, brief = $4, on_day = $5, until_on = $6
    where creditor_id = $1 and id = $2 and approved_at is null and ended_at is null";

const APPROVE: &str = "update campaign set approved_at = $3, approved_by = $4
    where creditor_id = $1 and id = $2 and approved_at is null and ended_at is null";

const END: &str = "update campaign set ended_at = $3, ended_by = $4
    where creditor_id = $1 and id = $2 and ended_at is null";

const RUNNING: &str = "select id, brief from campaign
    where creditor_id = $1 and approved_at <= $2 and (ended_at is null or ended_at > $2) and until_on >= $3
    order by approved_at, id";

const OF_PAGE: &str = "select debtor_id, campaign_id from campaign_account
    where creditor_id = $1 and debtor_id :page and left_out is null order by debtor_id, campaign_id";

const ACCOUNTS: &str = "select a.debtor_id, d.name, a.left_out from campaign_account a
    join debtor d on d.id = a.debtor_id
    where a.creditor_id = $1 and a.campaign_id = $2 and d.removed_at is null order by d.name, d.id";

const NOTICES: &str = "select :columns from notice where creditor_id = $1 and step = $3
    and debtor_id in (select debtor_id from campaign_account where campaign_id = $2) order by debtor_id, id";

pub(crate) const STATEMENTS: &[&str] = &[
    UPDATE,
    APPROVE,
    END,
    RUNNING,
    OF_PAGE,
    ACCOUNTS,
    NOTICES,
    SELECT_STARTED,
];
pub(crate) const INSERTS: &[Insert] = &[INSERT, INSERT_STARTED, INSERT_ACCOUNT];

/// The texts that read whole campaigns.
pub(crate) fn texts() -> Vec<String> {
    [SELECT, SELECT_ONE].map(whole).to_vec()
}

fn whole(sql: &str) -> String {
    sql.replace(":of_campaign", COLUMNS)
}

/// A campaign as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptCampaign {
    /// Its identity.
    pub id: CampaignId,
    /// What it is to do.
    pub brief: Brief,
    /// When and by whom it was written.
    pub made: (Timestamp, String),
    /// When and by whom it was approved.
    pub approved: Option<(Timestamp, String)>,
    /// When and by whom it was ended before its last day.
    pub ended: Option<(Timestamp, String)>,
    /// The alert that started it.
    pub started_by: Option<AlertId>,
}

/// Where a campaign stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CampaignStanding {
    /// It can be changed and does nothing.
    Draft,
    /// It was approved and its first day is to come.
    Coming,
    /// It speaks.
    Running,
    /// Its last day has passed, or a person ended it.
    Over,
}

impl KeptCampaign {
    /// Where it stands on a day.
    pub fn standing(&self, today: Date) -> CampaignStanding {
        if self.ended.is_some() || (self.approved.is_some() && today > self.brief.until) {
            return CampaignStanding::Over;
        }
        match &self.approved {
            None => CampaignStanding::Draft,
            Some(_) if today < self.brief.on => CampaignStanding::Coming,
            Some(_) => CampaignStanding::Running,
        }
    }
}

/// Why an account it was asked for is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeftOut {
    /// It takes part in another campaign.
    OtherCampaign,
    /// Its strategy speaks within the quiet days.
    StepComes,
    /// A person took it out.
    ByHand,
}

/// An account a campaign was approved for, or leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CampaignAccount {
    /// The account.
    pub debtor: DebtorId,
    /// Its name.
    pub name: String,
    /// Why it is left out, when it is.
    pub left_out: Option<LeftOut>,
}

/// The campaigns of a creditor, the latest first.
pub async fn all(session: &mut Session, seen: Seen) -> Result<Vec<KeptCampaign>> {
    let creditor = seen.creditor();
    session
        .query(&whole(SELECT), &[creditor.0.into()], read)
        .await
}

/// One campaign.
pub async fn find(
    session: &mut Session,
    creditor: CreditorId,
    id: CampaignId,
) -> Result<KeptCampaign> {
    let values = [creditor.0.into(), id.0.into()];
    let found = session
        .query_first(&whole(SELECT_ONE), &values, read)
        .await?;
    found.ok_or(missing(id))
}

/// Keeps a new campaign.
pub async fn add(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    brief: &Brief,
) -> Result<CampaignId> {
    let id = stamp.id();
    let words = column::json(brief)?;
    let row = [
        id.into(),
        creditor.0.into(),
        (&brief.name).into(),
        (&words).into(),
        column::day(brief.on).into(),
        column::day(brief.until).into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    transaction.insert(&INSERT, row).await?;
    let entry = Entry::new(creditor, None, "open", "campaign").on(id);
    journal::append(transaction, stamp, entry.after(words)).await?;
    Ok(CampaignId(id))
}

/// Writes a campaign anew that nobody has approved.
pub async fn change(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (id, brief): (CampaignId, &Brief),
) -> Result<()> {
    let before = find(transaction, creditor, id).await?;
    if before.brief == *brief {
        return Ok(());
    }
    let words = column::json(brief)?;
    let values = [
        creditor.0.into(),
        id.0.into(),
        (&brief.name).into(),
        (&words).into(),
        column::day(brief.on).into(),
        column::day(brief.until).into(),
    ];
    if transaction.execute(UPDATE, &values).await? == 0 {
        return Err(missing(id));
    }
    let entry = Entry::new(creditor, None, "change", "campaign").on(id.0);
    let entry = entry.before(column::json(&before.brief)?).after(words);
    journal::append(transaction, stamp, entry).await
}

/// Approves a campaign for some accounts; the others of its condition are left out with the reason. Every account that
/// takes part is decided again.
pub async fn approve(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (id, accounts): (CampaignId, &[(DebtorId, Option<LeftOut>)]),
) -> Result<()> {
    end_or_approve(transaction, stamp, (creditor, id), APPROVE).await?;
    let rows = accounts.iter().map(|(debtor, left_out)| {
        [
            id.0.into(),
            creditor.0.into(),
            debtor.0.into(),
            left_out.as_ref().map(column::word).into(),
        ]
    });
    transaction.insert_many(&INSERT_ACCOUNT, rows).await?;
    let taking_part: Vec<DebtorId> = accounts
        .iter()
        .filter(|(_, left_out)| left_out.is_none())
        .map(|(debtor, _)| *debtor)
        .collect();
    let entry = Entry::new(creditor, None, "confirm", "campaign").on(id.0);
    let entry = entry.after(column::json(&taking_part.len())?);
    journal::append(transaction, stamp, entry).await?;
    review::touch(transaction, stamp, creditor, &taking_part).await
}

/// The campaign an alert starts on the first day of a brief: the one it started before on that day, or a new one, which
/// needs no approval, for who switched the alert on approved what it says.
pub async fn started_by(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    (alert, brief): (AlertId, &Brief),
) -> Result<CampaignId> {
    let on = column::day(brief.on);
    let values = [creditor.0.into(), alert.0.into(), on.into()];
    let known = transaction
        .query_first(SELECT_STARTED, &values, |row| row.integer(0))
        .await?;
    if let Some(id) = known {
        return Ok(CampaignId(id));
    }
    let id = stamp.id();
    let words = column::json(brief)?;
    let row = [
        id.into(),
        creditor.0.into(),
        (&brief.name).into(),
        (&words).into(),
        column::day(brief.on).into(),
        column::day(brief.until).into(),
        stamp.at().into(),
        stamp.who.into(),
        stamp.at().into(),
        stamp.who.into(),
        alert.0.into(),
    ];
    transaction.insert(&INSERT_STARTED, row).await?;
    let entry = Entry::new(creditor, None, "start", "campaign").on(id);
    journal::append(transaction, stamp, entry.after(words)).await?;
    Ok(CampaignId(id))
}

/// Lets one more account into a campaign that an alert started.
pub async fn join(
    transaction: &mut Transaction,
    creditor: CreditorId,
    (id, debtor): (CampaignId, DebtorId),
) -> Result<()> {
    let row = [
        id.0.into(),
        creditor.0.into(),
        debtor.0.into(),
        None::<&str>.into(),
    ];
    transaction.insert(&INSERT_ACCOUNT, row).await?;
    Ok(())
}

/// Ends a campaign: what it prepared is taken back when its accounts are decided again.
pub async fn end(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    id: CampaignId,
) -> Result<()> {
    end_or_approve(transaction, stamp, (creditor, id), END).await?;
    let entry = Entry::new(creditor, None, "close", "campaign").on(id.0);
    journal::append(transaction, stamp, entry).await?;
    let seen = Seen::by_the_machine(creditor);
    let accounts = accounts(transaction, seen, id).await?;
    let taking_part: Vec<DebtorId> = accounts
        .into_iter()
        .filter(|account| account.left_out.is_none())
        .map(|account| account.debtor)
        .collect();
    review::touch(transaction, stamp, creditor, &taking_part).await
}

async fn end_or_approve(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    (creditor, id): (CreditorId, CampaignId),
    sql: &str,
) -> Result<()> {
    let values = [
        creditor.0.into(),
        id.0.into(),
        stamp.at().into(),
        stamp.who.into(),
    ];
    match transaction.execute(sql, &values).await? {
        0 => Err(missing(id)),
        _ => Ok(()),
    }
}

const fn missing(id: CampaignId) -> StoreError {
    StoreError::NotFound {
        noun: "campaign that can still be changed",
        id: id.0,
    }
}

/// The accounts of a campaign, by name.
pub async fn accounts(
    session: &mut Session,
    seen: Seen,
    id: CampaignId,
) -> Result<Vec<CampaignAccount>> {
    let values = [seen.creditor().0.into(), id.0.into()];
    session
        .query(ACCOUNTS, &values, |row| {
            let debtor = row.integer(0)?;
            let place = Place::new("campaign_account", debtor);
            let left_out = row.optional_text(2)?;
            Ok(CampaignAccount {
                debtor: DebtorId(debtor),
                name: row.string(1)?,
                left_out: left_out
                    .map(|word| place.word("left_out", word))
                    .transpose()?,
            })
        })
        .await
}

/// Everything written down for a campaign, account by account.
pub async fn notices(session: &mut Session, seen: Seen, id: CampaignId) -> Result<Vec<Notice>> {
    let key = step_key(id);
    let values = [seen.creditor().0.into(), id.0.into(), key.into()];
    let sql = NOTICES.replace(":columns", notice::COLUMNS);
    session.query(&sql, &values, notice::read).await
}

/// Hands each account of a page the campaign it takes part in that is not over on a day, as known at an instant: the one
/// approved last, for an account is only let into another once the first has spoken.
pub(crate) async fn each_of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    (today, known): (Date, &str),
    mut each: impl FnMut(usize, Arc<Campaign>) + Send,
) -> Result<()> {
    let values = [creditor.0.into(), known.into(), column::day(today).into()];
    let running = session
        .query(RUNNING, &values, |row| {
            let id = row.integer(0)?;
            let place = Place::new("campaign", id);
            let brief: Brief = place.json("brief", row.text(1)?)?;
            let id = CampaignId(id);
            Ok((id, Arc::new(brief.campaign(id))))
        })
        .await?;
    if running.is_empty() {
        return Ok(());
    }
    let ranked = running.into_iter().enumerate();
    let running: BTreeMap<CampaignId, (usize, Arc<Campaign>)> = ranked
        .map(|(rank, (id, campaign))| (id, (rank, campaign)))
        .collect();
    let mut handed: Option<(usize, usize)> = None;
    let [first, last] = page.values();
    let values = [creditor.0.into(), first, last];
    session
        .query_each(&page.text(OF_PAGE), &values, |row| {
            let position = page.position(row.integer(0)?);
            let campaign = running.get(&CampaignId(row.integer(1)?));
            let (Some(position), Some((rank, campaign))) = (position, campaign) else {
                return Ok(());
            };
            if handed.is_none_or(|(of, known)| of != position || known < *rank) {
                handed = Some((position, *rank));
                each(position, Arc::clone(campaign));
            }
            Ok(())
        })
        .await
}

fn read(row: &Row<'_>) -> Result<KeptCampaign> {
    let id = row.integer(0)?;
    let place = Place::new("campaign", id);
    let approved_at = place.optional_instant("approved_at", row.optional_text(4)?)?;
    let approved_by = row.optional_string(5)?.unwrap_or_default();
    let ended_at = place.optional_instant("ended_at", row.optional_text(6)?)?;
    let ended_by = row.optional_string(7)?.unwrap_or_default();
    Ok(KeptCampaign {
        id: CampaignId(id),
        brief: place.json("brief", row.text(1)?)?,
        made: (place.instant("known_at", row.text(2)?)?, row.string(3)?),
        approved: approved_at.map(|at| (at, approved_by)),
        ended: ended_at.map(|at| (at, ended_by)),
        started_by: row.optional_integer(8)?.map(AlertId),
    })
}
