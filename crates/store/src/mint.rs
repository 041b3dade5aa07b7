//! Makes identities: 64-bit integers that grow with time. Must never read a clock: the instant is an
//! argument, and two calls at the same instant still give two identities.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;

/// Milliseconds from 1970 to 2020, where identities start counting.
const EPOCH_MILLISECONDS: i64 = 1_577_836_800_000;
const NODE_BITS: u32 = 10;
const SEQUENCE_BITS: u32 = 12;

/// Makes identities for one process. An identity is 41 bits of milliseconds since 2020, 10 bits of node
/// number and 12 bits of sequence; a full sequence borrows the next millisecond.
#[derive(Debug)]
pub struct IdMint {
    node: u64,
    last: AtomicU64,
}

/// An identity below every one that is made at an instant or after it.
pub(crate) fn first_of(at: Timestamp) -> i64 {
    let milliseconds = (at.as_millisecond() - EPOCH_MILLISECONDS).max(0);
    milliseconds << (NODE_BITS + SEQUENCE_BITS)
}

/// A node number above 1023.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "node number {0} is out of range: give each process of the installation a number from 0 to 1023"
)]
pub struct NodeOutOfRange(pub u16);

impl IdMint {
    /// A mint for a node from 0 to 1023; `highest_known` is the highest identity in the database, which
    /// the next ones will exceed even when the clock went backwards.
    pub fn new(node: u16, highest_known: i64) -> Result<IdMint, NodeOutOfRange> {
        if u32::from(node) >= 1 << NODE_BITS {
            return Err(NodeOutOfRange(node));
        }
        let milliseconds = highest_known.max(0) as u64 >> (NODE_BITS + SEQUENCE_BITS);
        let last = (milliseconds << SEQUENCE_BITS) | ((1 << SEQUENCE_BITS) - 1);
        Ok(IdMint {
            node: u64::from(node),
            last: AtomicU64::new(last),
        })
    }

    /// The next identity, at an instant.
    pub fn next(&self, at: Timestamp) -> i64 {
        let milliseconds = (at.as_millisecond() - EPOCH_MILLISECONDS).max(0) as u64;
        let earliest = milliseconds << SEQUENCE_BITS;
        let before = self
            .last
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| {
                Some(earliest.max(last + 1))
            })
            // The closure always gives a value, so both arms hold the one before.
            .unwrap_or_else(|last| last);
        let tick = earliest.max(before + 1);
        let sequence = tick & ((1 << SEQUENCE_BITS) - 1);
        let milliseconds = tick >> SEQUENCE_BITS;
        ((milliseconds << (NODE_BITS + SEQUENCE_BITS)) | (self.node << SEQUENCE_BITS) | sequence)
            as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn identities_at_one_instant_differ_and_grow() {
        let mint = IdMint::new(3, 0).unwrap();
        let now = at("2026-11-02T07:00:00Z");
        let made: Vec<i64> = (0..10_000).map(|_| mint.next(now)).collect();
        assert!(made.is_sorted_by(|a, b| a < b));
        assert!(made[0] > 0);
    }

    #[test]
    fn a_clock_that_goes_backwards_makes_no_identity_twice() {
        let mint = IdMint::new(0, 0).unwrap();
        let first = mint.next(at("2026-11-02T07:00:00Z"));
        let second = mint.next(at("2026-11-01T07:00:00Z"));
        assert!(second > first);
        let after_restart = IdMint::new(0, second).unwrap();
        assert!(after_restart.next(at("2025-01-01T00:00:00Z")) > second);
    }

    #[test]
    fn what_is_made_at_an_instant_comes_after_its_first() {
        let mint = IdMint::new(0, 0).unwrap();
        let (before, now) = (at("2026-11-02T06:59:59.999Z"), at("2026-11-02T07:00:00Z"));
        assert!(mint.next(before) < first_of(now));
        assert!(mint.next(now) >= first_of(now));
    }

    #[test]
    fn two_nodes_never_make_the_same_identity() {
        let (one, two) = (IdMint::new(1, 0).unwrap(), IdMint::new(2, 0).unwrap());
        let now = at("2026-11-02T07:00:00Z");
        assert_ne!(one.next(now), two.next(now));
        assert_eq!(IdMint::new(1024, 0).unwrap_err(), NodeOutOfRange(1024));
    }
}
