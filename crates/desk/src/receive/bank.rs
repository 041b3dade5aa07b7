//! Bank statements into the store: every booked line by its natural key, and each credit on the invoices it
//! names exactly. What names nothing for certain waits for a person; a line that the ledger already holds
//! is kept and not counted twice.

use std::collections::BTreeMap;

use intake::bank::{
    BankDocumentKind, BankEntry, BankFile, BankStatement, BankTransaction, EntryStatus,
};
use intake::reading::{Kept, Problem, ProblemKind, shortened};
use jiff::civil::Date;
use receivables::cash_application::{
    IncomingCredit, OpenItem, OpenItemsIndex, PaidFrom, Proposal, propose,
};
use receivables::identity::{BankEntryId, DebtorId, ItemId};
use receivables::item::ItemKind;
use receivables::money::Money;
use store::Transaction;
use store::allocation::{Basis, NewAllocation};
use store::bank_entry::StatementLine;
use store::debtor::Source;
use store::ledger::ListedItem;
use store::stamp::Stamp;
use store::upsert::Outcome;

use super::returned::{is_return, take_back};
use super::{Arrival, ImportReport, read_aside};
use crate::desk::Desk;
use crate::error::Result;

/// The source of payments that bank statements brought.
pub(super) const BANK: &str = "bank";

impl Desk {
    pub(super) async fn receive_bank(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        bytes: Vec<u8>,
    ) -> Result<ImportReport> {
        let reading = read_aside(bytes, |input| intake::camt::read(input.get_ref())).await?;
        let mut report = ImportReport::default();
        report.note(reading.problems);
        let creditor = arrival.seat.creditor;
        let today = store::creditor::find(transaction, creditor)
            .await
            .map(|creditor| self.clock().today(&creditor.policy.time_zone))?;
        let lines = take_statements(&reading.facts, today, &mut report);
        let stamp = self.stamp(&arrival.seat.actor);
        let listed: Vec<StatementLine> = lines.iter().map(|one| one.line.clone()).collect();
        let answers = store::bank_entry::upsert_many(
            transaction,
            &stamp,
            creditor,
            Some(arrival.import),
            &listed,
        )
        .await?;
        answers
            .iter()
            .for_each(|answer| report.bank_entries.add(answer.outcome));
        let fresh: Vec<(BankEntryId, &BankLine)> = lines
            .iter()
            .zip(&answers)
            .filter(|(_, answer)| answer.outcome == Outcome::Inserted)
            .map(|(line, answer)| (answer.id, line))
            .collect();
        let ledger_as_of = crate::desk::policy(transaction, creditor, None)
            .await?
            .freshness
            .ledger_as_of;
        let mut applying = Applying {
            stamp,
            arrival,
            report,
        };
        applying.apply(transaction, &fresh, ledger_as_of).await?;
        Ok(applying.report)
    }
}

/// The lines of the statements of a file. Reports and notices of the same money are told and not taken;
/// what is cut or does not add up does not say how far the data goes.
fn take_statements(file: &BankFile, today: Date, report: &mut ImportReport) -> Vec<BankLine> {
    let about_the_file = |kind, kept| Problem {
        line: None,
        field: None,
        kind,
        found: file.message_name.clone(),
        kept,
    };
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
        .flat_map(|statement| lines_of(statement))
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

fn last_day(statement: &BankStatement) -> Option<Date> {
    let closing = statement.closing.and_then(|balance| balance.on);
    closing.or_else(|| {
        statement
            .entries
            .iter()
            .filter_map(|entry| entry.booked_on)
            .max()
    })
}

/// One line for each payment the bank tells apart, else one for the entry.
fn lines_of(statement: &BankStatement) -> Vec<BankLine> {
    let mut lines = Vec::new();
    for entry in statement
        .entries
        .iter()
        .filter(|entry| entry.status == EntryStatus::Booked)
    {
        let Some(booked_on) = entry.booked_on.or(entry.value_on) else {
            continue;
        };
        let told: i64 = entry
            .transactions
            .iter()
            .filter_map(|one| one.amount)
            .map(|amount| amount.minor)
            .sum();
        let all_told =
            entry.transactions.iter().all(|one| one.amount.is_some()) && told == entry.amount.minor;
        if entry.transactions.len() > 1 && all_told {
            for (rank, one) in entry.transactions.iter().enumerate() {
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
struct BankLine {
    line: StatementLine,
    /// It takes an earlier payment back.
    is_return: bool,
    /// Its line in the file.
    place: u64,
}

fn line(
    statement: &BankStatement,
    entry: &BankEntry,
    (one, amount, natural_key): (Option<&BankTransaction>, Money, String),
    booked_on: Date,
) -> StatementLine {
    let some = |text: &str| Some(text.to_string()).filter(|text| !text.is_empty());
    let documents = one.map_or(&[][..], |one| &one.referred_documents[..]);
    let named: Vec<&str> = documents
        .iter()
        .map(|document| document.number.as_str())
        .collect();
    let structured = one.map_or("", |one| one.structured_reference.as_str());
    let structured = [structured, named.join(" ").as_str()]
        .join(" ")
        .trim()
        .to_string();
    let free = one.map_or("", |one| one.unstructured_text.as_str());
    StatementLine {
        natural_key,
        account: statement.account.clone(),
        booked_on,
        value_on: entry.value_on,
        amount,
        remitter_name: one.and_then(|one| some(&one.counterparty_name)),
        remitter_iban: one.and_then(|one| some(&one.counterparty_account)),
        structured_reference: some(&structured),
        text: [free, entry.text.as_str()].join(" ").trim().to_string(),
        end_to_end: one.and_then(|one| some(&one.end_to_end_id)),
    }
}

/// Putting fresh lines on invoices.
struct Applying<'a> {
    stamp: Stamp<'a>,
    arrival: &'a Arrival<'a>,
    report: ImportReport,
}

impl Applying<'_> {
    async fn apply(
        &mut self,
        transaction: &mut Transaction,
        fresh: &[(BankEntryId, &BankLine)],
        ledger_as_of: Option<Date>,
    ) -> Result<()> {
        let creditor = self.arrival.seat.creditor;
        let mut credits = Vec::new();
        let mut returns = Vec::new();
        for (id, one) in fresh {
            let line = &one.line;
            let aside = if ledger_as_of.is_some_and(|day| line.booked_on <= day) {
                Some("already-in-ledger")
            } else if one.is_return {
                returns.push(*one);
                Some("returned-payment")
            } else if !line.amount.is_positive() {
                Some("not-a-receipt")
            } else {
                None
            };
            match aside {
                Some(reason) => {
                    store::bank_entry::set_aside(transaction, &self.stamp, creditor, (*id, reason))
                        .await?;
                }
                None => credits.push(credit(*id, line)),
            }
        }
        self.apply_credits(transaction, &credits, fresh).await?;
        // After the credits: what came in and went back may stand on one statement.
        for one in returns {
            self.take_back(transaction, one).await?;
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

    /// A credit that a person must place.
    fn is_waiting(&mut self, one: &BankLine) {
        self.report.credits_waiting += 1;
        self.remark(one, ProblemKind::CreditWaiting, Kept::All);
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

    async fn apply_credits(
        &mut self,
        transaction: &mut Transaction,
        credits: &[IncomingCredit],
        fresh: &[(BankEntryId, &BankLine)],
    ) -> Result<()> {
        if credits.is_empty() {
            return Ok(());
        }
        let index = self.open_items(transaction).await?;
        let lines: BTreeMap<BankEntryId, &BankLine> = fresh.iter().copied().collect();
        for proposal in propose(credits, &index) {
            let Some(line) = lines.get(&proposal.entry) else {
                continue;
            };
            match proposal.debtor {
                Some(debtor) => self.book(transaction, (&proposal, debtor), line).await?,
                None => self.is_waiting(line),
            }
        }
        Ok(())
    }

    async fn open_items(&self, transaction: &mut Transaction) -> Result<OpenItemsIndex> {
        let mut open = Vec::new();
        store::item::each_open(transaction, self.arrival.seat.creditor, |owed| {
            open.push(OpenItem {
                item: owed.item.id,
                debtor: owed.debtor,
                kind: owed.item.kind,
                reference: owed.item.reference,
                due_on: owed.item.due_on,
                open: owed.item.open,
            });
        })
        .await?;
        Ok(OpenItemsIndex::new(open, []))
    }

    /// The payment on its debtor's account, and on the invoices it names when that is certain.
    async fn book(
        &mut self,
        transaction: &mut Transaction,
        (proposal, debtor): (&Proposal, DebtorId),
        one: &BankLine,
    ) -> Result<()> {
        let creditor = self.arrival.seat.creditor;
        let line = &one.line;
        let reference = line
            .end_to_end
            .as_deref()
            .or(line.structured_reference.as_deref())
            .unwrap_or(&line.text);
        let reference: String = reference.chars().take(60).collect();
        let key = format!("bank|{}", line.natural_key);
        let item = ListedItem {
            debtor,
            kind: ItemKind::PaymentOnAccount,
            reference: &reference,
            instalment: 0,
            issued_on: line.booked_on,
            delivered_on: None,
            due_on: line.booked_on,
            amount: line.amount.with_minor(-line.amount.minor),
            unconfirmed: None,
            origin: None,
            label: Some(&line.text),
            natural_key: &key,
        };
        let source = Source {
            creditor,
            name: BANK,
            import: Some(self.arrival.import),
        };
        let recorded =
            store::ledger::record(transaction, &self.stamp, source, &[item], &[]).await?;
        let Some(payment) = recorded.items.first() else {
            return Ok(());
        };
        self.report.items.add(payment.outcome);
        let matched = (debtor, payment.id);
        store::bank_entry::set_matched(transaction, &self.stamp, creditor, proposal.entry, matched)
            .await?;
        if !proposal.is_certain() {
            self.is_waiting(one);
            return Ok(());
        }
        let allocations = allocations(proposal, matched, line.booked_on, self.arrival);
        self.report.allocations += allocations.len() as u64;
        store::allocation::apply(transaction, &self.stamp, creditor, &allocations).await?;
        Ok(())
    }
}

fn allocations(
    proposal: &Proposal,
    (debtor, payment): (DebtorId, ItemId),
    on: Date,
    arrival: &Arrival<'_>,
) -> Vec<NewAllocation> {
    let proposed = proposal.allocations.iter().map(|allocation| NewAllocation {
        debtor,
        claim: Some(allocation.claim),
        source: Some(match allocation.from {
            PaidFrom::Payment => payment,
            PaidFrom::CreditNote { item } => item,
        }),
        amount_minor: allocation.amount.minor,
        effective_on: on,
        basis: Basis::ExactReference,
        import: Some(arrival.import),
    });
    proposed.collect()
}

fn credit(entry: BankEntryId, line: &StatementLine) -> IncomingCredit {
    IncomingCredit {
        entry,
        booked_on: line.booked_on,
        amount: line.amount,
        structured_reference: line.structured_reference.clone().unwrap_or_default(),
        text: line.text.clone(),
        end_to_end: line.end_to_end.clone().unwrap_or_default(),
        remitter_iban: line.remitter_iban.clone(),
        remitter_name: line.remitter_name.clone(),
    }
}
