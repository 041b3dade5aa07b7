//! The second reading of a lettering: which lines one code really holds together, and whether their debits equal
//! their credits. The same code used again, on another account, on another day or since the exercise before, must
//! never be taken for one lettering.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::items::{ItemKind, Lettering, LetteringState, RebuiltItem, Receivables};
use super::text::TextId;

/// True when some code of the file has capitals: then those without say that they settle in part.
pub(super) fn has_capitals(rebuilt: &Receivables) -> bool {
    let has_capital = |item: &RebuiltItem| {
        let code = rebuilt.text(item.lettering);
        code.chars().any(char::is_uppercase)
    };
    rebuilt.items.iter().any(has_capital)
}

/// The lines of one debtor that are lettered together.
pub(super) fn groups(
    items: &[RebuiltItem],
    ranks: &[u32],
    lettered_on: &[Option<Date>],
) -> Vec<Vec<u32>> {
    let mut by_code: BTreeMap<TextId, Vec<u32>> = BTreeMap::new();
    for rank in ranks {
        let code = items[*rank as usize].lettering;
        if !code.is_empty() {
            by_code.entry(code).or_default().push(*rank);
        }
    }
    let mut groups = Vec::with_capacity(by_code.len());
    for group in by_code.into_values() {
        let account = |rank: &u32| items[*rank as usize].account;
        for group in parted(items, group, account) {
            if balance(items, &group) == 0 || group.len() < 2 {
                groups.push(group);
                continue;
            }
            let day = |rank: &u32| lettered_on[*rank as usize];
            for group in parted(items, group, day) {
                let is_opening =
                    |rank: &u32| items[*rank as usize].kind == ItemKind::OpeningBalance;
                groups.extend(parted_if_unbalanced(items, group, is_opening));
            }
        }
    }
    groups
}

/// The parts of a group, when each of them stands alone, or when the group does not and one of them does.
fn parted<K: Ord>(items: &[RebuiltItem], group: Vec<u32>, of: impl Fn(&u32) -> K) -> Vec<Vec<u32>> {
    let first = group.first().map(&of);
    if group.iter().all(|rank| Some(of(rank)) == first) {
        return vec![group];
    }
    let mut parts: BTreeMap<K, Vec<u32>> = BTreeMap::new();
    for rank in &group {
        parts.entry(of(rank)).or_default().push(*rank);
    }
    let balances = |part: &Vec<u32>| balance(items, part) == 0;
    let stand_alone = if balances(&group) {
        parts.values().all(balances)
    } else {
        parts.values().any(balances)
    };
    if stand_alone {
        parts.into_values().collect()
    } else {
        vec![group]
    }
}

/// A code used again since the opening balance: its lines stand alone when they balance without it.
fn parted_if_unbalanced(
    items: &[RebuiltItem],
    group: Vec<u32>,
    is_apart: impl Fn(&u32) -> bool,
) -> Vec<Vec<u32>> {
    if balance(items, &group) == 0 {
        return vec![group];
    }
    parted(items, group, is_apart)
}

fn balance(items: &[RebuiltItem], ranks: &[u32]) -> i64 {
    ranks
        .iter()
        .map(|rank| items[*rank as usize].amount_minor)
        .fold(0, i64::saturating_add)
}

/// What a group adds up to, and whether it holds.
pub(super) fn read(rebuilt: &Receivables, group: &[u32], small_is_partial: bool) -> Lettering {
    let amounts = || {
        group
            .iter()
            .map(|rank| rebuilt.items[*rank as usize].amount_minor)
    };
    let debit_minor = amounts()
        .filter(|amount| *amount > 0)
        .fold(0, i64::saturating_add);
    let credit_minor = amounts()
        .filter(|amount| *amount < 0)
        .fold(0, i64::saturating_sub);
    let first = group.first().map(|rank| &rebuilt.items[*rank as usize]);
    let code = first.map_or(TextId::default(), |item| item.lettering);
    let is_small = !rebuilt.text(code).chars().any(char::is_uppercase)
        && rebuilt.text(code).chars().any(char::is_lowercase);
    let state = if debit_minor == credit_minor {
        LetteringState::Balanced
    } else if debit_minor == 0 || credit_minor == 0 {
        LetteringState::OneSided
    } else if is_small && small_is_partial {
        LetteringState::Partial
    } else {
        LetteringState::Unbalanced
    };
    Lettering {
        debtor: first.map_or(0, |item| item.debtor),
        code,
        lines: group.len() as u32,
        debit_minor,
        credit_minor,
        state,
    }
}
