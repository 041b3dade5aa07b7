//! The stages: what is prepared, and what is measured.

use std::fs::File;
use std::path::Path;

use desk::Writing;
use desk::receive::IncomingFile;
use receivables::calendar::plus_days;
use receivables::identity::DebtorId;
use store::person::Role;
use store::{DatabaseAddress, Scope};

use crate::company::{self, TODAY};
use crate::measure::Measured;
use crate::{Outcome, cash, ledger_file, say, segment};

/// One account in so many moves between the first run and the next.
const ONE_IN: usize = 100;

/// One piece of work, in the order they are done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Lays out the ledger file.
    LedgerFile,
    /// Reads the ledger file and checks it.
    LedgerCheck,
    /// Reads the ledger file, rebuilds the receivables and loads them.
    LedgerLoad,
    /// The same into PostgreSQL.
    LedgerLoadPostgres,
    /// Lays out a company with open items.
    Company,
    /// The first day's run.
    FirstDay,
    /// Keeps twenty segments.
    Segments,
    /// The first day's run under them.
    FirstDaySegments,
    /// A condition that is all SQL, asked of the whole book.
    Preview,
    /// A condition whose rest is evaluated, asked of the whole book.
    PreviewEvaluated,
    /// One account in a hundred is billed once more, and that is due already.
    OneInAHundred,
    /// The next run.
    NextDay,
    /// The aged balance.
    AgedBalance,
    /// The aged balance of a past day.
    AgedBalancePast,
    /// Lays out the company on PostgreSQL.
    CompanyPostgres,
    /// The first day's run on PostgreSQL.
    FirstDayPostgres,
    /// The aged balance on PostgreSQL.
    AgedBalancePostgres,
    /// The server, started and at rest.
    Server,
    /// Payments put on open invoices: one payment for five invoices, in memory.
    CashApplication,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Stage; 19] = [
        Stage::LedgerFile,
        Stage::LedgerCheck,
        Stage::LedgerLoad,
        Stage::LedgerLoadPostgres,
        Stage::Company,
        Stage::FirstDay,
        Stage::Segments,
        Stage::FirstDaySegments,
        Stage::Preview,
        Stage::PreviewEvaluated,
        Stage::OneInAHundred,
        Stage::NextDay,
        Stage::AgedBalance,
        Stage::AgedBalancePast,
        Stage::CompanyPostgres,
        Stage::AgedBalancePostgres,
        Stage::FirstDayPostgres,
        Stage::Server,
        Stage::CashApplication,
    ];

    /// Its word on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Stage::LedgerFile => "ledger-file",
            Stage::LedgerCheck => "ledger-check",
            Stage::LedgerLoad => "ledger-load",
            Stage::LedgerLoadPostgres => "ledger-load-postgres",
            Stage::Company => "company",
            Stage::FirstDay => "day-first",
            Stage::Segments => "segments",
            Stage::FirstDaySegments => "day-first-segments",
            Stage::Preview => "preview-sql",
            Stage::PreviewEvaluated => "preview-evaluated",
            Stage::OneInAHundred => "one-in-a-hundred",
            Stage::NextDay => "day-next",
            Stage::AgedBalance => "aged-balance",
            Stage::AgedBalancePast => "aged-balance-past",
            Stage::CompanyPostgres => "company-postgres",
            Stage::FirstDayPostgres => "day-first-postgres",
            Stage::AgedBalancePostgres => "aged-balance-postgres",
            Stage::Server => "server",
            Stage::CashApplication => "cash-application",
        }
    }

    /// The stage of a word.
    pub fn from_code(code: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.code() == code)
    }

    /// Its line in the table.
    pub const fn words(self) -> &'static str {
        match self {
            Stage::LedgerFile => "prepare a FEC",
            Stage::LedgerCheck => "FEC: parse and check",
            Stage::LedgerLoad => "FEC: parse, rebuild receivables, load into SQLite",
            Stage::LedgerLoadPostgres => "FEC: parse, rebuild receivables, load into PostgreSQL",
            Stage::Company | Stage::CompanyPostgres => "prepare a company",
            Stage::FirstDay => "first day's run, SQLite",
            Stage::Segments => "prepare segments",
            Stage::FirstDaySegments => "first day's run, 20 segments, SQLite",
            Stage::Preview => "a condition of the whole book, all SQL, SQLite",
            Stage::PreviewEvaluated => "a condition of the whole book, evaluated, SQLite",
            Stage::OneInAHundred => "prepare the next day",
            Stage::NextDay => "next run with 1 % due, SQLite",
            Stage::AgedBalance => "aged balance, SQLite",
            Stage::AgedBalancePast => "aged balance of a past day, SQLite",
            Stage::FirstDayPostgres => "first day's run, PostgreSQL (client only)",
            Stage::AgedBalancePostgres => "aged balance, PostgreSQL (client only)",
            Stage::Server => "server at rest",
            Stage::CashApplication => "cash application: payments on five times as many invoices",
        }
    }

    /// True for what is not measured.
    pub const fn is_preparation(self) -> bool {
        matches!(
            self,
            Stage::LedgerFile
                | Stage::Company
                | Stage::Segments
                | Stage::OneInAHundred
                | Stage::CompanyPostgres
        )
    }

    /// The stages that leave behind what this one starts from.
    pub const fn needs(self) -> &'static [Stage] {
        match self {
            Stage::LedgerCheck | Stage::LedgerLoad | Stage::LedgerLoadPostgres => {
                &[Stage::LedgerFile]
            }
            Stage::FirstDaySegments => &[Stage::Company, Stage::Segments],
            Stage::FirstDay
            | Stage::Segments
            | Stage::Preview
            | Stage::PreviewEvaluated
            | Stage::AgedBalance
            | Stage::AgedBalancePast => &[Stage::Company],
            Stage::NextDay => &[Stage::Company, Stage::FirstDay, Stage::OneInAHundred],
            Stage::AgedBalancePostgres => &[Stage::CompanyPostgres],
            _ => &[],
        }
    }

    /// What is laid out anew before each run; on SQLite a copy of the file does it.
    pub const fn prepared_by(self) -> Option<Stage> {
        match self {
            Stage::FirstDayPostgres => Some(Stage::CompanyPostgres),
            _ => None,
        }
    }

    /// True for what needs a server.
    pub const fn is_on_postgres(self) -> bool {
        matches!(
            self,
            Stage::LedgerLoadPostgres
                | Stage::CompanyPostgres
                | Stage::FirstDayPostgres
                | Stage::AgedBalancePostgres
        )
    }
}

/// Runs a stage in this process and prints what it cost.
pub fn run(stage: Stage, folder: &Path, scale: u64) -> Outcome<()> {
    let clock = desk::clock::Clock::machine();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let place = Place { folder, scale };
    let start = clock.instant();
    let remark = runtime.block_on(place.work(stage))?;
    let seconds = clock.instant().duration_since(start).as_secs_f64();
    say(&serde_json::to_string(&Measured::of_this_process(
        seconds, remark,
    )?)?)
}

/// Lays out what a run starts from. Done by the process that measures nothing: copying a gigabyte costs a second.
pub fn lay_out(stage: Stage, folder: &Path) -> Outcome<()> {
    Place { folder, scale: 0 }.lay_out(stage)
}

/// Where a stage works, and its size.
struct Place<'a> {
    folder: &'a Path,
    scale: u64,
}

impl Place<'_> {
    /// Copies of the databases that a stage changes, so that each run starts from the same one.
    fn lay_out(&self, stage: Stage) -> Outcome<()> {
        match stage {
            Stage::LedgerLoad => self.empty("loaded"),
            Stage::FirstDay => self.copy("company", "decided"),
            Stage::Segments => self.copy("company", "segmented"),
            Stage::FirstDaySegments => self.copy("segmented", "placed"),
            Stage::OneInAHundred => self.copy("decided", "moved"),
            Stage::NextDay => self.copy("moved", "next"),
            _ => Ok(()),
        }
    }

    fn empty(&self, name: &str) -> Outcome<()> {
        let folder = self.folder.join(name);
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        Ok(std::fs::create_dir_all(&folder)?)
    }

    fn copy(&self, from: &str, to: &str) -> Outcome<()> {
        self.empty(to)?;
        for entry in std::fs::read_dir(self.folder.join(from))? {
            let entry = entry?;
            std::fs::copy(entry.path(), self.folder.join(to).join(entry.file_name()))?;
        }
        Ok(())
    }

    fn sqlite(&self, name: &str) -> DatabaseAddress {
        company::sqlite(&self.folder.join(name))
    }

    async fn work(&self, stage: Stage) -> Outcome<String> {
        let file = self.folder.join("ledger.txt");
        match stage {
            Stage::LedgerFile => ledger_file::write(&file, self.scale).map(|()| String::new()),
            Stage::LedgerCheck => check(&file),
            Stage::LedgerLoad => load(&self.sqlite("loaded"), &file).await,
            Stage::Company => {
                self.empty("company")?;
                self.fill(&self.sqlite("company")).await
            }
            Stage::FirstDay => day(&self.sqlite("decided")).await,
            Stage::Segments => {
                let desk = company::desk_at(&self.sqlite("segmented"), TODAY).await?;
                let seat = company::seat(&desk).await?;
                segment::keep(&desk, &seat).await?;
                Ok(String::new())
            }
            Stage::FirstDaySegments => day(&self.sqlite("placed")).await,
            Stage::Preview => self.preview("overdue > 5000 && days_late > 60").await,
            Stage::PreviewEvaluated => self.preview("terms_days > 20 && has_email").await,
            Stage::OneInAHundred => one_in_a_hundred(&self.sqlite("moved")).await,
            Stage::NextDay => day(&self.sqlite("next")).await,
            Stage::AgedBalance => aged_balance(&self.sqlite("company"), None).await,
            Stage::AgedBalancePast => aged_balance(&self.sqlite("company"), Some(-30)).await,
            Stage::LedgerLoadPostgres => load(&server("load", Server::Emptied).await?, &file).await,
            Stage::CompanyPostgres => self.fill(&server("company", Server::Emptied).await?).await,
            Stage::FirstDayPostgres => day(&server("company", Server::AsItIs).await?).await,
            Stage::AgedBalancePostgres => {
                aged_balance(&server("company", Server::AsItIs).await?, None).await
            }
            Stage::CashApplication => cash::apply(self.scale),
            Stage::Server => Err("the server is measured from outside".into()),
        }
    }

    async fn preview(&self, condition: &str) -> Outcome<String> {
        let desk = company::desk_at(&self.sqlite("company"), TODAY).await?;
        let seat = company::seat(&desk).await?;
        segment::preview(&desk, &seat, condition).await
    }

    async fn fill(&self, address: &DatabaseAddress) -> Outcome<String> {
        let desk = company::desk_at(address, TODAY).await?;
        let seat = company::open(&desk).await?;
        company::fill(&desk, &seat, self.scale).await?;
        Ok(String::new())
    }
}

/// Whether a database of the server is emptied first.
enum Server {
    Emptied,
    AsItIs,
}

async fn server(name: &str, how: Server) -> Outcome<DatabaseAddress> {
    let url = company::postgres().ok_or("RELANCE_TEST_POSTGRES names no server")?;
    let schema = format!("bench_{name}");
    if matches!(how, Server::Emptied) {
        store::testing::empty_schema(&url, &schema).await;
    }
    Ok(store::testing::schema_address(&url, &schema))
}

fn check(file: &Path) -> Outcome<String> {
    let reading = intake::fec::check(File::open(file)?, |_| {});
    let figures = reading.facts;
    Ok(format!(
        "{} lines, {} problems",
        figures.lines,
        reading.problems.total()
    ))
}

async fn load(address: &DatabaseAddress, file: &Path) -> Outcome<String> {
    let desk = company::desk_at(address, plus_days(TODAY, 90)).await?;
    let seat = company::open(&desk).await?;
    let incoming = IncomingFile {
        name: "ledger.txt".to_string(),
        path: file.to_path_buf(),
        kind: None,
    };
    let received = desk.receive_file(&seat, incoming, Writing::ForReal).await;
    let report = received.into_iter().next().ok_or("nothing was received")?;
    let report = report.outcome?;
    Ok(format!(
        "{} items, {} allocations",
        report.items.new, report.allocations
    ))
}

/// The second run is of the same day: what is due is what moved, and nothing else.
async fn day(address: &DatabaseAddress) -> Outcome<String> {
    let desk = company::desk_at(address, TODAY).await?;
    let seat = company::seat(&desk).await?;
    let report = desk.run_day(&seat, TODAY, Writing::ForReal).await?;
    if let Some(problem) = report.problems.first() {
        return Err(problem.clone().into());
    }
    Ok(format!(
        "{} accounts, {} verdicts, {} notices",
        report.accounts, report.changed, report.planned
    ))
}

async fn one_in_a_hundred(address: &DatabaseAddress) -> Outcome<String> {
    let desk = company::desk_at(address, TODAY).await?;
    let seat = company::seat(&desk).await?;
    let mut reader = desk.store().reader().await?;
    let mut debtors: Vec<DebtorId> = Vec::new();
    store::item::each_open(&mut reader, seat.creditor, |owed| debtors.push(owed.debtor)).await?;
    drop(reader);
    debtors.sort_unstable();
    debtors.dedup();
    let moved: Vec<DebtorId> = debtors.into_iter().step_by(ONE_IN).collect();
    company::add_one_item_each(&desk, &seat, &moved).await?;
    Ok(String::new())
}

async fn aged_balance(address: &DatabaseAddress, days: Option<i32>) -> Outcome<String> {
    let desk = company::desk_at(address, TODAY).await?;
    let seat = company::seat(&desk).await?;
    let seen = Scope::of(vec![(seat.creditor, Role::Administrator)]).see(seat.creditor)?;
    let mut reader = desk.store().reader().await?;
    let balance = match days {
        None => store::views::aging::balance(&mut reader, seen, TODAY).await?,
        Some(days) => {
            let past = store::views::aging::PastDay {
                on: plus_days(TODAY, days),
                known: None,
            };
            store::views::aging::balance_on(&mut reader, seen, past).await?
        }
    };
    let gross: Vec<String> = balance
        .iter()
        .map(|(currency, line)| format!("{} {}", line.gross(), currency.code()))
        .collect();
    Ok(gross.join(", "))
}
