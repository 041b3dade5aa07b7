//! A bank statement in XML that is too large to hold: read in a thread of its own and taken in portions, in the
//! one transaction of its import. It must never hold more than a few portions.

use intake::bank::{BankDocumentKind, BankEntry, BankFile, BankStatement, StatementPart};
use intake::overview::{EntryFigures, Overview};
use intake::reading::{Kept, ProblemKind, Reading};
use jiff::civil::Date;
use store::Transaction;
use tokio::sync::mpsc;

use super::bank::{BankLine, Taking, about_the_file, closed_on, kept_statement, lines_of};
use super::content::Content;
use super::{Arrival, ImportReport};
use crate::desk::Desk;
use crate::error::Result;
use crate::refusal::Refusal;

/// Portions read ahead of the one that is written.
const AHEAD: usize = 4;
/// Lines placed at once: each time, the open items are looked at as a whole.
const LINES_AT_ONCE: usize = 20_000;

impl Desk {
    pub(super) async fn receive_streamed_bank(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        content: Content,
    ) -> Result<ImportReport> {
        let creditor = store::creditor::find(transaction, arrival.seat.creditor).await?;
        let today = self.clock().today(&creditor.policy.time_zone);
        let taking = self
            .taking(transaction, arrival, ImportReport::default())
            .await?;
        let mut streaming = Streaming {
            taking,
            today,
            open: None,
            figures: EntryFigures::default(),
            lines: Vec::new(),
            returns: Vec::new(),
            lines_taken: 0,
            has_statement: false,
            has_other: false,
        };
        let input = std::io::BufReader::new(content.into_reader()?);
        let (sender, mut portions) = mpsc::channel(AHEAD);
        let reading = tokio::task::spawn_blocking(move || {
            intake::camt::read_from(input, &mut |part| {
                // Nobody listens any more once taking has failed; the rest is read for nothing.
                let _ = sender.blocking_send(part);
            })
        });
        while let Some(part) = portions.recv().await {
            streaming.take(transaction, part).await?;
        }
        let reading = reading.await.map_err(|cause| Refusal::ReadingStopped {
            words: cause.to_string(),
        })?;
        streaming.finish(transaction, reading).await
    }
}

/// A document on its way in.
struct Streaming<'a> {
    taking: Taking<'a>,
    today: Date,
    /// The statement whose entries go by.
    open: Option<Box<BankStatement>>,
    figures: EntryFigures,
    lines: Vec<BankLine>,
    /// Payments taken back wait for the last line: a bank may list them before what they take back.
    returns: Vec<BankLine>,
    lines_taken: usize,
    has_statement: bool,
    has_other: bool,
}

impl Streaming<'_> {
    async fn take(&mut self, transaction: &mut Transaction, part: StatementPart) -> Result<()> {
        match part {
            StatementPart::Opened(statement) => {
                self.figures = EntryFigures::default();
                self.open = Some(statement);
            }
            StatementPart::Entries(entries) => {
                self.figures.add(&entries);
                self.gather(transaction, entries).await?;
                if self.lines.len() >= LINES_AT_ONCE {
                    self.place(transaction).await?;
                }
            }
            StatementPart::Closed(statement) => self.close(transaction, &statement).await?,
        }
        Ok(())
    }

    /// The lines that a portion of the open statement gives, with the details of notifications.
    async fn gather(
        &mut self,
        transaction: &mut Transaction,
        entries: Vec<BankEntry>,
    ) -> Result<()> {
        let Some(open) = &self.open else {
            return Ok(());
        };
        let statement = BankStatement {
            entries,
            ..(**open).clone()
        };
        let portion = BankFile {
            statements: vec![statement],
            ..BankFile::default()
        };
        let detailing = self.taking.detailing();
        let told = detailing.of_statements(transaction, &portion).await?;
        let waiting = detailing.of_waiting(transaction, &portion).await?;
        let counted = portion
            .statements
            .iter()
            .filter(|one| one.kind == BankDocumentKind::Statement);
        self.lines
            .extend(counted.flat_map(|one| lines_of(one, &told)));
        self.lines.extend(waiting);
        Ok(())
    }

    async fn close(
        &mut self,
        transaction: &mut Transaction,
        statement: &BankStatement,
    ) -> Result<()> {
        let figures = std::mem::take(&mut self.figures);
        self.open = None;
        let report = &mut self.taking.report;
        report.overview.add_statement(statement, &figures);
        if statement.kind != BankDocumentKind::Statement {
            self.has_other = true;
            return Ok(());
        }
        self.has_statement = true;
        if statement.adds_up() != Some(false) {
            let day = closed_on(statement).or(figures.last_on);
            report.as_of = report.as_of.max(day.filter(|day| *day <= self.today));
        }
        let kept: Vec<_> = kept_statement(statement, &figures).into_iter().collect();
        self.taking.keep_statements(transaction, &kept).await
    }

    async fn place(&mut self, transaction: &mut Transaction) -> Result<()> {
        let lines = std::mem::take(&mut self.lines);
        self.lines_taken += lines.len();
        let (returns, others): (Vec<_>, Vec<_>) = lines.into_iter().partition(|one| one.is_return);
        self.returns.extend(returns);
        self.taking.take_lines(transaction, &others).await
    }

    async fn finish(
        mut self,
        transaction: &mut Transaction,
        reading: Reading<BankFile>,
    ) -> Result<ImportReport> {
        self.place(transaction).await?;
        self.taking.take_lines(transaction, &self.returns).await?;
        let mut report = self.taking.report;
        let file = reading.facts;
        let camt = intake::format::Format::Camt.name();
        report.overview = Overview {
            dialect: file.message_name.clone(),
            format: Overview::format_of_bank(camt, &file.message_name).to_string(),
            ..report.overview
        };
        let about = |kind, kept| about_the_file(&file.message_name, (kind, kept));
        report.note(reading.problems);
        if self.has_other {
            let kept = match self.has_statement {
                true => Kept::All,
                false => Kept::Nothing,
            };
            report.tell(about(ProblemKind::SameMoneyTwice, kept));
        }
        if self.has_statement && self.lines_taken == 0 {
            report.tell(about(ProblemKind::NoEntry, Kept::All));
        }
        if file.is_cut {
            report.is_no_fresher(Kept::WhatCameBefore);
        } else if report.as_of.is_none() && self.lines_taken > 0 {
            report.is_no_fresher(Kept::All);
        }
        Ok(report)
    }
}
