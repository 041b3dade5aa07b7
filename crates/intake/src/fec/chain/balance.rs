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
    for difference in differences {
        let is_its = |item: &&RebuiltItem| {
            let debtor = receivables.debtors.get(item.debtor as usize);
            is_opening(item)
                && debtor.is_some_and(|debtor| receivables.text(debtor.key) == difference.debtor)
        };
        let line = problems
            .has_room()
            .then(|| receivables.items.iter().find(is_its))
            .flatten();
        problems.add(Problem {
            line: line.map(|item| u64::from(item.line)),
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
