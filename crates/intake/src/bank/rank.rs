//! The key of each entry: account, day, reference, amount, rank among its likes. It must never depend on the file that
//! brought the entry, only on what the file says.

use std::collections::HashMap;
use std::hash::{Hash as _, Hasher as _};

use jiff::civil::Date;
use receivables::money::Money;

use super::{BankEntry, BankStatement};

/// Gives each entry its key; entries alike in everything are told apart by their rank.
pub(crate) fn name_entries(statements: &mut [BankStatement]) {
    let mut ranks = Ranks::default();
    for statement in statements {
        for entry in &mut statement.entries {
            ranks.name(&statement.account, entry);
        }
    }
}

/// How often each key was met, by a digest of the key: the keys of a year would fill the memory. Only ever
/// looked up, so its order reaches nothing.
#[derive(Default)]
pub(crate) struct Ranks(HashMap<u64, u32>);

impl Ranks {
    /// Gives an entry its key.
    pub(crate) fn name(&mut self, account: &str, entry: &mut BankEntry) {
        let day = entry.booked_on.or(entry.value_on);
        let first = entry.transactions.first();
        let reference = [
            entry.reference.as_str(),
            first.map_or("", |one| one.end_to_end_id.as_str()),
            first.map_or("", |one| one.counterparty_name.as_str()),
        ]
        .into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or_default();
        let mut key = String::with_capacity(account.len() + reference.len() + 40);
        key.push_str(account);
        key.push('|');
        if let Some(day) = day {
            push_day(&mut key, day);
        }
        key.push('|');
        key.push_str(reference);
        key.push('|');
        push_amount(&mut key, entry.amount);
        let mut digest = std::hash::DefaultHasher::new();
        key.hash(&mut digest);
        let rank = self.0.entry(digest.finish()).or_insert(0);
        *rank = rank.saturating_add(1);
        key.push('|');
        push_digits(&mut key, u64::from(*rank), 1);
        entry.natural_key = key;
    }
}

/// The day as `2026-01-31`, as it is shown everywhere.
fn push_day(key: &mut String, day: Date) {
    let Ok(year) = u64::try_from(day.year()) else {
        key.push_str(&day.to_string());
        return;
    };
    push_digits(key, year, 4);
    for part in [day.month(), day.day()] {
        key.push('-');
        push_digits(key, u64::from(part.unsigned_abs()), 2);
    }
}

/// The amount as `-12.50 EUR`, as it is shown everywhere.
fn push_amount(key: &mut String, amount: Money) {
    if amount.minor < 0 {
        key.push('-');
    }
    let per_major = amount.currency.minor_per_major().unsigned_abs();
    let minor = amount.minor.unsigned_abs();
    push_digits(key, minor / per_major, 1);
    if per_major > 1 {
        key.push('.');
        let decimals = amount.currency.decimals() as usize;
        push_digits(key, minor % per_major, decimals);
    }
    key.push(' ');
    key.push_str(amount.currency.code());
}

/// A number with zeros before it until it has so many digits, at most twenty.
fn push_digits(key: &mut String, number: u64, digits: usize) {
    let mut written = [b'0'; 20];
    let (mut left, mut at) = (number, written.len());
    while left > 0 && at > 0 {
        at -= 1;
        written[at] = b'0' + (left % 10) as u8;
        left /= 10;
    }
    let from = at.min(written.len() - digits.min(written.len()));
    key.extend(written[from..].iter().map(|digit| char::from(*digit)));
}

#[cfg(test)]
mod tests {
    use receivables::currency::Currency;

    use super::*;
    use crate::bank::new_entry;

    #[test]
    fn days_and_amounts_of_a_key_are_written_as_everywhere() {
        let days = [
            (2026, 1, 31),
            (999, 12, 1),
            (9999, 10, 10),
            (0, 1, 1),
            (-5, 2, 3),
        ];
        for (year, month, day) in days {
            let day = jiff::civil::date(year, month, day);
            let mut key = String::new();
            push_day(&mut key, day);
            assert_eq!(key, day.to_string());
        }
        let amounts = [0, 5, -5, 100, 12_345, -99_999, i64::MAX, i64::MIN + 1];
        for code in ["EUR", "JPY", "TND"] {
            let currency: Currency = code.parse().expect("a currency");
            for minor in amounts {
                let amount = Money::new(minor, currency);
                let mut key = String::new();
                push_amount(&mut key, amount);
                assert_eq!(key, amount.to_string());
            }
        }
    }

    #[test]
    fn entries_alike_are_told_apart_by_their_rank() {
        let mut ranks = Ranks::default();
        for rank in 1..=12 {
            let mut entry = new_entry(Money::eur(120), 1);
            entry.booked_on = Some(jiff::civil::date(2026, 1, 31));
            entry.reference = "R".to_string();
            ranks.name("A", &mut entry);
            assert_eq!(entry.natural_key, format!("A|2026-01-31|R|1.20 EUR|{rank}"));
        }
    }
}
