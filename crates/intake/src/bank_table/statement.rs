//! From the rows of a table to statements, one for each account and currency. Rows that are no lines of the table, totals
//! and continued labels, are taken for what they are; it must never count a total as an entry.

use std::collections::BTreeMap;

use receivables::currency::Currency;
use rust_decimal::Decimal;

use super::TableRow;
use super::field::BankField;
use super::forms::{self, Forms};
use super::header::Sheet;
use super::line::{Cells, Line};
use super::mapping::{BankTableMapping, Signs};
use super::preamble::Around;
use super::running::{self, Reading, Score, Sequence};
use crate::bank::{
    BankBalance, BankEntry, BankTransaction, Draft, EntryStatus, NOT_SPECIFIED, Place, new_entry,
    says_return,
};
use crate::list::day::Written;
use crate::reading::{Kept, ProblemKind, Problems};

/// Words of rows that sum up.
const TOTALS: [&str; 6] = ["total", "totaux", "summe", "totale", "totaal", "sum"];

/// The statements of a table.
pub(super) fn drafts(
    sheet: &Sheet,
    mapping: &BankTableMapping,
    problems: &mut Problems,
) -> Vec<Draft> {
    let forms = forms::forms(sheet, mapping, problems);
    let mut around = Around::default();
    for row in &sheet.preamble {
        around.take(row, forms);
    }
    let lines = lines(sheet, mapping, &mut around, forms, problems);
    let accounts = by_account(&lines);
    let (proven, sequence, score) = running::best(&accounts);
    let reading = match mapping.signs {
        Some(Signs::AsWritten) if proven == Reading::Inverted => Reading::Plain,
        Some(Signs::Inverted) => Reading::Inverted,
        _ => proven,
    };
    if reading == Reading::Inverted {
        problems.add_for_file(ProblemKind::InvertedSigns, "", Kept::All);
    }
    let account = Some(mapping.account.clone()).filter(|account| !account.is_empty());
    around.account = account.unwrap_or(around.account);
    if around.account.is_empty() && mapping.position(BankField::Account).is_none() {
        problems.add_for_file(ProblemKind::NoAccount, "", Kept::All);
    }
    let is_only = accounts.len() == 1;
    let mut drafts = Vec::new();
    for lines in accounts {
        tell_breaks(&lines, (reading, sequence, score), problems);
        let mut draft = draft(&lines, reading, sequence, problems);
        if draft.statement.account.is_empty() {
            draft.statement.account = crate::bank::compact(&around.account);
        }
        if is_only {
            lend_balances(&mut draft, &around);
        }
        drafts.push(draft);
    }
    drafts
}

fn lines(
    sheet: &Sheet,
    mapping: &BankTableMapping,
    around: &mut Around,
    forms: Forms,
    problems: &mut Problems,
) -> Vec<Line> {
    let cells = Cells { mapping, forms };
    let mut lines: Vec<Line> = Vec::new();
    for row in &sheet.rows {
        if row.cells.iter().all(|cell| cell.trim().is_empty()) || row.cells == sheet.header {
            continue;
        }
        if has_day(&cells, row) && !cells.has_no_amount(row) {
            lines.extend(cells.line(row, problems));
            continue;
        }
        let text = row.cells.join(" ").trim().to_string();
        let lower = text.to_lowercase();
        let sums_up = lower
            .split(|c: char| !c.is_alphabetic())
            .any(|word| TOTALS.contains(&word));
        let field = "";
        let place = Place {
            line: row.line,
            field,
        };
        if sums_up || around.take(row, forms) {
            place.tell(problems, ProblemKind::PassedOver, &text, Kept::All);
            continue;
        }
        if !cells.has_no_amount(row) {
            lines.extend(cells.line(row, problems));
            continue;
        }
        let label = cells.label(row);
        match lines.last_mut() {
            // A label that goes on in the row below.
            Some(last) if !label.is_empty() && !has_day(&cells, row) => {
                last.label.push(' ');
                last.label.push_str(&label);
            }
            _ if has_day(&cells, row) => {
                place.tell(
                    problems,
                    ProblemKind::InvalidAmount,
                    &text,
                    Kept::NotTheLine,
                );
            }
            _ => place.tell(problems, ProblemKind::PassedOver, &text, Kept::NotTheLine),
        }
    }
    lines
}

fn has_day(cells: &Cells<'_>, row: &TableRow) -> bool {
    let is_day = |field: BankField| Written::of(cells.text(row, field)).is_day();
    is_day(BankField::BookedOn) || is_day(BankField::ValueOn)
}

/// The lines of each account and currency, in the order they come.
fn by_account(lines: &[Line]) -> Vec<Vec<&Line>> {
    let mut places: BTreeMap<(&str, Currency), usize> = BTreeMap::new();
    let mut accounts: Vec<Vec<&Line>> = Vec::new();
    for line in lines {
        let key = (line.account.as_str(), line.currency);
        let place = *places.entry(key).or_insert(accounts.len());
        if place == accounts.len() {
            accounts.push(Vec::new());
        }
        accounts[place].push(line);
    }
    accounts
}

/// Tells each line whose balance does not follow; a column that follows nowhere is told once.
fn tell_breaks(
    lines: &[&Line],
    (reading, sequence, score): (Reading, Sequence, Score),
    problems: &mut Problems,
) {
    if score.follow * 2 < score.pairs {
        let found = format!("{} / {}", score.follow, score.pairs);
        problems.add_for_file(ProblemKind::DoesNotAddUp, &found, Kept::All);
        return;
    }
    for pair in lines.windows(2) {
        if running::follows(pair[0], pair[1], reading, sequence) == Some(false) {
            let (before, after) = match sequence {
                Sequence::OldestFirst => (pair[0], pair[1]),
                Sequence::NewestFirst => (pair[1], pair[0]),
            };
            let shown = |balance: Option<Decimal>| balance.unwrap_or_default();
            let found = format!(
                "{} + {} ≠ {}",
                shown(before.balance),
                reading.of(after),
                shown(after.balance)
            );
            let (line, field) = (after.line, "");
            Place { line, field }.tell(problems, ProblemKind::DoesNotAddUp, &found, Kept::All);
        }
    }
}

fn draft(lines: &[&Line], reading: Reading, sequence: Sequence, problems: &mut Problems) -> Draft {
    let mut draft = Draft::default();
    for line in lines {
        let place = Place {
            line: line.line,
            field: "",
        };
        let exact = reading.of(line);
        draft.statement.currency = Some(line.currency);
        draft.statement.account.clone_from(&line.account);
        draft.line = line.line;
        if let Some(amount) = place.rounded(exact, line.currency, problems) {
            draft.push(entry(line, amount), exact);
            if line.is_not_booked {
                draft.statement.not_booked += exact;
            }
        }
    }
    let (oldest, newest) = match sequence {
        Sequence::OldestFirst => (lines.first(), lines.last()),
        Sequence::NewestFirst => (lines.last(), lines.first()),
    };
    let balance = |line: &Line, exact: Decimal, on| {
        let amount = receivables::money::Money::from_major(exact, line.currency)?;
        Some(BankBalance { amount, exact, on })
    };
    draft.statement.opening =
        oldest.and_then(|line| balance(line, line.balance? - reading.of(line), None));
    draft.statement.closing = newest.and_then(|line| balance(line, line.balance?, line.booked_on));
    let days = || lines.iter().filter_map(|line| line.booked_on);
    draft.statement.covers_from_on = days().min();
    draft.statement.covers_to_on = days().max();
    draft
}

fn entry(line: &Line, amount: receivables::money::Money) -> BankEntry {
    let mut entry = new_entry(amount, line.line);
    entry.booked_on = line.booked_on;
    entry.value_on = line.value_on;
    entry.reference.clone_from(&line.reference);
    entry.text.clone_from(&line.label);
    if !line.has_known_side || line.is_not_booked {
        entry.status = EntryStatus::Pending;
    }
    entry.transactions = vec![BankTransaction {
        amount: Some(amount),
        end_to_end_id: line.end_to_end_id.clone(),
        counterparty_name: line.counterparty_name.clone(),
        counterparty_account: line.counterparty_account.clone(),
        return_reason: if says_return(&line.label) {
            NOT_SPECIFIED.to_string()
        } else {
            String::new()
        },
        ..BankTransaction::default()
    }];
    entry
}

/// Balances written above or below the table, where its lines have none.
fn lend_balances(draft: &mut Draft, around: &Around) {
    let currency = draft.statement.currency.unwrap_or(Currency::EUR);
    let balance = |(exact, on): (Decimal, Option<jiff::civil::Date>)| {
        let amount = receivables::money::Money::from_major(exact, currency)?;
        Some(BankBalance { amount, exact, on })
    };
    let statement = &mut draft.statement;
    statement.opening = statement
        .opening
        .or_else(|| around.opening.and_then(balance));
    statement.closing = statement
        .closing
        .or_else(|| around.closing.and_then(balance));
}
