//! Whether each debtor opens an exercise with what it owed at the closing before. A difference is told debtor by
//! debtor, and never made up for.

use std::collections::BTreeMap;

use receivables::money::Money;

use super::{OpeningDifference, is_opening};
use crate::fec::Fec;
use crate::fec::items::{RebuiltItem, Receivables};
use crate::reading::{Kept, Problem, ProblemKind, Problems};

/// The debtors whose balances differ; none when the exercise has no opening balance yet.
pub(super) fn differences(
    exercises: &[&Fec],
    (before, after): (usize, usize),
) -> Vec<OpeningDifference> {
    let opening = balances(&exercises[after].receivables, is_opening);
    if opening.is_empty() {
        return Vec::new();
    }
    let closing = balances(&exercises[before].receivables, |_| true);
    let mut keys: Vec<&str> = opening.keys().chain(closing.keys()).copied().collect();
    keys.sort_unstable();
    keys.dedup();
    let of = |balances: &BTreeMap<&str, i64>, key: &str| balances.get(key).copied().unwrap_or(0);
    keys.into_iter()
        .map(|key| OpeningDifference {
            exercise: after,
            debtor: key.to_string(),
            closing_minor: of(&closing, key),
            opening_minor: of(&opening, key),
        })
        .filter(|one| one.closing_minor != one.opening_minor)
        .collect()
}

fn balances(
    receivables: &Receivables,
    counts: impl Fn(&RebuiltItem) -> bool,
) -> BTreeMap<&str, i64> {
    let mut balances = BTreeMap::new();
    for item in receivables.items.iter().filter(|item| counts(item)) {
        let Some(debtor) = receivables.debtors.get(item.debtor as usize) else {
            continue;
        };
        let balance: &mut i64 = balances.entry(receivables.text(debtor.key)).or_default();
        *balance = balance.saturating_add(item.amount_minor);
    }
    balances
}

/// Tells each difference, at the first line of the debtor's opening balance when it has one.
pub(super) fn tell(after: &Fec, differences: &[OpeningDifference], problems: &mut Problems) {
    let receivables = &after.receivables;
    let mut first_lines: BTreeMap<&str, u32> = BTreeMap::new();
    for item in receivables.items.iter().filter(|item| is_opening(item)) {
        if let Some(debtor) = receivables.debtors.get(item.debtor as usize) {
            let key = receivables.text(debtor.key);
            first_lines.entry(key).or_insert(item.line);
        }
    }
    for difference in differences {
        problems.add(Problem {
            line: first_lines
                .get(difference.debtor.as_str())
                .map(|line| u64::from(*line)),
            field: None,
            kind: ProblemKind::OpeningDiffers,
            found: format!(
                "{}, {} ≠ {}",
                difference.debtor,
                Money::eur(difference.opening_minor),
                Money::eur(difference.closing_minor)
            ),
            kept: Kept::All,
        });
    }
}
