//! Why: the decision about one account for any day, made again from the facts as they were known then.
//! Must never read what was stored of it: it is the same function.

mod export;

use async_recursion::async_recursion as boxed;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use receivables::account::Account;
use receivables::calendar::{Calendar, plus_days};
use receivables::decide::{Decision, Followed, decide_following};
use receivables::identity::{DebtorId, SegmentId, StrategyVersionId};
use receivables::strategy::Strategy;
use store::account::AsOf;
use store::page::{Page, Reach};

use crate::desk::Desk;
use crate::error::{DeskError, Result};
use crate::profile::Profile;
use crate::seat::Seat;
use crate::strategies::Strategies;

/// A decision with what it was made from.
#[derive(Clone, Debug)]
pub struct Why {
    /// The day.
    pub on: Date,
    /// The facts, as known then.
    pub account: Account,
    /// The strategy that was followed.
    pub strategy: Arc<Strategy>,
    /// The strategies that items follow against it.
    pub others: Vec<Arc<Strategy>>,
    /// Its version.
    pub strategy_version: StrategyVersionId,
    /// The decision.
    pub decision: Decision,
}

impl Desk {
    /// The decision about an account: for today or a coming day from what is known now, for a past day from
    /// what was known at its end.
    #[boxed]
    pub async fn why(&self, seat: &Seat, debtor: DebtorId, on: Option<Date>) -> Result<Why> {
        let page = Page::of(debtor);
        let found = self.why_of_page(seat, &page, on).await?;
        found
            .into_iter()
            .next()
            .ok_or(DeskError::NotFound("debtor"))
    }

    /// The decisions of today about the few accounts of a list, in the order of their identities.
    #[boxed]
    pub async fn why_of_list(&self, seat: &Seat, debtors: Vec<DebtorId>) -> Result<Vec<Why>> {
        if debtors.is_empty() {
            return Ok(Vec::new());
        }
        self.why_of_page(seat, &Page::new(debtors, Reach::List), None)
            .await
    }

    async fn why_of_page(&self, seat: &Seat, page: &Page, on: Option<Date>) -> Result<Vec<Why>> {
        let mut reader = self.store().reader().await?;
        let creditor = store::creditor::find(&mut reader, seat.creditor).await?;
        let today = self.clock().today(&creditor.policy.time_zone);
        let on = on.unwrap_or(today);
        let known = (on < today).then(|| end_of_day(on, &creditor.policy.time_zone));
        let policy = Arc::new(self.policy(&mut reader, seat.creditor, known).await?);
        let as_of = AsOf { today: on, known };
        let accounts = store::group::load_voices(&mut reader, &policy, page, as_of).await?;
        let reviews = store::review::of_page(&mut reader, seat.creditor, page).await?;
        let strategies = Strategies::of(
            &mut reader,
            &creditor,
            &Profile::of(&creditor)?,
            self.readings(),
        )
        .await?;
        let mut segments: BTreeMap<DebtorId, Option<SegmentId>> = BTreeMap::new();
        for review in &reviews {
            let segment = match known {
                None => review.segment,
                Some(known) => {
                    let account = (seat.creditor, review.debtor);
                    store::segment::as_of(&mut reader, account, known).await?
                }
            };
            segments.insert(review.debtor, segment);
        }
        drop(reader);
        let calendar = Calendar::around(on);
        let mut found = Vec::with_capacity(accounts.len());
        for account in accounts {
            let started_with = reviews
                .iter()
                .find(|review| review.debtor == account.debtor.id)
                .filter(|review| review.episode_started_on.is_some())
                .and_then(|review| review.strategy_version);
            let segment = segments.get(&account.debtor.id).copied().flatten();
            let version = strategies.for_account(&account, segment, started_with)?;
            let others = strategies.of_items(&account);
            let followed = Followed {
                account: &version.strategy,
                others: &others,
            };
            let decision = decide_following(&account, followed, &calendar, on);
            found.push(Why {
                on,
                account,
                strategy: version.strategy,
                others,
                strategy_version: version.id,
                decision,
            });
        }
        Ok(found)
    }
}

/// The last instant of a day in a time zone.
fn end_of_day(day: Date, time_zone: &str) -> Timestamp {
    let zone = TimeZone::get(time_zone).unwrap_or(TimeZone::UTC);
    let next = plus_days(day, 1).at(0, 0, 0, 0).to_zoned(zone);
    let instant = next.map_or(Timestamp::MAX, |zoned| zoned.timestamp());
    instant
        .checked_sub(jiff::SignedDuration::from_millis(1))
        .unwrap_or(instant)
}
