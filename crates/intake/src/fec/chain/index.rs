//! What one debtor owed at a closing, found by reference, by label and by amount. An account may hold a hundred
//! thousand lines, so nothing here may look at all of them for each.

use std::collections::{BTreeMap, VecDeque};

use super::carry::Candidate;
use crate::fec::items::{RebuiltItem, Receivables};

/// How many candidates of one reference are looked at: more of them name nothing.
const MOST_OF_ONE_REFERENCE: usize = 32;

/// Shorter references are met in labels by chance.
const SHORTEST_REFERENCE: usize = 4;

/// The candidates of one debtor, by their places.
pub(super) struct Index<'a> {
    candidates: &'a [Candidate],
    by_reference: BTreeMap<String, Vec<usize>>,
    by_reference_and_amount: BTreeMap<(String, i64), VecDeque<usize>>,
    by_label: BTreeMap<(String, i64), VecDeque<usize>>,
    by_amount: BTreeMap<i64, Vec<usize>>,
    is_taken: Vec<bool>,
}

impl<'a> Index<'a> {
    /// All candidates, none taken.
    pub fn of(older: &Receivables, candidates: &'a [Candidate]) -> Self {
        let mut index = Index {
            candidates,
            by_reference: BTreeMap::new(),
            by_reference_and_amount: BTreeMap::new(),
            by_label: BTreeMap::new(),
            by_amount: BTreeMap::new(),
            is_taken: vec![false; candidates.len()],
        };
        for (place, candidate) in candidates.iter().enumerate() {
            let item = &older.items[candidate.rank as usize];
            let reference = older.text(item.reference).to_lowercase();
            let label = older.text(item.label).to_lowercase();
            let left = candidate.left;
            if !reference.is_empty() {
                let named = index.by_reference.entry(reference.clone());
                named.or_default().push(place);
                let both = index.by_reference_and_amount.entry((reference, left));
                both.or_default().push_back(place);
            }
            if !label.is_empty() {
                let labelled = index.by_label.entry((label, left));
                labelled.or_default().push_back(place);
            }
            index.by_amount.entry(left).or_default().push(place);
        }
        index
    }

    /// The same reference and the same amount.
    pub fn by_reference_and_amount(
        &mut self,
        newer: &Receivables,
        item: &RebuiltItem,
    ) -> Option<usize> {
        let reference = newer.text(item.reference).to_lowercase();
        let queue = self
            .by_reference_and_amount
            .get_mut(&(reference, item.amount_minor))?;
        next(queue, &mut self.is_taken)
    }

    /// The same amount, and a label carried as it was, or one that names the old reference.
    pub fn by_label(&mut self, newer: &Receivables, item: &RebuiltItem) -> Option<usize> {
        let label = newer.text(item.label).to_lowercase();
        let words: Vec<String> = label
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')'))
            .filter(|word| word.len() >= SHORTEST_REFERENCE)
            .map(str::to_string)
            .collect();
        let amount = item.amount_minor;
        if let Some(queue) = self.by_label.get_mut(&(label, amount))
            && let Some(place) = next(queue, &mut self.is_taken)
        {
            return Some(place);
        }
        words.into_iter().find_map(|word| {
            let queue = self.by_reference_and_amount.get_mut(&(word, amount))?;
            next(queue, &mut self.is_taken)
        })
    }

    /// Part of it was settled at the opening: the same reference, on the same side, for less.
    pub fn by_reference(&mut self, newer: &Receivables, item: &RebuiltItem) -> Option<usize> {
        let reference = newer.text(item.reference).to_lowercase();
        let amount = item.amount_minor;
        let is_more = |place: &&usize| {
            let left = self.candidates[**place].left;
            !self.is_taken[**place]
                && left.signum() == amount.signum()
                && amount.saturating_abs() <= left.saturating_abs()
        };
        let named = self.by_reference.get(&reference)?;
        let found = *named.iter().take(MOST_OF_ONE_REFERENCE).find(is_more)?;
        self.is_taken[found] = true;
        Some(found)
    }

    /// The only candidate left of an amount; taken.
    pub fn only_one_of(&mut self, amount: i64) -> Option<usize> {
        let mut left = self
            .by_amount
            .get(&amount)?
            .iter()
            .filter(|place| !self.is_taken[**place]);
        let (only, another) = (*left.next()?, left.next());
        if another.is_some() {
            return None;
        }
        self.is_taken[only] = true;
        Some(only)
    }

    /// The candidates that nothing took.
    pub fn rest(&self) -> Vec<usize> {
        (0..self.candidates.len())
            .filter(|place| !self.is_taken[*place])
            .collect()
    }
}

/// The first of a queue that is not taken; taken.
fn next(queue: &mut VecDeque<usize>, is_taken: &mut [bool]) -> Option<usize> {
    while let Some(place) = queue.pop_front() {
        if !is_taken[place] {
            is_taken[place] = true;
            return Some(place);
        }
    }
    None
}
