//! `relance import`: files into the store, each in one transaction. The same file twice changes nothing, and
//! a dry run is the same code, rolled back.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, anyhow};
use clap::{Args, ValueEnum};
use desk::receive::{Counts, FileKind, ImportReport, IncomingFile, Received};
use desk::{Desk, Seat, Writing};
use notices::format;
use notices::wording::Wording;
use serde::Serialize;

use super::problems;
use super::sheet::{Sheet, Side};
use crate::config::Config;
use crate::{exit, output, wiring};

/// Take in ledgers, bank statements and lists.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  relance import 123456789FEC20251231.txt statement.xml\n  relance import --dry-run customers.csv\n  relance import --kind contacts people.csv --json\n\nWhat a file is, is told by its content; --kind says it for a list whose columns don't.\nExit codes: 0 done, 1 done, but something should be looked at, 3 a file was not taken."
)]
pub struct Import {
    /// Files, taken in this order.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Read and compare, keep nothing.
    #[arg(long)]
    dry_run: bool,
    /// What the files are, when their content doesn't tell.
    #[arg(long, value_enum, value_name = "KIND")]
    kind: Option<Kind>,
    /// The company, by name; needed when the installation has several.
    #[arg(long, value_name = "NAME")]
    company: Option<String>,
    /// Print the reports as JSON.
    #[arg(long)]
    json: bool,
}

/// The word of the command line for a kind of file.
#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Fec,
    Bank,
    Debtors,
    Contacts,
    Invoices,
    Payments,
}

impl Kind {
    const fn file_kind(self) -> FileKind {
        match self {
            Kind::Fec => FileKind::Fec,
            Kind::Bank => FileKind::BankStatement,
            Kind::Debtors => FileKind::Debtors,
            Kind::Contacts => FileKind::Contacts,
            Kind::Invoices => FileKind::Invoices,
            Kind::Payments => FileKind::Payments,
        }
    }
}

/// What is printed for scripts, one for each file.
#[derive(Serialize)]
struct Printed {
    file: String,
    report: Option<ImportReport>,
    explained: Vec<String>,
    refused: Option<String>,
}

impl Import {
    /// Imports each file; one that is refused doesn't stop the others.
    pub async fn run(self, config: Config) -> Result<ExitCode> {
        let desk = wiring::open_desk(&config).await?;
        let creditor = wiring::one_creditor(&desk, self.company.as_deref()).await?;
        let seat = wiring::seat(&creditor);
        let wording = Wording::new(creditor.policy.language);
        let mut worst = 0;
        let mut printed = Vec::new();
        for path in &self.files {
            for (name, outcome) in self.take(&desk, &seat, path).await {
                worst = worst.max(match &outcome {
                    Ok(report) if is_worth_looking_at(report) => exit::DIFFERENCES,
                    Ok(_) => 0,
                    Err(_) => exit::FAILED,
                });
                match outcome {
                    outcome if self.json => printed.push(for_scripts(&name, outcome, &wording)),
                    Ok(report) => self.show(&name, &report, &wording).print(),
                    Err(cause) => {
                        exit::report(&cause);
                    }
                }
            }
        }
        if self.json {
            output::json(&printed)?;
        }
        Ok(ExitCode::from(worst))
    }

    /// What became of a file, or of each file within it.
    async fn take(
        &self,
        desk: &Desk,
        seat: &Seat,
        path: &Path,
    ) -> Vec<(String, Result<ImportReport>)> {
        let shown = path.display().to_string();
        if path.is_dir() {
            let cause = anyhow!("{shown} is a folder: name the files in it");
            return vec![(shown, Err(cause))];
        }
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let writing = if self.dry_run {
            Writing::DryRun
        } else {
            Writing::ForReal
        };
        let file = IncomingFile {
            name: name.clone(),
            path: path.to_path_buf(),
            kind: self.kind.map(Kind::file_kind),
        };
        let received = desk.receive_file(seat, file, writing).await;
        let with_path = |one: Received| {
            let inside = one.name.strip_prefix(&name).unwrap_or_default();
            (format!("{shown}{inside}"), one.outcome.map_err(Into::into))
        };
        received.into_iter().map(with_path).collect()
    }

    fn show(&self, name: &str, report: &ImportReport, wording: &Wording) -> Sheet {
        let mut sheet = Sheet::for_output();
        sheet.title(&title(name, report, self.dry_run, wording));
        if let Some(before) = &report.duplicate_of {
            sheet.paragraph(
                &wording.say("cli-import-duplicate", &[("name", before.as_str().into())]),
            );
            return sheet;
        }
        if let Some(as_of) = report.as_of.filter(|_| ages(report)) {
            let day = format::day(as_of, wording.language());
            sheet.paragraph(&wording.say("cli-import-as-of", &[("day", day.into())]));
        }
        says(&mut sheet, report, wording);
        counts(&mut sheet, report, wording);
        for (key, count) in [
            ("cli-import-allocations", report.allocations),
            ("cli-import-waiting", report.credits_waiting),
        ] {
            if count > 0 {
                let count = i64::try_from(count).unwrap_or(i64::MAX);
                sheet.paragraph(&wording.say(key, &[("count", count.into())]));
            }
        }
        problems::list(
            &mut sheet,
            report.problems.iter(),
            report.problems_total,
            wording,
        );
        sheet
    }
}

fn title(name: &str, report: &ImportReport, dry_run: bool, wording: &Wording) -> String {
    let mut title = name.to_string();
    if let Some(kind) = report.kind {
        title.push_str(" · ");
        title.push_str(&wording.word(kind_key(kind)));
    }
    if dry_run {
        title.push_str(" · ");
        title.push_str(&wording.word("cli-import-dry"));
    }
    title
}

/// The figures of the file itself, to be compared with its sender's.
fn says(sheet: &mut Sheet, report: &ImportReport, wording: &Wording) {
    let told = desk::receive::told(&report.overview, wording);
    if told.is_empty() {
        return;
    }
    sheet.heading(&wording.word("cli-import-says"));
    let rows: Vec<Vec<String>> = told
        .into_iter()
        .map(|figure| vec![figure.label, figure.value])
        .collect();
    sheet.table(&[Side::Left, Side::Right], &rows, false);
}

fn counts(sheet: &mut Sheet, report: &ImportReport, wording: &Wording) {
    let known = [
        ("cli-import-debtors", report.debtors),
        ("cli-import-contacts", report.contacts),
        ("cli-import-items", report.items),
        ("cli-import-bank-entries", report.bank_entries),
    ];
    let any = |counts: &Counts| counts.new + counts.changed + counts.known > 0;
    if !known.iter().any(|(_, counts)| any(counts)) {
        return sheet.paragraph(&wording.word("cli-import-nothing"));
    }
    let titles = [
        "cli-import-column-new",
        "cli-import-column-changed",
        "cli-import-column-known",
    ];
    let mut rows = vec![
        std::iter::once(String::new())
            .chain(titles.map(|key| wording.word(key)))
            .collect::<Vec<_>>(),
    ];
    for (key, counts) in known.into_iter().filter(|(_, counts)| any(counts)) {
        let number = |count: u64| {
            format::number(i64::try_from(count).unwrap_or(i64::MAX), wording.language())
        };
        rows.push(vec![
            wording.word(key),
            number(counts.new),
            number(counts.changed),
            number(counts.known),
        ]);
    }
    sheet.table(
        &[Side::Left, Side::Right, Side::Right, Side::Right],
        &rows,
        true,
    );
}

/// True for what is of a day: balances and payments. People and addresses are not.
fn ages(report: &ImportReport) -> bool {
    !matches!(report.kind, Some(FileKind::Debtors | FileKind::Contacts))
}

const fn kind_key(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Fec => "cli-import-kind-fec",
        FileKind::BankStatement => "cli-import-kind-bank-statement",
        FileKind::Debtors => "cli-import-kind-debtors",
        FileKind::Contacts => "cli-import-kind-contacts",
        FileKind::Invoices => "cli-import-kind-invoices",
        FileKind::Payments => "cli-import-kind-payments",
        FileKind::PaymentStatus => "cli-import-kind-payment-status",
        FileKind::PaymentOrder => "cli-import-kind-payment-order",
        FileKind::Announcements => "cli-import-kind-announcements",
        FileKind::Messages => "cli-import-kind-messages",
        FileKind::EInvoice => "cli-import-kind-e-invoice",
        FileKind::LifeCycle => "cli-import-kind-life-cycle",
    }
}

fn is_worth_looking_at(report: &ImportReport) -> bool {
    problems::lose_something(&report.problems)
}

fn for_scripts(name: &str, outcome: Result<ImportReport>, wording: &Wording) -> Printed {
    let file = name.to_string();
    match outcome {
        Ok(report) => {
            let explained = report
                .problems
                .iter()
                .map(|problem| problem.explain(wording.language()))
                .collect();
            Printed {
                file,
                report: Some(report),
                explained,
                refused: None,
            }
        }
        Err(cause) => Printed {
            file,
            report: None,
            explained: Vec::new(),
            refused: Some(format!("{cause:#}")),
        },
    }
}
