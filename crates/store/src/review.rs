//! When each account is looked at again: the daily run reads only the accounts whose day has come or
//! whose facts moved. Must never make an account wait that changed.

use jiff::civil::Date;
use receivables::identity::{CreditorId, DebtorId, DecisionId, SegmentId, StrategyVersionId};

use crate::column::{self, Place};
use crate::db::{Insert, Session, Transaction};
use crate::error::Result;
use crate::page::{Page, Reach, in_list, listed};
use crate::stamp::Stamp;

/// The day that stands for "at the next run".
const AT_ONCE: &str = "0001-01-01";
const TOUCHED_AT_ONCE: usize = 1000;

const START: Insert = Insert::into("review (debtor_id, creditor_id, next_review_on)")
    .with_tail("on conflict do nothing");

const WRITE: Insert = Insert::into(
    "review (debtor_id, creditor_id, next_review_on, decided_on, verdict_digest, decision_id,
     strategy_version_id, episode_started_on, segment_id)",
)
.with_tail(
    "on conflict (debtor_id) do update set next_review_on = excluded.next_review_on, changed_at = null,
     decided_on = excluded.decided_on, verdict_digest = excluded.verdict_digest,
     decision_id = coalesce(excluded.decision_id, review.decision_id),
     strategy_version_id = excluded.strategy_version_id,
     episode_started_on = excluded.episode_started_on, segment_id = excluded.segment_id",
);

const TOUCH: &str = "update review set next_review_on = '0001-01-01', changed_at = $2
    where + creditor_id = $1 and debtor_id :ids";

/// A debtor of a group is decided with its parent.
const TOUCH_PARENTS: &str = "update review set next_review_on = '0001-01-01', changed_at = $2
    where + creditor_id = $1 and debtor_id in (select parent_id from debtor
        where creditor_id = $1 and id :ids and parent_id is not null)";

const TOUCH_ALL: &str =
    "update review set next_review_on = '0001-01-01', changed_at = $2 where creditor_id = $1";

const DUE: &str = "select debtor_id from review where creditor_id = $1 and next_review_on <= $2";

/// Counts no further than the question needs.
const COUNT: &str = "select count(*) from (select debtor_id from review where creditor_id = $1 limit $2) as counted";

const LOCK: &str = "select debtor_id, next_review_on, decided_on, verdict_digest, decision_id,
    strategy_version_id, episode_started_on, segment_id from review
    where + creditor_id = $1 and debtor_id :page order by debtor_id
    /*+postgres for update skip locked*/";

const SELECT: &str = "select debtor_id, next_review_on, decided_on, verdict_digest, decision_id,
    strategy_version_id, episode_started_on, segment_id from review
    where + creditor_id = $1 and debtor_id :page order by debtor_id";

pub(crate) const STATEMENTS: &[&str] = &[TOUCH, TOUCH_PARENTS, TOUCH_ALL, DUE, COUNT, LOCK, SELECT];
pub(crate) const INSERTS: &[Insert] = &[START, WRITE];

/// What the last run left about an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// The account.
    pub debtor: DebtorId,
    /// The day the verdict can next change by itself; in the past for "at the next run".
    pub next_review_on: Date,
    /// The day it was last decided.
    pub decided_on: Option<Date>,
    /// A digest of the last verdict, to tell whether a new one says the same.
    pub verdict_digest: Option<i64>,
    /// The decision that was last written down.
    pub decision: Option<DecisionId>,
    /// The version of the strategy the episode started with.
    pub strategy_version: Option<StrategyVersionId>,
    /// The day the episode started, while something is open.
    pub episode_started_on: Option<Date>,
    /// The segment it was in.
    pub segment: Option<SegmentId>,
}

/// The accounts a run of `day` has to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    debtors: Vec<DebtorId>,
    reach: Reach,
}

impl Due {
    /// How many accounts.
    pub fn len(&self) -> usize {
        self.debtors.len()
    }

    /// True when no account is due.
    pub fn is_empty(&self) -> bool {
        self.debtors.is_empty()
    }

    /// The accounts in pages of at most `size`, ascending.
    pub fn pages(&self, size: usize) -> impl Iterator<Item = Page> + '_ {
        self.debtors
            .chunks(size.max(1))
            .map(|debtors| Page::new(debtors.to_vec(), self.reach))
    }
}

/// The accounts whose day has come on `day`, or whose facts moved.
pub async fn due(session: &mut Session, creditor: CreditorId, day: Date) -> Result<Due> {
    let values = [creditor.0.into(), column::day(day).into()];
    let mut debtors = session
        .query(DUE, &values, |row| row.integer(0).map(DebtorId))
        .await?;
    debtors.sort_unstable();
    // A range reads every account between the first and the last of a page: worth it from one in four.
    let most = debtors.len() as i64 * 4;
    let up_to = [creditor.0.into(), (most + 1).into()];
    let is_dense = session.query_integer(COUNT, &up_to).await? <= most;
    Ok(Due {
        debtors,
        reach: if is_dense { Reach::Range } else { Reach::List },
    })
}

/// What the last run left about the accounts of a page, in order. In PostgreSQL they are locked against
/// other workers until the transaction ends, and accounts another worker holds are left out.
pub async fn lock_page(
    transaction: &mut Transaction,
    creditor: CreditorId,
    page: &Page,
) -> Result<Vec<Review>> {
    select(transaction, creditor, page, LOCK).await
}

/// What the last run left about the accounts of a page, in order.
pub async fn of_page(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
) -> Result<Vec<Review>> {
    select(session, creditor, page, SELECT).await
}

async fn select(
    session: &mut Session,
    creditor: CreditorId,
    page: &Page,
    sql: &str,
) -> Result<Vec<Review>> {
    let [first, last] = page.values();
    let mut reviews = Vec::with_capacity(page.debtors().len());
    session
        .query_each(&page.text(sql), &[creditor.0.into(), first, last], |row| {
            let debtor = row.integer(0)?;
            if page.position(debtor).is_none() {
                return Ok(());
            }
            let place = Place::new("review", debtor);
            reviews.push(Review {
                debtor: DebtorId(debtor),
                next_review_on: place.day("next_review_on", row.text(1)?)?,
                decided_on: place.optional_day("decided_on", row.optional_text(2)?)?,
                verdict_digest: row.optional_integer(3)?,
                decision: row.optional_integer(4)?.map(DecisionId),
                strategy_version: row.optional_integer(5)?.map(StrategyVersionId),
                episode_started_on: place
                    .optional_day("episode_started_on", row.optional_text(6)?)?,
                segment: row.optional_integer(7)?.map(SegmentId),
            });
            Ok(())
        })
        .await?;
    Ok(reviews)
}

/// Has accounts decided again at the next run, because a fact about them moved.
pub async fn touch(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
    debtors: &[DebtorId],
) -> Result<()> {
    for part in debtors.chunks(TOUCHED_AT_ONCE) {
        let ids = listed(part.iter().map(|debtor| debtor.0));
        for sql in [TOUCH, TOUCH_PARENTS] {
            let sql = sql.replace(":ids", &in_list("$3"));
            let values = [creditor.0.into(), stamp.at().into(), ids.as_str().into()];
            transaction.execute(&sql, &values).await?;
        }
    }
    Ok(())
}

/// Has every account of a creditor decided again, because something moved that concerns them all.
pub async fn touch_all(
    transaction: &mut Transaction,
    stamp: &Stamp<'_>,
    creditor: CreditorId,
) -> Result<()> {
    transaction
        .execute(TOUCH_ALL, &[creditor.0.into(), stamp.at().into()])
        .await?;
    Ok(())
}

/// Starts the reviews of new debtors.
pub(crate) async fn start(
    transaction: &mut Transaction,
    creditor: CreditorId,
    debtors: impl Iterator<Item = i64> + Send,
) -> Result<()> {
    let rows = debtors.map(|debtor| [debtor.into(), creditor.0.into(), AT_ONCE.into()]);
    transaction.insert_many(&START, rows).await?;
    Ok(())
}

/// Writes what a run leaves about accounts.
pub(crate) async fn write(
    transaction: &mut Transaction,
    creditor: CreditorId,
    reviews: &[Review],
) -> Result<()> {
    let rows = reviews.iter().map(|review| {
        [
            review.debtor.0.into(),
            creditor.0.into(),
            column::day(review.next_review_on).into(),
            review.decided_on.map(column::day).into(),
            review.verdict_digest.into(),
            review.decision.map(|decision| decision.0).into(),
            review.strategy_version.map(|version| version.0).into(),
            review.episode_started_on.map(column::day).into(),
            review.segment.map(|segment| segment.0).into(),
        ]
    });
    transaction.insert_many(&WRITE, rows).await?;
    Ok(())
}
