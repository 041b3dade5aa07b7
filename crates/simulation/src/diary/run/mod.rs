//! Runs a diary through the real desk: an empty store of its own, a clock moved by hand, a mail server that
//! behaves as told. Every line that does not hold becomes a difference; the others still run.

mod alerts;
mod cases;
mod cast;
mod check_account;
mod check_figures;
mod check_message;
mod fact;
mod people;
mod receivable;
mod work;

use std::sync::Arc;

use desk::clock::Clock;
use desk::run_day::RunReport;
use desk::send::SendReport;
use desk::{Desk, DeskError};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use store::{DatabaseAddress, Store};

use super::{Diary, Entry, Statement};
use crate::post_office::PostOffice;
use cast::Cast;

/// The time of day a diary's days begin at, unless they say otherwise.
const MORNING: Time = Time::constant(10, 0, 0, 0);
/// Where the people of a diary live.
const TIME_ZONE: &str = "Europe/Paris";

/// A line that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The line, from 1.
    pub line: usize,
    /// The day it stands under.
    pub on: Date,
    /// What the diary says.
    pub expected: String,
    /// What the desk did.
    pub decided: String,
}

/// One line for a terminal or a log.
impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Difference {
            line,
            on,
            expected,
            decided,
        } = self;
        write!(
            f,
            "line {line} ({on}): expected {expected}; decided {decided}"
        )
    }
}

/// What came of a diary.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiaryReport {
    /// How many lines were held against the desk.
    pub checked: usize,
    /// The lines that do not hold; none when the diary is true.
    pub differences: Vec<Difference>,
}

/// Why a line could not be carried out or does not hold.
pub(super) enum Failure {
    /// The desk refused it, or the store failed.
    Desk(DeskError),
    /// What is expected and what is.
    Differs { expected: String, decided: String },
    /// The diary speaks of something it never introduced.
    Unknown(String),
}

impl From<DeskError> for Failure {
    fn from(cause: DeskError) -> Self {
        Failure::Desk(cause)
    }
}

impl From<store::StoreError> for Failure {
    fn from(cause: store::StoreError) -> Self {
        Failure::Desk(cause.into())
    }
}

pub(super) type Outcome<T> = Result<T, Failure>;

/// Runs a diary. The error is about the machine (no store could be opened), never about the diary.
pub async fn run(diary: &Diary) -> Result<DiaryReport, DeskError> {
    let store = Store::open(&DatabaseAddress::SqliteMemory, 1).await?;
    run_on(diary, store).await
}

/// Runs a diary on an empty store.
pub async fn run_on(diary: &Diary, store: Store) -> Result<DiaryReport, DeskError> {
    let mut runner = Runner::new(diary, store)?;
    let mut report = DiaryReport::default();
    for entry in &diary.entries {
        let is_checked = matches!(
            entry.statement,
            Statement::Expect(_) | Statement::Refused(_)
        );
        report.checked += usize::from(is_checked);
        runner.begin(entry.on);
        let Err(failure) = runner.entry(entry).await else {
            continue;
        };
        let (expected, decided) = match failure {
            Failure::Desk(cause) => ("this is done".to_string(), format!("refused: {cause}")),
            Failure::Differs { expected, decided } => (expected, decided),
            Failure::Unknown(words) => ("a name the diary has introduced".to_string(), words),
        };
        report.differences.push(Difference {
            line: entry.line,
            on: entry.on,
            expected,
            decided,
        });
    }
    Ok(report)
}

/// A diary under way.
pub(super) struct Runner<'d> {
    diary: &'d Diary,
    desk: Desk,
    post: Arc<PostOffice>,
    cast: Cast,
    today: Option<Date>,
    last_run: RunReport,
    last_sending: SendReport,
}

impl<'d> Runner<'d> {
    fn new(diary: &'d Diary, store: Store) -> Result<Self, DeskError> {
        let first = diary
            .entries
            .first()
            .map_or(jiff::civil::date(2026, 1, 1), |entry| entry.on);
        let clock = Clock::by_hand(instant(first, MORNING));
        Ok(Runner {
            diary,
            desk: Desk::new(store, clock),
            post: Arc::new(PostOffice::new()),
            cast: Cast::default(),
            today: None,
            last_run: RunReport::default(),
            last_sending: SendReport::default(),
        })
    }

    /// A new day begins in the morning; within a day each line comes a little later than the one before.
    fn begin(&mut self, on: Date) {
        if self.today != Some(on) {
            self.today = Some(on);
            self.desk.clock().set(instant(on, MORNING));
        } else {
            self.desk.clock().advance(SignedDuration::from_secs(1));
        }
    }

    fn today(&self) -> Date {
        self.today.unwrap_or(jiff::civil::date(2026, 1, 1))
    }

    async fn entry(&mut self, entry: &Entry) -> Outcome<()> {
        match &entry.statement {
            Statement::Refused(tried) => {
                let outcome = Box::pin(self.statement(&tried.statement)).await;
                self.must_be_refused(outcome, tried.saying.as_deref())
            }
            statement => self.statement(statement).await,
        }
    }

    fn must_be_refused(&self, outcome: Outcome<()>, saying: Option<&str>) -> Outcome<()> {
        let words = saying.unwrap_or_default();
        match outcome {
            Err(Failure::Desk(cause)) if cause.to_string().contains(words) => Ok(()),
            Err(Failure::Desk(cause)) => Err(Failure::Differs {
                expected: format!("a refusal that says \"{words}\""),
                decided: cause.to_string(),
            }),
            Err(other) => Err(other),
            Ok(()) => Err(Failure::Differs {
                expected: "a refusal".to_string(),
                decided: "it was done".to_string(),
            }),
        }
    }

    async fn statement(&mut self, statement: &Statement) -> Outcome<()> {
        match statement {
            Statement::At(time) => {
                self.desk.clock().set(instant(self.today(), *time));
                Ok(())
            }
            Statement::Expect(expectation) => self.expectation(expectation).await,
            Statement::Case(case) => self.case(case).await,
            Statement::Creditor { .. }
            | Statement::Mode(_)
            | Statement::Sending { .. }
            | Statement::Upgrade
            | Statement::ConfirmUpgrade
            | Statement::Publish(_)
            | Statement::Segment { .. }
            | Statement::RemoveSegment(_)
            | Statement::Alert { .. }
            | Statement::RemoveAlert(_)
            | Statement::SeeToAlert { .. }
            | Statement::Limits(_)
            | Statement::DataMayBe { .. }
            | Statement::DataAsOf { .. }
            | Statement::PromiseTolerance(_)
            | Statement::ContractCharges { .. }
            | Statement::Debtor { .. }
            | Statement::Contact { .. }
            | Statement::Bounce(_)
            | Statement::Refusal(_) => self.people(statement).await,
            Statement::Invoice { .. }
            | Statement::Unconfirmed { .. }
            | Statement::Follow { .. }
            | Statement::CreditNote { .. }
            | Statement::Payment { .. }
            | Statement::Apply { .. }
            | Statement::Returned(_)
            | Statement::WriteOff(_) => self.receivable(statement).await,
            _ => self.work(statement).await,
        }
    }
}

/// The instant of a time of day where the people of a diary live.
fn instant(on: Date, time: Time) -> Timestamp {
    let zone = TimeZone::get(TIME_ZONE).unwrap_or(TimeZone::UTC);
    on.to_datetime(time)
        .to_zoned(zone)
        .map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
}
