//! Which older items a line of an opening balance carries forward: by reference, by amount and label, by an amount
//! that only one has, or all that the debtor owed. No older item is carried twice, and none for more than is left of it.

use std::collections::{BTreeMap, BTreeSet};

use super::index::Index;
use super::{Carried, ChainedItem, is_opening};
use crate::fec::Fec;
use crate::fec::items::{RebuiltItem, Receivables};
use crate::reading::{Kept, Problem, ProblemKind, Problems};

/// An item by the place of its exercise and its rank there.
type Key = (usize, u32);

/// What is left of every item, and where those of opening balances come from.
pub(super) struct Standing {
    left: Vec<Vec<i64>>,
    origins: BTreeMap<Key, Vec<Key>>,
}

impl Standing {
    /// Each exercise by itself.
    pub fn of(exercises: &[&Fec]) -> Self {
        let left = exercises
            .iter()
            .map(|exercise| exercise.receivables.remainders())
            .collect();
        Standing {
            left,
            origins: BTreeMap::new(),
        }
    }

    /// What a line carries, traced back to the exercise that made it.
    fn oldest(&self, key: Key) -> Vec<Key> {
        self.origins.get(&key).cloned().unwrap_or_else(|| vec![key])
    }

    /// What is left of the carried lines is what is left of the items they carry: the newest of them first.
    pub fn take(&mut self, exercises: &[&Fec], carried: &[Carried]) {
        for line in carried {
            let mut left = self.left[line.exercise][line.item as usize];
            let mut origins = line.origins.clone();
            origins.sort_by_key(|(exercise, rank)| {
                let items = &exercises[*exercise].receivables.items;
                std::cmp::Reverse((items[*rank as usize].issued_on, *exercise, *rank))
            });
            for (exercise, rank) in origins {
                let amount = exercises[exercise].receivables.items[rank as usize].amount_minor;
                // Each holds at most its own amount, and on its own side.
                let most = left.clamp(amount.min(0), amount.max(0));
                self.left[exercise][rank as usize] = most;
                left -= most;
            }
            self.left[line.exercise][line.item as usize] = 0;
            let key = (line.exercise, line.item);
            self.origins.insert(key, line.origins.clone());
        }
    }

    /// Every item once, exercise by exercise.
    pub fn items(&self, order: &[usize]) -> Vec<ChainedItem> {
        let of_exercise = |exercise: &usize| {
            let exercise = *exercise;
            let left = self.left[exercise].iter().zip(0_u32..);
            left.filter(move |(_, item)| !self.origins.contains_key(&(exercise, *item)))
                .map(move |(left_minor, item)| ChainedItem {
                    exercise,
                    item,
                    left_minor: *left_minor,
                })
        };
        order.iter().flat_map(of_exercise).collect()
    }
}

/// An older item that may be carried, with what was left of it at the closing.
pub(super) struct Candidate {
    pub rank: u32,
    pub left: i64,
}

/// The lines of the opening balance of one exercise, with what they carry of the exercise before.
pub(super) fn forward(
    exercises: &[&Fec],
    (before, after): (usize, usize),
    standing: &Standing,
) -> Vec<Carried> {
    let older = &exercises[before].receivables;
    let newer = &exercises[after].receivables;
    let mut candidates: BTreeMap<&str, Vec<Candidate>> = BTreeMap::new();
    for (rank, item) in (0..).zip(&older.items) {
        let left = if item.settled_elsewhere.is_some() {
            item.amount_minor
        } else {
            standing.left_of(before, rank)
        };
        if left != 0 {
            let of_debtor = candidates.entry(key_of(older, item)).or_default();
            of_debtor.push(Candidate { rank, left });
        }
    }
    let mut openings: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (rank, item) in (0..).zip(&newer.items) {
        if is_opening(item) {
            openings.entry(key_of(newer, item)).or_default().push(rank);
        }
    }
    let mut carried = Vec::new();
    for (debtor, lines) in openings {
        let Some(candidates) = candidates.get(debtor) else {
            continue;
        };
        for (line, ranks) in match_debtor((older, candidates), (newer, &lines)) {
            let origins = ranks
                .into_iter()
                .flat_map(|rank| standing.oldest((before, rank)))
                .collect();
            carried.push(Carried {
                exercise: after,
                item: line,
                origins,
            });
        }
    }
    carried
}

impl Standing {
    fn left_of(&self, exercise: usize, rank: u32) -> i64 {
        let traced = self.origins.get(&(exercise, rank));
        match traced {
            Some(origins) => origins
                .iter()
                .map(|(exercise, rank)| self.left[*exercise][*rank as usize])
                .sum(),
            None => self.left[exercise][rank as usize],
        }
    }
}

fn key_of<'a>(receivables: &'a Receivables, item: &RebuiltItem) -> &'a str {
    receivables
        .debtors
        .get(item.debtor as usize)
        .map_or("", |debtor| receivables.text(debtor.key))
}

/// The surest way first, over all lines; each way only takes what the ways before left.
fn match_debtor(
    (older, candidates): (&Receivables, &[Candidate]),
    (newer, lines): (&Receivables, &[u32]),
) -> Vec<(u32, Vec<u32>)> {
    let mut index = Index::of(older, candidates);
    let mut open: BTreeSet<u32> = lines.iter().copied().collect();
    let mut matched = Vec::new();
    for way in [
        Index::by_reference_and_amount,
        Index::by_label,
        Index::by_reference,
    ] {
        for line in lines.iter().filter(|line| open.contains(line)) {
            if let Some(place) = way(&mut index, newer, &newer.items[*line as usize]) {
                matched.push((*line, vec![candidates[place].rank]));
            }
        }
        for (line, _) in &matched {
            open.remove(line);
        }
    }
    let mut lines_of: BTreeMap<i64, Vec<u32>> = BTreeMap::new();
    for line in &open {
        let amount = newer.items[*line as usize].amount_minor;
        lines_of.entry(amount).or_default().push(*line);
    }
    for (amount, lines) in lines_of {
        if let ([line], Some(place)) = (&lines[..], index.only_one_of(amount)) {
            matched.push((*line, vec![candidates[place].rank]));
            open.remove(line);
        }
    }
    let rest = index.rest();
    let all_left: i64 = rest.iter().map(|place| candidates[*place].left).sum();
    if let (1, Some(only)) = (open.len(), open.first())
        && newer.items[*only as usize].amount_minor == all_left
        && !rest.is_empty()
    {
        let ranks = rest.iter().map(|place| candidates[*place].rank).collect();
        matched.push((*only, ranks));
    }
    matched
}

/// Lettered in the older exercise with nothing, and still open in the newer, which knows more: told, and open.
pub(super) fn tell_open_again(exercises: &[&Fec], carried: &[Carried], problems: &mut Problems) {
    for line in carried {
        let newer = &exercises[line.exercise].receivables;
        let item = &newer.items[line.item as usize];
        let is_open = item.lettering.is_empty() && item.settled_elsewhere.is_none();
        for (exercise, rank) in &line.origins {
            let older = &exercises[*exercise].receivables;
            let origin = &older.items[*rank as usize];
            if is_open && origin.settled_elsewhere.is_some() {
                problems.add(Problem {
                    line: Some(u64::from(item.line)),
                    field: Some("EcritureLet".to_string()),
                    kind: ProblemKind::UnbalancedLettering,
                    found: format!(
                        "{} {}",
                        older.text(origin.reference),
                        older.text(origin.lettering)
                    ),
                    kept: Kept::All,
                });
            }
        }
    }
}
