//! The parts of a person's answer, put together again. Must never keep more than its bounds, nor lose a part: one that waits
//! in vain is told alone.

use std::collections::BTreeMap;

use super::reading::{Piece, PieceOf, Words};

/// So many parts are kept at most; with one more, the oldest answer is told as it is.
const MOST: usize = 256;
/// So many bytes are kept at most.
const MOST_BYTES: usize = 64 * 1024;

/// What was put together, or waited in vain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gathered {
    /// The number it comes from.
    pub(super) from: String,
    /// The words.
    pub(super) text: String,
    /// Numbers of what delivered it and is not acknowledged.
    pub(super) unanswered: Vec<u32>,
    /// True when a part of it was acknowledged: nobody else has that part any more.
    pub(super) is_ours_alone: bool,
}

/// Parts that wait for others. Time is counted in steps that whoever holds this chooses.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    waiting: BTreeMap<Group, Waiting>,
}

/// Number, mark and count of what belongs together.
type Group = (String, u16, u8);

#[derive(Debug)]
struct Waiting {
    since: u64,
    parts: BTreeMap<u8, Words>,
    unanswered: Vec<u32>,
    is_ours_alone: bool,
}

impl Gathering {
    /// Takes a part that came as `sequence` at a time. Gives what is whole by it, and what there is no room for any more.
    pub(super) fn take(&mut self, piece: Piece, sequence: u32, at: u64) -> Vec<Gathered> {
        let Some(PieceOf {
            mark,
            total,
            number,
        }) = piece.place
        else {
            return vec![Gathered {
                from: piece.from,
                text: piece.words.text(),
                unanswered: vec![sequence],
                is_ours_alone: false,
            }];
        };
        let group = (piece.from, mark, total);
        let mut told = Vec::new();
        let is_other = self
            .waiting
            .get(&group)
            .and_then(|waiting| waiting.parts.get(&number));
        if is_other.is_some_and(|known| *known != piece.words) {
            // Marks begin again: these are parts of another answer.
            told.extend(self.end(&group));
        }
        let waiting = self
            .waiting
            .entry(group.clone())
            .or_insert_with(|| Waiting {
                since: at,
                parts: BTreeMap::new(),
                unanswered: Vec::new(),
                is_ours_alone: false,
            });
        // The same part once more: told again because nobody acknowledged it in time.
        waiting.parts.insert(number, piece.words);
        waiting.unanswered.push(sequence);
        if waiting.parts.len() == usize::from(total) {
            told.extend(self.end(&group));
        }
        while self.is_too_much() {
            let oldest = self.waiting.iter().min_by_key(|(_, waiting)| waiting.since);
            let oldest = oldest.map(|(group, _)| group.clone());
            told.extend(oldest.and_then(|group| self.end(&group)));
        }
        told
    }

    /// What waited since a time or before, as it is.
    pub(super) fn waited_since(&mut self, at: u64) -> Vec<Gathered> {
        let over: Vec<Group> = self
            .waiting
            .iter()
            .filter(|(_, waiting)| waiting.since <= at)
            .map(|(group, _)| group.clone())
            .collect();
        over.iter().filter_map(|group| self.end(group)).collect()
    }

    /// Numbers of parts that wait since a time or before: a provider that tells one thing at a time tells the next part only
    /// once these are acknowledged.
    pub(super) fn unanswered_since(&mut self, at: u64) -> Vec<u32> {
        let waiting = self.waiting.values_mut();
        waiting
            .filter(|waiting| waiting.since <= at)
            .flat_map(|waiting| {
                waiting.is_ours_alone |= !waiting.unanswered.is_empty();
                std::mem::take(&mut waiting.unanswered)
            })
            .collect()
    }

    /// Everything that waits, as it is.
    pub(super) fn rest(&mut self) -> Vec<Gathered> {
        self.waited_since(u64::MAX)
    }

    fn is_too_much(&self) -> bool {
        let parts = || {
            self.waiting
                .values()
                .flat_map(|waiting| waiting.parts.values())
        };
        let bytes: usize = parts().map(|words| words.bytes.len()).sum();
        parts().count() > MOST || bytes > MOST_BYTES
    }

    fn end(&mut self, group: &Group) -> Option<Gathered> {
        let ended = self.waiting.remove(group)?;
        Some(Gathered {
            from: group.0.clone(),
            text: joined(ended.parts.into_values()),
            unanswered: ended.unanswered,
            is_ours_alone: ended.is_ours_alone,
        })
    }
}

/// The words of parts. Bytes of one alphabet are put together before they are read: a letter may be cut in two.
fn joined(parts: impl Iterator<Item = Words>) -> String {
    let mut runs: Vec<Words> = Vec::new();
    for part in parts {
        match runs.last_mut() {
            Some(last) if last.alphabet == part.alphabet => last.bytes.extend(part.bytes),
            _ => runs.push(part),
        }
    }
    runs.iter().map(Words::text).collect()
}

#[cfg(test)]
mod tests {
    use super::super::reading::Written;
    use super::*;

    fn piece(from: &str, place: (u16, u8, u8), text: &str) -> Piece {
        Piece {
            from: from.to_string(),
            place: Some(PieceOf {
                mark: place.0,
                total: place.1,
                number: place.2,
            }),
            words: Words {
                alphabet: Written::Wide,
                bytes: text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            },
        }
    }

    fn told(from: &str, text: &str, unanswered: &[u32]) -> Gathered {
        Gathered {
            from: from.to_string(),
            text: text.to_string(),
            unanswered: unanswered.to_vec(),
            is_ours_alone: unanswered.is_empty(),
        }
    }

    #[test]
    fn parts_are_put_together_in_whatever_order_they_come() {
        let mut gathering = Gathering::default();
        assert_eq!(gathering.take(piece("+336", (7, 3, 3), "c"), 1, 0), []);
        assert_eq!(gathering.take(piece("+337", (7, 3, 1), "other"), 2, 0), []);
        assert_eq!(gathering.take(piece("+336", (7, 3, 1), "a"), 3, 0), []);
        assert_eq!(
            gathering.take(piece("+336", (7, 3, 1), "a"), 4, 0),
            [],
            "told again"
        );
        let whole = gathering.take(piece("+336", (7, 3, 2), "b"), 5, 0);
        assert_eq!(whole, [told("+336", "abc", &[1, 3, 4, 5])]);
        assert_eq!(gathering.rest(), [told("+337", "other", &[2])]);
    }

    #[test]
    fn a_letter_cut_in_two_is_one_again() {
        let mut gathering = Gathering::default();
        let (mut first, mut second) =
            (piece("+336", (7, 2, 1), "🙂"), piece("+336", (7, 2, 2), ""));
        second.words.bytes = first.words.bytes.split_off(2);
        gathering.take(first, 1, 0);
        assert_eq!(gathering.take(second, 2, 0), [told("+336", "🙂", &[1, 2])]);
    }

    #[test]
    fn what_waits_in_vain_is_acknowledged_then_told_as_it_is() {
        let mut gathering = Gathering::default();
        gathering.take(piece("+336", (7, 2, 2), "end"), 1, 10);
        assert!(gathering.unanswered_since(9).is_empty());
        assert_eq!(gathering.unanswered_since(10), [1]);
        assert!(gathering.unanswered_since(10).is_empty(), "once");
        assert_eq!(gathering.waited_since(9), []);
        assert_eq!(gathering.waited_since(10), [told("+336", "end", &[])]);
        assert_eq!(gathering.rest(), []);
    }

    #[test]
    fn marks_that_begin_again_mix_no_two_answers() {
        let mut gathering = Gathering::default();
        gathering.take(piece("+336", (7, 2, 1), "old"), 1, 0);
        let ended = gathering.take(piece("+336", (7, 2, 1), "new"), 2, 0);
        assert_eq!(ended, [told("+336", "old", &[1])]);
        assert_eq!(
            gathering.take(piece("+336", (7, 2, 2), "er"), 3, 0),
            [told("+336", "newer", &[2, 3])]
        );
    }

    #[test]
    fn it_keeps_no_more_than_it_may_and_loses_nothing() {
        let mut gathering = Gathering::default();
        let mut count = 0;
        for number in 0..5_000_u16 {
            let words = "x".repeat(usize::from(number % 90));
            let at = u64::from(number);
            count += gathering
                .take(piece("+336", (number, 2, 1), &words), 1, at)
                .len();
            assert!(!gathering.is_too_much());
        }
        assert_eq!(count + gathering.rest().len(), 5_000);
    }
}
