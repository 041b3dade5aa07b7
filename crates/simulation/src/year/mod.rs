//! A year of the world through the real desk, with faults drawn by chance: days nobody runs anything, files that
//! come twice, a mail server that fails in every way, senders that die. The checkers look at the store and at the
//! mail server from outside. Must never forgive: one breach ends the year with its seed and its day.

mod checker;

use std::sync::Arc;

use desk::board::Fate;
use desk::carriers::Carriers;
use desk::clock::Clock;
use desk::{Desk, DeskError, Refusal, Writing};
use jiff::Timestamp;
use jiff::civil::Date;
use receivables::account::Mode;
use receivables::calendar::plus_days;
use receivables::item::days_between;
use store::notice::{Notice, Standing};
use store::{Seen, Store};

use crate::company::Company;
use crate::diary::MailServer;
use crate::post_office::PostOffice;
use crate::world::{Random, World};
use checker::Checker;

/// What a year was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct YearReport {
    /// Days on which the day was run.
    pub days_run: u64,
    /// Messages the mail server took.
    pub messages: u64,
    /// Senders that died.
    pub deaths: u64,
    /// Messages whose fate a person had to settle.
    pub unknown: u64,
    /// Files that came twice.
    pub repeated_files: u64,
    /// Promises, disputes, holds and replies taken down.
    pub happenings: usize,
}

/// Why a year ended early.
#[derive(Debug, thiserror::Error)]
pub enum YearError {
    /// Something was not as it must be.
    #[error("seed {seed}, {on}: {breach}")]
    Breach {
        /// The seed: the same one gives the same year.
        seed: u64,
        /// The day.
        on: Date,
        /// What is wrong.
        breach: String,
    },
    /// The desk refused what it must do.
    #[error("seed {seed}, {on}: {cause}")]
    Desk {
        /// The seed.
        seed: u64,
        /// The day.
        on: Date,
        /// The desk's words.
        cause: DeskError,
    },
}

/// Lives the last `days` days of a world on an empty store.
pub async fn live(world: &World, store: Store, days: i32) -> Result<YearReport, YearError> {
    let first = plus_days(world.until, -days);
    let on_error = |on: Date| {
        move |cause: DeskError| YearError::Desk {
            seed: world.seed,
            on,
            cause,
        }
    };
    let mut year = Year::begin(world, store, first)
        .await
        .map_err(on_error(first))?;
    for number in 0..=days {
        let day = plus_days(first, number);
        year.day(day).await.map_err(on_error(day))?;
        if let Some(breach) = year.checker.first_breach() {
            return Err(YearError::Breach {
                seed: world.seed,
                on: day,
                breach,
            });
        }
    }
    year.checker
        .at_the_end(&year.company)
        .await
        .map_err(on_error(world.until))?;
    match year.checker.first_breach() {
        Some(breach) => Err(YearError::Breach {
            seed: world.seed,
            on: world.until,
            breach,
        }),
        None => {
            year.report.messages = year.post.count() as u64;
            Ok(year.report)
        }
    }
}

struct Year<'w> {
    company: Company<'w>,
    post: Arc<PostOffice>,
    chance: Random,
    checker: Checker,
    report: YearReport,
}

impl<'w> Year<'w> {
    async fn begin(world: &'w World, store: Store, first: Date) -> Result<Year<'w>, DeskError> {
        let desk = Desk::new(store, Clock::by_hand(Timestamp::UNIX_EPOCH));
        let zone = jiff::tz::TimeZone::get("Europe/Paris").unwrap_or(jiff::tz::TimeZone::UTC);
        if let Ok(zoned) = first.at(6, 0, 0, 0).to_zoned(zone) {
            desk.clock().set(zoned.timestamp());
        }
        let mut company = Company::open(world, desk).await?;
        company.receive_ledger(plus_days(first, -1)).await?;
        company.receive_lists().await?;
        company
            .desk
            .set_mode(&company.seat, Mode::Automatic)
            .await?;
        Ok(Year {
            company,
            post: Arc::new(PostOffice::new()),
            chance: Random::of_thing(world.seed, 9_000_000),
            checker: Checker::default(),
            report: YearReport::default(),
        })
    }

    async fn day(&mut self, day: Date) -> Result<(), DeskError> {
        let passed = days_between(self.company.world.from, day);
        self.company.begin(day, 7, 0);
        if passed % 5 == 0 {
            self.receive_ledger(day).await?;
        }
        self.company.begin(day, 8, 0);
        self.report.happenings += self.company.live_through(day).await?;
        if !self.chance.chance(8) {
            self.run(day).await?;
            self.work_of_people(day).await?;
            for hour in [10, 14] {
                self.company.begin(day, hour, 0);
                self.send(day).await?;
            }
            self.settle_unknown(day).await?;
        }
        self.company.begin(day, 20, 0);
        self.checker.in_the_evening(&self.company, day).await
    }

    async fn receive_ledger(&mut self, day: Date) -> Result<(), DeskError> {
        let as_of = plus_days(day, -1);
        self.company.receive_ledger(as_of).await?;
        if self.chance.chance(25) {
            let before = self.checker.balance(&self.company, day).await?;
            let again = self.company.receive_ledger(as_of).await?;
            self.report.repeated_files += 1;
            let after = self.checker.balance(&self.company, day).await?;
            self.checker.must(
                before == after && again.items.new == 0,
                "a file that came twice changed something",
            );
        }
        Ok(())
    }

    async fn run(&mut self, day: Date) -> Result<(), DeskError> {
        self.company.begin(day, 8, 30);
        self.report.days_run += 1;
        let (desk, seat) = (&self.company.desk, &self.company.seat);
        let announced = desk.run_day(seat, day, Writing::DryRun).await?;
        let done = desk.run_day(seat, day, Writing::ForReal).await?;
        self.checker.must(
            done.problems.is_empty(),
            &format!("the run had problems: {:?}", done.problems),
        );
        // A promise that is judged today is judged by the real run only.
        let same =
            announced.planned == done.planned || done.promises_judged + done.plans_judged > 0;
        self.checker.must(
            same,
            &format!(
                "a dry run announced {}, the run planned {}",
                announced.planned, done.planned
            ),
        );
        if self.chance.chance(20) {
            let again = desk.run_day(seat, day, Writing::ForReal).await?;
            self.checker.must(
                again.planned == 0,
                &format!("a second run planned {} more", again.planned),
            );
        }
        Ok(())
    }

    /// People confirm what waits, and do about half of the calls and letters of a day.
    async fn work_of_people(&mut self, day: Date) -> Result<(), DeskError> {
        self.company.begin(day, 9, 0);
        for notice in self.waiting().await? {
            let (desk, seat) = (&self.company.desk, &self.company.seat);
            let by_letter = !matches!(notice.act.channel, receivables::contact::Channel::EMail);
            match notice.standing() {
                Standing::ToConfirm if self.chance.chance(60) => {
                    desk.confirm(seat, notice.id).await?
                }
                Standing::ToDo if self.chance.chance(50) => {
                    desk.done_by_hand(seat, notice.id, "fait").await?;
                }
                Standing::Ready if by_letter && self.chance.chance(50) => {
                    desk.done_by_hand(seat, notice.id, "posté").await?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    async fn send(&mut self, day: Date) -> Result<(), DeskError> {
        let behaviour = match self.chance.below(100) {
            0..=4 => MailServer::Down,
            5..=7 => MailServer::Refuses,
            8..=11 => MailServer::LosesAnswers,
            12..=15 => MailServer::DiesBefore,
            16..=19 => MailServer::DiesAfter,
            _ => MailServer::Works,
        };
        self.post.behave(behaviour);
        let before = self.post.count();
        let carriers =
            Carriers::of_email(Arc::clone(&self.post) as Arc<dyn desk::carrier::Carrier>);
        let (desk, seat) = (&self.company.desk, &self.company.seat);
        let died = tokio::select! {
            biased;
            report = desk.send(seat, &carriers) => {
                let report = report?;
                let mut problems = report.problems.iter();
                // A server that loses message after message stops the run: the others wait.
                let is_foreseen = problems.all(|problem| {
                    matches!(problem, Refusal::CarrierMissing { .. } | Refusal::CarrierLosing { .. })
                });
                self.checker
                    .must(is_foreseen, &format!("{:?}", report.problems));
                false
            }
            () = self.post.sender_died() => true,
        };
        if died {
            self.report.deaths += 1;
            desk.take_over_at_start(seat).await?;
        }
        let taken = self.post.taken();
        self.checker
            .after_sending(&self.company, &taken[before..], day)
            .await
    }

    /// People find out what became of messages of unknown fate, one in two a day.
    async fn settle_unknown(&mut self, day: Date) -> Result<(), DeskError> {
        self.company.begin(day, 17, 0);
        for notice in self.waiting().await? {
            if notice.standing() == Standing::Unknown && self.chance.chance(50) {
                let arrived = self
                    .post
                    .taken()
                    .iter()
                    .any(|parcel| parcel.notice == notice.id);
                let fate = if arrived { Fate::Arrived } else { Fate::Lost };
                self.report.unknown += 1;
                self.company
                    .desk
                    .settle_unknown(&self.company.seat, notice.id, fate)
                    .await?;
            }
        }
        Ok(())
    }

    async fn waiting(&self) -> Result<Vec<Notice>, DeskError> {
        let mut reader = self.company.desk.store().reader().await?;
        let seen = Seen::by_the_machine(self.company.seat.creditor);
        Ok(store::notice::waiting(&mut reader, seen.creditor()).await?)
    }
}

#[cfg(test)]
mod tests;
