//! The two lists of `relance match` as a book and its payments. Must never take a list for empty that could not
//! be read.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use anyhow::{Context, Result, bail};
use intake::list::{CashCredit, CashItem, read_credits, read_open_items};
use intake::reading::{Problems, Reading};
use receivables::cash_application::{Book, IncomingCredit, KnownDebtor, OpenItem};
use receivables::debtor::Language;
use receivables::identity::{BankEntryId, DebtorId, ItemId};
use receivables::item::ItemKind;

use super::problems::lose_something;

/// The book and the payments, with what they are called in the lists.
pub(super) struct Lists {
    /// Taken by whoever makes an index of it.
    pub book: Book,
    pub credits: Vec<IncomingCredit>,
    /// Names of payments, by their entry.
    keys: Vec<String>,
    /// Numbers of items, by their identity.
    numbers: Vec<String>,
    /// Names of debtors, by their identity.
    names: Vec<String>,
    /// The problems of each file.
    pub problems: Vec<(String, Problems)>,
}

impl Lists {
    pub fn read(invoices: &Path, payments: &Path, language: Language) -> Result<Lists> {
        let items = read_one(invoices, language, read_open_items)?;
        let credits = read_one(payments, language, read_credits)?;
        let mut lists = Lists {
            book: Book::default(),
            credits: Vec::with_capacity(credits.facts.len()),
            keys: Vec::with_capacity(credits.facts.len()),
            numbers: Vec::with_capacity(items.facts.len()),
            names: Vec::new(),
            problems: vec![
                (invoices.display().to_string(), items.problems),
                (payments.display().to_string(), credits.problems),
            ],
        };
        lists.take_items(items.facts);
        lists.take_credits(credits.facts);
        Ok(lists)
    }

    /// Identities are places in the lists: the same lists always give the same.
    fn take_items(&mut self, items: Vec<CashItem>) {
        let mut debtors: HashMap<String, DebtorId> = HashMap::new();
        let mut parents: BTreeMap<DebtorId, String> = BTreeMap::new();
        for item in items {
            let next = DebtorId(identity(self.names.len()));
            let debtor = debtors.get(&item.debtor_key).copied().unwrap_or_else(|| {
                debtors.insert(item.debtor_key.clone(), next);
                let name = match item.debtor_name.is_empty() {
                    true => item.debtor_key.clone(),
                    false => item.debtor_name.clone(),
                };
                self.names.push(name);
                next
            });
            if let Some(parent) = item.parent_key {
                parents.entry(debtor).or_insert(parent);
            }
            let kind = match item.open.minor {
                ..0 => ItemKind::CreditNote,
                _ => ItemKind::Invoice,
            };
            self.book.items.push(OpenItem {
                item: ItemId(identity(self.numbers.len())),
                debtor,
                kind,
                reference: item.number.clone(),
                due_on: item.due_on,
                open: item.open,
            });
            self.numbers.push(item.number);
        }
        for (place, name) in self.names.iter().enumerate() {
            let debtor = DebtorId(identity(place));
            let parent = parents
                .get(&debtor)
                .and_then(|key| debtors.get(key))
                .copied();
            self.book.debtors.push(KnownDebtor {
                debtor,
                names: vec![name.clone()],
                parent,
                tags: Default::default(),
            });
        }
    }

    fn take_credits(&mut self, credits: Vec<CashCredit>) {
        for credit in credits {
            self.credits.push(IncomingCredit {
                entry: BankEntryId(identity(self.keys.len())),
                booked_on: credit.booked_on,
                amount: credit.amount,
                structured_reference: credit.structured_reference,
                text: credit.text,
                end_to_end: credit.end_to_end,
                remitter_iban: credit.iban,
                remitter_name: credit.remitter_name,
            });
            self.keys.push(credit.key);
        }
    }

    /// How many open items the list holds.
    pub fn items(&self) -> usize {
        self.numbers.len()
    }

    /// A payment by its entry.
    pub fn credit(&self, entry: BankEntryId) -> Option<&IncomingCredit> {
        self.credits.get(usize::try_from(entry.0).ok()?)
    }

    /// What the list calls a payment.
    pub fn key(&self, entry: BankEntryId) -> &str {
        name_at(&self.keys, entry.0)
    }

    /// The number of an item.
    pub fn number(&self, item: ItemId) -> &str {
        name_at(&self.numbers, item.0)
    }

    /// The name of a debtor.
    pub fn name(&self, debtor: DebtorId) -> &str {
        name_at(&self.names, debtor.0)
    }

    /// True when a line was not taken.
    pub fn lose_something(&self) -> bool {
        self.problems
            .iter()
            .any(|(_, problems)| lose_something(problems.iter()))
    }
}

fn identity(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(i64::MAX)
}

fn name_at(names: &[String], place: i64) -> &str {
    let place = usize::try_from(place).ok();
    place
        .and_then(|place| names.get(place))
        .map_or("", String::as_str)
}

fn read_one<F>(
    path: &Path,
    language: Language,
    read: impl Fn(&[u8]) -> Reading<Vec<F>>,
) -> Result<Reading<Vec<F>>> {
    if path.is_dir() {
        bail!("{} is a folder: name the list in it", path.display());
    }
    let bytes =
        std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let reading = read(&bytes);
    if reading.facts.is_empty() {
        let told: Vec<String> = reading
            .problems
            .iter()
            .take(5)
            .map(|problem| problem.explain(language))
            .collect();
        bail!("{} gave no line: {}", path.display(), told.join(" "));
    }
    Ok(reading)
}
