//! Sets of amounts that add up to a payment: natural ones first (all, all that was due, the oldest, a run), then
//! any, with bounded work. Must never give a set twice, and must say when it did not look at all of them.

/// Amounts among which any set is looked for, at most; of more, the first.
const MOST_AMOUNTS: usize = 22;
/// Sets that are kept.
const MOST_SETS: usize = 12;

/// A set of places in the list of amounts, in rising order.
pub(super) type Set = Vec<usize>;

/// Sets that add up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    /// The sets, natural ones first, then small ones; at most a dozen.
    pub sets: Vec<(Set, Natural)>,
    /// How many there are, those not kept included.
    pub count: usize,
}

/// How natural a set is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Natural {
    /// All of them.
    All,
    /// All that was due.
    Due,
    /// The oldest, one after the other.
    Oldest,
    /// Neighbours in time.
    Run,
    /// Any.
    Any,
}

/// The sets of at least two amounts, oldest first, that add up to `target`; the first `due` were due.
pub(super) fn sums(amounts: &[i64], due: usize, target: i64) -> Sums {
    let mut found = Sums::default();
    if amounts.len() < 2 {
        return found;
    }
    natural(amounts, due, target, &mut found);
    let few = &amounts[..amounts.len().min(MOST_AMOUNTS)];
    let reachable = few
        .iter()
        .filter(|amount| **amount > 0)
        .fold(0_i64, |sum, amount| sum.saturating_add(*amount));
    if reachable >= target {
        any(few, target, &mut found);
    }
    found
}

fn natural(amounts: &[i64], due: usize, target: i64, found: &mut Sums) {
    let mut before = vec![0_i64];
    for amount in amounts {
        let sum = before.last().copied().unwrap_or(0);
        before.push(sum.saturating_add(*amount));
    }
    let count = amounts.len();
    let mut keep = |from: usize, to: usize, natural| {
        if to < from + 2 || before[to].checked_sub(before[from]) != Some(target) {
            return;
        }
        let set: Set = (from..to).collect();
        if !found.sets.iter().any(|(other, _)| *other == set) {
            found.count += 1;
            found.sets.push((set, natural));
        }
    };
    keep(0, count, Natural::All);
    keep(0, due.min(count), Natural::Due);
    for to in 2..count {
        keep(0, to, Natural::Oldest);
    }
    // Runs over the oldest two hundred: beyond that, neighbours in time are no sign of anything.
    let near = count.min(200);
    for from in 1..near {
        for to in from + 2..=near {
            if before[to].saturating_sub(before[from]) == target {
                keep(from, to, Natural::Run);
            }
        }
    }
    found.sets.truncate(MOST_SETS);
}

/// Every set of a few amounts: sums of each half, met in the middle.
fn any(amounts: &[i64], target: i64, found: &mut Sums) {
    let (one, other) = amounts.split_at(amounts.len() / 2);
    let mut left = sums_of(one);
    left.sort_unstable();
    let mut sets: Vec<u64> = Vec::new();
    for (sum, mask) in sums_of(other) {
        let Some(rest) = target.checked_sub(sum) else {
            continue;
        };
        let from = left.partition_point(|(sum, _)| *sum < rest);
        for (_, first) in left[from..].iter().take_while(|(sum, _)| *sum == rest) {
            sets.push(first | mask << one.len());
            if sets.len() > 4_096 {
                break;
            }
        }
    }
    sets.retain(|mask| mask.count_ones() >= 2);
    sets.sort_unstable_by_key(|mask| (mask.count_ones(), *mask));
    for mask in sets {
        let set: Set = (0..amounts.len())
            .filter(|at| mask & (1 << at) != 0)
            .collect();
        if found.sets.iter().any(|(other, _)| *other == set) {
            continue;
        }
        found.count += 1;
        if found.sets.len() < MOST_SETS {
            found.sets.push((set, Natural::Any));
        }
    }
}

fn sums_of(amounts: &[i64]) -> Vec<(i64, u64)> {
    let mut sums = vec![(0_i64, 0_u64)];
    for (at, amount) in amounts.iter().enumerate() {
        for place in 0..sums.len() {
            let (sum, mask) = sums[place];
            sums.push((sum.saturating_add(*amount), mask | 1 << at));
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets(amounts: &[i64], due: usize, target: i64) -> Vec<(Set, Natural)> {
        sums(amounts, due, target).sets
    }

    #[test]
    fn natural_sets_come_first_and_no_set_twice() {
        let amounts = [100, 250, 300, 450];
        assert_eq!(sets(&amounts, 3, 1_100), [(vec![0, 1, 2, 3], Natural::All)]);
        assert_eq!(sets(&amounts, 3, 650), [(vec![0, 1, 2], Natural::Due)]);
        assert_eq!(sets(&amounts, 4, 350), [(vec![0, 1], Natural::Oldest)]);
        assert_eq!(
            sets(&amounts, 4, 550),
            [(vec![1, 2], Natural::Run), (vec![0, 3], Natural::Any)]
        );
        assert_eq!(sets(&amounts, 4, 99), []);
        assert_eq!(sets(&[500], 1, 500), []);
    }

    #[test]
    fn credit_notes_are_taken_with_their_sign() {
        assert_eq!(
            sets(&[300, -50, 999], 3, 250),
            [(vec![0, 1], Natural::Oldest)]
        );
    }

    #[test]
    fn many_equal_amounts_are_counted_and_few_kept() {
        let found = sums(&[100; 12], 12, 600);
        assert_eq!((found.sets.len(), found.count), (MOST_SETS, 924));
        assert_eq!(sums(&[i64::MAX; 30], 30, 5), Sums::default());
    }
}
