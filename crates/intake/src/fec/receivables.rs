//! Rebuilding receivables from the lines of a FEC: what each line is, then which credit settled
//! which debit, debtor by debtor. It must never make up an amount.

use jiff::ToSpan;
use jiff::civil::Date;

use super::collect::{Collected, ReceivableLine, ReceivableLines};
use super::items::{ItemKind, RebuiltDebtor, RebuiltItem, Receivables};
use super::kinds::{self, Purpose};
use super::settle::{self, LetteringDays};
use crate::encoding::Encoding;
use crate::reading::{Kept, Problem, ProblemKind, Problems};

/// Rebuilds everything.
pub(super) fn rebuild(
    collected: Collected,
    last_on: Option<Date>,
    problems: &mut Problems,
) -> Receivables {
    let Collected {
        lines,
        debtors,
        texts,
        entries,
        journals,
        encoding,
    } = collected;
    let encoding = encoding.unwrap_or(Encoding::Utf8);
    let purposes: Vec<Purpose> = journals
        .iter()
        .map(|journal| Purpose::of(journal, encoding))
        .collect();
    let item = |line: &ReceivableLine| {
        let entry = entries
            .get(line.entry as usize)
            .copied()
            .unwrap_or_default();
        let purpose = purposes
            .get(usize::from(line.journal))
            .copied()
            .unwrap_or(Purpose::Other);
        item_of(line, kinds::kind(line, &entry, purpose))
    };
    let mut items: Vec<RebuiltItem> = Vec::with_capacity(lines.len());
    let mut lettering = LetteringDays {
        by_item: Vec::with_capacity(lines.len()),
        after_the_file_on: last_on.map(|last_on| last_on.saturating_add(1.day())),
    };
    tell_early_lettering(&lines, problems);
    for line in lines.into_lines() {
        items.push(item(&line));
        lettering.by_item.push(line.lettered_on);
    }
    drop(entries);
    let mut rebuilt = Receivables {
        debtors: debtors
            .iter()
            .map(|debtor| RebuiltDebtor {
                key: debtor.key,
                name: debtor.name,
                is_collective: debtor.is_collective,
            })
            .collect(),
        items,
        links: Vec::new(),
        letterings: Vec::new(),
        journals: journals
            .iter()
            .map(|journal| encoding.decode(&journal.code).into_owned())
            .collect(),
        texts: texts.decoded(encoding),
    };
    settle::settle(&mut rebuilt, &lettering, problems);
    if !rebuilt.links.is_empty() && rebuilt.items.iter().all(|item| item.lettering.is_empty()) {
        problems.add_for_file(
            ProblemKind::NoLettering,
            &rebuilt.links.len().to_string(),
            Kept::All,
        );
    }
    rebuilt
}

/// A lettering cannot be older than the line it letters: told once, with the first of them.
fn tell_early_lettering(lines: &ReceivableLines, problems: &mut Problems) {
    let early = |line: &&ReceivableLine| line.lettered_on.is_some_and(|day| day < line.posted_on);
    let Some(first) = lines.iter().find(early) else {
        return;
    };
    let count = lines.iter().filter(early).count();
    let day = first.lettered_on.unwrap_or(first.posted_on);
    problems.add(Problem {
        line: Some(u64::from(first.line)),
        field: Some("DateLet".to_string()),
        kind: ProblemKind::LetteredBeforeEntry,
        found: format!("{count} × {day} < {}", first.posted_on),
        kept: Kept::All,
    });
}

fn item_of(line: &ReceivableLine, kind: ItemKind) -> RebuiltItem {
    RebuiltItem {
        debtor: line.debtor,
        kind,
        amount_minor: line.amount_minor,
        original: line.foreign,
        posted_on: line.posted_on,
        issued_on: issued_on(line, kind),
        reference: line.reference,
        label: line.label,
        account: line.account,
        lettering: line.lettering,
        journal: line.journal,
        entry_number: line.number,
        ordinal: line.ordinal,
        line: line.line,
        settled_elsewhere: None,
        reverses: None,
    }
}

/// The day of the document, when it is believable; a payment counts from the day it was booked.
fn issued_on(line: &ReceivableLine, kind: ItemKind) -> Date {
    let is_claim = matches!(
        kind,
        ItemKind::Invoice | ItemKind::CreditNote | ItemKind::OpeningBalance
    );
    match line.piece_on {
        Some(piece_on) if is_claim => {
            let years = line.posted_on.year() - piece_on.year();
            if (-1..=10).contains(&years) {
                piece_on
            } else {
                line.posted_on
            }
        }
        _ => line.posted_on,
    }
}
