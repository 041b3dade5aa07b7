//! Several exercises of one company, one after another: an invoice carried forward by an opening entry is the
//! invoice of the exercise before, not a second one. Its real day, its reference and its amount are those of the
//! older exercise. Nothing is carried on a guess: what matches nothing stays an item of its own.

mod balance;
mod carry;
mod index;

use jiff::civil::Date;

use super::Fec;
use super::items::{ItemKind, RebuiltItem};
use crate::reading::{Kept, ProblemKind, Problems, Reading};

/// An exercise often ends with some days without entries.
const DAYS_WITHOUT_ENTRIES: i64 = 62;

/// What several exercises give together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// Places of the exercises in the order of time; those without any entry are left out.
    pub order: Vec<usize>,
    /// The lines of opening balances whose origin was found.
    pub carried: Vec<Carried>,
    /// Every item once: those of opening balances only where their origin was not found.
    pub items: Vec<ChainedItem>,
    /// Debtors whose opening balance is not what they owed at the closing before.
    pub differences: Vec<OpeningDifference>,
}

/// A line of an opening balance that carries older items forward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// Place of its exercise.
    pub exercise: usize,
    /// Its rank in that exercise's items.
    pub item: u32,
    /// What it carries: places of exercises and ranks of items, the oldest origin of each. One line of
    /// an opening balance may carry the whole account.
    pub origins: Vec<(usize, u32)>,
}

/// An item of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainedItem {
    /// Place of its exercise.
    pub exercise: usize,
    /// Its rank there.
    pub item: u32,
    /// What is left of it at the end of the last exercise, in euro cents; below zero for a credit not yet used.
    pub left_minor: i64,
}

/// An opening balance that is not the closing balance of the exercise before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpeningDifference {
    /// Place of the exercise that opens.
    pub exercise: usize,
    /// The debtor's key.
    pub debtor: String,
    /// What the debtor owed at the closing, in euro cents.
    pub closing_minor: i64,
    /// What the opening balance says.
    pub opening_minor: i64,
}

/// Chains the exercises of one company, given in any order.
pub fn chain(exercises: &[&Fec]) -> Reading<Chain> {
    let mut problems = Problems::new();
    let mut order: Vec<usize> = (0..exercises.len())
        .filter(|place| exercises[*place].summary.first_on.is_some())
        .collect();
    order.sort_by_key(|place| {
        let summary = &exercises[*place].summary;
        (summary.first_on, summary.last_on, *place)
    });
    let mut chain = Chain {
        order,
        ..Chain::default()
    };
    let mut standing = carry::Standing::of(exercises);
    for pair in 1..chain.order.len() {
        let (before, after) = (chain.order[pair - 1], chain.order[pair]);
        if !follow(exercises, (before, after), &mut problems) {
            continue;
        }
        let differences = balance::differences(exercises, (before, after));
        balance::tell(exercises[after], &differences, &mut problems);
        chain.differences.extend(differences);
        let carried = carry::forward(exercises, (before, after), &standing);
        standing.take(exercises, &carried);
        chain.carried.extend(carried);
    }
    carry::tell_open_again(exercises, &chain.carried, &mut problems);
    chain.items = standing.items(&chain.order);
    Reading {
        facts: chain,
        problems,
    }
}

/// True when one exercise comes after the other; told when there are days that neither holds, or that both do.
fn follow(exercises: &[&Fec], (before, after): (usize, usize), problems: &mut Problems) -> bool {
    let (before, after) = (&exercises[before].summary, &exercises[after].summary);
    let (Some(last_on), Some(first_on)) = (before.last_on, after.first_on) else {
        return false;
    };
    let days = days_between(last_on, first_on);
    if !(1..=DAYS_WITHOUT_ENTRIES).contains(&days) {
        let found = format!("{last_on}, {first_on}");
        problems.add_for_file(ProblemKind::MissingExercise, &found, Kept::All);
    }
    days > 0
}

fn days_between(from: Date, to: Date) -> i64 {
    // Between two days of a calendar the span is in days alone.
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

fn is_opening(item: &RebuiltItem) -> bool {
    item.kind == ItemKind::OpeningBalance
}
