//! The daily run: promises and plans are judged, every account whose day has come or whose facts moved is decided,
//! and what is due is written down. One transaction a page; running it twice changes nothing.

use async_recursion::async_recursion as boxed;
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use receivables::account::CreditorPolicy;
use receivables::calendar::Calendar;
use receivables::decide::Gate;
use receivables::fact::PromiseOutcome;
use receivables::identity::{DebtorId, PromiseId};
use receivables::promise_judgement::{Applied, PromiseTolerance, judge};
use store::account::AsOf;
use store::page::{Page, Reach};
use store::{Session, Transaction};

use crate::alerts::Alerts;
use crate::deciding::{Deciding, PlannedLine, Tally, decide_page};
use crate::desk::{Desk, Writing};
use crate::error::Result;
use crate::profile::Profile;
use crate::refusal::Refusal;
use crate::seat::Seat;
use crate::strategies::Strategies;

/// Accounts decided and written in one transaction.
const ACCOUNTS_IN_A_PAGE: usize = 2000;
/// Acts a report names one by one.
const LINES_IN_A_REPORT: usize = 1000;

/// What a run did, or would do.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct RunReport {
    /// Accounts that were due or had moved.
    pub accounts: u64,
    /// Verdicts that differ from the last ones.
    pub changed: u64,
    /// Acts written down.
    pub planned: u64,
    /// Prepared acts taken back.
    pub withdrawn: u64,
    /// Accounts that came into another segment.
    pub moved: u64,
    /// Accounts held, by the gate that closed.
    pub held: BTreeMap<Gate, u64>,
    /// Promises judged.
    pub promises_judged: u64,
    /// Instalment plans that ended, kept or broken.
    pub plans_judged: u64,
    /// Pages that could not be written, each with its cause; the others were.
    pub problems: Vec<String>,
    /// The first acts, one by one.
    pub lines: Vec<PlannedLine>,
}

impl Desk {
    /// Runs the day `on` for the creditor of a seat. A dry run decides the same and keeps nothing.
    #[boxed]
    pub async fn run_day(&self, seat: &Seat, on: Date, writing: Writing) -> Result<RunReport> {
        let mut report = RunReport::default();
        let today = self.today(seat.creditor).await?;
        if writing == Writing::ForReal && on != today {
            return Err(Refusal::NotToday { today, wanted: on }.into());
        }
        let mut deciding = self.deciding(seat, on).await?;
        let unreadable = deciding.strategies.segments.unreadable();
        report.problems = unreadable
            .iter()
            .map(|name| {
                format!(
                    "segment {name}: its condition cannot be read and holds nobody; write it again"
                )
            })
            .collect();
        let silent = deciding.alerts.unreadable.iter().map(|name| {
            format!(
                "alert {name}: its condition cannot be read and it says nothing; write it again"
            )
        });
        report.problems.extend(silent);
        if writing == Writing::ForReal {
            report.promises_judged = self.judge_promises(seat, on).await?;
            report.plans_judged = self.judge_plans(seat, on).await?;
        }
        let mut reader = self.store().reader().await?;
        let due = store::review::due(&mut reader, seat.creditor, on).await?;
        drop(reader);
        let mut tally = Tally {
            lines: Vec::with_capacity(LINES_IN_A_REPORT),
            ..Tally::default()
        };
        for page in due.pages(ACCOUNTS_IN_A_PAGE) {
            if let Err(cause) = self
                .decide_and_end(seat, &mut deciding, (&page, writing), &mut tally)
                .await
            {
                let passing =
                    matches!(&cause, crate::DeskError::Store(store) if store.is_passing());
                if passing {
                    return Err(cause);
                }
                self.decide_one_by_one(
                    seat,
                    &mut deciding,
                    (&page, writing),
                    (&mut tally, &mut report),
                )
                .await;
            }
        }
        if writing == Writing::ForReal {
            self.tell_alerts(seat).await?;
            self.forget_messages(seat, on).await?;
        }
        Ok(RunReport {
            accounts: tally.accounts,
            changed: tally.changed,
            planned: tally.planned,
            withdrawn: tally.withdrawn,
            moved: tally.moved,
            held: tally.held,
            lines: tally.lines,
            ..report
        })
    }

    /// What deciding needs, read once.
    pub(crate) async fn deciding(&self, seat: &Seat, today: Date) -> Result<Deciding> {
        let mut reader = self.store().reader().await?;
        self.deciding_in(&mut reader, seat, today).await
    }

    /// The same, read by somebody who reads or writes already.
    pub(crate) async fn deciding_in(
        &self,
        session: &mut Session,
        seat: &Seat,
        today: Date,
    ) -> Result<Deciding> {
        let creditor = store::creditor::find(session, seat.creditor).await?;
        let profile = Profile::of(&creditor)?;
        Ok(Deciding {
            policy: Arc::new(self.policy(session, seat.creditor, None).await?),
            strategies: Strategies::of(session, &creditor, &profile, self.readings()).await?,
            alerts: Alerts::of(session, &creditor, self.readings()).await?,
            calendar: Calendar::around(today),
            today,
        })
    }

    /// Decides one account again, inside the act that changed it.
    pub(crate) async fn decide_again(
        &self,
        transaction: &mut Transaction,
        seat: &Seat,
        debtor: DebtorId,
    ) -> Result<()> {
        let today = self.today_in(transaction, seat.creditor).await?;
        let mut deciding = self.deciding_in(transaction, seat, today).await?;
        let stamp = self.stamp(&seat.actor);
        let changed = store::debtor::find(transaction, seat.creditor, debtor).await?;
        let voice = changed.group.map(|group| group.debtor);
        let both = [Some(debtor), voice].into_iter().flatten().collect();
        let page = Page::new(both, Reach::List);
        let tally = &mut Tally::default();
        decide_page(transaction, &stamp, &mut deciding, &page, tally).await
    }

    async fn decide_and_end(
        &self,
        seat: &Seat,
        deciding: &mut Deciding,
        (page, writing): (&Page, Writing),
        tally: &mut Tally,
    ) -> Result<()> {
        let mut transaction = self.store().transaction().await?;
        let stamp = self.stamp(&seat.actor);
        let mut found = Tally {
            lines: Vec::with_capacity(tally.lines.capacity() - tally.lines.len()),
            ..Tally::default()
        };
        let decided = decide_page(&mut transaction, &stamp, deciding, page, &mut found).await;
        if let Err(cause) = decided {
            // Its locks must be gone before its accounts are looked at one by one: rows that somebody holds
            // are passed over.
            transaction.rollback().await?;
            return Err(cause);
        }
        writing.end(transaction).await?;
        tally.add(found);
        Ok(())
    }

    /// After a page failed: each of its accounts alone, so that one broken record stops no other.
    async fn decide_one_by_one(
        &self,
        seat: &Seat,
        deciding: &mut Deciding,
        (page, writing): (&Page, Writing),
        (tally, report): (&mut Tally, &mut RunReport),
    ) {
        for debtor in page.debtors() {
            let alone = Page::of(*debtor);
            if let Err(cause) = self
                .decide_and_end(seat, deciding, (&alone, writing), tally)
                .await
            {
                report.problems.push(format!("account {debtor}: {cause}"));
            }
        }
    }

    /// Judges the promises whose date has come: the kept ones at once, the others after the tolerance.
    async fn judge_promises(&self, seat: &Seat, on: Date) -> Result<u64> {
        let mut transaction = self.store().transaction().await?;
        let policy = Arc::new(self.policy(&mut transaction, seat.creditor, None).await?);
        let due = store::promise::to_judge(&mut transaction, seat.creditor, on).await?;
        let stamp = self.stamp(&seat.actor);
        let mut judged = 0;
        for (promise, debtor) in due {
            let found = outcome_of(&mut transaction, &policy, (promise, debtor), on).await?;
            let Some(outcome) = found else { continue };
            let ended = (outcome, on);
            store::promise::close(&mut transaction, &stamp, seat.creditor, promise, ended).await?;
            judged += 1;
        }
        transaction.commit().await?;
        Ok(judged)
    }
}

/// The judgement of a promise from what was put against its items and still stands.
async fn outcome_of(
    transaction: &mut Transaction,
    policy: &Arc<CreditorPolicy>,
    (promise, debtor): (PromiseId, DebtorId),
    on: Date,
) -> Result<Option<PromiseOutcome>> {
    let page = Page::of(debtor);
    let accounts = store::account::load_page(transaction, policy, &page, AsOf::now(on)).await?;
    let promises = accounts.iter().flat_map(|account| &account.promises);
    let Some(promise) = promises.into_iter().find(|known| known.id == promise) else {
        return Ok(None);
    };
    let allocations = store::allocation::of_debtor(transaction, policy.creditor, debtor).await?;
    let applied: Vec<Applied> = allocations
        .iter()
        .filter(|allocation| allocation.reversed.is_none())
        .filter_map(|allocation| {
            let item = allocation.claim?;
            let part = promise.parts.iter().find(|part| part.item == item)?;
            let amount = part.amount.with_minor(allocation.amount_minor);
            Some(Applied {
                item,
                on: allocation.effective_on,
                amount,
            })
        })
        .collect();
    let tolerance = PromiseTolerance {
        days: policy.promise_tolerance_days,
        ..PromiseTolerance::default()
    };
    Ok(judge(promise, &applied, tolerance, on))
}

impl Tally {
    fn add(&mut self, other: Tally) {
        self.accounts += other.accounts;
        self.changed += other.changed;
        self.planned += other.planned;
        self.withdrawn += other.withdrawn;
        self.moved += other.moved;
        for (gate, count) in other.held {
            *self.held.entry(gate).or_default() += count;
        }
        self.lines.extend(other.lines);
    }
}
