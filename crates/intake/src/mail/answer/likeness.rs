//! What a sentence says by its likeness to examples: a weight for each word, pair of words and run of letters, learnt from
//! the sentences in `likeness/examples` and kept in `likeness/learnt.bin`. It must never learn from what people receive.

use self::feature::{BUCKETS, buckets};

mod feature;
#[cfg(test)]
mod learn;

/// What is told apart, in the order of the weights.
pub(super) const KINDS: [&str; COUNT] = [
    "will-pay",
    "has-paid",
    "contests",
    "invoice-missing",
    "wrong-contact",
    "asks-delay",
    "asks-plan",
    "insolvent",
    "complains",
];
const COUNT: usize = 9;

/// For each kind where it begins and from which score it is said, two bytes each; then the weights of each bucket.
static LEARNT: &[u8; HEAD + BUCKETS * COUNT] = include_bytes!("likeness/learnt.bin");
const HEAD: usize = 4 * COUNT;

/// True for each kind, in the order of [`KINDS`], that a plain sentence says.
pub(super) fn kinds(plain: &str, is_question: bool) -> [bool; COUNT] {
    let found = buckets(plain, is_question);
    let mut sums = [0_i32; COUNT];
    for bucket in &found {
        let from = HEAD + usize::from(*bucket) * COUNT;
        for (sum, weight) in sums.iter_mut().zip(&LEARNT[from..from + COUNT]) {
            *sum += i32::from(weight.cast_signed());
        }
    }
    let scale = scale(found.len());
    let mut said = [false; COUNT];
    for (kind, said) in said.iter_mut().enumerate() {
        let score = sums[kind] as f32 * scale + head(kind, 0);
        *said = score >= head(kind, 2);
    }
    said
}

/// A number of the head of what was learnt.
fn head(kind: usize, at: usize) -> f32 {
    let from = kind * 4 + at;
    f32::from(i16::from_le_bytes([LEARNT[from], LEARNT[from + 1]]))
}

/// What makes a long sentence weigh as much as a short one. A root is rounded alike by every machine.
fn scale(features: usize) -> f32 {
    1.0 / (features.max(1) as f32).sqrt()
}

#[cfg(test)]
mod tests;
