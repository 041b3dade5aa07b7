//! Receiving a file: told what it is by its content, read by `intake`, written by natural keys in one
//! transaction. The same file twice changes nothing; a broken line never loses the rest; nothing is
//! half-written.

mod announcements;
mod answers;
mod archive;
mod bank;
mod carried;
mod columns;
mod content;
mod failed_payments;
mod figures;
mod kind;
mod ledger;
mod life_cycle;
mod lists;
mod machines;
mod messages;
mod original;
mod returned;
mod streamed;
mod twins;

use async_recursion::async_recursion as boxed;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use intake::overview::Overview;
use intake::reading::{Kept, Problem, ProblemKind, Problems};
use jiff::civil::Date;
use receivables::identity::ImportId;
use store::Transaction;
use store::import::{ImportProblem, NewImport};

pub(crate) use answers::{
    is_known as is_known_answer, said as said_in_answer, summary as summary_of_answer,
};
pub use archive::{Received, holds_files};
pub use columns::TableColumns;
pub use figures::{ToldFigure, told};
pub use kind::FileKind;

use crate::desk::{Desk, Writing};
use crate::error::Result;
use crate::refusal::Refusal;
use crate::seat::Seat;
use content::Content;

/// The source of payments that bank statements brought.
pub(crate) const BANK: &str = "bank";

/// A file as it comes in.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Its name, which decides nothing.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What a person says it is; nothing lets its content say.
    pub kind: Option<FileKind>,
    /// For a table: which column means what, as a person corrected it.
    pub mapping: Option<TableColumns>,
}

/// A file of the disk as it comes in.
#[derive(Clone, Debug)]
pub struct IncomingFile {
    /// Its name, which decides nothing.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// What a person says it is; nothing lets its content say.
    pub kind: Option<FileKind>,
}

/// How many of something were new, changed or known already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Counts {
    /// Not known before.
    pub new: u64,
    /// Known with other content.
    pub changed: u64,
    /// Known with this content.
    pub known: u64,
}

impl Counts {
    pub(crate) fn add_all<T>(&mut self, answers: &[store::upsert::Upserted<T>]) {
        answers.iter().for_each(|answer| self.add(answer.outcome));
    }

    pub(crate) fn add(&mut self, outcome: store::upsert::Outcome) {
        match outcome {
            store::upsert::Outcome::Inserted => self.new += 1,
            store::upsert::Outcome::Changed => self.changed += 1,
            store::upsert::Outcome::Unchanged => self.known += 1,
        }
    }
}

/// What was understood of a file and what it changed.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct ImportReport {
    /// The import, when it was kept.
    pub import: Option<ImportId>,
    /// What the file is.
    pub kind: Option<FileKind>,
    /// The last day its data is complete for: the latest it names, today at most; nothing for a file that
    /// is cut or does not balance.
    pub as_of: Option<Date>,
    /// Debtors.
    pub debtors: Counts,
    /// Contacts.
    pub contacts: Counts,
    /// Invoices, credit notes, payments.
    pub items: Counts,
    /// Lines of bank statements.
    pub bank_entries: Counts,
    /// Allocations made.
    pub allocations: u64,
    /// Bank credits that no exact reference placed.
    pub credits_waiting: u64,
    /// Messages that had left and came back.
    #[serde(default)]
    pub notices_returned: u64,
    /// The first problems, in the order met.
    pub problems: Vec<Problem>,
    /// All problems, those not listed included.
    pub problems_total: u64,
    /// The same bytes came in before, under this name.
    pub duplicate_of: Option<String>,
    /// For a table: which column was taken for what.
    pub mapping: Option<TableColumns>,
    /// What the file holds, taken or not, in figures to compare with its sender's.
    #[serde(default)]
    pub overview: Overview,
}

impl ImportReport {
    pub(crate) fn note(&mut self, problems: Problems) {
        self.problems_total += problems.total();
        self.problems.extend(problems.iter().cloned());
    }

    pub(crate) fn tell(&mut self, problem: Problem) {
        self.problems_total += 1;
        self.problems.push(problem);
    }

    /// The file is cut or does not balance: what is in it is taken, but it does not say how far the data
    /// goes. Said before all else.
    pub(crate) fn is_no_fresher(&mut self, kept: Kept) {
        self.as_of = None;
        self.problems_total += 1;
        let problem = Problem {
            line: None,
            field: None,
            kind: ProblemKind::NoDataDate,
            found: String::new(),
            kept,
        };
        self.problems.insert(0, problem);
    }
}

impl Desk {
    /// Receives a file for the creditor of a seat. A dry run reads and compares the same and keeps nothing.
    #[boxed]
    pub async fn receive(
        &self,
        seat: &Seat,
        incoming: Incoming,
        writing: Writing,
    ) -> Result<ImportReport> {
        let kind = kind::of(&incoming)?;
        let arriving = Arriving {
            name: incoming.name,
            kind,
            content: Content::Held(incoming.bytes),
            mapping: incoming.mapping,
        };
        self.receive_content(seat, arriving, writing).await
    }

    async fn receive_content(
        &self,
        seat: &Seat,
        arriving: Arriving,
        writing: Writing,
    ) -> Result<ImportReport> {
        let kind = arriving.kind;
        let digest = aside(|| arriving.content.digest())??;
        let mut transaction = self.store().transaction().await?;
        let before = store::import::same_bytes(&mut transaction, seat.creditor, &digest).await?;
        // The same bytes with other columns are read again.
        let is_known = before.filter(|before| before.finished_at.is_some());
        if let Some(before) = is_known.filter(|_| arriving.mapping.is_none()) {
            let duplicate_of = Some(before.file_name);
            return Ok(ImportReport {
                kind: Some(kind),
                duplicate_of,
                ..ImportReport::default()
            });
        }
        let stamp = self.stamp(&seat.actor);
        let new = NewImport {
            creditor: seat.creditor,
            source: kind.source(),
            kind: kind.source_kind(),
            file_name: &arriving.name,
            digest: &digest,
            size: arriving.content.size(),
        };
        let import = store::import::start(&mut transaction, &stamp, &new).await?;
        if writing == Writing::ForReal {
            original::keep(&mut transaction, seat.creditor, import, &arriving).await?;
        }
        let arrival = Arrival { seat, import };
        let mut report = self.take(&mut transaction, &arrival, arriving).await?;
        report.items.changed += self.mark_arrived(&mut transaction, &arrival).await?;
        report.kind = Some(kind);
        write_problems(&mut transaction, import, &report).await?;
        let summary = serde_json::to_string(&ImportReport {
            problems: Vec::new(),
            ..report.clone()
        })
        .map_err(|error| Refusal::ReportNotKept {
            words: error.to_string(),
        })?;
        let outcome = (report.as_of, summary.as_str());
        store::import::finish(&mut transaction, &stamp, seat.creditor, import, outcome).await?;
        writing.end(transaction).await?;
        report.import = (writing == Writing::ForReal).then_some(import);
        Ok(report)
    }

    /// Reads a file as what it is and writes what is in it.
    async fn take(
        &self,
        transaction: &mut Transaction,
        arrival: &Arrival<'_>,
        arriving: Arriving,
    ) -> Result<ImportReport> {
        let kind = arriving.kind;
        let content = match (kind, arriving.content) {
            (FileKind::Fec, content) => {
                return self.receive_ledger(transaction, arrival, content).await;
            }
            (FileKind::BankStatement, content @ Content::OnDisk { .. }) => {
                return self
                    .receive_streamed_bank(transaction, arrival, content)
                    .await;
            }
            (_, content) => content,
        };
        let bytes = content.into_bytes()?;
        match kind {
            FileKind::Fec | FileKind::BankStatement => {
                let columns = arriving.mapping.and_then(TableColumns::of_bank);
                self.receive_bank(transaction, arrival, (bytes, columns))
                    .await
            }
            FileKind::PaymentStatus | FileKind::PaymentOrder => {
                self.receive_orders(transaction, arrival, (kind, bytes))
                    .await
            }
            FileKind::Announcements => {
                self.receive_announcements(transaction, arrival, bytes)
                    .await
            }
            FileKind::EInvoice => self.receive_e_invoices(transaction, arrival, bytes).await,
            FileKind::LifeCycle => self.receive_life_cycle(transaction, arrival, bytes).await,
            FileKind::Messages => self.receive_messages(transaction, arrival, bytes).await,
            FileKind::Debtors | FileKind::Contacts | FileKind::Invoices | FileKind::Payments => {
                let incoming = Incoming {
                    name: arriving.name,
                    bytes,
                    kind: Some(kind),
                    mapping: arriving.mapping,
                };
                self.receive_list(transaction, arrival, (kind, incoming))
                    .await
            }
        }
    }
}

/// A file that is known for what it is.
struct Arriving {
    name: String,
    kind: FileKind,
    content: Content,
    mapping: Option<TableColumns>,
}

/// A file on its way into the store.
pub(crate) struct Arrival<'a> {
    pub seat: &'a Seat,
    pub import: ImportId,
}

async fn write_problems(
    transaction: &mut Transaction,
    import: ImportId,
    report: &ImportReport,
) -> Result<()> {
    let problems: Vec<ImportProblem> = report
        .problems
        .iter()
        .zip(1_i64..)
        .map(|(problem, ordinal)| ImportProblem {
            ordinal,
            line: problem.line.and_then(|line| i64::try_from(line).ok()),
            field: problem.field.clone(),
            kind: serde_json::to_string(&problem.kind).unwrap_or_default(),
            found: problem.found.clone(),
            kept: serde_json::to_string(&problem.kept).unwrap_or_default(),
        })
        .collect();
    Ok(store::import::add_problems(transaction, import, &problems).await?)
}

/// Reads bytes while other threads serve the pages: a large file must not keep them waiting.
pub(crate) fn read_aside<F>(bytes: Vec<u8>, read: impl FnOnce(Cursor<Vec<u8>>) -> F) -> Result<F> {
    aside(|| read(Cursor::new(bytes)))
}

/// Long work while other threads serve the pages. It stays in this thread, because what one thread frees of
/// another's memory comes back late, and a file is large.
fn aside<F>(work: impl FnOnce() -> F) -> Result<F> {
    let working = || catch_unwind(AssertUnwindSafe(work));
    let done = match tokio::runtime::Handle::try_current().map(|handle| handle.runtime_flavor()) {
        Ok(tokio::runtime::RuntimeFlavor::MultiThread) => tokio::task::block_in_place(working),
        _ => working(),
    };
    done.map_err(|cause| {
        let words = cause
            .downcast_ref::<&str>()
            .map(|words| (*words).to_string())
            .or_else(|| cause.downcast_ref::<String>().cloned());
        Refusal::ReadingStopped {
            words: words.unwrap_or_default(),
        }
        .into()
    })
}
