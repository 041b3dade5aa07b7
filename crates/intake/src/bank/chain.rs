//! Balances chained from statement to statement of one account: what is missing, what overlaps, what comes twice.
//! It must never call a weekend a gap: money that did not move leaves the balance where it was.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{BankBalance, BankDocumentKind, BankStatement};

/// How a statement follows what was known before it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Link {
    /// Nothing was known before it.
    First,
    /// Its opening is the closing before it.
    Follows,
    /// Its opening is not the closing before it: entries of the days between are missing.
    Gap(Gap),
    /// It goes back over days already known, and its entries with it.
    Overlaps {
        /// First day told again.
        from_on: Date,
        /// Last day told again.
        to_on: Date,
    },
    /// Its entries and balances came before.
    Repeats,
    /// It tells no opening balance: nothing can be said.
    Unknown,
}

/// What lacks between two statements.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// First day whose entries may be missing; nothing when no day is known.
    pub from_on: Option<Date>,
    /// Last day whose entries may be missing.
    pub to_on: Option<Date>,
    /// What the missing entries come to, money in above zero: opening less the closing before.
    pub amount: Decimal,
}

/// One statement in its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chained {
    /// Its place among the statements given.
    pub place: usize,
    /// First and last day it tells of, when known.
    pub days: Option<(Date, Date)>,
    /// How it follows what came before.
    pub link: Link,
}

/// The statements of one account in order, and where they end.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Chain {
    /// Every statement, in order of time.
    pub statements: Vec<Chained>,
    /// The last closing balance known.
    pub closing: Option<BankBalance>,
}

impl Chain {
    /// The gaps, in order of time.
    pub fn gaps(&self) -> impl Iterator<Item = &Gap> {
        self.statements.iter().filter_map(|one| match &one.link {
            Link::Gap(gap) => Some(gap),
            _ => None,
        })
    }
}

/// Chains statements of one account and currency, given in any order, to the last closing balance known. Reports
/// of the day and notices are left out: they tell no balance of a day that ended.
pub fn chain(known: Option<BankBalance>, statements: &[&BankStatement]) -> Chain {
    let mut chain = Chain {
        statements: Vec::new(),
        closing: known,
    };
    let mut told = BTreeSet::new();
    let mut of_one_day: BTreeMap<Option<Date>, Vec<Candidate<'_>>> = BTreeMap::new();
    for (place, statement) in statements.iter().copied().enumerate() {
        if statement.kind == BankDocumentKind::Statement {
            let days = days_of(statement);
            let candidates = of_one_day.entry(days.map(|(from, _)| from)).or_default();
            candidates.push(Candidate {
                place,
                statement,
                days,
            });
        }
    }
    for mut candidates in of_one_day.into_values() {
        candidates.sort_by_key(|one| (one.days, one.place));
        while let Some(next) = take_next(&mut candidates, chain.closing) {
            add(&mut chain, &mut told, &next);
        }
    }
    chain
}

/// A statement waiting for its place.
struct Candidate<'s> {
    place: usize,
    statement: &'s BankStatement,
    days: Option<(Date, Date)>,
}

/// Balances and names of entries: what two deliveries of one statement share.
type Identity<'s> = (Option<Decimal>, Option<Decimal>, Vec<&'s str>);

fn add<'s>(chain: &mut Chain, told: &mut BTreeSet<Identity<'s>>, next: &Candidate<'s>) {
    let Candidate {
        place,
        statement,
        days,
    } = *next;
    let keys: Vec<&str> = statement
        .entries
        .iter()
        .map(|entry| entry.natural_key.as_str())
        .collect();
    let exact = |balance: Option<BankBalance>| balance.map(|balance| balance.exact);
    let has_entries = !keys.is_empty();
    let identity = (exact(statement.opening), exact(statement.closing), keys);
    let is_known = !told.insert(identity) && has_entries;
    let link = if is_known {
        Link::Repeats
    } else {
        link(statement, days, chain.closing)
    };
    if link != Link::Repeats && moves_on(statement, days, chain.closing) {
        chain.closing = statement.closing.map(|balance| BankBalance {
            on: balance.on.or(days.map(|(_, last)| last)),
            ..balance
        });
    }
    chain.statements.push(Chained { place, days, link });
}

/// First and last day a statement tells of, when known.
pub fn days_of(statement: &BankStatement) -> Option<(Date, Date)> {
    let of_entries = statement.entries.iter().filter_map(|entry| entry.booked_on);
    let closing = statement.closing.and_then(|balance| balance.on);
    let covered = [statement.covers_from_on, statement.covers_to_on, closing];
    let days: Vec<Date> = of_entries.chain(covered.into_iter().flatten()).collect();
    // A bank dates the opening by the day before, or by the first day: it is no day of the statement.
    let opening = statement.opening.and_then(|balance| balance.on);
    let first = days.iter().min().copied().or(opening)?;
    Some((first, days.iter().max().copied().or(opening)?))
}

/// How many statements of one day are compared to find the one that follows.
const COMPARED: usize = 200;

/// The next of the statements that start on one day: the one that opens where the last one closed, else the first.
fn take_next<'s>(
    candidates: &mut Vec<Candidate<'s>>,
    closing: Option<BankBalance>,
) -> Option<Candidate<'s>> {
    let closing = closing.map(|balance| balance.exact);
    let follows = |one: &Candidate<'_>| {
        let opening = one.statement.opening.map(|balance| balance.exact);
        opening.is_some() && opening == closing
    };
    let at = candidates.iter().take(COMPARED).position(follows);
    (!candidates.is_empty()).then(|| candidates.remove(at.unwrap_or(0)))
}

fn link(
    statement: &BankStatement,
    days: Option<(Date, Date)>,
    closing: Option<BankBalance>,
) -> Link {
    let Some(before) = closing else {
        return Link::First;
    };
    let Some(opening) = statement.opening else {
        return match (before.on, days) {
            (Some(last), Some((from, to))) if from < last => Link::Overlaps {
                from_on: from,
                to_on: last.min(to),
            },
            _ => Link::Unknown,
        };
    };
    if opening.exact == before.exact {
        return Link::Follows;
    }
    if let (Some(last), Some((from, to))) = (before.on, days) {
        let is_all_known = to <= last
            && statement
                .closing
                .is_some_and(|one| one.exact == before.exact);
        if is_all_known && to == last && from == to {
            return Link::Repeats;
        }
        if from <= last && to >= from && (from < last || is_all_known) {
            return Link::Overlaps {
                from_on: from,
                to_on: last.min(to),
            };
        }
    }
    Link::Gap(Gap {
        from_on: before.on.and_then(|day| day.tomorrow().ok()),
        to_on: days
            .map(|(from, _)| from)
            .map(|from| last_missing(from, before.on)),
        amount: opening.exact - before.exact,
    })
}

/// The day before a statement starts; never before the first day that may be missing.
fn last_missing(from: Date, known: Option<Date>) -> Date {
    let before = from.yesterday().unwrap_or(from);
    match known.and_then(|day| day.tomorrow().ok()) {
        Some(first) if before < first => first,
        _ => before,
    }
}

/// True when the statement ends at or after what was known.
fn moves_on(
    statement: &BankStatement,
    days: Option<(Date, Date)>,
    closing: Option<BankBalance>,
) -> bool {
    let Some(new) = statement.closing else {
        return false;
    };
    let new = new.on.or(days.map(|(_, last)| last));
    match (closing.and_then(|balance| balance.on), new) {
        (Some(known), Some(new)) => new >= known,
        _ => true,
    }
}

#[cfg(test)]
mod tests;
