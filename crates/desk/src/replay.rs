//! A strategy tried on the company's own past, or on the days to come: the same decision for every account, day after
//! day, counted. It must never write anything down, and never say what money would have come.

use async_recursion::async_recursion as boxed;
use std::sync::Arc;

use jiff::civil::Date;
use receivables::calendar::{Calendar, plus_days};
use receivables::decide::Followed;
use receivables::identity::{DebtorId, SegmentId};
use receivables::replay::{History, Reach, Spell, Tally, play};
use receivables::strategy::Strategy;
use store::account::{AsOf, PastContacts};
use store::page::Page;
use store::review::Due;

use crate::desk::Desk;
use crate::error::Result;
use crate::profile::Profile;
use crate::seat::Seat;
use crate::strategies::Strategies;

/// Accounts played at a time.
const ACCOUNTS_IN_A_PAGE: usize = 1000;

/// Whom a strategy on trial speaks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reaching {
    /// Those who follow the strategy of its key; when there is none, those who follow the company's.
    ItsOwn,
    /// Everybody.
    All,
}

/// A strategy on trial.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The strategy.
    pub strategy: Arc<Strategy>,
    /// Whom it speaks to.
    pub reaching: Reaching,
}

/// What the strategies in force did, and what the one on trial would have done beside them.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// The days that were played.
    pub spell: Spell,
    /// With the strategies in force.
    pub in_force: Tally,
    /// With the one on trial.
    pub on_trial: Option<Tally>,
    /// Every strategy that spoke or could have, for the names of their steps.
    pub strategies: Vec<Arc<Strategy>>,
}

/// Told after each page: accounts played, and all accounts.
pub type Progress<'a> = &'a mut (dyn FnMut(usize, usize) + Send);

impl Desk {
    /// Plays past days: each account from nothing, with the payments as they became known.
    #[boxed]
    pub async fn replay(
        &self,
        seat: &Seat,
        (spell, trial): (Spell, Option<&Trial>),
        progress: &mut (dyn FnMut(usize, usize) + Send),
    ) -> Result<Replayed> {
        self.play_all(seat, (Direction::Back, spell, trial), progress)
            .await
    }

    /// Plays the days to come from what is known today, when nobody pays: what would be said at most.
    #[boxed]
    pub async fn look_ahead(
        &self,
        seat: &Seat,
        (days, reach, trial): (i32, Reach, Option<&Trial>),
        progress: &mut (dyn FnMut(usize, usize) + Send),
    ) -> Result<Replayed> {
        let from = self.today(seat.creditor).await?;
        let spell = Spell {
            from,
            to: plus_days(from, days),
            delay: 0,
            reach,
        };
        self.play_all(seat, (Direction::Onward, spell, trial), progress)
            .await
    }

    async fn play_all(
        &self,
        seat: &Seat,
        (direction, spell, trial): (Direction, Spell, Option<&Trial>),
        progress: Progress<'_>,
    ) -> Result<Replayed> {
        let mut reader = self.store().reader().await?;
        let creditor = store::creditor::find(&mut reader, seat.creditor).await?;
        let today = self.clock().today(&creditor.policy.time_zone);
        let profile = Profile::of(&creditor)?;
        let strategies = Strategies::of(&mut reader, &creditor, &profile, self.readings()).await?;
        let policy = Arc::new(self.policy(&mut reader, seat.creditor, None).await?);
        let everybody: Due = store::review::due(&mut reader, seat.creditor, Date::MAX).await?;
        let playing = Playing {
            strategies: &strategies,
            calendar: Calendar::around(today),
            spell,
            trial,
            usual: &profile.strategy,
        };
        let mut replayed = Replayed {
            spell,
            in_force: Tally::default(),
            on_trial: trial.map(|_| Tally::default()),
            strategies: strategies.all(trial.map(|trial| &trial.strategy)),
        };
        let mut played = 0;
        for page in everybody.pages(ACCOUNTS_IN_A_PAGE) {
            let histories = match direction {
                Direction::Back => {
                    let of_past = (today, PastContacts::LeftOut);
                    store::history::load_page(&mut reader, &policy, &page, of_past).await?
                }
                Direction::Onward => onward(&mut reader, &policy, &page, today).await?,
            };
            let reviews = store::review::of_page(&mut reader, seat.creditor, &page).await?;
            let segment_of = |debtor: DebtorId| {
                let found = reviews.iter().find(|review| review.debtor == debtor);
                found.and_then(|review| review.segment)
            };
            for history in &histories {
                let segment = segment_of(history.account.debtor.id);
                playing.add(history, segment, &mut replayed)?;
            }
            played += page.debtors().len();
            progress(played, everybody.len());
            // Pages of the web are served between two pages of accounts.
            tokio::task::yield_now().await;
        }
        Ok(replayed)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Back,
    Onward,
}

async fn onward(
    reader: &mut store::Session,
    policy: &Arc<receivables::account::CreditorPolicy>,
    page: &Page,
    today: Date,
) -> Result<Vec<History>> {
    let accounts = store::group::load_voices(reader, policy, page, AsOf::now(today)).await?;
    let speaking = accounts
        .into_iter()
        .filter(|account| account.debtor.spoken_for().is_none());
    Ok(speaking
        .map(|account| History::onward(account, today))
        .collect())
}

/// What playing needs besides the histories.
struct Playing<'a> {
    strategies: &'a Strategies,
    calendar: Calendar,
    spell: Spell,
    trial: Option<&'a Trial>,
    usual: &'a str,
}

impl Playing<'_> {
    fn add(
        &self,
        history: &History,
        segment: Option<SegmentId>,
        replayed: &mut Replayed,
    ) -> Result<()> {
        let account = &history.account;
        let debtor = (account.debtor.id, account.debtor.name.as_str());
        let in_force = self
            .strategies
            .for_account(account, segment, None)?
            .strategy;
        let others = self.strategies.of_items(account);
        let followed = |strategy| Followed {
            account: strategy,
            others: &others,
        };
        let course = play(history, followed(&in_force), &self.calendar, self.spell);
        replayed.in_force.add(debtor, &course);
        let (Some(trial), Some(on_trial)) = (self.trial, &mut replayed.on_trial) else {
            return Ok(());
        };
        if self.reaches(trial, &in_force.key) {
            let course = play(
                history,
                followed(&trial.strategy),
                &self.calendar,
                self.spell,
            );
            on_trial.add(debtor, &course);
        } else {
            on_trial.add(debtor, &course);
        }
        Ok(())
    }

    fn reaches(&self, trial: &Trial, in_force: &str) -> bool {
        let key = trial.strategy.key.as_str();
        let replaced = match self.strategies.latest(key) {
            Some(_) => key,
            None => self.usual,
        };
        trial.reaching == Reaching::All || in_force == replaced
    }
}
