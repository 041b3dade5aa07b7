//! Learning the weights from the examples, always in the same order and with sums, products and roots alone, so that every
//! machine learns the same bytes. It must never see an answer kept aside.

use super::feature::{BUCKETS, buckets};
use super::{COUNT, HEAD, KINDS, scale};
use crate::phrase;

const FILES: [&str; 6] = [
    include_str!("examples/french.txt"),
    include_str!("examples/english.txt"),
    include_str!("examples/german.txt"),
    include_str!("examples/spanish.txt"),
    include_str!("examples/italian.txt"),
    include_str!("examples/dutch.txt"),
];
/// Weights and scores are kept as whole numbers of this part of one.
const PARTS: f32 = 24.0;
const EPOCHS: usize = 20;
const STEP: f32 = 0.4;
/// What a weight loses in each epoch: what a single example says is believed less.
const DECAY: f32 = 0.05;
/// Lines that stand together are alike and are left out together.
const BLOCK: usize = 2;
const FOLDS: usize = 5;
/// How often each alternative of the longest brackets of a line is taken.
const ROUNDS: usize = 3;

pub(super) struct Example {
    pub(super) says: [bool; COUNT],
    buckets: Vec<u16>,
    pub(super) text: String,
    file: usize,
    line: usize,
    /// Written out of a line with alternatives: learnt from, but its neighbours are too like it to judge by.
    pub(super) is_varied: bool,
}

pub(super) fn examples() -> Vec<Example> {
    let mut found = Vec::new();
    for (file, text) in FILES.iter().enumerate() {
        let mut says = [false; COUNT];
        for (place, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(kinds) = line.strip_prefix('[') {
                let kinds: Vec<&str> = kinds.trim_end_matches(']').split(", ").collect();
                assert!(
                    kinds
                        .iter()
                        .all(|kind| *kind == "-" || KINDS.contains(kind)),
                    "{line}"
                );
                says = KINDS.map(|kind| kinds.contains(&kind));
                continue;
            }
            for text in written_out(line) {
                let (is_question, plain) = looked_at(&text);
                found.push(Example {
                    says,
                    buckets: buckets(&plain, is_question),
                    text,
                    file,
                    line: place,
                    is_varied: line.contains('('),
                });
            }
        }
    }
    found
}

/// The sentences a line with alternatives in brackets becomes: not all of them, each alternative about as often.
fn written_out(line: &str) -> Vec<String> {
    let parts = line.split('(').flat_map(|part| match part.split_once(')') {
        Some((choice, rest)) => vec![choice.split('|').collect(), vec![rest]],
        None => vec![vec![part]],
    });
    let parts: Vec<Vec<&str>> = parts.collect();
    let most = parts.iter().map(Vec::len).max().unwrap_or(1);
    let sentences = if most == 1 { 1 } else { most * ROUNDS };
    let sentence = |at: usize| {
        let chosen = parts.iter().enumerate().map(|(place, choice)| {
            let turn = at + (at / most) * (place * 2 + 1);
            choice[turn % choice.len()]
        });
        chosen.collect::<String>().trim().to_string()
    };
    let mut found: Vec<String> = (0..sentences).map(sentence).collect();
    found.sort();
    found.dedup();
    found
}

fn looked_at(line: &str) -> (bool, String) {
    let text = line.trim_end_matches(['.', '!', '?', ' ']);
    (line.ends_with('?'), phrase::plain(text))
}

/// The same examples behind a sentence that says nothing, as they stand behind a greeting in real answers.
fn behind_others(examples: &[&Example]) -> Vec<Example> {
    let mut found = Vec::new();
    for file in 0..FILES.len() {
        let own: Vec<&&Example> = examples.iter().filter(|one| one.file == file).collect();
        let empty: Vec<&&&Example> = own
            .iter()
            .filter(|one| one.says == [false; COUNT])
            .collect();
        for (at, one) in own.iter().enumerate() {
            let (is_question, plain) = looked_at(&one.text);
            let (_, before) = looked_at(&empty[(at * 7) % empty.len()].text);
            found.push(Example {
                says: one.says,
                buckets: buckets(&format!("{before}, {plain}"), is_question),
                text: one.text.clone(),
                file,
                line: one.line,
                is_varied: one.is_varied,
            });
        }
    }
    found
}

struct Weights {
    of: Vec<[f32; COUNT]>,
    begin: [f32; COUNT],
}

impl Weights {
    fn scores(&self, buckets: &[u16]) -> [f32; COUNT] {
        let mut sums = [0.0; COUNT];
        for bucket in buckets {
            for (sum, weight) in sums.iter_mut().zip(&self.of[usize::from(*bucket)]) {
                *sum += weight;
            }
        }
        let scale = scale(buckets.len());
        std::array::from_fn(|kind| sums[kind] * scale + self.begin[kind])
    }
}

/// Weights by which each kind is told from all others.
fn learnt(examples: &[&Example]) -> Weights {
    let more = behind_others(examples);
    let all: Vec<&Example> = examples.iter().copied().chain(&more).collect();
    let mut weights = Weights {
        of: vec![[0.0; COUNT]; BUCKETS],
        begin: [-1.0; COUNT],
    };
    let mut seen = vec![[0.1_f32; COUNT]; BUCKETS];
    let mut order: Vec<usize> = (0..all.len()).collect();
    let mut chance = 1_u32;
    for _ in 0..EPOCHS {
        for at in (1..order.len()).rev() {
            chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            order.swap(at, (chance >> 8) as usize % (at + 1));
        }
        for at in &order {
            learn_from(all[*at], &mut weights, &mut seen);
        }
        for weight in weights.of.iter_mut().flatten() {
            *weight -= *weight * DECAY;
        }
    }
    weights
}

fn learn_from(example: &Example, weights: &mut Weights, seen: &mut [[f32; COUNT]]) {
    let scores = weights.scores(&example.buckets);
    let scale = scale(example.buckets.len());
    let off: [f32; COUNT] = std::array::from_fn(|kind| {
        let score = scores[kind];
        let likely = 0.5 + 0.5 * score / (1.0 + score * score).sqrt();
        likely - f32::from(u8::from(example.says[kind]))
    });
    for (begin, off) in weights.begin.iter_mut().zip(&off) {
        *begin -= 0.02 * off;
    }
    for bucket in &example.buckets {
        let bucket = usize::from(*bucket);
        for (kind, off) in off.iter().enumerate() {
            let slope = off * scale;
            let seen = &mut seen[bucket][kind];
            *seen += slope * slope;
            weights.of[bucket][kind] -= STEP * slope / seen.sqrt();
        }
    }
}

/// The scores of each example by weights learnt without it and its neighbours.
pub(super) fn scored_unseen(examples: &[Example]) -> Vec<[f32; COUNT]> {
    let mut scored = vec![[0.0; COUNT]; examples.len()];
    for fold in 0..FOLDS {
        let is_left_out = |at: usize| (examples[at].line / BLOCK) % FOLDS == fold;
        let others = examples
            .iter()
            .enumerate()
            .filter(|(at, _)| !is_left_out(*at));
        let others: Vec<&Example> = others.map(|(_, one)| one).collect();
        let weights = learnt(&others);
        for (at, one) in examples
            .iter()
            .enumerate()
            .filter(|(at, _)| is_left_out(*at))
        {
            scored[at] = weights.scores(&one.buckets);
        }
    }
    scored
}

/// Of what is found above a score, how much must be right: a wrong suggestion costs more trust than a missing one.
const RIGHT: f32 = 0.9;
/// The part of sentences that say nothing of the kind which may be taken for it.
const TAKEN_WRONGLY: f32 = 0.01;

/// The score of what is as likely as not. What is less likely is never said.
const EVEN: f32 = 0.0;

/// For each kind the lowest score from which enough is right, judged on examples the weights had not seen.
pub(super) fn thresholds(examples: &[Example], scored: &[[f32; COUNT]]) -> [f32; COUNT] {
    std::array::from_fn(|kind| {
        let mut ranked: Vec<(f32, bool)> = examples
            .iter()
            .zip(scored)
            .filter(|(one, _)| !one.is_varied)
            .map(|(one, scores)| (scores[kind], one.says[kind]))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let without = ranked.iter().filter(|(_, says)| !says).count() as f32;
        let (mut right, mut wrong) = (0.0_f32, 0.0_f32);
        let mut lowest = f32::INFINITY;
        for (score, says) in ranked {
            match says {
                true => right += 1.0,
                false => wrong += 1.0,
            }
            if right >= RIGHT * (right + wrong) && wrong <= TAKEN_WRONGLY * without {
                lowest = score;
            }
        }
        lowest.max(EVEN)
    })
}

/// The bytes that ship.
pub(super) fn bytes(examples: &[Example], thresholds: [f32; COUNT]) -> Vec<u8> {
    let all: Vec<&Example> = examples.iter().collect();
    let weights = learnt(&all);
    let mut bytes = Vec::with_capacity(HEAD + BUCKETS * COUNT);
    for (begin, threshold) in weights.begin.iter().zip(thresholds) {
        for number in [*begin, threshold] {
            bytes.extend(((number * PARTS).round() as i16).to_le_bytes());
        }
    }
    let all = weights.of.iter().flatten();
    bytes.extend(all.map(|weight| ((weight * PARTS).round() as i8).cast_unsigned()));
    bytes
}
