//! The tables of `EXPECTED.md`: what independent programs read in the files of the data folder. It must never
//! be changed to what our own reading gives.

use desk::receive::ImportReport;
use intake::overview::StatementOverview;
use rust_decimal::Decimal;

/// One row of a table: the kind of file, the origin and the name, and the other cells.
pub struct Row {
    pub kind: String,
    origin: String,
    name: String,
    /// Which statement of the file, from 0.
    statement: usize,
    cells: Vec<String>,
}

impl Row {
    /// True for the file the row is about, named by its path in the folder.
    pub fn is_of(&self, path: &str) -> bool {
        path.starts_with(&format!("{}/{}", self.kind, self.origin))
            && path.ends_with(&format!("/{}", self.name))
    }

    pub fn said(&self) -> String {
        format!(
            "{} {} {}: {:?}",
            self.kind, self.origin, self.name, self.cells
        )
    }

    /// Compares a report with the row; what differs, else.
    pub fn check(&self, report: &ImportReport) -> Result<(), String> {
        let overview = &report.overview;
        let sum = |kind: &str| -> Decimal {
            let fact = overview.facts.get(kind);
            fact.map_or(Decimal::ZERO, |fact| fact.sums.values().sum())
        };
        let count = |kind: &str| overview.facts.get(kind).map_or(0, |fact| fact.count);
        let read = &self.cells;
        let got = match self.kind.as_str() {
            "bank-camt" if read[1] == "no statement" => return is(overview.statements.len(), 0),
            "bank-camt" => {
                let Some(one) = overview.statements.get(self.statement) else {
                    return Err("no statement".to_string());
                };
                return camt(one, read);
            }
            "bank-mt940" => {
                let first = overview.statements.iter().find_map(|one| one.opening);
                let last = overview.statements.iter().rev().find_map(|one| one.closing);
                let (opening, closing) = balances(&read[5]);
                is(count("credits") + count("debits"), whole(&read[2]))?;
                is(first.map(|one| one.amount), opening)?;
                is(last.map(|one| one.amount), closing)?;
                (sum("credits"), sum("debits"))
            }
            "bank-ofx-qif-csv" => return ofx_or_qif(report, &read[0]),
            "einvoice" if read.len() < 9 => {
                return match report.problems_total {
                    0 => Err("nothing told".to_string()),
                    _ => Ok(()),
                };
            }
            "einvoice" => {
                is(Some(sum("gross")), decimal(&read[7]))?;
                return match decimal(&read[9]) {
                    Some(to_pay) => is(sum("to-pay"), to_pay),
                    None => Ok(()),
                };
            }
            "einvoice-lifecycle" => {
                let code = read[1].split(' ').next().unwrap_or_default();
                return is(count(&format!("status-{code}")), 1);
            }
            other => return Err(format!("no comparison for {other}")),
        };
        is(Some(got.0), decimal(&read[3]))?;
        is(Some(got.1), decimal(&read[4]))
    }
}

fn is<T: PartialEq + std::fmt::Debug>(got: T, expected: T) -> Result<(), String> {
    match got == expected {
        true => Ok(()),
        false => Err(format!("{got:?} instead of {expected:?}")),
    }
}

fn camt(one: &StatementOverview, read: &[String]) -> Result<(), String> {
    let (entries, transactions) = read[2].split_once('/').unwrap_or_default();
    let (opening, closing) = balances(&read[5]);
    is(one.account.as_str(), read[1].as_str())?;
    is(
        (one.entries, one.transactions),
        (whole(entries), whole(transactions)),
    )?;
    is(
        (Some(one.credits), Some(one.debits)),
        (decimal(&read[3]), decimal(&read[4])),
    )?;
    is(one.opening.map(|one| one.amount), opening)?;
    is(one.closing.map(|one| one.amount), closing)?;
    let adds_up = match read[6].as_str() {
        "yes" => Some(true),
        "NO" => Some(false),
        _ => None,
    };
    is(one.adds_up, adds_up)
}

fn ofx_or_qif(report: &ImportReport, said: &str) -> Result<(), String> {
    let overview = &report.overview;
    let after = |words: &str| {
        let rest = said.split_once(words)?.1;
        Some(rest.split([';', ' ']).next()?.trim_end_matches(','))
    };
    let total = |part: fn(&StatementOverview) -> Decimal| -> Decimal {
        overview.statements.iter().map(part).sum()
    };
    if let Some(sum) = after("summing to ") {
        return is(Some(total(|one| one.credits - one.debits)), decimal(sum));
    }
    let Some(transactions) = after("transactions ") else {
        return Ok(());
    };
    let unreadable = after("unreadable amounts ").map_or(0, whole);
    let entries: u64 = overview.statements.iter().map(|one| one.entries).sum();
    is(entries, whole(transactions) - unreadable)?;
    is(
        overview.statements.len() as u64,
        after("accounts ").map_or(0, whole),
    )?;
    is(
        Some(total(|one| one.credits)),
        after("credit ").and_then(decimal),
    )?;
    is(
        Some(total(|one| one.debits)),
        after("debit ").and_then(decimal),
    )?;
    let listed = said
        .split_once("ledger balance ")
        .map_or("", |(_, rest)| rest);
    let listed = listed.split(';').next().unwrap_or_default();
    let expected: Vec<Decimal> = listed.split(", ").filter_map(decimal).collect();
    let closings = overview.statements.iter().filter_map(|one| one.closing);
    is(closings.map(|one| one.amount).collect::<Vec<_>>(), expected)
}

fn whole(text: &str) -> u64 {
    text.trim().parse().unwrap_or(0)
}

fn decimal(text: &str) -> Option<Decimal> {
    text.trim().replace(',', ".").parse().ok()
}

fn balances(text: &str) -> (Option<Decimal>, Option<Decimal>) {
    let (opening, closing) = text.split_once('→').unwrap_or_default();
    (decimal(opening), decimal(closing))
}

/// The rows of the tables that name files one by one.
pub fn rows(text: &str) -> Vec<Row> {
    let tables = [
        "bank-camt",
        "bank-mt940",
        "bank-ofx-qif-csv",
        "einvoice",
        "einvoice-lifecycle",
    ];
    let mut kind = "";
    let mut rows = Vec::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            kind = title.trim();
        }
        let is_row =
            line.starts_with("| ") && !line.starts_with("| ---") && !line.starts_with("| file");
        if !tables.contains(&kind) || !is_row {
            continue;
        }
        let mut cells: Vec<String> = line
            .trim_matches('|')
            .split('|')
            .map(|cell| cell.trim().to_string())
            .collect();
        let file = cells.remove(0);
        let (origin, name) = match kind {
            "einvoice-lifecycle" => ("", file.as_str()),
            _ => file.split_once(' ').unwrap_or(("", &file)),
        };
        let (name, statement) = match name.rsplit_once(" #") {
            Some((name, number)) => (name, whole(number).saturating_sub(1)),
            None => (name, 0),
        };
        if cells.iter().skip(1).all(String::is_empty) {
            cells.truncate(1);
        }
        rows.push(Row {
            kind: kind.to_string(),
            origin: origin.to_string(),
            name: name.to_string(),
            statement: usize::try_from(statement).unwrap_or(0),
            cells,
        });
    }
    rows
}
