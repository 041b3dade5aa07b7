//! A statement while it is read, and what is done to all statements at the end: names of entries, days
//! that stand in, the check that they add up. It must never let a day that stands in name an entry:
//! another file may have another day to lend.

use std::collections::BTreeMap;

use receivables::currency::Currency;
use receivables::money::Money;
use rust_decimal::Decimal;

use super::EntryReferences;
use super::{BankEntry, BankStatement, EntryStatus};
use crate::reading::{Kept, Problem, ProblemKind, Problems, shortened};

/// A name within a key is cut after so many characters.
const LONGEST_NAME: usize = 70;

/// Where in a file something was found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place<'a> {
    /// Physical line, from 1.
    pub line: u64,
    /// The field, as the format calls it; may be empty.
    pub field: &'a str,
}

impl Place<'_> {
    /// Notes a problem here.
    pub fn tell(self, problems: &mut Problems, kind: ProblemKind, found: &str, kept: Kept) {
        problems.add(Problem {
            line: Some(self.line),
            field: Some(self.field.to_string()).filter(|field| !field.is_empty()),
            kind,
            found: shortened(found),
            kept,
        });
    }

    /// The amount in minor units; more decimals than the currency has are rounded and told.
    pub fn rounded(
        self,
        exact: Decimal,
        currency: Currency,
        problems: &mut Problems,
    ) -> Option<Money> {
        let found = exact.to_string();
        let Some(amount) = Money::from_major(exact, currency) else {
            self.tell(
                problems,
                ProblemKind::InvalidAmount,
                &found,
                Kept::NotTheLine,
            );
            return None;
        };
        if exact.normalize().scale() > currency.decimals() {
            let kept = Kept::Value(amount.to_string());
            self.tell(problems, ProblemKind::TooManyDecimals, &found, kept);
        }
        Some(amount)
    }
}

/// An entry of which only the amount and the line are known yet.
pub(crate) fn new_entry(amount: Money, line: u64) -> BankEntry {
    BankEntry {
        natural_key: String::new(),
        reference: String::new(),
        booked_on: None,
        value_on: None,
        amount,
        is_reversal: false,
        status: EntryStatus::Booked,
        bank_code: String::new(),
        text: String::new(),
        declared_transactions: None,
        transactions: Vec::new(),
        references: EntryReferences::default(),
        line,
    }
}

/// A statement on its way.
#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    pub statement: BankStatement,
    /// Line of its last balance, else of its start.
    pub line: u64,
}

impl Draft {
    /// Takes an entry and counts its exact amount, when it is in the currency of the account.
    pub fn push(&mut self, entry: BankEntry, exact: Decimal) {
        let currency = self.statement.currency;
        if currency.is_none_or(|currency| currency == entry.amount.currency) {
            if exact.is_sign_negative() {
                self.statement.debits -= exact;
            } else {
                self.statement.credits += exact;
            }
        }
        self.statement.entries.push(entry);
    }
}

/// The statements, every entry named, every doubt told.
pub(crate) fn finish(drafts: Vec<Draft>, problems: &mut Problems) -> Vec<BankStatement> {
    for draft in &drafts {
        check_sum(draft, problems);
    }
    let twin = twins(&drafts);
    let (mut first, mut again) = (Vec::new(), Vec::new());
    for (place, draft) in drafts.into_iter().enumerate() {
        match twin[place] {
            Some(of) => again.push((place, of, draft)),
            None => first.push((place, draft.statement)),
        }
    }
    let (places, mut statements): (Vec<usize>, Vec<BankStatement>) = first.into_iter().unzip();
    name_entries(&mut statements);
    let mut all: BTreeMap<usize, BankStatement> = places.into_iter().zip(statements).collect();
    for (place, of, mut draft) in again {
        let kind = ProblemKind::RepeatedStatement;
        let found = draft.statement.statement_id.clone();
        let (line, field) = (draft.line, "");
        Place { line, field }.tell(problems, kind, &found, Kept::All);
        if let Some(original) = all.get(&of) {
            let keys = original
                .entries
                .iter()
                .map(|entry| entry.natural_key.clone());
            for (entry, key) in draft.statement.entries.iter_mut().zip(keys) {
                entry.natural_key = key;
            }
        }
        all.insert(place, draft.statement);
    }
    let mut statements: Vec<BankStatement> = all.into_values().collect();
    statements.iter_mut().for_each(lend_day);
    statements
}

/// Gives each entry its key: account, day told, reference, amount, rank among its likes. Formats without
/// references name an entry by the other party, else by the start of the bank's text.
fn name_entries(statements: &mut [BankStatement]) {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    for statement in statements {
        for entry in &mut statement.entries {
            let day = entry.booked_on.or(entry.value_on);
            let day = day.map_or(String::new(), |day| day.to_string());
            let first = entry.transactions.first();
            let names = [
                entry.reference.as_str(),
                first.map_or("", |one| one.end_to_end_id.as_str()),
                first.map_or("", |one| one.counterparty_name.as_str()),
                entry.text.as_str(),
                first.map_or("", |one| one.unstructured_text.as_str()),
            ];
            let name = names.into_iter().find(|text| !text.is_empty());
            let name: String = name
                .unwrap_or_default()
                .chars()
                .take(LONGEST_NAME)
                .collect();
            let key = format!("{}|{day}|{name}|{}", statement.account, entry.amount);
            let rank = seen.entry(key.clone()).or_insert(0);
            *rank += 1;
            entry.natural_key = format!("{key}|{rank}");
        }
    }
}

/// For each statement, the earlier one it repeats: same name, same balances, same entries.
fn twins(drafts: &[Draft]) -> Vec<Option<usize>> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut twins = Vec::with_capacity(drafts.len());
    for (place, draft) in drafts.iter().enumerate() {
        let statement = &draft.statement;
        if statement.statement_id.is_empty() || statement.entries.is_empty() {
            twins.push(None);
            continue;
        }
        let mut bare = statement.clone();
        bare.entries.iter_mut().for_each(|entry| entry.line = 0);
        let twin = *known.entry(format!("{bare:?}")).or_insert(place);
        twins.push(Some(twin).filter(|twin| *twin != place));
    }
    twins
}

/// The day of the statement, for entries that have neither a booking day nor a value day.
fn lend_day(statement: &mut BankStatement) {
    let of_balance = [statement.closing, statement.opening]
        .into_iter()
        .flatten()
        .find_map(|balance| balance.on);
    let day = of_balance.or(statement.covers_to_on);
    for entry in &mut statement.entries {
        entry.booked_on = entry.booked_on.or(entry.value_on).or(day);
    }
}

fn check_sum(draft: &Draft, problems: &mut Problems) {
    let statement = &draft.statement;
    if statement.adds_up() != Some(false) {
        return;
    }
    let (Some(opening), Some(closing)) = (statement.opening, statement.closing) else {
        return;
    };
    let found = format!(
        "{} + {} - {} ≠ {}",
        opening.exact, statement.credits, statement.debits, closing.exact
    );
    let (line, field) = (draft.line, statement.account.as_str());
    Place { line, field }.tell(problems, ProblemKind::DoesNotAddUp, &found, Kept::All);
}
