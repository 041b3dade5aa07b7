//! Bank statements into the store: every booked line by its natural key, and each credit on the invoices it
//! names exactly. What names nothing for certain waits for a person; a line that the ledger already holds
//! is kept and not counted twice.

mod detail;
mod table;

use async_recursion::async_recursion as boxed;
use std::collections::{BTreeMap, BTreeSet};

use intake::bank::{
    BankDocumentKind, BankEntry, BankFile, BankStatement, BankTransaction, EntryStatus,
};
use intake::bank_table::BankTableMapping;
use intake::overview::{EntryFigures, Overview};
use intake::reading::{Kept, Problem, ProblemKind, shortened};
use jiff::civil::Date;
use receivables::identity::BankEntryId;
use receivables::money::Money;
use store::Transaction;
use store::bank_entry::StatementLine;
use store::bank_statement::KeptStatement;
use store::stamp::Stamp;
use store::upsert::Outcome;

use self::detail::{Detailing, Told, tells_all};
use super::returned::{is_return, take_back};
use super::{Arrival, ImportReport};
use crate::cash::{Applying, AsideReason, FreshCredit};
use crate::desk::Desk;
use crate::error::Result;

impl Desk {
    pub(super) async fn receive_bank(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        (bytes, given): (Vec<u8>, Option<BankTableMapping>),
    ) -> Result<ImportReport> {
        let is_corrected = given.is_some();
        let read = self.read_bank(transaction, arrival, (bytes, given)).await?;
        let reading = read.reading;
        let mut report = ImportReport {
            overview: Overview::of_bank(read.format.name(), &reading.facts),
            mapping: read.columns,
            ..ImportReport::default()
        };
        report.note(reading.problems);
        let creditor = arrival.seat.creditor;
        let today = store::creditor::find(transaction, creditor)
            .await
            .map(|creditor| self.clock().today(&creditor.policy.time_zone))?;
        let file = &reading.facts;
        let mut taking = self.taking(transaction, arrival, report).await?;
        let told = taking.detailing().of_statements(transaction, file).await?;
        let mut lines = take_statements(file, (today, &told), &mut taking.report);
        lines.extend(taking.detailing().of_waiting(transaction, file).await?);
        let kept = kept_statements(file);
        if is_corrected {
            self.put_right(transaction, arrival, &lines).await?;
        }
        taking.take_lines(transaction, &lines).await?;
        taking.keep_statements(transaction, &kept).await?;
        Ok(taking.report)
    }

    /// Ready to take the lines of statements.
    pub(super) async fn taking<'a>(
        &'a self,
        transaction: &mut Transaction,
        arrival: &'a Arrival<'a>,
        report: ImportReport,
    ) -> Result<Taking<'a>> {
        let policy = self
            .policy(transaction, arrival.seat.creditor, None)
            .await?;
        Ok(Taking {
            stamp: self.stamp(&arrival.seat.actor),
            arrival,
            ledger_as_of: policy.freshness.ledger_as_of,
            report,
        })
    }
}

/// The lines of the statements of a file. Reports and notices of the same money are told and not taken;
/// what is cut or does not add up does not say how far the data goes.
fn take_statements(
    file: &BankFile,
    (today, told): (Date, &Told),
    report: &mut ImportReport,
) -> Vec<BankLine> {
    let about_the_file = |kind, kept| about_the_file(&file.message_name, (kind, kept));
    let (statements, others): (Vec<_>, Vec<_>) = file
        .statements
        .iter()
        .partition(|statement| statement.kind == BankDocumentKind::Statement);
    if !others.is_empty() {
        let kept = if statements.is_empty() {
            Kept::Nothing
        } else {
            Kept::All
        };
        report.tell(about_the_file(ProblemKind::SameMoneyTwice, kept));
    }
    let lines: Vec<BankLine> = statements
        .iter()
        .flat_map(|statement| lines_of(statement, told))
        .collect();
    if !statements.is_empty() && lines.is_empty() {
        report.tell(about_the_file(ProblemKind::NoEntry, Kept::All));
    }
    let adding_up = statements
        .iter()
        .filter(|statement| statement.adds_up() != Some(false));
    report.as_of = adding_up
        .filter_map(|statement| last_day(statement))
        .filter(|day| *day <= today)
        .max();
    if file.is_cut {
        report.is_no_fresher(Kept::WhatCameBefore);
    } else if report.as_of.is_none() && !lines.is_empty() {
        report.is_no_fresher(Kept::All);
    }
    lines
}

/// A problem of a file as a whole.
pub(super) fn about_the_file(message: &str, (kind, kept): (ProblemKind, Kept)) -> Problem {
    Problem {
        line: None,
        field: None,
        kind,
        found: message.to_string(),
        kept,
    }
}

/// The balances of the statements of a file.
fn kept_statements(file: &BankFile) -> Vec<KeptStatement> {
    let statements = file
        .statements
        .iter()
        .filter(|statement| statement.kind == BankDocumentKind::Statement);
    let kept = statements.filter_map(|statement| {
        let mut figures = EntryFigures::default();
        figures.add(&statement.entries);
        kept_statement(statement, &figures)
    });
    kept.collect()
}

/// The balances of a statement, under a key that a second copy has too; nothing without a currency.
pub(super) fn kept_statement(
    statement: &BankStatement,
    figures: &EntryFigures,
) -> Option<KeptStatement> {
    let currency = statement.currency.or(figures.currency)?;
    let credits = Money::from_major(statement.credits, currency)?;
    let debits = Money::from_major(statement.debits, currency)?;
    let opened_on = statement.opening.and_then(|balance| balance.on);
    let closed_on = closed_on(statement).or(figures.last_on);
    let named = [
        figures.first_on,
        statement.covers_from_on,
        statement.covers_to_on,
        closed_on,
    ];
    let shown = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
    Some(KeptStatement {
        natural_key: format!(
            "{}|{}|{}|{}",
            statement.account,
            shown(opened_on),
            shown(closed_on),
            statement.statement_id
        ),
        account: statement.account.clone(),
        opened_on,
        tells_from_on: named.into_iter().flatten().min().or(opened_on),
        closed_on,
        opening: statement.opening.map(|balance| balance.amount),
        closing: statement.closing.map(|balance| balance.amount),
        credits,
        debits,
        entries: i64::try_from(figures.entries()).unwrap_or(i64::MAX),
    })
}

/// The day of the closing balance.
pub(super) fn closed_on(statement: &BankStatement) -> Option<Date> {
    statement.closing.and_then(|balance| balance.on)
}

fn last_day(statement: &BankStatement) -> Option<Date> {
    let days = statement.entries.iter().filter_map(|entry| entry.booked_on);
    closed_on(statement).or_else(|| days.max())
}

/// One line for each payment the bank tells apart, else one for the entry.
pub(super) fn lines_of(statement: &BankStatement, told: &Told) -> Vec<BankLine> {
    let mut lines = Vec::new();
    for entry in statement
        .entries
        .iter()
        .filter(|entry| entry.status == EntryStatus::Booked)
    {
        let Some(booked_on) = entry.booked_on.or(entry.value_on) else {
            continue;
        };
        let own = Some(&entry.transactions).filter(|own| own.len() > 1 && tells_all(entry));
        if let Some(payments) = told.get(&entry.natural_key).or(own) {
            for (rank, one) in payments.iter().enumerate() {
                let amount = one.amount.unwrap_or(entry.amount);
                let key = format!("{}#{rank}", entry.natural_key);
                lines.push(BankLine {
                    line: line(statement, entry, (Some(one), amount, key), booked_on),
                    is_return: is_return(entry, Some(one)),
                    place: entry.line,
                });
            }
            continue;
        }
        let only = entry
            .transactions
            .first()
            .filter(|_| entry.transactions.len() == 1);
        let what = (only, entry.amount, entry.natural_key.clone());
        lines.push(BankLine {
            line: line(statement, entry, what, booked_on),
            is_return: is_return(entry, only),
            place: entry.line,
        });
    }
    lines
}

/// A line of a statement on its way in.
pub(super) struct BankLine {
    line: StatementLine,
    /// It takes an earlier payment back.
    pub is_return: bool,
    /// Its line in the file.
    place: u64,
}

fn line(
    statement: &BankStatement,
    entry: &BankEntry,
    (one, amount, natural_key): (Option<&BankTransaction>, Money, String),
    booked_on: Date,
) -> StatementLine {
    let bare = StatementLine {
        natural_key,
        account: statement.account.clone(),
        booked_on,
        value_on: entry.value_on,
        amount,
        remitter_name: None,
        remitter_iban: None,
        structured_reference: None,
        text: entry.text.trim().to_string(),
        end_to_end: None,
    };
    match one {
        Some(one) => told_by(bare, one),
        None => bare,
    }
}

/// A line with what one payment tells of itself.
fn told_by(line: StatementLine, one: &BankTransaction) -> StatementLine {
    let some = |text: &str| Some(text.to_string()).filter(|text| !text.is_empty());
    let named: Vec<&str> = one
        .referred_documents
        .iter()
        .map(|document| document.number.as_str())
        .collect();
    let structured = [one.structured_reference.as_str(), named.join(" ").as_str()]
        .join(" ")
        .trim()
        .to_string();
    StatementLine {
        remitter_name: some(&one.counterparty_name),
        remitter_iban: some(&one.counterparty_account),
        structured_reference: some(&structured),
        text: [one.unstructured_text.as_str(), line.text.as_str()]
            .join(" ")
            .trim()
            .to_string(),
        end_to_end: some(&one.end_to_end_id),
        ..line
    }
}

/// Putting fresh lines where they belong.
pub(super) struct Taking<'a> {
    stamp: Stamp<'a>,
    arrival: &'a Arrival<'a>,
    ledger_as_of: Option<Date>,
    pub report: ImportReport,
}

impl Taking<'_> {
    /// Ready to give entries the details that notifications tell.
    pub fn detailing(&self) -> Detailing<'_> {
        Detailing {
            stamp: &self.stamp,
            creditor: self.arrival.seat.creditor,
            import: self.arrival.import,
        }
    }

    /// Writes lines of statements and puts those that were not known where they belong.
    #[boxed]
    pub async fn take_lines(
        &mut self,
        transaction: &mut Transaction,
        lines: &[BankLine],
    ) -> Result<()> {
        let listed: Vec<StatementLine> = lines.iter().map(|one| one.line.clone()).collect();
        let answers = store::bank_entry::upsert_many(
            transaction,
            &self.stamp,
            self.arrival.seat.creditor,
            Some(self.arrival.import),
            &listed,
        )
        .await?;
        answers
            .iter()
            .for_each(|answer| self.report.bank_entries.add(answer.outcome));
        let fresh: Vec<(BankEntryId, &BankLine)> = lines
            .iter()
            .zip(&answers)
            .filter(|(_, answer)| answer.outcome == Outcome::Inserted)
            .map(|(line, answer)| (answer.id, line))
            .collect();
        self.place(transaction, &fresh).await?;
        self.bring_back(transaction, &listed).await
    }

    /// A line that was set aside as misread, and that a file tells after all, waits again: it may never be lost.
    async fn bring_back(
        &self,
        transaction: &mut Transaction,
        listed: &[StatementLine],
    ) -> Result<()> {
        let creditor = self.arrival.seat.creditor;
        let aside = store::bank_entry::read_again(transaction, creditor).await?;
        if aside.is_empty() {
            return Ok(());
        }
        let told: BTreeSet<&str> = listed
            .iter()
            .map(|line| line.natural_key.as_str())
            .collect();
        let mut came_back = false;
        for (entry, key) in aside {
            if told.contains(key.as_str()) {
                store::bank_entry::reopen(transaction, &self.stamp, creditor, entry).await?;
                came_back = true;
            }
        }
        if came_back {
            let applying = Applying {
                stamp: &self.stamp,
                creditor,
                import: Some(self.arrival.import),
            };
            applying.look_again(transaction).await?;
        }
        Ok(())
    }

    /// Keeps the balances of statements.
    #[boxed]
    pub async fn keep_statements(
        &self,
        transaction: &mut Transaction,
        kept: &[KeptStatement],
    ) -> Result<()> {
        let of = (self.arrival.seat.creditor, self.arrival.import);
        Ok(store::bank_statement::add_many(transaction, &self.stamp, of, kept).await?)
    }

    async fn place(
        &mut self,
        transaction: &mut Transaction,
        fresh: &[(BankEntryId, &BankLine)],
    ) -> Result<()> {
        let creditor = self.arrival.seat.creditor;
        let ledger_as_of = self.ledger_as_of;
        let mut credits = Vec::new();
        let mut returns = Vec::new();
        for (id, one) in fresh {
            let line = &one.line;
            let aside = if ledger_as_of.is_some_and(|day| line.booked_on <= day) {
                Some(AsideReason::AlreadyInLedger)
            } else if one.is_return {
                returns.push(*one);
                Some(AsideReason::ReturnedPayment)
            } else if !line.amount.is_positive() {
                Some(AsideReason::NotAReceipt)
            } else {
                None
            };
            match aside {
                Some(reason) => {
                    let settled = (*id, Some(reason.code()));
                    store::bank_entry::settle(transaction, &self.stamp, creditor, settled).await?;
                }
                None => credits.push(FreshCredit { id: *id, line }),
            }
        }
        self.apply(transaction, (&credits, fresh)).await?;
        // After the credits: what came in and went back may stand on one statement.
        for one in returns {
            self.take_back(transaction, one).await?;
        }
        Ok(())
    }

    async fn apply(
        &mut self,
        transaction: &mut Transaction,
        (credits, fresh): (&[FreshCredit<'_>], &[(BankEntryId, &BankLine)]),
    ) -> Result<()> {
        let applying = Applying {
            stamp: &self.stamp,
            creditor: self.arrival.seat.creditor,
            import: Some(self.arrival.import),
        };
        let applied = applying.apply(transaction, credits).await?;
        self.report.items.new += applied.payments;
        self.report.allocations += applied.allocations;
        self.report.credits_waiting += applied.waiting.len() as u64;
        let lines: BTreeMap<BankEntryId, &BankLine> = fresh.iter().copied().collect();
        for one in applied.waiting.iter().filter_map(|id| lines.get(id)) {
            self.remark(one, ProblemKind::CreditWaiting, Kept::All);
        }
        Ok(())
    }

    async fn take_back(&mut self, transaction: &mut Transaction, one: &BankLine) -> Result<()> {
        let creditor = self.arrival.seat.creditor;
        let is_found = take_back(transaction, &self.stamp, creditor, &one.line).await?;
        if is_found {
            self.remark(one, ProblemKind::ReturnedPayment, Kept::All);
        } else {
            self.remark(one, ProblemKind::ReturnOfUnknown, Kept::NotTheLine);
        }
        Ok(())
    }

    fn remark(&mut self, one: &BankLine, kind: ProblemKind, kept: Kept) {
        let payer = one.line.remitter_name.as_deref().unwrap_or_default();
        let told = shortened([payer, &one.line.text].join(" ").trim());
        self.report.tell(Problem {
            line: Some(one.place),
            field: None,
            kind,
            found: format!("{}, {told}, {}", one.line.booked_on, one.line.amount),
            kept,
        });
    }
}
